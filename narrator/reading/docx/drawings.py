"""Pictures, charts, diagrams and text boxes of a Word document."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from narrator.article import Embed, Figure, ItemList, ListItem, Medium
from narrator.reading.docx.lines import all_text, chosen
from narrator.reading.docx.parts import OFF

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

    from narrator.article import Block
    from narrator.reading.docx.parts import Parts

TEXT_BOX = "w:txbxContent"
_PICTURES = frozenset({"pic:pic", "v:imagedata", "a:blip"})


@dataclass(slots=True)
class Drawn:
    """What a drawing shows."""

    blocks: list[Block] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)
    """Its text boxes, each to be read as running text."""
    decorative: str = ""
    """The alternative text of a picture that is marked as decoration."""


def read_drawing(drawing: Element, parts: Parts) -> Drawn:
    """Return what a drawing shows: its picture by its alternative text, its texts by themselves."""
    drawn = Drawn()
    elements = list(_visible(drawing))
    alt = _alternative(elements)
    kinds = {one.tag for one in elements}
    if "adec:decorative" in kinds and _is_decorative(elements):
        drawn.decorative = alt
    elif "c:chart" in kinds:
        drawn.blocks.append(_chart(elements, alt, parts))
    elif kinds & _PICTURES or (alt and "dgm:relIds" not in kinds and TEXT_BOX not in kinds):
        drawn.blocks.append(Figure(alt))
    if "dgm:relIds" in kinds:
        drawn.blocks += _diagram(elements, alt, parts)
    drawn.boxes = [one for one in elements if one.tag == TEXT_BOX]
    return drawn


def _visible(drawing: Element) -> Iterator[Element]:
    """Yield the elements of a drawing, without second versions and what is in text boxes."""
    for element in drawing:
        if element.tag == "mc:AlternateContent":
            yield from _visible(chosen(element))
            continue
        yield element
        if element.tag != TEXT_BOX:
            yield from _visible(element)


def _is_decorative(elements: list[Element]) -> bool:
    return any(one.tag == "adec:decorative" and one.get("val", "1") not in OFF for one in elements)


def _alternative(elements: list[Element]) -> str:
    """Return what the picture shows, by the writer's word (part 1, 20.4.2.5; VML `alt`)."""
    for one in elements:
        if one.tag == "wp:docPr":
            return " ".join((one.get("descr") or one.get("title") or "").split())
        if one.tag == "v:shape" and one.get("alt"):
            return " ".join(one.get("alt", "").split())
    return ""


def _chart(elements: list[Element], alt: str, parts: Parts) -> Embed:
    root = next(
        (parts.of_id(one.get("r:id", "")) for one in elements if one.tag == "c:chart"), None
    )
    titles = [all_text(one) for one in root.iter("c:title")] if root is not None else []
    named = [" ".join(words.split()) for words in (*titles[:1], alt)]
    return Embed(Medium.CHART, ". ".join(dict.fromkeys(filter(None, named))))


def _diagram(elements: list[Element], alt: str, parts: Parts) -> list[Block]:
    """Return a diagram as its alternative text and the list of its texts."""
    ids = next((one.get("r:dm", "") for one in elements if one.tag == "dgm:relIds"), "")
    root = parts.of_id(ids)
    points = root.iter("dgm:pt") if root is not None else ()
    texts = [words for point in points if (words := " ".join(all_text(point).split()))]
    found: list[Block] = [Figure(alt)] if alt else []
    return [*found, ItemList(tuple(map(ListItem, texts)))] if texts else found
