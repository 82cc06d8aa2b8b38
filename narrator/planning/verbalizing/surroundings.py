"""What stands around a match, in any language."""

from __future__ import annotations

import re

WINDOW = 48
"""Characters before and behind a match that are looked at."""
_WORD_BEFORE = re.compile(r"([^\W\d_]{1,40})[ \u00a0\u202f]{1,2}[\"“„«(\[]?\Z")
_WORD_AFTER = re.compile(r"[ \u00a0\u202f]{1,2}([^\W\d_][^\W\d_]{0,39})")
_CLOSING = "\"'’”“»)]"


def words(text: str) -> frozenset[str]:
    """Return the words of a text as a set: a table that reads as prose."""
    return frozenset(text.split())


def word_before(match: re.Match[str]) -> str:
    """Return the word that stands directly before a match, or nothing."""
    found = _WORD_BEFORE.search(match.string, max(0, match.start() - WINDOW), match.start())
    return found[1] if found else ""


def words_before(match: re.Match[str], count: int) -> tuple[str, ...]:
    """Return up to so many words before a match, the last one last."""
    stretch = match.string[max(0, match.start() - WINDOW) : match.start()]
    return tuple(stretch.split()[-count:])


def word_after(match: re.Match[str]) -> str:
    """Return the word that stands directly behind a match, or nothing."""
    found = _WORD_AFTER.match(match.string, match.end())
    return found[1] if found else ""


def begins(match: re.Match[str]) -> bool:
    """Say whether nothing stands before a match in its sentence but quotation marks."""
    before = match.string[max(0, match.start() - 4) : match.start()].rstrip(' \u00a0"“„«(–—')
    return not before or before[-1] in ".!?:…"


def ends(match: re.Match[str]) -> bool:
    """Say whether nothing follows a match in the text but closing marks."""
    return not match.string[match.end() : match.end() + WINDOW].lstrip(_CLOSING).strip()


def stop(match: re.Match[str], starters: frozenset[str] = frozenset()) -> str:
    """Return a full stop where that of an abbreviation ends the sentence as well.

    Args:
        match: Of the abbreviation.
        starters: Words that show by standing behind it that a sentence begins.
    """
    if not match[0].endswith("."):
        return ""
    return "." if ends(match) or word_after(match) in starters else ""
