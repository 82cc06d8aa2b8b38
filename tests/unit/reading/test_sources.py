from __future__ import annotations

import gzip
import io
import sys
from pathlib import Path

import pytest

from narrator.errors import SourceError
from narrator.reading.sources import MAX_BYTES, gunzip, is_url, read_file, read_stdin

TEXT = b"The bridge is open.\n"


def refused(source: str, max_bytes: int = MAX_BYTES) -> SourceError:
    with pytest.raises(SourceError) as caught:
        read_file(source, max_bytes)
    assert caught.value.hint
    assert not caught.value.retry
    return caught.value


def file_of(folder: Path, data: bytes, name: str = "article.txt") -> str:
    path = folder / name
    path.write_bytes(data)
    return str(path)


def test_file_comes_with_its_name_and_folder(tmp_path: Path) -> None:
    raw = read_file(file_of(tmp_path, TEXT))
    assert raw.data == TEXT
    assert raw.name == "article.txt"
    assert raw.folder == str(tmp_path)
    assert raw.url == ""


def test_folder_of_a_relative_path_is_absolute(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file_of(tmp_path, TEXT)
    monkeypatch.chdir(tmp_path)
    raw = read_file("article.txt")
    assert raw.folder == str(tmp_path)
    assert raw.where == "article.txt"


def test_gzipped_page_is_unpacked_and_loses_its_suffix(tmp_path: Path) -> None:
    raw = read_file(file_of(tmp_path, gzip.compress(TEXT), "page.html.gz"))
    assert raw.data == TEXT
    assert raw.name == "page.html"


def test_missing_file_is_said(tmp_path: Path) -> None:
    error = refused(str(tmp_path / "none.html"))
    assert error.message == "There is no such file"
    assert error.where.endswith("none.html")


@pytest.mark.parametrize(
    "source", ["www.example.com", "example.com/news/bridge", "news.example.co/"]
)
def test_web_address_without_its_scheme_is_recognised(source: str) -> None:
    assert f"https://{source}" in refused(source).hint


def test_folder_is_said(tmp_path: Path) -> None:
    error = refused(str(tmp_path))
    assert error.message == "This is a folder, not a file"
    assert "one by one" in error.hint


def test_file_that_may_not_be_read_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*args: object, **kwargs: object) -> None:
        raise PermissionError(13, "Permission denied")

    source = file_of(tmp_path, TEXT)
    monkeypatch.setattr(Path, "open", refuse)
    error = refused(source)
    assert error.message == "The file may not be read"
    assert "permissions" in error.hint


@pytest.mark.parametrize("source", ["", "  "])
def test_source_without_a_name_is_said(source: str) -> None:
    assert refused(source).message == "The source has no name"


@pytest.mark.parametrize("source", ["a\0b", "x" * 5000])
def test_name_that_no_file_can_have_is_said(source: str) -> None:
    assert "cannot be read" in refused(source).message


def test_empty_file_is_said(tmp_path: Path) -> None:
    assert refused(file_of(tmp_path, b"")).message == "The source is empty"


def test_file_of_white_space_is_said(tmp_path: Path) -> None:
    assert "only white space" in refused(file_of(tmp_path, b" \n\t\r\n")).message


def test_file_of_a_byte_order_mark_is_empty_too(tmp_path: Path) -> None:
    assert "only white space" in refused(file_of(tmp_path, b"\xef\xbb\xbf\n")).message


def test_file_over_the_limit_is_said_with_the_limit(tmp_path: Path) -> None:
    source = file_of(tmp_path, TEXT * 100)
    assert "larger than 0.001 MB" in refused(source, 1000).message
    assert read_file(source, len(TEXT) * 100).data == TEXT * 100


def test_gzip_bomb_is_stopped_at_the_limit(tmp_path: Path) -> None:
    bomb = gzip.compress(bytes(20_000_000))
    assert len(bomb) < 25_000
    assert "larger than 1 MB" in refused(file_of(tmp_path, bomb), 1_000_000).message


def test_bomb_of_many_members_is_stopped_too() -> None:
    with pytest.raises(SourceError, match="larger than"):
        gunzip(gzip.compress(bytes(600_000)) * 3, "bomb", 1_000_000)


def test_members_of_a_gzip_file_are_joined() -> None:
    assert gunzip(gzip.compress(b"one ") + gzip.compress(b"two"), "file") == b"one two"


@pytest.mark.parametrize("cut", [-1, -8, 12])
def test_damaged_gzip_file_is_said(tmp_path: Path, cut: int) -> None:
    source = file_of(tmp_path, gzip.compress(TEXT * 50)[:cut])
    assert "damaged or cut short" in refused(source).message


def test_gzip_file_of_noise_is_said(tmp_path: Path) -> None:
    source = file_of(tmp_path, b"\x1f\x8b\x08\x00" + bytes(range(100)))
    assert "damaged or cut short" in refused(source).message


class Standard:
    def __init__(self, data: bytes) -> None:
        self.buffer = io.BytesIO(data)


def test_standard_input_is_read_as_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", Standard("Größe".encode("latin1")))
    raw = read_stdin()
    assert raw.data == "Größe".encode("latin1")
    assert raw.where == "standard input"
    assert (raw.name, raw.url, raw.folder) == ("", "", "")


def test_empty_standard_input_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", Standard(b""))
    with pytest.raises(SourceError, match="empty") as caught:
        read_stdin()
    assert caught.value.where == "standard input"


def test_closed_standard_input_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    with pytest.raises(SourceError, match="standard input"):
        read_stdin()


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("https://example.com", True),
        ("HTTP://example.com", True),
        ("ftp://example.com", True),
        ("file:///tmp/a", True),
        ("C:\\texts\\a.html", False),
        ("C:/texts/a.html", False),
        ("notes/http.txt", False),
        ("-", False),
        ("://", False),
    ],
)
def test_url_is_told_from_a_path(source: str, expected: bool) -> None:
    assert is_url(source) is expected
