"""What the commands say about plans and episodes, as plain lines and as data."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import click

from narrator.article import Omission, Reason, shorten
from narrator.episode import Episode
from narrator.errors import NarratorError
from narrator.timing import ms_to_clock, ms_to_words


def echo_json(data: Any) -> None:
    """Write data to standard output as JSON, letters as they are."""
    click.echo(json.dumps(data, ensure_ascii=False, indent=2))


def result_line(episode: Episode, files: Sequence[Path]) -> str:
    """Return the last line: what was made, where, how long it is, and what is not in it."""
    made = f"Made {files[0]}: {ms_to_words(episode.duration_ms)}, {count_chapters(episode)}."
    parts = (made, _who_stands_in(episode), summary_of_omissions(episode.omissions))
    return " ".join(part for part in parts if part)


def _who_stands_in(episode: Episode) -> str:
    """Return a sentence where other voices than the profile's speak."""
    if not episode.in_place_of:
        return ""
    engines = {voice.partition(" ")[0]: None for voice in episode.voices}
    return f"Spoken by {' and '.join(engines)} in place of {episode.in_place_of}, which failed."


def count_chapters(episode: Episode) -> str:
    """Return the number of chapters in words."""
    count = len(episode.chapters)
    return "1 chapter" if count == 1 else f"{count} chapters"


def summary_of_omissions(omissions: Sequence[Omission]) -> str:
    """Return one sentence: how much is not in the audio, and why."""
    if not omissions:
        return "Everything the article says is in the audio."
    words = words_by_reason(omissions)
    parts = [f"{reason}, {_count(count, 'word')}" for reason, count in words.most_common()]
    return f"Not in the audio: {'; '.join(parts)}."


def what_is_left_out(omissions: Sequence[Omission]) -> Iterator[str]:
    """Yield one line for each reason, with the beginning of what was left out for it."""
    for reason, count in words_by_reason(omissions).most_common():
        pieces = [omission.excerpt for omission in omissions if omission.reason is reason]
        shown = "; ".join(shorten(piece) for piece in pieces[:3])
        more = f"; and {len(pieces) - 3} more" if len(pieces) > 3 else ""
        yield f"Not in the audio, {reason} ({_count(count, 'word')}): {shown}{more}"


def words_by_reason(omissions: Sequence[Omission]) -> Counter[Reason]:
    """Return how many words were left out for each reason."""
    counts: Counter[Reason] = Counter()
    for omission in omissions:
        counts[omission.reason] += len(omission.excerpt.split())
    return counts


def say_warnings(warnings: Sequence[str]) -> None:
    """Print what the listener should know of the text, to standard error; never silenced."""
    for warning in warnings:
        click.echo(f"Warning: {warning}", err=True)


def episode_data(
    episode: Episode, files: Sequence[Path], warnings: Sequence[str] = ()
) -> dict[str, Any]:
    """Return what was made as data, for `--json`."""
    return {
        "files": [str(path) for path in files],
        "headline": episode.metadata.headline,
        "language": episode.metadata.language,
        "duration_ms": episode.duration_ms,
        "voices": list(episode.voices),
        "in_place_of": episode.in_place_of,
        "warnings": list(warnings),
        "chapters": [
            {
                "title": chapter.title,
                "level": chapter.level,
                "start_ms": episode.to_ms(chapter.start_samples),
                "end_ms": episode.to_ms(chapter.end_samples),
                "start": ms_to_clock(episode.to_ms(chapter.start_samples)),
            }
            for chapter in episode.chapters
        ],
        "omissions": [
            {"stage": omission.stage, "reason": omission.reason, "excerpt": omission.excerpt}
            for omission in episode.omissions
        ],
    }


def error_data(error: NarratorError) -> dict[str, Any]:
    """Return an error as data, for `--json`."""
    return {
        "message": error.message,
        "where": error.where,
        "hint": error.hint,
        "retry": error.retry,
        "exit_code": error.exit_code,
    }


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
