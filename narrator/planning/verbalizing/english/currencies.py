"""Amounts of money: "$4.2bn" is "4.2 billion dollars"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from narrator.planning.verbalizing.english.context import (
    has_determiner,
    is_attributive,
    is_before_noun,
)
from narrator.planning.verbalizing.english.numbers import DIGITS, NUMBER, TIGHT_DASH, value
from narrator.planning.verbalizing.rules import Rule


class Currency(NamedTuple):
    """The names of a currency and of its hundredth part."""

    one: str
    many: str
    cent: str = "cent"
    cents: str = "cents"


DOLLAR = Currency("dollar", "dollars")
POUND = Currency("pound", "pounds", "penny", "pence")
EURO = Currency("euro", "euros")
YEN = Currency("yen", "yen")
RUPEE = Currency("rupee", "rupees", "paisa", "paise")

SYMBOLS: Mapping[str, Currency] = {
    "$": DOLLAR,
    "£": POUND,
    "€": EURO,
    "¥": YEN,
    "₹": RUPEE,
    "₽": Currency("ruble", "rubles", "kopek", "kopeks"),
    "₩": Currency("won", "won"),
    "₪": Currency("shekel", "shekels", "agora", "agorot"),
    "₺": Currency("lira", "lira", "kurus", "kurus"),
    "₴": Currency("hryvnia", "hryvnias", "kopiyka", "kopiykas"),
    "₦": Currency("naira", "naira", "kobo", "kobo"),
    "₱": Currency("peso", "pesos", "centavo", "centavos"),
    "₫": Currency("dong", "dong"),
    "₵": Currency("cedi", "cedis", "pesewa", "pesewas"),
    "฿": Currency("baht", "baht", "satang", "satang"),
    "₿": Currency("bitcoin", "bitcoin"),
}
DOLLARS: Mapping[str, str] = {
    "US": "US",
    "A": "Australian",
    "AU": "Australian",
    "AUD": "Australian",
    "C": "Canadian",
    "CA": "Canadian",
    "CAD": "Canadian",
    "NZ": "New Zealand",
    "HK": "Hong Kong",
    "S": "Singapore",
    "SG": "Singapore",
    "NT": "Taiwan",
    "USD": "US",
}
"""Whose dollars they are, by what is written before the sign."""
REAL = Currency("real", "reais", "centavo", "centavos")
"""Brazil's, written R$."""
CODES: Mapping[str, Currency] = {
    "USD": Currency("US dollar", "US dollars"),
    "EUR": EURO,
    "GBP": POUND,
    "JPY": YEN,
    "CHF": Currency("Swiss franc", "Swiss francs", "centime", "centimes"),
    "CNY": Currency("yuan", "yuan", "fen", "fen"),
    "RMB": Currency("yuan", "yuan", "fen", "fen"),
    "AUD": Currency("Australian dollar", "Australian dollars"),
    "CAD": Currency("Canadian dollar", "Canadian dollars"),
    "NZD": Currency("New Zealand dollar", "New Zealand dollars"),
    "HKD": Currency("Hong Kong dollar", "Hong Kong dollars"),
    "SGD": Currency("Singapore dollar", "Singapore dollars"),
    "INR": RUPEE,
    "Rs": RUPEE,
    "SEK": Currency("Swedish krona", "Swedish kronor", "ore", "ore"),
    "NOK": Currency("Norwegian krone", "Norwegian kroner", "ore", "ore"),
    "DKK": Currency("Danish krone", "Danish kroner", "ore", "ore"),
    "PLN": Currency("zloty", "zlotys", "grosz", "groszy"),
    "ZAR": Currency("rand", "rand"),
    "KRW": Currency("won", "won"),
    "BRL": REAL,
    "MXN": Currency("Mexican peso", "Mexican pesos", "centavo", "centavos"),
}
"""ISO 4217, as far as it is met in running text, and what is written in its place."""
MAGNITUDES: Mapping[str, str] = {
    "k": "thousand",
    "m": "million",
    "mn": "million",
    "mln": "million",
    "b": "billion",
    "bn": "billion",
    "bln": "billion",
    "t": "trillion",
    "tn": "trillion",
    "trn": "trillion",
}
"""Short forms behind an amount of money, where they cannot be units of measure."""
WORDS = "lakh crore|thousand|million|billion|trillion|crore|lakh"
MAGNITUDE = rf"(?:[ \u00a0-]?(?:{WORDS})|(?i:[ \u00a0]?(?:mn|mln|bn|bln|tn|trn)|[kmbt]))(?!\w)"

_DOLLAR_OF = "|".join(sorted(DOLLARS, key=len, reverse=True))
_SIGNS = "".join(re.escape(sign) for sign in SYMBOLS)
_PER = (
    r"(?P<per>-(?:an?|per)-[a-z]{2,12}(?!\w)"
    r"|[ \u00a0]?/[ \u00a0]?(?:m²|sqm|sq ft|year|month|week|day|night|hour|barrel|share|person"
    r"|ton|tonne|kg|kWh|MWh|gallon|pound|yr|mo|hr))?"
)
_AFTER = r"(?![\w^]|[.,:]\d|/\d)"
_BEFORE_SIGN = (
    rf"(?<![\w$])(?P<minus>[-\u2212](?=[\w{_SIGNS}]))?"
    rf"(?:(?P<dollar>{_DOLLAR_OF})(?=\$)|(?P<real>R)(?=\$))?"
)
_AMOUNT = re.compile(
    rf"{_BEFORE_SIGN}(?P<sign>[{_SIGNS}])[ \u00a0]?(?P<low>{NUMBER})"
    rf"(?:(?P<low_magnitude>{MAGNITUDE})?{TIGHT_DASH}(?:{_DOLLAR_OF})?(?P=sign)?(?P<high>{NUMBER}))?"
    rf"(?P<magnitude>{MAGNITUDE})?(?P<plus>\+)?{_PER}{_AFTER}"
)
_CODED = re.compile(
    rf"(?<!\w)(?P<code>{'|'.join(CODES)})\.?[ \u00a0]?(?P<low>{NUMBER})"
    rf"(?P<magnitude>{MAGNITUDE})?{_PER}{_AFTER}"
)
_BEHIND = re.compile(
    rf"(?<![\w.,{_SIGNS}-])(?P<low>{NUMBER})(?P<magnitude>{MAGNITUDE})?[ \u00a0]?"
    rf"(?P<code>{'|'.join(CODES)}|€)(?!\w)"
)
_CENTS = re.compile(rf"(?<![\w.,{_SIGNS}-])(?P<number>{NUMBER})[ \u00a0]?¢")
_SHORT_PER = {"yr": "year", "mo": "month", "hr": "hour", "kg": "kilogram", "kWh": "kilowatt-hour"}
_SHORT_PER |= {"m²": "square meter", "sqm": "square meter", "sq ft": "square foot"}
_SHORT_PER |= {"MWh": "megawatt-hour"}


def _signed(match: re.Match[str]) -> str | None:
    currency = SYMBOLS[match["sign"]]
    if match["real"]:
        currency = REAL
    elif match["dollar"]:
        whose = DOLLARS[match["dollar"]]
        currency = Currency(f"{whose} dollar", f"{whose} dollars")
    said = _said(match, currency, match["high"] or "", match["low_magnitude"])
    return f"minus {said}" if match["minus"] else said


def _coded(match: re.Match[str]) -> str:
    return _said(match, CODES[match["code"]])


def _behind(match: re.Match[str]) -> str:
    currency = EURO if match["code"] == "€" else CODES[match["code"]]
    return _said(match, currency)


def _said(
    match: re.Match[str], currency: Currency, high: str = "", low_magnitude: str | None = None
) -> str:
    """Return an amount with the name of its currency behind it."""
    groups = match.groupdict()
    magnitude = _magnitude(groups["magnitude"])
    per = _per(groups.get("per"))
    if not magnitude and not high and re.search(r"\.\d\d\Z", match["low"]):
        return _with_cents(match["low"], currency) + per
    low = f"{match['low']}{_magnitude(low_magnitude)}"
    plus = " plus" if groups.get("plus") else ""
    amount = f"{low} to {high}{magnitude}" if high else f"{low}{magnitude}"
    hyphened = (groups["magnitude"] or "").startswith("-") and is_before_noun(match)
    hyphened |= bool(per) and has_determiner(match)
    one = amount == "1" or hyphened or (not plus and is_attributive(match))
    return f"{amount}{plus} {currency.one if one else currency.many}{per}"


def _with_cents(number: str, currency: Currency) -> str:
    whole, _, part = number.partition(".")
    cents = f"{int(part)} {currency.cent if int(part) == 1 else currency.cents}"
    units = f"{whole} {currency.one if value(whole) == 1 else currency.many}"
    if not int(part):
        return units
    return cents if value(whole) == 0 else f"{units} and {cents}"


def _magnitude(written: str | None) -> str:
    """Return a magnitude in words, with the space before it; nothing where there is none."""
    if not written:
        return ""
    short = written.strip(" \u00a0-")
    return f" {MAGNITUDES.get(short.lower(), short)}"


def _per(written: str | None) -> str:
    """Return "a year" for "-a-year" and "per barrel" for "/barrel", with a space before it."""
    if not written:
        return ""
    if written.startswith("-"):
        return written.replace("-", " ")
    unit = written.strip(" \u00a0/")
    return f" per {_SHORT_PER.get(unit, unit)}"


def _cents(match: re.Match[str]) -> str:
    return f"{match['number']} {'cent' if match['number'] == '1' else 'cents'}"


CURRENCY_RULES = (
    Rule("currency", _AMOUNT, _signed, frozenset(SYMBOLS)),
    Rule("currency", _CODED, _coded, DIGITS),
    Rule("currency", _BEHIND, _behind, DIGITS),
    Rule("currency", _CENTS, _cents, frozenset("¢")),
)
