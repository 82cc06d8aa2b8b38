"""ID3v2.3 tags: frames declared as lists of fields, from which writing and reading come.

Written is version 2.3 (id3.org, "ID3 tag version 2.3.0") with the chapter frames of the
addendum of 2 December 2005. Read are 2.3 and 2.4, so that other programs' tags can be
judged too.
"""

from __future__ import annotations

import codecs
import struct
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, BinaryIO, NamedTuple

HEADER_BYTES = 10
"""Of the tag, and of each frame."""

MAX_TAG_BYTES = 16 * 1024 * 1024
"""The largest tag that is read; ours stay below about 1.3 MB, with the largest cover."""

NO_OFFSET = 0xFFFFFFFF
"""In a chapter: use the times, not the byte offsets (addendum, section 3.1)."""

TOP_LEVEL_ORDERED = 0x03
ORDERED = 0x01
"""Flags of a table of contents (addendum, section 3.2)."""

MAX_ENTRIES = 255
"""Of one table of contents: its count is one byte (addendum, section 3.2)."""

FRONT_COVER = 3
"""The type of an attached picture (ID3v2.3, section 4.15)."""


class Charset(NamedTuple):
    """One of the encodings of text, chosen by the first byte of a frame."""

    codec: str
    terminator: bytes
    prefix: bytes = b""


CHARSETS: tuple[Charset, ...] = (
    Charset("latin-1", b"\0"),
    Charset("utf-16-le", b"\0\0", codecs.BOM_UTF16_LE),
    Charset("utf-16-be", b"\0\0"),
    Charset("utf-8", b"\0"),
)
"""By their byte; the last two exist in 2.4 only and are never written."""

LATIN, UTF16 = 0, 1


@dataclass(frozen=True, slots=True)
class Frame:
    """One frame of a tag: its four-letter name and its fields."""

    name: str
    fields: Mapping[str, Any]

    def __getitem__(self, field: str) -> Any:
        return self.fields[field]


class Field(NamedTuple):
    """One field of a frame: what it is called, and how it is written and read."""

    name: str
    write: Callable[[Any, int], bytes]
    read: Callable[[bytes, int], tuple[Any, bytes]]
    is_text: bool = False
    """Whether it is in the frame's own encoding, not always in Latin-1."""


def _encode(text: str, charset: int) -> bytes:
    chosen = CHARSETS[charset]
    return chosen.prefix + text.replace("\0", "").encode(chosen.codec, "replace")


def _decode(data: bytes, charset: int) -> str:
    codec = CHARSETS[charset].codec
    if charset == UTF16 and data[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        codec = "utf-16"
    return data.decode(codec)


def _split(data: bytes, terminator: bytes) -> tuple[bytes, bytes]:
    """Return what stands before the terminator, on a whole character, and behind it."""
    width = len(terminator)
    for start in range(0, len(data) - width + 1, width):
        if data[start : start + width] == terminator:
            return data[:start], data[start + width :]
    return data, b""


def _write_rest(text: str, charset: int) -> bytes:
    return _encode(text, charset)


def _read_rest(data: bytes, charset: int) -> tuple[str, bytes]:
    return _decode(data, charset).rstrip("\0"), b""


def _write_terminated(text: str, charset: int) -> bytes:
    return _encode(text, charset) + CHARSETS[charset].terminator


def _read_terminated(data: bytes, charset: int) -> tuple[str, bytes]:
    text, rest = _split(data, CHARSETS[charset].terminator)
    return _decode(text, charset), rest


def _always_latin(field: Field) -> Field:
    return Field(
        field.name,
        lambda text, _: field.write(text, LATIN),
        lambda data, _: field.read(data, LATIN),
    )


def _number(name: str, form: str) -> Field:
    packing = struct.Struct(form)

    def read(data: bytes, _: int) -> tuple[int, bytes]:
        return packing.unpack_from(data)[0], data[packing.size :]

    return Field(name, lambda number, _: packing.pack(number), read)


def _write_names(names: Sequence[str], _: int) -> bytes:
    listed = (name.encode("latin-1") + b"\0" for name in names)
    return bytes((len(names),)) + b"".join(listed)


def _read_names(data: bytes, _: int) -> tuple[tuple[str, ...], bytes]:
    count, rest = data[0], data[1:]
    names = []
    for _number_of_name in range(count):
        name, rest = _split(rest, b"\0")
        names.append(name.decode("latin-1"))
    return tuple(names), rest


def _write_frames(frames: Sequence[Frame], _: int) -> bytes:
    return b"".join(render_frame(frame) for frame in frames)


def _read_frames(data: bytes, _: int) -> tuple[tuple[Frame, ...], bytes]:
    # Sizes below 128 bytes are the same in 2.3 and 2.4; longer ones are tried as 2.3 first,
    # since programs that write 2.4 often leave the frames inside chapters as 2.3 has them.
    return tuple(_parse_frames(data, 3)), b""


TEXT = Field("text", _write_rest, _read_rest, is_text=True)
DESCRIPTION = Field("description", _write_terminated, _read_terminated, is_text=True)
LANGUAGE = Field(
    "language",
    lambda text, _: text.encode("latin-1")[:3].ljust(3),
    lambda data, _: (data[:3].decode("latin-1"), data[3:]),
)
URL = _always_latin(TEXT._replace(name="url"))
DATA = Field("data", lambda data, _: data, lambda data, _: (data, b""))


def _latin_name(name: str) -> Field:
    return _always_latin(DESCRIPTION._replace(name=name))


FRAMES: Mapping[str, tuple[Field, ...]] = {
    "UFID": (_latin_name("owner"), DATA),
    "PRIV": (_latin_name("owner"), DATA),
    "COMM": (LANGUAGE, DESCRIPTION, TEXT),
    "USLT": (LANGUAGE, DESCRIPTION, TEXT),
    "APIC": (_latin_name("mime"), _number("picture", ">B"), DESCRIPTION, DATA),
    "CTOC": (
        _latin_name("element"),
        _number("flags", ">B"),
        Field("children", _write_names, _read_names),
        Field("frames", _write_frames, _read_frames),
    ),
    "CHAP": (
        _latin_name("element"),
        _number("start_ms", ">I"),
        _number("end_ms", ">I"),
        _number("start_offset", ">I"),
        _number("end_offset", ">I"),
        Field("frames", _write_frames, _read_frames),
    ),
}
"""The fields of each kind of frame, in their order (ID3v2.3, section 4, and the addendum,
section 3). All frames named T... are one text, all named W... one address."""


def fields_of(name: str) -> tuple[Field, ...]:
    """Return the fields of a kind of frame; those of an unknown one are its bytes."""
    if name in FRAMES:
        return FRAMES[name]
    if name.startswith("T") and name != "TXXX":
        return (TEXT,)
    if name.startswith("W") and name != "WXXX":
        return (URL,)
    return (DATA,)


def render(frames: Sequence[Frame]) -> bytes:
    """Return the whole tag."""
    body = b"".join(render_frame(frame) for frame in frames)
    return b"ID3\x03\0\0" + _synchsafe(len(body)) + body


def render_frame(frame: Frame) -> bytes:
    """Return one frame: Latin-1 where all its text fits, else UTF-16 with a byte order mark."""
    fields = fields_of(frame.name)
    texts = [frame[field.name] for field in fields if field.is_text]
    charset = LATIN if all(_fits_latin(text) for text in texts) else UTF16
    body = b"".join(field.write(frame[field.name], charset) for field in fields)
    if texts:
        body = bytes((charset,)) + body
    return frame.name.encode("ascii") + struct.pack(">IH", len(body), 0) + body


def _fits_latin(text: str) -> bool:
    return all(ord(character) < 0x100 for character in text)


def _synchsafe(size: int) -> bytes:
    """Return the size in four bytes of seven bits (ID3v2.3, section 3.1)."""
    return bytes(size >> shift & 0x7F for shift in (21, 14, 7, 0))


def _from_synchsafe(data: bytes) -> int:
    return data[0] << 21 | data[1] << 14 | data[2] << 7 | data[3]


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag as it was read."""

    version: int
    """3 for ID3v2.3; 0 where there is no tag."""
    size_bytes: int
    """Of the whole tag: where the sound begins."""
    frames: tuple[Frame, ...] = ()

    def all(self, name: str) -> list[Frame]:
        """Return the frames of a kind, in their order, those that could be read."""
        known = fields_of(name)
        return [f for f in self.frames if f.name == name and known[0].name in f.fields]

    def text(self, name: str) -> str:
        """Return the text of the first frame of a kind, or nothing."""
        return next((str(frame["text"]) for frame in self.all(name)), "")


def read(file: BinaryIO) -> Tag:
    """Return the tag at the beginning of a file; what is broken in it is left out."""
    header = file.read(HEADER_BYTES)
    if len(header) < HEADER_BYTES or header[:3] != b"ID3" or max(header[6:]) > 0x7F:
        return Tag(0, 0)
    version, flags, size = header[3], header[5], _from_synchsafe(header[6:])
    footer = HEADER_BYTES if version == 4 and flags & 0x10 else 0
    whole = HEADER_BYTES + size + footer
    if version not in (3, 4):
        return Tag(version, whole)
    body = file.read(min(size, MAX_TAG_BYTES))
    if flags & 0x80 and version == 3:
        body = body.replace(b"\xff\0", b"\xff")
    if flags & 0x40 and len(body) >= 4:
        extended = body[:4]
        skipped = _from_synchsafe(extended) if version == 4 else int.from_bytes(extended) + 4
        body = body[skipped:]
    return Tag(version, whole, tuple(_parse_frames(body, version)))


def _parse_frames(data: bytes, version: int) -> list[Frame]:
    frames = []
    position = 0
    while position + HEADER_BYTES <= len(data) and data[position]:
        name, size_field, flags = struct.unpack_from(">4s4sH", data, position)
        size = _from_synchsafe(size_field) if version == 4 else int.from_bytes(size_field)
        position += HEADER_BYTES
        body = data[position : position + size]
        if len(body) < size or not name.isalnum():
            break
        frames.append(_parse_frame(name.decode("ascii"), body, flags))
        position += size
    return frames


def _parse_frame(name: str, body: bytes, flags: int) -> Frame:
    """Return a frame; one that is compressed, encrypted or broken as its bytes."""
    fields = fields_of(name)
    unread = Frame(name, {"data": body, "unread": True})
    if flags & 0xFF:
        return unread
    charset, rest = LATIN, body
    if any(field.is_text for field in fields):
        charset, rest = (body[0], body[1:]) if body else (LATIN, b"")
    values = {}
    try:
        for field in fields:
            values[field.name], rest = field.read(rest, charset)
    except (IndexError, ValueError, struct.error):
        return unread
    return Frame(name, values)
