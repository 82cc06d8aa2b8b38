"""However articles are bound into an edition, each word of each of them has its account."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from narrator.accounting import account, unaccounted
from narrator.article import Article, Metadata
from narrator.planning import plan
from narrator.planning.editions import Story, bind, without_ends
from narrator.profile import VoiceProfile
from narrator.profiles import load_profile
from tests.property.strategies import ARTICLES

NEWSROOM = load_profile("newsroom")
PROFILES = st.sampled_from(
    [
        NEWSROOM,
        load_profile("single"),
        replace(NEWSROOM, skim="headings"),
        replace(NEWSROOM, table_cells=1),
    ]
)
TITLE = Metadata(headline="Morning edition", language="en")


@given(articles=st.lists(ARTICLES, min_size=1, max_size=4), profile=PROFILES)
@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
def test_every_word_of_every_story_has_its_account(
    articles: list[Article], profile: VoiceProfile
) -> None:
    planned = [(article, plan(article, without_ends(profile))) for article in articles]
    stories = [Story(article, script) for article, script in planned if script.sections]
    assume(stories)
    bound = bind(stories, TITLE, profile)
    assert list(unaccounted(bound.article, bound.script)) == []
    account(bound.article, bound.script)
    said = [part.written for part in bound.script.utterances()]
    for story in stories:
        own = [part.written for part in story.script.utterances()]
        assert any(said[start : start + len(own)] == own for start in range(len(said)))
    pieces = {piece.origin: piece.text for piece in bound.article.pieces()}
    assert sorted(pieces.values()) == sorted(
        [TITLE.headline, *(p.text for story in stories for p in story.article.pieces() if p.text)]
    )


@given(articles=st.lists(ARTICLES, min_size=2, max_size=3))
@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
def test_stories_are_chapters_and_their_sections_are_below(articles: list[Article]) -> None:
    planned = [Story(article, plan(article, NEWSROOM)) for article in articles]
    stories = [story for story in planned if story.script.sections]
    assume(stories)
    script = bind(stories, TITLE, NEWSROOM).script
    begun = [section for section in script.sections if section.begins_story]
    assert [section.title for section in begun] == [story.title for story in stories]
    assert {section.level for section in begun} == {2}
    others = [section for section in script.sections[1:] if not section.begins_story]
    assert all(section.level > 2 for section in others)
