"""What the listener types: keys from a terminal, whole lines from anything else, or nothing.

A thread reads and reports. The terminal is put back as it was however the run ends: at its end,
by an error, by a signal; and while the program is stopped (Ctrl-Z) it is as the shell wants it.
"""

from __future__ import annotations

import codecs
import contextlib
import os
import signal
import sys
import threading
from collections.abc import Iterator
from types import FrameType
from typing import TYPE_CHECKING, Any

from narrator.player.events import Report, Typed, Woken
from narrator.player.keys import key_named

if TYPE_CHECKING:
    from collections.abc import Callable

WAYS = ("auto", "keys", "lines", "none")
"""How what is typed can be read."""
ESCAPE_S = 0.05
"""How long after Escape the rest of a key's sequence may take to come; over slow lines programs
such as tmux wait as long by default."""
MOST_LINE_CHARS = 200
"""Of a line that is typed; the rest of a longer one is dropped."""
LOOK_S = 0.05
"""How often Windows is asked for a key, which cannot be waited for there."""

SEQUENCES = {
    # ECMA-48 cursor keys, and the application forms of them (DEC VT220 manual, chapter 3).
    **{
        f"{lead}{letter}": name
        for lead in ("[", "O")
        for letter, name in zip(
            "ABCDHF", ("up", "down", "right", "left", "home", "end"), strict=True
        )
    },
    "[1~": "home",
    "[2~": "insert",
    "[3~": "delete",
    "[4~": "end",
    "[5~": "page-up",
    "[6~": "page-down",
}
"""What follows Escape, by the names of keys."""
WINDOWS_KEYS = {
    "H": "up",
    "P": "down",
    "K": "left",
    "M": "right",
    "G": "home",
    "O": "end",
    "I": "page-up",
    "Q": "page-down",
    "R": "insert",
    "S": "delete",
}
"""What follows NUL or 0xE0 from `getwch` (Microsoft C library, "_getch")."""
CONTROLS = {"\x1b": "escape", "\x7f": "backspace", "\x08": "backspace"}


def chosen_way(wanted: str, *, stdin_is_source: bool = False) -> str:
    """Return how what is typed is read: `keys`, `lines` or `none`.

    Without a terminal it is `none` unless somebody wants lines: in a script the standard input
    often belongs to somebody else, such as the loop that the command stands in.

    Args:
        wanted: One of `WAYS`.
        stdin_is_source: Whether the article comes from standard input.
    """
    if stdin_is_source or sys.stdin is None:
        return "none"
    if wanted != "auto":
        return wanted if wanted != "keys" or _is_our_terminal() else "none"
    return "keys" if _is_our_terminal() else "none"


def _is_our_terminal() -> bool:
    """Say whether keys can be read: not by a program that runs in the background."""
    try:
        if not sys.stdin.isatty():
            return False
        return os.name == "nt" or os.tcgetpgrp(sys.stdin.fileno()) == os.getpgrp()
    except (OSError, ValueError):
        return False


@contextlib.contextmanager
def typing_reported(way: str, report: Report) -> Iterator[None]:
    """Have what is typed reported as long as the context lasts.

    Args:
        way: `keys`, `lines` or `none`.
        report: Takes it, in another thread.
    """
    if way == "none":
        yield
    elif way == "lines":
        _begin_thread(lambda: _read_lines(report))
        yield  # The thread ends with the program: a line cannot be waited for with an end.
    elif os.name == "nt":
        ending = threading.Event()
        _begin_thread(lambda: _read_windows_keys(report, ending))
        try:
            yield
        finally:
            ending.set()
    else:
        with _terminal_keys(report):
            yield


def _begin_thread(work: Callable[[], None]) -> threading.Thread:
    thread = threading.Thread(target=work, name="narrator keyboard", daemon=True)
    thread.start()
    return thread


def _read_lines(report: Report) -> None:
    with contextlib.suppress(OSError, ValueError):  # ValueError: it was closed meanwhile.
        while line := sys.stdin.readline():
            if line.strip():
                report(Typed(line=line.strip()[:MOST_LINE_CHARS]))


@contextlib.contextmanager
def _terminal_keys(report: Report) -> Iterator[None]:
    """Report each key of a POSIX terminal, which is put back as it was."""
    import termios
    import tty

    number = sys.stdin.fileno()
    before = termios.tcgetattr(number)

    def begin() -> None:
        tty.setcbreak(number)  # Ctrl-C and Ctrl-Z still do what they do everywhere.

    def end() -> None:
        with contextlib.suppress(termios.error):  # The terminal was hung up.
            termios.tcsetattr(number, termios.TCSADRAIN, before)

    waking, woken = os.pipe()
    thread = None
    try:
        begin()
        thread = _begin_thread(lambda: _read_terminal(number, waking, report))
        with _stopping_politely(begin, end, report):
            yield
    finally:
        end()
        os.close(woken)
        if thread is not None:
            thread.join()
        os.close(waking)


@contextlib.contextmanager
def _stopping_politely(
    begin: Callable[[], None], end: Callable[[], None], report: Report
) -> Iterator[None]:
    """Put the terminal back before the program is stopped, and take it again afterwards."""

    def stop(number: int, _frame: FrameType | None) -> None:
        end()
        signal.signal(number, signal.SIG_DFL)
        os.kill(os.getpid(), number)
        # It goes on here when somebody brings it to the foreground.
        signal.signal(number, stop)
        if _is_our_terminal():
            begin()
        report(Woken())

    try:
        previous: Any = signal.signal(signal.SIGTSTP, stop)
    except ValueError:  # Not in the main thread, where signals cannot be set.
        yield
        return
    try:
        yield
    finally:
        signal.signal(signal.SIGTSTP, previous)


def _read_terminal(number: int, waking: int, report: Report) -> None:
    """Report keys until the other end of the pipe is closed, or the terminal is gone."""
    import select

    decoder = codecs.getincrementaldecoder("utf-8")("ignore")
    held = ""
    while True:
        ready, _, _ = select.select([number, waking], [], [], ESCAPE_S if held else None)
        if waking in ready:
            return
        if not ready:
            held = _report_keys(held, report, is_all=True)
            continue
        try:
            data = os.read(number, 1024)
        except OSError:  # The terminal was hung up.
            return
        if not data:
            return
        held = _report_keys(held + decoder.decode(data), report, is_all=False)


def _report_keys(text: str, report: Report, *, is_all: bool) -> str:
    keys, rest = keys_in(text, is_all=is_all)
    for key in keys:
        report(Typed(key=key))
    return rest


def keys_in(text: str, *, is_all: bool) -> tuple[list[str], str]:
    """Return the keys that stand in what a terminal sent, and the beginning of one at its end.

    Args:
        text: What came, decoded.
        is_all: Whether no more is coming, so that an Escape at the end is one.
    """
    keys: list[str] = []
    while text:
        if text[0] != "\x1b":
            keys.extend(_plain_key(text[0]))
            text = text[1:]
            continue
        length = _sequence_chars(text)
        if length is None:
            if not is_all:
                return keys, text
            length = 1
        name = "escape" if length == 1 else SEQUENCES.get(text[1:length], "")
        keys.extend([name] if name else [])
        text = text[length:]
    return keys, ""


def _plain_key(character: str) -> list[str]:
    if character in CONTROLS:
        return [CONTROLS[character]]
    return [key_named(character)] if character.isprintable() or character in "\r\n\t" else []


def _sequence_chars(text: str) -> int | None:
    """Return how long the control sequence at the start is; None where its end is not there.

    It is Escape, `[`, parameters and a last byte from `@` on (ECMA-48, 5.4), or Escape, `O` and
    a letter; Escape and anything else is Escape alone.
    """
    if len(text) < 2:
        return None
    if text[1] == "O":
        return 3 if len(text) > 2 else None
    if text[1] != "[":
        return 1
    for place, character in enumerate(text[2:], 2):
        if "@" <= character <= "~":
            return place + 1
        if not " " <= character <= "?":
            return place  # It was broken off.
    return None


def _read_windows_keys(report: Report, ending: threading.Event) -> None:
    """Report each key of a Windows console."""
    if sys.platform == "win32":
        import msvcrt

        while not ending.wait(LOOK_S):
            while msvcrt.kbhit():
                character = msvcrt.getwch()
                if character in "\x00\xe0":
                    name = WINDOWS_KEYS.get(msvcrt.getwch())
                    keys = [name] if name else []
                else:
                    keys = _plain_key(character)
                for key in keys:
                    report(Typed(key=key))
