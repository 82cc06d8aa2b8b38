"""The articles in a folder, and in the folders in it."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from narrator.batching.jobs import Job, Row, Status
from narrator.plans import read_plan
from narrator.publishing.formats import FORMATS, MP3
from narrator.reading.sniffing import DOCUMENT_SUFFIXES, SUFFIXES

READABLE = frozenset({*SUFFIXES, *DOCUMENT_SUFFIXES})
"""The suffixes of files that are articles; plans are known by what is in them."""

SAVED_WITH_PAGE = ("_files", "-Dateien", "_fichiers", "_archivos", "_file", ".files")
"""How browsers name the folder of what belongs to a page that they save: in English, German,
French, Spanish, Italian, and as older ones did. It counts only beside that page."""


def folder_jobs(folder: Path, output: Path | None) -> Iterator[Job | Row]:
    """Yield a job for each article in a folder, in the order of their paths.

    Passed over are hidden files and folders, episodes, the output, and what browsers save
    along with a page; and files that are no articles, of which a row tells the number.

    Args:
        folder: Where to look, with the folders in it; links to folders are not followed.
        output: Where episodes land, in which nothing is an article; None for nowhere.
    """
    ignored = output.resolve() if output else None
    passed_over: Counter[str] = Counter()
    for place, folders, names in os.walk(folder):
        here = Path(place)
        folders[:] = sorted(
            name for name in folders if _may_hold_articles(here / name, ignored, names)
        )
        for name in sorted(names):
            path = here / name
            if name.startswith("."):
                continue
            if _is_article(path):
                yield file_job(path, str(folder))
            else:
                passed_over[path.suffix.lower() or "without a suffix"] += 1
    if passed_over:
        kinds = ", ".join(f"{count} {suffix}" for suffix, count in passed_over.most_common())
        note = f"Files that are no articles were passed over: {kinds}."
        yield Row(str(folder), Status.SKIPPED, origin=str(folder), note=note)


def file_job(path: Path, origin: str) -> Job:
    """Return the job for a file, with its size and time."""
    try:
        status = path.stat()
    except OSError:  # It is said when it is read.
        return Job(str(path.absolute()), origin=origin)
    return Job(
        str(path.absolute()),
        published=datetime.fromtimestamp(status.st_mtime, UTC).isoformat(timespec="seconds"),
        stamp=f"{status.st_size}:{status.st_mtime_ns}",
        origin=origin,
    )


def stored_jobs(url: str) -> Iterator[Job]:
    """Yield a job for each article in a folder of a store; what belongs to an episode is none.

    Raises:
        SourceError: where the store cannot be reached.
    """
    from narrator.batching.storage import list_objects

    found = list(list_objects(url))
    episodes = {each.url.rpartition("/")[0] for each in found if each.url.endswith(".mp3")}
    for each in found:
        folder, _, name = each.url.rpartition("/")
        if folder not in episodes and not name.startswith(".") and _is_readable(Path(name)):
            yield Job(each.url, published=each.modified, stamp=each.stamp, origin=url)


def _may_hold_articles(folder: Path, ignored: Path | None, files: list[str]) -> bool:
    if folder.name.startswith(".") or folder.resolve() == ignored:
        return False
    if (folder / f"{folder.name}{FORMATS[MP3].suffix}").exists():
        return False
    page = next(
        (folder.name.removesuffix(s) for s in SAVED_WITH_PAGE if folder.name.endswith(s)), ""
    )
    return not page or not any(f"{page}{suffix}" in files for suffix in (".html", ".htm", ".xhtml"))


def _is_article(path: Path) -> bool:
    return _is_readable(path) or (path.suffix.lower() == ".json" and _is_plan(path))


def _is_readable(path: Path) -> bool:
    suffixes = [suffix.lower() for suffix in path.suffixes]
    if suffixes[-1:] == [".gz"]:
        suffixes.pop()
    return bool(suffixes) and suffixes[-1] in READABLE


def _is_plan(path: Path) -> bool:
    try:
        return read_plan(str(path)) is not None
    except OSError:  # A plan with a fault; SourceError is one. It is said when it is read.
        return True
