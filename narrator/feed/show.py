"""The show: what a podcast feed says of itself, as a value, and its TOML schema.

The settings stand in `show.toml` in the folder of the episodes. What they leave out has a
default, so that a feed for one's own phone needs no file at all.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID, uuid5

from narrator.errors import ProfileError, nearest
from narrator.feed.categories import BETWEEN, CATEGORIES, every_name

SCHEMA = 1
"""The version of the schema that this module reads."""

SETTINGS_FILE = "show.toml"
FEED_FILE = "feed.xml"

LOCAL_BASE_URL = "http://localhost:8092/"
"""Where `narrator serve` answers on the same computer; the feed says so until it has a place on
the web. The port is one that no well-known service has (IANA, service names and ports)."""

GUID_NAMESPACE = UUID("ead4c236-bf58-58c6-a2c6-a6b28d128cb6")
"""Of podcasts (podcast-namespace, docs/tags/guid.md)."""

MEDIA = (
    "podcast",
    "music",
    "video",
    "film",
    "audiobook",
    "newsletter",
    "blog",
    "publisher",
    "course",
)
"""What a feed can be (podcast-namespace, docs/tags/medium.md); lists of other feeds are none."""

DATES = ("article", "made")
"""Which day an entry carries: that of the article, or the one on which it came to be."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who has to do with the show (podcast-namespace, docs/tags/person.md)."""

    name: str = ""
    role: str = "host"
    """Of the Podcast Taxonomy, such as host, author or producer."""
    href: str = ""
    """A page about the person."""
    img: str = ""
    """The address of a picture."""


@dataclass(frozen=True, slots=True)
class Funding:
    """Where listeners can give money, and what the link is called."""

    url: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class Show:
    """A podcast, as its feed describes it."""

    title: str = "Articles read aloud"
    description: str = "Articles as audio, read by a synthetic voice."
    link: str = ""
    """The show's own page."""
    base_url: str = LOCAL_BASE_URL
    """Where the folder of the episodes is on the web; ends in a solidus."""
    feed_url: str = ""
    """Where the feed is on the web; empty where it is beside the episodes."""
    language: str = ""
    """BCP 47; empty for the one that most episodes have."""
    author: str = ""
    email: str = ""
    """Of the owner; directories write to it to learn whether the show is yours."""
    category: tuple[str, ...] = ("News",)
    """The first one counts: "News", or "News > Daily News"."""
    explicit: bool = False
    cover: str = ""
    """Path of a picture, from the folder of the episodes; empty to have one made."""
    cover_alt: str = ""
    """What the picture shows, for those who do not see it."""
    copyright: str = ""
    medium: str = "newsletter"
    guid: str = ""
    """The show's lasting identifier; empty to take it from the address of the feed."""
    locked: bool = False
    """Whether other hosts must not take the feed over."""
    limit: int = 0
    """How many entries the feed has at most, the newest; 0 for all."""
    dates: str = "article"
    """One of `DATES`."""
    person: tuple[Person, ...] = ()
    funding: tuple[Funding, ...] = field(default=())

    @property
    def own_feed_url(self) -> str:
        """Where the feed is, also where the settings leave it out."""
        return self.feed_url or self.base_url + FEED_FILE

    @property
    def is_local(self) -> bool:
        """Whether the feed has no place on the web yet."""
        return self.base_url == LOCAL_BASE_URL

    @property
    def own_guid(self) -> str:
        """The identifier that is set, else the one of the feed's address.

        It is "" where there is no address on the web to take it from.
        """
        if self.guid or (self.is_local and not self.feed_url):
            return self.guid
        return derive_guid(self.own_feed_url)


def derive_guid(feed_url: str) -> str:
    """Return the identifier of a feed that never had one, from its address.

    The scheme and trailing solidi do not count (podcast-namespace, docs/tags/guid.md).
    """
    return str(uuid5(GUID_NAMESPACE, feed_url.partition("://")[2].rstrip("/") or feed_url))


def read_show(directory: Path) -> Show:
    """Return the settings in a folder of episodes; the defaults where it has none.

    Raises:
        ProfileError: where they cannot be read or are wrong; trying again cannot help.
    """
    path = directory / SETTINGS_FILE
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        return Show()
    except OSError as error:
        raise ProfileError(
            "The settings of the show cannot be read", where=f"{path}: {error.strerror}"
        ) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ProfileError(
            "The settings of the show are not TOML",
            where=f"{path}: {error}",
            hint="Texts stand in quotation marks, and each setting in a line of its own.",
        ) from error
    return parse_show(table, str(path))


def parse_show(table: Mapping[str, Any], where: str) -> Show:
    """Return the show that a TOML document describes.

    Args:
        table: The document, as `tomllib` gives it.
        where: Its path, for errors.

    Raises:
        ProfileError: for an unknown schema or key, with the nearest known one, and for a value
            of the wrong kind.
    """
    table = dict(table)
    if table.pop("schema", None) != SCHEMA:
        raise ProfileError(
            f"The settings of the show do not say `schema = {SCHEMA}`",
            where=where,
            hint=f"This version reads schema {SCHEMA} only; add the line at the top.",
        )
    parts: dict[str, Any] = {
        "person": _several(table.pop("person", []), Person(), f"{where}: person"),
        "funding": _several(table.pop("funding", []), Funding(), f"{where}: funding"),
    }
    if isinstance(table.get("category"), str):
        table["category"] = [table["category"]]
    given: Show = _fill(Show(**parts), table, where)
    return checked(given, where)


def checked(show: Show, where: str) -> Show:
    """Return the show with whole addresses, its settings held against what each may be.

    Raises:
        ProfileError: for the first that is wrong.
    """
    base_url = show.base_url or LOCAL_BASE_URL
    whole = replace(show, base_url=base_url if base_url.endswith("/") else f"{base_url}/")
    _check(whole, where)
    return whole


def _several(given: Any, base: Any, where: str) -> tuple[Any, ...]:
    """Return the tables of a list as values of the same kind as the base."""
    tables = [given] if isinstance(given, Mapping) else given
    _expect(isinstance(tables, list), where, "a list of tables", given)
    for table in tables:
        _expect(isinstance(table, Mapping), where, "a table", table)
    return tuple(_fill(base, table, where) for table in tables)


def _fill(base: Any, table: Mapping[str, Any], where: str) -> Any:
    """Return a value with the fields that a TOML table names, checked key by key."""
    known = {entry.name for entry in fields(base)}
    values: dict[str, Any] = {}
    for key, given in table.items():
        place = f"{where}: {key}"
        if key not in known:
            raise ProfileError(
                "Unknown key in the settings of the show", where=place, hint=nearest(key, known)
            )
        values[key] = _convert(given, getattr(base, key), place)
    return replace(base, **values)


def _convert(given: Any, default: Any, where: str) -> Any:
    """Return what the table gives, of the same kind as the default that it takes the place of."""
    if isinstance(default, tuple):
        is_list = isinstance(given, list) and all(type(entry) is str for entry in given)
        _expect(is_list, where, "a list of texts", given)
        return tuple(given)
    names = {bool: "true or false", int: "a whole number", str: "a text"}
    _expect(type(given) is type(default), where, names[type(default)], given)
    return given.strip() if isinstance(given, str) else given


def _expect(holds: bool, where: str, wanted: str, given: Any) -> None:
    if not holds:
        raise ProfileError(
            f"The settings of the show want {wanted} here and have {given!r}", where=where
        )


def _check(show: Show, where: str) -> None:
    """Hold the settings against what each may be."""
    for name in show.category:
        if not is_category(name):
            raise ProfileError(
                "Unknown category of podcasts",
                where=f"{where}: category = {name}",
                hint=nearest(name, every_name()),
            )
    for key, choices in (("medium", MEDIA), ("dates", DATES)):
        if getattr(show, key) not in choices:
            chosen = getattr(show, key)
            raise ProfileError(
                f"Unknown {key} in the settings of the show",
                where=f"{where}: {key} = {chosen}",
                hint=nearest(chosen, choices),
            )
    if show.limit < 0:
        raise ProfileError("The limit is less than nothing", where=f"{where}: limit")
    _check_addresses(show, where)
    if show.guid and not _is_uuid(show.guid):
        raise ProfileError(
            "The guid of a show is a UUID",
            where=f"{where}: guid = {show.guid}",
            hint="Leave it out to have it made from the address of the feed.",
        )


def is_category(name: str) -> bool:
    """Say whether the directory has the category, or the subcategory in it."""
    category, between, part = name.partition(BETWEEN)
    return category in CATEGORIES and (not between or part in CATEGORIES[category])


def _check_addresses(show: Show, where: str) -> None:
    given = {name: getattr(show, name) for name in ("link", "base_url", "feed_url")}
    given |= {f"person {person.name}": person.href for person in show.person}
    given |= {f"picture of {person.name}": person.img for person in show.person}
    given |= {f"funding {entry.text}": entry.url for entry in show.funding}
    for name, url in given.items():
        if url and not is_web_address(url):
            raise ProfileError(
                "This is not an address on the web",
                where=f"{where}: {name} = {url}",
                hint="Write it whole, as in https://example.com/podcast/",
            )


def is_web_address(url: str) -> bool:
    """Say whether the text is a whole address that a podcast player can open."""
    try:
        parts = urlsplit(url)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False


def _is_uuid(text: str) -> bool:
    try:
        return str(UUID(text)) == text.lower()
    except ValueError:
        return False
