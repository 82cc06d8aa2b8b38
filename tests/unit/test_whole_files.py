from __future__ import annotations

import os
from pathlib import Path

import pytest

from narrator import whole_files
from narrator.whole_files import write_whole


def test_a_file_is_written_with_its_folder_for_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "kept" / "one.json"
    write_whole(path, b"first")
    write_whole(path, b"second")
    assert path.read_bytes() == b"second"
    assert [entry.name for entry in path.parent.iterdir()] == ["one.json"]
    assert os.name == "nt" or not path.stat().st_mode & 0o077


@pytest.mark.parametrize("error", [OSError("full"), KeyboardInterrupt()], ids=repr)
def test_what_fails_leaves_the_old_file_and_nothing_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: BaseException
) -> None:
    path = tmp_path / "one.json"
    write_whole(path, b"first")

    def fail(*_: object) -> None:
        raise error

    monkeypatch.setattr(whole_files.os, "replace", fail)
    with pytest.raises(type(error)):
        write_whole(path, b"second")
    assert path.read_bytes() == b"first"
    assert [entry.name for entry in tmp_path.iterdir()] == ["one.json"]
