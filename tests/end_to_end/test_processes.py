"""What only a process of its own shows: signals, pipes and memory."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from . import sources
from .conftest import Narrator
from .hearing import contents, only_episode

pytestmark = pytest.mark.skipif(os.name == "nt", reason="signals and pipes of POSIX")

NARRATOR = [sys.executable, "-m", "narrator"]
MEMORY_MB = 250
"""Two hours of sound are 635 MB as samples of 44.1 kHz: they cannot lie in this."""


@pytest.fixture
def out(narrator: Narrator, write, tmp_path: Path) -> Path:
    """Return an output folder with an earlier episode of long.md in it."""
    folder = tmp_path / "out"
    earlier = write("long.md", sources.SHORT)
    assert narrator("convert", earlier, "-o", folder, "--engine", "tone").code == 0
    return folder


@pytest.fixture
def stopped(write, out: Path) -> Callable[[int, str], tuple[int, str]]:
    """Return a function that sends a signal to a long run once it has said something."""

    def stop(number: int, once: str) -> tuple[int, str]:
        source = write("long.md", sources.long_markdown(6))
        with subprocess.Popen(
            [*NARRATOR, "convert", str(source), "-o", str(out), "--engine", "tone"],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        ) as process:
            assert process.stderr
            for line in process.stderr:
                if line.startswith(once):
                    process.send_signal(number)
                    break
            rest = process.stderr.read()
            return process.wait(), rest

    return stop


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize("once", ["Section 2 of", "Writing the episode."])
def test_a_run_that_is_interrupted_cleans_up_and_ends_with_130(
    stopped, out: Path, number: int, once: str
) -> None:
    before = contents(out)
    code, said = stopped(number, once)
    assert code == 130
    assert said.strip().endswith("Interrupted. Nothing was left half written.")
    assert "Traceback" not in said
    assert contents(out) == before
    assert len(list(out.iterdir())) == 1


@pytest.mark.parametrize("once", ["Section 2 of", "Writing the episode."])
def test_a_run_that_is_killed_leaves_the_earlier_episode_whole(
    stopped, narrator: Narrator, write, out: Path, once: str
) -> None:
    before = contents(out)
    code, _ = stopped(signal.SIGKILL, once)
    assert code == -signal.SIGKILL
    left = contents(out)
    assert {name: left[name] for name in before} == before
    assert len(list(out.glob(".narrator-*"))) in {1, 2}
    source = write("long.md", sources.SHORT)
    assert narrator("convert", source, "-o", out, "--engine", "tone").code == 0
    assert contents(out) == before
    assert only_episode(out)


def head(arguments: list[str], lines: int) -> tuple[int, str]:
    """Return how a run ends whose reader reads that many lines and goes."""
    with subprocess.Popen(
        [*NARRATOR, *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout
        assert process.stderr
        for _ in range(lines):
            process.stdout.readline()
        process.stdout.close()
        said = process.stderr.read()
        return process.wait(), said


@pytest.mark.parametrize("lines", [0, 1])
def test_a_reader_that_goes_away_is_no_error(write, lines: int) -> None:
    source = write("long.md", sources.long_markdown(400, 5))
    _, said = head(["plan", str(source)], lines)
    assert said == ""


def test_a_reader_that_goes_away_is_success(write) -> None:
    source = write("long.md", sources.long_markdown(400, 5))
    code, _ = head(["plan", str(source)], 1)
    assert code == 0


def test_an_episode_is_whole_though_nobody_reads_the_result(write, tmp_path: Path) -> None:
    source = write("a.md", sources.SHORT)
    head(["convert", str(source), "-o", str(tmp_path / "out"), "--engine", "tone", "-q"], 0)
    assert only_episode(tmp_path / "out").mp3.is_file()


def test_a_plan_goes_through_a_pipe_into_the_same_episode(write, tmp_path: Path) -> None:
    source = write("a.md", sources.SHORT)
    files = []
    for name in ("piped", "at-once"):
        folder = tmp_path / name
        convert = [*NARRATOR, "convert", "-o", str(folder), "--engine", "tone", "--ledger", "-q"]
        if name == "at-once":
            subprocess.run([*convert, str(source)], check=True)
        else:
            plan = [*NARRATOR, "plan", str(source), "--json"]
            with subprocess.Popen(plan, stdout=subprocess.PIPE) as planning:
                subprocess.run([*convert, "-"], stdin=planning.stdout, check=True)
        files.append(contents(folder))
    assert files[0] == files[1]
    assert any(name.endswith(".ledger.jsonl") for name in files[0])


MEASURED = """
import resource, subprocess, sys
code = subprocess.run(sys.argv[1:]).returncode
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
sys.exit(code)
"""
"""Runs a command and says its peak memory. It stands between, since on Linux the peak of a new
process begins with that of the one that made it, and the tests hold decoded sound."""


HURRIED = """
from narrator.cli import main
from narrator.publishing import mp3
mp3.QUALITY = 9
main()
"""
"""LAME's quickest: half of the time of an hour's episode goes into encoding, in no memory."""


@pytest.mark.slow
def test_two_hours_of_speech_do_not_lie_in_memory(write, tmp_path: Path) -> None:
    # 16 sections of 100 sentences of 13 words and the pauses. The least rates that MP3 has,
    # since most of the time goes into encoding, and quiet, since the limiter takes the rest.
    source = write("long.md", sources.long_markdown(16, 100))
    options = ["--sample-rate", "32000", "--bit-rate", "32", "--loudness", "-28", "-q"]
    command = [
        sys.executable,
        "-c",
        HURRIED,
        "convert",
        str(source),
        "-o",
        str(tmp_path / "out"),
        *options,
    ]
    done = subprocess.run(
        [sys.executable, "-c", MEASURED, *command, "--engine", "tone"],
        check=False,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    found = re.search(r": (\d+) hours? (\d+) minutes", done.stdout)
    assert found, done.stdout
    assert int(found[1]) * 60 + int(found[2]) >= 110
    # Linux counts in kilobytes, macOS in bytes.
    peak = int(done.stdout.splitlines()[-1])
    assert peak / (1024 if sys.platform == "linux" else 1024**2) < MEMORY_MB


def test_every_alphabet_is_printed_whatever_the_encoding_of_the_terminal(write) -> None:
    headline, body = sources.LANGUAGES["ru"]
    done = subprocess.run(
        [*NARRATOR, "plan", str(write("a.md", f"# {headline}\n\n{body}\n"))],
        check=False,
        capture_output=True,
        env={**os.environ, "PYTHONIOENCODING": "cp1252"},  # as redirected on Windows
    )
    assert done.returncode == 0
    assert b"Traceback" not in done.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_a_result_that_cannot_be_written_is_7(write) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [*NARRATOR, "plan", str(write("a.md", sources.MARKDOWN))],
            check=False,
            stdout=full,
            stderr=subprocess.PIPE,
        )
    assert done.returncode == 7
    assert b"Traceback" not in done.stderr


@pytest.mark.skipif(os.name != "posix", reason="the shell of this system closes no output")
def test_an_output_that_is_closed_is_no_error(write) -> None:
    done = subprocess.run(
        [
            "/bin/sh",
            "-c",
            'exec "$@" >&-',
            "sh",
            *NARRATOR,
            "plan",
            str(write("a.md", "# A\n\nB.\n")),
        ],
        check=False,
        stderr=subprocess.PIPE,
    )
    assert done.returncode == 0
    assert b"Traceback" not in done.stderr
