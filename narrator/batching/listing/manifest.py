"""Manifests: CSV and JSON Lines, with settings of each article's own."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

from narrator.batching.jobs import Job, Row
from narrator.batching.listing.addresses import here, located
from narrator.batching.listing.choosing import moment_of
from narrator.errors import SourceError, nearest

if TYPE_CHECKING:
    from narrator.reading.sources import Retrieved

KEYS = ("source", "title", "profile", "language", "cover", "output", "skip", "published")
"""What a manifest can say of an article."""

YES = frozenset({"yes", "true", "1", "x"})
NO = frozenset({"no", "false", "0", ""})

DELIMITERS = ",;\t"
"""Between columns: as in RFC 4180, as spreadsheets write where a comma is a decimal point, tabs."""


def csv_jobs(raw: Retrieved) -> Iterator[Job | Row]:
    """Yield the articles of a table with a line of column names (RFC 4180).

    Raises:
        SourceError: where a column is not known or a value is wrong; it names the line.
    """
    text = _text(raw)
    header = next((line for line in text.splitlines() if line.strip()), "")
    delimiter = max(DELIMITERS, key=header.count)
    table = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        table.fieldnames = [name.strip().lower() for name in table.fieldnames or ()]
        _check_keys(table.fieldnames, f"{raw.where}, line 1")
        for line in table:
            where = f"{raw.where}, line {table.line_num}"
            if None in line:
                raise _wrong("The line has more columns than the first one", where)
            yield from _job({key: (value or "").strip() for key, value in line.items()}, raw, where)
    except csv.Error as error:
        raise _wrong(
            f"The table is damaged ({error})", f"{raw.where}, line {table.line_num}"
        ) from error


def jsonl_jobs(raw: Retrieved) -> Iterator[Job | Row]:
    """Yield the articles of a text with a JSON object on each line.

    Raises:
        SourceError: where a line is no object, a key is not known, or a value is wrong.
    """
    for number, line in enumerate(_text(raw).splitlines(), 1):
        if not line.strip():
            continue
        where = f"{raw.where}, line {number}"
        try:
            said = json.loads(line)
        except ValueError as error:
            raise _wrong(f"The line is not JSON ({error})", where) from error
        if not isinstance(said, dict):
            raise _wrong("The line is not a JSON object", where)
        _check_keys(said, where)
        yield from _job({key: _plain(value, where, key) for key, value in said.items()}, raw, where)


def _plain(value: Any, where: str, key: str) -> str:
    """Return a value of JSON as it would stand in a table."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, str):
        return value.strip()
    raise _wrong("This must be a text", f"{where}: {key}")


def _text(raw: Retrieved) -> str:
    """Return the text of a manifest, which is UTF-8, or as Excel writes "Unicode text": UTF-16."""
    codec = "utf-16" if raw.data.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    try:
        return raw.data.decode(codec)
    except UnicodeDecodeError as error:
        line = raw.data[: error.start].count(b"\n") + 1
        hint = "Save it as UTF-8: in Excel, as `CSV UTF-8`."
        raise SourceError(
            "The manifest is not UTF-8", where=f"{raw.where}, line {line}", hint=hint
        ) from error


def _check_keys(keys: Mapping[str, Any] | list[str], where: str) -> None:
    for key in keys:
        if key not in KEYS:
            raise _wrong(
                "Unknown column", f"{where}: {key or '(without a name)'}", nearest(key, KEYS)
            )
    if "source" not in keys:
        raise _wrong("There is no column named source", where, "It says where the article is.")


def _job(said: Mapping[str, str], raw: Retrieved, where: str) -> Iterator[Job | Row]:
    source = said["source"]
    if not source:
        if any(said.values()):
            raise _wrong("The line names no source", where)
        return
    job = located(source, raw, where)
    if isinstance(job, Row):
        yield job
        return
    published = said.get("published", "")
    if published and moment_of(published) is None:
        raise _wrong("This is not a date", f"{where}: {published}", "Write it as 2026-03-12.")
    yield Job(
        job.source,
        name=said.get("title", ""),
        title=said.get("title", ""),
        profile=_beside(said.get("profile", ""), raw, where, only_suffix=".toml"),
        language=_language(said.get("language", ""), where),
        cover=_beside(said.get("cover", ""), raw, where),
        output=_output(said.get("output", ""), where),
        skip=_yes(said.get("skip", ""), where),
        published=published or job.published,
        stamp=job.stamp,
        origin=where,
    )


def _beside(path: str, raw: Retrieved, where: str, only_suffix: str = "") -> str:
    """Return a path as seen from the manifest's folder; a name without that suffix as it is."""
    if not path or (only_suffix and Path(path).suffix.lower() != only_suffix):
        return path
    if raw.url or "://" in path or "://" in raw.folder:
        hint = "Pictures and profiles are read from this machine, beside a manifest on it."
        raise _wrong("This must be a file on this machine", f"{where}: {path}", hint)
    return str(here(raw.folder, path))


def _language(tag: str, where: str) -> str:
    from narrator.reading.language import normalize_language

    if tag and not normalize_language(tag):
        raise _wrong(
            "This is not a language", f"{where}: {tag}", "Write a tag such as en or pt-BR."
        )
    return tag


def _output(folder: str, where: str) -> str:
    """Return a folder inside the output, written with slashes."""
    path = PurePosixPath(folder.replace("\\", "/"))
    if path.is_absolute() or ".." in path.parts or ":" in folder:
        hint = "Write a folder inside the output, such as sport/tennis."
        raise _wrong("This folder is not inside the output", f"{where}: {folder}", hint)
    return "" if str(path) == "." else str(path)


def _yes(said: str, where: str) -> bool:
    word = said.lower()
    if word not in YES | NO:
        raise _wrong("skip is yes or no", f"{where}: {said}")
    return word in YES


def _wrong(message: str, where: str, hint: str = "") -> SourceError:
    return SourceError(message, where=where, hint=hint or "Mend the manifest and run it again.")
