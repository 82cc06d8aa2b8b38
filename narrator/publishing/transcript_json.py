"""The transcript with the time of every word, as the JSON transcript of Podcasting 2.0.

Version 1.0.0 of the format (podcast-namespace, transcripts/transcripts.md) has segments of
`speaker`, `startTime`, `endTime` and `body`. A segment here is a sentence, with three more
keys that other programs pass over: `language` where it is not the article's, `words`, and
`wordTimes`, which says where the times of the words come from.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from narrator.episode import Cue, Episode
from narrator.timing import samples_to_seconds

VERSION = "1.0.0"
MEASURED, ESTIMATED = "measured", "estimated"
"""Times of words: told by the engine, or reckoned from the letters of the sentence."""


def write(episode: Episode, path: Path) -> None:
    """Write the transcript as a JSON file, a line for each segment."""
    with path.open("w", encoding="utf-8", errors="replace", newline="\n") as file:
        file.write(f'{{"version": "{VERSION}", "segments": [')
        for number, cue in enumerate(episode.cues):
            line = json.dumps(_segment(cue, episode), ensure_ascii=False)
            file.write(f"{',' if number else ''}\n{line}")
        file.write("\n]}\n")


def _segment(cue: Cue, episode: Episode) -> dict[str, Any]:
    rate_hz = episode.master.rate_hz
    own = {"language": cue.language} if cue.language != episode.metadata.language else {}
    words = [
        {"startTime": samples_to_seconds(word.start_samples, rate_hz), "body": word.text}
        for word in cue.words
    ]
    times = {"wordTimes": ESTIMATED if cue.words_estimated else MEASURED} if words else {}
    return {
        "speaker": cue.voice,
        "startTime": samples_to_seconds(cue.start_samples, rate_hz),
        "endTime": samples_to_seconds(cue.end_samples, rate_hz),
        "body": cue.text,
        **own,
        **times,
        "words": words,
    }
