"""Words and blocks in another language than the article's, as each kind of source marks them."""

from __future__ import annotations

from pathlib import Path

import pytest

from narrator.article import (
    Article,
    Figure,
    Heading,
    Metadata,
    Note,
    Paragraph,
    Piece,
    Quotation,
    Span,
)
from narrator.reading import read
from narrator.reading.docx import read_docx
from narrator.reading.epub import read_epub
from narrator.reading.markdown import read_markdown
from narrator.reading.spans import find_spans, moved, settle_spans, without_block
from narrator.reading.webpage import read_page

from .test_docx import STYLES as DOCX_STYLES
from .test_docx import document, run
from .test_epub import book

LONG = (
    "The wind turned to the north at four in the morning, and the harbour office closed the basin."
)
OTHER = (
    "An hour later the first trees lay across the coast road, and the buses had stopped running."
)


def spans_of(article: Article) -> list[tuple[str, str]]:
    texts = {piece.origin: piece.text for piece in article.pieces()}
    return [(texts[span.origin][span.start : span.end], span.language) for span in article.spans]


def story(inner: str, lang: str = "en") -> Article:
    return read_page(
        f'<html lang="{lang}"><body><article><h1>The storm</h1><p>{LONG}</p>{inner}'
        f"<p>{OTHER}</p></article></body></html>"
    )


@pytest.mark.parametrize(
    ("inner", "expected"),
    [
        ('<p>It was a <i lang="fr">coup d’état</i>.</p>', [("coup d’état", "fr")]),
        ('<p>He said <q lang="de">Guten Tag</q> twice.</p>', [("Guten Tag", "de")]),
        ('<p>A <span lang="pt_BR">saudade</span> of it.</p>', [("saudade", "pt-BR")]),
        ('<p>A <span xml:lang="fi">sisu</span> of it.</p>', [("sisu", "fi")]),
        ('<p>A <b lang="en-US">color</b> of it.</p>', []),
        ('<p>A <b lang="fr">…</b> and <b lang="fr"> </b> of it.</p>', []),
        ('<p>A <b lang="x-klingon">thing</b> of it.</p>', []),
        ('<p>A <b lang="">thing</b> of it.</p>', []),
        (
            '<p>Say <i lang="la">pater</i> <i lang="la">noster</i> and <i lang="la">ora</i>.</p>',
            [("pater noster", "la"), ("ora", "la")],
        ),
        (
            '<p>Say <i lang="la">pater <b lang="el">λόγος</b> noster</i>.</p>',
            [("pater", "la"), ("λόγος", "el"), ("noster", "la")],
        ),
        (
            '<p>With <math alttext="x squared"><mi>x</mi></math> so <i lang="fr">raison</i>.</p>',
            [("raison", "fr")],
        ),
        ('<p>So <i lang="fr">co\u00adop\u00ading</i>, said she.</p>', [("cooping", "fr")]),
        (
            '<figure><img src="a.jpg" alt="A boat"><figcaption>The <i lang="fr">Belle Mer</i>'
            " <small>Photo: Jo Doe</small></figcaption></figure>",
            [("Belle Mer", "fr")],
        ),
        ('<h2>The <i lang="fr">Belle Mer</i></h2>', [("Belle Mer", "fr")]),
    ],
)
def test_words_of_a_page(inner: str, expected: list[tuple[str, str]]) -> None:
    assert spans_of(story(inner)) == expected


@pytest.mark.parametrize(
    "paragraph",
    [
        '<p lang="fr">Le vent tourne au nord.</p>',
        '<div lang="fr"><p>Le vent tourne au nord.</p></div>',
        '<p><i lang="fr">Le vent tourne au nord.</i></p>',
        '<p>“<i lang="fr">Le vent tourne</i> <b lang="fr">au nord</b>.”</p>',
    ],
)
def test_language_of_all_its_words_is_that_of_the_block(paragraph: str) -> None:
    found = story(paragraph)
    assert [block.language for block in found.blocks] == ["", "fr", ""]
    assert not found.spans


def test_words_in_the_articles_language_stand_out_in_a_block_of_another() -> None:
    found = story('<blockquote lang="fr"><p>Le <b lang="en">brunch</b> est fini.</p></blockquote>')
    assert isinstance(found.blocks[1], Quotation)
    assert found.blocks[1].language == "fr"
    assert spans_of(found) == [("brunch", "en")]


def test_alternative_text_is_not_in_the_captions_language() -> None:
    found = story(
        '<figure><img src="a.jpg" alt="A boat at sea">'
        '<figcaption><i lang="fr">La belle mer</i></figcaption></figure>'
    )
    figure = found.blocks[1]
    assert isinstance(figure, Figure)
    assert figure.language == ""
    assert spans_of(found) == [("La belle mer", "fr")]


def test_headline_and_standfirst_have_spans() -> None:
    found = read_page(
        '<html lang="en"><body><article><header><h1>The <i lang="fr">Mistral</i> blows</h1>'
        '<p class="standfirst">A <i lang="fr">vent de nord</i> closes the harbour for a day.</p>'
        f"</header><p>{LONG}</p><p>{OTHER}</p></article></body></html>"
    )
    assert [span.origin for span in found.spans] == ["/metadata/headline", "/standfirst/0"]
    assert spans_of(found) == [("Mistral", "fr"), ("vent de nord", "fr")]


def test_language_on_the_body_is_the_articles() -> None:
    found = read_page(
        f'<body lang="sv"><h1>The storm</h1><p>{LONG}</p><p>{OTHER} <i lang="fr">Oui</i></p></body>'
    )
    assert found.metadata.language == "sv"
    assert {block.language for block in found.blocks} == {""}
    assert spans_of(found) == [("Oui", "fr")]


def test_spans_of_a_page_without_a_language_are_judged_once_it_is_known(tmp_path: Path) -> None:
    page = tmp_path / "storm.html"
    page.write_text(
        f'<h1>The storm</h1><p>{LONG} <i lang="en">Indeed</i> <i lang="fr">bien sûr</i>.</p>'
        f'<p>{OTHER}</p><p lang="en">{LONG} Again.</p><p lang="fr">Le vent tourne au nord.</p>'
    )
    found = read(str(page))
    assert found.metadata.language == "en"
    assert spans_of(found) == [("bien sûr", "fr")]
    assert [block.language for block in found.blocks] == ["", "", "", "fr"]


def test_first_heading_takes_its_span_into_the_headline(tmp_path: Path) -> None:
    source = tmp_path / "storm.docx"
    source.write_bytes(
        document(
            '<w:p><w:pPr><w:pStyle w:val="berschrift1"/></w:pPr><w:r><w:t xml:space="preserve">The '
            '</w:t></w:r><w:r><w:rPr><w:lang w:val="fr-FR"/></w:rPr><w:t>Mistral</w:t></w:r></w:p>'
            f"<w:p><w:r><w:t>{LONG} </w:t></w:r><w:r><w:rPr><w:lang w:val='fr-FR'/></w:rPr>"
            "<w:t>Oui</w:t></w:r></w:p>"
        )
    )
    found = read(str(source))
    assert found.metadata.headline == "The Mistral"
    assert [span.origin for span in found.spans] == ["/metadata/headline", "/blocks/0/text"]
    assert spans_of(found) == [("Mistral", "fr-FR"), ("Oui", "fr-FR")]


@pytest.mark.parametrize(
    ("properties", "expected"),
    [
        ('<w:lang w:val="fr-FR"/>', [("raison", "fr-FR")]),
        ('<w:lang w:val="fr-FR"/><w:noProof/>', []),
        ("<w:noProof/>", []),
        ('<w:lang w:val="de-AT"/>', []),  # as most of the text
        ('<w:lang w:val="en-US"/>', []),  # as the document's default: what a program left there
        ('<w:lang w:eastAsia="ja-JP"/>', []),
        ('<w:lang w:val="x-none"/>', []),
    ],
)
def test_words_of_a_word_document(properties: str, expected: list[tuple[str, str]]) -> None:
    assert 'w:lang w:val="en-GB"' in DOCX_STYLES
    german = '<w:lang w:val="de-DE"/>'
    body = run("Der Wind drehte um vier Uhr, die ", german)
    paragraph = f"<w:p>{body}{run('raison', properties)}{run(' der Sache ist klar.', german)}</w:p>"
    found = read_docx(document(paragraph))
    assert found.metadata.language == "de-DE"
    assert spans_of(found) == expected


def test_words_of_a_book_stay_at_their_place_when_its_title_goes() -> None:
    found = read_epub(
        book(
            '<h1>The <i xml:lang="fr">Harbour</i></h1><p>It is <i xml:lang="fr">ici</i>.</p>',
            '<h1>Two</h1><p>It <i lang="it">va</i>.</p><p lang="de">Ja, so ist es.</p>',
        )
    )
    assert found.metadata.headline == "The Harbour"
    assert spans_of(found) == [("ici", "fr"), ("va", "it")]
    assert [span.origin for span in found.spans] == ["/blocks/0/text", "/blocks/2/text"]
    assert found.blocks[-1] == Paragraph("Ja, so ist es.", "de")


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ('A <i lang="fr">coup\nd\'état</i> of it.', [("coup d'état", "fr")]),
        ("A <i lang='fr'>**coup**</i> of it.", [("coup", "fr")]),
        (
            'A <i lang="fr">coup that is never closed.\n\nThe rest of it.',
            [("coup that is never closed.", "fr")],
        ),
        ('A <br> <i lang="de">Putsch</i> of it.', [("Putsch", "de")]),
        (
            '<p lang="fr">Le vent <b lang="de">Sturm</b>.</p>',
            [("Le vent", "fr"), ("Sturm", "de"), (".", "")],
        ),
        ('> He <q lang="fr">dit</q>.', [("dit", "fr")]),
        (
            '| a | <i lang="fr">b</i> |\n|---|---|\n| c | <i lang="de">Tee</i> |',
            [("b", "fr"), ("Tee", "de")],
        ),
        ('<div lang="fr">\n\nLe vent.\n\n</div>\n\nThe wind.', [("Le vent.", "fr")]),
        ('`<i lang="fr">code</i>` of it.', []),
    ],
)
def test_words_of_markdown(source: str, expected: list[tuple[str, str]]) -> None:
    found = read_markdown(f"---\nlang: en\n---\n# The storm\n\n{LONG}\n\n{source}\n")
    assert spans_of(found) == [one for one in expected if one[1]]


def test_piece_that_the_source_has_twice_is_the_next_one() -> None:
    source = [("one", ""), ("1", ""), ("two", ""), ("1", "fr"), ("x", "fr")]
    pieces = [Piece(f"/{n}", text) for n, text in enumerate(["one", "1", "two", "1", "x"])]
    assert [span.origin for span in find_spans(pieces, source, "en")] == ["/4"]


def test_marked_word_is_not_found_inside_another() -> None:
    pieces = [Piece("/0", "The seal and sea [added] of it")]
    found = find_spans(pieces, [("The seal and ", ""), ("sea", "fr"), (" of it", "")], "en")
    assert found == [Span("/0", 13, 16, "fr")]


def test_spans_move_with_their_blocks() -> None:
    spans = [
        Span("/metadata/headline", 0, 1, "fr"),
        Span("/blocks/0/text", 0, 1, "fr"),
        Span("/blocks/11/items/2/text", 0, 1, "fr"),
    ]
    assert [span.origin for span in moved(spans, 2)] == [
        "/metadata/headline",
        "/blocks/2/text",
        "/blocks/13/items/2/text",
    ]
    assert [span.origin for span in without_block(spans, 0)] == [
        "/metadata/headline",
        "/blocks/10/items/2/text",
    ]


def test_spans_that_say_nothing_new_go() -> None:
    blocks = (Heading("Ja nein", 1, "de-AT"), Note("Ja oui", language="de"))
    spans = (
        Span("/blocks/0/text", 0, 2, "de"),
        Span("/blocks/1/text", 3, 6, "fr"),
        Span("/metadata/headline", 0, 2, "fr-CA"),
    )
    article = Article(Metadata(headline="Ja", language="fr"), blocks=blocks, spans=spans)
    assert settle_spans(article).spans == spans[1:2]
