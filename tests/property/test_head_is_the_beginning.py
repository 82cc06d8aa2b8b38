"""What is spoken while an article is still planned is what the whole plan begins with."""

from __future__ import annotations

from hypothesis import given, settings

from narrator.article import Article
from narrator.pipeline import Opened
from narrator.player.opening import begins_with, head_of
from narrator.profiles import load_profile

from .strategies import ARTICLES


@settings(deadline=None, max_examples=60)
@given(ARTICLES)
def test_the_head_is_the_beginning_of_the_whole_plan(article: Article) -> None:
    for name in ("newsroom", "brisk"):
        opened = Opened(article, load_profile(name), "text:")
        assert begins_with(opened.plan_of(article), head_of(opened))
