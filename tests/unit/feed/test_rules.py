"""Each rule, broken once: a sound feed passes, and each fault is found by its own rule."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from narrator.errors import NarratorError, OutputError
from narrator.feed import check_feed, write_feed
from narrator.feed.rules import MOST_FINDINGS, RULES
from narrator.feed.show import Show
from narrator.publishing import Severity
from tests.unit.feed.conftest import TIDE

SHOW = Show(
    title="The Harbour Post",
    base_url="https://example.com/podcast/",
    author="Ada Quill",
    email="podcast@example.com",
)

Spoil = Callable[[str], str]


def with_text(old: str, new: str) -> Spoil:
    def spoil(feed: str) -> str:
        assert old in feed, old
        return feed.replace(old, new)

    return spoil


def with_pattern(pattern: str, new: str, count: int = 0) -> Spoil:
    def spoil(feed: str) -> str:
        spoiled, changes = re.subn(pattern, new, feed, count=count, flags=re.DOTALL)
        assert changes, pattern
        return spoiled

    return spoil


FAULTS: dict[str, Spoil] = {
    "the-feed-is-rss": with_text('<rss version="2.0"', '<rss version="1.0"'),
    "what-must-be-there": with_text("<link>https://example.com/podcast/</link>", ""),
    "the-description-is-short-enough": with_text("Articles as audio", "long " * 1000),
    "values-are-short-enough": with_text("<title>The Harbour Post", "<title>" + "long " * 60),
    "the-language-is-known": with_text("<language>en-gb", "<language>gibberish"),
    "categories-are-apples": with_text('text="News"', 'text="Newts"'),
    "explicit-is-said": with_text("<itunes:explicit>false", "<itunes:explicit>no"),
    "the-cover-is-fit": with_pattern("<itunes:image[^>]*>", ""),
    "the-cover-is-described": with_text('alt="The Harbour Post, Ada Quill" ', ""),
    "the-feed-says-where-it-is": with_text('rel="self"', 'rel="hub"'),
    "the-owner-can-be-reached": with_text("podcast@example.com", "nobody"),
    "the-guid-is-a-uuid": with_pattern("<podcast:guid>.*?</podcast:guid>", ""),
    "the-medium-is-known": with_text("newsletter", "newspaper"),
    "the-synthetic-voice-is-disclosed": with_pattern("<podcast:txt[^>]*>true</podcast:txt>", "", 1),
    "entries-are-in-order": with_pattern("Thu, 12 Mar 2026", "Thu, 18 Jun 2026"),
    "the-build-date-is-a-date": with_pattern("<lastBuildDate>.*?<", "<lastBuildDate>today<"),
    "there-is-an-episode": with_pattern("<item>.*</item>", ""),
    "what-every-entry-has": with_pattern("<itunes:duration>.*?</itunes:duration>", "", 1),
    "guids-are-unique": with_pattern('(<guid isPermaLink="false">)[0-9a-f]+', r"\1same"),
    "enclosures-are-unique": with_pattern(
        '<enclosure url="[^"]*"', '<enclosure url="https://example.com/podcast/one.mp3"'
    ),
    "guids-are-not-addresses": with_text(' isPermaLink="false"', ""),
    "dates-are-dates": with_pattern("<pubDate>.*?<", "<pubDate>yesterday<", 1),
    "dates-are-not-to-come": with_text("2026", "2999"),
    "enclosures-are-mp3": with_text('type="audio/mpeg"', 'type="audio/mp4"'),
    "lengths-are-numbers": with_pattern('length="[0-9]+"', 'length="many"', 1),
    "lengths-are-true": with_pattern('length="[0-9]+"', 'length="12"', 1),
    "durations-are-true": with_pattern("<itunes:duration>[0-9]+", "<itunes:duration>77", 1),
    "titles-are-short-enough": with_text("<title>Lamps", "<title>" + "lamp " * 60),
    "descriptions-are-short-enough": with_text("<li>00:00:01 Part 2", "<li>00:00:01 " + "x" * 4000),
    "times-in-notes-are-in-order": with_text("<li>00:00:03", "<li>00:00:01"),
    "chapters-can-be-read": with_text("application/json+chapters", "application/json"),
    "transcripts-are-of-known-types": with_text('type="text/vtt"', 'type="text/html"'),
    "every-entry-has-a-transcript": with_pattern("<podcast:transcript[^>]*/>", ""),
    "persons-have-names": with_text(">Ben Ford<", "> <"),
    "every-entry-discloses-its-voice": with_pattern(
        "(<item>.*?)<podcast:txt[^>]*>true</podcast:txt>", r"\1"
    ),
    "addresses-are-whole": with_text('<podcast:chapters url="https:', '<podcast:chapters url="'),
}
"""What each rule is there to find, done to a sound feed."""

OF_FILES = {
    "the-cover-is-light": "a picture of many bytes",
    "the-feed-is-on-the-web": "settings without an address",
    "addresses-are-secure": "settings with another address",
    "the-feed-is-not-too-large": "ten megabytes",
    "recordings-are-there": "a recording that is gone",
    "side-files-are-there": "a transcript that is gone",
}
"""Rules about more than the feed's text; each has a test of its own below."""


@pytest.fixture
def feed(directory: Path) -> Path:
    return write_feed(directory, show=SHOW).path


def broken(directory: Path, show: Show = SHOW) -> set[str]:
    return {finding.rule for finding in check_feed(directory, show)}


def test_every_rule_is_broken_by_a_test() -> None:
    assert set(FAULTS) | set(OF_FILES) == set(RULES)


def test_a_sound_feed_breaks_none(feed: Path) -> None:
    assert check_feed(feed.parent, SHOW) == ()


@pytest.mark.parametrize("name", sorted(FAULTS))
def test_a_fault_is_found_by_its_rule(feed: Path, name: str) -> None:
    text = feed.read_text(encoding="utf-8")
    if name == "explicit-is-said":
        text = text.replace("<itunes:explicit>false", "<itunes:explicit>false", 1)
    feed.write_text(FAULTS[name](text), encoding="utf-8")
    assert name in broken(feed.parent)


@pytest.mark.parametrize("held", RULES.values(), ids=lambda held: held.name)
def test_a_rule_says_where_it_is_from_and_what_to_do(held) -> None:
    assert held.source
    assert held.hint.endswith(".")
    assert held.judge.__doc__.startswith("Yield ")


def test_a_cover_of_many_bytes_is_a_warning(feed: Path) -> None:
    (picture,) = feed.parent.glob("narrator-cover-*.png")
    picture.write_bytes(picture.read_bytes() + b"x" * 500_000)
    assert broken(feed.parent) == {"the-cover-is-light"}


def test_a_feed_that_is_only_for_this_computer_is_a_warning(directory: Path) -> None:
    written = write_feed(directory)
    assert [found.rule for found in written.findings] == ["the-feed-is-on-the-web"]
    assert written.findings[0].severity is Severity.WARNING


def test_an_address_that_is_not_secure_is_a_warning(directory: Path) -> None:
    show = replace(SHOW, base_url="http://example.com/podcast/")
    found = write_feed(directory, show=show).findings
    assert [one.rule for one in found] == ["addresses-are-secure"] * 2, "the folder and the feed"


def test_a_very_large_feed_is_a_warning(feed: Path) -> None:
    text = feed.read_text(encoding="utf-8")
    feed.write_text(text.replace("<generator>", " " * 10_000_000 + "<generator>"))
    assert broken(feed.parent) == {"the-feed-is-not-too-large"}


def test_a_recording_that_is_gone_is_a_warning(feed: Path) -> None:
    (feed.parent / TIDE / f"{TIDE}.mp3").unlink()
    assert broken(feed.parent) == {"recordings-are-there"}


def test_a_side_file_that_is_gone_is_an_error(feed: Path) -> None:
    (feed.parent / TIDE / f"{TIDE}.vtt").unlink()
    assert broken(feed.parent) == {"side-files-are-there"}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        '{"version": "1.2.0", "chapters": 3}',
        '{"version": "1.2.0", "chapters": [3]}',
        '{"version": "1.2.0", "chapters": [{"startTime": -1}]}',
        '{"version": "1.2.0", "chapters": [{"startTime": 2}, {"startTime": 1}]}',
    ],
)
def test_broken_chapters_are_an_error(feed: Path, text: str) -> None:
    (feed.parent / TIDE / f"{TIDE}.chapters.json").write_text(text)
    assert broken(feed.parent) == {"chapters-can-be-read"}


def test_a_recording_that_was_cut_off_is_an_error(feed: Path) -> None:
    path = feed.parent / TIDE / f"{TIDE}.mp3"
    path.write_bytes(path.read_bytes()[:-3000])
    assert broken(feed.parent) == {"lengths-are-true", "durations-are-true"}


@pytest.mark.parametrize("data", [b"", b"<rss>", b"\xff"])
def test_a_feed_that_is_not_xml_is_an_error(feed: Path, data: bytes) -> None:
    feed.write_bytes(data)
    with pytest.raises(OutputError, match="damaged"):
        check_feed(feed.parent, SHOW)


def test_a_feed_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(NarratorError) as caught:
        check_feed(tmp_path)
    assert "narrator feed" in caught.value.hint


def test_of_one_rule_only_so_much_is_said(feed: Path) -> None:
    text = feed.read_text(encoding="utf-8")
    item = re.search("<item>.*?</item>", text, re.DOTALL)
    assert item
    without = re.sub("<pubDate>.*?</pubDate>", "", item[0])
    feed.write_text(text.replace(item[0], without * (MOST_FINDINGS + 7)))
    found = [one for one in check_feed(feed.parent, SHOW) if one.rule == "what-every-entry-has"]
    assert len(found) == MOST_FINDINGS + 1
    assert found[-1].sentence == "There are 7 more of the last kind."


def test_other_hosts_are_not_asked(feed: Path) -> None:
    text = feed.read_text(encoding="utf-8")
    feed.write_text(text.replace("https://example.com/podcast/", "https://cdn.example/"))
    assert not broken(feed.parent) & {"recordings-are-there", "the-cover-is-fit"}
