"""Handles and hashtags of social networks: "at example", "hashtag Me Too"."""

from __future__ import annotations

import re

from narrator.planning.phrases import Phrases
from narrator.planning.verbalizing.rules import Rule

_HANDLE = re.compile(r"(?<![\w@.])@(?P<name>[A-Za-z_][\w]{1,39})(?![\w@])")
_HASHTAG = re.compile(r"(?<![\w#&/])#(?P<name>\w*[^\W\d_]\w*)(?![\w#])")
_PARTS = re.compile(r"[A-Z]?[^\W\dA-Z_]+|[A-Z]+(?![^\W\dA-Z_])|[^\W\d_]|\d+")
"""The words of a name in camel case: "MeToo", "COP30", "NHSCrisis", "2026Election"."""


def handle_rules(phrases: Phrases | None) -> tuple[Rule, ...]:
    """Return the rules for handles and hashtags, where the language has words for them."""
    if phrases is None or phrases.signs is None:
        return ()
    names = phrases.signs

    def handle(match: re.Match[str]) -> str:
        return f"{names.at} {_spaced(match['name'])}"

    def hashtag(match: re.Match[str]) -> str:
        return f"{names.hashtag} {_spaced(match['name'])}"

    return Rule("hashtag", _HASHTAG, hashtag, frozenset("#")), Rule(
        "handle", _HANDLE, handle, frozenset("@")
    )


def _spaced(name: str) -> str:
    """Return the words of a name; a name of another script, or of one case, as it stands."""
    return " ".join(_PARTS.findall(name)) or name
