"""The parts of a Word document and how they lead to each other.

ECMA-376 (Office Open XML), 5th edition, part 1 (WordprocessingML) and part 2 (packages). Both
of its namespaces, strict and transitional, are written with the same prefixes here.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from narrator.reading.archive import resolve
from narrator.reading.xmltree import XmlError, parse_xml

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from narrator.reading.archive import Archive

_OFFICE = "http://schemas.openxmlformats.org/"
_STRICT = "http://purl.oclc.org/ooxml/"
_MICROSOFT = "http://schemas.microsoft.com/office/"

PREFIXES: Mapping[str, str] = {
    f"{_OFFICE}wordprocessingml/2006/main": "w",
    f"{_STRICT}wordprocessingml/main": "w",
    f"{_OFFICE}drawingml/2006/main": "a",
    f"{_STRICT}drawingml/main": "a",
    f"{_OFFICE}drawingml/2006/wordprocessingDrawing": "wp",
    f"{_STRICT}drawingml/wordprocessingDrawing": "wp",
    f"{_OFFICE}drawingml/2006/picture": "pic",
    f"{_STRICT}drawingml/picture": "pic",
    f"{_OFFICE}drawingml/2006/chart": "c",
    f"{_STRICT}drawingml/chart": "c",
    f"{_OFFICE}drawingml/2006/diagram": "dgm",
    f"{_STRICT}drawingml/diagram": "dgm",
    f"{_OFFICE}officeDocument/2006/relationships": "r",
    f"{_STRICT}officeDocument/relationships": "r",
    f"{_OFFICE}officeDocument/2006/math": "m",
    f"{_STRICT}officeDocument/math": "m",
    f"{_OFFICE}markup-compatibility/2006": "mc",
    f"{_OFFICE}package/2006/relationships": "rel",
    f"{_OFFICE}package/2006/metadata/core-properties": "cp",
    "http://purl.org/dc/elements/1.1/": "dc",
    "urn:schemas-microsoft-com:vml": "v",
    f"{_MICROSOFT}word/2010/wordprocessingShape": "wps",
    f"{_MICROSOFT}drawing/2017/decorative": "adec",
}
"""Namespace -> the prefix that Word itself writes for it."""


class Parts:
    """The parts of one document.

    Args:
        archive: The file.
    """

    def __init__(self, archive: Archive) -> None:
        self.archive = archive
        main = self._related("", "officeDocument")
        self.main = main[0] if main else "word/document.xml"
        self._relations = self._read_relations(self.main)

    def document(self) -> Element:
        """Return the root of the document itself.

        Raises:
            SourceError: where it is missing or damaged. Trying again does not help.
        """
        root = self.parse(self.main)
        if root is None:
            raise self.archive.damaged(f"it has no {self.main}")
        return root

    def of_type(self, kind: str) -> list[Element]:
        """Return the roots of the parts of a type: "styles", "footnotes", "header"."""
        found = (self.parse(name) for name in self._related(self.main, kind))
        return [root for root in found if root is not None]

    def of_id(self, relation: str) -> Element | None:
        """Return the root of the part that a relationship of the document leads to."""
        target = self._relations.get(relation)
        return self.parse(target[1]) if target else None

    def parse(self, name: str) -> Element | None:
        """Return the root of a part, with prefixes for namespaces; None where there is none.

        Raises:
            SourceError: where it cannot be read. Trying again does not help.
        """
        if name not in self.archive:
            return None
        try:
            root = parse_xml(self.archive.read(name))
        except XmlError as error:
            raise self.archive.damaged(f"its part {name} cannot be read ({error})") from error
        for element in root.iter():
            element.tag = _prefixed(element.tag)
            attributes = {_prefixed(key): value for key, value in element.attrib.items()}
            element.attrib.clear()
            element.attrib.update(attributes)
        return root

    def _related(self, source: str, kind: str) -> list[str]:
        relations = self._read_relations(source).values()
        return [name for type_, name in relations if type_.rpartition("/")[2] == kind]

    def _read_relations(self, source: str) -> dict[str, tuple[str, str]]:
        """Return id -> (type, part) of the relationships of a part (part 2, section 6.5)."""
        folder, _, file = source.rpartition("/")
        root = self.parse(f"{folder}/_rels/{file}.rels")
        return {
            one.get("Id", ""): (one.get("Type", ""), resolve(source, one.get("Target", "")))
            for one in (root.iter("rel:Relationship") if root is not None else ())
            if one.get("TargetMode") != "External"
        }


def _prefixed(name: str) -> str:
    namespace, _, local = name.removeprefix("{").partition("}")
    if not local:
        return name
    return f"{PREFIXES[namespace]}:{local}" if namespace in PREFIXES else name


def value(parent: Element | None, path: str) -> str:
    """Return the `w:val` of the element that a path leads to; empty where there is none."""
    found = child(parent, path)
    return found.get("w:val", "") if found is not None else ""


def is_on(parent: Element | None, path: str) -> bool:
    """Tell whether a setting is on: it is there and does not say no (part 1, 17.17.4)."""
    found = child(parent, path)
    return found is not None and found.get("w:val", "1") not in OFF


def child(parent: Element | None, path: str) -> Element | None:
    """Return the first element that a path of names leads to: "w:pPr/w:numPr"."""
    for step in path.split("/"):
        if parent is None:
            return None
        parent = next((one for one in parent if one.tag == step), None)
    return parent


OFF = frozenset({"0", "false", "off", "none"})
"""How an attribute says no (part 1, 22.9.2.7)."""
