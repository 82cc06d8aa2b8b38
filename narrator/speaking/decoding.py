"""Sound out of the MP3 that a speech server sends, from memory to memory."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import TYPE_CHECKING

from narrator.errors import EngineError
from narrator.speech import PCM, SAMPLE_BYTES

if TYPE_CHECKING:
    import av

_HINT = "Try again; where it stays so, choose the offline engine with --engine espeak."

_KBPS = {
    # Layer III by MPEG version (ISO/IEC 11172-3, 2.4.2.3; 13818-3, 2.4.2.3), by index.
    1: (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),
    2: (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
}
_HZ = (44_100, 48_000, 32_000)
_VERSION_BITS = {3: (1, 1), 2: (2, 2), 0: (2, 4)}
"""The version whose bit rates count, and what the sampling rate is divided by."""


def decode_mp3(mp3: bytes) -> PCM:
    """Return the sound of an MP3 at its own sampling rate, in one channel.

    Raises:
        EngineError: where it cannot be decoded, breaks off within a frame, or holds no sound.
            Trying again can help.
    """
    import av

    try:
        with av.open(io.BytesIO(mp3), mode="r", format="mp3") as container:
            rate_hz = container.streams.audio[0].rate
            data = b"".join(_samples(container))
    except (av.FFmpegError, IndexError) as error:
        raise EngineError(
            f"The speech that the server sent cannot be decoded: {error}",
            hint=_HINT,
            retry=True,
        ) from error
    if not data:
        raise EngineError("The server sent speech of no length", hint=_HINT, retry=True)
    return PCM(data, rate_hz)


def _samples(container: av.container.InputContainer) -> Iterator[bytes]:
    """Yield the samples of each frame."""
    import av

    stream = container.streams.audio[0]
    resampler = av.AudioResampler("s16", "mono", stream.rate)
    for packet in container.demux(stream):
        # The decoder fills up a frame that is cut off, and the last words would be lost.
        if 0 < packet.size < _frame_bytes(bytes(packet)[:4]):
            raise EngineError("The speech that the server sent breaks off", hint=_HINT, retry=True)
        for frame in packet.decode():
            for sound in resampler.resample(frame):
                yield bytes(sound.planes[0])[: sound.samples * SAMPLE_BYTES]


def _frame_bytes(header: bytes) -> int:
    """Return the length that a frame's header gives; 0 where it gives none."""
    version, divisor = _VERSION_BITS.get(header[1] >> 3 & 3, (0, 0)) if len(header) == 4 else (0, 0)
    rate, sampling = header[2] >> 4 if version else 15, header[2] >> 2 & 3 if version else 3
    if not version or rate == 15 or sampling == 3:
        return 0
    # 1152 samples a frame in version 1 and 576 in version 2, an eighth of them in bytes a bit.
    samples_in_bytes = 144 if version == 1 else 72
    bits_a_second = _KBPS[version][rate] * 1000
    return samples_in_bytes * bits_a_second * divisor // _HZ[sampling] + (header[2] >> 1 & 1)
