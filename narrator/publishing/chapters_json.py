"""The chapters as JSON Chapters 1.2.0, of the Podcasting 2.0 namespace."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from narrator.episode import Episode
from narrator.timing import samples_to_seconds

VERSION = "1.2.0"
"""Of the format (podcast-namespace, chapters/jsonChapters.md)."""


def write(episode: Episode, path: Path) -> None:
    """Write the chapters as a JSON file."""
    text = json.dumps(document(episode), ensure_ascii=False, indent=2)
    path.write_text(text + "\n", encoding="utf-8", errors="replace", newline="\n")


def document(episode: Episode) -> dict[str, Any]:
    """Return the chapters as the format wants them, times in seconds."""
    meta = episode.metadata
    known = {
        "title": meta.headline,
        "author": ", ".join(meta.authors),
        "podcastName": meta.site,
    }
    rate_hz = episode.master.rate_hz
    chapters = [
        {
            "startTime": samples_to_seconds(chapter.start_samples, rate_hz),
            "endTime": samples_to_seconds(chapter.end_samples, rate_hz),
            "title": chapter.title,
        }
        for chapter in episode.chapters
    ]
    said = {name: text for name, text in known.items() if text}
    return {"version": VERSION, **said, "chapters": chapters}
