"""How Arabic is said. Numbers stay in figures: their case and gender cannot be known."""

from __future__ import annotations

import re

from narrator.planning.verbalizing.amounts import DIGITS_ANYWHERE, Amounts, amount_rules
from narrator.planning.verbalizing.calendar_dates import Dates, months_of, numeric_date_rules
from narrator.planning.verbalizing.nouns import Noun, noun
from narrator.planning.verbalizing.numerals import Writing
from narrator.planning.verbalizing.rules import Rule


def _counted(one: str, few: str) -> Noun:
    """Return a noun with its plural behind three to ten (CLDR: few), else in the singular."""
    return Noun({"few": few, "other": one}, counted=one)


_DOLLAR = _counted("دولار", "دولارات")
_EURO = noun("يورو")
_MILLION = _counted("مليون", "ملايين")
_BILLION = _counted("مليار", "مليارات")
_AMOUNTS = Amounts(
    language="ar",
    percent=noun("بالمئة"),
    currencies={
        "$": _DOLLAR,
        "USD": _DOLLAR,
        "€": _EURO,
        "EUR": _EURO,
        "£": _counted("جنيه إسترليني", "جنيهات إسترلينية"),
    },
    magnitudes={
        "مليون": _MILLION,
        "ملايين": _MILLION,
        "مليار": _BILLION,
        "مليارات": _BILLION,
    },
    units={
        "كم": _counted("كيلومتر", "كيلومترات"),
        "كلم": _counted("كيلومتر", "كيلومترات"),
        "km": _counted("كيلومتر", "كيلومترات"),
        "كغ": _counted("كيلوغرام", "كيلوغرامات"),
        "كم/ساعة": noun("كيلومتر في الساعة"),
        "°C": _counted("درجة مئوية", "درجات مئوية"),
        "°": _counted("درجة", "درجات"),
    },
    to="إلى",
    minus="ناقص",
    plus="زائد",
    writing=Writing(decimal=".", groups=",٬"),
    percent_before=True,
)
_DECIMAL_COMMA = re.compile(
    r"(?<![\w.,:/-])(?P<whole>\d{1,3})[,٫](?P<fraction>\d{1,2})(?![\w.,:/-])"
)
"""A comma with one figure or two behind it stands before a fraction; espeak-ng does not say it."""


def _decimal(match: re.Match[str]) -> str:
    return f"{match['whole']}.{match['fraction']}"


_COMMA_PERCENT = re.compile(
    r"(?<![\w.,:/-])(?P<whole>\d{1,3})[,٫](?P<fraction>\d{1,2})[ \u00a0]?[%٪](?!\w)"
)


def _comma_percent(match: re.Match[str]) -> str:
    return f"{_decimal(match)} بالمئة"


RULES: tuple[Rule, ...] = (
    *numeric_date_rules(Dates(months_of("ar"))),
    Rule("percent", _COMMA_PERCENT, _comma_percent, frozenset("%٪")),
    *amount_rules(_AMOUNTS),
    Rule("decimal", _DECIMAL_COMMA, _decimal, DIGITS_ANYWHERE),
)
