"""Every value prints as readable text and comes back from its JSON as it was."""

from __future__ import annotations

import json
from dataclasses import fields
from typing import Any, get_args

from hypothesis import given, settings
from hypothesis import strategies as st

from narrator import article, profile
from narrator.article import Article, Block, Metadata
from narrator.episode import Chapter, Cue, Episode, Recording, Word
from narrator.plans import LONGEST_PAUSE_MS, Plan, plan_from_json, plan_to_json
from narrator.script import Role, Script, Section, Utterance
from narrator.serialization import from_json, to_data, to_json
from narrator.speech import PCM, Clip, Mark, Prosody, Voice

from .strategies import ARTICLES, BLOCKS, METADATA, OMISSIONS, TEXTS

COUNTS = st.integers(0, 10**9)
TAGS = st.sampled_from(["en", "de-AT", "zh-Hans", ""])
PAUSES = st.integers(0, LONGEST_PAUSE_MS)
ROLES = st.sampled_from(Role)
UTTERANCES = st.builds(Utterance, TEXTS, TEXTS, ROLES, TEXTS, TAGS, PAUSES, TEXTS)


def many(values: st.SearchStrategy[Any]) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(values, max_size=3).map(tuple)


SECTIONS = st.builds(Section, TEXTS, st.integers(1, 7), many(UTTERANCES))
SCRIPTS = st.builds(Script, METADATA, TEXTS, st.integers(1, 7), many(SECTIONS), many(OMISSIONS))
WORDS = st.builds(Word, COUNTS, TEXTS)
CUES = st.builds(Cue, TEXTS, ROLES, TEXTS, TAGS, COUNTS, COUNTS, TEXTS, many(WORDS))
CHAPTERS = st.builds(Chapter, TEXTS, st.integers(1, 7), COUNTS, COUNTS)
RECORDINGS = st.builds(Recording, TEXTS, st.sampled_from([32000, 44100]), COUNTS)
EPISODES = st.builds(
    Episode,
    METADATA,
    RECORDINGS,
    many(CHAPTERS),
    many(CUES),
    st.sampled_from([32, 64]),
    many(TEXTS),
    TEXTS,
    TEXTS,
    many(OMISSIONS),
)
PCMS = st.builds(PCM, st.binary(max_size=64), st.just(22050))
VOICES = st.builds(Voice, TEXTS, TEXTS, TAGS, TEXTS)
CLIPS = st.builds(Clip, UTTERANCES, VOICES, PCMS, many(st.builds(Mark, COUNTS, COUNTS, COUNTS)))
PROSODIES = st.builds(
    Prosody, st.integers(80, 450), st.integers(-50, 50), st.floats(-20, 10, allow_nan=False)
)


@given(ARTICLES)
def test_an_article_comes_back_as_it_was(value: Article) -> None:
    assert from_json(to_json(value), Article) == value


@given(SCRIPTS)
def test_a_script_comes_back_as_it_was(value: Script) -> None:
    assert from_json(to_json(value), Script) == value


@given(EPISODES)
def test_an_episode_comes_back_as_it_was(value: Episode) -> None:
    assert from_json(to_json(value), Episode) == value


@given(CLIPS)
def test_a_clip_comes_back_as_it_was(value: Clip) -> None:
    assert from_json(to_json(value), Clip) == value


@given(PROSODIES)
def test_a_prosody_comes_back_as_it_was(value: Prosody) -> None:
    assert from_json(to_json(value), Prosody) == value


@given(BLOCKS)
def test_a_block_says_in_json_which_kind_it_is(block: Block) -> None:
    data = to_data(Article(Metadata(), blocks=(block,)))["blocks"][0]
    name = type(block).__name__.lower()
    assert data["block"] == ("list" if name == "itemlist" else name)


@settings(max_examples=50)
@given(ARTICLES, SCRIPTS, TEXTS)
def test_a_plan_comes_back_with_every_omission_at_its_stage(
    read: Article, script: Script, source: str
) -> None:
    plan = Plan(read, script, source)
    back = plan_from_json(plan_to_json(plan), "here")
    # What the script does not say of the article has been taken out of it: one more reason.
    taken_out = [o for o in back.omissions if o not in plan.omissions]
    assert all(o.reason is article.Reason.TAKEN_OUT for o in taken_out)
    assert all(o in back.omissions for o in plan.omissions)
    assert all(o.stage is article.Stage.READING for o in back.article.omissions)
    spoken = tuple(section for section in script.sections if section.utterances)
    assert (back.script.sections, back.article.blocks) == (spoken, read.blocks)
    assert back.source == source


def shown(text: str) -> str:
    return "".join(text.split())


@given(ARTICLES)
def test_an_article_prints_each_of_its_blocks_texts(value: Article) -> None:
    printed = shown(str(value))
    for piece in value.pieces():
        if piece.origin.startswith(("/blocks/", "/standfirst/", "/metadata/headline")):
            assert shown(piece.text) in printed


@given(SCRIPTS)
def test_a_script_prints_what_is_said_and_who_says_it(value: Script) -> None:
    printed = str(value)
    for utterance in value.utterances():
        assert utterance.spoken in printed
        assert str(utterance.role) in printed
    for omission in value.omissions:
        assert omission.reason in printed


@given(st.one_of(ARTICLES, SCRIPTS, EPISODES, CLIPS, PROSODIES, OMISSIONS))
def test_no_value_prints_as_python(value: object) -> None:
    printed = str(value)
    assert f"{type(value).__name__}(" not in printed.replace("Note(", "")


@given(st.one_of(ARTICLES, SCRIPTS, EPISODES, CLIPS))
def test_the_json_is_for_people_too(value: object) -> None:
    text = to_json(value)
    assert text.endswith("}\n")
    assert json.loads(text) == to_data(value)


def test_every_kind_of_block_has_a_language_and_is_tried() -> None:
    kinds = get_args(Block)
    assert all("language" in {entry.name for entry in fields(kind)} for kind in kinds)
    tried = {strategy for strategy in kinds if strategy.__name__ in str(BLOCKS)}
    assert tried == set(kinds)


def test_a_voice_profile_prints_in_one_line() -> None:
    value = profile.parse_profile({"schema": 1, "engine": "tone", "description": "Mine"}, "a")
    assert str(value) == "a: Mine"


def test_a_default_is_left_out_of_the_json() -> None:
    assert to_data(Metadata(headline="A")) == {"headline": "A"}
