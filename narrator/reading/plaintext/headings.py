"""Headings: which of the short lines of the body are some, and of what level."""

from __future__ import annotations

import re
from collections import Counter

from narrator.article import Reason
from narrator.reading.plaintext import dates, words
from narrator.reading.plaintext.bylines import is_byline, is_name, says_by
from narrator.reading.plaintext.layout import Layout
from narrator.reading.plaintext.lines import (
    LINK_SIGN,
    breadth,
    is_heading,
    is_prose,
    is_quoted,
    key,
    number,
)
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

FEWEST_NUMBERED = 3
"""So many short numbered lines, text below each, are the headings of a list in parts; two may be
years or quantities."""

INTERRUPTIONS = (Reason.ADVERTISING, Reason.CONTROL, Reason.DUPLICATE)
"""What may stand between a heading and its text: a box in between belongs to neither."""

NUMBERED_LEVEL = 2
"""The level of a counted part's heading, where the number has no parts of its own."""

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
    if (
        line.text[0] in ":|/"
        or line.text.startswith(LINK_SIGN)
        or _LINK.search(line.text)
        or _is_clock(line.text)
    ):
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


def numbered(page: Page, start: int, end: int) -> None:
    """Name the short lines that count the parts of a text: "1. The lamp", text, "2. The oil".

    A countdown counts the other way.
    """
    run: list[int] = []
    step = 0
    for index in [*_counted(page, start, end), -1]:
        ahead = _value(page, index) - _value(page, run[-1]) if run and index >= 0 else 0
        fits = ahead in ((step,) if step else (1, -1))
        if fits and _has_text_between(page, run[-1], index):
            step = ahead
            run.append(index)
            continue
        if len(run) >= FEWEST_NUMBERED:
            for line in run:
                page.set(line, Part.HEADING)
                page.levels[line] = NUMBERED_LEVEL
                _labels_below(page, line, end)
        run, step = ([index], 0) if index >= 0 else ([], 0)


def _labels_below(page: Page, heading: int, end: int) -> None:
    """Name the short lines between a numbered heading and its text: a price, a mark out of ten."""
    below = heading + 1
    while below < end and page.is_free(below) and is_heading(page.lines[below]):
        page.set(below, Part.PARAGRAPH)
        below += 1


def _counted(page: Page, start: int, end: int) -> list[int]:
    """Return the free lines that begin with a number and have the shape of a heading."""
    return [i for i, line in page.free(start, end) if number(line.text) and is_heading(line)]


def _value(page: Page, index: int) -> int:
    match = number(page.lines[index].text)
    return int(match["mark"][:-1]) if match else 0


def _has_text_between(page: Page, start: int, end: int) -> bool:
    return any(is_prose(line.text) for line in page.lines[start + 1 : end])


def repeated(page: Page, start: int, end: int) -> None:
    """Name short lines that stand more than once, right above a picture's text: they describe it.

    A site that has one description for all pictures of an article shows it with each.
    """
    free = [index for index, line in page.free(start, min(end, len(page) - 1)) if is_heading(line)]
    counts = Counter(key(page.lines[index].text) for index in free)
    for index in free:
        if counts[key(page.lines[index].text)] > 1 and page.found[index + 1] in FIGURE:
            page.set(index, Part.ALT)


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
        counted = len(run) < BAR_LINES and run and number(page.lines[run[0]].text)
        if len(run) >= few and not counted:
            followed = line is not None and is_prose(line.text) and not is_of_part(page, run[0])
            found.update(run[:-1] if followed else run)
        run = []
    return found


def is_of_part(page: Page, index: int) -> bool:
    """Say whether short lines from there on stand right below a heading that the text numbers.

    They are what the part says in short: a price, a verdict.
    """
    above = index - 1
    while above >= 0 and not page.lines[above].has_words:
        above -= 1
    return above in page.levels and page.found[above] is Part.HEADING


def heads_something(page: Page, index: int, end: int) -> bool:
    """Say whether text follows the line before the article ends."""
    headings = 0
    for after in range(index + 1, min(end, index + 14)):
        found, line = page.found[after], page.lines[after]
        if found in (Part.ITEM, Part.TABLE, Part.QUOTATION, Part.PARAGRAPH):
            return True
        if found is Part.HEADING and after in page.levels and after == index + 1:
            return True  # A part that the text itself numbers or underlines.
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
