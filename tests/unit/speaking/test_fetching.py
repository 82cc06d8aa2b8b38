"""Fetching voices from a server on this machine that breaks off, lies and refuses."""

import hashlib
import random

import pytest

from narrator.errors import EngineError, OutputError
from narrator.speaking import fetching
from narrator.speaking.catalogue import FetchableVoice, VoiceFile, find_fetchable, read_catalogue
from narrator.speaking.fetching import ATTEMPTS, Fetch, take
from tests.unit.conftest import Web

CONTENT = random.Random(1).randbytes(3 * fetching.CHUNK_BYTES + 17)


def voice_at(url, content=CONTENT, sha256=""):
    digest = sha256 or hashlib.sha256(content).hexdigest()
    file = VoiceFile("hum.onnx", url, len(content), digest)
    return FetchableVoice("hum", "piper", "en", "CC0", "https://example.com", (file,))


class Ranges:
    """Answers with what is asked for from a byte on, in pieces, breaking off where it is told."""

    def __init__(self, content=CONTENT, break_after=(), ranges=True):
        self.content, self.break_after, self.ranges = content, list(break_after), ranges
        self.starts = []

    def __call__(self, handler):
        asked = handler.headers.get("Range", "bytes=0-")
        start = int(asked.removeprefix("bytes=").rstrip("-")) if self.ranges else 0
        self.starts.append(start)
        body = self.content[start:]
        handler.send_response(206 if self.ranges and start else 200)
        handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(body[: self.break_after.pop(0)] if self.break_after else body)


@pytest.fixture
def told():
    return []


@pytest.fixture
def fetch(told):
    return Fetch(told.append, lambda _seconds: None, frozenset({"http"}))


def test_files_land_where_the_engine_looks_and_progress_is_told(web: Web, fetch, told):
    voice = voice_at(web.do("/hum.onnx", Ranges()))
    (path,) = fetch.voice(voice)
    assert path == voice.folder / "hum.onnx"
    assert path.read_bytes() == CONTENT
    assert voice.missing == ()
    assert "hum.onnx: 50 percent." in told or "hum.onnx: 60 percent." in told
    assert told[-1] == "hum.onnx: checking."
    assert [each.name for each in voice.folder.iterdir()] == ["hum.onnx"]


def test_what_is_there_is_not_fetched_again(web: Web, fetch):
    ranges = Ranges()
    voice = voice_at(web.do("/hum.onnx", ranges))
    fetch.voice(voice)
    fetch.voice(voice)
    assert ranges.starts == [0]


def test_a_fetch_goes_on_where_it_broke_off(web: Web, fetch):
    ranges = Ranges(break_after=[fetching.CHUNK_BYTES + 5, fetching.CHUNK_BYTES])
    voice = voice_at(web.do("/hum.onnx", ranges))
    (path,) = fetch.voice(voice)
    assert path.read_bytes() == CONTENT
    assert ranges.starts[0] == 0
    assert ranges.starts == sorted(set(ranges.starts))
    assert len(ranges.starts) == 3


def test_another_run_goes_on_too(web: Web, fetch):
    ranges = Ranges(break_after=[fetching.CHUNK_BYTES + 5] + [0] * ATTEMPTS)
    voice = voice_at(web.do("/hum.onnx", ranges))
    with pytest.raises(EngineError, match="cannot be reached or broke off") as caught:
        fetch.voice(voice)
    assert caught.value.retry
    assert not (voice.folder / "hum.onnx").exists()
    fetch.voice(voice)
    assert ranges.starts[-1] > fetching.CHUNK_BYTES // 2
    assert (voice.folder / "hum.onnx").read_bytes() == CONTENT


def test_server_without_ranges_begins_again(web: Web, fetch):
    ranges = Ranges(break_after=[1000], ranges=False)
    voice = voice_at(web.do("/hum.onnx", ranges))
    assert fetch.voice(voice)[0].read_bytes() == CONTENT


@pytest.mark.parametrize("content", [CONTENT[:-1] + b"x", CONTENT + b"x"])
def test_what_is_something_else_is_not_kept(web: Web, fetch, content):
    voice = voice_at(web.do("/hum.onnx", Ranges(content)))
    with pytest.raises(EngineError, match=r"is not hum\.onnx as it is known") as caught:
        fetch.voice(voice)
    assert not caught.value.retry
    assert not (voice.folder / "hum.onnx").exists()


@pytest.mark.parametrize(
    ("status", "asked"), [(404, 1), (403, 1), (503, ATTEMPTS), (429, ATTEMPTS)]
)
def test_refusals_are_said_and_tried_again_only_where_it_can_help(web: Web, fetch, status, asked):
    voice = voice_at(web.give("/hum.onnx", status=status))
    with pytest.raises(EngineError, match=str(status)) as caught:
        fetch.voice(voice)
    assert "--from" in caught.value.hint
    assert len(web.asked) == asked


@pytest.mark.parametrize(("asked_s", "waited_s"), [("7", 7.0), ("0", 2.0), ("soon", 2.0)])
@pytest.mark.parametrize("status", [429, 503])
def test_a_wait_that_the_server_asks_for_is_kept_to(web: Web, told, status, asked_s, waited_s):
    ranges, refusals, waits = Ranges(), [status], []

    def busy_once(handler):
        if not refusals:
            return ranges(handler)
        handler.send_response(refusals.pop())
        handler.send_header("Retry-After", asked_s)
        handler.send_header("Content-Length", "0")
        return handler.end_headers()

    voice = voice_at(web.do("/hum.onnx", busy_once))
    Fetch(told.append, waits.append, frozenset({"http"})).voice(voice)
    assert waits == [waited_s]
    assert f"Another try in {waited_s:.0f} seconds." in told[0]


def test_too_long_a_wait_ends_the_fetch_and_says_when_to_try_again(web: Web, fetch):
    voice = voice_at(web.give("/hum.onnx", status=429, Retry_After="3600"))
    with pytest.raises(EngineError, match="429") as caught:
        fetch.voice(voice)
    assert caught.value.hint.startswith("The server asks to be left alone: try again in 1 hour")
    assert len(web.asked) == 1


def test_address_without_encryption_is_refused(web: Web):
    voice = voice_at(web.do("/hum.onnx", Ranges()))
    with pytest.raises(EngineError, match="without encryption"):
        Fetch(lambda _line: None).voice(voice)


def test_a_step_without_encryption_on_the_way_is_refused(fetch):
    class Answer:
        def __init__(self, url, *history):
            self.url, self.history, self.status_code = url, history, 200

    secure = Fetch(lambda _line: None)
    secure._check(Answer("https://a.example/x", Answer("https://b.example/y")), "a.example")
    with pytest.raises(EngineError, match="without encryption") as caught:
        secure._check(Answer("https://a.example/x", Answer("http://b.example/y")), "a.example")
    assert caught.value.where == "http://b.example/y"


def test_full_disk_is_said_before_anything_is_fetched(web: Web, fetch, monkeypatch):
    ranges = Ranges()
    voice = voice_at(web.do("/hum.onnx", ranges))
    monkeypatch.setattr(fetching.shutil, "disk_usage", lambda _path: type("U", (), {"free": 10}))
    with pytest.raises(OutputError, match="10 bytes free"):
        fetch.voice(voice)
    assert ranges.starts == []


def test_files_that_are_here_already_are_told_by_their_content(tmp_path):
    (tmp_path / "download (1).bin").write_bytes(CONTENT)
    (tmp_path / "other.bin").write_bytes(b"x" * len(CONTENT))
    voice = voice_at("https://example.com/hum.onnx")
    told = []
    (path,) = take(voice, [tmp_path], told.append)
    assert path.read_bytes() == CONTENT
    assert "download (1).bin" in told[0]


def test_files_that_are_not_the_voices_are_refused(tmp_path):
    (tmp_path / "other.bin").write_bytes(b"x" * len(CONTENT))
    voice = voice_at("https://example.com/hum.onnx")
    with pytest.raises(EngineError, match=r"None of the files given is hum\.onnx"):
        take(voice, [tmp_path / "other.bin"], lambda _line: None)
    assert list(voice.folder.iterdir()) == []


def test_catalogue_is_whole():
    voices = read_catalogue()
    assert len({voice.name for voice in voices}) == len(voices)
    for voice in voices:
        assert voice.engine in {"kokoro", "piper"}
        assert voice.licence
        assert voice.origin.startswith("https://")
        for file in voice.files:
            assert file.url.startswith("https://")
            assert file.url.endswith(f"/{file.name}")
            assert "/main/" not in file.url, "the address must name a revision that stays"
            assert len(bytes.fromhex(file.sha256)) == 32
            assert file.size_bytes > 1000
    for voice in (each for each in voices if each.engine == "piper"):
        assert [file.name for file in voice.files] == [
            f"{voice.name}.onnx",
            f"{voice.name}.onnx.json",
        ]


def test_unknown_voice_names_the_nearest():
    with pytest.raises(EngineError) as caught:
        find_fetchable("kokorro", read_catalogue())
    assert "kokoro" in caught.value.hint
