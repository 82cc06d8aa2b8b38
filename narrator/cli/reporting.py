"""What the commands say about plans and episodes, as plain lines and as data."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import click

from narrator.article import Omission, shorten
from narrator.episode import Episode
from narrator.errors import NarratorError
from narrator.messages import _, counted, length, translated
from narrator.timing import ms_to_clock


def echo_json(data: Any) -> None:
    """Write data to standard output as JSON, letters as they are."""
    click.echo(json.dumps(data, ensure_ascii=False, indent=2))


def result_line(episode: Episode, files: Sequence[Path]) -> str:
    """Return the last line: what was made, where, how long it is, and what is not in it."""
    made = _("Made {path}: {length}, {chapters}.").format(
        path=files[0], length=length(episode.duration_ms), chapters=count_chapters(episode)
    )
    parts = (made, _who_stands_in(episode), summary_of_omissions(episode.omissions))
    return " ".join(part for part in parts if part)


def _who_stands_in(episode: Episode) -> str:
    """Return a sentence where other voices than the profile's speak."""
    if not episode.in_place_of:
        return ""
    engines = {voice.partition(" ")[0]: None for voice in episode.voices}
    return _("Spoken by {engines} in place of {engine}, which failed.").format(
        engines=_(" and ").join(engines), engine=episode.in_place_of
    )


def count_chapters(episode: Episode) -> str:
    """Return the number of chapters in words."""
    return counted("{number} chapter", "{number} chapters", len(episode.chapters))


def line_of_report(report: Mapping[str, Any]) -> str:
    """Return the last line for an episode that was made before, from what was reported then."""
    chapters = counted("{number} chapter", "{number} chapters", len(report["chapters"]))
    line = _("Up to date: {path}: {length}, {chapters}.").format(
        path=report["files"][0], length=length(report["duration_ms"]), chapters=chapters
    )
    left_out = [(entry["reason"], entry["excerpt"]) for entry in report["omissions"]]
    return f"{line} {_summary(_words_by_reason(left_out))}"


def summary_of_omissions(omissions: Sequence[Omission]) -> str:
    """Return one sentence: how much is not in the audio, and why."""
    return _summary(words_by_reason(omissions))


def _summary(words: Counter[str]) -> str:
    if not words:
        return _("Everything the article says is in the audio.")
    parts = [f"{_(reason)}, {_words(count)}" for reason, count in words.most_common()]
    return _("Not in the audio: {parts}.").format(parts="; ".join(parts))


def what_is_left_out(omissions: Sequence[Omission]) -> Iterator[str]:
    """Yield one line for each reason, with the beginning of what was left out for it."""
    for reason, count in words_by_reason(omissions).most_common():
        pieces = [omission.excerpt for omission in omissions if omission.reason == reason]
        shown = "; ".join(shorten(piece) for piece in pieces[:3])
        if len(pieces) > 3:
            shown = _("{pieces}; and {number} more").format(pieces=shown, number=len(pieces) - 3)
        yield _("Not in the audio, {reason} ({words}): {pieces}").format(
            reason=_(reason), words=_words(count), pieces=shown
        )


def words_by_reason(omissions: Sequence[Omission]) -> Counter[str]:
    """Return how many words were left out for each reason."""
    return _words_by_reason((omission.reason, omission.excerpt) for omission in omissions)


def _words_by_reason(left_out: Iterable[tuple[str, str]]) -> Counter[str]:
    counts: Counter[str] = Counter()
    for reason, excerpt in left_out:
        counts[reason] += len(excerpt.split())
    return counts


def say_warnings(warnings: Sequence[str]) -> None:
    """Print what the listener should know of the text, to standard error; never silenced."""
    for warning in warnings:
        click.echo(f"{_('Warning:')} {translated(warning)}", err=True)


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


def _words(number: int) -> str:
    return counted("{number} word", "{number} words", number)
