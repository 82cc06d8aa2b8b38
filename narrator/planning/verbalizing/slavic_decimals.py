"""Decimals as Russian and Ukrainian say them: "две целых пять десятых"."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

Forms = tuple[str, str]
"""For one, and for all other numbers."""


@dataclass(frozen=True, slots=True)
class DecimalWords:
    """What stands behind the two parts of a decimal, in one case."""

    feminine: Callable[[int], str]
    """How a number is said before these words, which are feminine, in that case."""
    whole: Forms
    parts: tuple[Forms, Forms, Forms]
    """For tenths, hundredths and thousandths."""


def decimal_in_words(number: str, words: DecimalWords) -> str | None:
    """Return a decimal in words; None where it has more than three figures behind the comma."""
    whole, _, fraction = number.partition(",")
    if len(fraction) > len(words.parts):
        return None
    said = []
    for value, forms in (
        (int(whole), words.whole),
        (int(fraction), words.parts[len(fraction) - 1]),
    ):
        is_one = value % 10 == 1 and value % 100 != 11
        said.append(f"{words.feminine(value)} {forms[0] if is_one else forms[1]}")
    return " ".join(said)
