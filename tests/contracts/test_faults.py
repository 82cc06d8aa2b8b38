"""Every misbehaviour of a speech server, in the middle of an article: nothing is lost in any.

What passes is recovered from, and the clips are those of an undisturbed run. What stays ends
the run, and when it is mended another run asks for nothing that was spoken before.
"""

from __future__ import annotations

import io
import logging
import wave
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from narrator.article import Metadata
from narrator.errors import EngineError
from narrator.profile import VoiceProfile
from narrator.profiles import load_profile
from narrator.script import Role, Script, Section, Utterance
from narrator.speaking import registry, speak
from narrator.speaking.caching import SpeechCache
from narrator.speaking.engine import Engine
from narrator.speaking.gtts import GTTSEngine
from narrator.speaking.openai import OpenAIEngine
from narrator.speaking.retrying import RetryPolicy
from narrator.speaking.session import Session
from tests.contracts.speech_server import (
    Handler,
    OpenAIHandler,
    Reply,
    SpeechServer,
    envelope,
    speech,
    wav,
)

TEXTS = [f"Sentence number {word} of the article." for word in ("one", "two", "three", "four")]
TEXTS += [f"Paragraph number {word} of the article." for word in ("five", "six", "seven", "eight")]
KEY = "sk-not-a-key-0123456789"
TIMEOUT_S = 0.4
CERTIFICATE = Path(__file__).with_name("self_signed.pem")


@dataclass(frozen=True)
class Kind:
    """An online engine, and how its service answers with a sound."""

    engine: type[Engine]
    handler: type[Handler]
    answer: Callable[[bytes], bytes]
    sound: Callable[[str], bytes]


KINDS = {
    "gtts": Kind(GTTSEngine, Handler, envelope, speech),
    "openai": Kind(OpenAIEngine, OpenAIHandler, bytes, wav),
}


def silent_wav(duration_s: float) -> bytes:
    file = io.BytesIO()
    with wave.open(file, "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(24_000)
        out.writeframes(bytes(round(duration_s * 24_000) * 2))
    return file.getvalue()


def silent_mp3() -> bytes:
    import lameenc

    encoder = lameenc.Encoder()
    encoder.set_in_sample_rate(24_000)
    encoder.set_channels(1)
    encoder.set_bit_rate(64)
    encoder.silence()
    return bytes(encoder.encode(bytes(96_000)) + encoder.flush())


SILENCE = {"gtts": silent_mp3(), "openai": silent_wav(2.0)}

PASSING: dict[str, Callable[[str], list[Reply]]] = {
    "no answer": lambda _: [Reply(hang=True)],
    "an answer that stops": lambda _: [Reply(missing_bytes=50, stall=True)],
    "a byte at a time": lambda _: [Reply(drip=True)],
    "no answer and a closed connection": lambda _: [Reply(close=True)],
    "a connection that is reset": lambda _: [Reply(reset=True)],
    "fewer bytes than announced": lambda _: [Reply(missing_bytes=50)],
    "too many requests": lambda _: [Reply(429, b"{}")],
    "too many requests, with seconds": lambda _: [Reply(429, b"", {"Retry-After": "20"})],
    "a burst of 500": lambda _: [Reply(500, b"")] * 4,
    "a server that is away": lambda _: [Reply(502, b""), Reply(503, b"", {"Retry-After": "1"})],
    "an empty body": lambda _: [Reply(body=b"")],
    "half of the sound": lambda kind: [Reply(body=cut(kind))],
    "silence": lambda kind: [Reply(body=KINDS[kind].answer(SILENCE[kind]))],
    "far too short": lambda kind: [Reply(body=with_sound(kind, "a"))],
    "far too long": lambda kind: [Reply(body=with_sound(kind, "many words " * 60))],
    "all of it in turn": lambda kind: [
        Reply(429, b"", {"Retry-After": "3"}),
        Reply(reset=True),
        Reply(500, b""),
        Reply(body=KINDS[kind].answer(SILENCE[kind])),
    ],
}

STAYING: dict[str, tuple[Reply, str]] = {
    "refused": (Reply(403, b""), "403"),
    "a web page": (Reply(body=b"<html><body>Before you continue</body></html>"), "no s"),
    "sent on": (Reply(302, b"", {"Location": "https://consent.example/"}), "sends us on"),
    "asked to wait for an hour": (Reply(429, b"", {"Retry-After": "3600"}), "429"),
}


def with_sound(kind: str, text: str) -> bytes:
    return KINDS[kind].answer(KINDS[kind].sound(text))


def cut(kind: str) -> bytes:
    whole = KINDS[kind].sound(TEXTS[0])
    return KINDS[kind].answer(whole[: len(whole) // 2 + 1])


@pytest.fixture(params=KINDS)
def kind(request: pytest.FixtureRequest) -> str:
    found: str = request.param
    return found


@pytest.fixture
def server(kind: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[SpeechServer]:
    monkeypatch.setenv("NO_PROXY", "*")
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    with SpeechServer(handler=KINDS[kind].handler) as found:
        open_at(kind, found.url, monkeypatch)
        yield found


def open_at(kind: str, url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Have the engine ask that server, one text at a time, and not wait for long."""
    base = KINDS[kind].engine

    class Here(base):  # type: ignore[misc, valid-type]
        max_concurrency = 1
        interval_s = 0.0

        def __init__(self) -> None:
            super().__init__(f"{url}/v1" if kind == "openai" else url, timeout_s=TIMEOUT_S)

    monkeypatch.setattr(registry, "engine_class", lambda name: Here)


@pytest.fixture
def profile(kind: str) -> VoiceProfile:
    return replace(load_profile("single"), engine=kind)


@pytest.fixture
def session(tmp_path: Path) -> Session:
    return session_in(tmp_path / "speech")


def session_in(folder: Path) -> Session:
    return Session(SpeechCache(folder), policy=RetryPolicy(sleep=lambda _: None, jitter=0.0))


def script() -> Script:
    utterances = tuple(
        Utterance(text, text, Role.BODY, "presenter", "en", 100, f"/blocks/{number}")
        for number, text in enumerate(TEXTS)
    )
    section = Section("Headline", 1, utterances)
    return Script(Metadata("Headline", language="en"), "single", 2, (section,))


def clips(profile: VoiceProfile, session: Session, told: list[str] | None = None) -> list[bytes]:
    lines = [] if told is None else told
    return [clip.pcm.data for clip in speak(script(), profile, tell=lines.append, session=session)]


def asked(server: SpeechServer) -> list[str]:
    return [request.text for request in server.requests]


@pytest.mark.parametrize("fault", PASSING)
def test_what_passes_is_recovered_from(
    kind: str,
    fault: str,
    server: SpeechServer,
    profile: VoiceProfile,
    session: Session,
    tmp_path: Path,
) -> None:
    undisturbed = clips(profile, session_in(tmp_path / "other"))
    server.requests.clear()
    taken = []
    told: list[str] = []
    faults = PASSING[fault](kind)
    for clip in speak(script(), profile, tell=told.append, session=session):
        taken.append(clip.pcm.data)
        if len(taken) == 1:
            server.replies += faults
    assert taken == undisturbed
    assert len(server.requests) == len(TEXTS) + len(faults) - len(server.replies)
    waits = [line for line in told if "Waiting" in line]
    assert len(waits) == len(faults) - len(server.replies)


@pytest.mark.parametrize("fault", STAYING)
def test_what_stays_ends_the_run_and_another_goes_on_from_there(
    fault: str,
    server: SpeechServer,
    profile: VoiceProfile,
    session: Session,
    tmp_path: Path,
) -> None:
    undisturbed = clips(profile, session_in(tmp_path / "other"))
    server.requests.clear()
    reply, said = STAYING[fault]
    server.replies += [Reply()] * 4 + [reply] * 20
    with pytest.raises(EngineError, match=said) as raised:
        clips(profile, session)
    assert raised.value.exit_code == 5
    assert raised.value.where == TEXTS[4]
    assert "What was spoken is kept (4 utterances)" in raised.value.hint
    assert asked(server) == TEXTS[:5]
    server.replies.clear()
    server.requests.clear()
    assert clips(profile, session) == undisturbed
    assert asked(server) == TEXTS[4:]


def test_a_server_that_never_recovers_is_given_up(
    server: SpeechServer, profile: VoiceProfile, session: Session
) -> None:
    server.replies += [Reply(500, b"")] * 20
    told: list[str] = []
    with pytest.raises(EngineError, match="tried 5 times"):
        clips(profile, session, told)
    assert asked(server) == TEXTS[:1] * 5


def test_a_certificate_that_cannot_be_verified_gets_no_text(
    kind: str, profile: VoiceProfile, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_PROXY", "*")
    with SpeechServer(CERTIFICATE, KINDS[kind].handler) as server:
        open_at(kind, server.url, monkeypatch)
        with pytest.raises(EngineError, match="No secure connection"):
            clips(profile, session)
        assert server.requests == []


@pytest.mark.parametrize("kind", ["openai"])
@pytest.mark.parametrize("echo", [True, False])
def test_the_key_is_in_no_line_error_log_or_kept_file(
    server: SpeechServer,
    profile: VoiceProfile,
    session: Session,
    echo: bool,
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG)
    body = b'{"error": {"message": "wrong key %s"}}' % KEY.encode() if echo else b""
    server.replies += [Reply(500, body), Reply(), Reply(429, body), Reply(), Reply(401, body)]
    told: list[str] = []
    with pytest.raises(EngineError) as raised:
        clips(profile, session, told)
    assert server.requests[0].headers["Authorization"] == f"Bearer {KEY}"
    error: BaseException | None = raised.value
    while error is not None:
        assert KEY not in f"{error!r} {error} {vars(error)}"
        error = error.__cause__
    assert KEY not in " ".join(told)
    assert KEY not in caplog.text
    assert session.cache
    kept = [path for path in session.cache.folder.rglob("*") if path.is_file()]
    assert len(kept) == 2
    assert all(KEY.encode() not in path.read_bytes() + str(path).encode() for path in kept)
