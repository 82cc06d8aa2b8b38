"""The letters of a PDF page as stretches of text: where they stand, how large, how marked.

PDFium reads the page (https://pdfium.googlesource.com/pdfium): it is the reader of Chromium,
tested against hostile files every day, and tells of each letter its place, its size and the
marked content that it is in. The sections named are those of ISO 32000-1 (PDF 1.7).
"""

from __future__ import annotations

import ctypes
import math
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pypdfium2.raw as pdfium

if TYPE_CHECKING:
    from pypdfium2 import PdfPage, PdfTextPage

HYPHEN = "\u2010"
"""Here: a hyphen at a line's end, where PDFium is sure that it is one."""
RAISED = ("\ue000", "\ue001")
"""Around raised text, until it is known whether it is the mark of a note or a power. No font
means anything by them (Unicode, private use area)."""

GAP = 1.2
"""Space, in letter heights, after which another stretch begins. Spaces between words have 0.25
to 0.3 in print, up to 0.8 in lines that are set to full width; gutters have 1.2 and more."""
BACK = 1.0
"""Step back, in letter heights, that begins another stretch. Kerning has less than 0.1; letters
that are drawn as one ("ffi") all have its place, which is up to 0.9 wide."""
OFF_LINE = 0.3
"""Distance of baselines, in letter heights, up to which letters are on one line."""
RAISED_SIZE = 0.85
"""Raised letters are smaller than this, as a share of the letters before them."""
RAISED_LEAST = 0.15
"""How far above the line they stand at least, in heights of the letters before them."""
BOLD_WEIGHT = 600
"""From this on, letters are bold (ISO 32000-1, table 122, FontWeight)."""
_BOLD_NAME = re.compile(rb"bold|black|heavy|semibold|demi|CMBX|CMSSBX", re.IGNORECASE)
_NAME_BYTES = 256


@dataclass(frozen=True, slots=True)
class Look:
    """What the letters of one text object share."""

    size: float
    """Height of the letters' font on the page, in points."""
    bold: bool
    angle: int
    """Degrees against the page, in steps of 90; other angles are rounded."""
    mark: int
    """The marked content that it is in (14.7.4.2); -1 for none."""
    artifact: bool
    """Whether the document says that it is no part of its text (14.8.2.2)."""
    language: str = ""
    """As the marked content that it is in names it (14.9.2.2); empty: it names none."""


@dataclass(slots=True)
class Stretch:
    """Letters on one line, without a larger gap between them."""

    look: Look
    left: float
    right: float
    baseline: float
    """In points from the page's foot."""
    letters: list[str] = field(default_factory=list)
    spaced: bool = False
    """Whether a space stands before it."""
    sizes: Counter[float] = field(default_factory=Counter)
    """Height of letters, in points -> how many there are."""
    bold_letters: int = 0
    language: str = ""
    """By what is drawn or by the tags; empty where neither says it."""

    @property
    def text(self) -> str:
        """The letters."""
        return "".join(self.letters)

    @property
    def size(self) -> float:
        """Height of most of the letters, in points."""
        return self.sizes.most_common(1)[0][0] if self.sizes else self.look.size

    def count(self, letter: Letter) -> None:
        """Count a letter that was put to it."""
        self.sizes[letter.look.size] += 1
        self.bold_letters += letter.look.bold


@dataclass(slots=True)
class Letter:
    """One letter on the page, turned upright."""

    sign: str
    left: float
    right: float
    baseline: float
    look: Look


class PageLetters:
    """The stretches of text of one page.

    Args:
        page: The page.
        text: Its text, as PDFium has it.
    """

    def __init__(self, page: PdfPage, text: PdfTextPage) -> None:
        self._page = page
        self._text = text
        self._looks: dict[int, Look] = {}
        self.unreadable = 0
        """Letters whose fonts do not say what they mean."""
        self.count = 0
        """Letters, spaces left out."""

    def stretches(self) -> list[Stretch]:
        """Return the stretches in the order in which the page draws them."""
        found: list[Stretch] = []
        pending_space = False
        for letter in self._letters():
            if letter.sign.isspace():
                pending_space = True
                continue
            last = found[-1] if found else None
            if last is None or not _continues(last, letter):
                found.append(_opened(letter, pending_space))
            else:
                _append(last, letter, pending_space)
            pending_space = False
        return [stretch for stretch in found if stretch.text.strip()]

    def _letters(self) -> Iterator[Letter]:
        box = pdfium.FS_RECTF()
        x, y = ctypes.c_double(), ctypes.c_double()
        look = Look(0.0, bold=False, angle=0, mark=-1, artifact=False)
        for index in range(pdfium.FPDFText_CountChars(self._text)):
            sign = self._sign(index)
            if not sign:
                continue
            drawn = pdfium.FPDFText_GetTextObject(self._text, index)
            if sign.isspace() or not drawn:
                yield Letter(" ", 0.0, 0.0, 0.0, look)
                continue
            look = self._look(index, drawn)
            pdfium.FPDFText_GetLooseCharBox(self._text, index, box)
            pdfium.FPDFText_GetCharOrigin(self._text, index, x, y)
            yield _upright(sign, box, y.value, x.value, look)

    def _sign(self, index: int) -> str:
        code = pdfium.FPDFText_GetUnicode(self._text, index)
        if pdfium.FPDFText_IsHyphen(self._text, index) == 1:
            return HYPHEN
        if code in (0, 0xFFFD, 0xFFFE, 0xFFFF) or 0xD800 <= code < 0xF900 or code > 0x10FFFF:
            self.unreadable += 1
            return ""
        if pdfium.FPDFText_HasUnicodeMapError(self._text, index) == 1:
            self.unreadable += 1
        self.count += 1
        return chr(code)

    def _look(self, index: int, drawn: object) -> Look:
        key = ctypes.addressof(drawn.contents)  # type: ignore[attr-defined]  # ctypes pointer
        if key not in self._looks:
            self._looks[key] = self._read_look(index, drawn)
        return self._looks[key]

    def _read_look(self, index: int, drawn: object) -> Look:
        matrix = pdfium.FS_MATRIX()
        pdfium.FPDFText_GetMatrix(self._text, index, matrix)
        scale = math.hypot(matrix.c, matrix.d) or 1.0
        angle = math.degrees(math.atan2(matrix.b, matrix.a))
        marks = list(_marks(drawn))
        return Look(
            pdfium.FPDFText_GetFontSize(self._text, index) * scale,
            self._is_bold(index),
            round(angle / 90) % 4 * 90,
            pdfium.FPDFPageObj_GetMarkedContentID(drawn),
            any(name == "Artifact" for name, _ in marks),
            next((language for _, language in reversed(marks) if language), ""),
        )

    def _is_bold(self, index: int) -> bool:
        if pdfium.FPDFText_GetFontWeight(self._text, index) >= BOLD_WEIGHT:
            return True
        name = ctypes.create_string_buffer(_NAME_BYTES)
        flags = ctypes.c_int()
        pdfium.FPDFText_GetFontInfo(self._text, index, name, _NAME_BYTES, flags)
        return bool(_BOLD_NAME.search(name.value))


def _marks(drawn: object) -> Iterator[tuple[str, str]]:
    """Yield the names and languages of the marked content that an object is in, the outer first."""
    for number in range(max(0, pdfium.FPDFPageObj_CountMarks(drawn))):
        mark = pdfium.FPDFPageObj_GetMark(drawn, number)
        held = (ctypes.c_ushort * _NAME_BYTES)()
        length = ctypes.c_ulong()
        pdfium.FPDFPageObjMark_GetName(mark, held, _NAME_BYTES * 2, length)
        name, language = _decoded(held, length), ""
        if pdfium.FPDFPageObjMark_CountParams(mark) > 0 and (
            pdfium.FPDFPageObjMark_GetParamStringValue(mark, b"Lang", held, _NAME_BYTES * 2, length)
        ):
            language = _decoded(held, length)
        yield name, language


def _decoded(held: ctypes.Array[ctypes.c_ushort], length: ctypes.c_ulong) -> str:
    raw = bytes(held)[: max(0, min(length.value, _NAME_BYTES * 2) - 2)]
    return raw.decode("utf-16-le", errors="replace")


def _upright(sign: str, box: pdfium.FS_RECTF, y: float, x: float, look: Look) -> Letter:
    """Return a letter in the axes of its own line: text that runs upwards is turned."""
    if look.angle == 90:
        return Letter(sign, box.bottom, box.top, -x, look)
    if look.angle == 180:
        return Letter(sign, -box.right, -box.left, -y, look)
    if look.angle == 270:
        return Letter(sign, -box.top, -box.bottom, x, look)
    return Letter(sign, box.left, box.right, y, look)


def _continues(last: Stretch, letter: Letter) -> bool:
    one, other = last.look, letter.look
    if one.angle != other.angle or one.mark != other.mark or one.artifact != other.artifact:
        return False
    if one.language != other.language:
        return False
    height = max(one.size, other.size, 1.0)
    gap = letter.left - last.right
    if not -BACK * height <= gap <= GAP * height:
        return False
    rise = letter.baseline - last.baseline
    if _is_raised(last, letter):
        return True
    return abs(rise) <= OFF_LINE * height


def _is_raised(last: Stretch, letter: Letter) -> bool:
    rise = letter.baseline - last.baseline
    return (
        letter.look.size <= RAISED_SIZE * last.size
        and RAISED_LEAST * last.size <= rise <= 0.7 * last.size
    )


def _opened(letter: Letter, spaced: bool) -> Stretch:
    stretch = Stretch(
        letter.look, letter.left, letter.right, letter.baseline, [letter.sign], spaced=spaced
    )
    stretch.language = letter.look.language
    stretch.count(letter)
    return stretch


def _append(stretch: Stretch, letter: Letter, spaced: bool) -> None:
    """Put a letter to its stretch; raised ones are put between marks."""
    letters = stretch.letters
    if spaced:
        letters.append(" ")
    if _is_raised(stretch, letter):
        if letters[-1] == RAISED[1]:
            letters.pop()
        else:
            letters.append(RAISED[0])
        letters += [letter.sign, RAISED[1]]
    else:
        letters.append(letter.sign)
    stretch.right = max(stretch.right, letter.right)
    stretch.count(letter)
