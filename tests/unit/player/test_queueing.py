"""Which articles are heard, of a feed or a folder too."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from narrator.errors import SourceError
from narrator.player.queueing import Entry, choose, listed, may_be_a_list

RSS = """<?xml version="1.0"?>
<rss version="2.0"><channel><title>News</title>
<item><title>The bridge opens</title><link>https://example.com/bridge</link>
<pubDate>Thu, 12 Mar 2026 10:00:00 GMT</pubDate></item>
<item><title>A train is late</title><link>https://example.com/train</link></item>
<item><title>No page</title></item>
</channel></rss>
"""
ENTRIES = (
    Entry("https://example.com/bridge", "The bridge opens", "2026-03-12"),
    Entry("https://example.com/train", "A train is late"),
    Entry("https://example.com/ferry", "The bridge is late"),
)


@pytest.fixture
def feed(tmp_path: Path) -> str:
    path = tmp_path / "news"
    path.write_text(RSS)
    return str(path)


@pytest.mark.parametrize(
    ("url", "may_be"),
    [
        ("https://example.com/feed", True),
        ("https://example.com/feed/", True),
        ("https://example.com/rss.xml?all=1", True),
        ("https://example.com/news.atom", True),
        ("https://example.com/index.json#a", True),
        ("https://example.com/2026/the-bridge", False),
        ("https://example.com/feeding-the-ducks", False),
        ("https://example.com/feedback.html", False),
        ("https://example.com/", False),
    ],
)
def test_an_address_that_is_called_so_may_be_a_list(url: str, may_be: bool) -> None:
    assert may_be_a_list(url) is may_be


@pytest.mark.parametrize(
    ("name", "text", "may_be"),
    [
        ("a.html", "<!doctype html><html><body><p>The feed is here.", False),
        ("a.xml", RSS, True),
        ("a", "<feed xmlns='http://www.w3.org/2005/Atom'>", True),
        ("a.json", '{"version": "https://jsonfeed.org/version/1.1"}', True),
        ("a.json", '{"kind": "narrator plan"}', False),
        ("a.csv", "source\na.html\n", True),
        ("a.txt", "# mine\nhttps://example.com/a\nhttps://example.com/b\n", True),
        ("a.txt", "See https://example.com/a\n", False),
        ("a.md", "# The bridge\n", False),
    ],
)
def test_a_file_is_looked_at(tmp_path: Path, name: str, text: str, may_be: bool) -> None:
    (tmp_path / name).write_text(text)
    assert may_be_a_list(str(tmp_path / name)) is may_be


def test_folders_are_lists_and_what_is_not_there_is_not(tmp_path: Path) -> None:
    assert may_be_a_list(str(tmp_path))
    assert not may_be_a_list(str(tmp_path / "gone.html"))
    assert not may_be_a_list("-")


def test_the_articles_of_a_feed_have_their_titles_and_days(feed: str) -> None:
    told: list[str] = []
    entries, any_list = listed(
        ["first.html", feed], allow_private=False, cache=False, tell=told.append
    )
    assert any_list
    assert entries == (Entry("first.html", "first.html"), *ENTRIES[:2])
    assert [entry.line for entry in entries[1:]] == [
        "The bridge opens (2026-03-12)",
        "A train is late",
    ]
    assert told == ["Not heard: No page. The feed gives no address of its page."]


def test_the_articles_of_a_folder_have_the_names_of_their_files(tmp_path: Path) -> None:
    for name in ("b.md", "a.html"):
        (tmp_path / name).write_text("# One\n\nTwo.\n")
    entries, _ = listed([str(tmp_path)], allow_private=False, cache=False, tell=print)
    assert [entry.line for entry in entries] == ["a.html", "b.md"]


def test_an_empty_list_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="no article in the list"):
        listed([str(tmp_path)], allow_private=False, cache=False, tell=print)


def typing(*lines: str) -> Callable[[], str]:
    left = list(lines)
    return lambda: left.pop(0) if left else ""


def test_titles_are_shown_and_chosen_by_number() -> None:
    shown: list[str] = []
    assert choose(ENTRIES, "", typing("2,1\n"), shown.append) == (ENTRIES[1], ENTRIES[0])
    assert shown == [
        "1. The bridge opens (2026-03-12)",
        "2. A train is late",
        "3. The bridge is late",
        "Choose by number, such as 1,3-5, or by words of a title; Enter alone takes all.",
    ]


def test_words_narrow_the_list_until_one_is_left_or_enter_takes_them() -> None:
    shown: list[str] = []
    assert choose(ENTRIES, "", typing("bridge\n", "late bridge\n"), shown.append) == (ENTRIES[2],)
    assert shown[4:6] == ["1. The bridge opens (2026-03-12)", "3. The bridge is late"]
    assert choose(ENTRIES, "", typing("bridge\n", "\n"), shown.append) == (ENTRIES[0], ENTRIES[2])
    assert choose(ENTRIES, "", typing("bridge\n", "2\n"), shown.append) == (ENTRIES[1],)


def test_a_choice_that_is_wrong_is_told_and_asked_again() -> None:
    shown: list[str] = []
    assert choose(ENTRIES, "", typing("7", "ferry", "1"), shown.append) == (ENTRIES[0],)
    assert "There is no number 7. Choose from 1 to 3, such as 1,3-5." in shown
    assert any(line.startswith("No title has these words: ferry.") for line in shown)


def test_without_anybody_to_ask_all_are_heard_or_those_that_were_named() -> None:
    assert choose(ENTRIES, "", None, print) == ENTRIES
    assert choose(ENTRIES, "3,1", None, print) == (ENTRIES[2], ENTRIES[0])
    assert choose(ENTRIES, "late", None, print) == (ENTRIES[1], ENTRIES[2])
    with pytest.raises(SourceError, match="no number 9"):
        choose(ENTRIES, "9", None, print)
