"""What became of a batch: as plain lines, as data, and as a page."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import Any

from narrator.batching.jobs import Report, Row, Status
from narrator.batching.progress import row_data
from narrator.timing import ms_to_words

ORDER = (Status.FAILED, Status.MADE, Status.UNCHANGED, Status.DUPLICATE, Status.SKIPPED)
"""What needs a person comes first."""

SECTIONS = {
    Status.FAILED: "Failed",
    Status.MADE: "Made",
    Status.UNCHANGED: "Unchanged since they were made",
    Status.DUPLICATE: "Listed twice",
    Status.SKIPPED: "Skipped",
}


def report_lines(report: Report) -> Iterator[str]:
    """Yield the report as lines; what was made is named by its folder, the rest by its source."""
    for status in ORDER:
        rows = [row for row in report.rows if row.status is status]
        if not rows:
            continue
        yield f"{SECTIONS[status]}: {len(rows)}"
        if status is Status.UNCHANGED:
            continue  # Nobody wants a thousand lines of them; they are in --json and in the page.
        for row in rows:
            yield f"  {_line(row)}"
    yield summary(report)


def summary(report: Report) -> str:
    """Return the last line: how much became of what, how long it took, and where it is."""
    counts = [f"{report.counts[status]} {status}" for status in ORDER if report.counts[status]]
    left = f" {_articles(report.left)} not begun." if report.left else ""
    took = ms_to_words(round(report.took_s * 1000))
    what = ", ".join(counts) or "nothing to do"
    return f"{what[0].upper()}{what[1:]}, in {took}.{left} The episodes are in {report.output}."


def _articles(number: int) -> str:
    return "1 article was" if number == 1 else f"{number} articles were"


def _line(row: Row) -> str:
    title = f"{row.title} ({row.source})" if row.title and row.title != row.source else row.source
    if row.status is Status.FAILED:
        return f"{title}. {_why(row)}"
    if row.status is Status.MADE:
        said = f" {row.note}" if row.note else ""
        warned = "".join(f" Warning: {warning}" for warning in row.warnings)
        return f"{row.folder}: {ms_to_words(row.duration_ms)}.{said}{warned}"
    return f"{title}. {row.note}"


def _why(row: Row) -> str:
    """Return why an article failed, and what to do."""
    fault = row.fault
    if fault is None:
        return row.note
    again = "It is tried again in the next run." if fault.can_pass else ""
    return " ".join(part for part in (row.why, fault.hint, again, row.note) if part)


def report_data(report: Report) -> dict[str, Any]:
    """Return the report as data, for `--json`."""
    return {
        "output": report.output,
        "took_s": round(report.took_s, 3),
        "counts": {status.value: report.counts[status] for status in Status},
        "left": report.left,
        "rows": [row_data(row) for row in report.rows],
    }


def write_page(report: Report, path: Path) -> None:
    """Write the report as a page that can be read without scripts, and by a screen reader.

    Raises:
        OutputError: where it cannot be written.
    """
    from narrator.publishing.writing import output_errors

    with output_errors(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("\n".join(_page(report)) + "\n", encoding="utf-8")


STYLE = (
    "body{font:1rem/1.5 sans-serif;max-width:70rem;margin:auto;padding:1rem}"
    "table{border-collapse:collapse;width:100%}"
    "th,td{border:1px solid;padding:.4rem;text-align:start;vertical-align:top;"
    "overflow-wrap:anywhere}"
    "caption{text-align:start}"
)
"""Text of the reader's own size, and colours of the reader's own."""

COLUMNS = {
    Status.FAILED: ("Article", "Why", "What to do", "Listed in"),
    Status.MADE: ("Article", "Length", "Folder", "To know"),
    Status.UNCHANGED: ("Article", "Length", "Folder", "To know"),
    Status.DUPLICATE: ("Article", "Why", "Listed in"),
    Status.SKIPPED: ("Article", "Why", "Listed in"),
}


def _page(report: Report) -> Iterator[str]:
    failed = report.counts[Status.FAILED]
    title = "Batch: all went well" if not failed else f"Batch: {failed} failed"
    yield "<!DOCTYPE html>"
    yield '<html lang="en">'
    yield "<head>"
    yield '<meta charset="utf-8">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield '<meta name="color-scheme" content="light dark">'
    yield f"<title>{title}</title>"
    yield f"<style>{STYLE}</style>"
    yield "</head>"
    yield "<body>"
    yield "<main>"
    yield f"<h1>{title}</h1>"
    yield f"<p>{escape(summary(report))}</p>"
    for status in ORDER:
        rows = [row for row in report.rows if row.status is status]
        if rows:
            yield from _section(status, rows)
    yield "</main>"
    yield "</body>"
    yield "</html>"


def _section(status: Status, rows: list[Row]) -> Iterator[str]:
    name = SECTIONS[status]
    yield f"<h2>{name}: {len(rows)}</h2>"
    yield "<table>"
    yield f"<caption>{name}</caption>"
    headers = "".join(f'<th scope="col">{column}</th>' for column in COLUMNS[status])
    yield f"<thead><tr>{headers}</tr></thead>"
    yield "<tbody>"
    for row in rows:
        first, *rest = _cells(row)
        cells = "".join(f"<td>{cell}</td>" for cell in rest)
        yield f'<tr><th scope="row">{first}</th>{cells}</tr>'
    yield "</tbody>"
    yield "</table>"


def _cells(row: Row) -> list[str]:
    article = _link(row.source, row.title or row.source)
    if row.status is Status.FAILED and row.fault is not None:
        again = "It is tried again in the next run." if row.fault.can_pass else ""
        to_do = " ".join(part for part in (row.fault.hint, again, row.note) if part)
        return [article, escape(row.why), escape(to_do), escape(row.origin)]
    if row.status in (Status.MADE, Status.UNCHANGED):
        to_know = " ".join([row.note, *row.warnings]).strip()
        length = ms_to_words(row.duration_ms)
        return [article, length, escape(row.folder), escape(to_know)]
    return [article, escape(row.note), escape(row.origin)]


def _link(source: str, text: str) -> str:
    """Return a link to a page on the web; a path stands as it is."""
    if source.startswith(("http://", "https://")):
        return f'<a href="{escape(source)}">{escape(text)}</a>'
    return escape(text) if text == source else f"{escape(text)} ({escape(source)})"
