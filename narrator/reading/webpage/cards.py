"""Teasers: boxes of the page that lead to other articles, known by their linked headings."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from narrator.article import Reason
from narrator.reading.webpage.dom import HEADINGS, Element, ancestors, elements

if TYPE_CHECKING:
    from collections.abc import Iterator

CARD_CHARS = 700
"""A box with more text than this is more than a teaser."""
LINKED_SHARE = 0.8
"""A heading of which more is a link leads elsewhere."""


def mark(body: Element, headline: Element | None, address: str) -> None:
    """Set the reason of every teaser of another article of the same site."""
    host = urlsplit(address).hostname or ""
    found = [heading for heading in _headings(body) if _leads_away(heading, host)]
    inside: Counter[int] = Counter()
    for heading in found:
        inside.update(node.order for node in ancestors(heading))
    for heading in found:
        card = _card(heading, inside, headline)
        if card is not heading:
            card.reason = card.reason or Reason.RELATED


def _headings(body: Element) -> Iterator[Element]:
    for element in elements(body):
        if element.tag in HEADINGS and element.tag != "h1" and element.chars:
            yield element


def _leads_away(heading: Element, host: str) -> bool:
    link = next((node for node in ancestors(heading) if node.tag == "a"), None)
    if link is None and heading.link_chars >= heading.chars * LINKED_SHARE:
        link = next((node for node in elements(heading) if node.tag == "a"), None)
    if link is None:
        return False
    href = link.get("href")
    if not href or href.startswith("#"):
        return False
    target = urlsplit(href).hostname or ""
    return not target or not host or _site(target) == _site(host)


def _site(host: str) -> str:
    return ".".join(host.split(".")[-2:])


def _card(heading: Element, inside: Counter[int], headline: Element | None) -> Element:
    """Return the largest box around a heading that holds no other teaser and no article."""
    card = heading
    for node in ancestors(heading):
        if node.chars > CARD_CHARS or inside[node.order] > 1 or node.tag in ("body", "main"):
            break
        if headline is not None and headline in node:
            break
        card = node
    return card
