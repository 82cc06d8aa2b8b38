"""The entries of a feed: one for each episode, and those that an earlier feed had."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime
from itertools import repeat

from narrator.feed.characters import one_line, path_address, web_address
from narrator.feed.episodes import PAGE, TRANSCRIPTS, FeedEpisode
from narrator.feed.notes import UNTITLED, description, show_notes
from narrator.feed.show import LOCAL_BASE_URL, Person, Show
from narrator.feed.xml import Element, element
from narrator.publishing import FORMATS
from narrator.publishing.tags import DISCLOSURE
from narrator.telling import Tell, tell_nobody
from narrator.timing import ms_to_webvtt

MOST_CHARS = 255
"""Of a value for which no other limit is named (Apple, "A podcaster's guide to RSS")."""

MOST_NAME_CHARS = 128
"""Of a person's name (podcast-namespace, docs/tags/person.md)."""

AI_CONTENT = "ai-content"
"""The purpose under which feeds say that a machine speaks (podcast-namespace, discussion 753)."""

PODLOVE_VERSION = "1.2"
"""Of the form: Podlove Simple Chapters."""

NO_DATE = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Entry:
    """One item of a feed."""

    guid: str
    published: datetime
    item: Element
    is_kept: bool = False
    """Whether it is from an earlier feed, and its episode is no longer in the folder."""

    @property
    def recording(self) -> str:
        """The address of its recording; empty where it names none."""
        found = self.item.find("enclosure")
        return found.get("url") if found else ""


def entries(
    episodes: Iterable[FeedEpisode],
    earlier: Sequence[Entry],
    show: Show,
    *,
    prune: bool = False,
    tell: Tell = tell_nobody,
) -> list[Entry]:
    """Return what the feed lists: the newest first, and in the same order each time.

    An earlier entry whose episode is gone stays, unless its recording's address is another
    episode's now: listeners would hear that one.

    Args:
        episodes: What lies in the folder.
        earlier: What the feed listed before.
        show: Says which dates count, and how many entries there are at most.
        prune: Whether what is no longer in the folder goes.
        tell: Takes a line about an entry that goes.
    """
    known = {entry.guid: entry for entry in earlier}
    listed = {
        episode.guid: entry_of(episode, show, known.get(episode.guid)) for episode in episodes
    }
    addresses = {entry.recording for entry in listed.values()}
    for entry in map(_settled, earlier, repeat(show)) if not prune else ():
        if entry.guid in listed:
            continue
        if entry.recording in addresses:
            title = one_line(entry.item.value("title"), 60)
            tell(f"Dropped from the feed: {title}. Its recording gave way to another episode.")
            continue
        listed[entry.guid] = entry
    newest = sorted(listed.values(), key=lambda entry: (-entry.published.timestamp(), entry.guid))
    return newest[: show.limit] if show.limit else newest


def entry_of(episode: FeedEpisode, show: Show, before: Entry | None = None) -> Entry:
    """Return the entry of an episode.

    Args:
        episode: What its files say.
        show: Where the files are on the web, and which date counts.
        before: The entry that it had in an earlier feed, whose date it keeps where the article
            has none of its own.
    """
    # A date that was the article's is none to keep where the settings want the other one now.
    keeps = before is not None and before.published != episode.published
    made = before.published if before and keeps else episode.made
    published = episode.published if show.dates == "article" and episode.published else made
    return Entry(episode.guid, published, _item(episode, show, published))


def entries_of(channel: Element) -> list[Entry]:
    """Return the entries that a feed lists; those without an identifier cannot be kept."""
    found = []
    for item in channel.all("item"):
        guid = item.value("guid")
        if guid:
            found.append(Entry(guid, moment(item.value("pubDate")), item, is_kept=True))
    return found


def moment(text: str) -> datetime:
    """Return the moment that an RFC 2822 date names, or the beginning of the epoch."""
    try:
        found = parsedate_to_datetime(text)
    except (TypeError, ValueError):
        return NO_DATE
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def _settled(entry: Entry, show: Show) -> Entry:
    """Return a kept entry; one that had no place on the web yet gets the place of the show."""
    if show.is_local:
        return entry
    item = rebased(entry.item, {LOCAL_BASE_URL: show.base_url})
    return Entry(entry.guid, entry.published, item, is_kept=True)


def rebased(node: Element, bases: Mapping[str, str]) -> Element:
    """Return the element with every address below one base below another."""
    attributes = tuple((name, _moved(value, bases)) for name, value in node.attributes)
    children = tuple(rebased(child, bases) for child in node.children)
    return Element(node.name, _moved(node.text, bases), attributes, children)


def _moved(text: str, bases: Mapping[str, str]) -> str:
    for old, new in bases.items():
        if text.startswith(old):
            return new + text.removeprefix(old)
    return text


def date(moment_: datetime) -> str:
    """Return a date as RFC 2822 writes it, in Greenwich time."""
    return format_datetime(moment_.astimezone(UTC), usegmt=True)


def _item(episode: FeedEpisode, show: Show, published: datetime) -> Element:
    seconds = str(max(1, (episode.duration_ms + 500) // 1000))
    link = web_address(episode.url)
    if not link and PAGE in episode.side_files:
        link = path_address(show.base_url, episode.beside(PAGE))
    return element(
        "item",
        "",
        element("title", one_line(episode.title, MOST_CHARS) or UNTITLED),
        *([element("link", link)] if link else []),
        element("guid", episode.guid, isPermaLink="false"),
        element("pubDate", date(published)),
        element(
            "enclosure",
            url=path_address(show.base_url, episode.place),
            length=str(episode.length_bytes),
            type=FORMATS["mp3"].media_type,
        ),
        element("description", description(episode)),
        element("content:encoded", show_notes(episode)),
        *_authors(episode),
        element("itunes:duration", seconds),
        element("itunes:explicit", "true" if show.explicit else "false"),
        element("itunes:episodeType", "full"),
        *_links(episode, show),
        *_chapters(episode),
        *_people(episode, show),
        element("podcast:txt", "true", purpose=AI_CONTENT),
        element("podcast:txt", one_line(episode.disclosure, MOST_CHARS) or DISCLOSURE),
    )


def _authors(episode: FeedEpisode) -> list[Element]:
    told = ", ".join(episode.authors) or episode.site
    line = one_line(told, MOST_CHARS)
    return [element("itunes:author", line)] if line else []


def _links(episode: FeedEpisode, show: Show) -> list[Element]:
    links = []
    if "chapters" in episode.side_files:
        place = path_address(show.base_url, episode.beside("chapters"))
        links.append(element("podcast:chapters", url=place, type=FORMATS["chapters"].media_type))
    for name in TRANSCRIPTS:
        if name in episode.side_files:
            links.append(
                element(
                    "podcast:transcript",
                    url=path_address(show.base_url, episode.beside(name)),
                    type=FORMATS[name].media_type,
                    language=one_line(episode.language),
                )
            )
    return links


def _chapters(episode: FeedEpisode) -> list[Element]:
    """Return the chapters in the feed itself, for players that read them nowhere else."""
    listed = [
        element("psc:chapter", start=ms_to_webvtt(chapter.start_ms), title=title)
        for chapter in episode.chapters
        if (title := one_line(chapter.title, MOST_CHARS))
    ]
    return [element("psc:chapters", "", *listed, version=PODLOVE_VERSION)] if listed else []


def _people(episode: FeedEpisode, show: Show) -> list[Element]:
    """Return who has to do with the episode: its authors, and those of the show.

    Persons of an item take the place of all of the channel's (docs/tags/person.md).
    """
    names = [one_line(name, MOST_NAME_CHARS) for name in episode.authors]
    authors = [
        element("podcast:person", name, role="author", group="writing") for name in names if name
    ]
    return [*authors, *people(show.person)] if authors else []


def people(persons: Iterable[Person]) -> list[Element]:
    """Return the elements of persons, those without a name left out."""
    return [
        element(
            "podcast:person",
            one_line(person.name, MOST_NAME_CHARS),
            role=person.role,
            href=web_address(person.href),
            img=web_address(person.img),
        )
        for person in persons
        if person.name
    ]
