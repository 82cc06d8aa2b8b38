"""`narrator at`: what is said at a time of an episode."""

from __future__ import annotations

from pathlib import Path

import click

from narrator.cli import completing
from narrator.cli.helping import TOLD, Command, option
from narrator.cli.passages import passage_data, passage_lines
from narrator.cli.reporting import echo_json
from narrator.messages import _
from narrator.timing import ms_to_clock, typed_to_ms


@click.command(cls=Command, short_help="Say what is heard at a time of an episode.")
@click.argument("time", metavar="TIME")
@click.argument("episode", shell_complete=completing.files, metavar="EPISODE")
@option(TOLD, "--json", "as_json", is_flag=True, help="Report as JSON on standard output.")
def at(time: str, episode: str, as_json: bool) -> None:
    """Say what is heard at TIME in EPISODE, an MP3 file or its folder.

    TIME is minutes and seconds (12:34), hours too (1:02:03), or seconds (95). In a pause it is
    the sentence before.

    \b
    Example:
      narrator at 12:34 output/harbour-bridge
    """
    from narrator.publishing.transcripts import open_transcript, passage_at

    try:
        time_ms = typed_to_ms(time)
    except ValueError as error:
        raise click.BadParameter(
            _("{time} is not a time; write it as 12:34, 1:02:03 or 95.").format(time=time),
            param_hint="TIME",
        ) from error
    transcript = open_transcript(Path(episode))
    if time_ms > transcript.duration_ms:
        raise click.BadParameter(
            _("The episode ends at {time}.").format(time=ms_to_clock(transcript.duration_ms)),
            param_hint="TIME",
        )
    passage = passage_at(transcript, time_ms)
    speaking = passage.start_ms <= time_ms < passage.end_ms
    if as_json:
        data = {**passage_data(passage), "speaking": speaking}
        echo_json(data)
        return
    for line in passage_lines(passage):
        click.echo(line)
    if not speaking:
        click.echo(_("Nobody speaks at that time."))
