"""EPUB 3.3 with media overlays (W3C Recommendation, 25 May 2023): text and sound by sentence.

The text is set out as on the page; the recording lies in the book as it was published, without
its tag, which says what the package says.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path
from xml.etree.ElementTree import Element

from narrator.article import Figure
from narrator.episode import Episode
from narrator.language_tags import direction, well_formed
from narrator.publishing.epub.names import (
    AUDIO,
    FOLDER,
    NAVIGATION,
    OVERLAY,
    PACKAGE,
    PICTURES,
    STYLE,
    TEXT,
    XHTML,
)
from narrator.publishing.epub.navigation import navigation
from narrator.publishing.epub.overlay import overlay
from narrator.publishing.epub.package import Contents, package
from narrator.publishing.markup import add, clean, element, set_language, to_xhtml
from narrator.publishing.omitted import omitted
from narrator.publishing.page_words import PageWords, page_words
from narrator.publishing.pictures import Picture, load_picture
from narrator.publishing.recordings import sound_of
from narrator.publishing.structure import set_out
from narrator.publishing.typesetting import Skin
from narrator.publishing.zipping import Entry, write_zip

ATTRIBUTES = {
    "note": {"class_": "note", "role": "doc-footnote", "epub:type": "footnote"},
    "picture": {"class_": "picture"},
    "quotation": {"class_": "quotation"},
    "credit": {"class_": "credit"},
    "embed": {"class_": "embed"},
}

CONTAINER = f"""<?xml version="1.0" encoding="UTF-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
  <rootfiles>
    <rootfile full-path="{FOLDER}/{PACKAGE}" media-type="application/oebps-package+xml"/>
  </rootfiles>
</container>
"""


def write(episode: Episode, path: Path) -> None:
    """Write the book, with the sound of the MP3 of the same name beside it.

    Raises:
        OSError: where the MP3 is not there.
    """
    book = _Book(episode, page_words(episode.metadata.language))
    text = book.text()
    spoken = overlay(text, episode)
    contents = Contents(book.pictures, book.cover(), spoken is not None)
    parts = {
        "META-INF/container.xml": CONTAINER,
        f"{FOLDER}/{PACKAGE}": package(episode, book.words, contents),
        f"{FOLDER}/{NAVIGATION}": navigation(episode, book.words),
        f"{FOLDER}/{TEXT}": to_xhtml(text),
        f"{FOLDER}/{STYLE}": (files(__package__) / STYLE).read_text(encoding="utf-8"),
    }
    recording = []
    if spoken is not None:
        parts[f"{FOLDER}/{OVERLAY}"] = spoken
        recording.append(sound_of(path.with_suffix(".mp3")).entry(f"{FOLDER}/{AUDIO}"))
    write_zip(
        path,
        [
            # First and as it is (EPUB 3.3, section 4.2.5).
            Entry("mimetype", b"application/epub+zip", is_packed=True),
            *(Entry(name, part.encode("utf-8")) for name, part in parts.items()),
            *(
                Entry(f"{FOLDER}/{PICTURES}/{picture.name}", picture.data, is_packed=True)
                for picture in contents.every_picture
            ),
            *recording,
        ],
    )


@dataclass(slots=True)
class _Book:
    """The text of a book, and the pictures that are met while it is set out."""

    episode: Episode
    words: PageWords
    pictures: list[Picture] = field(default_factory=list)

    def text(self) -> Element:
        """Return the one document of the book as a tree."""
        meta = self.episode.metadata
        language = well_formed(meta.language)
        root = element("html", xmlns=XHTML, dir=direction(language))
        root.set("xmlns:epub", "http://www.idpf.org/2007/ops")
        if language:
            root.set("lang", language)
        head = add(root, "head")
        add(head, "title", " ".join(meta.headline.split()) or self.words.untitled)
        add(head, "link", rel="stylesheet", type="text/css", href=STYLE)
        body = add(root, "body", **{"epub:type": "bodymatter"})
        body.append(set_out(self.episode, self._skin()))
        rest = omitted(self.episode.omissions, self.words, language)
        set_language(rest, self.words.language, language.partition("-")[0])
        body.append(rest)
        return root

    def cover(self) -> Picture | None:
        """Return the cover, where the episode has one."""
        return load_picture(self.episode.cover)

    def _skin(self) -> Skin:
        return Skin(
            cue_attributes=lambda _cue, _number: {},
            picture=self._picture,
            words=self.words,
            picture_is_its_cue=True,
            attributes=ATTRIBUTES,
            scrolls_tables=False,
        )

    def _picture(self, figure: Figure) -> Element | None:
        picture = load_picture(figure.picture)
        if picture is None:
            return None
        if picture not in self.pictures:
            self.pictures.append(picture)
        return element("img", src=f"{PICTURES}/{picture.name}", alt=clean(figure.alt))
