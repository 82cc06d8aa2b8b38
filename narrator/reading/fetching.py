"""A web page over HTTP: who may be asked, how long it may take, and what each failure means.

Behind a proxy (`HTTP_PROXY`, `HTTPS_PROXY`, `NO_PROXY`) it is the proxy that connects, and the
address that it connects to cannot be seen. What can be checked is checked: a host that this
machine itself resolves to private addresses only is refused; a name that this machine cannot
resolve is left to the proxy. The total time limit holds, except behind a SOCKS proxy.
Passwords in `.netrc` are not sent; a password in the URL is sent to its own host only, and is
never in an error or in the article.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from email.message import Message
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING
from urllib.parse import SplitResult, urldefrag, urljoin, urlsplit, urlunsplit

from narrator.errors import SourceError
from narrator.reading.addresses import any_address, is_public
from narrator.reading.sniffing import refuse_media_type
from narrator.reading.sources import MAX_BYTES, Retrieved, too_large, unpack

if TYPE_CHECKING:
    import requests

    from narrator.reading.connecting import Guard, GuardedSession

SCHEMES = ("http", "https")

ACCEPT = "text/html,application/xhtml+xml,text/markdown;q=0.9,text/plain;q=0.8,*/*;q=0.1"
"""What can be read, best first (RFC 9110, section 12.5.1)."""

CHUNK_BYTES = 65_536

SAVE_FROM_BROWSER = "Open the page in a browser, save it as HTML, and give that file."


@dataclass(frozen=True, slots=True)
class FetchRules:
    """The limits within which a URL is fetched."""

    connect_timeout_s: float = 10.0
    """For one attempt to connect: three tries of TCP's first packet, sent after 0, 1 and 3
    seconds (RFC 6298, section 2), and time for the answer to the last."""
    read_timeout_s: float = 30.0
    """Without a byte from the server; slow pages answer after ten seconds and more."""
    total_timeout_s: float = 120.0
    """For everything, redirects included; 50 MB at 3.5 Mbit/s."""
    max_bytes: int = MAX_BYTES
    """After decompression."""
    max_redirects: int = 10
    """Half of what browsers follow (WHATWG Fetch, HTTP-redirect fetch: 20)."""
    permits: Callable[[str], bool] = is_public
    """Says of an IP address whether it may be connected to."""


STATUSES: Mapping[int, tuple[str, str, bool]] = {
    401: ("The page asks for a login", SAVE_FROM_BROWSER, False),
    402: ("The page asks for payment", SAVE_FROM_BROWSER, False),
    403: ("The server refuses access to the page", SAVE_FROM_BROWSER, False),
    404: ("There is no such page", "Check the address for letters that are missing.", False),
    407: ("The proxy asks for a login", "Put user and password into HTTPS_PROXY.", False),
    408: ("The server gave up waiting", "Try again.", True),
    410: ("The page was taken away", "Look for a copy in a web archive.", False),
    425: ("The server wants the request later", "Try again.", True),
    429: ("The server was asked too often", "Wait some minutes, then try again.", True),
    451: ("The page is blocked for legal reasons", SAVE_FROM_BROWSER, False),
    500: ("The server has a fault", "Try again later.", True),
    502: ("The server behind the site does not answer rightly", "Try again later.", True),
    503: ("The server is overloaded or being mended", "Try again later.", True),
    504: ("The server behind the site does not answer", "Try again later.", True),
}
"""Status -> what happened, what to do, and whether trying again can help (RFC 9110, section 15;
RFC 6585 for 429, RFC 7725 for 451)."""


def fetch(url: str, *, allow_private: bool = False, rules: FetchRules | None = None) -> Retrieved:
    """Return what the server gives for a URL, redirects followed, decompressed.

    Args:
        url: With `http` or `https`.
        allow_private: Whether it may lead to this machine or to a private network.
        rules: The limits; None: the usual ones.

    Raises:
        SourceError: where the page cannot be had. `retry` is True where trying again can help.
    """
    from narrator.reading.connecting import Guard, open_session

    rules = rules or FetchRules()
    if allow_private:
        rules = replace(rules, permits=any_address)
    guard = Guard(rules.permits, rules.total_timeout_s)
    with guard, open_session(guard, _headers()) as session:
        return _fetch(session, guard, url, rules)


def without_password(url: str) -> str:
    """Return the URL without user, password and fragment: the form that may be shown."""
    try:
        parts = urlsplit(urldefrag(url).url)
    except ValueError:  # "http://[": it holds no host, hence no password
        return url
    return urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2]))


def _headers() -> dict[str, str]:
    """Return who we are and what we read; `requests` adds the compressions that it can undo."""
    from narrator import __version__

    return {"User-Agent": f"narrator/{__version__} (+accessible article reader)", "Accept": ACCEPT}


def _fetch(session: GuardedSession, guard: Guard, url: str, rules: FetchRules) -> Retrieved:
    with _failures_explained(url, guard, rules):
        response = _follow(session, guard, url, rules)
    with response:
        where = without_password(response.url)
        refuse_status(response.status_code, response.headers.get("Retry-After", ""), where)
        content_type, charset = parse_content_type(response.headers.get("Content-Type", ""))
        refuse_media_type(content_type, where)
        with _failures_explained(where, guard, rules):
            data = _body(response, where, rules.max_bytes)
            _refuse_late(guard, where, rules)
    path = urlsplit(where).path
    return Retrieved(
        unpack(data, where, rules.max_bytes),
        where=where,
        name=path.rstrip("/").rpartition("/")[2],
        url=where,
        content_type=content_type,
        charset=charset,
    )


def _follow(
    session: GuardedSession, guard: Guard, url: str, rules: FetchRules
) -> requests.Response:
    """Return the first answer that is no redirect; each hop is checked like the first."""
    start = url
    for _ in range(rules.max_redirects + 1):
        response = _send(session, guard, url, rules)
        target = session.redirect_target(response)
        if target is None:
            return response
        response.close()
        url = _next_url(response.url, target)
    raise SourceError(
        f"The page redirects more than {rules.max_redirects} times",
        where=without_password(start),
        hint="It may go in a circle for those who have no cookies. " + SAVE_FROM_BROWSER,
    )


def _send(session: GuardedSession, guard: Guard, url: str, rules: FetchRules) -> requests.Response:
    import requests
    from requests.utils import get_auth_from_url, select_proxy

    parts = _web_address(url)
    password = get_auth_from_url(url)
    auth = password if any(password) else _no_password
    request = session.prepare_request(requests.Request("GET", url, auth=auth))
    settings = session.merge_environment_settings(url, {}, True, None, None)
    if select_proxy(url, settings["proxies"]):
        _check_behind_proxy(guard, parts)
    return session.send(
        request,
        allow_redirects=False,
        timeout=(rules.connect_timeout_s, rules.read_timeout_s),
        **settings,
    )


def _no_password(request: requests.PreparedRequest) -> requests.PreparedRequest:
    """Return the request as it is; any auth at all keeps `requests` from looking into .netrc."""
    return request


def _next_url(url: str, target: str) -> str:
    try:
        return urljoin(url, target)
    except ValueError as error:
        raise _bad_address(target) from error


def _web_address(url: str) -> SplitResult:
    """Return the parts of a URL that may be asked for."""
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port  # each raises where it is malformed
    except ValueError as error:
        raise _bad_address(url) from error
    if parts.scheme not in SCHEMES:
        raise SourceError(
            "Only http and https addresses can be read",
            where=without_password(url),
            hint="Save the page to a file and give its path.",
        )
    if not host:
        raise _bad_address(url)
    return parts


def _bad_address(url: str) -> SourceError:
    return SourceError(
        "This is not a web address",
        where=without_password(url),
        hint="An address has the form https://example.com/page .",
    )


def _check_behind_proxy(guard: Guard, parts: SplitResult) -> None:
    """Return where a host is not known to be private; the proxy may know more names than we."""
    from narrator.reading.connecting import HostNotFound

    try:
        guard.addresses(parts.hostname or "", parts.port or 0)
    except HostNotFound:
        return


def refuse_status(status: int, retry_after: str, where: str) -> None:
    """Return where a status says that the page is there.

    Raises:
        SourceError: where it says anything else. `retry` is True where trying again can help.
    """
    if 200 <= status < 300:
        return
    unknown = ("The server does not give the page", SAVE_FROM_BROWSER, status >= 500)
    message, hint, retry = STATUSES.get(status, unknown)
    seconds = _seconds_to_wait(retry_after)
    if retry and seconds:
        hint = f"The server asks to wait {seconds} seconds; then try again."
    raise SourceError(f"{message} (status {status})", where=where, hint=hint, retry=retry)


def _seconds_to_wait(retry_after: str) -> int:
    """Return the seconds of a Retry-After header, 0 where there are none (RFC 9110, 10.2.3)."""
    if retry_after.strip().isdecimal():
        return int(retry_after)
    try:
        until = parsedate_to_datetime(retry_after)
    except ValueError:
        return 0
    if until.tzinfo is None:
        until = until.replace(tzinfo=UTC)
    return max(0, round((until - datetime.now(UTC)).total_seconds()))


def parse_content_type(header: str) -> tuple[str, str]:
    """Return the media type and the character set, each empty where it is not named."""
    if not header.strip():
        return "", ""
    message = Message()
    message["Content-Type"] = header
    return header.partition(";")[0].strip().lower(), message.get_content_charset("")


def _body(response: requests.Response, where: str, max_bytes: int) -> bytes:
    """Return the body, counted as it is decompressed: a gzip bomb grows 1028 times."""
    chunks: list[bytes] = []
    left = max_bytes
    for chunk in response.iter_content(CHUNK_BYTES):
        left -= len(chunk)
        if left < 0:
            raise too_large(where, max_bytes)
        chunks.append(chunk)
    return b"".join(chunks)


def _refuse_late(guard: Guard, where: str, rules: FetchRules) -> None:
    """Return where there is time left: a body that was cut can look like one that ended."""
    if not guard.left_s:
        raise _too_slow(where, rules)


def _too_slow(where: str, rules: FetchRules) -> SourceError:
    return SourceError(
        f"The server was not done after {rules.total_timeout_s:g} seconds",
        where=where,
        hint="Try again later.",
        retry=True,
    )


@contextmanager
def _failures_explained(url: str, guard: Guard, rules: FetchRules) -> Iterator[None]:
    """Turn what `requests` and `urllib3` raise into a SourceError."""
    import requests
    from urllib3.exceptions import HTTPError

    from narrator.reading.connecting import AddressRefused, HostNotFound

    where = without_password(url)
    try:
        yield
    except AddressRefused as error:
        raise SourceError(
            f"The address leads into a private network ({error})",
            where=where,
            hint="If that is meant, allow it with --allow-private.",
        ) from error
    except HostNotFound as error:
        raise SourceError(
            f"There is no host of the name {error}, or no network",
            where=where,
            hint="Check the address and the connection.",
            retry=True,
        ) from error
    except (requests.RequestException, HTTPError, UnicodeError) as error:
        if not guard.left_s:
            raise _too_slow(where, rules) from error
        message, hint, retry = _explain(error, rules)
        raise SourceError(message, where=where, hint=hint, retry=retry) from error


def _explain(error: Exception, rules: FetchRules) -> tuple[str, str, bool]:
    """Return what happened, what to do, and whether trying again can help."""
    from requests import exceptions

    table: tuple[tuple[type[Exception], str, str, bool], ...] = (
        (
            exceptions.SSLError,
            f"The connection is not safe ({_cause(error)})",
            "Check the clock and the certificates of this machine; if they are right, "
            "the site's certificate is wrong.",
            False,
        ),
        (exceptions.ProxyError, "The proxy does not answer rightly", "Check HTTPS_PROXY.", True),
        (
            exceptions.ConnectTimeout,
            f"The server did not answer within {rules.connect_timeout_s:g} seconds",
            "Check the address and the connection, then try again.",
            True,
        ),
        (
            exceptions.ReadTimeout,
            f"The server sent nothing for {rules.read_timeout_s:g} seconds",
            "Try again later.",
            True,
        ),
        (exceptions.ContentDecodingError, "The page is damaged", "Try again.", True),
        (exceptions.ChunkedEncodingError, "The connection broke off", "Try again.", True),
        (
            exceptions.ConnectionError,
            f"The connection failed ({_cause(error)})",
            "Check the address and the connection, then try again.",
            True,
        ),
    )
    for kind, message, hint, retry in table:
        if isinstance(error, kind):
            return message, hint, retry
    return "The address cannot be read", "Check the address.", False


def _cause(error: BaseException) -> str:
    """Return the words of the innermost exception, which are the ones that say something."""
    while inner := error.__cause__ or error.__context__:
        error = inner
    words = getattr(error, "strerror", None) or str(error)
    return " ".join(str(words).split()) or type(error).__name__
