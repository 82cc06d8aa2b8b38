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
_PAGE_NUMBER = re.compile(
    r"[\W_]*(?:(?:page|p|pg|seite|s|página|pagina|pág|side|sida|strona|стр|str|第)\W*)?"
    r"(?:\d{1,4}|[ivxlc]{1,7})(?:\W*(?:of|von|sur|de|di|van|av|af|z|из|/|\|)\W*\d{1,4})?"
    r"(?:\W*(?:页|頁|ページ))?[\W_]*",
    re.IGNORECASE,
)


def strip(pages: list[list[Line]]) -> list[str]:
    """Take the running lines out of the pages; return their texts, each once.

    Args:
        pages: The lines of each page, in reading order.
    """
    edges = [_edges(lines) for lines in pages]
    counts = Counter(key for edge in edges for key in {_key(line) for line in edge})
    least = min(MANY_PAGES, max(2, len(pages)))
    found: dict[str, None] = {}
    for lines, edge in zip(pages, edges, strict=True):
        outer = _outermost(lines)
        for line in edge:
            number = line in outer and bool(_PAGE_NUMBER.fullmatch(line.text))
            if number or counts[_key(line)] >= least:
                found[line.text] = None
                lines.remove(line)
    return list(found)


def _edges(lines: list[Line]) -> list[Line]:
    """Return the lines in the first and in the last rows of a page."""
    heights = sorted({line.baseline for line in lines})
    places = {*heights[:ROWS], *heights[-ROWS:]}
    return [line for line in lines if line.baseline in places]


def _outermost(lines: list[Line]) -> list[Line]:
    heights = [line.baseline for line in lines]
    if len(set(heights)) < 2:
        return []  # It is all that the page has.
    return [line for line in lines if line.baseline in (min(heights), max(heights))]


def _key(line: Line) -> tuple[str, int]:
    return _NUMBER.sub("#", line.text), round(line.baseline / PLACE_POINTS)
