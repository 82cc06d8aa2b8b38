"""XML from strangers as a tree: no entity is expanded, nothing outside is fetched.

The standard library's expat is asked directly, since `xml.etree` expands entities: ten lines of
them make gigabytes ("billion laughs", CVE-2003-1564).
"""

from __future__ import annotations

from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

MAX_DEPTH = 250
"""Levels of elements. A table in a table in a table of a Word document lies at 30; below
Python's own limit of 1,000, walks may follow the tree from function to function."""

SEPARATOR = "}"


class XmlError(ValueError):
    """It is no XML that can be read safely."""


def parse_xml(data: bytes) -> Element:
    """Return the root element; names are written `{namespace}name`.

    Raises:
        XmlError: where it is not well-formed, declares entities, or is nested too deep.
    """
    reader = _Reader()
    try:
        reader.parser.Parse(data, True)
        return reader.builder.close()
    except (expat.ExpatError, ValueError, AssertionError, LookupError) as error:
        if isinstance(error, XmlError):
            raise
        raise XmlError(str(error)) from error


class _Reader:
    """Builds the tree from what expat reports."""

    def __init__(self) -> None:
        self.builder = TreeBuilder()
        self.depth = 0
        self.parser = expat.ParserCreate(namespace_separator=SEPARATOR)
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self.builder.data
        self.parser.EntityDeclHandler = self._refuse

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise XmlError(f"it is nested deeper than {MAX_DEPTH} levels")
        self.builder.start(_qualified(name), {_qualified(k): v for k, v in attributes.items()})

    def _end(self, name: str) -> None:
        self.depth -= 1
        self.builder.end(_qualified(name))

    def _refuse(self, name: str, *_: object) -> None:
        raise XmlError(f"it declares the entity {name}")


def _qualified(name: str) -> str:
    return "{" + name if SEPARATOR in name else name
