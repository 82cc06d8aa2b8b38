"""Written form to spoken form.

Where no rule is certain, the text goes to the engine as it stands: a wrong expansion is
worse than none. Rules are tables, one module for each language; what a rule is and how rules
are ordered is in `rules`.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from narrator.planning.phrases import phrases_for
from narrator.planning.verbalizing.addresses import address_rules
from narrator.planning.verbalizing.rules import Change, Rule, changed, changes

__all__ = ["Change", "Rule", "Verbalized", "can_be_heard", "verbalize"]

_UNHEARD = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u2060\ufeff"), "")
"""Characters that only guide the breaking of lines (soft hyphen, zero-width spaces and
joiners). U+200D, which holds letters and emoji together, stays."""
LETTERS_DIGITS_SYMBOLS = frozenset("LNS")
"""General categories of Unicode that can be heard; punctuation and spaces cannot."""


@dataclass(frozen=True, slots=True)
class Verbalized:
    """A text as it is spoken, and what was changed for it."""

    text: str
    """What the rules were given: the written form without characters that are never heard."""
    spoken: str
    """What the engine is given."""
    changes: tuple[Change, ...] = ()
    """In the order of the text; their indices are into `text`."""


def verbalize(written: str, language: str, own: tuple[Rule, ...] = ()) -> Verbalized:
    """Return the spoken form of a text, with the rules that made it.

    Args:
        written: As in the article.
        language: BCP 47, of these words.
        own: Rules that go before those of the language: the user's pronunciations.
    """
    text = unicodedata.normalize("NFC", written).translate(_UNHEARD)
    made = changes(text, (*own, *address_rules(phrases_for(language))))
    return Verbalized(text, " ".join(changed(text, made).split()), made)


def can_be_heard(text: str) -> bool:
    """Say whether there is a letter, a digit or a symbol in the text."""
    return any(unicodedata.category(char)[0] in LETTERS_DIGITS_SYMBOLS for char in text)
