"""Sentences cut at changes of language and, where they are very long, at clauses."""

from __future__ import annotations

import pytest

from narrator.article import Article, Metadata, Paragraph, Quotation, Span
from narrator.planning import plan
from narrator.planning.estimating import nominal_words
from narrator.planning.parts import LONG_SENTENCE_WORDS, SHORTEST_CLAUSE_WORDS, Part, parts
from narrator.planning.steps import Line
from narrator.profile import VoiceProfile
from narrator.profiles import load_profile
from narrator.script import Role


@pytest.fixture
def newsroom() -> VoiceProfile:
    return load_profile("newsroom")


def line(text: str, *foreign: tuple[str, str]) -> Line:
    """Return a line whose foreign stretches are given as words and language."""
    spans = tuple(
        Span("/blocks/0/text", text.index(words), text.index(words) + len(words), language)
        for words, language in foreign
    )
    return Line(text, Role.BODY, "/blocks/0/text", spans=spans)


def test_a_foreign_quotation_is_a_part_of_its_own_with_its_marks() -> None:
    text = "She said “je ne sais pas quoi faire”, and left. Nobody spoke."
    assert parts(line(text, ("je ne sais pas quoi faire", "fr")), "en") == (
        Part("She said", "en", ends_sentence=False),
        Part("“je ne sais pas quoi faire”,", "fr", ends_sentence=False),
        Part("and left.", "en"),
        Part("Nobody spoke.", "en"),
    )


def test_a_foreign_sentence_ends_as_a_sentence() -> None:
    text = "He left. Das hat niemand gewusst. Then it rained."
    assert parts(line(text, ("Das hat niemand gewusst.", "de")), "en") == (
        Part("He left.", "en"),
        Part("Das hat niemand gewusst.", "de"),
        Part("Then it rained.", "en"),
    )


@pytest.mark.parametrize(
    ("text", "words", "language"),
    [
        (
            "He reads the Frankfurter Allgemeine Zeitung daily.",
            "Frankfurter Allgemeine Zeitung",
            "de",
        ),
        ("It was a coup de grâce for the firm.", "coup de grâce", "fr"),
        ("他买了iPhone手机。", "iPhone", "en"),
        ("He spoke of the colour of the sea.", "the colour of the sea", "en-GB"),
    ],
)
def test_foreign_names_and_the_same_language_stay_in_the_articles_voice(
    text: str, words: str, language: str
) -> None:
    own = "zh" if text.startswith("他") else "en"
    assert parts(line(text, (words, language)), own) == (Part(text, own),)


@pytest.mark.parametrize(
    ("words", "language"), [("你好吗", "zh"), ("привет", "ru"), ("שלום", "he"), ("γεια", "el")]
)
def test_a_word_in_letters_that_the_voice_can_only_spell_has_a_voice_of_its_own(
    words: str, language: str
) -> None:
    found = parts(line(f"The word {words} is a greeting.", (words, language)), "en")
    assert [(part.text, part.language) for part in found] == [
        ("The word", "en"),
        (words, language),
        ("is a greeting.", "en"),
    ]


def test_unspaced_scripts_are_counted_by_characters() -> None:
    found = parts(line("He wrote 今天天气真的很好 on it.", ("今天天气真的很好", "zh")), "en")
    assert [part.language for part in found] == ["en", "zh", "en"]


@pytest.mark.parametrize("marked", ["je ne sais pas quoi f", "e ne sais pas quoi faire"])
def test_half_a_word_that_is_marked_counts_as_the_whole(marked: str) -> None:
    assert [
        part.text
        for part in parts(line("She: je ne sais pas quoi faire now", (marked, "fr")), "en")
    ] == [
        "She:",
        "je ne sais pas quoi faire",
        "now",
    ]


def test_several_spans_and_one_that_leads_nowhere() -> None:
    text = "Er sagte: This is not my house. Und dann: Ce n’est pas la mienne."
    spanned = line(text, ("This is not my house.", "en"), ("Ce n’est pas la mienne.", "fr"))
    beyond = Span("/blocks/0/text", 900, 950, "en")
    spanned = Line(text, Role.BODY, "/blocks/0/text", spans=(*spanned.spans, beyond))
    assert [part.language for part in parts(spanned, "de")] == ["de", "en", "de", "fr"]


def test_parts_of_a_sentence_have_a_short_pause(newsroom: VoiceProfile) -> None:
    text = "She said “je ne sais pas quoi faire” and left."
    spans = (Span("/blocks/0/text", 10, 35, "fr"),)
    meta = Metadata(headline="A", language="en")
    script = plan(Article(meta, blocks=(Paragraph(text),), spans=spans), newsroom)
    body = [spoken for spoken in script.utterances() if spoken.role is Role.BODY]
    assert [spoken.language for spoken in body] == ["en", "fr", "en"]
    assert [spoken.pause_after_ms for spoken in body[:2]] == [newsroom.part_pause_ms] * 2
    assert " ".join(spoken.written for spoken in body) == text


def test_a_span_in_a_quotations_paragraph_is_found(newsroom: VoiceProfile) -> None:
    spans = (Span("/blocks/0/paragraphs/1", 0, 24, "de"),)
    quotation = Quotation(("It rains here.", "Das hat niemand gewusst."))
    meta = Metadata(headline="A", language="en")
    script = plan(Article(meta, blocks=(quotation,), spans=spans), newsroom)
    spoken = [s for s in script.utterances() if s.role is Role.QUOTATION]
    assert [s.language for s in spoken] == ["en", "de"]


CLAUSE = "the council had voted in the evening for the bridge and against the road to the north"


@pytest.mark.parametrize("mark", [";", ":", ","])
def test_a_very_long_sentence_is_cut_at_the_end_of_a_clause(mark: str) -> None:
    text = f"{mark} ".join([CLAUSE] * 6) + "."
    found = parts(line(text), "en")
    assert len(found) > 1
    assert " ".join(part.text for part in found) == text
    assert all(part.text.endswith(mark) for part in found[:-1])
    assert [part.ends_sentence for part in found] == [False] * (len(found) - 1) + [True]
    for part in found:
        assert SHORTEST_CLAUSE_WORDS <= nominal_words(part.text) <= LONG_SENTENCE_WORDS


def test_a_stronger_mark_goes_before_a_comma() -> None:
    text = f"{CLAUSE}, {CLAUSE}; {CLAUSE}, {CLAUSE}, {CLAUSE}."
    assert parts(line(text), "en")[0].text == f"{CLAUSE}, {CLAUSE};"


def test_a_long_quotation_is_cut_at_the_ends_of_its_sentences() -> None:
    text = f"“{CLAUSE}, {CLAUSE}. But {CLAUSE}, {CLAUSE}, and {CLAUSE}.”"
    first, second = parts(line(text), "en")
    assert (first.text, first.ends_sentence) == (f"“{CLAUSE}, {CLAUSE}.", True)
    assert second.text.startswith("But the council")


def test_no_cut_is_in_brackets_where_another_can_be() -> None:
    listed = f"({CLAUSE}, {CLAUSE}, {CLAUSE}, {CLAUSE})"
    text = f"{CLAUSE}, {listed}."
    first, second = parts(line(text), "en")
    assert (first.text, second.text) == (f"{CLAUSE},", f"{listed}.")


def test_chinese_is_cut_by_its_own_marks() -> None:
    clause = "市议会昨天晚上决定关闭城市北部的三家图书馆"
    text = "，".join([clause] * 6) + "。"
    found = parts(line(text), "zh")
    assert len(found) > 1
    assert "".join(part.text for part in found) == text


def test_a_long_sentence_without_clauses_stays_whole() -> None:
    text = "word " * 120 + "end."
    assert len(parts(line(text), "en")) == 1
