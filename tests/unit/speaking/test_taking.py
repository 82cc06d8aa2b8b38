"""Each utterance's speech: kept or spoken, ahead of its turn, in order, and nothing left over."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import ClassVar

import pytest

from benchmarks.speech_overhead import SHARE, KeptTones, KeptTonesAtOnce, overhead
from narrator.article import Metadata
from narrator.errors import EngineError
from narrator.profile import VoiceProfile
from narrator.profiles import load_profile
from narrator.script import Role, Script, Section, Utterance
from narrator.speaking import ahead, registry, speak
from narrator.speaking.caching import SpeechCache
from narrator.speaking.engine import Engine, Speech
from narrator.speaking.retrying import RetryPolicy
from narrator.speaking.services import MOST_FAILURES
from narrator.speaking.session import Session, check_voices_offline
from narrator.speaking.tone import ToneEngine
from narrator.speech import Prosody, Voice

BUSY = EngineError("The server is busy", retry=True)


class SlowEngine(ToneEngine):
    """Speaks in tones, some at a time, and does what a test tells it to."""

    name: ClassVar[str] = "tone"
    cacheable: ClassVar[bool] = True
    online: ClassVar[bool] = True
    host: ClassVar[str] = "speech.example"

    asked: ClassVar[list[str]]
    under_way: ClassVar[int]
    most_under_way: ClassVar[int]
    faults: ClassVar[dict[str, list[EngineError]]]
    delays_s: ClassVar[dict[str, float]]
    version: ClassVar[str]
    closed: ClassVar[int]
    stopped: ClassVar[threading.Event]
    lock: ClassVar[threading.Lock]

    def version_of(self, voice: Voice) -> str:
        return self.version

    def say(self, text: str, voice: Voice, prosody: Prosody) -> Speech:
        cls = type(self)
        with cls.lock:
            cls.asked.append(text)
            cls.under_way += 1
            cls.most_under_way = max(cls.most_under_way, cls.under_way)
        try:
            if cls.stopped.wait(cls.delays_s.get(text, 0.0)):
                raise EngineError("Broken off", retry=True)
            if cls.faults.get(text):
                raise cls.faults[text].pop(0)
            return super().say(text, voice, prosody)
        finally:
            with cls.lock:
                cls.under_way -= 1

    def stop(self) -> None:
        self.stopped.set()

    def close(self) -> None:
        type(self).closed += 1
        assert type(self).under_way == 0


@pytest.fixture
def engine(monkeypatch: pytest.MonkeyPatch) -> Iterator[type[SlowEngine]]:
    """Have the engine `tone` be the slow one; no thread may be left when the test is over."""
    found = type(
        "Fresh",
        (SlowEngine,),
        {
            "asked": [],
            "under_way": 0,
            "most_under_way": 0,
            "faults": {},
            "delays_s": {},
            "version": "1",
            "closed": 0,
            "stopped": threading.Event(),
            "lock": threading.Lock(),
            "max_concurrency": 3,
        },
    )
    monkeypatch.setattr(registry, "engine_class", lambda name: found)
    yield found
    assert [thread.name for thread in threading.enumerate() if "narrator" in thread.name] == []


@pytest.fixture
def profile() -> VoiceProfile:
    return replace(load_profile("single"), engine="tone")


@pytest.fixture
def session(tmp_path: Path) -> Session:
    cache = SpeechCache(tmp_path / "speech")
    return Session(cache, policy=RetryPolicy(sleep=lambda _: None, jitter=0.0))


def texts(count: int, word: str = "Sentence") -> list[str]:
    return [f"{word} number {number} of the article." for number in range(count)]


def script(spoken: list[str]) -> Script:
    utterances = tuple(
        Utterance(text, text, Role.BODY, "presenter", "en", 100, f"/blocks/{number}")
        for number, text in enumerate(spoken)
    )
    return Script(
        Metadata("Headline", language="en"), "single", 2, (Section("Headline", 1, utterances),)
    )


def said(spoken: list[str], profile: VoiceProfile, session: Session | None) -> list[bytes]:
    clips = list(speak(script(spoken), profile, session=session))
    assert [clip.utterance.spoken for clip in clips] == spoken
    return [clip.pcm.data for clip in clips]


def plain(spoken: list[str]) -> list[bytes]:
    tone = ToneEngine()
    return [tone.say(text, tone.find_voice("", "en"), Prosody()).pcm.data for text in spoken]


# Kept speech


def test_an_unchanged_article_makes_no_engine_call(
    engine: type[SlowEngine], profile: VoiceProfile, session: Session
) -> None:
    first = said(texts(30), profile, session)
    assert sorted(engine.asked) == sorted(texts(30))
    engine.asked.clear()
    assert said(texts(30), profile, session) == first == plain(texts(30))
    assert engine.asked == []


def test_an_edited_sentence_is_spoken_alone(
    engine: type[SlowEngine], profile: VoiceProfile, session: Session
) -> None:
    said(texts(30), profile, session)
    engine.asked.clear()
    edited = [*texts(30)[:7], "Another sentence.", *texts(30)[8:]]
    assert said(edited, profile, session) == plain(edited)
    assert engine.asked == ["Another sentence."]


def test_a_text_that_comes_again_is_spoken_once(
    engine: type[SlowEngine], profile: VoiceProfile, session: Session
) -> None:
    engine.delays_s["Image:"] = 0.05
    assert said(["Image:"] * 20, profile, session) == plain(["Image:"] * 20)
    assert engine.asked == ["Image:"]


@pytest.mark.parametrize("change", ["version", "rate"])
def test_another_version_or_rate_is_spoken_anew(
    engine: type[SlowEngine], profile: VoiceProfile, session: Session, change: str
) -> None:
    said(texts(3), profile, session)
    engine.asked.clear()
    if change == "version":
        engine.version = "2"
    else:
        profile = replace(profile, rate_wpm=200)
    said(texts(3), profile, session)
    assert len(engine.asked) == 3


@pytest.mark.parametrize("reason", ["no version", "as quick as a file", "no cache"])
def test_what_is_not_to_be_kept_is_spoken_each_time(
    engine: type[SlowEngine], profile: VoiceProfile, session: Session, reason: str
) -> None:
    if reason == "no version":
        engine.version = ""
    elif reason == "as quick as a file":
        engine.cacheable = False
    else:
        session.cache = None
    for _ in range(2):
        assert said(texts(3), profile, session) == plain(texts(3))
    assert len(engine.asked) == 6


def test_a_damaged_entry_is_spoken_anew(
    engine: type[SlowEngine], profile: VoiceProfile, session: Session
) -> None:
    first = said(texts(5), profile, session)
    assert session.cache
    damaged = next(session.cache.entries()).path
    damaged.write_bytes(damaged.read_bytes()[:-1])
    engine.asked.clear()
    assert said(texts(5), profile, session) == first
    assert len(engine.asked) == 1


def test_an_error_leaves_what_was_spoken_and_the_next_run_goes_on(
    engine: type[SlowEngine], profile: VoiceProfile, session: Session
) -> None:
    engine.max_concurrency = 1
    engine.faults[texts(9)[6]] = [EngineError("It refuses", hint="Ask later.")]
    with pytest.raises(EngineError, match="It refuses") as raised:
        said(texts(9), profile, session)
    assert raised.value.hint == (
        "Ask later. What was spoken is kept (6 utterances): the same command goes on from there."
    )
    engine.asked.clear()
    assert said(texts(9), profile, session) == plain(texts(9))
    assert engine.asked == texts(9)[6:]


def test_what_is_answered_is_kept_at_once_though_its_turn_has_not_come(
    engine: type[SlowEngine],
    profile: VoiceProfile,
    session: Session,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    spoken = texts(3)
    kept_meanwhile: list[int] = []
    say = engine.say

    def held_up(self: SlowEngine, text: str, voice: Voice, prosody: Prosody) -> Speech:
        until_s = time.monotonic() + 10
        while text == spoken[0] and len(kept_meanwhile) < 1:
            count = len(list(session.cache.entries())) if session.cache else 0
            if count == 2 or time.monotonic() > until_s:
                kept_meanwhile.append(count)
            time.sleep(0.01)
        return say(self, text, voice, prosody)

    monkeypatch.setattr(engine, "say", held_up)
    clips = speak(script(spoken), profile, session=session)
    next(clips)
    # A program that is killed before the first is answered loses the first and no other.
    assert kept_meanwhile == [2]
    clips.close()


def test_nothing_is_promised_where_nothing_is_kept(
    engine: type[SlowEngine], profile: VoiceProfile
) -> None:
    engine.faults[texts(3)[2]] = [EngineError("It refuses", hint="Ask later.")]
    with pytest.raises(EngineError) as raised:
        said(texts(3), profile, None)
    assert raised.value.hint == "Ask later."


# Ahead of its turn


def test_as_many_are_spoken_at_a_time_as_the_engine_can_in_their_order(
    engine: type[SlowEngine], profile: VoiceProfile
) -> None:
    spoken = texts(40)
    engine.delays_s = dict(zip(spoken, [0.03, 0.01, 0.01, 0.02] * 10, strict=True))
    start = time.perf_counter()
    assert said(spoken, profile, None) == plain(spoken)
    took_s = time.perf_counter() - start
    assert engine.most_under_way == 3
    assert took_s < 0.75 * sum(engine.delays_s.values())


def test_an_engine_of_one_text_at_a_time_gets_them_in_order(
    engine: type[SlowEngine], profile: VoiceProfile
) -> None:
    engine.max_concurrency = 1
    said(texts(20), profile, None)
    assert engine.asked == texts(20)
    assert engine.most_under_way == 1


def test_nothing_is_begun_before_the_first_clip_is_asked_for(
    engine: type[SlowEngine], profile: VoiceProfile
) -> None:
    clips = speak(script(texts(5)), profile)
    assert engine.asked == []
    clips.close()
    assert engine.asked == []


def test_no_more_is_begun_than_the_window_holds(
    engine: type[SlowEngine], profile: VoiceProfile
) -> None:
    clips = speak(script(texts(60)), profile)
    next(clips)
    time.sleep(0.2)
    assert len(engine.asked) <= ahead.MOST_AHEAD + 3 + 1
    clips.close()
    assert engine.closed == 1


def test_long_texts_do_not_pile_up(engine: type[SlowEngine], profile: VoiceProfile) -> None:
    long_ones = [f"{number} " + "many words " * 300 for number in range(12)]
    clips = speak(script(long_ones), profile)
    next(clips)
    time.sleep(0.1)
    assert len(engine.asked) <= 4
    clips.close()


def test_an_engine_that_is_quick_speaks_in_no_thread(
    engine: type[SlowEngine], profile: VoiceProfile
) -> None:
    engine.cacheable = False
    clips = speak(script(texts(5)), profile)
    next(clips)
    assert engine.asked == texts(5)[:1]
    clips.close()


def test_an_iterator_that_is_closed_breaks_off_what_is_under_way(
    engine: type[SlowEngine], profile: VoiceProfile
) -> None:
    engine.delays_s = dict.fromkeys(texts(9)[1:], 60.0)
    clips = speak(script(texts(9)), profile)
    next(clips)
    start = time.perf_counter()
    clips.close()
    assert time.perf_counter() - start < 5
    assert engine.closed == 1


def test_ctrl_c_breaks_off_what_is_under_way(
    engine: type[SlowEngine], profile: VoiceProfile
) -> None:
    engine.delays_s = dict.fromkeys(texts(9)[1:], 60.0)
    clips = speak(script(texts(9)), profile)
    next(clips)
    with pytest.raises(KeyboardInterrupt):
        clips.throw(KeyboardInterrupt())
    assert engine.closed == 1


@pytest.mark.parametrize("keeps", [True, False])
def test_ctrl_c_says_what_is_kept(
    engine: type[SlowEngine], profile: VoiceProfile, session: Session, keeps: bool
) -> None:
    engine.max_concurrency = 1
    engine.delays_s = dict.fromkeys(texts(9)[2:], 60.0)
    told: list[str] = []
    given = session if keeps else Session()
    clips = speak(script(texts(9)), profile, tell=told.append, session=given)
    next(clips)
    next(clips)
    with pytest.raises(KeyboardInterrupt):
        clips.throw(KeyboardInterrupt())
    kept = "What was spoken is kept (2 utterances): the same command goes on from there."
    assert told[1:] == ([kept] if keeps else [])


def test_a_failure_is_said_at_once_and_not_when_its_turn_comes(
    engine: type[SlowEngine], profile: VoiceProfile, session: Session, monkeypatch
) -> None:
    monkeypatch.setattr(ahead, "GRACE_S", 0.1)
    engine.delays_s = {texts(5)[0]: 60.0}
    engine.faults = {texts(5)[1]: [EngineError("It refuses")]}
    start = time.perf_counter()
    with pytest.raises(EngineError, match="It refuses"):
        said(texts(5), profile, session)
    assert time.perf_counter() - start < 5


def test_what_is_under_way_where_another_fails_is_kept(
    engine: type[SlowEngine], profile: VoiceProfile, session: Session
) -> None:
    engine.delays_s = {texts(5)[0]: 0.3}
    engine.faults = {texts(5)[1]: [EngineError("It refuses")]}
    with pytest.raises(EngineError, match="It refuses"):
        said(texts(5), profile, session)
    engine.asked.clear()
    said(texts(5), profile, session)
    assert texts(5)[0] not in engine.asked


def test_a_mistake_of_an_engine_is_a_bug_and_passes(
    engine: type[SlowEngine], profile: VoiceProfile
) -> None:
    engine.faults = {texts(3)[1]: [ZeroDivisionError()]}  # type: ignore[list-item]
    with pytest.raises(ZeroDivisionError):
        said(texts(3), profile, None)


def test_lines_are_told_one_at_a_time(engine: type[SlowEngine], profile: VoiceProfile) -> None:
    # Each with its own reason, since waits for the same reason are told once.
    engine.faults = {text: [EngineError(f"Busy with {text}", retry=True)] for text in texts(20)}
    telling, told = threading.Lock(), []

    def tell(line: str) -> None:
        assert telling.acquire(blocking=False)
        time.sleep(0.001)
        told.append(line)
        telling.release()

    policy = RetryPolicy(sleep=lambda _: None)
    list(speak(script(texts(20)), profile, tell=tell, session=Session(policy=policy)))
    assert len(told) == 21


# A whole run


def test_a_service_that_fails_is_asked_no_more_in_the_run(
    engine: type[SlowEngine], profile: VoiceProfile, session: Session
) -> None:
    engine.max_concurrency = 1
    engine.faults = {text: [BUSY] * 99 for text in texts(2)}
    for _ in range(MOST_FAILURES):
        with pytest.raises(EngineError, match=r"busy \(tried 5 times\)"):
            said(texts(2), profile, session)
    asked = len(engine.asked)
    with pytest.raises(EngineError, match=r"speech\.example failed 3 times in a row"):
        said(texts(2), profile, session)
    assert len(engine.asked) == asked == 5 * MOST_FAILURES


def test_an_offline_run_refuses_an_engine_that_is_not(
    engine: type[SlowEngine], profile: VoiceProfile
) -> None:
    with pytest.raises(EngineError, match=r"sends the text to speech\.example") as raised:
        said(texts(2), profile, Session(offline=True))
    assert "--offline" in raised.value.hint
    assert engine.asked == []


@pytest.mark.parametrize("by", ["profile", "environment"])
def test_an_offline_run_names_the_server_that_is_set(
    profile: VoiceProfile, by: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = "http://speech.example:8880/v1"
    settings = {"openai": {"url": url}} if by == "profile" else {}
    if by == "environment":
        monkeypatch.setenv("NARRATOR_OPENAI_URL", url)
    with pytest.raises(EngineError, match=r"sends the text to speech\.example:8880, and"):
        check_voices_offline(replace(profile, engine="openai", engines=settings))


def test_who_gets_the_text_is_not_said_where_nobody_does(
    engine: type[SlowEngine], profile: VoiceProfile, session: Session
) -> None:
    told: list[str] = []
    list(speak(script(texts(2)), profile, tell=told.append, session=session))
    assert told == ["The text is sent to speech.example, whose voices speak it."]
    fresh = Session(session.cache)
    list(speak(script(texts(2)), profile, tell=told.append, session=fresh))
    assert len(told) == 1


@pytest.mark.parametrize("kind", [KeptTones, KeptTonesAtOnce])
def test_narrators_own_cost_is_a_small_share_of_a_neural_engines_time(kind: type[Engine]) -> None:
    # Of processor time; the least of three, since a busy machine costs more and never less.
    assert min(overhead(kind) for _ in range(3)) < SHARE
