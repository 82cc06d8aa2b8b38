"""Sound out of MP3 data, and the faults that a decoder would hide."""

import io

import av
import numpy as np
import pytest

from narrator.errors import EngineError
from narrator.speaking.decoding import decode_mp3
from tests.contracts.speech_server import speech

WHOLE = speech("some words to be cut off")


@pytest.mark.parametrize("rate_hz", [8000, 16_000, 22_050, 24_000, 44_100, 48_000])
@pytest.mark.parametrize("layout", ["mono", "stereo"])
def test_sound_comes_at_its_own_rate_in_one_channel(rate_hz, layout):
    pcm = decode_mp3(encoded(rate_hz, layout))
    assert pcm.rate_hz == rate_hz
    assert pcm.duration_ms == pytest.approx(1000, abs=150)
    assert max(np.frombuffer(pcm.data, "<i2")) == pytest.approx(8000, rel=0.3)


def encoded(rate_hz, layout):
    channels = 1 if layout == "mono" else 2
    wave = 8000 * np.sin(np.arange(rate_hz) * 2 * np.pi * 440 / rate_hz)
    samples = np.repeat(wave.astype("<i2"), channels).reshape(1, -1)
    frame = av.AudioFrame.from_ndarray(samples, format="s16", layout=layout)
    frame.sample_rate = rate_hz
    file = io.BytesIO()
    with av.open(file, "w", format="mp3") as container:
        stream = container.add_stream("libmp3lame", rate=rate_hz, layout=layout)
        for part in (frame, None):
            container.mux(stream.encode(part))
    return file.getvalue()


@pytest.mark.parametrize("missing_bytes", [1, 100, len(WHOLE) // 2 + 7])
def test_sound_that_breaks_off_in_a_frame_is_an_error(missing_bytes):
    with pytest.raises(EngineError, match="breaks off") as caught:
        decode_mp3(WHOLE[:-missing_bytes])
    assert caught.value.retry


@pytest.mark.parametrize(
    "data", [b"", b"x", b"garbage " * 500, WHOLE[:4], b"\xff\xff\xff\xff" * 99]
)
def test_what_is_no_mp3_is_an_error(data):
    with pytest.raises(EngineError) as caught:
        decode_mp3(data)
    assert caught.value.retry
    assert caught.value.hint


def test_whole_sound_is_kept():
    from narrator.speaking.tone import ToneEngine
    from narrator.speech import Prosody

    tone = ToneEngine()
    spoken = tone.say("some words to be cut off", tone.find_voice("", "en"), Prosody()).pcm
    # The encoder adds its delay and fills up the last frame (up to 2,400 samples in all).
    assert 0 <= decode_mp3(WHOLE).duration_ms - spoken.duration_ms <= 100
