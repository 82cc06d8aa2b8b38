"""What is noted of each article, in a file that one run has at a time."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from narrator.batching.jobs import Fault, Job, Status
from narrator.batching.state import STATE_NAME, Known, OutputInUseError, State
from narrator.errors import OutputError

KNOWN = Known(
    key="k",
    entry="urn:1",
    job=Job("https://example.org/a", name="Eis", skip=True),
    status=Status.FAILED,
    settings="s",
    tries=2,
    fault=Fault("It failed", "there", "Mend it.", True, 3.5, 5),
    identity="https://example.org/a",
    guid="00",
    folder="sport/eis",
    made_from="m",
    title="Eis \U0001f9ca",
    duration_ms=1234,
)

HOLDS = """
import sys
from pathlib import Path
from narrator.batching.state import State
state = State(Path(sys.argv[1]))
print("held", flush=True)
sys.stdin.read()
"""


def test_what_is_kept_is_found_by_the_next_run(tmp_path: Path) -> None:
    with State(tmp_path / "out" / STATE_NAME) as state:
        state.keep(replace(KNOWN, tries=1))
        state.keep(KNOWN)
        assert state.find("k") == KNOWN
    with State(tmp_path / "out" / STATE_NAME) as state:
        assert state.find("k") == KNOWN
        assert state.find("other", "urn:1") == KNOWN
        assert state.find("other") is None
        assert list(state.holders("https://example.org/a")) == [KNOWN]
        assert list(state.failed()) == [KNOWN]
        state.forget("k")
        assert state.find("k", "urn:1") is None


def test_a_second_run_notices_the_first_until_that_one_is_killed(tmp_path: Path) -> None:
    path = tmp_path / STATE_NAME
    with subprocess.Popen(
        [sys.executable, "-c", HOLDS, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as first:
        assert first.stdout
        assert first.stdout.readline() == b"held\n"
        with pytest.raises(OutputInUseError, match="Another run") as caught:
            State(path)
        assert caught.value.retry
        assert "--wait" in caught.value.hint
        first.kill()
    with State(path) as state:
        assert state.find("k") is None


def test_a_damaged_state_says_what_to_do(tmp_path: Path) -> None:
    path = tmp_path / STATE_NAME
    path.write_bytes(b"This is no database, and long enough to be read as one." * 100)
    with pytest.raises(OutputError, match="cannot be used") as caught:
        State(path)
    assert "move it away" in caught.value.hint


def test_a_state_of_a_later_version_is_refused(tmp_path: Path) -> None:
    path = tmp_path / STATE_NAME
    State(path).close()
    base = sqlite3.connect(path)
    base.execute("PRAGMA user_version = 99")
    base.close()
    with pytest.raises(OutputError, match="another version"):
        State(path)


def test_a_place_that_cannot_be_written_is_an_output_error(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(OutputError, match="A file is in the place of a folder"):
        State(tmp_path / "file" / STATE_NAME)
