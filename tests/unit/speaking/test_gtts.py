"""The online engine against a server on this machine that fails in every known way."""

import base64
import json
import socket
import time
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest

from narrator.errors import EngineError
from narrator.speaking import gtts
from narrator.speaking.gtts import GTTSEngine
from narrator.speaking.retrying import Patience, RetryPolicy
from narrator.speaking.services import Service
from narrator.speech import Prosody, Wording
from tests.contracts.speech_server import PATH, Reply, SpeechServer, answer, envelope, speech

CERTIFICATE = Path(__file__).parents[2] / "contracts" / "self_signed.pem"
"""For 127.0.0.1 and until 2126, made for these tests, with its key."""

TEXT = "Seven words are spoken by the server."


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch):
    monkeypatch.setenv("NO_PROXY", "*")


@pytest.fixture
def server():
    with SpeechServer() as server:
        yield server


@pytest.fixture
def engine(server):
    engine = GTTSEngine(server.url, timeout_s=0.4)
    yield engine
    engine.close()


def say(engine, text=TEXT, language="en", name="", **prosody):
    return engine.say(text, engine.find_voice(name, language), Prosody(**prosody))


def fail(engine, text=TEXT):
    with pytest.raises(EngineError) as caught:
        say(engine, text)
    assert caught.value.where == text
    assert caught.value.hint
    return caught.value


# What is asked for


def test_text_language_and_rate_are_sent_as_they_are(engine, server):
    say(engine, "Fish & <b>chips</b>; 5 %?", "he-IL", rate_wpm=100)
    (request,) = server.requests
    assert (request.text, request.language, request.slow) == (
        "Fish & <b>chips</b>; 5 %?",
        "iw",
        True,
    )
    assert request.path == PATH
    assert request.headers["Referer"] == "http://translate.google.com/"


def test_voice_is_the_services_domain(monkeypatch):
    urls = []
    monkeypatch.setattr(GTTSEngine, "_send", lambda self, url, *_: urls.append(url) or sent())
    engine = GTTSEngine()
    say(engine, name="co.uk")
    say(engine)
    assert urls == [f"https://translate.google.{accent}{PATH}" for accent in ("co.uk", "com")]


def sent():
    return envelope(speech(TEXT))


def test_certificates_are_verified(engine, monkeypatch):
    given = {}

    def request(_method, url, **options):
        given.update(options)
        raise OSError("no more than this is wanted")

    monkeypatch.setattr(engine._client.session, "request", request)
    fail(engine)
    assert given["verify"] is True
    assert given["timeout"] == 0.4


def test_mirror_is_named_as_the_host(server):
    assert GTTSEngine(server.url).host == server.url.removeprefix("http://")
    assert GTTSEngine().host == GTTSEngine.host == "translate.google.com"


def test_the_host_is_that_of_the_voices_country(server):
    engine = GTTSEngine()
    assert engine.host_of(engine.find_voice("co.uk", "en")) == "translate.google.co.uk"
    assert engine.host_of(engine.find_voice("", "de")) == "translate.google.com"
    mirror = GTTSEngine(server.url)
    assert mirror.host_of(mirror.find_voice("", "de")) == mirror.host


def test_text_without_words_is_not_sent(engine, server):
    assert say(engine, "... — (!)").pcm.samples == 0
    assert server.requests == []


def test_text_above_the_limit_is_refused_unsent(engine, server):
    with pytest.raises(EngineError, match="takes 100 characters, not 101") as error:
        say(engine, "x" * 101)
    assert not error.value.retry
    assert server.requests == []


def test_a_connection_is_used_again(engine, server):
    for _ in range(3):
        say(engine)
    pools = engine._client.session.get_adapter(server.url).poolmanager.pools
    assert [pools[key].num_connections for key in pools.keys()] == [1]  # noqa: SIM118 - no dict


# Languages

CODES = {
    "en": "en",
    "en-GB": "en",
    "zh": "zh-CN",
    "zh-Hans": "zh-CN",
    "zh-Hans-SG": "zh-CN",
    "zh-Hant": "zh-TW",
    "zh-Hant-TW": "zh-TW",
    "zh-TW": "zh-TW",
    "zh-HK": "yue",
    "yue": "yue",
    "he": "iw",
    "nb": "no",
    "nn-NO": "no",
    "no": "no",
    "jv": "jw",
    "fil-PH": "tl",
    "fr": "fr",
    "fr-CA": "fr-CA",
    "pt-BR": "pt",
    "pt-PT": "pt-PT",
    "pt-AO": "pt-PT",
    "sr-Latn-RS": "sr",
    "PT-pt": "pt-PT",
}


@pytest.mark.parametrize("language", CODES)
def test_language_is_sent_in_the_services_own_code(engine, server, language):
    say(engine, language=language)
    assert server.requests[-1].language == CODES[language]


def test_codes_of_the_tables_are_known_to_the_library():
    from gtts.lang import tts_langs

    assert set(gtts.CODES.values()) | set(gtts.TAGS) <= set(tts_langs())


def test_voices_have_bcp_47_tags_and_come_once():
    voices = GTTSEngine().voices()
    assert {"he", "jv", "nb", "fil", "zh-Hans", "zh-Hant"} <= {voice.language for voice in voices}
    assert not {"iw", "jw", "no", "tl"} & {voice.language for voice in voices}
    assert len({(voice.name, voice.language) for voice in voices}) == len(voices)


@pytest.mark.parametrize("language", ["", "qaa", "gd"])
def test_language_that_is_not_spoken_is_refused_with_a_way_out(language):
    with pytest.raises(EngineError, match="does not speak the language") as caught:
        GTTSEngine().find_voice("", language)
    assert "--engine espeak" in caught.value.hint


# What goes wrong: reply, words of the error, whether trying again can help

PAGE = b"<!DOCTYPE html><title>Before you continue</title>"
BROKEN = base64.b64encode(speech(TEXT)[:-100]).decode()
FAULTS = {
    "too many requests": (Reply(429), "too many requests", True),
    "too many, with seconds": (Reply(429, headers={"Retry-After": "7"}), "too many requests", True),
    "busy": (Reply(503), "status 503", True),
    "fault of its own": (Reply(500, b"oops"), "status 500", True),
    "refused": (Reply(403), "refuses", False),
    "no such address": (Reply(404), "no speech at this address", False),
    "bad request": (Reply(400), "status 400", False),
    "sent on": (
        Reply(302, b"", {"Location": "https://consent.example/"}),
        "consent.example",
        False,
    ),
    "a page": (Reply(body=PAGE), "a web page", False),
    "garbage": (Reply(body=b"\x00\xff\xfe garbage"), "no speech in it", True),
    "garbage that names the call": (Reply(body=b'[["wrb.fr","jQ1olc",'), "no speech in it", True),
    "another call's answer": (Reply(body=b'[["wrb.fr","other","[]"]]'), "no speech in it", True),
    "json of another shape": (Reply(body=b'{"jQ1olc":[1]}'), "no speech in it", True),
    "nothing": (Reply(body=b""), "empty answer", True),
    "no audio": (Reply(body=answer(None)), "no speech for this text", False),
    "an empty list": (Reply(body=answer("[]")), "no speech for this text", False),
    "no text in the list": (Reply(body=answer("[null]")), "broken", True),
    "no list": (Reply(body=answer("{}")), "broken", True),
    "base64 cut off": (Reply(body=answer(json.dumps([BROKEN[:-3]]))), "broken", True),
    "sound cut off": (Reply(body=answer(json.dumps([BROKEN]))), "breaks off", True),
    "no sound": (Reply(body=envelope(b"")), "cannot be decoded", True),
    "not sound": (Reply(body=envelope(b"text " * 99)), "cannot be decoded", True),
    "no answer": (Reply(close=True), "cannot be reached", True),
    "half an answer": (Reply(missing_bytes=50), "broke off", True),
    "silence on the line": (Reply(hang=True), "did not answer within 0.4 s", True),
    "a drip": (Reply(drip=True), "did not answer within 0.4 s", True),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_fault_is_named_and_says_whether_to_try_again(engine, server, fault):
    reply, words, retry = FAULTS[fault]
    server.replies.append(reply)
    error = fail(engine)
    assert words in error.message
    assert error.retry is retry


@pytest.mark.parametrize("fault", [fault for fault in FAULTS if FAULTS[fault][2]])
def test_passing_fault_is_recovered_from(engine, server, fault):
    server.replies.append(FAULTS[fault][0])
    told, waits = [], []
    policy = RetryPolicy(sleep=waits.append, clock=lambda: sum(waits))
    voice = engine.find_voice("", "en")
    heard = Patience(policy, told.append, Service(clock=policy.clock)).say(
        engine, Wording(TEXT), voice, Prosody()
    )
    assert heard == say(engine)
    assert len(waits) == len(told) == 1
    assert FAULTS[fault][1] in told[0]


@pytest.mark.parametrize("fault", [fault for fault in FAULTS if not FAULTS[fault][2]])
def test_lasting_fault_is_not_tried_again(engine, server, fault):
    server.replies.append(FAULTS[fault][0])
    voice = engine.find_voice("", "en")
    with pytest.raises(EngineError):
        Patience(RetryPolicy(sleep=None)).say(engine, Wording(TEXT), voice, Prosody())
    assert len(server.requests) == 1


def test_times_that_the_server_names_are_passed_on(engine, server):
    in_a_minute = format_datetime(datetime.now(UTC) + timedelta(seconds=60), usegmt=True)
    server.replies += [
        Reply(429, headers={"Retry-After": "7"}),
        Reply(503, headers={"Retry-After": in_a_minute}),
        Reply(429, headers={"Retry-After": "soon"}),
        Reply(429),
    ]
    assert fail(engine).retry_after_s == 7
    assert fail(engine).retry_after_s == pytest.approx(60, abs=3)
    assert fail(engine).retry_after_s is None
    assert fail(engine).retry_after_s is None


def test_answer_of_several_parts_is_joined(engine, server):
    part = json.dumps([base64.b64encode(speech("one two")).decode()])
    entry = ["wrb.fr", "jQ1olc", part, None, None, None, "generic"]
    server.replies.append(Reply(body=json.dumps([entry, entry]).encode()))
    assert say(engine).pcm.duration_ms > 1.8 * say(engine, "one two").pcm.duration_ms


def test_answer_that_is_compressed_and_in_chunks_is_the_same(engine, server):
    server.replies += [Reply(chunked=True), Reply()]
    assert say(engine) == say(engine)


def test_silence_in_the_middle_of_an_answer_ends_the_wait(engine, server):
    server.replies.append(Reply(missing_bytes=50, stall=True))
    assert "did not answer within 0.4 s" in fail(engine).message


def test_answer_without_end_is_cut_short(server, monkeypatch):
    monkeypatch.setattr(gtts, "LARGEST_ANSWER_BYTES", 1000)
    engine = GTTSEngine(server.url, timeout_s=0.5)
    assert "longer than 1000 bytes" in fail(engine).message


def test_host_that_is_not_there_is_named():
    with socket.socket() as taken:  # Bound and not listening: nobody else takes the port.
        taken.bind(("127.0.0.1", 0))
        engine = GTTSEngine(f"http://127.0.0.1:{taken.getsockname()[1]}", timeout_s=2)
        error = fail(engine)
    assert "127.0.0.1 cannot be reached" in error.message
    assert error.retry


def test_name_that_does_not_resolve_is_an_error_to_try_again(monkeypatch):
    def refuse(*_, **__):
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    error = fail(GTTSEngine(timeout_s=1))
    assert "translate.google.com cannot be reached" in error.message
    assert error.retry


def test_server_that_is_not_who_it_says_is_not_given_the_text():
    with SpeechServer(certificate=CERTIFICATE) as impostor:
        error = fail(GTTSEngine(impostor.url, timeout_s=2))
        assert impostor.requests == []
    assert "self-signed certificate" in error.message
    assert "date" in error.hint
    assert not error.retry


def test_server_with_a_certificate_that_is_trusted_is_given_the_text(monkeypatch):
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(CERTIFICATE))
    with SpeechServer(certificate=CERTIFICATE) as server:
        engine = GTTSEngine(server.url, timeout_s=2)
        assert say(engine).pcm.samples > 0
        engine.close()


def test_secure_connection_that_breaks_off_is_tried_again(server):
    error = fail(GTTSEngine(server.url.replace("http:", "https:"), timeout_s=2))
    assert "No secure connection to 127.0.0.1" in error.message
    assert error.retry


def test_missing_file_of_certificates_is_our_error(monkeypatch):
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", "/no/such/file.pem")
    error = fail(GTTSEngine("https://127.0.0.1:9", timeout_s=1))
    assert "/no/such/file.pem" in error.message


@pytest.mark.parametrize("module", ["gtts", "requests", "av"])
def test_missing_library_is_found_before_it_is_needed(monkeypatch, module):
    found = gtts.util.find_spec
    monkeypatch.setattr(
        gtts.util, "find_spec", lambda name: None if name == module else found(name)
    )
    availability = GTTSEngine.availability()
    assert not availability.ready
    assert "pip install" in availability.mend


def test_availability_says_who_gets_the_text():
    assert "translate.google.com" in GTTSEngine.availability().detail


def test_engine_that_was_not_used_closes_at_once():
    start = time.perf_counter()
    GTTSEngine().close()
    assert time.perf_counter() - start < 0.1
