"""The sound of an episode as books hold it: the frames of its MP3, without the tag."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from narrator.episode import Episode
from narrator.publishing import id3, mp3


@dataclass(frozen=True, slots=True)
class Sound:
    """An MP3 file and where its sound begins."""

    path: Path
    tag_bytes: int

    @property
    def size_bytes(self) -> int:
        """Of the sound alone."""
        return self.path.stat().st_size - self.tag_bytes


@contextmanager
def sound_of(episode: Episode, recording: Path) -> Iterator[Sound]:
    """Give the recording; where it is not there yet it is made for as long as the block lasts.

    Args:
        episode: Whose sound it is.
        recording: Where its MP3 is, if it is there.
    """
    with tempfile.TemporaryDirectory() as folder:
        if not recording.is_file():
            recording = Path(folder) / "recording.mp3"
            mp3.write(episode, recording)
        with recording.open("rb") as file:
            tag_bytes = id3.read(file).size_bytes
        yield Sound(recording, tag_bytes)
