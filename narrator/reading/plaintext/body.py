"""The body: paragraphs and headings, and where the article ends."""

from __future__ import annotations

import re

from narrator.article import Reason
from narrator.reading.plaintext import words
from narrator.reading.plaintext.credits import is_signature
from narrator.reading.plaintext.layout import Layout
from narrator.reading.plaintext.lines import Line, breadth, is_closed, is_prose, number
from narrator.reading.plaintext.page import Page, Part

HEADING_BREADTH = 140
"""Headings of 111 news pages: 99 in 100 are shorter."""

QUESTION_BREADTH = 100
EXCLAMATION_BREADTH = 70

TAIL_SHARE = 0.25
"""A heading like "Related" ends the article where less than this share of the running text
follows; before that it only opens a block of links."""

BAR_LINES = 3
"""So many short lines one after the other are links rather than headings."""

_LEVELS = re.compile(r"(\d{1,2}(?:\.\d{1,2})*)\.?\)?\s")


def furniture(page: Page) -> None:
    """Name the lines that are furniture by their words, and the blocks that they open."""
    for index, line in page.free():
        if not line.has_words:
            continue
        reason = words.opener(line.text)
        if reason:
            page.openers[index] = reason
        else:
            found = words.of_line(line.text)
            if found:
                page.set(index, found)


def openers(page: Page, layout: Layout, start: int) -> int:
    """Give the blocks that furniture opens their reason; return where the article ends."""
    prose = [
        index
        for index, line in page.free(start)
        if is_prose(line.text) and not layout.is_inset(line.column)
    ]
    end = len(page)
    for index, reason in sorted(page.openers.items()):
        if not page.is_free(index):
            continue
        page.set(index, reason)
        if index < start:
            continue
        after = sum(position > index for position in prose)
        if after <= TAIL_SHARE * len(prose) and _ends(page, layout, index):
            return index
        _block(page, layout, index, reason)
    return end


def _ends(page: Page, layout: Layout, index: int) -> bool:
    """Say whether no heading and paragraph of the article follow any more."""
    after = [
        line
        for position, line in page.free(index + 1)
        if is_prose(line.text) and line.column == layout.column
    ]
    return not after or (layout.indented and len(after) <= 1) or len(after) == 0


def _block(page: Page, layout: Layout, opener: int, reason: Reason) -> None:
    """Give the lines below an opener its reason, up to the running text or its heading."""
    taken = []
    for index in range(opener + 1, min(opener + 30, len(page))):
        line = page.lines[index]
        prose = is_prose(line.text) and not layout.is_inset(line.column)
        if prose and page.found[index] is not Part.ITEM:
            break
        taken.append(index)
    else:
        return
    if taken and _is_short(page.lines[taken[-1]], layout) and page.is_free(taken[-1]):
        taken.pop()
    for index in taken:
        if page.found[index] in (None, Part.ITEM):
            page.found[index] = reason


def _is_short(line: Line, layout: Layout) -> bool:
    return not layout.is_inset(line.column) and is_heading(line)


def label(page: Page, layout: Layout, start: int, end: int) -> None:
    """Name paragraphs and headings between the two lines."""
    bars = _bars(page, layout, start, end)
    for index, line in list(page.free(start, end)):
        if is_signature(line.text) and index > layout.first:
            page.set(index, Part.SIGNATURE)
        elif index in bars:
            page.set(index, Reason.RELATED)
        elif is_heading(line) and _heads_something(page, index, end):
            page.set(index, Part.HEADING)
            page.levels[index] = _level(line.text)
        elif line.has_words:
            page.set(index, Part.PARAGRAPH)


def _bars(page: Page, layout: Layout, start: int, end: int) -> set[int]:
    """Return the lines of stretches of short lines that are no headings."""
    bars: set[int] = set()
    run: list[int] = []
    for index in range(start, end + 1):
        line = page.lines[index] if index < end else None
        if line and page.is_free(index) and is_heading(line) and not line.text.endswith(":"):
            run.append(index)
            continue
        if len(run) >= BAR_LINES:
            followed = line is not None and is_prose(line.text)
            bars.update(run[:-1] if followed else run)
        run = []
    return bars


def is_heading(line: Line) -> bool:
    """Say whether the line has the shape of a heading."""
    text = line.text
    width = breadth(text)
    if not line.has_words or width > HEADING_BREADTH or text[0].islower():
        return False
    bare = text.rstrip("\"'”’“»«」』)")
    if bare.endswith(("?", "？", "؟")):
        return width <= QUESTION_BREADTH
    if bare.endswith(("!", "！", "…", "...")):
        return width <= EXCLAMATION_BREADTH
    if bare.endswith((",", ";", ":", "،", "、", "：")):
        return False
    return not is_closed(text)


def _heads_something(page: Page, index: int, end: int) -> bool:
    """Say whether text follows the line before the article ends."""
    for after in range(index + 1, min(end, index + 12)):
        found, line = page.found[after], page.lines[after]
        if found is None and line.has_words:
            return True
        if found in (Part.ITEM, Part.TABLE, Part.QUOTATION, Part.PARAGRAPH):
            return True
        if found is Part.HEADING:
            return True
    return False


def _level(text: str) -> int:
    """Return the level that the heading's own number shows: 1.2 is below 1."""
    match = _LEVELS.match(text) if number(text) or re.match(r"\d+\.\d", text) else None
    return min(6, 2 + match[1].count(".")) if match else 2
