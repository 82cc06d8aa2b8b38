"""The command line: one file for each command, each imported when it is used.

Results go to standard output; messages and progress go to standard error, as plain lines
that a screen reader can follow.
"""

from __future__ import annotations

import errno
import io
import os
import signal
import sys
from collections.abc import Iterator, Mapping, Sequence
from importlib import import_module
from typing import Any

import click

from narrator import __version__
from narrator.cli.helping import TOLD, Group, option
from narrator.errors import NarratorError, OutputError
from narrator.messages import _, languages, translated, use, wanted

COMMANDS: Mapping[str, tuple[str, str]] = {
    "convert": ("narrator.cli.convert:convert", "Turn articles into MP3 episodes with chapters."),
    "listen": ("narrator.cli.listen:listen", "Speak articles now, through the loudspeaker."),
    "batch": (
        "narrator.cli.batch:batch",
        "Turn many articles into episodes: a folder, a feed, a list.",
    ),
    "edition": (
        "narrator.cli.edition:edition",
        "Turn many articles into one episode with a spoken index.",
    ),
    "plan": ("narrator.cli.plan:plan", "Show what will be said, without saying it."),
    "voices": ("narrator.cli.voices:voices", "List voices and profiles, or hear one."),
    "find": ("narrator.cli.find:find", "Say when words are heard in an episode."),
    "at": ("narrator.cli.at:at", "Say what is heard at a time of an episode."),
    "feed": ("narrator.cli.feed:feed", "Make a podcast of the episodes in a folder."),
    "serve": ("narrator.cli.serve:serve", "Let a phone at home subscribe to your episodes."),
    "cache": ("narrator.cli.cache:cache", "Show or clear what earlier runs kept."),
    "check": ("narrator.cli.check:check", "Open a finished episode again and verify it."),
    "manual": ("narrator.cli.manual:manual", "Write the manual: as a web page, as man pages."),
    "completion": (
        "narrator.cli.completion:completion",
        "Have your shell complete commands and names.",
    ),
    "doctor": ("narrator.cli.doctor:doctor", "Say what is installed and how to mend the rest."),
}
"""Where each command is, and its line in the overview, in the order of the overview."""

EXIT_INTERRUPTED = 130
"""128 and the number of SIGINT, as shells report it."""


class _Commands(Group):
    """A group whose commands are imported when they are used, so that `--help` is quick."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Return the commands in the order of the overview."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - click's signature
        """Return a command, imported now."""
        if cmd_name not in COMMANDS:
            return None
        module, _, name = COMMANDS[cmd_name][0].partition(":")
        command: click.Command = getattr(import_module(module), name)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command; an unknown one is answered with the nearest there is."""
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            from narrator.errors import nearest

            near = nearest(args[0], COMMANDS)
            error.message = f"{translated(error.message)} {translated(near)}"
            raise

    def command_rows(self, ctx: click.Context) -> Iterator[tuple[str, str]]:  # noqa: ARG002 - click's signature
        """Yield the overview without importing a single command."""
        yield from ((name, _(line)) for name, (_where, line) in COMMANDS.items())


@click.command(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@option(
    TOLD,
    "--language",
    type=click.Choice(languages()),
    metavar="TAG",
    is_eager=True,
    expose_value=False,
    callback=lambda _context, _option, language: use(language) if language else None,
    help="Of narrator's own messages: en or de. Default: the system's, else en.",
)
@click.version_option(__version__, prog_name="narrator", message="%(prog)s %(version)s")
def cli() -> None:
    """Turn articles into spoken MP3 episodes with chapters.

    \b
    Examples:
      narrator convert article.html
      narrator convert https://example.com/story --profile brisk
      narrator listen article.html
      narrator plan article.txt
    """


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and exit with the code that says how it went."""
    sys.exit(run(arguments))


def run(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code; every error is turned into words here."""
    previous = _end_politely()
    _print_every_alphabet()
    use(wanted())
    try:
        result: Any = cli.main(args=arguments, prog_name="narrator", standalone_mode=False)
        _flush()
    except NarratorError as error:
        say_error(error)
        return error.exit_code
    except click.ClickException as error:
        from narrator.cli.usage import usage_lines

        for line in usage_lines(error):
            click.echo(line, err=True)
        return error.exit_code
    except (KeyboardInterrupt, click.Abort):
        click.echo(_("Interrupted. Nothing was left half written."), err=True)
        return EXIT_INTERRUPTED
    except SystemExit as ending:  # click's answer to an output that nobody reads any more.
        if isinstance(ending.__context__, BrokenPipeError):
            return 0
        raise
    except OSError as error:
        if error.errno != errno.ENOSPC:
            raise
        _discard_output()
        say_error(OutputError("The result cannot be written", where=str(error.strerror)))
        return OutputError.exit_code
    finally:
        if previous is not None:
            signal.signal(signal.SIGTERM, previous)
    return result if isinstance(result, int) else 0


def _flush() -> None:
    """Write out what is printed, unless the caller closed the output (`>&-`)."""
    if sys.stdout is not None:
        sys.stdout.flush()


def _print_every_alphabet() -> None:
    """Have output that is redirected be UTF-8, whatever the system's old encoding is.

    A terminal keeps its own encoding; what it lacks is then shown by its code.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            encoding = stream.encoding if stream.isatty() else "utf-8"
            stream.reconfigure(encoding=encoding, errors="backslashreplace")


def _discard_output() -> None:
    """Drop what is still to be written, since writing it again at the end fails again."""
    sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115 - until the end


def say_notice(line: str) -> None:
    """Say on standard error, in the person's language, what must not be missed, quiet or not."""
    click.echo(translated(line), err=True)


def say_error(error: NarratorError) -> None:
    """Print what happened, where, and what to do next, to standard error."""
    click.echo(f"{_('Error:')} {sentence_of(error)}", err=True)
    if error.hint:
        click.echo(translated(error.hint), err=True)
    if error.retry:
        click.echo(_("Trying again may help."), err=True)


def sentence_of(error: NarratorError) -> str:
    """Return what happened and where, in the language of messages."""
    said = translated(error.message)
    return NarratorError(said, where=error.where).sentence


def _end_politely() -> Any:
    """Have SIGTERM end a run as Ctrl-C does, so that it cleans up behind itself."""

    def interrupt(_signal: int, _frame: object) -> None:
        raise KeyboardInterrupt

    try:
        return signal.signal(signal.SIGTERM, interrupt)
    except ValueError:  # Not in the main thread, where signals cannot be set.
        return None
