"""Where the running text stands: its column, and its first and last line."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from narrator.reading.plaintext.lines import breadth, bullet, is_prose
from narrator.reading.plaintext.page import Page

INDENTED_SHARE = 0.05
"""A page whose lines stand at another column than the running text by more than this share
was dumped with its indentation; one that was copied has none."""


@dataclass(frozen=True, slots=True)
class Layout:
    """The shape of the page."""

    column: int
    """Where the running text begins."""
    indented: bool
    """Whether indentation says what belongs to what."""
    first: int
    """The first line of running text."""
    last: int
    """The last one."""

    def is_inset(self, column: int) -> bool:
        """Say whether a line at that column stands to the right of the running text."""
        return self.indented and column > self.column


def measure(page: Page) -> Layout:
    """Return the shape of the page, from the lines that are not furniture."""
    weights: Counter[int] = Counter()
    for _, line in page.free():
        if is_prose(line.text) and not bullet(line.text):
            weights[line.column] += min(breadth(line.text), 1000)
    column = weights.most_common(1)[0][0] if weights else 0
    others = sum(line.column != column for line in page.lines)
    indented = others > INDENTED_SHARE * len(page)
    body = [
        index
        for index, line in page.free()
        if is_prose(line.text) and (line.column == column or not indented)
    ]
    if not body:
        return Layout(column, indented, len(page), len(page) - 1)
    return Layout(column, indented, _first(body), body[-1])


def _first(body: list[int]) -> int:
    """Return the first line of running text that has another one near it.

    A cookie notice above the menu is prose as well, but alone.
    """
    for here, there in zip(body, body[1:], strict=False):
        if there - here <= 25:
            return here
    return body[0]
