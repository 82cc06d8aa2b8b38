"""The envelope of a sound: the energy and the peak of each block, in a file beside it.

It is all that the loudness and the limiter need to know and a thirty-second of the samples' size,
so the gain is sought on it and not on the sound.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from narrator.mixing.loudness import BlockMeter
from narrator.mixing.recording import Recorder, to_float

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from narrator.mixing.filters import Samples

BLOCKS_AT_ONCE = 1 << 16
"""Three minutes at 44.1 kHz, half a megabyte."""
SUFFIX = ".envelope"
_ROW_BYTES = 8
"""Energy and peak, as floats of 32 bits."""


@dataclass(frozen=True, slots=True)
class Envelope:
    """Energy and peak of each block, in a file."""

    path: Path
    blocks: int

    def rows(self, first: int, count: int) -> NDArray[np.float32]:
        """Return so many rows from that block on; beyond both ends there is silence."""
        import numpy as np

        start, end = max(first, 0), min(first + count, self.blocks)
        rows = np.zeros((count, 2), np.float32)
        if start < end:
            with self.path.open("rb") as file:
                file.seek(start * _ROW_BYTES)
                data = file.read((end - start) * _ROW_BYTES)
            rows[start - first : end - first] = np.frombuffer(data, np.float32).reshape(-1, 2)
        return rows


class MeasuringRecorder(Recorder):
    """A recorder that writes the envelope of what it is given beside the samples."""

    def __init__(self, path: Path, rate_hz: int) -> None:
        super().__init__(path, rate_hz)
        self._meter = BlockMeter(rate_hz)
        self._beside = Recorder(path.with_suffix(SUFFIX), rate_hz)

    def write(self, data: bytes) -> None:
        """Append samples of 16 bits, and measure them."""
        import numpy as np

        super().write(data)
        self._beside.write(self._meter.push(to_float(np.frombuffer(data, "<i2"))).tobytes())

    @property
    def envelope(self) -> Envelope:
        """The envelope of what was recorded; complete once the file is closed."""
        return Envelope(self._beside.path, self._beside.size_bytes // _ROW_BYTES)

    def __exit__(self, *error: object) -> None:
        """Write the last block and close both files."""
        with self._beside:
            self._beside.write(self._meter.finish().tobytes())
        super().__exit__(*error)


def envelope_of(sound: Iterable[Samples], path: Path, rate_hz: int) -> Envelope:
    """Return the envelope of a sound that comes chunk by chunk, in that file."""
    meter = BlockMeter(rate_hz)
    with Recorder(path, rate_hz) as recorder:
        for samples in sound:
            recorder.write(meter.push(samples).tobytes())
        recorder.write(meter.finish().tobytes())
    return Envelope(path, recorder.size_bytes // _ROW_BYTES)
