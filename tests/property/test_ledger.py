"""Of any article, every word has its account, and what is lost is found out."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from narrator.accounting import account, taken_out, unaccounted, words
from narrator.article import Article, Metadata, Paragraph, Span
from narrator.ledger import Deed
from narrator.lexicon import Entry, Lexicon
from narrator.planning import plan
from narrator.profiles import load_profile
from narrator.script import Role, Script
from tests.property.strategies import ARTICLES
from tests.property.test_plan_loses_nothing import articles_with_spans

PROFILES = {name: load_profile(name) for name in ("newsroom", "single", "brisk")} | {
    "skims headlines": replace(load_profile("newsroom"), skim="headlines"),
    "skims headings": replace(load_profile("newsroom"), skim="headings"),
    "reads no table": replace(load_profile("newsroom"), table_cells=1),
}
LEXICON = Lexicon("words", "", (Entry("council", alias="board"), Entry(pattern=r"\d+", alias="n")))
relaxed = settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)


def without(script: Script, number: int) -> tuple[Script, str, Role]:
    """Return the script without that utterance, and what it said."""
    sections, gone = [], None
    for section in script.sections:
        kept = list(section.utterances)
        if gone is None and number < len(kept):
            gone = kept.pop(number)
        number -= len(section.utterances)
        sections.append(replace(section, utterances=tuple(kept)))
    assert gone is not None
    return replace(script, sections=tuple(sections)), gone.written, gone.role


@given(article=articles_with_spans())
@relaxed
def test_every_word_has_its_account_wherever_the_language_changes(article: Article) -> None:
    assert list(unaccounted(article, plan(article, PROFILES["newsroom"]))) == []


def test_signs_of_unspaced_script_are_accounted_for_one_by_one() -> None:
    text = "他在会议上说今日はとても良い天気ですね皆さんと言って离开了会场。"
    span = Span("/blocks/0/text", 6, 20, "ja")
    article = Article(Metadata(language="zh"), blocks=(Paragraph(text),), spans=(span,))
    script = plan(article, PROFILES["newsroom"])
    assert {part.language for part in script.utterances()} == {"zh", "ja"}
    account(article, script)


@pytest.mark.parametrize("name", PROFILES)
@given(article=ARTICLES)
@relaxed
def test_every_word_has_its_account(name: str, article: Article) -> None:
    script = plan(article, PROFILES[name], (LEXICON,))
    assert list(unaccounted(article, script)) == []
    ledger = account(article, script)
    said = [entry.written for entry in ledger if entry.done is not Deed.LEFT_OUT]
    assert said == [utterance.written for utterance in script.utterances()]
    left_out = [entry for entry in ledger if entry.done is Deed.LEFT_OUT]
    assert len(left_out) == len(script.omissions) + len(article.omissions)
    assert all(entry.reason and entry.stage for entry in left_out)


@given(article=ARTICLES, data=st.data())
@relaxed
def test_what_is_taken_out_of_a_script_is_found_and_nothing_else(
    article: Article, data: st.DataObject
) -> None:
    script = plan(article, PROFILES["newsroom"])
    count = len(list(script.utterances()))
    if not count:
        return
    edited, gone, role = without(script, data.draw(st.integers(0, count - 1)))
    found = taken_out(article, edited)
    missing = [word for omission in found for word in words(omission.excerpt)]
    assert not set(missing) - set(words(gone))
    if role in (Role.BODY, Role.STANDFIRST, Role.QUOTATION, Role.CAPTION, Role.NOTE):
        assert sorted(missing) == sorted(words(gone))
    whole = replace(edited, omissions=(*edited.omissions, *found))
    assert list(unaccounted(article, whole)) == []
