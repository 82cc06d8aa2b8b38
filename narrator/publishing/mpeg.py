"""MPEG audio frames, Layer III: their headers, and a walk from frame to frame.

The layout is ISO/IEC 11172-3, section 2.4.1.3, and ISO/IEC 13818-3 for the lower rates.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

HEADER_BYTES = 4

BIT_RATES_KBPS: Mapping[bool, tuple[int, ...]] = {
    True: (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),
    False: (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
}
"""By index, for MPEG-1 and for the lower rates; 0 is the free format, which nobody uses."""

RATES_HZ: Mapping[int, tuple[int, ...]] = {
    3: (44_100, 48_000, 32_000),
    2: (22_050, 24_000, 16_000),
    0: (11_025, 12_000, 8_000),
}
"""By the two bits of the version: MPEG-1, MPEG-2 and the unofficial MPEG-2.5."""

FRAME_SAMPLES = 1152
"""Samples of one channel in a frame of MPEG-1 Layer III."""

MAX_GAPS = 20
"""Of places where frames do not follow each other; past some the file is broken anyway."""


@dataclass(frozen=True)
class FrameHeader:
    """The first four bytes of a frame."""

    bit_rate_kbps: int
    rate_hz: int
    channels: int = 1
    padded: bool = False
    """Whether the frame is one byte longer, to keep the average."""

    @property
    def is_mpeg1(self) -> bool:
        """Whether the frame has 1152 samples; those of the lower rates have 576."""
        return self.rate_hz in RATES_HZ[3]

    @cached_property
    def samples(self) -> int:
        """Samples of each channel."""
        return FRAME_SAMPLES if self.is_mpeg1 else FRAME_SAMPLES // 2

    @cached_property
    def size_bytes(self) -> int:
        """The length of the frame, its header included (ISO/IEC 11172-3, 2.4.3.1)."""
        return self.samples // 8 * self.bit_rate_kbps * 1000 // self.rate_hz + self.padded

    @property
    def side_info_bytes(self) -> int:
        """The length of what stands between the header and the sound."""
        if self.is_mpeg1:
            return 17 if self.channels == 1 else 32
        return 9 if self.channels == 1 else 17

    def render(self) -> bytes:
        """Return the four bytes, for MPEG-1: no CRC, the original, no emphasis."""
        bit_rate = BIT_RATES_KBPS[True].index(self.bit_rate_kbps)
        rate = RATES_HZ[3].index(self.rate_hz)
        mode = 3 if self.channels == 1 else 0
        third = bit_rate << 4 | rate << 2 | self.padded << 1
        return bytes((0xFF, 0xFB, third, mode << 6 | 0x04))


def frames_bytes(data: bytes, count: int) -> int:
    """Return how many bytes the first so many frames take, or those that there are."""
    position = 0
    for _ in range(count):
        header = parse_header(data[position : position + HEADER_BYTES])
        if header is None:
            break
        position += header.size_bytes
    return position


@lru_cache(maxsize=64)  # A file has two kinds of frames, with and without padding.
def parse_header(data: bytes) -> FrameHeader | None:
    """Return the header that begins the data, or None where no Layer III frame begins."""
    if len(data) < HEADER_BYTES or data[0] != 0xFF or data[1] & 0xE6 != 0xE2:
        return None
    version = data[1] >> 3 & 3
    bit_rate, rate = data[2] >> 4, data[2] >> 2 & 3
    if version == 1 or bit_rate in (0, 15) or rate == 3:
        return None
    return FrameHeader(
        bit_rate_kbps=BIT_RATES_KBPS[version == 3][bit_rate],
        rate_hz=RATES_HZ[version][rate],
        channels=1 if data[3] >> 6 == 3 else 2,
        padded=bool(data[2] & 2),
    )


@dataclass(slots=True)
class FrameWalk:
    """What a walk from frame to frame has found; fed with the file piece by piece."""

    frames: int = 0
    """Whole frames."""
    bit_rates_kbps: set[int] = field(default_factory=set)
    rates_hz: set[int] = field(default_factory=set)
    channels: set[int] = field(default_factory=set)
    gaps: list[tuple[int, int]] = field(default_factory=list)
    """Where no frame follows the one before, and how many frames came before; offsets in
    bytes from the first byte fed."""
    samples: int = 0
    """Of each channel, in all frames."""
    frame_bytes: int = 0
    """Of all frames, without what lies between them."""
    _rest: bytes = b""
    _offset: int = 0
    _lost: bool = False
    _noted: FrameHeader | None = None
    """The last header whose rates were taken down."""

    def feed(self, data: bytes) -> None:
        """Walk through the next bytes of the stream."""
        data = self._rest + data
        position, end = 0, len(data)
        while end - position >= HEADER_BYTES:
            header = parse_header(data[position : position + HEADER_BYTES])
            if header is None:
                self._note_gap(position)
                position = self._next_sync(data, position + 1)
                continue
            size_bytes = header.size_bytes
            if position + size_bytes > end:
                break
            self.frames += 1
            self.samples += header.samples
            self.frame_bytes += size_bytes
            self._lost = False
            if header is not self._noted:
                self._note(header)
            position += size_bytes
        self._rest = data[position:]
        self._offset += position

    @property
    def left_over(self) -> bytes:
        """What was fed behind the last whole frame."""
        return self._rest

    @property
    def left_over_bytes(self) -> int:
        """Bytes behind the last whole frame: of a frame that was cut off."""
        return len(self._rest)

    def _note(self, header: FrameHeader) -> None:
        self.bit_rates_kbps.add(header.bit_rate_kbps)
        self.rates_hz.add(header.rate_hz)
        self.channels.add(header.channels)
        self._noted = header

    def _note_gap(self, position: int) -> None:
        if not self._lost and len(self.gaps) < MAX_GAPS:
            self.gaps.append((self._offset + position, self.frames))
        self._lost = True

    @staticmethod
    def _next_sync(data: bytes, start: int) -> int:
        found = data.find(b"\xff", start)
        return len(data) if found < 0 else found
