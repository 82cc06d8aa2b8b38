"""What was made before: whether an episode would come out as it lies there already.

For each episode of a source on this machine a record is kept: a digest of all that decides
what it is like, the digest of each of its files, and what was reported of it. Where the
first is the same and every file is as it was, there is nothing to do. What is not in the digest
cannot change the episode, or the episode is not recorded: sources on the web, plans, standard
input, and engines whose speech may change without a trace (programs, other packages').
"""

from __future__ import annotations

import hashlib
import json
import os
import sysconfig
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from narrator.folders import cache_folder, data_folder
from narrator.processors import THREADS_VARIABLE
from narrator.profile import VoiceProfile
from narrator.whole_files import write_whole

SCHEMA = 1
FORESEEABLE = frozenset({"espeak", "gtts", "kokoro", "openai", "piper"})
"""Engines whose voices are files of ours or, by agreement, the same until the cache is cleared."""
PICTURES = frozenset({".gif", ".jpeg", ".jpg", ".png", ".svg", ".webp"})
MOST_PICTURES = 1000
"""Beside a source; where there are more, the episode is not recorded."""
MOST_RECORDS = 1000
_SUFFIX = ".json"


@dataclass(frozen=True, slots=True)
class Made:
    """An episode that was made, and lies there as it was."""

    report: Mapping[str, Any]
    """What was reported of it."""


def find(request: str) -> Made | None:
    """Return what was made of a request, where all its files are whole and as they were."""
    try:
        record = json.loads(_path(request).read_bytes())
        if all(_digest(Path(path)) == digest for path, digest in record["files"].items()):
            return Made(record["report"])
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        pass  # It was never made, or its record or one of its files is not as it was.
    return None


def keep(request: str, files: Sequence[Path], report: Mapping[str, Any]) -> None:
    """Record what was made of a request; where that cannot be done, nothing fails."""
    with suppress(OSError):
        path = _path(request)
        digests = {str(file.resolve()): _digest(file) for file in files}
        text = json.dumps({"files": digests, "report": report}, ensure_ascii=False)
        write_whole(path, text.encode("utf-8", "surrogatepass"))
        _make_room(path.parent)


def clear() -> int:
    """Remove all records and return how many."""
    records = list(_folder().glob(f"*{_SUFFIX}")) if _folder().is_dir() else []
    for path in records:
        path.unlink(missing_ok=True)
    return len(records)


def request_for(
    source: str, profile: VoiceProfile, values: Mapping[str, object], files: Sequence[str]
) -> str:
    """Return a digest of all that decides what an episode is like; empty where that is open.

    Args:
        source: As `narrate` takes it.
        profile: Who speaks, and what the episode is like.
        values: What else was asked for.
        files: Paths of what is read beside the source; empty ones are passed over.
    """
    path = Path(source)
    engines = set(profile.speaking_engines)
    if path.suffix.lower() == ".json" or not path.is_file() or not engines <= FORESEEABLE:
        return ""
    try:
        pictures = list(_pictures(path.parent))
        if len(pictures) > MOST_PICTURES:
            return ""
        state = [
            *(SCHEMA, str(path.resolve()), _digest(path), str(Path.cwd())),
            *(repr(profile), sorted((key, repr(value)) for key, value in values.items())),
            [_digest(Path(file)) for file in files if file],
            pictures,
            sorted(_states(data_folder(), 3)),
            sorted(item for item in os.environ.items() if _decides(item[0])),
            sorted(_software()),
        ]
    except OSError:  # Whoever needs the file says what is wrong with it.
        return ""
    return hashlib.sha256(repr(state).encode("utf-8", "surrogatepass")).hexdigest()


def _decides(variable: str) -> bool:
    """Say whether an environment variable may decide what an episode is like."""
    return variable.startswith("NARRATOR_") and variable != THREADS_VARIABLE


def _pictures(folder: Path) -> Iterator[tuple[str, int, int]]:
    """Yield the pictures of a page that may lie beside it, or in a folder beside it."""
    for number, state in enumerate(_states(folder, 2, PICTURES)):
        yield state
        if number > MOST_PICTURES:
            return


def _software() -> Iterator[tuple[str, int, int]]:
    """Yield the state of narrator's own files, and the names and versions of all libraries."""
    yield from _states(Path(__file__).parent, 5, {".py", ".toml"})
    for folder in {sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}:
        for name in os.listdir(folder):  # noqa: PTH208 - names are all that is wanted
            if name.endswith(".dist-info"):
                yield name, 0, 0


def _states(
    folder: Path, depth: int, suffixes: frozenset[str] | set[str] | None = None
) -> Iterator[tuple[str, int, int]]:
    """Yield path, size and time of the files in a folder, and in its folders to that depth."""
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError:
        return
    for entry in entries:
        with suppress(OSError):
            if entry.is_dir(follow_symlinks=False):
                if depth > 1:
                    yield from _states(Path(entry.path), depth - 1, suffixes)
            elif suffixes is None or os.path.splitext(entry.name)[1].lower() in suffixes:  # noqa: PTH122 - for each of many files
                status = entry.stat()
                yield entry.path, status.st_size, status.st_mtime_ns


def _make_room(folder: Path) -> None:
    records = sorted(folder.glob(f"*{_SUFFIX}"), key=lambda path: path.stat().st_mtime)
    for path in records[:-MOST_RECORDS]:
        path.unlink(missing_ok=True)


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _folder() -> Path:
    return cache_folder() / "made"


def _path(request: str) -> Path:
    return _folder() / f"{request}{_SUFFIX}"
