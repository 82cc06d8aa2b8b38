"""Speech must be about as long as its text takes."""

from __future__ import annotations

import pytest

from narrator.errors import EngineError
from narrator.speaking.engine import Speech
from narrator.speaking.espeak import EspeakEngine
from narrator.speaking.hearing import heard, plausible_ms
from narrator.speaking.tone import ToneEngine
from narrator.speech import PCM, Prosody

SENTENCE = "The bridge, said Jo Doe, will stay closed until May."
RATE_HZ = 22_050


def noise(duration_ms: int, level: int = 3000) -> bytes:
    pair = level.to_bytes(2, "little", signed=True) + (-level).to_bytes(2, "little", signed=True)
    return pair * (duration_ms * RATE_HZ // 2000)


def silence(duration_ms: int) -> bytes:
    return bytes(duration_ms * RATE_HZ // 1000 * 2)


def listen(data: bytes, text: str = SENTENCE, *, online: bool = True, rate_wpm: int = 175) -> None:
    engine = ToneEngine()
    engine.online = online  # type: ignore[misc]
    heard(engine, text, Prosody(rate_wpm), Speech(PCM(data, RATE_HZ)))


@pytest.mark.parametrize(
    "data", [noise(3000), noise(1000), noise(9000), silence(900) + noise(2000)]
)
def test_speech_of_a_likely_length_is_passed_on(data: bytes) -> None:
    listen(data)


@pytest.mark.parametrize(
    "data",
    [
        noise(200),
        noise(200) + silence(5000),
        silence(2500) + noise(100) + silence(2500),
        noise(300) + noise(3000, level=60),
    ],
    ids=["short", "breaks off into silence", "a click in silence", "goes on as a whisper of noise"],
)
def test_speech_that_breaks_off_is_an_error(data: bytes) -> None:
    with pytest.raises(EngineError, match="cannot be all and only these") as raised:
        listen(data)
    assert raised.value.where == SENTENCE
    assert raised.value.retry


@pytest.mark.parametrize("data", [noise(60_000), noise(2000) + silence(60_000)])
def test_speech_without_end_is_an_error(data: bytes) -> None:
    with pytest.raises(EngineError, match="cannot be all and only these"):
        listen(data)


@pytest.mark.parametrize("data", [b"", silence(3000), noise(3000, level=60)])
def test_silence_for_words_is_an_error(data: bytes) -> None:
    with pytest.raises(EngineError, match="in place of speech"):
        listen(data)


def test_a_voice_of_this_machine_would_give_the_same_again() -> None:
    with pytest.raises(EngineError) as raised:
        listen(noise(200), online=False)
    assert not raised.value.retry


@pytest.mark.parametrize("text", ["Yes.", "No!", "1", "Ö.", "MP"])
def test_short_words_may_be_as_short_as_they_are(text: str) -> None:
    listen(noise(80), text)


@pytest.mark.parametrize("text", ["", " ", "...", "🎉"])
def test_nothing_need_be_heard_of_signs(text: str) -> None:
    listen(b"", text)


def test_a_rate_only_widens_the_bounds() -> None:
    least, most = plausible_ms(SENTENCE, 175)
    quick_least, quick_most = plausible_ms(SENTENCE, 450)
    slow_least, slow_most = plausible_ms(SENTENCE, 80)
    assert quick_least < least == slow_least
    assert quick_most == most < slow_most


TEXTS = {
    "en": [SENTENCE, "BBC, NATO and the WHO", "1,234,567,890 and 3.14159", "x" * 60, "e.g. §§ 3–5"],
    "de": ["Donaudampfschifffahrtsgesellschaftskapitän", "1.234.567,89 €"],
    "ja": ["はしは はるまで しまっています。", "木曜日"],
    "cmn": ["大桥关闭到春天。", "二〇二六年十一月二十五日"],
    "ko": ["다리는 봄까지 닫혀 있습니다."],
    "hi": ["पुल वसंत तक बंद है।"],
    "ar": ["الجسر مغلق حتى الربيع."],
    "th": ["สะพานปิดจนถึงฤดูใบไม้ผลิ"],
    "am": ["ድልድዩ እስከ ጸደይ ተዘግቷል።"],
    "fi": ["9 999 999", "Silta on suljettu."],
}


@pytest.mark.parametrize("rate_wpm", [80, 175, 450])
@pytest.mark.parametrize("language", TEXTS)
def test_what_a_voice_really_says_is_plausible(language: str, rate_wpm: int) -> None:
    engine = EspeakEngine()
    voice, prosody = engine.find_voice("", language), Prosody(rate_wpm)
    try:
        for text in TEXTS[language]:
            heard(engine, text, prosody, engine.say(text, voice, prosody))
    finally:
        engine.close()
