"""A Word document (DOCX) becomes an article: its structure is that of its styles."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING

from narrator.article import (
    Article,
    Heading,
    Metadata,
    Note,
    Omission,
    PublicationDate,
    Reason,
    Span,
    Stage,
)
from narrator.errors import SourceError
from narrator.language_tags import is_same_language
from narrator.reading.archive import Archive
from narrator.reading.docx.body import Walker
from narrator.reading.docx.lines import all_text
from narrator.reading.docx.numbering import Numbering
from narrator.reading.docx.parts import Parts, child, value
from narrator.reading.docx.styles import Part, Styles
from narrator.reading.spans import find_spans

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

    from narrator.article import Block

__all__ = ["read_docx"]

_WORD = re.compile(r"\w")
_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


def read_docx(data: bytes, where: str = "") -> Article:
    """Return the article that a Word document is, with an omission for every text left out.

    Args:
        data: The file.
        where: The source, in the words of an error.

    Raises:
        SourceError: where the document is damaged, locked, too large, or holds no text. Trying
            again does not help.
    """
    parts = Parts(Archive(data, where, "Word document"))
    document = parts.document()
    styles = Styles(_first(parts.of_type("styles")))
    walker = Walker(parts, styles, Numbering(_first(parts.of_type("numbering"))))
    walker.walk(document)
    language = _language(walker, styles)
    walker.finish(language)
    notes = _Notes(parts, walker).read()
    article = _article(parts, walker, notes, language)
    article = replace(article, spans=tuple(_spans(article, walker, styles.language)))
    if not any(_WORD.search(piece.text) for piece in article.pieces()):
        raise SourceError(
            "The Word document holds no text",
            where=where,
            hint="If its pages are pictures, have them read by OCR (text recognition) first.",
        )
    return article


def _first(roots: list[Element]) -> Element | None:
    return roots[0] if roots else None


def _language(walker: Walker, styles: Styles) -> str:
    """Return the language that most of the text is marked with; unmarked text is the default's."""
    marked = walker.languages
    marked[styles.language] += marked.pop("", 0)
    return max(marked.items(), key=lambda pair: pair[1], default=("", 0))[0]


def _spans(article: Article, walker: Walker, default: str) -> Iterator[Span]:
    """Yield the words that the writer marked as another language.

    Word marks what is typed by the keyboard's language too. So what is in the language of most
    of the text, or in the document's default, which a program left there, is no mark of the
    writer's; nor is what is marked as not to be proofed, such as names and code.
    """
    source = [
        (text, "" if default and is_same_language(tag, default) else tag)
        for text, tag in walker.reader.marked
    ]
    yield from find_spans(article.pieces(), source, article.metadata.language)


def _article(parts: Parts, walker: Walker, notes: list[Note], language: str) -> Article:
    front = walker.front
    dates = front.get(Part.DATE, [])
    names = front.get(Part.BYLINE, [])
    metadata = Metadata(
        headline=" ".join(front.get(Part.TITLE, [])) or _core_title(parts, walker.blocks),
        byline=", ".join(names),
        authors=tuple(names),
        published=PublicationDate(", ".join(dates)) if dates else None,
        language=language,
    )
    beside = chain(walker.reader.omissions, _comments(parts), _margins(parts))
    return Article(
        metadata,
        tuple(front.get(Part.SUBTITLE, [])),
        (*walker.blocks, *notes),
        tuple(beside),
    )


def _core_title(parts: Parts, blocks: list[Block]) -> str:
    """Return the title in the file's properties, where the text itself has no heading."""
    if any(isinstance(block, Heading) for block in blocks):
        return ""
    root = parts.parse("docProps/core.xml")
    title = child(root, "dc:title")
    return " ".join((title.text or "").split()) if title is not None else ""


def _comments(parts: Parts) -> list[Omission]:
    roots = parts.of_type("comments")
    texts = [" ".join(all_text(one).split()) for root in roots for one in root.iter("w:comment")]
    return [Omission(Stage.READING, Reason.COMMENTS, text) for text in texts if text]


def _margins(parts: Parts) -> list[Omission]:
    """Return what stands above and below each page, once each."""
    roots = [*parts.of_type("header"), *parts.of_type("footer")]
    texts = dict.fromkeys(" ".join(all_text(root).split()) for root in roots)
    return [Omission(Stage.READING, Reason.SITE, text) for text in texts if text]


class _Notes:
    """The footnotes and endnotes, in the order of their marks (ECMA-376, part 1, 17.11)."""

    def __init__(self, parts: Parts, walker: Walker) -> None:
        self.walker = walker
        self.texts = {
            (kind, one.get("w:id", "")): one
            for kind in ("footnote", "endnote")
            for root in parts.of_type(f"{kind}s")
            for one in root.iter(f"w:{kind}")
            if one.get("w:type", "normal") == "normal"
        }
        settings = _first(parts.of_type("settings"))
        self.formats = {
            "footnote": value(settings, "w:footnotePr/w:numFmt") or "decimal",
            "endnote": value(settings, "w:endnotePr/w:numFmt") or "lowerRoman",
        }

    def read(self) -> list[Note]:
        """Return the notes that have a mark; the others are omitted, as no page shows them."""
        found: list[Note] = []
        counts = {"footnote": 0, "endnote": 0}
        for kind, key in list(self.walker.reader.notes):
            counts[kind] += 1
            mark = _mark(counts[kind], self.formats[kind])
            element = self.texts.pop((kind, key), None)
            if element is None:
                continue
            self.walker.omit(Reason.FOOTNOTE_MARK, mark)
            found.append(Note(self._text(element), mark))
        for element in self.texts.values():
            self.walker.omit(Reason.HIDDEN, all_text(element))
        return [note for note in found if note.text]

    def _text(self, element: Element) -> str:
        lines = [self.walker.reader.read(one).text for one in element.iter("w:p")]
        return " ".join(text.replace("\n", " ") for text in lines if text)


def _mark(number: int, form: str) -> str:
    return _roman(number) if form == "lowerRoman" else str(number)


def _roman(number: int) -> str:
    signs = ""
    for worth, sign in _ROMAN:
        signs += sign * (number // worth)
        number %= worth
    return signs
