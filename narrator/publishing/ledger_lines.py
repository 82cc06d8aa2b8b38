"""The ledger as JSON Lines: one line for each stretch of the article's text (jsonlines.org)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from narrator.episode import Episode
from narrator.ledger import Account
from narrator.timing import ms_to_clock


def write(episode: Episode, path: Path) -> None:
    """Write the ledger, in the order of speech."""
    with path.open("w", encoding="utf-8", errors="replace", newline="\n") as file:
        for entry in episode.ledger:
            file.write(json.dumps(line(entry, episode), ensure_ascii=False) + "\n")


def line(entry: Account, episode: Episode) -> dict[str, Any]:
    """Return one account as data; what there is not is null, so that every line has every key."""
    start, end = entry.start_samples, entry.end_samples
    start_ms = None if start is None else episode.to_ms(start)
    return {
        "done": entry.done,
        "written": entry.written,
        "spoken": entry.spoken or None,
        "role": entry.role,
        "language": entry.language or None,
        "origin": entry.origin or None,
        "stage": entry.stage,
        "reason": entry.reason,
        "start": None if start_ms is None else ms_to_clock(start_ms),
        "start_ms": start_ms,
        "end_ms": None if end is None else episode.to_ms(end),
        "engine": entry.voice.engine if entry.voice else None,
        "voice": entry.voice.name if entry.voice else None,
    }
