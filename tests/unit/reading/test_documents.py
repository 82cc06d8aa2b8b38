"""Books and documents come through the same door as pages: files, standard input and URLs."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest

from narrator.article import Heading, Paragraph
from narrator.errors import SourceError
from narrator.reading import SourceKind, read
from narrator.reading.fetching import FetchRules
from tests.unit.conftest import Web
from tests.unit.reading import test_docx, test_epub, test_pdf

RULES = FetchRules(read_timeout_s=2, total_timeout_s=5, permits=lambda address: True)
WORDS = "The council voted on Tuesday for the new bridge over the harbour of the town."


def samples() -> dict[str, bytes]:
    return {
        "book.epub": test_epub.book(f"<h2>Part</h2><p>{WORDS}</p>"),
        "report.docx": test_docx.document(
            test_docx.p("Top", "Titel") + test_docx.p("Part", "Heading2") + test_docx.p(WORDS)
        ),
        "paper.pdf": test_pdf.tagged(("Title", "Top"), ("H2", "Part"), ("P", WORDS)),
    }


TYPES = {
    "book.epub": "application/epub+zip",
    "report.docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "paper.pdf": "application/pdf",
}


@pytest.mark.parametrize("name", TYPES)
def test_file_is_read(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(samples()[name])
    article = read(str(path))
    assert article.blocks == (Heading("Part", 2), Paragraph(WORDS))
    assert article.metadata.headline in ("Top", "The Harbour")
    assert article.metadata.language == "en-GB"


@pytest.mark.parametrize("name", TYPES)
def test_standard_input_is_read(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    standard = type("Standard", (), {"buffer": io.BytesIO(samples()[name])})
    monkeypatch.setattr(sys, "stdin", standard)
    assert read("-").blocks == (Heading("Part", 2), Paragraph(WORDS))


@pytest.mark.parametrize("name", TYPES)
@pytest.mark.parametrize("typed", [True, False])
def test_url_is_read(web: Web, name: str, typed: bool) -> None:
    content_type = TYPES[name] if typed else "application/octet-stream"
    url = web.give(f"/{name}", samples()[name], Content_Type=content_type)
    article = read(url, rules=RULES)
    assert article.blocks == (Heading("Part", 2), Paragraph(WORDS))
    assert article.metadata.url == url


def test_kind_that_is_asked_for_is_tried(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text("<p>Text", encoding="utf-8")
    with pytest.raises(SourceError, match="The PDF document is damaged"):
        read(str(path), kind=SourceKind.PDF)
    path.write_bytes(samples()["paper.pdf"])
    with pytest.raises(SourceError, match="seems to be a PDF document"):
        read(str(path), kind=SourceKind.HTML)
