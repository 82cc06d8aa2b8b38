"""Dates: "Jan. 6, 2021" is "January 6th, twenty twenty-one"."""

from __future__ import annotations

import re
from datetime import date

from narrator.planning.verbalizing.english.context import stop, word_after, word_before
from narrator.planning.verbalizing.english.numbers import (
    DIGITS,
    TIGHT_DASH,
    ordinal_figure,
    year_in_words,
)
from narrator.planning.verbalizing.english.years import COUNTED
from narrator.planning.verbalizing.rules import Rule
from narrator.planning.verbalizing.surroundings import words

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_SHORT = {month[:3]: month for month in MONTHS} | {"Sept": "September"}
_SHORT_MONTH = r"(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)"
_ANY_MONTH = rf"(?:{'|'.join(MONTHS)}|{_SHORT_MONTH})"
_MONTH = rf"(?P<month>{'|'.join(MONTHS)}|{_SHORT_MONTH}\b\.?)"
_YEAR = r"(?P<year>,?[ \u00a0](?:1[0-9]|20)\d\d)?"
_END = r"(?![\w%]|[.,:/]\d|[-\u2013]\d)"

_MONTH_FIRST = re.compile(
    rf"\b{_MONTH}[ \u00a0](?P<day>\d{{1,2}})(?P<ordinal>st|nd|rd|th)?"
    rf"(?:[ \u00a0]?{TIGHT_DASH}[ \u00a0]?(?P<last>\d{{1,2}}))?{_YEAR}{_END}"
)
_DAY_FIRST = re.compile(
    r"(?<![\w.,:/$€£-])(?P<day>\d{1,2})(?P<ordinal>st|nd|rd|th)?(?P<of>[ \u00a0]of)?[ \u00a0]"
    rf"{_MONTH}{_YEAR}{_END}"
)
_MONTH_AND_YEAR = re.compile(rf"\b{_MONTH}(?P<comma>,?)[ \u00a0](?P<year>(?:1[5-9]|20)\d\d){_END}")
_ISO = re.compile(r"(?<![\w/.:-])(\d{4})-(\d{2})-(\d{2})(?![\w/-]|[.:]\d)")
_SLASHES = re.compile(r"(?<![\w/.:-])(\d{1,2})/(\d{1,2})/(\d{4})(?![\w/-]|[.:]\d)")
_WEEKDAYS = words("monday tuesday wednesday thursday friday saturday sunday")
_WEEKDAYS_SHORT = {
    "Mon": "Monday",
    "Tue": "Tuesday",
    "Tues": "Tuesday",
    "Wed": "Wednesday",
    "Thu": "Thursday",
    "Thur": "Thursday",
    "Thurs": "Thursday",
    "Fri": "Friday",
    "Sat": "Saturday",
    "Sun": "Sunday",
}
_WEEKDAY = "|".join(sorted(_WEEKDAYS_SHORT, key=len, reverse=True))
_WEEKDAY_RANGE = re.compile(rf"\b(?P<first>{_WEEKDAY})\.?{TIGHT_DASH}(?P<last>{_WEEKDAY})(?!\w)")
_WEEKDAY_OF_A_DATE = re.compile(
    rf"\b(?P<day>{_WEEKDAY})\.?(?=,?[ \u00a0]"
    rf"(?:{_ANY_MONTH}\.?[ \u00a0]\d|\d{{1,2}}[ \u00a0]{_ANY_MONTH}\b))"
)
_LEADS = (
    _WEEKDAYS
    | frozenset(day.lower() for day in _WEEKDAYS_SHORT)
    | words("on since until till by from before after through dated of")
)
"""Words before a day and a month that tell a date from a number and a name."""


def _month(written: str) -> str:
    return _SHORT.get(written.rstrip("."), written)


def _year(written: str | None) -> str:
    """Return a year with the comma and the space that are before it."""
    return written[:-4] + year_in_words(int(written[-4:])) if written else ""


def _is_day(written: str | None) -> bool:
    return written is None or 1 <= int(written) <= 31


def _month_first(match: re.Match[str]) -> str | None:
    if not _is_day(match["day"]) or not _is_day(match["last"]):
        return None
    if match["last"] and int(match["last"]) <= int(match["day"]):
        return None  # "In May 3-1 was the usual score."
    before = word_before(match).lower()
    if match["month"] == "May" and not match["year"] and before not in _LEADS:
        return None  # "May 12 people vote on it?"
    day = ordinal_figure(int(match["day"]))
    last = f" to {ordinal_figure(int(match['last']))}" if match["last"] else ""
    return f"{_month(match['month'])} {day}{last}{_year(match['year'])}"


def _day_first(match: re.Match[str]) -> str | None:
    if not _is_day(match["day"]):
        return None
    year = _year(match["year"]) or stop(match)
    day, rest = match["day"], f"{_month(match['month'])}{year}"
    if match["ordinal"]:
        return f"{day}{match['ordinal']}{match['of'] or ''} {rest}"
    if match["of"]:
        return None
    if word_before(match).lower() in _LEADS:
        return f"the {ordinal_figure(int(day))} of {rest}"
    if match["year"] or match["month"] not in MONTHS:
        return f"{day} {rest}"
    return None


def _month_and_year(match: re.Match[str]) -> str | None:
    after = word_after(match)
    if after in COUNTED or (match["comma"] and after):
        return None  # "In January, 1905 people died."
    return f"{_month(match['month'])}{match['comma']} {year_in_words(int(match['year']))}"


def _weekdays(match: re.Match[str]) -> str:
    return f"{_WEEKDAYS_SHORT[match['first']]} to {_WEEKDAYS_SHORT[match['last']]}"


def _weekday(match: re.Match[str]) -> str:
    return _WEEKDAYS_SHORT[match["day"]]


def _iso(match: re.Match[str]) -> str | None:
    return _in_words(int(match[1]), int(match[2]), int(match[3]))


def _slashes(match: re.Match[str]) -> str | None:
    """Say a date with slashes only where its order cannot be mistaken."""
    first, second, year = (int(part) for part in match.groups())
    if first > 12 >= second:
        return _in_words(year, second, first)
    if second > 12 >= first or first == second:
        return _in_words(year, first, second)
    return None


def _in_words(year: int, month: int, day: int) -> str | None:
    try:
        date(year, month, day)
    except ValueError:
        return None
    return f"{MONTHS[month - 1]} {ordinal_figure(day)}, {year_in_words(year)}"


DATE_RULES = (
    Rule("weekdays", _WEEKDAY_RANGE, _weekdays, frozenset("MTWFS")),
    Rule("weekday of a date", _WEEKDAY_OF_A_DATE, _weekday, frozenset("MTWFS")),
    Rule("date", _ISO, _iso, frozenset("-")),
    Rule("date", _SLASHES, _slashes, frozenset("/")),
    Rule("date", _MONTH_FIRST, _month_first, DIGITS),
    Rule("date", _DAY_FIRST, _day_first, DIGITS),
    Rule("date", _MONTH_AND_YEAR, _month_and_year, DIGITS),
)
