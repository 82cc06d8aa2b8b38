"""Tables of values: every cell in its column, with the names of the column and of the row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from narrator.article import Table
from narrator.reading.webpage import inline
from narrator.reading.webpage.dom import Element, elements, find, plain

if TYPE_CHECKING:
    from narrator.reading.webpage.dom import Text

LAYOUT_CELL_CHARS = 400
"""A cell with paragraphs that is longer than this holds a part of the page, not a value."""
CELL_CHARS = 100
"""The median cell of a table of values is shorter than this."""
MAX_SPAN = 60
"""Columns or rows that one cell covers at most; the HTML standard (4.9.11) has 1,000 and 65,534,
which only hostile pages use."""
MAX_COLUMNS = 200
"""In a row that is wider, no cell covers more than its own column."""


def is_data_table(element: Element) -> bool:
    """Tell a table of values from one that only lays out the page."""
    if element.get("role") in ("presentation", "none"):
        return False
    below = list(elements(element))[1:]
    tags = {child.tag for child in below}
    if "table" in tags or "article" in tags or "form" in tags:
        return False
    cells = [child for child in below if child.tag in ("td", "th")]
    rows = [_cells(child) for child in below if child.tag == "tr"]
    if sum(1 for row in rows if row) < 2 or max((len(row) for row in rows), default=0) < 2:
        return False
    longest = max((cell.chars for cell in cells), default=0)
    if longest > LAYOUT_CELL_CHARS and tags & {"p", "h1", "h2", "h3", "blockquote", "figure"}:
        return False
    if tags & {"th", "caption", "thead"}:
        return True
    lengths = sorted(cell.chars for cell in cells)
    return sum(map(bool, lengths)) >= 4 and lengths[len(lengths) // 2] <= CELL_CHARS


def _cells(row: Element) -> list[Element]:
    return [
        child for child in row.children if isinstance(child, Element) and child.tag in ("td", "th")
    ]


def to_table(element: Element) -> tuple[Table, list[Text]]:
    """Return the table: its caption, its header where it has one, its rows."""
    taken: list[Text] = []
    caption = ""
    header: list[str] = []
    rows: list[tuple[str, ...]] = []
    columns = _Columns()
    for below in find(element, "caption", "tr"):
        if below.tag == "caption":
            run = inline.read(below)
            caption = caption or run.text()
            taken += run.texts
            continue
        cells = _cells(below)
        runs = [inline.read(cell) for cell in cells]
        taken += [text for run in runs for text in run.texts]
        is_header = not rows and _is_header(below, cells, headed=bool(header))
        words = columns.place(cells, [run.text() for run in runs], repeat=is_header)
        if not any(run.text() for run in runs):
            continue
        if is_header:
            header = _under(header, words)
        else:
            rows.append(tuple(words))
    return Table(tuple(rows), tuple(header), caption), taken


class _Columns:
    """Puts cells into their columns: those that reach down from earlier rows keep theirs."""

    def __init__(self) -> None:
        self._open: dict[int, tuple[int, str]] = {}
        """Column -> how many rows a cell above still covers, and its text."""

    def place(self, cells: list[Element], words: list[str], *, repeat: bool) -> list[str]:
        """Return the texts of a row by column.

        Args:
            cells: The cells that the row itself has.
            words: Their texts.
            repeat: Whether a cell that is wider than a column is said in each: names are, values
                are said once.
        """
        row: list[str] = []
        for cell, text in zip(cells, words, strict=True):
            self._fill(row)
            width = _span(cell, "colspan") if len(row) < MAX_COLUMNS else 1
            height = _span(cell, "rowspan")
            for number in range(width):
                value = text if repeat or not number else ""
                if height > 1:
                    self._open[len(row)] = (height - 1, value)
                row.append(value)
        self._fill(row)
        if not repeat and len(cells) == 1:
            return [word for word in row if word] or row[:1]
        return row

    def _fill(self, row: list[str]) -> None:
        """Append the cells from above that stand next in a row."""
        while len(row) in self._open:
            left, text = self._open.pop(len(row))
            if left > 1:
                self._open[len(row)] = (left - 1, text)
            row.append(text)


def _span(cell: Element, name: str) -> int:
    given = cell.get(name)
    return min(max(int(given), 1), MAX_SPAN) if given.isascii() and given.isdigit() else 1


def _under(header: list[str], words: list[str]) -> list[str]:
    """Return the names of columns, each under the name that stands above it."""
    if not header:
        return words
    width = max(len(header), len(words))
    upper, lower = (row + [""] * (width - len(row)) for row in (header, words))
    return [
        below if above in ("", below) else f"{above} {below}".strip()
        for above, below in zip(upper, lower, strict=True)
    ]


def _is_header(row: Element, cells: list[Element], *, headed: bool) -> bool:
    if row.parent is not None and row.parent.tag == "thead":
        return True
    return not headed and len(cells) > 1 and all(c.tag == "th" or not plain(c) for c in cells)
