"""Quotations: what was said, who said it, and what stands in a quotation beside words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from narrator.article import Heading, ItemList, Note, Paragraph, Quotation
from narrator.reading.webpage import embeds, inline, listings
from narrator.reading.webpage.dom import HEADINGS, Element, elements

if TYPE_CHECKING:
    from narrator.article import Block
    from narrator.reading.webpage.blocks import Walk

_SAID_BY = re.compile(
    r" (\w*attribution|(?:quote|quotation|zitat|citation|cita) (?:by|author|source|name|credit|"
    r"autor|auteur|quelle|footer|person)) "
)
QUOTE_SHARE = 0.5
"""A quotation that holds more of the article than this is an unclosed tag."""
_ACCOUNT = re.compile(r"@[\w.-]+")
SHORT_PROSE = 600
"""A quotation that is shorter may well be most of a short article."""


def take_quotation(walk: Walk, element: Element) -> bool:
    """Take a quotation and who said it; an unclosed one is walked through."""
    if isinstance(walk.region, QuoteRegion):
        return False  # a quotation in a quotation is part of it
    if element.prose > walk.region.scope.prose * QUOTE_SHARE and element.prose > SHORT_PROSE:
        return False
    if any(below.tag in ("table", "pre") or below.tag in HEADINGS for below in elements(element)):
        return False
    walk.flush()
    cites = [below for below in elements(element)[1:] if below.chars and _says_who(below)]
    said_by = inline.read(cites[-1]) if cites else inline.Run()
    inner = type(walk)(QuoteRegion(element, tuple(cites[-1:]))).collect()
    spoken = [draft for draft in inner if draft.reason is None and _lines(draft.block)]
    words = tuple(line for draft in spoken for line in _lines(draft.block))
    taken = [text for draft in spoken for text in draft.texts]
    if words:
        attribution = said_by.text().lstrip("—–-― ").strip()
        if embeds.is_post(element) and not attribution and len(words) > 1:
            words, attribution = _parted(words)
        share = element.link_chars / element.chars if element.chars else 0.0
        walk.add(Quotation(words, attribution), element, taken + said_by.texts, share)
    walk.drafts += [draft for draft in inner if draft not in spoken]
    return True


def _says_who(element: Element) -> bool:
    """Tell whether an element in a quotation names who said it."""
    return element.tag in ("cite", "footer", "figcaption") or bool(_SAID_BY.search(element.names))


def _parted(words: tuple[str, ...]) -> tuple[tuple[str, ...], str]:
    """Return the words of a post and who wrote it: a first line "@name", else the last."""
    if _ACCOUNT.fullmatch(words[0]):
        return words[1:], words[0]
    return words[:-1], words[-1].lstrip("—–-― ")


def _lines(block: Block) -> list[str]:
    """Return the lines of what may stand in a quotation; nothing for a picture or a player."""
    match block:
        case Paragraph() | Heading() | Note():
            return [block.text]
        case ItemList():
            return listings.flatten(block.items)
        case _:
            return []


class QuoteRegion:
    """The inside of a quotation as a region of its own."""

    def __init__(self, scope: Element, without: tuple[Element, ...]) -> None:
        self.scope = scope
        self.without = without

    def admits(self, element: Element) -> bool:
        """Tell whether the walk may enter an element."""
        return element.reason is None and element not in self.without
