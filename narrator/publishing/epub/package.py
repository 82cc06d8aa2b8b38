"""The package document of a book: what it is, what is in it, and for whom it is fit."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import NAMESPACE_URL, uuid5
from xml.etree.ElementTree import Element, tostring

from narrator.article import Figure, Reason
from narrator.episode import Episode
from narrator.language_tags import well_formed
from narrator.publishing.epub.names import (
    AUDIO,
    NAVIGATION,
    OVERLAY,
    PICTURES,
    STYLE,
    TEXT,
)
from narrator.publishing.epub.overlay import duration_ms
from narrator.publishing.markup import add, clean, element
from narrator.publishing.page_words import PageWords
from narrator.publishing.pictures import Picture
from narrator.publishing.tags import DISCLOSURE, identity
from narrator.timing import ms_to_clock

OPF = "http://www.idpf.org/2007/opf"
DUBLIN_CORE = "http://purl.org/dc/elements/1.1/"
UNKNOWN_LANGUAGE = "und"
"""BCP 47's own tag for a language that is not known; a package must name one."""
UNKNOWN_TIME = "1980-01-01T00:00:00Z"
"""Where the article tells no date: a package must say when it was changed."""
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")

FEATURES = ("displayTransformability", "readingOrder", "structuralNavigation", "tableOfContents")
"""That every book of ours has (Schema.org Accessibility Properties for Discoverability
Vocabulary)."""
LEAVES_MUCH_OUT = frozenset({Reason.SKIMMED, Reason.LARGE_TABLE, Reason.TAKEN_OUT})
"""Where something is left out for one of these, hearing alone is not enough."""


@dataclass(frozen=True, slots=True)
class Contents:
    """What is in a book beside its text."""

    pictures: Sequence[Picture]
    cover: Picture | None
    is_spoken: bool

    @property
    def every_picture(self) -> list[Picture]:
        """Each picture once, the cover first."""
        return list(dict.fromkeys([*([self.cover] if self.cover else []), *self.pictures]))


def package(episode: Episode, words: PageWords, contents: Contents) -> str:
    """Return the package document."""
    root = element("package", xmlns=OPF, version="3.0", unique_identifier="id")
    language = well_formed(episode.metadata.language)
    if language:
        root.set("xml:lang", language)
    metadata = add(root, "metadata")
    metadata.set("xmlns:dc", DUBLIN_CORE)
    for made in (*_about(episode, words), *_access(episode, words, contents)):
        metadata.append(made)
    manifest = add(root, "manifest")
    for item in _items(contents):
        manifest.append(item)
    add(add(root, "spine"), "itemref", idref="text")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{tostring(root, encoding="unicode")}\n'


def _about(episode: Episode, words: PageWords) -> Iterator[Element]:
    meta = episode.metadata
    name = uuid5(NAMESPACE_URL, f"narrator:{identity(episode)}")
    yield element("dc:identifier", f"urn:uuid:{name}", id="id")
    yield element("dc:title", _line(meta.headline) or words.untitled)
    yield element("dc:language", well_formed(meta.language) or UNKNOWN_LANGUAGE)
    for author in filter(None, map(_line, meta.authors)):
        yield element("dc:creator", author)
    described = episode.disclosure or DISCLOSURE
    known = {"publisher": meta.site, "source": meta.url, "description": described}
    for key, text in known.items():
        if _line(text):
            yield element(f"dc:{key}", _line(text))
    published = meta.published.iso if meta.published else ""
    if _DATE.match(published):
        yield element("dc:date", published[:10])
    yield _property("dcterms:modified", _modified(episode))


def _line(text: str) -> str:
    return " ".join(clean(text).split())


def _modified(episode: Episode) -> str:
    """Return when the article was last changed, as far as it says so; never when we made it."""
    meta = episode.metadata
    for date in (meta.updated, meta.published):
        try:
            told = datetime.fromisoformat(date.iso) if date else None
        except ValueError:
            continue
        if told is not None:
            at = told.astimezone(UTC) if told.tzinfo else told.replace(tzinfo=UTC)
            return f"{at:%Y-%m-%dT%H:%M:%SZ}" if at.year >= 1000 else UNKNOWN_TIME
    return UNKNOWN_TIME


def _property(name: str, text: str, **attributes: str) -> Element:
    return element("meta", text, property=name, **attributes)


def _access(episode: Episode, words: PageWords, contents: Contents) -> Iterator[Element]:
    """Yield how the book can be read and by whom (EPUB Accessibility 1.1, section 2)."""
    blocks = episode.article.blocks if episode.article else ()
    has_figures = any(isinstance(block, Figure) for block in blocks)
    modes = ["textual", *["auditory"] * contents.is_spoken, *["visual"] * bool(contents.pictures)]
    for mode in modes:
        yield _property("schema:accessMode", mode)
    yield _property("schema:accessModeSufficient", "textual")
    left_out = {omission.reason for omission in episode.omissions}
    if contents.is_spoken and not left_out & LEAVES_MUCH_OUT:
        yield _property("schema:accessModeSufficient", "auditory")
    spoken = ["synchronizedAudioText"] * contents.is_spoken
    for feature in (*FEATURES, *["alternativeText"] * has_figures, *spoken):
        yield _property("schema:accessibilityFeature", feature)
    yield _property("schema:accessibilityHazard", "none")
    summary = _property("schema:accessibilitySummary", words.summary)
    summary.set("xml:lang", words.language)
    yield summary
    if contents.is_spoken:
        length = ms_to_clock(duration_ms(episode))
        yield _property("media:duration", length, refines="#overlay")
        yield _property("media:duration", length)
        for voice in filter(None, map(_line, episode.voices)):
            yield _property("media:narrator", voice)
        yield _property("media:active-class", "-epub-media-overlay-active")
        yield _property("media:playback-active-class", "-epub-media-overlay-playing")


def _items(contents: Contents) -> Iterator[Element]:
    yield _item("nav", NAVIGATION, "application/xhtml+xml", properties="nav")
    text = _item("text", TEXT, "application/xhtml+xml")
    yield _item("style", STYLE, "text/css")
    if contents.is_spoken:
        text.set("media-overlay", "overlay")
        yield _item("overlay", OVERLAY, "application/smil+xml")
        yield _item("audio", AUDIO, "audio/mpeg")
    yield text
    for number, picture in enumerate(contents.every_picture):
        item = _item(f"picture{number}", f"{PICTURES}/{picture.name}", picture.media_type)
        if picture == contents.cover:
            item.set("properties", "cover-image")
        yield item


def _item(name: str, href: str, media_type: str, **attributes: str) -> Element:
    return element("item", id=name, href=href, media_type=media_type, **attributes)
