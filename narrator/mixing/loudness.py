"""Loudness by ITU-R BS.1770-4, as ffmpeg's `ebur128` measures it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from narrator.mixing.filters import FilterChain

if TYPE_CHECKING:
    from narrator.mixing.filters import Samples

SILENCE_LUFS = -70.0
"""The absolute gate of BS.1770-4: what is below it has no integrated loudness."""


class LoudnessMeter:
    """Measures the integrated loudness of samples given chunk by chunk."""

    def __init__(self, rate_hz: int) -> None:
        self._chain = FilterChain(rate_hz, [("ebur128", "metadata=1")])

    def push(self, samples: Samples) -> None:
        """Take samples into the measurement."""
        for _ in self._chain.push(samples):
            pass

    def integrated_lufs(self) -> float | None:
        """Return the loudness so far, or None for silence and for less than 400 ms.

        400 ms is the length of the blocks that the measurement gates (BS.1770-4, annex 1).
        """
        found = self._chain.metadata.get("lavfi.r128.I")
        measured = SILENCE_LUFS if found is None else float(found)
        return measured if measured > SILENCE_LUFS else None
