from __future__ import annotations

import io
import sys
from pathlib import Path
from types import ModuleType

import pytest

from narrator.article import (
    Article,
    Block,
    Figure,
    Heading,
    Metadata,
    Omission,
    Paragraph,
    Reason,
    Stage,
)
from narrator.errors import SourceError
from narrator.reading import SourceKind, read
from narrator.reading.completing import no_article, resolve_picture
from narrator.reading.fetching import FetchRules
from narrator.reading.sources import Retrieved
from tests.unit.conftest import Web

RULES = FetchRules(read_timeout_s=2, total_timeout_s=5, permits=lambda address: True)
TEXT = "The council voted on Tuesday for the new budget of the city and for the bridge."


class Readers:
    """Stands in for the readers of the three formats and keeps what they were given."""

    def __init__(self) -> None:
        self.article = Article(Metadata(), blocks=(Paragraph(TEXT),))
        self.given: list[tuple[str, str, str]] = []

    def answer(self, kind: str, text: str, url: str = "") -> Article:
        self.given.append((kind, text, url))
        return self.article

    def find(self, *blocks: Block, **metadata: str) -> None:
        self.article = Article(Metadata(**metadata), blocks=blocks)  # type: ignore[arg-type]


@pytest.fixture
def readers(monkeypatch: pytest.MonkeyPatch) -> Readers:
    held = Readers()
    for module, function, kind in (
        ("webpage", "read_page", "html"),
        ("markdown", "read_markdown", "markdown"),
        ("plaintext", "read_plaintext", "text"),
    ):
        fake = ModuleType(f"narrator.reading.{module}")

        def reader(text: str, url: str = "", kind: str = kind) -> Article:
            return held.answer(kind, text, url)

        setattr(fake, function, reader)
        monkeypatch.setitem(sys.modules, f"narrator.reading.{module}", fake)
    return held


def file_of(folder: Path, text: str, name: str = "article.txt") -> str:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return str(path)


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("a.html", "<p>Text</p>", "html"),
        ("a.md", "Text", "markdown"),
        ("a.txt", "Text", "text"),
        ("a", "<!doctype html>Text", "html"),
    ],
)
def test_source_goes_to_the_reader_of_its_format(
    tmp_path: Path, readers: Readers, name: str, text: str, expected: str
) -> None:
    read(file_of(tmp_path, text, name))
    assert readers.given == [(expected, text, "")]


def test_kind_that_is_asked_for_wins(tmp_path: Path, readers: Readers) -> None:
    read(file_of(tmp_path, "<p>Text</p>", "a.html"), kind=SourceKind.TEXT)
    assert readers.given[0][0] == "text"


def test_data_is_read_as_text_where_that_is_asked_for(tmp_path: Path, readers: Readers) -> None:
    source = file_of(tmp_path, '{"a": 1}', "a.json")
    with pytest.raises(SourceError, match="JSON data"):
        read(source)
    read(source, kind=SourceKind.TEXT)
    assert readers.given[0][1] == '{"a": 1}'


def test_standard_input_is_read(readers: Readers, monkeypatch: pytest.MonkeyPatch) -> None:
    standard = type("Standard", (), {"buffer": io.BytesIO("Größe".encode("cp1252"))})
    monkeypatch.setattr(sys, "stdin", standard)
    article = read("-")
    assert readers.given == [("text", "Größe", "")]
    assert article.metadata.headline == ""


def test_binary_file_is_refused_before_it_is_read_as_text(tmp_path: Path, readers: Readers) -> None:
    path = tmp_path / "paper.html"
    path.write_bytes(b"\xff\xd8\xff\xe0\x00\x10JFIF\x00")
    with pytest.raises(SourceError, match="a JPEG picture"):
        read(str(path))
    assert readers.given == []


def test_what_could_not_be_read_comes_before_what_the_page_lost(
    tmp_path: Path, readers: Readers
) -> None:
    lost = Omission(Stage.READING, Reason.SITE, "Home")
    readers.article = Article(Metadata(), blocks=(Paragraph(TEXT),), omissions=(lost,))
    article = read(file_of(tmp_path, "one\x07two " * 3))
    assert [each.excerpt for each in article.omissions] == ["3 control characters removed", "Home"]


def test_article_without_anything_to_read_is_refused(tmp_path: Path, readers: Readers) -> None:
    readers.find(headline="Only a headline")
    source = file_of(tmp_path, "<p></p>", "a.html")
    with pytest.raises(SourceError, match="No article was found") as caught:
        read(source)
    assert caught.value.where == source
    assert "browser" in caught.value.hint


@pytest.mark.parametrize(
    ("name", "told"),
    [("a.html", "login"), ("a.txt", "copied from a page"), ("a.md", "a title at most")],
)
def test_what_to_do_fits_how_the_source_is_written(
    tmp_path: Path, readers: Readers, name: str, told: str
) -> None:
    readers.find(headline="Only a headline")
    with pytest.raises(SourceError, match="No article was found") as caught:
        read(file_of(tmp_path, "Only a headline", name))
    assert told in caught.value.hint
    assert ("login" in caught.value.hint) == (name == "a.html")


@pytest.mark.parametrize("kind", [SourceKind.PDF, SourceKind.DOCX, SourceKind.EPUB])
def test_a_document_without_text_is_to_be_recognized(kind: SourceKind) -> None:
    assert "OCR" in no_article("a", kind).hint


def test_article_of_a_standfirst_alone_is_one(tmp_path: Path, readers: Readers) -> None:
    readers.article = Article(Metadata(), standfirst=(TEXT,))
    assert read(file_of(tmp_path, "x")).standfirst == (TEXT,)


def test_language_of_the_page_is_put_in_order(tmp_path: Path, readers: Readers) -> None:
    readers.find(Paragraph(TEXT), language="de_DE")
    source = file_of(tmp_path, "x")
    assert read(source).metadata.language == "de-DE"
    assert read(source, language="fr").metadata.language == "fr"


def test_language_is_detected_where_the_page_has_none(tmp_path: Path, readers: Readers) -> None:
    assert read(file_of(tmp_path, "x")).metadata.language == "en"


def test_headline_of_the_page_stays(tmp_path: Path, readers: Readers) -> None:
    readers.find(Heading("Part", 2), Paragraph(TEXT), headline="Bridge opens")
    assert read(file_of(tmp_path, "x")).metadata.headline == "Bridge opens"


def test_first_heading_stands_in_for_a_headline(tmp_path: Path, readers: Readers) -> None:
    readers.find(Paragraph(TEXT), Heading("Part one", 2), Heading("Part two", 2))
    article = read(file_of(tmp_path, "x"))
    assert article.metadata.headline == "Part one"
    assert article.blocks == readers.article.blocks


def test_heading_that_opens_the_article_becomes_the_headline(
    tmp_path: Path, readers: Readers
) -> None:
    readers.find(Heading("Bridge opens", 1), Paragraph(TEXT))
    article = read(file_of(tmp_path, "x"))
    assert article.metadata.headline == "Bridge opens"
    assert article.blocks == (Paragraph(TEXT),)


@pytest.mark.parametrize(
    ("name", "headline"),
    [
        ("harbour-bridge_opens.html", "Harbour bridge opens"),
        ("2026-03-12-bridge.txt", "2026 03 12 bridge"),
        ("brücke%20offen.md", "Brücke offen"),
        ("v1.2 notes.txt", "V1.2 notes"),
        ("20260312.html", ""),
        ("4f1c2d3e4b5a6978.html", ""),
        ("decade.html", "Decade"),
        ("---.txt", ""),
    ],
)
def test_name_of_the_file_stands_in_for_a_headline(
    tmp_path: Path, readers: Readers, name: str, headline: str
) -> None:
    assert read(file_of(tmp_path, "x", name)).metadata.headline == headline


def test_url_is_that_of_the_page_read_after_redirects(web: Web, readers: Readers) -> None:
    web.give("/old", status=301, Location="/news/bridge-opens.html")
    web.give("/news/bridge-opens.html", b"<p>Text</p>")
    article = read(web.url("/old"), rules=RULES)
    assert article.metadata.url == web.url("/news/bridge-opens.html")
    assert article.metadata.headline == "Bridge opens"
    assert readers.given == [("html", "<p>Text</p>", web.url("/news/bridge-opens.html"))]


def test_url_that_the_page_names_stays(web: Web, readers: Readers) -> None:
    readers.find(Paragraph(TEXT), url="https://example.com/bridge")
    web.give("/?page=7", b"<p>Text</p>")
    article = read(web.url("/?page=7"), rules=RULES)
    assert article.metadata.url == "https://example.com/bridge"


def test_headline_of_a_page_without_any_name_is_its_host(web: Web, readers: Readers) -> None:
    web.give("/", b"<p>Text</p>")
    assert read(web.url("/"), rules=RULES).metadata.headline == f"127.0.0.1:{web.port}"


def test_charset_of_the_server_is_used(web: Web, readers: Readers) -> None:
    body = "<p>Привет, мост</p>".encode("koi8-r")
    read(web.give("/", body, Content_Type="text/html; charset=koi8-r"), rules=RULES)
    assert readers.given[0][1] == "<p>Привет, мост</p>"


def test_wrong_charset_of_the_server_is_seen_through(web: Web, readers: Readers) -> None:
    body = "<p>Größe zählt</p>".encode()
    read(web.give("/", body, Content_Type="text/html; charset=iso-8859-1"), rules=RULES)
    assert readers.given[0][1] == "<p>Größe zählt</p>"


def test_binary_behind_a_text_type_is_refused(web: Web, readers: Readers) -> None:
    url = web.give("/", b"\x89PNG\r\n\x1a\n" + bytes(20), Content_Type="text/html")
    with pytest.raises(SourceError, match="a PNG picture"):
        read(url, rules=RULES)


def test_this_machine_is_not_read_unless_allowed(web: Web, readers: Readers) -> None:
    url = web.give("/", b"<p>Text</p>")
    with pytest.raises(SourceError, match="private network"):
        read(url)
    assert read(url, allow_private=True).blocks == (Paragraph(TEXT),)


def test_pictures_of_a_file_lie_beside_it(tmp_path: Path, readers: Readers) -> None:
    readers.find(
        Paragraph(TEXT),
        Figure(alt="A bridge", picture="images/bridge%20one.jpg?width=600"),
        Figure(alt="A river", picture="https://example.com/river.jpg"),
        Figure(alt="No file"),
        picture="./lead.png",
    )
    article = read(file_of(tmp_path, "x"))
    figures = [block for block in article.blocks if isinstance(block, Figure)]
    assert article.metadata.picture == str(tmp_path / "lead.png")
    assert [figure.picture for figure in figures] == [
        str(tmp_path / "images" / "bridge one.jpg"),
        "https://example.com/river.jpg",
        "",
    ]
    assert figures[0].alt == "A bridge"


@pytest.mark.parametrize(
    "picture",
    [
        "../secret.png",
        "images/../../secret.png",
        "..%2Fsecret.png",
        "/etc/passwd",
        "//host/share.png",
        "file:///etc/passwd",
        "data:image/png;base64,AAAA",
        "a%00b.png",
    ],
)
def test_picture_outside_the_folder_is_not_to_be_opened(tmp_path: Path, picture: str) -> None:
    raw = Retrieved(b"x", where="a.html", folder=str(tmp_path))
    assert resolve_picture(picture, raw) == ""


def test_picture_outside_the_folder_is_looked_for_on_the_web(tmp_path: Path) -> None:
    raw = Retrieved(b"x", where="a.html", folder=str(tmp_path))
    address = "https://example.com/news/bridge"
    assert resolve_picture("/img/a.jpg", raw, address) == "https://example.com/img/a.jpg"


def test_link_that_leads_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    outside, inside = tmp_path / "outside", tmp_path / "inside"
    outside.mkdir()
    inside.mkdir()
    (inside / "link").symlink_to(outside)
    raw = Retrieved(b"x", where="a.html", folder=str(inside))
    assert resolve_picture("link/secret.png", raw) == ""


@pytest.mark.parametrize(
    ("picture", "expected"),
    [
        ("/a.jpg", "https://example.com/a.jpg"),
        ("../a.jpg", "https://example.com/a.jpg"),
        ("a.jpg?w=1", "https://example.com/news/a.jpg?w=1"),
        ("//cdn.example.com/a.jpg", "https://cdn.example.com/a.jpg"),
        ("http://other.example.com/a.jpg", "http://other.example.com/a.jpg"),
        ("//[", ""),
        ("", ""),
    ],
)
def test_picture_of_a_page_is_a_url(picture: str, expected: str) -> None:
    raw = Retrieved(b"x", where="u", url="https://example.com/news/bridge")
    assert resolve_picture(picture, raw) == expected


def test_picture_of_standard_input_is_nowhere() -> None:
    assert resolve_picture("a.jpg", Retrieved(b"x", where="standard input")) == ""
