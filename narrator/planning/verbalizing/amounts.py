"""Amounts: a number with its magnitude, its currency, its unit or its percent sign.

A language brings a table; the rules are the same for all.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from narrator.planning.verbalizing.nouns import Noun, category_of, with_number
from narrator.planning.verbalizing.numerals import DASH, DIGITS, GAP, MINUS, SPACE, Writing
from narrator.planning.verbalizing.rules import Rule
from narrator.planning.verbalizing.surroundings import stop, word_before

Said = Callable[[str, Noun, str], str | None]
"""Given a number as written but without groups, what it counts, and the word before it in lower
case: how the number is said; None where that is not certain."""


def _as_digits(number: str, _counted: Noun, _before: str) -> str:
    return number


@dataclass(frozen=True, slots=True)
class Cents:
    """How two decimals of an amount of money are said."""

    template: str
    """With `{whole}`, `{noun}`, `{cents}` and, where it is said, `{part}`."""
    part: Noun
    """The hundredth part of the currency, said where there is no whole: "50 Cent"."""


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
    cents: Mapping[str, Cents] = field(default_factory=dict)
    """By currency, how two decimals are said."""
    unsure_alone_after: frozenset[str] = frozenset()
    """Prepositions behind which a magnitude with no currency may be in a case that the tables do
    not have: "в 2 тыс. домов"."""
    starters: frozenset[str] = frozenset()
    """Words that show, behind an abbreviation with its stop, that a sentence begins."""
    percent_before: bool = False
    """Whether the sign may stand before the number (Turkish)."""


_MINUS_SIGN = re.compile(rf"(?<![\d)\]]{SPACE})(?<![\w)\]])\u2212{GAP}(?=\d)")
"""A minus sign that no hyphen can be meant by."""


def amount_rules(table: Amounts) -> tuple[Rule, ...]:
    """Return the rules for amounts: with a sign before, with a sign or a unit behind."""
    percent = dict.fromkeys("%٪％", table.percent)
    units = _by_plain({**table.currencies, **table.units, **percent})
    speaker = _Speaker(table, units, _by_plain(table.magnitudes))
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


_FLAT = "(?:,[-\u2013\u2014]{1,2})?"
"""No cents: "5,- Euro"."""


def _number(table: Amounts) -> str:
    number = table.writing.number
    return (
        rf"{table.writing.before}(?P<sign>[+±]|{MINUS})?"
        rf"(?:(?P<low>{number})(?:{GAP}[%٪％])?(?P<dash>{DASH}))?(?P<number>{number})"
        rf"{_FLAT}"
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
    # What has small letters or a stop stands behind its number: "15 руб. 20 коп."
    signs = {
        written: of
        for written, of in table.currencies.items()
        if written == written.upper() and written[-1] != "."
    }
    return re.compile(
        rf"{word}(?<!\d{SPACE})(?P<sign>[+±]|{MINUS})?(?P<unit>{alternatives(signs)}){GAP}"
        rf"(?:(?P<low>{number})(?P<dash>{DASH}))?(?P<number>{number})(?!{GAP}[%°])(?![.,]?\d)"
        rf"{_FLAT}(?:{_magnitude(table)})?{table.writing.after}"
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
    decimal, mark = re.escape(table.writing.decimal), f"[{re.escape(table.writing.misread)}]"
    return re.compile(
        rf"{table.writing.before}\d{{1,3}}(?:{mark}\d{{3}}){{1,5}}(?:{decimal}\d{{1,6}})?"
        rf"(?![\w^]|[.,/:-]\d|{mark}\d)"
    )


@dataclass(frozen=True, slots=True)
class _Speaker:
    """Says matches of the patterns above."""

    table: Amounts
    units: Mapping[str, Noun]
    magnitudes: Mapping[str, Noun]

    def grouped(self, match: re.Match[str]) -> str | None:
        """Join a number, unless it may be that of a telephone: "677 904 624"."""
        first, *others = match[0].split()
        return None if len(first) == 3 and len(others) > 1 else self.table.writing.joined(match[0])

    def minus(self, _match: re.Match[str]) -> str:
        return self.table.minus + self.table.writing.space

    def amount(self, match: re.Match[str]) -> str | None:
        table = self.table
        unit = self.units.get(_plain(match["unit"])) if match["unit"] else None
        magnitude = self.magnitudes.get(_plain(match["magnitude"])) if match["magnitude"] else None
        spoken = self._with_cents(match, unit) if unit and not magnitude else None
        first = magnitude or unit
        if spoken is None and first is not None:
            spoken = self._counted(match, first, unit if magnitude else None)
        if spoken is None:
            return None
        return f"{self._sign(match['sign'])}{spoken}{stop(match, table.starters)}"

    def _sign(self, written: str | None) -> str:
        if not written:
            return ""
        words = {"+": self.table.plus, "±": f"{self.table.plus} {self.table.minus}"}
        return words.get(written, self.table.minus) + self.table.writing.space

    def _counted(self, match: re.Match[str], first: Noun, second: Noun | None) -> str | None:
        """Say the number with what it counts, "5 Milliarden", and what that counts, "Euro"."""
        table = self.table
        before = word_before(match).lower()
        if match["unit"] is None and before in table.unsure_alone_after:
            return None
        spoken = self._numbers(match, first, before)
        if spoken is None:
            return None
        form = first.form(*self._form(table.writing.value(match["number"]), before))
        spoken = with_number(spoken, form)
        return spoken if second is None else with_number(spoken, second.behind(first))

    def _numbers(self, match: re.Match[str], counted: Noun, before: str) -> str | None:
        """Say the number, or both ends of a range."""
        table = self.table
        said = table.said(table.writing.joined(match["number"]), counted, before)
        if not match["low"] or said is None:
            return said
        low = table.said(table.writing.joined(match["low"]), counted, before)
        if low is None:
            return None
        if not table.to:
            return f"{low}{match['dash']}{said}"
        return table.writing.space.join((low, table.to, said))

    def _with_cents(self, match: re.Match[str], unit: Noun) -> str | None:
        """Say "2 Euro 50"; None where the number is not one of two decimals."""
        table = self.table
        of = table.cents.get(_plain(match["unit"]))
        whole, _, cents = table.writing.value(match["number"]).partition(".")
        if of is None or match["low"] or len(cents) != 2:
            return None
        before = word_before(match).lower()
        part = of.part.form(*self._form(str(int(cents)), before))
        if whole == "0":
            said = table.said(str(int(cents)), of.part, before)
            return said and with_number(said, part)
        noun = unit.form(*self._form(whole, before))
        said = table.said(whole, unit, before)
        if said is None or cents == "00":
            return said and with_number(said, noun)
        return of.template.format(whole=said, noun=noun, cents=int(cents), part=part)

    def _form(self, number: str, before: str) -> tuple[str, bool]:
        """Return the plural category, and whether a preposition asks for the genitive."""
        table = self.table
        return category_of(number, table.language), before in table.genitive_after


_ANY_SPACE = re.compile(SPACE)


def _plain(written: str) -> str:
    return _ANY_SPACE.sub("", written)


def _by_plain(table: Mapping[str, Noun]) -> Mapping[str, Noun]:
    return {_plain(written): noun for written, noun in table.items()}
