"""A talking book in DAISY 2.02, for talking-book players: text and recording in step, zipped.

After "DAISY 2.02 Specification" (DAISY Consortium, 28 February 2001): `ncc.html`, the navigation;
a SMIL file for each section, which says which text is heard when; `master.smil`, their order;
`content.html`, the whole text; and one MP3 file, without a tag, since old players stumble over
pictures in tags. The zip has them at its top: unzipped into a folder of its own, or opened as it
is, it is a book.
"""

from __future__ import annotations

from pathlib import Path
from xml.etree.ElementTree import Element, tostring

from narrator.episode import Episode
from narrator.publishing.daisy.book import AUDIO, CONTENT, bound
from narrator.publishing.daisy.content import content_document
from narrator.publishing.daisy.ncc import ncc_document
from narrator.publishing.daisy.smil import master_document, section_document
from narrator.publishing.recordings import sound_of
from narrator.publishing.zipping import Entry, write_zip

_XHTML = (
    '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" '
    '"http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">'
)
_SMIL = (
    '<!DOCTYPE smil PUBLIC "-//W3C//DTD SMIL 1.0//EN" "http://www.w3.org/TR/REC-SMIL/SMIL10.dtd">'
)


def write(episode: Episode, path: Path) -> None:
    """Write the book, with the sound of the MP3 beside it."""
    sound = sound_of(path.with_name(path.name.partition(".daisy")[0] + ".mp3"))
    content, pictures = content_document(episode)
    book = bound(episode, content, sound.size_bytes)
    documents = {
        CONTENT: _written(content, _XHTML),
        "master.smil": _written(master_document(book), _SMIL),
    }
    for section in book.sections:
        documents[section.file] = _written(section_document(book, section), _SMIL)
    size = sum(map(len, documents.values())) + sum(len(p.data) for p in pictures)
    files = len(documents) + len(pictures) + 2  # The recording and the NCC itself.
    ncc = _written(ncc_document(book, files, size + book.audio_bytes), _XHTML)
    entries = [
        Entry("ncc.html", ncc),
        *(Entry(name, data) for name, data in documents.items()),
        *(Entry(picture.name, picture.data, is_packed=True) for picture in pictures),
        sound.entry(AUDIO),
    ]
    write_zip(path, entries)


def _written(root: Element, document_type: str) -> bytes:
    text = tostring(root, encoding="unicode", method="xml")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{document_type}\n{text}\n'.encode()
