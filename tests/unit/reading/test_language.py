from __future__ import annotations

import pytest

from narrator.article import Article, Code, Heading, ItemList, ListItem, Metadata, Paragraph
from narrator.reading.language import (
    ENGLISH_MIN_WORDS,
    detect_language,
    normalize_language,
    settle_language,
)

GERMAN = "Der Rat stimmte am Dienstag für den neuen Haushalt der Stadt und für die Brücke."
ENGLISH = "The council voted on Tuesday for the new budget of the city and for the bridge."


def article(*texts: str, language: str = "") -> Article:
    return Article(Metadata(language=language), blocks=tuple(Paragraph(text) for text in texts))


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ("de_DE", "de-DE"),
        ("DE-de", "de-DE"),
        (" en ", "en"),
        ("zh-hant-tw", "zh-Hant-TW"),
        ("zh-cmn-Hans-CN", "zh-Hans-CN"),
        ("en_US.UTF-8", "en-US"),
        ("de_AT@euro", "de-AT"),
        ("es-419", "es-419"),
        ("de-DE-1996", "de-DE"),
        ("en-US-x-twain", "en-US"),
        ("jp", "ja"),
        ("iw-IL", "he-IL"),
        ("gsw", "gsw"),
    ],
)
def test_language_tag_is_put_into_its_usual_form(tag: str, expected: str) -> None:
    assert normalize_language(tag) == expected


@pytest.mark.parametrize(
    "tag",
    [
        "",
        "english",
        "Deutsch",
        "x-default",
        "und",
        "zxx",
        "xx",
        "qq-DE",
        "C",
        "no nonsense",
        "en-",
        "-",
    ],
)
def test_tag_that_names_no_language_is_dropped(tag: str) -> None:
    assert normalize_language(tag) == ""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (GERMAN, "de"),
        (ENGLISH, "en"),
        ("Le conseil a voté mardi pour le nouveau budget de la ville et pour le pont.", "fr"),
        ("Во вторник совет города проголосовал за новый бюджет и за новый мост.", "ru"),
        ("市議会は火曜日に新しい予算案を可決しました。", "ja"),
        ("市议会星期二投票通过了新的预算案,并决定修建一座新桥。", "zh"),
    ],
)
def test_language_of_a_sentence_is_found(text: str, expected: str) -> None:
    assert detect_language(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "The council voted",
        "Der Rat stimmte am Dienstag",
        "1 2 3 4 5 6 7 8 9 10 11 12",
        "10:00 12:00 14:00 16:00 18:00 20:00 22:00 24:00 26:00",
        "Oslo Bergen Trondheim Stavanger Oslo Bergen Trondheim Stavanger",
        "市議会は可決",
    ],
)
def test_language_of_too_little_is_not_guessed(text: str) -> None:
    assert detect_language(text) == ""


def test_users_word_wins_over_the_pages() -> None:
    assert settle_language(article(GERMAN, language="de"), "fr_CA") == "fr-CA"


def test_users_word_that_names_no_language_is_passed_over() -> None:
    assert settle_language(article(GERMAN, language="de"), "german") == "de"


def test_pages_word_wins_over_the_detection() -> None:
    assert settle_language(article(GERMAN, language="de_AT")) == "de-AT"
    assert settle_language(article(ENGLISH * 20, language="de")) == "de"


def test_language_is_detected_where_the_page_names_none() -> None:
    assert settle_language(article(GERMAN, language="deutsch")) == "de"


def test_long_text_that_is_clearly_not_english_overrules_a_template() -> None:
    times = ENGLISH_MIN_WORDS // len(GERMAN.split()) + 1
    assert settle_language(article(*[GERMAN] * times, language="en-US")) == "de"


def test_english_text_keeps_its_region() -> None:
    assert settle_language(article(*[ENGLISH] * 10, language="en-GB")) == "en-GB"


def test_short_text_does_not_overrule_the_page() -> None:
    assert settle_language(article(GERMAN, language="en")) == "en"


def test_code_and_foreign_paragraphs_say_nothing_of_the_language() -> None:
    blocks = (
        Code("for name in names:\n    print(name)\n" * 30),
        Paragraph(ENGLISH * 10, language="en"),
        Paragraph(GERMAN),
    )
    assert settle_language(Article(Metadata(), blocks=blocks)) == "de"


def test_article_of_lists_only_has_a_language_too() -> None:
    blocks = (Heading("Was beschlossen wurde", 2), ItemList((ListItem(GERMAN),)))
    assert settle_language(Article(Metadata(), blocks=blocks)) == "de"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("票价不贵。", "zh"),
        ("夜行列車が復活。", "ja"),
        ("야간 열차", "ko"),
        ("Το νυχτερινό τρένο", "el"),
        ("רכבת הלילה", "he"),
        ("Ночной поезд", "ru"),
        ("Night train", ""),
        ("Hello 日本", ""),
        ("1,200", ""),
    ],
)
def test_few_words_are_in_the_language_of_their_script(text: str, expected: str) -> None:
    assert settle_language(article(text)) == expected
