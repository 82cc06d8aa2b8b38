"""The Info header: the first frame of an MP3, which says how long the sound really is.

It is a frame of silence that carries the Xing header (frames, bytes, table of contents) and
LAME's extension of it (encoder delay and padding), as described in "Mp3 Info Tag rev 1
specifications" by G. Bouvigne. The encoder library writes none. Without it a player shows a
length that is about 50 ms too long, and begins 1105 samples late.
"""

from __future__ import annotations

import struct
import sys
from array import array
from dataclasses import dataclass
from functools import cache

from narrator.publishing.mpeg import BIT_RATES_KBPS, FRAME_SAMPLES, FrameHeader, parse_header

ENCODER_DELAY_SAMPLES = 576
"""Silence that LAME puts before the sound (ENCDELAY in its encoder.h)."""

DECODER_DELAY_SAMPLES = 528 + 1
"""Silence that every decoder of Layer III adds; players drop both (LAME's technical FAQ)."""

_XING = struct.Struct(">4sIII100sI")
_LAME = struct.Struct(">9sBBIHHBB3sBBHIHH")

_FLAGS = 0x0F
"""Frames, bytes, table of contents and quality are all there."""

_VERSION = b"LAME3.100"
"""Decoders take delay and padding only from "LAME" and "Lavc"; 3.100 is the layout's age."""

_QUALITY = 100 - 10 * 4 - 5
"""LAME's own formula: 100 - 10 V - q, with its default V of 4 and our q of 5."""

LANE_BYTES = 256
"""Of the data that a CRC is made of, what is worked on in one lane: an hour of 64 kbit/s takes
0.1 s, against 1 s word by word."""

_CONSTANT_BIT_RATE = 1
_NSPSYTUNE_AND_ATH = 0x14
"""LAME's one psychoacoustic model, and its default curve of the threshold of hearing, 4."""

_SOURCE_RATES = {32_000: 0, 44_100: 1, 48_000: 2}
_NOISE_SHAPING = 1
"""What LAME uses at quality 5 (lame_init_qval in its lame.c)."""


@dataclass(frozen=True, slots=True)
class InfoHeader:
    """What the Info header says of the file."""

    frames: int
    """Without the header's own frame."""
    audio_bytes: int
    """The header's own frame included."""
    delay_samples: int
    padding_samples: int
    music_crc: int | None
    """CRC-16 of all frames but the header's own; None where the writer is not LAME's kind."""
    header_is_intact: bool = True
    """Whether the header's own CRC is right."""

    def samples(self, frame_samples: int = FRAME_SAMPLES) -> int:
        """Return how many samples a decoder gives back."""
        return self.frames * frame_samples - self.delay_samples - self.padding_samples


def header_frame(bit_rate_kbps: int, rate_hz: int) -> FrameHeader:
    """Return the frame that carries the header: of the episode's bit rate where it fits.

    The frames of 56 kbit/s and less can be shorter than the header.
    """
    for candidate in BIT_RATES_KBPS[True]:
        frame = FrameHeader(candidate, rate_hz)
        needed = 4 + frame.side_info_bytes + _XING.size + _LAME.size
        if candidate >= bit_rate_kbps and frame.size_bytes >= needed:
            return frame
    raise ValueError(f"no MP3 frame of {bit_rate_kbps} kbit/s")


def render(info: InfoHeader, frame: FrameHeader) -> bytes:
    """Return the whole frame: header, silence, Xing header and LAME's extension."""
    start = frame.render() + bytes(frame.side_info_bytes)
    toc = _table_of_contents(frame.size_bytes, info.audio_bytes)
    xing = _XING.pack(b"Info", _FLAGS, info.frames, info.audio_bytes, toc, _QUALITY)
    gap = info.delay_samples << 12 | info.padding_samples
    lame = _LAME.pack(
        _VERSION,
        _CONSTANT_BIT_RATE,
        0,  # Lowpass: the library does not say.
        0,  # Peak and replay gains: loudness is set before encoding.
        0,
        0,
        _NSPSYTUNE_AND_ATH,
        min(frame.bit_rate_kbps, 255),
        gap.to_bytes(3, "big"),
        _SOURCE_RATES[frame.rate_hz] << 6 | _NOISE_SHAPING,
        0,  # Gain applied afterwards: none.
        0,  # Preset: none.
        info.audio_bytes,
        info.music_crc or 0,
        0,
    )
    body = (start + xing + lame)[:-2]
    return (body + struct.pack(">H", crc16(body))).ljust(frame.size_bytes, b"\0")


def parse(frame: bytes) -> InfoHeader | None:
    """Return the header that a frame carries, or None where it carries sound."""
    header = parse_header(frame)
    if header is None:
        return None
    start = 4 + header.side_info_bytes
    end = start + _XING.size
    if frame[start : start + 4] not in (b"Info", b"Xing") or len(frame) < end:
        return None
    _, flags, frames, size, _, _ = _XING.unpack_from(frame, start)
    if flags & _FLAGS != _FLAGS or len(frame) < end + _LAME.size:
        return InfoHeader(frames if flags & 1 else 0, size if flags & 3 == 3 else 0, 0, 0, None)
    fields = _LAME.unpack_from(frame, end)
    version, gap, music_crc, own_crc = fields[0], fields[8], fields[-2], fields[-1]
    if version[:4] not in (b"LAME", b"Lavc", b"Lavf"):
        return InfoHeader(frames, size, 0, 0, None)
    delay_and_padding = int.from_bytes(gap, "big")
    intact = own_crc == crc16(frame[: end + _LAME.size - 2])
    return InfoHeader(
        frames=frames,
        audio_bytes=size,
        delay_samples=delay_and_padding >> 12,
        padding_samples=delay_and_padding & 0xFFF,
        music_crc=music_crc if version.startswith(b"LAME") else None,
        header_is_intact=intact or not version.startswith(b"LAME"),
    )


def _table_of_contents(header_bytes: int, audio_bytes: int) -> bytes:
    """Return, for each hundredth of the time, the place in 256ths of the file."""
    sound = audio_bytes - header_bytes
    places = (header_bytes + sound * percent // 100 for percent in range(100))
    return bytes(place * 256 // audio_bytes if audio_bytes else 0 for place in places)


def crc16(data: bytes, crc: int = 0) -> int:
    """Return the CRC-16 of LAME's tag: polynomial 0x8005, reflected, from 0 ("ARC").

    A CRC is linear: lanes of the data are worked on side by side, each from 0, and the CRC so
    far is moved on by the length of a lane before the next lane's is added.
    """
    import numpy as np

    count = len(data) // LANE_BYTES
    if count:
        table = np.array(_crc_of_words(), np.uint16)
        lanes = np.frombuffer(data, "<u2", count * LANE_BYTES // 2).reshape(count, -1)
        crcs = np.zeros(count, np.uint16)
        for words in np.ascontiguousarray(lanes.T):
            crcs = table[crcs ^ words]
        low, high = _moved_by_a_lane()
        for lane in crcs.tolist():
            crc = low[crc & 0xFF] ^ high[crc >> 8] ^ lane
    return _crc_by_words(data[count * LANE_BYTES :], crc)


def _crc_by_words(data: bytes, crc: int) -> int:
    words = array("H", data[: len(data) & ~1])
    if sys.byteorder == "big":
        words.byteswap()
    table = _crc_of_words()
    for word in words:
        crc = table[crc ^ word]
    if len(data) & 1:
        low = crc ^ data[-1]
        # A byte's step is the word's step with the byte in the upper half.
        crc = low >> 8 ^ table[(low & 0xFF) << 8]
    return crc


@cache
def _crc_of_words() -> list[int]:
    """Return the CRC of every 16-bit word; it is linear, so each bit doubles the table."""
    table = [0]
    for bit in range(16):
        crc = 1 << bit
        for _ in range(16):
            crc = crc >> 1 ^ (0xA001 if crc & 1 else 0)
        table += [crc ^ entry for entry in table]
    return table


@cache
def _moved_by_a_lane() -> tuple[list[int], list[int]]:
    """Return what a CRC becomes behind a lane of zeros: for each value of its two bytes."""
    zeros = bytes(LANE_BYTES)
    low, high = [0], [0]
    for bit in range(8):
        low += [_crc_by_words(zeros, 1 << bit) ^ entry for entry in low]
        high += [_crc_by_words(zeros, 256 << bit) ^ entry for entry in high]
    return low, high
