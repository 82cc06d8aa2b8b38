"""Amounts: a number with its magnitude, its currency, its unit or its percent sign.

A language brings a table; the rules are the same for all.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from narrator.planning.verbalizing.nouns import Noun, category_of, with_number
from narrator.planning.verbalizing.numerals import DASH, DIGITS, GAP, MINUS, SPACE, Writing
from narrator.planning.verbalizing.rules import Rule
from narrator.planning.verbalizing.surroundings import stop, word_before

Said = Callable[[str, Noun | None, bool], str]
"""Given a number as written but without groups, what it counts, and whether a preposition asks
for the genitive: how the number is said."""


def _as_digits(number: str, _counted: Noun | None, _genitive: bool) -> str:
    return number


@dataclass(frozen=True, slots=True)
class Amounts:
    """What is said of amounts in one language."""

    language: str
    """BCP 47, with plural rules in the CLDR."""
    percent: Noun
    currencies: Mapping[str, Noun]
    """By sign ("€"), code ("EUR") or short form ("руб.")."""
    magnitudes: Mapping[str, Noun]
    """By short form ("Mio.") and by the words that a sign may stand before ("$4 Millionen")."""
    units: Mapping[str, Noun]
    """By symbol."""
    to: str
    """Between the ends of a range: "bis"; where it is empty, the dash stays."""
    minus: str
    plus: str
    writing: Writing = field(default_factory=Writing)
    genitive_after: frozenset[str] = frozenset()
    """Prepositions, in lower case, behind which a number and its noun are in the genitive."""
    said: Said = _as_digits
    cents: Mapping[str, str] = field(default_factory=dict)
    """By currency, how two decimals are said: "{whole} {noun} {cents}"."""
    percent_before: bool = False
    """Whether the sign may stand before the number (Turkish)."""


_MINUS_SIGN = re.compile(rf"(?<![\w.,)\]]{SPACE})(?<![\w.,)\]])\u2212{GAP}(?=\d)")
"""A minus sign that no hyphen can be meant by."""


def amount_rules(table: Amounts) -> tuple[Rule, ...]:
    """Return the rules for amounts: with a sign before, with a sign or a unit behind."""
    speaker = _Speaker(table)
    rules = [
        Rule("currency", _sign_before(table), speaker.amount, DIGITS_ANYWHERE),
        Rule("amount", _sign_behind(table), speaker.amount, DIGITS_ANYWHERE),
        Rule("amount", _magnitude_alone(table), speaker.amount, DIGITS_ANYWHERE),
        Rule("minus", _MINUS_SIGN, speaker.minus, frozenset("\u2212")),
        Rule("number", _grouped(table), speaker.grouped, DIGITS_ANYWHERE),
    ]
    if table.percent_before:
        rules.insert(0, Rule("percent", _percent_before(table), speaker.amount, frozenset("%")))
    return tuple(rules)


DIGITS_ANYWHERE = DIGITS | frozenset(map(chr, (*range(0x660, 0x66A), *range(0x966, 0x970))))
"""The digits of Europe, of Arabic and of Devanagari."""


def alternatives(written: Mapping[str, object]) -> str:
    """Return a pattern of the keys of a table, the longest first; a space may be any space."""
    return "|".join(
        re.escape(key).replace(r"\ ", GAP) for key in sorted(written, key=len, reverse=True)
    )


def _number(table: Amounts) -> str:
    number = table.writing.number
    return (
        rf"{table.writing.before}(?P<sign>[+±]|{MINUS})?"
        rf"(?:(?P<low>{number})(?P<dash>{DASH}))?(?P<number>{number})"
    )


def _magnitude(table: Amounts, gap: str = GAP) -> str:
    if not table.magnitudes:
        return "(?P<magnitude>(?!))"
    end = table.writing.after if table.writing.spaced else ""
    # A short form may touch the sign behind it: "5 M€".
    sign = "|(?=[€$£])"
    return rf"{gap}(?P<magnitude>{alternatives(table.magnitudes)})(?:{end or '(?:)'}{sign})"


def _sign_before(table: Amounts) -> re.Pattern[str]:
    word = r"(?<![\w$€£])" if table.writing.spaced else "(?<![0-9A-Za-z$€£])"
    number = table.writing.number
    return re.compile(
        rf"{word}(?P<sign>[+±]|{MINUS})?(?P<unit>{alternatives(table.currencies)}){GAP}"
        rf"(?:(?P<low>{number})(?P<dash>{DASH}))?(?P<number>{number})"
        rf"(?:{_magnitude(table)})?{table.writing.after}(?![.,]\d)(?!{GAP}[%°])"
    )


def _sign_behind(table: Amounts) -> re.Pattern[str]:
    units = alternatives({**table.currencies, **table.units, "%": 0, "٪": 0, "％": 0})
    return re.compile(
        rf"{_number(table)}(?:{_magnitude(table)})?{GAP}(?P<unit>{units})"
        rf"(?:{table.writing.after})(?![/²³])"
    )


def _percent_before(table: Amounts) -> re.Pattern[str]:
    number = table.writing.number
    return re.compile(
        rf"(?<![\w%])(?P<sign>[+±]|{MINUS})?(?P<unit>%){GAP}(?:(?P<low>{number})(?P<dash>{DASH}))?"
        rf"(?P<number>{number})(?P<magnitude>(?!))?(?![\w%]|[.,]\d)"
    )


def _magnitude_alone(table: Amounts) -> re.Pattern[str]:
    return re.compile(rf"{_number(table)}{_magnitude(table)}(?P<unit>(?!))?")


def _grouped(table: Amounts) -> re.Pattern[str]:
    """Return the pattern of a number whose groups stand apart, which engines read one by one."""
    decimal = re.escape(table.writing.decimal)
    return re.compile(
        rf"{table.writing.before}\d{{1,3}}(?:{SPACE}\d{{3}}){{1,5}}(?:{decimal}\d{{1,6}})?"
        rf"(?![\w^]|[.,/:-]\d|{SPACE}\d)"
    )


@dataclass(frozen=True, slots=True)
class _Speaker:
    """Says matches of the patterns above."""

    table: Amounts

    def minus(self, _match: re.Match[str]) -> str:
        return f"{self.table.minus} "

    def grouped(self, match: re.Match[str]) -> str:
        return self.table.writing.joined(match[0])

    def amount(self, match: re.Match[str]) -> str | None:
        table = self.table
        unit = self._unit(match["unit"]) if match["unit"] else None
        magnitude = self._magnitude(match["magnitude"])
        if match["unit"] and unit is None:
            return None
        spoken = self._with_cents(match, unit) if magnitude is None and unit else None
        if spoken is None:
            spoken = self._counted(match, magnitude, unit)
        sign = {"+": table.plus, "±": f"{table.plus} {table.minus}"}.get(
            match["sign"] or "", table.minus
        )
        before = f"{sign} " if match["sign"] else ""
        return f"{before}{spoken}{stop(match)}"

    def _counted(self, match: re.Match[str], magnitude: Noun | None, unit: Noun | None) -> str:
        table = self.table
        number = table.writing.joined(match["number"])
        genitive = word_before(match).lower() in table.genitive_after
        category = category_of(table.writing.value(match["number"]), table.language)
        first = magnitude or unit
        spoken = table.said(number, first, genitive)
        if match["low"]:
            low = table.said(table.writing.joined(match["low"]), first, genitive)
            spoken = f"{low} {table.to} {spoken}" if table.to else f"{low}{match['dash']}{spoken}"
        if first is not None:
            spoken = with_number(spoken, first.form(category, genitive))
        if magnitude is not None and unit is not None:
            spoken = with_number(spoken, unit.behind_a_word())
        return spoken

    def _with_cents(self, match: re.Match[str], unit: Noun) -> str | None:
        table = self.table
        template = table.cents.get(_plain(match["unit"]))
        whole, _, cents = table.writing.joined(match["number"]).partition(table.writing.decimal)
        if template is None or match["low"] or len(cents) != 2 or whole == "0":
            return None
        category = category_of(Decimal(whole), table.language)
        said = table.said(whole, unit, False)
        if cents == "00":
            return with_number(said, unit.form(category))
        return template.format(whole=said, noun=unit.form(category), cents=int(cents))

    def _unit(self, written: str) -> Noun | None:
        if written in "%٪％":
            return self.table.percent
        plain = _plain(written)
        return self.table.currencies.get(plain) or self.table.units.get(plain)

    def _magnitude(self, written: str | None) -> Noun | None:
        return self.table.magnitudes.get(_plain(written)) if written else None


_ANY_SPACE = re.compile(SPACE)


def _plain(written: str) -> str:
    return _ANY_SPACE.sub(" ", written)
