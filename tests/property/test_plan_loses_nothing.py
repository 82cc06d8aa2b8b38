from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from narrator.article import Article, Piece, Span
from narrator.planning import plan
from narrator.planning.verbalizing import says_something
from narrator.profiles import load_profile
from narrator.script import Role, Script
from tests.property.strategies import ARTICLES

PROFILES = ["newsroom", "single", "brisk"]
PLANNED: dict[str, dict[str, Any]] = {
    "whole": {},
    "headlines": {"skim": "headlines"},
    "headings": {"skim": "headings"},
    "every table is too large": {"table_cells": 1},
}
"""Settings that leave something out."""


@st.composite
def articles_with_spans(draw: st.DrawFn) -> Article:
    """Draw an article in which stretches of the texts are in other languages."""
    article = draw(ARTICLES)
    pieces = [piece for piece in article.pieces() if piece.text]
    spans = [_span(draw, piece) for piece in pieces if draw(st.booleans())]
    return replace(article, spans=tuple(spans))


def _span(draw: st.DrawFn, piece: Piece) -> Span:
    start = draw(st.integers(0, len(piece.text) - 1))
    end = draw(st.integers(start + 1, len(piece.text)))
    return Span(piece.origin, start, end, draw(st.sampled_from(["de", "fr", "zh", "ar"])))


def letters(text: str) -> Counter[str]:
    return Counter(character for character in text if not character.isspace())


def accounted(script: Script, origin: str) -> str:
    """Return all written forms and omissions that say they are of that part."""
    table_row = origin.rpartition("/")[0]
    said = [
        utterance.written
        for utterance in script.utterances()
        if utterance.origin in (origin, table_row)
    ]
    left_out = [entry.excerpt for entry in script.omissions if entry.origin in (origin, table_row)]
    return " ".join(said + left_out)


@pytest.mark.parametrize("name", PROFILES)
@pytest.mark.parametrize("how", PLANNED)
@given(article=articles_with_spans())
@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=40)
def test_every_piece_is_spoken_or_an_omission(name: str, how: str, article: Article) -> None:
    script = plan(article, replace(load_profile(name), **PLANNED[how]))
    for piece in article.pieces():
        if "/header/" in piece.origin:
            continue  # The names of columns are said with every row; see the next test.
        missing = letters(piece.text) - letters(accounted(script, piece.origin))
        assert not missing, piece


@pytest.mark.parametrize("how", PLANNED)
@given(article=ARTICLES)
@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=40)
def test_the_name_of_every_column_is_said_or_an_omission(how: str, article: Article) -> None:
    script = plan(article, replace(load_profile("newsroom"), **PLANNED[how]))
    for piece in article.pieces():
        table, is_header, _ = piece.origin.partition("/header/")
        if not is_header or not says_something(piece.text):
            continue
        rows = [entry for entry in script.utterances() if entry.origin.startswith(f"{table}/")]
        left_out = [entry for entry in script.omissions if entry.origin.startswith(f"{table}/")]
        text = " ".join([row.written for row in rows] + [entry.excerpt for entry in left_out])
        assert not letters(piece.text.rstrip(":")) - letters(text)


@given(article=articles_with_spans())
@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
def test_every_utterance_can_be_heard_and_ends_in_a_pause(article: Article) -> None:
    script = plan(article, load_profile("newsroom"))
    for utterance in script.utterances():
        assert says_something(utterance.spoken)
        assert utterance.pause_after_ms >= 0
        assert utterance.role is Role.ANNOUNCEMENT or utterance.language
    for section in script.sections:
        assert section.utterances
        assert section.level >= 1
