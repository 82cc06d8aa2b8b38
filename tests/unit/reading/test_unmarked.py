from __future__ import annotations

import pytest

from narrator.article import Article, Metadata, Paragraph, Quotation, Span
from narrator.reading.unmarked import find_unmarked

BODY = (
    "The council had voted on the bridge in the evening, and the ferry was to run until the new "
    "one was open. Nobody in the town had asked for it, but the harbour office had made the plan "
    "and the money was there."
)
GERMAN = "Wir haben das alles schon einmal erlebt, und damals hat auch niemand auf uns gehört"
FRENCH = "Nous avons déjà vécu tout cela, et personne ne nous a écoutés à l’époque non plus"
RUSSIAN = "Мы всё это уже видели, и тогда нас тоже никто не захотел слушать"


def article(*blocks: Paragraph | Quotation, language: str = "en") -> Article:
    return Article(Metadata(language=language), blocks=(Paragraph(BODY), *blocks))


@pytest.mark.parametrize(("words", "language"), [(GERMAN, "de"), (FRENCH, "fr"), (RUSSIAN, "ru")])
@pytest.mark.parametrize(("opening", "closing"), ["“”", "„“", "«»", '""'])
def test_a_foreign_quotation_in_marks_is_found(
    words: str, language: str, opening: str, closing: str
) -> None:
    text = f"The mayor said: {opening}{words}{closing} and left the hall of the council."
    found = find_unmarked(article(Paragraph(text)))
    assert found.spans == (Span("/blocks/1/text", 17, 17 + len(words), language),)


def test_a_whole_foreign_paragraph_is_found() -> None:
    found = find_unmarked(article(Paragraph(f"{GERMAN}."), Quotation((f"{FRENCH}.", "Yes."))))
    assert found.spans == (
        Span("/blocks/1/text", 0, len(GERMAN) + 1, "de"),
        Span("/blocks/2/paragraphs/0", 0, len(FRENCH) + 1, "fr"),
    )


@pytest.mark.parametrize(
    "text",
    [
        "He said “Das war gut so” and left.",  # too short to tell
        "The Frankfurter Allgemeine Zeitung, Le Monde diplomatique, La Repubblica and El País.",
        "Müller, Schmidt, Weber, Wagner, Becker, Schulz, Hoffmann, Koch, Bauer and Richter.",
        "“It was the bridge that the town had asked for, and nobody had listened,” she said.",
    ],
)
def test_names_and_the_articles_own_language_are_not(text: str) -> None:
    assert find_unmarked(article(Paragraph(text))).spans == ()


def test_what_the_page_marks_stands() -> None:
    marked = article(Paragraph(GERMAN, language="nl"))
    assert find_unmarked(marked).spans == ()


def test_languages_that_are_close_are_left_to_the_page() -> None:
    norwegian = "Vi har sett alt dette før, og heller ikke den gangen var det noen som hørte på oss"
    danish = Paragraph("Rådet stemte om broen i aftes, og færgen skal sejle, indtil den er åben.")
    text = Article(Metadata(language="da"), blocks=(danish, Paragraph(norwegian)))
    assert find_unmarked(text).spans == ()


def test_an_article_of_unknown_language_is_left_as_it_is() -> None:
    text = article(Paragraph(GERMAN), language="")
    assert find_unmarked(text) is text


def test_spans_stay_in_reading_order() -> None:
    text = article(Paragraph(GERMAN), Paragraph("He spoke of Ostpolitik."))
    text = Article(text.metadata, (), text.blocks, spans=(Span("/blocks/2/text", 12, 22, "de"),))
    assert [span.origin for span in find_unmarked(text).spans] == [
        "/blocks/1/text",
        "/blocks/2/text",
    ]


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("这是一个中文段落。", "en", ["zh"]),
        ("Ночной поезд.", "en", ["ru"]),
        ("这是一个中文段落。", "ja", []),  # As Japanese is written too, where it is short.
        ("Yes.", "en", []),
    ],
)
def test_a_short_paragraph_in_another_alphabet_is_found(
    text: str, language: str, expected: list[str]
) -> None:
    found = find_unmarked(article(Paragraph(text), language=language))
    assert [span.language for span in found.spans if span.origin == "/blocks/1/text"] == expected


def test_a_language_of_a_shared_alphabet_is_not_taken_for_another() -> None:
    kazakh = ("Түнгі пойыз қайта оралды.", "Билет бағасы арзан.", "Жолаушылар көп болды.")
    found = find_unmarked(
        Article(Metadata(language="kk"), blocks=tuple(Paragraph(text) for text in kazakh))
    )
    assert found.spans == ()
