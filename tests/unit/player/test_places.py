"""Where an action takes a listener: values, no sound."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from narrator.article import Metadata
from narrator.player.actions import COMMANDS, Action
from narrator.player.places import SPEEDS_PERCENT, Contents, Leave, Standing, after
from narrator.script import Role, Script, Section, Utterance

THREE = Contents((0, 3, 5), 9)


@st.composite
def contents(draw: st.DrawFn) -> Contents:
    sizes = draw(st.lists(st.integers(1, 8), min_size=1, max_size=8))
    return Contents(tuple(sum(sizes[:number]) for number in range(len(sizes))), sum(sizes))


def go(place: int, *actions: Action, where: Contents = THREE) -> Standing:
    standing = Standing(place)
    for action in actions:
        standing = after(action, standing, where).standing
    return standing


def test_the_contents_are_those_of_the_script() -> None:
    said = Utterance("A", "A", Role.BODY, "presenter", "en", 0, "")
    sections = tuple(Section("S", 1, (said,) * size) for size in (3, 2, 4))
    assert Contents.of(Script(Metadata(), "single", 2, sections)) == THREE


@pytest.mark.parametrize(
    ("place", "section", "sentences"), [(0, 0, 3), (2, 0, 3), (3, 1, 2), (5, 2, 4), (8, 2, 4)]
)
def test_each_place_is_in_its_section(place: int, section: int, sentences: int) -> None:
    assert THREE.section_at(place) == section
    assert THREE.sentences_of(section) == sentences


@pytest.mark.parametrize(
    ("place", "action", "reached"),
    [
        (0, Action.NEXT_SENTENCE, 1),
        (2, Action.NEXT_SENTENCE, 3),
        (4, Action.PREVIOUS_SENTENCE, 3),
        (1, Action.NEXT_SECTION, 3),
        (3, Action.NEXT_SECTION, 5),
        (4, Action.PREVIOUS_SECTION, 3),
        (3, Action.PREVIOUS_SECTION, 0),
        (2, Action.PREVIOUS_SECTION, 0),
        (7, Action.REPEAT, 7),
        (7, Action.START, 0),
    ],
)
def test_an_action_goes_where_its_name_says(place: int, action: Action, reached: int) -> None:
    move = after(action, Standing(place), THREE)
    assert move.standing.place == reached
    assert move.jumps
    assert not move.refused


@pytest.mark.parametrize(
    ("place", "action", "said"),
    [
        (8, Action.NEXT_SENTENCE, "This is the last sentence."),
        (6, Action.NEXT_SECTION, "This is the last section."),
        (0, Action.PREVIOUS_SENTENCE, "This is the first sentence."),
        (0, Action.PREVIOUS_SECTION, "This is the first section."),
    ],
)
def test_where_it_goes_no_further_it_is_said(place: int, action: Action, said: str) -> None:
    move = after(action, Standing(place), THREE)
    assert move.standing.place == place
    assert move.refused == said


def test_speed_has_its_bounds_and_says_so() -> None:
    assert go(4, Action.FASTER, Action.FASTER).speed_percent == 120
    assert go(4, Action.SLOWER).speed_percent == 90
    assert go(4, *[Action.FASTER] * 50).speed_percent == 300
    assert go(4, *[Action.FASTER] * 50, Action.NORMAL_SPEED).speed_percent == 100
    assert "fastest" in after(Action.FASTER, Standing(speed_percent=300), THREE).refused
    assert "slowest" in after(Action.SLOWER, Standing(speed_percent=50), THREE).refused


def test_pause_is_lifted_by_itself_and_by_moving_on() -> None:
    assert go(4, Action.PAUSE).is_paused
    assert not go(4, Action.PAUSE, Action.PAUSE).is_paused
    assert not go(4, Action.PAUSE, Action.NEXT_SENTENCE).is_paused
    assert go(4, Action.PAUSE, Action.FASTER, Action.WHERE).is_paused


@pytest.mark.parametrize(
    ("action", "leave"),
    [
        (Action.NEXT_ARTICLE, Leave.NEXT),
        (Action.PREVIOUS_ARTICLE, Leave.PREVIOUS),
        (Action.QUIT, Leave.QUIT),
    ],
)
def test_an_article_is_left(action: Action, leave: Leave) -> None:
    assert after(action, Standing(4), THREE).leave is leave


@settings(deadline=None)
@given(contents(), st.data())
def test_no_walk_leaves_the_article(where: Contents, data: st.DataObject) -> None:
    standing = Standing(data.draw(st.integers(0, where.total - 1)))
    for action in data.draw(st.lists(st.sampled_from(list(Action)), max_size=40)):
        move = after(action, standing, where)
        assert 0 <= move.standing.place < where.total
        assert SPEEDS_PERCENT[0] <= move.standing.speed_percent <= SPEEDS_PERCENT[1]
        assert move.jumps or move.standing.place == standing.place
        assert not (move.jumps and move.standing.is_paused)
        standing = move.standing


@settings(deadline=None)
@given(contents(), st.data())
def test_a_step_and_its_way_back_lead_to_the_same_place(
    where: Contents, data: st.DataObject
) -> None:
    place = data.draw(st.integers(0, where.total - 1))
    if place + 1 < where.total:
        assert go(place, Action.NEXT_SENTENCE, Action.PREVIOUS_SENTENCE, where=where).place == place
    section = where.section_at(place)
    start = where.starts[section]
    if section + 1 < len(where.starts):
        there = go(place, Action.NEXT_SECTION, where=where).place
        assert there == where.starts[section + 1]
        assert go(there, Action.PREVIOUS_SECTION, where=where).place == start


@settings(deadline=None)
@given(contents())
def test_every_sentence_and_every_section_is_reached(where: Contents) -> None:
    walked = [go(0, *[Action.NEXT_SENTENCE] * steps, where=where).place for steps in range(70)]
    assert set(walked) == set(range(where.total))
    leapt = [go(0, *[Action.NEXT_SECTION] * steps, where=where).place for steps in range(9)]
    assert set(leapt) == set(where.starts)


def test_every_action_is_listed_and_has_a_key_that_is_no_arrow() -> None:
    arrows = {"up", "down", "left", "right"}
    assert set(COMMANDS) == set(Action)
    for command in COMMANDS.values():
        assert command.does
        assert command.keys[0] not in arrows
