from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture
def episode(narrator, article: Path) -> Path:
    return Path(narrator("convert", article, "--json", "-q").data[0]["files"][0])


def test_a_sound_episode_passes_by_its_file_and_its_folder(narrator, episode: Path) -> None:
    for path in (episode, episode.parent):
        done = narrator("check", path)
        assert done.code == 0, done.out
        assert done.last_line == "The episode is sound."


def test_a_damaged_episode_is_6_and_says_what_is_wrong(narrator, episode: Path) -> None:
    data = bytearray(episode.read_bytes())
    del data[len(data) // 2 :]
    episode.write_bytes(data)
    done = narrator("check", episode)
    assert done.code == 6
    assert "Error: " in done.out
    assert done.last_line == "The episode has faults."


def test_one_bad_episode_of_two_is_6(narrator, episode: Path, tmp_path: Path) -> None:
    broken = tmp_path / "broken.mp3"
    broken.write_bytes(episode.read_bytes()[:30_000])
    done = narrator("check", episode, broken, "--json")
    assert done.code == 6
    assert [report["passed"] for report in done.data] == [True, False]


def test_a_missing_episode_is_an_error(narrator) -> None:
    done = narrator("check", "gone.mp3")
    assert done.code == 3
    assert "gone.mp3" in done.err
