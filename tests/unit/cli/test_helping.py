"""The help of every command, as a stream of lines."""

from __future__ import annotations

import re
from collections.abc import Iterator

import click
import pytest

from narrator.cli import cli
from narrator.cli.helping import HEADINGS, TOLD, WIDTH, Option


def every_command(
    command: click.Command = cli, path: tuple[str, ...] = ()
) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    """Yield every command that is shown, with the words that call it."""
    yield path, command
    if isinstance(command, click.Group):
        context = click.Context(command)
        for name in command.list_commands(context):
            below = command.get_command(context, name)
            if below is not None and not below.hidden:
                yield from every_command(below, (*path, name))


COMMANDS = list(every_command())


@pytest.fixture(params=COMMANDS, ids=lambda command: " ".join(command[0]) or "narrator")
def help_lines(request: pytest.FixtureRequest, narrator) -> list[str]:
    return narrator(*request.param[0], "--help").out.splitlines()


def test_a_sentence_comes_first_then_the_examples_then_how_to_call_it(
    help_lines: list[str],
) -> None:
    blank = help_lines.index("")
    assert " ".join(help_lines[:blank]).endswith(".")
    assert help_lines[blank + 1] in {"Example:", "Examples:"}
    assert help_lines[blank + 2].startswith("  narrator ")
    after = help_lines[help_lines.index("", blank + 1) + 1]
    assert after.startswith("Usage: narrator")


def test_no_line_is_wider_than_a_display(help_lines: list[str]) -> None:
    assert max(map(len, help_lines)) <= WIDTH


def test_nothing_depends_on_columns_and_nothing_is_noise(help_lines: list[str]) -> None:
    assert [line for line in help_lines if re.search(r"\S {2,}\S", line)] == []
    assert [line for line in help_lines if re.search(r"<=|\[default|\|", line)] == []


def test_each_option_is_a_sentence_below_a_plain_heading(help_lines: list[str]) -> None:
    headings = [line for line in help_lines if re.fullmatch(r"\w[\w ]+:", line)]
    known = {f"{heading}:" for heading in HEADINGS} | {"Example:", "Examples:", "Commands:"}
    assert set(headings) <= known
    assert len(headings) == len(set(headings))
    text = "\n".join(help_lines)
    options = re.findall(r"^  (-[^:]+: (?:.|\n {6})+)", text, re.M)
    assert len(options) >= 1
    assert [said for said in options if not said.rstrip().endswith(".")] == []


@pytest.mark.parametrize(
    "command", [command for _, command in COMMANDS], ids=lambda command: str(command.name)
)
def test_each_option_says_what_it_is_for_and_what_it_does(command: click.Command) -> None:
    for param in command.params:
        if isinstance(param, click.Option) and param.name != "version":
            assert isinstance(param, Option), param.name
            assert param.help, param.name


def test_help_stands_where_it_is_told_how_things_are_told(narrator) -> None:
    lines = narrator("doctor", "--help").out.splitlines()
    assert lines.index(f"{TOLD}:") < lines.index("  -h, --help: Show this message and exit.")
