"""The lists of a Word document: which of them are numbered, and items that hang on others."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from narrator.article import ItemList, ListItem
from narrator.reading.docx.parts import value

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

MAX_DEPTH = 8
"""The deepest level of a list, counted from 0 (ECMA-376, part 1, 17.9.6)."""
BULLETS = frozenset({"bullet", "none", ""})
"""Formats of numbers that number nothing (17.18.59)."""


class Numbering:
    """The numberings of a document.

    Args:
        root: The part that holds them; None where there is none.
    """

    def __init__(self, root: Element | None) -> None:
        self._formats: dict[tuple[str, int], str] = {}
        children = list(root) if root is not None else []
        abstract = {
            one.get("w:abstractNumId", ""): one for one in children if one.tag == "w:abstractNum"
        }
        for number in children:
            if number.tag == "w:num":
                self._take(number, abstract.get(value(number, "w:abstractNumId")))

    def _take(self, number: Element, abstract: Element | None) -> None:
        key = number.get("w:numId", "")
        levels = list(abstract.iter("w:lvl")) if abstract is not None else []
        for level in [*levels, *number.iter("w:lvl")]:  # The second ones override the first.
            depth = level.get("w:ilvl", "0")
            if depth.isdecimal():
                self._formats[key, int(depth)] = value(level, "w:numFmt")

    def is_ordered(self, number: str, depth: int) -> bool:
        """Tell whether a level of a list is numbered."""
        return self._formats.get((number, depth), "") not in BULLETS


@dataclass(slots=True)
class Item:
    """One item with its depth, as the document lists them one after the other."""

    text: str
    depth: int
    ordered: bool
    items: list[Item] = field(default_factory=list)


def nested(items: list[Item]) -> ItemList:
    """Return a list in which deeper items hang on the item before them."""
    top: list[Item] = []
    open_items: list[Item] = []
    for item in items:
        while open_items and open_items[-1].depth >= item.depth:
            open_items.pop()
        (open_items[-1].items if open_items else top).append(item)
        open_items.append(item)
    return ItemList(tuple(map(_frozen, top)), ordered=top[0].ordered)


def _frozen(item: Item) -> ListItem:
    ordered = bool(item.items) and item.items[0].ordered
    return ListItem(item.text, tuple(map(_frozen, item.items)), ordered)
