from __future__ import annotations

from dataclasses import replace

import pytest

from narrator.article import Article, Heading, Metadata, Paragraph, PublicationDate, Span
from narrator.planning import plan
from narrator.planning.editions import (
    STORY_PAUSE_MS,
    Story,
    bind,
    common_language,
    edition_title,
    without_ends,
)
from narrator.profiles import load_profile
from narrator.script import Role

NEWSROOM = load_profile("newsroom")
FERRY = Article(
    Metadata(headline="The ferry is back", byline="By Ada Quill", language="en"),
    standfirst=("After eight weeks.",),
    blocks=(Paragraph("It came at eight."), Heading("Tickets", 2), Paragraph("They cost more.")),
)
BRIDGE = Article(
    Metadata(headline="Is the bridge safe?", language="en", section="City"),
    blocks=(Paragraph("Nobody knows."),),
)
BRUECKE = Article(
    Metadata(headline="Die Brücke", language="de"), blocks=(Paragraph("Sie steht noch."),)
)


def story(article: Article) -> Story:
    return Story(article, plan(article, without_ends(NEWSROOM)))


def bound(*articles: Article, **changes: object) -> Story:
    profile = replace(NEWSROOM, **changes)  # type: ignore[arg-type]
    title = Metadata(headline="Morning edition", language="en")
    return bind([story(article) for article in articles], title, profile)


def test_the_index_names_the_stories_with_their_lengths() -> None:
    opening = bound(FERRY, BRIDGE).script.sections[0]
    assert [part.written for part in opening.utterances] == [
        "Morning edition",
        "2 stories.",
        "1: The ferry is back.",
        "Less than a minute.",
        "2: Is the bridge safe?",
        "Less than a minute.",
    ]
    assert {part.role for part in opening.utterances[1:]} == {Role.ANNOUNCEMENT}
    assert opening.utterances[-1].pause_after_ms == STORY_PAUSE_MS


def test_without_the_index_the_title_alone_is_said() -> None:
    quiet = replace(NEWSROOM.announcements, index=False)
    opening = bound(FERRY, BRIDGE, announcements=quiet).script.sections[0]
    assert [part.written for part in opening.utterances] == ["Morning edition"]


def test_stories_are_one_level_below_the_edition() -> None:
    script = bound(FERRY, BRIDGE).script
    assert [(s.level, s.title, s.begins_story) for s in script.sections] == [
        (1, "Morning edition", False),
        (2, "The ferry is back", True),
        (3, "Tickets", False),
        (2, "Is the bridge safe?", True),
    ]
    assert all(script.begins_chapter(number) for number in range(4))


def test_what_a_story_says_points_to_its_place_in_the_edition() -> None:
    edition = bound(FERRY, BRIDGE)
    pieces = {piece.origin: piece.text for piece in edition.article.pieces()}
    for part in edition.script.utterances():
        if part.role in {Role.HEADLINE, Role.BYLINE, Role.STANDFIRST, Role.BODY, Role.HEADING}:
            place = part.origin if part.origin in pieces else f"{part.origin}/text"
            assert part.written in pieces[place]
    assert edition.article.blocks[0] == Heading("The ferry is back", 2)


def test_the_synthetic_voice_is_told_once_at_the_end() -> None:
    said = [part.written for part in bound(FERRY, BRIDGE).script.utterances()]
    assert said.count("Read by a synthetic voice.") == 1
    assert said[-1] == "Read by a synthetic voice."


def test_a_story_in_another_language_keeps_it() -> None:
    edition = bound(FERRY, BRUECKE)
    assert edition.article.blocks[-1] == Paragraph("Sie steht noch.", "de")
    assert edition.article.blocks[0] == Heading("The ferry is back", 2)
    assert [part.language for part in edition.script.utterances()][-2] == "de"


def test_marked_words_are_found_in_the_edition() -> None:
    marked = replace(FERRY, spans=(Span("/blocks/0/text", 0, 2, "fr"),))
    [span] = bound(BRIDGE, marked).article.spans
    # Two blocks of the first story's head and one of its text, three of the second's head.
    assert span == Span("/blocks/6/text", 0, 2, "fr")


def test_warnings_say_which_story_they_are_of() -> None:
    cut = replace(BRIDGE, warnings=("The text is cut.",))
    assert bound(FERRY, cut).article.warnings == ("Is the bridge safe?: The text is cut.",)


def test_most_stories_decide_the_language() -> None:
    assert common_language([story(BRUECKE), story(FERRY), story(BRIDGE)]) == "en"
    assert common_language([story(BRUECKE), story(FERRY)]) == "de"


@pytest.mark.parametrize(
    ("language", "title"),
    [
        ("en", "Edition of November 25, 2026"),
        ("de", "Ausgabe vom 25. November 2026"),
        ("fi", "Edition 25. marraskuuta 2026"),
    ],
)
def test_an_edition_is_named_by_its_day(language: str, title: str) -> None:
    assert edition_title(PublicationDate(iso="2026-11-25"), language) == title


@pytest.mark.parametrize(
    ("headline", "language", "expected"),
    [
        ("Ночной поезд", "ru", ["en", "ru", "en"]),
        ("Die Brücke steht wieder offen", "de", ["en", "de", "en"]),
        ("Die Brücke", "de", ["en", "en"]),  # A change of voice costs more than a foreign sound.
    ],
)
def test_the_index_says_a_headline_in_its_own_language(
    headline: str, language: str, expected: list[str]
) -> None:
    foreign = Article(Metadata(headline=headline, language=language), blocks=BRUECKE.blocks)
    opening = bound(FERRY, BRIDGE, foreign).script.sections[0].utterances
    entry = [part for part in opening if part.role is Role.ANNOUNCEMENT][5:]
    assert [part.language for part in entry] == expected
    assert headline in " ".join(part.written for part in entry)
