"""Dates in figures, "03.10.2024", with the name of the month and the day as it is said."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from narrator.planning.verbalizing.amounts import DIGITS_ANYWHERE
from narrator.planning.verbalizing.rules import Rule

Day = Callable[[int, re.Match[str]], str | None]
"""Given the day and the match, how the day is said there; None where it is not certain."""
Year = Callable[[int], str]


def _day_in_figures(day: int, _match: re.Match[str]) -> str:
    return str(day)


def _year_in_figures(year: int) -> str:
    return str(year)


@dataclass(frozen=True, slots=True)
class Dates:
    """What is said of dates in one language."""

    months: tuple[str, ...]
    """As they stand in a date, January first."""
    template: str = "{day} {month} {year}"
    day: Day = _day_in_figures
    year: Year = _year_in_figures
    separators: str = "./-"


def months_of(language: str) -> tuple[str, ...]:
    """Return the names of the months as the CLDR has them in dates."""
    from babel import Locale

    names = Locale.parse(language.replace("-", "_")).months["format"]["wide"]
    return tuple(names[month] for month in range(1, 13))


_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def numeric_date_rules(table: Dates) -> tuple[Rule, ...]:
    """Return the rules for dates in figures: day first, and as ISO 8601 has them."""
    pattern = re.compile(
        rf"(?<![\w.,/:-])(?P<day>\d{{1,2}})(?P<mark>[{re.escape(table.separators)}])[ \u00a0]?"
        r"(?P<month>\d{1,2})(?P=mark)[ \u00a0]?(?P<year>(?:1[5-9]|20)\d\d)(?![\w/:-]|[.,]\d)"
    )
    iso = re.compile(
        r"(?<![\w.,/:-])(?P<year>(?:1[5-9]|20)\d\d)-(?P<month>\d\d)-(?P<day>\d\d)"
        r"(?![\w/:-]|[.,]\d)"
    )

    def say(match: re.Match[str]) -> str | None:
        day, month = int(match["day"]), int(match["month"])
        if not (1 <= month <= 12 and 1 <= day <= _DAYS[month - 1]):
            return None
        said = table.day(day, match)
        if said is None:
            return None
        year = table.year(int(match["year"]))
        return table.template.format(day=said, month=table.months[month - 1], year=year)

    return (
        Rule("date", pattern, say, DIGITS_ANYWHERE),
        Rule("date", iso, say, DIGITS_ANYWHERE),
    )
