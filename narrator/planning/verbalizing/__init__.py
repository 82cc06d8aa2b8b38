"""Written form to spoken form.

Where no rule is certain, the text goes to the engine as it stands: a wrong expansion is
worse than none. Rules are tables, one module for each language (`languages` finds it); what a
rule is and how rules are ordered is in `rules`.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from narrator.planning.verbalizing.footnotes import is_footnote_mark
from narrator.planning.verbalizing.languages import rules_for
from narrator.planning.verbalizing.ornaments import ORNAMENTS
from narrator.planning.verbalizing.rules import Change, Rule, changed, changes
from narrator.words import can_be_heard

__all__ = ["Change", "Rule", "Verbalized", "is_footnote_mark", "says_something", "verbalize"]

_UNHEARD = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u2060\ufeff"), "")
"""Characters that only guide the breaking of lines (soft hyphen, zero-width spaces and
joiners). U+200D, which holds letters and emoji together, stays."""
_LIGATURES = dict(
    zip(range(0xFB00, 0xFB07), ("ff", "fi", "fl", "ffi", "ffl", "st", "st"), strict=True)
)
"""Letters that a typesetter joined (Unicode, Alphabetic Presentation Forms)."""
_BROKEN_WORD = re.compile("\u00ad\\s+(?=[^\\W\\d_])")
"""A word that was broken at a soft hyphen, where the line ended."""


@dataclass(frozen=True, slots=True)
class Verbalized:
    """A text as it is spoken, and what was changed for it."""

    text: str
    """What the rules were given: the written form without characters that are never heard, and
    with ligatures as letters."""
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
    text = _BROKEN_WORD.sub("", unicodedata.normalize("NFC", written))
    text = text.translate(_UNHEARD | _LIGATURES)
    made = changes(text, (*own, *rules_for(language)))
    spoken = " ".join(changed(text, made).split())
    if says_something(text) and not says_something(spoken):  # Only a footnote mark stands here.
        return Verbalized(text, " ".join(text.split()))
    return Verbalized(text, spoken, made)


def says_something(text: str) -> bool:
    """Say whether there is more than punctuation, footnote marks and ornaments in the text."""
    bare = "".join(sign for sign in text if sign not in ORNAMENTS)
    return can_be_heard(bare) and not is_footnote_mark(text)
