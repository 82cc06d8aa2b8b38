"""Peaks after decoding: an encoder at a low bit rate adds to them, here and there.

What LAME makes of a peak can be known only by decoding what it wrote. Where the decoded sound
is above what is allowed, the master is turned down for an instant and encoded again.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from narrator.publishing.mpeg import FRAME_SAMPLES

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

OVERSAMPLING = 4
"""Of the true peak, at 44.1 and 48 kHz (ITU-R BS.1770-4, annex 2)."""
TAPS = 32
"""Samples from which a point between two of them is found; the standard's own filter has 12."""
NEAR_DB = 3.0
"""A sample that is further below the limit than this is not looked at on its sides. A tone at a
quarter of the sampling rate peaks 3.01 dB above its samples at the most; in four spoken articles
at 64 kbit/s it was 0.95 dB, in white noise more than 1.5."""
FRAMES_AT_ONCE = 64
"""How much decoded sound is looked at together: 1.7 s at 44.1 kHz."""
REACH_MS = 12
"""How far around a peak the sound is turned down; 12 ms are about half a frame of the encoder,
over which it spreads what it adds."""
METERS_DIFFER_DB = 0.1
"""Two meters of true peaks find other points between the samples: on 8 hours of speech ours
found -1.00 dBTP where ffmpeg's found -0.99. So the limit is held by this much more."""
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


def hold(
    rate_hz: int,
    most_passes: int,
    encode: Callable[[Dips], None],
    too_high: Callable[[], list[Overshoot]],
) -> None:
    """Encode, and again with the master turned down where a peak came out too high.

    Args:
        rate_hz: Of the master.
        most_passes: How often it is encoded at the most.
        encode: Writes the sound, with the dips that it is given.
        too_high: Returns where what was written is above the limit, in samples of the master.
    """
    dips = Dips(rate_hz)
    for _ in range(most_passes):
        encode(dips)
        found = too_high()
        if not found:
            return
        dips.add(found)


def overshoots(
    path: Path, limit_dbtp: float, form: str = "mp3", delay_samples: int = 0
) -> list[Overshoot]:
    """Return where the decoded sound of a file has true peaks above the limit.

    Args:
        path: Of the file.
        limit_dbtp: What a true peak may be.
        form: ffmpeg's name of the file's form.
        delay_samples: How late the decoded sound is, where no Info header tells the decoder.
    """
    import numpy as np

    limit = 10 ** (limit_dbtp / 20)
    near = limit * 10 ** (-NEAR_DB / 20)
    highest: dict[int, float] = {}
    for start, sound in _stretches(path, form):
        hot = np.flatnonzero(np.abs(sound) > near)
        heights = _heights(sound, hot)
        for place, height in zip(hot[heights > limit], heights[heights > limit], strict=True):
            frame = int(start + place) // FRAME_SAMPLES
            highest[frame] = max(highest.get(frame, 0.0), float(height))
    return [
        Overshoot(
            frame * FRAME_SAMPLES - delay_samples,
            (frame + 1) * FRAME_SAMPLES - delay_samples,
            20 * math.log10(highest[frame] / limit),
        )
        for frame in sorted(highest)
    ]


def _stretches(path: Path, form: str) -> Iterator[tuple[int, NDArray[np.float32]]]:
    """Yield the decoded sound with its place, some frames at a time, all but joined.

    Each stretch repeats the end of the one before, so that no point between two samples is
    left out.
    """
    import av
    import numpy as np

    place = 0
    frames = [np.zeros(TAPS, np.float32)]
    with path.open("rb") as file, av.open(file, "r", format=form) as container:
        for frame in container.decode(audio=0):
            frames.append(np.frombuffer(bytes(frame.planes[0]), np.float32, frame.samples))
            if len(frames) > FRAMES_AT_ONCE:
                sound = np.concatenate(frames)
                yield place - TAPS, sound
                place += sound.size - TAPS
                frames = [sound[-TAPS:]]
    yield place - TAPS, np.concatenate([*frames, np.zeros(TAPS, np.float32)])


def _true_peak(sound: NDArray[np.float32]) -> float:
    """Return the highest point of the curve through the samples."""
    import numpy as np

    return float(_heights(sound, np.arange(sound.size)).max(initial=0.0))


def _heights(sound: NDArray[np.float32], places: NDArray[np.intp]) -> NDArray[np.float32]:
    """Return how high the curve through the samples is at and right beside some of them."""
    import numpy as np

    heights = np.abs(sound[places])
    if sound.size < TAPS or not places.size:
        return heights
    windows = np.lib.stride_tricks.sliding_window_view(sound, TAPS)
    for first in (places - TAPS // 2, places - TAPS // 2 + 1):
        between = np.abs(windows[first.clip(0, len(windows) - 1)] @ _kernels())
        heights = np.maximum(heights, between.max(axis=1))
    return heights


@cache
def _kernels() -> NDArray[np.float32]:
    """Return the filters that find the points between two samples: windowed sines over x.

    A column each, for the points behind the sample in the middle of a window, index 15.
    """
    import numpy as np

    places = np.arange(TAPS) - TAPS / 2 + 1
    window = np.kaiser(TAPS, 8.0)  # 8: side lobes at -80 dB, below what 16 bits show.
    shifts = (phase / OVERSAMPLING for phase in range(1, OVERSAMPLING))
    kernels = [(np.sinc(places - shift) * window).astype(np.float32) for shift in shifts]
    return np.stack(kernels, axis=1)
