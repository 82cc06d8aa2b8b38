"""The finished sound: one gain for each voice, music beside it, loudness and peaks as wanted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from narrator.episode import Cue, Recording
from narrator.mixing.filters import FilterChain
from narrator.mixing.loudness import LoudnessMeter
from narrator.mixing.music import Layer, Presence, segment
from narrator.mixing.recording import cannot_write, chunks, to_bytes, to_float
from narrator.mixing.timeline import VoiceKey
from narrator.profile import Audio, VoiceProfile

if TYPE_CHECKING:
    from narrator.mixing.filters import Samples

PEAK_MARGIN_DB = 2.5
"""How far below the true peak that is wanted the samples are held. Limited espeak-ng speech in
12 languages peaked 0.6 to 2.8 dB higher once it was encoded at 64 kbit/s and decoded, 1.0 in
the middle; the few peaks above that are for the encoder to hold."""
LIMITER = "level=0:latency=1:attack=5:release=50"
"""ffmpeg's `alimiter`: no make-up gain, its delay taken out, 5 ms to give way, 50 to return."""
TOLERANCE_LU = 0.1
"""A fifth of the tolerance that the finished file has (+-0.5 LU)."""
MOST_PASSES = 6
"""The limiter takes loudness away with the peaks, so the gain is found by trial; speech of
espeak-ng takes two or three passes."""
OVERSHOOT = 1.3
"""How much of what is missing each pass adds: part of it is lost to the limiter again."""
MOST_GAIN_DB = 40.0
"""A voice quieter than that is noise."""
_MIX_BYTES = 4
_MIX_SCALE = float(1 << 28)
"""Full scale in pydub's 32-bit samples: 18 dB below its limit, for peaks yet to be limited."""


@dataclass(frozen=True, slots=True)
class Mix:
    """What is to become the master: the speech as it was spoken, and what belongs to it."""

    speech: Recording
    cues: Sequence[Cue]
    gains_db: Mapping[VoiceKey, float]
    layers: Sequence[Layer]
    profile: VoiceProfile

    def rendered(self, extra_db: float) -> Iterator[Samples]:
        """Yield the mix chunk by chunk, louder by that gain, not yet limited."""
        presence = Presence(self.cues, self.speech.rate_hz)
        waiting = 0
        for start, samples in chunks(self.speech):
            while waiting < len(self.cues) and self.cues[waiting].end_samples <= start:
                waiting += 1
            sound = to_float(samples)
            self._apply_gains(sound, start, waiting, extra_db)
            for layer in self.layers:
                beside = layer.samples(start, sound.size, presence) * db_to_factor(extra_db)
                sound = overlay(sound, beside, self.speech.rate_hz)
            yield sound

    def _apply_gains(self, sound: Samples, start: int, first: int, extra_db: float) -> None:
        for cue in islice(self.cues, first, None):
            if cue.start_samples >= start + sound.size:
                return
            gain_db = self.gains_db[cue.voice, cue.language]
            gain_db += self.profile.prosody(cue.role).volume_db + extra_db
            span = slice(max(0, cue.start_samples - start), cue.end_samples - start)
            sound[span] *= db_to_factor(gain_db)


def voice_gains(
    meters: Mapping[VoiceKey, LoudnessMeter], target_lufs: float
) -> dict[VoiceKey, float]:
    """Return one gain in dB for each voice, which brings it to the target by itself.

    A voice too short to be measured gets the mean gain of the others.
    """
    measured = {key: meter.integrated_lufs() for key, meter in meters.items()}
    known = [target_lufs - lufs for lufs in measured.values() if lufs is not None]
    mean = sum(known) / len(known) if known else 0.0
    gains = {key: mean if lufs is None else target_lufs - lufs for key, lufs in measured.items()}
    return {key: min(gain, MOST_GAIN_DB) for key, gain in gains.items()}


def master(mix: Mix) -> Recording:
    """Return the mix at its final loudness, in the file that the speech was in.

    The gain is sought first, without writing; then the file is written over from its start,
    always behind the place that is being read.

    Raises:
        OutputError: where the file cannot be written.
    """
    audio = mix.profile.audio
    extra_db = _sought_gain(mix, audio)
    path = Path(mix.speech.path)
    try:
        with path.open("r+b") as file:
            for samples in _limited(mix, audio, extra_db):
                file.write(to_bytes(samples))
    except OSError as error:
        raise cannot_write(path, error) from error
    return mix.speech


def _sought_gain(mix: Mix, audio: Audio) -> float:
    """Return the gain in dB at which the limited mix has the loudness that is wanted."""
    extra_db = 0.0
    for _ in range(MOST_PASSES):
        meter = LoudnessMeter(audio.rate_hz)
        for samples in _limited(mix, audio, extra_db):
            meter.push(samples)
        lufs = meter.integrated_lufs()
        if lufs is None or abs(audio.loudness_lufs - lufs) <= TOLERANCE_LU:
            break
        extra_db += OVERSHOOT * (audio.loudness_lufs - lufs)
    return extra_db


def _limited(mix: Mix, audio: Audio, extra_db: float) -> Iterator[Samples]:
    ceiling = db_to_factor(audio.true_peak_dbtp - PEAK_MARGIN_DB)
    chain = FilterChain(audio.rate_hz, [("alimiter", f"limit={ceiling:.6f}:{LIMITER}")])
    for samples in mix.rendered(extra_db):
        yield from chain.push(samples)
    yield from chain.finish()


def overlay(sound: Samples, beside: Samples, rate_hz: int) -> Samples:
    """Return two sounds of the same length at once, by pydub."""
    import numpy as np

    ten_ms = rate_hz // 100  # In samples; whole at every rate that there is.
    padded = sound.size + -sound.size % ten_ms
    pair = []
    for samples in (sound, beside):
        row = np.zeros(padded, np.dtype("<i4"))
        row[: samples.size] = np.rint(samples.astype(np.float64) * _MIX_SCALE)
        pair.append(segment(row.tobytes(), rate_hz, _MIX_BYTES))
    mixed = np.frombuffer(pair[0].overlay(pair[1]).raw_data, np.dtype("<i4"))
    return (mixed[: sound.size] / _MIX_SCALE).astype(np.float32)


def db_to_factor(gain_db: float) -> float:
    """Return the factor of amplitude that a gain in dB stands for."""
    return float(10 ** (gain_db / 20))
