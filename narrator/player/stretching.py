"""One piece as it is heard: from any of its samples on, faster or slower at the same pitch.

The speech that is there is stretched, by ffmpeg's `atempo`; the engine is not asked again. So a
change of speed is heard at once, in the middle of a word, whatever the engine and however slow
it is, and nothing that was paid for is spoken twice.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from narrator.player.pieces import FULL_SCALE

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from narrator.mixing.filters import FilterChain
    from narrator.player.pieces import Samples

CHUNK_S = 0.05
"""What the filter is given at a time; it answers 50 ms of espeak-ng's speech in under 1 ms."""


class Playing:
    """A piece that is being heard.

    Args:
        samples: Of the piece.
        rate_hz: Their rate.
        speed_percent: 100 for the samples as they are.
        start: Index of the first sample that is heard.
    """

    def __init__(self, samples: Samples, rate_hz: int, speed_percent: int, start: int = 0) -> None:
        self._samples = samples
        self._rate_hz = rate_hz
        self._speed_percent = speed_percent
        self._start = start
        self._next = start
        """Index of the first sample that the filter has not been given."""
        self._heard = 0
        """Samples that were read, at the speed at which they are heard."""
        self._held: list[NDArray[np.int16]] = []
        """What came out of the filter and was not read yet."""
        self._chunk = max(1, round(CHUNK_S * rate_hz))
        self._chain = None if speed_percent == 100 else _chain(rate_hz, speed_percent)
        self._finished = False

    @property
    def position(self) -> int:
        """The index, in the piece, of the next sample that is heard."""
        reached = self._start + self._heard * self._speed_percent // 100
        return min(reached, self._samples.size)

    def at_speed(self, speed_percent: int) -> Playing:
        """Return the rest of it at another speed."""
        return Playing(self._samples, self._rate_hz, speed_percent, self.position)

    def read(self, count: int) -> Samples:
        """Return the next samples that are heard: fewer than `count` only at the end."""
        import numpy as np

        if self._chain is None:
            found = self._samples[self._next : self._next + count]
            self._next += found.size
        else:
            while sum(map(len, self._held)) < count and not self._finished:
                self._feed(self._chain)
            held = np.concatenate(self._held) if self._held else self._samples[:0]
            found, rest = held[:count], held[count:]
            self._held = [rest] if rest.size else []
        self._heard += found.size
        return found

    def _feed(self, chain: FilterChain) -> None:
        """Give the filter the next chunk and take what it gives."""
        import numpy as np

        chunk = self._samples[self._next : self._next + self._chunk]
        self._next += chunk.size
        self._finished = not chunk.size
        given = chunk.astype(np.float32) / np.float32(FULL_SCALE)
        for out in chain.finish() if self._finished else chain.push(given):
            whole = np.rint(out * FULL_SCALE).clip(-FULL_SCALE, FULL_SCALE - 1)
            self._held.append(whole.astype(np.int16))


def _chain(rate_hz: int, speed_percent: int) -> FilterChain:
    from narrator.mixing.filters import FilterChain

    return FilterChain(rate_hz, [("atempo", f"{speed_percent / 100}")])


def warm_up(rate_hz: int) -> None:
    """Load the filter, which takes 0.1 s the first time: too long for whoever feeds the card."""
    _chain(rate_hz, 100 + 1)
