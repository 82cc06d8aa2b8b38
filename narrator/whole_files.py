"""Files of narrator's own that are there whole or not at all, for its owner alone."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

UNFINISHED = ".part"
"""The suffix of what is being written; a killed process leaves it behind."""


def write_whole(path: Path, data: bytes) -> None:
    """Write a file so that whoever reads it finds the old one or the new one, never a half.

    Raises:
        OSError: where it cannot be written; the old one stays.
    """
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    number, name = tempfile.mkstemp(UNFINISHED, dir=path.parent)
    try:
        with os.fdopen(number, "wb") as stream:
            stream.write(data)
        os.replace(name, path)  # noqa: PTH105 - os.replace is what is atomic on every system
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
