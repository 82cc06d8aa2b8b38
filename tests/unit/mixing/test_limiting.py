from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from narrator.mixing.limiting import (
    block_powers,
    edge_gains,
    reach_blocks,
    sample_gains,
)
from narrator.mixing.loudness import BLOCK_SAMPLES

RATE_HZ = 44_100
CEILING = 0.5


def bursts(blocks: int) -> NDArray[np.float32]:
    """Return noise of which some bursts are far above the ceiling."""
    noise = np.random.default_rng(5).normal(0, 0.1, blocks * BLOCK_SAMPLES)
    place = np.arange(noise.size)
    return (noise * np.where(place % 30_000 < 4_000, 6, 1)).astype(np.float32)


def peaks_of(sound: NDArray[np.float32]) -> NDArray[np.float32]:
    return np.abs(sound.reshape(-1, BLOCK_SAMPLES)).max(axis=1)


def test_no_sample_is_above_the_ceiling() -> None:
    sound = bursts(2000)
    gains = sample_gains(edge_gains(peaks_of(sound), CEILING, RATE_HZ), sound.size)
    limited = np.abs(sound * gains)
    assert np.abs(sound).max() > 2 * CEILING
    assert limited.max() <= CEILING * (1 + 1e-6)
    assert limited.max() > 0.9 * CEILING


def test_what_is_far_from_a_peak_is_not_touched() -> None:
    peaks = np.full(400, 0.4, np.float32)
    peaks[200] = 1.0
    edges = edge_gains(peaks, CEILING, RATE_HZ)
    assert edges[200] == edges[201] == pytest.approx(0.5, abs=0.001)
    assert (edges[:190] == 1).all()
    assert (edges[220:] == 1).all()
    assert edges[205] < 1  # It comes back slowly,
    assert edges[195] == 1  # and gives way quickly.


def test_a_gain_changes_no_faster_than_is_said() -> None:
    sound = bursts(2000)
    edges = edge_gains(peaks_of(sound), CEILING, RATE_HZ)
    steps_db = np.diff(20 * np.log10(edges.astype(float)))
    block_ms = 1000 * BLOCK_SAMPLES / RATE_HZ
    assert steps_db.min() >= -(1.6 * block_ms + 0.01)
    assert steps_db.max() <= 0.16 * block_ms + 0.01


def test_a_sound_is_limited_to_the_same_samples_wherever_it_stands() -> None:
    peaks = peaks_of(bursts(600))
    reach = reach_blocks(RATE_HZ)
    alone = edge_gains(peaks, CEILING, RATE_HZ)
    for before in (1, 77, 5000):
        silence = np.zeros(before, np.float32)
        later = edge_gains(np.concatenate([silence, peaks, silence]), CEILING, RATE_HZ)
        assert np.array_equal(later[before + 1 : before + 600], alone[1:-1])
    whole = edge_gains(np.tile(peaks, 3), CEILING, RATE_HZ)
    part = edge_gains(np.tile(peaks, 3)[600 - reach : 1200 + reach], CEILING, RATE_HZ)
    assert np.array_equal(part[reach : 601 + reach], whole[600:1201])


def test_the_power_of_a_block_is_that_of_its_samples() -> None:
    edges = edge_gains(peaks_of(bursts(300)), CEILING, RATE_HZ)
    gains = sample_gains(edges, 300 * BLOCK_SAMPLES).reshape(-1, BLOCK_SAMPLES)
    assert np.allclose((gains**2).mean(axis=1), block_powers(edges), atol=0.01)


def test_without_peaks_and_without_blocks_nothing_is_limited() -> None:
    assert (edge_gains(np.full(9, 0.5, np.float32), CEILING, RATE_HZ) == 1).all()
    assert edge_gains(np.zeros(0, np.float32), CEILING, RATE_HZ).tolist() == [1]
