"""What the sound card is given, asked for as a card asks."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from narrator.player import pump as pumps
from narrator.player.events import Event, Happening
from narrator.player.pump import FADE_MS, Pump
from narrator.player.shelf import Shelf

from .conftest import RATE_HZ, loud, piece

PERIOD = RATE_HZ // 25


def filled(*levels: int, **lengths: int) -> Shelf:
    shelf = Shelf()
    shelf.know(len(levels), is_all=True)
    for place, level in enumerate(levels):
        shelf.put(place, piece(level, **lengths))
    return shelf


def hear(pump: Pump, periods: int) -> NDArray[np.int16]:
    return np.concatenate([pump.frames(PERIOD) for _ in range(periods)])


@pytest.fixture
def pump(told: list[Happening]) -> Pump:
    return Pump(RATE_HZ, told.append)


def events(told: list[Happening]) -> list[tuple[Event, int]]:
    return [(each.event, each.place) for each in told]


def test_the_pieces_are_heard_in_order_with_their_pauses(pump: Pump, told: list[Happening]) -> None:
    pump.open(filled(1000, 2000), 0)
    heard = hear(pump, 30)
    assert loud(heard) == [1000, 2000]
    assert events(told) == [(Event.BEGAN, 0), (Event.BEGAN, 1), (Event.ENDED, 2)]
    ms = RATE_HZ // 1000
    assert np.flatnonzero(heard)[0] <= 1
    assert not heard[200 * ms : 300 * ms].any()
    assert heard[300 * ms] == 2000
    assert not heard[500 * ms :].any()


def test_a_jump_is_heard_at_once_and_does_not_click(pump: Pump, told: list[Happening]) -> None:
    pump.open(filled(8000, 16000, 24000), 0)
    before = hear(pump, 2)
    pump.go(2)
    after = pump.frames(PERIOD)
    assert after[-1] == 24000
    steps = np.abs(np.diff(np.concatenate([before, after]).astype(int)))
    assert steps.max() <= 24000 / (FADE_MS * RATE_HZ / 1000) + 1
    assert events(told)[-1] == (Event.BEGAN, 2)
    assert told[-1].turn == pump.turn


def test_what_is_told_of_before_a_jump_is_known_as_out_of_date(
    pump: Pump, told: list[Happening]
) -> None:
    pump.open(filled(1000, 2000, 3000), 0)
    pump.frames(PERIOD)
    pump.go(2)
    assert told[-1].turn != pump.turn


def test_a_pause_stops_within_a_word_and_goes_on_from_there(pump: Pump) -> None:
    pump.open(filled(8000), 0)
    first = hear(pump, 2)
    pump.pause(True)
    silent = hear(pump, 5)
    assert not silent[FADE_MS * RATE_HZ // 1000 :].any()
    pump.pause(False)
    rest = hear(pump, 10)
    heard = sum(np.count_nonzero(part) for part in (first, silent, rest))
    assert abs(heard - 200 * RATE_HZ // 1000) <= 4
    steps = np.abs(np.diff(np.concatenate([first, silent, rest])[: 8 * PERIOD].astype(int)))
    assert steps.max() <= 8000 / (FADE_MS * RATE_HZ / 1000) + 1


def test_an_answer_is_heard_and_then_the_sentence_from_its_start(
    pump: Pump, told: list[Happening]
) -> None:
    pump.open(filled(1000, 2000, 3000), 1)
    hear(pump, 3)
    pump.answer([piece(9000, 80), piece(10000, 80)])
    heard = hear(pump, 30)
    assert loud(heard)[-4:] == [9000, 10000, 2000, 3000]
    assert events(told) == [
        *[(Event.BEGAN, 1), (Event.ANSWERED, 1)],
        *[(Event.BEGAN, 1), (Event.BEGAN, 2), (Event.ENDED, 3)],
    ]


def test_an_answer_in_a_pause_is_heard_and_the_pause_stays(pump: Pump) -> None:
    pump.open(filled(1000, 2000), 0)
    hear(pump, 2)
    pump.pause(True)
    hear(pump, 2)
    pump.answer([piece(9000, 80)])
    assert loud(hear(pump, 20)) == [9000]
    pump.pause(False)
    assert loud(hear(pump, 20)) == [1000, 2000]


def test_a_pause_breaks_an_answer_off_and_the_sentence_begins_again(pump: Pump) -> None:
    pump.open(filled(1000, 2000), 0)
    hear(pump, 2)
    pump.answer([piece(9000, 2000)])
    assert loud(hear(pump, 3)[PERIOD:]) == [9000]
    pump.pause(True)
    assert not hear(pump, 5)[PERIOD:].any()
    pump.pause(False)
    assert loud(hear(pump, 30)[PERIOD:]) == [1000, 2000]


def test_a_jump_breaks_an_answer_off(pump: Pump) -> None:
    pump.open(filled(1000, 2000), 0)
    pump.answer([piece(9000, 2000)])
    hear(pump, 3)
    pump.go(1)
    heard = hear(pump, 20)
    assert loud(heard[PERIOD:]) == [2000]


def test_what_is_not_spoken_yet_is_waited_for_and_that_is_told_once(
    pump: Pump, told: list[Happening], monkeypatch: pytest.MonkeyPatch
) -> None:
    now = [0.0]
    monkeypatch.setattr(pumps.time, "monotonic", lambda: now[0])
    shelf = Shelf()
    shelf.know(1, is_all=True)
    pump.open(shelf, 0)
    for _ in range(5):
        assert not pump.frames(PERIOD).any()
        now[0] += 1.0
    assert events(told) == [(Event.WAITS, 0)]
    shelf.put(0, piece(1000))
    assert loud(hear(pump, 10)) == [1000]
    assert events(told)[1:] == [(Event.BEGAN, 0), (Event.ENDED, 1)]


def test_an_article_that_is_not_planned_to_its_end_does_not_end(
    pump: Pump, told: list[Happening]
) -> None:
    shelf = Shelf()
    shelf.know(1, is_all=False)
    shelf.put(0, piece(1000))
    pump.open(shelf, 0)
    hear(pump, 20)
    assert Event.ENDED not in [each.event for each in told]
    shelf.know(2, is_all=True)
    shelf.put(1, piece(2000))
    assert loud(hear(pump, 20)) == [2000]
    assert told[-1].event is Event.ENDED


def test_after_the_end_it_goes_back(pump: Pump, told: list[Happening]) -> None:
    pump.open(filled(1000, 2000), 0)
    hear(pump, 30)
    pump.go(0)
    assert loud(hear(pump, 30)) == [1000, 2000]
    assert [each.event for each in told].count(Event.ENDED) == 2


def test_a_sign_without_a_sound_is_passed_over(pump: Pump) -> None:
    shelf = filled(1000, 2000)
    shelf.put(0, piece(1000, speech_ms=0))
    pump.open(shelf, 0)
    assert loud(hear(pump, 20)) == [2000]


def test_a_fault_is_told_and_does_not_stop_the_card(pump: Pump, told: list[Happening]) -> None:
    pump.open(None, 0)  # type: ignore[arg-type] # silence
    assert not pump.frames(PERIOD).any()
    pump.open("no shelf", 0)  # type: ignore[arg-type]
    assert not pump.frames(PERIOD).any()
    assert told[-1].event is Event.FAILED
    assert isinstance(told[-1].error, AttributeError)


@pytest.mark.parametrize("speed_percent", [50, 80, 150, 300])
def test_another_speed_takes_the_time_that_it_should(
    pump: Pump, speed_percent: int, told: list[Happening]
) -> None:
    shelf = Shelf()
    shelf.know(2, is_all=True)
    wave = (8000 * np.sin(np.arange(2 * RATE_HZ) * (2 * np.pi * 200 / RATE_HZ))).astype(np.int16)
    for place in (0, 1):
        shelf.put(place, pumps.Piece(wave, RATE_HZ, 500))
    pump.set_speed(speed_percent)
    pump.open(shelf, 0)
    asked = 0
    while not told or told[-1].event is not Event.ENDED:
        pump.frames(PERIOD)
        asked += PERIOD
    assert asked / RATE_HZ == pytest.approx(5 * 100 / speed_percent, rel=0.03, abs=0.1)


def test_a_change_of_speed_goes_on_from_the_same_word(pump: Pump) -> None:
    shelf = Shelf()
    shelf.know(1, is_all=True)
    seconds = [np.full(RATE_HZ, 1000 * level, np.int16) for level in range(1, 9)]
    shelf.put(0, pumps.Piece(np.concatenate(seconds), RATE_HZ, 0))
    pump.open(shelf, 0)
    hear(pump, 50)
    pump.set_speed(200)
    hear(pump, 25)
    pump.set_speed(100)
    heard = hear(pump, 100)
    # Two seconds, then two in one: the fifth second, which has a level of its own, begins here.
    assert loud(heard[2 * PERIOD :]) == [5000, 6000, 7000, 8000]
    sixth_s = np.flatnonzero(heard == 6000)[0] / RATE_HZ
    assert sixth_s == pytest.approx(1.0, abs=0.06)


@settings(deadline=None, max_examples=60)
@given(st.data())
def test_whatever_is_wished_the_card_gets_what_it_asks_for(data: st.DataObject) -> None:
    told: list[Happening] = []
    pump = Pump(RATE_HZ, told.append)  # type: ignore[arg-type]
    pump.open(filled(*range(1000, 9000, 1000)), 0)
    wishes = st.one_of(
        st.integers(0, 7).map(lambda place: lambda: pump.go(place)),
        st.booleans().map(lambda held: lambda: pump.pause(held)),
        st.sampled_from([50, 100, 130, 300]).map(lambda speed: lambda: pump.set_speed(speed)),
        st.just(lambda: pump.answer([piece(9000, 50)])),
    )
    for wish in data.draw(st.lists(wishes, max_size=12)):
        wish()
        for count in data.draw(st.lists(st.integers(1, 1000), max_size=4)):
            assert pump.frames(count).size == count
    pump.go(7)
    for _ in range(200):
        pump.frames(PERIOD)
    assert not [each.error for each in told if each.event is Event.FAILED]
    assert told[-1].event is Event.ENDED
