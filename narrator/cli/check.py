"""`narrator check`: a finished episode, opened again and verified."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import click

from narrator.cli import completing, say_error
from narrator.cli.helping import SOUND, TOLD, Command, option
from narrator.cli.reporting import echo_json
from narrator.errors import AudioError, NarratorError
from narrator.messages import translated


@click.command(cls=Command, short_help="Open a finished episode again and verify it.")
@click.argument(
    "episodes", shell_complete=completing.files, nargs=-1, required=True, metavar="EPISODE..."
)
@option(
    SOUND,
    "--loudness",
    type=float,
    default=-16.0,
    metavar="LUFS",
    help="What was aimed at. Default: -16.",
)
@option(
    SOUND,
    "--true-peak",
    type=float,
    default=-1.0,
    metavar="DBTP",
    help="The highest that is allowed. Default: -1.",
)
@option(TOLD, "--json", "as_json", is_flag=True, help="Report as JSON on standard output.")
def check(episodes: tuple[str, ...], loudness: float, true_peak: float, as_json: bool) -> int:
    """Decode each EPISODE, an MP3 file or its folder, and say what is wrong with it.

    Chapters are held against the transcript and the sound, loudness and peaks are measured,
    the header and the tags are read.

    \b
    Example:
      narrator check output/harbour-bridge
    """
    from narrator.publishing import check as check_episode

    reports, unreadable = [], []
    for episode in episodes:
        try:
            report = check_episode(Path(episode), loudness_lufs=loudness, true_peak_dbtp=true_peak)
        except NarratorError as error:
            if len(episodes) == 1:
                raise
            say_error(error)
            unreadable.append(error)
            continue
        reports.append(report)
        if not as_json:
            for line in str(report).splitlines():
                click.echo(translated(line))
    if as_json:
        data = [{**asdict(report), "passed": report.passed} for report in reports]
        echo_json(data)
    if unreadable:
        return unreadable[0].exit_code
    return 0 if all(report.passed for report in reports) else AudioError.exit_code
