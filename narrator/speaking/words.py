"""The words of a text as an engine counts them, and when each is spoken."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

from narrator.speech import Mark

IDEOGRAPHS = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
"""As the inside of a regular expression's brackets; each of them is a word of its own."""

_TOKEN = re.compile(rf"[{IDEOGRAPHS}]|[^\s{IDEOGRAPHS}]+")
_SPOKEN = frozenset("LMNS")
"""General categories (Unicode, table 12) that are heard: letters, marks, numbers, symbols."""
_SPOKEN_PUNCTUATION = frozenset("%‰&@#§")
"""Punctuation by category, and yet read as words."""


def word_spans(text: str) -> Iterator[tuple[int, int]]:
    """Yield where each word starts and ends, without the punctuation around it."""
    for token in _TOKEN.finditer(text):
        start, end = token.span()
        while start < end and not _is_heard(text[start]):
            start += 1
        while start < end and not _is_heard(text[end - 1]):
            end -= 1
        if start < end:
            yield start, end


def has_words(text: str) -> bool:
    """Say whether an engine has anything to say: a letter, a number or a symbol."""
    return any(unicodedata.category(character)[0] in "LNS" for character in text)


def marks_for_groups(text: str, offsets_samples: Sequence[int]) -> tuple[Mark, ...]:
    """Return a mark for each word, given where each group of phonemes begins.

    A phonemizer parts its groups by spaces, but says "1,200" in three of them and "of the" in
    one. Which word a group belongs to is certain only where there are as many of one as of
    the other; elsewhere there are no marks, since a wrong one is worse than none.

    Args:
        text: What was spoken.
        offsets_samples: The first sample of each group, in time order.
    """
    spans = list(word_spans(text))
    if len(spans) != len(offsets_samples):
        return ()
    return tuple(
        Mark(offset, start, end)
        for offset, (start, end) in zip(offsets_samples, spans, strict=True)
    )


def _is_heard(character: str) -> bool:
    return unicodedata.category(character)[0] in _SPOKEN or character in _SPOKEN_PUNCTUATION
