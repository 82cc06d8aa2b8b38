"""Speech as the sound card takes it."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray

from narrator.player.pieces import LEVEL_DBFS, PEAK, Levels, piece_of
from narrator.profiles import load_profile
from narrator.script import Role, Utterance
from narrator.speech import PCM, Clip, Voice

RATE_HZ = 22050
PROFILE = load_profile("single")


def clip(level_dbfs: float, seconds: float = 2.0, voice: str = "presenter") -> Clip:
    """Return a clip of a tone with that mean power, and half a second of silence around it."""
    size = 10 ** (level_dbfs / 20) * np.sqrt(2) * 32768
    wave = size * np.sin(np.arange(round(seconds * RATE_HZ)) * (2 * np.pi * 220 / RATE_HZ))
    silent = np.zeros(RATE_HZ // 2)
    samples = np.concatenate([silent, wave, silent]).clip(-32768, 32767).astype("<i2")
    said = Utterance("One.", "One.", Role.BODY, voice, "en", 300, "")
    return Clip(said, Voice("tone", "low", "en"), PCM(samples.tobytes(), RATE_HZ))


def level_dbfs(samples: NDArray[np.int16]) -> float:
    power = np.mean((samples.astype(float) / 32768) ** 2)
    return float(10 * np.log10(power))


def test_the_silence_around_the_speech_is_taken_off_and_the_planned_pause_is_there() -> None:
    piece = piece_of(clip(-20), RATE_HZ, Levels(PROFILE))
    assert piece.speech_ms == pytest.approx(2035, abs=5)
    assert piece.pause_ms == 300


@pytest.mark.parametrize("given_dbfs", [-28, -24, -20, -14, -8])
def test_a_voice_is_heard_at_the_level_that_is_aimed_at(given_dbfs: float) -> None:
    piece = piece_of(clip(given_dbfs), RATE_HZ, Levels(PROFILE))
    assert level_dbfs(piece.samples) == pytest.approx(LEVEL_DBFS, abs=0.7)


def test_a_voice_that_is_very_soft_is_not_raised_without_end() -> None:
    piece = piece_of(clip(-40), RATE_HZ, Levels(PROFILE))
    assert level_dbfs(piece.samples) == pytest.approx(-31, abs=0.7)


def test_a_soft_sentence_stays_soft_once_the_voice_is_known() -> None:
    levels = Levels(PROFILE)
    for _ in range(6):
        loud = piece_of(clip(-20), RATE_HZ, levels)
    soft = piece_of(clip(-26), RATE_HZ, levels)
    again = piece_of(clip(-20), RATE_HZ, levels)
    assert level_dbfs(loud.samples) - level_dbfs(soft.samples) == pytest.approx(6, abs=0.3)
    assert np.array_equal(loud.samples, again.samples)


def test_each_voice_has_its_own_gain_and_a_role_its_volume() -> None:
    levels = Levels(PROFILE)
    first = piece_of(clip(-26), RATE_HZ, levels)
    second = piece_of(clip(-14, voice="second"), RATE_HZ, levels)
    assert level_dbfs(first.samples) == pytest.approx(level_dbfs(second.samples), abs=0.7)
    roles = {**PROFILE.roles, Role.BODY: replace(PROFILE.roles[Role.BODY], volume_db=-6.0)}
    quieter = piece_of(clip(-20), RATE_HZ, Levels(replace(PROFILE, roles=roles)))
    assert level_dbfs(quieter.samples) == pytest.approx(LEVEL_DBFS - 6, abs=0.7)


def test_nothing_is_louder_than_the_peak() -> None:
    samples = np.tile(np.array([32767, -32768, 0, 0, 0, 0, 0, 0], "<i2"), RATE_HZ)
    loud = replace(clip(-20), pcm=PCM(samples.tobytes(), RATE_HZ))
    piece = piece_of(loud, RATE_HZ, Levels(PROFILE))
    assert np.abs(piece.samples.astype(int)).max() <= PEAK * 32768 + 1


def test_another_rate_is_brought_to_that_of_the_card() -> None:
    piece = piece_of(clip(-20), 48000, Levels(PROFILE))
    assert piece.rate_hz == 48000
    assert piece.speech_ms == pytest.approx(2035, abs=10)


def test_a_clip_of_silence_has_no_speech() -> None:
    silent = replace(clip(-20), pcm=PCM(bytes(20000), RATE_HZ))
    assert piece_of(silent, RATE_HZ, Levels(PROFILE)).speech_ms == 0
