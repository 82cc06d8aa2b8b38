from __future__ import annotations

import numpy as np
import pytest

from narrator.mixing.edges import KEPT_AFTER_MS, KEPT_BEFORE_MS, trim
from narrator.mixing.mastering import overlay
from narrator.timing import ms_to_samples

RATE_HZ = 44100


def burst(before: int, length: int, after: int) -> np.ndarray:
    tone = np.full(length, 8000, np.int16)
    return np.concatenate([np.zeros(before, np.int16), tone, np.zeros(after, np.int16)])


def test_silence_around_speech_is_taken_off_but_for_a_little() -> None:
    trimmed, taken_off = trim(burst(10000, 5000, 20000), RATE_HZ)
    before, after = ms_to_samples(KEPT_BEFORE_MS, RATE_HZ), ms_to_samples(KEPT_AFTER_MS, RATE_HZ)
    assert taken_off == 10000 - before
    assert trimmed.size == before + 5000 + after


def test_an_abrupt_start_and_end_are_faded() -> None:
    trimmed, taken_off = trim(burst(0, 5000, 0), RATE_HZ)
    assert taken_off == 0
    assert trimmed.size == 5000
    assert abs(int(trimmed[0])) < 100
    assert abs(int(trimmed[-1])) < 100
    assert trimmed[2500] == 8000


@pytest.mark.parametrize("length", [1, 2, 3, 50])
def test_a_very_short_clip_survives(length: int) -> None:
    trimmed, _ = trim(burst(0, length, 0), RATE_HZ)
    assert trimmed.size == length


def test_silence_comes_back_as_it_is() -> None:
    silence = np.zeros(100, np.int16)
    trimmed, taken_off = trim(silence, RATE_HZ)
    assert trimmed.size == 100
    assert taken_off == 0


@pytest.mark.parametrize("rate_hz", [32000, 44100, 48000])
@pytest.mark.parametrize("length", [1, 440, 441, 44101])
def test_overlaid_sounds_add_up_sample_by_sample(rate_hz: int, length: int) -> None:
    generator = np.random.default_rng(length)
    first, second = generator.uniform(-1.5, 1.5, (2, length)).astype(np.float32)
    assert np.allclose(overlay(first, second, rate_hz), first + second, atol=1e-6)
