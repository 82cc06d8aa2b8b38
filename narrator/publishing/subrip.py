"""The transcript with times as SubRip (SRT), for programs that do not read WebVTT.

There is no standard; the form is that of the podcast namespace (transcripts/transcripts.md) and
of Matroska's `S_TEXT/UTF8`. Where we depart: a cue is a whole sentence, in as many characters as
it has, so that all files have the same times; and the voices of a profile, which are no persons,
are not named.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from narrator.episode import Episode
from narrator.publishing.webvtt import full_lines, timed_cues
from narrator.timing import ms_to_subrip


def write(episode: Episode, path: Path) -> None:
    """Write the cues as an SRT file."""
    with path.open("w", encoding="utf-8", errors="replace", newline="\n") as file:
        file.writelines(render(episode))


def render(episode: Episode) -> Iterator[str]:
    """Yield the cues, each with the empty line that ends it."""
    for number, (start_ms, end_ms, cue) in enumerate(timed_cues(episode), 1):
        text = "\n".join(full_lines(cue.text)).replace("-->", "->")
        yield f"{number}\n{ms_to_subrip(start_ms)} --> {ms_to_subrip(end_ms)}\n{text}\n\n"
