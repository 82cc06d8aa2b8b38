"""Encoded reels that are kept, so that an edit encodes the reels it changes and no others.

An entry is the frames of one reel. Its name is a digest of all that decides what they are: the
samples, the settings, the encoder's version, and the rule by which peaks are held. So an entry
is never out of date; what nobody asked for for longest is removed when room is needed. It is
written under another name and moved into place, and begins with a digest of the rest, so that
one that is damaged is found and made anew.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from narrator.whole_files import write_whole

LIMIT_BYTES = 256_000_000
"""Our choice: nine hours at 64 kbit/s, some hundred articles of five minutes."""
KEPT_SHARE = 0.9
"""Of the limit, what is left when room is made, so that it is not made for every reel."""
SUFFIX = ".frames"
_DIGEST_CHARS = 64


class KeptReels:
    """Encoded reels in a folder; safe for several threads and processes.

    Where the folder cannot be used, nothing is kept and nothing fails.

    Args:
        folder: Where the entries lie; it need not exist.
        limit_bytes: Of all entries together.
    """

    def __init__(self, folder: Path, limit_bytes: int = LIMIT_BYTES) -> None:
        self.folder = folder
        self.limit_bytes = limit_bytes

    def find(self, name: str) -> bytes | None:
        """Return the frames that are kept under that name; a damaged entry is removed."""
        path = self._path(name)
        try:
            data = path.read_bytes()
            os.utime(path)
        except OSError:
            return None
        frames = data[_DIGEST_CHARS:]
        if data[:_DIGEST_CHARS] == _digest(name, frames):
            return frames
        with suppress(OSError):
            path.unlink()
        return None

    def keep(self, name: str, frames: bytes) -> None:
        """Keep frames under that name, whole or not at all."""
        with suppress(OSError):  # A full disk, a folder that is not ours: the frames are at hand.
            write_whole(self._path(name), _digest(name, frames) + frames)

    def size(self) -> tuple[int, int]:
        """Return how many reels are kept, and their bytes."""
        sizes = [status.st_size for _, status in self._entries()]
        return len(sizes), sum(sizes)

    def clear(self, used_before_s: float | None = None) -> int:
        """Remove reels and return how many.

        Args:
            used_before_s: Only those that were last used before that time, in seconds since
                1970; None for all.
        """
        return sum(
            _remove(path)
            for path, status in list(self._entries())
            if used_before_s is None or status.st_mtime <= used_before_s
        )

    def make_room(self) -> None:
        """Remove what was not used for longest, where there is more than the limit."""
        entries = sorted(self._entries(), key=lambda entry: entry[1].st_mtime)
        total = sum(status.st_size for _, status in entries)
        if total <= self.limit_bytes:
            return
        for path, status in entries:
            if total <= KEPT_SHARE * self.limit_bytes:
                return
            total -= status.st_size if _remove(path) else 0

    def _entries(self) -> Iterator[tuple[Path, os.stat_result]]:
        with suppress(OSError), os.scandir(self.folder) as found:
            for entry in found:
                if entry.name.endswith(SUFFIX):
                    with suppress(OSError):  # It was removed meanwhile.
                        yield Path(entry.path), entry.stat()

    def _path(self, name: str) -> Path:
        return self.folder / f"{name}{SUFFIX}"


def _digest(name: str, frames: bytes) -> bytes:
    """Return the digest of an entry, which holds for its own name only."""
    return hashlib.sha256(name.encode() + frames).hexdigest().encode()


def _remove(path: Path) -> bool:
    try:
        path.unlink()
    except OSError:  # Somebody else removed it, or reads it on Windows.
        return False
    return True
