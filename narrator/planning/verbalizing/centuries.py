"""Centuries in Roman numerals behind their word: "siglo XIX" is "siglo 19"."""

from __future__ import annotations

import re

from narrator.planning.verbalizing.roman_numerals import roman_value
from narrator.planning.verbalizing.rules import Rule


def century_rule(word: str) -> Rule:
    """Return the rule for the numeral, or two of them, behind the word for "century".

    Args:
        word: A pattern of it; case does not count.
    """
    pattern = re.compile(
        rf"(?<!\w)(?P<word>(?i:{word}))(?P<gap>[ \u00a0])(?P<first>[IVX]{{1,5}})"
        r"(?:(?P<link>[ \u00a0](?:y|e|a|al|ao)[ \u00a0]|[-\u2013])(?P<second>[IVX]{1,5}))?(?!\w)"
    )

    def say(match: re.Match[str]) -> str | None:
        first, second = roman_value(match["first"]), roman_value(match["second"] or "I")
        if first is None or second is None:
            return None
        behind = f"{match['link']}{second}" if match["second"] else ""
        return f"{match['word']}{match['gap']}{first}{behind}"

    return Rule("century", pattern, say, frozenset("IVX"))
