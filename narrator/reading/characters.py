"""Text -> the same text without what no reader can speak: controls, odd line ends, loose marks."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

LINE_ENDS = ("\r\n", "\r", "\x0b", "\x85", "\u2028", "\u2029")
"""What ends a line (Unicode Standard, section 5.8), beside line and form feed; the pair first."""

FORM_FEED = "\f"
"""Ends a line as well, and begins a page: it stays behind a line feed, as white space to all but
the reader of plain text, who takes the heads of pages out there."""

CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069]")
"""The C0 and C1 controls (ISO/IEC 6429), and the embeddings, overrides and isolates of UAX 9,
which make text look different from what it says; letters keep their order without them."""

CONTROL_REFERENCE = re.compile(
    r"&#(?:x0*(?:202[a-e]|206[6-9])|0*(?:823[4-8]|829[4-7]));?", re.IGNORECASE
)
"""The same embeddings, overrides and isolates, written as HTML does."""

MAX_MARKS = 30
"""The most combining marks that may follow each other (UAX 15, section 13, Stream-Safe Text
Format). Without a limit, a million of them keep the normalization busy for minutes."""

_MARKS = re.compile(rf"[^\w\s\x00-\x7f]{{{MAX_MARKS + 1},}}")
"""Where too many can stand: marks are neither letters nor white space."""

_NO_LETTER = re.compile(r"[^\w\s\x00-\x7f]")

BYTE_ORDER_MARK = "\ufeff"


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A text in which every character can be read."""

    text: str
    removed: int
    """How many control characters and marks without end were taken out."""


def clean(text: str) -> Cleaned:
    """Return the text in NFC, with line feeds for line ends and without control characters."""
    text = text.removeprefix(BYTE_ORDER_MARK)
    for line_end in LINE_ENDS:
        text = text.replace(line_end, "\n")
    text = text.replace(FORM_FEED, "\n" + FORM_FEED)
    text, controls = CONTROL.subn("", text)
    text, references = CONTROL_REFERENCE.subn("", text)
    thinned = _MARKS.sub(_thin, text) if _has_crowd(text) else text
    removed = controls + references + len(text) - len(thinned)
    return Cleaned(unicodedata.normalize("NFC", thinned), removed)


def _has_crowd(text: str) -> bool:
    """Tell whether too many characters that may be marks follow each other.

    A crowd covers at least one of the places that are as far apart as it is long, so only what is
    around these is looked at: a tenth of the time that a search of a whole page takes.
    """
    step = MAX_MARKS + 1
    for hit in _NO_LETTER.finditer(text[::step]):
        place = hit.start() * step
        if _MARKS.search(text, max(place - MAX_MARKS, 0), place + step):
            return True
    return False


def _thin(run: re.Match[str]) -> str:
    """Return the characters without the marks that follow too many others."""
    kept: list[str] = []
    marks = 0
    for character in run[0]:
        marks = marks + 1 if unicodedata.combining(character) else 0
        if marks <= MAX_MARKS:
            kept.append(character)
    return "".join(kept)
