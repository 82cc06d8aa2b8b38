"""The feed: RSS 2.0 with the namespaces of Apple, of Podcasting 2.0, of Atom and of content."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from narrator.feed.categories import BETWEEN
from narrator.feed.characters import one_line, path_address, web_address
from narrator.feed.entries import AI_CONTENT, MOST_CHARS, Entry, date, people
from narrator.feed.notes import MOST_BYTES
from narrator.feed.show import Show
from narrator.feed.xml import NAMESPACES, Element, element

GENERATOR = "narrator"
"""Without its version: the same episodes give the same feed."""

MEDIA_TYPE = "application/rss+xml"

ENGLISH = "en"
"""Of a show without a single episode; the tag must be there."""


@dataclass(frozen=True, slots=True)
class Artwork:
    """The picture of the show."""

    place: str
    """From the folder of the feed, with solidi."""
    width: int
    """In pixels; as high as it is wide."""
    alt: str
    """What it shows."""


def feed(show: Show, listed: Sequence[Entry], artwork: Artwork | None, guid: str = "") -> Element:
    """Return the feed of a show.

    Args:
        show: What the feed says of itself.
        listed: Its entries, in their order.
        artwork: The picture of the show, where there is one.
        guid: The identifier that the feed has already; "" for the show's own.
    """
    newest = max((entry.published for entry in listed), default=None)
    channel = element(
        "channel",
        "",
        element("title", one_line(show.title, MOST_CHARS)),
        element("link", web_address(show.link) or show.base_url),
        element("description", _within(show.description, MOST_BYTES)),
        element("language", language(show, listed).lower()),
        element("atom:link", href=show.own_feed_url, rel="self", type=MEDIA_TYPE),
        *_told("copyright", show.copyright),
        *([element("lastBuildDate", date(newest))] if newest else []),
        element("generator", GENERATOR),
        *_apple(show),
        *_pictures(show, artwork),
        *_podcasting(show, guid),
        *(entry.item for entry in listed),
    )
    namespaces = tuple((f"xmlns:{prefix}", uri) for prefix, uri in NAMESPACES.items())
    return Element("rss", "", (("version", "2.0"), *namespaces), (channel,))


def language(show: Show, listed: Sequence[Entry]) -> str:
    """Return the language of the show: the one that is set, else that of most transcripts."""
    if show.language:
        return show.language
    counts: Counter[str] = Counter()
    for entry in listed:
        transcript = entry.item.find("podcast:transcript")
        if transcript and transcript.get("language"):
            counts[transcript.get("language")] += 1
    # The most common one, the first of the alphabet where several are.
    return min(counts, key=lambda tag: (-counts[tag], tag), default=ENGLISH)


def _within(text: str, most_bytes: int) -> str:
    """Return the text, cut at a character where it is too long."""
    whole = "\n".join(line for line in map(one_line, text.splitlines()) if line)
    if len(whole.encode()) <= most_bytes:
        return whole
    return whole.encode()[: most_bytes - len("…".encode())].decode(errors="ignore") + "…"


def _told(name: str, text: str) -> list[Element]:
    line = one_line(text, MOST_CHARS)
    return [element(name, line)] if line else []


def _apple(show: Show) -> list[Element]:
    owner = [
        *_told("itunes:name", show.author or show.title),
        *_told("itunes:email", show.email),
    ]
    return [
        *_told("itunes:author", show.author),
        *([element("itunes:owner", "", *owner)] if show.email else []),
        element("itunes:explicit", "true" if show.explicit else "false"),
        element("itunes:type", "episodic"),
        *map(_category, show.category),
    ]


def _category(name: str) -> Element:
    category, _, part = name.partition(BETWEEN)
    inside = [element("itunes:category", text=part)] if part else []
    return Element("itunes:category", "", (("text", category),), tuple(inside))


def _pictures(show: Show, artwork: Artwork | None) -> list[Element]:
    if artwork is None:
        return []
    place = path_address(show.base_url, artwork.place)
    width = str(artwork.width)
    return [
        element("itunes:image", href=place),
        element(
            "podcast:image",
            href=place,
            alt=one_line(artwork.alt, MOST_CHARS),
            aspect_ratio="1/1",
            width=width,
            height=width,
            purpose="artwork",
        ),
    ]


def _podcasting(show: Show, guid: str) -> list[Element]:
    lasting = guid or show.own_guid
    return [
        *_told("podcast:guid", lasting),
        element("podcast:medium", show.medium),
        element("podcast:locked", "yes" if show.locked else "no", owner=one_line(show.email)),
        element("podcast:txt", "true", purpose=AI_CONTENT),
        *people(show.person),
        *(
            element("podcast:funding", one_line(entry.text, 128), url=web_address(entry.url))
            for entry in show.funding
            if entry.url
        ),
    ]
