"""Choosing from a list of titles: by number, or by words of a title."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from narrator.errors import SourceError

MOST_SHOWN = 60
"""Titles that are listed; the others are chosen by number or by words all the same. Our choice: a
screen reader reads sixty in about four minutes."""

_RANGE = re.compile(r"(\d{1,6})(?:-(\d{1,6}))?\Z")


def numbered(titles: Sequence[str], numbers: Sequence[int]) -> Iterator[str]:
    """Yield a line for each title, with its number, then one for those that are not listed.

    Args:
        titles: All of them.
        numbers: Which are listed, counted from 1.
    """
    yield from (f"{number}. {titles[number - 1]}" for number in numbers[:MOST_SHOWN])
    rest = len(numbers) - MOST_SHOWN
    if rest > 0:
        yield f"And {rest} more, up to number {numbers[-1]}."


def by_numbers(choice: str, count: int) -> tuple[int, ...] | None:
    """Return the numbers that a choice such as `1,3-5` names, in its order, each once.

    Args:
        choice: What was typed.
        count: How many there are to choose from.

    Returns:
        Counted from 1; None where the choice is no list of numbers.

    Raises:
        SourceError: where one of them is not there.
    """
    parts = re.split(r"[,;\s]+", re.sub(r"\s*-\s*", "-", choice.strip()).strip(",; "))
    found = [match for match in map(_RANGE.match, parts) if match]
    if len(found) < len(parts):
        return None
    chosen: dict[int, None] = {}
    for match in found:
        first, last = int(match[1]), int(match[2] or match[1])
        if not 1 <= first <= last <= count:
            raise SourceError(
                f"There is no number {match[0]}",
                hint=f"Choose from 1 to {count}, such as 1,3-5.",
            )
        chosen.update(dict.fromkeys(range(first, last + 1)))
    return tuple(chosen)


def by_words(choice: str, titles: Sequence[str]) -> tuple[int, ...]:
    """Return the numbers of the titles in which every word of a choice stands, counted from 1."""
    words = choice.casefold().split()
    return tuple(
        number
        for number, title in enumerate(titles, 1)
        if all(word in title.casefold() for word in words)
    )
