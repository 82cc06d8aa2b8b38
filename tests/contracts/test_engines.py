"""What every engine must hold, run over every built-in one.

An engine of another package can be run through it too: derive a class from `EngineContract`
and say how it is opened.
"""

from __future__ import annotations

import itertools
import re
import shlex
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import ClassVar

import pytest

from narrator.errors import EngineError
from narrator.speaking.engine import Availability, Capability, Engine
from narrator.speaking.kokoro import models_folder
from narrator.speaking.piper import voices_folder
from narrator.speaking.registry import BUILT_IN, engine_class, open_engine
from narrator.speech import SAMPLE_BYTES, Prosody, Stretch, Wording
from tests.contracts.small_voices import PIPER_LANGUAGES, kokoro_files, piper_voice
from tests.contracts.speech_server import OpenAIHandler, SpeechServer

SENTENCE = "The bridge, said Jo Doe, will stay closed until May."
WORDS = ["The", "bridge", "said", "Jo", "Doe", "will", "stay", "closed", "until", "May"]

OTHER_SCRIPTS = {
    "ar": "الجسر مغلق حتى الربيع.",
    "el": "Η γέφυρα μένει κλειστή.",
    "hi": "पुल वसंत तक बंद है।",
    "ja": "はしは はるまで しまっています。",
    "ru": "Мост закрыт до весны.",
    "zh-Hans": "大桥关闭到春天。",
}

STRANGE_TEXTS = {
    "nothing": "",
    "a space": " ",
    "punctuation": "... — (!) “”",
    "a null": "one\0two",
    "control characters": "one\x07\x1b[0mtwo",
    "half a surrogate pair": "one \ud800 two",
    "an emoji": "🎉👩‍🚀",
    "stacked marks": "e" + "\u0301" * 40,
    "a word without end": "w" * 95,
    "both directions": "see \u202e الجسر \u202c here",
    "line breaks": "one\r\ntwo\u2028three",
}


class EngineContract:
    """The contract; a class for each engine says how it is opened."""

    name: ClassVar[str]
    misspelt: ClassVar[tuple[str, str]]
    """A voice's name with a mistake in it, and what the hint must name."""
    any_language: ClassVar[bool] = False
    phonemes: ClassVar[dict[str, str]] = {}
    """The word "bridge" in each alphabet that the engine takes."""
    languages: ClassVar[frozenset[str]] = frozenset(OTHER_SCRIPTS)
    """Of `OTHER_SCRIPTS`, those it speaks; the others it must refuse by name."""

    def open(self) -> Engine:
        return engine_class(self.name)()

    @pytest.fixture
    def engine(self):
        engine = self.open()
        yield engine
        engine.close()

    @pytest.fixture
    def say(self, engine):
        def say(text, language="en", **prosody):
            return engine.say(text, engine.find_voice("", language), Prosody(**prosody))

        return say

    # What it declares

    def test_declares_its_name_as_the_registry_has_it(self, engine):
        assert engine.name == self.name

    def test_names_the_host_where_the_text_leaves_the_machine(self, engine):
        assert bool(engine.host) is engine.online

    def test_declares_capabilities_and_limits(self, engine):
        assert all(isinstance(each, Capability) for each in engine.capabilities)
        assert engine.max_chars is None or engine.max_chars >= 20
        assert engine.max_concurrency >= 1
        assert engine.interval_s >= 0

    def test_tells_its_version_so_that_speech_can_be_kept(self, engine):
        voice = engine.find_voice("", "en")
        assert engine.version_of(voice)
        other = self.open()
        assert other.version_of(other.find_voice("", "en")) == engine.version_of(voice)
        other.close()

    def test_speech_that_is_kept_is_the_same_behind_any_other_text(self, engine):
        if not engine.cacheable:
            pytest.skip("its speech is not kept")
        voice = engine.find_voice("", "en")
        first = engine.say(SENTENCE, voice, Prosody())
        engine.say("Another text.", voice, Prosody())
        assert engine.say(SENTENCE, voice, Prosody()) == first

    def test_availability_is_quick_and_says_what_there_is(self, engine):
        start = time.perf_counter()
        availability = type(engine).availability()
        assert time.perf_counter() - start < 0.5
        assert isinstance(availability, Availability)
        assert availability.ready
        assert availability.detail

    def test_availability_loads_nothing_heavy(self):
        heavy = {"av", "espeakng_loader", "gtts", "kokoro_onnx", "lameenc", "numpy", "onnxruntime"}
        heavy |= {"piper", "requests"}
        program = (
            "import sys; from narrator.speaking.registry import engine_class;"
            f"engine_class({self.name!r}).availability();"
            f"print(*({heavy!r} & set(sys.modules)))"
        )
        done = subprocess.run(
            [sys.executable, "-c", program], capture_output=True, text=True, check=True
        )
        assert done.stdout.strip() == ""

    # Its voices

    def test_lists_voices_of_its_own_by_language_and_name(self, engine):
        voices = engine.voices()
        assert voices
        assert {voice.engine for voice in voices} == {self.name}
        languages = [voice.language.lower() for voice in voices]
        assert languages == sorted(languages)

    def test_finds_each_voice_that_it_lists(self, engine):
        for voice in engine.voices():
            assert engine.find_voice(voice.name, voice.language).name == voice.name

    def test_empty_name_is_the_engines_own_choice(self, engine):
        voice = engine.find_voice("", "en")
        assert voice.engine == self.name
        assert voice.name
        assert voice.language.split("-")[0] == "en"

    def test_another_region_of_the_language_will_do(self, engine):
        assert engine.find_voice("", "en-NZ").language.split("-")[0] == "en"

    def test_unknown_voice_names_the_nearest(self, engine):
        wrong, right = self.misspelt
        with pytest.raises(EngineError) as caught:
            engine.find_voice(wrong, "en")
        assert right in caught.value.hint
        assert not caught.value.retry

    @pytest.mark.parametrize("language", ["qaa", "qaa-Latn-x-none"])
    def test_unknown_language_is_refused_or_spoken_as_it_was_asked_for(self, engine, language):
        if self.any_language:
            assert engine.find_voice("", language).language == language
            return
        with pytest.raises(EngineError) as caught:
            engine.find_voice("", language)
        assert language in str(caught.value)
        assert caught.value.hint

    # Its speech

    def test_gives_whole_samples_that_are_not_silent(self, say):
        pcm = say(SENTENCE).pcm
        assert pcm.rate_hz >= 8000
        assert len(pcm.data) == pcm.samples * SAMPLE_BYTES
        assert 1000 < pcm.duration_ms < 10_000
        assert any(pcm.data)

    def test_same_texts_from_the_start_give_the_same_bytes(self):
        runs = []
        for _ in range(2):
            engine = self.open()
            voice = engine.find_voice("", "en")
            runs.append([engine.say(text, voice, Prosody()) for text in (SENTENCE, "Again.")])
            engine.close()
        assert runs[0] == runs[1]

    def test_longer_text_is_longer_speech(self, say):
        assert say("One bridge is closed.").pcm.samples < say(SENTENCE).pcm.samples

    @pytest.mark.parametrize("language", OTHER_SCRIPTS)
    def test_other_scripts_are_spoken_by_a_fitting_voice(self, say, language):
        if language not in self.languages:
            with pytest.raises(EngineError, match=language):
                say(OTHER_SCRIPTS[language], language)
            return
        speech = say(OTHER_SCRIPTS[language], language)
        assert 500 < speech.pcm.duration_ms < 8000
        assert any(speech.pcm.data)

    @pytest.mark.parametrize("kind", STRANGE_TEXTS)
    def test_strange_text_does_no_harm(self, say, kind):
        speech = say(STRANGE_TEXTS[kind])
        assert len(speech.pcm.data) % SAMPLE_BYTES == 0
        assert speech.pcm.rate_hz >= 8000
        assert any(say("And on it speaks.").pcm.data)

    @pytest.mark.parametrize(
        "markup",
        [
            "<break time='9s'/>",
            "<!-- words that are here -->",
            "<audio src='x.wav'/>",
            "&lt;b&gt;",
            "[[xzq vkw]]",
        ],
    )
    def test_markup_is_read_and_not_obeyed(self, say, markup):
        spoken = say(f"say {markup} it").pcm.duration_ms
        assert say("say it").pcm.duration_ms < spoken < 9000

    def test_brackets_do_not_turn_letters_into_phonemes(self, say):
        # Consonants without a vowel are spelled as letters, and are short noises as phonemes.
        plain = say("they say xzq vkw to it").pcm.samples
        assert say("they say [[xzq vkw]] to it").pcm.samples == pytest.approx(plain, rel=0.3)

    def test_speaks_in_any_thread_and_as_many_texts_at_a_time_as_it_says(self, engine):
        voice = engine.find_voice("", "en")
        texts = [f"Bridge number {word} is closed." for word in ("one", "two", "three", "four")]
        with ThreadPoolExecutor(engine.max_concurrency) as pool:
            spoken = list(pool.map(lambda text: engine.say(text, voice, Prosody()), texts))
        assert all(any(speech.pcm.data) for speech in spoken)
        if engine.cacheable:
            alone = [engine.say(text, voice, Prosody()) for text in reversed(texts)]
            assert spoken == alone[::-1]

    def test_stopping_what_is_silent_does_no_harm(self, engine):
        engine.stop()

    # Its prosody

    def test_rate_is_followed_where_it_is_declared(self, engine, say):
        if Capability.RATE not in engine.capabilities:
            pytest.skip("the engine does not declare it")
        slow, quick = (say(SENTENCE, rate_wpm=rate).pcm.samples for rate in (120, 300))
        assert quick < 0.7 * slow

    @pytest.mark.parametrize("rate_wpm", [80, 450])
    def test_rate_at_the_ends_of_its_range_is_spoken(self, say, rate_wpm):
        assert any(say(SENTENCE, rate_wpm=rate_wpm).pcm.data)

    def test_pitch_changes_the_sound_where_it_is_declared(self, engine, say):
        changed = say(SENTENCE, pitch_percent=40).pcm != say(SENTENCE).pcm
        assert changed or Capability.PITCH not in engine.capabilities

    def test_volume_is_left_to_the_mix(self):
        runs = []
        for volume_db in (0.0, -12.0):
            engine = self.open()
            voice = engine.find_voice("", "en")
            runs.append(engine.say(SENTENCE, voice, Prosody(volume_db=volume_db)))
            engine.close()
        assert runs[0] == runs[1]

    # Its marks

    def test_marks_are_one_for_each_word_in_time_order_inside_the_clip(self, engine, say):
        speech = say(SENTENCE)
        if Capability.MARKS not in engine.capabilities:
            assert speech.marks == ()
            return
        assert [SENTENCE[mark.start : mark.end] for mark in speech.marks] == WORDS
        offsets = [mark.offset_samples for mark in speech.marks]
        assert all(before < after for before, after in itertools.pairwise(offsets))
        assert 0 <= offsets[0] < offsets[-1] < speech.pcm.samples

    @pytest.mark.parametrize("text", [*OTHER_SCRIPTS.values(), *STRANGE_TEXTS.values()])
    def test_marks_point_into_the_text(self, say, text):
        speech = say(text)
        assert all(0 <= mark.start < mark.end <= len(text) for mark in speech.marks)
        assert all(0 <= mark.offset_samples <= speech.pcm.samples for mark in speech.marks)

    # Its phonemes

    def test_text_with_phonemes_has_the_marks_of_the_text(self, engine):
        if not engine.alphabets:
            pytest.skip("the engine takes none")
        voice, start = engine.find_voice("", "en"), SENTENCE.index("bridge")
        for alphabet in engine.alphabets:
            stretches = (Stretch(start, start + len("bridge"), alphabet, self.phonemes[alphabet]),)
            speech = engine.pronounce(Wording(SENTENCE, stretches), voice, Prosody())
            assert any(speech.pcm.data)
            marked = [SENTENCE[mark.start : mark.end] for mark in speech.marks]
            assert marked == (WORDS if Capability.MARKS in engine.capabilities else [])


class TestEspeak(EngineContract):
    name = "espeak"
    misspelt = ("en-gbb", "en-gb")
    phonemes: ClassVar[dict[str, str]] = {"espeak": "br'IdZ", "ipa": "ˈbɹɪdʒ"}


class TestTone(EngineContract):
    name = "tone"
    misspelt = ("midle", "middle")
    any_language = True


class TestGTTS(EngineContract):
    name = "gtts"
    misspelt = ("co.ukk", "co.uk")

    @pytest.fixture(autouse=True)
    def _server(self, monkeypatch):
        monkeypatch.setenv("NO_PROXY", "*")
        with SpeechServer() as self.server:
            yield

    def open(self) -> Engine:
        from narrator.speaking.gtts import GTTSEngine

        return GTTSEngine(self.server.url)

    def test_asks_for_the_slow_rate_below_its_limit(self, say):
        slow, normal = (say(SENTENCE, rate_wpm=rate).pcm.samples for rate in (119, 120))
        assert slow > 1.5 * normal


class TestOpenAI(EngineContract):
    name = "openai"
    misspelt = ("nowa", "nova")
    any_language = True

    @pytest.fixture(autouse=True)
    def _server(self, monkeypatch):
        monkeypatch.setenv("NO_PROXY", "*")
        with SpeechServer(handler=OpenAIHandler) as self.server:
            self.server.voices = ["alloy", "nova"]
            yield

    def open(self) -> Engine:
        return open_engine(self.name, {"url": f"{self.server.url}/v1"})


class TestCommand(EngineContract):
    name = "command"
    misspelt = ("", "")
    any_language = True

    def open(self) -> Engine:
        program = Path(__file__).with_name("speaking_program.py")
        words = (sys.executable, str(program), "--rate", "{rate}", "--voice", "{voice}")
        return open_engine(self.name, {"template": shlex.join(words)})

    def test_unknown_voice_names_the_nearest(self, engine):
        # Which voices there are, only the program knows.
        assert engine.find_voice("whoever", "en").name == "whoever"


class TestPiper(EngineContract):
    name = "piper"
    misspelt = ("en_US-humm-low", "en_US-hum-low")
    phonemes: ClassVar[dict[str, str]] = {"ipa": "ˈbɹɪdʒ"}

    @pytest.fixture(autouse=True)
    def _voices(self, isolated):
        for code in PIPER_LANGUAGES:
            piper_voice(voices_folder(), f"{code}-hum-low")


class TestKokoro(EngineContract):
    name = "kokoro"
    misspelt = ("af_hearth", "af_heart")
    phonemes: ClassVar[dict[str, str]] = {"ipa": "ˈbɹɪdʒ"}
    languages: ClassVar[frozenset[str]] = frozenset({"hi"})

    @pytest.fixture(autouse=True)
    def _files(self, isolated):
        kokoro_files(models_folder())


def test_every_built_in_engine_is_in_the_suite():
    cases = [case for case in EngineContract.__subclasses__() if case.__module__ == __name__]
    assert {case.name for case in cases} == set(BUILT_IN)


DOCUMENTATION = (Path(__file__).parents[2] / "docs" / "engines.md").read_text("utf-8")


@pytest.mark.parametrize("name", BUILT_IN)
def test_every_built_in_engine_is_documented_as_it_declares_itself(name):
    assert f"\n## {name}\n" in DOCUMENTATION
    (row,) = re.findall(rf"^\| `{name}` \|(.*)\|$", DOCUMENTATION, re.MULTILINE)
    _, online, rate, pitch, marks, longest, _ = (cell.strip() for cell in row.split("|"))
    engine = engine_class(name)
    assert online.startswith("yes") is engine.online
    assert pitch.startswith("yes") is (Capability.PITCH in engine.capabilities)
    assert marks.startswith("yes") is (Capability.MARKS in engine.capabilities)
    assert longest.startswith(f"{engine.max_chars or 'no limit'}")
    assert rate


def test_examples_of_the_documentation_run(capsys):
    tone, parrot, suite = re.findall(r"```python\n(.*?)```", DOCUMENTATION, re.DOTALL)
    exec(tone, {})
    assert f"# {capsys.readouterr().out}" in tone
    names: dict[str, type[Engine]] = {}
    exec(parrot, names)
    assert not names["ParrotEngine"].availability().ready
    assert names["ParrotEngine"]().find_voice("", "en-AU").name == "polly"
    assert "(EngineContract)" in suite
