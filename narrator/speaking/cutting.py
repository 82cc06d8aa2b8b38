"""Cutting a text that is longer than an engine takes, where a speaker would draw breath.

The kinds of place are a table, the best first: behind a sentence, behind a clause, at a
space, and, in a word that is longer than the limit, between two characters as a reader
counts them (grapheme clusters). Of the best kind there is, the last place that fits is
taken. Nothing is lost: the pieces hold every character but the spaces between them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator

_CLOSERS = "\"'”’»›)\\]}」』）】》〉"
"""What may stand between the end of a sentence or a clause and the space behind it."""

_SENTENCE_END = re.compile(
    # The ends of Latin, Greek, Arabic and Urdu sentences stand before a space: "3.5" is none.
    rf"[.!?…‽؟۔]+[{_CLOSERS}]*(?=\s)"
    # Chinese, Japanese, Hindi, Armenian, Ethiopic and Burmese ones need no space.
    rf"|[。．！？｡।॥։።။]+[{_CLOSERS}]*"
)
_CLAUSE_END = re.compile(
    rf"[,;:]+[{_CLOSERS}]*(?=\s)"
    rf"|[，、；：､،؛၊]+[{_CLOSERS}]*"
    r"|[—―]+|(?<=\s)(?:–|--?)(?=\s)"  # A hyphen or an en dash without spaces joins: "1990–95".
    r"|[)\]}][\"'”’»›]*(?=\s)|[）】》〉」』]"
)
_SPACE = re.compile(r"(?<=\S)[^\S\u00a0\u2007\u202f]|\u200b")
"""Where a line may be broken; the three left out are the spaces that must not be."""
_ANY_SPACE = re.compile(r"(?<=\S)\s")

LONGEST_ABBREVIATION = 4
"""Letters: "Mr.", "Gen.", "Prof." A short capitalized word before a full stop may be one, and
a sentence end that is passed over costs nothing but a cut at another place."""

_ZERO_WIDTH_JOINER = "\u200d"


def cut(text: str, max_chars: int) -> tuple[str, ...]:
    """Return the text in pieces of at most `max_chars` characters, in order, without lost words.

    Punctuation stays with the piece that it ends. Pieces have no space at either end; a text
    of spaces only has no pieces. A grapheme cluster that is longer than the limit is the one
    thing that is cut inside a character.

    Raises:
        ValueError: for a limit below 1.
    """
    if max_chars < 1:
        raise ValueError(f"a piece of {max_chars} characters")
    return tuple(_pieces(text, max_chars))


def _pieces(text: str, max_chars: int) -> Iterator[str]:
    start, end = 0, len(text.rstrip())
    while start < end:
        if text[start].isspace():
            start += 1
            continue
        stop = end
        if end - start > max_chars:
            # One character more than fits, so that what follows a place is seen.
            stop = start + _best_place(text[start : start + max_chars + 1])
        yield text[start:stop].rstrip()
        start = stop


def _best_place(window: str) -> int:
    """Return where to cut, 1 to one less than the length of the window."""
    first_word = next((n for n, character in enumerate(window) if character.isalnum()), 0)
    for places in _KINDS:
        found = [place for place in places(window) if first_word < place < len(window)]
        if found:
            return found[-1]
    return len(window) - 1


def _sentence_ends(window: str) -> Iterator[int]:
    for found in _SENTENCE_END.finditer(window):
        if not _is_abbreviation(window, found) and not _joins(window, found.end()):
            yield found.end()


def _is_abbreviation(window: str, found: re.Match[str]) -> bool:
    """Say whether a full stop ends a word that is shortened rather than the sentence."""
    if found[0][0] != ".":
        return False
    word = window[: found.start()].rsplit(None, 1)[-1:] or [""]
    letters = word[0].lstrip("\"'“‘«(")
    short = len(letters) <= LONGEST_ABBREVIATION and letters[:1].isupper()
    goes_on = window[found.end() :].lstrip()[:1].islower()
    return short or goes_on or len(letters) <= 1 or "." in letters


def _clause_ends(window: str) -> Iterator[int]:
    return (
        found.end()
        for found in _CLAUSE_END.finditer(window)
        if not _joins(window, found.end()) and not _begins_with_closer(window, found.end())
    )


def _spaces(window: str) -> Iterator[int]:
    return (place for place in _breaks(_SPACE, window) if _is_between_words(window, place))


def _any_spaces(window: str) -> Iterator[int]:
    return _breaks(_ANY_SPACE, window)


def _breaks(pattern: re.Pattern[str], window: str) -> Iterator[int]:
    for found in pattern.finditer(window):
        # In front of a space, so that a piece may fill the limit; behind a zero-width one,
        # which is a character of the text and stays with its piece.
        yield found.start() if found[0].isspace() else found.end()


def _is_between_words(window: str, place: int) -> bool:
    """Say whether punctuation is left with its word: French sets a space before "!"."""
    opens = unicodedata.category(window[place - 1]) in ("Ps", "Pi")
    rest = window[place:].lstrip()
    return not opens and not _begins_with_closer(rest, 0)


def _begins_with_closer(text: str, place: int) -> bool:
    return text[place : place + 1] in set(_CLOSERS + ".,;:!?…。、，！？：；؟،؛।") - {'"', "'"}


def _whole_clusters(window: str) -> Iterator[int]:
    return (place for place in _clusters(window) if not _begins_with_closer(window, place))


def _clusters(window: str) -> Iterator[int]:
    return (place for place in range(1, len(window)) if not _joins(window, place))


_KINDS: tuple[Callable[[str], Iterator[int]], ...] = (
    _sentence_ends,
    _clause_ends,
    _spaces,
    _any_spaces,
    _whole_clusters,
    _clusters,
)
"""The kinds of place to cut at, the best first."""


def _joins(text: str, place: int) -> bool:
    """Say whether the characters around a place are one to the reader.

    The rules of Unicode Standard Annex 29, section 3.1.1, as far as the standard library's
    tables carry them; where they do not, more is kept together rather than less.
    """
    if not 0 < place < len(text):
        return False
    before, after = text[place - 1], text[place]
    return (
        unicodedata.category(after) in ("Mn", "Mc", "Me")
        or _ZERO_WIDTH_JOINER in (before, after)
        or "\U0001f3fb" <= after <= "\U0001f3ff"  # skin tones
        or "\U000e0020" <= after <= "\U000e007f"  # tags, as in the flag of Scotland
        or unicodedata.combining(before) == 9  # a virama ties two consonants
        or ("\u1160" <= after <= "\u11ff")  # Hangul vowels and finals behind an initial
        or ("\ud800" <= before <= "\udbff" and "\udc00" <= after <= "\udfff")
        or (_is_flag_letter(after) and _flag_letters(text, place) % 2 == 1)
    )


def _is_flag_letter(character: str) -> bool:
    return "\U0001f1e6" <= character <= "\U0001f1ff"


def _flag_letters(text: str, place: int) -> int:
    """Return how many regional indicators end at the place; two of them make a flag."""
    run = 0
    while run < place and _is_flag_letter(text[place - 1 - run]):
        run += 1
    return run
