"""What tells one state of a file from another: a voice's network, a program."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from narrator.errors import EngineError


@dataclass(frozen=True, slots=True)
class FileState:
    """A file as it is now, so that what was made of it is made anew once it has changed."""

    path: Path
    size_bytes: int
    """-1 where there is no such file."""
    changed_ns: int


def state_of(path: Path) -> FileState:
    """Return the state of a file; whether it can be read, reading it shows."""
    try:
        status = path.stat()
    except OSError:
        return FileState(path, -1, 0)
    return FileState(path, status.st_size, status.st_mtime_ns)


def digest_of(path: Path) -> str:
    """Return the SHA-256 of a file in hexadecimal digits, computed once for each state of it.

    Raises:
        EngineError: where the file cannot be read.
    """
    try:
        status = path.stat()
        return _known_digest(path, status.st_size, status.st_mtime_ns)
    except OSError as error:
        raise EngineError("A voice's file cannot be read", where=f"{path}: {error}") from error


def digest(path: Path) -> str:
    """Return the SHA-256 of a file's content, in hexadecimal digits."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


@lru_cache(maxsize=64)
def _known_digest(path: Path, _size: int, _mtime_ns: int) -> str:
    return digest(path)
