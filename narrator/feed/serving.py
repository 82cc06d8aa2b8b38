"""A small web server for one folder: its feed, its episodes, with parts of files on request.

Requests are answered after RFC 9110. Files are handed to the server (waitress) open and in
place, so that a slow reader holds no thread.
"""

from __future__ import annotations

import ipaddress
import os
import socket
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

from narrator.errors import NarratorError, OutputError
from narrator.feed.characters import html, path_address
from narrator.feed.rss import MEDIA_TYPE
from narrator.feed.shelf import Holding, Shelf, page_beside
from narrator.feed.show import FEED_FILE, LOCAL_BASE_URL
from narrator.publishing import FORMATS
from narrator.telling import Tell

if TYPE_CHECKING:
    from werkzeug.wrappers import Response

LOOPBACK = "127.0.0.1"
EVERYWHERE = "0.0.0.0"  # noqa: S104 - only where `--lan` asks for it
PORT = urlsplit(LOCAL_BASE_URL).port or 80

THREADS = 8
MOST_CONNECTIONS = 100
SILENCE_S = 60
"""After which a connection on which nothing moves is closed."""
MOST_HEADER_BYTES = 16_384
MOST_BODY_BYTES = 1024
"""Nobody has anything to send to this server."""

HOME_DOMAINS = ("local", "lan", "home", "home.arpa", "internal", "localdomain", "fritz.box")
"""What networks at home put behind the name of a computer. Strangers cannot have a name in these
(RFC 6762; RFC 8375; names that ICANN gives to nobody; the last belongs to a maker of routers)."""

UTF_8 = "; charset=utf-8"
PICTURES: Mapping[str, str] = {".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".png": "image/png"}
TYPES: Mapping[str, str] = {
    **PICTURES,
    **{form.suffix: form.media_type for form in FORMATS.values()},
}

Environ = dict[str, Any]
Application = Callable[[Environ, Any], Iterable[bytes]]


@dataclass(frozen=True, slots=True)
class Site:
    """The application: it knows one folder, and answers requests for what is in it."""

    shelf: Shelf
    tell: Tell
    names: frozenset[str]
    """Under which this computer is known, whole and in small letters."""

    def __call__(self, environ: Environ, start: Any) -> Iterable[bytes]:
        """Answer one request, as WSGI wants it."""
        return self.answer(environ)(environ, start)

    def answer(self, environ: Environ) -> Response:
        """Return the response to one request."""
        from werkzeug.exceptions import HTTPException, InternalServerError
        from werkzeug.wrappers import Response

        try:
            response = self._found(environ)
        except HTTPException as error:
            plain = error.get_response(environ)
            response = Response(f"{error.code} {error.name}\n", error.code)
            response.headers.extend(
                (name, value) for name, value in plain.headers if name in ("Allow", "Content-Range")
            )
        except NarratorError as error:
            self.tell(f"Error: {error.sentence}")
            response = Response(f"{error.sentence}\n", InternalServerError.code)
        response.headers["X-Content-Type-Options"] = "nosniff"
        return response

    def _found(self, environ: Environ) -> Response:
        from werkzeug.exceptions import MethodNotAllowed, NotFound

        if environ["REQUEST_METHOD"] not in ("GET", "HEAD"):
            raise MethodNotAllowed(["GET", "HEAD"])
        base_url = self._base_url(environ)
        place = environ["PATH_INFO"].encode("latin-1").decode("utf-8", "replace").lstrip("/")
        if place in ("", FEED_FILE):
            holding = self.shelf.holding()
            if not place:
                return text_response(environ, page(holding, base_url), "text/html")
            self.tell(f"{environ.get('REMOTE_ADDR', '')} fetches the feed.")
            return text_response(environ, holding.feed_for(base_url), MEDIA_TYPE)
        path = self.shelf.file(place)
        if path is None:
            raise NotFound
        response = file_response(environ, path)
        is_whole = response.status_code == 200 and environ["REQUEST_METHOD"] == "GET"
        if is_whole and path.suffix == FORMATS["mp3"].suffix:
            self.tell(f"{environ.get('REMOTE_ADDR', '')} fetches {path.stem}.")
        return response

    def _base_url(self, environ: Environ) -> str:
        """Return the address under which the reader came, with a solidus at its end.

        A name that is not this computer's is refused: a page on the web could have given its
        own name our address, to read what is here (DNS rebinding).
        """
        from werkzeug.exceptions import MisdirectedRequest
        from werkzeug.wsgi import get_host

        host = get_host(environ)
        if not self._is_ours(urlsplit(f"//{host}").hostname or ""):
            raise MisdirectedRequest
        return f"{environ['wsgi.url_scheme']}://{host}/"

    def _is_ours(self, name: str) -> bool:
        try:
            ipaddress.ip_address(name)
        except ValueError:
            return name.lower() in self.names
        return True


def media_type(path: Path) -> str:
    """Return the type of a file, with its encoding where it is text."""
    found = next((kind for suffix, kind in TYPES.items() if path.name.endswith(suffix)), "")
    return found + UTF_8 if found.startswith("text/") else found or "application/octet-stream"


def text_response(environ: Environ, data: bytes, kind: str) -> Response:
    """Return a text that was made now; not again to a reader who has it already."""
    from werkzeug.wrappers import Response

    response = Response(data, mimetype=kind)
    response.headers["Content-Type"] = kind + UTF_8
    response.headers["Cache-Control"] = "no-cache"
    response.add_etag()
    return response.make_conditional(environ)


def file_response(environ: Environ, path: Path) -> Response:
    """Return a file or the part of it that is asked for, unless the reader has it already.

    Raises:
        HTTPException: where the file went away, or it has no such part.
    """
    from werkzeug.exceptions import NotFound
    from werkzeug.http import http_date, is_resource_modified
    from werkzeug.wrappers import Response

    try:
        file = path.open("rb")
    except OSError as error:
        raise NotFound from error
    try:
        status = os.fstat(file.fileno())
        etag = f'"{status.st_mtime_ns:x}-{status.st_size:x}"'
        headers = {
            "ETag": etag,
            "Last-Modified": http_date(status.st_mtime),
            "Accept-Ranges": "bytes",
            "Cache-Control": "no-cache",
        }
        if not is_resource_modified(environ, etag, last_modified=headers["Last-Modified"]):
            file.close()
            return Response(status=412 if "HTTP_IF_MATCH" in environ else 304, headers=headers)
        part = wanted_part(environ, status.st_size, headers)
    except BaseException:
        file.close()
        raise
    start, end = part or (0, status.st_size)
    if part:
        headers["Content-Range"] = f"bytes {start}-{end - 1}/{status.st_size}"
    headers["Content-Length"] = str(end - start)
    headers["Content-Type"] = media_type(path)
    if environ["REQUEST_METHOD"] == "HEAD":
        file.close()
        return Response((), 206 if part else 200, headers)
    file.seek(start)
    # Waitress sends as many bytes as Content-Length says, from where the file stands.
    body = environ["wsgi.file_wrapper"](file)
    return Response(body, 206 if part else 200, headers, direct_passthrough=True)


def wanted_part(
    environ: Environ, size_bytes: int, headers: Mapping[str, str]
) -> tuple[int, int] | None:
    """Return the first byte that is asked for and the one behind the last; None for the whole.

    Several parts at once, another unit and what cannot be understood are answered with the
    whole file (RFC 9110, section 14.2), as is a part of a version that is gone (13.1.5).

    Raises:
        HTTPException: where the file ends before the part begins.
    """
    from werkzeug.exceptions import RequestedRangeNotSatisfiable
    from werkzeug.http import is_resource_modified, parse_range_header

    asked = parse_range_header(environ.get("HTTP_RANGE"))
    if asked is None or asked.units != "bytes" or len(asked.ranges) != 1:
        return None
    if "HTTP_IF_RANGE" in environ and is_resource_modified(
        environ, headers["ETag"], last_modified=headers["Last-Modified"], ignore_if_range=False
    ):
        return None
    first, stop = asked.ranges[0]
    if first < 0:  # The last bytes; more than there are is all of them (section 14.1.2).
        first, stop = max(0, size_bytes + first), size_bytes
    if first >= size_bytes:
        raise RequestedRangeNotSatisfiable(size_bytes)
    return first, min(stop or size_bytes, size_bytes)


def page(holding: Holding, base_url: str) -> bytes:
    """Return a page for people: the address of the feed, and the episodes to listen to."""
    title = html(holding.show.title)
    channel = holding.root.find("channel")
    tag = html(channel.value("language")) if channel else ""
    feed_url = html(base_url + FEED_FILE)
    lines = [
        "<!DOCTYPE html>",
        f'<html lang="{tag}"><head><meta charset="utf-8"><title>{title}</title>',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f'<link rel="alternate" type="{MEDIA_TYPE}" href="{feed_url}" title="{title}"></head>',
        f"<body><main><h1>{title}</h1>",
        f'<p>Add this address to your podcast player: <a href="{feed_url}">{feed_url}</a></p>',
    ]
    for item in holding.items:
        found = item.find("enclosure")
        url = html(holding.address(found.get("url"), base_url)) if found else ""
        name = html(item.value("title"))
        link = html(_page_of(holding, found.get("url"), base_url)) if found else ""
        lines.append(f'<h2 dir="auto"><a href="{link or url}">{name}</a></h2>')
        lines.append(f'<audio controls preload="none" src="{url}" aria-label="{name}"></audio>')
    return "\n".join([*lines, "</main></body></html>", ""]).encode()


def _page_of(holding: Holding, url: str, base_url: str) -> str:
    """Return the address of the page for reading along with a recording; "" without one."""
    place = page_beside(unquote(url.removeprefix(holding.show.base_url)))
    return path_address(base_url, place) if place in holding.files else ""


def open_server(directory: Path, host: str, port: int, tell: Tell) -> Any:
    """Return a server that listens already; its `run` answers until it is interrupted.

    Args:
        directory: The folder of the episodes.
        host: The address of this computer to listen at, and no other.
        port: 0 for any that is free.
        tell: Takes a line for each feed and episode that somebody fetches.

    Raises:
        NarratorError: where the folder, its settings or its feed are wrong.
        OutputError: where nobody can listen there.
    """
    import logging

    from waitress.server import create_server

    # A reader who waits for a thread is no news.
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)
    shelf = Shelf(directory, tell)
    shelf.holding()  # What is wrong with it is said before anybody comes.
    site = Site(shelf, tell, own_names(host))
    return create_server(
        site,
        sockets=[_listening(host, port)],
        threads=THREADS,
        connection_limit=MOST_CONNECTIONS,
        channel_timeout=SILENCE_S,
        max_request_header_size=MOST_HEADER_BYTES,
        max_request_body_size=MOST_BODY_BYTES,
        ident="narrator",
        clear_untrusted_proxy_headers=True,
    )


def _listening(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family)
    except OSError as error:
        raise OutputError(
            f"The server cannot listen there ({error.strerror})",
            where=f"{host}, port {port}",
            hint="Choose another port with --port, or stop the program that has this one.",
        ) from error


def own_names(host: str) -> frozenset[str]:
    """Return the names under which this computer can be asked, in small letters."""
    name = socket.gethostname().lower()
    label = name.partition(".")[0]
    at_home = (f"{label}.{domain}" for domain in HOME_DOMAINS)
    return frozenset({"localhost", host.lower(), name, label, *at_home})


def own_address() -> str:
    """Return the address of this computer in the network at home; "" where it is in none."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            # Nothing is sent: the system only says from where it would be (TEST-NET-1, RFC 5737).
            probe.connect(("192.0.2.1", 9))
        except OSError:
            return ""
        return str(probe.getsockname()[0])
