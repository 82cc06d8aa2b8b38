"""Folds (`details`, `summary`): what is read while they are closed heads what is in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from narrator.article import Heading
from narrator.reading.webpage import inline
from narrator.reading.webpage.dom import HEADINGS, Element, elements

if TYPE_CHECKING:
    from narrator.reading.webpage.blocks import Walk

SUMMARY_CHARS = 150
"""A longer summary of a fold is text."""
DEEPEST = 6


def take_summary(walk: Walk, element: Element) -> bool:
    """Take what a fold shows while it is closed: the heading of what is in it.

    A label such as "More" is no heading, nor is a summary that holds one.
    """
    below = elements(element)[1:]
    text = inline.read(element).text().replace("\n", " ")
    if (
        not text
        or len(text) > SUMMARY_CHARS
        or any(one.tag in (*HEADINGS, "img") for one in below)
        or element.parent is None
        or element.parent.chars - element.chars < element.chars
    ):
        return False
    walk.flush()
    before = next((d.block for d in walk.drafts[::-1] if isinstance(d.block, Heading)), None)
    run = inline.read(element)
    walk.add(Heading(text, _level(walk, before)), element, run.texts, run.link_share)
    return True


def _level(walk: Walk, before: Heading | None) -> int:
    """Return the level of a fold: one below the last heading; folds in a row are of one level."""
    if before is None or before.level != walk.folds:
        walk.folds = min(before.level + 1, DEEPEST) if before is not None else 2
    return walk.folds
