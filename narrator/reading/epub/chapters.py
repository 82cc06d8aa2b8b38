"""One document of a book becomes blocks: all of its body, and nothing but it.

The blocks are built as those of web pages are, without the search for the part of the page
that is the article, and without the rules for what sites hang around it: a book has neither.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from html import escape
from typing import TYPE_CHECKING

from narrator.article import (
    Block,
    Figure,
    Heading,
    Metadata,
    Note,
    Omission,
    Paragraph,
    Reason,
    Span,
    Stage,
)
from narrator.reading.decoding import decode
from narrator.reading.limits import is_demanding
from narrator.reading.webpage import blocks, dom, furniture, inline, omissions, tongues
from narrator.reading.webpage.content import Region
from narrator.reading.webpage.drafts import Draft
from narrator.reading.webpage.metadata import Known
from narrator.reading.webpage.thinning import thin

if TYPE_CHECKING:
    from narrator.reading.webpage.dom import Element

NOTE_TYPES = frozenset({"footnote", "endnote", "rearnote", "note"})
"""EPUB 3 Structural Semantics Vocabulary 1.1, "Notes and annotations"; `note` of version 1.0."""
MARK_TYPES = frozenset({"noteref", "doc-noteref"})
BACK_TYPES = frozenset({"backlink", "referrer", "doc-backlink"})
PAGE_TYPES = frozenset({"pagebreak", "page-list", "doc-pagebreak", "doc-pagelist"})
NAVIGATION_TYPES = frozenset({"toc", "landmarks", "cover", "doc-toc", "doc-cover", "loi", "lot"})
"""Parts that lead to others; the text has none of its own in them."""

_VOID = "area|base|br|col|embed|hr|img|input|link|meta|param|source|track|wbr"
_NAME = r"[A-Za-z][^\s/>]*+"
_VALUE = r"""(?:"[^"]*+"|'[^']*+'|[^\s>"'/]++)"""
_ATTRIBUTES = rf"(?:\s++[^\s/>=]++(?:\s*+=\s*+{_VALUE})?+)*+"
_XML_ONLY = re.compile(
    rf"<!--.*?-->|<!\[CDATA\[(?P<data>.*?)\]\]>"
    rf"|<(?P<name>(?!(?:{_VOID})[\s/>]){_NAME})(?P<rest>{_ATTRIBUTES})\s*+/>",
    re.DOTALL,
)
"""What HTML reads otherwise than XML: an empty element that closes itself stays open there, and
swallows the rest of the chapter (WHATWG HTML, section 13.2.5.40)."""
_PROLOG = re.compile(r"\s*<\?xml\b[^>]*>")


@dataclass(slots=True)
class Chapter:
    """What one document gave."""

    blocks: list[Block] = field(default_factory=list)
    omissions: list[Omission] = field(default_factory=list)
    language: str = ""
    spans: list[Span] = field(default_factory=list)
    """Where words are in another language; the chapter's first block is `/blocks/0`."""


@dataclass(slots=True)
class Leaf:
    """One document of the book, parsed and marked."""

    name: str
    page: dom.Page
    notes: list[Element]
    references: dict[str, str]
    """Where the marks of notes lead, as `file#id` -> the mark."""
    unreadable: tuple[Omission, ...] = ()


def to_html(text: str) -> str:
    """Return XHTML in the way of writing that means the same to a reader of HTML."""
    return _XML_ONLY.sub(_rewrite, _PROLOG.sub("", text, count=1))


def _rewrite(found: re.Match[str]) -> str:
    if found["data"] is not None:
        return escape(found["data"])
    if found["name"] is None:
        return ""  # A comment: its text is no text of the page.
    return f"<{found['name']}{found['rest']}></{found['name']}>"


def open_leaf(name: str, data: bytes) -> Leaf:
    """Return a document, parsed, with what is no running text marked in it.

    Args:
        name: Its name in the archive.
        data: As it is in the archive.
    """
    decoded = decode(data)
    text = to_html(decoded.text)
    text, thinned = thin(text) if is_demanding(text) else (text, ())
    page = dom.parse(text)
    leaf = Leaf(name, page, [], {}, (*decoded.omissions, *thinned))
    dom.measure(page.body)
    for element in dom.elements(page.body):
        _mark(element, leaf)
    dom.measure(page.body)
    return leaf


def _mark(element: Element, leaf: Leaf) -> None:
    kinds = types(element)
    if not element.get("lang") and element.get("xml:lang"):
        element.attributes["lang"] = element.get("xml:lang")
    if furniture.is_hidden(element) and not kinds & NOTE_TYPES:
        element.reason = Reason.HIDDEN
    elif element.tag == "nav" or kinds & (NAVIGATION_TYPES | PAGE_TYPES):
        element.reason = Reason.NAVIGATION
    elif kinds & MARK_TYPES:
        element.reason = Reason.FOOTNOTE_MARK
        _remember(element, leaf)
    elif kinds & BACK_TYPES:
        element.reason = Reason.FOOTNOTE_MARK
    elif kinds & NOTE_TYPES and not any(element in note for note in leaf.notes[-1:]):
        leaf.notes.append(element)


def types(element: Element) -> set[str]:
    """Return what an element is by its book's own word."""
    return {*element.get("epub:type").lower().split(), *element.get("role").lower().split()}


def _remember(mark: Element, leaf: Leaf) -> None:
    from narrator.reading.archive import resolve

    target = mark.get("href") or next((a.get("href") for a in dom.find(mark, "a")), "")
    file, _, anchor = target.partition("#")
    if anchor:
        place = f"{resolve(leaf.name, file)}#{anchor}"
        leaf.references.setdefault(place, dom.plain(mark).strip("[]() "))


def read_leaf(leaf: Leaf, marks: dict[str, str], language: str) -> Chapter:
    """Return the blocks of a document and what it leaves out.

    Args:
        leaf: The document.
        marks: Where the marks of all the book's notes lead.
        language: The book's, BCP 47.
    """
    body = leaf.page.body
    for note in leaf.notes:
        note.reason = Reason.OUTSIDE  # They are put in below, each as one block.
    drafts = blocks.Walk(Region(body, body, None)).collect()
    for note in leaf.notes:
        note.reason = None
        _insert(drafts, _note(note, leaf, marks))
    kept = [draft for draft in drafts if draft.reason is None]
    left_out = omissions.sweep(body, Known(Metadata()), kept, drafts)
    own = leaf.page.language or language
    made, spans = tongues.placed(kept, tongues.Tongues(), own)
    found = [_in_language(_unlinked(block), own, language) for block in made]
    return Chapter(found, [*leaf.unreadable, *left_out], own, spans)


def _insert(drafts: list[Draft], note: Draft) -> None:
    later = (n for n, draft in enumerate(drafts) if draft.element.order > note.element.order)
    drafts.insert(next(later, len(drafts)), note)


def _note(element: Element, leaf: Leaf, marks: dict[str, str]) -> Draft:
    run = inline.read(element)
    text = run.text().replace("\n", " ")
    anchors = [one.get("id") for one in dom.elements(element) if one.get("id")]
    mark = next((marks[key] for id_ in anchors if (key := f"{leaf.name}#{id_}") in marks), "")
    stripped = re.sub(rf"^[\[(]?{re.escape(mark)}[\])]?[.:)]?\s+", "", text) if mark else text
    return Draft(Note(stripped, mark), element, run.texts)


def _unlinked(block: Block) -> Block:
    """Return the block; a picture in the archive has no address that could be opened."""
    return replace(block, picture="") if isinstance(block, Figure) else block


def _in_language(block: Block, own: str, language: str) -> Block:
    """Return the block with its document's language, where that is not the book's."""
    if block.language or not language or own.split("-")[0] == language.split("-")[0]:
        return block
    return replace(block, language=own)


def left_out(leaf: Leaf) -> list[Omission]:
    """Return the text of a document that is not read at all: a cover, a table of contents."""
    text = dom.plain(leaf.page.body)
    alts = [alt for image in dom.find(leaf.page.body, "img") if (alt := image.get("alt"))]
    return [Omission(Stage.READING, Reason.NAVIGATION, words) for words in (text, *alts) if words]


def title_block(found: list[Block], title: str) -> int | None:
    """Return the place of the first line that repeats the book's title; None: there is none."""
    for number, block in enumerate(found[:TITLE_BLOCKS]):
        if isinstance(block, Heading | Paragraph) and _same(block.text, title):
            return number
    return None


TITLE_BLOCKS = 8
"""A title page comes first: title, subtitle, author, publisher, an ornament or two."""


def _same(one: str, other: str) -> bool:
    return bool(one) and re.findall(r"\w+", one.casefold()) == re.findall(r"\w+", other.casefold())
