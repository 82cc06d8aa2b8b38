"""What the engines with a neural network have in common."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

NOMINAL_WPM = 175
"""Words a minute at a voice's own pace; our choice, since each voice has another."""

SEED = 1
"""Of a network's noise, so that the same texts in the same order give the same sound."""

_SENTENCE_ENDS = tuple(".!?…:;")


def with_full_stop(text: str) -> str:
    """Return the text with the full stop that a heading lacks: without, it sounds cut off."""
    bare = text.rstrip()
    return text if bare.endswith(_SENTENCE_ENDS) else f"{bare}."


def word_starts(timed: Iterable[tuple[str, int]], unspoken: frozenset[str]) -> Iterator[int]:
    """Yield where each word begins: at the first phoneme behind a space.

    Args:
        timed: Phonemes, each with the sample at which it begins, in time order.
        unspoken: Signs that stand among phonemes and begin no word.
    """
    first = True
    for phoneme, start_samples in timed:
        if phoneme == " ":
            first = True
        elif first and phoneme not in unspoken:
            yield start_samples
            first = False
