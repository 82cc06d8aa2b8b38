"""Abbreviations that have one meaning only, by a table."""

from __future__ import annotations

import re
from collections.abc import Mapping

from narrator.planning.verbalizing.amounts import alternatives
from narrator.planning.verbalizing.rules import Rule
from narrator.planning.verbalizing.surroundings import stop


def abbreviation_rule(table: Mapping[str, str], follows: str = "") -> Rule:
    """Return the rule for a table of abbreviations.

    Args:
        table: What is said, by what is written; case counts. A space between the parts of an
            abbreviation may be left out or be any space.
        follows: A pattern of what must follow, such as a number.
    """
    pattern = re.compile(rf"(?<![\w.&@/-])(?:{alternatives(table)})(?!\w|-\w){follows}")
    plain = {"".join(key.split()): spoken for key, spoken in table.items()}

    def say(match: re.Match[str]) -> str:
        return plain["".join(match[0].split())] + stop(match)

    return Rule("abbreviation", pattern, say)
