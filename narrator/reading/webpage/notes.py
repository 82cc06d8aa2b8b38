"""Footnotes, corrections and updates of a page, and the marks that lead to notes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from narrator.article import Note, Reason
from narrator.reading.webpage import inline
from narrator.reading.webpage.dom import HEADINGS, Element, collapse, find, is_inline, texts
from narrator.reading.webpage.quotations import QUOTE_SHARE

if TYPE_CHECKING:
    from narrator.reading.webpage.blocks import Walk

MARK_CHARS = 6
"""What is called a footnote, stands in a line and is shorter, is the mark of one."""
NAMES = re.compile(
    r" (footnotes?|endnotes?|footnote list|reflist|correction|corrections|update note|"
    r"editors? note|clarification) "
)
"""What pages call a note, or the box of all of them."""


def is_note(element: Element) -> bool:
    """Tell whether an element is called a note, and is no heading and no mark in a line."""
    if element.tag in HEADINGS or not NAMES.search(element.names):
        return False
    return not is_inline(element) or element.chars > MARK_CHARS


def take_mark(_walk: Walk, element: Element) -> bool:
    """Leave a footnote's mark out of the running text."""
    element.reason = Reason.FOOTNOTE_MARK
    return True


def take_note(walk: Walk, element: Element) -> bool:
    """Take a footnote, a correction or an update."""
    lists = list(find(element, "ol", "ul"))
    entries = [
        item
        for listing in lists
        for item in listing.children
        if isinstance(item, Element) and item.tag == "li"
    ]
    if element.prose > walk.region.scope.prose * QUOTE_SHARE:
        return False
    walk.flush()
    if element.tag == "li" or not entries:
        add_note(walk, element, _mark_of(element))
        return True
    _add_heading_before(walk, element)
    for number, entry in enumerate(entries, 1):
        add_note(walk, entry, str(number))
    return True


def _mark_of(note: Element) -> str:
    """Return the mark that opens a footnote and leads back to the text; nothing for other notes."""
    for below in find(note, "a", "sup"):
        if inline.is_footnote_mark(below):
            return collapse("".join(text.value for text in texts(below))).strip("[]()")
    return ""


def leads_back(entry: Element) -> bool:
    """Tell whether an entry of a list ends, or opens, with a link back to its mark in the text."""
    return any(
        link.get("href").startswith("#") and inline.is_footnote_mark(link)
        for link in find(entry, "a")
    )


def _add_heading_before(walk: Walk, element: Element) -> None:
    for heading in find(element, *HEADINGS):
        walk.take(heading)


def add_note(walk: Walk, element: Element, mark: str) -> None:
    """Append what an element says as a note."""
    run = inline.read(element)
    if text := run.text().replace("\n", " "):
        walk.add(Note(text, mark), element, run.texts)
