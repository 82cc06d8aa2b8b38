"""An article as lines to be read, in order: what is said of each block, and what is not.

Each kind of block has one function; all of them yield the steps of `steps`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any

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
from narrator.planning.figures import figure_lines
from narrator.planning.framing import head
from narrator.planning.steps import Line, Reader, Rest, Step, Turn
from narrator.planning.tables import table_lines
from narrator.planning.verbalizing.ornaments import BOXES, EMPTY_BOX
from narrator.script import Role


def lines(reader: Reader) -> Iterator[Step]:
    """Yield everything of an article, as it is to be read or as an omission."""
    article = reader.article
    yield from head(reader)
    for number, text in enumerate(article.standfirst):
        yield from reader.read(text, Role.STANDFIRST, f"/standfirst/{number}")
    for number, block in enumerate(article.blocks):
        yield from BLOCKS[type(block)](block, f"/blocks/{number}", reader)


def _heading(block: Heading, origin: str, reader: Reader) -> Iterator[Step]:
    place = f"{origin}/text"
    yield Turn(" ".join(block.text.split()), block.level)
    yield from reader.read(block.text, Role.HEADING, place, block.language)


def _paragraph(block: Paragraph, origin: str, reader: Reader) -> Iterator[Step]:
    yield from reader.read(block.text, Role.BODY, f"{origin}/text", block.language)


def _credit(block: Credit, origin: str, reader: Reader) -> Iterator[Step]:
    yield from reader.read(block.text, Role.CREDIT, f"{origin}/text", block.language)


def _separator(_block: Separator, _origin: str, _reader: Reader) -> Iterator[Step]:
    yield Rest()


def _quotation(block: Quotation, origin: str, reader: Reader) -> Iterator[Step]:
    if reader.phrases and reader.reads(Role.QUOTATION):
        yield from reader.announce("quotation", origin, reader.phrases.quotation)
    for number, text in enumerate(block.paragraphs):
        place = f"{origin}/paragraphs/{number}"
        yield from reader.read(text, Role.QUOTATION, place, block.language)
    # The attribution is not part of what was said: the voice of the body reads it.
    role = Role.ATTRIBUTION if reader.reads(Role.QUOTATION) else Role.QUOTATION
    yield from reader.read(block.attribution, role, f"{origin}/attribution", block.language)


def _list(block: ItemList, origin: str, reader: Reader) -> Iterator[Step]:
    yield from _items(block.items, block.ordered, origin, reader, block.language)


def _items(
    items: tuple[ListItem, ...], ordered: bool, origin: str, reader: Reader, language: str
) -> Iterator[Step]:
    if items and reader.reads(Role.LIST_ITEM):
        yield from reader.announce("list", origin, reader.count("list", len(items)))
    for number, item in enumerate(items):
        place = f"{origin}/items/{number}"
        lead = _lead(item.text, number + 1 if ordered else 0, reader)
        for step in reader.read(item.text, Role.LIST_ITEM, f"{place}/text", language):
            yield replace(step, lead=lead) if lead and isinstance(step, Line) else step
        if item.items:
            yield from _items(item.items, item.ordered, place, reader, language)


def _lead(text: str, number: int, reader: Reader) -> str:
    """Return what is said before an item: its number where it is not 0, and what its box says."""
    counted = f"{number}. " if number else ""
    if reader.phrases is None or not text.startswith(BOXES):
        return counted
    told = reader.phrases.to_do if text.startswith(EMPTY_BOX) else reader.phrases.done
    return f"{counted}{told}{reader.phrases.colon} "


def _embed(block: Embed, origin: str, reader: Reader) -> Iterator[Step]:
    if reader.phrases and reader.reads(Role.EMBED):
        ending = reader.phrases.colon if block.title else reader.phrases.stop
        text = reader.phrases.embed(block.medium) + ending
        yield from reader.announce("embed", origin, text)
        if not block.title:
            yield Rest(Role.EMBED)
    yield from reader.read(block.title, Role.EMBED, f"{origin}/title", block.language)


def _code(block: Code, origin: str, reader: Reader) -> Iterator[Step]:
    # Announced even where it is not read: program text is never silence.
    count = len(block.text.splitlines())
    yield from reader.announce("code", origin, reader.count("code", count))
    if not reader.reads(Role.CODE):
        yield Rest(Role.CODE)
    yield from reader.read(block.text, Role.CODE, f"{origin}/text", block.language)


def _note(block: Note, origin: str, reader: Reader) -> Iterator[Step]:
    if reader.phrases and reader.reads(Role.NOTE):
        phrase = reader.phrases.numbered_note if block.mark else reader.phrases.note
        yield from reader.announce("note", origin, phrase.format(mark=block.mark))
    yield from reader.read(block.text, Role.NOTE, f"{origin}/text", block.language)


BLOCKS: Mapping[type, Callable[[Any, str, Reader], Iterator[Step]]] = {
    Heading: _heading,
    Paragraph: _paragraph,
    Quotation: _quotation,
    ItemList: _list,
    Table: table_lines,
    Figure: figure_lines,
    Embed: _embed,
    Code: _code,
    Note: _note,
    Credit: _credit,
    Separator: _separator,
}
"""The function that reads each kind of block; complete, which a test holds."""
