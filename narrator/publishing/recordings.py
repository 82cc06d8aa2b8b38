"""The sound of an episode as books hold it: the frames of its MP3, without the tag."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from narrator.publishing import id3
from narrator.publishing.zipping import Entry


@dataclass(frozen=True, slots=True)
class Sound:
    """An MP3 file and where its sound begins."""

    path: Path
    tag_bytes: int

    @property
    def size_bytes(self) -> int:
        """Of the sound alone."""
        return self.path.stat().st_size - self.tag_bytes

    def entry(self, name: str) -> Entry:
        """Return the sound as a file of that name within a zip file."""
        return Entry(name, self.path, is_packed=True, skipped_bytes=self.tag_bytes)


def sound_of(recording: Path) -> Sound:
    """Return the sound of an MP3 file.

    Raises:
        OSError: where it is not there.
    """
    with recording.open("rb") as file:
        return Sound(recording, id3.read(file).size_bytes)
