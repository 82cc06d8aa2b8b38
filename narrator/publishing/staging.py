"""Hidden temporary folders in the output directory, so that moving into place is a rename."""

from __future__ import annotations

import os
import platform
import re
import secrets
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

from narrator.publishing.writing import output_errors

PREFIX = ".narrator-"
"""Begins the name of every staging folder; the dot hides it where dots hide."""

ABANDONED_AFTER_S = 24 * 60 * 60
"""A staging folder in which nothing was written for a day belongs to nobody any more."""

_NAME = re.compile(re.escape(PREFIX) + r"([0-9a-f]{8})-(\d+)-")


@contextmanager
def staging_directory(directory: Path) -> Iterator[Path]:
    """Give an empty hidden folder in the directory, and remove it at the end of the block.

    Both are made where they are missing. It is removed whatever ends the block; only a
    killed process leaves it behind, for `remove_abandoned_staging`. Its name carries the
    machine and the process, so that a run on another machine that shares the disk is not
    mistaken for a dead one.

    Raises:
        OutputError: where the folder cannot be made.
    """
    staging = directory / f"{PREFIX}{_machine()}-{os.getpid()}-{secrets.token_hex(4)}"
    try:  # Around the making too: an interruption may come just behind it.
        with output_errors(directory):
            directory.mkdir(parents=True, exist_ok=True)
            staging.mkdir(mode=0o700)
        yield staging
    finally:
        shutil.rmtree(staging, ignore_errors=True)


def remove_abandoned_staging(directory: Path) -> list[Path]:
    """Remove the staging folders that killed runs left in a directory, and return them.

    Abandoned is a folder whose process, on this machine, is dead, or in which nothing was
    written for a day.

    Raises:
        OutputError: where the directory cannot be read.
    """
    if not directory.is_dir():
        return []
    with output_errors(directory):
        abandoned = [path for path in sorted(directory.iterdir()) if _is_abandoned(path)]
    for path in abandoned:
        shutil.rmtree(path, ignore_errors=True)
    return abandoned


def _is_abandoned(path: Path) -> bool:
    found = _NAME.match(path.name)
    if not found or path.is_symlink() or not path.is_dir():
        return False
    machine, process = found.groups()
    if machine == _machine() and not _is_alive(int(process)):
        return True
    return time.time() - _last_written_s(path) > ABANDONED_AFTER_S


def _last_written_s(folder: Path) -> float:
    """Return when something in the folder was last written, in seconds since 1970."""
    try:
        return max(path.stat().st_mtime for path in (folder, *folder.rglob("*")))
    except FileNotFoundError:
        return time.time()  # Its owner is at work in it.


def _is_alive(process: int) -> bool:
    if os.name == "nt":
        return True  # There os.kill(..., 0) would end the process; a day's age decides.
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (PermissionError, OverflowError):
        return True
    return not _is_zombie(process)


def _is_zombie(process: int) -> bool:
    """Say whether a process is dead and only its parent has not asked after it yet.

    Workers of a killed run are such, for ever where the first process of a container asks nobody.
    """
    try:
        said = Path(f"/proc/{process}/stat").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return False  # Without /proc nobody can tell; a day's age decides.
    return said.rpartition(")")[2].split()[:1] == ["Z"]


def _machine() -> str:
    return sha256(platform.node().encode()).hexdigest()[:8]
