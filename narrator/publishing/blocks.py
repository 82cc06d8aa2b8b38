"""How each kind of block is set out: one function for each."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from xml.etree.ElementTree import Element

from narrator.article import (
    Code,
    Credit,
    Embed,
    Figure,
    Heading,
    ItemList,
    ListItem,
    Note,
    Paragraph,
    Quotation,
    Separator,
    Table,
)
from narrator.publishing.aligning import Run, cell_runs
from narrator.publishing.markup import add, add_text, element, set_language
from narrator.publishing.typesetting import Around, Typesetter, block_id
from narrator.publishing.webaddresses import web_address


def _heading(setter: Typesetter, parent: Element, block: Heading, around: Around) -> None:
    made = setter.opened(parent, f"h{around.level}", "heading", around)
    made.set("id", block_id(around.origin))
    setter.piece(made, block.text, f"{around.origin}/text", around.language)
    if not "".join(made.itertext()).strip():
        parent.remove(made)  # A heading without words leads nowhere.


def _paragraph(
    setter: Typesetter, parent: Element, block: Paragraph | Credit, around: Around
) -> None:
    made = setter.opened(parent, "p", type(block).__name__.lower(), around)
    setter.piece(made, block.text, f"{around.origin}/text", around.language)


def _quotation(setter: Typesetter, parent: Element, block: Quotation, around: Around) -> None:
    setter.added(parent, setter.waiting.added(around.origin))
    box = parent
    if block.attribution:
        box = setter.opened(parent, "figure", "quotation", around)
    quoted = setter.opened(box, "blockquote", "blockquote", around)
    for number, text in enumerate(block.paragraphs):
        place = f"{around.origin}/paragraphs/{number}"
        setter.piece(add(quoted, "p"), text, place, around.language)
    if block.attribution:
        place = f"{around.origin}/attribution"
        setter.piece(add(box, "figcaption"), block.attribution, place, around.language)


def _list(setter: Typesetter, parent: Element, block: ItemList, around: Around) -> None:
    _items(setter, parent, ListItem("", block.items, block.ordered), around)


def _items(setter: Typesetter, parent: Element, item: ListItem, around: Around) -> None:
    setter.added(parent, setter.waiting.added(around.origin))
    if not item.items:
        return
    made = setter.opened(parent, "ol" if item.ordered else "ul", "list", around)
    made.set("id", block_id(around.origin))
    for number, inner in enumerate(item.items):
        place = f"{around.origin}/items/{number}"
        entry = add(made, "li")
        setter.piece(entry, inner.text, f"{place}/text", around.language)
        _items(setter, entry, inner, replace(around, origin=place))


def _table(setter: Typesetter, parent: Element, block: Table, around: Around) -> None:
    origin, waiting = around.origin, setter.waiting
    setter.added(parent, waiting.added(origin, f"{origin}/caption"))
    setter.added(parent, waiting.added(origin, f"{origin}/header"))
    setter.added(parent, waiting.added(origin, f"{origin}/rows"))
    columns = block.columns
    if not columns:  # What it is called is all that is left of it.
        setter.line(parent, block.caption, f"{origin}/caption", class_="caption")
        return
    named = block_id(origin)
    box = parent
    if setter.skin.scrolls_tables:
        box = add(parent, "div", class_="wide", role="region", tabindex="0")
        if block.caption:
            box.set("aria-labelledby", f"{named}-caption")
        else:
            box.set("aria-label", setter.skin.words.table)
    made = setter.opened(box, "table", "table", around)
    made.set("id", named)
    if block.caption:
        caption = add(made, "caption", id=f"{named}-caption")
        setter.piece(caption, block.caption, f"{origin}/caption", around.language)
    if block.header:
        head = add(add(made, "thead"), "tr")
        _row(setter, head, block.header, _Row(f"{origin}/header", columns, is_header=True))
    body = add(made, "tbody")
    for number, row in enumerate(block.rows):
        is_named = _names_its_row(block, row)
        place = _Row(f"{origin}/rows/{number}", columns, is_named=is_named)
        _row(setter, add(body, "tr"), row, place)


@dataclass(frozen=True, slots=True)
class _Row:
    origin: str
    columns: int
    is_header: bool = False
    is_named: bool = False
    """Whether its first cell says what the row is about."""


def _names_its_row(block: Table, row: tuple[str, ...]) -> bool:
    """Say whether the first cell is the name of the row, as the plan of the speech has it."""
    has_name = bool(block.header and block.header[0])
    return not has_name and len(row) > 1 and bool(row[0]) and any(row[1:])


def _row(setter: Typesetter, made: Element, cells: Sequence[str], row: _Row) -> None:
    numbers = setter.waiting.said(row.origin)
    if len(numbers) == 1:
        setter.mark(made, numbers[0])
        found = [[Run(cell)] if cell else [] for cell in cells]
    else:
        found = cell_runs(cells, numbers, setter.cues)
    for number in range(row.columns):
        content = found[number] if number < len(found) else []
        cell = add(made, "td")
        if content and row.is_header:
            cell.tag = "th"
            cell.set("scope", "col")
        elif content and row.is_named and number == 0:
            cell.tag = "th"
            cell.set("scope", "row")
        for run in content:
            setter.run(cell, run, setter.language)


def _figure(setter: Typesetter, parent: Element, block: Figure, around: Around) -> None:
    origin = around.origin
    empty = {name: "" for name in ("alt", "caption") if f"{origin}/{name}" in setter.say_nothing}
    block = replace(block, **empty)
    made = setter.opened(parent, "figure", "picture", around)
    made.set("id", block_id(origin))
    picture = setter.skin.picture(block)
    if picture is not None:
        made.append(picture)
    _description(setter, made, picture, block, around)
    caption = element("figcaption")
    setter.announced(caption, setter.waiting.added(origin, f"{origin}/caption"))
    setter.piece(caption, block.caption, f"{origin}/caption", around.language)
    credit = element("span", class_="credit")
    setter.announced(credit, setter.waiting.added(origin, f"{origin}/credit"))
    setter.piece(credit, block.credit, f"{origin}/credit", around.language)
    if len(credit) or credit.text:
        if len(caption) or caption.text:
            add_text(caption, " ")
        caption.append(credit)
    if len(caption) or caption.text:
        made.append(caption)
    if not len(made):
        parent.remove(made)


def _description(
    setter: Typesetter, made: Element, picture: Element | None, block: Figure, around: Around
) -> None:
    """Append what a picture shows, with its announcement."""
    origin = around.origin
    line = element("p", class_="description")
    setter.announced(line, setter.waiting.added(origin, f"{origin}/alt"))
    is_labelled = bool(len(line))
    if picture is not None and setter.skin.picture_is_its_cue:
        _mark_picture(setter, picture, f"{origin}/alt", made)
        if is_labelled:
            made.insert(0, line)
        return
    if block.alt and not is_labelled:
        label = add(line, "span", setter.skin.words.image, class_="label")
        set_language(label, setter.skin.words.language, around.language)
        add_text(line, " ")
    setter.piece(line, block.alt, f"{origin}/alt", around.language)
    if len(line) and picture is not None:
        line.set("aria-hidden", "true")  # The picture has the same words as its text.
    if len(line):
        made.append(line)


def _mark_picture(setter: Typesetter, picture: Element, origin: str, box: Element) -> None:
    """Let the picture be the element of its description's first sentence, boxes of the others."""
    for number in setter.waiting.said(origin):
        if "id" not in picture.attrib:
            setter.mark(picture, number)
            continue
        inner = element("span")  # One element has one name: each further sentence wraps it.
        place = next(n for n, child in enumerate(box) if picture in child.iter())
        inner.append(box[place])
        box[place] = inner
        setter.mark(inner, number)


def _embed(setter: Typesetter, parent: Element, block: Embed, around: Around) -> None:
    made = setter.opened(parent, "p", "embed", around)
    setter.announced(made, setter.waiting.added(around.origin))
    link = made
    address = web_address(block.url)
    if address and block.title:
        link = add(made, "a", href=address, rel="noopener noreferrer")
    setter.piece(link, block.title, f"{around.origin}/title", around.language)
    if not len(made) and not made.text:
        parent.remove(made)


def _code(setter: Typesetter, parent: Element, block: Code, around: Around) -> None:
    setter.added(parent, setter.waiting.added(around.origin))
    made = add(setter.opened(parent, "pre", "code", around), "code")
    setter.piece(made, block.text, f"{around.origin}/text", around.language)


def _note(setter: Typesetter, parent: Element, block: Note, around: Around) -> None:
    box = setter.opened(parent, "aside", "note", around)
    box.set("id", block_id(around.origin))
    made = add(box, "p")
    setter.announced(made, setter.waiting.added(around.origin))
    if block.mark and not len(made):
        add(made, "span", f"[{block.mark}] ", class_="label")
    setter.piece(made, block.text, f"{around.origin}/text", around.language)


def _separator(_setter: Typesetter, parent: Element, _block: Separator, _around: Around) -> None:
    add(parent, "hr")


BLOCKS: Mapping[type, Callable[[Typesetter, Element, Any, Around], None]] = {
    Heading: _heading,
    Paragraph: _paragraph,
    Credit: _paragraph,
    Quotation: _quotation,
    ItemList: _list,
    Table: _table,
    Figure: _figure,
    Embed: _embed,
    Code: _code,
    Note: _note,
    Separator: _separator,
}
"""The function that sets out each kind of block; complete, which a test holds."""
