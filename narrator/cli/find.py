"""`narrator find`: when words are said in an episode."""

from __future__ import annotations

from pathlib import Path

import click

from narrator.cli import completing
from narrator.cli.helping import TOLD, Command, option
from narrator.cli.passages import passage_data, passage_lines
from narrator.cli.reporting import echo_json
from narrator.messages import _, counted


@click.command(cls=Command, short_help="Say when words are heard in an episode.")
@click.argument("words", metavar="WORDS")
@click.argument("episode", shell_complete=completing.files, metavar="EPISODE")
@option(TOLD, "--json", "as_json", is_flag=True, help="Report as JSON on standard output.")
def find(words: str, episode: str, as_json: bool) -> None:
    """Say when WORDS are heard in EPISODE, an MP3 file or its folder.

    Capitals, accents, punctuation and the ends of sentences do not count. The time is that of
    the sentence. The transcript beside the MP3 is searched.

    \b
    Example:
      narrator find "frozen river" output/harbour-bridge
    """
    from narrator.publishing.transcripts import find_words, open_transcript

    if not any(map(str.isalnum, words)):
        raise click.BadParameter(_("There are no words to look for."), param_hint="WORDS")
    found = list(find_words(open_transcript(Path(episode)), words))
    if as_json:
        echo_json(list(map(passage_data, found)))
        return
    for passage in found:
        for line in passage_lines(passage):
            click.echo(line)
    if found:
        click.echo(counted("Heard in {number} place.", "Heard in {number} places.", len(found)))
    else:
        click.echo(_("The words are not heard in it."))
