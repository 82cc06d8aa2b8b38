"""The package of an EPUB book: its metadata, its documents in reading order, its locks.

EPUB 3.3 (W3C Recommendation) and EPUB 2.0.1 (IDPF, OPF 2.0.1); the sections named are those of
EPUB 3.3.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from narrator.article import Metadata, PublicationDate
from narrator.errors import SourceError
from narrator.reading.archive import resolve
from narrator.reading.xmltree import XmlError, parse_xml

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from narrator.reading.archive import Archive

CONTAINER = "META-INF/container.xml"
ENCRYPTION = "META-INF/encryption.xml"

_OCF = "{urn:oasis:names:tc:opendocument:xmlns:container}"
_OPF = "{http://www.idpf.org/2007/opf}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_XENC = "{http://www.w3.org/2001/04/xmlenc#}"
FONT_LOCKS = frozenset({"http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC"})
"""Ways of making fonts unreadable outside the book; they touch no text (section 4.4)."""
DOCUMENT_TYPES = frozenset({"application/xhtml+xml", "text/html", "text/x-oeb1-document"})
"""Media types of documents with text (section 3.2; OPF 2.0.1, section 1.3.7)."""
AUTHOR_ROLES = frozenset({"aut", ""})
"""MARC relator codes of those who wrote the book; who names none is one of them."""


@dataclass(frozen=True, slots=True)
class Document:
    """One document of the book."""

    name: str
    """Its name in the archive."""
    is_navigation: bool = False
    """Whether it is the book's table of contents or its cover."""


@dataclass(slots=True)
class Package:
    """What the package document says of the book."""

    metadata: Metadata
    documents: list[Document] = field(default_factory=list)
    """In reading order; the table of contents comes last where it is no part of that."""


def read_package(archive: Archive) -> Package:
    """Return the package of a book.

    Raises:
        SourceError: where it is missing, damaged, or its text is locked. Trying again does not
            help.
    """
    name = _package_name(archive)
    root = _parse(archive, name)
    package = Package(_metadata(root), _documents(root, name))
    if not package.documents:
        raise archive.damaged("it names no document to read")
    _refuse_locked(archive, {document.name for document in package.documents})
    return package


def _parse(archive: Archive, name: str) -> Element:
    try:
        return parse_xml(archive.read(name))
    except XmlError as error:
        raise archive.damaged(f"its file {name} cannot be read ({error})") from error


def _package_name(archive: Archive) -> str:
    root = _parse(archive, CONTAINER)
    for file in root.iter(f"{_OCF}rootfile"):
        if path := file.get("full-path"):
            return resolve("", path)
    raise archive.damaged(f"{CONTAINER} names no package")


def _documents(root: Element, base: str) -> list[Document]:
    items = {item.get("id", ""): item for item in root.iter(f"{_OPF}item")}
    skipped = _skipped(root, base)
    found: dict[str, Document] = {}
    for reference in root.iter(f"{_OPF}itemref"):
        item = items.get(reference.get("idref", ""))
        if item is not None and item.get("media-type") in DOCUMENT_TYPES:
            name = resolve(base, item.get("href", ""))
            found.setdefault(name, Document(name, name in skipped or _is_nav(item)))
    for item in items.values():
        name = resolve(base, item.get("href", ""))
        if _is_nav(item) and name not in found:
            found[name] = Document(name, is_navigation=True)
    return list(found.values())


def _is_nav(item: Element) -> bool:
    return "nav" in item.get("properties", "").split()


def _skipped(root: Element, base: str) -> set[str]:
    """Return the documents that the guide calls cover or contents (OPF 2.0.1, section 2.6)."""
    return {
        resolve(base, reference.get("href", ""))
        for reference in root.iter(f"{_OPF}reference")
        if reference.get("type", "").lower() in ("cover", "toc") and reference.get("href")
    }


def _refuse_locked(archive: Archive, names: set[str]) -> None:
    """Return where no document of the book is encrypted (section 4.2.6.3.2)."""
    if ENCRYPTION not in archive:
        return
    for entry in _parse(archive, ENCRYPTION).iter(f"{_XENC}EncryptedData"):
        method = entry.find(f"{_XENC}EncryptionMethod")
        way = method.get("Algorithm", "") if method is not None else ""
        locked = {resolve("", one.get("URI", "")) for one in entry.iter(f"{_XENC}CipherReference")}
        if way not in FONT_LOCKS and locked & names:
            raise SourceError(
                "The EPUB book is locked by DRM: its text is encrypted",
                where=archive.where,
                hint="Ask the shop or library for a copy without DRM, or listen to it in the "
                "reading program that it was made for.",
            )


def _metadata(root: Element) -> Metadata:
    roles = _refinements(root, "role")
    authors = tuple(
        _words(one)
        for one in root.iter(f"{_DC}creator")
        if _words(one) and _role(one, roles) in AUTHOR_ROLES
    )
    languages = _all(root, "language")
    publishers = _all(root, "publisher")
    return Metadata(
        headline=_title(root),
        byline=", ".join(authors),
        authors=authors,
        published=_published(root),
        site=publishers[0] if publishers else "",
        language=languages[0] if languages else "",
    )


def _words(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())


def _all(root: Element, name: str) -> list[str]:
    return [words for one in root.iter(_DC + name) if (words := _words(one))]


def _refinements(root: Element, name: str) -> dict[str, str]:
    """Return id -> value of the `meta` elements that refine others (section 5.3.4)."""
    return {
        meta.get("refines", "").lstrip("#"): _words(meta)
        for meta in root.iter(f"{_OPF}meta")
        if meta.get("property") == name and meta.get("refines")
    }


def _role(creator: Element, roles: dict[str, str]) -> str:
    return roles.get(creator.get("id", ""), "") or creator.get(f"{_OPF}role", "")


def _title(root: Element) -> str:
    """Return the main title with its subtitle (section 5.5.3.1.2)."""
    types = _refinements(root, "title-type")
    titles = [(types.get(one.get("id", ""), ""), _words(one)) for one in root.iter(f"{_DC}title")]
    main = [words for kind, words in titles if words and kind == "main"]
    other = [words for kind, words in titles if words and kind in ("", "subtitle")]
    subtitle = [words for kind, words in titles if words and kind == "subtitle"]
    if main:
        return ": ".join([main[0], *subtitle[:1]])
    return other[0] if other else ""


def _published(root: Element) -> PublicationDate | None:
    dates = list(root.iter(f"{_DC}date"))
    chosen = [one for one in dates if one.get(f"{_OPF}event", "publication") == "publication"]
    iso = _words(chosen[0]) if chosen else ""
    return PublicationDate("", iso) if iso else None
