"""Where an article's bytes come from: a file or standard input (a URL is `fetching`'s)."""

from __future__ import annotations

import codecs
import re
import sys
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from narrator.errors import SourceError

MAX_BYTES = 50_000_000
"""The most that is read, after decompression: 50 MB.

The longest of 113 measured news pages has 2.2 MB with its scripts, a novel has 1 MB of text;
23 MB of paragraphs already keep an extractor busy for more than ten minutes.
"""

STDIN_NAME = "standard input"

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*)://")
_WEB_ADDRESS = re.compile(r"(www\.|[\w-]+(\.[\w-]+)*\.[a-z]{2,}/)", re.IGNORECASE)
"""What people type who leave out `https://`."""

_GZIP_MAGIC = b"\x1f\x8b\x08"
"""RFC 1952, section 2.3.1: ID1, ID2 and the only method in use, deflate."""
_GZIP_WINDOW = 31
"""zlib's `wbits` for a gzip member (zlib manual, inflateInit2)."""


@dataclass(frozen=True, slots=True)
class Retrieved:
    """The bytes of a source with what came along with them."""

    data: bytes
    """Decompressed."""
    where: str
    """The source in the words of an error: a URL without its password, a path."""
    name: str = ""
    """The file's name, or the last part of the URL's path, without `.gz`."""
    url: str = ""
    """The URL read, after redirects; empty for files and standard input."""
    folder: str = ""
    """The folder of the file, absolute; empty for URLs and standard input."""
    content_type: str = ""
    """The media type that the server named, in small letters, without its parameters."""
    charset: str = ""
    """The character set that the server named."""


def is_url(source: str) -> bool:
    """Say whether a source is a URL of any scheme; a drive letter is none."""
    return bool(_SCHEME.match(source))


def refuse_urls(sources: Iterable[str]) -> None:
    """Refuse what a run that stays offline cannot read.

    Raises:
        SourceError: for a source on the web. Trying again does not help.
    """
    for source in sources:
        if is_url(source):
            raise SourceError(
                "This run is offline, and the source is on the web",
                where=source,
                hint="Save the page and give its file, or leave out --offline.",
            )


def read_stdin(max_bytes: int = MAX_BYTES) -> Retrieved:
    """Return all of standard input, decompressed.

    Raises:
        SourceError: where nothing comes, or too much. Trying again does not help.
    """
    if sys.stdin is None:  # under pythonw and some schedulers
        raise SourceError("There is no standard input", hint="Give a path or a URL.")
    data = _read_stream(sys.stdin.buffer, STDIN_NAME, max_bytes)
    return Retrieved(unpack(data, STDIN_NAME, max_bytes), where=STDIN_NAME)


def read_file(source: str, max_bytes: int = MAX_BYTES) -> Retrieved:
    """Return the bytes of a file, decompressed where it is gzipped.

    Raises:
        SourceError: where the file is missing, a folder, closed to us, empty or too large.
            Trying again does not help.
    """
    path = Path(source)
    data = _open_and_read(path, source, max_bytes)
    name = path.name.removesuffix(".gz") if data.startswith(_GZIP_MAGIC) else path.name
    return Retrieved(
        unpack(data, source, max_bytes),
        where=source,
        name=name,
        folder=str(path.absolute().parent),
    )


def _open_and_read(path: Path, source: str, max_bytes: int) -> bytes:
    if not source.strip():
        raise SourceError("The source has no name", hint="Give a URL, a path, or - .")
    try:
        with path.open("rb") as stream:
            return _read_stream(stream, source, max_bytes)
    except FileNotFoundError as error:
        raise SourceError("There is no such file", where=source, hint=_missing(source)) from error
    except IsADirectoryError as error:
        hint = "Give the files of it one by one."
        raise SourceError("This is a folder, not a file", where=source, hint=hint) from error
    except PermissionError as error:
        hint = "Change the file's permissions, or copy it to a place that is yours."
        if path.is_dir():  # Windows refuses to open a folder in these words.
            hint = "It is a folder: give the files in it one by one."
        raise SourceError("The file may not be read", where=source, hint=hint) from error
    except (OSError, ValueError) as error:
        if isinstance(error, SourceError):
            raise
        hint = "Check the path and the disk it is on."
        raise SourceError(f"The file cannot be read ({error})", where=source, hint=hint) from error


def _missing(source: str) -> str:
    if _WEB_ADDRESS.match(source):
        return f"If it is a web page, give its whole address: https://{source}"
    return "Check the path; a relative one starts from the current folder."


def _read_stream(stream: BinaryIO, where: str, max_bytes: int) -> bytes:
    data = stream.read(max_bytes + 1)
    if len(data) > max_bytes:
        raise too_large(where, max_bytes)
    return data


def unpack(data: bytes, where: str, max_bytes: int) -> bytes:
    """Return the data, decompressed where it is gzipped.

    Raises:
        SourceError: where there is none, it is damaged, or it is more than the limit. Trying
            again does not help.
    """
    if data.startswith(_GZIP_MAGIC):
        data = gunzip(data, where, max_bytes)
    refuse_empty(data, where)
    return data


def refuse_empty(data: bytes, where: str) -> None:
    """Return where there is anything but white space.

    Raises:
        SourceError: where there is not. Trying again does not help.
    """
    if not data:
        raise SourceError("The source is empty", where=where, hint="Check where it comes from.")
    if not data.removeprefix(codecs.BOM_UTF8).strip():
        raise SourceError(
            "The source holds only white space", where=where, hint="Check where it comes from."
        )


def gunzip(data: bytes, where: str, max_bytes: int = MAX_BYTES) -> bytes:
    """Return what a gzip file holds, all members joined (RFC 1952, section 2.2).

    Raises:
        SourceError: where it is damaged, or holds more than the limit: a file of 50 kB can
            hold 50 MB. Trying again does not help.
    """
    parts: list[bytes] = []
    left = max_bytes
    while data.startswith(_GZIP_MAGIC):
        member = zlib.decompressobj(_GZIP_WINDOW)
        try:
            parts.append(member.decompress(data, left + 1))
        except zlib.error as error:
            raise _damaged(where) from error
        left -= len(parts[-1])
        if left < 0:
            raise too_large(where, max_bytes)
        if not member.eof:
            raise _damaged(where)
        data = member.unused_data
    return b"".join(parts)


def _damaged(where: str) -> SourceError:
    return SourceError(
        "The gzip file is damaged or cut short", where=where, hint="Get the file once more."
    )


def too_large(where: str, max_bytes: int) -> SourceError:
    """Return the error for a source beyond the size limit."""
    return SourceError(
        f"The source is larger than {max_bytes / 1_000_000:g} MB",
        where=where,
        hint="Cut it into several files and convert each.",
    )
