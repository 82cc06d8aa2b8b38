"""What holds in every language: lookup, addresses, handles, marks, emoji."""

from __future__ import annotations

from importlib import import_module

import emoji
import pytest

from narrator.planning.verbalizing import verbalize
from narrator.planning.verbalizing.emoji_names import LANGUAGES as EMOJI_LANGUAGES
from narrator.planning.verbalizing.languages import LANGUAGES, rules_for
from narrator.planning.verbalizing.rules import Rule


@pytest.mark.parametrize("module", sorted(set(LANGUAGES.values())))
def test_every_module_has_rules(module: str) -> None:
    rules = import_module(module).RULES
    assert isinstance(rules, tuple)
    assert all(isinstance(rule, Rule) for rule in rules)


def test_the_longest_tag_with_a_module_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []
    monkeypatch.setattr(
        "narrator.planning.verbalizing.languages.LANGUAGES",
        {"qaa": "general", "qaa-latn": "latin"},
    )
    monkeypatch.setattr(
        "narrator.planning.verbalizing.languages.import_module",
        lambda name: asked.append(name) or type("Module", (), {"RULES": ()}),
    )
    rules_for("qaa-Latn-XA")
    rules_for("qaa-XB")
    rules_for("qab")
    assert asked == ["latin", "general"]


def test_a_language_without_a_module_keeps_its_words_and_numbers() -> None:
    text = "Hinnad kerkisid 3,5% ehk 4 € võrra, ütles @keegi."
    assert verbalize(text, "et").spoken == text


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("e\ufb03cient \ufb01nance", "efficient finance"),
        ("exam\u00adple and exam\u00ad\nple", "example and example"),
        ("In 1905.[1][12] He left.³", "In 1905. He left."),
        ("■ The end came early. ■", "The end came early."),
        ("→ More on this", "More on this"),
        ("WATCH | The ferry leaves", "WATCH, The ferry leaves"),
        ("By Ada Quill • 8 May", "By Ada Quill, 8 May"),
        ("He left.[a] She stayed.[note 2] It rained. [3]", "He left. She stayed. It rained."),
        ("\u2060joined\u200b words\ufeff", "joined words"),
    ],
)
def test_what_only_a_page_needs_is_not_said(written: str, spoken: str) -> None:
    assert verbalize(written, "et").spoken == spoken


@pytest.mark.parametrize(
    "text",
    [
        "[1]",
        "[sic]",
        "he [the minister] left",
        "10³ km²",
        "5 * 3",
        "word[s]",
        "as [1] says",
        "▲ x",
        "a → b",
        "★★★",
        "|x|",
    ],
)
def test_what_is_no_mark_stays(text: str) -> None:
    assert verbalize(text, "et").spoken == text


def test_a_text_that_is_only_a_mark_is_not_silenced() -> None:
    assert verbalize("note.[1]", "en").spoken == "note."
    assert verbalize("?[1]", "en").spoken == "?[1]"


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("Great 👍!", "Great thumbs up!"),
        ("Great👍🏽Wow", "Great thumbs up medium skin tone Wow"),
        ("😂😂", "face with tears of joy, face with tears of joy"),
        ("🇩🇪", "Germany"),
        ("© 2026, 1 # *", "© 2026, 1 # *"),
    ],
)
def test_emoji_are_named(written: str, spoken: str) -> None:
    assert verbalize(written, "en").spoken == spoken


def test_emoji_have_names_in_the_languages_of_the_package() -> None:
    assert set(emoji.LANGUAGES) == EMOJI_LANGUAGES
