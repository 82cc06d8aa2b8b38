"""What all commands have in common: help, exit codes, and where words go."""

from __future__ import annotations

import re
import signal
from pathlib import Path

import pytest

from narrator import __version__, errors
from narrator.cli import COMMANDS, cli, run, say_error

HELP = [[], *([name] for name in COMMANDS), ["voices", "sample"]]


@pytest.mark.parametrize("command", HELP, ids=" ".join)
@pytest.mark.parametrize("option", ["-h", "--help"])
def test_help_shows_an_example_and_succeeds(narrator, command: list[str], option: str) -> None:
    shown = narrator(*command, option)
    assert shown.code == 0
    assert re.search(r"Examples?:\n +narrator " + " ".join(command), shown.out)
    assert shown.err == ""


def test_the_overview_names_every_command_in_one_line(narrator) -> None:
    lines = narrator("--help").out.splitlines()
    for name, (_, said) in COMMANDS.items():
        assert any(line == f"  {name}: {said}" for line in lines)


@pytest.mark.parametrize("name", COMMANDS)
def test_the_line_in_the_overview_is_the_one_in_the_command(name: str) -> None:
    command = cli.get_command(None, name)  # type: ignore[arg-type]
    assert command is not None
    assert command.short_help == COMMANDS[name][1]


def test_no_command_shows_the_overview(narrator) -> None:
    shown = narrator()
    assert "convert" in shown.out + shown.err


def test_the_version_is_said(narrator) -> None:
    assert narrator("--version").out == f"narrator {__version__}\n"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["convrt", "a.html"], "Did you mean convert?"),
        (["convert", "a.html", "--profil", "x"], "--profile"),
        (["convert"], "SOURCE"),
        (["plan"], "SOURCE"),
        (["plan", "a.html", "b.html"], "(b.html)"),
        (["convert", "a.html", "--rate"], "--rate"),
        (["check"], "EPISODE"),
        (["convert", "a.html", "--rate", "fast"], "fast is not a whole number from 80 to 450."),
        (["convert", "a.html", "--kind", "pdf"], "'html', 'markdown', 'text'"),
        (["voices", "sampel", "x"], "sampel"),
        (["--frob"], "--frob"),
    ],
)
def test_wrong_usage_is_2_and_named_on_standard_error(
    narrator, arguments: list[str], said: str
) -> None:
    done = narrator(*arguments)
    assert done.code == 2
    assert done.out == ""
    assert said in done.err


@pytest.mark.parametrize("command", ["convert", "plan"])
@pytest.mark.parametrize(
    ("options", "code", "said"),
    [
        (["--profile", "newsrom"], 4, "Did you mean newsroom?"),
        (["--profile", "gone.toml"], 4, "gone.toml: No such file"),
        (["--engine", "espaek"], 5, "Did you mean espeak?"),
        (["--rate", "79"], 2, "79 is not a whole number from 80 to 450."),
        (["--chapter-depth", "0"], 2, "--chapter-depth: 0 is not a whole number from 1 to 6."),
    ],
)
def test_a_wrong_setting_has_its_code_and_its_hint(
    narrator, article: Path, command: str, options: list[str], code: int, said: str
) -> None:
    done = narrator(command, article, *options)
    assert done.code == code
    assert done.out == ""
    assert said in done.err
    assert done.err.count("Error: ") == 1
    assert not Path("output").exists()


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--bit-rate", "65"], "64"),
        (["--sample-rate", "22050"], "32000"),
        (["--loudness", "-3"], "-3 is not a number from -31 to -14."),
    ],
)
def test_a_wrong_number_for_the_sound_is_said_with_those_allowed(
    narrator, article: Path, options: list[str], said: str
) -> None:
    done = narrator("convert", article, *options)
    assert done.code == 2
    assert said in done.err


@pytest.mark.parametrize("kind", ["SourceError", "EngineError", "OutputError", "BatchFailures"])
def test_an_error_ends_with_the_code_of_its_kind(
    narrator, article: Path, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    error = getattr(errors, kind)("It went wrong", where="here", hint="Mend it.", retry=True)

    def fail(*_arguments: object, **_more: object) -> None:
        raise error

    monkeypatch.setattr("narrator.pipeline.open_source", fail)
    done = narrator("plan", article)
    assert done.code == error.exit_code
    assert done.err.splitlines() == [
        "Error: It went wrong: here.",
        "Mend it.",
        "Trying again may help.",
    ]


def test_an_error_at_words_that_end_with_a_full_stop_has_one(
    capsys: pytest.CaptureFixture[str],
) -> None:
    say_error(errors.EngineError("No sound", where="The harbour was quiet."))
    assert capsys.readouterr().err == "Error: No sound: The harbour was quiet.\n"


def test_an_error_without_a_hint_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    say_error(errors.AudioError("No sound"))
    assert capsys.readouterr().err == "Error: No sound.\n"


def test_a_bug_shows_itself(narrator, article: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_arguments: object, **_more: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("narrator.pipeline.open_source", fail)
    with pytest.raises(ZeroDivisionError):
        narrator("plan", article)


def test_an_interruption_is_130(narrator, article: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_arguments: object, **_more: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("narrator.pipeline.open_source", interrupt)
    done = narrator("plan", article)
    assert done.code == 130
    assert done.err.strip() == "Interrupted. Nothing was left half written."


def test_a_run_leaves_the_programs_own_signals_as_they_were(narrator) -> None:
    before = signal.getsignal(signal.SIGTERM)
    narrator("--version")
    assert signal.getsignal(signal.SIGTERM) is before


def test_a_run_works_outside_the_main_thread(article: Path) -> None:
    import threading

    codes: list[int] = []
    thread = threading.Thread(target=lambda: codes.append(run(["--version"])))
    thread.start()
    thread.join()
    assert codes == [0]


@pytest.mark.parametrize(
    "arguments",
    [
        ["--help"],
        ["convert", "--help"],
        ["doctor"],
        ["voices"],
        ["voices", "--engine", "tone"],
        ["plan", "ARTICLE"],
        ["convert", "ARTICLE", "--engine", "tone"],
        ["convert", "gone.html"],
        ["convrt"],
    ],
    ids=" ".join,
)
def test_everything_printed_is_plain_lines(narrator, article: Path, arguments: list[str]) -> None:
    done = narrator(*(str(article) if word == "ARTICLE" else word for word in arguments))
    printed = done.out + done.err
    assert printed
    assert printed.isascii()
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f]", printed)
    assert not re.search(r"[-=*_#~.]{4,}|[|+]{2}", printed)
