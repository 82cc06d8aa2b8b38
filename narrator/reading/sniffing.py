"""What a source is: a page, a text or a document, or something that holds no article.

PDF, EPUB and DOCX are known by their content. Of texts, the server's media type decides, then
the file's suffix, then the content itself. A source that is nothing that can be read is refused
with the name of what it seems to be.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from enum import StrEnum
from pathlib import PurePosixPath

from narrator.errors import SourceError
from narrator.reading.sources import Retrieved


class SourceKind(StrEnum):
    """How a source is written."""

    HTML = "html"
    MARKDOWN = "markdown"
    TEXT = "text"
    EPUB = "epub"
    DOCX = "docx"
    PDF = "pdf"


SAVE_AS_TEXT = "Save it as HTML or as plain text, and give that file."
CONVERT = (
    "Save it as DOCX in the program it comes from, or convert it, for instance with: "
    "libreoffice --headless --convert-to docx FILE"
)
LET_FIND_OUT = "Leave the kind to be found out: it can be read as what it is."
GIVE_FEED = "It is a feed: narrator batch makes the articles that it names."

CONTENT_TYPES: Mapping[str, SourceKind] = {
    "text/html": SourceKind.HTML,
    "application/xhtml+xml": SourceKind.HTML,
    "text/markdown": SourceKind.MARKDOWN,  # RFC 7763
    "text/x-markdown": SourceKind.MARKDOWN,
}
"""The media types that decide; `text/plain` does not, since servers give it to any file."""

DOCUMENTS: Mapping[SourceKind, str] = {
    SourceKind.PDF: "a PDF document",
    SourceKind.EPUB: "an EPUB book",
    SourceKind.DOCX: "a Word document (DOCX)",
}
"""The kinds that are no text, by the names that their content is known by."""

DOCUMENT_SUFFIXES: Mapping[str, SourceKind] = {
    ".pdf": SourceKind.PDF,
    ".epub": SourceKind.EPUB,
    ".docx": SourceKind.DOCX,
    ".docm": SourceKind.DOCX,
    ".dotx": SourceKind.DOCX,
}
DOCUMENT_TYPES: Mapping[str, SourceKind] = {
    "application/pdf": SourceKind.PDF,  # RFC 8118
    "application/x-pdf": SourceKind.PDF,
    "application/epub+zip": SourceKind.EPUB,
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": SourceKind.DOCX,
}
"""They only tell of an archive what its content leaves open, and let late beginnings pass."""

PDF_HEADER_BYTES = 1024
"""Where the header of a PDF may begin (ISO 32000-1, annex H, note 13)."""

SUFFIXES: Mapping[str, SourceKind] = {
    ".html": SourceKind.HTML,
    ".htm": SourceKind.HTML,
    ".xhtml": SourceKind.HTML,
    ".xht": SourceKind.HTML,
    ".md": SourceKind.MARKDOWN,
    ".markdown": SourceKind.MARKDOWN,
    ".mkd": SourceKind.MARKDOWN,
    ".mdown": SourceKind.MARKDOWN,
    ".txt": SourceKind.TEXT,
    ".text": SourceKind.TEXT,
}

SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (rb"%PDF-", "a PDF document"),
    (rb"PK(?:\x03\x04|\x05\x06)", "a ZIP archive"),
    (rb"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Microsoft Office document"),
    (rb"\{\\rtf\d", "an RTF document"),
    (rb"%!PS-", "a PostScript document"),
    (rb"\x89PNG\r\n\x1a\n", "a PNG picture"),
    (rb"\xff\xd8\xff", "a JPEG picture"),
    (rb"GIF8[79]a", "a GIF picture"),
    (rb"II\*\x00|MM\x00\*", "a TIFF picture"),
    (rb"RIFF.{4}WEBP", "a WebP picture"),
    (rb"RIFF.{4}WAVE", "a WAV recording"),
    (rb"RIFF.{4}AVI ", "an AVI video"),
    (rb"\x00\x00..ftyp(?:avif|heic|mif1)", "a picture"),
    (rb"\x00\x00..ftyp", "an MP4 recording or video"),
    (rb"ID3[\x02-\x04]\x00|\xff[\xfb\xfa\xf3\xf2]", "an MP3 recording"),
    (rb"OggS\x00", "an Ogg recording"),
    (rb"fLaC\x00", "a FLAC recording"),
    (rb"\x1aE\xdf\xa3", "a Matroska or WebM video"),
    (rb"\x1f\x8b", "a gzip archive"),
    (rb"BZh\d1AY&SY", "a bzip2 archive"),
    (rb"\xfd7zXZ\x00", "an xz archive"),
    (rb"\(\xb5/\xfd", "a Zstandard archive"),
    (rb"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (rb"Rar!\x1a\x07", "a RAR archive"),
    (rb".{257}ustar", "a tar archive"),
    (rb"\x7fELF|MZ\x90\x00|\x00asm", "a program"),
    (rb"SQLite format 3\x00", "an SQLite database"),
    (rb"wOF[F2]\x00", "a font"),
    (rb".{60}BOOKMOBI", "a Kindle book"),
)
"""How the data begins and what it is then; the first that fits counts (WHATWG MIME Sniffing,
section 6, and the file formats' own standards)."""

ZIP_CONTENTS: tuple[tuple[bytes, str], ...] = (
    (b"application/epub+zip", "an EPUB book"),  # EPUB 3.3, OCF 4.2.6.2: the first entry says it
    (b"META-INF/container.xml", "an EPUB book"),
    (b"application/vnd.oasis.opendocument.text", "an OpenDocument text"),
    (b"Index/Document.iwa", "an Apple Pages document"),
    (b"word/", "a Word document (DOCX)"),  # ECMA-376, part 2
    (b"xl/", "an Excel workbook"),
    (b"ppt/", "a PowerPoint presentation"),
)
"""What stands uncompressed in the archive's first and last bytes, and what it is then."""

ZIP_SEARCHED_BYTES = 4096

_BOMS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")

BINARY_SEARCHED_BYTES = 65_536
BINARY_SHARE = 0.02
BINARY_MIN_CONTROLS = 8
"""Above both of these, control bytes speak against a text: 26 of the 256 bytes are such
controls, so compressed data holds about 10 percent of them, text none or a few stray ones."""

_CONTROL_BYTES = bytes(set(range(0x20)) - set(b"\t\n\v\f\r\x1b"))
"""C0 controls without white space and ESC, which ISO-2022-JP is made of (RFC 1468)."""

_MEDIA_FAMILIES: Mapping[str, str] = {
    "image": "a picture",
    "audio": "a recording",
    "video": "a video",
    "font": "a font",
    "model": "a 3D model",
}

_MEDIA_NAMES: Mapping[str, str] = {
    "application/zip": "a ZIP archive",
    "application/gzip": "a gzip archive",
    "application/x-gzip": "a gzip archive",
    "application/msword": "an old Microsoft Office document",
    "application/vnd.oasis.opendocument.text": "an OpenDocument text",
    "application/rtf": "an RTF document",
    "text/rtf": "an RTF document",
}

_LOCKED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
"""The stream that holds a document under a password (MS-OFFCRYPTO, section 2.3.4.4)."""
_LOCKED = "a Microsoft Office document locked with a password"

_HINTS: Mapping[str, str] = {
    "an old Microsoft Office document": CONVERT,
    "an OpenDocument text": CONVERT,
    "an RTF document": CONVERT,
    "an Apple Pages document": "Export it from Pages as Word or EPUB, and give that file.",
    "a Kindle book": "Get it as EPUB without DRM, or convert it with Calibre.",
    _LOCKED: "Open it with its password and save a copy without one.",
    **dict.fromkeys(DOCUMENTS.values(), LET_FIND_OUT),
}
"""What to do with what is no text, where it is more than to save it as text."""

_STRUCTURED_NAMES: Mapping[str, str] = {
    "application/json": "JSON data",
    "text/json": "JSON data",
    "application/ld+json": "JSON data",
    "application/feed+json": "a JSON feed",
    "application/rss+xml": "an RSS feed",
    "application/atom+xml": "an Atom feed",
    "text/csv": "a CSV table",
    "text/css": "a style sheet",
    "text/javascript": "a JavaScript program",
    "application/javascript": "a JavaScript program",
    ".json": "JSON data",
    ".jsonl": "JSON data",
    ".csv": "a CSV table",
    ".tsv": "a table of tab-separated values",
    ".yaml": "YAML data",
    ".yml": "YAML data",
    ".toml": "TOML data",
    ".opml": "a list of feeds (OPML)",
}
"""Media types and suffixes of text that is data and no article."""

_XML_ROOTS: tuple[tuple[str, str], ...] = (
    ("rss", "an RSS feed"),
    ("rdf:rdf", "an RSS feed"),
    ("feed", "an Atom feed"),
    ("opml", "a list of feeds (OPML)"),
    ("svg", "an SVG picture"),
    ("urlset", "a sitemap"),
    ("sitemapindex", "a sitemap"),
)

_PROLOG = re.compile(r"(?:\s|<\?.*?\?>|<!--.*?-->)*", re.DOTALL)
"""What may stand before the first element or the document type."""

_HTML_START = re.compile(
    r"<(?:!doctype\s+html|html|head|body|title|meta|script|style|article|main|section|header|"
    r"nav|div|table|p|h[1-6]|blockquote|figure|ul|ol|b|i|a|font|center|br)\b",
    re.IGNORECASE,
)
"""The tags that a page or a piece of one begins with (WHATWG MIME Sniffing, section 7.1, and
those that copied pieces of pages begin with)."""
_HTML_DOCUMENT = re.compile(r"<(?:!doctype\s+html|html)\b", re.IGNORECASE)
_XML_ELEMENT = re.compile(r"<([A-Za-z][\w:.-]*)[\s>/]")

_MARKDOWN_HEADING = re.compile(r"^#{1,6} +\S", re.MULTILINE)
_MARKDOWN_MARKS = (
    _MARKDOWN_HEADING,
    re.compile(r"^\S.*\n(?:={3,}|-{3,})[ \t]*$", re.MULTILINE),
    re.compile(r"\[[^\]\n]{0,300}\]\([^)\s]{1,2000}\)"),
    re.compile(r"\*\*\S(?:[^*\n]{0,300}\S)?\*\*"),
    re.compile(r"^(?:```|~~~)", re.MULTILINE),
    re.compile(r"^> \S", re.MULTILINE),
    re.compile(r"^[*+-] +\S", re.MULTILINE),
    re.compile(r"^\|? *:?-{3,}:? *\|", re.MULTILINE),
)
"""What only Markdown writes; one kind alone occurs in plain text too (CommonMark 0.31.2)."""

_MARKDOWN_MIN_KINDS = 2
_MARKDOWN_SEARCHED_CHARS = 100_000


def sniff_document(raw: Retrieved) -> SourceKind | None:
    """Return the kind of a source that is a PDF, EPUB or DOCX document; None for all others."""
    suffix = PurePosixPath(raw.name).suffix.lower()
    stated = DOCUMENT_TYPES.get(raw.content_type) or DOCUMENT_SUFFIXES.get(suffix)
    if stated is SourceKind.PDF and b"%PDF-" in raw.data[:PDF_HEADER_BYTES]:
        return SourceKind.PDF
    name = _binary_name(raw.data)
    if name == "a ZIP archive" and stated is not SourceKind.PDF:
        return stated
    return next((kind for kind, known in DOCUMENTS.items() if name == known), None)


def refuse_binary(raw: Retrieved) -> None:
    """Return where the data can be text.

    Raises:
        SourceError: where it is something else, with the name of what it seems to be. Trying
            again does not help.
    """
    refuse_media_type(raw.content_type, raw.where)
    name = _binary_name(raw.data)
    if not name and _is_binary(raw.data, raw.charset):
        name = "binary data"
    if name:
        raise _not_an_article(name, raw.where, _HINTS.get(name, SAVE_AS_TEXT))


def refuse_media_type(content_type: str, where: str) -> None:
    """Return where a server's media type may be that of an article.

    Raises:
        SourceError: where it is that of a picture, a recording, a document or data. Trying
            again does not help.
    """
    name = _MEDIA_NAMES.get(content_type) or _MEDIA_FAMILIES.get(content_type.partition("/")[0])
    if name:
        raise _not_an_article(name, where, _HINTS.get(name, SAVE_AS_TEXT))
    name = _STRUCTURED_NAMES.get(content_type)
    if name:
        raise _not_an_article(name, where, GIVE_FEED if "feed" in name else SAVE_AS_TEXT)


def sniff(raw: Retrieved, text: str) -> SourceKind:
    """Return how the source is written.

    Raises:
        SourceError: where it is data rather than an article. Trying again does not help.
    """
    declared = CONTENT_TYPES.get(raw.content_type)
    if declared:
        return declared
    suffix = PurePosixPath(raw.name).suffix.lower()
    kind = SUFFIXES.get(suffix)
    if kind is SourceKind.TEXT and _HTML_DOCUMENT.match(text, _content_start(text)):
        return SourceKind.HTML
    if kind:
        return kind
    name = _STRUCTURED_NAMES.get(suffix) or _structured_name(text)
    if name:
        raise _not_an_article(name, raw.where, GIVE_FEED if "feed" in name else SAVE_AS_TEXT)
    return _sniff_content(text)


def _not_an_article(name: str, where: str, hint: str) -> SourceError:
    return SourceError(f"This seems to be {name}, not an article", where=where, hint=hint)


def _binary_name(data: bytes) -> str:
    """Return what the signature says, or an empty text."""
    for signature, name in SIGNATURES:
        if re.match(signature, data, re.DOTALL):
            if name == "an old Microsoft Office document" and _LOCKED_PACKAGE in data:
                return _LOCKED
            return _zip_name(data) if name == "a ZIP archive" else name
    return ""


def _zip_name(data: bytes) -> str:
    ends = data[:ZIP_SEARCHED_BYTES] + data[-ZIP_SEARCHED_BYTES:]
    return next((name for mark, name in ZIP_CONTENTS if mark in ends), "a ZIP archive")


def _is_binary(data: bytes, charset: str) -> bool:
    """Say whether there are too many control bytes for a text.

    UTF-16 and UTF-32 are full of NUL bytes; they are known by their byte order mark or by
    what the server says.
    """
    if data.startswith(_BOMS) or charset.lower().startswith(("utf-16", "utf-32")):
        return False
    sample = data[:BINARY_SEARCHED_BYTES]
    controls = len(sample) - len(sample.translate(None, _CONTROL_BYTES))
    return controls > max(BINARY_MIN_CONTROLS, BINARY_SHARE * len(sample))


def _structured_name(text: str) -> str:
    """Return what kind of data the text is, or an empty text."""
    start = _content_start(text)
    if text[start : start + 1] in ("{", "[") and _is_json(text):
        return "JSON data"
    root = _XML_ELEMENT.match(text, start)
    if not root or _HTML_START.match(text, start):
        return ""
    names = dict(_XML_ROOTS)
    known = names.get(root[1].lower(), "")
    return known or ("XML data" if text.lstrip().startswith("<?xml") else "")


def _is_json(text: str) -> bool:
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return False
    return True


def _sniff_content(text: str) -> SourceKind:
    if _HTML_START.match(text, _content_start(text)):
        return SourceKind.HTML
    searched = text.lstrip()[:_MARKDOWN_SEARCHED_CHARS]
    kinds = sum(1 for mark in _MARKDOWN_MARKS if mark.search(searched))
    if kinds >= _MARKDOWN_MIN_KINDS or _MARKDOWN_HEADING.match(searched):
        return SourceKind.MARKDOWN
    return SourceKind.TEXT


def _content_start(text: str) -> int:
    found = _PROLOG.match(text)
    return found.end() if found else 0
