"""The finished sound: one gain for each voice, music beside it, loudness and peaks as wanted."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from narrator.episode import Cue, Recording
from narrator.mixing.envelope import BLOCKS_AT_ONCE, Envelope, envelope_of
from narrator.mixing.limiting import block_powers, edge_gains, reach_blocks, sample_gains
from narrator.mixing.loudness import BLOCK_SAMPLES, Gate
from narrator.mixing.music import Layer, Presence, segment
from narrator.mixing.recording import cannot_write, chunks, to_bytes, to_float
from narrator.mixing.timeline import VoiceKey
from narrator.profile import Audio, VoiceProfile

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from narrator.mixing.filters import Samples

PEAK_MARGIN_DB = 2.5
"""How far below the true peak that is wanted the samples are held. Limited espeak-ng speech in
12 languages peaked 0.6 to 2.8 dB higher once it was encoded at 64 kbit/s and decoded, 1.0 in
the middle; the few peaks above that are for the encoder to hold."""
STEP_DB = 0.2
"""Gains are whole steps of this, so that an edit of a paragraph leaves the rest of a long
article as it was, to the bit. The loudness is then within half a step of what is wanted, a
fifth of the tolerance that the finished file has (+-0.5 LU)."""
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
    envelope: Envelope
    """Of the speech, as it was spoken."""
    cues: Sequence[Cue]
    gains_db: Mapping[VoiceKey, float]
    layers: Sequence[Layer]
    profile: VoiceProfile

    def rendered(self, extra_db: float) -> Iterator[Samples]:
        """Yield the mix chunk by chunk, louder by that gain, not yet limited."""
        presence = Presence(self.cues, self.speech.rate_hz)
        for start, samples in chunks(self.speech):
            sound = to_float(samples)
            for first, end, factor in self._factors(start, start + sound.size, extra_db):
                sound[first - start : end - start] *= factor
            for layer in self.layers:
                beside = layer.samples(start, sound.size, presence) * db_to_factor(extra_db)
                sound = overlay(sound, beside, self.speech.rate_hz)
            yield sound

    def spoken_rows(self, first: int, count: int) -> NDArray[np.float32]:
        """Return rows of the envelope, every cue at its gain."""
        rows = self.envelope.rows(first, count)
        start, end = first * BLOCK_SAMPLES, (first + count) * BLOCK_SAMPLES
        # A block in which a cue begins or ends is silent but for that cue: pauses are longer.
        for cue_start, cue_end, factor in self._factors(start, end, 0.0):
            span = slice(cue_start // BLOCK_SAMPLES - first, -(-cue_end // BLOCK_SAMPLES) - first)
            rows[span] *= (factor * factor, factor)
        return rows

    def _factors(self, start: int, end: int, extra_db: float) -> Iterator[tuple[int, int, float]]:
        """Yield where cues sound between two places, and the factor of each."""
        number = bisect_right(self.cues, start, key=lambda cue: cue.end_samples)
        for cue in islice(self.cues, number, None):
            if cue.start_samples >= end:
                return
            gain_db = self.gains_db[cue.voice, cue.language]
            gain_db += self.profile.prosody(cue.role).volume_db + extra_db
            yield max(start, cue.start_samples), min(end, cue.end_samples), db_to_factor(gain_db)


def voice_gains(cues: Sequence[Cue], envelope: Envelope, audio: Audio) -> dict[VoiceKey, float]:
    """Return one gain in dB for each voice, which brings it to the target by itself.

    A voice too short to be measured gets the mean gain of the others.
    """
    gates: dict[VoiceKey, Gate] = {}
    for cue in cues:
        first, end = cue.start_samples // BLOCK_SAMPLES, cue.end_samples // BLOCK_SAMPLES
        gate = gates.setdefault((cue.voice, cue.language), Gate(audio.rate_hz))
        gate.push(envelope.rows(first, end - first)[:, 0])
    measured = {key: gate.integrated_lufs() for key, gate in gates.items()}
    known = [audio.loudness_lufs - lufs for lufs in measured.values() if lufs is not None]
    mean = sum(known) / len(known) if known else 0.0
    return {
        key: min(_stepped(mean if lufs is None else audio.loudness_lufs - lufs), MOST_GAIN_DB)
        for key, lufs in measured.items()
    }


def master(mix: Mix) -> Recording:
    """Return the mix at its final loudness, in the file that the speech was in.

    The gain is sought on the envelope; then the file is written over from its start, always
    behind the place that is being read.

    Raises:
        OutputError: where the file cannot be written.
    """
    path = Path(mix.speech.path)
    limited = Limited.of(mix)
    extra_db = limited.sought_gain_db()
    try:
        with path.open("r+b") as file:
            place = 0
            for samples in mix.rendered(extra_db):
                gains = limited.gains(place, samples.size, extra_db)
                file.write(to_bytes(samples if gains is None else samples * gains))
                place += samples.size
    except OSError as error:
        raise cannot_write(path, error) from error
    return mix.speech


@dataclass(frozen=True, slots=True)
class Limited:
    """What the limiter does to a mix, found from its envelope."""

    rows: Callable[[int, int], NDArray[np.float32]]
    """Returns energy and peak of so many blocks from a block on, before any extra gain."""
    blocks: int
    audio: Audio

    @classmethod
    def of(cls, mix: Mix) -> Limited:
        """Return the limiter of a mix; one with music in it is measured as a whole."""
        rows, envelope, audio = mix.spoken_rows, mix.envelope, mix.profile.audio
        if mix.layers:
            path = envelope.path.with_name("mix.envelope")
            envelope = envelope_of(mix.rendered(0.0), path, audio.rate_hz)
            rows = envelope.rows
        return cls(rows, envelope.blocks, audio)

    def sought_gain_db(self) -> float:
        """Return the gain at which the limited mix has the loudness that is wanted."""
        missing_lu: dict[int, float] = {}
        steps = 0
        while steps not in missing_lu and len(missing_lu) < MOST_PASSES:
            lufs = self._integrated_lufs(steps * STEP_DB)
            if lufs is None:
                break
            missing_lu[steps] = self.audio.loudness_lufs - lufs
            steps += round(OVERSHOOT * missing_lu[steps] / STEP_DB)
        best = min(missing_lu, key=lambda tried: (abs(missing_lu[tried]), tried), default=0)
        return best * STEP_DB

    def gains(self, start: int, count: int, extra_db: float) -> NDArray[np.float32] | None:
        """Return the limiter's gain for samples from a place, a block's start; None where 1."""
        _, edges = self._edges(start // BLOCK_SAMPLES, -(-count // BLOCK_SAMPLES), extra_db)
        return sample_gains(edges, count) if edges.min() < 1 else None

    def _integrated_lufs(self, extra_db: float) -> float | None:
        gate = Gate(self.audio.rate_hz)
        for first in range(0, self.blocks, BLOCKS_AT_ONCE):
            count = min(BLOCKS_AT_ONCE, self.blocks - first)
            energies, edges = self._edges(first, count, extra_db)
            gate.push(energies * block_powers(edges))
        return gate.integrated_lufs()

    def _edges(
        self, first: int, count: int, extra_db: float
    ) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        """Return the energies of blocks at that gain, and the limiter's gains at their edges."""
        reach = reach_blocks(self.audio.rate_hz)
        factor = db_to_factor(extra_db)
        rows = self.rows(first - reach, count + 2 * reach)
        ceiling = db_to_factor(self.audio.true_peak_dbtp - PEAK_MARGIN_DB)
        edges = edge_gains(rows[:, 1] * factor, ceiling, self.audio.rate_hz)
        return rows[reach : reach + count, 0] * factor**2, edges[reach : reach + count + 1]


def _stepped(gain_db: float) -> float:
    return round(gain_db / STEP_DB) * STEP_DB


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
