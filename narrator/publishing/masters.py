"""The mixed recording that files are made from, read piece by piece."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from narrator.episode import Recording
from narrator.errors import AudioError
from narrator.speech import SAMPLE_BYTES

_AGAIN = "Make the episode again."


def open_master(master: Recording) -> BinaryIO:
    """Open the file of a recording.

    Raises:
        AudioError: where it is gone or cannot be read; trying again does not help.
    """
    try:
        return Path(master.path).open("rb")
    except OSError as error:
        raise AudioError(
            f"The mixed audio cannot be read ({error.strerror})", where=master.path, hint=_AGAIN
        ) from error


def pieces(
    master: Recording, piece_samples: int, start: int = 0, samples: int | None = None
) -> Iterator[bytes]:
    """Yield the samples of a recording in pieces, exactly as many as it says.

    Args:
        master: The recording.
        piece_samples: Of each piece but the last.
        start: The first sample.
        samples: How many; None for all to the recording's end.

    Raises:
        AudioError: where it is gone, cannot be read, or is shorter than that.
    """
    wanted = master.samples - start if samples is None else samples
    left_bytes = wanted * SAMPLE_BYTES
    with open_master(master) as file:
        file.seek(start * SAMPLE_BYTES)
        while left_bytes:
            data = file.read(min(piece_samples * SAMPLE_BYTES, left_bytes))
            left_bytes -= len(data)
            if not data:
                raise AudioError(
                    f"The mixed audio is {left_bytes // SAMPLE_BYTES} samples too short",
                    where=master.path,
                    hint=_AGAIN,
                )
            yield data
