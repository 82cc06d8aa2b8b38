"""Numbers as they are written in running text, and what they are worth."""

from __future__ import annotations

import re
from dataclasses import dataclass

SPACES = " \u00a0\u202f\u2009"
"""The plain space, and those that hold a number and its unit together."""
SPACE = f"[{SPACES}]"
GAP = f"{SPACE}?"
DIGITS = frozenset("0123456789")
MINUS = "[-\u2212]"
DASH = f"{GAP}[-\u2013\u2010\u2011~\u301c\uff5e]{GAP}"
"""Between the ends of a range."""
_ANY_SPACE = re.compile(f"[{SPACES}'’]")


@dataclass(frozen=True, slots=True)
class Writing:
    """How a language writes numbers (Unicode CLDR, number symbols, and what newsrooms do)."""

    decimal: str = ","
    """The sign before the fraction."""
    groups: str = "."
    """Signs between groups of three digits; spaces are always understood."""
    spaced: bool = True
    """Whether words are written apart; where they are not, a letter may touch a number."""

    misread: str = SPACES
    """Signs between groups that engines read as the end of a number, or as a word."""
    glued: str = ""
    """Signs that tie an ending to a number or a unit, so that it is no longer as in the tables."""

    pairs: bool = False
    """Whether groups above the thousands are of two digits (India)."""

    @property
    def space(self) -> str:
        """What stands between words."""
        return " " if self.spaced else ""

    @property
    def number(self) -> str:
        """The pattern of a number without a sign; its length is bounded."""
        groups = f"[{re.escape(self.groups)}{SPACES}]" if self.groups else SPACE
        pairs = r"\d{1,2}(?:,\d\d){1,4},\d{3}(?!\d)|" if self.pairs else ""
        return (
            rf"(?:{pairs}\d{{1,3}}(?:{groups}\d{{3}}){{1,5}}(?!\d)|\d{{1,15}})"
            rf"(?:{re.escape(self.decimal)}\d{{1,6}})?"
        )

    @property
    def before(self) -> str:
        """The pattern of what may not stand before a number: the rest of a longer one, a word."""
        word = r"\w" if self.spaced else "0-9A-Za-z"
        return rf"(?<![{word}.,:/^$€£¥₹₽₴₺#@°%])(?<![{word}%][-\u2013\u2212])"

    @property
    def after(self) -> str:
        """The pattern of what may not stand behind a number or a unit."""
        return rf"(?![\w^{self.glued}])" if self.spaced else "(?![0-9A-Za-z^万亿兆千百萬億])"

    def value(self, written: str) -> str:
        """Return a number that matches `number` as Python has it: "1234.50"."""
        return self.joined(written).replace(self.decimal, ".")

    def joined(self, written: str) -> str:
        """Return a number without signs between its groups, which some engines read as words."""
        plain = _ANY_SPACE.sub("", written)
        return plain.translate(dict.fromkeys(map(ord, self.groups)))
