"""Sound out of the file that a speech server or a program gives, from memory to memory."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
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


_CONTAINERS: Mapping[bytes, str] = {b"RIFF": "wav", b"fLaC": "flac", b"OggS": "ogg"}
"""The first bytes of the files that are told by them, and what PyAV calls the format."""

_UNKNOWN_LENGTHS = frozenset({0, 0xFFFFFFFF, 0x7FFFFFFF})
"""What a WAV that is written while it is spoken gives as the length of its data."""


def decode(file: bytes) -> PCM:
    """Return the sound of a WAV, FLAC, Ogg or MP3 file at its own sampling rate, in one channel.

    Raises:
        EngineError: where it is none of these, cannot be decoded, breaks off, or holds no
            sound. Trying again can help, but where it is no sound at all.
    """
    container = _CONTAINERS.get(file[:4])
    if container is None:
        if file[:3] == b"ID3" or (file[:1] == b"\xff" and file[1:2] >= b"\xe0"):
            return decode_mp3(file)
        excerpt = file[:60].decode("utf-8", "replace").strip()
        raise EngineError(
            f"What was given is no sound ({excerpt})" if file else "No sound was given",
            hint=_HINT,
            retry=not file,
        )
    if container == "wav":
        _check_wav(file)
    return _decode(file, container)


def _check_wav(file: bytes) -> None:
    """Have a WAV file refused that has fewer bytes of sound than it says (RIFF, 1991)."""
    place = 12
    while place + 8 <= len(file):
        name = file[place : place + 4]
        length = int.from_bytes(file[place + 4 : place + 8], "little")
        if name == b"data":
            if length not in _UNKNOWN_LENGTHS and length > len(file) - place - 8:
                break
            return
        place += 8 + length + length % 2
    raise EngineError("The sound that was given breaks off", hint=_HINT, retry=True)


def _decode(file: bytes, container: str) -> PCM:
    import av

    try:
        with av.open(io.BytesIO(file), mode="r", format=container) as opened:
            stream = opened.streams.audio[0]
            rate_hz = stream.rate
            resampler = av.AudioResampler("s16", "mono", rate_hz)
            frames = (
                sound for frame in opened.decode(stream) for sound in resampler.resample(frame)
            )
            data = b"".join(
                bytes(sound.planes[0])[: sound.samples * SAMPLE_BYTES] for sound in frames
            )
    except (av.FFmpegError, IndexError) as error:
        raise EngineError(
            f"The sound that was given cannot be decoded: {error}", hint=_HINT, retry=True
        ) from error
    if not data:
        raise EngineError("Sound of no length was given", hint=_HINT, retry=True)
    return PCM(data, rate_hz)


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
