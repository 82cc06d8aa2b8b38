"""Which text is heard when: a file for each section, and one with their order (SMIL 1.0)."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from narrator.publishing.daisy.book import AUDIO, CONTENT, Book, BookSection, Moment
from narrator.publishing.daisy.ncc import FORMAT
from narrator.publishing.markup import add, element
from narrator.publishing.tags import OWNER
from narrator.timing import ms_to_seconds_text, ms_to_whole_clock

REGION = "txtView"
DESCRIPTIONS = "prodnote-on"
"""The test by which players switch descriptions off (section 2.3.3)."""


def section_document(book: Book, section: BookSection) -> Element:
    """Return the SMIL file of a section: its sentences, one behind the other."""
    root = _begun(book, section.title)
    head, body = root
    for name, content in (
        ("ncc:totalElapsedTime", ms_to_whole_clock(section.start_ms)),
        ("ncc:timeInThisSmil", ms_to_whole_clock(section.length_ms)),
    ):
        add(head, "meta", name=name, content=content)
    add(add(head, "layout"), "region", id=REGION)
    sequence = add(body, "seq", dur=_seconds(section.length_ms))
    for moment in section.moments:
        sequence.append(_parallel(moment))
    return root


def _parallel(moment: Moment) -> Element:
    number = f"{moment.cue + 1:05}"
    made = element("par", id=f"p{number}", endsync="last")
    if moment.is_description:
        made.set("system-required", DESCRIPTIONS)
    add(made, "text", src=f"{CONTENT}#{moment.text_id}", id=moment.anchor)
    sound = {
        "src": AUDIO,
        "clip-begin": f"npt={_seconds(moment.start_ms)}",
        "clip-end": f"npt={_seconds(moment.end_ms)}",
        "id": f"a{number}",
    }
    add(made, "seq").append(Element("audio", sound))
    return made


def master_document(book: Book) -> Element:
    """Return the file that names the sections in their order."""
    root = _begun(book, book.title)
    head, body = root
    add(head, "meta", name="ncc:timeInThisSmil", content=ms_to_whole_clock(book.duration_ms))
    add(add(head, "layout"), "region", id=REGION)
    for section in book.sections:
        add(body, "ref", src=section.file, title=section.title, id=f"r{section.number:04}")
    return root


def _begun(book: Book, title: str) -> Element:
    root = element("smil")
    head = add(root, "head")
    for name, content in _told(book, title):
        add(head, "meta", name=name, content=content)
    add(root, "body")
    return root


def _told(book: Book, title: str) -> Iterator[tuple[str, str]]:
    yield "dc:format", FORMAT
    yield "dc:identifier", book.identifier
    yield "dc:title", book.title
    yield "title", title
    yield "ncc:generator", OWNER


def _seconds(ms: int) -> str:
    return f"{ms_to_seconds_text(ms)}s"
