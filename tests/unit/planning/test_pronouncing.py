"""Entries of lexicons in a text: where they hold, and what they leave alone."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from narrator.article import Article, ItemList, ListItem, Metadata, Paragraph
from narrator.errors import LexiconError
from narrator.lexicon import Entry, Lexicon
from narrator.planning import plan
from narrator.planning.pronouncing import Pronouncer
from narrator.profiles import load_profile
from narrator.script import OUR_WORDS, Pronunciation


def spoken(text: str, *entries: Entry, language: str = "en") -> str:
    lexicon = Lexicon("mine.toml", "", entries)
    return Pronouncer((lexicon,)).verbalize(text, language).spoken


KYIV = Entry("Kyiv", alias="Keev")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Kyiv.", "Keev."),
        ("“Kyiv”, (Kyiv)", "“Keev”, (Keev)"),
        ("Kyiv’s pro-Kyiv mayor", "Keev’s pro-Keev mayor"),
        ("Kyivan KYIV kyiv aKyiv Kyiv2", "Kyivan KYIV kyiv aKyiv Kyiv2"),
        ("Ky\u00adiv", "Keev"),  # a soft hyphen
    ],
)
def test_a_word_with_a_capital_letter_stands_for_itself_and_whole(text: str, said: str) -> None:
    assert spoken(text, KYIV) == said


def test_a_word_in_small_letters_stands_for_every_letter_case() -> None:
    entry = Entry("quay", alias="key")
    assert spoken("The quay, the Quay, THE QUAY, quays", entry) == (
        "The key, the key, THE key, quays"
    )


@pytest.mark.parametrize(
    ("word", "text", "said"),
    [
        ("O'Neill", "Mr O’Neill and O'Neill", "Mr X and X"),
        ("Tyne & Wear", "in Tyne\u00a0&\nWear now", "in X now"),
        ("C++", "C++ and C+++", "X and X+"),
        (".NET", "in .NET now", "in X now"),
        ("Zoë", "Zoe\u0308 said", "X said"),  # as a letter and a mark
        ("東京", "首相は東京にいた", "首相はXにいた"),
        ("กรุงเทพ", "ในกรุงเทพวันนี้", "ในXวันนี้"),
        ("दिल", "दिल और दिल्ली", "X और दिल्ली"),  # with a vowel sign behind it, a longer word
        ("café", "Café, CAFÉ", "X, X"),
    ],
)
def test_words_are_found_as_pages_write_them(word: str, text: str, said: str) -> None:
    assert spoken(text, Entry(word, alias="X")) == said


def test_the_longest_of_several_entries_is_meant() -> None:
    entries = (
        Entry("New", alias="A"),
        Entry("New York", alias="B"),
        Entry("New Yorker", alias="C"),
    )
    assert spoken("New Yorker in New York, New", *entries) == "C in B, A"
    assert spoken("New Yorks", *entries) == "A Yorks"


def test_a_pattern_says_its_groups() -> None:
    entry = Entry(pattern=r"\bB([0-9]+)([NS])?\b", alias=r"bus \1 \2")
    assert spoken("the B12N and B7", entry) == "the bus 12 N and bus 7"


def test_a_pattern_that_never_ends_is_an_error_in_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("narrator.planning.pronouncing.PATTERN_TIMEOUT_S", 0.2)
    began = time.monotonic()
    with pytest.raises(LexiconError, match="too long") as raised:
        spoken("a" * 60 + "!", Entry(pattern=r"(a|aa)+$", alias="b"))
    assert time.monotonic() - began < 2
    assert "mine.toml" in raised.value.where
    assert "(a|aa)+" in raised.value.where


def test_the_lexicon_named_first_has_the_word() -> None:
    lexicons = (Lexicon("a", "", (KYIV,)), Lexicon("b", "", (Entry("Kyiv", alias="no"),)))
    assert Pronouncer(lexicons).verbalize("Kyiv", "en").spoken == "Keev"


@pytest.mark.parametrize(
    ("lexicon", "text", "holds"),
    [
        ("", "de", True),
        ("en", "en-GB", True),
        ("en-GB", "EN-gb", True),
        ("en-GB", "en", False),
        ("en", "enm", False),
        ("de", "en", False),
    ],
)
def test_a_lexicon_holds_for_its_language_and_regions(lexicon: str, text: str, holds: bool) -> None:
    pronouncer = Pronouncer((Lexicon("a", lexicon, (KYIV,)),))
    assert (pronouncer.verbalize("Kyiv", text).spoken == "Keev") is holds


def test_an_entry_goes_before_the_rules_of_the_language() -> None:
    entry = Entry("https://example.com", alias="our page")
    assert spoken("On https://example.com now", entry) == "On our page now"


def test_phonemes_go_with_the_spoken_form() -> None:
    entries = (
        Entry("Kyiv", phonemes=(("espeak", "k'i:v"), ("ipa", "kiːv"))),
        Entry("Lviv", alias="Luh veev", phonemes=(("ipa", "ləviːv"),)),
    )
    article = Article(
        Metadata("Kyiv and Lviv", language="en"),
        blocks=(Paragraph("Kyiv. Kyiv’s."), ItemList((ListItem("Lviv"),), ordered=True)),
    )
    script = plan(article, load_profile("newsroom"), (Lexicon("mine", "en", entries),))
    kyiv = (Pronunciation("Kyiv", "espeak", "k'i:v"), Pronunciation("Kyiv", "ipa", "kiːv"))
    lviv = (Pronunciation("Luh veev", "ipa", "ləviːv"),)
    said = [
        (each.written, each.spoken, each.pronunciations)
        for each in script.utterances()
        if each.role not in OUR_WORDS
    ]
    assert said[0] == ("Kyiv and Lviv", "Kyiv and Luh veev", (*kyiv, *lviv))
    assert said[1] == ("Kyiv.", "Kyiv.", kyiv)
    assert said[-1] == ("1. Lviv", "1. Luh veev", lviv)


@given(st.text(max_size=60), st.text(min_size=1, max_size=12), st.sampled_from(["en", "ja"]))
def test_any_word_may_be_an_entry_of_any_text(text: str, word: str, language: str) -> None:
    entries = (Entry(word, alias="alias", phonemes=(("ipa", "a"),)),) if word.strip() else ()
    pronouncer = Pronouncer((Lexicon("any", "", entries),))
    said = pronouncer.verbalize(f"{text} {word} {text}", language)
    assert all(sounds.words == "alias" for sounds in pronouncer.pronunciations(said, language))


def test_many_entries_cost_little() -> None:
    entries = tuple(Entry(f"Name{number:04}x", alias="alias") for number in range(3000))
    pronouncer = Pronouncer((Lexicon("many", "", entries),))
    sentence = "The council of Name0007x said on Tuesday that the bridge stays closed. "
    pronouncer.verbalize(sentence, "en")
    began = time.perf_counter()
    said = pronouncer.verbalize(sentence * 80, "en")  # About a thousand words.
    assert time.perf_counter() - began < 0.5
    assert said.spoken.count("alias") == 80
