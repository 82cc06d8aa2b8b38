"""The tone engine: bursts that follow the text to the sample."""

from array import array

import pytest

from narrator.errors import EngineError
from narrator.speaking.tone import (
    IDEOGRAPH_LETTERS,
    LETTERS_A_WORD,
    LONGEST_GAP_LETTERS,
    RATE_HZ,
    ToneEngine,
)
from narrator.speech import Mark, Prosody

LETTER_SAMPLES = RATE_HZ * 60 // (LETTERS_A_WORD * 175)
"""1260: a whole number at the default rate, which makes the sums below exact."""


def say(text, name="", **prosody):
    engine = ToneEngine()
    return engine.say(text, engine.find_voice(name, "en"), Prosody(**prosody))


def samples(speech):
    return array("h", speech.pcm.data)


def test_each_letter_is_one_length_and_each_space_another():
    assert say("abc de").pcm.samples == 6 * LETTER_SAMPLES


def test_marks_name_each_word_without_its_punctuation_where_its_burst_begins():
    marks = say("“Ab, (cd)”").marks
    assert marks == (Mark(0, 1, 3), Mark(5 * LETTER_SAMPLES, 6, 8))


def test_gap_grows_with_punctuation_up_to_its_ceiling():
    assert say("a, b").pcm.samples == (1 + 2 + 1) * LETTER_SAMPLES
    assert (
        say("a" + "-" + " - " * 9 + "b").pcm.samples == (2 + LONGEST_GAP_LETTERS) * LETTER_SAMPLES
    )


def test_sound_begins_with_the_first_sample():
    assert samples(say("  ...hello"))[0] != 0


def test_sound_is_loud_in_the_word_and_silent_in_the_gap():
    heard = samples(say("abc de"))
    assert max(heard[: 3 * LETTER_SAMPLES]) > 8000
    assert set(heard[3 * LETTER_SAMPLES : 4 * LETTER_SAMPLES]) == {0}
    assert max(heard[4 * LETTER_SAMPLES :]) > 8000


def test_rate_changes_the_length_in_proportion():
    assert say("abc de", rate_wpm=350).pcm.samples == 3 * LETTER_SAMPLES


@pytest.mark.parametrize(("name", "hertz"), [("low", 110), ("middle", 165), ("high", 220)])
def test_voice_decides_the_pitch(name, hertz):
    assert peak_hz(say("x" * 60, name)) == pytest.approx(hertz, abs=2)


def test_pitch_percent_raises_the_pitch():
    assert peak_hz(say("x" * 60, "low", pitch_percent=50)) == pytest.approx(165, abs=2)


def peak_hz(speech):
    import numpy as np

    heard = np.frombuffer(speech.pcm.data, "<i2")
    return int(np.abs(np.fft.rfft(heard)).argmax()) * RATE_HZ / len(heard)


def test_same_text_gives_the_same_bytes():
    assert say("The same words.") == say("The same words.")


def test_ideographs_are_words_of_their_own():
    speech = say("新聞を。")
    assert [(mark.start, mark.end) for mark in speech.marks] == [(0, 1), (1, 2), (2, 3)]
    assert speech.pcm.samples == (3 * IDEOGRAPH_LETTERS + 2) * LETTER_SAMPLES


def test_vowel_signs_belong_to_their_word():
    assert [(mark.start, mark.end) for mark in say("हिन्दी में।").marks] == [(0, 6), (7, 10)]


@pytest.mark.parametrize("text", ["", " \n", "... — (!)", "。"])
def test_text_without_words_gives_no_samples(text):
    speech = say(text)
    assert speech.pcm.samples == 0
    assert speech.marks == ()


def test_symbols_and_markup_are_words():
    assert [(mark.start, mark.end) for mark in say("<b> [[x]] % 🎉").marks] == [
        (0, 3),
        (6, 7),
        (10, 11),
        (12, 13),
    ]


def test_unknown_voice_names_the_nearest():
    with pytest.raises(EngineError) as caught:
        ToneEngine().find_voice("midle", "en")
    assert caught.value.hint == "Did you mean middle?"


def test_voice_speaks_the_language_it_was_asked_for():
    assert ToneEngine().find_voice("", "cy").language == "cy"
    assert ToneEngine().find_voice("low", "").language == "und"


def test_voices_are_listed_by_name():
    assert [voice.name for voice in ToneEngine().voices()] == ["high", "low", "middle"]
