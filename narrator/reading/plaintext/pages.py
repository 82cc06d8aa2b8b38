"""Printed pages: what stands again at the head or the foot of each, between form feeds."""

from __future__ import annotations

import re
from collections import Counter

from narrator.reading.plaintext.lines import is_closed

EDGE_LINES = 2
"""So many lines at the head and the foot of a page may stand on every page."""

FEWEST_PAGES = 2
"""What stands on so many pages, at the same edge, is no text."""

_PAGE_NUMBER = re.compile(
    r"[-–—\s]*(?:page|seite|pagina|página|strona|сторінка|страница)?\s*\d{1,4}[-–—\s]*$"
    r"|.*[\[(](?:page|seite)\s+\d{1,4}[\])]$",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W_]")
_DIGITS = re.compile(r"\d+")


def joined(text: str) -> tuple[str, list[str]]:
    """Return the text without page breaks and running heads, and the lines that were taken out.

    A sentence that runs over the end of a page goes on in the next line.
    """
    pages = [page.splitlines() for page in text.split("\f")]
    if len(pages) < 2:
        return text, []
    counts = Counter(
        mark for page in pages for mark in {_mark(page[index]) for index in _edges(page)}
    )
    taken: list[str] = []
    kept: list[list[str]] = []
    for page in pages:
        running = {
            index
            for index in _edges(page)
            if counts[_mark(page[index])] >= FEWEST_PAGES or _PAGE_NUMBER.match(page[index].strip())
        }
        taken += [page[index].strip() for index in sorted(running)]
        kept.append([line for index, line in enumerate(page) if index not in running])
    if not any(_WORD.search(line) for page in kept for line in page):
        return text, []
    return _bound(kept), taken


def _edges(page: list[str]) -> list[int]:
    """Return the first and last lines of a page that are not blank."""
    written = [index for index, line in enumerate(page) if line.strip()]
    return sorted({*written[:EDGE_LINES], *written[-EDGE_LINES:]})


def _mark(line: str) -> str:
    """Return the line as it is on other pages: with any number, and any space."""
    return " ".join(_DIGITS.sub("0", line).split())


def _bound(pages: list[list[str]]) -> str:
    """Return the pages as one text, with a blank line between where a paragraph ends."""
    lines: list[str] = []
    for page in pages:
        text = "\n".join(page).strip("\n").split("\n")
        if lines and not _runs_on(lines[-1], text[0]):
            lines.append("")
        lines += text
    return "\n".join(lines)


def _runs_on(last: str, first: str) -> bool:
    """Say whether a sentence goes on from one page to the next."""
    return bool(last.strip()) and not is_closed(last.strip()) and first.strip()[:1].islower()
