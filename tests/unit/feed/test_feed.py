from __future__ import annotations

import io
import json
import os
import shutil
from dataclasses import replace
from email.utils import parsedate_to_datetime
from pathlib import Path
from xml.etree import ElementTree

import feedparser
import podcastparser
import pytest

from narrator.errors import OutputError, ProfileError
from narrator.feed import WrittenFeed, write_feed
from narrator.feed.show import Funding, Person, Show
from narrator.feed.xml import NAMESPACES
from narrator.publishing import Severity, placing, publish
from narrator.timing import ms_to_webvtt
from tests.unit.feed.conftest import KETTLE, LAMP, TIDE
from tests.unit.publishing.making import METADATA, make_episode

SHOW = Show(
    title="The Harbour Post",
    description="Stories of the strait.",
    base_url="https://example.com/podcast/",
    author="Ada Quill",
    email="podcast@example.com",
    category=("News > Daily News",),
)
TITLES = ["Lamps", "The tide tables of 1912", "Kettles"]


@pytest.fixture(autouse=True)
def kettles_were_made_long_ago(directory: Path) -> None:
    os.utime(directory / KETTLE / f"{KETTLE}.mp3", (1_000_000_000, 1_000_000_000))


def write(directory: Path, show: Show = SHOW, **options: bool) -> WrittenFeed:
    return write_feed(directory, show=show, **options)


def titles(written: WrittenFeed) -> list[str]:
    return [entry.item.value("title") for entry in written.entries]


def errors(written: WrittenFeed) -> list[str]:
    return [str(found) for found in written.findings if found.severity is Severity.ERROR]


def test_feedparser_reads_back_what_was_written(directory: Path) -> None:
    written = write(directory)
    assert errors(written) == []
    told = feedparser.parse(written.path.read_bytes())
    assert not told.bozo
    assert told.version == "rss20"
    assert told.feed.title == "The Harbour Post"
    assert told.feed.author == "Ada Quill"
    assert told.feed.publisher_detail == {"name": "Ada Quill", "email": "podcast@example.com"}
    assert told.feed.language == "en-gb"
    assert told.feed.image.href.startswith("https://example.com/podcast/narrator-cover-")
    assert [tag["term"] for tag in told.feed.tags] == ["News", "Daily News"]
    assert [entry.title for entry in told.entries] == TITLES
    tide = told.entries[1]
    assert tide.link == "https://example.org/tide?year=1912"
    assert tide.id == placing.owner(directory / TIDE)
    assert not tide.guidislink
    assert tide.published_parsed[:5] == (2026, 3, 12, 9, 0)
    assert tide.itunes_duration == "5"
    (enclosure,) = tide.enclosures
    assert enclosure.href == f"https://example.com/podcast/{TIDE}/{TIDE}.mp3"
    assert enclosure.type == "audio/mpeg"
    assert int(enclosure.length) == (directory / TIDE / f"{TIDE}.mp3").stat().st_size
    assert "<li>00:00:01 Part 2</li>" in tide.content[0].value
    assert '<a href="https://example.org/tide?year=1912">' in tide.content[0].value


def test_podcastparser_reads_back_what_was_written(directory: Path) -> None:
    # Its version 0.6.11 knows the namespace by its older address only.
    older = "https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/1.0.md"
    text = write(directory).path.read_text(encoding="utf-8")
    text = text.replace(NAMESPACES["podcast"], older)
    told = podcastparser.parse(SHOW.own_feed_url, io.BytesIO(text.encode()))
    assert told["title"] == "The Harbour Post"
    assert told["explicit"] is False
    assert told["itunes_categories"] == [["News", "Daily News"]]
    assert [episode["title"] for episode in told["episodes"]] == TITLES
    tide = told["episodes"][1]
    assert tide["total_time"] == 5
    assert tide["guid"] == placing.owner(directory / TIDE)
    assert tide["chapters_json_url"].endswith(f"{TIDE}.chapters.json")
    assert tide["transcript_url"].endswith(f"{TIDE}.transcript.json"), "it keeps the last"
    assert (tide["persons"][0]["name"], tide["persons"][0]["role"]) == ("Ada Quill", "author")
    assert tide["enclosures"][0]["mime_type"] == "audio/mpeg"


def test_the_chapters_stand_in_the_feed_too(directory: Path) -> None:
    root = ElementTree.parse(write(directory).path).getroot()
    podlove = "{http://podlove.org/simple-chapters}"
    listed = list(root.iter("item"))[1].find(f"{podlove}chapters")
    assert listed is not None
    assert listed.get("version") == "1.2"
    document = json.loads((directory / TIDE / f"{TIDE}.chapters.json").read_text("utf-8"))
    assert [(c.get("start"), c.get("title")) for c in listed] == [
        (ms_to_webvtt(round(c["startTime"] * 1000)), c["title"]) for c in document["chapters"]
    ]


def test_an_article_without_an_address_is_linked_by_its_page_for_reading(directory: Path) -> None:
    kettles = feedparser.parse(write(directory).path.read_bytes()).entries[2]
    assert kettles.link == f"https://example.com/podcast/{KETTLE}/{KETTLE}.html"
    (directory / KETTLE / f"{KETTLE}.html").unlink()
    kettles = feedparser.parse(write(directory).path.read_bytes()).entries[2]
    assert "link" not in kettles


def test_the_channel_says_what_directories_ask(directory: Path) -> None:
    show = replace(
        SHOW,
        copyright="2026 The Harbour Post",
        locked=True,
        explicit=True,
        person=(Person("Ada Quill", "host", "https://example.com/ada"), Person("", "guest")),
        funding=(Funding("https://example.com/support", "Support us"), Funding("", "Nowhere")),
    )
    root = ElementTree.parse(write(directory, show).path).getroot()
    names = {
        "podcast": "https://podcastindex.org/namespace/1.0",
        "itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd",
        "atom": "http://www.w3.org/2005/Atom",
    }

    def told(path: str) -> list[str | None]:
        return [found.text for found in root.findall(f"channel/{path}", names)]

    assert told("podcast:medium") == ["newsletter"]
    assert told("podcast:locked") == ["yes"]
    assert told("podcast:guid") == [show.own_guid]
    assert told("podcast:person") == ["Ada Quill"]
    assert told("podcast:funding") == ["Support us"]
    assert told("podcast:txt") == ["true"]
    assert told("itunes:explicit") == ["true"]
    assert told("copyright") == ["2026 The Harbour Post"]
    (link,) = root.findall("channel/atom:link", names)
    assert dict(link.attrib) == {
        "href": "https://example.com/podcast/feed.xml",
        "rel": "self",
        "type": "application/rss+xml",
    }
    (image,) = root.findall("channel/podcast:image", names)
    assert image.get("alt") == "The Harbour Post, Ada Quill"
    dates = [parsedate_to_datetime(str(date)) for date in told("item/pubDate")]
    assert told("lastBuildDate") == [told("item/pubDate")[0]]
    assert dates == sorted(dates, reverse=True)
    # Persons of an item take the place of the channel's, so the show's own are said again.
    assert told("item[2]/podcast:person") == ["Ada Quill", "Ben Ford", "Ada Quill"]
    assert told("item[1]/podcast:person") == []


def test_the_same_episodes_give_the_same_bytes_and_are_not_written_again(directory: Path) -> None:
    first = write(directory)
    data, status = first.path.read_bytes(), first.path.stat()
    again = write(directory)
    assert first.has_changed
    assert not again.has_changed
    assert again.path.read_bytes() == data
    assert again.path.stat().st_mtime_ns == status.st_mtime_ns


def test_nothing_but_the_feed_and_the_cover_is_left_behind(directory: Path) -> None:
    before = set(directory.rglob("*"))
    write(directory)
    new = sorted(path.name for path in set(directory.rglob("*")) - before)
    assert [name.partition("cover-")[0] for name in new] == ["feed.xml", "narrator-"]


def test_an_entry_stays_when_its_episode_is_gone(directory: Path) -> None:
    first = write(directory).path.read_bytes()
    shutil.rmtree(directory / TIDE)
    written = write(directory)
    assert titles(written) == TITLES
    assert written.kept == 1
    assert written.path.read_bytes() == first
    assert errors(written) == []
    assert "is not in the folder" in " ".join(map(str, written.findings))


def test_an_entry_goes_when_another_episode_has_its_address(
    directory: Path, tmp_path: Path, said: list[str]
) -> None:
    write(directory)
    shutil.rmtree(directory / TIDE)
    work = tmp_path / "work"
    work.mkdir()
    publish(make_episode(work, source="https://elsewhere.example/the-same-headline"), directory)
    written = write_feed(directory, show=SHOW, tell=said.append)
    assert titles(written) == TITLES
    assert written.kept == 0
    assert errors(written) == []
    assert said == [
        "Dropped from the feed: The tide tables of 1912. Its recording gave way to another episode."
    ]


def test_an_entry_goes_when_it_is_pruned(directory: Path) -> None:
    write(directory)
    shutil.rmtree(directory / TIDE)
    assert titles(write(directory, prune=True)) == ["Lamps", "Kettles"]
    assert titles(write(directory)) == ["Lamps", "Kettles"]


def test_an_episode_that_is_broken_now_keeps_its_entry(directory: Path) -> None:
    write(directory)
    (directory / TIDE / f"{TIDE}.mp3").unlink()
    assert titles(write(directory)) == TITLES


def test_the_guid_stays_when_the_headline_changes(directory: Path, tmp_path: Path) -> None:
    before = {entry.item.value("title"): entry.guid for entry in write(directory).entries}
    shutil.rmtree(directory / TIDE)
    work = tmp_path / "work"
    work.mkdir()
    publish(make_episode(work, metadata=replace(METADATA, headline="High water")), directory)
    after = {entry.item.value("title"): entry.guid for entry in write(directory).entries}
    assert set(after) == {"Lamps", "High water", "Kettles"}
    assert after["High water"] == before["The tide tables of 1912"]


def test_the_guid_of_the_show_stays_when_its_address_changes(directory: Path) -> None:
    first = ElementTree.parse(write(directory).path)
    moved = write(directory, replace(SHOW, base_url="https://elsewhere.example/"))
    path = "channel/{https://podcastindex.org/namespace/1.0}guid"
    assert ElementTree.parse(moved.path).findtext(path) == first.findtext(path)
    assert first.findtext(path) == SHOW.own_guid


def test_entries_of_one_moment_are_in_the_order_of_their_guids(directory: Path) -> None:
    for stem in (TIDE, LAMP, KETTLE):
        os.utime(directory / stem / f"{stem}.mp3", (1_700_000_000, 1_700_000_000))
    listed = write(directory, replace(SHOW, dates="made")).entries
    assert len({entry.published for entry in listed}) == 1
    assert [entry.guid for entry in listed] == sorted(entry.guid for entry in listed)


def test_a_date_that_the_article_does_not_have_stays_as_it_was_first(directory: Path) -> None:
    first = write(directory).path.read_bytes()
    os.utime(directory / KETTLE / f"{KETTLE}.mp3", (1_800_000_000, 1_800_000_000))
    assert write(directory).path.read_bytes() == first


def test_other_dates_are_taken_when_the_settings_want_them(directory: Path) -> None:
    for stem in (TIDE, LAMP):
        os.utime(directory / stem / f"{stem}.mp3", (1_700_000_000, 1_700_000_000))
    article = [entry.published for entry in write(directory).entries]
    made = [entry.published for entry in write(directory, replace(SHOW, dates="made")).entries]
    assert not set(article[:2]) & set(made)
    os.utime(directory / TIDE / f"{TIDE}.mp3", (1_800_000_000, 1_800_000_000))
    again = [entry.published for entry in write(directory, replace(SHOW, dates="made")).entries]
    assert again == made, "the first one stays"
    assert [entry.published for entry in write(directory).entries] == article


def test_the_newest_entries_are_the_ones_within_the_limit(directory: Path) -> None:
    assert titles(write(directory, replace(SHOW, limit=2))) == TITLES[:2]
    assert titles(write(directory)) == TITLES, "the third is still in its folder"


def test_entries_without_a_place_on_the_web_move_to_the_one_that_is_set(directory: Path) -> None:
    write(directory, replace(SHOW, base_url=Show().base_url))
    shutil.rmtree(directory / TIDE)
    text = write(directory).path.read_text()
    assert "localhost" not in text
    assert f"https://example.com/podcast/{TIDE}/{TIDE}.mp3" in text


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"<rss>",
        b"<html/>",
        b"<rss version='2.0'><channel><generator>Other</generator></channel></rss>",
        b"<rss version='2.0'><channel><item><guid>1</guid></item></channel></rss>",
    ],
)
def test_a_feed_that_is_not_ours_is_left_as_it_is(directory: Path, data: bytes) -> None:
    (directory / "feed.xml").write_bytes(data)
    with pytest.raises(OutputError) as caught:
        write(directory)
    assert "Move it away" in caught.value.hint
    assert (directory / "feed.xml").read_bytes() == data


@pytest.mark.parametrize("cover", ["gone.png", "show.toml", "../outside.png"])
def test_a_cover_that_cannot_be_used_is_an_error(directory: Path, cover: str) -> None:
    (directory / "show.toml").write_text("schema = 1")
    with pytest.raises(ProfileError) as caught:
        write(directory, replace(SHOW, cover=cover))
    assert cover.rpartition("/")[2] in caught.value.where


def test_a_folder_without_episodes_has_a_feed_without_entries(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    written = write(tmp_path / "empty")
    assert written.entries == ()
    assert errors(written) == []
    assert [found.rule for found in written.findings] == ["there-is-an-episode"]


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root writes everywhere")
def test_a_folder_that_cannot_be_written_is_an_error(directory: Path) -> None:
    directory.chmod(0o500)
    with pytest.raises(OutputError):
        write(directory)
