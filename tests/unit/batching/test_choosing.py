"""Which of the listed articles are wanted, and which are the same."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from narrator.batching.jobs import Job, Row, Status
from narrator.batching.keys import key_of, url_key
from narrator.batching.listing.choosing import Wish, chosen, since_of

NOW = datetime(2026, 3, 12, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        ("https://example.org/a", "https://EXAMPLE.org:443/a#part", True),
        ("https://example.org/a?id=1", "https://example.org/a?id=1&utm_source=x&fbclid=y", True),
        ("https://example.org", "https://example.org/", True),
        ("https://example.org/a", "https://example.org/A", False),
        ("https://example.org/a?id=1", "https://example.org/a?id=2", False),
        ("https://example.org/a?b=", "https://example.org/a", False),
        ("https://example.org/a", "https://example.org:8443/a", False),
        ("http://[", "http://]", False),
    ],
)
def test_addresses_of_one_page_have_one_key(one: str, other: str, is_same: bool) -> None:
    assert (url_key(one) == url_key(other)) is is_same


def test_a_path_has_one_key_however_it_is_written(tmp_path) -> None:
    (tmp_path / "a").mkdir()
    article = tmp_path / "x.md"
    article.touch()
    link = tmp_path / "link.md"
    link.symlink_to(article)
    ways = [article, link, tmp_path / "a" / ".." / "x.md"]
    assert len({key_of(Job(str(way))) for way in ways}) == 1


def test_an_article_that_goes_to_two_places_is_two_jobs() -> None:
    assert key_of(Job("https://example.org/a", output="x")) != key_of(Job("https://example.org/a"))


def test_what_is_listed_twice_is_told_once_made_once() -> None:
    listed = [
        Job("https://example.org/a", origin="one"),
        Job("https://example.org/a?utm_medium=rss", origin="two"),
        Job("https://example.org/b", entry="urn:1"),
        Job("https://example.org/c", entry="urn:1"),
        Job("https://example.org/d", entry="1"),
        Job("https://example.org/e", entry="1"),
        Job("https://example.org/b", entry="urn:1", output="elsewhere"),
        Job("https://example.org/d", origin="three"),
    ]
    found = list(chosen(listed, Wish()))
    twice = [item for item in found if isinstance(item, Row)]
    assert [row.source for row in twice] == [listed[n].source for n in (1, 3, 7)]
    assert {row.status for row in twice} == {Status.DUPLICATE}
    assert twice[1].note == "The same article as https://example.org/b."
    again = [*listed, Job("https://example.org/a", origin="four")]
    last = [item for item in chosen(again, Wish()) if isinstance(item, Row)][-1]
    assert last.note == "The same article as the one listed in one."


@pytest.mark.parametrize(
    ("wish", "wanted"),
    [
        (Wish(since=datetime(2026, 3, 11, tzinfo=UTC)), "bcd"),
        (Wish(match="ICE"), "ad"),
        (Wish(match="*/c"), "c"),
        (Wish(match="the ic?"), "a"),
        (Wish(limit=2), "ab"),
        (Wish(limit=1, match="ice"), "a"),
    ],
)
def test_a_wish_leaves_out_the_others(wish: Wish, wanted: str) -> None:
    listed = [
        Job("https://example.org/a", name="The ice", published="2026-03-10"),
        Job("https://example.org/b", published="2026-03-11T00:00:00+00:00"),
        Job("https://example.org/c"),
        Job("https://example.org/d", name="Icecream", published="2026-03-12T01:00:00"),
    ]
    assert "".join(item.source[-1] for item in chosen(listed, wish)) == wanted


def test_what_a_manifest_skips_is_a_row_and_counts_for_no_limit() -> None:
    listed = [Job("https://example.org/a", skip=True), Job("https://example.org/b")]
    skipped, made = chosen(listed, Wish(limit=1))
    assert isinstance(skipped, Row)
    assert skipped.status is Status.SKIPPED
    assert made == listed[1]


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026-03-01", datetime(2026, 3, 1, tzinfo=UTC)),
        ("36h", datetime(2026, 3, 11, tzinfo=UTC)),
        ("7d", datetime(2026, 3, 5, 12, tzinfo=UTC)),
        ("2W", datetime(2026, 2, 26, 12, tzinfo=UTC)),
        ("90m", datetime(2026, 3, 12, 10, 30, tzinfo=UTC)),
    ],
)
def test_a_date_and_a_time_ago_are_moments(text: str, moment: datetime) -> None:
    assert since_of(text, NOW) == moment


@pytest.mark.parametrize("text", ["yesterday", "7", "", "7y", "2026-13-01"])
def test_anything_else_is_no_moment(text: str) -> None:
    with pytest.raises(ValueError, match="neither"):
        since_of(text, NOW)
