"""How Polish is said."""

from __future__ import annotations

import re

from narrator.planning.verbalizing.abbreviations import abbreviation_rule
from narrator.planning.verbalizing.amounts import DIGITS_ANYWHERE, Amounts, Cents, amount_rules
from narrator.planning.verbalizing.calendar_dates import (
    Dates,
    day_rule,
    months_of,
    numeric_date_rules,
)
from narrator.planning.verbalizing.nouns import Noun, noun, units_of
from narrator.planning.verbalizing.roman_numerals import roman_value
from narrator.planning.verbalizing.rules import Rule
from narrator.planning.verbalizing.surroundings import stop, word_before, words

_PERCENT = noun("procent", "procent", "procent", "procent")
_ZLOTY = noun("złoty", "złote", "złotych", "złotego")
_DOLLAR = noun("dolar", "dolary", "dolarów", "dolara")
_GROSZ = noun("grosz", "grosze", "groszy", "grosza")
_FEMALE = {"1": "jedna", "2": "dwie"}
_UNSURE = words("między pomiędzy przed nad pod za ku przy wobec przeciw")
"""Prepositions with cases that the tables do not have."""


def _said(number: str, counted: Noun, before: str) -> str | None:
    if before in _UNSURE:
        return None
    return _FEMALE.get(number, number) if counted.feminine else number


_AMOUNTS = Amounts(
    language="pl",
    percent=_PERCENT,
    currencies={
        "zł": _ZLOTY,
        "PLN": _ZLOTY,
        "€": noun("euro"),
        "EUR": noun("euro"),
        "euro": noun("euro"),
        "$": _DOLLAR,
        "USD": _DOLLAR,
        "£": noun("funt", "funty", "funtów", "funta"),
        "gr": _GROSZ,
    },
    magnitudes={
        "tys.": noun("tysiąc", "tysiące", "tysięcy", "tysiąca"),
        "mln": noun("milion", "miliony", "milionów", "miliona"),
        "mld": noun("miliard", "miliardy", "miliardów", "miliarda"),
        "bln": noun("bilion", "biliony", "bilionów", "biliona"),
    },
    units={
        **units_of("pl"),
        "proc.": _PERCENT,
        "godz.": noun("godzina", "godziny", "godzin", "godziny", feminine=True),
    },
    to="do",
    minus="minus",
    plus="plus",
    genitive_after=words("do od około powyżej poniżej bez dla"),
    unsure_alone_after=words("w we"),
    said=_said,
    cents=dict.fromkeys(("zł", "PLN"), Cents("{whole} {noun} {cents} {part}", _GROSZ)),
)
_ENDINGS = {
    "genitive": ("ego", "iego"),
    "locative": ("ym", "im"),
    "feminine": ("ej", "iej"),
    "nominative": ("y", "i"),
}
_LOCATIVE_AFTER = words("w we po o przy")


def ordinal(number: int, case: str) -> str:
    """Return an ordinal: its last two words have the ending of the case."""
    from num2words import num2words

    hard, soft = _ENDINGS[case]
    said: str = num2words(number, lang="pl", to="ordinal")
    return " ".join(
        part[:-1] + (soft if part.endswith("i") else hard) if part[-1] in "iy" else part
        for part in said.split()
    )


def _day(day: int, _match: re.Match[str]) -> str:
    return ordinal(day, "genitive")


_MONTHS = months_of("pl")
_YEAR = re.compile(
    r"(?<![\w.,:/-])(?P<year>1\d\d\d|20\d\d)(?P<gap>[ \u00a0])(?P<noun>roku|rok|r\.)(?!\w)"
)
_CENTURY = re.compile(
    r"(?<![\w-])(?:(?P<first>[IVX]{1,5})(?P<link>[ \u00a0]i[ \u00a0]))?(?P<number>[IVX]{1,5})"
    r"[ \u00a0](?P<noun>wieku|wiek|w\.)(?!\w)"
)
_HOUR = re.compile(
    r"(?<!\w)(?P<word>(?i:o|po|od|do))[ \u00a0]godz\.[ \u00a0](?P<hour>[01]?\d|2[0-3])"
    r"(?:[.:](?P<minute>[0-5]\d))?(?![\w:]|[.,]\d)"
)


def _case(noun_form: str, before: str) -> str:
    if noun_form in ("rok", "wiek"):
        return "nominative"
    return "locative" if before in _LOCATIVE_AFTER else "genitive"


def _year(match: re.Match[str]) -> str:
    said = ordinal(int(match["year"]), _case(match["noun"], word_before(match).lower()))
    return f"{said} {'roku' if match['noun'] == 'r.' else match['noun']}{stop(match)}"


def _century(match: re.Match[str]) -> str | None:
    values = [roman_value(match[name]) for name in ("first", "number") if match[name]]
    if None in values:
        return None
    case = _case(match["noun"], word_before(match).lower())
    if match["noun"] == "w." and case == "genitive" and not word_before(match):
        return None
    said = " i ".join(ordinal(value, case) for value in values if value)
    return f"{said} {'wieku' if match['noun'] == 'w.' else match['noun']}{stop(match)}"


def _hour(match: re.Match[str]) -> str:
    from num2words import num2words

    word = "godzinie" if match["word"].lower() in ("o", "po") else "godziny"
    hour = "zero" if int(match["hour"]) == 0 else ordinal(int(match["hour"]), "feminine")
    minute = int(match["minute"] or 0)
    zero = "zero " if 0 < minute < 10 else ""
    said = f" {zero}{num2words(minute, lang='pl')}" if minute else ""
    return f"{match['word']} {word} {hour}{said}"


def _year_in_words(year: int) -> str:
    return f"{ordinal(year, 'genitive')} roku"


RULES: tuple[Rule, ...] = (
    *numeric_date_rules(Dates(_MONTHS, day=_day, year=_year_in_words, year_word=r"roku|r\.")),
    Rule("time", _HOUR, _hour, frozenset("z")),
    day_rule(_MONTHS, _day),
    Rule("year", _YEAR, _year, DIGITS_ANYWHERE),
    Rule("century", _CENTURY, _century, frozenset("IVX")),
    *amount_rules(_AMOUNTS),
    abbreviation_rule(
        {"nr": "numer", "art.": "artykuł", "s.": "strona"}, follows=r"(?=[ \u00a0]?\d)"
    ),
    abbreviation_rule(
        {
            "m.in.": "między innymi",
            "np.": "na przykład",
            "itd.": "i tak dalej",
            "itp.": "i tym podobne",
            "ok.": "około",
            "p.n.e.": "przed naszą erą",
        }
    ),
)
