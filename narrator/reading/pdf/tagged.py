"""The passages of a tagged page, in the order and of the kinds that its tags say.

ISO 32000-1, section 14.8.4 (standard structure types); ISO 32000-2, table 364, for Title and
FENote.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from narrator.article import Figure, ItemList, ListItem, Quotation, Table
from narrator.reading.pdf.footnotes import MARKED, FootNote
from narrator.reading.pdf.layout import Line
from narrator.reading.pdf.letters import OFF_LINE, RAISED_SIZE
from narrator.reading.pdf.passages import MARKER, NUMBER, Passage
from narrator.reading.pdf.tags import Node

if TYPE_CHECKING:
    from narrator.reading.pdf.letters import Stretch
    from narrator.reading.pdf.opening import PageContent
    from narrator.reading.pdf.words import Writer

HEADINGS = frozenset({"H", "H1", "H2", "H3", "H4", "H5", "H6", "Title"})
NOTES = frozenset({"Note", "FENote"})
CONTENTS = frozenset({"TOC", "Index"})
LEAVES = frozenset({"P", "Caption", "Formula", *HEADINGS})
"""Elements that are one passage, whatever is below them."""
COVERED_SHARE = 0.5
"""Of the letters, those that the tags name at least on a page that is read by its tags."""


@dataclass(slots=True)
class TaggedPage:
    """One page by its tags."""

    page: int
    by_mark: dict[int, list[Stretch]]
    writer: Writer
    passages: list[Passage] = field(default_factory=list)
    notes: list[FootNote] = field(default_factory=list)
    contents: list[str] = field(default_factory=list)
    """Its table of contents."""
    used: set[int] = field(default_factory=set)

    def lines(self, node: Node) -> list[Line]:
        """Return the lines of an element, in the order of its marks."""
        marks = list(dict.fromkeys(mark for mark in node.marks() if mark not in self.used))
        self.used.update(marks)
        return _in_lines([one for mark in marks for one in self.by_mark.get(mark, [])], self.page)

    def text(self, node: Node) -> str:
        """Return the text of an element, or what stands for it."""
        lines = self.lines(node)
        return node.actual or self.writer.text([line.text for line in lines], self.page)


def is_tagged(content: PageContent) -> bool:
    """Tell whether the tags of a page name most of its text."""
    marks = {mark for node in content.tree for mark in node.marks()}
    letters = [(len(one.letters), one.look.mark in marks) for one in content.stretches]
    named = sum(count for count, known in letters if known)
    return bool(marks) and named >= COVERED_SHARE * sum(count for count, _ in letters)


def open_page(content: PageContent, writer: Writer) -> TaggedPage:
    """Return a page with its notes known, so that their marks can be told from powers."""
    by_mark: defaultdict[int, list[Stretch]] = defaultdict(list)
    for stretch in content.stretches:
        by_mark[stretch.look.mark].append(stretch)
    page = TaggedPage(content.number, dict(by_mark), writer)
    for top in content.tree:
        for node in top.walk():
            if node.kind in NOTES:
                _take_note(page, node)
    return page


def _take_note(page: TaggedPage, node: Node) -> None:
    texts = [line.text for line in page.lines(node)]
    mark = MARKED.match(texts[0]) if texts else None
    if mark:
        texts[0] = texts[0][mark.end() :]
    name = (mark[1] or mark[2]) if mark else ""
    if texts:
        page.notes.append(FootNote(name, texts, page.page))


def read_page(page: TaggedPage, tree: list[Node]) -> list[Stretch]:
    """Fill in the passages of a page; return the stretches that no tag names."""
    for node in tree:
        _read(page, node, "")
    return [one for mark, held in page.by_mark.items() if mark not in page.used for one in held]


def _read(page: TaggedPage, node: Node, language: str) -> None:
    language = node.language or language
    if node.kind in NOTES:
        return
    if node.kind in CONTENTS:
        page.contents.append(page.text(node))
        return
    reader = READERS.get(node.kind)
    if reader is not None:
        passage = reader(page, node)
        if passage is not None:
            passage.language = language
            page.passages.append(passage)
        return
    _read_children(page, node, language)


def _read_children(page: TaggedPage, node: Node, language: str) -> None:
    """Read what an element holds; text directly in it is a passage of its own."""
    loose: list[Node | int] = []
    for child in [*node.children, None]:
        if isinstance(child, int) or (child is not None and child.kind in INLINE):
            loose.append(child)
            continue
        if loose:
            _add_lines(page, Node("P", children=loose), language)
            loose = []
        if child is not None:
            _read(page, child, language)


def _add_lines(page: TaggedPage, node: Node, language: str) -> None:
    lines = page.lines(node)
    if lines:
        page.passages.append(Passage(lines, page.page, node.kind, language=language))


def _read_leaf(page: TaggedPage, node: Node) -> Passage | None:
    lines = page.lines(node)
    for below in node.walk():
        if below.kind == "Figure" and below.alt:
            figure = Figure(below.alt)
            page.passages.append(Passage([], page.page, "Figure", figure))
    return Passage(lines, page.page, node.kind) if lines else None


def _read_figure(page: TaggedPage, node: Node) -> Passage | None:
    captions = [below for below in node.walk() if below.kind == "Caption"]
    caption = " ".join(page.text(one) for one in captions)
    text = page.text(node)
    alt = node.alt or (text if node.alt == "" else "")
    if node.alt and text and text not in node.alt:
        # Words in the picture itself: they are on the page, and not in what is said of it.
        alt = f"{node.alt}. {text}" if not node.alt.endswith((".", "!", "?")) else f"{alt} {text}"
    if not alt and not caption:
        return None
    return Passage([], page.page, "Figure", Figure(alt, caption))


def _read_list(page: TaggedPage, node: Node) -> Passage | None:
    items, ordered = _items(page, node)
    if not items:
        return None
    return Passage([], page.page, "L", ItemList(tuple(items), ordered=ordered))


def _items(page: TaggedPage, node: Node) -> tuple[list[ListItem], bool]:
    items: list[ListItem] = []
    numbered = 0
    for child in node.children:
        entry = Node("LI", children=[child]) if isinstance(child, int) else child
        if entry.kind == "L":
            below, ordered = _items(page, entry)
            if items and not items[-1].items:
                items[-1] = ListItem(items[-1].text, tuple(below), ordered)
            else:
                items += below
            continue
        item, is_numbered = _item(page, entry)
        if item.text or item.items:
            items.append(item)
            numbered += is_numbered
    return items, bool(items) and numbered == len(items)


def _item(page: TaggedPage, node: Node) -> tuple[ListItem, bool]:
    """Return an item without its label, and whether that was a number."""
    lists = [below for below in node.walk() if below.kind == "L" and below is not node]
    inner = [_items(page, one) for one in lists[:1]]
    text = page.text(node)
    number = NUMBER.match(text)
    marker = number or MARKER.match(text)
    text = text[marker.end() :] if marker else text
    items, ordered = inner[0] if inner else ([], False)
    return ListItem(text, tuple(items), ordered), number is not None


def _read_table(page: TaggedPage, node: Node) -> Passage | None:
    caption = " ".join(page.text(one) for one in node.walk() if one.kind == "Caption")
    rows = [one for one in node.walk() if one.kind == "TR"]
    cells = [[c for c in row.children if isinstance(c, Node)] for row in rows]
    texts = [tuple(page.text(cell) for cell in row) for row in cells]
    headed = bool(cells) and len(texts) > 1 and all(cell.kind == "TH" for cell in cells[0])
    header = texts[0] if headed else ()
    body = tuple(row for row in texts[headed:] if any(row))
    if not body:
        return None
    return Passage([], page.page, "Table", Table(body, header, caption))


def _read_quotation(page: TaggedPage, node: Node) -> Passage | None:
    parts = [child for child in node.children if isinstance(child, Node) and child.kind == "P"]
    texts = [page.text(part) for part in parts] or []
    rest = page.text(node)
    words = tuple(text for text in (*texts, rest) if text)
    return Passage([], page.page, "BlockQuote", Quotation(words)) if words else None


READERS: Mapping[str, Callable[[TaggedPage, Node], Passage | None]] = {
    **dict.fromkeys(LEAVES, _read_leaf),
    "Figure": _read_figure,
    "L": _read_list,
    "Table": _read_table,
    "BlockQuote": _read_quotation,
}
INLINE = frozenset({"Span", "Quote", "Reference", "Link", "Annot", "Lbl", "Em", "Strong", "Code"})
"""Elements in a line of text (14.8.4.4)."""


def _in_lines(stretches: Iterable[Stretch], page: int) -> list[Line]:
    """Return stretches as lines, in the order in which they are given."""
    rows: list[list[Stretch]] = []
    for one in stretches:
        if rows and _follows(rows[-1][-1], one):
            rows[-1].append(one)
        else:
            rows.append([one])
    return [Line(row, page) for row in rows]


def _follows(last: Stretch, one: Stretch) -> bool:
    large, small = max(last.size, one.size), min(last.size, one.size)
    reach = 0.6 if small <= RAISED_SIZE * large else OFF_LINE
    return abs(last.baseline - one.baseline) <= reach * large and one.left >= last.left


def has_headings(passages: Iterable[Passage]) -> bool:
    """Tell whether the tags name any heading."""
    return any(re.fullmatch(r"H[1-6]?|Title", passage.kind) for passage in passages)
