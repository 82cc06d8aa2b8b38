"""Stretches of text become lines in reading order: columns are found by the space between them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

from narrator.reading.pdf.letters import OFF_LINE, RAISED, RAISED_LEAST, RAISED_SIZE

if TYPE_CHECKING:
    from narrator.reading.pdf.letters import Stretch

GUTTER = 0.7
"""Least width of the space between columns, in letter heights; journals have 1.2 to 2.5."""
CROSSING_SHARE = 0.6
"""Of the letters, those that may cross the space between columns: a headline, an abstract."""
SIDE_SHARE = 0.1
"""Of the letters, those that a column has at least."""
COLUMN_CHARS = 16
"""Letters that the lines of a column have on average; the cells of a table have fewer."""
COLUMN_LINES = 3
MAX_COLUMNS_DEEP = 3
"""How often columns are looked for in columns: 2, 4, 8 of them."""
RAISED_REACH = 0.6
"""How far above the line a raised mark may stand, in heights of the line's letters."""
NEAR = 0.15
"""Space, in letter heights, below which two stretches are one word."""
BOLD_SHARE = 0.95
"""Of the letters of a bold line, those that are bold: a full stop behind them may not be."""
NEXT_LINE = 1.6
"""Distance of lines of one paragraph at most, in letter heights."""
STEP_POINTS = 2.0
"""How finely the page is looked through for a gutter."""


@dataclass
class Line:
    """One line of text."""

    stretches: list[Stretch]
    page: int
    column: tuple[float, float] = (0.0, 0.0)
    """Left and right edge of the column that it stands in."""

    @property
    def column_key(self) -> tuple[int, tuple[float, float]]:
        """The page and the column that it stands in."""
        return self.page, self.column

    @cached_property
    def text(self) -> str:
        """The text; where a larger gap is, one space."""
        parts = [self._text_of(self.stretches[0])]
        for before, after in pairwise(self.stretches):
            near = abs(after.left - before.right) < NEAR * after.size and not after.spaced
            parts.append(self._text_of(after) if near else f" {self._text_of(after)}")
        return " ".join("".join(parts).split())

    def _text_of(self, stretch: Stretch) -> str:
        """Return a stretch's text; that of a raised one between the marks for it."""
        small = stretch.size <= RAISED_SIZE * self.size
        raised = stretch.baseline - self.baseline >= RAISED_LEAST * self.size
        return f"{RAISED[0]}{stretch.text}{RAISED[1]}" if small and raised else stretch.text

    @cached_property
    def size(self) -> float:
        """Height of most of the letters, in points."""
        sizes: Counter[float] = Counter()
        for stretch in self.stretches:
            for size, letters in stretch.sizes.items():
                sizes[round(size, 1)] += letters
        return sizes.most_common(1)[0][0]

    @cached_property
    def bold(self) -> bool:
        """Whether all of it is in bold type."""
        letters = sum(stretch.sizes.total() for stretch in self.stretches)
        return sum(stretch.bold_letters for stretch in self.stretches) >= BOLD_SHARE * letters

    @property
    def left(self) -> float:
        """Left edge, in points."""
        return min(stretch.left for stretch in self.stretches)

    @property
    def right(self) -> float:
        """Right edge, in points."""
        return max(stretch.right for stretch in self.stretches)

    @cached_property
    def baseline(self) -> float:
        """Height above the page's foot, in points: that of most of the letters."""
        return max(self.stretches, key=lambda one: len(one.letters)).baseline

    @cached_property
    def cells(self) -> list[Stretch]:
        """The stretches that a gap parts, each with what stands close to it."""
        found: list[Stretch] = []
        for stretch in self.stretches:
            if found and stretch.left - found[-1].right < stretch.size:
                space = [" "] if stretch.spaced else []
                joined = [*found[-1].letters, *space, *stretch.letters]
                found[-1] = replace(found[-1], letters=joined, right=stretch.right)
            else:
                found.append(stretch)
        return found


def order(stretches: list[Stretch], page: int) -> list[Line]:
    """Return the lines of a page in reading order.

    Args:
        stretches: All of one direction.
        page: The page's number, from 1.
    """
    return _ordered(stretches, page, MAX_COLUMNS_DEEP)


def _ordered(stretches: list[Stretch], page: int, depth: int) -> list[Line]:
    gutter = _gutter(stretches) if depth else None
    if gutter is None:
        return _lines(stretches, page)
    found: list[Line] = []
    for band, crosses in _bands(stretches, gutter):
        if crosses:
            found += _lines(band, page)
            continue
        left = [one for one in band if one.right <= gutter]
        right = [one for one in band if one.right > gutter]
        found += _ordered(left, page, depth - 1) + _ordered(right, page, depth - 1)
    return found


def _bands(stretches: list[Stretch], gutter: float) -> list[tuple[list[Stretch], bool]]:
    """Return the page from top to foot, cut at what crosses the gutter."""
    bands: list[tuple[list[Stretch], bool]] = []
    wide = [one.baseline for one in stretches if one.left < gutter < one.right]
    right = [one.baseline for one in stretches if one.left >= gutter]
    last = 0.0
    for one in sorted(stretches, key=lambda one: -one.baseline):
        # What stands on the line of a crossing stretch belongs to it, and so does the short
        # last line of its paragraph.
        crosses = any(abs(one.baseline - other) <= OFF_LINE * one.size for other in wide)
        if not crosses and bands and bands[-1][1] and last - one.baseline <= NEXT_LINE * one.size:
            crosses = not any(abs(one.baseline - other) <= one.size for other in right)
        if not bands or bands[-1][1] != crosses:
            bands.append(([], crosses))
        bands[-1][0].append(one)
        last = one.baseline
    return bands


def _gutter(stretches: list[Stretch]) -> float | None:
    """Return the middle of the widest space between columns; None where there is none."""
    if len(stretches) < 2 * COLUMN_LINES:
        return None
    total = sum(len(one.letters) for one in stretches)
    size = sorted(one.size for one in stretches)[len(stretches) // 2]
    free = [
        (crossing, first - last, (first + last) / 2)
        for crossing, first, last in _runs(stretches)
        if crossing <= CROSSING_SHARE * total and last - first + STEP_POINTS >= GUTTER * size
    ]
    places = (place for _, _, place in sorted(free))
    return next((place for place in places if _parts_columns(stretches, place, total)), None)


def _runs(stretches: list[Stretch]) -> list[tuple[int, float, float]]:
    """Return the page from left to right as runs: letters that cross it, first and last place."""
    left = min(one.left for one in stretches)
    right = max(one.right for one in stretches)
    runs: list[tuple[int, float, float]] = []
    for step in range(int((right - left) / STEP_POINTS) + 1):
        place = left + step * STEP_POINTS
        crossing = sum(len(one.letters) for one in stretches if one.left < place < one.right)
        if runs and runs[-1][0] == crossing:
            runs[-1] = (crossing, runs[-1][1], place)
        else:
            runs.append((crossing, place, place))
    return runs


def _parts_columns(stretches: list[Stretch], place: float, total: int) -> bool:
    """Tell whether there is a column of running text on both sides, side by side."""
    left = [one for one in stretches if one.right <= place]
    right = [one for one in stretches if one.left >= place]
    for side in (left, right):
        letters = sum(len(one.letters) for one in side)
        if len(side) < COLUMN_LINES or letters < SIDE_SHARE * total:
            return False
        if letters / len(side) < COLUMN_CHARS:
            return False
    top = min(max(one.baseline for one in side) for side in (left, right))
    foot = max(min(one.baseline for one in side) for side in (left, right))
    return top > foot


def _lines(stretches: list[Stretch], page: int) -> list[Line]:
    """Return the stretches as lines from top to foot, those of each line from left to right."""
    rows: list[list[Stretch]] = []
    for one in sorted(stretches, key=lambda one: (-one.baseline, one.left)):
        if rows and _on_line(rows[-1][0], one):
            rows[-1].append(one)
        else:
            rows.append([one])
    if not rows:
        return []
    edges = (min(one.left for one in stretches), max(one.right for one in stretches))
    return [Line(sorted(row, key=lambda one: one.left), page, edges) for row in rows]


def _on_line(first: Stretch, other: Stretch) -> bool:
    large, small = max(first.size, other.size), min(first.size, other.size)
    reach = RAISED_REACH if small <= RAISED_SIZE * large else OFF_LINE
    return abs(first.baseline - other.baseline) <= reach * large
