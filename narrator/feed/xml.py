"""XML of a feed: elements as values, written the same way each time, and read back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from narrator.feed.characters import printable

NAMESPACES: Mapping[str, str] = {
    "atom": "http://www.w3.org/2005/Atom",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd",
    "podcast": "https://podcastindex.org/namespace/1.0",
    "psc": "http://podlove.org/simple-chapters",
}
"""By the prefixes that everybody uses; some readers look for the prefix alone."""

AS_HTML = frozenset({"description", "content:encoded"})
"""Elements whose text is HTML; directories want it in CDATA sections (Apple, "A podcaster's guide
to RSS")."""

MOST_DEPTH = 20
"""Of elements in a feed that is read; the deepest of ours has six."""

_BREAK = "\n"


@dataclass(frozen=True, slots=True)
class Element:
    """One element: its name with its prefix, and what is in it."""

    name: str
    text: str = ""
    attributes: tuple[tuple[str, str], ...] = ()
    children: tuple[Element, ...] = ()

    def get(self, attribute: str) -> str:
        """Return the value of an attribute, or nothing."""
        return dict(self.attributes).get(attribute, "")

    def all(self, name: str) -> list[Element]:
        """Return the children of that name."""
        return [child for child in self.children if child.name == name]

    def find(self, name: str) -> Element | None:
        """Return the first child of that name."""
        return next(iter(self.all(name)), None)

    def value(self, name: str) -> str:
        """Return the text of the first child of that name, or nothing."""
        found = self.find(name)
        return found.text if found else ""


def element(name: str, text: str = "", /, *children: Element, **attributes: str) -> Element:
    """Return an element; of the attributes those that have a value, `_` for `-` in names."""
    given = tuple((key.replace("_", "-"), value) for key, value in attributes.items() if value)
    return Element(name, text, given, children)


def render(root: Element) -> bytes:
    """Return a document of the element, in UTF-8, one element a line."""
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', *_lines(root, 0)]
    return (_BREAK.join(lines) + _BREAK).encode("utf-8")


def _lines(node: Element, depth: int) -> Iterator[str]:
    indent = "  " * depth
    given = "".join(f" {name}={_quoted(value)}" for name, value in node.attributes)
    opening = f"{indent}<{node.name}{given}"
    if node.children:
        yield f"{opening}>"
        for child in node.children:
            yield from _lines(child, depth + 1)
        yield f"{indent}</{node.name}>"
    elif node.text:
        yield f"{opening}>{_text(node)}</{node.name}>"
    else:
        yield f"{opening}/>"


def _quoted(value: str) -> str:
    return quoteattr(printable(value), {"\n": "&#10;", "\r": "&#13;", "\t": "&#9;"})


def _text(node: Element) -> str:
    # A carriage return that is not escaped is read back as a line feed (XML 1.0, section 2.11).
    text = printable(node.text)
    if node.name in AS_HTML and "<" in text:
        inside = text.replace("\r", "").replace("]]>", "]]]]><![CDATA[>")
        return f"<![CDATA[{inside}]]>"
    return escape(text, {"\r": "&#13;"})


def parse(data: bytes) -> Element:
    """Return the root of a document.

    Raises:
        ValueError: where it is not well formed, declares a document type, or is nested deeper
            than a feed can be.
    """
    from xml.etree import ElementTree

    # Entities can be declared in a document type only; no feed has one.
    if b"<!DOCTYPE" in data:
        raise ValueError("it declares a document type")
    try:
        root = ElementTree.fromstring(data)  # noqa: S314 - without entities, and not from the web
    except ElementTree.ParseError as error:
        raise ValueError(str(error)) from error
    return _taken(root, 0)


def _taken(node: object, depth: int) -> Element:
    from xml.etree import ElementTree

    assert isinstance(node, ElementTree.Element)  # noqa: S101 - for the types
    if depth > MOST_DEPTH:
        raise ValueError("it is nested too deep")
    name, own = _prefixed(node.tag)
    attributes = tuple((_prefixed(key)[0], value) for key, value in node.items())
    children = tuple(_taken(child, depth + 1) for child in node)
    text = "" if children else node.text or ""
    return Element(name, text, (*own, *attributes), children)


def _prefixed(tag: str) -> tuple[str, tuple[tuple[str, str], ...]]:
    """Return the name as it is written; one of an unknown namespace declares it itself."""
    if not tag.startswith("{"):
        return tag, ()
    uri, _, name = tag[1:].partition("}")
    for prefix, known in NAMESPACES.items():
        if uri == known:
            return f"{prefix}:{name}", ()
    return name, (("xmlns", uri),)
