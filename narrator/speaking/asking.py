"""How a speech server is asked: safely, for a while and not for ever, with what it refused.

What every online engine needs is here once: certificates are verified, redirects are not
followed, an answer that is endless or drips is cut off, and every refusal becomes an error
that says what it means and whether trying again can help. Trying again itself is `retrying`'s.
"""

from __future__ import annotations

import json
import socket
import threading
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal
from urllib.parse import urlsplit
from weakref import WeakSet

from narrator.errors import EngineError
from narrator.retry_after import retry_after_s

if TYPE_CHECKING:
    import requests
    from requests.adapters import HTTPAdapter
    from urllib3.connection import HTTPConnection

TRY_LATER = "Wait an hour, or choose the offline engine with --engine espeak."
USE_ANOTHER = "Choose the offline engine with --engine espeak."


@dataclass(frozen=True, slots=True)
class Refusal:
    """What an HTTP status says, what to do, and whether trying again can help."""

    said: str
    """Behind the name of the host: "refuses to speak for this address (403)"."""
    hint: str
    retry: bool = False
    quote: bool = True
    """Whether the server's own words may be shown; a refused key's may repeat the key."""


REFUSALS: Mapping[int, Refusal] = {
    403: Refusal("refuses to speak for this address (403)", TRY_LATER),
    408: Refusal("gave up waiting for the request (408)", USE_ANOTHER, retry=True),
    429: Refusal("says that it has had too many requests (429)", TRY_LATER, retry=True),
}
"""The HTTP statuses (RFC 9110, RFC 6585) that mean the same at every server."""

Judge = Callable[[int, str], Refusal | None]
"""What a status means at one server, given what its answer says in words; None for the usual."""

LONGEST_REASON_BYTES = 8_192
"""Of a refusal's body that is read; a message is a line or two."""
LONGEST_REASON_CHARS = 300
"""Of a server's own words that are shown."""
_HIDDEN = "..."
"""In place of a key."""


def _usual(_status: int, _words: str) -> Refusal | None:
    return None


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server sent, whole."""

    body: bytes
    content_type: str
    """The header, in lower case, without its parameters."""


class Client:
    """Asks servers, and holds the connections to them until it is closed.

    Args:
        timeout_s: For one request, from the connection to the last byte.
        largest_bytes: The longest answer that is taken.
        secret: What no error may show, though a server repeats it: the key.
        slow: What to do where an answer takes too long, beside checking the server.
    """

    def __init__(
        self, timeout_s: float, largest_bytes: int, secret: str = "", slow: str = ""
    ) -> None:
        self._slow = slow
        self._timeout_s = timeout_s
        self._largest_bytes = largest_bytes
        self._secret = secret
        self._opening = threading.Lock()
        self._live: WeakSet[HTTPConnection] = WeakSet()
        """The connections, those in use included, which the session does not give out."""

    def post(self, url: str, *, judge: Judge = _usual, **request: Any) -> Answer:
        """Return the answer to a POST; `request` has `data` or `json`, and `headers`.

        Args:
            url: Where to.
            judge: Says what a status means at this server, before `REFUSALS` does.
            request: What `requests` takes: `data`, `json`, `headers`.

        Raises:
            EngineError: where the server cannot be reached, refuses, or breaks off; `retry`
                says whether trying again can help, `retry_after_s` how long it asked to wait.
        """
        return self._ask("POST", url, judge, request)

    def get(self, url: str, *, judge: Judge = _usual, **request: Any) -> Answer:
        """Return the answer to a GET, as `post` does."""
        return self._ask("GET", url, judge, request)

    def stop(self) -> None:
        """Break off every request that is under way; called from another thread."""
        for connection in list(self._live):
            with suppress(OSError, AttributeError):  # It was closed meanwhile, or not yet open.
                connection.sock.shutdown(socket.SHUT_RDWR)

    def close(self) -> None:
        """Close the connections."""
        if "_session" in self.__dict__:
            self._session.close()

    @property
    def session(self) -> requests.Session:
        """The connections, opened when first used, by whichever thread that is."""
        with self._opening:
            return self._session

    @cached_property
    def _session(self) -> requests.Session:
        import requests

        session = requests.Session()
        adapter = _tracking_adapter(self._live)
        session.mount("https://", adapter)
        session.mount("http://", adapter)
        return session

    def _ask(
        self,
        method: Literal["GET", "POST"],
        url: str,
        judge: Judge,
        request: Mapping[str, Any],
    ) -> Answer:
        from requests import exceptions

        try:
            with self.session.request(
                method,
                url,
                timeout=self._timeout_s,
                verify=True,
                allow_redirects=False,
                stream=True,
                **request,
            ) as response:
                self._check_status(response, judge)
                body = self._read(response, time.monotonic() + self._timeout_s)
                if self._secret:  # Where it is no sound, its beginning is shown.
                    body = body.replace(self._secret.encode(), _HIDDEN.encode())
                kind = response.headers.get("Content-Type", "").partition(";")[0]
                return Answer(body, kind.strip().lower())
        except exceptions.SSLError as error:
            raise EngineError(
                f"No secure connection to {urlsplit(url).hostname} can be made: {error}",
                hint="Check this machine's date, and whether something intercepts its connections.",
                # A connection that breaks off is one of these too; a wrong certificate stays wrong.
                retry="CERTIFICATE_VERIFY_FAILED" not in str(error),
            ) from error
        except exceptions.Timeout as error:
            late = f"did not answer within {self._timeout_s:g} s"
            raise _unreachable(url, late, self._slow) from error
        except exceptions.ChunkedEncodingError as error:
            raise _unreachable(url, "broke off its answer") from error
        except exceptions.ConnectionError as error:
            raise _unreachable(url, "cannot be reached") from error
        except OSError as error:  # Of requests, or for a file of certificates that is missing.
            raise EngineError(f"The request cannot be sent: {error}", hint=USE_ANOTHER) from error

    def _check_status(self, response: requests.Response, judge: Judge) -> None:
        """Raise what a status other than 200 means."""
        status, host = response.status_code, urlsplit(response.url).hostname
        if status == 200:
            return
        if 300 <= status < 400:
            place = self._hidden(response.headers.get("Location", "another page"))
            said = f"sends us on to {place}"
            raise EngineError(
                f"{host} {said}",
                hint=f"It wants a person to consent, or to prove to be one. {TRY_LATER}",
            )
        words = self._hidden(_words(response))[:LONGEST_REASON_CHARS]
        reason = self._hidden(str(response.reason))
        unknown = Refusal(f"answers with status {status} ({reason})", TRY_LATER, status >= 500)
        refusal = judge(status, words) or REFUSALS.get(status, unknown)
        wait_s = retry_after_s(response.headers.get("Retry-After", "")) if refusal.retry else None
        said = f"{refusal.said}: {words}" if words and refusal.quote else refusal.said
        raise EngineError(
            f"{host} {said}", hint=refusal.hint, retry=refusal.retry, retry_after_s=wait_s
        )

    def _hidden(self, text: str) -> str:
        """Return what a server says without the key, which some repeat."""
        return text.replace(self._secret, _HIDDEN) if self._secret else text

    def _read(self, response: requests.Response, deadline_s: float) -> bytes:
        """Return the body; neither an endless one nor one that drips holds us up."""
        from requests import exceptions
        from urllib3.exceptions import HTTPError, ReadTimeoutError

        body = bytearray()
        try:
            # Not `iter_content`, which waits until it has all the bytes that it was asked for.
            while chunk := response.raw.read1(65_536, decode_content=True):
                body += chunk
                if time.monotonic() > deadline_s:
                    raise exceptions.ReadTimeout
                if len(body) > self._largest_bytes:
                    raise EngineError(
                        f"The answer is longer than {self._largest_bytes} bytes", hint=TRY_LATER
                    )
        except ReadTimeoutError as error:
            raise exceptions.ReadTimeout from error
        except HTTPError as error:
            raise exceptions.ChunkedEncodingError from error
        return bytes(body)


def _tracking_adapter(live: WeakSet[HTTPConnection]) -> HTTPAdapter:
    """Return what makes connections and notes them, so that they can be broken off."""
    from requests.adapters import HTTPAdapter
    from urllib3 import HTTPConnectionPool, HTTPSConnectionPool
    from urllib3.connection import HTTPConnection, HTTPSConnection

    class Plain(HTTPConnection):
        def connect(self) -> None:
            super().connect()
            live.add(self)

    class Encrypted(HTTPSConnection):
        def connect(self) -> None:
            super().connect()
            live.add(self)

    class PlainPool(HTTPConnectionPool):
        ConnectionCls = Plain

    class EncryptedPool(HTTPSConnectionPool):
        ConnectionCls = Encrypted

    class Tracking(HTTPAdapter):
        def init_poolmanager(self, *arguments: Any, **settings: Any) -> None:
            super().init_poolmanager(*arguments, **settings)
            self.poolmanager.pool_classes_by_scheme = pools

        def proxy_manager_for(self, *arguments: Any, **settings: Any) -> Any:
            manager = super().proxy_manager_for(*arguments, **settings)
            manager.pool_classes_by_scheme = pools
            return manager

    pools = {"http": PlainPool, "https": EncryptedPool}
    return Tracking()


def _unreachable(url: str, happened: str, hint: str = "") -> EngineError:
    host = urlsplit(url).hostname
    here = host in {"localhost", "127.0.0.1", "::1"}
    first = "Check that the server runs." if here else "Check the connection to the internet."
    return EngineError(f"{host} {happened}", hint=f"{first} {hint or USE_ANOTHER}", retry=True)


def _words(response: requests.Response) -> str:
    """Return what a refusal says in words, in one line: the message of its JSON, or nothing."""
    from urllib3.exceptions import HTTPError

    try:
        body = response.raw.read(LONGEST_REASON_BYTES, decode_content=True)
        found = json.loads(body)
    except (HTTPError, OSError, ValueError):
        return ""
    # As OpenAI has it, {"error": {"message": ...}}, and as FastAPI does, {"detail": ...}.
    for key in ("error", "detail", "message"):
        found = found.get(key, found) if isinstance(found, dict) else found
    return " ".join(found.split()) if isinstance(found, str) else ""
