"""What is particular to the neural engines, through their real libraries, on small networks."""

import json
import logging
import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import onnx
import pytest

from narrator.errors import EngineError
from narrator.speaking import kokoro, neural, piper
from narrator.speaking.engine import Capability
from narrator.speaking.kokoro import KokoroEngine
from narrator.speaking.piper import PiperEngine
from narrator.speaking.registry import availability_of, open_engine
from narrator.speech import Prosody, Stretch, Wording
from tests.contracts.small_voices import kokoro_files, piper_voice

LONG = " ".join(["The bridge, said Jo Doe, will stay closed until May 2026 at the least."] * 4)


def samples(speech):
    return np.frombuffer(speech.pcm.data, "<i2")


@pytest.fixture
def piper_engine(tmp_path):
    piper_voice(tmp_path)
    return PiperEngine(str(tmp_path))


@pytest.fixture
def kokoro_engine(tmp_path):
    model, voices = kokoro_files(tmp_path)
    return KokoroEngine(str(model), str(voices))


def say(engine, text, language="en", **prosody):
    return engine.say(text, engine.find_voice("", language), Prosody(**prosody))


# Both


@pytest.mark.parametrize("engine", ["piper_engine", "kokoro_engine"])
def test_level_is_the_networks_own(engine, request):
    for text in ("One.", LONG[:200]):
        loudest = np.abs(samples(say(request.getfixturevalue(engine), text)).astype(int)).max()
        assert loudest == pytest.approx(0.3 * 32767, rel=0.02)


@pytest.mark.parametrize("engine", ["piper_engine", "kokoro_engine"])
def test_heading_is_spoken_as_if_it_had_its_full_stop(engine, request):
    engine = request.getfixturevalue(engine)
    assert say(engine, "Background").pcm == say(engine, "Background.").pcm


@pytest.mark.parametrize("engine", ["piper_engine", "kokoro_engine"])
def test_words_that_are_said_together_or_apart_give_no_marks(engine, request):
    engine = request.getfixturevalue(engine)
    assert len(say(engine, "Seven bridges stay closed.").marks) == 4
    assert say(engine, "It was 1,200 at the least.").marks == ()


@pytest.mark.parametrize("engine", ["piper_engine", "kokoro_engine"])
def test_network_is_loaded_once(engine, request, monkeypatch):
    engine = request.getfixturevalue(engine)
    say(engine, "One.")
    monkeypatch.setattr(onnx, "load", None)
    assert say(engine, "Two.").pcm.samples


@pytest.mark.parametrize("engine", ["piper_engine", "kokoro_engine"])
def test_sound_of_a_text_is_its_own_in_any_order_and_beside_others(engine, request):
    engine = request.getfixturevalue(engine)
    texts = [f"Bridge number {number} is closed until May." for number in range(24)]
    in_order = {text: say(engine, text) for text in texts}
    backwards = {text: say(engine, text) for text in reversed(texts)}
    with ThreadPoolExecutor(4) as pool:
        at_once = dict(zip(texts, pool.map(lambda text: say(engine, text), texts), strict=True))
    assert in_order == backwards == at_once
    # It is noise all the same, and no two texts have the same of it.
    first, second = (samples(in_order[text])[:2000].astype(int) for text in texts[:2])
    assert np.abs(first - second).max() > 10


@pytest.mark.parametrize("engine", ["piper_engine", "kokoro_engine"])
def test_threads_that_begin_together_load_one_network(engine, request, monkeypatch):
    engine = request.getfixturevalue(engine)
    opened, real = [], onnx.load

    def counted(*args, **kwargs):
        opened.append(args)
        return real(*args, **kwargs)

    monkeypatch.setattr(onnx, "load", counted)
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda number: say(engine, f"Number {number}."), range(8)))
    assert len(opened) == 1


@pytest.mark.parametrize("name", ["piper", "kokoro"])
def test_network_stays_loaded_from_one_article_to_the_next(name, tmp_path, monkeypatch):
    def opened():
        if name == "piper":
            return PiperEngine(str(tmp_path))
        return KokoroEngine(str(tmp_path / kokoro.MODEL), str(tmp_path / kokoro.STYLES))

    def write():
        piper_voice(tmp_path) if name == "piper" else kokoro_files(tmp_path)

    write()
    first = opened()
    spoken = say(first, "One.")
    first.close()
    monkeypatch.setattr(onnx, "load", None)
    assert say(opened(), "One.") == spoken
    monkeypatch.undo()
    calls, real = [], onnx.load
    monkeypatch.setattr(onnx, "load", lambda *a, **k: calls.append(a) or real(*a, **k))
    write()  # Fetched anew, while the program runs.
    assert say(opened(), "One.") == spoken
    assert len(calls) == 1


def test_what_is_being_spoken_is_broken_off_and_nothing_of_another_engine(tmp_path):
    piper_voice(tmp_path, endless=True)
    one, two = PiperEngine(str(tmp_path)), PiperEngine(str(tmp_path))
    with ThreadPoolExecutor(3) as pool:
        first = [pool.submit(say, one, text) for text in ("Bridge.", "Road.")]
        other = pool.submit(say, two, "River.")
        until_s = time.monotonic() + 20
        while (len(one._runs._running), len(two._runs._running)) != (2, 1):
            assert time.monotonic() < until_s
            time.sleep(0.01)
        one.stop()
        for each in first:
            with pytest.raises(EngineError, match="cannot speak"):
                each.result(timeout=20)
        assert not other.done()
        two.stop()
        assert other.exception(timeout=20) is not None
    assert one._runs._running == two._runs._running == set()


def test_texts_at_a_time_are_one_a_processor_and_not_many(monkeypatch):
    for count, at_once in ((1, 1), (2, 2), (4, 4), (64, neural.MOST_AT_ONCE)):
        monkeypatch.setattr(neural, "available", lambda count=count: count)
        assert PiperEngine().max_concurrency == KokoroEngine().max_concurrency == at_once


@pytest.mark.parametrize(("count", "threads"), [(1, 1), (2, 1), (4, 1), (16, 13)])
def test_processors_are_shared_and_not_oversubscribed(tmp_path, monkeypatch, count, threads):
    monkeypatch.setattr(neural, "available", lambda: count)
    network = neural.open_network(piper_voice(tmp_path), ("input",))
    assert network.get_session_options().intra_op_num_threads == threads


@pytest.mark.skipif(not hasattr(os, "sched_setaffinity"), reason="no affinity on this system")
def test_processors_are_those_that_this_process_may_use():
    program = (
        "import os; os.sched_setaffinity(0, {min(os.sched_getaffinity(0))});"
        "from narrator.speaking.neural import available; print(available())"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)
    assert done.stdout.strip() == b"1"


@pytest.mark.parametrize("engine", ["piper_engine", "kokoro_engine"])
def test_version_has_that_of_the_noise(engine, request, monkeypatch):
    engine = request.getfixturevalue(engine)
    assert neural.NOISE in engine.version_of(engine.find_voice("", "en"))


@pytest.mark.parametrize(
    ("cls", "module", "package"),
    [
        (PiperEngine, "piper", "piper"),
        (PiperEngine, "onnx", "piper"),
        (KokoroEngine, "kokoro_onnx", "kokoro"),
        (KokoroEngine, "onnx", "kokoro"),
    ],
)
def test_missing_library_says_which_extra_brings_it(cls, module, package, monkeypatch):
    from importlib import util

    found = util.find_spec
    monkeypatch.setattr(util, "find_spec", lambda name: None if name == module else found(name))
    availability = cls.availability()
    assert not availability.ready
    assert availability.mend == f'python -m pip install "narrator[{package}]"'


@pytest.mark.parametrize("cls", [PiperEngine, KokoroEngine])
def test_missing_voices_say_how_to_fetch_them(cls):
    availability = cls.availability()
    assert not availability.ready
    assert "narrator voices fetch" in availability.mend


@pytest.mark.parametrize("by", ["profile", "environment"])
@pytest.mark.parametrize("name", ["piper", "kokoro"])
def test_files_that_a_setting_names_need_no_fetched_ones(name, by, tmp_path, monkeypatch):
    if name == "piper":
        settings = {"folder": str(piper_voice(tmp_path).parent)}
    else:
        settings = dict(zip(("model", "voices"), map(str, kokoro_files(tmp_path)), strict=True))
    if by == "environment":
        for key, value in settings.items():
            monkeypatch.setenv(f"NARRATOR_{name}_{key}".upper(), value)
        settings = {}
    engine = open_engine(name, settings)
    assert availability_of(name, settings).ready
    assert say(engine, "Two.").pcm.samples


@pytest.mark.parametrize(
    ("name", "settings"),
    [("piper", {"folder": "none"}), ("kokoro", {"model": "none", "voices": "none"})],
)
def test_files_that_a_setting_names_and_that_are_missing_are_named(name, settings):
    with pytest.raises(EngineError, match="none"):
        open_engine(name, settings)


# Piper


def test_piper_names_a_voice_and_its_speakers(tmp_path):
    piper_voice(tmp_path, "en_US-choir-low", ("alto", "bass"))
    engine = PiperEngine(str(tmp_path))
    names = [voice.name for voice in engine.voices()]
    assert names == ["en_US-choir-low", "en_US-choir-low#alto", "en_US-choir-low#bass"]
    voice = engine.find_voice("en_US-choir-low#bass", "en")
    assert engine.say("One.", voice, Prosody()).pcm.samples


def test_piper_keeps_several_sentences_in_one_text(piper_engine):
    both = say(piper_engine, "One bridge. Two roads.")
    assert [(mark.start, mark.end) for mark in both.marks] == [(0, 3), (4, 10), (12, 15), (16, 21)]


def test_piper_voice_that_is_broken_is_named(tmp_path):
    piper_voice(tmp_path).write_bytes(b"not a network")
    with pytest.raises(EngineError, match="cannot be loaded") as caught:
        say(PiperEngine(str(tmp_path)), "One.")
    assert "en_US-hum-low" in caught.value.hint


def test_piper_voice_for_which_the_library_would_go_online_is_refused(tmp_path):
    model = piper_voice(tmp_path)
    beside = model.with_name(f"{model.name}.json")
    config = json.loads(beside.read_bytes())
    beside.write_text(json.dumps({**config, "phoneme_type": "pinyin"}), "utf-8")
    with pytest.raises(EngineError, match="needs the network g2pW") as caught:
        say(PiperEngine(str(tmp_path)), "One.")
    assert caught.value.where == str(tmp_path / "g2pW" / "g2pw.onnx")


def test_piper_folder_is_that_of_fetched_voices():
    assert PiperEngine()._folder == piper.voices_folder()


# Kokoro


def test_kokoro_speaks_more_phonemes_than_the_network_takes_at_once(kokoro_engine):
    long = LONG * 3
    speech = say(kokoro_engine, long)
    assert speech.pcm.duration_ms > 3 * say(kokoro_engine, LONG).pcm.duration_ms * 0.8


def test_kokoro_gives_short_texts_the_style_of_longer_ones(kokoro_engine):
    # The styles for fewer than ten phonemes are three times too slow in these files.
    short, longer = say(kokoro_engine, "No."), say(kokoro_engine, "No, no, no, no, no, no, no.")
    assert short.pcm.samples < longer.pcm.samples / 3


def test_kokoro_with_whole_speeds_is_not_sped_up(tmp_path, caplog):
    model, voices = kokoro_files(tmp_path, whole=True)
    engine = KokoroEngine(str(model), str(voices))
    with caplog.at_level(logging.WARNING):
        slow, quick = (say(engine, "One bridge.", rate_wpm=rate).pcm for rate in (100, 300))
    assert slow == quick
    assert caplog.text == ""


def test_kokoro_leaves_out_the_voices_that_need_other_phonemes(tmp_path):
    model, voices = kokoro_files(tmp_path, ("af_heart", "jf_alpha", "zf_xiaobei"))
    engine = KokoroEngine(str(model), str(voices))
    assert [voice.name for voice in engine.voices()] == ["af_heart"]
    with pytest.raises(EngineError, match="No voice of kokoro speaks the language: ja"):
        engine.find_voice("", "ja")


def test_kokoro_region_decides_where_it_can(kokoro_engine):
    assert kokoro_engine.find_voice("", "en-GB").name == "bf_emma"
    assert kokoro_engine.find_voice("", "en").name == "af_heart"
    assert kokoro_engine.find_voice("", "hi").name == "hf_alpha"


@pytest.mark.parametrize("broken", ["model", "voices"])
def test_kokoro_files_that_are_broken_are_named(tmp_path, broken):
    model, voices = kokoro_files(tmp_path)
    (model if broken == "model" else voices).write_bytes(b"nothing of the kind")
    with pytest.raises(EngineError, match="kokoro") as caught:
        say(KokoroEngine(str(model), str(voices)), "One.")
    assert "narrator voices fetch kokoro" in caught.value.hint


def test_kokoro_tells_its_signs_without_loading_a_library(tmp_path):
    model, voices = kokoro_files(tmp_path)
    program = (
        "import sys; from narrator.speaking.kokoro import KokoroEngine as K;"
        f"e = K({str(model)!r}, {str(voices)!r}); v = e.find_voice('', 'en');"
        "print(e.can_sound('ipa', 'ˈbɹɪdʒ', v));"
        "print(*({'kokoro_onnx', 'onnxruntime'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["True"]


def test_kokoro_signs_are_those_of_the_library():
    from kokoro_onnx.config import DEFAULT_VOCAB

    assert kokoro._vocabulary() == set(DEFAULT_VOCAB)


def test_kokoro_folder_is_that_of_fetched_voices():
    assert KokoroEngine()._model.parent == kokoro.models_folder()


def test_both_declare_marks_and_rate():
    for cls in (PiperEngine, KokoroEngine):
        assert cls.capabilities == {Capability.MARKS, Capability.RATE}


# Phonemes


@pytest.mark.parametrize("engine", ["piper_engine", "kokoro_engine"])
@pytest.mark.parametrize(
    "text",
    ["The bridge is shut.", "Bridge", "Of the old bridge", "bridge!", "The bridge, she said."],
)
def test_sounds_that_the_voice_would_make_anyway_change_nothing(engine, request, text):
    engine = request.getfixturevalue(engine)
    voice, start = engine.find_voice("", "en"), text.lower().index("bridge")
    stretch = Stretch(start, start + len("bridge"), "ipa", "ˈbɹɪdʒ")
    told = engine.pronounce(Wording(text, (stretch,)), voice, Prosody())
    assert told == engine.say(text, voice, Prosody())


@pytest.mark.parametrize("engine", ["piper_engine", "kokoro_engine"])
def test_other_sounds_are_heard(engine, request):
    engine = request.getfixturevalue(engine)
    voice = engine.find_voice("", "en")
    longer = Wording("Lviv.", (Stretch(0, 4, "ipa", "ləviːvləviːvləviːv"),))
    assert (
        engine.pronounce(longer, voice, Prosody()).pcm.samples
        > 1.5 * engine.say("Lviv.", voice, Prosody()).pcm.samples
    )


@pytest.mark.parametrize("engine", ["piper_engine", "kokoro_engine"])
def test_signs_that_the_voice_has_not_are_not_taken(engine, request):
    engine = request.getfixturevalue(engine)
    voice = engine.find_voice("", "en")
    assert engine.can_sound("ipa", "ˈbɹɪdʒ", voice)
    assert not engine.can_sound("ipa", "ˈbɹ☂dʒ", voice)
    assert not engine.can_sound("espeak", "br'IdZ", voice)
