"""Where the running text stands: its column, and its first and last line."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import pairwise

from narrator.reading.plaintext.lines import breadth, bullet, is_heading, is_prose
from narrator.reading.plaintext.page import Page, Part

PARAGRAPH_BREADTH = 1000
"""More of one paragraph says nothing about its column; ninety-nine in a hundred paragraphs on
111 news pages have 900 columns or less."""

NEAR_COLUMNS = 8
"""Running text that is indented differently stands this near; boxes mostly stand
farther off. Chosen on 111 dumped news pages."""

INDENTED_SHARE = 0.05
"""A page whose lines stand at another column than the running text by more than this share
was dumped with its indentation; one that was copied has none."""


SPACED_SHARE = 0.8
"""Where so many paragraphs stand behind a blank line, headings do as well: all 304 on such pages
of 111."""

BODY_SHARE = 0.15
"""A column with this share of the main column's text, in paragraphs that follow one another,
holds running text as well: parts of a page are indented differently. Teasers stand alone."""


@dataclass(frozen=True, slots=True)
class Layout:
    """The shape of the page."""

    columns: frozenset[int]
    """Where running text begins; most pages have one column."""
    indented: bool
    """Whether indentation says what belongs to what."""
    first: int
    """The first line of running text."""

    headings: int | None = None
    """Where headings begin; None where that is not sure."""

    spaced: bool = False
    """Whether blank lines part the paragraphs."""

    def is_body(self, column: int) -> bool:
        """Say whether running text begins at that column."""
        return not self.indented or column in self.columns

    def is_inset(self, column: int) -> bool:
        """Say whether a line at that column stands to the right of the running text."""
        return not self.is_body(column) and column != self.headings and column > min(self.columns)

    def is_off_headings(self, column: int) -> bool:
        """Say whether headings stand at another column."""
        return self.indented and self.headings is not None and column != self.headings


def measure(page: Page) -> Layout:
    """Return the shape of the page, from the lines that are not furniture; note it there."""
    prose = [index for index, line in page.free() if is_prose(line.text) and not bullet(line.text)]
    columns = _columns(page, prose)
    others = sum(
        line.column not in columns and page.found[index] is not Part.ITEM
        for index, line in enumerate(page.lines)
    )
    indented = others > INDENTED_SHARE * len(page)
    page.indented = indented
    body = [index for index in prose if not indented or page.lines[index].column in columns]
    first = _first(body) if body else len(page)
    headings = _heading_column(page, columns, first) if indented else None
    apart = sum(page.lines[index].spaced for index in body)
    return Layout(columns, indented, first, headings, apart >= SPACED_SHARE * max(len(body), 1))


def _heading_column(page: Page, columns: frozenset[int], first: int) -> int | None:
    """Return the column where the short lines above paragraphs stand.

    Headings of one page have one column: that of the paragraphs, or one to the left of them.
    """
    found: Counter[int] = Counter()
    for index, line in page.free(first + 1, len(page) - 1):
        above, below = page.lines[index - 1], page.lines[index + 1]
        if not is_heading(line) or not is_prose(below.text) or below.column not in columns:
            continue
        known = page.found[index - 1] is not None or is_prose(above.text)
        found[line.column] += known and line.column <= max(columns)
    column, most = max(found.items(), key=lambda pair: pair[1], default=(0, 0))
    own = max(columns, key=lambda column: found[column])
    if most >= 2 * max(found[own], 1):
        return column
    return own if found[own] else None


def _columns(page: Page, prose: list[int]) -> frozenset[int]:
    """Return the columns of the running text, the main one always."""
    weights: Counter[int] = Counter()
    pairs: Counter[int] = Counter()
    before = -2
    for index in prose:
        line = page.lines[index]
        weights[line.column] += min(breadth(line.text), PARAGRAPH_BREADTH)
        pairs[line.column] += index == before + 1 and page.lines[before].column == line.column
        before = index
    if not weights:
        return frozenset({0})
    main, most = weights.most_common(1)[0]
    near = {
        column
        for column, weight in weights.items()
        if weight >= BODY_SHARE * most and pairs[column] >= 2 and abs(column - main) <= NEAR_COLUMNS
    }
    return frozenset({main, *near})


def _first(body: list[int]) -> int:
    """Return the first line of running text that has another one near it.

    A cookie notice above the menu is prose as well, but alone.
    """
    for here, there in pairwise(body):
        if there - here <= 25:
            return here
    return body[0]
