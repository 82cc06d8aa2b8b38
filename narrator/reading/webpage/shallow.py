"""A tree that is too deep becomes a shallower one with the same texts in the same order."""

from __future__ import annotations

from dataclasses import dataclass

from narrator.reading.webpage.dom import DEPTH_LIMIT, INLINE, PLAYERS, Element, Text, close

_SPEAK_WHEN_EMPTY = PLAYERS | {"hr"}
"""Elements that say something though they hold nothing."""


@dataclass(frozen=True, slots=True)
class _Step:
    node: Element | Text
    home: Element
    """The element that it goes to."""
    depth: int
    """How many levels below the root it lies in the page."""
    anchor: Element | None
    """The element of the last level kept that it lies below; None above that."""


def flatten(root: Element) -> None:
    """Put what lies below the limit side by side under the last level that is kept.

    Blocks stay blocks, so paragraphs stay apart; elements inside a line leave their text to
    the block that they are in.
    """
    root.page.clear()
    stack = _begin(root, 0, None)
    while stack:
        step = stack.pop()
        stack += _put(step) if step.anchor is None else _put_below_limit(step, step.anchor)
    close(root)


def _begin(element: Element, depth: int, anchor: Element | None) -> list[_Step]:
    """Number an element and return the steps for its children, the last one first."""
    element.order = element.end = len(element.page)
    element.page.append(element)
    if depth == DEPTH_LIMIT:
        anchor = element
    children, element.children = element.children, []
    return [_Step(child, element, depth + 1, anchor) for child in reversed(children)]


def _put(step: _Step) -> list[_Step]:
    _adopt(step.node, step.home)
    return [] if isinstance(step.node, Text) else _begin(step.node, step.depth, None)


def _put_below_limit(step: _Step, anchor: Element) -> list[_Step]:
    node, home = step.node, step.home
    if home is not anchor and anchor.children[-1] is not home:
        home = anchor  # Another block has begun since: what follows comes behind that.
    if isinstance(node, Text):
        _adopt(node, home)
        return []
    if node.tag not in INLINE:
        _drop_empty(anchor)
        _adopt(node, anchor)
        return _begin(node, step.depth, anchor)
    if node.children:
        return [_Step(child, home, step.depth, anchor) for child in reversed(node.children)]
    _adopt(node, home)
    return _begin(node, step.depth, anchor)


def _drop_empty(anchor: Element) -> None:
    """Drop the box before, where there is nothing in it: 100,000 boxes may hold one word."""
    last = anchor.children[-1] if anchor.children else None
    if not isinstance(last, Element) or last.children or last is not last.page[-1]:
        return
    if last.tag not in INLINE and last.tag not in _SPEAK_WHEN_EMPTY:
        last.page.pop()
        anchor.children.pop()


def _adopt(node: Element | Text, parent: Element) -> None:
    node.parent = parent
    parent.children.append(node)
