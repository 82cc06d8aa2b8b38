"""Written form to spoken form.

Where no rule is certain, the text goes to the engine as it stands: a wrong expansion is
worse than none.
"""

from __future__ import annotations

import re
import unicodedata

from narrator.planning.phrases import Phrases

_URL = re.compile(r"(?:https?://|www\.)[^\s<>\"'()\[\]{}]+", re.IGNORECASE)
_HOST = re.compile(r"(?:https?://)?(?:www\.)?([^/?#:]+)", re.IGNORECASE)
_UNHEARD = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u2060\ufeff"), "")
"""Characters that only guide the breaking of lines (soft hyphen, zero-width spaces and
joiners). U+200D, which holds letters and emoji together, stays."""
_CLOSING = ".,;:!?…"
LETTERS_DIGITS_SYMBOLS = frozenset("LNS")
"""General categories of Unicode that can be heard; punctuation and spaces cannot."""


def spoken_form(written: str, phrases: Phrases | None) -> str:
    """Return what the engine is given for a written text."""
    text = unicodedata.normalize("NFC", written).translate(_UNHEARD)
    if phrases is not None:
        text = _URL.sub(lambda found: _say_address(found[0], phrases), text)
    return " ".join(text.split())


def can_be_heard(text: str) -> bool:
    """Say whether there is a letter, a digit or a symbol in the text."""
    return any(unicodedata.category(char)[0] in LETTERS_DIGITS_SYMBOLS for char in text)


def _say_address(address: str, phrases: Phrases) -> str:
    """Return a bare address as a listener can bear it: "link to example dot com"."""
    bare = address.rstrip(_CLOSING)
    found = _HOST.match(bare)
    if not found:
        return address
    host = found[1].replace(".", f" {phrases.dot} ")
    return phrases.link.format(host=host) + address[len(bare) :]
