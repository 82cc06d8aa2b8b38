"""What the text draws with signs: rules, quotations, lists, tables, underlined headings."""

from __future__ import annotations

import re
from collections import Counter

from narrator.article import Reason
from narrator.reading.phrases import alternatives, phrases
from narrator.reading.plaintext.lines import (
    Line,
    breadth,
    bullet,
    is_closed,
    is_heading,
    is_leader,
    is_rule,
    key,
    number,
)
from narrator.reading.plaintext.page import Page, Part

HEADING_BREADTH = 160
"""A longer line is no heading, whatever is drawn below it: the longest headline on 111 news
pages has 151 columns."""

LONGEST_INNER_LIST = 50
"""So many bullets may stand between two numbers of one list."""

ENTRY_BREADTH = 80
"""The titles in a table of contents are headings; the longest of 322 has 114 columns, and nine in
ten have 71 or less."""

CONTENTS_TITLES = """
    contents; table of contents; list of contents; inhalt; inhaltsverzeichnis; table des matières;
    sommaire; índice; tabla de contenido; indice; sommario; inhoud; inhoudsopgave; innehåll;
    indhold; innhold; sisällys; spis treści; obsah; tartalom; cuprins; içindekiler; содержание;
    оглавление; зміст; περιεχόμενα; תוכן העניינים; المحتويات; 目次; 目录; 目錄; 차례; 목차
"""
"""Titles of tables of contents; `;` parts them."""

_CONTENTS_TITLES = frozenset(phrases(CONTENTS_TITLES))
FEWEST_CHAPTERS = 2
"""A book has several; one line that begins so may be any heading."""

CHAPTERS = """
    chapter; part; book; section; act; scene; letter; volume; kapitel; teil; buch; abschnitt; akt;
    chapitre; partie; livre; acte; capítulo; parte; libro; acto; capitolo; hoofdstuk; deel;
    kapittel; kapitola; rozdział; część; fejezet; capitolul; bölüm; luku; глава; часть; розділ;
    κεφάλαιο; פרק; الفصل
"""
"""Words before the number of a chapter; `;` parts them."""

_CHAPTER = re.compile(
    rf"(?:{alternatives(CHAPTERS)})\s+(?:\d{{1,3}}|[IVXLC]{{1,7}}|the\s\w+|(?:one|two|three|four"
    r"|five|six|seven|eight|nine|ten|eleven|twelve))\b(?:$|[.:—–-])"
    r"|第[〇一二三四五六七八九十百\d]{1,5}[章回节節部]",
    re.IGNORECASE,
)
_ILLUSTRATION = re.compile(r"\[(?:illustration|image|figure|abbildung)\b.*\]$", re.IGNORECASE)
_NOTE = re.compile(
    r"\[(?P<word>(?:foot)?note:?\s)?(?P<mark>\d{1,3}|[*†‡A-Z])\]?:?\]?\s+\S", re.IGNORECASE
)
_NOTE_MARK = re.compile(r"\[(?:footnote:?\s)?(\d{1,3}|[*†‡A-Z])\]", re.IGNORECASE)
_HASHES = re.compile(r"(#{1,6})\s+\S")
_TAGS = re.compile(r"\s#\s?\w")
_CELLS = re.compile(r"\s*\|\s*|\t+|\s{3,}")
_UNDERLINE = re.compile(r"(?:={3,}|-{3,}|~{3,})$")
_ADDRESS = re.compile(r"[a-z][a-z+.-]{1,9}:\S*$", re.IGNORECASE)
_DASHES = frozenset("-–—")
_LONG_DASHES = frozenset("–—")


def label(page: Page) -> None:
    """Name the lines that show by signs what they are."""
    _bracketed(page)
    _chapters(page)
    _framed(page)
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


def _bracketed(page: Page) -> None:
    """Name what books set in brackets: descriptions of pictures, and notes."""
    marks = Counter(mark for line in page.lines for mark in _NOTE_MARK.findall(line.text))
    for index, line in page.free():
        note = _NOTE.match(line.text)
        if _ILLUSTRATION.match(line.text):
            page.set(index, Part.ALT)
        elif note and (note["word"] or marks[note["mark"]] > 1):
            page.set(index, Part.NOTE)


def _chapters(page: Page) -> None:
    """Name the lines that count the chapters of a book, and the titles below them."""
    counted = [i for i, line in page.free() if _CHAPTER.match(line.text) and is_heading(line)]
    if len(counted) < FEWEST_CHAPTERS:
        return
    for index in counted:
        page.set(index, Part.HEADING)
        page.levels[index] = 2
        below = index + 1
        if below < len(page) and page.is_free(below) and _is_title(page.lines[below]):
            page.set(below, Part.HEADING)
            page.levels[below] = 2


def _is_title(line: Line) -> bool:
    return is_heading(line) and breadth(line.text) <= ENTRY_BREADTH


def contents(page: Page) -> None:
    """Give a table of contents its reason: the lines that lead to pages, and those below its title.

    The list below a title ends at the next blank line but the first.
    """
    for index, line in page.free():
        if is_leader(line.text):
            page.set(index, Reason.NAVIGATION)
        if key(line.text) not in _CONTENTS_TITLES:
            continue
        below = index + 1
        while below < len(page) and _is_entry(page, below, index + 1):
            page.set(below, Reason.NAVIGATION)
            below += 1
        if below > index + 1:
            page.set(index, Reason.NAVIGATION)


def _is_entry(page: Page, index: int, first: int) -> bool:
    line = page.lines[index]
    if is_leader(line.text):
        return True
    short = breadth(line.text) <= ENTRY_BREADTH and not is_closed(line.text)
    return page.is_free(index) and short and (index == first or not line.spaced)


def _framed(page: Page) -> None:
    """Name headings between two drawn lines, as newsletters set them; the lines go with them."""
    for index, line in list(page.free(1, len(page) - 1)):
        above, below = page.lines[index - 1], page.lines[index + 1]
        framed = not (line.spaced or below.spaced) and is_rule(above.text) and is_rule(below.text)
        if framed and _may_be_heading(line):
            page.set(index, Part.HEADING)
            page.levels[index] = 2 if below.text.startswith("-") else 1
            for rule in (index - 1, index + 1):
                page.set(rule, Reason.DECORATIVE)


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
