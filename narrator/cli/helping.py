"""How `--help` is told: what it does, examples, then options by what they are for.

One thing stands below the other, so that it makes sense line by line: no columns, no boxes,
and ranges in the words of the option itself.
"""

from __future__ import annotations

import inspect
import textwrap
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, TypeVar

import click

from narrator.messages import _

READ = "What is read"
VOICE = "The voice"
SAID = "What is said"
PLAYED = "The playing"
SOUND = "The sound"
WRITTEN = "What is written"
SHOW = "The podcast"
REMOVED = "What is removed"
WORK = "How the work is done"
TOLD = "How it is told"
HEADINGS = (READ, VOICE, SAID, PLAYED, SOUND, WRITTEN, SHOW, REMOVED, WORK, TOLD)
"""What options are for, in the order of the help."""

WIDTH = 80
"""Columns of a line at most: what terminals and lines of Braille displays are made for."""
INDENT = "  "
HANGING = "      "

Decorated = TypeVar("Decorated", bound=Callable[..., Any])


class Option(click.Option):
    """An option that knows what it is for."""

    def __init__(self, *arguments: Any, heading: str = TOLD, **more: Any) -> None:
        super().__init__(*arguments, **more)
        self.heading = heading


def option(heading: str, *names: str, **more: Any) -> Callable[[Decorated], Decorated]:
    """Declare an option under a heading of the help, else as `click.option` does."""
    return click.option(*names, cls=Option, heading=heading, **more)


@dataclass(frozen=True, slots=True)
class Told:
    """What the docstring of a command tells."""

    sentence: str
    paragraphs: tuple[str, ...]
    examples: tuple[str, ...]


def told_by(command: click.Command) -> Told:
    """Take a command's docstring apart: first sentence, the rest, and the lines of examples."""
    blocks = inspect.cleandoc(command.help or "").split("\n\n")
    examples: list[str] = []
    texts = []
    for block in blocks:
        lines = block.strip("\b\n").splitlines()
        if lines and lines[0] in {"Example:", "Examples:"}:
            examples += [line.strip() for line in lines[1:]]
        elif lines:
            texts.append(" ".join(line.strip() for line in lines))
    return Told(texts[0] if texts else "", tuple(texts[1:]), tuple(examples))


def options_by_heading(
    command: click.Command, ctx: click.Context
) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """Yield each heading with its options: how each is written, and what it does."""
    shown = [(param, param.get_help_record(ctx)) for param in command.get_params(ctx)]
    for heading in HEADINGS:
        rows = [
            (record[0], _(getattr(param, "help", "") or ""))
            for param, record in shown
            if record and getattr(param, "heading", TOLD) == heading
        ]
        if rows:
            yield heading, rows


def commands_of(group: click.Group, ctx: click.Context) -> Iterator[tuple[str, str]]:
    """Yield the commands of a group that are shown, each with its line."""
    for name in group.list_commands(ctx):
        command = group.get_command(ctx, name)
        if command is not None and not command.hidden:
            yield name, _(command.get_short_help_str(limit=WIDTH))


class _Plain:
    """How a command formats its help."""

    def get_help(self, ctx: click.Context) -> str:
        """Return the help as plain lines."""
        return "\n".join(self.help_lines(ctx))

    def help_lines(self, ctx: click.Context) -> Iterator[str]:
        """Yield the lines of the help."""
        told = told_by(self)  # type: ignore[arg-type]
        yield from _wrapped(_(told.sentence))
        if told.examples:
            yield from ("", _("Example:") if len(told.examples) == 1 else _("Examples:"))
            yield from (f"{INDENT}{example}" for example in told.examples)
        yield ""
        for usage in self.usages(ctx):
            yield from _wrapped(f"{_('Usage:')} {usage}")
        for paragraph in told.paragraphs:
            yield ""
            yield from _wrapped(_(paragraph))
        for heading, rows in self.shown_options(ctx):
            yield from ("", f"{_(heading)}:")
            yield from _rows(rows)
        yield from self.command_lines(ctx)

    def usages(self, ctx: click.Context) -> Iterator[str]:
        """Yield each way the command is called."""
        pieces = self.collect_usage_pieces(ctx)  # type: ignore[attr-defined]
        yield " ".join([ctx.command_path, *pieces])

    def shown_options(self, ctx: click.Context) -> Iterator[tuple[str, list[tuple[str, str]]]]:
        """Yield the options by their headings."""
        yield from options_by_heading(self, ctx)  # type: ignore[arg-type]

    def command_lines(self, ctx: click.Context) -> Iterator[str]:  # noqa: ARG002 - groups need it
        """Yield the commands below this one; there are none."""
        yield from ()


class Command(_Plain, click.Command):
    """A command whose help is plain lines."""


class Group(_Plain, click.Group):
    """A group whose help is plain lines, and that of its commands."""

    command_class = Command

    def __init__(self, *arguments: Any, **more: Any) -> None:
        alone = more.get("invoke_without_command", False)
        more.setdefault("subcommand_metavar", "[COMMAND ...]" if alone else "COMMAND ...")
        super().__init__(*arguments, **more)

    def command_lines(self, ctx: click.Context) -> Iterator[str]:
        """Yield the commands of the group."""
        rows = list(self.command_rows(ctx))
        if rows:
            yield from ("", f"{_('Commands')}:")
            yield from _rows(rows)

    def command_rows(self, ctx: click.Context) -> Iterable[tuple[str, str]]:
        """Yield each command with its line."""
        return commands_of(self, ctx)


def _wrapped(text: str) -> list[str]:
    return textwrap.wrap(text, WIDTH, break_on_hyphens=False, break_long_words=False)


def _rows(rows: Iterable[tuple[str, str]]) -> Iterator[str]:
    for name, said in rows:
        yield from textwrap.wrap(
            f"{name}: {said}",
            WIDTH,
            initial_indent=INDENT,
            subsequent_indent=HANGING,
            break_on_hyphens=False,
            break_long_words=False,
        )
