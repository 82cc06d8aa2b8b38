"""Zip files that have the same bytes each time."""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The first moment that a zip file can name (APPNOTE 6.3.10, section 4.4.6): no file of ours
tells when it was made."""

MODE = 0o644 << 16
"""Read by all, in the upper half of the external attributes, as Unix has them."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A file within a zip file."""

    name: str
    content: bytes | Path
    """The bytes, or the file that has them: a recording is not held in memory."""
    is_packed: bool = False
    """Whether it is small for what it is already, as sound and pictures are."""
    skipped_bytes: int = 0
    """How much of the beginning of a file is left out."""


def write_zip(path: Path, entries: Iterable[Entry]) -> None:
    """Write the files into a zip file, in their order.

    Raises:
        OSError: where a file cannot be read or the result cannot be written.
    """
    with zipfile.ZipFile(path, "w") as archive:
        for entry in entries:
            info = zipfile.ZipInfo(entry.name, EARLIEST)
            info.external_attr = MODE
            packed = zipfile.ZIP_STORED if entry.is_packed else zipfile.ZIP_DEFLATED
            info.compress_type = packed
            if isinstance(entry.content, bytes):
                archive.writestr(info, entry.content)
                continue
            info.file_size = entry.content.stat().st_size - entry.skipped_bytes
            with entry.content.open("rb") as source, archive.open(info, "w") as target:
                source.seek(entry.skipped_bytes)
                shutil.copyfileobj(source, target)
