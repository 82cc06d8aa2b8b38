"""The rules of each language: a table of modules, imported when a language is first spoken."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import import_module

from narrator.planning.phrases import phrases_for
from narrator.planning.verbalizing.addresses import address_rules
from narrator.planning.verbalizing.emoji_names import emoji_rules
from narrator.planning.verbalizing.footnotes import FOOTNOTE_RULES
from narrator.planning.verbalizing.handles import handle_rules
from narrator.planning.verbalizing.ornaments import ORNAMENT_RULES
from narrator.planning.verbalizing.rules import Rule

LANGUAGES: Mapping[str, str] = {
    "en": "narrator.planning.verbalizing.english",
    "de": "narrator.planning.verbalizing.german",
    "fr": "narrator.planning.verbalizing.french",
    "es": "narrator.planning.verbalizing.spanish",
    "it": "narrator.planning.verbalizing.italian",
    "pt": "narrator.planning.verbalizing.portuguese",
    "nl": "narrator.planning.verbalizing.dutch",
    "pl": "narrator.planning.verbalizing.polish",
    "tr": "narrator.planning.verbalizing.turkish",
    "ru": "narrator.planning.verbalizing.russian",
    "uk": "narrator.planning.verbalizing.ukrainian",
    "sr": "narrator.planning.verbalizing.serbian",
    "ar": "narrator.planning.verbalizing.arabic",
    "hi": "narrator.planning.verbalizing.hindi",
    "zh": "narrator.planning.verbalizing.chinese",
    "ja": "narrator.planning.verbalizing.japanese",
    "pt-pt": "narrator.planning.verbalizing.portuguese_of_portugal",
}
"""Module names by language tag in lower case. Each has `RULES: tuple[Rule, ...]`."""


@cache
def rules_for(language: str) -> tuple[Rule, ...]:
    """Return the rules of a language, in order: those of every language around its own.

    A language without a module gets only what is safe in every language.

    Args:
        language: BCP 47; the longest tag that has a module is used (RFC 4647, section 3.4).
    """
    phrases = phrases_for(language)
    module = _module_of(language)
    own: tuple[Rule, ...] = import_module(module).RULES if module else ()
    return (
        *address_rules(phrases),  # First: digits in addresses are no numbers.
        *handle_rules(phrases),
        *FOOTNOTE_RULES,  # Before numbers: "5 km¹" is no power.
        *own,
        *ORNAMENT_RULES,
        *emoji_rules(language),
    )


def _module_of(language: str) -> str | None:
    tag = language.lower().replace("_", "-")
    while tag:
        if tag in LANGUAGES:
            return LANGUAGES[tag]
        tag = tag.rpartition("-")[0]
    return None
