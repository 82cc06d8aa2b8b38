"""`narrator feed`: the podcast feed of the episodes in a folder."""

from __future__ import annotations

from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from narrator.cli import say_notice
from narrator.cli.helping import SHOW, TOLD, WRITTEN, Command, Group, option, options_by_heading
from narrator.cli.reporting import echo_json
from narrator.errors import OutputError
from narrator.messages import _, counted
from narrator.telling import tell_nobody

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from narrator.feed import Finding, WrittenFeed
    from narrator.telling import Tell

INIT = "init"


class _Feed(Group):
    """A group whose own argument is a folder, unless it is the word `init`."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Take a first word that is no command as the argument of the command `write`."""
        if not args or (args[0] != INIT and args[0] not in ctx.help_option_names):
            args = ["write", *args]
        return super().parse_args(ctx, args)

    def usages(self, ctx: click.Context) -> Iterator[str]:
        """Yield both ways of calling it."""
        yield f"{ctx.command_path} [OPTIONS] DIRECTORY"
        yield f"{ctx.command_path} {INIT} [OPTIONS] DIRECTORY"

    def shown_options(self, ctx: click.Context) -> Iterator[tuple[str, list[tuple[str, str]]]]:
        """Yield the options that go with a folder."""
        yield from options_by_heading(write, ctx)


class _Nameless(Command):
    """A command that is called by the name of its group alone."""

    def make_context(
        self,
        info_name: str | None,  # noqa: ARG002 - it has no name that a person types
        args: list[str],
        parent: click.Context | None = None,
        **extra: Any,
    ) -> click.Context:
        """Return a context of the group's name."""
        return super().make_context("", args, parent, **extra)


@click.group(cls=_Feed, short_help="Make a podcast of the episodes in a folder.")
def feed() -> None:
    """Make a podcast of the episodes in a folder: narrator feed DIRECTORY.

    The feed is written as DIRECTORY/feed.xml and held against the rules of podcast directories.
    What it says of the show stands in DIRECTORY/show.toml; `narrator feed init DIRECTORY` writes
    that file for you to fill in. `narrator serve DIRECTORY` lets a phone at home subscribe.
    Exit code 7: a rule is broken.

    \b
    Examples:
      narrator feed init output --title "The Harbour Post"
      narrator feed output
      narrator feed output --check
      narrator feed output --prune
    """


@feed.command("write", cls=_Nameless, hidden=True)
@click.argument("directory", type=click.Path(path_type=Path))
@option(
    WRITTEN, "--check", "only_check", is_flag=True, help="Write nothing: check the feed there is."
)
@option(WRITTEN, "--prune", is_flag=True, help="Drop entries whose episodes are gone.")
@option(TOLD, "--json", "as_json", is_flag=True, help="Report as JSON on standard output.")
@option(TOLD, "-q", "--quiet", is_flag=True, help="No lines about what is left out.")
def write(directory: Path, only_check: bool, prune: bool, as_json: bool, quiet: bool) -> int:
    """Write the feed of the episodes in DIRECTORY, and check it."""
    from narrator.feed import FEED_FILE, check_feed, write_feed

    if only_check:
        found = check_feed(directory)
        _report(
            {"feed": str(directory / FEED_FILE)}, found, as_json, _("The feed keeps the rules.")
        )
        return _exit_code(found)

    tell = tell_nobody if quiet else say_notice
    written = write_feed(directory, prune=prune, tell=tell)
    _report(_data(written), written.findings, as_json, result_line(written))
    return _exit_code(written.findings)


@feed.command(INIT, short_help="Write a file of settings to fill in.")
@click.argument("directory", type=click.Path(path_type=Path))
@option(SHOW, "--title", metavar="TEXT", default="", help="What the podcast is called.")
@option(SHOW, "--description", metavar="TEXT", default="", help="What it is about.")
@option(SHOW, "--base-url", metavar="URL", default="", help="Where DIRECTORY is on the web.")
@option(SHOW, "--language", metavar="TAG", default="", help="Its language, as en-GB.")
@option(SHOW, "--author", metavar="NAME", default="", help="Who makes it.")
def init(directory: Path, **told: str) -> None:
    """Write DIRECTORY/show.toml, the settings of the podcast, for you to fill in.

    It is never written over.

    \b
    Example:
      narrator feed init output --title "The Harbour Post"
    """
    from narrator.feed import Show, write_settings
    from narrator.feed.show import checked

    given: dict[str, Any] = {name: value for name, value in told.items() if value}
    path = write_settings(directory, checked(replace(Show(), **given), "narrator feed init"))
    click.echo(
        _("Made {path}. Fill it in, then: {command}").format(
            path=path, command=f"narrator feed {directory}"
        )
    )


def check_settings(directory: Path) -> None:
    """Have what is wrong with the settings of the show said before a long run.

    Raises:
        ProfileError: for the first setting that is wrong.
    """
    from narrator.feed import read_show

    read_show(directory)


def write_and_tell(directory: Path, tell: Tell) -> int:
    """Write the feed of a folder as a part of a longer run, and return the exit code for it.

    Args:
        directory: Where the folders of the episodes are.
        tell: Takes every line, the last one included: the output belongs to the run.
    """
    from narrator.feed import write_feed

    written = write_feed(directory, tell=tell)
    for finding in written.findings:
        tell(str(finding))
    tell(result_line(written))
    return _exit_code(written.findings)


def result_line(written: WrittenFeed) -> str:
    """Return the last line: which feed, how many episodes, and how many of them are kept."""
    told = counted("{number} episode", "{number} episodes", len(written.entries))
    if written.kept:
        kept = _("{episodes}, {number} of them kept from before")
        told = kept.format(episodes=told, number=written.kept)
    said = (
        _("Made {path}: {episodes}.")
        if written.has_changed
        else _("Unchanged: {path}: {episodes}.")
    )
    return said.format(path=written.path, episodes=told)


def _data(written: WrittenFeed) -> dict[str, Any]:
    return {
        "feed": str(written.path),
        "changed": written.has_changed,
        "episodes": [
            {
                "title": entry.item.value("title"),
                "guid": entry.guid,
                "published": entry.published.isoformat(),
                "kept": entry.is_kept,
            }
            for entry in written.entries
        ],
    }


def _report(
    data: dict[str, Any], findings: Sequence[Finding], as_json: bool, last_line: str
) -> None:
    if as_json:
        echo_json({**data, "findings": [asdict(finding) for finding in findings]})
        return
    for finding in findings:
        say_notice(str(finding))
    faults = sum(1 for finding in findings if finding.severity == "error")
    if faults:
        broken = counted("{number} rule is broken.", "{number} rules are broken.", faults)
        last_line = f"{last_line} {broken}"
    click.echo(last_line)


def _exit_code(findings: Sequence[Finding]) -> int:
    broken = any(finding.severity == "error" for finding in findings)
    return OutputError.exit_code if broken else 0
