"""Words that a PDF document marks as another language are known in its article."""

from __future__ import annotations

from narrator.article import Article, Heading, ItemList, ListItem, Paragraph
from narrator.reading import read
from narrator.reading.pdf import read_pdf
from tests.unit.reading.test_pdf import Sheet, file_of, tagged

LONG = "The wind turned to the north at four, and the harbour office closed the basin for all."


def spoken(article: Article) -> list[tuple[str, str]]:
    texts = {piece.origin: piece.text for piece in article.pieces()}
    return [(s.language, texts[s.origin][s.start : s.end]) for s in article.spans]


def drawn(*parts: str) -> bytes:
    """Return an untagged page in English of lines of marked content."""
    lines = [f"BT /F 10 Tf 50 {700 - 14 * n} Td {part} ET" for n, part in enumerate(parts)]
    stream = "\n".join(lines)
    return file_of(
        [
            "<</Type/Catalog /Pages 2 0 R /Lang (en)>>",
            "<</Type/Pages /Kids [3 0 R] /Count 1>>",
            "<</Type/Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R "
            "/Resources <</Font <</F 5 0 R>> /Properties <</L <</Lang (de)>>>>>>>>",
            f"<</Length {len(stream)}>>\nstream\n{stream}\nendstream",
            "<</Type/Font /Subtype/Type1 /BaseFont/Times-Roman>>",
        ]
    )


def test_element_inside_a_paragraph_keeps_its_language() -> None:
    data = tagged(
        ("H1", "The harbour"),
        ("P", [("Span", "The old men called it "), ("Span /Lang(fr-FR)", "la belle nuit"),
               ("Span", " and stayed at home.")]),
        ("L", [("LI", [("LBody", "Rope")]), ("LI /Lang(de)", [("LBody", "Teer und Pech")])]),
    )  # fmt: skip
    article = read_pdf(data, "paper.pdf")
    assert spoken(article) == [("fr-FR", "la belle nuit"), ("de", "Teer und Pech")]
    assert article.blocks[2] == ItemList((ListItem("Rope"), ListItem("Teer und Pech")))


def test_block_in_another_language_has_it_and_no_span() -> None:
    data = tagged(
        ("H1", "The harbour"),
        ("P /Lang(fr)", "La nuit fut longue."),
        ("P", [("Span /Lang(de)", "Die Nacht war lang.")]),
        ("P /Lang(fr)", [("Span", "Il dit "), ("Span /Lang(en)", "good night"),
                         ("Span", " et part.")]),
        ("P", LONG),
    )  # fmt: skip
    article = read_pdf(data, "paper.pdf")
    assert article.blocks[:3] == (
        Heading("The harbour", 1),
        Paragraph("La nuit fut longue.", "fr"),
        Paragraph("Die Nacht war lang.", "de"),
    )
    assert article.blocks[3] == Paragraph("Il dit good night et part.", "fr")
    assert spoken(article) == [("en", "good night")]


def test_marked_content_of_a_page_without_tags_keeps_its_language() -> None:
    data = drawn(
        f"({LONG}) Tj",
        "(They call it ) Tj /Span <</Lang (fr)>> BDC (la belle nuit) Tj EMC ( and ) Tj "
        "/Span /L BDC (die lange Nacht) Tj EMC ( on the quay.) Tj",
    )
    assert spoken(read_pdf(data, "paper.pdf")) == [
        ("fr", "la belle nuit"),
        ("de", "die lange Nacht"),
    ]


def test_words_parted_at_a_line_end_are_found_whole() -> None:
    data = drawn(
        f"({LONG}) Tj",
        "(The sign on the door of the office said ) Tj /Span <</Lang (de)>> BDC (Hafenmei-) Tj EMC",
        "/Span <</Lang (de)>> BDC (ster) Tj EMC ( and nobody took it down in a hundred years.) Tj",
    )
    assert spoken(read_pdf(data, "paper.pdf")) == [("de", "Hafenmeister")]


def test_language_of_the_whole_document_is_no_mark(tmp_path) -> None:  # type: ignore[no-untyped-def]
    path = tmp_path / "paper.pdf"
    path.write_bytes(tagged(("H1 /Lang(en-US)", "The harbour"), ("P /Lang(en-US)", LONG)))
    article = read(str(path))
    assert not article.spans
    assert [block.language for block in article.blocks] == [""] * len(article.blocks)


def test_language_of_most_words_wins_over_the_default_of_the_program() -> None:
    german = "Der Wind drehte um vier nach Norden, und das Hafenamt sperrte das Becken."
    data = tagged(
        ("H1 /Lang(de-DE)", "Der Hafen"),
        ("P /Lang(de-DE)", [("Span", german), ("Span /Lang(en-GB)", " Kapitel 4 ")]),
        ("P /Lang(de-DE)", [("Span", "Es hiess "), ("Span /Lang(fr)", "la belle nuit")]),
    )
    article = read_pdf(data, "paper.pdf")
    assert article.metadata.language == "de-DE"
    assert spoken(article) == [("fr", "la belle nuit")]


def test_document_without_any_mark_has_no_span() -> None:
    assert not Sheet().paragraph(LONG).read().spans
