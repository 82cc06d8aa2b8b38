"""How Dutch is said."""

from __future__ import annotations

import re

from narrator.planning.verbalizing.abbreviations import abbreviation_rule
from narrator.planning.verbalizing.amounts import DIGITS_ANYWHERE, Amounts, Cents, amount_rules
from narrator.planning.verbalizing.calendar_dates import Dates, months_of, numeric_date_rules
from narrator.planning.verbalizing.nouns import noun, units_of
from narrator.planning.verbalizing.rules import Rule

_MILLION = noun("miljoen")
_BILLION = noun("miljard")
_EURO = noun("euro")
_KM_PER_HOUR = units_of("nl")["km/h"]

_AMOUNTS = Amounts(
    language="nl",
    percent=noun("procent"),
    currencies={
        "€": _EURO,
        "EUR": _EURO,
        "euro": _EURO,
        "$": noun("dollar"),
        "USD": noun("dollar"),
        "£": noun("pond"),
        "CHF": noun("Zwitserse frank"),
    },
    magnitudes={
        "mln.": _MILLION,
        "mln": _MILLION,
        "miljoen": _MILLION,
        "mld.": _BILLION,
        "mld": _BILLION,
        "mrd": _BILLION,
        "miljard": _BILLION,
        "biljoen": noun("biljoen"),
    },
    units={**units_of("nl"), "km/u": _KM_PER_HOUR, "km per uur": _KM_PER_HOUR},
    to="tot",
    minus="min",
    plus="plus",
    cents=dict.fromkeys(("€", "EUR", "euro"), Cents("{whole} {noun} {cents}", noun("cent"))),
)
_TIME = re.compile(r"(?<![\w.,:/-])(?P<hour>[01]?\d|2[0-4])[.:](?P<minute>[0-5]\d)[ \u00a0]uur\b")
_ORDINAL = re.compile(r"(?<![\w.,:/-])(?P<number>\d{1,2})(?:e|ste|de)(?!\w|-\d)")


def _time(match: re.Match[str]) -> str:
    minute = int(match["minute"])
    return f"{int(match['hour'])} uur {minute}" if minute else f"{int(match['hour'])} uur"


def _ordinal(match: re.Match[str]) -> str | None:
    from num2words import num2words

    number = int(match["number"])
    said: str | None = num2words(number, lang="nl", to="ordinal") if number else None
    return said


RULES: tuple[Rule, ...] = (
    *numeric_date_rules(Dates(months_of("nl"))),
    Rule("time", _TIME, _time, DIGITS_ANYWHERE),
    Rule("ordinal", _ORDINAL, _ordinal, frozenset("e")),
    *amount_rules(_AMOUNTS),
    abbreviation_rule(
        {"nr.": "nummer", "blz.": "bladzijde", "art.": "artikel"}, follows=r"(?=[ \u00a0]?\d)"
    ),
    abbreviation_rule(
        {
            "bijv.": "bijvoorbeeld",
            "o.a.": "onder andere",
            "d.w.z.": "dat wil zeggen",
            "enz.": "enzovoort",
            "m.b.t.": "met betrekking tot",
            "t/m": "tot en met",
            "ca.": "circa",
            "dhr.": "de heer",
            "mevr.": "mevrouw",
            "v.Chr.": "voor Christus",
            "n.Chr.": "na Christus",
        }
    ),
)
