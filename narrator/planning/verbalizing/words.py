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
    "de": Words(
        at="at",
        hashtag="Hashtag",
        hyphen="Bindestrich",
        underscore="Unterstrich",
        plus="plus",
    ),
    "fr": Words(
        at="arobase",
        hashtag="mot-dièse",
        hyphen="tiret",
        underscore="tiret bas",
        plus="plus",
    ),
    "es": Words(
        at="arroba",
        hashtag="almohadilla",
        hyphen="guion",
        underscore="guion bajo",
        plus="más",
    ),
    "it": Words(
        at="chiocciola",
        hashtag="hashtag",
        hyphen="trattino",
        underscore="trattino basso",
        plus="più",
    ),
    "pt": Words(
        at="arroba",
        hashtag="hashtag",
        hyphen="hífen",
        underscore="sublinhado",
        plus="mais",
    ),
    "nl": Words(
        at="apenstaartje",
        hashtag="hashtag",
        hyphen="streepje",
        underscore="laag streepje",
        plus="plus",
    ),
    "pl": Words(
        at="małpa",
        hashtag="hasztag",
        hyphen="myślnik",
        underscore="podkreślnik",
        plus="plus",
    ),
    "tr": Words(
        at="et",
        hashtag="etiket",
        hyphen="tire",
        underscore="alt çizgi",
        plus="artı",
    ),
    "ru": Words(
        at="собака",
        hashtag="хештег",
        hyphen="дефис",
        underscore="нижнее подчёркивание",
        plus="плюс",
    ),
    "uk": Words(
        at="равлик",
        hashtag="гештег",
        hyphen="дефіс",
        underscore="нижнє підкреслення",
        plus="плюс",
    ),
}
"""The words by primary language subtag."""


def words_for(language: str) -> Words | None:
    """Return the words of a language, or None where there is no table for it."""
    return WORDS.get(language.partition("-")[0].lower())
