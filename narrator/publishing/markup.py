"""Elements of HTML and XHTML: one tree, written in either way."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element, SubElement, tostring

from narrator.language_tags import direction, well_formed

_UNWRITABLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)
"""Characters that XML 1.0 (section 2.2) or HTML (section 13.1.1) has no place for."""
_LINE_END = re.compile(r"\r\n|[\r\n\u2028\u2029]")

Attributes = dict[str, str]


def clean(text: str) -> str:
    """Return the text as both can carry it: what cannot be written becomes a replacement."""
    return _UNWRITABLE.sub("\ufffd", _LINE_END.sub("\n", text))


def element(tag: str, text: str = "", /, **attributes: str) -> Element:
    """Return an element with that text; `class_` and `for_` are written without their line."""
    made = Element(tag, {key.rstrip("_").replace("_", "-"): v for key, v in attributes.items()})
    made.text = clean(text) or None
    return made


def add(parent: Element, tag: str, text: str = "", /, **attributes: str) -> Element:
    """Append an element, as `element` makes it, and return it."""
    made = element(tag, text, **attributes)
    parent.append(made)
    return made


def add_text(parent: Element, text: str, *, keep_lines: bool = False) -> None:
    """Append text; where it breaks its lines, so do we, unless the element keeps them itself."""
    lines = [clean(text)] if keep_lines else clean(text).split("\n")
    for number, line in enumerate(lines):
        if number:
            SubElement(parent, "br")
        last = parent[-1] if len(parent) else None
        if last is None:
            parent.text = (parent.text or "") + line
        else:
            last.tail = (last.tail or "") + line


def set_language(made: Element, language: str, around: str) -> None:
    """Say in which language an element is, and how it is written, where both are known.

    Args:
        made: The element.
        language: BCP 47.
        around: Of what surrounds it; the same needs not be said again.
    """
    language = well_formed(language)
    if not language or language == around:
        return
    made.set("lang", language)
    if not around or direction(language) != direction(around):
        made.set("dir", direction(language))


def to_html(root: Element) -> str:
    """Return a document in the HTML syntax."""
    return f"<!DOCTYPE html>\n{tostring(root, encoding='unicode', method='html')}\n"


def to_xhtml(root: Element) -> str:
    """Return a document in the XML syntax; `lang` is said in XML's own way as well."""
    for made in root.iter():
        if "lang" in made.attrib:
            made.set("xml:lang", made.attrib["lang"])
    written = tostring(root, encoding="unicode", method="xml")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{written}\n'
