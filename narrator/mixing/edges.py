"""The edges of clips: silence off, so that pauses are the planned ones, and no clicks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from narrator.timing import ms_to_samples

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

SILENCE_DBFS = -50.0
"""Samples below this are silence. espeak-ng is digitally silent between words; the noise of
gTTS's MP3 at 32 kbit/s stays below -60 dBFS."""
KEPT_BEFORE_MS = 5
"""Of the silence before the speech, so that a soft first consonant keeps its onset."""
KEPT_AFTER_MS = 30
"""Of the silence behind it, so that the last sound dies away."""
FADE_MS = 3
"""Short enough not to be heard, long enough to take the click off a cut: three periods of
1 kHz."""


def trim(samples: NDArray[np.int16], rate_hz: int) -> tuple[NDArray[np.int16], int]:
    """Return the samples without the silence around them, faded at both ends.

    Returns:
        The samples, and how many were taken off the start. Silence alone comes back as it is.
    """
    threshold = int(32768 * 10 ** (SILENCE_DBFS / 20))
    loud = (samples > threshold) | (samples < -threshold)
    if not loud.any():
        return samples, 0
    first, behind = int(loud.argmax()), samples.size - int(loud[::-1].argmax())
    start = max(0, first - ms_to_samples(KEPT_BEFORE_MS, rate_hz))
    end = min(samples.size, behind + ms_to_samples(KEPT_AFTER_MS, rate_hz))
    return _fade(samples[start:end], ms_to_samples(FADE_MS, rate_hz)), start


def _fade(samples: NDArray[np.int16], length: int) -> NDArray[np.int16]:
    # Not pydub's fades: they count in whole milliseconds and change the number of samples.
    import numpy as np

    length = min(length, samples.size // 2)
    ramp = np.linspace(0, 1, length, endpoint=False, dtype=np.float32)
    faded = samples.copy()
    for edge, gains in ((slice(0, length), ramp), (slice(samples.size - length, None), ramp[::-1])):
        faded[edge] = np.rint(samples[edge] * gains).astype(np.int16)
    return faded
