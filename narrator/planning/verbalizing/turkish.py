"""How Turkish is said. What carries an ending behind an apostrophe stays as it is written."""

from __future__ import annotations

import re

from narrator.planning.verbalizing.amounts import DIGITS_ANYWHERE, Amounts, Cents, amount_rules
from narrator.planning.verbalizing.calendar_dates import Dates, months_of, numeric_date_rules
from narrator.planning.verbalizing.nouns import noun, units_of
from narrator.planning.verbalizing.numerals import Writing
from narrator.planning.verbalizing.rules import Rule

_LIRA = noun("lira")
_DOLLAR = noun("dolar")
_AMOUNTS = Amounts(
    language="tr",
    percent=noun("yüzde {n}"),
    currencies={
        "₺": _LIRA,
        "TL": _LIRA,
        "$": _DOLLAR,
        "USD": _DOLLAR,
        "€": noun("avro"),
        "£": noun("sterlin"),
    },
    magnitudes={
        "bin": noun("bin"),
        "milyon": noun("milyon"),
        "mn": noun("milyon"),
        "milyar": noun("milyar"),
        "mr": noun("milyar"),
        "trilyon": noun("trilyon"),
    },
    units={**units_of("tr"), "km/h": noun("saatte {n} kilometre")},
    to="ila",
    minus="eksi",
    plus="artı",
    writing=Writing(glued="'’"),
    cents=dict.fromkeys(("₺", "TL"), Cents("{whole} {noun} {cents} {part}", noun("kuruş"))),
    percent_before=True,
)
_TENS = ("", "on", "yirmi", "otuz", "kırk", "elli", "altmış", "yetmiş", "seksen", "doksan")
_TENTHS = (
    *("", "onuncu", "yirminci", "otuzuncu", "kırkıncı", "ellinci"),
    *("altmışıncı", "yetmişinci", "sekseninci", "doksanıncı"),
)
_ONES = (
    *("", "birinci", "ikinci", "üçüncü", "dördüncü", "beşinci"),
    *("altıncı", "yedinci", "sekizinci", "dokuzuncu"),
)
_ORDINAL = re.compile(r"(?<![\w.,:/%-])(?P<number>[1-9]\d?)\.(?=[ \u00a0][a-zçğıöşü]{2})")
_TIME = re.compile(
    r"(?<=[Ss]aat[ \u00a0])(?P<hour>[01]?\d|2[0-3])\.(?P<minute>[0-5]\d)(?![\w,:]|\.\d)"
)


def _ordinal(match: re.Match[str]) -> str:
    tens, ones = divmod(int(match["number"]), 10)
    return f"{_TENS[tens]} {_ONES[ones]}".strip() if ones else _TENTHS[tens]


RULES: tuple[Rule, ...] = (
    *numeric_date_rules(Dates(months_of("tr"))),
    Rule("time", _TIME, lambda match: f"{match['hour']}:{match['minute']}", DIGITS_ANYWHERE),
    Rule("ordinal", _ORDINAL, _ordinal, DIGITS_ANYWHERE),
    *amount_rules(_AMOUNTS),
)
