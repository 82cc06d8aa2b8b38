"""Books and documents made to harm their reader: each is read, or refused in words, in seconds."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from narrator.errors import SourceError
from narrator.reading import SourceKind, apart, read
from narrator.reading.apart import read_apart
from tests.unit.reading import test_docx
from tests.unit.reading.hostile import (
    LAUGHS,
    PAGE,
    TEXT,
    WORDS,
    book,
    looping_pdf,
    replaced,
    word_document,
)

SECONDS = 30
"""Each takes 0.3 to 3 s on two busy cores."""
DEPTH = 10_000
STYLES = 10_000
ATTRIBUTES = " ".join(f"a{number}='v'" for number in range(200_000))
PARENTLESS = PAGE.replace("/Parent 2 0 R/MediaBox[0 0 600 800]", "/Parent 3 0 R")

READ: dict[str, Callable[[], bytes]] = {
    "deep.epub": lambda: book("<div>" * DEPTH + f"<p>{WORDS}</p>"),
    "crowded.epub": lambda: book(f"<p {ATTRIBUTES}>{WORDS}</p>"),
    "unclosed.epub": lambda: book("".join(f"<p><font>{number}" for number in range(4000)) + WORDS),
    "entities.epub": lambda: replaced(
        book(""), "OEBPS/c0.xhtml", f"{LAUGHS}<html><body><p>&l11;</p><p>{WORDS}</p></body></html>"
    ),
    "chain.docx": lambda: word_document(
        test_docx.p(WORDS, "s0"),
        styles="".join(
            f'<w:style w:type="paragraph" w:styleId="s{number}"><w:name w:val="House {number}"/>'
            f'<w:basedOn w:val="s{number + 1}"/></w:style>'
            for number in range(STYLES)
        ),
    ),
    "tables.docx": lambda: word_document(
        "<w:tbl><w:tr><w:tc>" * 80 + test_docx.p(WORDS) + "</w:tc></w:tr></w:tbl>" * 80
    ),
    "form.pdf": looping_pdf,
    "kids.pdf": lambda: looping_pdf(kids="2 0 R 3 0 R"),
    "parents.pdf": lambda: looping_pdf(page=PARENTLESS),
    "xref.pdf": lambda: looping_pdf(trailer="/Prev {start}"),
    "tags.pdf": lambda: looping_pdf(
        root="/Outlines 7 0 R/StructTreeRoot 9 0 R/MarkInfo<</Marked true>>"
    ),
    "states.pdf": lambda: looping_pdf(text=b"q " * 1_000_000 + TEXT),
    "spaces.pdf": lambda: looping_pdf(text=TEXT + b" " * 100_000_000),
}
REFUSED: dict[str, tuple[Callable[[], bytes], str]] = {
    "bomb.epub": (
        lambda: replaced(book(""), "OEBPS/c0.xhtml", b"a" * 60_000_000),
        "unpacks to more than",
    ),
    "entities-2.epub": (
        lambda: replaced(book(""), "OEBPS/book.opf", f"{LAUGHS}<package>&l11;</package>"),
        "declares the entity",
    ),
    "bomb.docx": (
        lambda: replaced(word_document(""), "word/document.xml", b"<a>" + b"<b/>" * 15_000_000),
        "unpacks to more than",
    ),
    "entities.docx": (
        lambda: replaced(word_document(""), "word/document.xml", f"{LAUGHS}<a>&l11;</a>"),
        "declares the entity",
    ),
    "deep.docx": (lambda: word_document("<w:sdt>" * DEPTH), "nested deeper than"),
    "crowded.docx": (
        lambda: replaced(word_document(""), "word/document.xml", f"<a {ATTRIBUTES}/>"),
        "holds no text",
    ),
    "starts.pdf": (lambda: b"%PDF-1.7\nstartxref\n9\n%%EOF\n" * 100_000, "is damaged"),
}


@pytest.mark.parametrize("name", READ)
def test_what_can_be_read_is_read(tmp_path: Path, name: str) -> None:
    source = tmp_path / name
    source.write_bytes(READ[name]())
    started = time.monotonic()
    assert WORDS in " ".join(str(read(str(source))).split())
    assert time.monotonic() - started < SECONDS


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_read_is_refused_in_words(tmp_path: Path, name: str) -> None:
    make, words = REFUSED[name]
    source = tmp_path / name
    source.write_bytes(make())
    started = time.monotonic()
    with pytest.raises(SourceError, match=words) as refused:
        read(str(source))
    assert time.monotonic() - started < SECONDS
    assert name in refused.value.where
    assert refused.value.hint
    assert not refused.value.retry


@pytest.mark.parametrize("kind", [SourceKind.EPUB, SourceKind.DOCX, SourceKind.PDF])
def test_document_that_takes_too_long_is_ended(kind: SourceKind) -> None:
    with pytest.raises(SourceError, match=r"within 0\.01 seconds: slow") as refused:
        read_apart(b"", kind, "", "slow", time_limit_s=0.01)
    assert "its own program" in refused.value.hint


def test_document_that_breaks_its_parser_does_not_take_us_down(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(apart, "_START", "import ctypes; ctypes.string_at(0)")
    source = tmp_path / "crash.pdf"
    source.write_bytes(looping_pdf())
    with pytest.raises(SourceError, match=r"broke the parser: .*crash\.pdf") as refused:
        read(str(source))
    assert "its own program" in refused.value.hint
