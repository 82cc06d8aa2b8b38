"""The formats of an episode's files: a closed table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from narrator.episode import Episode
from narrator.errors import ProfileError, nearest


@dataclass(frozen=True, slots=True)
class Format:
    """One kind of file that an episode is published as."""

    suffix: str
    """Behind the episode's name, with its dot."""
    media_type: str
    """For feeds and web servers."""
    module: str
    """The module of this package that writes it; imported when it does."""
    needs_recording: bool = False
    """Whether it names the MP3 or holds it: it is written beside the MP3, under its last name."""

    def write(self, episode: Episode, path: Path) -> None:
        """Write the episode in this format."""
        import_module(f"narrator.publishing.{self.module}").write(episode, path)


MP3 = "mp3"
"""The recording itself, which every episode has."""

LEDGER = "ledger"
"""What became of each stretch of text: for those who want to see it."""

FORMATS: Mapping[str, Format] = {
    MP3: Format(".mp3", "audio/mpeg", "mp3"),
    "chapters": Format(".chapters.json", "application/json+chapters", "chapters_json"),
    "vtt": Format(".vtt", "text/vtt", "webvtt"),
    "transcript": Format(".transcript.json", "application/json", "transcript_json"),
    "episode": Format(".episode.json", "application/json", "episode_json"),
    "page": Format(".html", "text/html", "page", needs_recording=True),
    "epub": Format(".epub", "application/epub+zip", "epub", needs_recording=True),
    "srt": Format(".srt", "application/x-subrip", "subrip"),
    "txt": Format(".txt", "text/plain", "plain_text"),
    "transcript-html": Format(".transcript.html", "text/html", "transcript_html"),
    "m4b": Format(".m4b", "audio/mp4", "m4b"),
    "opus": Format(".opus", "audio/ogg", "opus"),
    "daisy": Format(".daisy.zip", "application/zip", "daisy", needs_recording=True),
    LEDGER: Format(".ledger.jsonl", "application/jsonl", "ledger_lines"),
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
