"""Peaks after decoding: an encoder at a low bit rate adds to them, here and there.

What LAME makes of a peak can be known only by decoding what it wrote. Where the decoded sound
is above what is allowed, the master is turned down for an instant and encoded again.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

OVERSAMPLING = 4
"""Of the true peak, at 44.1 and 48 kHz (ITU-R BS.1770-4, annex 2)."""
TAPS = 32
"""Samples from which a point between two of them is found; the standard's own filter has 12."""
NEAR_DB = 3.0
"""Sound whose highest sample is further below the limit than this is not looked at between its
samples. A tone at a quarter of the sampling rate peaks 3.01 dB above its samples at the most;
in four spoken articles at 64 kbit/s it was 0.95 dB, in white noise more than 1.5."""
REACH_MS = 12
"""How far around a peak the sound is turned down; 12 ms are about half a frame of the encoder,
over which it spreads what it adds."""
SPARE_DB = 0.2
"""How much more than the excess it is turned down, since the encoder will differ again."""


@dataclass(frozen=True, slots=True)
class Overshoot:
    """A stretch of the decoded sound that is above the limit, in samples."""

    start: int
    end: int
    excess_db: float


@dataclass(slots=True)
class Dips:
    """Where a master is turned down for an instant, and by how much."""

    rate_hz: int
    dips: list[Overshoot] = field(default_factory=list)

    def add(self, overshoots: list[Overshoot]) -> None:
        """Turn the master down at those places, more than before where it was already."""
        self.dips = sorted([*self.dips, *overshoots], key=lambda dip: dip.start)

    def gains(self, start: int, count: int) -> NDArray[np.float32] | None:
        """Return the factor of each sample from that place on, or None where it is 1."""
        import numpy as np

        reach = self.rate_hz * REACH_MS // 1000
        near = [
            dip
            for dip in self.dips
            if dip.start - reach < start + count and dip.end + reach > start
        ]
        if not near:
            return None
        factors = np.ones(count, np.float32)
        places = np.arange(start, start + count)
        for dip in near:
            corners = [dip.start - reach, dip.start, dip.end, dip.end + reach]
            level = 10 ** (-(dip.excess_db + SPARE_DB) / 20)
            factors *= np.interp(places, corners, [1.0, level, level, 1.0]).astype(np.float32)
        return factors


def overshoots(path: Path, limit_dbtp: float, form: str = "mp3") -> list[Overshoot]:
    """Return where the decoded sound of a file has true peaks above the limit.

    Args:
        path: The file.
        limit_dbtp: The limit.
        form: ffmpeg's name of the file's form.
    """
    limit = 10 ** (limit_dbtp / 20)
    near = limit * 10 ** (-NEAR_DB / 20)
    found = []
    for start, sound in _windows(path, form):
        if abs(sound).max(initial=0.0) > near and (peak := _true_peak(sound)) > limit:
            found.append(Overshoot(start, start + sound.size, 20 * math.log10(peak / limit)))
    return found


def _windows(path: Path, form: str) -> Iterator[tuple[int, NDArray[np.float32]]]:
    """Yield the decoded sound with its place, a frame at a time and the end of the one before."""
    import av
    import numpy as np

    place = 0
    before = np.zeros(0, np.float32)
    with path.open("rb") as file, av.open(file, "r", format=form) as container:
        for frame in container.decode(audio=0):
            sound = np.concatenate([before, frame.to_ndarray()[0]])
            yield place - before.size, sound
            place += frame.samples
            before = sound[-TAPS:]


def _true_peak(sound: NDArray[np.float32]) -> float:
    """Return the highest point of the curve through the samples."""
    import numpy as np

    between = (np.convolve(sound, kernel, "valid") for kernel in _kernels())
    return float(max(np.abs(part).max(initial=0.0) for part in (sound, *between)))


@cache
def _kernels() -> tuple[NDArray[np.float32], ...]:
    """Return the filters that find the points between two samples: windowed sines over x."""
    import numpy as np

    places = np.arange(TAPS) - TAPS / 2 + 1
    window = np.kaiser(TAPS, 8.0)  # 8: side lobes at -80 dB, below what 16 bits show.
    shifts = (phase / OVERSAMPLING for phase in range(1, OVERSAMPLING))
    return tuple((np.sinc(places - shift) * window).astype(np.float32) for shift in shifts)
