"""Sound for tests: a card that asks as fast as it can, and tones that say what is heard."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from narrator.player.events import Happening
from narrator.player.pieces import Piece

RATE_HZ = 8000


def piece(level: int, speech_ms: int = 200, pause_ms: int = 100) -> Piece:
    """Return a piece of one level, by which it is known where it is heard."""
    return Piece(np.full(speech_ms * RATE_HZ // 1000, level, np.int16), RATE_HZ, pause_ms)


def loud(samples: NDArray[np.int16]) -> list[int]:
    """Return the levels that are heard, in order, each once for a run of it; fades left out."""
    levels: list[int] = []
    for value in samples[np.isin(samples, np.arange(1000, 32000, 1000))]:
        if not levels or levels[-1] != value:
            levels.append(int(value))
    return levels


@pytest.fixture
def told() -> list[Happening]:
    return []
