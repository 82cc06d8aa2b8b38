"""Passages become blocks: what is a heading, a caption, an item is known by size and place."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from narrator.article import (
    Block,
    Figure,
    Heading,
    ItemList,
    ListItem,
    Paragraph,
    Table,
)
from narrator.reading.pdf.letters import HYPHEN
from narrator.reading.pdf.passages import MARKER, NUMBER, SENTENCE_END, Passage

if TYPE_CHECKING:
    from narrator.reading.pdf.opening import Picture
    from narrator.reading.pdf.words import Writer

HEADING_SIZE = 1.12
"""Letters of a heading, as a multiple of the running text's: 11 or 12 to 10 at the least."""
TITLE_SIZE = 1.2
TITLE_LINES = 3
"""Passages of the largest letters on the first page; more of them are headings."""
HEADING_CHARS = 250
BOLD_HEADING_CHARS = 120
"""A longer passage is no heading, however it is set."""
DEEPEST = 6
FAR_LINE = 2.0
"""Distance of lines, in letter heights, up to which a sentence goes on in one column."""
CAPTION_REACH_POINTS = 40.0
"""How far from its picture a caption stands at most."""
SMALLER = 0.97
"""Captions are smaller than running text, where no word names them."""

_CAPTION = re.compile(
    r"(?:fig(?:ure|\.)?|abb(?:ildung|\.)|illustration|figura|figuur|рис(?:унок|\.)|图|圖|図|"
    r"photo|foto|image|bild|chart|diagramm?|graph|map|karte)\s*\d{1,3}(?:[.\-]\d{1,3})?\s*[.:|–—-]",
    re.IGNORECASE,
)
_TABLE_CAPTION = re.compile(
    r"(?:table|tab\.|tabelle|tableau|tabla|tabella|tabel|таблица|表)\s*\d{1,3}(?:[.\-]\d{1,3})?\s*"
    r"[.:|–—-]",
    re.IGNORECASE,
)
_LETTER = re.compile(r"[^\W\d_]")


@dataclass(slots=True)
class Builder:
    """Makes blocks of passages.

    Args:
        writer: Writes their lines as text.
        body: Height of the letters of running text, in points.
        pictures: Page -> its pictures.
        tagged: Whether the document's tags name its headings.
    """

    writer: Writer
    body: float
    pictures: dict[int, list[Picture]]
    tagged: bool = False
    headline: str = ""
    blocks: list[Block] = field(default_factory=list)
    _levels: dict[float, int] = field(default_factory=dict)
    _open: Passage | None = None
    """The last paragraph, which may go on in the next column."""
    _place: int = 0
    """Where its block is."""
    _waiting: str = ""
    """A table's caption, until the table comes."""
    _last_page: int = 0

    def build(self, passages: list[Passage]) -> None:
        """Append the blocks of all passages."""
        if not self.tagged:
            passages = self._take_headline(passages)
            self._rank(passages)
        for passage in passages:
            self._add(passage)
        self._end_caption()

    def has_heading(self) -> bool:
        """Tell whether any block is a heading."""
        return any(isinstance(block, Heading) for block in self.blocks)

    def _take_headline(self, passages: list[Passage]) -> list[Passage]:
        """Take the largest letters of the first page for the headline."""
        first = [one for one in passages if passages and one.page == passages[0].page and one.lines]
        largest = max((one.size for one in first), default=0.0)
        chosen = [one for one in first if one.size == largest]
        text = self.writer.text((t for one in chosen[:TITLE_LINES] for t in one.texts), 1)
        rest = [one for one in passages if not any(one is taken for taken in chosen)]
        is_title = largest >= TITLE_SIZE * self.body and len(text) <= HEADING_CHARS
        if not is_title or len(chosen) > TITLE_LINES or not rest:
            return passages
        self.headline = text
        return rest

    def _rank(self, passages: list[Passage]) -> None:
        sizes = {round(one.size, 1) for one in passages if self._is_larger(one)}
        for level, size in enumerate(sorted(sizes, reverse=True), 1):
            self._levels[size] = min(level, DEEPEST)

    def _is_larger(self, passage: Passage) -> bool:
        chars = sum(map(len, passage.texts))
        words = any(_LETTER.search(text) for text in passage.texts)
        return words and chars <= HEADING_CHARS and passage.size >= HEADING_SIZE * self.body

    def _add(self, passage: Passage) -> None:
        if passage.block is not None or passage.rows:
            self._add_block(passage)
            return
        level = self._level(passage)
        text = self.writer.text(passage.texts, passage.page)
        if not text:
            return
        if level and passage.kind == "Title" and not self.headline:
            self.headline = text
        elif level:
            self._append(Heading(text, level), passage)
            self._open = None
        elif self._take_caption(passage, text):
            return
        elif self._open is not None and self._goes_on(passage):
            self._join(passage)
        elif not self._take_item(passage, text):
            self._append(Paragraph(text), passage)
            self._open, self._place = passage, len(self.blocks) - 1

    def _level(self, passage: Passage) -> int:
        """Return the level of a heading; 0 where the passage is none."""
        if passage.kind == "Title":
            return 1
        if found := re.fullmatch(r"H([1-6]?)", passage.kind):
            return int(found[1] or 1)
        if self.tagged or passage.kind == "Caption":
            return 0
        if self._is_larger(passage):
            return self._levels.get(round(passage.size, 1), 1)
        text = " ".join(passage.texts)
        if (
            passage.bold
            and len(text) <= BOLD_HEADING_CHARS
            and not re.search(r"[.,:;]$", text)
            and _LETTER.search(text)
            and not MARKER.match(text)
            and not _CAPTION.match(text)
            and not _TABLE_CAPTION.match(text)
            and passage.size >= SMALLER * self.body
        ):
            return min(max(self._levels.values(), default=0) + 1, DEEPEST)
        return 0

    def _append(self, block: Block, passage: Passage) -> None:
        language = passage.language
        self.blocks.append(replace(block, language=language) if language else block)

    def _add_block(self, passage: Passage) -> None:
        block = passage.block or self._table(passage)
        last = self.blocks[-1] if self.blocks else None
        if isinstance(block, Table) and self._waiting and not block.caption:
            block = replace(block, caption=self._waiting)
            self._waiting = ""
        elif (
            isinstance(block, ItemList)
            and isinstance(last, ItemList)
            and last.ordered == block.ordered
            and passage.kind == "L"
            and passage.page != self._last_page
        ):
            self.blocks[-1] = replace(last, items=(*last.items, *block.items))
            return
        self._end_caption()
        self._append(block, passage)
        self._last_page = passage.page

    def _table(self, passage: Passage) -> Table:
        write = self.writer.text
        rows = [tuple(write([cell], passage.page) for cell in row) for row in passage.rows]
        first, second = passage.lines[0], passage.lines[1]
        if first.bold and not second.bold:
            return Table(tuple(rows[1:]), rows[0])
        return Table(tuple(rows))

    def _take_caption(self, passage: Passage, text: str) -> bool:
        """Make a figure of a caption; keep a table's caption until the table comes."""
        if _TABLE_CAPTION.match(text) and len(text) <= HEADING_CHARS:
            self._end_caption()
            self._waiting = text
            return True
        last = self.blocks[-1] if self.blocks else None
        named = passage.kind == "Caption" or bool(_CAPTION.match(text))
        if named and isinstance(last, Figure) and not last.caption:
            self.blocks[-1] = replace(last, caption=text)
            return True
        small = passage.size < SMALLER * self.body
        if named or (small and not passage.kind and self._is_beside_picture(passage)):
            self._append(Figure(caption=text), passage)
            return True
        return False

    def _end_caption(self) -> None:
        if self._waiting:
            self.blocks.append(Paragraph(self._waiting))
            self._waiting = ""

    def _is_beside_picture(self, passage: Passage) -> bool:
        """Tell whether a passage stands right below or above a picture."""
        left = min(line.left for line in passage.lines)
        right = max(line.right for line in passage.lines)
        top, foot = passage.lines[0].baseline + passage.size, passage.lines[-1].baseline
        return any(
            left < picture.right
            and right > picture.left
            and min(abs(picture.foot - top), abs(foot - picture.top)) <= CAPTION_REACH_POINTS
            for picture in self.pictures.get(passage.page, [])
        )

    def _goes_on(self, passage: Passage) -> bool:
        """Tell whether a paragraph goes on over a column's or a page's end."""
        before = self._open
        if before is None or abs(before.size - passage.size) > 0.5 or passage.bold != before.bold:
            return False
        end, start = before.lines[-1], passage.lines[0]
        step = end.baseline - start.baseline
        if before.kind != passage.kind:
            return False
        if end.column_key == start.column_key and not 0 < step <= FAR_LINE * start.size:
            return False
        parted = end.text.endswith(("-", HYPHEN, "\u00ad"))
        return parted or (not SENTENCE_END.search(end.text) and start.text[:1].islower())

    def _join(self, passage: Passage) -> None:
        before = self._open
        if before is None:
            return
        before.lines += passage.lines
        block = self.blocks[self._place]
        if isinstance(block, Paragraph):
            text = self.writer.text(before.texts, before.page)
            self.blocks[self._place] = replace(block, text=text)

    def _take_item(self, passage: Passage, text: str) -> bool:
        """Make an item of a passage behind a bullet, or behind the number that is due."""
        marker, number = MARKER.match(text), NUMBER.match(text)
        last = self.blocks[-1] if self.blocks else None
        listing = last if isinstance(last, ItemList) else None
        ordered = marker is None
        if marker is None:
            due = len(listing.items) + 1 if listing is not None and listing.ordered else 1
            if number is None or int(number[1]) != due:
                return False
        found = marker or number
        if found is None:
            return False
        item = ListItem(text[found.end() :])
        if listing is not None and listing.ordered == ordered:
            self.blocks[-1] = replace(listing, items=(*listing.items, item))
        else:
            self._append(ItemList((item,), ordered=ordered), passage)
        self._open = None
        return True
