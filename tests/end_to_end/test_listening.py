"""`listen` as a process of its own: a keyboard walk in a terminal, and runs without one."""

from __future__ import annotations

import os
import re
import select
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from narrator.folders import config_folder

pytest.importorskip("miniaudio")  # It has no wheel for some machines.
pytestmark = pytest.mark.skipif(os.name == "nt", reason="terminals and signals of POSIX")

LISTEN = [sys.executable, "-m", "narrator", "listen", "--device", "null"]
AT_THE_TERMINAL = """
import fcntl, os, sys, termios
os.setsid()
fcntl.ioctl(0, termios.TIOCSCTTY, 0)
os.execv(sys.argv[1], sys.argv[1:])
"""
"""Makes its standard input the terminal of a session of its own, then becomes what it is given."""
AT_A_SHELL = """
import fcntl, os, signal, sys, termios, time
os.setsid()
fcntl.ioctl(0, termios.TIOCSCTTY, 0)
signal.signal(signal.SIGTTOU, signal.SIG_IGN)
child = os.fork()
if not child:
    os.setpgid(0, 0)
    os.tcsetpgrp(0, os.getpid())
    signal.signal(signal.SIGTTOU, signal.SIG_DFL)
    os.execv(sys.argv[1], sys.argv[1:])
while True:
    _, status = os.waitpid(child, os.WUNTRACED)
    if not os.WIFSTOPPED(status):
        sys.exit(os.waitstatus_to_exitcode(status))
    mode = "by lines" if termios.tcgetattr(0)[3] & termios.ICANON else "by keys"
    print(f"Stopped; the terminal reads {mode}.", flush=True)
    time.sleep(0.3)
    os.tcsetpgrp(0, child)
    os.kill(child, signal.SIGCONT)
    print("Continued.", flush=True)
"""
"""As a shell does: a job in the foreground, which goes on soon after it was stopped. A process
that is alone in its session cannot be stopped from its terminal."""
QUICK = ("--speed", "300", "--engine", "tone", "--rate", "450")
"""Heard in a tenth of the time."""
LONGEST_S = 60.0
ARTICLE = """# The bridge

One is here. Two is here. Three is here.

## Background

![A tower](tower.jpg)

Four is here. Five is here.

## What follows

Six is here. Seven is here.
"""
OTHER = "# The train\n\nEight is here. Nine is here.\n"


class Terminal:
    """A listener at a terminal, who reads lines and presses keys."""

    def __init__(self, *arguments: str | Path, launcher: str = AT_THE_TERMINAL) -> None:
        import termios

        self.typing, self.reading = os.openpty()
        self.before = termios.tcgetattr(self.reading)
        self.process = subprocess.Popen(
            [sys.executable, "-c", launcher, *LISTEN, *map(str, arguments)],
            stdin=self.reading,
            stdout=self.reading,
            stderr=self.reading,
        )
        self.said = ""
        """What was printed since the last key."""

    def press(self, key: str) -> None:
        self.said = ""
        os.write(self.typing, key.encode())

    def wait_for(self, pattern: str) -> str:
        """Return what was printed once it has a line of that pattern."""
        until_s = time.monotonic() + LONGEST_S
        while not re.search(pattern, self.said):
            left_s = until_s - time.monotonic()
            ready, _, _ = select.select([self.typing], [], [], max(0.0, left_s))
            assert ready, f"{pattern!r} is not in {self.said!r}"
            try:
                self.said += os.read(self.typing, 4096).decode()
            except OSError:  # The other end is closed.
                pytest.fail(f"it ended; {pattern!r} is not in {self.said!r}")
        return self.said

    def end(self) -> int:
        """Return how it ended, having read what it said."""
        until_s = time.monotonic() + LONGEST_S
        while self.process.poll() is None and time.monotonic() < until_s:
            if select.select([self.typing], [], [], 0.05)[0]:
                self.said += os.read(self.typing, 4096).decode()
        while select.select([self.typing], [], [], 0.05)[0]:
            self.said += os.read(self.typing, 4096).decode()
        return self.process.wait(1)

    @property
    def is_as_before(self) -> bool:
        import termios

        return termios.tcgetattr(self.reading) == self.before

    def close(self) -> None:
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        os.close(self.typing)
        os.close(self.reading)


@pytest.fixture
def bridge(tmp_path: Path) -> Path:
    path = tmp_path / "bridge.md"
    path.write_text(ARTICLE)
    return path


@pytest.fixture
def train(tmp_path: Path) -> Path:
    path = tmp_path / "train.md"
    path.write_text(OTHER)
    return path


@pytest.fixture
def terminal() -> Iterator[Callable[..., Terminal]]:
    opened: list[Terminal] = []

    def sit_down(*arguments: str | Path, **more: str) -> Terminal:
        opened.append(Terminal(*arguments, **more))
        return opened[-1]

    yield sit_down
    for each in opened:
        each.close()


def test_a_walk_by_keys_presses_every_action(
    terminal: Callable[..., Terminal], bridge: Path, train: Path
) -> None:
    walk = terminal(bridge, train, "--text")
    walk.wait_for("Press question mark for the keys.")
    walk.wait_for("Section 1 of 3: The bridge. 0 percent.")
    for key, line in (
        ("h", r"Section 2 of 3: Background\. \d+ percent\."),
        ("i", r"No picture so far\."),
        ("w", r"Section 2 of 3: Background\. Sentence 1 of \d\. \d+ percent heard, less than a"),
        ("s", r"Image:\s"),
        ("r", r"Image:\s"),
        ("i", r"Picture: A tower\."),
        ("S", r"Background\s"),
        (" ", r"Paused\."),
        ("f", r"Speed 110 percent\."),
        ("F", r"Speed 100 percent\."),
        ("F", r"Speed 90 percent\."),
        ("0", r"Speed 100 percent\."),
        ("p", r"Going on\."),
        ("\x1b[B", r"Section 3 of 3: What follows\."),
        ("h", r"This is the last section\."),
        ("H", r"Section 2 of 3: Background\."),
        ("g", r"Section 1 of 3: The bridge\."),
        ("S", r"This is the first sentence\."),
        ("A", r"This is the first article\."),
        ("a", r"Article 2 of 2: The train\."),
        ("a", r"This is the last article\."),
        ("A", r"Article 1 of 2: The bridge\."),
        ("?", r"Q: quit; the place is kept\."),
        ("z", r"Nothing is on z\."),
    ):
        walk.press(key)
        walk.wait_for(line)
    assert not walk.is_as_before
    walk.press("q")
    assert walk.end() == 0
    assert walk.is_as_before
    assert "\x1b" not in walk.said
    assert "\r\r" not in walk.said


def test_other_keys_do_what_they_are_given_to(
    terminal: Callable[..., Terminal], bridge: Path
) -> None:
    walk = terminal(bridge, "--key", "next-section=é", "--key", "keys=1", "--key", "quit=enter")
    walk.wait_for("Press 1 for the keys.")
    walk.wait_for("Section 1 of 3")
    walk.press("é")
    walk.wait_for("Section 2 of 3: Background.")
    walk.press("h")
    walk.wait_for("Nothing is on h. Press 1 for the keys.")
    walk.press("\r")
    assert walk.end() == 0


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ("next-sentense=n", "Did you mean next-sentence?"),
        ("next-sentence=spcae", "Did you mean space?"),
        ("next-sentence", "has no key"),
        ("next-sentence=q", "Nothing would be left to do quit"),
    ],
)
def test_a_key_that_cannot_be_given_is_an_error(bridge: Path, change: str, message: str) -> None:
    done = run(bridge, "--key", change)
    assert done.returncode == 2
    assert message in done.stderr


def run(*arguments: str | Path, stdin: str = "") -> subprocess.CompletedProcess[str]:
    """Return a run without a terminal, as over ssh."""
    return subprocess.run(
        [*LISTEN, *map(str, arguments)],
        input=stdin,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_ctrl_z_gives_the_terminal_back_and_fg_goes_on(
    terminal: Callable[..., Terminal], bridge: Path
) -> None:
    walk = terminal(bridge, launcher=AT_A_SHELL)
    walk.wait_for("Section 1 of 3")
    assert not walk.is_as_before
    walk.press("\x1a")
    walk.wait_for("Stopped; the terminal reads by lines.")
    walk.wait_for("Continued.")
    until_s = time.monotonic() + 10
    while walk.is_as_before and time.monotonic() < until_s:
        time.sleep(0.02)
    walk.press("h")
    walk.wait_for("Section 2 of 3")
    walk.press("q")
    assert walk.end() == 0
    assert walk.is_as_before


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_ends_it_and_the_terminal_and_the_place_are_as_they_should(
    terminal: Callable[..., Terminal], bridge: Path, number: int
) -> None:
    walk = terminal(bridge)
    walk.wait_for("Section 1 of 3")
    walk.press("h")
    walk.wait_for("Section 2 of 3")
    walk.process.send_signal(number)
    assert walk.end() == 130
    assert walk.is_as_before
    assert "You are at section 2 of 3, Background. --resume goes on there." in walk.said
    assert "Traceback" not in walk.said
    again = terminal(bridge, "--resume")
    again.wait_for("Section 2 of 3")
    assert "Section 1 of 3" not in again.said


def test_a_run_that_is_killed_keeps_the_place(
    terminal: Callable[..., Terminal], bridge: Path
) -> None:
    walk = terminal(bridge, "--text")
    walk.wait_for("Section 1 of 3")
    walk.press("h")
    walk.wait_for("Background\\s")
    time.sleep(2.2)  # Longer than the place is at most not written.
    walk.press("h")
    walk.wait_for("What follows\\s")
    time.sleep(0.2)
    walk.process.kill()
    again = terminal(bridge)
    again.wait_for("You were at section 3 of 3, What follows. --resume goes on there.")


def test_it_works_without_a_terminal(train: Path) -> None:
    done = run(train, *QUICK, "--text", "--no-announce", "closing")
    assert done.returncode == 0
    assert done.stdout == ""
    lines = done.stderr.splitlines()
    assert lines[0] == "Section 1 of 1: The train. 0 percent."
    assert lines[-2:] == ["Eight is here.", "Nine is here."]


def test_standard_input_is_an_article_and_no_keys(train: Path) -> None:
    done = run("-", *QUICK, "--text", "--keys", "lines", stdin=OTHER)
    assert done.returncode == 0
    assert "Eight is here." in done.stderr


def test_lines_are_typed_where_they_are_wanted(bridge: Path) -> None:
    done = run(bridge, "--keys", "lines", stdin="next section\nwehre\nwhere\nq\n")
    assert done.returncode == 0
    assert "Section 2 of 3: Background. Sentence 1 of" in done.stdout
    assert "There is no such action: wehre. Did you mean where?" in done.stderr


def test_skimming_and_a_plan(bridge: Path, train: Path, tmp_path: Path) -> None:
    done = run(bridge, *QUICK, "--text", "--skim", "headings")
    assert "Four is here." in done.stderr
    assert "Five is here." not in done.stderr
    plan = subprocess.run(
        [sys.executable, "-m", "narrator", "plan", str(train), "--json"],
        capture_output=True,
        check=True,
    )
    path = tmp_path / "plan.json"
    path.write_bytes(plan.stdout.replace(b"Nine is here", b"Twenty is here"))
    done = run(path, *QUICK, "--text")
    assert "Twenty is here." in done.stderr


def test_a_device_that_is_not_there_is_an_error_that_says_what_to_do(bridge: Path) -> None:
    done = run(bridge, "--device", "nowhere")
    assert done.returncode == 6
    assert "Error: There is no such sound device: nowhere." in done.stderr
    assert "ALSA" not in done.stderr


def test_a_folder_is_chosen_from_at_a_terminal(
    terminal: Callable[..., Terminal], bridge: Path, train: Path
) -> None:
    walk = terminal(bridge.parent)
    walk.wait_for("1. bridge.md\\s+2. train.md\\s+Choose by number")
    walk.press("train\n")
    walk.wait_for("Section 1 of 1: The train.")
    walk.press("q")
    assert walk.end() == 0
    assert walk.is_as_before


def test_a_feed_is_heard_without_a_terminal(tmp_path: Path, bridge: Path, train: Path) -> None:
    addresses = tmp_path / "list.csv"
    addresses.write_text(f"source\n{bridge.name}\n{train.name}\n")
    done = run(addresses, *QUICK, "--choose", "2,1", "--skim", "headlines")
    assert done.returncode == 0
    heard = [line for line in done.stderr.splitlines() if line.startswith("Article")]
    assert heard == ["Article 1 of 2: The train.", "Article 2 of 2: The bridge."]
    assert run(addresses, "--choose", "3").returncode == 3


def test_what_is_set_once_holds_and_the_command_line_comes_before_it(
    terminal: Callable[..., Terminal], bridge: Path
) -> None:
    folder = config_folder()
    folder.mkdir(parents=True)
    settings = folder / "listen.toml"
    settings.write_text('schema = 1\nspeed = 150\nsay_answers = false\n[keys]\nwhere = "x"\n')
    walk = terminal(bridge, "--key", "faster=y")
    walk.wait_for("Section 1 of 3")
    walk.press("y")
    walk.wait_for(r"Speed 160 percent\.")
    walk.press("x")
    walk.wait_for(r"percent heard")
    walk.press("q")
    assert walk.end() == 0
    settings.write_text('schema = 1\n[keys]\nwhere_am_i = "x"\n')
    done = run(bridge)
    assert done.returncode == 4
    assert "listen.toml" in done.stderr
    assert "Known are" in done.stderr or "Did you mean" in done.stderr
