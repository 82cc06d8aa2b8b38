"""Dates in figures, "03.10.2024", with the name of the month and the day as it is said."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from narrator.planning.verbalizing.amounts import DIGITS_ANYWHERE
from narrator.planning.verbalizing.rules import Rule
from narrator.planning.verbalizing.surroundings import stop

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
    year_word: str = ""
    """A pattern of the word for "year" that may follow, which `year` says."""
    spaced: bool = True
    """Whether words are written apart."""


def months_of(language: str) -> tuple[str, ...]:
    """Return the names of the months as the CLDR has them in dates."""
    from babel import Locale

    names = Locale.parse(language.replace("-", "_")).months["format"]["wide"]
    return tuple(names[month] for month in range(1, 13))


_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def numeric_date_rules(table: Dates) -> tuple[Rule, ...]:
    """Return the rules for dates in figures: day first, and year first as ISO 8601 has them."""
    before, after = r"(?<![\w.,/:-])", r"(?![\w/:-]|[.,]\d)"
    if not table.spaced:
        before, after = "(?<![0-9A-Za-z.,/:-])", "(?![0-9A-Za-z/:-]|[.,][0-9])"
    behind = rf"(?:[ \u00a0](?:{table.year_word}))?" if table.year_word else ""
    year = r"(?P<year>(?:1[5-9]|20)\d\d)"
    pattern = re.compile(
        rf"{before}(?P<day>\d{{1,2}})(?P<mark>[{re.escape(table.separators)}])[ \u00a0]?"
        rf"(?P<month>\d{{1,2}})(?P=mark)[ \u00a0]?{year}{behind}{after}"
    )
    iso = re.compile(rf"{before}{year}(?P<mark>[-/])(?P<month>\d\d?)(?P=mark)(?P<day>\d\d?){after}")

    def say(match: re.Match[str]) -> str | None:
        day, month = int(match["day"]), int(match["month"])
        if not (1 <= month <= 12 and 1 <= day <= _DAYS[month - 1]):
            return None
        said = table.day(day, match)
        if said is None:
            return None
        year = table.year(int(match["year"]))
        spoken = table.template.format(day=said, month=table.months[month - 1], year=year)
        return spoken + stop(match)

    return (
        Rule("date", pattern, say, DIGITS_ANYWHERE),
        Rule("date", iso, say, DIGITS_ANYWHERE),
    )


def day_rule(months: Sequence[str], say: Day) -> Rule:
    """Return the rule for the day before the name of a month, one or two: "3. i 4. oktobra".

    Args:
        months: Their names as they stand in a date.
        say: How a day is said there.
    """
    names = "|".join(map(re.escape, months))
    pattern = re.compile(
        r"(?<![\w.,:/-])(?:(?P<first>\d{1,2})\.?(?P<link>[ \u00a0]?[-\u2013][ \u00a0]?"
        r"|[ \u00a0](?:и|й|і|та|i|do|по|до)[ \u00a0]))?"
        rf"(?P<day>\d{{1,2}})\.?[ \u00a0](?=(?:{names})(?!\w))"
    )

    def said(match: re.Match[str]) -> str | None:
        day = int(match["day"])
        spoken = say(day, match) if 1 <= day <= 31 else None
        if spoken is None or not match["first"]:
            return spoken and f"{spoken} "
        first = say(int(match["first"]), match) if 1 <= int(match["first"]) <= 31 else None
        return first and f"{first}{match['link']}{spoken} "

    return Rule("date", pattern, said, DIGITS_ANYWHERE)
