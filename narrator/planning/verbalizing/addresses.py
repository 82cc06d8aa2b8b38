"""Bare addresses as a listener can bear them: "link to example dot com"."""

from __future__ import annotations

import re

from narrator.planning.phrases import Phrases
from narrator.planning.verbalizing.rules import Rule

_URL = re.compile(r"(?:https?://|www\.)[^\s<>\"'()\[\]{}]*[^\s<>\"'()\[\]{}.,;:!?…]", re.IGNORECASE)
_HOST = re.compile(r"(?:https?://)?(?:www\.)?([^/?#:]+)", re.IGNORECASE)


def address_rules(phrases: Phrases | None) -> tuple[Rule, ...]:
    """Return the rule for bare addresses, where the language has words for them."""
    if phrases is None:
        return ()

    def say(match: re.Match[str]) -> str | None:
        host = _HOST.match(match[0])
        if host is None:
            return None
        return phrases.link.format(host=host[1].replace(".", f" {phrases.dot} "))

    return (Rule("address", _URL, say),)
