from __future__ import annotations

import os
import platform
import subprocess
import sys
import time
from pathlib import Path

import pytest

from narrator.errors import OutputError
from narrator.publishing import remove_abandoned_staging, staging, staging_directory

DAY_S = 24 * 60 * 60


def leave_behind(output: Path, name: str, age_s: int = 0) -> Path:
    folder = output / name
    folder.mkdir(parents=True)
    master = folder / "master.raw"
    master.write_bytes(b"sound")
    then = master.stat().st_mtime - age_s
    for path in (master, folder):
        os.utime(path, (then, then))
    return folder


def name_of(process: int, machine: str = "") -> str:
    return f".narrator-{machine or staging._machine()}-{process}-abc"


@pytest.fixture
def nobody_lives(monkeypatch: pytest.MonkeyPatch) -> None:
    def kill(process: int, signal: int) -> None:
        assert signal == 0
        raise ProcessLookupError

    monkeypatch.setattr(staging.os, "kill", kill)


def test_the_folder_is_hidden_empty_and_in_the_directory(output: Path) -> None:
    with staging_directory(output) as folder:
        assert folder.parent == output
        assert folder.name.startswith(".narrator-")
        assert list(folder.iterdir()) == []


def test_the_folder_is_gone_afterwards_with_all_that_is_in_it(output: Path) -> None:
    with staging_directory(output) as folder:
        (folder / "master.raw").write_bytes(b"sound")
    assert list(output.iterdir()) == []


@pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt])
def test_the_folder_is_gone_after_whatever_went_wrong(
    output: Path, error: type[BaseException]
) -> None:
    def fail() -> None:
        with staging_directory(output) as folder:
            (folder / "master.raw").write_bytes(b"sound")
            raise error

    with pytest.raises(error):
        fail()
    assert list(output.iterdir()) == []


def test_two_at_a_time_do_not_meet(output: Path) -> None:
    with staging_directory(output) as one, staging_directory(output) as other:
        assert one != other


@pytest.mark.parametrize("below", ["", "deeper"])
def test_a_file_in_the_place_of_the_directory_is_an_output_error(output: Path, below: str) -> None:
    output.write_text("a file")
    with (
        pytest.raises(OutputError, match="file is in the place") as caught,
        staging_directory(output / below),
    ):
        pytest.fail("there is no such directory")
    assert caught.value.where == str(output / below)
    assert "--output" in caught.value.hint


@pytest.mark.usefixtures("nobody_lives")
def test_what_a_dead_process_left_is_removed(output: Path) -> None:
    folder = leave_behind(output, name_of(4711))
    assert remove_abandoned_staging(output) == [folder]
    assert not folder.exists()


def test_what_a_living_process_uses_is_kept(output: Path) -> None:
    folder = leave_behind(output, name_of(os.getpid()))
    assert remove_abandoned_staging(output) == []
    assert folder.exists()


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="the dead are seen in /proc")
def test_what_a_dead_process_left_is_removed_though_nobody_asked_after_it(output: Path) -> None:
    with subprocess.Popen([sys.executable, "-c", ""]) as process:
        folder = leave_behind(output, name_of(process.pid))
        stat = Path(f"/proc/{process.pid}/stat")
        while stat.read_text().rpartition(")")[2].split()[0] != "Z":
            time.sleep(0.01)
        assert remove_abandoned_staging(output) == [folder]


@pytest.mark.usefixtures("nobody_lives")
def test_a_process_of_another_machine_is_not_taken_for_dead(output: Path) -> None:
    leave_behind(output, name_of(4711, machine="0" * 8))
    assert remove_abandoned_staging(output) == []


@pytest.mark.parametrize("age_s", [DAY_S - 60, DAY_S + 60])
def test_what_was_not_written_to_for_a_day_is_removed(output: Path, age_s: int) -> None:
    folder = leave_behind(output, name_of(4711, machine="0" * 8), age_s)
    assert remove_abandoned_staging(output) == ([folder] if age_s > DAY_S else [])


def test_a_process_of_another_user_lives(output: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def kill(process: int, signal: int) -> None:
        raise PermissionError

    monkeypatch.setattr(staging.os, "kill", kill)
    leave_behind(output, name_of(1))
    assert remove_abandoned_staging(output) == []


@pytest.mark.usefixtures("nobody_lives")
def test_nothing_else_is_removed(output: Path) -> None:
    for name in ("episode", ".narrator", ".narrator-notes", ".narrator-zz-1-x"):
        leave_behind(output, name, 2 * DAY_S)
    outside = leave_behind(output.parent, "elsewhere")
    (output / name_of(4711)).symlink_to(outside, target_is_directory=True)
    assert remove_abandoned_staging(output) == []
    assert (outside / "master.raw").exists()


def test_a_directory_that_is_not_there_has_nothing_to_remove(output: Path) -> None:
    assert remove_abandoned_staging(output) == []


def test_the_name_tells_the_machine(output: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with staging_directory(output) as here:
        monkeypatch.setattr(platform, "node", lambda: "another")
        with staging_directory(output) as there:
            assert here.name.split("-")[1] != there.name.split("-")[1]
