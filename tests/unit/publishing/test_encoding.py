"""Reels are encoded each on its own; what is heard must be as if one encoder had made them."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from narrator.episode import Episode
from narrator.errors import AudioError
from narrator.publishing import encoding, mp3
from narrator.publishing.encoding import encode, reels
from narrator.publishing.evidence import gather
from narrator.publishing.peaks import overshoots
from narrator.reels import GRID_SAMPLES, LEAD_SAMPLES, LEAST_PAUSE_MS
from tests.unit.publishing.making import decode, make_episode, with_sound

DELAY_SAMPLES = 1105


def reeled(folder: Path, rate_hz: int = 44_100, bit_rate_kbps: int = 64) -> Episode:
    """Return an episode of four reels of coloured noise, with the shortest pause between them."""
    generator = np.random.default_rng(8)
    pause = np.zeros(rate_hz * LEAST_PAUSE_MS // 1000)
    parts: list[NDArray[np.float64]] = []
    cuts: list[int] = []
    for seconds in (2.0, 1.3, 2.4, 0.7):
        if parts:
            parts.append(pause)
            place = sum(part.size for part in parts)
            parts.append(np.zeros(-place % GRID_SAMPLES))
            cuts.append(place + parts[-1].size - LEAD_SAMPLES)
        noise = generator.normal(0, 1, round(seconds * rate_hz))
        parts.append(np.convolve(noise, np.ones(12), "same") * 1500)
    episode = make_episode(folder, rate_hz=rate_hz, bit_rate_kbps=bit_rate_kbps)
    sound = np.concatenate(parts).astype(np.int16)
    return replace(with_sound(episode, sound), cuts=tuple(cuts))


def written(episode: Episode, folder: Path) -> Path:
    path = folder / "episode.mp3"
    mp3.write(episode, path)
    return path


def master(episode: Episode) -> NDArray[np.int16]:
    return np.fromfile(episode.master.path, "<i2")


@pytest.mark.parametrize("rate_hz", [32_000, 44_100, 48_000])
@pytest.mark.parametrize("bit_rate_kbps", [32, 64, 128, 320])
def test_a_decoder_gives_back_exactly_what_it_gives_for_each_reel_alone(
    tmp_path: Path, rate_hz: int, bit_rate_kbps: int
) -> None:
    episode = reeled(tmp_path, rate_hz, bit_rate_kbps)
    whole = decode(written(episode, tmp_path))
    assert len(whole) == episode.master.samples
    files = encode(episode, tmp_path)
    for reel, file in zip(reels(episode), files, strict=True):
        alone = decode(file)[DELAY_SAMPLES:]
        # What is heard of the reel: its last frame and the next one's first are silent.
        count = min(alone.size, reel.end - reel.start - (0 if reel.is_last else GRID_SAMPLES))
        assert np.array_equal(alone[:count], whole[reel.start : reel.start + count])
        assert np.abs(whole[reel.start : reel.start + GRID_SAMPLES]).max() < 1e-6 or not reel.start


@pytest.mark.parametrize("rate_hz", [32_000, 44_100, 48_000])
def test_every_sound_is_where_one_encoder_would_put_it(tmp_path: Path, rate_hz: int) -> None:
    episode = reeled(tmp_path, rate_hz)
    sound = master(episode).astype(np.float32)
    heard = decode(written(episode, tmp_path))
    for reel in reels(episode):
        middle = (reel.start + reel.end) // 2
        part = sound[middle - 4000 : middle + 4000]
        steps = range(-300, 301)
        likeness = [float(part @ heard[middle - 4000 + n : middle + 4000 + n]) for n in steps]
        assert steps[int(np.argmax(likeness))] == 0


def test_reels_are_as_like_the_master_as_the_sound_in_a_piece(tmp_path: Path) -> None:
    episode = reeled(tmp_path)
    sound = master(episode) / 32_768
    in_reels = decode(written(episode, tmp_path)) - sound
    in_a_piece = decode(written(replace(episode, cuts=()), tmp_path)) - sound
    assert rms(in_reels) == pytest.approx(rms(in_a_piece), rel=0.02)
    for cut in episode.cuts:  # No click where reels meet.
        assert np.abs(in_reels[cut - 2 * GRID_SAMPLES : cut + 4 * GRID_SAMPLES]).max() < 1e-6


def rms(samples: NDArray[np.floating]) -> float:
    return float(np.sqrt((samples**2).mean()))


@pytest.mark.parametrize("count", [2, 3, 16])
def test_the_bytes_do_not_depend_on_how_many_processors_there_are(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, count: int
) -> None:
    episode = reeled(tmp_path)
    monkeypatch.setattr(encoding, "processors", lambda: 1)
    alone = written(episode, tmp_path).read_bytes()
    monkeypatch.setattr(encoding, "processors", lambda: count)
    assert written(episode, tmp_path).read_bytes() == alone


def test_frames_follow_each_other_and_have_one_bit_rate(tmp_path: Path) -> None:
    path = written(reeled(tmp_path), tmp_path)
    walk = gather(path).stream.walk
    assert walk.bit_rates_kbps == {64}
    assert walk.gaps == []
    assert walk.left_over_bytes == 0


def test_a_reel_has_as_many_frames_as_its_place_takes(tmp_path: Path) -> None:
    episode = reeled(tmp_path)
    for reel, file in zip(reels(episode)[:-1], encode(episode, tmp_path), strict=False):
        frames = [decode(file)[at : at + 1] for at in range(0, decode(file).size, GRID_SAMPLES)]
        assert len(frames) == (reel.end - reel.start) / GRID_SAMPLES


def test_a_reel_sounds_the_same_wherever_it_stands(tmp_path: Path) -> None:
    episode = reeled(tmp_path)
    first = encode(episode, tmp_path)
    moved = np.concatenate([np.zeros(7 * GRID_SAMPLES, np.int16), master(episode)])
    cuts = tuple(cut + 7 * GRID_SAMPLES for cut in episode.cuts)
    before = [path.read_bytes() for path in first[1:]]
    later = encode(replace(with_sound(episode, moved), cuts=cuts), tmp_path)
    assert [path.read_bytes() for path in later[1:]] == before


def test_the_peaks_of_every_reel_are_held(tmp_path: Path) -> None:
    episode = reeled(tmp_path)
    sound = master(episode).astype(int) * 4
    loud = replace(with_sound(episode, sound.clip(-27_000, 27_000)), true_peak_dbtp=-1.0)
    assert overshoots(written(replace(loud, true_peak_dbtp=60.0), tmp_path), -1.0)
    assert overshoots(written(loud, tmp_path), -1.0) == []


def test_a_reel_that_fails_ends_all_of_them(tmp_path: Path) -> None:
    episode = reeled(tmp_path)
    longer = replace(episode.master, samples=episode.master.samples + 5)
    with pytest.raises(AudioError, match="5 samples too short"):
        written(replace(episode, master=longer), tmp_path)


def test_reels_tile_the_master(tmp_path: Path) -> None:
    episode = reeled(tmp_path)
    parts = reels(episode)
    assert parts[0].start == 0
    assert parts[-1].end == episode.master.samples
    assert all(reel.end == following.start for reel, following in pairwise(parts))
    assert [reel.is_last for reel in parts] == [False, False, False, True]
