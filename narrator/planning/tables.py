"""How a table is read: its size, its caption, then row by row under the names of its columns."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from narrator.article import Omission, Reason, Stage, Table
from narrator.planning.steps import Line, Reader, Rest, Step
from narrator.script import Role


def table_lines(block: Table, origin: str, reader: Reader) -> Iterator[Step]:
    """Yield the table; of one that is too large to be listened to, its size and caption."""
    large = _is_left_out(block, reader)
    if reader.reads(Role.TABLE_ROW):
        yield from reader.announce("table", origin, _size(block, reader))
    yield from reader.read(block.caption, Role.CAPTION, f"{origin}/caption", block.language)
    if large:
        yield from _elsewhere(origin, reader)
        yield Rest(Role.BODY)
        yield from _cells_left_out(block, origin)
        return
    unsaid = _unsaid_columns(block)
    if unsaid:
        names = ", ".join(unsaid)
        said = f"{reader.phrases.column_names} {names}" if reader.phrases else names
        yield from reader.read(said, Role.TABLE_ROW, f"{origin}/header", block.language)
    for number, row in enumerate(block.rows):
        place = f"{origin}/rows/{number}"
        yield from reader.read(_row(block, row), Role.TABLE_ROW, place, block.language)


def _is_left_out(block: Table, reader: Reader) -> bool:
    """Say whether there are too many cells, and words to say so.

    Where nobody would be told, in a language without phrases or with this announcement
    switched off, the table is read whole: it must not vanish in silence.
    """
    cells = sum(len(row) for row in block.rows)
    may_say = reader.reads(Role.TABLE_ROW) and reader.announces("table")
    return may_say and cells > reader.profile.table_cells


def _size(block: Table, reader: Reader) -> str:
    if reader.phrases is None:
        return ""
    rows, columns = reader.count("rows", len(block.rows)), reader.count("columns", block.columns)
    return reader.phrases.table.format(rows=rows, columns=columns)


def _elsewhere(origin: str, reader: Reader) -> Iterator[Step]:
    """Yield where the whole of it is: in the article, at its address where it has one."""
    phrases = reader.phrases
    if phrases is None:
        return
    host = (urlsplit(reader.article.metadata.url).hostname or "").removeprefix("www.")
    if not host:
        yield from reader.announce("table", origin, phrases.elsewhere)
        return
    spoken = phrases.elsewhere_at.format(host=host.replace(".", f" {phrases.dot} "))
    written = phrases.elsewhere_at.format(host=host)
    yield Line(written, Role.ANNOUNCEMENT, origin, spoken=spoken, is_ours=True)


def _cells_left_out(block: Table, origin: str) -> Iterator[Step]:
    rows = [("header", block.header)]
    rows += [(f"rows/{number}", row) for number, row in enumerate(block.rows)]
    for name, row in rows:
        text = "; ".join(cell for cell in row if cell)
        if text:
            yield Omission(Stage.PLANNING, Reason.LARGE_TABLE, text, f"{origin}/{name}")


def _row(block: Table, row: tuple[str, ...]) -> str:
    """Return a row as it is read: "Name: Ada; Votes: 12".

    Where the first column has no name, its cells name the rows: "North, 2024: 3; 2025: 1", and
    in two columns without any names, "Height: 40 m".
    """
    first, rest = (row[0] if row else ""), row[1:]
    is_named = bool(block.header and block.header[0])
    if is_named or not first or not any(rest) or block.columns < 2:
        return "; ".join(_cells(block.header, row, 0))
    if block.columns == 2 and not any(block.header[1:]):
        return f"{_ending_in(':', first)} {rest[0]}"
    if not block.header:
        return "; ".join(_cells(block.header, row, 0))
    return f"{_ending_in(',', first)} {'; '.join(_cells(block.header, rest, 1))}"


def _ending_in(mark: str, text: str) -> str:
    return text if text.endswith((":", mark)) else text + mark


def _cells(header: tuple[str, ...], row: tuple[str, ...], offset: int) -> Iterator[str]:
    """Yield "header: value" for each cell that says something."""
    for number, cell in enumerate(row, offset):
        name = header[number] if number < len(header) else ""
        if cell:
            yield f"{name.rstrip(':')}: {cell}" if name else cell


def _unsaid_columns(block: Table) -> list[str]:
    """Return the names of columns that no row says, since their cells are empty."""
    return [
        name
        for number, name in enumerate(block.header)
        if name and not any(number < len(row) and row[number] for row in block.rows)
    ]
