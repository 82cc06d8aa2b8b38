from __future__ import annotations

import os
import time
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from narrator.episode import Episode
from narrator.publishing import encoding, mp3
from narrator.publishing.keeping import KeptReels
from tests.unit.publishing.making import with_sound
from tests.unit.publishing.test_encoding import master, reeled


@pytest.fixture
def episode(tmp_path: Path) -> Episode:
    return replace(reeled(tmp_path), kept_in=str(tmp_path / "kept"))


@pytest.fixture
def encoded(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The starts of the reels that were encoded and not found."""
    starts: list[int] = []
    made = encoding._Encoding._made

    def noted(self: encoding._Encoding, reel: encoding.Reel, path: Path) -> Path:
        starts.append(reel.start)
        return made(self, reel, path)

    monkeypatch.setattr(encoding._Encoding, "_made", noted)
    return starts


def written(episode: Episode, folder: Path) -> bytes:
    path = folder / "episode.mp3"
    mp3.write(episode, path)
    return path.read_bytes()


def test_a_reel_is_encoded_once(episode: Episode, tmp_path: Path, encoded: list[int]) -> None:
    first = written(episode, tmp_path)
    assert len(encoded) == 4
    assert written(episode, tmp_path) == first
    assert len(encoded) == 4
    assert written(replace(episode, kept_in=""), tmp_path) == first


def test_an_edit_encodes_the_reel_it_changes(
    episode: Episode, tmp_path: Path, encoded: list[int]
) -> None:
    written(episode, tmp_path)
    encoded.clear()
    sound = master(episode)
    sound[episode.cuts[1] + 20_000] += 900
    changed = written(with_sound(episode, sound), tmp_path)
    assert encoded == [episode.cuts[1]]
    assert changed == written(replace(episode, kept_in=""), tmp_path)


@pytest.mark.parametrize("change", [{"bit_rate_kbps": 96}, {"true_peak_dbtp": -3.0}], ids=str)
def test_other_settings_are_other_reels(
    episode: Episode, tmp_path: Path, encoded: list[int], change: dict[str, int]
) -> None:
    written(episode, tmp_path)
    written(replace(episode, **change), tmp_path)
    assert len(encoded) == 8


def test_a_damaged_reel_is_found_and_encoded_anew(
    episode: Episode, tmp_path: Path, encoded: list[int]
) -> None:
    whole = written(episode, tmp_path)
    first, second, *_ = sorted((tmp_path / "kept").iterdir())
    first.write_bytes(first.read_bytes()[:-5])
    second.write_bytes(second.read_bytes().replace(b"\xff\xfb", b"\xff\xfa", 1))
    encoded.clear()
    assert written(episode, tmp_path) == whole
    assert len(encoded) == 2


def test_where_nothing_can_be_kept_nothing_fails(episode: Episode, tmp_path: Path) -> None:
    (tmp_path / "kept").write_text("a file in the place of the folder")
    assert written(episode, tmp_path) == written(replace(episode, kept_in=""), tmp_path)


def test_what_was_not_used_for_longest_makes_room(tmp_path: Path) -> None:
    kept = KeptReels(tmp_path, limit_bytes=10_000)
    for number in range(8):
        kept.keep(f"{number}", bytes(2_000))
        age_s = time.time() - 1000 + number
        os.utime(tmp_path / f"{number}.frames", (age_s, age_s))
    assert kept.find("0") is not None  # It is used, and so the newest.
    kept.make_room()
    assert kept.size()[1] <= 9_000
    assert kept.find("0") is not None
    assert kept.find("1") is None
    assert kept.find("7") is not None


def test_kept_reels_are_cleared_all_or_by_their_age(tmp_path: Path) -> None:
    kept = KeptReels(tmp_path)
    kept.keep("old", b"frames")
    kept.keep("new", b"frames")
    os.utime(tmp_path / "old.frames", (1, 1))
    assert kept.clear(used_before_s=1000) == 1
    assert kept.size()[0] == 1
    assert kept.clear() == 1
    assert KeptReels(tmp_path / "missing").size() == (0, 0)


def test_what_is_one_reel_is_not_kept(episode: Episode, tmp_path: Path) -> None:
    written(replace(with_sound(episode, np.zeros(50_000, np.int16)), cuts=()), tmp_path)
    assert not (tmp_path / "kept").exists()
