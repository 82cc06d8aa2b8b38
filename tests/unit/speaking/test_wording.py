"""What an engine is given: the spoken form, and the sounds of words in an alphabet it takes."""

from __future__ import annotations

import pytest

from narrator.script import Pronunciation, Role, Utterance
from narrator.speaking.tone import ToneEngine
from narrator.speaking.wording import wording_for
from narrator.speech import Stretch, Voice, Wording

KYIV = Pronunciation("Kyiv", "ipa", "ˈkiːiv")
VOICE = Voice("tone", "middle", "en-GB")


class Phonetic(ToneEngine):
    alphabets = frozenset({"ipa", "x-own"})


def utterance(spoken: str, *pronunciations: Pronunciation, language: str = "en") -> Utterance:
    return Utterance(spoken, spoken, Role.BODY, "presenter", language, 0, "", pronunciations)


def test_every_place_of_the_word_is_a_stretch() -> None:
    wording = wording_for(utterance("Kyiv, Kyiv’s, Kyivan.", KYIV), Phonetic(), VOICE)
    assert wording.stretches == (
        Stretch(0, 4, "ipa", "ˈkiːiv"),
        Stretch(6, 10, "ipa", "ˈkiːiv"),
    )


def test_the_first_alphabet_that_the_engine_takes_is_used() -> None:
    others = (Pronunciation("Kyiv", "espeak", "k'i:Iv"), Pronunciation("Kyiv", "x-own", "KIV"))
    wording = wording_for(utterance("Kyiv", *others, KYIV), Phonetic(), VOICE)
    assert wording.stretches == (Stretch(0, 4, "x-own", "KIV"),)


@pytest.mark.parametrize(
    ("engine", "language", "spoken"),
    [
        (ToneEngine(), "en", "Kyiv"),  # It takes no phonemes.
        (Phonetic(), "uk", "Kyiv"),  # A voice of another language stands in.
        (Phonetic(), "en", "Kiev"),  # The spoken form was edited by hand.
    ],
)
def test_otherwise_the_spoken_form_goes_as_it_stands(
    engine: ToneEngine, language: str, spoken: str
) -> None:
    wording = wording_for(utterance(spoken, KYIV, language=language), engine, VOICE)
    assert wording == Wording(spoken)


def test_words_of_a_script_without_spaces_are_found_within_the_line() -> None:
    tokyo = Pronunciation("東京", "ipa", "toːkʲoː")
    voice = Voice("tone", "middle", "ja")
    wording = wording_for(utterance("首相は東京にいた", tokyo, language="ja"), Phonetic(), voice)
    assert wording.stretches == (Stretch(3, 5, "ipa", "toːkʲoː"),)


def test_a_piece_keeps_the_stretches_that_are_whole_in_it() -> None:
    stretches = (Stretch(0, 2, "ipa", "a"), Stretch(3, 5, "ipa", "b"))
    assert Wording("ab cd", stretches).piece(1, 5) == Wording("b cd", (Stretch(2, 4, "ipa", "b"),))
