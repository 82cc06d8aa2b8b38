"""The structure of a tagged PDF page: elements, their texts' marks, and what they are.

ISO 32000-1, sections 14.7 and 14.8. PDFium gives a page the part of the document's tree that
leads to it, with the document's own names of elements replaced by the standard ones.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pypdfium2.raw as pdfium

if TYPE_CHECKING:
    from pypdfium2 import PdfPage

MAX_DEPTH = 100
"""Levels of the tree that are followed; a circle in it would have no end."""
MAX_NODES = 100_000
"""Elements of one page that are followed."""
MAX_WORDS_BYTES = 100_000
"""Of an alternative text."""


@dataclass(slots=True)
class Node:
    """One element of the structure."""

    kind: str
    """Its standard name: "H1", "P", "LI"."""
    alt: str = ""
    actual: str = ""
    """The text that stands for what it shows (14.9.4)."""
    language: str = ""
    children: list[Node | int] = field(default_factory=list)
    """Elements, and the marks of the texts directly in it, in order."""

    def marks(self) -> Iterator[int]:
        """Yield the marks of all texts in it, in order."""
        for child in self.children:
            if isinstance(child, int):
                yield child
            else:
                yield from child.marks()

    def walk(self) -> Iterator[Node]:
        """Yield it and all elements below it."""
        yield self
        for child in self.children:
            if isinstance(child, Node):
                yield from child.walk()


def read_tree(page: PdfPage) -> list[Node]:
    """Return the elements that the page's part of the tree begins with."""
    tree = pdfium.FPDF_StructTree_GetForPage(page)
    if not tree:
        return []
    try:
        left = [MAX_NODES]
        count = max(0, pdfium.FPDF_StructTree_CountChildren(tree))
        tops = [pdfium.FPDF_StructTree_GetChildAtIndex(tree, n) for n in range(count)]
        return [_node(top, 0, left) for top in tops if top]
    finally:
        pdfium.FPDF_StructTree_Close(tree)


def _node(element: Any, depth: int, left: list[int]) -> Node:
    node = Node(
        _words(pdfium.FPDF_StructElement_GetType, element),
        " ".join(_words(pdfium.FPDF_StructElement_GetAltText, element).split()),
        " ".join(_words(pdfium.FPDF_StructElement_GetActualText, element).split()),
        _words(pdfium.FPDF_StructElement_GetLang, element),
    )
    left[0] -= 1
    if depth >= MAX_DEPTH or left[0] <= 0:
        return node
    for number in range(max(0, pdfium.FPDF_StructElement_CountChildren(element))):
        child = pdfium.FPDF_StructElement_GetChildAtIndex(element, number)
        mark = pdfium.FPDF_StructElement_GetChildMarkedContentID(element, number)
        if child:
            node.children.append(_node(child, depth + 1, left))
        elif mark >= 0:
            node.children.append(mark)
    return node


def _words(getter: Callable[[Any, Any, int], int], element: Any) -> str:
    """Return a text that PDFium gives in UTF-16, with its length in bytes."""
    size = getter(element, None, 0)
    if size <= 2 or size > MAX_WORDS_BYTES:
        return ""
    held = ctypes.create_string_buffer(size)
    getter(element, held, size)
    return held.raw[: size - 2].decode("utf-16-le", errors="replace")
