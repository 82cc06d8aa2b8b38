"""A PDF document opened: its pages with their text and pictures, or why it cannot be read."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pypdfium2
import pypdfium2.raw as pdfium

from narrator.errors import SourceError
from narrator.reading.pdf.letters import PageLetters, Stretch
from narrator.reading.pdf.tags import Node, read_tree

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfPage

MAX_PAGES = 5_000
"""Pages of one document: those of a large dictionary; a page takes 5 to 50 ms."""
TIME_LIMIT_S = 300.0
"""For reading all pages."""
MIN_PICTURE_SHARE = 0.02
"""Of the page, what a picture covers at least; smaller ones are ornaments."""
SCAN_SHARE = 0.5
"""Of the page, what the picture of a scanned page covers at least."""
SCAN_CHARS = 40
"""A page with a picture of that size and fewer letters is a scan: a stamp, a page number."""

OCR = (
    "Have its text recognised first (OCR), for instance with: "
    "ocrmypdf --skip-text scan.pdf with-text.pdf"
)
GET_AGAIN = "Get the file once more; if it stays so, print it to a new PDF and give that."


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture on the page, by its edges in points."""

    left: float
    foot: float
    right: float
    top: float


@dataclass(slots=True)
class PageContent:
    """What one page shows."""

    number: int
    """From 1."""
    width: float
    height: float
    """In points."""
    stretches: list[Stretch]
    letters: int
    unreadable: int
    pictures: list[Picture] = field(default_factory=list)
    tree: list[Node] = field(default_factory=list)
    """Its part of the document's structure; empty where the document has no tags."""

    @property
    def is_scan(self) -> bool:
        """Whether the page is a picture with no text to speak of."""
        area = self.width * self.height
        covered = max(((p.right - p.left) * (p.top - p.foot) for p in self.pictures), default=0.0)
        return self.letters < SCAN_CHARS and covered >= SCAN_SHARE * area


@dataclass(frozen=True, slots=True)
class Facts:
    """What the document says of itself."""

    title: str = ""
    author: str = ""
    language: str = ""


def open_document(data: bytes, where: str) -> PdfDocument:
    """Return the document.

    Raises:
        SourceError: where it is encrypted, damaged or too long. Trying again does not help.
    """
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise _refused(getattr(error, "err_code", None), where) from error
    if not len(document):
        raise SourceError("The PDF document has no pages", where=where, hint=GET_AGAIN)
    if len(document) > MAX_PAGES:
        raise SourceError(
            f"The PDF document has more than {MAX_PAGES} pages",
            where=where,
            hint="Cut it into several files and convert each.",
        )
    return document


def _refused(code: int | None, where: str) -> SourceError:
    if code == pdfium.FPDF_ERR_PASSWORD:
        return SourceError(
            "The PDF document is encrypted and needs a password",
            where=where,
            hint="Save a copy without it, for instance with: "
            "qpdf --decrypt --password=WORD locked.pdf open.pdf",
        )
    if code == pdfium.FPDF_ERR_SECURITY:
        return SourceError(
            "The PDF document is locked in a way that cannot be read (DRM)",
            where=where,
            hint="Ask for a copy without DRM.",
        )
    return SourceError("The PDF document is damaged", where=where, hint=GET_AGAIN)


def facts_of(document: PdfDocument) -> Facts:
    """Return the document's title, author and language, as it gives them."""
    found = document.get_metadata_dict(skip_empty=True)
    size = pdfium.FPDFCatalog_GetLanguage(document, None, 0)
    language = ""
    if 2 < size < 200:
        import ctypes

        held = (ctypes.c_ushort * size)()
        pdfium.FPDFCatalog_GetLanguage(document, held, size)
        language = bytes(held)[: size - 2].decode("utf-16-le", errors="ignore")
    return Facts(found.get("Title", "").strip(), found.get("Author", "").strip(), language)


def pages_of(document: PdfDocument, where: str) -> Iterator[PageContent]:
    """Yield the pages, one after the other.

    Raises:
        SourceError: where a page is damaged, or all together take too long. Trying again does
            not help.
    """
    tagged = bool(pdfium.FPDFCatalog_IsTagged(document))
    until = time.monotonic() + TIME_LIMIT_S
    for index in range(len(document)):
        if time.monotonic() > until:
            raise SourceError(
                f"The PDF document was not read within {TIME_LIMIT_S:g} seconds "
                f"(page {index} of {len(document)})",
                where=where,
                hint="Cut it into several files and convert each.",
            )
        try:
            page = document[index]
            content = _content(page, index + 1, tagged=tagged)
            page.close()
        except pypdfium2.PdfiumError as error:
            message = f"Page {index + 1} of the PDF document is damaged"
            raise SourceError(message, where=where, hint=GET_AGAIN) from error
        yield content


def _content(page: PdfPage, number: int, *, tagged: bool) -> PageContent:
    text = page.get_textpage()
    letters = PageLetters(page, text)
    stretches = letters.stretches()
    width, height = page.get_size()
    content = PageContent(number, width, height, stretches, letters.count, letters.unreadable)
    area = width * height
    for item in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=4):
        left, foot, right, top = item.get_bounds()
        if (right - left) * (top - foot) >= MIN_PICTURE_SHARE * area:
            content.pictures.append(Picture(left, foot, right, top))
    if tagged:
        content.tree = read_tree(page)
    text.close()
    return content
