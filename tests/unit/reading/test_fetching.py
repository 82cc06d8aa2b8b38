from __future__ import annotations

import gzip
import socket
import ssl
import time
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

import pytest

from narrator import __version__
from narrator.errors import SourceError
from narrator.reading import connecting
from narrator.reading.addresses import is_public
from narrator.reading.connecting import Guard
from narrator.reading.fetching import (
    FetchRules,
    fetch,
    parse_content_type,
    refuse_status,
    without_password,
)
from tests.unit.conftest import Web

PAGE = b"<!doctype html><html><body><h1>Bridge opens</h1><p>It is open.</p></body></html>"


def only_the_test_server(address: str) -> bool:
    """Take 127.0.0.1 for a public address and every other for a private one."""
    return address == "127.0.0.1"


RULES = FetchRules(
    connect_timeout_s=2,
    read_timeout_s=2,
    total_timeout_s=5,
    permits=only_the_test_server,
)


def refused(url: str, rules: FetchRules = RULES) -> SourceError:
    with pytest.raises(SourceError) as caught:
        fetch(url, rules=rules)
    assert caught.value.where
    assert caught.value.hint
    return caught.value


def test_page_comes_with_its_address_type_and_charset(web: Web) -> None:
    url = web.give("/news/bridge-opens.html", PAGE, Content_Type='Text/HTML; charset="UTF-8"')
    raw = fetch(url, rules=RULES)
    assert raw.data == PAGE
    assert (raw.url, raw.name) == (url, "bridge-opens.html")
    assert (raw.content_type, raw.charset) == ("text/html", "utf-8")
    assert raw.folder == ""


def test_server_is_told_who_asks(web: Web) -> None:
    fetch(web.give("/", PAGE), rules=RULES)
    headers = web.asked[0].headers
    assert headers["User-Agent"] == f"narrator/{__version__} (+accessible article reader)"
    assert "gzip" in headers["Accept-Encoding"]
    assert headers["Host"] == f"127.0.0.1:{web.port}"


def test_compressed_page_is_decompressed(web: Web) -> None:
    url = web.give("/", gzip.compress(PAGE), Content_Encoding="gzip", Content_Type="text/html")
    assert fetch(url, rules=RULES).data == PAGE


@pytest.mark.parametrize(
    ("status", "said", "retry"),
    [
        (401, "login", False),
        (402, "payment", False),
        (403, "refuses access", False),
        (404, "no such page", False),
        (410, "taken away", False),
        (418, "does not give", False),
        (429, "too often", True),
        (451, "legal reasons", False),
        (500, "fault", True),
        (502, "does not answer", True),
        (503, "overloaded", True),
        (504, "does not answer", True),
        (599, "does not give", True),
    ],
)
def test_status_is_named_and_says_whether_trying_again_helps(
    web: Web, status: int, said: str, retry: bool
) -> None:
    error = refused(web.give("/", PAGE, status=status))
    assert said in error.message
    assert f"(status {status})" in error.message
    assert error.retry is retry
    assert error.where == web.url("/")


def test_hint_tells_how_long_the_server_asks_to_wait(web: Web) -> None:
    error = refused(web.give("/", status=429, Retry_After="120"))
    assert "120 seconds" in error.hint
    assert error.retry


def test_time_to_wait_may_be_a_date() -> None:
    until = format_datetime(datetime.now(UTC) + timedelta(seconds=90), usegmt=True)
    with pytest.raises(SourceError) as caught:
        refuse_status(503, until, "http://example.com/")
    assert "9" in caught.value.hint
    assert "seconds" in caught.value.hint


@pytest.mark.parametrize("header", ["soon", "", "-5", "Thu, 01 Jan 1970 00:00:00 GMT"])
def test_time_to_wait_that_says_nothing_is_left_out(header: str) -> None:
    with pytest.raises(SourceError) as caught:
        refuse_status(429, header, "http://example.com/")
    assert "seconds" not in caught.value.hint


def test_redirects_are_followed_and_the_last_address_is_kept(web: Web) -> None:
    web.give("/old", status=301, Location="/newer")
    web.give("/newer", status=302, Location=web.url("/new#part"))
    web.give("/new", PAGE)
    raw = fetch(web.url("/old"), rules=RULES)
    assert raw.url == web.url("/new")
    assert raw.data == PAGE


def test_redirects_in_a_circle_end(web: Web) -> None:
    web.give("/a", status=302, Location="/b")
    web.give("/b", status=302, Location="/a")
    error = refused(web.url("/a"))
    assert "more than 10 times" in error.message
    assert error.where == web.url("/a")
    assert len(web.asked) == 11


def test_body_of_a_redirect_is_not_waited_for(web: Web) -> None:
    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(b"HTTP/1.1 302 Found\r\nLocation: /page\r\nContent-Length: 9\r\n\r\n")
        web.closing.wait(10)

    web.give("/page", PAGE)
    rules = FetchRules(read_timeout_s=1, total_timeout_s=1, permits=only_the_test_server)
    assert fetch(web.do("/", answer), rules=rules).data == PAGE


def test_redirect_to_a_private_address_is_refused_unasked(web: Web) -> None:
    web.give("/inside", PAGE)
    web.give("/out", status=302, Location=web.url("/inside", host="127.0.0.2"))
    error = refused(web.url("/out"))
    assert "private network (127.0.0.2)" in error.message
    assert [each.path for each in web.asked] == ["/out"]


@pytest.mark.parametrize(
    "target", ["file:///etc/hostname", "ftp://127.0.0.1/a", "data:text/html,a"]
)
def test_redirect_to_another_scheme_is_refused(web: Web, target: str) -> None:
    error = refused(web.give("/", status=302, Location=target))
    assert "Only http and https" in error.message


def test_redirect_to_what_is_no_address_is_refused(web: Web) -> None:
    assert "not a web address" in refused(web.give("/", status=302, Location="http://[")).message


def test_loopback_is_refused_by_the_usual_rules(web: Web) -> None:
    url = web.give("/", PAGE)
    with pytest.raises(SourceError, match="private network"):
        fetch(url)
    assert web.asked == []


def test_private_address_is_read_where_it_is_allowed(web: Web) -> None:
    assert fetch(web.give("/", PAGE), allow_private=True, rules=RULES).data == PAGE


class Resolver:
    """Answers for made-up names, each time with the next of its addresses."""

    def __init__(self, *answers: list[str]) -> None:
        self.answers = list(answers)
        self.asked: list[str] = []
        self.real = socket.getaddrinfo

    def __call__(self, host: str, port: int, *args: Any, **kwargs: Any) -> Any:
        if not host.endswith(".example"):
            return self.real(host, port, *args, **kwargs)
        self.asked.append(host)
        found = self.answers.pop(0)
        if not found:
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
        kind = (socket.AF_INET, socket.SOCK_STREAM, 6, "")
        return [(*kind, (address, port)) for address in found]


def test_name_that_changes_its_address_is_resolved_once(
    web: Web, monkeypatch: pytest.MonkeyPatch
) -> None:
    resolver = Resolver(["127.0.0.1"], ["127.0.0.2"])
    monkeypatch.setattr(socket, "getaddrinfo", resolver)
    web.give("/", PAGE)
    assert fetch(web.url("/", host="changing.example"), rules=RULES).data == PAGE
    assert resolver.asked == ["changing.example"]
    assert web.asked[0].headers["Host"] == f"changing.example:{web.port}"


def test_name_that_turns_private_at_a_redirect_is_refused(
    web: Web, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", Resolver(["127.0.0.1"], ["127.0.0.2"]))
    web.give("/", status=302, Location="/again")
    web.give("/again", PAGE)
    error = refused(web.url("/", host="changing.example"))
    assert "private network" in error.message
    assert len(web.asked) == 1


def test_only_the_public_of_a_names_addresses_are_connected_to(
    web: Web, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", Resolver(["127.0.0.2", "127.0.0.1"]))
    web.give("/", PAGE)
    assert fetch(web.url("/", host="both.example"), rules=RULES).data == PAGE


def test_name_that_nobody_knows_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", Resolver([]))
    error = refused("http://nowhere.example/")
    assert "no host of the name nowhere.example" in error.message
    assert error.retry


def test_refused_connection_is_said() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        error = refused(f"http://127.0.0.1:{taken.getsockname()[1]}/")
    assert "Connection refused" in error.message
    assert error.retry


def test_server_that_cannot_be_reached_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    def wait(*args: object, **kwargs: object) -> None:
        raise TimeoutError("timed out")

    monkeypatch.setattr(connecting, "create_connection", wait)
    error = refused("http://127.0.0.1/")
    assert "did not answer within 2 seconds" in error.message
    assert error.retry


def test_failing_tls_is_said(web: Web) -> None:
    error = refused(web.give("/", PAGE).replace("http:", "https:"))
    assert "not safe" in error.message
    assert not error.retry


CERTIFICATE = """\
-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgmstPttPKv4IHR9ai
wPi5xmKVeOMsdtQvNEvB5H/fSu2hRANCAAQcDDBIdD0pyzHfm/Al0hZBcPNzc3gv
oQvpP/2S5tN/QsTcD8v92ToyxiczY3YOLInlvYedZ0rEi1eGKpUjWZ2s
-----END PRIVATE KEY-----
-----BEGIN CERTIFICATE-----
MIIBnDCCAUGgAwIBAgIUFKyOrhOjV/zGY4UvHF3GMoJ5g+EwCgYIKoZIzj0EAwIw
FjEUMBIGA1UEAwwLdGxzLmV4YW1wbGUwIBcNMjYxMTIzMTk0OTMyWhgPMjEyNjEw
MzAxOTQ5MzJaMBYxFDASBgNVBAMMC3Rscy5leGFtcGxlMFkwEwYHKoZIzj0CAQYI
KoZIzj0DAQcDQgAEHAwwSHQ9Kcsx35vwJdIWQXDzc3N4L6EL6T/9kubTf0LE3A/L
/dk6MsYnM2N2DiyJ5b2HnWdKxItXhiqVI1mdrKNrMGkwHQYDVR0OBBYEFLG2l5DH
zUAwxAPzIYDS/62ZcJXoMB8GA1UdIwQYMBaAFLG2l5DHzUAwxAPzIYDS/62ZcJXo
MA8GA1UdEwEB/wQFMAMBAf8wFgYDVR0RBA8wDYILdGxzLmV4YW1wbGUwCgYIKoZI
zj0EAwIDSQAwRgIhAJyotMpg0Mjdelnj6SaLecg6HjbR+FfKrF8DEvP0XZSKAiEA
n+6Sj33riIMOEt16SlsaIZO6cWE27CAIRLaq6m4HaSU=
-----END CERTIFICATE-----
"""
"""Made for this test, of the name tls.example, signed by itself, good until 2126."""


@pytest.fixture
def tls(web: Web, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Web:
    """Let the server speak TLS and let its certificate be trusted."""
    path = tmp_path / "certificate.pem"
    path.write_text(CERTIFICATE, encoding="ascii")
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(path)
    web.server.socket = context.wrap_socket(
        web.server.socket, server_side=True, do_handshake_on_connect=False
    )
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(path))
    monkeypatch.setattr(socket, "getaddrinfo", Resolver(["127.0.0.1"]))
    return web


def test_certificate_is_checked_against_the_name_not_the_address(tls: Web) -> None:
    tls.give("/", PAGE)
    assert fetch(f"https://tls.example:{tls.port}/", rules=RULES).data == PAGE


def test_certificate_of_another_name_is_refused(tls: Web) -> None:
    error = refused(f"https://other.example:{tls.port}/")
    assert "not safe" in error.message
    assert tls.asked == []


def test_certificate_that_nobody_vouches_for_is_refused(
    tls: Web, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("REQUESTS_CA_BUNDLE")
    error = refused(f"https://tls.example:{tls.port}/")
    assert "not safe" in error.message
    assert "certificate" in error.hint
    assert not error.retry


def hang(web: Web) -> str:
    return web.do("/", lambda handler: web.closing.wait(10) and None)


def test_server_that_hangs_before_its_headers_is_left(web: Web) -> None:
    error = refused(hang(web), FetchRules(read_timeout_s=0.1, permits=only_the_test_server))
    assert "sent nothing for 0.1 seconds" in error.message
    assert error.retry


def drip(web: Web, start: bytes) -> str:
    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(start)
        while not web.closing.wait(0.02):
            handler.wfile.write(b"a")

    return web.do("/", answer)


@pytest.mark.parametrize(
    "start",
    [
        b"HTTP/1.1 200 OK\r\nX-Endless: ",
        b"HTTP/1.1 200 OK\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nfffff\r\n",
    ],
    ids=["in a header", "without a length", "with a length", "in a chunk"],
)
def test_server_that_drips_is_left_when_the_time_is_up(web: Web, start: bytes) -> None:
    begun = time.monotonic()
    rules = FetchRules(read_timeout_s=2, total_timeout_s=0.2, permits=only_the_test_server)
    error = refused(drip(web, start), rules)
    assert "not done after 0.2 seconds" in error.message
    assert error.retry
    assert time.monotonic() - begun < 1.5


def test_body_that_breaks_off_is_said(web: Web) -> None:
    error = refused(web.give("/", PAGE, Content_Length="1000"))
    assert "broke off" in error.message
    assert error.retry


def test_body_that_is_no_gzip_is_said(web: Web) -> None:
    assert "damaged" in refused(web.give("/", PAGE, Content_Encoding="gzip")).message


def test_gzip_bomb_is_stopped_at_the_limit(web: Web) -> None:
    bomb = gzip.compress(bytes(10_000_000))
    assert len(bomb) < 20_000
    url = web.give("/", bomb, Content_Encoding="gzip", Content_Type="text/html")
    error = refused(url, FetchRules(max_bytes=1_000_000, permits=only_the_test_server))
    assert "larger than 1 MB" in error.message
    assert not error.retry


def test_body_without_end_is_stopped_at_the_limit(web: Web) -> None:
    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\n\r\n")
        while not web.closing.is_set():
            handler.wfile.write(b"word " * 10_000)

    error = refused(
        web.do("/", answer), FetchRules(max_bytes=500_000, permits=only_the_test_server)
    )
    assert "larger than 0.5 MB" in error.message


@pytest.mark.parametrize(
    ("content_type", "name"),
    [
        ("image/png", "a picture"),
        ("audio/mpeg", "a recording"),
        ("video/mp4", "a video"),
        ("application/zip", "a ZIP archive"),
        ("application/json; charset=utf-8", "JSON data"),
        ("application/rss+xml", "an RSS feed"),
        ("text/css", "a style sheet"),
    ],
)
def test_content_type_that_is_no_text_is_named(web: Web, content_type: str, name: str) -> None:
    error = refused(web.give("/", PAGE, Content_Type=content_type))
    assert f"seems to be {name}," in error.message


@pytest.mark.parametrize("status", [200, 204])
def test_empty_answer_is_said(web: Web, status: int) -> None:
    assert "empty" in refused(web.give("/", status=status)).message


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("ftp://example.com/a", "Only http and https"),
        ("file:///etc/hostname", "Only http and https"),
        ("http://", "not a web address"),
        ("http://[::1", "not a web address"),
        ("https://exa mple.com/", "cannot be read"),
        ("http://127.0.0.1:99999/", "not a web address"),
        (f"http://{'a' * 70}.example/", "no host|cannot be read"),
    ],
)
def test_address_that_is_none_is_said(url: str, said: str) -> None:
    with pytest.raises(SourceError, match=said):
        fetch(url, rules=RULES)


def test_password_goes_to_the_server_and_is_never_shown(web: Web) -> None:
    web.give("/", status=302, Location="/page")
    web.give("/page", PAGE)
    raw = fetch(f"http://ada:secret@127.0.0.1:{web.port}/", rules=RULES)
    assert web.asked[0].headers["Authorization"].startswith("Basic ")
    assert "secret" not in repr(raw)
    error = refused(f"http://ada:secret@127.0.0.1:{web.port}/page", FetchRules())
    assert "secret" not in f"{error} {error.hint}"


def test_password_is_not_shown_where_the_address_is_malformed() -> None:
    error = refused("http://ada:secret@exa mple.com/")
    assert "secret" not in f"{error} {error.hint}"


def test_connection_that_opens_too_late_is_cut(web: Web) -> None:
    with Guard(only_the_test_server, 0.01) as guard:
        time.sleep(0.05)
        assert guard.left_s == 0
        with socket.create_connection(("127.0.0.1", web.port), timeout=1) as opened:
            guard.watch(opened)
            assert opened.recv(1) == b""


def test_password_does_not_follow_a_redirect_to_another_host(
    web: Web, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", Resolver(["127.0.0.1"]))
    web.give("/", status=302, Location=web.url("/page", host="other.example"))
    web.give("/page", PAGE)
    fetch(f"http://ada:secret@127.0.0.1:{web.port}/", rules=RULES)
    assert "Authorization" not in web.asked[1].headers


def test_proxy_of_the_environment_is_used(web: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", web.url(""))
    monkeypatch.setattr(socket, "getaddrinfo", Resolver([]))
    web.give("http://page.example/", PAGE)
    rules = FetchRules(permits=lambda address: False)
    assert fetch("http://page.example/", rules=rules).data == PAGE


def test_private_host_is_refused_behind_a_proxy_too(
    web: Web, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("http_proxy", web.url(""))
    with pytest.raises(SourceError, match="private network"):
        fetch("http://10.0.0.1/")
    assert web.asked == []


@pytest.mark.parametrize(
    "address",
    ["1.1.1.1", "93.184.216.34", "2606:4700::1111", "::ffff:1.1.1.1", "64:ff9b::101:101"],
)
def test_address_of_the_internet_is_public(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "0.0.0.0",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "224.0.0.1",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "fe80::1",
        "fe80::1%eth0",
        "fec0::1",
        "fc00::1",
        "ff02::1",
        "::ffff:127.0.0.1",
        "64:ff9b::7f00:1",
        "2002:7f00:1::",
        "nonsense",
        "",
    ],
)
def test_address_of_a_private_network_is_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("text/html", ("text/html", "")),
        ("text/html; charset=ISO-8859-1", ("text/html", "iso-8859-1")),
        ("Text/HTML;;charset='utf-8'", ("text/html", "utf-8")),
        ("", ("", "")),
        (";", ("", "")),
    ],
)
def test_content_type_is_taken_apart(header: str, expected: tuple[str, str]) -> None:
    media_type, charset = parse_content_type(header)
    assert (media_type, charset.strip("'")) == expected


def test_shown_address_has_no_password_and_no_fragment() -> None:
    assert (
        without_password("https://ada:pw@example.com:8080/a?b#c") == "https://example.com:8080/a?b"
    )
