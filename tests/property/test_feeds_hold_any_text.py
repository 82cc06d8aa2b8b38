"""Whatever an article is called, its feed can be read back and keeps the rules."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import UTC, datetime
from html import unescape
from pathlib import Path

import feedparser
import podcastparser
from hypothesis import given, settings
from hypothesis import strategies as st

from narrator.feed.characters import one_line
from narrator.feed.checking import RULES
from narrator.feed.entries import MOST_CHARS, UNTITLED, Entry, entries, entries_of
from narrator.feed.episodes import FeedEpisode
from narrator.feed.notes import MOST_BYTES, description
from narrator.feed.rss import Artwork, feed
from narrator.feed.rules import Subject, judge
from narrator.feed.show import Show
from narrator.feed.xml import parse, render
from narrator.publishing import Severity
from narrator.publishing.evidence import TimedTitle

HOSTILE = (
    "",
    " \n\t ",
    "]]>",
    "<script>&amp;</script>",
    "<![CDATA[ x",
    "& &amp; &lt;",
    "Прилив и отлив",
    "潮汐表 🌊",
    "עברית \u202eturned",
    "two\nlines\r\nor\u2028three",
    "null \0 and escape \x1b",
    "half a pair \ud83c",
    "no character \uffff",
    "x" * 5000,
    "word " * 1000,
    "🫖" * 3000,
)
TEXTS = st.sampled_from(HOSTILE) | st.text(max_size=60)
DATES = st.integers(100_000, 1_700_000_000).map(lambda second: datetime.fromtimestamp(second, UTC))
WEB = st.sampled_from(["", "https://example.org/"]).flatmap(
    lambda start: TEXTS.map(lambda text: start + text)
)


@st.composite
def _episodes(draw: st.DrawFn, number: int) -> FeedEpisode:
    starts = sorted(draw(st.lists(st.integers(0, 600_000), max_size=8)))
    return FeedEpisode(
        guid=f"{number:064x}",
        path=Path(f"e{number}.mp3"),
        place=f"e{number}/e{number}.mp3",
        length_bytes=draw(st.integers(1, 10**9)),
        duration_ms=draw(st.integers(0, 10**8)),
        made=draw(DATES),
        published=draw(DATES | st.none()),
        title=draw(TEXTS),
        standfirst=draw(TEXTS),
        authors=tuple(draw(st.lists(TEXTS, max_size=3))),
        site=draw(TEXTS),
        url=draw(WEB),
        language=draw(st.sampled_from(["", "en", "he", "zh-Hans"])),
        disclosure=draw(TEXTS),
        voices=tuple(draw(st.lists(TEXTS, max_size=2))),
        chapters=tuple(
            TimedTitle(start, start + 1, draw(TEXTS)) for start in ([0, *starts] if starts else [])
        ),
        side_files=tuple(draw(st.sets(st.sampled_from(["chapters", "vtt", "transcript"])))),
    )


EPISODES = st.integers(0, 4).flatmap(
    lambda count: st.tuples(*(_episodes(number) for number in range(count)))
)
SHOWS = st.builds(
    Show,
    title=TEXTS.map(lambda text: one_line(text) or "Show"),
    description=TEXTS.map(lambda text: one_line(text) or "About"),
    author=TEXTS,
    copyright=TEXTS,
    base_url=st.just("https://example.com/podcast/"),
    email=st.just("podcast@example.com"),
    dates=st.sampled_from(["article", "made"]),
)


def written(show: Show, listed: list[Entry]) -> bytes:
    return render(feed(show, listed, Artwork("cover.png", 3000, show.title)))


@settings(deadline=None)  # The machine may be busy.
@given(SHOWS, EPISODES)
def test_any_feed_is_read_back_by_others_and_keeps_the_rules(
    show: Show, episodes: tuple[FeedEpisode, ...]
) -> None:
    listed = entries(episodes, [], show, prune=False)
    data = written(show, listed)
    told = feedparser.parse(io.BytesIO(data))
    assert not told.bozo
    assert [entry.id for entry in told.entries] == [entry.guid for entry in listed]
    player = podcastparser.parse(show.own_feed_url, io.BytesIO(data))
    assert sorted(one["guid"] for one in player["episodes"]) == sorted(
        entry.guid for entry in listed
    )
    by_guid = {episode.guid: episode for episode in episodes}
    for entry in parse(data).children[0].all("item"):
        episode = by_guid[entry.value("guid")]
        assert entry.value("title") == (one_line(episode.title, MOST_CHARS) or UNTITLED)
    subject = Subject(Path("nowhere"), show, len(data), parse(data))
    of_text = {name: held for name, held in RULES.items() if name != "the-cover-is-fit"}
    faults = [found for found in judge(subject, of_text) if found.severity is Severity.ERROR]
    assert faults == []


@settings(deadline=None)  # The machine may be busy.
@given(SHOWS, EPISODES)
def test_a_feed_that_is_made_from_itself_is_the_same(
    show: Show, episodes: tuple[FeedEpisode, ...]
) -> None:
    first = written(show, entries(episodes, [], show, prune=False))
    kept = entries_of(parse(first).children[0])
    assert written(show, entries([], kept, show, prune=False)) == first
    assert written(show, entries(episodes, kept, show, prune=False)) == first


@settings(deadline=None)  # The machine may be busy.
@given(_episodes(0))
def test_notes_are_short_enough_and_all_markup_in_them_is_ours(episode: FeedEpisode) -> None:
    notes = description(episode)
    assert len(notes.encode()) <= MOST_BYTES
    without = notes
    for tag in ("p", "ul", "li", "a"):
        without = without.replace(f"</{tag}>", "").replace(f"<{tag}>", "")
        without = without.replace(f'<{tag} dir="rtl">', "")
    for link in without.split('<a href="')[1:]:
        address = unescape(link.partition('">')[0])
        assert address.startswith(("http://", "https://"))
        without = without.replace(f'<a href="{link.partition(chr(34) + ">")[0]}">', "")
    assert "<" not in without
    assert ">" not in without


def test_the_shortest_notes_are_short_enough_with_the_longest_characters() -> None:
    moment = datetime(2026, 1, 1, tzinfo=UTC)
    for sign in ("'", "🫖", "x", "&"):
        long = sign * 4000
        link = f"https://example.org/{long}"
        episode = FeedEpisode("0", Path("e.mp3"), "e/e.mp3", 1, 1, moment, None, long, long)
        for url in ("https://example.org/" + "&" * 110, link):
            whole = replace(
                episode, authors=(long,), site=long, url=url, disclosure=long, voices=(long,) * 9
            )
            assert len(description(whole).encode()) <= MOST_BYTES
