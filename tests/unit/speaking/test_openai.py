"""The engine for servers with OpenAI's protocol, against one on this machine that misbehaves."""

import json
import time

import pytest

from narrator.errors import EngineError
from narrator.speaking import openai
from narrator.speaking.engine import Capability
from narrator.speaking.openai import OpenAIEngine
from narrator.speaking.registry import availability_of, open_engine
from narrator.speaking.retrying import DEFAULT_POLICY
from narrator.speech import Prosody
from tests.contracts.speech_server import OpenAIHandler, Reply, SpeechServer, wav

TEXT = "Seven words are spoken by the server."
KEY = "sk-test-0123456789-secret"


@pytest.fixture(autouse=True)
def _environment(monkeypatch):
    monkeypatch.setenv("NO_PROXY", "*")
    for name in ("OPENAI_API_KEY", "NARRATOR_OPENAI_KEY", "NARRATOR_OPENAI_URL"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def server():
    with SpeechServer(handler=OpenAIHandler) as server:
        yield server


@pytest.fixture
def engine(server):
    engine = OpenAIEngine(f"{server.url}/v1", timeout_s=0.5)
    yield engine
    engine.close()


def say(engine, text=TEXT, name="", **prosody):
    return engine.say(text, engine.find_voice(name, "en"), Prosody(**prosody))


def fail(engine):
    with pytest.raises(EngineError) as caught:
        say(engine)
    assert caught.value.hint
    return caught.value


def refusal(status, message="", **headers):
    body = json.dumps({"error": {"message": message}}).encode() if message else b"<html>no</html>"
    return Reply(status=status, body=body, headers=headers)


def test_text_voice_model_and_speed_are_sent(server):
    engine = OpenAIEngine(f"{server.url}/v1/", model="tts-1-hd")
    say(engine, "Fish & <b>chips</b>; 5 %? 漢字", "nova", rate_wpm=350)
    (request,) = server.requests
    assert request.asked == {
        "model": "tts-1-hd",
        "voice": "nova",
        "input": "Fish & <b>chips</b>; 5 %? 漢字",
        "response_format": "wav",
        "speed": 2.0,
    }
    assert "Authorization" not in request.headers


@pytest.mark.parametrize("variable", ["OPENAI_API_KEY", "NARRATOR_OPENAI_KEY"])
def test_key_comes_from_the_environment(engine, server, monkeypatch, variable):
    monkeypatch.setenv(variable, KEY)
    say(engine)
    assert server.requests[0].headers["Authorization"] == f"Bearer {KEY}"


def test_no_error_shows_the_key(server, monkeypatch):
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    engine = OpenAIEngine(f"{server.url}/v1")
    for status in (400, 401, 403, 429, 500):
        server.replies.append(refusal(status, f"Incorrect API key provided: {KEY}."))
        error = fail(engine)
        assert KEY not in f"{error!r} {error} {error.where} {error.hint}", status


def test_a_refused_key_is_not_quoted_in_part(server, monkeypatch):
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    server.replies.append(refusal(401, f"Incorrect API key provided: {KEY[:8]}****{KEY[-4:]}."))
    error = fail(OpenAIEngine(f"{server.url}/v1"))
    assert KEY[:8] not in str(error)
    assert KEY[-4:] not in str(error)


ECHOES = {
    "in a sound that is none": Reply(body=f"<html>{KEY}</html>".encode()),
    "in the place it sends us on to": Reply(302, b"", {"Location": f"https://a.example/?k={KEY}"}),
    "across the end of what is shown": refusal(418, "x" * 290 + KEY),
    "in a detail": Reply(422, json.dumps({"detail": f"no {KEY}"}).encode()),
    "in the status line": Reply(418, b"", reason=f"Bad key {KEY}"),
    "in a web page": Reply(500, f"<p>Bearer {KEY}</p>".encode()),
}


@pytest.mark.parametrize("echo", ECHOES)
def test_no_answer_brings_the_key_back(server, monkeypatch, echo):
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    server.replies.append(ECHOES[echo])
    error = fail(OpenAIEngine(f"{server.url}/v1"))
    shown = f"{error!r} {error} {error.where} {error.hint}"
    assert KEY[:8] not in shown
    assert server.requests[0].headers["Authorization"] == f"Bearer {KEY}"


@pytest.mark.parametrize(
    "broken", [f"{KEY[:9]}\n{KEY[9:]}", f"{KEY} x", f"{KEY}€", f'"{KEY}\u201d']
)
def test_a_key_that_is_none_is_said_and_neither_sent_nor_shown(server, monkeypatch, broken):
    monkeypatch.setenv("OPENAI_API_KEY", broken)
    error = fail(OpenAIEngine(f"{server.url}/v1"))
    assert "The key has a space" in error.message
    assert error.where == "OPENAI_API_KEY"
    assert KEY[:9] not in f"{error!r} {error} {error.hint} {error.__cause__!r}"
    assert server.requests == []


def test_the_key_is_no_part_of_what_speech_is_kept_under(monkeypatch):
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    engine = OpenAIEngine("http://localhost:8880/v1")
    assert KEY not in engine.version_of(engine._voice("nova", "en"))


def test_a_key_in_the_place_of_the_address_is_not_shown():
    with pytest.raises(EngineError, match="is not one") as caught:
        OpenAIEngine(KEY)
    assert KEY not in f"{caught.value} {caught.value.hint}"


def test_openai_itself_wants_a_key_before_anything_is_sent():
    with pytest.raises(EngineError, match="only for those with a key") as caught:
        OpenAIEngine().find_voice("", "en")
    assert "OPENAI_API_KEY" in caught.value.hint


def test_models_that_take_instructions_declare_no_rate_and_get_none(server):
    engine = OpenAIEngine(f"{server.url}/v1", model="gpt-4o-mini-tts")
    assert Capability.RATE not in engine.capabilities
    say(engine, rate_wpm=300)
    assert "speed" not in server.requests[0].asked


def test_server_without_a_list_of_voices_is_believed_to_have_each(engine):
    assert engine.find_voice("af_heart", "en").name == "af_heart"
    assert engine.find_voice("", "en").name == "alloy"


def test_server_with_a_list_decides(engine, server):
    server.voices = ["bf_emma", "af_heart"]
    assert [voice.name for voice in engine.voices()] == ["af_heart", "bf_emma"]
    assert engine.find_voice("", "de-AT").name == "af_heart"
    assert engine.find_voice("af_heart+bf_emma", "en").name == "af_heart+bf_emma"
    with pytest.raises(EngineError) as caught:
        engine.find_voice("bf_emna", "en")
    assert "bf_emma" in caught.value.hint


def test_list_of_voices_may_be_of_objects(engine, server):
    server.voices = [{"id": "af_heart", "name": "Heart"}]
    assert [voice.name for voice in engine.voices()] == ["af_heart"]


@pytest.mark.parametrize(
    ("reply", "said", "retry"),
    [
        (refusal(401, "Incorrect API key"), "does not accept the key", False),
        (refusal(404), "no such model", False),
        (refusal(400, "voice must be one of"), "voice must be one of", False),
        (refusal(422), "does not take this text", False),
        (refusal(429, "You exceeded your current quota"), "no credit left", False),
        (refusal(429, "Rate limit reached"), "too many requests", True),
        (refusal(500, "CUDA out of memory"), "CUDA out of memory", True),
        (refusal(503), "a fault of its own", True),
        (Reply(body=b'{"error": "no"}'), "is no sound", False),
        (Reply(body=b""), "No sound", True),
        (Reply(body=wav(TEXT)[:5000]), "breaks off", True),
        (Reply(missing_bytes=10), "broke off", True),
        (Reply(close=True), "cannot be reached", True),
        (Reply(hang=True), "did not answer within 0.5 s", True),
        (Reply(drip=True), "did not answer within 0.5 s", True),
    ],
)
def test_every_fault_is_said(engine, server, reply, said, retry):
    server.replies.append(reply)
    error = fail(engine)
    assert said in error.message
    assert error.retry is retry


def test_waiting_time_that_the_server_names_is_passed_on(engine, server):
    server.replies.append(refusal(429, "Rate limit", **{"Retry-After": "7"}))
    assert fail(engine).retry_after_s == 7


def test_text_above_the_limit_is_refused_unsent(engine, server):
    with pytest.raises(EngineError, match="takes 512 characters"):
        say(engine, "x" * 513)
    assert server.requests == []


@pytest.mark.parametrize(
    "url",
    [
        *("", "localhost:8880", "file:///etc", "http://[::1/v1", "http://host:x/v1"),
        *("http://me:secret@host/v1", "http://me:secret@", "http://me:secret@[::1"),
    ],
)
def test_address_that_is_none_is_refused_without_its_password(url):
    with pytest.raises(EngineError) as caught:
        OpenAIEngine(url)
    assert "secret" not in str(caught.value)


def test_address_comes_from_profile_or_environment(server, monkeypatch):
    monkeypatch.setenv("NARRATOR_OPENAI_URL", f"{server.url}/v1")
    engine = open_engine("openai", {"model": "kokoro"})
    assert engine.host_of(engine.find_voice("", "en")) == server.url.removeprefix("http://")
    say(engine)
    assert server.requests[0].asked["model"] == "kokoro"


def test_time_for_a_request_is_set_in_seconds(server):
    server.replies.append(Reply(hang=True))
    error = fail(open_engine("openai", {"url": f"{server.url}/v1", "timeout_s": "0.2"}))
    assert error.message == "127.0.0.1 did not answer within 0.2 s"
    assert "NARRATOR_OPENAI_TIMEOUT_S" in error.hint


@pytest.mark.parametrize("given", ["soon", "0", "-1", "inf", "nan"])
def test_time_that_is_none_is_refused(given):
    with pytest.raises(EngineError, match=f"a request is not one: {given}"):
        open_engine("openai", {"url": "http://localhost/v1", "timeout_s": given})


def test_request_that_hung_once_is_tried_again_within_the_ceiling():
    assert openai.TIMEOUT_S + DEFAULT_POLICY.first_wait_s < DEFAULT_POLICY.total_s


def test_list_of_voices_is_not_waited_for_as_long_as_speech(monkeypatch):
    class Hanging(OpenAIHandler):
        def do_GET(self):  # noqa: N802 - its name is given
            self.server.stopping.wait(30)

    monkeypatch.setattr(openai, "LIST_TIMEOUT_S", 0.2)
    with SpeechServer(handler=Hanging) as server:
        start = time.monotonic()
        assert OpenAIEngine(f"{server.url}/v1").find_voice("", "en").name == "alloy"
        assert time.monotonic() - start < 5


def test_doctor_is_told_of_an_address_that_is_none(monkeypatch):
    monkeypatch.setenv("NARRATOR_OPENAI_URL", "http://[::1/v1")
    state = availability_of("openai")
    assert not state.ready
    assert state.detail == "The address of the speech server is not one: http://[::1/v1"


def test_key_in_a_profile_is_refused():
    with pytest.raises(EngineError, match="no such setting"):
        open_engine("openai", {"key": KEY})
