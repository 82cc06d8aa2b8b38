"""What a line of a page is, told by its words alone."""

from __future__ import annotations

import pytest

from narrator.article import Note, Paragraph
from narrator.reading.webpage import labels, read_page

LONG = (
    "The wind turned to the north at four in the morning, and the harbour office closed the basin."
)


@pytest.mark.parametrize(
    "text",
    [
        "Read more:",
        "Lesen Sie auch",
        "Lire aussi",
        "Lee también",
        "Leggi anche",
        "Leia também",
        "Lees ook",
        "Les også",
        "Läs mer",
        "Lue myös",
        "Czytaj też",
        "Čtěte také",
        "Читайте также",
        "Читайте також",
        "اقرأ أيضًا",
        "यह भी पढ़ें",
        "相关新闻",
        "【関連記事】",
        "관련기사",
        "İlgili Haber",
    ],
)
def test_announcement_of_another_article(text: str) -> None:
    assert labels.is_related(text)
    assert labels.opens_related(f"{text.rstrip(':')}: x")


@pytest.mark.parametrize(
    "text", ["Read the tide tables.", "More than 40 boats lay in the harbour.", "Sie lesen auch."]
)
def test_sentence_announces_nothing(text: str) -> None:
    assert not labels.is_related(text)


@pytest.mark.parametrize(
    "text",
    ["Share", "Facebook", "Share on Facebook", "E-Mail", "Copy link", "Facebook Twitter WhatsApp"],
)
def test_names_of_ways_to_share(text: str) -> None:
    assert labels.is_sharing(text)


@pytest.mark.parametrize("text", ["Facebook bought the harbour.", "Share prices fell", "Mail"])
def test_other_lines_share_nothing(text: str) -> None:
    assert not labels.is_sharing(text)


@pytest.mark.parametrize(
    "text",
    [
        "Correction: The bridge has four arches.",
        "Correction, 4 May: The bridge has four arches.",
        "Korrektur: Die Brücke hat vier Bögen.",
        "Corrección: El puente tiene cuatro arcos.",
        "Correção: A ponte tem quatro arcos.",
        "Fe de errores: El puente tiene cuatro arcos.",
        "Editor’s note: The bridge has four arches.",
        "This article was amended on 4 May 2026.",
        "In einer früheren Version hatte die Brücke fünf Bögen.",
        "更正：桥有四个拱。",
    ],
)
def test_correction(text: str) -> None:
    assert labels.is_correction(text)


@pytest.mark.parametrize("text", ["Corrections cost money.", "Updates are free, said Ada Quill."])
def test_sentence_about_corrections_is_none(text: str) -> None:
    assert not labels.is_correction(text)


def test_correction_is_a_note() -> None:
    found = read_page(f"<main><h1>Storm</h1><p>{LONG}</p><p>Correction: It was at five.</p></main>")
    assert found.blocks == (Paragraph(LONG), Note("Correction: It was at five."))


@pytest.mark.parametrize("heading", ["2 Comments", "Kommentare (14)", "Reacties", "Comentarios"])
def test_what_follows_a_heading_of_comments_is_outside(heading: str) -> None:
    found = read_page(
        f"<main><h1>Storm</h1><p>{LONG}</p><p>{LONG} Again.</p><h2>{heading}</h2>"
        "<p>I was there and it was not the north at all.</p></main>"
    )
    assert found.blocks == (Paragraph(LONG), Paragraph(f"{LONG} Again."))
    assert any("not the north" in one.excerpt for one in found.omissions)


def test_part_of_an_article_may_be_called_comments() -> None:
    text = "".join(f"<p>{LONG} Part {number}.</p>" for number in range(4))
    found = read_page(f"<main><h1>Style</h1>{text}<h2>Comments</h2>{text[:-4]} twice.</p></main>")
    assert "Comments" in [str(getattr(block, "text", "")) for block in found.blocks]


@pytest.mark.parametrize("text", ["11 of 12", "3/7", "2 von 9 |"])
def test_counter_of_pictures(text: str) -> None:
    assert labels.is_counter(text)
