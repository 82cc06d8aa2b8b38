"""Years in running text: "in 1905", which an engine would say as a quantity."""

from __future__ import annotations

import re

from narrator.planning.verbalizing.english.context import WINDOW, word_after, word_before, words
from narrator.planning.verbalizing.english.numbers import (
    DIGITS,
    END,
    START,
    year_in_words,
)
from narrator.planning.verbalizing.rules import Rule

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
_PERHAPS_BEFORE = words(
    "a by from to and or before after between through of the this for around about"
)
"""Behind these it is one if what follows shows it."""
_FOLLOWS_A_YEAR = words(
    "a after and are as at because before but by could did does during election elections for had"
    " has have he her his if in is it it's its novel film album song when while who was were will"
    " with world general presidential olympics season campaign budget report study census law act"
    " tax hit paper book war treaty agreement deal or she that the their they this to until we"
    " which would since on paris summer winter super rugby european"
)
COUNTED = words(
    "people men women children cases deaths jobs homes miles meters metres kilometers feet tons"
    " tonnes dollars euros pounds points votes units barrels hours minutes days times troops"
    " soldiers students workers members seats square percent per more others km kg mph words pages"
    ""
)


def _year(match: re.Match[str]) -> str | None:
    before, after = word_before(match).lower(), word_after(match).lower()
    if after in COUNTED:
        return None
    if not _is_year(match, before, after):
        return None
    return year_in_words(int(match["year"])) + (match["possessive"] or "")


def _is_year(match: re.Match[str], before: str, after: str) -> bool:
    text = match.string
    if before in _SURELY_BEFORE:
        return True
    if text[match.start() - 1 : match.start()] == "(" and text[match.end() : match.end() + 1] in (
        ")",
        ",",
        ";",
    ):
        return True
    if before == "of" and _EVENT_OF.search(text, max(0, match.start() - WINDOW), match.start()):
        return True
    if int(match["year"]) < 1500:  # "of 1200": as likely a quantity.
        return False
    if before in _PERHAPS_BEFORE:
        return after in _FOLLOWS_A_YEAR or (
            before not in ("of", "to", "about", "around") and _ends(match)
        )
    return False


def _ends(match: re.Match[str]) -> bool:
    """Say whether nothing follows that could be counted: the end, or a stop."""
    rest = match.string[match.end() : match.end() + 2]
    return not rest.strip() or rest[0] in '.,;:)”"'


YEAR_RULES = (Rule("year", _YEAR, _year, DIGITS),)
