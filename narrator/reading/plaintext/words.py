"""The furniture tables made ready for looking up."""

from __future__ import annotations

import re
from functools import cache

from narrator.article import Reason
from narrator.reading.plaintext import furniture
from narrator.reading.plaintext.lines import breadth, key

START_BREADTH = 240
"""A line that begins like furniture is furniture up to here; beyond, it may be a paragraph
that begins with the same words. Cookie notices and newsletter appeals are longer: their
beginnings are sure enough for any length (`SURE`)."""

SURE = frozenset({Reason.CONSENT, Reason.CONTROL})

ONE_WORD_BREADTH = 60
"""A single word is too little to tell a longer line by: "Advertisement spending fell ..."."""

_COUNT = re.compile(r"^\d[\d., ]*\s|\s\d[\d., ]*$|^\(?\d+\)?$")


_COPYRIGHT = re.compile(r"(?:©|\(c\)|copyright)\s*(?:19|20)\d\d", re.IGNORECASE)
_SKIP = re.compile(r"^(?:skip|jump) to\b|springen\W*$", re.IGNORECASE)


def _phrases(table: str) -> list[str]:
    return [key(phrase) for phrase in table.split(";") if phrase.strip()]


@cache
def _lines() -> dict[str, Reason]:
    return {p: reason for reason, table in furniture.LINES.items() for p in _phrases(table)}


@cache
def _openers() -> dict[str, Reason]:
    return {p: reason for reason, table in furniture.OPENERS.items() for p in _phrases(table)}


@cache
def _starts() -> dict[str, Reason]:
    return {p: reason for reason, table in furniture.STARTS.items() for p in _phrases(table) if p}


@cache
def _longest_start() -> int:
    return max(phrase.count(" ") + 1 for phrase in _starts())


def of_line(text: str) -> Reason | None:
    """Return why the line is not read, where the whole line is furniture."""
    if len(text) > START_BREADTH:
        return of_start(text)
    if _COPYRIGHT.match(text):
        return Reason.SITE
    if _SKIP.search(text) and len(text) <= ONE_WORD_BREADTH:
        return Reason.NAVIGATION
    folded = key(text)
    plain = _COUNT.sub("", folded)
    found = _lines().get(folded) or _lines().get(plain) or _all_words(plain)
    return found or of_start(text)


def opener(text: str) -> Reason | None:
    """Return the reason of the block that the line is the heading of."""
    if len(text) > START_BREADTH:
        return None
    folded = key(text)
    return _openers().get(folded) or _openers().get(_COUNT.sub("", folded))


@cache
def _prompts() -> tuple[tuple[str, Reason], ...]:
    return tuple((f" {p} ", r) for r, table in furniture.PROMPTS.items() for p in _phrases(table))


def prompt(text: str) -> Reason | None:
    """Return why a short line is not read that asks the reader to do something on the site.

    Only for lines that look like headings: running text may tell of such things.
    """
    folded = f" {key(text)} "
    return next((reason for phrase, reason in _prompts() if phrase in folded), None)


def of_start(text: str) -> Reason | None:
    """Return why the line is not read, where its first words are furniture's."""
    words = key(text[:START_BREADTH]).split()
    for count in range(min(_longest_start(), len(words)), 0, -1):
        reason = _starts().get(" ".join(words[:count]))
        limit = ONE_WORD_BREADTH if count == 1 else START_BREADTH
        if reason and (breadth(text) <= limit or (reason in SURE and count > 2)):
            return reason
    return None


def _all_words(folded: str) -> Reason | None:
    """Return the reason of a bar: a line that is made of nothing but furniture.

    "Facebook Twitter Email Copy link" is one line in many dumps.
    """
    words = folded.split()
    if not 2 <= len(words) <= 40:
        return None
    reasons = []
    start = 0
    while start < len(words):
        for end in range(min(start + 4, len(words)), start, -1):
            reason = _lines().get(" ".join(words[start:end]))
            if reason:
                reasons.append(reason)
                start = end
                break
        else:
            return None
    return reasons[0]
