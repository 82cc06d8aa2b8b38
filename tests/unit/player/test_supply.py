"""Speech that is made ahead of what is heard, and a shelf that has a bound."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest

from narrator.article import Article, Metadata, Paragraph
from narrator.errors import EngineError
from narrator.planning import plan
from narrator.player import shelf as shelves
from narrator.player.events import Event, News
from narrator.player.opening import begins_with
from narrator.player.pieces import Levels
from narrator.player.shelf import Shelf
from narrator.player.supply import Supply
from narrator.profiles import load_profile
from narrator.script import Script
from narrator.speaking.engine import Speech
from narrator.speaking.speakers import Speakers
from narrator.speaking.tone import ToneEngine
from narrator.speech import Prosody, Voice

from .conftest import piece

TONE = load_profile("single").with_engine("tone")


@pytest.fixture
def script() -> Script:
    blocks = tuple(Paragraph(f"Sentence number {number} is here.") for number in range(100))
    return plan(Article(Metadata("The headline", language="en"), blocks=blocks), TONE)


def wait_until(holds: Callable[[], bool]) -> None:
    until_s = time.monotonic() + 10
    while not holds() and time.monotonic() < until_s:
        time.sleep(0.005)
    assert holds()


@pytest.fixture
def told() -> list[News]:
    return []


@pytest.fixture
def supply(told: list[News]) -> Iterator[Supply]:
    with Speakers(TONE) as speakers:
        supply = Supply(speakers, Levels(TONE), Shelf(), told.append, 7)
        yield supply
        supply.stop()
    assert not [each for each in threading.enumerate() if each.name == "narrator supply"]


def part(script: Script, count: int) -> Script:
    section = script.sections[0]
    return replace(script, sections=(replace(section, utterances=section.utterances[:count]),))


def test_half_a_minute_is_spoken_ahead_and_no_more(
    supply: Supply, script: Script, told: list[News]
) -> None:
    supply.know(script, is_all=True)
    supply.start()
    wait_until(lambda: supply.shelf.find(12) is not None)
    time.sleep(0.2)
    assert supply.shelf.find(30) is None
    assert told[0].event is Event.READY  # type: ignore[union-attr]
    assert supply.rate_hz == 22050


def test_whoever_moves_on_is_followed(supply: Supply, script: Script) -> None:
    supply.know(script, is_all=True)
    supply.start()
    supply.shelf.move(80)
    wait_until(lambda: supply.shelf.find(85) is not None)
    assert supply.shelf.find(60) is None
    supply.shelf.move(0)
    wait_until(lambda: supply.shelf.find(5) is not None)


def test_what_is_planned_later_is_spoken_later(supply: Supply, script: Script) -> None:
    supply.know(part(script, 2), is_all=False)
    supply.start()
    wait_until(lambda: supply.shelf.find(1) is not None)
    assert not supply.shelf.is_end(2)
    supply.know(script, is_all=True)
    wait_until(lambda: supply.shelf.find(5) is not None)
    assert supply.shelf.is_end(sum(1 for _ in script.utterances()))


def test_what_cannot_be_spoken_is_the_end_and_is_told(
    supply: Supply, script: Script, told: list[News], monkeypatch: pytest.MonkeyPatch
) -> None:
    real = ToneEngine.say

    def say(self: ToneEngine, text: str, voice: Voice, prosody: Prosody) -> Speech:
        if "number 4" in text:
            raise EngineError("It broke", where=text)
        return real(self, text, voice, prosody)

    monkeypatch.setattr(ToneEngine, "say", say)
    supply.know(script, is_all=True)
    supply.start()
    wait_until(lambda: len(told) == 2)
    assert told[1].event is Event.UNSPOKEN  # type: ignore[union-attr]
    failed = told[1].place  # type: ignore[union-attr]
    assert supply.shelf.find(failed - 1) is not None
    assert supply.shelf.is_end(failed)


def test_the_shelf_holds_no_more_than_its_bound_and_keeps_what_is_near(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    one = piece(1000)
    monkeypatch.setattr(shelves, "MOST_BYTES", 20 * one.samples.nbytes)
    shelf = Shelf()
    shelf.know(1000, is_all=True)
    for place in range(200):
        shelf.move(place)
        shelf.put(place, piece(1000))
    held = [place for place in range(1000) if shelf.find(place)]
    assert held == list(range(180, 200))


def test_a_gap_is_the_first_place_that_is_missing_and_near() -> None:
    shelf = Shelf(5)
    shelf.know(100, is_all=True)
    assert shelf.wait_for_a_gap() == 5
    for place in (5, 6, 8):
        shelf.put(place, piece(1000))
    assert shelf.wait_for_a_gap() == 7
    shelf.put(7, piece(1000, speech_ms=60_000))
    waiting: list[int | None] = []
    thread = threading.Thread(target=lambda: waiting.append(shelf.wait_for_a_gap()))
    thread.start()
    time.sleep(0.05)
    assert waiting == []
    shelf.close()
    thread.join(10)
    assert waiting == [None]


def test_a_script_begins_with_its_head_or_not(script: Script) -> None:
    assert begins_with(script, part(script, 3))
    assert begins_with(script, replace(script, sections=()))
    assert not begins_with(part(script, 2), script)
    other = plan(Article(Metadata("Another", language="en")), TONE)
    assert not begins_with(script, other)
