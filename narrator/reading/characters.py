"""Text -> the same text without what no reader can speak: controls, odd line ends, loose marks."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

LINE_END = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
"""What ends a line (Unicode Standard, section 5.8), beside the line feed itself."""

CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069]")
"""The C0 and C1 controls (ISO/IEC 6429), and the embeddings, overrides and isolates of UAX 9,
which make text look different from what it says; letters keep their order without them."""

CONTROL_REFERENCE = re.compile(
    r"&#(?:x0*(?:202[a-e]|206[6-9])|0*(?:823[4-8]|829[4-7]));?", re.IGNORECASE
)
"""The same embeddings, overrides and isolates, written as HTML does."""

BYTE_ORDER_MARK = "\ufeff"


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A text in which every character can be read."""

    text: str
    removed: int
    """How many control characters were taken out."""


def clean(text: str) -> Cleaned:
    """Return the text in NFC, with line feeds for line ends and without control characters."""
    text = LINE_END.sub("\n", text.removeprefix(BYTE_ORDER_MARK))
    text, controls = CONTROL.subn("", text)
    text, references = CONTROL_REFERENCE.subn("", text)
    return Cleaned(unicodedata.normalize("NFC", text), controls + references)
