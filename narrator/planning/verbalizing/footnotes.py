"""Marks of footnotes, which are seen and not heard."""

from __future__ import annotations

import re

from narrator.planning.verbalizing.rules import Rule

_BRACKETED = re.compile(r"(?<=[\w.,;:!?%)\]\"'’”»])(?:\[\d{1,3}\])+(?!\w)")
"""As Wikipedia has them, right behind a word or a stop: "in 1905.[1][12]". What stands alone in
brackets is not a mark."""
_SIGNS = re.compile(r"(?<=[^\W\d_][.,;:!?\"'’”»)])(?:[¹²³⁴⁵⁶⁷⁸⁹⁰]{1,3}|[*†‡]{1,3})(?=\s|$)")
"""A raised number, an asterisk or a dagger behind the stop of a word. Behind a unit ("km²") or
a number ("10²") a raised number is a power."""


def _unheard(_match: re.Match[str]) -> str:
    return ""


FOOTNOTE_RULES: tuple[Rule, ...] = (
    Rule("footnote mark", _BRACKETED, _unheard, frozenset("[")),
    Rule("footnote mark", _SIGNS, _unheard, frozenset("¹²³⁴⁵⁶⁷⁸⁹⁰*†‡")),
)
