"""Lists of the page as blocks."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from narrator.article import ItemList, ListItem
from narrator.reading.webpage import galleries, inline
from narrator.reading.webpage.dom import HEADINGS, Element, elements, find

if TYPE_CHECKING:
    from narrator.reading.webpage.dom import Text

LISTS = ("ul", "ol", "dl", "menu", "dir")
DEPTH_LIMIT = 12
"""Lists nested deeper are read as text of the item they are in; no honest page has them."""


def read_list(element: Element, depth: int = 0) -> tuple[tuple[ListItem, ...], list[Text]]:
    """Return the items of a list and the page's texts that are in them."""
    items: list[ListItem] = []
    taken: list[Text] = []
    for child in element.children:
        if not isinstance(child, Element) or child.reason is not None:
            continue
        if child.tag in LISTS and depth < DEPTH_LIMIT:
            below, texts = read_list(child, depth + 1)
            _hang(items, below, ordered=child.tag == "ol")
            taken += texts
            continue
        item, texts = _read_item(child, depth)
        taken += texts
        if item is not None and child.tag == "dd" and items:
            _hang(items, (item,), ordered=False)
        elif item is not None:
            items.append(item)
    return tuple(items), taken


def _hang(items: list[ListItem], below: tuple[ListItem, ...], *, ordered: bool) -> None:
    """Put items under the last one; a list that opens with a list has none to put them under."""
    if not items:
        items.extend(below)
        return
    last = items[-1]
    items[-1] = ListItem(last.text, last.items + below, ordered or last.ordered)


def _read_item(element: Element, depth: int) -> tuple[ListItem | None, list[Text]]:
    inner = _outermost_lists(element) if depth < DEPTH_LIMIT else ()
    run = inline.read(element, skipped=inner)
    text = run.text().replace("\n", " ")
    items: list[ListItem] = []
    taken = list(run.texts)
    for below in inner:
        if below.reason is None:
            more, texts = read_list(below, depth + 1)
            items += more
            taken += texts
    if not text and not items:
        return None, taken
    ordered = bool(inner) and inner[0].tag == "ol"
    if not text and len(items) == 1:
        return items[0], taken
    return ListItem(text, tuple(items), ordered), taken


def _outermost_lists(element: Element) -> tuple[Element, ...]:
    found: list[Element] = []
    for below in find(element, *LISTS):
        if below is not element and not (found and below in found[-1]):
            found.append(below)
    return tuple(found)


def flatten(items: tuple[ListItem, ...]) -> list[str]:
    """Return the texts of a list and of the lists in it, which are no deeper than the limit."""
    found: list[str] = []
    for item in items:
        found += [item.text, *flatten(item.items)]
    return [text for text in found if text]


def holds_article_parts(element: Element) -> bool:
    """Tell whether a list is only the frame of something else: its items hold whole sections."""
    items = [child for child in element.children if isinstance(child, Element)]
    if galleries.is_list(element):
        return True
    for item in items:
        tags = [below.tag for below in elements(item)]
        paragraphs = tags.count("p")
        if any(tag in tags for tag in ("figure", "blockquote", "pre", "table", "iframe")):
            return True
        if any(tag in HEADINGS for tag in tags) and paragraphs >= 1:
            return True
        if paragraphs >= 3 and item.chars > 1200:  # a section, not an item
            return True
    return False


def to_list(element: Element) -> tuple[ItemList, list[Text]] | None:
    """Return the list, or nothing where there is no text in it."""
    items, taken = read_list(element)
    if not items:
        return None
    ordered = element.tag == "ol"
    numbers = _numbers(element, len(items)) if ordered else []
    if numbers != list(range(1, len(items) + 1)) and ordered:
        # The number is part of what is said where counting does not go from one on.
        pairs = zip(items, numbers, strict=True)
        items = tuple(replace(item, text=f"{number}. {item.text}") for item, number in pairs)
        ordered = False
    return ItemList(items, ordered), taken


def _numbers(element: Element, count: int) -> list[int]:
    """Return what a numbered list shows before its items (HTML, 4.4.5: start, reversed, value)."""
    step = -1 if "reversed" in element.attributes else 1
    number = _integer(element, "start", count if step < 0 else 1)
    entries = [
        child
        for child in element.children
        if isinstance(child, Element) and child.tag == "li" and child.reason is None
    ]
    numbers = []
    for place in range(count):
        if len(entries) == count:
            number = _integer(entries[place], "value", number)
        numbers.append(number)
        number += step
    return numbers


def _integer(element: Element, name: str, default: int) -> int:
    written = (element.attributes.get(name) or "").strip()
    return int(written) if re.fullmatch(r"-?[0-9]{1,6}", written) else default
