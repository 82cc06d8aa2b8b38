"""Headings: which of the short lines of the body are some, and of what level."""

from __future__ import annotations

import re

from narrator.article import Reason
from narrator.reading.plaintext import dates, words
from narrator.reading.plaintext.bylines import is_byline, is_name, says_by
from narrator.reading.plaintext.layout import Layout
from narrator.reading.plaintext.lines import breadth, is_heading, is_prose, is_quoted, number
from narrator.reading.plaintext.page import FIGURE, Page, Part

INTERVIEW_QUESTIONS = 6
INTERVIEW_BREADTH = 40
INTERVIEW_ANSWERS = 1.5
"""So many questions make an interview where half of them have so many columns, as an interviewer
asks in sentences, or where so few paragraphs answer each. Half of 322 headings on 111 news pages
have 40 columns and less; explainers, whose headings are questions, have two paragraphs and more
to each."""

BAR_LINES = 3
"""So many short lines one after the other are links rather than headings: a heading stands
above text, or above one heading of a lower level."""

FLAT_BAR_LINES = 2
"""Where no indentation tells links from headings, two lines are a link more often than two
levels of headings, unless they are numbered: all 24 on the 51 news pages this was chosen on."""

NUMBERED_HEADINGS = 3
"""So many numbers in a row, with text below each, count headings; our choice."""

INTERRUPTIONS = (Reason.ADVERTISING, Reason.CONTROL, Reason.DUPLICATE)
"""What may stand between a heading and its text: a box in between belongs to neither."""

_LEVELS = re.compile(r"(\d{1,2}(?:\.\d{1,2})*)\.?\)?\s")
_LINK = re.compile(r"\s\|\s|(?:^|\s)#\s?\w.*\s#\s?\w|[>»]{2}$|\s[>»]$")
_QUESTION_MARKS = ("?", "？", "؟", "?»", "?“", "?”", '?"')


def what(page: Page, layout: Layout, index: int, end: int) -> Part | Reason:
    """Return what a line is that has the shape of a heading."""
    if page.is_dump:
        other = _other(page, layout, index)
        if other:
            return other
    if heads_something(page, index, end):
        page.levels[index] = level(page.lines[index].text)
        return Part.HEADING
    return Reason.RELATED if layout.indented else Part.PARAGRAPH


def _other(page: Page, layout: Layout, index: int) -> Part | Reason | None:
    """Return what a line of a dump is that only looks like a heading; None where it is one."""
    line = page.lines[index]
    prompt = words.prompt(line.text)
    if prompt:
        return prompt
    if line.text[0] in ":|/" or _LINK.search(line.text) or _is_clock(line.text):
        return Reason.RELATED
    if _is_attribution(page, index):
        return Part.PARAGRAPH
    if is_byline(line.text) or says_by(line.text):
        return Reason.AUTHOR_BOX
    if layout.spaced and not line.spaced and index and page.found[index - 1] is not Part.HEADING:
        return Reason.RELATED
    if layout.is_off_headings(line.column):
        return Part.CAPTION if index and page.found[index - 1] in FIGURE else Reason.RELATED
    if _is_teaser(page, layout, index):
        return Reason.RELATED
    return None


def _is_clock(text: str) -> bool:
    """Say whether there are only digits in it, as on a player: "50:55"."""
    return ":" in text and not any(char.isalpha() for char in text)


def _is_attribution(page: Page, index: int) -> bool:
    """Say whether the line names who said the quotation above it."""
    line = page.lines[index]
    if line.text[0] in "-–—":
        return True
    if index == 0 or not is_name(line.text.partition(",")[0]):
        return False
    above = page.lines[index - 1].text
    opened = index > 1 and page.lines[index - 2].text.strip() in set('„“”"«»‹›『「')
    return is_quoted(above) or (opened and not is_heading(page.lines[index - 1]))


def _is_teaser(page: Page, layout: Layout, index: int) -> bool:
    """Say whether what follows the line is of a list of links: more furniture, or an author."""
    after = index + 1
    while after < len(page) and _is_aside(page, layout, after):
        after += 1
    if after >= len(page):
        return False
    found = page.found[after]
    if isinstance(found, Reason):
        return found not in INTERRUPTIONS
    if found is None and dates.is_date_line(page.lines[after].text):
        return True
    return not layout.indented and found is None and is_name(page.lines[after].text)


def _is_aside(page: Page, layout: Layout, index: int) -> bool:
    line = page.lines[index]
    return not line.has_words or (layout.indented and layout.is_inset(line.column))


def interview(page: Page) -> None:
    """Make paragraphs of headings where most are questions: they are an interviewer's."""
    headings = [i for i, found in enumerate(page.found) if found is Part.HEADING]
    questions = [i for i in headings if page.lines[i].text.endswith(_QUESTION_MARKS)]
    if len(questions) < INTERVIEW_QUESTIONS:
        return
    breadths = sorted(breadth(page.lines[i].text) for i in questions)
    answers = page.found.count(Part.PARAGRAPH)
    long = breadths[len(breadths) // 2] >= INTERVIEW_BREADTH
    if long or answers <= INTERVIEW_ANSWERS * len(questions):
        for index in questions:
            page.found[index] = Part.PARAGRAPH


def bars(page: Page, layout: Layout, start: int, end: int) -> set[int]:
    """Return the lines of stretches of short lines that are no headings."""
    few = BAR_LINES if layout.indented or not page.is_dump else FLAT_BAR_LINES
    found: set[int] = set()
    run: list[int] = []
    for index in range(start, end + 1):
        line = page.lines[index] if index < end else None
        if line and page.is_free(index) and is_heading(line):
            run.append(index)
            continue
        numbered = len(run) < BAR_LINES and run and number(page.lines[run[0]].text)
        if len(run) >= few and not numbered:
            followed = line is not None and is_prose(line.text)
            found.update(run[:-1] if followed else run)
        run = []
    return found


def numbered(page: Page, layout: Layout, start: int, end: int) -> None:
    """Name the headings of an article that counts: one number after the other, up or down.

    They may have short lines below them, prices and marks, which make links of others.
    """
    run: list[int] = []
    last = step = 0
    for index, line in [*page.free(start, end), (end, None)]:
        match = number(line.text) if line else None
        if line and (match is None or not is_heading(line) or layout.is_inset(line.column)):
            continue
        value = int(match["mark"][:-1]) if match else 0
        turns = value - last if run and match else 0
        goes_on = abs(turns) == 1 and step in (0, turns) and _tells(page, run[-1], index)
        if not goes_on:
            _name_numbered(page, run)
            run, step = [], 0
        else:
            step = turns
        if match:
            run.append(index)
            last = value
    _name_numbered(page, run)


def _name_numbered(page: Page, run: list[int]) -> None:
    """Name the headings, and the short lines between each and its text: a price, a mark."""
    if len(run) < NUMBERED_HEADINGS:
        return
    for heading in run:
        page.set(heading, Part.HEADING)
        below = heading + 1
        while below < len(page) and page.is_free(below) and is_heading(page.lines[below]):
            page.set(below, Part.PARAGRAPH)
            below += 1


def _tells(page: Page, start: int, end: int) -> bool:
    """Say whether a paragraph stands between the two lines."""
    return any(is_prose(page.lines[index].text) for index in range(start + 1, end))


def heads_something(page: Page, index: int, end: int) -> bool:
    """Say whether text follows the line before the article ends."""
    headings = 0
    for after in range(index + 1, min(end, index + 14)):
        found, line = page.found[after], page.lines[after]
        if found in (Part.ITEM, Part.TABLE, Part.QUOTATION, Part.PARAGRAPH):
            return True
        if found is Part.HEADING or (found is None and is_heading(line)):
            headings += 1
            if headings > 1:
                return False
        elif found is None and line.has_words:
            return True
    return False


def level(text: str) -> int:
    """Return the level that the heading's own number shows: 1.2 is below 1."""
    match = _LEVELS.match(text) if number(text) or re.match(r"\d+\.\d", text) else None
    return min(6, 2 + match[1].count(".")) if match else 2
