"""Audio as files of raw samples: written once from start to end, read chunk by chunk."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Self

from narrator.episode import Recording
from narrator.errors import AudioError, OutputError
from narrator.mixing.filters import FULL_SCALE
from narrator.mixing.loudness import BLOCK_SAMPLES
from narrator.speech import PCM, SAMPLE_BYTES

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from narrator.mixing.filters import Samples

CHUNK_SAMPLES = 1024 * BLOCK_SAMPLES
"""What is worked on at a time: 3 s at 44.1 kHz, half a megabyte as 32-bit floats, which stays
in a processor's cache; whole blocks, as the limiter wants them."""

_ZEROS = bytes(1 << 20)


class Recorder:
    """Writes raw samples to a file and counts them; a context manager that closes the file.

    Raises:
        OutputError: from every method, where the file cannot be written.
    """

    def __init__(self, path: Path, rate_hz: int) -> None:
        self.path = path
        self.rate_hz = rate_hz
        self.size_bytes = 0
        try:
            self._file = path.open("wb")
        except OSError as error:
            raise cannot_write(path, error) from error

    def write(self, data: bytes) -> None:
        """Append samples of 16 bits."""
        try:
            self._file.write(data)
        except OSError as error:
            raise cannot_write(self.path, error) from error
        self.size_bytes += len(data)

    @property
    def samples(self) -> int:
        """Samples of 16 bits that were recorded so far."""
        return self.size_bytes // SAMPLE_BYTES

    def silence(self, samples: int) -> None:
        """Append that many samples of silence."""
        left = samples * SAMPLE_BYTES
        while left > 0:
            self.write(_ZEROS[:left])
            left -= len(_ZEROS)

    @property
    def recording(self) -> Recording:
        """What was recorded so far; complete once the file is closed."""
        return Recording(str(self.path), self.rate_hz, self.samples)

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(self, *_error: object) -> None:
        """Close the file."""
        try:
            self._file.close()
        except OSError as error:
            raise cannot_write(self.path, error) from error


def chunks(recording: Recording) -> Iterator[tuple[int, NDArray[np.int16]]]:
    """Yield the samples in chunks of `CHUNK_SAMPLES`, each with its place."""
    import numpy as np

    with Path(recording.path).open("rb") as file:
        for start in range(0, recording.samples, CHUNK_SAMPLES):
            data = file.read(min(CHUNK_SAMPLES, recording.samples - start) * SAMPLE_BYTES)
            yield start, np.frombuffer(data, np.dtype("<i2"))


def to_float(samples: NDArray[np.int16]) -> Samples:
    """Return 16-bit samples as floats, full scale at 1."""
    import numpy as np

    return samples.astype(np.float32) / np.float32(FULL_SCALE)


def to_bytes(samples: Samples) -> bytes:
    """Return floats as 16-bit samples, rounded, cut at full scale."""
    import numpy as np

    whole = np.rint(samples * np.float32(FULL_SCALE))
    data: bytes = whole.clip(-FULL_SCALE, FULL_SCALE - 1).astype(np.dtype("<i2")).tobytes()
    return data


def resample(pcm: PCM, rate_hz: int) -> NDArray[np.int16]:
    """Return the samples at another rate, by ffmpeg's resampler."""
    import numpy as np

    samples = np.frombuffer(pcm.data, np.dtype("<i2"))
    if pcm.rate_hz == rate_hz or not samples.size:
        return samples
    import av  # Only here: what is played at its own rate need not wait for it.

    resampler = av.AudioResampler("s16", "mono", rate_hz)
    frame = av.AudioFrame.from_ndarray(samples.reshape(1, -1), format="s16", layout="mono")
    frame.sample_rate = pcm.rate_hz
    rows = [out.to_ndarray()[0] for out in (*resampler.resample(frame), *resampler.resample(None))]
    return np.concatenate(rows)


def decode(source: str, path: Path, rate_hz: int) -> Recording:
    """Return an audio file of any kind as a recording of one channel.

    Raises:
        AudioError: where the file is missing or no sound can be decoded from it.
    """
    import av

    resampler = av.AudioResampler("s16", "mono", rate_hz)
    with Recorder(path, rate_hz) as recorder:
        try:
            # Opened here: PyAV would take some names for protocols (`concat:`, `http:`).
            with Path(source).open("rb") as file, av.open(file, "r") as container:
                for frame in chain(container.decode(audio=0), [None]):
                    for out in resampler.resample(frame):
                        recorder.write(out.to_ndarray().tobytes())
        except OutputError:  # It is an OSError too, but not of the file that is read.
            raise
        except (av.FFmpegError, IndexError) as error:
            raise AudioError(
                "There is no sound in the file that could be decoded",
                where=source,
                hint="Give a file that a player plays: WAV, MP3, FLAC, OGG, M4A.",
            ) from error
        except OSError as error:
            raise AudioError(
                f"The audio file cannot be read ({error.strerror})",
                where=source,
                hint="Check the path.",
            ) from error
    if not recorder.samples:
        raise AudioError("There is no sound in the audio file", where=source)
    return recorder.recording


def cannot_write(path: Path, error: OSError) -> OutputError:
    """Return what is to be said where the audio cannot be written."""
    full = error.errno == errno.ENOSPC
    return OutputError(
        "The disk is full" if full else f"The audio cannot be written ({error.strerror})",
        where=str(path.parent.parent),  # The folder that was asked for; ours will be gone.
        hint="While an episode is made it needs about 6 MB of disk space for each minute. "
        "Make room, or choose another folder with --output.",
        retry=full,
    )
