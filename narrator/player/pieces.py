"""Clips -> pieces: speech as the sound card takes it, at a steady loudness for each voice."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from narrator.mixing.edges import trim
from narrator.mixing.recording import resample
from narrator.profile import VoiceProfile
from narrator.speech import Clip
from narrator.timing import samples_to_ms

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Samples = NDArray[np.int16]

FULL_SCALE = 32768

LEVEL_DBFS = -20.0
"""The mean power of speech that is aimed at: that of espeak-ng's own voices, which are hardly
changed so. Measured over 66 sentences of an article: -20.1 and -19.8 for the two voices of
`newsroom`, single sentences between -20.8 and -19.2."""
MOST_GAIN_DB = 9.0
"""A voice that is softer than that by more is meant to be soft, or is no voice."""
PEAK = 0.97
"""Of full scale: no sample is louder. Peaks of raised speech are rounded off from `KNEE` on."""
KNEE = 0.7
BLOCK_S = 0.1
"""Power is measured in blocks of this length, and silent ones do not count."""
SILENT_DBFS = -45.0
LEARNT_S = 10.0
"""A voice's level is learnt from so much of its speech and then stays; already its first sentence
gives it to within 1 dB (see `LEVEL_DBFS`). A gain for each sentence would make the level jump."""


@dataclass(frozen=True, slots=True)
class Piece:
    """An utterance, ready to be heard."""

    samples: Samples
    """Without the silence around the speech; faded at both ends."""
    rate_hz: int
    pause_ms: int
    """Silence that follows at the voice's own speed."""

    @property
    def speech_ms(self) -> int:
        """The length of the speech at the voice's own speed."""
        return samples_to_ms(self.samples.size, self.rate_hz)


@dataclass(slots=True)
class _Heard:
    """How much of a voice was measured, in blocks."""

    power: float = 0.0
    blocks: int = 0


@dataclass(slots=True)
class Levels:
    """The gain of each voice, learnt from the first that is heard of it.

    The loudness of an episode is measured over the whole of it; a stream has no whole.
    """

    profile: VoiceProfile
    _heard: dict[tuple[str, str], _Heard] = field(default_factory=dict)

    def levelled(self, clip: Clip, samples: Samples, rate_hz: int) -> Samples:
        """Return the samples of a clip at the level at which its voice is heard."""
        key = (clip.utterance.voice, clip.utterance.language)
        heard = self._heard.setdefault(key, _Heard())
        if heard.blocks * BLOCK_S < LEARNT_S:
            _measure(heard, samples, rate_hz)
        gain_db = self.profile.prosody(clip.utterance.role).volume_db
        if heard.blocks:
            level_dbfs = 10 * math.log10(heard.power / heard.blocks)
            gain_db += min(max(LEVEL_DBFS - level_dbfs, -2 * MOST_GAIN_DB), MOST_GAIN_DB)
        return _raised(samples, 10 ** (gain_db / 20))


def _measure(heard: _Heard, samples: Samples, rate_hz: int) -> None:
    import numpy as np

    size = round(BLOCK_S * rate_hz)
    whole = samples.size // size * size
    blocks = samples[:whole].astype(np.float32).reshape(-1, size) / FULL_SCALE
    powers = (blocks * blocks).mean(axis=1)
    loud = powers[powers > 10 ** (SILENT_DBFS / 10)]
    heard.power += float(loud.sum())
    heard.blocks += int(loud.size)


def _raised(samples: Samples, gain: float) -> Samples:
    """Return the samples with a gain; what would be above the knee is rounded off below 1."""
    import numpy as np

    scaled = samples.astype(np.float32) * np.float32(gain / FULL_SCALE)
    size = np.abs(scaled)
    over = size > KNEE
    if over.any():
        room = PEAK - KNEE
        rounded = KNEE + room * np.tanh((size[over] - KNEE) / room)
        scaled[over] = np.copysign(rounded, scaled[over])
    raised: Samples = np.rint(scaled * FULL_SCALE).astype(np.int16)
    return raised


def piece_of(clip: Clip, rate_hz: int, levels: Levels) -> Piece:
    """Return a clip as it is heard, at the sound card's rate."""
    samples, _ = trim(resample(clip.pcm, rate_hz), rate_hz)
    if not samples.any():
        samples = samples[:0]  # A sign for which the voice has no sound.
    levelled = levels.levelled(clip, samples, rate_hz)
    return Piece(levelled, rate_hz, clip.utterance.pause_after_ms)
