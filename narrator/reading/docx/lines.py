"""The text of a paragraph: what is shown of it, and what is hidden, deleted or beside it.

ECMA-376, part 1, sections 17.3 (runs), 17.13.5 (revisions) and 22.1 (formulas).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from narrator.article import Omission, Reason, Stage
from narrator.reading.docx.parts import child, is_on

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from narrator.reading.docx.styles import Styles
    from narrator.reading.spans import Marked

_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
"""Hiragana, Katakana, Han and Hangul (Unicode blocks)."""


@dataclass(slots=True)
class Line:
    """One paragraph's text with what stands beside it."""

    pieces: list[str] = field(default_factory=list)
    drawings: list[Element] = field(default_factory=list)
    """Pictures, charts and text boxes that hang on it."""
    languages: Counter[str] = field(default_factory=Counter)
    """BCP 47 -> characters."""
    bold_chars: int = 0

    @property
    def text(self) -> str:
        """The text; a break that the writer made is a line break."""
        lines = "".join(self.pieces).split("\n")
        return "\n".join(words for line in lines if (words := " ".join(line.split())))

    @property
    def verbatim(self) -> str:
        """The text with its white space, for program text."""
        return "".join(self.pieces).rstrip()

    @property
    def is_bold(self) -> bool:
        """Whether all of it is in bold type."""
        return 0 < len("".join("".join(self.pieces).split())) <= self.bold_chars


class LineReader:
    """Reads paragraphs, and keeps the notes they refer to and what they leave out.

    Args:
        styles: The document's.
    """

    def __init__(self, styles: Styles) -> None:
        self.styles = styles
        self.omissions: list[Omission] = []
        self.notes: list[tuple[str, str]] = []
        """Kind ("footnote" or "endnote") and id, in the order of their marks."""
        self.marked: list[Marked] = []
        """The text of each run with the language that it is marked with."""

    def read(self, paragraph: Element) -> Line:
        """Return the line that a paragraph is."""
        line = Line()
        gone: list[str] = []
        hidden: list[str] = []
        _Walk(self, paragraph, line, gone, hidden).walk(paragraph)
        for words in (gone, hidden):
            text = " ".join("".join(words).split())
            if text:
                self.omissions.append(Omission(Stage.READING, Reason.HIDDEN, text))
        return line


@dataclass(slots=True)
class _Walk:
    """One walk through a paragraph."""

    reader: LineReader
    paragraph: Element
    line: Line
    gone: list[str]
    hidden: list[str]

    def walk(self, parent: Element) -> None:
        for element in parent:
            if element.tag == "w:r":
                self._run(element)
            elif element.tag in DELETIONS:
                self.gone.append(all_text(element) + " ")
            elif element.tag in ("m:oMath", "m:oMathPara"):
                self.line.pieces.append(f" {formula(element)} ")
            elif element.tag == "mc:AlternateContent":
                self.walk(chosen(element))
            elif element.tag not in PASSED:
                self.walk(element)

    def _run(self, run: Element) -> None:
        if self.reader.styles.is_hidden(run, self.paragraph):
            self.hidden.append(all_text(run))
            return
        before = len(self.line.pieces)
        self._content(run)
        added = "".join(self.line.pieces[before:])
        chars = len("".join(added.split()))
        if chars:
            self._count(run, added, chars)

    def _count(self, run: Element, added: str, chars: int) -> None:
        language = child(run, "w:rPr/w:lang")
        key = "w:eastAsia" if _CJK.search(added) else "w:val"
        tag = language.get(key, "") if language is not None else ""
        self.line.languages[tag] += chars
        self.reader.marked.append((added, "" if is_on(run, "w:rPr/w:noProof") else tag))
        self.line.bold_chars += chars * is_on(run, "w:rPr/w:b")

    def _content(self, parent: Element) -> None:
        for element in parent:
            reader = RUN_PARTS.get(element.tag)
            if reader is not None:
                self.line.pieces.append(reader(element))
            elif element.tag in NOTE_MARKS:
                self._note(element)
            elif element.tag in DRAWINGS:
                self.line.drawings.append(element)
            elif element.tag == "mc:AlternateContent":
                self._content(chosen(element))
            elif element.tag == "w:ruby":
                # The base is read; the small text above it says how it sounds.
                for base in element.iter("w:rubyBase"):
                    self.walk(base)
                for above in element.iter("w:rt"):
                    self.hidden.append(all_text(above))

    def _note(self, element: Element) -> None:
        kind = NOTE_MARKS[element.tag]
        key = (kind, element.get("w:id", ""))
        if key not in self.reader.notes:
            self.reader.notes.append(key)


def _symbol(element: Element) -> str:
    """Return a sign of a symbol font; those of the private use area say nothing (17.3.3.30)."""
    code = element.get("w:char", "")
    number = int(code, 16) if re.fullmatch(r"[0-9A-Fa-f]{1,6}", code) else 0
    return chr(number) if 0x20 <= number < 0xD800 else " "


def _break(element: Element) -> str:
    return "\n" if element.get("w:type", "textWrapping") == "textWrapping" else " "


RUN_PARTS: Mapping[str, Callable[[Element], str]] = {
    "w:t": lambda element: element.text or "",
    "w:tab": lambda _: "\t",
    "w:ptab": lambda _: "\t",
    "w:br": _break,
    "w:cr": lambda _: "\n",
    "w:noBreakHyphen": lambda _: "-",
    "w:sym": _symbol,
}
"""What in a run is text (17.3.3)."""
NOTE_MARKS = {"w:footnoteReference": "footnote", "w:endnoteReference": "endnote"}
DRAWINGS = frozenset({"w:drawing", "w:pict", "w:object"})
DELETIONS = frozenset({"w:del", "w:moveFrom"})
PASSED = frozenset({"w:pPr", "w:sdtPr", "w:sdtEndPr", "w:proofErr", "w:rPr"})
"""What holds no text."""


def chosen(alternatives: Element) -> Element:
    """Return the first choice: the second says the same for older programs (part 3, 9.3)."""
    for name in ("mc:Choice", "mc:Fallback"):
        found = child(alternatives, name)
        if found is not None and len(found):
            return found
    return alternatives[0] if len(alternatives) else alternatives


def all_text(element: Element) -> str:
    """Return every text in an element, deleted text too; a paragraph's end is a space."""
    parts: list[str] = []
    for one in element.iter():
        if one.tag in ("w:t", "w:delText", "a:t", "m:t"):
            parts.append(one.text or "")
        elif one.tag in ("w:p", "w:tab", "w:br", "w:cr", "a:p"):
            parts.append(" ")
    return "".join(parts)


_BETWEEN = {"m:f": "/", "m:sSup": "^", "m:sSub": "_", "m:sSubSup": "_"}


def formula(element: Element) -> str:
    """Return a formula as one line: "a/b", "x^2"; the rest as it stands."""
    if element.tag == "m:t":
        return element.text or ""
    parts = [text for one in element if (text := formula(one))]
    if element.tag == "m:rad" and parts:
        return f"√({''.join(parts)})"
    return _BETWEEN.get(element.tag, "").join(parts)
