"""How French is said."""

from __future__ import annotations

import re

from narrator.planning.verbalizing.abbreviations import abbreviation_rule
from narrator.planning.verbalizing.amounts import DIGITS_ANYWHERE, Amounts, Cents, amount_rules
from narrator.planning.verbalizing.calendar_dates import Dates, months_of, numeric_date_rules
from narrator.planning.verbalizing.nouns import noun, units_of
from narrator.planning.verbalizing.roman_numerals import roman_value
from narrator.planning.verbalizing.rules import Rule

_EURO = noun("euro", "euros", counted="d'euros")
_DOLLAR = noun("dollar", "dollars", counted="de dollars")
_MILLION = noun("million", "millions")
_BILLION = noun("milliard", "milliards")

_AMOUNTS = Amounts(
    language="fr",
    percent=noun("pour cent"),
    currencies={
        "€": _EURO,
        "EUR": _EURO,
        "$": _DOLLAR,
        "USD": _DOLLAR,
        "£": noun("livre", "livres", counted="de livres"),
        "CHF": noun("franc suisse", "francs suisses", counted="de francs suisses"),
        "FCFA": noun("franc CFA", "francs CFA", counted="de francs CFA"),
        "M d'euros": noun("million d'euros", "millions d'euros"),
        "M de dollars": noun("million de dollars", "millions de dollars"),
        "k €": noun("mille euros"),
        "M €": noun("million d'euros", "millions d'euros"),
        "Md €": noun("milliard d'euros", "milliards d'euros"),
        "Mds €": noun("milliard d'euros", "milliards d'euros"),
        "M $": noun("million de dollars", "millions de dollars"),
        "Md $": noun("milliard de dollars", "milliards de dollars"),
        "Mds $": noun("milliard de dollars", "milliards de dollars"),
    },
    magnitudes={
        "million": _MILLION,
        "millions": _MILLION,
        "milliard": _BILLION,
        "milliards": _BILLION,
        "Md": _BILLION,
        "Mds": _BILLION,
        "Mrd": _BILLION,
    },
    units=units_of("fr"),
    to="à",
    minus="moins",
    plus="plus",
    cents=dict.fromkeys(("€", "EUR"), Cents("{whole} {noun} {cents}", noun("centime", "centimes"))),
)
_HOURS = re.compile(
    r"(?<![\w.,:/-])(?P<hour>[01]?\d|2[0-4])[ \u00a0\u202f]?h"
    r"(?:[ \u00a0\u202f]?(?P<minute>[0-5]\d))?"
    r"(?![\w/])"
)
_ROUND_THE_CLOCK = re.compile(
    r"(?<!\w)(?P<of>24[ \u00a0]?h|7[ \u00a0]?j)/(?P<in>24|7)(?![\w,.]\d|\w)"
)
_ORDINAL = re.compile(
    r"(?<![\w.,:/-])(?P<number>\d{1,3})(?P<ending>er|re|ère|e|ème|ᵉ|nd|nde)(?!\w)"
)
_ROMAN = re.compile(r"(?<![\w-])(?P<number>[IVX]{1,5})(?P<ending>er|re|e|ème|ᵉ)(?!\w)")
_SIR = re.compile(r"(?<![\w.])(?P<title>MM?)\.[ \u00a0](?=[A-ZÀÂÇÉÈÊÎÔ][\w’'-])")
_FIRST = {"er": "premier", "re": "première", "ère": "première"}
_SECOND = {"nd": "second", "nde": "seconde"}


def _hours(match: re.Match[str]) -> str:
    hour = int(match["hour"])
    said = f"{hour} {'heures' if hour > 1 else 'heure'}"
    minute = int(match["minute"] or 0)
    return f"{said} {minute}" if minute else said


def _round_the_clock(match: re.Match[str]) -> str:
    return f"{'24 heures' if match['of'][0] == '2' else '7 jours'} sur {match['in']}"


def _ordinal(match: re.Match[str]) -> str | None:
    """Say "1er" and "2e", in figures or as a Roman numeral."""
    from num2words import num2words

    written = match["number"]
    number = int(written) if written.isdigit() else roman_value(written)
    if not number or (number == 1) != (match["ending"] in _FIRST):
        return None
    if match["ending"] in _FIRST:
        return _FIRST[match["ending"]]
    if match["ending"] in _SECOND:
        return _SECOND[match["ending"]] if number == 2 else None
    said: str = num2words(number, lang="fr", to="ordinal")
    return said


RULES: tuple[Rule, ...] = (
    *numeric_date_rules(Dates(months_of("fr"))),
    Rule("time", _ROUND_THE_CLOCK, _round_the_clock, frozenset("/")),
    Rule("time", _HOURS, _hours, frozenset("h")),
    Rule("ordinal", _ORDINAL, _ordinal, DIGITS_ANYWHERE),
    Rule("ordinal", _ROMAN, _ordinal, frozenset("IVX")),
    *amount_rules(_AMOUNTS),
    Rule(
        "title",
        _SIR,
        lambda match: "messieurs " if match["title"] == "MM" else "monsieur ",
        frozenset("M"),
    ),
    abbreviation_rule(
        {"n°": "numéro", "p.": "page", "art.": "article"}, follows=r"(?=[ \u00a0]?\d)"
    ),
    abbreviation_rule(
        {
            "c.-à-d.": "c'est-à-dire",
            "av. J.-C.": "avant Jésus-Christ",
            "apr. J.-C.": "après Jésus-Christ",
            "p. ex.": "par exemple",
        }
    ),
)
