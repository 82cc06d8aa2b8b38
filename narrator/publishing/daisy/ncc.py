"""The navigation control centre: what the book is, and its headings, each leading to its sound."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from narrator.article import shorten
from narrator.language_tags import well_formed
from narrator.publishing.daisy.book import Book, BookSection, Moment, one_line
from narrator.publishing.daisy.content import XHTML
from narrator.publishing.language_codes import UNDETERMINED
from narrator.publishing.markup import add, element
from narrator.publishing.tags import OWNER
from narrator.script import Role
from narrator.timing import ms_to_whole_clock

FORMAT = "Daisy 2.02"


def ncc_document(book: Book, files: int, size_bytes: int) -> Element:
    """Return the NCC as a tree.

    Args:
        book: What it leads into.
        files: How many files the book has, this one included.
        size_bytes: Of all files but this one.
    """
    language = well_formed(book.episode.metadata.language) or UNDETERMINED
    root = element("html", xmlns=XHTML, lang=language)
    root.set("xml:lang", language)
    head = add(root, "head")
    add(head, "title", book.title)
    content_type = {"http-equiv": "Content-Type", "content": "text/html; charset=utf-8"}
    head.append(Element("meta", content_type))
    body = add(root, "body")
    for section in book.sections:
        for item in _items(book, section):
            body.append(item)
    for name, content in _metadata(book, len(body), files, size_bytes):
        add(head, "meta", name=name, content=content)
    return root


def _items(book: Book, section: BookSection) -> Iterator[Element]:
    """Yield the heading of a section, then the descriptions of pictures in it."""
    heading = element(f"h{section.level}", id=f"n{section.number:04}")
    if section.number == 1:
        heading.set("class", "title" if section.level == 1 else "section")
    add(heading, "a", section.title, href=f"{section.file}#{section.moments[0].anchor}")
    yield heading
    for moment in section.descriptions():
        note = element("span", class_="optional-prodnote", id=f"d{moment.cue + 1:05}")
        add(note, "a", _name(book, section, moment), href=f"{section.file}#{moment.anchor}")
        yield note


def _name(book: Book, section: BookSection, moment: Moment) -> str:
    """Return the beginning of a description, without the announcement before it."""
    behind = section.moments[section.moments.index(moment) :]
    cues = (book.episode.cues[moment.cue] for moment in behind)
    described = next((cue.text for cue in cues if cue.role is Role.ALT), "")
    return shorten(one_line(described)) or "Image"


def _metadata(book: Book, items: int, files: int, size_bytes: int) -> Iterator[tuple[str, str]]:
    """Yield what is told of the book (section 2.1.4), what is required first."""
    meta = book.episode.metadata
    yield "dc:title", book.title
    yield "dc:creator", one_line(", ".join(meta.authors) or meta.site) or OWNER
    yield "dc:publisher", one_line(meta.site) or OWNER
    yield "dc:date", book.date
    yield "dc:identifier", book.identifier
    yield "dc:language", well_formed(meta.language) or UNDETERMINED
    yield "dc:format", FORMAT
    if meta.url:
        yield "dc:source", one_line(meta.url)
    if book.episode.disclosure:
        yield "dc:description", one_line(book.episode.disclosure)
    if book.episode.voices:
        yield "ncc:narrator", one_line(", ".join(book.episode.voices))
    yield "ncc:generator", OWNER
    yield "ncc:charset", "utf-8"
    yield "ncc:multimediaType", "audioFullText"
    yield "ncc:setInfo", "1 of 1"
    yield "ncc:depth", str(max((section.level for section in book.sections), default=1))
    yield "ncc:tocItems", str(items)
    yield "ncc:files", str(files)
    yield "ncc:kByteSize", str(-(-size_bytes // 1024))
    yield "ncc:totalTime", ms_to_whole_clock(book.duration_ms)
    for name in ("pageFront", "pageNormal", "pageSpecial", "maxPageNormal", "footnotes"):
        yield f"ncc:{name}", "0"
    yield "ncc:sidebars", "0"
    descriptions = sum(len(list(section.descriptions())) for section in book.sections)
    yield "ncc:prodNotes", str(descriptions)
