"""Marks of footnotes, which are seen and not heard."""

from __future__ import annotations

import re

from narrator.planning.verbalizing.rules import Rule

_STOP = "[.,;:!?%)\\]\"'’”»…。！？]"
_BRACKETED = re.compile(
    r"(?<=[\w.,;:!?%)\]\"'’”»])(?:\[\d{1,3}\])+(?!\w)"
    rf"|(?<={_STOP})(?:\[(?:[a-z]|(?:note|nb|n)[ \u00a0]\d{{1,3}})\])+(?!\w)"
    r"|(?<=[.!?…。！？])\s+(?:\[\d{1,3}\]\s*)+$"
)
"""As Wikipedia has them, right behind a word or a stop: "in 1905.[1][12]". What stands alone in
brackets is not a mark, except behind the sentence: "He left. [1]". A letter is one behind a stop
only: "word[s]"."""
_SIGNS = re.compile(r"(?<=[^\W\d_][.,;:!?\"'’”»)])(?:[¹²³⁴⁵⁶⁷⁸⁹⁰]{1,3}|[*†‡]{1,3})(?=\s|$)")
"""A raised number, an asterisk or a dagger behind the stop of a word. Behind a unit ("km²") or
a number ("10²") a raised number is a power."""


SIGNS = "¹²³⁴⁵⁶⁷⁸⁹⁰"
_ALONE = re.compile(rf"\s*(?:(?:\[\d{{1,3}}\]|[{SIGNS}]{{1,3}}|[*†‡]{{1,3}})\s*)+")


def is_footnote_mark(text: str) -> bool:
    """Say whether the text is marks of footnotes and nothing else."""
    return _ALONE.fullmatch(text) is not None


def _unheard(_match: re.Match[str]) -> str:
    return ""


FOOTNOTE_RULES: tuple[Rule, ...] = (
    Rule("footnote mark", _BRACKETED, _unheard, frozenset("[")),
    Rule("footnote mark", _SIGNS, _unheard, frozenset(f"{SIGNS}*†‡")),
)
