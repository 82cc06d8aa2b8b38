from __future__ import annotations

import math
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from narrator.episode import Episode
from narrator.publishing import mp3
from narrator.publishing.checking import check
from narrator.publishing.peaks import Dips, Overshoot, _true_peak, overshoots
from tests.unit.publishing.making import decode, sound_of, with_sound

LIMIT_DBTP = -1.0


def transients(seconds: int) -> np.ndarray:
    """Return noise in bursts, limited flat: what an encoder adds most to."""
    noise = np.random.default_rng(3).normal(0, 1, seconds * 44_100)
    gate = np.arange(noise.size) % 9000 < 5000
    return (np.clip(noise * gate, -0.85, 0.85) * 32_767).astype(np.int16)


def test_the_peak_between_two_samples_is_found() -> None:
    # A quarter of the sampling rate, sampled 45 degrees off its crests: 3.01 dB above them.
    wave = np.sin(np.pi / 2 * np.arange(400) + np.pi / 4).astype(np.float32)
    assert abs(wave).max() == pytest.approx(math.sqrt(0.5), abs=1e-6)
    assert _true_peak(wave) == pytest.approx(1.0, abs=0.01)


def test_the_decoded_sound_stays_below_the_limit(episode: Episode, tmp_path: Path) -> None:
    loud = replace(with_sound(episode, transients(6)), true_peak_dbtp=LIMIT_DBTP)
    path = tmp_path / "episode.mp3"
    mp3.write(loud, path)
    assert overshoots(path, LIMIT_DBTP) == []
    measured = check(path).measured.true_peak_dbtp
    assert measured is not None
    assert measured <= LIMIT_DBTP + 0.05


def test_without_a_limit_the_same_sound_would_be_above_it(episode: Episode, tmp_path: Path) -> None:
    path = tmp_path / "episode.mp3"
    mp3.write(replace(with_sound(episode, transients(6)), true_peak_dbtp=60.0), path)
    found = overshoots(path, LIMIT_DBTP)
    assert found
    assert all(overshoot.excess_db > 0 for overshoot in found)


def test_only_the_surroundings_of_a_peak_are_turned_down(episode: Episode, tmp_path: Path) -> None:
    sound = (sound_of(episode) // 2)[: 4 * 44_100].copy()
    sound[88_200:88_210] = 32_000
    quiet, held = tmp_path / "quiet.mp3", tmp_path / "held.mp3"
    mp3.write(replace(with_sound(episode, sound), true_peak_dbtp=60.0), quiet)
    mp3.write(replace(with_sound(episode, sound), true_peak_dbtp=-6.0), held)
    before, after = decode(quiet), decode(held)
    assert abs(after).max() < 0.51
    assert abs(before).max() > 0.55
    far = np.abs(np.arange(before.size) - 88_200) > 8_000
    assert np.abs(before - after)[far].max() < 0.02


def test_a_dip_is_gradual_and_reaches_its_depth() -> None:
    dips = Dips(44_100)
    assert dips.gains(0, 1000) is None
    dips.add([Overshoot(10_000, 11_152, 1.8)])
    factors = dips.gains(9000, 4000)
    assert factors is not None
    assert factors[0] == factors[-1] == 1.0
    assert 20 * math.log10(factors[1500]) == pytest.approx(-2.0, abs=0.01)
    assert np.abs(np.diff(factors)).max() < 0.001
    assert dips.gains(50_000, 1000) is None
