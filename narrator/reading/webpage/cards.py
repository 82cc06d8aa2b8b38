"""Boxes that are no part of the article by what is in them: teasers, offers to subscribe."""

from __future__ import annotations

import re
from collections import Counter
from urllib.parse import urlsplit

from narrator.article import Reason
from narrator.reading.webpage import labels
from narrator.reading.webpage.dom import (
    HEADINGS,
    INLINE,
    Element,
    Text,
    ancestors,
    collapse,
    elements,
    plain,
    texts,
)

_TEASER = re.compile(r" teasers? (?:\| |$)")
"""A class that ends so: "teaser", "video-teaser"; a "teaser-image" may be the article's own."""
_AUTHOR = re.compile(
    r"/(?:authors?|autor(?:en|es|i)?|autore|auteurs?|by|profile|people|person|staff|reporters?|"
    r"journalists?|columnists?|contributors?|writers?|redaktion|firmas?|yazar(?:lar)?|@[\w.-]+)(?:/|$)",
    re.I,
)
_SECOND_LEVEL = frozenset({"co", "com", "org", "net", "ac", "gov", "gob", "or", "ne", "go"})
"""What stands between a site's name and its country in the names of hosts."""
CARD_CHARS = 700
"""A box with more text than this is more than a teaser."""
TEASER_PARAGRAPHS = 1
TEASER_CHARS = 15
"""A box with less text than this is a button."""
OFFER_BOX_CHARS = 2_500
"""The longest box that offers a subscription, its list of advantages included."""
PARAGRAPH_CHARS = 160
"""Offers are made in shorter lines."""
OFFER_SHARE = 0.3
"""An offer holds less than this share of the page's running text."""
LINKED_SHARE = 0.8
"""A heading of which more is a link leads elsewhere."""
LABELLED_SHARE = 0.4
"""So it does in a short article inside another, where a label stands before the link."""


def mark(body: Element, headline: Element | None, address: str) -> None:
    """Set the reason of every teaser of another article of the same site."""
    host = urlsplit(address).hostname or ""
    found = [one for one in elements(body) if _is_linked_heading(one, host)]
    found += [one for one in elements(body) if _is_stretched_link(one, host)]
    for one in elements(body):
        if _is_named_teaser(one) and not (headline and headline in one):
            one.reason = one.reason or Reason.RELATED
    inside: Counter[int] = Counter()
    for one in found:
        inside.update(node.order for node in ancestors(one))
    for one in found:
        card = _card(one, inside, headline)
        if card is not one:
            card.reason = card.reason or Reason.RELATED


def mark_offers(body: Element, headline: Element | None) -> None:
    """Set the reason of every box that wants the reader to subscribe or to sign in."""
    for element in elements(body):
        if not 0 < element.chars <= labels.OFFER_CHARS or element.tag in INLINE:
            continue
        has_words = any(isinstance(node, Text) and node.value.strip() for node in element.children)
        if has_words and labels.is_offer(plain(element)):
            box = _offer_box(element, body, headline)
            box.reason = box.reason or Reason.NEWSLETTER


def _offer_box(element: Element, body: Element, headline: Element | None) -> Element:
    box = element
    for node in ancestors(element):
        if node.chars > OFFER_BOX_CHARS or node.tag in ("body", "main", "article"):
            break
        if headline is not None and headline in node:
            break
        if node.prose > body.prose * OFFER_SHARE or _has_paragraph(node, box):
            break
        box = node
    return box


def _has_paragraph(node: Element, without: Element) -> bool:
    """Tell whether an element has a paragraph as long as those of articles."""
    return any(
        one.tag == "p" and one.prose >= PARAGRAPH_CHARS and one not in without
        for one in elements(node)
    )


def _is_linked_heading(heading: Element, host: str) -> bool:
    """Tell whether an element is a heading that leads to another page of the site."""
    if heading.tag not in HEADINGS or heading.tag == "h1" or not heading.chars:
        return False
    link = next((node for node in ancestors(heading) if node.tag == "a"), None)
    share = LABELLED_SHARE if _is_in_box_of_its_own(heading) else LINKED_SHARE
    if link is None and heading.link_chars >= heading.chars * share:
        link = next((node for node in elements(heading) if node.tag == "a"), None)
    if link is None or _AUTHOR.search(link.get("href")) or link.get("rel") == "author":
        return False  # The name of an author is set as a heading by some.
    return _stays_on_site(link, host)


def _is_in_box_of_its_own(heading: Element) -> bool:
    """Tell whether a heading stands in an article of a few lines: a teaser in another one."""
    box = next((node for node in ancestors(heading) if node.tag == "article"), None)
    return box is not None and box.chars <= CARD_CHARS


def _is_named_teaser(element: Element) -> bool:
    """Tell whether a box is called a teaser and is made as one: a picture or a heading, a link."""
    if not _TEASER.search(element.names) or not 0 < element.chars <= CARD_CHARS:
        return False
    below = {one.tag for one in elements(element)}
    return "a" in below and bool(below & {"img", "h2", "h3", "h4", "h5", "h6"})


def _is_stretched_link(link: Element, host: str) -> bool:
    """Tell whether an element is a link without text, laid over the box that it is in."""
    if link.tag != "a" or not _stays_on_site(link, host) or link.parent is None:
        return False
    if any(node.tag == "figure" for node in ancestors(link)):
        return False  # It opens the picture.
    if any(node.tag in ("img", "picture", "svg", "figure") for node in elements(link)):
        return False
    if any(isinstance(node, Element) and node.tag == "svg" for node in link.children):
        return False
    return not plain_visible(link) and is_over_box(link)


def is_over_box(link: Element) -> bool:
    """Tell whether the box around an empty link has a short text of its own, and no caption."""
    parent = link.parent
    if parent is None or not TEASER_CHARS <= parent.chars - link.chars <= CARD_CHARS:
        return False
    return not any(one.tag == "figcaption" for one in elements(parent))


def plain_visible(element: Element) -> str:
    """Return the text of an element without what is hidden in it."""
    return collapse(
        " ".join(
            text.value
            for text in texts(element)
            if not any(node.reason for node in ancestors(text) if node in element)
        )
    )


def _stays_on_site(link: Element, host: str) -> bool:
    href = link.get("href")
    if not href or href.startswith(("#", "mailto:", "javascript:")):
        return False
    try:
        target = urlsplit(href).hostname or ""
    except ValueError:
        return False
    return not target or not host or _site(target) == _site(host)


def _site(host: str) -> str:
    """Return the name that a site has in every country: "post" of `www.post.co.uk`."""
    parts = host.split(".")[:-1] or [host]
    if len(parts) > 1 and parts[-1] in _SECOND_LEVEL:
        parts.pop()
    return parts[-1]


def _card(heading: Element, inside: Counter[int], headline: Element | None) -> Element:
    """Return the largest box around a heading that holds no other teaser and no article."""
    card = heading
    for node in ancestors(heading):
        if node.chars > CARD_CHARS or inside[node.order] > 1 or node.tag in ("body", "main"):
            break
        if headline is not None and headline in node:
            break
        if _has_longer_heading(node, heading) or _is_text(node):
            break
        card = node
    return card


def _is_text(node: Element) -> bool:
    """Tell whether a box holds text that tells something: a teaser has one paragraph at most."""
    count = 0
    for one in elements(node):
        if one.prose and not one.link_chars and one.tag not in HEADINGS:
            below = (child for child in one.children if isinstance(child, Element))
            count += not any(child.prose for child in below)
    return count > TEASER_PARAGRAPHS


def _has_longer_heading(node: Element, heading: Element) -> bool:
    """Tell whether a box has a longer heading of the same rank that leads nowhere."""
    return any(
        one.tag == heading.tag and not one.link_chars and one.chars > heading.chars
        for one in elements(node)
    )
