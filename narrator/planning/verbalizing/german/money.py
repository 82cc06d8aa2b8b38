"""German amounts: "4,2 Mrd. Euro" is "4,2 Milliarden Euro", "20 °C" is "20 Grad Celsius"."""

from __future__ import annotations

import re
from dataclasses import replace

from narrator.planning.verbalizing.amounts import (
    DIGITS_ANYWHERE,
    Amounts,
    Cents,
    alternatives,
    amount_rules,
)
from narrator.planning.verbalizing.german.starters import STARTERS
from narrator.planning.verbalizing.nouns import Noun, noun
from narrator.planning.verbalizing.numerals import DASH, GAP, Writing
from narrator.planning.verbalizing.rules import Rule
from narrator.planning.verbalizing.surroundings import stop, word_before

EURO = noun("Euro")
CURRENCIES = {
    "€": EURO,
    "EUR": EURO,
    "Euro": EURO,
    "$": noun("Dollar"),
    "Dollar": noun("Dollar"),
    "US$": noun("US-Dollar"),
    "US-$": noun("US-Dollar"),
    "USD": noun("US-Dollar"),
    "US-Dollar": noun("US-Dollar"),
    "£": noun("Pfund"),
    "GBP": noun("Pfund"),
    "¥": noun("Yen"),
    "CHF": noun("Franken"),
    "SFr.": noun("Franken"),
    "Franken": noun("Franken"),
    "₽": noun("Rubel"),
    "₴": noun("Hrywnja"),
    "₺": noun("Lira"),
    "₹": noun("Rupien"),
    "ct": noun("Cent"),
    "Ct.": noun("Cent"),
}
MILLION = noun("Million", "Millionen", feminine=True)
MILLIARDE = noun("Milliarde", "Milliarden", feminine=True)
BILLION = noun("Billion", "Billionen", feminine=True)
MAGNITUDES = {
    "Tsd.": noun("Tausend"),
    "Mio.": MILLION,
    "Mio": MILLION,
    "Mill.": MILLION,
    "Million": MILLION,
    "Millionen": MILLION,
    "Mrd.": MILLIARDE,
    "Mrd": MILLIARDE,
    "Milliarde": MILLIARDE,
    "Milliarden": MILLIARDE,
    "Billion": BILLION,
    "Billionen": BILLION,
}
_SAME = {
    "km": "Kilometer",
    "m": "Meter",
    "cm": "Zentimeter",
    "mm": "Millimeter",
    "nm": "Nanometer",
    "µm": "Mikrometer",
    "qm": "Quadratmeter",
    "m²": "Quadratmeter",
    "m2": "Quadratmeter",
    "qkm": "Quadratkilometer",
    "km²": "Quadratkilometer",
    "km2": "Quadratkilometer",
    "cm²": "Quadratzentimeter",
    "m³": "Kubikmeter",
    "m3": "Kubikmeter",
    "cm³": "Kubikzentimeter",
    "ha": "Hektar",
    "l": "Liter",
    "ml": "Milliliter",
    "hl": "Hektoliter",
    "kg": "Kilogramm",
    "g": "Gramm",
    "mg": "Milligramm",
    "µg": "Mikrogramm",
    "km/h": "Kilometer pro Stunde",
    "m/s": "Meter pro Sekunde",
    "g/km": "Gramm pro Kilometer",
    "°C": "Grad Celsius",
    "º C": "Grad Celsius",
    "° C": "Grad Celsius",
    "℃": "Grad Celsius",
    "°F": "Grad Fahrenheit",
    "°": "Grad",
    "Grad": "Grad",
    "W": "Watt",
    "kW": "Kilowatt",
    "MW": "Megawatt",
    "GW": "Gigawatt",
    "kWp": "Kilowatt Peak",
    "kWh": "Kilowattstunden",
    "MWh": "Megawattstunden",
    "GWh": "Gigawattstunden",
    "TWh": "Terawattstunden",
    "ct/kWh": "Cent pro Kilowattstunde",
    "Ct/kWh": "Cent pro Kilowattstunde",
    "€/kWh": "Euro pro Kilowattstunde",
    "€/Monat": "Euro pro Monat",
    "€/Jahr": "Euro pro Jahr",
    "€/Tag": "Euro pro Tag",
    "€/Stunde": "Euro pro Stunde",
    "€/MWh": "Euro pro Megawattstunde",
    "€/t": "Euro pro Tonne",
    "€/l": "Euro pro Liter",
    "€/m²": "Euro pro Quadratmeter",
    "€/qm": "Euro pro Quadratmeter",
    "kV": "Kilovolt",
    "Hz": "Hertz",
    "kHz": "Kilohertz",
    "MHz": "Megahertz",
    "GHz": "Gigahertz",
    "kB": "Kilobyte",
    "MB": "Megabyte",
    "GB": "Gigabyte",
    "TB": "Terabyte",
    "Mbit/s": "Megabit pro Sekunde",
    "Gbit/s": "Gigabit pro Sekunde",
    "dB": "Dezibel",
    "hPa": "Hektopascal",
    "kcal": "Kilokalorien",
    "kJ": "Kilojoule",
    "‰": "Promille",
}
_COUNTED = {
    "t": ("Tonne", "Tonnen"),
    "Std.": ("Stunde", "Stunden"),
    "Stdn.": ("Stunde", "Stunden"),
    "Min.": ("Minute", "Minuten"),
    "min": ("Minute", "Minuten"),
    "Sek.": ("Sekunde", "Sekunden"),
}
UNITS = {
    **{sign: noun(name) for sign, name in _SAME.items()},
    **{sign: noun(one, many, feminine=True) for sign, (one, many) in _COUNTED.items()},
}
PERCENT = noun("Prozent")
_DATIVE = frozenset({"mit", "von", "bei", "zu", "aus", "nach", "seit", "nur mit"})
_UNGLUED = "(?![-\u2010\u2011])"


def _said(number: str, counted: Noun, _before: str) -> str:
    """Say one as the article that it is before a noun."""
    if number != "1":
        return number
    return "eine" if counted.feminine else "ein"


AMOUNTS = Amounts(
    language="de",
    percent=PERCENT,
    currencies=CURRENCIES,
    magnitudes=MAGNITUDES,
    units={**UNITS, "Prozent": PERCENT},
    to="bis",
    minus="minus",
    plus="plus",
    said=_said,
    starters=STARTERS,
    cents=dict.fromkeys(("€", "EUR", "Euro"), Cents("{whole} {noun} {cents}", noun("Cent"))),
)


def _dative(rule: Rule) -> Rule:
    """Return the rule with "einem" and "einer" behind the prepositions that ask for them."""

    def say(match: re.Match[str]) -> str | None:
        spoken = rule.say(match)
        if spoken is None or word_before(match).lower() not in _DATIVE:
            return spoken
        return re.sub(r"^eine? ", lambda one: {"ein ": "einem "}.get(one[0], "einer "), spoken)

    # A hyphen makes the amount a part of a word, which has no plural ending to agree with.
    return replace(rule, pattern=re.compile(rule.pattern.pattern + _UNGLUED), say=say)


_WITHOUT_SLASH = {sign: unit for sign, unit in UNITS.items() if "/" not in sign}
_PARTS = {**_WITHOUT_SLASH, **MAGNITUDES, "%": PERCENT, "€": EURO, "$": noun("Dollar")}
_COMPOUND = re.compile(
    rf"(?<![\w.,/€$])(?P<number>{Writing().number})(?P<dash>{DASH}|{GAP})"
    rf"(?P<part>{alternatives(_PARTS)})[-\u2010\u2011](?P<next>(?:Euro|Dollar)[-\u2010\u2011])?"
    r"(?=[^\W\d_])"
)
_PERCENTAGE = re.compile(rf"(?<![\w.,/])(?P<number>{Writing().number}){GAP}%[-\u2010]?(?=ig)")


def _compound(match: re.Match[str]) -> str:
    """Say "100-km-Lauf" as "100-Kilometer-Lauf", "5-Mrd.-Paket" as "5-Milliarden-Paket"."""
    part = _PARTS[match["part"]].form("other")
    return f"{match['number']}-{part}-{match['next'] or ''}"


def _percentage(match: re.Match[str]) -> str:
    return f"{match['number']}-prozent"


_BARE = re.compile(r"(?<![\w/])km/h(?![\w/-])")
"""Without a number before it: "die km/h"."""

MONEY_RULES = (
    Rule("amount", _PERCENTAGE, _percentage, frozenset("%")),
    Rule("amount", _COMPOUND, _compound, DIGITS_ANYWHERE),
    *map(_dative, amount_rules(AMOUNTS)),
    Rule("unit", _BARE, lambda _match: "Kilometer pro Stunde", frozenset("/")),
    Rule(
        "currency",
        re.compile(r"(?P<number>(?<![\w.])(?:Mio|Mrd|Tsd)\.)(?!\w)"),
        lambda match: MAGNITUDES[match[0]].form("other") + stop(match),
        frozenset("."),
    ),
)
