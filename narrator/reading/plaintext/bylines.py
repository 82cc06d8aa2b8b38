"""Who wrote it, and when: the lines of the head that say so, and the names in them."""

from __future__ import annotations

import re

from narrator.article import Reason
from narrator.reading.phrases import AND, BY, alternatives
from narrator.reading.plaintext import dates, words
from narrator.reading.plaintext.credits import is_credit, is_labelled
from narrator.reading.plaintext.lines import breadth, is_closed, key, unbulleted
from narrator.reading.plaintext.page import Page, Part

BYLINE_BREADTH = 130
"""The longest byline on 111 news pages, with a date, has 119 columns; the second 85."""

NAME_BREADTH = 60
"""Three names with the words between them; a longer line without "By" is no byline."""

DESK_BREADTH = 40
"""Nine in ten bylines on 111 news pages have fewer columns."""

ARTICLES = frozenset(
    ("the", "a", "an", "der", "die", "das", "ein", "eine", "les", "los", "las", "het", "een")
)
"""No name begins so: "THE DOME" is a heading."""

NAME_WORDS = 6
"""Names of persons have fewer words, particles included."""

_SEPARATORS = " ,;|·•–—-/"

_BY_START = re.compile(rf"(?:{alternatives(BY)})(?:\s*[:：]\s*|\s+)(?=\S)", re.IGNORECASE)
_BY_ALONE = re.compile(rf"(?:{alternatives(BY)})\s*:?$", re.IGNORECASE)
_BETWEEN = re.compile(rf"\s*(?:[,;/|·•、]|\s(?:{'|'.join(map(re.escape, AND))})\s)\s*")
_REPORTER = re.compile(r"^[가-힣]{2,4}\s?(?:기자|특파원|논설위원)(?:\s|$)|(?:記者|记者)$")
_NAME = re.compile(r"[^\W\d_][\w.'’\-]*")


def label(page: Page, end: int) -> None:
    """Name the lines before `end` that are dates and bylines."""
    said: set[str] = set()
    for index in _open(page, end):
        text = unbulleted(page.lines[index].text)
        if is_dated_name(text) and not is_labelled(text):
            page.found[index] = Part.BYLINE
        elif dates.is_date_line(text):
            page.found[index] = Reason.DUPLICATE if key(text) in said else Part.DATE
            said.add(key(text))
        elif dates.is_time_line(text) and page.is_free(index):
            beside = index > 0 and page.found[index - 1] is Part.DATE
            page.set(index, Part.DATE if beside else Reason.CONTROL)
    for index in _open(page, end):
        text = unbulleted(page.lines[index].text)
        if _BY_ALONE.match(text):
            _names_below(page, index, end)
        elif (is_byline(text) or _is_desk(page, index)) and not is_labelled(text):
            page.found[index] = Part.BYLINE
    if Part.BYLINE not in page.found[:end]:
        _beside_date(page, end)


def _open(page: Page, end: int) -> list[int]:
    """Return the lines before `end` that are free or items of a list.

    Pages draw their dates and bylines as lists, too.
    """
    return [i for i in range(end) if page.found[i] in (None, Part.ITEM) and page.lines[i].has_words]


def _is_desk(page: Page, index: int) -> bool:
    """Say whether a short line beside a date begins like "By", whatever name follows.

    Agencies, sites and initials are written small: "By news.example, jd".
    """
    text = unbulleted(page.lines[index].text)
    beside = _is_date(page, index - 1) or _is_date(page, index + 1)
    return beside and breadth(text) <= DESK_BREADTH and _BY_START.match(text) is not None


def _names_below(page: Page, by: int, end: int) -> None:
    """Take the names below a line that only says "By" for the byline."""
    index = by + 1
    while index < end and page.found[index] in (None, Part.ITEM):
        if not is_name(unbulleted(page.lines[index].text).rstrip(" ,&0123456789")):
            break
        page.found[index] = Part.BYLINE
        index += 1
    if index > by + 1:
        page.found[by] = Part.BYLINE


def _beside_date(page: Page, end: int) -> None:
    """Take the name or agency that stands next to a date for the byline."""
    for index, line in page.free(1, end):
        if not (is_name(line.text) or is_credit(line.text)) or _is_in_menu(page, index):
            continue
        if words.prompt(line.text):
            continue
        if any(_is_date(page, index + step) for step in (1, -1, 2, -2)):
            page.set(index, Part.BYLINE)
            return


def label_name(page: Page, start: int, end: int) -> None:
    """Take the first name between the lines for the byline, where none was found."""
    if Part.BYLINE in page.found[:end]:
        return
    for index, line in page.free(start, end):
        if _is_in_menu(page, index) or _is_capital_heading(page, index):
            continue
        if (is_name(line.text) or is_credit(line.text)) and not is_labelled(line.text):
            page.set(index, Part.BYLINE)
            return


def _is_capital_heading(page: Page, index: int) -> bool:
    """Say whether the line is in capitals, as short lines below it are: a heading, no name."""
    if page.lines[index].text.split()[0].casefold() in ARTICLES:
        return True
    if not page.lines[index].text.isupper():
        return False
    return any(
        line.text.isupper() and breadth(line.text) <= NAME_BREADTH
        for _, line in page.free(index + 1)
    )


def _is_in_menu(page: Page, index: int) -> bool:
    beside = page.found[max(0, index - 1) : index + 2]
    return any(found in (Reason.NAVIGATION, Reason.SITE) for found in beside)


def label_below(page: Page, start: int, end: int) -> None:
    """Name the author and the date right below the article, where the head has none."""
    for index, line in page.free(start, min(end, len(page))):
        text = unbulleted(line.text)
        if Part.DATE not in page.found and dates.is_date_line(text):
            page.set(index, Part.DATE)
        elif (
            Part.BYLINE not in page.found and index == start and (is_name(text) or is_byline(text))
        ):
            page.set(index, Part.BYLINE)


def _is_date(page: Page, index: int) -> bool:
    return 0 <= index < len(page) and page.found[index] is Part.DATE


def is_dated_name(text: str) -> bool:
    """Say whether the line is a name and a date: "Ada Quill, 12 March 2026"."""
    if breadth(text) > BYLINE_BREADTH:
        return False
    spans = dates.spans(text)
    if not spans:
        return False
    sides = (text[: spans[0][0]].strip(_SEPARATORS), text[spans[-1][1] :].strip(_SEPARATORS))
    return any(is_name(side) or is_byline(side) for side in sides if side)


def parted(text: str) -> tuple[str, str]:
    """Return the byline and the date of a line that has both."""
    spans = dates.spans(text)
    if not spans:
        return text, ""
    start, end = spans[0][0], spans[-1][1]
    before, after = text[:start].rstrip(_SEPARATORS), text[end:].lstrip(_SEPARATORS)
    byline = " ".join(part for part in (before, after) if part)
    return byline, text[start:end]


def is_byline(text: str) -> bool:
    """Say whether the line begins like "By" and goes on with a name."""
    if breadth(text) > BYLINE_BREADTH:
        return False
    if _REPORTER.search(text):
        return True
    match = _BY_START.match(text)
    if not match or (is_closed(text) and not text.endswith(".")):
        return False
    rest = text[match.end() :]
    found = dates.find(rest)
    rest = rest[: found.start] if found else rest
    words = rest.split()
    return (
        0 < len(words) <= 14
        and rest[0].isalpha()
        and (not rest[0].islower())
        and _caps(words) >= 0.4
    )


def says_by(text: str) -> bool:
    """Say whether the line only says that names follow: "By"."""
    return _BY_ALONE.match(text) is not None


def _caps(words: list[str]) -> float:
    """Return the share of words that begin like a name; scripts without case count as names."""
    return sum(not word[0].islower() for word in words) / len(words)


def is_name(text: str) -> bool:
    """Say whether the line may be the names of authors and nothing else."""
    if breadth(text) > NAME_BREADTH or is_closed(text) or any(char.isdigit() for char in text):
        return False
    people = [part for part in _BETWEEN.split(text) if part]
    return bool(people) and all(_is_person(part) for part in people[:1])


def _is_person(text: str) -> bool:
    words = _NAME.findall(text)
    if not 2 <= len(words) <= NAME_WORDS or ":" in text or "?" in text or not text[0].isalpha():
        return False
    return sum(word[0].isupper() for word in words[:2]) == 2 and len(words) <= 4


def authors(byline: str) -> tuple[str, ...]:
    """Return the names in a byline, without "By" and without what the people are."""
    match = _BY_START.match(byline)
    rest = byline[match.end() :] if match else byline
    names = []
    for part in _BETWEEN.split(rest):
        name = _name_in(part or "")
        if name and name not in names:
            names.append(name)
    return tuple(names)


def _name_in(part: str) -> str:
    """Return the words at the beginning of the part that are a name; "" where there are none."""
    part = re.split(r"\s+(?:in|aus|from|à|en|w)\s+|[(<,–—|]|\s-\s", part.strip(), maxsplit=1)[0]
    words = part.split()
    kept = []
    for word in words[:NAME_WORDS]:
        if word[0].islower() and word not in {
            "von",
            "van",
            "de",
            "der",
            "den",
            "di",
            "da",
            "del",
            "la",
            "el",
            "bin",
            "al",
            "ten",
            "zu",
            "le",
            "dos",
            "du",
        }:
            break
        kept.append(word)
    name = " ".join(kept).strip(" .,;:·•")
    return name if len(kept) > 1 or name[:1].isupper() or not name.isascii() else ""
