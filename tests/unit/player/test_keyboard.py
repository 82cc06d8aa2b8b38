"""Keys as terminals send them, and a terminal that is put back as it was."""

from __future__ import annotations

import io
import os
import sys
import time
from collections.abc import Callable, Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from narrator.player.events import News, Typed
from narrator.player.keyboard import chosen_way, keys_in, typing_reported

posix = pytest.mark.skipif(os.name == "nt", reason="a terminal of POSIX")


@pytest.mark.parametrize(
    ("sent", "keys"),
    [
        ("sH?", ["s", "H", "?"]),
        (" \r\t", ["space", "enter", "tab"]),
        ("äж語", ["ä", "ж", "語"]),
        ("\x1b[C\x1b[D\x1bOA\x1b[5~", ["right", "left", "up", "page-up"]),
        ("\x1b[1;5Cs", ["s"]),
        ("\x1b[200~x", ["x"]),
        ("\x1bs", ["escape", "s"]),
        ("\x1b\x1b", ["escape", "escape"]),
        ("\x1b[\x07s", ["s"]),
        ("\x7f\x08", ["backspace", "backspace"]),
        ("\x00\x01\x12", []),
    ],
)
def test_what_a_terminal_sends_becomes_keys(sent: str, keys: list[str]) -> None:
    assert keys_in(sent, is_all=True) == (keys, "")


def test_a_sequence_that_is_not_complete_is_held() -> None:
    for beginning in ("\x1b", "\x1b[", "\x1b[1;", "\x1bO"):
        assert keys_in(f"s{beginning}", is_all=False) == (["s"], beginning)
        assert keys_in(beginning, is_all=True)[1] == ""


@settings(deadline=None)
@given(st.text(max_size=30), st.integers(0, 30))
def test_it_does_not_matter_where_what_is_sent_is_cut(sent: str, cut: int) -> None:
    whole, _ = keys_in(sent, is_all=True)
    first, held = keys_in(sent[:cut], is_all=False)
    rest, _ = keys_in(held + sent[cut:], is_all=True)
    assert first + rest == whole


def test_without_a_terminal_nothing_is_read_unless_lines_are_wanted(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("quit\n"))
    assert chosen_way("auto") == "none"
    assert chosen_way("keys") == "none"
    assert chosen_way("lines") == "lines"
    assert chosen_way("lines", stdin_is_source=True) == "none"
    monkeypatch.setattr(sys, "stdin", None)
    assert chosen_way("lines") == "none"


def test_lines_are_reported_and_the_end_of_them_is_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("next section\n\n  where  \n" + "x" * 500))
    told: list[News] = []
    with typing_reported("lines", told.append):
        wait_until(lambda: len(told) == 3)
    assert told[:2] == [Typed(line="next section"), Typed(line="where")]
    assert told[2] == Typed(line="x" * 200)


def wait_until(holds: Callable[[], bool]) -> None:
    until_s = time.monotonic() + 10
    while not holds() and time.monotonic() < until_s:
        time.sleep(0.01)
    assert holds()


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[int, int]]:
    """Give a terminal as standard input: the end that types, and the one that reads."""
    typing, reading = os.openpty()
    stdin = os.fdopen(os.dup(reading), "r")
    monkeypatch.setattr(sys, "stdin", stdin)
    yield typing, reading
    for number in (typing, reading):
        os.close(number)
    stdin.close()


@posix
def test_keys_are_reported_and_the_terminal_is_put_back(terminal: tuple[int, int]) -> None:
    import termios

    typing, reading = terminal
    before = termios.tcgetattr(reading)
    told: list[News] = []
    with typing_reported("keys", told.append):
        assert termios.tcgetattr(reading) != before
        os.write(typing, b"s")
        wait_until(lambda: len(told) == 1)
        os.write(typing, b"\x1b")
        wait_until(lambda: len(told) == 2)
        for byte in "é".encode():
            os.write(typing, bytes([byte]))
        os.write(typing, b"\x1b[C")
        wait_until(lambda: len(told) == 4)
    assert told == [Typed("s"), Typed("escape"), Typed("é"), Typed("right")]
    assert termios.tcgetattr(reading) == before


@posix
def test_the_terminal_is_put_back_after_an_error(terminal: tuple[int, int]) -> None:
    import termios

    before = termios.tcgetattr(terminal[1])
    with pytest.raises(KeyboardInterrupt), typing_reported("keys", lambda _: None):
        raise KeyboardInterrupt
    assert termios.tcgetattr(terminal[1]) == before
