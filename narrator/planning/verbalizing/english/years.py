"""Years in running text: "in 1905", which an engine would say as a quantity."""

from __future__ import annotations

import re

from narrator.planning.verbalizing.english.context import (
    WINDOW,
    text_after,
    text_before,
    word_after,
    word_before,
)
from narrator.planning.verbalizing.english.numbers import (
    DIGITS,
    END,
    START,
    year_in_words,
)
from narrator.planning.verbalizing.rules import Rule
from narrator.planning.verbalizing.surroundings import words

_YEAR = re.compile(rf"{START}(?P<year>1[0-9]\d\d|20[1-9]\d)(?P<possessive>['’]s)?{END}(?!%)")
_EVENT_OF = re.compile(
    r"\b(?:spring|summer|autumn|fall|winter|class|year|crash|crisis|war|revolution|election"
    r"|elections|uprising|pandemic|vintage|end|beginning|start|middle|quarter|half|rest|most"
    r"|January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Act|Treaty|coup|riots|famine|recession)[ \u00a0]of[ \u00a0]\Z"
)
_SURELY_BEFORE = words(
    "in since fiscal until till during circa year years spring summer autumn fall winter"
    " early late mid january february march april may june july august september october november"
    " december class election elections olympics games"
)
"""Behind these a number of four figures is a year, if what follows is no unit."""
_PERHAPS_BEFORE = words("by from to and or before after between through for around about of")
"""Behind these it is one if what follows shows it."""
_ARTICLES = words("a an the this that his her its their our my your early late mid")
"""Behind these it is one if a single thing follows: "the 2018 contract"."""
_FOLLOWS_A_YEAR = words(
    "a after and are as at because before but by could did does during for had has have he her his"
    " if in is it it's its when while who was were will with or she that the their they this to"
    " until we which would since on"
)
_FIRST_OF_TWO = re.compile(r"\b(?:1[5-9]|20)\d\d[ \u00a0](?:to|and|or|until)[ \u00a0]\Z")
COUNTED = words(
    "people men women children cases deaths jobs homes miles meters metres kilometers feet tons"
    " tonnes dollars euros pounds points votes units barrels hours minutes days times troops"
    " soldiers students workers members seats square percent per more others km kg mph words pages"
)
"""Behind a number of four figures these show that it is none."""
SURELY_A_YEAR = 1500
"""Numbers from here on are more often years than quantities, which take a comma."""
_PLURAL = re.compile(r"(?<![suiS’'])s\Z")


def _year(match: re.Match[str]) -> str | None:
    apart = text_before(match).rstrip().endswith(",")
    if word_after(match).lower() in COUNTED or (apart and not _ends(match)):
        return None  # "In January, 1905 voters came."
    if word_before(match).lower() in _SURELY_BEFORE or any(sign(match) for sign in _SIGNS):
        return year_in_words(int(match["year"])) + (match["possessive"] or "")
    return None


def _in_brackets(match: re.Match[str]) -> bool:
    text, start, end = match.string, match.start(), match.end()
    return text[start - 1 : start] == "(" and text[end : end + 1] in (")", ",", ";")


def _of_an_event(match: re.Match[str]) -> bool:
    """Say whether an event is of that year: "the crash of 1929"."""
    start = match.start()
    return bool(_EVENT_OF.search(match.string, max(0, start - WINDOW), start))


def _second_of_two(match: re.Match[str]) -> bool:
    """Say whether it is the second of two years: "from 1957 to 1971"."""
    start = match.start()
    return bool(_FIRST_OF_TWO.search(match.string, max(0, start - WINDOW), start))


def _of_one_thing(match: re.Match[str]) -> bool:
    """Say whether it tells one thing from others: "the 2018 contract", not "the 1850 seats"."""
    if word_before(match).lower() not in _ARTICLES or int(match["year"]) < SURELY_A_YEAR:
        return False
    after = word_after(match)
    return bool(after) and (after[0].isupper() or not _PLURAL.search(after))


def _followed_as_a_year_is(match: re.Match[str]) -> bool:
    before, after = word_before(match).lower(), word_after(match)
    if before not in _PERHAPS_BEFORE or int(match["year"]) < SURELY_A_YEAR:
        return False
    if after.lower() in _FOLLOWS_A_YEAR or (after[:1].isupper() and before not in ("of", "about")):
        return True
    return before not in ("of", "to", "about", "around") and _ends(match)


def _ends(match: re.Match[str]) -> bool:
    """Say whether nothing follows that could be counted: the end, or a stop."""
    rest = text_after(match).lstrip()
    return not rest or rest[0] in '.,;:)”"—–'


_SIGNS = (_in_brackets, _of_an_event, _second_of_two, _of_one_thing, _followed_as_a_year_is)
YEAR_RULES = (Rule("year", _YEAR, _year, DIGITS),)
