"""The online engine `gtts`: the voices of Google Translate.

The library gTTS knows how the service is asked: the body of the request, its headers, its
languages. Sending is done here, since the library does not verify certificates, waits for
ever, and calls every refusal "unknown" (gTTS 2.5.4, `tts.py`). The text leaves this machine.

The service answers with base64 of an MP3 of 24 kHz in one channel, inside a line of JSON
(the "batchexecute" protocol of Google's web pages, which is not documented).
"""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator, Mapping
from functools import cached_property
from importlib import metadata, util
from typing import ClassVar
from urllib.parse import urlsplit

from narrator.errors import EngineError, nearest
from narrator.speaking.asking import TRY_LATER, USE_ANOTHER, Client, Refusal
from narrator.speaking.decoding import decode_mp3
from narrator.speaking.engine import Availability, Capability, Engine, Speech
from narrator.speech import PCM, Prosody, Voice
from narrator.words import can_be_heard

MAX_CHARS = 100
"""The most the service takes in a request (gTTS 2.5.4, `GOOGLE_TTS_MAX_CHARS`)."""

TIMEOUT_S = 20.0
"""For one request, from the connection to the last byte; our choice: ten seconds of speech
are 80 kB, which a slow mobile connection carries in that time."""

INTERVAL_S = 0.5
"""Between the starts of two requests. Our choice: the service refuses those who ask too often
and does not say how often that is; twice a second is no more than a quick reader's pace."""

MOST_AT_ONCE = 3
"""Requests under way; our choice: where each takes a second or more, they come to two a second
together, and no more are begun than `INTERVAL_S` allows."""

LARGEST_ANSWER_BYTES = 8_000_000
"""Our choice: a hundred times what 100 characters of speech come to."""

SLOW_BELOW_WPM = 120
"""The service has two rates, and this decides between them; our choice: a newsreader's 175
is its normal one."""

PATH = "/_/TranslateWebserverUi/data/batchexecute"
RPC = "jQ1olc"
"""What the service calls the making of speech (gTTS 2.5.4, `GOOGLE_TTS_RPC`)."""

DEFAULT_ACCENT = "com"

ACCENTS: Mapping[str, tuple[str, ...]] = {
    "com": (),
    "ca": ("en-CA", "fr-CA"),
    "co.in": ("en-IN",),
    "co.uk": ("en-GB",),
    "co.za": ("en-ZA",),
    "com.au": ("en-AU",),
    "com.br": ("pt-BR",),
    "com.mx": ("es-MX",),
    "com.ng": ("en-NG",),
    "es": ("es-ES",),
    "fr": ("fr-FR",),
    "ie": ("en-IE",),
    "pt": ("pt-PT",),
    "us": ("en-US", "es-US"),
}
"""The service's top-level domains and what accent each gives (gTTS 2.5.4, "Localized
accents"). Every one of them speaks every language; the others then as "com" does."""

CODES: Mapping[str, str] = {
    "cmn": "zh-CN",
    "cmn-hant": "zh-TW",
    "fil": "tl",
    "he": "iw",
    "in": "id",
    "jv": "jw",
    "mo": "ro",
    "nb": "no",
    "nn": "no",
    "pt-ao": "pt-PT",
    "pt-mz": "pt-PT",
    "zh": "zh-CN",
    "zh-hans": "zh-CN",
    "zh-hant": "zh-TW",
    "zh-hant-hk": "yue",
    "zh-hant-mo": "yue",
    "zh-hk": "yue",
    "zh-mo": "yue",
}
"""BCP 47 tags, in lower case, that the service writes in its own way."""

TAGS: Mapping[str, str] = {
    "iw": "he",
    "jw": "jv",
    "no": "nb",
    "tl": "fil",
    "zh-CN": "zh-Hans",
    "zh-TW": "zh-Hant",
}
"""The service's codes that are not what BCP 47 has for the language today."""

REFUSALS: Mapping[int, Refusal] = {
    404: Refusal("has no speech at this address (404)", "Choose another voice, such as com."),
}
"""What a status means for this service, where it is something of its own."""


def _judge(status: int, _words: str) -> Refusal | None:
    return REFUSALS.get(status)


class GTTSEngine(Engine):
    """Google Translate's voices: online, 100 characters a request, two rates, no marks.

    A voice is named by the service's top-level domain, which decides the accent: "co.uk".

    Args:
        base_url: Where to send the texts in place of `https://translate.google.TLD`: a
            mirror, or a server of a test.
        timeout_s: For one request, from the connection to the last byte.
    """

    name: ClassVar[str] = "gtts"
    online: ClassVar[bool] = True
    host: ClassVar[str] = "translate.google.com"
    capabilities: ClassVar[frozenset[Capability]] = frozenset()
    max_chars: ClassVar[int | None] = MAX_CHARS
    max_concurrency: ClassVar[int] = MOST_AT_ONCE
    interval_s: ClassVar[float] = INTERVAL_S

    def __init__(self, base_url: str = "", timeout_s: float = TIMEOUT_S) -> None:
        self._base_url = base_url.rstrip("/")
        self._client = Client(timeout_s, LARGEST_ANSWER_BYTES)
        if base_url:
            self.host = urlsplit(base_url).netloc  # type: ignore[misc]  # a mirror's own

    @classmethod
    def availability(cls) -> Availability:
        """Say whether the libraries are installed; whether the service answers is not asked."""
        for module, package in (("gtts", "gTTS"), ("requests", "requests"), ("av", "av")):
            if util.find_spec(module) is None:
                mend = f"python -m pip install {package}"
                return Availability(False, f"{package} is not installed", mend)
        version = metadata.version("gTTS")
        return Availability(True, f"gTTS {version}, sends the text to {cls.host}")

    def voices(self) -> tuple[Voice, ...]:
        """Return a voice for each language, and one for each accent that is known."""
        plain = [
            Voice(self.name, DEFAULT_ACCENT, TAGS.get(code, code), description)
            for code, description in self._languages.items()
            if code != "zh"  # The same voice as zh-CN.
        ]
        accented = [
            Voice(self.name, accent, tag, f"accent of translate.google.{accent}")
            for accent, tags in ACCENTS.items()
            for tag in tags
        ]
        return tuple(sorted(plain + accented, key=lambda voice: (voice.language, voice.name)))

    def host_of(self, voice: Voice) -> str:
        """Return the service's host in the country of the voice, or the mirror's."""
        return urlsplit(self._base_url or f"https://translate.google.{voice.name}").netloc

    def find_voice(self, name: str, language: str) -> Voice:
        """Return the voice of that accent, in the language asked for.

        Raises:
            EngineError: for an unknown accent or language. Trying again cannot help.
        """
        accent = name or DEFAULT_ACCENT
        if accent not in ACCENTS:
            raise EngineError("gtts has no such voice", where=name, hint=nearest(name, ACCENTS))
        description = self._languages[self._code(language)]
        return Voice(self.name, accent, language, description)

    def version_of(self, voice: Voice) -> str:  # noqa: ARG002 - one for all voices
        """Return the library's version; the service itself has none that it tells."""
        return f"gTTS {metadata.version('gTTS')}"

    def say(self, text: str, voice: Voice, prosody: Prosody) -> Speech:
        """Return the text as speech, as the service makes it; no marks.

        A text without a letter, number or symbol is not sent and gives no samples.

        Raises:
            EngineError: where the service cannot be reached, refuses, or sends no speech.
        """
        if len(text) > MAX_CHARS:
            raise EngineError(f"gtts takes {MAX_CHARS} characters, not {len(text)}", where=text)
        if not can_be_heard(text):
            return Speech(PCM(b"", rate_hz=24_000))
        try:
            answer = self._ask(text, voice, slow=prosody.rate_wpm < SLOW_BELOW_WPM)
            return Speech(decode_mp3(b"".join(audio_in(answer))))
        except EngineError as error:
            error.where = text
            raise

    def stop(self) -> None:
        """Break off the requests that are under way."""
        self._client.stop()

    def close(self) -> None:
        """Close the connections."""
        self._client.close()

    def _ask(self, text: str, voice: Voice, *, slow: bool) -> bytes:
        """Return the service's answer to a request for speech."""
        from gtts import gTTS

        (body,) = gTTS(
            text,
            tld=voice.name,
            lang=self._code(voice.language),
            slow=slow,
            lang_check=False,
            pre_processor_funcs=[],
            tokenizer_func=lambda whole: [whole],
        ).get_bodies()
        base = self._base_url or f"https://translate.google.{voice.name}"
        return self._send(base + PATH, body, gTTS.GOOGLE_TTS_HEADERS)

    def _send(self, url: str, body: str, headers: Mapping[str, str]) -> bytes:
        return self._client.post(url, data=body, headers=headers, judge=_judge).body

    def _code(self, language: str) -> str:
        """Return the service's code for a BCP 47 tag, shortened from its end until it has one."""
        known = {code.lower(): code for code in self._languages}
        tag = language.lower()
        while tag:
            if tag in CODES or tag in known:
                return CODES.get(tag) or known[tag]
            tag = tag.rpartition("-")[0]
        raise EngineError(
            "gtts does not speak the language",
            where=language or "unknown",
            hint=f"{nearest(language, known.values())} Or {USE_ANOTHER.lower()}",
        )

    @cached_property
    def _languages(self) -> Mapping[str, str]:
        """The service's codes and the English names of the languages."""
        try:
            from gtts.lang import tts_langs
        except ImportError as error:
            raise EngineError(
                "gTTS is not installed", where=str(error), hint="Run: python -m pip install gTTS"
            ) from error
        languages: dict[str, str] = tts_langs()
        return languages


def audio_in(answer: bytes) -> Iterator[bytes]:
    """Yield the MP3 data in an answer of the service.

    Raises:
        EngineError: where there is none. Trying again can help where the answer is empty or
            broken, and cannot where it is a web page or says that there is no speech.
    """
    text = answer.decode("utf-8", "replace").strip()
    if not text:
        raise EngineError("The service sent an empty answer", hint=TRY_LATER, retry=True)
    if text.startswith("<"):
        raise EngineError(
            "The service sent a web page and no speech",
            hint=f"It may want a person to consent to something. {TRY_LATER}",
        )
    payloads = [payload for line in text.splitlines() for payload in _payloads(line)]
    if not payloads:
        raise EngineError(
            "The service sent an answer with no speech in it", hint=TRY_LATER, retry=True
        )
    yield from (_audio(payload) for payload in payloads)


def _payloads(line: str) -> Iterator[object]:
    r"""Yield what a line of the protocol carries for our request: lists, as JSON in a text.

    A line is `[["wrb.fr","jQ1olc","[\"BASE64\"]",null,...],["di",52],...]`.
    """
    if RPC not in line:
        return
    try:
        entries = json.loads(line)
    except ValueError:
        return
    for entry in entries if isinstance(entries, list) else []:
        if isinstance(entry, list) and entry[:2] == ["wrb.fr", RPC]:
            yield entry[2] if len(entry) > 2 else None


def _audio(payload: object) -> bytes:
    """Return the MP3 data of a payload."""
    if not isinstance(payload, str) or payload == "[]":
        raise EngineError("The service has no speech for this text", hint=USE_ANOTHER)
    try:
        return base64.b64decode(json.loads(payload)[0], validate=True)
    except (ValueError, TypeError, LookupError) as error:
        raise EngineError(
            "The service sent speech that is broken", hint=TRY_LATER, retry=True
        ) from error
