"""What the styles of a Word document say of its paragraphs: their role, list and language.

ECMA-376, part 1, section 17.7. A style's id is in the language of the program that made the
document ("berschrift1"); the name of a built-in style is English in the file, whatever the
program shows (17.7.4.9). Other programs write names of their own, so both are looked at.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING

from narrator.reading.docx.parts import child, is_on, value

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element


class Part(Enum):
    """What a paragraph is by its style."""

    BODY = auto()
    TITLE = auto()
    SUBTITLE = auto()
    HEADING = auto()
    QUOTE = auto()
    CAPTION = auto()
    CODE = auto()
    CONTENTS = auto()
    BYLINE = auto()
    DATE = auto()


_HEADING_NAMES = (
    "heading|überschrift|titre|título|titulo|titolo|kop|rubrik|overskrift|otsikko|nagłówek|"
    "nadpis|címsor|titlu|başlık|заголовок|заглавие|επικεφαλίδα|標題|标题|見出し|제목"
)
_HEADING = re.compile(rf"(?:{_HEADING_NAMES}) ?([1-9])(?: char)?", re.IGNORECASE)
_NAMES: tuple[tuple[str, Part], ...] = (
    (r"title|titel|titre|título|titolo|tytuł|название|标题|標題|表題|제목", Part.TITLE),
    (
        r"subtitle|untertitel|sous-?titre|subtítulo|sottotitolo|ondertitel|undertitel|podtytuł|"
        r"подзаголовок|standfirst|副标题|副標題|副題|부제",
        Part.SUBTITLE,
    ),
    (
        r"(?:intense )?quote|quotations?|block text|block quotation|(?:intensives )?zitat|"
        r"citation(?: intense)?|cita(?: destacada)?|citazione(?: intensa)?|citaat|citat",
        Part.QUOTE,
    ),
    (
        r"caption|beschriftung|légende|leyenda|didascalia|bijschrift|legenda|"
        r"(?:image|table|captioned figure|figure) caption|illustration|figure|table|"
        r"abbildung|tabelle",
        Part.CAPTION,
    ),
    (
        r"html preformatted|preformatted text|source code|code(?: block)?|macro|plain text code",
        Part.CODE,
    ),
    (
        r"toc ?(?:heading|[1-9])|contents ?(?:heading|[1-9])|table of figures|"
        r"index ?(?:heading|[1-9])|inhaltsverzeichnis.*",
        Part.CONTENTS,
    ),
    (r"author|byline|autor", Part.BYLINE),
    (r"date|datum", Part.DATE),
)
_PARTS = tuple((re.compile(names, re.IGNORECASE), part) for names, part in _NAMES)
MAX_BASES = 20
"""Styles built on styles that are followed; a circle of them would have no end."""
BODY_LEVEL = 9
"""The outline level that means running text (17.3.1.20)."""


@dataclass(frozen=True, slots=True)
class Role:
    """What a paragraph is, and how deep a heading lies (1 to 6)."""

    part: Part
    level: int = 0


class Styles:
    """The styles of a document.

    Args:
        root: The part that holds them; None where there is none.
    """

    def __init__(self, root: Element | None) -> None:
        found = [one for one in root if one.tag == "w:style"] if root is not None else []
        self._styles = {one.get("w:styleId", ""): one for one in found}
        self._defaults = {
            one.get("w:type", ""): one.get("w:styleId", "")
            for one in found
            if one.get("w:default", "0") not in ("0", "false", "off")
        }
        language = child(root, "w:docDefaults/w:rPrDefault/w:rPr/w:lang")
        self.language = language.get("w:val", "") if language is not None else ""

    def role(self, paragraph: Element) -> Role:
        """Return what a paragraph is: by its own outline level, else by its style."""
        properties = child(paragraph, "w:pPr")
        own = value(properties, "w:outlineLvl")
        style = value(properties, "w:pStyle")
        found = self._role_of(style)
        if own.isdecimal() and found.part is Part.BODY and int(own) < BODY_LEVEL:
            return Role(Part.HEADING, min(int(own) + 1, 6))
        return found

    def _role_of(self, style: str) -> Role:
        for name, element in self._chain(style, "paragraph"):
            for called in (name, style):
                role = _named(called)
                if role is not None:
                    return role
            level = value(element, "w:pPr/w:outlineLvl")
            if level.isdecimal():
                return _leveled(int(level))
        return _named(style) or Role(Part.BODY)

    def numbering(self, paragraph: Element) -> tuple[str, int]:
        """Return the list that a paragraph is in and its depth there; empty where in none."""
        places = [child(paragraph, "w:pPr/w:numPr")]
        style = value(paragraph, "w:pPr/w:pStyle")
        places += [child(one, "w:pPr/w:numPr") for _, one in self._chain(style, "paragraph")]
        found = [one for one in places if one is not None]
        number = next((n for one in found if (n := value(one, "w:numId"))), "")
        depth = next((d for one in found if (d := value(one, "w:ilvl"))), "0")
        return ("" if number == "0" else number), int(depth) if depth.isdecimal() else 0

    def is_hidden(self, run: Element, paragraph: Element | None) -> bool:
        """Tell whether a run is formatted as hidden text (17.3.2.41)."""
        own = child(run, "w:rPr/w:vanish")
        if own is not None:
            return is_on(run, "w:rPr/w:vanish")
        chains = (
            self._chain(value(run, "w:rPr/w:rStyle"), ""),
            self._chain(value(paragraph, "w:pPr/w:pStyle"), "paragraph"),
        )
        for chain in chains:
            for _, style in chain:
                if child(style, "w:rPr/w:vanish") is not None:
                    return is_on(style, "w:rPr/w:vanish")
        return False

    def has_header_look(self, table: Element) -> bool:
        """Tell whether a table's style sets its first row apart (17.7.6.6)."""
        style = value(table, "w:tblPr/w:tblStyle")
        return any(
            one.tag == "w:tblStylePr" and one.get("w:type") == "firstRow"
            for _, element in self._chain(style, "table")
            for one in element
        )

    def _chain(self, style: str, kind: str) -> list[tuple[str, Element]]:
        """Return a style and those it is based on, each with its name."""
        found: list[tuple[str, Element]] = []
        style = style or self._defaults.get(kind, "")
        while style in self._styles and len(found) < MAX_BASES:
            element = self._styles[style]
            found.append((value(element, "w:name"), element))
            style = value(element, "w:basedOn")
        return found


def _leveled(level: int) -> Role:
    return Role(Part.HEADING, min(level + 1, 6)) if level < BODY_LEVEL else Role(Part.BODY)


def _named(name: str) -> Role | None:
    """Return what a style's name or id means; None where it means nothing known."""
    heading = _HEADING.fullmatch(name)
    if heading:
        return Role(Part.HEADING, min(int(heading[1]), 6))
    spaced = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name)
    return next(
        (Role(part) for names, part in _PARTS if names.fullmatch(name) or names.fullmatch(spaced)),
        None,
    )
