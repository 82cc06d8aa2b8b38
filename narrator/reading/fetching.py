"""A web page over HTTP: who may be asked, how long it may take, and what each failure means.

Behind a proxy (`HTTP_PROXY`, `HTTPS_PROXY`, `NO_PROXY`) it is the proxy that connects, and the
address that it connects to cannot be seen. What can be checked is checked: a host that this
machine itself resolves to private addresses only is refused; a name that this machine cannot
resolve is left to the proxy. The total time limit holds, except behind a SOCKS proxy.
Passwords in `.netrc` are not sent; a password in the URL is sent to its own host only, and is
never in an error or in the article.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from email.message import Message
from typing import TYPE_CHECKING
from urllib.parse import SplitResult, urldefrag, urljoin, urlsplit, urlunsplit

from narrator.errors import SourceError
from narrator.reading.addresses import any_address, is_public
from narrator.reading.sniffing import refuse_media_type
from narrator.reading.sources import MAX_BYTES, Retrieved, too_large, unpack
from narrator.reading.statuses import SAVE_FROM_BROWSER, refuse_status

if TYPE_CHECKING:
    import requests

    from narrator.reading.caching import Page, PageCache
    from narrator.reading.connecting import Guard, GuardedSession

SCHEMES = ("http", "https")

ACCEPT = "text/html,application/xhtml+xml,text/markdown;q=0.9,text/plain;q=0.8,*/*;q=0.1"
"""What can be read, best first (RFC 9110, section 12.5.1)."""

ACCEPT_LISTS = (
    "application/rss+xml,application/atom+xml,application/feed+json,text/x-opml,"
    "application/xml;q=0.9,text/xml;q=0.9,text/csv;q=0.9,application/jsonl;q=0.9,"
    "text/html;q=0.8,text/plain;q=0.8,*/*;q=0.1"
)
"""The same where a list of articles is wanted."""

CHUNK_BYTES = 65_536


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


NOT_MODIFIED = 304
"""The answer to "has it changed?" (RFC 9110, section 15.4.5)."""


@dataclass(slots=True)
class _Visit:
    """What one fetch works with, from the first address to the page."""

    session: GuardedSession
    guard: Guard
    rules: FetchRules
    cache: PageCache | None
    """None where the answer is not to be kept, which a redirect can bring about."""
    lists: bool
    """Whether the answer may be a list of articles."""


def fetch(
    url: str,
    *,
    allow_private: bool = False,
    rules: FetchRules | None = None,
    cache: bool = True,
    lists: bool = False,
) -> Retrieved:
    """Return what the server gives for a URL, redirects followed, decompressed.

    Args:
        url: With `http` or `https`.
        allow_private: Whether it may lead to this machine or to a private network.
        rules: The limits; None: the usual ones.
        cache: Whether a page that was read before need not be sent again, and is kept.
        lists: Whether a feed, a sitemap or another list of articles is wanted.

    Raises:
        SourceError: where the page cannot be had. `retry` is True where trying again can help.
    """
    from narrator.reading.caching import open_cache
    from narrator.reading.connecting import Guard, open_session

    rules = rules or FetchRules()
    if allow_private:
        rules = replace(rules, permits=any_address)
    guard = Guard(rules.permits, rules.total_timeout_s)
    kept = open_cache() if cache and not allow_private else None
    headers = _headers(ACCEPT_LISTS if lists else ACCEPT)
    with guard, open_session(guard, headers) as session:
        return _fetch(_Visit(session, guard, rules, kept, lists), url)


def without_password(url: str) -> str:
    """Return the URL without user, password and fragment: the form that may be shown."""
    try:
        parts = urlsplit(urldefrag(url).url)
    except ValueError:  # "http://[": it holds no host, hence no password
        return url
    return urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2]))


def _headers(accept: str) -> dict[str, str]:
    """Return who we are and what we read; `requests` adds the compressions that it can undo."""
    from narrator import __version__

    return {"User-Agent": f"narrator/{__version__} (+accessible article reader)", "Accept": accept}


def _fetch(visit: _Visit, url: str) -> Retrieved:
    with _failures_explained(url, visit.guard, visit.rules):
        response, known = _follow(visit, url)
    with response:
        where = without_password(response.url)
        if known is None or response.status_code != NOT_MODIFIED:
            known = _download(visit, response, where)
        data = unpack(known.body, where, visit.rules.max_bytes)
        if visit.cache is not None:
            visit.cache.keep(response.url, known, response.headers)
    content_type, charset = parse_content_type(known.content_type)
    path = urlsplit(where).path
    return Retrieved(
        data,
        where=where,
        name=path.rstrip("/").rpartition("/")[2],
        url=where,
        content_type=content_type,
        charset=charset,
    )


def _download(visit: _Visit, response: requests.Response, where: str) -> Page:
    """Return the page that an answer holds."""
    from narrator.reading.caching import Page

    headers = response.headers
    refuse_status(response.status_code, headers.get("Retry-After", ""), where)
    header = headers.get("Content-Type", "")
    if not visit.lists:
        refuse_media_type(parse_content_type(header)[0], where)
    with _failures_explained(where, visit.guard, visit.rules):
        body = _body(response, where, visit.rules.max_bytes)
        _refuse_late(visit.guard, where, visit.rules)
    return Page(body, header, headers.get("ETag", ""), headers.get("Last-Modified", ""))


def _follow(visit: _Visit, url: str) -> tuple[requests.Response, Page | None]:
    """Return the first answer that is no redirect, and the page that we have of that address.

    Each hop is checked like the first.
    """
    start = url
    for _ in range(visit.rules.max_redirects + 1):
        response, known = _send(visit, url)
        target = visit.session.redirect_target(response)
        if target is None:
            return response, known
        response.close()
        url = _next_url(response.url, target)
    raise SourceError(
        f"The page redirects more than {visit.rules.max_redirects} times",
        where=without_password(start),
        hint="It may go in a circle for those who have no cookies. " + SAVE_FROM_BROWSER,
    )


def _send(visit: _Visit, url: str) -> tuple[requests.Response, Page | None]:
    """Return the answer for one address, and the page that we have of it."""
    import requests
    from requests.utils import get_auth_from_url, select_proxy

    parts = _web_address(url)
    password = get_auth_from_url(url)
    auth = password if any(password) else _no_password
    request = visit.session.prepare_request(requests.Request("GET", url, auth=auth))
    settings = visit.session.merge_environment_settings(url, {}, True, None, None)
    proxied = bool(select_proxy(url, settings["proxies"]))
    if proxied:
        _check_behind_proxy(visit.guard, parts)
    if proxied or any(password):
        visit.cache = None
    known = visit.cache.find(request.url or url) if visit.cache is not None else None
    if known is not None and len(known.body) > visit.rules.max_bytes:
        known = None
    request.headers.update(known.conditions if known is not None else {})
    response = visit.session.send(
        request,
        allow_redirects=False,
        timeout=(visit.rules.connect_timeout_s, visit.rules.read_timeout_s),
        **settings,
    )
    return response, known


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
