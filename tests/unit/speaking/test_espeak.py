from __future__ import annotations

import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from narrator.errors import EngineError
from narrator.speaking import espeak
from narrator.speaking.engine import Speech
from narrator.speaking.espeak import EspeakEngine
from narrator.speech import Prosody, Stretch, Wording

TEXTS = ("The harbour bridge opens by hand.", "A second sentence.", "And a third one.")


@pytest.fixture
def engine() -> Iterator[EspeakEngine]:
    opened = EspeakEngine()
    yield opened
    opened.close()


@pytest.mark.parametrize(
    ("name", "language", "found"),
    [
        ("", "en", "gmw/en"),
        ("", "en-US", "gmw/en-US"),
        ("", "en-AU", "gmw/en"),
        ("+f3", "en-US", "gmw/en-US+f3"),
        ("", "de-AT", "gmw/de"),
        ("", "pt", "roa/pt"),
        ("", "pt-BR", "roa/pt-BR"),
        ("", "zh-Hant-TW", "sit/cmn"),
        ("", "zh-HK", "sit/yue"),
        ("", "no", "gmq/nb"),
        ("", "sr-Latn", "zls/sr"),
        ("en-us+m3", "en", "gmw/en-US+m3"),
        ("gmw/en-US", "en", "gmw/en-US"),
    ],
)
def test_voices_are_found_by_language_name_and_variant(
    engine: EspeakEngine, name: str, language: str, found: str
) -> None:
    assert engine.find_voice(name, language).name == found


def test_a_voice_of_the_language_speaks_the_region_that_was_asked_for(
    engine: EspeakEngine,
) -> None:
    assert engine.find_voice("", "de-AT").language == "de-AT"
    assert engine.find_voice("en-us", "de").language == "en-US"


@pytest.mark.parametrize(
    ("name", "language", "hint"),
    [
        ("+f33", "en", "Did you mean +f3?"),
        ("en-uss", "en", "Did you mean en-us?"),
        ("", "tlh", "--language"),
        ("", "", "--language"),
    ],
)
def test_what_there_is_not_is_an_error_with_the_nearest_there_is(
    engine: EspeakEngine, name: str, language: str, hint: str
) -> None:
    with pytest.raises(EngineError) as raised:
        engine.find_voice(name, language)
    assert hint in raised.value.hint
    assert not raised.value.retry


def test_every_word_has_its_mark(engine: EspeakEngine) -> None:
    text = "It’s the “harbour” bridge, wörld."
    speech = engine.say(text, engine.find_voice("", "en"), Prosody())
    assert [text[mark.start : mark.end] for mark in speech.marks] == [
        "It’s",
        "the",
        "harbour",
        "bridge",
        "wörld",
    ]
    offsets = [mark.offset_samples for mark in speech.marks]
    assert offsets == sorted(offsets)
    assert offsets[-1] < speech.pcm.samples


def test_pitch_changes_the_sound_and_rate_the_length(engine: EspeakEngine) -> None:
    voice = engine.find_voice("", "en")
    plain = engine.say(TEXTS[0], voice, Prosody())
    high = engine.say(TEXTS[0], voice, Prosody(pitch_percent=30))
    fast = engine.say(TEXTS[0], voice, Prosody(rate_wpm=300))
    assert high.pcm.data != plain.pcm.data
    assert fast.pcm.samples < 0.75 * plain.pcm.samples


def test_the_same_texts_give_the_same_bytes_whenever_the_engine_is_opened() -> None:
    def spoken() -> list[bytes]:
        engine = EspeakEngine()
        voices = [engine.find_voice(name, "en") for name in ("", "+f3")]
        try:
            return [
                engine.say(text, voice, Prosody()).pcm.data for text in TEXTS for voice in voices
            ]
        finally:
            engine.close()

    assert spoken() == spoken()


def test_every_listed_voice_can_be_found_by_its_name(engine: EspeakEngine) -> None:
    voices = engine.voices()
    assert len(voices) > 100
    for voice in voices:
        assert engine.find_voice(voice.name, voice.language).name == voice.name


def pronounced(engine: EspeakEngine, text: str, word: str, phonemes: str) -> tuple[Wording, Speech]:
    start = text.index(word)
    wording = Wording(text, (Stretch(start, start + len(word), "espeak", phonemes),))
    return wording, engine.pronounce(wording, engine.find_voice("", "en"), Prosody())


@pytest.mark.parametrize(
    ("text", "words", "phonemes"),
    [
        ("In Kyiv, today", ["In", "Kyiv", "today"], "In k'i:;Iv t@d'eI"),
        ('the "Kyiv" office', ["the", "Kyiv", "office"], "D@ k'i:;Iv '0fIs"),
        ("the (Kyiv) office", ["the", "Kyiv", "office"], "D@ k'i:;Iv '0fIs"),
        ("Kyiv’s centre", ["Kyiv’s", "centre"], "k'i:;Ivz s'Ent3"),
        ("a pro-Kyiv rally", ["a", "pro-", "Kyiv", "rally"], "a# pr'oU k'i:;Iv r'ali"),
        ("Kyiv [[xzq]]", ["Kyiv", "xzq"], "k'i:;Iv ,Eksz,Edkj'u:"),
    ],
)
def test_a_word_is_spoken_by_its_phonemes_and_its_mark_is_the_word(
    engine: EspeakEngine, text: str, words: list[str], phonemes: str
) -> None:
    wording, speech = pronounced(engine, text, "Kyiv", "k'i:Iv")
    assert [text[mark.start : mark.end] for mark in speech.marks] == words
    assert engine.phonemes(wording, engine.find_voice("", "en")) == phonemes


def test_phonemes_of_several_words_have_one_mark(engine: EspeakEngine) -> None:
    text = "In Los Angeles it rains."
    _, speech = pronounced(engine, text, "Los Angeles", "l0s'andZ@l@s")
    marked = [text[mark.start : mark.end] for mark in speech.marks]
    assert marked == ["In", "Los Angeles", "it", "rains"]
    offsets = [mark.offset_samples for mark in speech.marks]
    assert offsets == sorted(offsets)


@pytest.mark.parametrize("phonemes", ["", " ", "a]]b", "ki\nv", "'", "[[a"])
def test_phonemes_that_would_not_be_heard_are_an_error(engine: EspeakEngine, phonemes: str) -> None:
    with pytest.raises(EngineError, match="no phonemes"):
        pronounced(engine, "In Kyiv.", "Kyiv", phonemes)


# Phonemes in the IPA


@pytest.mark.parametrize(
    ("language", "ipa", "mnemonics"),
    [
        ("en", "ˈkiːɪv", "k'i:Iv"),
        ("en-US", "ˈkiːɪv", "k'i:Iv"),
        ("en", "ˈʃiː dʒɪnˈpɪŋ", "S'i: dZInp'IN"),
        ("en", "t͡ʃɪˈkɑː.ɡəʊ", "tSIk'A:goU"),
        ("en", "tʃɪˈkɑːgəʊ", "tSIk'A:goU"),
        ("en", "ləˈviːv", "l@v'i:v"),
        ("en", "ˈɹɛdɪŋ", "r'EdIN"),
        ("en", "laɪts", "l'aIts"),  # A short word has its stress though it is not written.
        ("en", "fɒn də ˈlaɪən", "f0n d@ l'aI@n"),
        ("de", "ˈbaɪdən", "b'aId@n"),
        ("de", "ˈɔɾbɑːn", "'OrbA:n"),
        ("de", "ˈmyːlə", "m'y:l@"),
        ("fr", "maʁˈsɛj", "mars'Ej"),
        ("en", "ˈmyːlə", None),  # English has no such vowel.
        ("de", "ləˈviːv", None),  # German has no voiced sound at the end of a word.
        ("en", "ˈkɪjɪu̯", None),
        ("en", "", None),
        ("en", "ˈ", None),
        ("en", "9", None),
    ],
)
def test_ipa_is_spoken_where_the_voice_has_exactly_these_sounds(
    engine: EspeakEngine, language: str, ipa: str, mnemonics: str | None
) -> None:
    voice = engine.find_voice("", language)
    assert engine.can_sound("ipa", ipa, voice) is (mnemonics is not None)
    if mnemonics:
        text = "so Kyiv"
        by_ipa, by_mnemonics = (
            engine.phonemes(Wording(text, (Stretch(3, 7, alphabet, phonemes),)), voice)
            for alphabet, phonemes in (("ipa", ipa), ("espeak", mnemonics))
        )
        assert by_ipa == by_mnemonics


def test_what_is_asked_of_the_phonemes_does_not_change_plain_speech(engine: EspeakEngine) -> None:
    voice = engine.find_voice("", "en")
    assert engine.can_sound("ipa", "ˈkiːɪv", voice)
    marked = [mark.start for mark in engine.say("[[xzq]] it", voice, Prosody()).marks]
    assert marked == [2, 8]


def test_an_engine_that_begins_afresh_says_a_text_as_a_new_one_does() -> None:
    engine = EspeakEngine()
    try:
        voice = engine.find_voice("", "en-GB")
        first = engine.say("The harbour was quiet on Monday.", voice, Prosody()).pcm
        behind = engine.say("The harbour was quiet on Monday.", voice, Prosody()).pcm
        engine.begin_afresh()
        again = engine.say("The harbour was quiet on Monday.", voice, Prosody()).pcm
    finally:
        engine.close()
    assert again == first
    assert behind != first  # Or there would be nothing to forget.


def test_an_engine_goes_on_where_another_one_is_closed_or_begins_afresh() -> None:
    first, second = EspeakEngine(), EspeakEngine()
    voice = first.find_voice("", "en-GB")
    second.begin_afresh()
    assert first.say("The harbour was quiet.", voice, Prosody()).pcm.samples > 10_000
    second.close()
    assert first.say("The harbour was quiet.", voice, Prosody()).pcm.samples > 10_000
    first.close()


def test_an_engine_that_is_closed_twice_takes_nothing_from_another() -> None:
    first, second, third = EspeakEngine(), EspeakEngine(), EspeakEngine()
    voice = first.find_voice("", "en-GB")
    for engine in (second, second, third, third):
        engine.close()
    assert first.say("The harbour was quiet.", voice, Prosody()).pcm.samples > 10_000
    first.close()


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="memory is read from /proc")
def test_beginning_afresh_leaves_no_memory_behind() -> None:
    def pages() -> int:
        return int(Path("/proc/self/statm").read_text().split()[1])

    engine = EspeakEngine()
    voice = engine.find_voice("", "en-GB")
    engine.say("The harbour was quiet.", voice, Prosody())
    before = pages()
    for _ in range(60):
        engine.begin_afresh()
        engine.say("The harbour was quiet.", voice, Prosody())
    engine.close()
    assert pages() - before < 60 * 50  # Pages of 4 kB; it was 200 of them each time.


class InterruptedEngine(EspeakEngine):
    """Somebody presses Ctrl-C while the library hands over sound."""

    def _collect(self, samples, count, events):  # type: ignore[no-untyped-def]
        signal.raise_signal(signal.SIGINT)
        return super()._collect(samples, count, events)


def test_a_ctrl_c_while_the_library_speaks_is_not_lost() -> None:
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    engine = InterruptedEngine()
    try:
        with pytest.raises(KeyboardInterrupt):
            engine.say(TEXTS[0], engine.find_voice("", "en"), Prosody())
    finally:
        signal.signal(signal.SIGINT, before)
        engine.close()


def test_a_ctrl_c_takes_nothing_from_what_is_spoken_meanwhile() -> None:
    engine = EspeakEngine()
    voice = engine.find_voice("", "en")
    whole = engine.say(TEXTS[0], voice, Prosody()).pcm.samples
    engine.close()
    heard: list[int] = []
    before = signal.signal(signal.SIGINT, lambda *_: heard.append(1))
    engine = InterruptedEngine()
    try:
        assert engine.say(TEXTS[0], voice, Prosody()).pcm.samples == whole
    finally:
        signal.signal(signal.SIGINT, before)
        engine.close()
    assert heard


def test_a_ctrl_c_while_the_library_is_loaded_anew_leaves_one_that_is_loaded(
    engine: EspeakEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    load = espeak._load
    loaded: list[object] = []

    def interrupted() -> object:
        signal.raise_signal(signal.SIGINT)
        loaded.append(load())
        return loaded[-1]

    monkeypatch.setattr(espeak, "_load", interrupted)
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        with pytest.raises(KeyboardInterrupt):
            engine.begin_afresh()
    finally:
        signal.signal(signal.SIGINT, before)
    assert [library for library, _ in loaded] == [engine._library]  # type: ignore[misc]
