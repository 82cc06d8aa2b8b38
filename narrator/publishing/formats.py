"""The formats of an episode's files: a closed table."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from narrator.episode import Episode
from narrator.errors import ProfileError, nearest
from narrator.publishing import (
    chapters_json,
    daisy,
    episode_json,
    epub,
    ledger_lines,
    m4b,
    mp3,
    opus,
    page,
    plain_text,
    subrip,
    transcript_html,
    transcript_json,
    webvtt,
)


@dataclass(frozen=True, slots=True)
class Format:
    """One kind of file that an episode is published as."""

    suffix: str
    """Behind the episode's name, with its dot."""
    media_type: str
    """For feeds and web servers."""
    write: Callable[[Episode, Path], None]
    needs_recording: bool = False
    """Whether it names the MP3 or holds it: it is written beside the MP3, under its last name."""


MP3 = "mp3"
"""The recording itself, which every episode has."""

LEDGER = "ledger"
"""What became of each stretch of text: for those who want to see it."""

FORMATS: Mapping[str, Format] = {
    MP3: Format(".mp3", "audio/mpeg", mp3.write),
    "chapters": Format(".chapters.json", "application/json+chapters", chapters_json.write),
    "vtt": Format(".vtt", "text/vtt", webvtt.write),
    "transcript": Format(".transcript.json", "application/json", transcript_json.write),
    "episode": Format(".episode.json", "application/json", episode_json.write),
    "page": Format(".html", "text/html", page.write, needs_recording=True),
    "epub": Format(".epub", "application/epub+zip", epub.write, needs_recording=True),
    "srt": Format(".srt", "application/x-subrip", subrip.write),
    "txt": Format(".txt", "text/plain", plain_text.write),
    "transcript-html": Format(".transcript.html", "text/html", transcript_html.write),
    "m4b": Format(".m4b", "audio/mp4", m4b.write),
    "opus": Format(".opus", "audio/ogg", opus.write),
    "daisy": Format(".daisy.zip", "application/zip", daisy.write, needs_recording=True),
    LEDGER: Format(".ledger.jsonl", "application/jsonl", ledger_lines.write),
}

ON_REQUEST = {"epub", "srt", "txt", "transcript-html", "m4b", "opus", "daisy", LEDGER}
"""What costs as much as the MP3 again, or is for few."""

DEFAULT_FORMATS: Sequence[str] = tuple(name for name in FORMATS if name not in ON_REQUEST)
"""What is written unless other formats are asked for."""


def check_formats(names: Sequence[str]) -> tuple[str, ...]:
    """Return the names, each once, the MP3 first, asked for or not.

    Raises:
        ProfileError: for a name that no format has, with the nearest one.
    """
    for name in names:
        if name not in FORMATS:
            raise ProfileError("Unknown format", where=name, hint=nearest(name, FORMATS))
    return tuple(dict.fromkeys([MP3, *names]))


def find(names: Sequence[str]) -> list[Format]:
    """Return the formats of those names, each once, the MP3 first, asked for or not.

    Raises:
        ProfileError: for a name that no format has, with the nearest one.
    """
    return [FORMATS[name] for name in check_formats(names)]
