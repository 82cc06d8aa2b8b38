"""Lines become passages: paragraphs, headings, captions and the like, before it is known which."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from narrator.article import Block
    from narrator.reading.pdf.layout import Line

SAME_SIZE = 1.08
"""Letters whose heights differ by less are of one size; the next size up differs by 9 percent."""
LARGER_GAP = 1.35
"""Distance of lines, as a share of the usual, that parts paragraphs; subscripts make up to 1.2."""
INDENT = 0.8
"""Of a first line, in letter heights; print has 1 to 2."""
MAX_INDENT = 5.0
"""A line that begins further right is set apart, and no first line."""
SHORT_SHARE = 0.15
"""A line that ends this much of the column before its edge, with a full stop, is a last line."""
TABLE_ROWS = 3
CELL_CHARS = 40
"""Letters that the cells of a table have on average, at most."""

MARKER = re.compile(r"(?:[•◦▪▫■□●○‣⁃∙·➢➤✓–—*]|-(?=\s))\s*(?=\S)")
NUMBER = re.compile(r"\(?(\d{1,3})[.)]\s+(?=\S)")
SENTENCE_END = re.compile(r"[.!?:;…。？！][\"'”’»)\]\ue001]*$")


@dataclass(slots=True)
class Passage:
    """Lines that belong together, or a block that is made already."""

    lines: list[Line]
    page: int
    kind: str = ""
    """By the document's tags: "P", "H1"; empty where it has none."""
    block: Block | None = None
    """What it is, where that is known."""
    rows: list[list[str]] = field(default_factory=list)
    """The cells, where it is a table."""
    language: str = ""

    @property
    def size(self) -> float:
        """Height of most of the letters, in points."""
        sizes: Counter[float] = Counter()
        for line in self.lines:
            sizes[line.size] += len(line.text)
        return sizes.most_common(1)[0][0] if sizes else 0.0

    @property
    def bold(self) -> bool:
        """Whether all of it is in bold type."""
        return bool(self.lines) and all(line.bold for line in self.lines)

    @property
    def texts(self) -> list[str]:
        """The texts of the lines."""
        return [line.text for line in self.lines]


def body_size(lines: Iterable[Line]) -> float:
    """Return the height of most of the letters, in points."""
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[line.size] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def group(lines: list[Line], body: float) -> list[Passage]:
    """Return the passages of one page.

    Args:
        lines: In reading order.
        body: Height of the letters of running text, in points.
    """
    distances = _distances(lines)
    found: list[Passage] = []
    place = 0
    while place < len(lines):
        rows = _table_rows(lines[place:])
        if rows:
            cells = [[cell.text for cell in line.cells] for line in rows]
            found.append(Passage(rows, rows[0].page, rows=cells))
            place += len(rows)
            continue
        line = lines[place]
        last = found[-1] if found and not found[-1].rows else None
        if last is None or _begins(last, line, distances, body):
            found.append(Passage([line], line.page))
        else:
            last.lines.append(line)
        place += 1
    return found


def _distances(lines: list[Line]) -> dict[float, float]:
    """Return size -> the usual distance of two lines of that size, in points."""
    held: defaultdict[float, list[float]] = defaultdict(list)
    for one, other in pairwise(lines):
        step = one.baseline - other.baseline
        if one.column == other.column and one.size == other.size and 0 < step < 3 * one.size:
            held[one.size].append(step)
    # Most distances are those of lines; the larger ones are those of paragraphs.
    return {size: sorted(steps)[len(steps) // 4] for size, steps in held.items()}


def _begins(passage: Passage, line: Line, distances: dict[float, float], body: float) -> bool:
    """Tell whether a line begins another passage."""
    last = passage.lines[-1]
    if last.column != line.column or _ratio(last.size, line.size) > SAME_SIZE:
        return True
    usual = min(distances.get(line.size, 1.25 * line.size), 2.2 * line.size)
    step = last.baseline - line.baseline
    if last.bold != line.bold or step <= 0 or step > LARGER_GAP * usual:
        return True
    if line.size > SAME_SIZE * body:
        return False  # A headline's lines are of any length, and often centred.
    return MARKER.match(line.text) is not None or _is_first_line(passage, line)


def _is_first_line(passage: Passage, line: Line) -> bool:
    last = passage.lines[-1]
    left, right = line.column
    ends = bool(SENTENCE_END.search(last.text))
    if ends and last.right < right - SHORT_SHARE * (right - left):
        return True
    if NUMBER.match(line.text) and ends:
        return True
    first = passage.lines[0].text
    if MARKER.match(first) or NUMBER.match(first):
        return line.left < passage.lines[0].left - INDENT * line.size
    indent = line.left - last.left
    return INDENT * line.size < indent < MAX_INDENT * line.size


def _ratio(one: float, other: float) -> float:
    return max(one, other) / max(min(one, other), 0.1)


def _table_rows(lines: list[Line]) -> list[Line]:
    """Return the lines at the beginning that are the rows of a table, or none."""
    first = lines[0].cells
    if len(first) < 2:
        return []
    edges = [(cell.left, cell.right) for cell in first]
    rows: list[Line] = []
    for line in lines:
        cells = line.cells
        if len(cells) != len(edges) or line.page != lines[0].page:
            break
        if not all(c.left < r and c.right > e for c, (e, r) in zip(cells, edges, strict=True)):
            break
        merged = zip(edges, cells, strict=True)
        edges = [(min(e, c.left), max(r, c.right)) for (e, r), c in merged]
        rows.append(line)
    chars = sum(len(line.text) for line in rows)
    is_table = len(rows) >= TABLE_ROWS and chars / len(rows) / len(edges) <= CELL_CHARS
    return rows if is_table and not _is_list(rows) else []


def _is_list(rows: list[Line]) -> bool:
    """Tell whether the first cells are only the bullets or numbers of items."""
    firsts = [f"{row.cells[0].text} x" for row in rows]
    return all(MARKER.match(text) or NUMBER.match(text) for text in firsts)
