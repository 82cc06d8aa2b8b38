"""Every command with what its help tells, as the manual takes it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import click

from narrator.cli import cli
from narrator.cli.helping import Command, Group, Told, commands_of, told_by

PROGRAM = "narrator"


@dataclass(frozen=True, slots=True)
class Entry:
    """A command in the manual."""

    words: tuple[str, ...]
    """What is typed to call it, the program first."""
    told: Told
    usages: tuple[str, ...]
    options: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
    """Headings, each with its options: how one is written, and what it does."""
    below: tuple[tuple[str, str], ...]
    """The commands below this one, each with its line."""

    @property
    def name(self) -> str:
        """The words as one name, as man pages have it: `narrator-voices-sample`."""
        return "-".join(self.words)


def entries() -> Iterator[Entry]:
    """Yield every command that is shown, each before those below it."""
    yield from _entries(cli, (PROGRAM,), None)


def _entries(
    command: click.Command, words: tuple[str, ...], parent: click.Context | None
) -> Iterator[Entry]:
    ctx = click.Context(command, info_name=words[-1], parent=parent, **command.context_settings)
    below = tuple(commands_of(command, ctx)) if isinstance(command, click.Group) else ()
    if not isinstance(command, Command | Group):
        raise TypeError(f"{words} does not tell its help as the others do")
    yield Entry(
        words,
        told_by(command),
        tuple(command.usages(ctx)),
        tuple((heading, tuple(rows)) for heading, rows in command.shown_options(ctx)),
        below,
    )
    if isinstance(command, click.Group):
        for name, _line in below:
            inner = command.get_command(ctx, name)
            if inner is not None:
                yield from _entries(inner, (*words, name), ctx)
