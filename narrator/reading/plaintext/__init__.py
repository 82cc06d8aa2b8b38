"""Plain text: what was copied or dumped from a browser, a mail, a newsletter.

The text is read in passes. Each names lines that none before it has named (`page.Part`), or
gives the reason for which they are not read; `assembly` makes the article of the names.

    pages       printed pages bound together, without what stands on each
    lines       split; what is prose
    wrapping    hard line breaks undone
    embeds      players, posts, polls, frames: one block each
    browsers    what text browsers draw for pictures, forms and frames
    declared    "Title: ..." and the like at the head of mails and books
    furniture   words that stand around articles, by reason and language (`words` looks them up)
    structure   rules, lists, tables, quotations
    layout      the columns of running text and headings, where the text begins
    figures     descriptions, captions and credits of pictures (`credits`, `pointers` find them)
    head        headline, byline, dates, standfirst (`bylines`, `dates`, `titles`)
    body        paragraphs, the end of the article
    headings    which short lines of the body are headings
    assembly    blocks and omissions
"""

from __future__ import annotations

import re

from narrator.article import Article
from narrator.errors import SourceError
from narrator.reading.plaintext import (
    assembly,
    body,
    browsers,
    declared,
    embeds,
    figures,
    head,
    layout,
    pages,
    structure,
)
from narrator.reading.plaintext.lines import split
from narrator.reading.plaintext.page import Page, Part
from narrator.reading.plaintext.wrapping import unwrap, wrap_width

_REFERENCE = re.compile(r"\[\d{1,4}\](?=\S)")
_REFERENCE_LIST = re.compile(r"(?m)^\s*\d{1,4}\. (?:https?|file|mailto|ftp|gopher)://?\S*$")

TEXT_BROWSER_MARKS = 3
"""So many numbers in brackets before words, and a list of addresses, make a text browser's dump."""


def read_plaintext(text: str) -> Article:
    """Return the article that a plain text holds.

    Args:
        text: Decoded text; how its lines are wrapped or indented does not matter.

    Raises:
        SourceError: where the text has no word in it. Trying again cannot help.
    """
    text, running = pages.joined(text)
    text, marks = _without_marks(text)
    lines = split(text)
    page = Page(unwrap(lines), wrapped=wrap_width(lines) > 0)
    if not any(line.has_words for line in page.lines):
        raise SourceError(
            "There is no text in it",
            hint="Check that the file is the article and that its encoding is right.",
        )
    embeds.label(page)
    browsers.label(page, marked=bool(marks))
    told = declared.label(page)
    structure.contents(page)
    body.furniture(page)
    if marks:
        structure.addresses(page)
    structure.label(page)
    figures.shown(page)
    shape = layout.measure(page)
    if not told:
        head.matter(page, shape)
    figures.label(page, shape)
    start = told if Part.HEADLINE in page.found else head.label(page, shape)
    end = body.end_of(page, shape, start)
    body.outside(page, start, end)
    body.openers(page, shape, start, end)
    body.label(page, shape, start, end)
    body.alone(page)
    return assembly.article(page, marks, running)


def _without_marks(text: str) -> tuple[str, str]:
    """Return the text without a text browser's link numbers, and those numbers."""
    if len(_REFERENCE.findall(text)) < TEXT_BROWSER_MARKS or not _REFERENCE_LIST.search(text):
        return text, ""
    marks = " ".join(_REFERENCE.findall(text))
    return _REFERENCE.sub("", text), marks


__all__ = ["read_plaintext"]
