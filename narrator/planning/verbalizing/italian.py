"""How Italian is said."""

from __future__ import annotations

import re

from narrator.planning.verbalizing.abbreviations import abbreviation_rule
from narrator.planning.verbalizing.amounts import DIGITS_ANYWHERE, Amounts, Cents, amount_rules
from narrator.planning.verbalizing.calendar_dates import Dates, months_of, numeric_date_rules
from narrator.planning.verbalizing.nouns import Noun, noun, units_of
from narrator.planning.verbalizing.roman_numerals import roman_value
from narrator.planning.verbalizing.rules import Rule
from narrator.planning.verbalizing.surroundings import word_before, words

_EURO = noun("euro", counted="di euro")
_DOLLAR = noun("dollaro", "dollari", counted="di dollari")
_PERCENT = noun("per cento")
_MILLION = noun("milione", "milioni")
_BILLION = noun("miliardo", "miliardi")


def _said(number: str, counted: Noun, _before: str) -> str:
    """Say "un euro", "una sterlina"; before "per cento", the number stays as it is."""
    if number != "1" or counted is _PERCENT:
        return number
    return "una" if counted.feminine else "un"


_AMOUNTS = Amounts(
    language="it",
    percent=_PERCENT,
    currencies={
        "€": _EURO,
        "EUR": _EURO,
        "euro": _EURO,
        "$": _DOLLAR,
        "USD": _DOLLAR,
        "£": noun("sterlina", "sterline", counted="di sterline", feminine=True),
    },
    magnitudes={
        "mln": _MILLION,
        "milione": _MILLION,
        "milioni": _MILLION,
        "mld": _BILLION,
        "miliardo": _BILLION,
        "miliardi": _BILLION,
    },
    units=units_of("it"),
    to="",
    minus="meno",
    plus="più",
    said=_said,
    cents=dict.fromkeys(
        ("€", "EUR", "euro"), Cents("{whole} {noun} e {cents}", noun("centesimo", "centesimi"))
    ),
)
_TIME = re.compile(
    r"(?<!\w)(?P<word>ore|alle|dalle|delle)(?P<gap>[ \u00a0])(?P<hour>[01]?\d|2[0-3])\."
    r"(?P<minute>[0-5]\d)(?![\w,:%€$]|\.\d|[ \u00a0](?:%|€|\$|m))"
)
_ORDINAL = re.compile(r"(?<![\w.,:/-])(?P<number>\d{1,2})(?P<ending>[°ºª])(?=[ \u00a0][a-zà]{3})")
_ARTICLES = words(
    "il lo la del dello della al allo alla nel nello nella dal dalla sul sulla un una suo sua"
)
_CENTURY = re.compile(
    r"(?<![\w-])(?P<number>[IVX]{1,5})(?=[ \u00a0](?:e[ \u00a0][IVX]{1,5}[ \u00a0])?secolo\b)"
)


def _ordinal_word(number: int) -> str:
    from num2words import num2words

    said: str = num2words(number, lang="it", to="ordinal")
    return said


def _ordinal(match: re.Match[str]) -> str | None:
    """Say an ordinal, where an article or a month shows that it is no temperature."""
    number = int(match["number"])
    followed_by_month = match.string[match.end() + 1 : match.end() + 12].startswith(_MONTHS)
    if not number or not (
        followed_by_month or match["ending"] != "°" or word_before(match).lower() in _ARTICLES
    ):
        return None
    said = _ordinal_word(number)
    return said[:-1] + "a" if match["ending"] == "ª" else said


def _century(match: re.Match[str]) -> str | None:
    value = roman_value(match["number"])
    return _ordinal_word(value) if value else None


_MONTHS = months_of("it")
RULES: tuple[Rule, ...] = (
    *numeric_date_rules(Dates(_MONTHS)),
    Rule(
        "time",
        _TIME,
        lambda match: f"{match['word']}{match['gap']}{match['hour']}:{match['minute']}",
        DIGITS_ANYWHERE,
    ),
    Rule("ordinal", _ORDINAL, _ordinal, frozenset("°ºª")),
    Rule("century", _CENTURY, _century, frozenset("IVX")),
    *amount_rules(_AMOUNTS),
    abbreviation_rule(
        {"n.": "numero", "art.": "articolo", "pag.": "pagina"}, follows=r"(?=[ \u00a0]?\d)"
    ),
    abbreviation_rule({"ecc.": "eccetera", "a.C.": "avanti Cristo", "d.C.": "dopo Cristo"}),
    abbreviation_rule(
        {"dott.": "dottor", "sig.": "signor", "prof.": "professor"}, follows=r"(?=[ \u00a0][A-Z])"
    ),
)
