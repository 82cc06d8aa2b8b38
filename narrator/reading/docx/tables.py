"""Tables of a Word document: those of values, and those that only lay out the page."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import takewhile
from typing import TYPE_CHECKING

from narrator.article import Table
from narrator.reading.docx.parts import child, is_on, value
from narrator.reading.docx.styles import Part

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

    from narrator.reading.docx.lines import Line, LineReader

MAX_SPAN = 63
"""Columns that one cell may cover: Word's tables have no more."""
_FIRST_ROW = 0x0020
"""The bit of `tblLook` that asks for a first row set apart (ECMA-376, part 1, 17.4.56)."""


@dataclass(slots=True)
class Cell:
    """One cell: the lines in it, and how many columns it covers."""

    lines: list[Line]
    span: int
    continues: bool
    """Whether it is the lower part of a cell that began above."""

    @property
    def text(self) -> str:
        """The text, in one line."""
        return " ".join(text for line in self.lines if (text := line.text.replace("\n", " ")))


def rows_of(table: Element) -> list[Element]:
    """Return the rows of a table, those in content controls and marked insertions too."""
    return list(_inside(table, "w:tr"))


def cells_of(row: Element) -> list[Element]:
    """Return the cells of a row."""
    return list(_inside(row, "w:tc"))


def _inside(parent: Element, name: str) -> Iterator[Element]:
    for element in parent:
        if element.tag == name:
            yield element
        elif element.tag in ("w:sdt", "w:sdtContent", "w:customXml", "w:ins"):
            yield from _inside(element, name)


def is_deleted(row: Element) -> bool:
    """Tell whether a row is marked as deleted (17.13.5.12)."""
    return child(row, "w:trPr/w:del") is not None


def is_data_table(table: Element, reader: LineReader) -> bool:
    """Tell a table of values from one that only lays out the page."""
    rows = [cells_of(row) for row in rows_of(table) if not is_deleted(row)]
    if len(rows) < 2 or max(map(len, rows)) < 2:
        return False
    cells = [cell for row in rows for cell in row]
    return not any(_is_laid_out(cell, reader) for cell in cells)


def _is_laid_out(cell: Element, reader: LineReader) -> bool:
    """Tell whether a cell holds a part of the page: a table, a heading, a list, a picture."""
    if any(one.tag in ("w:tbl", "w:drawing", "w:pict", "w:object") for one in cell.iter()):
        return True
    paragraphs = list(cell.iter("w:p"))
    roles = [reader.styles.role(one).part for one in paragraphs]
    return Part.HEADING in roles or Part.TITLE in roles


def read_table(table: Element, reader: LineReader) -> Table:
    """Return a table of values."""
    rows = [row for row in rows_of(table) if not is_deleted(row)]
    read = [[_cell(cell, reader) for cell in cells_of(row)] for row in rows]
    heads = len(list(takewhile(lambda row: is_on(row, "w:trPr/w:tblHeader"), rows)))
    if not heads and _looks_headed(table, read, reader):
        heads = 1
    heads = heads if heads < len(rows) else 0
    texts = [_texts(row) for row in read]
    return Table(tuple(row for row in texts[heads:] if any(row)), _joined(texts[:heads]))


def _cell(cell: Element, reader: LineReader) -> Cell:
    merged = child(cell, "w:tcPr/w:vMerge")
    span = value(cell, "w:tcPr/w:gridSpan")
    return Cell(
        [reader.read(one) for one in cell.iter("w:p")],
        min(int(span), MAX_SPAN) if span.isdecimal() and int(span) else 1,
        merged is not None and merged.get("w:val", "continue") == "continue",
    )


def _texts(row: list[Cell]) -> tuple[str, ...]:
    """Return the texts of a row, one for each column that it covers."""
    return tuple(text for cell in row for text in (cell.text, *[""] * (cell.span - 1)))


def _joined(rows: list[tuple[str, ...]]) -> tuple[str, ...]:
    """Return header rows as one, column by column."""
    width = max((len(row) for row in rows), default=0)
    padded = [(*row, *[""] * (width - len(row))) for row in rows]
    return tuple(" ".join(filter(None, column)) for column in zip(*padded, strict=True))


def _looks_headed(table: Element, rows: list[list[Cell]], reader: LineReader) -> bool:
    """Tell whether the first row is set apart: by the table's style, or in bold type alone.

    Word asks for a first row set apart in each new table, so that alone says nothing.
    """
    look = child(table, "w:tblPr/w:tblLook")
    asked = look is not None and _asks_for_first_row(look)
    if asked and reader.styles.has_header_look(table):
        return True
    return _is_bold(rows[0]) and not _is_bold(rows[1])


def _asks_for_first_row(look: Element) -> bool:
    if look.get("w:firstRow"):
        return look.get("w:firstRow") in ("1", "true", "on")
    try:
        return bool(int(look.get("w:val", "0"), 16) & _FIRST_ROW)
    except ValueError:
        return False


def _is_bold(row: list[Cell]) -> bool:
    lines = [line for cell in row for line in cell.lines if line.text]
    return bool(lines) and all(line.is_bold for line in lines)
