"""The head of the page: headline, kicker, byline, date and standfirst."""

from __future__ import annotations

import re
from dataclasses import dataclass

from narrator.article import Reason
from narrator.reading.plaintext import dates
from narrator.reading.plaintext.credits import is_credit, is_labelled
from narrator.reading.plaintext.layout import Layout
from narrator.reading.plaintext.lines import Line, breadth, bullet, is_closed, is_prose, key, number
from narrator.reading.plaintext.page import Page, Part

BY = """
    by; written by; author of the article; authors of the article; story by; reporting by; words by; text by; author; from; von; ein kommentar von;
    kommentar von; kolumne von; ein gastbeitrag von; gastbeitrag von; interview von; eine analyse von;
    analyse von; text; autor; autorin; autoren; aus; quelle; par; propos recueillis par; écrit par; por; texto;
    escrito por; di; a cura di; door; bron; av; tekst; af; skrevet av; skrevet af; przez; autor tekstu; opracował;
    opracowała; od; írta; szerző; de; yazan; автор; текст; авторы; от; автори; συντάκτης; מאת; بقلم; كتب; كتبت;
    文; 記者; 作者; 记者; 取材; 기자; oleh; autore; auteur; auteurs; autores; skribent; teksti; rédigé par
"""
"""Words before the names of the authors; `;` parts them."""

AND = (
    "and",
    "und",
    "et",
    "y",
    "e",
    "en",
    "og",
    "och",
    "ja",
    "i",
    "a",
    "és",
    "și",
    "ve",
    "и",
    "та",
    "και",
    "ו",
    "و",
    "&",
)
"""Words between the names of two authors."""

HEADLINE_BREADTH = (12, 210)
"""Headlines of 111 news pages have 15 to 150 columns; Greek or Finnish ones run longer."""

HEAD_LINES = 60
"""So far down the headline is looked for where the text has no paragraphs."""

KICKER_BREADTH = 45
BYLINE_BREADTH = 130
NAME_BREADTH = 60

STANDFIRST_BREADTH = 45
"""A shorter line between headline and body is a label or a name."""

NAMES_WORDS = 6

_SEPARATORS = " ,;|·•–—-/"

_BY_PHRASES = tuple(sorted({" ".join(p.split()) for p in BY.split(";")}, key=len, reverse=True))
_BY_START = re.compile(
    rf"(?:{'|'.join(re.escape(p) for p in _BY_PHRASES)})(?:\s*[:：]\s*|\s+)(?=\S)", re.IGNORECASE
)
_BY_ALONE = re.compile(rf"(?:{'|'.join(re.escape(p) for p in _BY_PHRASES)})\s*:?$", re.IGNORECASE)
_BETWEEN = re.compile(rf"\s*(?:[,;/|·•、]|\s(?:{'|'.join(map(re.escape, AND))})\s)\s*")
_BREADCRUMB = re.compile(r"\s[/>»›|]\s|^[/>»›|]|[>»›|]$")
_NAME = re.compile(r"[^\W\d_][\w.'’\-]*")


@dataclass(frozen=True, slots=True)
class Head:
    """Where the head's parts are; -1 where there is none."""

    headline: int
    body: int
    """The first line behind the head."""


def label(page: Page, layout: Layout) -> Head:
    """Name the lines of the head; what is none of its parts stays free."""
    headline = _headline(page, layout)
    if headline < 0:
        return Head(-1, layout.first)
    page.set(headline, Part.HEADLINE)
    _repeats(page, headline)
    _kicker(page, headline)
    body = _body(page, layout, headline)
    _dates(page, 0, body)
    _bylines(page, headline, body)
    _standfirst(page, headline, body)
    return Head(headline, body)


def _headline(page: Page, layout: Layout) -> int:
    """Return the line that is most like a headline, or -1; of equals the first."""
    limit = layout.first if layout.first < len(page) else min(len(page), HEAD_LINES)
    keys = [key(line.text) for line in page.lines[:limit]]
    best, best_score, good = -1, 0.5, 0
    for index, line in page.free(0, limit):
        score = _headline_score(page, layout, index, line)
        if score is None:
            continue
        score += _echo(keys, index) - 0.75 * good
        good += score >= 2
        if score > best_score:
            best, best_score = index, score
    return best


def _echo(keys: list[str], index: int) -> float:
    """Return what other lines of the head say for or against the line as the headline.

    A headline stands a second time, at a distance, or at the end of a breadcrumb; a picture's
    description stands again right below.
    """
    here = keys[index]
    others = [i for i, other in enumerate(keys) if i != index and other == here]
    if any(abs(i - index) > 1 for i in others):
        return 1.5
    if not others and any(_ends_with(other, here) for other in keys):
        return 1.0
    if any(_ends_with(here, other) for other in keys if len(other) > HEADLINE_BREADTH[0]):
        return -3.0
    return 0.0


def _ends_with(text: str, end: str) -> bool:
    return len(text) > len(end) and text.endswith(" " + end)


def _headline_score(page: Page, layout: Layout, index: int, line: Line) -> float | None:
    """Return how much the line is like a headline; None where it cannot be one."""
    width = breadth(line.text)
    if width > HEADLINE_BREADTH[1] or not line.has_words or _is_matter(line):
        return None
    low = HEADLINE_BREADTH[0]
    score = 0.0 if width < low else 1.0 if width < 30 else 2.0 if width <= 130 else 1.0
    score -= 1.5 * (is_closed(line.text) and not line.text.rstrip('"”»“').endswith(("?", "!", "…")))
    score -= 2.0 * bool(_BREADCRUMB.search(line.text))
    score -= 1.0 * _is_name(line.text)
    score -= 1.0 * (layout.indented and line.column > layout.column + 6)
    score += 1.0 * _is_introduced(page, index)
    return score


def _is_matter(line: Line) -> bool:
    """Say whether the line is a date, a byline, a credit or an item: no headline."""
    text = line.text
    return bool(
        bullet(text)
        or number(text)
        or dates.is_date_line(text)
        or dates.is_time_line(text)
        or is_labelled(text)
        or is_credit(text)
        or is_byline(text)
        or text.startswith(("http://", "https://", "www."))
    )


def _is_introduced(page: Page, index: int) -> bool:
    """Say whether a date, a byline or a standfirst stands soon below the line."""
    for line in page.lines[index + 1 : index + 4]:
        if dates.is_date_line(line.text) or is_byline(line.text) or is_prose(line.text):
            return True
    return False


def _repeats(page: Page, headline: int) -> None:
    """Give the headline's repetitions their reason."""
    wanted = key(page.lines[headline].text)
    for index, line in page.free():
        if key(line.text) == wanted:
            page.set(index, Reason.DUPLICATE)


def _kicker(page: Page, headline: int) -> None:
    """Take the short line right above the headline for the kicker."""
    index = headline - 1
    if index < 0 or not page.is_free(index):
        return
    line = page.lines[index]
    short = breadth(line.text) <= KICKER_BREADTH and not is_closed(line.text)
    if short and not _is_matter(line) and not _BREADCRUMB.search(line.text):
        page.set(index, Part.KICKER)


def _body(page: Page, layout: Layout, headline: int) -> int:
    """Return the first line of the body: the first paragraph with nothing of the head behind it."""
    first = next(
        (
            index
            for index, line in page.free(headline + 1)
            if is_prose(line.text) and not layout.is_inset(line.column) and not bullet(line.text)
        ),
        min(headline + 1, len(page)),
    )
    end = min(len(page), first + 13)
    for index in range(first + 1, end):
        line = page.lines[index]
        if page.is_free(index) and (is_prose(line.text) and not layout.is_inset(line.column)):
            return index if _is_parted(page, first, index) else first
        if page.is_free(index) and _is_heading_like(line) and not layout.is_inset(line.column):
            return first
    return first


def _is_heading_like(line: Line) -> bool:
    return not _is_matter(line) and not _is_name(line.text) and 12 <= breadth(line.text) <= 120


def _is_parted(page: Page, first: int, second: int) -> bool:
    """Say whether something of the head stands between the two paragraphs."""
    between = page.lines[first + 1 : second]
    return any(
        dates.is_date_line(line.text) or is_byline(line.text) or _is_name(line.text)
        for line in between
        if line.has_words
    )


def _dates(page: Page, start: int, body: int) -> None:
    for index, line in page.free(start, body):
        if dates.is_date_line(line.text):
            page.set(index, Part.DATE)
        elif dates.is_time_line(line.text):
            beside = index > 0 and page.found[index - 1] is Part.DATE
            page.set(index, Part.DATE if beside else Reason.CONTROL)


def _bylines(page: Page, headline: int, body: int) -> None:
    """Name the lines that say who wrote it."""
    for index, line in page.free(headline + 1, body):
        alone = index + 1 < len(page) and _BY_ALONE.match(line.text)
        if alone and page.is_free(index + 1) and _is_name(page.lines[index + 1].text):
            page.set(index, Part.BYLINE)
            page.set(index + 1, Part.BYLINE)
        elif is_byline(line.text) or _is_dated_name(line.text):
            page.set(index, Part.BYLINE)
    if any(found is Part.BYLINE for found in page.found[:body]):
        return
    for index, line in page.free(headline + 1, body):
        if _is_name(line.text) or is_credit(line.text):
            page.set(index, Part.BYLINE)
            return


def _is_dated_name(text: str) -> bool:
    """Say whether the line is a name and a date: "Ada Quill, 12 March 2026"."""
    if breadth(text) > BYLINE_BREADTH or dates.find(text) is None:
        return False
    name, _ = parted(text)
    return _is_name(name) or is_byline(name)


def parted(text: str) -> tuple[str, str]:
    """Return the byline and the date of a line that has both."""
    spans = dates.spans(text)
    if not spans:
        return text, ""
    start, end = spans[0][0], spans[-1][1]
    before, after = text[:start].rstrip(_SEPARATORS), text[end:].lstrip(_SEPARATORS)
    byline = " ".join(part for part in (before, after) if part)
    return byline, text[start:end]


def _standfirst(page: Page, headline: int, body: int) -> None:
    """Take what is written in whole sentences between headline and body for the standfirst."""
    first = True
    for index, line in page.free(headline + 1, body):
        if bullet(line.text) or number(line.text) or is_labelled(line.text):
            continue
        width = breadth(line.text)
        if width >= STANDFIRST_BREADTH and (first or is_closed(line.text) or is_prose(line.text)):
            page.set(index, Part.STANDFIRST)
        first = False


def is_byline(text: str) -> bool:
    """Say whether the line begins like "By" and goes on with a name."""
    if breadth(text) > BYLINE_BREADTH:
        return False
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


def _caps(words: list[str]) -> float:
    """Return the share of words that begin like a name; scripts without case count as names."""
    return sum(not word[0].islower() for word in words) / len(words)


def _is_name(text: str) -> bool:
    """Say whether the line may be the names of authors and nothing else."""
    if breadth(text) > NAME_BREADTH or is_closed(text) or any(char.isdigit() for char in text):
        return False
    people = [part for part in _BETWEEN.split(text) if part]
    return bool(people) and all(_is_person(part) for part in people[:1])


def _is_person(text: str) -> bool:
    words = _NAME.findall(text)
    if not 2 <= len(words) <= NAMES_WORDS or ":" in text or "?" in text:
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
    part = re.split(r"\s+(?:in|aus|from|à|en|w)\s+|[(,–—|]|\s-\s", part.strip(), maxsplit=1)[0]
    words = part.split()
    kept = []
    for word in words[:NAMES_WORDS]:
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
    return name if len(kept) > 1 or (name and not match_lower(name)) else ""


def match_lower(name: str) -> bool:
    """Say whether the name is a common word rather than a name."""
    return name[:1].islower()
