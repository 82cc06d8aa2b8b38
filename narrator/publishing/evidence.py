"""What the files of a finished episode say, read for a check."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO

from narrator.errors import SourceError
from narrator.publishing import id3, info_header, mpeg, webvtt
from narrator.publishing.formats import FORMATS, MP3
from narrator.publishing.id3 import Tag
from narrator.publishing.info_header import InfoHeader
from narrator.publishing.listening import Sound
from narrator.publishing.webvtt import TimedText
from narrator.timing import samples_to_ms

CHUNK_BYTES = 1 << 16

ID3V1_BYTES = 128
"""An ID3v1 tag stands at the very end and begins with "TAG" (id3.org, "ID3v1")."""

MIN_SOUND_SHARE = 0.1
"""Of an MP3's bytes; random bytes give frames for less than a twentieth of them (measured)."""

_HINT = "Give the path of an episode's MP3 or of its folder."


@dataclass(frozen=True, slots=True)
class TimedTitle:
    """A chapter as a file has it."""

    start_ms: int
    end_ms: int
    title: str


@dataclass(frozen=True, slots=True)
class Stream:
    """The MPEG frames, as they lie in the file."""

    walk: mpeg.FrameWalk
    """Through the frames of sound."""
    info: InfoHeader | None
    music_crc: int

    @property
    def rate_hz(self) -> int:
        """The sampling rate; the highest, where it changes."""
        return max(self.walk.rates_hz)

    @property
    def expected_samples(self) -> int | None:
        """How many samples the frames that are there give back; None without Info header."""
        if self.info is None:
            return None
        return self.walk.samples - self.info.delay_samples - self.info.padding_samples


@dataclass(frozen=True, slots=True)
class SideFile:
    """What a file beside the MP3 says, or why it says nothing."""

    name: str
    chapters: tuple[TimedTitle, ...] = ()
    cues: tuple[TimedText, ...] = ()
    problem: str = ""
    """A sentence; empty where the file could be read."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """All that a check judges."""

    path: Path
    tag: Tag
    stream: Stream
    chapters_file: SideFile
    transcript: SideFile
    sound: Sound = field(default=Sound(0, 0, None, None, ()))
    """Its levels: of the chapters in the tag, then of the cues."""

    @property
    def duration_ms(self) -> int:
        """The length of what a player plays."""
        return samples_to_ms(self.sound.samples, self.stream.rate_hz)

    @property
    def is_story(self) -> bool:
        """Whether it is one of the single files of an edition, which have no files beside them."""
        return bool(self.tag.text("TRCK"))

    @property
    def chapters(self) -> list[TimedTitle]:
        """The chapters in the tag, in the order of the file."""
        return chapters_of(self.tag)


def chapters_of(tag: Tag) -> list[TimedTitle]:
    """Return the chapters in a tag, in the order of the file."""
    return [
        TimedTitle(frame["start_ms"], frame["end_ms"], _title(frame)) for frame in tag.all("CHAP")
    ]


def _title(frame: id3.Frame) -> str:
    return next((f["text"] for f in frame["frames"] if f.name == "TIT2" and "text" in f.fields), "")


def find_recording(path: Path) -> Path:
    """Return the episode's MP3: the path itself, or the one in the folder.

    Raises:
        SourceError: where there is none, or several of which none has the folder's name.
    """
    if path.is_dir():
        named = path / f"{path.resolve().name}{FORMATS[MP3].suffix}"
        found = [named] if named.is_file() else sorted(path.glob("*.mp3"))
        if len(found) == 1:
            return found[0]
        several = "There are several MP3 files in the folder"
        what = several if found else "There is no MP3 file in the folder"
        raise SourceError(what, where=str(path), hint=_HINT)
    if not path.is_file():
        raise SourceError("There is no such file", where=str(path), hint=_HINT)
    return path


def gather(path: Path) -> Evidence:
    """Return what the files say; the sound is not decoded yet.

    Raises:
        SourceError: where the file cannot be read or is not an MP3.
    """
    try:
        with path.open("rb") as file:
            tag = id3.read(file)
            stream = _read_stream(file, tag.size_bytes, path.stat().st_size)
    except OSError as error:
        raise SourceError(
            f"The file cannot be read ({error.strerror})", where=str(path), hint=_HINT
        ) from error
    sound_bytes = path.stat().st_size - tag.size_bytes
    if not stream.walk.frames or stream.walk.frame_bytes < sound_bytes * MIN_SOUND_SHARE:
        raise SourceError("The file is not an MP3", where=str(path), hint=_HINT)
    return Evidence(
        path, tag, stream, read_side_file(path, "chapters"), read_side_file(path, "vtt")
    )


def _read_stream(file: BinaryIO, start: int, end: int) -> Stream:
    """Walk through the frames; the header's own is taken apart and not counted."""
    file.seek(max(end - ID3V1_BYTES, 0))
    if file.read(3) == b"TAG":
        end -= ID3V1_BYTES
    file.seek(start)
    first = file.read(4)
    header = mpeg.parse_header(first)
    frame = first + file.read(header.size_bytes - 4) if header else b""
    info = info_header.parse(frame)
    if info is None:
        file.seek(start)
    walk, crc = mpeg.FrameWalk(), 0
    for data in _chunks(file, end - file.tell()):
        walk.feed(data)
        crc = info_header.crc16(data, crc)
    return Stream(walk, info, crc)


def _chunks(file: BinaryIO, left_bytes: int) -> Iterator[bytes]:
    while left_bytes > 0 and (data := file.read(min(CHUNK_BYTES, left_bytes))):
        left_bytes -= len(data)
        yield data


def read_side_file(recording: Path, name: str) -> SideFile:
    """Return what the file of that format says, which lies beside the recording."""
    path = recording.with_suffix(FORMATS[name].suffix)
    try:
        text = path.read_text(encoding="utf-8")
        if name == "vtt":
            return SideFile(path.name, cues=tuple(webvtt.parse(text)))
        return SideFile(path.name, chapters=tuple(_parse_chapters(text)))
    except FileNotFoundError:
        return SideFile(path.name, problem=f"There is no {path.name} beside the recording.")
    except OSError as error:
        return SideFile(path.name, problem=f"{path.name} cannot be read: {error.strerror}.")
    except (ValueError, RecursionError) as error:
        return SideFile(path.name, problem=f"{path.name} is not well formed: {error}.")


def _parse_chapters(text: str) -> Iterator[TimedTitle]:
    document = json.loads(text)
    chapters = document.get("chapters") if isinstance(document, dict) else None
    if not isinstance(chapters, list):
        raise ValueError("it has no list of chapters")  # noqa: TRY004 - it is about a file's text.
    for number, chapter in enumerate(chapters, 1):
        entry: dict[str, Any] = chapter if isinstance(chapter, dict) else {}
        start, end = (_whole_ms(entry.get(name)) for name in ("startTime", "endTime"))
        if start is None or end is None:
            raise ValueError(f"chapter {number} has no times")
        yield TimedTitle(start, end, str(entry.get("title", "")))


def _whole_ms(seconds: Any) -> int | None:
    is_number = isinstance(seconds, int | float) and math.isfinite(seconds)
    return round(seconds * 1000) if is_number else None
