from __future__ import annotations

import os
import time
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest

from narrator.errors import SourceError
from narrator.folders import CACHE_VARIABLE, cache_folder
from narrator.reading import caching, read
from narrator.reading.caching import Page, PageCache
from narrator.reading.fetching import FetchRules, fetch
from tests.unit.conftest import Web

PAGE = (
    b"<!doctype html><html lang=en><body><h1>Bridge opens</h1><p>It is open now.</p></body></html>"
)
RULES = FetchRules(
    connect_timeout_s=2,
    read_timeout_s=2,
    total_timeout_s=5,
    permits=lambda address: address == "127.0.0.1",
)
ETAG = '"v1"'


class Site:
    """A page that is sent only where it has changed."""

    def __init__(self, web: Web, path: str = "/a.html", **headers: str) -> None:
        self.headers = {"ETag": ETAG, "Content-Type": "text/html; charset=utf-8", **headers}
        self.body = PAGE
        self.statuses: list[int] = []
        self.url = web.do(path, self.answer)

    def answer(self, handler: BaseHTTPRequestHandler) -> None:
        same = handler.headers.get("If-None-Match") == self.headers.get("ETag", "none")
        self.statuses.append(304 if same else 200)
        handler.send_response(self.statuses[-1])
        for name, value in self.headers.items():
            handler.send_header(name, value)
        handler.send_header("Content-Length", "0" if same else str(len(self.body)))
        handler.end_headers()
        if not same:
            handler.wfile.write(self.body)


def entries() -> list[Path]:
    folder = cache_folder()
    return sorted(path for path in folder.rglob("*") if path.is_file()) if folder.exists() else []


def test_page_that_has_not_changed_is_not_sent_again(web: Web) -> None:
    site = Site(web)
    first, second = fetch(site.url, rules=RULES), fetch(site.url, rules=RULES)
    assert site.statuses == [200, 304]
    assert first == second
    assert second.data == PAGE
    assert (second.content_type, second.charset) == ("text/html", "utf-8")


def test_page_that_has_changed_takes_the_place_of_the_old_one(web: Web) -> None:
    site = Site(web)
    fetch(site.url, rules=RULES)
    site.headers["ETag"], site.body = '"v2"', PAGE.replace(b"now", b"at last")
    assert fetch(site.url, rules=RULES).data == site.body
    assert fetch(site.url, rules=RULES).data == site.body
    assert site.statuses == [200, 200, 304]
    assert len(entries()) == 1


def test_date_of_change_is_asked_for_where_there_is_no_etag(web: Web) -> None:
    date = "Mon, 02 Mar 2026 10:00:00 GMT"
    url = web.give("/a.html", PAGE, Content_Type="text/html", Last_Modified=date)
    fetch(url, rules=RULES)
    fetch(url, rules=RULES)
    assert web.asked[1].headers["If-Modified-Since"] == date


@pytest.mark.parametrize(
    "headers",
    [
        {"Cache-Control": "no-store"},
        {"Cache-Control": "private, No-Store, max-age=0"},
        {"Vary": "*"},
    ],
)
def test_page_that_may_not_be_kept_is_not(web: Web, headers: dict[str, str]) -> None:
    site = Site(web, **headers)
    fetch(site.url, rules=RULES)
    assert not entries()


def test_page_that_no_longer_may_be_kept_is_forgotten(web: Web) -> None:
    site = Site(web)
    fetch(site.url, rules=RULES)
    site.headers["Cache-Control"] = "no-store"
    assert fetch(site.url, rules=RULES).data == PAGE
    assert not entries()


def test_page_without_etag_and_date_is_not_kept(web: Web) -> None:
    fetch(web.give("/a.html", PAGE, Content_Type="text/html"), rules=RULES)
    assert not entries()


def test_private_network_password_and_refusal_leave_nothing(web: Web) -> None:
    site = Site(web)
    fetch(site.url, allow_private=True)
    fetch(site.url.replace("http://", "http://ada:secret@"), rules=RULES)
    fetch(site.url, rules=RULES, cache=False)
    assert not entries()
    assert site.statuses == [200, 200, 200]


def test_password_on_the_way_to_a_page_keeps_it_out(web: Web) -> None:
    site = Site(web)
    start = web.give("/start", status=302, Location=site.url)
    fetch(start.replace("http://", "http://ada:secret@"), rules=RULES)
    assert not entries()


def test_page_that_came_through_a_proxy_is_not_kept(
    web: Web, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = Site(web, "http://127.0.0.1:9/a.html")
    monkeypatch.setenv("http_proxy", web.url(""))
    fetch("http://127.0.0.1:9/a.html", rules=RULES)
    assert site.statuses == [200]
    assert not entries()


def test_error_is_not_kept(web: Web) -> None:
    url = web.give("/a.html", b"broken", status=500, ETag=ETAG)
    with pytest.raises(SourceError):
        fetch(url, rules=RULES)
    assert not entries()


def test_answer_not_asked_for_is_an_error(web: Web) -> None:
    with pytest.raises(SourceError, match="304"):
        fetch(web.give("/a.html", status=304), rules=RULES)


@pytest.mark.parametrize(
    "damage",
    [
        b"",
        b"\x00\xff",
        b"[]\nbody",
        b'{"schema": 1}\nbody',
        b'{"schema": 2, "content_type": "", "etag": "", "last_modified": "", "sha256": ""}\n',
    ],
)
def test_damaged_entry_is_passed_over_and_replaced(web: Web, damage: bytes) -> None:
    site = Site(web)
    fetch(site.url, rules=RULES)
    entries()[0].write_bytes(damage)
    assert fetch(site.url, rules=RULES).data == PAGE
    fetch(site.url, rules=RULES)
    assert site.statuses == [200, 200, 304]


def test_entry_cut_short_is_passed_over(web: Web) -> None:
    site = Site(web)
    fetch(site.url, rules=RULES)
    entries()[0].write_bytes(entries()[0].read_bytes()[:-1])
    fetch(site.url, rules=RULES)
    assert site.statuses == [200, 200]


def test_folder_that_cannot_be_used_does_no_harm(
    web: Web, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv(CACHE_VARIABLE, str(tmp_path / "file"))
    site = Site(web)
    assert fetch(site.url, rules=RULES).data == PAGE
    assert fetch(site.url, rules=RULES).data == PAGE


def test_size_limit_holds_for_kept_pages(web: Web) -> None:
    site = Site(web)
    site.body = PAGE + b" " * 5000
    fetch(site.url, rules=RULES)
    with pytest.raises(SourceError, match="larger"):
        fetch(site.url, rules=FetchRules(permits=RULES.permits, max_bytes=1000))


def test_number_of_pages_is_limited(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(caching, "MAX_ENTRIES", 3)
    cache = PageCache(tmp_path)
    for number in range(5):
        cache.keep(f"https://example.org/{number}", Page(b"x", "", ETAG), {})
        for age, path in enumerate(sorted(tmp_path.iterdir(), key=lambda p: p.stat().st_mtime_ns)):
            os.utime(path, (1000 + age, 1000 + age))
    assert [bool(cache.find(f"https://example.org/{n}")) for n in range(5)] == [0, 0, 1, 1, 1]


def test_size_of_all_pages_is_limited(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(caching, "MAX_TOTAL_BYTES", 2500)
    monkeypatch.setattr(caching, "MAX_ENTRY_BYTES", 1500)
    cache = PageCache(tmp_path)
    for number in range(5):
        cache.keep(f"https://example.org/{number}", Page(b"x" * 1000, "", ETAG), {})
    cache.keep("https://example.org/large", Page(b"x" * 1501, "", ETAG), {})
    assert cache.find("https://example.org/large") is None
    assert sum(path.stat().st_size for path in tmp_path.iterdir()) <= 2500


def test_file_left_half_written_is_removed(tmp_path: Path) -> None:
    for name, age_s in (("old.part", caching.ABANDONED_S + 60), ("new.part", 0)):
        (tmp_path / name).write_bytes(b"x")
        then = time.time() - age_s
        os.utime(tmp_path / name, (then, then))
    PageCache(tmp_path).keep("https://example.org/", Page(b"x", "", ETAG), {})
    assert sorted(path.suffix for path in tmp_path.iterdir()) == [".page", ".part"]


@pytest.mark.skipif(os.name != "posix", reason="Windows has no such permissions")
def test_nobody_else_can_read_what_is_kept(web: Web) -> None:
    fetch(Site(web).url, rules=RULES)
    assert entries()[0].stat().st_mode & 0o077 == 0
    assert entries()[0].parent.stat().st_mode & 0o077 == 0


def test_read_hands_the_choice_on(web: Web) -> None:
    site = Site(web)
    read(site.url, rules=RULES, cache=False)
    assert not entries()
    read(site.url, rules=RULES)
    assert read(site.url, rules=RULES).blocks
    assert site.statuses == [200, 200, 304]
