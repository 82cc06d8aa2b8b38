"""The body of a Word document becomes blocks, in reading order."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from narrator.article import (
    Block,
    Code,
    Figure,
    Heading,
    Omission,
    Paragraph,
    Quotation,
    Reason,
    Separator,
    Stage,
    Table,
)
from narrator.language_tags import is_same_language
from narrator.reading.docx.drawings import read_drawing
from narrator.reading.docx.lines import DELETIONS, LineReader, all_text, chosen
from narrator.reading.docx.numbering import MAX_DEPTH, Item, Numbering, nested
from narrator.reading.docx.parts import child
from narrator.reading.docx.styles import Part, Role
from narrator.reading.docx.tables import cells_of, is_data_table, is_deleted, read_table, rows_of

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from narrator.reading.docx.lines import Line
    from narrator.reading.docx.parts import Parts
    from narrator.reading.docx.styles import Styles

_RULE = re.compile(r"[*_=~#•·\-–—―⁂\s]{1,40}")
"""Signs that make a rule across the page."""
LANGUAGE_SHARE = 0.9
"""A paragraph of which this much is marked as another language is in that language."""


class Walker:
    """Walks through a document and collects its blocks.

    Args:
        parts: The document's parts.
        styles: Its styles.
        numbering: Its lists.
    """

    def __init__(self, parts: Parts, styles: Styles, numbering: Numbering) -> None:
        self.parts = parts
        self.reader = LineReader(styles)
        self.numbering = numbering
        self.blocks: list[Block] = []
        self.front: dict[Part, list[str]] = {}
        """Title, subtitle, names and date, by their styles."""
        self.languages: Counter[str] = Counter()
        self._spoken: list[tuple[int, str]] = []
        self._items: list[Item] = []
        self._list = ""
        self._captions: list[str] = []

    def walk(self, parent: Element) -> None:
        """Take the paragraphs and tables of a body, a cell, a text box or a note."""
        for element in parent:
            if element.tag == "w:p":
                self._paragraph(element)
            elif element.tag == "w:tbl":
                self._table(element)
            elif element.tag in DELETIONS:
                self.omit(Reason.HIDDEN, all_text(element))
            elif element.tag == "mc:AlternateContent":
                self.walk(chosen(element))
            elif element.tag == "w:sdt" and _is_contents(element):
                self.omit(Reason.NAVIGATION, all_text(element))
            elif element.tag not in SKIPPED:
                self.walk(element)

    def finish(self, language: str) -> None:
        """End what is still open, and name the language of blocks that have their own."""
        self._end_list()
        self._end_captions(None)
        for number, own in self._spoken:
            if own and language and not is_same_language(own, language):
                self.blocks[number] = replace(self.blocks[number], language=own)

    def omit(self, reason: Reason, text: str) -> None:
        """Keep what is left out, where it says anything."""
        words = " ".join(text.split())
        if words:
            self.reader.omissions.append(Omission(Stage.READING, reason, words))

    def _paragraph(self, element: Element) -> None:
        line = self.reader.read(element)
        role = self.reader.styles.role(element)
        text = line.text
        self.languages.update(line.languages)
        number, depth = self.reader.styles.numbering(element)
        if number and role.part is Part.BODY:
            self._item(number, min(depth, MAX_DEPTH), text)
        elif text:
            self._end_list()
            self._take(role, line, text)
        elif child(element, "w:pPr/w:pBdr/w:bottom") is not None:
            self._end_list()
            self._add(Separator())
        for drawing in line.drawings:
            self._drawing(drawing)

    def _take(self, role: Role, line: Line, text: str) -> None:
        if role.part is Part.CAPTION:
            self._caption(text)
            return
        if role.part in FRONT and self._is_front(role.part):
            self.front.setdefault(role.part, []).append(text.replace("\n", " "))
            return
        if role.part is Part.CONTENTS:
            self.omit(Reason.NAVIGATION, text)
            return
        make = MAKERS.get(role.part)
        if make is not None:
            self._add(make(role, line, self._last()), line)
        elif _RULE.fullmatch(text):
            self._add(Separator())
            self.omit(Reason.DECORATIVE, text)
        else:
            self._add(Paragraph(text), line)

    def _is_front(self, part: Part) -> bool:
        """Tell whether a paragraph stands at the head: further down, the style is misused."""
        return not self.blocks and (part is not Part.TITLE or not self.front.get(Part.TITLE))

    def _last(self) -> Block | None:
        return self.blocks[-1] if self.blocks else None

    def _add(self, block: Block, line: Line | None = None) -> None:
        """Append a block; a quotation or program text takes the place of what it continues."""
        if self._captions:
            block = self._end_captions(block) or block
        last = self._last()
        if isinstance(block, Quotation | Code) and isinstance(last, type(block)):
            self.blocks[-1] = block
        else:
            self.blocks.append(block)
        if line is not None:
            self._spoken.append((len(self.blocks) - 1, _language_of(line)))

    def _item(self, number: str, depth: int, text: str) -> None:
        if not text:
            return
        if self._list != number and depth == 0:
            self._end_list()
        self._list = number
        ordered = self.numbering.is_ordered(number, depth)
        self._items.append(Item(text.replace("\n", " "), depth, ordered))

    def _end_list(self) -> None:
        items, self._items, self._list = self._items, [], ""
        if items:
            self._add(nested(items))

    def _caption(self, text: str) -> None:
        """Give a caption to the picture before it, else keep it for what follows."""
        last = self._last()
        if isinstance(last, Figure) and not last.caption and not self._captions:
            self.blocks[-1] = replace(last, caption=text)
        else:
            self._captions.append(text)

    def _end_captions(self, following: Block | None) -> Block | None:
        """Give the captions that wait to a table or picture around them; else they are text."""
        captions, self._captions = "\n".join(self._captions), []
        if not captions:
            return following
        if isinstance(following, Table | Figure) and not following.caption:
            return replace(following, caption=captions)
        last = self._last()
        if isinstance(last, Table) and not last.caption:
            self.blocks[-1] = replace(last, caption=captions)
        else:
            self.blocks.append(Paragraph(captions))
        return following

    def _drawing(self, drawing: Element) -> None:
        drawn = read_drawing(drawing, self.parts)
        self.omit(Reason.DECORATIVE, drawn.decorative)
        for block in drawn.blocks:
            self._end_list()
            self._add(block)
        for box in drawn.boxes:
            self._end_list()
            self.walk(box)
            self._end_list()

    def _table(self, element: Element) -> None:
        self._end_list()
        for row in rows_of(element):
            if is_deleted(row):
                self.omit(Reason.HIDDEN, all_text(row))
        if is_data_table(element, self.reader):
            self._add(read_table(element, self.reader))
            return
        for row in rows_of(element):
            for cell in cells_of(row) if not is_deleted(row) else ():
                self.walk(cell)
                self._end_list()


def _is_contents(control: Element) -> bool:
    """Tell whether a content control holds the table of contents (17.5.2.12, docPartGallery)."""
    gallery = child(control, "w:sdtPr/w:docPartObj/w:docPartGallery")
    return gallery is not None and gallery.get("w:val") == "Table of Contents"


def _heading(role: Role, line: Line, _: Block | None) -> Block:
    return Heading(line.text.replace("\n", " "), role.level)


def _quotation(_: Role, line: Line, last: Block | None) -> Block:
    before = last.paragraphs if isinstance(last, Quotation) else ()
    return Quotation((*before, line.text))


def _code(_: Role, line: Line, last: Block | None) -> Block:
    before = f"{last.text}\n" if isinstance(last, Code) else ""
    return Code(before + line.verbatim)


MAKERS: Mapping[Part, Callable[[Role, Line, Block | None], Block]] = {
    Part.HEADING: _heading,
    Part.QUOTE: _quotation,
    Part.CODE: _code,
}
FRONT = frozenset({Part.TITLE, Part.SUBTITLE, Part.BYLINE, Part.DATE})
SKIPPED = frozenset({"w:sectPr", "w:sdtPr", "w:tblPr", "w:tcPr", "w:trPr", "w:tblGrid"})


def _language_of(line: Line) -> str:
    """Return the language that a line is marked with, where most of it is."""
    total = line.languages.total()
    tag, chars = max(line.languages.items(), key=lambda pair: pair[1], default=("", 0))
    return tag if total and chars >= LANGUAGE_SHARE * total else ""
