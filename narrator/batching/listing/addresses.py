"""A list of addresses and paths, one a line."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from narrator.batching.jobs import Job, Row, Status
from narrator.batching.listing.folder import file_job
from narrator.batching.listing.forms import address_lines, as_text
from narrator.batching.storage import beside, is_stored

if TYPE_CHECKING:
    from narrator.reading.sources import Retrieved


def address_jobs(raw: Retrieved) -> Iterator[Job | Row]:
    """Yield a job for each line of a text that is neither empty nor a comment (`# ...`).

    Relative paths start from the list's own folder. A list from the web may name pages on the
    web and no file of this machine.
    """
    for number, line in address_lines(as_text(raw.data)):
        origin = f"{raw.where}, line {number}"
        yield located(line, raw, origin)


NO_FILES = "A list from the web can name pages on the web only."


def located(source: str, raw: Retrieved, origin: str) -> Job | Row:
    """Return the job of a source that a list names, seen from the list's own folder.

    A list from the web may name pages on the web: no file of this machine, and nothing in a store
    that our keys would open.
    """
    if source.lower().startswith(("http://", "https://")):
        return Job(source, origin=origin)
    if raw.url:
        return Row(source, Status.SKIPPED, origin=origin, note=NO_FILES)
    address = beside(raw.folder, source)
    if is_stored(address):
        return Job(address, origin=origin)
    return file_job(here(raw.folder, source), origin)


def here(folder: str, path: str) -> Path:
    """Return a path seen from a list's folder; one written on Windows counts everywhere."""
    found = Path(folder) / path
    return found if found.exists() else Path(folder) / path.replace("\\", "/")
