"""Which part of the page is the article.

It is the element with the bulk of the running text, and what stands between it and the headline.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from narrator.reading.webpage.dom import Element, ancestors, elements

if TYPE_CHECKING:
    from collections.abc import Iterator

DOMINANT_SHARE = 0.8
"""A part that holds this share of the running text around it holds the article."""
HEADED_SHARE = 0.4
"""A part that holds this share and the headline as well holds the article."""
HEAD_SHARE = 0.6
"""There is never more running text between a headline and its article than this share of it."""
TWIN_PROSE = 150
"""A part of an article holds a paragraph at least."""
TWIN_SHARE = 0.2
"""A smaller sibling of the same kind is a box below the article."""
ART_CHARS = 500
"""A box with a picture before the headline has no more text than its caption."""
LEVELS = 3
"""How many levels an unclosed paragraph lies below the one before: `<div><font><p>` makes two."""
_TEXT_TAGS = "p li blockquote td th dd pre h1 h2 h3 h4 h5 h6 table ul ol dl"
_TEXT_BLOCKS = frozenset(_TEXT_TAGS.split())


@dataclass(frozen=True, slots=True)
class Region:
    """The article's part of the page: its body, and the head between headline and body."""

    scope: Element
    """The element to walk through."""
    body: Element
    """What holds the article's text."""
    headline: Element | None
    """Where the visible headline is, where there is one."""

    def admits(self, element: Element) -> bool:
        """Tell whether the walk may enter an element."""
        if element.reason is not None:
            return False
        if element in self.body or self.body in element:
            return True
        if self.headline is None or element.order > self.body.end:
            return False
        return element.order >= self.headline.order or self.headline in element or _is_art(element)


def _is_art(element: Element) -> bool:
    """Tell whether an element before the headline is a picture: many pages open with one."""
    if element.tag in ("figure", "picture", "img"):
        return True
    few_words = element.chars <= ART_CHARS and element.link_chars <= element.chars / 2
    return few_words and any(below.tag == "figure" for below in elements(element))


def choose(body: Element, headline: Element | None) -> Region:
    """Return the region of the article."""
    chosen = _bulk(body, headline)
    if headline is None or headline in chosen:
        return Region(chosen, chosen, headline)
    scope = next((node for node in ancestors(chosen) if headline in node), chosen)
    if headline.order > chosen.order or _between(scope, headline, chosen) > (
        chosen.prose * HEAD_SHARE
    ):
        return Region(chosen, chosen, None)
    return Region(scope, chosen, headline)


def _bulk(body: Element, headline: Element | None) -> Element:
    """Return the smallest element that holds the bulk of the running text."""
    node = body
    while True:
        best = max(_children(node), key=lambda child: child.prose, default=None)
        if best is None or best.tag in _TEXT_BLOCKS or _has_twin(best, node):
            return _with_like_paragraphs(node)
        if best.prose < node.prose * DOMINANT_SHARE and not _is_under(best, headline, node):
            return _with_like_paragraphs(node)
        node = best


def _has_twin(best: Element, node: Element) -> bool:
    """Tell whether an element has a sibling of its kind with text: the article is in parts."""
    return any(
        one is not best
        and one.tag == best.tag
        and one.names == best.names != " "
        and one.prose >= max(TWIN_PROSE, best.prose * TWIN_SHARE)
        for one in _children(node)
    )


def _is_under(best: Element, headline: Element | None, node: Element) -> bool:
    """Tell whether an element holds the headline and much of the text: others are other matter."""
    return headline is not None and headline in best and best.prose >= node.prose * HEADED_SHARE


def _with_like_paragraphs(node: Element) -> Element:
    """Return the element, or the one around it whose own paragraphs are of the same kind.

    Where a tag is not closed, each paragraph lies one level deeper than the one before it.
    """
    kinds = {(child.tag, child.names) for below in elements(node) for child in _paragraphs(below)}
    levels = 0
    for above in ancestors(node):
        levels += 1
        if above.end != node.end or levels > LEVELS:
            break
        if any((child.tag, child.names) in kinds for child in _paragraphs(above)):
            node, levels = above, 0
    return node


def _paragraphs(element: Element) -> Iterator[Element]:
    return (child for child in _children(element) if child.prose and child.tag == "p")


def _children(element: Element) -> Iterator[Element]:
    return (child for child in element.children if isinstance(child, Element))


def _between(scope: Element, headline: Element, body: Element) -> int:
    """Return how much running text stands between the headline and the body."""
    total = 0
    stack = [scope]
    while stack:
        node = stack.pop()
        for child in _children(node):
            if child.end < headline.order or child.order >= body.order:
                if body in child and child is not body:
                    stack.append(child)
            elif body in child or headline in child:
                if child is not headline:
                    stack.append(child)
            else:
                total += child.prose
    return total
