from __future__ import annotations

import pytest

from narrator.publishing.mpeg import FrameHeader, FrameWalk, parse_header

SILENT_FRAME = FrameHeader(64, 44_100).render() + bytes(204)


@pytest.mark.parametrize("rate_hz", [32_000, 44_100, 48_000])
@pytest.mark.parametrize("bit_rate_kbps", [32, 64, 320])
def test_a_header_that_is_written_is_read_the_same(bit_rate_kbps: int, rate_hz: int) -> None:
    header = FrameHeader(bit_rate_kbps, rate_hz, padded=True)
    assert parse_header(header.render()) == header


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xff\xfb",
        b"ID3\x03",
        b"\xff\xfd\x50\xc4",  # Layer II
        b"\xff\xeb\x50\xc4",  # the version that does not exist
        b"\xff\xfb\xf0\xc4",  # bit rate 15
        b"\xff\xfb\x00\xc4",  # free format
        b"\xff\xfb\x5c\xc4",  # sampling rate 3
    ],
)
def test_what_is_not_a_frame_of_layer_3_has_no_header(data: bytes) -> None:
    assert parse_header(data) is None


def test_the_frames_of_lower_sampling_rates_are_half_as_long() -> None:
    header = parse_header(b"\xff\xf3\x80\xc4")  # MPEG-2, 64 kbit/s, 22,050 Hz
    assert header is not None
    assert (header.rate_hz, header.samples, header.size_bytes) == (22_050, 576, 208)


@pytest.mark.parametrize("piece", [1, 7, 208, 1000, 5000])
def test_a_walk_counts_the_same_frames_however_it_is_fed(piece: int) -> None:
    stream = SILENT_FRAME * 10
    walk = FrameWalk()
    for start in range(0, len(stream), piece):
        walk.feed(stream[start : start + piece])
    assert (walk.frames, walk.samples, walk.left_over_bytes) == (10, 11_520, 0)
    assert walk.gaps == []


def test_a_walk_finds_where_the_frames_break_off_and_goes_on_behind() -> None:
    walk = FrameWalk()
    walk.feed(SILENT_FRAME * 3 + b"something else" + SILENT_FRAME * 2)
    assert walk.gaps == [(3 * 208, 3)]
    assert walk.frames == 5


def test_a_walk_says_how_much_of_a_last_frame_is_there() -> None:
    walk = FrameWalk()
    walk.feed((SILENT_FRAME * 3)[:-50])
    assert (walk.frames, walk.left_over_bytes) == (2, 158)


def test_a_walk_keeps_few_gaps_of_a_file_that_is_all_noise() -> None:
    walk = FrameWalk()
    walk.feed((SILENT_FRAME + b"noise") * 100)
    assert walk.frames == 100
    assert len(walk.gaps) == 20
