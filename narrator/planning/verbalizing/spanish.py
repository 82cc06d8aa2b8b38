"""How Spanish is said."""

from __future__ import annotations

import re

from narrator.planning.verbalizing.abbreviations import abbreviation_rule
from narrator.planning.verbalizing.amounts import DIGITS_ANYWHERE, Amounts, Cents, amount_rules
from narrator.planning.verbalizing.calendar_dates import Dates, months_of, numeric_date_rules
from narrator.planning.verbalizing.centuries import century_rule
from narrator.planning.verbalizing.nouns import Noun, noun, units_of
from narrator.planning.verbalizing.rules import Rule
from narrator.planning.verbalizing.surroundings import stop

_EURO = noun("euro", "euros", counted="de euros")
_DOLLAR = noun("dólar", "dólares", counted="de dólares")
_PERCENT = noun("por ciento")
_MILLION = noun("millón", "millones")
_MALE = {"1": "un", "21": "veintiún"}
_FEMALE = {"1": "una", "21": "veintiuna"}


def _said(number: str, counted: Noun, _before: str) -> str:
    """Say "un euro", "una libra"; before "por ciento", the number stays as it is."""
    if counted is _PERCENT:
        return number
    return (_FEMALE if counted.feminine else _MALE).get(number, number)


_AMOUNTS = Amounts(
    language="es",
    percent=_PERCENT,
    currencies={
        "€": _EURO,
        "EUR": _EURO,
        "$": _DOLLAR,
        "US$": _DOLLAR,
        "USD": _DOLLAR,
        "£": noun("libra", "libras", counted="de libras", feminine=True),
        "M €": noun("millón de euros", "millones de euros"),
        "M $": noun("millón de dólares", "millones de dólares"),
    },
    magnitudes={
        "mil": noun("mil", links=False),
        "mil millones": noun("mil millones"),
        "millón": _MILLION,
        "millones": _MILLION,
        "billón": noun("billón", "billones"),
        "billones": noun("billón", "billones"),
    },
    units=units_of("es"),
    to="a",
    minus="menos",
    plus="más",
    said=_said,
    cents=dict.fromkeys(
        ("€", "EUR"), Cents("{whole} {noun} con {cents}", noun("céntimo", "céntimos"))
    ),
)
_HOURS = re.compile(
    r"(?<![\w.,:/-])(?P<hour>[01]?\d|2[0-4])[.:](?P<minute>[0-5]\d)[ \u00a0]?"
    r"(?:h|hs|hrs|horas)\b\.?"
)
_DOTTED_HOURS = re.compile(
    r"(?<=\b[Ll]as[ \u00a0])(?P<hour>[01]?\d|2[0-3])\.(?P<minute>[0-5]\d)(?![\w,:]|\.\d)"
)
_ORDINAL = re.compile(r"(?<![\w.,:/-])(?P<number>\d{1,2})\.?(?P<ending>er|[ºª])(?!\w)")
_SHORT = {1: "primer", 3: "tercer"}


def _hours(match: re.Match[str]) -> str:
    return f"{match['hour']}:{match['minute']} horas{stop(match)}"


def _ordinal(match: re.Match[str]) -> str | None:
    from num2words import num2words

    number = int(match["number"])
    if match["ending"] == "er":
        return _SHORT.get(number)
    if not 1 <= number <= 20:  # Above, nobody says them: the cardinal is used.
        return None
    said: str = num2words(number, lang="es", to="ordinal")
    return said[:-1] + ("a" if match["ending"] == "ª" else "o")


RULES: tuple[Rule, ...] = (
    *numeric_date_rules(Dates(months_of("es"), template="{day} de {month} de {year}")),
    Rule("time", _HOURS, _hours, frozenset("h")),
    Rule(
        "time",
        _DOTTED_HOURS,
        lambda match: f"{match['hour']}:{match['minute']}",
        DIGITS_ANYWHERE,
    ),
    abbreviation_rule(
        {"n.º": "número", "nº": "número", "núm.": "número", "pág.": "página", "art.": "artículo"},
        follows=r"(?=[ \u00a0]?\d)",
    ),
    Rule("ordinal", _ORDINAL, _ordinal, frozenset("ºªr")),
    century_rule("siglos?"),
    *amount_rules(_AMOUNTS),
    abbreviation_rule(
        {
            "EE. UU.": "Estados Unidos",
            "EEUU": "Estados Unidos",
            "a. C.": "antes de Cristo",
            "d. C.": "después de Cristo",
            "p. ej.": "por ejemplo",
            "Sr.": "señor",
            "Sra.": "señora",
            "Dr.": "doctor",
            "Dra.": "doctora",
        }
    ),
)
