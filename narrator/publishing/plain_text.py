"""The transcript as plain text: what is heard, with the times of the chapters."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from narrator.episode import Episode
from narrator.publishing.paragraphs import spoken_paragraphs
from narrator.timing import ms_to_clock


def write(episode: Episode, path: Path) -> None:
    """Write the transcript, one paragraph a line, an empty line between them."""
    text = "\n\n".join(render(episode))
    path.write_text(f"{text}\n", encoding="utf-8", errors="replace", newline="\n")


def render(episode: Episode) -> Iterator[str]:
    """Yield the paragraphs; the first of a chapter has its time. Last is what is not heard."""
    for paragraph in spoken_paragraphs(episode):
        time = f"[{ms_to_clock(paragraph.start_ms).partition('.')[0]}] "
        yield f"{time if paragraph.begins_chapter else ''}{paragraph.text}"
    for omission in episode.omissions:
        yield f"[Not in the audio, {omission.reason}] {' '.join(omission.excerpt.split())}"
