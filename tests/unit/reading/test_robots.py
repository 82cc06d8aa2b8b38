from __future__ import annotations

import time

import pytest

from narrator.errors import SourceError
from narrator.reading.fetching import FetchRules
from narrator.reading.robots import (
    READ_BYTES,
    RobotRules,
    parse_robot_rules,
    read_robot_rules,
    refuse_unwanted,
    site_of,
)
from tests.unit.conftest import Web

SITE = "https://example.org"
RULES = FetchRules(
    connect_timeout_s=1,
    read_timeout_s=1,
    total_timeout_s=2,
    permits=lambda address: address == "127.0.0.1",
)


def rules(*lines: str) -> RobotRules:
    return parse_robot_rules("\n".join(lines).encode(), SITE)


@pytest.mark.parametrize(
    ("lines", "path", "permitted"),
    [
        (["User-agent: *", "Disallow: /private"], "/private/a", False),
        (["User-agent: *", "Disallow: /private"], "/news/a", True),
        (["User-agent: *", "Disallow:"], "/a", True),
        (["User-agent: *", "Disallow: /", "", "User-agent: narrator", "Allow: /"], "/a", True),
        (["User-agent: Narrator", "Disallow: /"], "/a", False),
        (["User-agent: other", "Disallow: /"], "/a", True),
        (["User-agent: *", "Allow: /x", "Disallow: /x/y"], "/x/y", False),
        (["User-agent: *", "Disallow: /x", "Allow: /x/y"], "/x/y", True),
        (["User-agent: *", "Disallow: /*.pdf$"], "/a.pdf", False),
        (["User-agent: *", "Disallow: /*.pdf$"], "/a.pdf?x", True),
        (["<!doctype html>", "<p>Not found"], "/a", True),
        (["\ufeffUser-agent: *", "Disallow: /"], "/a", False),
    ],
)
def test_longest_rule_of_our_group_counts(lines: list[str], path: str, permitted: bool) -> None:
    assert rules(*lines).permit(SITE + path) is permitted


def test_delay_between_pages_is_reported() -> None:
    assert rules("User-agent: *", "Crawl-delay: 2.5").crawl_delay_s == 2.5
    assert rules("User-agent: *", "Disallow: /x").crawl_delay_s == 0
    assert rules("User-agent: *", "Crawl-delay: soon").crawl_delay_s == 0


def test_rules_are_read_up_to_a_limit_and_in_short_time() -> None:
    started = time.monotonic()
    bait = "User-agent: *\n" + ("Disallow: /" + "*a" * 50 + "*b\n") * 5000
    found = parse_robot_rules((bait + "x" * READ_BYTES).encode(), SITE)
    assert found.permit(f"{SITE}/{'a' * 200}")
    assert time.monotonic() - started < 10


@pytest.mark.parametrize(
    "data", [b"", b"\x00\xff\xfe", b"\n" * 1000, "Disallow: /ü".encode("cp1252")]
)
def test_file_of_any_bytes_is_read(data: bytes) -> None:
    assert parse_robot_rules(data, SITE).permit(f"{SITE}/a")


def test_page_that_robots_may_not_read_is_an_error_that_says_what_to_do() -> None:
    closed = rules("User-agent: *", "Disallow: /private")
    refuse_unwanted(f"{SITE}/news", closed)
    with pytest.raises(SourceError, match="asks robots not to read") as caught:
        refuse_unwanted("https://ada:secret@example.org/private/a", closed)
    assert caught.value.where == f"{SITE}/private/a"
    assert "narrator convert" in caught.value.hint
    assert not caught.value.retry


def test_site_is_scheme_host_and_port() -> None:
    assert site_of("HTTPS://Example.org:8443/a/b?c#d") == "https://example.org:8443"
    assert site_of("https://ada:secret@example.org/a") == SITE


def test_rules_come_from_the_root_of_the_site(web: Web) -> None:
    body = b"User-agent: narrator\nDisallow: /private\nCrawl-delay: 3"
    web.give("/robots.txt", body, Content_Type="text/plain")
    found = read_robot_rules(web.url("/deep/page.html?q=1"), rules=RULES)
    assert found.crawl_delay_s == 3
    assert not found.permit(web.url("/private/a"))
    assert found.permit(web.url("/deep/page.html"))


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 451])
def test_site_that_shows_no_rules_permits_everything(web: Web, status: int) -> None:
    web.give("/robots.txt", b"no", status=status)
    found = read_robot_rules(web.url("/a"), rules=RULES)
    assert found == RobotRules(web.url(""))
    assert found.permit(web.url("/a"))


def test_empty_file_permits_everything(web: Web) -> None:
    web.give("/robots.txt", b"", Content_Type="text/plain")
    assert read_robot_rules(web.url("/a"), rules=RULES).permit(web.url("/a"))


@pytest.mark.parametrize("status", [429, 500, 501, 502, 503, 504])
def test_site_with_a_fault_is_closed_for_now(web: Web, status: int) -> None:
    web.give("/robots.txt", b"no", status=status, Retry_After="7")
    with pytest.raises(SourceError, match="asks of robots cannot be read") as caught:
        read_robot_rules(web.url("/a"), rules=RULES)
    assert caught.value.retry
    assert caught.value.retry_after_s == 7
    assert caught.value.hint


def test_site_that_does_not_answer_is_closed_for_now(web: Web) -> None:
    web.do("/robots.txt", lambda handler: web.closing.wait(5))  # type: ignore[arg-type, return-value]
    with pytest.raises(SourceError) as caught:
        read_robot_rules(web.url("/a"), rules=RULES)
    assert caught.value.retry


def test_private_network_is_not_asked(web: Web) -> None:
    web.give("/robots.txt", b"User-agent: *\nDisallow: /x", Content_Type="text/plain")
    with pytest.raises(SourceError, match="private network"):
        read_robot_rules(web.url("/a"))
    assert not web.asked
    assert not read_robot_rules(web.url("/a"), allow_private=True).permit(web.url("/x"))
