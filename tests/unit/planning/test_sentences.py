from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from narrator.planning.sentences import BEFORE_A_WORD, sentences

TABLES = Path(__file__).parents[2] / "cases" / "sentences"
_TAGS = "en de fr es it pt nl pl tr ru uk sr ar hi zh zh-Hant ja"
LANGUAGES = _TAGS.split()
UNSPACED = {"zh", "zh-Hant", "ja"}


def groups(language: str) -> list[list[str]]:
    """Return what the table of a language holds: groups of sentences that follow each other."""
    text = (TABLES / f"{language}.txt").read_text(encoding="utf-8")
    return [group.splitlines() for group in text.strip().split("\n\n")]


CASES = [(language, group) for language in LANGUAGES for group in groups(language)]


@pytest.mark.parametrize(("language", "expected"), CASES, ids=lambda value: str(value)[:40])
def test_text_is_cut_at_the_ends_of_sentences(language: str, expected: list[str]) -> None:
    text = ("" if language in UNSPACED else " ").join(expected)
    assert list(sentences(text, language)) == expected


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_its_table_of_eight_sentences_or_more(language: str) -> None:
    assert sum(len(group) for group in groups(language)) >= 8


def test_no_table_is_left_untried() -> None:
    assert {path.stem for path in TABLES.iterdir()} == set(LANGUAGES)


@pytest.mark.parametrize("language", BEFORE_A_WORD)
def test_an_abbreviation_before_a_word_ends_no_sentence(language: str) -> None:
    for abbreviation in BEFORE_A_WORD[language]:
        text = f"{abbreviation.capitalize()}. Karin"
        assert sentences(text, language) == (text,)


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("", "One. Two.", ("One.", "Two.")),
        ("en", "1. See the report. It is long.", ("1. See the report.", "It is long.")),
        ("de", "a) Wer? Was?", ("a) Wer?", "Was?")),
        ("en", "Twelve? 12. Yes.", ("Twelve?", "12.", "Yes.")),
        ("en", "Yes. ... No.", ("Yes. ...", "No.")),
        ("de", "Er war 12. Das war lange her.", ("Er war 12.", "Das war lange her.")),
        ("de", "Karl IV. Luxemburg kam.", ("Karl IV. Luxemburg kam.",)),
        ("de", "Er sah … Häuser.", ("Er sah … Häuser.",)),
        ("es", "Votó en contra. La ley pasó.", ("Votó en contra.", "La ley pasó.")),
        ("en", "He paid approx. two pounds.", ("He paid approx. two pounds.",)),
    ],
)
def test_what_is_not_certain_is_not_cut(
    language: str, text: str, expected: tuple[str, ...]
) -> None:
    assert sentences(text, language) == expected


@given(st.text(), st.sampled_from(["en", "de", "fr", "ru", "ja", "zh", "ar", "xx", ""]))
def test_nothing_but_white_space_is_lost(text: str, language: str) -> None:
    assert "".join("".join(sentences(text, language)).split()) == "".join(text.split())
