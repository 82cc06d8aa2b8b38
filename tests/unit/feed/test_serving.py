"""The server, asked over real connections on the loopback."""

from __future__ import annotations

import http.client
import io
import shutil
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import feedparser
import pytest

from narrator.errors import NarratorError, OutputError
from narrator.feed import serving, shelf, write_feed
from narrator.feed.serving import open_server
from narrator.feed.show import Show
from tests.unit.feed.conftest import KETTLE, LAMP, TIDE

OWN_NAME = socket.gethostname().partition(".")[0].lower()
TIDE_MP3 = f"/{TIDE}/{TIDE}.mp3"


@dataclass(frozen=True)
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes


class Asking:
    """A reader of the server; each question is a connection of its own."""

    def __init__(self, server: Any) -> None:
        self.port = int(server.effective_port)

    def __call__(self, path: str, method: str = "GET", **headers: str) -> Answer:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        try:
            named = {name.replace("_", "-"): value for name, value in headers.items()}
            connection.request(method, path, headers=named)
            answer = connection.getresponse()
            told = {name.lower(): value for name, value in answer.getheaders()}
            return Answer(answer.status, told, answer.read())
        finally:
            connection.close()


@pytest.fixture
def ask(directory: Path, said: list[str], monkeypatch: pytest.MonkeyPatch) -> Iterator[Asking]:
    monkeypatch.setattr(shelf, "LOOK_AGAIN_S", 0.0)
    server = open_server(directory, "127.0.0.1", 0, said.append)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    yield Asking(server)
    with suppress(OSError):  # It may have closed its own alarm before it is rung.
        server.trigger.pull_trigger(server.close)
    thread.join(10)
    assert not thread.is_alive()
    server.task_dispatcher.shutdown()


def test_a_phone_gets_the_feed_with_the_address_it_came_by(ask: Asking, said: list[str]) -> None:
    answer = ask("/feed.xml", Host="10.0.0.7:8092")
    assert answer.status == 200
    assert answer.headers["content-type"] == "application/rss+xml; charset=utf-8"
    told = feedparser.parse(io.BytesIO(answer.body))
    assert not told.bozo
    urls = [entry.enclosures[0].href for entry in told.entries]
    assert len(urls) == 3
    assert all(url.startswith("http://10.0.0.7:8092/") for url in urls)
    assert b"localhost" not in answer.body.replace(b"<link>http://localhost:8092/</link>", b"")
    assert "127.0.0.1 fetches the feed." in said


def test_every_file_that_the_feed_links_to_is_served_with_its_type(
    ask: Asking, directory: Path
) -> None:
    text = ask("/feed.xml").body.decode()
    urls = {
        word.partition('"')[2].rstrip('"/>')
        for word in text.replace("><", "> <").split()
        if word.startswith(("url=", "href=")) and "127.0.0.1" in word
    }
    kinds: dict[str, str] = {}
    for url in urls:
        answer = ask(urlsplit(url).path)
        assert answer.status == 200, url
        place = urlsplit(url).path.lstrip("/")
        kinds["." + place.partition(".")[2]] = answer.headers["content-type"]
        if place != "feed.xml":
            assert answer.body == (directory / place).read_bytes()
    assert kinds == {
        ".xml": "application/rss+xml; charset=utf-8",
        ".png": "image/png",
        ".mp3": "audio/mpeg",
        ".chapters.json": "application/json+chapters",
        ".vtt": "text/vtt; charset=utf-8",
        ".transcript.json": "application/json",
    }


@pytest.mark.parametrize(
    ("asked", "first", "end"),
    [
        ("bytes=0-99", 0, 100),
        ("bytes=100-", 100, None),
        ("bytes=-10", -10, None),
        ("bytes=5-5", 5, 6),
        ("bytes=0-99999999", 0, None),
        ("bytes=-99999999", 0, None),
        ("bytes=20000-29999", 20000, 30000),
    ],
)
def test_a_part_of_a_recording_is_that_part(
    ask: Asking, directory: Path, asked: str, first: int, end: int | None
) -> None:
    data = (directory / TIDE_MP3[1:]).read_bytes()
    answer = ask(TIDE_MP3, Range=asked)
    part = data[first:end]
    start = first if first >= 0 else len(data) + first
    assert answer.status == 206
    assert answer.body == part
    assert answer.headers["content-length"] == str(len(part))
    assert answer.headers["content-range"] == f"bytes {start}-{start + len(part) - 1}/{len(data)}"
    head = ask(TIDE_MP3, "HEAD", Range=asked)
    assert (head.status, head.body) == (206, b"")
    assert head.headers["content-length"] == str(len(part))


@pytest.mark.parametrize("asked", ["bytes=99999999-", "bytes=99999999-999999999"])
def test_a_part_behind_the_end_is_416_with_the_length(
    ask: Asking, directory: Path, asked: str
) -> None:
    size = (directory / TIDE_MP3[1:]).stat().st_size
    answer = ask(TIDE_MP3, Range=asked)
    assert answer.status == 416
    assert answer.headers["content-range"] == f"bytes */{size}"


@pytest.mark.parametrize(
    "asked", ["bytes=0-1,5-9", "bytes=9-5", "bytes=x-y", "lines=0-1", "bytes", "", "bytes=--1"]
)
def test_what_is_no_single_part_is_the_whole(ask: Asking, directory: Path, asked: str) -> None:
    answer = ask(TIDE_MP3, Range=asked)
    assert answer.status == 200
    assert answer.body == (directory / TIDE_MP3[1:]).read_bytes()


def test_a_reader_who_has_it_is_told_so(ask: Asking, directory: Path) -> None:
    for path in (TIDE_MP3, "/feed.xml"):
        first = ask(path)
        again = ask(path, If_None_Match=first.headers["etag"])
        assert (again.status, again.body) == (304, b"")
    modified = ask(TIDE_MP3).headers["last-modified"]
    assert ask(TIDE_MP3, If_Modified_Since=modified).status == 304
    assert ask(TIDE_MP3, If_Match='"another"').status == 412


def test_a_part_of_an_older_version_is_the_whole_of_the_newer(ask: Asking) -> None:
    etag = ask(TIDE_MP3).headers["etag"]
    assert ask(TIDE_MP3, Range="bytes=0-9", If_Range=etag).status == 206
    assert ask(TIDE_MP3, Range="bytes=0-9", If_Range='"older"').status == 200
    modified = ask(TIDE_MP3).headers["last-modified"]
    assert ask(TIDE_MP3, Range="bytes=0-9", If_Range=modified).status == 206
    long_ago = "Mon, 01 Jan 2001 00:00:00 GMT"
    assert ask(TIDE_MP3, Range="bytes=0-9", If_Range=long_ago).status == 200


def test_head_has_the_headers_and_no_body(ask: Asking, directory: Path) -> None:
    for path in (TIDE_MP3, "/feed.xml", "/"):
        whole, head = ask(path), ask(path, "HEAD")
        assert head.body == b""
        assert head.status == 200
        for name in ("content-length", "content-type", "etag"):
            assert head.headers[name] == whole.headers[name]
    assert ask(TIDE_MP3, "HEAD").headers["accept-ranges"] == "bytes"


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "PATCH"])
def test_other_methods_are_405(ask: Asking, method: str) -> None:
    answer = ask(TIDE_MP3, method)
    assert answer.status == 405
    assert set(answer.headers["allow"].split(", ")) == {"GET", "HEAD"}


@pytest.mark.parametrize(
    "path",
    [
        "/show.toml",
        "/gone.mp3",
        f"/{TIDE}",
        f"/{TIDE}/",
        f"/{TIDE}/{TIDE}.episode.json",
        "/../outside.mp3",
        "/%2e%2e/outside.mp3",
        f"/{TIDE}/../../outside.mp3",
        f"/{TIDE}/..%2f..%2foutside.mp3",
        "/..%5coutside.mp3",
        "//etc/passwd",
        "/.secret",
        "/.hidden/.hidden.mp3",
        f"/{TIDE}/%00{TIDE}.mp3",
        "/%ff%fe",
        "/" + "x" * 5000,
    ],
)
def test_nothing_but_what_the_feed_links_to_is_served(
    ask: Asking, directory: Path, path: str
) -> None:
    (directory / "show.toml").write_text("schema = 1")
    (directory / ".secret").write_text("x")
    (directory.parent / "outside.mp3").write_bytes(b"secret")
    (directory / ".hidden").mkdir()
    (directory / ".hidden" / ".hidden.mp3").write_bytes(b"secret")
    answer = ask(path)
    assert answer.status == 404
    assert b"secret" not in answer.body


def test_a_link_that_leaves_the_folder_is_not_followed(ask: Asking, directory: Path) -> None:
    outside = directory.parent / "outside"
    (directory / LAMP).rename(outside)
    (directory / LAMP).symlink_to(outside, target_is_directory=True)
    assert ask(f"/{LAMP}/{LAMP}.mp3").status == 404
    inside = directory / TIDE / f"{TIDE}.vtt"
    inside.rename(directory.parent / "outside.vtt")
    inside.symlink_to(directory.parent / "outside.vtt")
    assert ask(f"/{TIDE}/{TIDE}.vtt").status == 404


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "evil.example:80",
        "localhost.evil.example",
        f"{socket.gethostname()}.evil.example",
        "another.lan",
        "lan",
    ],
)
def test_a_name_that_is_not_ours_is_refused(ask: Asking, host: str) -> None:
    answer = ask("/feed.xml", Host=host)
    assert answer.status == 421
    assert b"rss" not in answer.body


@pytest.mark.parametrize(
    "host",
    [
        *("127.0.0.1:1", "[::1]:8092", "localhost", "192.168.1.7"),
        *(OWN_NAME, f"{OWN_NAME}.local", f"{OWN_NAME}.fritz.box:8092"),
    ],
)
def test_addresses_and_our_own_name_are_ours(ask: Asking, host: str) -> None:
    answer = ask("/feed.xml", Host=host)
    assert answer.status == 200
    assert f'url="http://{host}/'.encode() in answer.body


def test_new_episodes_and_settings_are_served_at_once(ask: Asking, directory: Path) -> None:
    (directory / KETTLE).rename(directory.parent / KETTLE)
    assert ask("/feed.xml").body.count(b"<item>") == 2
    assert ask(f"/{KETTLE}/{KETTLE}.mp3").status == 404
    (directory.parent / KETTLE).rename(directory / KETTLE)
    assert ask("/feed.xml").body.count(b"<item>") == 3
    assert ask(f"/{KETTLE}/{KETTLE}.mp3").status == 200
    (directory / "show.toml").write_text('schema = 1\ntitle = "At home"')
    assert b"<title>At home</title>" in ask("/feed.xml").body


def test_a_folder_is_looked_through_once_in_a_while(
    ask: Asking, directory: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert ask("/feed.xml").body.count(b"<item>") == 3
    monkeypatch.setattr(shelf, "LOOK_AGAIN_S", 60.0)
    (directory / KETTLE).rename(directory.parent / KETTLE)
    assert ask("/feed.xml").body.count(b"<item>") == 3
    assert ask(f"/{KETTLE}/{KETTLE}.mp3").status == 404, "the file itself is gone"


def test_settings_that_went_wrong_are_said_and_not_a_crash(
    ask: Asking, directory: Path, said: list[str]
) -> None:
    (directory / "show.toml").write_text("schema = 1\ntitel = 3")
    assert ask("/feed.xml").status == 500
    assert any("titel" in line for line in said)
    (directory / "show.toml").unlink()
    assert ask("/feed.xml").status == 200


def test_a_feed_for_the_web_is_at_home_at_home(directory: Path, said: list[str]) -> None:
    show = Show(base_url="https://example.com/podcast/", feed_url="https://feeds.example/harbour")
    write_feed(directory, show=show)
    (directory / "show.toml").write_text(
        f'schema = 1\nbase_url = "{show.base_url}"\nfeed_url = "{show.feed_url}"'
    )
    shutil.rmtree(directory / LAMP)
    holding = serving.Shelf(directory, said.append).holding()
    text = holding.feed_for("http://10.0.0.7/").decode()
    assert f'url="http://10.0.0.7/{TIDE}/{TIDE}.mp3"' in text
    assert f'url="https://example.com/podcast/{LAMP}/{LAMP}.mp3"' in text, "it is on the web only"
    assert '<atom:link href="http://10.0.0.7/feed.xml" rel="self"' in text


def test_a_folder_that_can_only_be_read_is_served_without_a_cover(
    directory: Path, said: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shelf.os, "access", lambda *_: False)
    before = set(directory.rglob("*"))
    holding = shelf.Shelf(directory, said.append).holding()
    assert len(holding.items) == 3
    assert b"itunes:image" not in holding.feed_for("http://10.0.0.7/")
    assert set(directory.rglob("*")) == before


def test_the_page_for_people_lists_the_episodes(ask: Asking, directory: Path) -> None:
    answer = ask("/")
    text = answer.body.decode()
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert '<html lang="en-gb">' in text
    reading = f"/{TIDE}/{TIDE}.html"
    assert f'href="http://127.0.0.1:{ask.port}{reading}"' in text
    assert f'src="http://127.0.0.1:{ask.port}{TIDE_MP3}"' in text
    page = ask(reading)
    assert (page.status, page.headers["content-type"]) == (200, "text/html; charset=utf-8")
    (directory / reading[1:]).unlink()
    assert ask(reading).status == 404
    assert f'href="http://127.0.0.1:{ask.port}{TIDE_MP3}"' in ask("/").body.decode()
    assert 'aria-label="Lamps"' in text


def test_a_reader_who_does_not_read_holds_nobody_up(ask: Asking, directory: Path) -> None:
    slow = []
    for _ in range(serving.THREADS * 2):
        connection = socket.create_connection(("127.0.0.1", ask.port))
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        connection.sendall(f"GET {TIDE_MP3} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
        slow.append(connection)
    try:
        time.sleep(0.3)
        began = time.monotonic()
        assert ask(TIDE_MP3, Range="bytes=-100").status == 206
        assert time.monotonic() - began < 5
    finally:
        for connection in slow:
            connection.close()


def test_a_request_that_is_none_is_refused(ask: Asking) -> None:
    for data in (
        b"\r\n\r\n",
        b"GET\r\n\r\n",
        b"GET / HTTP/1.1\r\nA: " + b"x" * 50_000 + b"\r\n\r\n",
    ):
        with socket.create_connection(("127.0.0.1", ask.port), timeout=10) as connection:
            answer = b""
            with suppress(OSError):  # It may hang up before it has heard all.
                connection.sendall(data)
                connection.shutdown(socket.SHUT_WR)
                answer = connection.recv(1000)
            assert not answer or answer.split()[1].startswith(b"4")
    assert ask("/feed.xml").status == 200


def test_a_port_that_is_taken_is_an_error(ask: Asking, directory: Path, said: list[str]) -> None:
    with pytest.raises(OutputError) as caught:
        open_server(directory, "127.0.0.1", ask.port, said.append)
    assert "--port" in caught.value.hint


@pytest.mark.parametrize("host", ["999.1.1.1", "nowhere.invalid"])
def test_an_address_that_is_not_ours_is_an_error(
    directory: Path, said: list[str], host: str
) -> None:
    with pytest.raises(OutputError):
        open_server(directory, host, 0, said.append)


def test_a_folder_that_is_not_there_is_said_before_anybody_comes(
    tmp_path: Path, said: list[str]
) -> None:
    with pytest.raises(NarratorError, match="no such folder"):
        open_server(tmp_path / "gone", "127.0.0.1", 0, said.append)


def test_no_file_stays_open(ask: Asking) -> None:
    if not Path("/proc/self/fd").is_dir():
        pytest.skip("no list of open files here")
    ask(TIDE_MP3)

    def recordings_open() -> int:
        targets = []
        for entry in Path("/proc/self/fd").iterdir():
            try:
                targets.append(str(entry.readlink()))
            except OSError:
                continue
        return sum(target.endswith(".mp3") for target in targets)

    for _ in range(20):
        ask(TIDE_MP3, "HEAD")
        ask(TIDE_MP3, Range="bytes=0-9")
        ask(TIDE_MP3, Range="bytes=99999999-")
        ask(TIDE_MP3, If_Match='"x"')
    deadline = time.monotonic() + 5
    while recordings_open() and time.monotonic() < deadline:
        time.sleep(0.05)
    assert recordings_open() == 0
