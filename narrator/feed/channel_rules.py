"""What directories ask of the channel: the show itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from email.utils import parsedate_to_datetime
from itertools import pairwise

from narrator.errors import ProfileError
from narrator.feed.categories import BETWEEN
from narrator.feed.cover import MOST_BYTES as MOST_COVER_BYTES
from narrator.feed.cover import faults_of, look_at
from narrator.feed.entries import AI_CONTENT, MOST_CHARS, moment
from narrator.feed.notes import MOST_BYTES
from narrator.feed.rules import APPLE, ARTWORK, NAMESPACE, RSS, Subject, rule
from narrator.feed.show import MEDIA, is_category
from narrator.publishing import Severity
from narrator.publishing.language_codes import UNDETERMINED, three_letters

REQUIRED = ("title", "link", "description", "language", "itunes:category", "itunes:explicit")
"""Of every channel, by RSS 2.0 and by Apple; the picture has a rule of its own."""

SETTINGS = "Set it in show.toml, then run narrator feed again."

_GUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", re.IGNORECASE)
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")

MOST_FEED_BYTES = 10_000_000
"""Players give up on larger ones; Apple's own limit is not written down (measured on directories
by hosts: 10 MB)."""


@rule(RSS, "Run narrator feed again.")
def the_feed_is_rss(subject: Subject) -> Iterator[str]:
    """Yield where the document is not RSS 2.0 with one channel."""
    if subject.root.name != "rss" or subject.root.get("version") != "2.0":
        yield "The document is not RSS 2.0."
    if len(subject.root.all("channel")) != 1:
        yield "The document has not exactly one channel."


@rule(APPLE, SETTINGS)
def what_must_be_there(subject: Subject) -> Iterator[str]:
    """Yield which elements of the channel are missing or empty."""
    for name in REQUIRED:
        found = subject.channel.find(name)
        if found is None or not (found.text.strip() or found.attributes):
            yield f"The show has no {name}."


@rule(APPLE, "Shorten it in show.toml.")
def the_description_is_short_enough(subject: Subject) -> Iterator[str]:
    """Yield where the description is longer than directories take."""
    size = len(subject.channel.value("description").encode())
    if size > MOST_BYTES:
        yield f"The description of the show has {size} bytes, more than {MOST_BYTES}."


@rule(APPLE, "Shorten it in show.toml.")
def values_are_short_enough(subject: Subject) -> Iterator[str]:
    """Yield which short texts are longer than directories take."""
    for name in ("title", "itunes:author", "copyright"):
        if len(subject.channel.value(name)) > MOST_CHARS:
            yield f"The {name} of the show has more than {MOST_CHARS} characters."


@rule(APPLE, "Write the language as ISO 639 has it: en, or en-gb.")
def the_language_is_known(subject: Subject) -> Iterator[str]:
    """Yield where the language is none that directories know."""
    tag = subject.channel.value("language")
    if tag and three_letters(tag) == UNDETERMINED:
        yield f"The language of the show, {tag!r}, is not known."


@rule("Apple Podcasts categories", "Choose one of the list in docs/feeds.md.")
def categories_are_apples(subject: Subject) -> Iterator[str]:
    """Yield which categories the directory does not have."""
    for category in subject.channel.all("itunes:category"):
        name = category.get("text")
        parts = [part.get("text") for part in category.all("itunes:category")]
        for full in [f"{name}{BETWEEN}{part}" for part in parts] or [name]:
            if not is_category(full):
                yield f"The category {full!r} is not in Apple's list."


@rule(APPLE, "Set explicit to true or false in show.toml.")
def explicit_is_said(subject: Subject) -> Iterator[str]:
    """Yield where it is said in another form than directories read."""
    for element in (subject.channel, *subject.items):
        value = element.value("itunes:explicit")
        if value and value not in ("true", "false"):
            yield f"itunes:explicit is {value!r}, neither true nor false."


@rule(ARTWORK, "Save another picture, or leave `cover` out of show.toml to have one made.")
def the_cover_is_fit(subject: Subject) -> Iterator[str]:
    """Yield what is wrong with the picture of the show."""
    found = subject.channel.find("itunes:image")
    if found is None or not found.get("href"):
        yield "The show has no picture."
        return
    path = subject.file(found.get("href"))
    if path is None:
        return  # It is on another host, which this computer is not asked about.
    try:
        picture = look_at(path)
    except ProfileError as error:
        yield error.sentence
        return
    yield from faults_of(picture, path.suffix)


@rule("PRX, Overview of feed requirements", "Save it smaller, as JPEG.", Severity.WARNING)
def the_cover_is_light(subject: Subject) -> Iterator[str]:
    """Yield where the picture takes long to load."""
    found = subject.channel.find("itunes:image")
    path = subject.file(found.get("href")) if found else None
    if path and path.is_file() and path.stat().st_size > MOST_COVER_BYTES:
        yield f"The cover has {path.stat().st_size} bytes, more than {MOST_COVER_BYTES}."


@rule(f"{NAMESPACE}/image.md", "Say what it shows: cover_alt in show.toml.", Severity.WARNING)
def the_cover_is_described(subject: Subject) -> Iterator[str]:
    """Yield where those who do not see the picture learn nothing of it."""
    for image in subject.channel.all("podcast:image"):
        if not image.get("alt"):
            yield "The picture of the show has no alternative text."


@rule(RSS, "Set feed_url in show.toml, then run narrator feed again.")
def the_feed_says_where_it_is(subject: Subject) -> Iterator[str]:
    """Yield where the feed does not name its own address."""
    own = [link for link in subject.channel.all("atom:link") if link.get("rel") == "self"]
    if len(own) != 1 or not own[0].get("href").startswith(("http://", "https://")):
        yield "The feed does not say where it is itself."


@rule(
    APPLE,
    "Set base_url in show.toml before you publish; for your own phone, narrator serve is enough.",
    Severity.WARNING,
)
def the_feed_is_on_the_web(subject: Subject) -> Iterator[str]:
    """Yield where nobody else can reach the feed."""
    if subject.show.is_local:
        yield "The feed has no place on the web yet."


@rule(APPLE, "Use an address that begins with https://.", Severity.WARNING)
def addresses_are_secure(subject: Subject) -> Iterator[str]:
    """Yield where listeners' players may refuse an address."""
    show = subject.show
    if show.is_local:
        return
    for url in (show.base_url, show.own_feed_url, show.link):
        if url.startswith("http://"):
            yield f"{url} is not an https address."


@rule(APPLE, "Set email in show.toml: directories write to it.", Severity.WARNING)
def the_owner_can_be_reached(subject: Subject) -> Iterator[str]:
    """Yield where directories cannot ask whose show it is."""
    if subject.show.is_local:
        return
    owner = subject.channel.find("itunes:owner")
    email = owner.value("itunes:email") if owner else ""
    if not _EMAIL.fullmatch(email):
        yield "The show names no owner with an address for mail."


@rule(f"{NAMESPACE}/guid.md", "Take guid out of show.toml, or set the one that it had.")
def the_guid_is_a_uuid(subject: Subject) -> Iterator[str]:
    """Yield where the identifier of the show is not of the form that lasts."""
    guid = subject.channel.value("podcast:guid")
    if guid and not _GUID.fullmatch(guid):
        yield f"The guid of the show, {guid!r}, is not a UUID."
    if not guid and not subject.show.is_local:
        yield "The show has no guid."


@rule(f"{NAMESPACE}/medium.md", SETTINGS)
def the_medium_is_known(subject: Subject) -> Iterator[str]:
    """Yield where the feed says that it is something that no player knows."""
    medium = subject.channel.value("podcast:medium")
    if medium not in MEDIA:
        yield f"The medium {medium!r} is not in the list."


@rule("Apple, Content guidelines", "Run narrator feed again.")
def the_synthetic_voice_is_disclosed(subject: Subject) -> Iterator[str]:
    """Yield where it is not said that a machine speaks."""
    told = [text.get("purpose") for text in subject.channel.all("podcast:txt")]
    if AI_CONTENT not in told:
        yield "The feed does not say that a synthetic voice reads."


@rule(RSS, "Run narrator feed again.")
def entries_are_in_order(subject: Subject) -> Iterator[str]:
    """Yield where an older entry stands before a newer one."""
    moments = [moment(item.value("pubDate")) for item in subject.items]
    for number, (newer, older) in enumerate(pairwise(moments), 2):
        if older > newer:
            yield f"Entry {number} is newer than the one before it."


@rule(RSS, "Run narrator feed again.")
def the_build_date_is_a_date(subject: Subject) -> Iterator[str]:
    """Yield where the date of the feed is none."""
    told = subject.channel.value("lastBuildDate")
    try:
        if told:
            parsedate_to_datetime(told)
    except ValueError:
        yield f"lastBuildDate is {told!r}, which is no date (RFC 2822)."


@rule(APPLE, "Set limit in show.toml, so that only the newest entries stay.", Severity.WARNING)
def the_feed_is_not_too_large(subject: Subject) -> Iterator[str]:
    """Yield where players may give up."""
    if subject.size_bytes > MOST_FEED_BYTES:
        yield f"The feed has {subject.size_bytes} bytes, more than {MOST_FEED_BYTES}."


@rule(APPLE, "Convert an article into this folder first.", Severity.WARNING)
def there_is_an_episode(subject: Subject) -> Iterator[str]:
    """Yield where there is nothing to hear."""
    if not subject.items:
        yield "The feed has no episode."
