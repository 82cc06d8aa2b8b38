"""Loudness by ITU-R BS.1770-4, from the energy of short blocks.

The sound is K-weighted once and kept as the energy of blocks of about 3 ms. From these the
gated loudness of any selection of blocks, at any gain, is a matter of adding up: a voice in
the whole episode, or the mix while its limiter gives way here and there. A gain that changes
slowly and the K-weighting can be taken in either order; on limited espeak-ng speech the
difference from ffmpeg's `ebur128` was 0.03 LU at the most (EBU Tech 3341 allows a meter 0.1).
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from narrator.mixing.filters import FilterChain

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from narrator.mixing.filters import Samples

BLOCK_SAMPLES = 128
"""2.9 ms at 44.1 kHz: short beside the 5 ms in which the limiter gives way."""
SLOT_S = 0.1
"""The gating blocks overlap by 75 %, so they begin every 100 ms (BS.1770-4, annex 1)."""
SLOTS_A_WINDOW = 4
"""400 ms, the length of a gating block (BS.1770-4, annex 1)."""
SILENCE_LUFS = -70.0
"""The absolute gate of BS.1770-4: what is below it has no integrated loudness."""
RELATIVE_GATE_LU = -10.0
"""What is so much below the loudness of the rest does not count (BS.1770-4, annex 1)."""
OFFSET_LU = -0.691
"""So that a full-scale sine of 997 Hz measures -3.01 LUFS (BS.1770-4, annex 1)."""

# The analogue prototypes behind the coefficients that BS.1770-4 prints for 48 kHz, as found
# by B. De Man, "Evaluation of implementations of the EBU R128 loudness measurement" (2014).
_SHELF_HZ, _SHELF_DB, _SHELF_Q = 1681.974450955533, 3.999843853973347, 0.7071752369554196
_SHELF_MIDDLE = 0.4996667741545416
_HIGH_PASS_HZ, _HIGH_PASS_Q = 38.13547087602444, 0.5003270373238773


def k_weighting(rate_hz: int) -> list[tuple[str, str]]:
    """Return the two filters of the K-weighting at a sampling rate, for a `FilterChain`."""
    k = math.tan(math.pi * _SHELF_HZ / rate_hz)
    high = 10 ** (_SHELF_DB / 20)
    middle = high**_SHELF_MIDDLE
    shelf = (
        *(high + middle * k / _SHELF_Q + k * k, 2 * (k * k - high)),
        *(high - middle * k / _SHELF_Q + k * k, *_poles(k, _SHELF_Q)),
    )
    k = math.tan(math.pi * _HIGH_PASS_HZ / rate_hz)
    poles = _poles(k, _HIGH_PASS_Q)
    # BS.1770-4 leaves the zeros at 1, -2, 1, whatever the poles are divided by.
    return [_biquad(*shelf), _biquad(poles[0], -2 * poles[0], poles[0], *poles)]


def _poles(k: float, q: float) -> tuple[float, float, float]:
    return 1 + k / q + k * k, 2 * (k * k - 1), 1 - k / q + k * k


def _biquad(*coefficients: float) -> tuple[str, str]:
    names = ("b0", "b1", "b2", "a0", "a1", "a2")
    given = (
        f"{name}={value / coefficients[3]:.15g}"
        for name, value in zip(names, coefficients, strict=True)
    )
    return "biquad", ":".join(given)


class BlockMeter:
    """Turns a stream of samples into the K-weighted energy and the peak of each block."""

    def __init__(self, rate_hz: int) -> None:
        self._chain = FilterChain(rate_hz, k_weighting(rate_hz))
        self._rest: list[Samples] = []
        """Of the sound and of the weighted sound, what does not fill a block yet."""

    def push(self, samples: Samples) -> NDArray[np.float32]:
        """Take samples and return a row for each block that is full: energy and peak.

        The filters hold nothing back, so sound and weighted sound stay side by side.
        """
        import numpy as np

        weighted = list(self._chain.push(samples))
        sides = [samples, np.concatenate(weighted) if weighted else samples[:0]]
        if self._rest:
            sides = [np.concatenate(pair) for pair in zip(self._rest, sides, strict=True)]
        full = sides[0].size // BLOCK_SAMPLES * BLOCK_SAMPLES
        self._rest = [side[full:].copy() for side in sides]
        sound, heard = (side[:full].reshape(-1, BLOCK_SAMPLES) for side in sides)
        rows = np.empty((full // BLOCK_SAMPLES, 2), np.float32)
        np.einsum("ij,ij->i", heard, heard, out=rows[:, 0])
        rows[:, 1] = np.maximum(sound.max(axis=1), -sound.min(axis=1))
        return rows

    def finish(self) -> NDArray[np.float32]:
        """Return the row of the last block, filled up with silence, if one is begun."""
        import numpy as np

        begun = self._rest[0].size if self._rest else 0
        return self.push(np.zeros(-begun % BLOCK_SAMPLES, np.float32))


class Gate:
    """The gated loudness of blocks, given one behind the other."""

    def __init__(self, rate_hz: int) -> None:
        self._samples_a_window = SLOTS_A_WINDOW * SLOT_S * rate_hz
        self._blocks_a_slot = SLOT_S * rate_hz / BLOCK_SAMPLES
        self._slots: list[NDArray[np.float64]] = []
        self._rest: NDArray[np.float32] | None = None
        """Blocks that are not in a whole slot yet."""
        self._begun = 0.0
        """How much of the first of these is in the slot before."""

    def push(self, energies: NDArray[np.float32]) -> None:
        """Take the energies of the next blocks; one between two slots is shared out."""
        import numpy as np

        if self._rest is not None:
            energies = np.concatenate([self._rest, energies])
        sums = np.concatenate([[0.0], np.cumsum(energies, dtype=np.float64)])
        full = max(0, int((energies.size - self._begun) / self._blocks_a_slot))
        edges = self._begun + self._blocks_a_slot * np.arange(full + 1)
        self._slots.append(np.diff(np.interp(edges, np.arange(sums.size), sums)))
        whole = int(edges[-1])
        self._rest, self._begun = energies[whole:].copy(), float(edges[-1]) - whole

    def integrated_lufs(self) -> float | None:
        """Return the integrated loudness, or None for silence and for less than 400 ms."""
        import numpy as np

        slots = np.concatenate([*self._slots, np.zeros(0)])
        sums = np.concatenate([[0.0], np.cumsum(slots)])
        powers = (sums[SLOTS_A_WINDOW:] - sums[:-SLOTS_A_WINDOW]) / self._samples_a_window
        heard = powers[powers > _power(SILENCE_LUFS)]
        if not heard.size:
            return None
        heard = heard[heard > heard.mean() * 10 ** (RELATIVE_GATE_LU / 10)]
        return OFFSET_LU + 10 * math.log10(float(heard.mean()))


class LoudnessMeter:
    """Measures the integrated loudness of samples given chunk by chunk."""

    def __init__(self, rate_hz: int) -> None:
        self._blocks = BlockMeter(rate_hz)
        self._gate = Gate(rate_hz)

    def push(self, samples: Samples) -> None:
        """Take samples into the measurement."""
        self._gate.push(self._blocks.push(samples)[:, 0])

    def integrated_lufs(self) -> float | None:
        """Return the loudness so far, or None for silence and for less than 400 ms."""
        return self._gate.integrated_lufs()


def _power(lufs: float) -> float:
    """Return the mean square that measures so many LUFS."""
    return float(10 ** ((lufs - OFFSET_LU) / 10))
