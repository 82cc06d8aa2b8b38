"""Abbreviations that have one meaning only, by a table."""

from __future__ import annotations

import re
from collections.abc import Mapping

from narrator.planning.verbalizing.amounts import alternatives
from narrator.planning.verbalizing.rules import Rule
from narrator.planning.verbalizing.surroundings import stop


def abbreviation_rule(
    table: Mapping[str, str], follows: str = "", starters: frozenset[str] = frozenset()
) -> Rule:
    """Return the rule for a table of abbreviations.

    Args:
        table: What is said, by what is written; case counts. A space between the parts of an
            abbreviation may be left out or be any space.
        follows: A pattern of what must follow, such as a number.
        starters: Words that show, behind an abbreviation, that a sentence begins.
    """
    table = {**_beginning(table), **table}
    pattern = re.compile(
        rf"(?<![\w.&@/-])(?:{alternatives(table)})(?:(?<=\W)|(?!\w))(?!-\w){follows}"
    )
    plain = {"".join(key.split()): spoken for key, spoken in table.items()}

    def say(match: re.Match[str]) -> str:
        spoken = plain["".join(match[0].split())] + stop(match, starters)
        touched = match.string[match.end() : match.end() + 1].isalnum()
        return f"{spoken} " if touched else spoken

    return Rule("abbreviation", pattern, say)


def _beginning(table: Mapping[str, str]) -> dict[str, str]:
    """Return the longer ones as they begin a sentence; "S." and the like are initials there."""
    return {
        written[0].upper() + written[1:]: spoken[0].upper() + spoken[1:]
        for written, spoken in table.items()
        if written[0].islower() and len(written) > 2
    }
