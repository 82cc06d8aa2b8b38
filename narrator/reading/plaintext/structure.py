"""What the text draws with signs: rules, quotations, lists, tables, underlined headings."""

from __future__ import annotations

import re

from narrator.article import Reason
from narrator.reading.plaintext.lines import Line, breadth, bullet, is_closed, is_rule, number
from narrator.reading.plaintext.page import Page, Part

HEADING_BREADTH = 160
"""A longer line is no heading, whatever is drawn below it: the longest headline on 111 news
pages has 151 columns."""

LONGEST_INNER_LIST = 50
"""So many bullets may stand between two numbers of one list."""

_HASHES = re.compile(r"(#{1,6})\s+\S")
_TAGS = re.compile(r"\s#\s?\w")
_CELLS = re.compile(r"\s*\|\s*|\t+|\s{3,}")
_UNDERLINE = re.compile(r"(?:={3,}|-{3,}|~{3,})$")
_ADDRESS = re.compile(r"[a-z][a-z+.-]{1,9}:\S*$", re.IGNORECASE)
_DASHES = frozenset("-–—")
_LONG_DASHES = frozenset("–—")


def label(page: Page) -> None:
    """Name the lines that show by signs what they are."""
    _underlined(page)
    _rules(page)
    _quotations(page)
    _tables(page)
    _numbered(page)
    _bulleted(page)


def addresses(page: Page) -> None:
    """Give a text browser's list of addresses, and the heading above it, their reason."""
    for index, line in enumerate(page.lines):
        match = number(line.text)
        if match and _ADDRESS.match(line.text, match.end()):
            page.found[index] = Reason.NAVIGATION
            above = index - 1
            if above >= 0 and page.found[above] is not Reason.NAVIGATION:
                page.set(above, Reason.NAVIGATION)


def _underlined(page: Page) -> None:
    """Name headings with a drawn line below, and those behind number signs."""
    for index, line in page.free():
        hashes = _HASHES.match(line.text)
        if hashes and not _TAGS.search(line.text) and breadth(line.text) <= HEADING_BREADTH:
            page.set(index, Part.HEADING)
            page.levels[index] = len(hashes[1])
        below = page.lines[index + 1] if index + 1 < len(page) else None
        drawn = below and not below.spaced and _UNDERLINE.match(below.text)
        if below and drawn and _may_be_heading(line):
            page.set(index, Part.HEADING)
            page.levels[index] = 1 if below.text.startswith("=") else 2


def _may_be_heading(line: Line) -> bool:
    return line.has_words and breadth(line.text) <= HEADING_BREADTH and "|" not in line.text


def _rules(page: Page) -> None:
    for index, line in page.free():
        if is_rule(line.text) and line.spaced:
            page.set(index, Part.SEPARATOR)


def _quotations(page: Page) -> None:
    """Name quoted lines, unless most of the text is quoted: a forwarded mail is the article."""
    quoted = sum(line.quoted > 0 for line in page.lines)
    if quoted * 2 > len(page):
        return
    for index, line in page.free():
        if line.quoted:
            page.set(index, Part.QUOTATION)


def cells(line: Line) -> list[str]:
    """Return the cells of a line of a table; one cell where it is none."""
    return [cell.strip() for cell in _CELLS.split(line.text.strip("| \t"))]


def _tables(page: Page) -> None:
    """Name runs of lines that have the same number of cells, two or more."""
    start = 0
    while start < len(page):
        end = start
        width = _cells_of(page, start)
        while end < len(page) and width > 1 and _goes_on(page, start, end, width):
            end += 1
        rows = [i for i in range(start, end) if page.lines[i].has_words]
        if len(rows) >= 2:
            for index in range(start, end):
                page.set(index, Part.TABLE)
        start = max(end, start + 1)


def _cells_of(page: Page, index: int) -> int:
    line = page.lines[index]
    if not page.is_free(index) or breadth(line.text) > 400:
        return 0
    return len(cells(line))


def _goes_on(page: Page, start: int, index: int, width: int) -> bool:
    line = page.lines[index]
    if not page.is_free(index) or (index > start and line.spaced):
        return False
    drawn = not line.has_words and set(line.text) <= set("|+-=: ")
    return drawn or _cells_of(page, index) == width


def _numbered(page: Page) -> None:
    """Name runs of two or more lines that are numbered from one on."""
    run: list[int] = []
    for index, line in [*page.free(), (len(page), Line("", spaced=True))]:
        match = number(line.text) if line.text else None
        value = int(match["mark"][:-1]) if match else 0
        if match and run and value == len(run) + 1 and _only_bullets(page, run[-1], index):
            run.append(index)
            continue
        if not line.text or match or not bullet(line.text):
            if len(run) > 1:
                for item in range(run[0], run[-1] + 1):
                    page.set(item, Part.ITEM)
            run = [index] if value == 1 else []


def _only_bullets(page: Page, start: int, end: int) -> bool:
    """Say whether nothing but bullets stands between two lines: a list inside a list."""
    between = page.lines[start + 1 : min(end, start + 1 + LONGEST_INNER_LIST)]
    column = page.lines[start].column
    return all(bullet(line.text) and line.column > column for line in between)


def _bulleted(page: Page) -> None:
    """Name lines with bullets.

    A dash makes a list only where another line has it as well; sentences behind longer dashes
    are a conversation, as novels set it in many languages.
    """
    for index, line in list(page.free()):
        match = bullet(line.text)
        if not match:
            continue
        spoken = match["mark"] in _LONG_DASHES and is_closed(line.text)
        alone = match["mark"] in _DASHES and not _has_fellow(page, index, match["mark"])
        if not spoken and not alone:
            page.set(index, Part.ITEM)


def _has_fellow(page: Page, index: int, mark: str) -> bool:
    around = (index - 1, index + 1)
    return any(
        0 <= i < len(page) and (m := bullet(page.lines[i].text)) is not None and m["mark"] == mark
        for i in around
    )
