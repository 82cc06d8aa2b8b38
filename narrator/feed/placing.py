"""Files of a feed, written whole or not at all."""

from __future__ import annotations

import os
import secrets
from contextlib import suppress
from pathlib import Path

from narrator.publishing.placing import sync
from narrator.publishing.writing import output_errors


def put(path: Path, data: bytes) -> bool:
    """Write a file so that a reader finds the old one or the new one, never a half.

    One that says the same already is left alone, with its time: a player that asks whether the
    feed is new is told that it is not.

    Returns:
        Whether the file was written.

    Raises:
        OutputError: where the disk does not let us.
    """
    with output_errors(path):
        with suppress(FileNotFoundError):
            if path.read_bytes() == data:
                return False
        # Hidden, so that it is not served while it is written.
        staged = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
        try:
            staged.write_bytes(data)
            sync(staged)
            staged.replace(path)
        finally:
            staged.unlink(missing_ok=True)
        sync(path.parent)
    return True


def put_new(path: Path, data: bytes) -> bool:
    """Write a file that is not there yet; False where something has its name already.

    Raises:
        OutputError: where the disk does not let us.
    """
    with output_errors(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o644)
        except FileExistsError:
            return False
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
    return True
