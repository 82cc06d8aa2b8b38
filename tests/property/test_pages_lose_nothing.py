"""Every word of an article is on its page, and every sentence that is heard is there once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from xml.etree.ElementTree import Element

import pytest
from hypothesis import HealthCheck, given, settings

from narrator.article import Article, Reason
from narrator.publishing.blocks import BLOCKS
from narrator.publishing.markup import clean, to_html
from narrator.publishing.page import document
from tests.property.strategies import ARTICLES
from tests.property.test_plan_loses_nothing import articles_with_spans
from tests.unit.publishing.making import planned_episode

SETTINGS: dict[str, dict[str, object]] = {
    "whole": {},
    "headlines": {"skim": "headlines"},
    "headings": {"skim": "headings"},
    "every table is too large": {"table_cells": 1},
}


def letters(text: str) -> Counter[str]:
    return Counter(character for character in clean(text) if not character.isspace())


def shown(root: Element) -> Counter[str]:
    """Return the characters that the article's element shows or tells."""
    article = next(root.iter("article"))
    texts = ["".join(article.itertext()), *(made.get("alt", "") for made in article.iter())]
    return letters(" ".join(texts))


def cue_ids(root: Element) -> Iterator[str]:
    return (made.attrib["id"] for made in root.iter() if "data-start" in made.attrib)


def test_every_kind_of_block_is_set_out() -> None:
    from narrator.planning.lines import BLOCKS as PLANNED

    assert set(BLOCKS) == set(PLANNED)


@pytest.mark.parametrize("how", SETTINGS)
@pytest.mark.parametrize("profile", ["newsroom", "single"])
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(article=ARTICLES)
def test_every_word_of_the_article_is_on_the_page(article: Article, profile: str, how: str) -> None:
    episode = planned_episode(article, profile, **SETTINGS[how])
    wanted: Counter[str] = Counter()
    # What says nothing, as the name of a picture's file, is among what is left out alone.
    empty = {o.origin for o in episode.omissions if o.reason is Reason.DECORATIVE}
    for piece in article.pieces():
        wanted += letters("" if piece.origin in empty else piece.text)
    assert not wanted - shown(document(episode, "x.mp3"))


@pytest.mark.parametrize("how", SETTINGS)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(article=articles_with_spans())
def test_every_sentence_that_is_heard_is_on_the_page_once(article: Article, how: str) -> None:
    episode = planned_episode(article, **SETTINGS[how])
    root = document(episode, "x.mp3")
    wanted = [f"c{number + 1}" for number in range(len(episode.cues))]
    assert sorted(cue_ids(root)) == sorted(wanted)
    ids = Counter(made.attrib["id"] for made in root.iter() if "id" in made.attrib)
    assert set(ids.values()) == {1}
    assert to_html(root).count("<script>") == 1


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(article=ARTICLES)
def test_the_page_is_in_the_order_of_speech(article: Article) -> None:
    episode = planned_episode(article)
    numbers = [int(name[1:]) for name in cue_ids(document(episode, "x.mp3"))]
    assert numbers == sorted(numbers)
