"""What a listener is told."""

from __future__ import annotations

import pytest

from narrator.article import Article, Figure, Heading, Metadata, Paragraph
from narrator.planning import plan
from narrator.player.answers import article_line, left_in_words, ours, picture, where
from narrator.player.places import Contents
from narrator.profiles import load_profile
from narrator.script import Script

ARTICLE = Article(
    Metadata("Die Brücke", language="de"),
    blocks=(
        Paragraph("Eins steht hier. Zwei steht hier."),
        Figure("Ein Turm", "Der Turm im Mai.", "Bild: Jo Doe"),
        Paragraph("Drei steht hier."),
        Heading("Hintergrund", 2),
        Figure(caption="Nur ein Text"),
        Paragraph("Vier steht hier."),
        Figure(picture="a.jpg"),
        Paragraph("Fünf steht hier."),
    ),
)


@pytest.fixture
def script() -> Script:
    return plan(ARTICLE, load_profile("single"))


def place_of(script: Script, words: str) -> int:
    return [each.written for each in script.utterances()].index(words)


def test_where_says_section_sentence_and_what_is_left(script: Script) -> None:
    place = place_of(script, "Vier steht hier.")
    told = where(script, Contents.of(script), place, heard=0.619, left_ms=250_000)
    assert told.line == (
        "Section 2 of 2: Hintergrund. Sentence 4 of 7. 61 percent heard, about 4 minutes left."
    )
    assert told.parts[1] == ("Hintergrund.", "de")
    assert {language for _, language in told.parts} == {"en", "de"}


@pytest.mark.parametrize(
    ("left_ms", "words"),
    [
        (0, "less than a minute"),
        (59_999, "less than a minute"),
        (60_000, "about a minute"),
        (120_000, "about 2 minutes"),
        (3_661_000, "about 1 hour 1 minute"),
    ],
)
def test_what_is_left_is_told_as_roughly_as_it_is_known(left_ms: int, words: str) -> None:
    assert left_in_words(left_ms) == words


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("Die Brücke", "No picture so far."),
        ("Zwei steht hier.", "No picture so far."),
        ("Ein Turm", "Picture: Ein Turm. Caption: Der Turm im Mai. Credit: Bild: Jo Doe."),
        ("Drei steht hier.", "Picture: Ein Turm. Caption: Der Turm im Mai. Credit: Bild: Jo Doe."),
        ("Vier steht hier.", "A picture without a description. Caption: Nur ein Text."),
        ("Fünf steht hier.", "A picture, of which the page says nothing."),
    ],
)
def test_the_picture_is_the_nearest_at_or_before_the_place(
    script: Script, words: str, told: str
) -> None:
    assert picture(ARTICLE, script, place_of(script, words)).line == told


def test_behind_the_last_block_the_picture_is_the_last_one(script: Script) -> None:
    last = sum(1 for _ in script.utterances()) - 1
    assert picture(ARTICLE, script, last).line == "A picture, of which the page says nothing."


def test_an_article_without_pictures_says_so() -> None:
    article = Article(Metadata("A", language="en"), blocks=(Paragraph("B."),))
    script = plan(article, load_profile("single"))
    assert picture(article, script, 1) == ours("There is no picture in this article.")


def test_the_article_is_told_by_number_and_title() -> None:
    told = article_line(2, 3, "Die Brücke", "de")
    assert told.line == "Article 2 of 3: Die Brücke."
    assert told.parts[1] == ("Die Brücke.", "de")
