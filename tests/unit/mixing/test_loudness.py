from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from narrator.mixing.filters import FilterChain
from narrator.mixing.loudness import BLOCK_SAMPLES, BlockMeter, LoudnessMeter

RATES_HZ = (32_000, 44_100, 48_000)


def by_ffmpeg(sound: NDArray[np.float32], rate_hz: int) -> float:
    chain = FilterChain(rate_hz, [("ebur128", "metadata=1")])
    for start in range(0, sound.size, rate_hz):
        for _ in chain.push(sound[start : start + rate_hz]):
            pass
    return float(chain.metadata["lavfi.r128.I"])


def by_us(sound: NDArray[np.float32], rate_hz: int, piece: int = 100_000) -> float | None:
    meter = LoudnessMeter(rate_hz)
    for start in range(0, sound.size, piece):
        meter.push(sound[start : start + piece])
    return meter.integrated_lufs()


def tone(hz: float, rate_hz: int, level: float, seconds: float = 8) -> NDArray[np.float32]:
    time = np.arange(round(seconds * rate_hz)) / rate_hz
    return (level * np.sin(2 * np.pi * hz * time)).astype(np.float32)


@pytest.mark.parametrize("rate_hz", RATES_HZ)
def test_a_tone_of_997_hz_measures_as_bs_1770_says(rate_hz: int) -> None:
    assert by_us(tone(997, rate_hz, 1.0), rate_hz) == pytest.approx(-3.01, abs=0.03)


@pytest.mark.parametrize("rate_hz", RATES_HZ)
@pytest.mark.parametrize("hz", [40, 100, 1000, 3000, 9000])
def test_tones_measure_as_ffmpeg_measures_them(rate_hz: int, hz: int) -> None:
    sound = tone(hz, rate_hz, 0.2)
    assert by_us(sound, rate_hz) == pytest.approx(by_ffmpeg(sound, rate_hz), abs=0.03)


@pytest.mark.parametrize("rate_hz", RATES_HZ)
def test_pauses_and_soft_passages_are_gated_as_ffmpeg_gates_them(rate_hz: int) -> None:
    noise = np.random.default_rng(2).normal(0, 0.1, rate_hz * 30)
    place = np.arange(noise.size)
    talk = np.where(place % rate_hz < 0.6 * rate_hz, 1, 0) * np.where(place > noise.size / 2, 1, 4)
    soft = np.where(place < noise.size / 4, 0.01, 1)
    sound = (noise * talk * soft).astype(np.float32)
    assert by_us(sound, rate_hz) == pytest.approx(by_ffmpeg(sound, rate_hz), abs=0.05)


def test_the_pieces_in_which_a_sound_comes_do_not_matter() -> None:
    sound = tone(300, 44_100, 0.3)
    found = by_us(sound, 44_100)
    assert found is not None
    for piece in (100, BLOCK_SAMPLES, 4_411):
        assert by_us(sound, 44_100, piece) == pytest.approx(found, abs=1e-4)


def test_silence_and_what_is_too_short_have_no_loudness() -> None:
    assert by_us(np.zeros(44_100, np.float32), 44_100) is None
    assert by_us(tone(500, 44_100, 0.3, 0.3), 44_100) is None
    assert LoudnessMeter(44_100).integrated_lufs() is None


def test_a_block_has_the_peak_of_its_samples() -> None:
    sound = np.zeros(3 * BLOCK_SAMPLES + 5, np.float32)
    sound[BLOCK_SAMPLES + 3], sound[-1] = -0.7, 0.4
    meter = BlockMeter(44_100)
    rows = np.concatenate([meter.push(sound[:200]), meter.push(sound[200:]), meter.finish()])
    assert rows[:, 1] == pytest.approx([0, 0.7, 0, 0.4])
    assert rows[1, 0] > rows[0, 0] == 0
