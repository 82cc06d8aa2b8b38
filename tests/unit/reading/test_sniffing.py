from __future__ import annotations

import gzip
import io
import struct
import wave
import zipfile

import pytest

from narrator.errors import SourceError
from narrator.reading.sniffing import SourceKind, refuse_binary, sniff, sniff_document
from narrator.reading.sources import Retrieved


def kind_of(text: str, name: str = "", content_type: str = "") -> SourceKind:
    raw = Retrieved(text.encode(), where="the source", name=name, content_type=content_type)
    return sniff(raw, text)


PLAIN = "The bridge is open.\n\nIt was closed for a year.\n"


@pytest.mark.parametrize(
    ("content_type", "name", "expected"),
    [
        ("text/html", "readme.md", SourceKind.HTML),
        ("application/xhtml+xml", "", SourceKind.HTML),
        ("text/markdown", "page.html", SourceKind.MARKDOWN),
        ("text/plain", "readme.md", SourceKind.MARKDOWN),
        ("application/octet-stream", "page.htm", SourceKind.HTML),
        ("", "PAGE.HTML", SourceKind.HTML),
        ("", "note.txt", SourceKind.TEXT),
        ("text/plain", "index.php", SourceKind.TEXT),
        ("", "", SourceKind.TEXT),
    ],
)
def test_media_type_decides_before_the_suffix(
    content_type: str, name: str, expected: SourceKind
) -> None:
    assert kind_of(PLAIN, name, content_type) is expected


@pytest.mark.parametrize(
    "text",
    [
        "<!DOCTYPE html><p>Text",
        "\n  <html lang=en>",
        '<?xml version="1.0"?>\n<!-- saved -->\n<html xmlns="http://www.w3.org/1999/xhtml">',
        "<div class=article><p>Text</p></div>",
        "<p>Text</p>",
        "<!-- a\nb --><H1>Title</H1>",
    ],
)
def test_page_is_known_by_its_beginning(text: str) -> None:
    assert kind_of(text) is SourceKind.HTML


@pytest.mark.parametrize(
    "text",
    [
        "# Bridge opens\n\nIt is open.",
        "Intro\n\n## Part\n\nSee [the plan](https://example.com/plan).",
        "Title\n=====\n\n**Bold** words.",
        "- one\n- two\n\n> Said someone\n",
        "Use `x`:\n\n```python\npass\n```\n\n* item",
    ],
)
def test_markdown_is_known_by_two_of_its_marks_or_a_first_heading(text: str) -> None:
    assert kind_of(text) is SourceKind.MARKDOWN


@pytest.mark.parametrize(
    "text",
    [
        PLAIN,
        "#1 hit of the year\n\nA song.",
        "- Ada said so.\n- Ben did not.\n",
        "Prices < 5 and > 3 [see below](or not",
        "<3 is a heart",
        "What is WEBP? The ftyp box says so.",
        "{ this is not JSON }",
        "[Applause] The mayor spoke.",
    ],
)
def test_plain_text_is_not_taken_for_more(text: str) -> None:
    assert kind_of(text) is SourceKind.TEXT


def test_page_in_a_text_file_is_a_page() -> None:
    assert kind_of("<!doctype html><p>Text", "saved.txt") is SourceKind.HTML
    assert kind_of("<p> is a tag", "tags.txt") is SourceKind.TEXT


@pytest.mark.parametrize(
    ("text", "name", "said"),
    [
        ('{"sections": []}', "", "JSON data"),
        ("[1, 2]", "", "JSON data"),
        ("{}", "plan.json", "JSON data"),
        ("a,b\n1,2", "table.csv", "a CSV table"),
        ("a: 1", "settings.yaml", "YAML data"),
        ('<?xml version="1.0"?><rss version="2.0">', "", "an RSS feed"),
        ('<feed xmlns="http://www.w3.org/2005/Atom">', "feed.xml", "an Atom feed"),
        ('<?xml version="1.0"?><opml version="2.0">', "", "a list of feeds (OPML)"),
        ('<?xml version="1.0"?><data>', "", "XML data"),
        ('<svg xmlns="http://www.w3.org/2000/svg">', "", "an SVG picture"),
    ],
)
def test_data_is_refused_by_its_name(text: str, name: str, said: str) -> None:
    with pytest.raises(SourceError, match="not an article") as caught:
        kind_of(text, name)
    assert f"seems to be {said}," in caught.value.message
    assert caught.value.where == "the source"
    assert caught.value.hint
    assert ("narrator batch" in caught.value.hint) is ("feed" in said)


def archive(*names: str, first: str = "") -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as opened:
        if first:
            opened.writestr("mimetype", first)
        for name in names:
            opened.writestr(name, "<x/>")
    return held.getvalue()


def recording() -> bytes:
    held = io.BytesIO()
    with wave.open(held, "wb") as opened:
        opened.setnchannels(1)
        opened.setsampwidth(2)
        opened.setframerate(8000)
        opened.writeframes(bytes(100))
    return held.getvalue()


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"%PDF-1.7\n", "a PDF document"),
        (archive("a.txt"), "a ZIP archive"),
        (archive("OEBPS/a.xhtml", first="application/epub+zip"), "an EPUB book"),
        (archive("[Content_Types].xml", "word/document.xml"), "a Word document (DOCX)"),
        (archive("xl/workbook.xml"), "an Excel workbook"),
        (
            archive("content.xml", first="application/vnd.oasis.opendocument.text"),
            "an OpenDocument text",
        ),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Microsoft Office document"),
        (b"{\\rtf1\\ansi Text}", "an RTF document"),
        (b"\x89PNG\r\n\x1a\n", "a PNG picture"),
        (b"\xff\xd8\xff\xe0", "a JPEG picture"),
        (b"GIF89a", "a GIF picture"),
        (b"RIFF\x10\x00\x00\x00WEBPVP8 ", "a WebP picture"),
        (b"ID3\x03\x00\x00", "an MP3 recording"),
        (b"\xff\xfb\x90\x64", "an MP3 recording"),
        (recording(), "a WAV recording"),
        (b"\x00\x00\x00\x20ftypisom", "an MP4 recording or video"),
        (b"OggS\x00\x02", "an Ogg recording"),
        (gzip.compress(b"inside a gzip file"), "a gzip archive"),
        (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
        (b"\x7fELF\x02\x01", "a program"),
        (b"SQLite format 3\x00", "an SQLite database"),
        (struct.pack("<200I", *range(200)), "binary data"),
        (b"text with" + bytes(50) + b"a hole", "binary data"),
    ],
)
def test_file_that_is_no_text_is_refused_by_its_name(data: bytes, name: str) -> None:
    with pytest.raises(SourceError, match="not an article") as caught:
        refuse_binary(Retrieved(data, where="the file"))
    assert f"seems to be {name}," in caught.value.message
    assert caught.value.where == "the file"
    assert caught.value.hint


@pytest.mark.parametrize(
    "data",
    [
        PLAIN.encode(),
        PLAIN.encode("utf-16"),
        ("word " * 20).encode() + b"\x00" + ("word " * 20).encode(),
        "市議会は可決".encode("iso-2022-jp"),
        "Grüße".encode("cp1252"),
        b"ID3 tags are explained here.",
        b"BZh is how it begins.",
    ],
)
def test_text_is_not_taken_for_binary(data: bytes) -> None:
    refuse_binary(Retrieved(data, where="the file"))
    assert sniff(Retrieved(data, where="the file"), data.decode("latin1")) is SourceKind.TEXT


def test_media_type_of_a_picture_is_refused() -> None:
    with pytest.raises(SourceError, match="a picture"):
        refuse_binary(Retrieved(PLAIN.encode(), where="url", content_type="image/svg+xml"))


DOCX_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@pytest.mark.parametrize(
    ("data", "name", "content_type", "expected"),
    [
        (b"%PDF-1.7\n", "", "", SourceKind.PDF),
        (b"\n\n%PDF-1.7\n", "paper.pdf", "", SourceKind.PDF),
        (b"\n\n%PDF-1.7\n", "", "application/pdf", SourceKind.PDF),
        (b"\n\n%PDF- is how they begin", "note.txt", "", None),
        (b"<!doctype html><p>Log in", "paper.pdf", "application/pdf", None),
        (archive("OEBPS/a.xhtml", first="application/epub+zip"), "", "", SourceKind.EPUB),
        (archive("META-INF/container.xml"), "book.zip", "", SourceKind.EPUB),
        (archive("[Content_Types].xml", "word/document.xml"), "", "", SourceKind.DOCX),
        (archive("a.xml"), "report.DOCX", "", SourceKind.DOCX),
        (archive("a.xml"), "report", DOCX_TYPE, SourceKind.DOCX),
        (archive("a.xml"), "files.zip", "", None),
        (archive("xl/workbook.xml"), "book.xlsx", "", None),
        (PLAIN.encode(), "report.docx", "", None),
    ],
)
def test_document_is_known_by_its_content(
    data: bytes, name: str, content_type: str, expected: SourceKind | None
) -> None:
    raw = Retrieved(data, where="the file", name=name, content_type=content_type)
    assert sniff_document(raw) is expected


@pytest.mark.parametrize(
    ("data", "named", "hint"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old Microsoft Office", "--convert-to docx"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            "locked with a password",
            "copy without one",
        ),
        (
            archive("content.xml", first="application/vnd.oasis.opendocument.text"),
            "an OpenDocument text",
            "--convert-to docx",
        ),
        (archive("Index/Document.iwa"), "an Apple Pages document", "Export it from Pages"),
        (b"{\\rtf1\\ansi Text}", "an RTF document", "--convert-to docx"),
        (b"%PDF-1.7\n", "a PDF document", "Leave the kind to be found out"),
    ],
)
def test_document_that_is_not_read_says_how_to_convert_it(
    data: bytes, named: str, hint: str
) -> None:
    with pytest.raises(SourceError) as caught:
        refuse_binary(Retrieved(data, where="the file"))
    assert named in caught.value.message
    assert hint in caught.value.hint
