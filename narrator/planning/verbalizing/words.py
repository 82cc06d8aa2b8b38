"""How signs within addresses, handles and hashtags are said, in each language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """The names of signs in one language."""

    at: str
    """The sign before a handle and within an e-mail address."""
    hashtag: str
    """Before the words of a hashtag."""
    hyphen: str
    underscore: str
    plus: str


WORDS: Mapping[str, Words] = {
    "en": Words(at="at", hashtag="hashtag", hyphen="dash", underscore="underscore", plus="plus"),
}
"""The words by primary language subtag."""


def words_for(language: str) -> Words | None:
    """Return the words of a language, or None where there is no table for it."""
    return WORDS.get(language.partition("-")[0].lower())
