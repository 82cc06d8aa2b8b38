from __future__ import annotations

import io

import pytest

from narrator.publishing import id3
from narrator.publishing.id3 import Frame, Tag


def read(data: bytes) -> Tag:
    return id3.read(io.BytesIO(data))


def text(title: str) -> Frame:
    return Frame("TIT2", {"text": title})


EVERY_KIND = [
    Frame("UFID", {"owner": "narrator", "data": b"abc\0def"}),
    text("Plain"),
    text("Überschrift"),
    text("Заголовок 🎧"),
    Frame("COMM", {"language": "eng", "description": "", "text": "Line one\nline two"}),
    Frame("USLT", {"language": "rus", "description": "Слова", "text": "Привет\n\nмир"}),
    Frame("APIC", {"mime": "image/png", "picture": 3, "description": "", "data": b"\x89PNG\0\xff"}),
    Frame("WOAS", {"url": "https://example.org/"}),
    Frame(
        "CTOC", {"element": "toc", "flags": 3, "children": ("a", "b"), "frames": (text("目次"),)}
    ),
    Frame(
        "CHAP",
        {
            "element": "a",
            "start_ms": 0,
            "end_ms": 1234,
            "start_offset": id3.NO_OFFSET,
            "end_offset": id3.NO_OFFSET,
            "frames": (text("第一章"),),
        },
    ),
    Frame("PRIV", {"owner": "narrator", "data": b"what\0ever"}),
    Frame("PCNT", {"data": b"\0\0\0\1"}),
]


@pytest.mark.parametrize("frame", EVERY_KIND, ids=lambda frame: frame.name)
def test_a_frame_that_is_written_is_read_the_same(frame: Frame) -> None:
    assert read(id3.render([frame])).frames == (frame,)


def test_all_frames_of_a_tag_are_read_in_their_order() -> None:
    data = id3.render(EVERY_KIND)
    assert read(data + b"\xff\xfb") == Tag(3, len(data), tuple(EVERY_KIND))


def test_text_is_latin_where_it_fits_and_utf16_with_a_mark_elsewhere() -> None:
    assert id3.render_frame(text("é"))[10:] == b"\x00\xe9"
    assert id3.render_frame(text("Ж"))[10:] == b"\x01\xff\xfe\x16\x04"


def test_a_description_of_utf16_ends_with_a_whole_character() -> None:
    # U+0400 and U+0004 have a zero byte each: a search for two zero bytes must not split them.
    frame = Frame("COMM", {"language": "rus", "description": "Ѐ\u0401", "text": "Ā"})
    assert read(id3.render([frame])).frames == (frame,)


def test_sizes_above_127_bytes_are_plain_numbers_in_frames_and_synchsafe_in_the_tag() -> None:
    data = id3.render([text("x" * 199)])
    assert data[6:10] == bytes((0, 0, 1, 0x52))
    assert data[14:18] == bytes((0, 0, 0, 200))


def test_a_null_character_cannot_end_a_text_early() -> None:
    assert read(id3.render([text("a\0b")])).text("TIT2") == "ab"


@pytest.mark.parametrize("data", [b"", b"ID", b"ID3\x03\0\0\xff\0\0\0", b"\xff\xfb\x50\xc4" * 10])
def test_what_is_no_tag_is_read_as_none(data: bytes) -> None:
    assert read(data) == Tag(0, 0)


def test_a_tag_of_version_2_is_measured_and_not_read() -> None:
    assert read(b"ID3\x02\0\0\0\0\0\x0a" + bytes(10)) == Tag(2, 20)


def test_a_tag_of_version_4_is_read() -> None:
    frame = b"TIT2" + bytes((0, 0, 1, 0x49)) + b"\0\0" + b"\x03" + "ж".encode() * 100
    data = b"ID3\x04\0\0" + bytes((0, 0, 1, 0x53)) + frame
    assert read(data).text("TIT2") == "ж" * 100


def test_a_tag_that_is_cut_off_keeps_its_whole_frames() -> None:
    data = id3.render([text("first"), text("second")])
    assert read(data[:-3]).frames == (text("first"),)


def test_padding_behind_the_frames_is_passed_over() -> None:
    body = id3.render_frame(text("x")) + bytes(50)
    assert read(b"ID3\x03\0\0\0\0\0" + bytes((len(body),)) + body).frames == (text("x"),)


@pytest.mark.parametrize(
    "body", [b"", b"\x09text", b"\x01\xff\xfeo", b"\x00"], ids=["empty", "charset", "odd", "bare"]
)
def test_a_broken_text_does_not_stop_the_reading(body: bytes) -> None:
    broken = b"TIT2" + len(body).to_bytes(4, "big") + b"\0\0" + body
    data = broken + id3.render_frame(Frame("TALB", {"text": "album"}))
    tag = read(b"ID3\x03\0\0\0\0\0" + bytes((len(data),)) + data)
    assert tag.text("TALB") == "album"
    assert tag.text("TIT2") == ""


def test_a_compressed_frame_is_kept_as_bytes() -> None:
    frame = bytearray(id3.render_frame(text("x")))
    frame[9] = 0x80
    tag = read(b"ID3\x03\0\0\0\0\0" + bytes((len(frame),)) + bytes(frame))
    assert tag.all("TIT2") == []


def test_a_broken_chapter_is_not_among_the_chapters() -> None:
    body = b"chp0\0\0\0"
    frame = b"CHAP" + len(body).to_bytes(4, "big") + b"\0\0" + body
    tag = read(b"ID3\x03\0\0\0\0\0" + bytes((len(frame),)) + frame)
    assert len(tag.frames) == 1
    assert tag.all("CHAP") == []


def test_unsynchronised_tags_are_read() -> None:
    body = id3.render_frame(Frame("PCNT", {"data": b"\xff\xe0"})).replace(b"\xff", b"\xff\0")
    data = b"ID3\x03\0\x80\0\0\0" + bytes((len(body),)) + body
    # The frame's size counts the bytes before they were made safe.
    assert read(data).frames == (Frame("PCNT", {"data": b"\xff\xe0"}),)
