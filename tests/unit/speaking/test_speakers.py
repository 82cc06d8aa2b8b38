"""Speakers that stay ready: any utterances, in any order."""

from __future__ import annotations

import threading
from typing import ClassVar

import pytest

from narrator.article import Article, Metadata, Paragraph
from narrator.errors import EngineError
from narrator.planning import plan
from narrator.profiles import load_profile
from narrator.script import Script
from narrator.speaking import registry, speak
from narrator.speaking.engine import Speech
from narrator.speaking.speakers import Speakers
from narrator.speaking.tone import ToneEngine
from narrator.speech import Prosody, Voice

TONE = load_profile("single").with_engine("tone")


class Careful(ToneEngine):
    """Tones that are spoken in a thread, one at a time, each when a test lets it."""

    cacheable: ClassVar[bool] = True
    opened: ClassVar[int] = 0
    said: ClassVar[list[str]] = []
    may_speak: ClassVar[threading.Event] = threading.Event()
    speaks: ClassVar[threading.Event] = threading.Event()
    stopped: ClassVar[threading.Event] = threading.Event()

    def __init__(self) -> None:
        super().__init__()
        type(self).opened += 1

    def say(self, text: str, voice: Voice, prosody: Prosody) -> Speech:
        self.speaks.set()
        while not self.may_speak.wait(0.01):
            if self.stopped.is_set():
                raise EngineError("It was stopped")
        self.said.append(text)
        return super().say(text, voice, prosody)

    def stop(self) -> None:
        self.stopped.set()


@pytest.fixture
def careful(monkeypatch: pytest.MonkeyPatch) -> type[Careful]:
    Careful.opened = 0
    Careful.said.clear()
    for event in (Careful.may_speak, Careful.speaks, Careful.stopped):
        event.clear()
    monkeypatch.setattr(registry, "engine_class", lambda _name: Careful)
    return Careful


@pytest.fixture
def script() -> Script:
    blocks = tuple(Paragraph(f"Sentence number {number}.") for number in range(30))
    return plan(Article(Metadata("The headline", language="en"), blocks=blocks), TONE)


def test_utterances_are_spoken_in_any_order_by_engines_that_stay_open(
    careful: type[Careful], script: Script
) -> None:
    careful.may_speak.set()
    utterances = list(script.utterances())
    with Speakers(TONE) as speakers:
        speakers.cast(script)
        speakers.cast(script)
        for wanted in (utterances[5:8], utterances[2:4], utterances[5:6]):
            assert [clip.utterance for clip in speakers.clips(wanted)] == wanted
    assert careful.opened == 1


def test_the_clips_are_those_that_speak_gives(script: Script) -> None:
    with Speakers(TONE) as speakers:
        speakers.cast(script)
        assert list(speakers.clips(script.utterances())) == list(speak(script, TONE))


def test_what_waits_for_its_turn_is_dropped_when_nobody_wants_it_any_more(
    careful: type[Careful], script: Script
) -> None:
    utterances = list(script.utterances())
    last = utterances[-1]
    with Speakers(TONE) as speakers:
        speakers.cast(script)
        clips = speakers.clips(utterances)
        careful.may_speak.set()
        next(clips)
        careful.may_speak.clear()
        clips.close()
        under_way = len(careful.said) + 1
        careful.may_speak.set()
        assert [clip.utterance for clip in speakers.clips([last])] == [last]
    assert len(careful.said) <= under_way + 1
    assert careful.said[-1] == last.spoken


def test_whoever_waits_for_a_clip_stops_waiting_when_it_is_broken_off(
    careful: type[Careful], script: Script
) -> None:
    failed: list[BaseException] = []
    with Speakers(TONE) as speakers:
        speakers.cast(script)

        def wait() -> None:
            try:
                next(speakers.clips(script.utterances()))
            except EngineError as error:
                failed.append(error)

        waiting = threading.Thread(target=wait)
        waiting.start()
        assert careful.speaks.wait(10)
        speakers.break_off()
        waiting.join(10)
        assert not waiting.is_alive()
    assert len(failed) == 1
    assert not any(thread.name.startswith("narrator") for thread in threading.enumerate())
