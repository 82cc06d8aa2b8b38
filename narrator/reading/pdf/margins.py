"""What stands on every page and is no text of it: running headers and footers, page numbers."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from narrator.reading.pdf.layout import Line

ROWS = 2
"""Lines at the head and at the foot of a page that are looked at."""
MANY_PAGES = 3
"""Pages on which a line comes again at the same place; in a document of two pages, both."""
PLACE_POINTS = 4.0
"""How finely places are told apart."""

_NUMBER = re.compile(r"\d+")
_OUTER_NUMBER = re.compile(r"^(\d{1,4})\s|\s(\d{1,4})$")
_PAGE_NUMBER = re.compile(
    r"[\s\-–—·•|.\[\]]*(?:(?:page|p|pg|seite|s|página|pagina|pág|side|sida|strona|стр|str|第)\W*)?"
    r"(?:\d{1,4}|[ivxlc]{1,7})(?:\W*(?:of|von|sur|de|di|van|av|af|z|из|/|\|)\W*\d{1,4})?"
    r"(?:\W*(?:页|頁|ページ))?[\s\-–—·•|.\[\]]*",
    re.IGNORECASE,
)
_LEADERS = re.compile(r"(?:\.\s?){5,}\s*[\divxlcA-Z.-]*$|(?:…\s?){2,}\s*[\divxlc]*$")
"""The dots of a table of contents, up to the number of the page."""
CONTENTS_LINES = 3
CONTENTS_SHARE = 0.6
"""Of the lines of a page, those with leaders on a page that is a table of contents as a whole."""


def strip(pages: list[list[Line]]) -> list[str]:
    """Take the running lines out of the pages; return their texts, each once.

    Args:
        pages: The lines of each page, in reading order.
    """
    numbered = _numbered(pages)
    counts = Counter(
        key
        for lines in pages
        for key in {_key(line) for rows in _edges(lines) for row in rows for line in row}
    )
    least = min(MANY_PAGES, max(2, len(pages)))
    found: dict[str, None] = {}
    for lines in pages:
        outer = [line for line in _outermost(lines) if _PAGE_NUMBER.fullmatch(line.text)]
        for rows in _edges(lines):
            for row in rows:
                running = [
                    line
                    for line in row
                    if line in outer or line in numbered or counts[_key(line)] >= least
                ]
                if not running:
                    break  # What stands further in is text, even if it comes again.
                _take(running, lines, found)
    return list(found)


def _take(running: list[Line], lines: list[Line], found: dict[str, None]) -> None:
    for line in running:
        if line in lines:  # The first and the last rows of a short page are the same.
            found[line.text] = None
            lines.remove(line)


def _edges(lines: list[Line]) -> tuple[list[list[Line]], list[list[Line]]]:
    """Return the first rows of a page and its last, the outermost first."""
    heights = sorted({line.baseline for line in lines})
    rows = [[line for line in lines if line.baseline == height] for height in heights]
    return rows[::-1][:ROWS], rows[:ROWS]


def _outermost(lines: list[Line]) -> list[Line]:
    heights = [line.baseline for line in lines]
    if len(set(heights)) < 2:
        return []  # It is all that the page has.
    return [line for line in lines if line.baseline in (min(heights), max(heights))]


def _key(line: Line) -> tuple[str, int]:
    return _NUMBER.sub("#", line.text), round(line.baseline / PLACE_POINTS)


def _numbered(pages: list[list[Line]]) -> list[Line]:
    """Return outermost lines with a number that goes up with the pages: "Chapter 2    14"."""
    found = [
        (int(number[1] or number[2]) - index, line)
        for index, lines in enumerate(pages)
        for line in _outermost(lines)
        if (number := _OUTER_NUMBER.search(line.text))
    ]
    counts = Counter(offset for offset, _ in found)
    return [line for offset, line in found if counts[offset] >= MANY_PAGES]


def strip_contents(pages: list[list[Line]]) -> list[str]:
    """Take the lines of printed tables of contents out of the pages; return their texts."""
    found: list[str] = []
    for lines in pages:
        led = [line for line in lines if _LEADERS.search(line.text)]
        if len(led) < CONTENTS_LINES:
            continue
        taken = list(lines) if len(led) >= CONTENTS_SHARE * len(lines) else led
        found.append(" ".join(line.text for line in taken))
        for line in taken:
            lines.remove(line)
    return found
