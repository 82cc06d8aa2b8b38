from __future__ import annotations

import random
from dataclasses import replace

import pytest

from narrator.publishing.info_header import InfoHeader, crc16, header_frame, parse, render

INFO = InfoHeader(5163, 1_079_169, 576, 1092, 0x2068)


def test_the_checksum_is_the_one_that_is_called_arc() -> None:
    assert crc16(b"123456789") == 0xBB3D


@pytest.mark.parametrize("cut", [0, 1, 2, 4, 9])
def test_the_checksum_is_the_same_in_two_pieces(cut: int) -> None:
    assert crc16(b"123456789"[cut:], crc16(b"123456789"[:cut])) == 0xBB3D


@pytest.mark.parametrize("size", [255, 256, 257, 5000, 70_001])
def test_the_checksum_of_long_data_is_what_it_is_bit_by_bit(size: int) -> None:
    data = random.Random(size).randbytes(size)
    crc = 0x1234
    for byte in data:
        crc ^= byte
        for _ in range(8):
            crc = crc >> 1 ^ (0xA001 if crc & 1 else 0)
    assert crc16(data, 0x1234) == crc
    assert crc16(data[1000:], crc16(data[:1000], 0x1234)) == crc


def test_a_header_that_is_written_is_read_the_same() -> None:
    assert parse(render(INFO, header_frame(64, 44_100))) == INFO


def test_the_header_gives_the_samples_without_the_encoders_silence() -> None:
    assert INFO.samples() == 5163 * 1152 - 576 - 1092


@pytest.mark.parametrize(
    ("bit_rate_kbps", "rate_hz", "chosen"),
    [(64, 44_100, 64), (32, 44_100, 56), (32, 48_000, 64), (32, 32_000, 40), (320, 48_000, 320)],
)
def test_the_frame_has_the_episodes_bit_rate_where_the_header_fits(
    bit_rate_kbps: int, rate_hz: int, chosen: int
) -> None:
    frame = header_frame(bit_rate_kbps, rate_hz)
    assert frame.bit_rate_kbps == chosen
    assert len(render(INFO, frame)) == frame.size_bytes


def test_a_bit_rate_that_mp3_does_not_have_is_refused() -> None:
    with pytest.raises(ValueError, match="400 kbit/s"):
        header_frame(400, 44_100)


def test_the_table_of_contents_rises_evenly_from_behind_the_header() -> None:
    toc = render(INFO, header_frame(64, 44_100))[4 + 17 + 16 :][:100]
    assert list(toc) == sorted(toc)
    assert toc[0] == 0
    assert toc[50] == 128
    assert toc[99] == 253


def test_a_header_of_an_empty_recording_can_be_written() -> None:
    empty = replace(INFO, frames=0, audio_bytes=0)
    assert parse(render(empty, header_frame(64, 44_100))) == empty


def test_a_damaged_header_is_known_by_its_own_checksum() -> None:
    frame = bytearray(render(INFO, header_frame(64, 44_100)))
    frame[30] ^= 1
    info = parse(bytes(frame))
    assert info is not None
    assert not info.header_is_intact


def test_a_frame_of_sound_has_no_header() -> None:
    assert parse(header_frame(64, 44_100).render() + bytes(204)) is None
    assert parse(b"no frame") is None


def test_a_xing_header_without_lames_extension_says_only_the_frames() -> None:
    frame = bytearray(render(INFO, header_frame(64, 44_100)))
    frame[141:150] = b"Elsewhere"
    assert parse(bytes(frame)) == InfoHeader(5163, 1_079_169, 0, 0, None)
