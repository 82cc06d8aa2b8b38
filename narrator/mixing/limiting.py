"""The limiter: gives way before a peak and comes back behind it, and touches nothing else.

It works on the peaks of short blocks. How far each block must be turned down is known from
its peak; that falls off on both sides by a fixed number of decibels a block. Between the edges
of blocks the gain is a straight line, which lies nowhere above what either block allows. So no
sample exceeds the ceiling, and far from peaks the gain is exactly 1.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from narrator.mixing.loudness import BLOCK_SAMPLES

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

ATTACK_DB_A_MS = 1.6
"""8 dB, which the peaks of espeak-ng need at -16 LUFS, in 5 ms: short enough that nothing is
heard to fade, long enough not to click."""
RELEASE_DB_A_MS = 0.16
"""The same 8 dB in 50 ms, which is several periods of a voice: its waves keep their form."""
DEEPEST_DB = 60.0
"""No peak is higher than that above the ceiling: 40 dB of gain and the music's excess."""


def reach_blocks(rate_hz: int) -> int:
    """Return how many blocks before and behind a block can have a say in its gain."""
    return int(DEEPEST_DB / (RELEASE_DB_A_MS * _block_ms(rate_hz))) + 2


def edge_gains(peaks: NDArray[np.float32], ceiling: float, rate_hz: int) -> NDArray[np.float32]:
    """Return the limiter's gain at the edges of blocks: one more than there are blocks.

    Args:
        peaks: The highest sample of each block.
        ceiling: What no sample may exceed.
        rate_hz: Of the samples.
    """
    import numpy as np

    over = np.maximum(peaks / np.float32(ceiling), np.float32(1))
    depths = _whole_parts(20 * np.log10(over.astype(np.float64)))
    behind = _falling(depths, RELEASE_DB_A_MS * _block_ms(rate_hz))
    before = _falling(depths[::-1], ATTACK_DB_A_MS * _block_ms(rate_hz))[::-1]
    depths = np.maximum(behind, before)
    edges = np.maximum(np.append(depths, 0.0), np.insert(depths, 0, 0.0))
    gains: NDArray[np.float32] = (10 ** (-edges / 20)).astype(np.float32)
    return gains


def block_powers(edges: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return by what the gain changes the energy of each block: its mean square there."""
    first, last = edges[:-1], edges[1:]
    powers: NDArray[np.float32] = (first * first + first * last + last * last) / 3
    return powers


def sample_gains(edges: NDArray[np.float32], count: int) -> NDArray[np.float32]:
    """Return the gain of each of so many samples, from the first edge on."""
    import numpy as np

    steps = np.arange(BLOCK_SAMPLES, dtype=np.float32) / np.float32(BLOCK_SAMPLES)
    gains = np.diff(edges)[:, np.newaxis] * steps
    gains += edges[:-1, np.newaxis]
    return gains.reshape(-1)[:count]


def _falling(depths: NDArray[np.float64], step_db: float) -> NDArray[np.float64]:
    """Return depths of which none is more than a step smaller than the one before it."""
    import numpy as np

    slope = _whole_parts(step_db) * np.arange(depths.size)
    fallen: NDArray[np.float64] = np.maximum.accumulate(depths + slope) - slope
    return fallen


def _whole_parts(depths: NDArray[np.float64] | float) -> NDArray[np.float64]:
    """Return depths rounded up to 1024ths of a decibel.

    Sums of these are exact, so a sound is limited to the same samples wherever it stands.
    """
    import numpy as np

    parts: NDArray[np.float64] = np.ceil(np.asarray(depths) * 1024) / 1024
    return parts


def _block_ms(rate_hz: int) -> float:
    return 1000 * BLOCK_SAMPLES / rate_hz
