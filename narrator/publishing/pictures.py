"""The pictures of an article, as far as they lie on this machine."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

SIGNATURES: Mapping[bytes, tuple[str, str]] = {
    b"\xff\xd8\xff": ("image/jpeg", ".jpg"),
    b"\x89PNG\r\n\x1a\n": ("image/png", ".png"),
    b"GIF87a": ("image/gif", ".gif"),
    b"GIF89a": ("image/gif", ".gif"),
}
"""The first bytes of the core media types of EPUB 3.3 (section 3.2) that are plain pictures."""
_WEBP = ("image/webp", ".webp")

MAX_PICTURE_BYTES = 4_000_000
"""Twice what a page's picture of full screen width weighs; larger ones are named only."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture, ready to be put into a page or a book."""

    media_type: str
    data: bytes
    name: str
    """Of a file: the same picture always has the same."""


def load_picture(path: str) -> Picture | None:
    """Return the picture in a file; None where there is none that can be shown.

    Pictures on the web are not fetched: whoever opens a page must not be seen by others.
    """
    try:
        file = Path(path)
        if not path or not file.is_file() or file.stat().st_size > MAX_PICTURE_BYTES:
            return None
        data = file.read_bytes()
    except (OSError, ValueError):  # ValueError: a NUL in the name
        return None
    kind = next((kind for mark, kind in SIGNATURES.items() if data.startswith(mark)), None)
    if kind is None and data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        kind = _WEBP
    if kind is None:
        return None
    return Picture(kind[0], data, f"{sha256(data).hexdigest()[:16]}{kind[1]}")
