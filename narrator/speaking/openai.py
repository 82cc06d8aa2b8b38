"""The engine `openai`: any server that speaks at `POST /v1/audio/speech`.

That is OpenAI's own service and the many servers that people run themselves and that answer
as it does (Kokoro-FastAPI, LocalAI, Speaches, openedai-speech and others). Which one, and
which model, is set in the profile or the environment; the key comes from the environment
alone and is shown nowhere.

The protocol: OpenAI API reference, "Create speech" (read in November 2026).
"""

from __future__ import annotations

import json
import math
import os
from collections.abc import Mapping
from functools import cached_property
from importlib import util
from typing import ClassVar
from urllib.parse import SplitResult, urlsplit

from narrator.errors import EngineError, nearest
from narrator.speaking.asking import TRY_LATER, USE_ANOTHER, Client, Refusal
from narrator.speaking.decoding import decode
from narrator.speaking.engine import Availability, Capability, Engine, Speech
from narrator.speech import PCM, Prosody, Voice
from narrator.words import can_be_heard

DEFAULT_URL = "https://api.openai.com/v1"
DEFAULT_MODEL = "tts-1"
"""The name that servers of all kinds know, and a model of OpenAI's that follows the rate."""

KEY_VARIABLES = ("NARRATOR_OPENAI_KEY", "OPENAI_API_KEY")
"""The environment variables that may hold the key; the first one there wins."""

MAX_CHARS = 512
"""A request takes 4,096; some servers count bytes, and UTF-8 has four a character at most. So
few, because the slowest servers must be done with them in `TIMEOUT_S`."""

TIMEOUT_S = 60.0
"""For one request. Servers without a graphics card speak about as fast as a person: they have
the four sentences of 150 characters that they are asked for at once in some 40 s, and 512
characters alone in 33 s. A request that hung is made once more within the two minutes that it
is tried (`retrying.RetryPolicy`)."""

LIST_TIMEOUT_S = 10.0
"""For the list of voices, which a server has at hand; without it, speaking shows what is wrong."""

LARGEST_ANSWER_BYTES = 50_000_000
"""512 characters at the slowest rate are some 2 minutes: 12 MB at 48 kHz in 16 bits."""

NOMINAL_WPM = 175
"""Words a minute at speed 1; our choice, the rate that profiles have by default."""
SPEEDS = (0.25, 4.0)
"""The range of `speed` in a request."""

UNPACED_MODELS = ("gpt-",)
"""Beginnings of the names of models that take instructions and leave `speed` aside."""

VOICES = (
    *("alloy", "ash", "ballad", "cedar", "coral", "echo", "fable", "marin", "nova", "onyx"),
    *("sage", "shimmer", "verse"),
)
"""The voices of OpenAI's own service; other servers are asked for theirs."""

ANY_LANGUAGE = "und"
SILENCE_HZ = 24_000
"""The sampling rate of an empty answer; that of the service's own voices."""

_SLOW_HINT = (
    "Where the server is slow, give it more time: NARRATOR_OPENAI_TIMEOUT_S=180, or `timeout_s` "
    "under [engines.openai]."
)
_KEY_HINT = f"Set the key in the environment: {KEY_VARIABLES[1]}=..."


class OpenAIEngine(Engine):
    """A speech server with OpenAI's protocol: online, any voice that the server has.

    Args:
        url: The address that `/audio/speech` is added to, with `/v1` where the server has it.
        model: The name of the model, as the server knows it.
        timeout_s: For one request, from the connection to the last byte.
    """

    name: ClassVar[str] = "openai"
    online: ClassVar[bool] = True
    host: ClassVar[str] = "api.openai.com"
    capabilities: ClassVar[frozenset[Capability]] = frozenset({Capability.RATE})
    max_chars: ClassVar[int | None] = MAX_CHARS
    max_concurrency: ClassVar[int] = 4
    settings: ClassVar[Mapping[str, str]] = {
        "url": f"the server's address; {DEFAULT_URL} where none is set",
        "model": f"the server's model; {DEFAULT_MODEL} where none is set",
        "timeout_s": f"seconds for a request; {TIMEOUT_S:g} where none are set",
    }

    def __init__(
        self, url: str = DEFAULT_URL, model: str = DEFAULT_MODEL, timeout_s: float | str = TIMEOUT_S
    ) -> None:
        parts = _address(url)
        self._url = url.rstrip("/")
        self._model = model
        time_s = _seconds(timeout_s)
        self._client = Client(time_s, LARGEST_ANSWER_BYTES, _key(), _SLOW_HINT)
        self._list_client = Client(min(time_s, LIST_TIMEOUT_S), LARGEST_ANSWER_BYTES, _key())
        self._official = parts.hostname == self.host
        self.host = parts.netloc  # type: ignore[misc]  # the server's own
        if model.startswith(UNPACED_MODELS):
            self.capabilities = frozenset()  # type: ignore[misc]  # such a model has none

    @classmethod
    def availability(cls) -> Availability:
        """Say whether the libraries are there; whether the server answers is not asked."""
        return cls.availability_with({})

    @classmethod
    def availability_with(cls, settings: Mapping[str, str]) -> Availability:
        """Say the same of the server that is set."""
        for module in ("requests", "av"):
            if util.find_spec(module) is None:
                mend = f"python -m pip install {module}"
                return Availability(False, f"{module} is not installed", mend)
        key = "a key is set" if _key() else "no key is set"
        try:
            parts = _address(settings.get("url") or DEFAULT_URL)
        except EngineError as error:
            mend = "Set NARRATOR_OPENAI_URL, or `url` under [engines.openai]."
            return Availability(False, str(error), mend)
        return Availability(True, f"sends the text to {parts.hostname}, {key}")

    def voices(self) -> tuple[Voice, ...]:
        """Return the voices of the server, each for any language."""
        return tuple(self._voice(name, ANY_LANGUAGE) for name in sorted(self._names or VOICES))

    def find_voice(self, name: str, language: str) -> Voice:
        """Return the voice of that name in the language asked for.

        A server that does not say which voices it has is believed to have every one.

        Raises:
            EngineError: where OpenAI's service has no key to be asked with, and for a voice
                that the server has not. Trying again cannot help.
        """
        if self._official and not _key():
            raise EngineError(f"{self.host} speaks only for those with a key", hint=_KEY_HINT)
        names = self._names
        if not name:
            preferred = VOICES[0] in names or not names
            return self._voice(VOICES[0] if preferred else names[0], language)
        # A mixture, "af_bella+af_sky", is a name that the server makes voices of.
        if names and name not in names and "+" not in name:
            raise EngineError(
                f"{self.host} has no such voice", where=name, hint=nearest(name, names)
            )
        return self._voice(name, language)

    def version_of(self, voice: Voice) -> str:  # noqa: ARG002 - one for all voices
        """Return the server's address and its model."""
        return f"{self._url} {self._model}"

    def say(self, text: str, voice: Voice, prosody: Prosody) -> Speech:
        """Return the text as speech, as the server makes it; no marks.

        A text without a letter, number or symbol is not sent and gives no samples.

        Raises:
            EngineError: where the server cannot be reached, refuses, or sends no speech.
        """
        if len(text) > MAX_CHARS:
            raise EngineError(f"openai takes {MAX_CHARS} characters, not {len(text)}", where=text)
        if not can_be_heard(text):
            return Speech(PCM(b"", SILENCE_HZ))
        request: dict[str, object] = {
            "model": self._model,
            "voice": voice.name,
            "input": text,
            "response_format": "wav",
        }
        if Capability.RATE in self.capabilities:
            least, most = SPEEDS
            request["speed"] = min(most, max(least, round(prosody.rate_wpm / NOMINAL_WPM, 3)))
        try:
            return Speech(decode(self._post(request)))
        except EngineError as error:
            error.where = error.where or text
            raise

    def stop(self) -> None:
        """Break off the requests that are under way."""
        self._client.stop()
        self._list_client.stop()

    def close(self) -> None:
        """Close the connections."""
        self._client.close()
        self._list_client.close()

    def _post(self, request: Mapping[str, object]) -> bytes:
        # As bytes, since half a surrogate pair in the text is no UTF-8.
        body = json.dumps(request).encode()
        headers = {"Content-Type": "application/json", **_authorization()}
        return self._client.post(
            f"{self._url}/audio/speech", data=body, headers=headers, judge=_judge
        ).body

    @cached_property
    def _names(self) -> tuple[str, ...]:
        """The voices that the server says it has; empty where it does not say."""
        if self._official:
            return VOICES
        try:
            answer = self._list_client.get(f"{self._url}/audio/voices", headers=_authorization())
            listed = json.loads(answer.body)["voices"]
            named = (each if isinstance(each, str) else each.get("id", "") for each in listed)
            return tuple(sorted(name for name in named if name))
        except (EngineError, ValueError, LookupError, TypeError, AttributeError):
            return ()  # Most servers have no such list; whether they answer, speaking shows.

    def _voice(self, name: str, language: str) -> Voice:
        return Voice(self.name, name, language, f"a voice of {self.host}")


def _address(url: str) -> SplitResult:
    """Return the parts of a server's address.

    Raises:
        EngineError: where it is none, or has a name or password in it.
    """
    try:
        parts = urlsplit(url)
        # A port that is no number raises when it is looked at.
        well = parts.scheme in {"http", "https"} and parts.hostname and parts.port != 0
    except ValueError:  # Such a port, or a bracket that is not closed.
        well = False
    if not well or parts.username:
        raise EngineError(
            "The address of the speech server is not one",
            where="" if "://" not in url else url.rpartition("@")[2],  # It may be the key.
            hint="It looks like http://localhost:8880/v1, without a name or password.",
        )
    return parts


def _seconds(given: float | str) -> float:
    """Return the time for a request.

    Raises:
        EngineError: where it is no number of seconds.
    """
    try:
        seconds = float(given)
    except ValueError:
        seconds = 0.0
    if not 0 < seconds < math.inf:
        raise EngineError(
            "The time for a request is not one",
            where=str(given),
            hint="It is a number of seconds, such as 180.",
        )
    return seconds


def _key() -> str:
    return next((os.environ[name] for name in KEY_VARIABLES if os.environ.get(name)), "").strip()


def _authorization() -> dict[str, str]:
    """Return the header with the key, where there is one.

    Raises:
        EngineError: for a key that no header can have; it is not shown, as `requests` would.
    """
    key = _key()
    if not all("!" <= sign <= "~" for sign in key):  # Visible ASCII (RFC 6750, section 2.1).
        name = next(name for name in KEY_VARIABLES if os.environ.get(name))
        raise EngineError(
            "The key has a space, a line break or another sign in it that no key has",
            where=name,
            hint="Copy it anew, in one line and without quotation marks.",
        )
    return {"Authorization": f"Bearer {key}"} if key else {}


def _judge(status: int, words: str) -> Refusal | None:
    """Say what a status means here."""
    if status in {401, 403}:
        return Refusal(f"does not accept the key ({status})", _KEY_HINT, quote=False)
    if status == 429 and "quota" in words.lower():
        return Refusal("says that the account has no credit left (429)", USE_ANOTHER)
    if status == 404:
        hint = "Check the address and the model: NARRATOR_OPENAI_URL, NARRATOR_OPENAI_MODEL."
        return Refusal("has no speech at this address or no such model (404)", hint)
    if status in {400, 413, 422}:
        return Refusal(f"does not take this text, voice or model ({status})", USE_ANOTHER)
    if status >= 500:
        return Refusal(f"has a fault of its own ({status})", TRY_LATER, retry=True)
    return None
