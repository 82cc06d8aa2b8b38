"""Around every engine: cutting and joining, waiting and giving up, and no silence for speech."""

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from narrator.errors import EngineError
from narrator.speaking.engine import Speech
from narrator.speaking.retrying import Patience, RetryPolicy
from narrator.speaking.services import Service
from narrator.speaking.tone import ToneEngine
from narrator.speech import PCM, Prosody, Stretch, Wording

TEXT = "One sentence, of two clauses. And another one, which is longer than the first."


class Faulty(ToneEngine):
    """The tone engine, failing as often as it is told to before it speaks."""

    online = True

    def __init__(self, *errors, max_chars=None):
        self.errors = list(errors)
        self.max_chars = max_chars
        self.asked = []

    def say(self, text, voice, prosody):
        self.asked.append(text)
        if self.errors:
            raise self.errors.pop(0)
        return super().say(text, voice, prosody)


class Mute(ToneEngine):
    """An engine that gives what it is told to in place of speech."""

    def __init__(self, pcm, *, online=False):
        self.pcm = pcm
        self.online = online

    def say(self, text, voice, prosody):
        return Speech(self.pcm)


@pytest.fixture
def waits():
    return []


@pytest.fixture
def told():
    return []


@pytest.fixture
def say(waits, told):
    def clock():
        return sum(waits)

    def say(engine, text=TEXT, **policy):
        policy = RetryPolicy(**{"jitter": 0.0, "sleep": waits.append, "clock": clock} | policy)
        patience = Patience(policy, told.append, Service(clock=clock))
        return patience.say(engine, Wording(text), engine.find_voice("", "en"), Prosody())

    return say


def busy(retry_after_s=None, message="The server is busy"):
    return EngineError(
        message, where="words", hint="Wait.", retry=True, retry_after_s=retry_after_s
    )


def plain(text=TEXT):
    engine = ToneEngine()
    return engine.say(text, engine.find_voice("", "en"), Prosody())


# Trying again


def test_speech_that_comes_at_once_is_passed_on_unchanged(say, waits, told):
    assert say(ToneEngine()) == plain()
    assert waits == told == []


def test_each_wait_is_twice_the_one_before(say, waits):
    assert say(Faulty(busy(), busy(), busy(), busy())) == plain()
    assert waits == [1, 2, 4, 8]


def test_no_wait_is_longer_than_the_ceiling(say, waits):
    say(Faulty(busy(), busy(), busy()), ceiling_s=1.5)
    assert waits == [1, 1.5, 1.5]


def test_chance_shortens_waits_by_its_share_and_no_more(say, waits):
    say(Faulty(*[busy()] * 40), jitter=0.5, attempts=41, ceiling_s=1.0)
    assert all(0.5 <= wait <= 1 for wait in waits)
    assert len(set(waits)) > 30


def test_a_wait_above_the_ceiling_is_not_begun_though_there_is_time(say, waits):
    policy = RetryPolicy()
    asked_s = (policy.ceiling_s + policy.total_s) / 2
    engine = Faulty(busy(asked_s))
    with pytest.raises(EngineError) as caught:
        say(engine)
    assert (waits, len(engine.asked)) == ([], 1)
    assert "try again in 1 minute 30 seconds" in caught.value.hint


def test_all_requests_wait_as_long_as_the_service_asked_one_of_them_to():
    waits, moment_s = [], [0.0]

    def sleep(wait_s):
        waits.append(wait_s)

    service = Service(clock=lambda: moment_s[0])
    policy = RetryPolicy(jitter=0.0, sleep=sleep, clock=service.clock)
    patience = Patience(policy, service=service)
    voice = ToneEngine().find_voice("", "en")
    patience.say(Faulty(busy(20.0)), Wording(TEXT), voice, Prosody())
    # The clock stands still, so that the time the service asked for is not over for the next.
    patience.say(Faulty(), Wording(TEXT), voice, Prosody())
    assert waits == [20.0, 20.0]


def test_waits_are_left_to_chance_and_bounded_unless_somebody_says_otherwise():
    policy = RetryPolicy()
    assert policy.jitter == 0.5
    assert policy.total_s == 120.0
    assert policy.attempts * policy.first_wait_s < policy.total_s


def test_each_wait_is_told_with_its_reason(say, told):
    say(Faulty(busy(), busy()))
    assert told == [
        "The server is busy. Waiting 1 second, then try 2 of 5.",
        "The server is busy. Waiting 2 seconds, then try 3 of 5.",
    ]


def test_several_that_wait_for_the_same_are_told_once(told):
    others = [Faulty(busy(), busy(), busy())]  # It fails while the first one waits.

    def say(engine):
        voice = engine.find_voice("", "en")
        return patience.say(engine, Wording(TEXT), voice, Prosody())

    def sleep(_wait_s):
        if others:
            say(others.pop())

    patience = Patience(RetryPolicy(jitter=0.0, sleep=sleep), told.append, Service())
    say(Faulty(busy()))
    assert told == [
        "The server is busy. Waiting 1 second, then try 2 of 5.",
        "The server is busy. Waiting 2 seconds, then try 3 of 5.",
        "The server is busy. Waiting 4 seconds, then try 4 of 5.",
    ]
    say(Faulty(busy()))  # It had answered meanwhile, so this is news.
    assert told[3:] == ["The server is busy. Waiting 1 second, then try 2 of 5."]


def test_waits_are_told_again_after_a_request_was_given_up(told):
    patience = Patience(RetryPolicy(attempts=2, sleep=lambda _: None), told.append, Service())
    for _ in range(2):
        engine = Faulty(busy(), busy())
        with pytest.raises(EngineError):
            patience.say(engine, Wording(TEXT), engine.find_voice("", "en"), Prosody())
    assert len(told) == 2


def test_last_error_says_how_often_it_was_tried(say, waits):
    last = busy(message="The server is still busy")
    engine = Faulty(busy(), busy(), last)
    with pytest.raises(EngineError) as caught:
        say(engine, attempts=3)
    assert caught.value.message == "The server is still busy (tried 3 times)"
    assert (caught.value.where, caught.value.hint, caught.value.retry) == ("words", "Wait.", True)
    assert caught.value.__cause__ is last
    assert len(engine.asked) == 3
    assert waits == [1, 2]


def test_error_that_waiting_does_not_mend_is_raised_at_once(say, waits):
    engine = Faulty(EngineError("The server refuses", where="words", hint="Go."))
    with pytest.raises(EngineError, match=re.escape("The server refuses: words")):
        say(engine)
    assert len(engine.asked) == 1
    assert waits == []


def test_time_that_the_server_names_is_waited_for(say, waits):
    say(Faulty(busy(30), busy(0)))
    assert waits == [30, 1]


def test_time_above_the_ceiling_is_not_waited_for(say, waits, told):
    with pytest.raises(EngineError) as caught:
        say(Faulty(busy(3600)))
    assert "try again in 1 hour" in caught.value.hint
    assert caught.value.retry_after_s == 3600
    assert waits == told == []


def test_waits_for_a_request_end_at_the_sum(say, waits):
    with pytest.raises(EngineError, match="tried 3 times"):
        say(Faulty(*[busy(50)] * 4))
    assert waits == [50, 50]


def test_what_is_not_an_engines_error_is_a_bug_and_passes(say, waits):
    with pytest.raises(ZeroDivisionError):
        say(Faulty(ZeroDivisionError()))
    assert waits == []


def test_policy_sleeps_by_the_clock_unless_told_otherwise():
    assert RetryPolicy().sleep is time.sleep


# Cutting and joining


def test_long_text_is_cut_and_its_sound_is_joined(say):
    engine = Faulty(max_chars=40)
    speech = say(engine)
    assert engine.asked == [
        "One sentence, of two clauses.",
        "And another one,",
        "which is longer than the first.",
    ]
    assert speech.pcm.data == b"".join(plain(piece).pcm.data for piece in engine.asked)


def test_marks_are_moved_along_with_their_words(say):
    speech = say(Faulty(max_chars=40))
    words = [TEXT[mark.start : mark.end] for mark in speech.marks]
    assert words == re.findall(r"\w+", TEXT)
    second = plain("One sentence, of two clauses.").pcm.samples
    assert speech.marks[words.index("And")].offset_samples == second


def test_only_the_piece_that_failed_is_asked_for_again(say):
    engine = Faulty(busy(), max_chars=40)
    say(engine)
    assert engine.asked[0] == engine.asked[1] == "One sentence, of two clauses."
    assert len(engine.asked) == 4


def test_text_that_fits_goes_as_it_is(say):
    engine = Faulty(max_chars=40)
    say(engine, " spaces around ")
    assert engine.asked == [" spaces around "]


def test_long_text_of_spaces_is_no_speech(say):
    assert say(Faulty(max_chars=5), " " * 9).pcm.samples == 0


def test_piece_of_punctuation_adds_nothing(say):
    speech = say(Faulty(max_chars=5), "words ————— words")
    assert speech.pcm.data == plain("words").pcm.data * 2
    assert [mark.start for mark in speech.marks] == [0, 12]


def test_pieces_at_several_rates_are_an_error(say):
    class Changing(Faulty):
        def say(self, text, voice, prosody):
            self.asked.append(text)
            return Speech(PCM(b"\1\1", 8000 * len(self.asked)))

    with pytest.raises(EngineError, match="8000 Hz, 16000 Hz"):
        say(Changing(max_chars=5), "words words")


@given(st.text("ab ,.!—é漢。", min_size=1, max_size=60), st.integers(4, 20))
def test_joined_marks_point_at_the_same_words_as_uncut_ones(text, limit):
    engine = Faulty(max_chars=limit)
    speech = Patience().say(engine, Wording(text), engine.find_voice("", "en"), Prosody())
    heard = "".join(text[mark.start : mark.end] for mark in speech.marks)
    assert [c for c in heard if c.isalnum()] == [c for c in text if c.isalnum()]


# Silence


@pytest.mark.parametrize(
    ("pcm", "words"), [(PCM(b"", 8000), "no sound"), (PCM(bytes(8000), 8000), "silence")]
)
@pytest.mark.parametrize(
    ("text", "online"),
    [("words", False), ("1,200", False), ("今天好", False), ("7", True), ("語", True)],
)
def test_silence_for_words_is_an_error(say, pcm, words, text, online):
    with pytest.raises(EngineError, match=f"gave {words} in place of speech") as caught:
        say(Mute(pcm, online=online), text, attempts=1)
    assert caught.value.where == text
    assert caught.value.retry is online


@pytest.mark.parametrize("text", ["", " ", "...", "— (!)", "🎉", "ʻ", "①", "... a ..."])
def test_silence_for_a_sign_that_a_voice_does_not_know_is_accepted(say, text):
    assert say(Mute(PCM(b"", 8000)), text).pcm.samples == 0


@pytest.mark.parametrize("text", ["", " ", "...", "— (!)", "🎉"])
def test_silence_from_a_server_for_what_has_no_letters_is_accepted(say, text):
    assert say(Mute(PCM(b"", 8000), online=True), text).pcm.samples == 0


def test_silence_from_a_server_is_tried_again(say, waits):
    class Sleepy(Faulty):
        def say(self, text, voice, prosody):
            self.asked.append(text)
            return Speech(PCM(b"", 8000)) if len(self.asked) == 1 else plain(text)

    assert say(Sleepy()) == plain()
    assert waits == [1]


# Phonemes


class Phonetic(ToneEngine):
    """The tone engine, with a record of the phonemes that it was given."""

    alphabets = frozenset({"ipa"})
    max_chars = 40

    def __init__(self):
        self.given = []

    def pronounce(self, wording, voice, prosody):
        self.given.append(wording)
        return super().pronounce(wording, voice, prosody)


def test_phonemes_go_along_with_the_piece_of_their_word():
    engine = Phonetic()
    start = TEXT.index("another")
    wording = Wording(TEXT, (Stretch(start, start + 7, "ipa", "əˈnʌðə"),))
    speech = Patience().say(engine, wording, engine.find_voice("", "en"), Prosody())
    (given,) = engine.given
    (stretch,) = given.stretches
    assert given.text[stretch.start : stretch.end] == "another"
    assert [TEXT[mark.start : mark.end] for mark in speech.marks] == [
        TEXT[mark.start : mark.end] for mark in plain().marks
    ]
