"""The ledger of one article, line by line."""

from __future__ import annotations

from dataclasses import replace

import pytest

from narrator.accounting import account, unaccounted, with_times
from narrator.article import (
    Article,
    Figure,
    Heading,
    ItemList,
    ListItem,
    Metadata,
    Omission,
    Paragraph,
    Reason,
    Stage,
    Table,
)
from narrator.episode import Cue
from narrator.errors import LedgerError
from narrator.ledger import Deed
from narrator.lexicon import Entry, Lexicon
from narrator.planning import plan
from narrator.profiles import load_profile
from narrator.script import Role, Script
from narrator.speech import Voice

ARTICLE = Article(
    Metadata("Ice in Kyiv", byline="By Ada Quill", language="en"),
    blocks=(
        Figure("A frozen river", "The river.", "Photo: Jo Doe", "a.jpg"),
        Heading("Numbers", 2),
        Table((("North", "12"), ("South", "")), ("Bank", "Days", "Remark"), "Ice by year"),
        ItemList((ListItem("Lamps"),), ordered=True),
        Paragraph("See https://example.com/ice. It thawed."),
    ),
    omissions=(Omission(Stage.READING, Reason.NAVIGATION, "Home News"),),
)
LEXICONS = (Lexicon("mine", "en", (Entry("Kyiv", phonemes=(("espeak", "k'i:v"),)),)),)


@pytest.fixture
def script() -> Script:
    return plan(ARTICLE, load_profile("newsroom"), LEXICONS)


def test_each_stretch_of_text_has_its_line_in_the_order_of_speech(script: Script) -> None:
    lines = [(entry.done.value, entry.written, entry.origin) for entry in account(ARTICLE, script)]
    assert lines == [
        ("verbalized", "Ice in Kyiv", "/metadata/headline"),
        ("spoken", "By Ada Quill", "/metadata/byline"),
        ("announced", "Less than a minute, 2 sections.", ""),
        ("announced", "Image:", "/blocks/0"),
        ("spoken", "A frozen river", "/blocks/0/alt"),
        ("announced", "Caption:", "/blocks/0"),
        ("spoken", "The river.", "/blocks/0/caption"),
        ("left out", "Photo: Jo Doe", "/blocks/0/credit"),
        ("spoken", "Numbers", "/blocks/1/text"),
        ("announced", "Table, 2 rows, 3 columns.", "/blocks/2"),
        ("spoken", "Ice by year", "/blocks/2/caption"),
        ("spoken", "Columns: Remark", "/blocks/2/header"),
        ("spoken", "Bank: North; Days: 12", "/blocks/2/rows/0"),
        ("spoken", "Bank: South", "/blocks/2/rows/1"),
        ("announced", "List, 1 item.", "/blocks/3"),
        ("spoken", "1. Lamps", "/blocks/3/items/0/text"),
        ("verbalized", "See https://example.com/ice.", "/blocks/4/text"),
        ("spoken", "It thawed.", "/blocks/4/text"),
        ("announced", "That was: Ice in Kyiv", "/metadata"),
        ("announced", "Read by a synthetic voice.", ""),
        ("left out", "Home News", ""),
    ]


def test_what_is_left_out_has_its_stage_and_reason(script: Script) -> None:
    left_out = [entry for entry in account(ARTICLE, script) if entry.done is Deed.LEFT_OUT]
    assert [(entry.stage, entry.reason) for entry in left_out] == [
        (Stage.PLANNING, Reason.CREDIT),
        (Stage.READING, Reason.NAVIGATION),
    ]


def edited(script: Script, said: str, instead: str | None) -> Script:
    """Return the script with something else in place of an utterance, or nothing."""
    sections = []
    for section in script.sections:
        utterances = [
            replace(each, written=instead) if each.written == said and instead else each
            for each in section.utterances
            if each.written != said or instead
        ]
        sections.append(replace(section, utterances=tuple(utterances)))
    return replace(script, sections=tuple(sections))


@pytest.mark.parametrize(
    ("said", "instead", "origin", "lost"),
    [
        ("It thawed.", None, "/blocks/4/text", "It thawed"),
        ("It thawed.", "It froze.", "/blocks/4/text", "thawed"),
        ("1. Lamps", None, "/blocks/3/items/0/text", "Lamps"),
        ("Bank: South", None, "/blocks/2/rows/1/0", "South"),
        ("Bank: North; Days: 12", "Bank: North; 12", "/blocks/2/header/1", "Days"),
        ("Columns: Remark", None, "/blocks/2/header/2", "Remark"),
        ("By Ada Quill", "By Ada", "/metadata/byline", "Quill"),
        ("A frozen river", None, "/blocks/0/alt", "A frozen river"),
    ],
)
def test_words_without_account_are_a_fault_that_is_named(
    script: Script, said: str, instead: str | None, origin: str, lost: str
) -> None:
    broken = edited(script, said, instead)
    (piece,) = unaccounted(ARTICLE, broken)
    assert (piece.origin, piece.text) == (origin, lost)
    with pytest.raises(LedgerError, match="lost in silence") as raised:
        account(ARTICLE, broken)
    assert raised.value.where == f"{origin}: {lost}"
    assert raised.value.exit_code == 1


def test_a_word_counts_once() -> None:
    article = Article(Metadata("No", language="en"), blocks=(Paragraph("No. No. No."),))
    script = plan(article, load_profile("single"))
    (section,) = script.sections
    last = max(n for n, each in enumerate(section.utterances) if each.role is Role.BODY)
    fewer = replace(section, utterances=section.utterances[:last] + section.utterances[last + 1 :])
    (piece,) = unaccounted(article, replace(script, sections=(fewer,)))
    assert piece.text == "No"


def test_an_announcement_accounts_for_nothing(script: Script) -> None:
    broken = edited(edited(script, "1. Lamps", None), "List, 1 item.", "Lamps")
    assert [piece.text for piece in unaccounted(ARTICLE, broken)] == ["Lamps"]


def test_once_spoken_each_line_has_its_time_and_its_voice(script: Script) -> None:
    voice = Voice("espeak", "gmw/en", "en")
    utterances = list(script.utterances())
    unheard = utterances[3]
    cues = [
        Cue(
            each.written, each.role, each.voice, each.language, 100 * number, 100 * number + 50,
            each.origin, speaker=voice,
        )
        for number, each in enumerate(utterances)
        if each is not unheard
    ]  # fmt: skip
    ledger = with_times(account(ARTICLE, script), script, cues)
    timed = [entry for entry in ledger if entry.done is not Deed.LEFT_OUT]
    assert [entry.start_samples for entry in timed] == [cue.start_samples for cue in cues]
    assert {entry.voice for entry in timed} == {voice}
    silent = ledger[3]
    assert (silent.written, silent.reason) == (unheard.written, Reason.UNREADABLE)
    assert (silent.stage, silent.start_samples) == (Stage.SPEAKING, None)


@pytest.mark.parametrize("text", ["They said so.¹The next came.", "They said so.¹0 came next."])
def test_a_raised_mark_without_a_space_behind_it_loses_no_word(text: str) -> None:
    article = Article(Metadata("Ice", language="en"), blocks=(Paragraph(text),))
    assert list(unaccounted(article, plan(article, load_profile("newsroom")))) == []
