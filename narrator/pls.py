"""Lexicons of the W3C's Pronunciation Lexicon Specification (PLS) 1.0, 14 October 2008.

Where we depart from it: a lexeme that is for one part of speech only (`role`, section 4.4) is
passed over, since we cannot tell parts of speech; an alias is said as it stands and is not
looked up again; `example`, `meta` and `metadata` say nothing that is spoken.
"""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from narrator.errors import LexiconError
from narrator.lexicon import Entry, Lexicon

VERSION = "1.0"

OWN_NAMES = {"x-espeak": "espeak", "x-espeak-ng": "espeak"}
"""Names of alphabets as a PLS document writes a vendor's (section 4.1, `x-organization`), and
ours for the same."""

_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_HINT = "Documents of PLS 1.0 are described at https://www.w3.org/TR/pronunciation-lexicon/."


def parse_pls(data: bytes, name: str) -> Lexicon:
    """Return the lexicon that a PLS document describes.

    Args:
        data: The document. Entities are refused, and nothing outside of it is read.
        name: Of the lexicon: the file's path.

    Raises:
        LexiconError: where it is not XML that can be read safely, or not a PLS document.
    """
    from narrator.reading.xmltree import XmlError, parse_xml

    try:
        root = parse_xml(data)
    except XmlError as error:
        raise LexiconError(
            "The lexicon is not XML that can be read", where=f"{name}: {error}", hint=_HINT
        ) from error
    if _name(root) != "lexicon" or root.get("version") != VERSION:
        raise LexiconError(
            f"The XML document is no lexicon of PLS {VERSION}",
            where=f"{name}: {_name(root)}",
            hint=_HINT,
        )
    if _LANGUAGE not in root.attrib:
        raise LexiconError("The lexicon does not say its language", where=f"{name}: xml:lang")
    entries: list[Entry] = []
    for number, lexeme in enumerate(_children(root, "lexeme"), 1):
        if "role" not in lexeme.attrib:
            entries += _entries(lexeme, root.get("alphabet", ""), f"{name}: lexeme {number}")
    return Lexicon(name, root.attrib[_LANGUAGE], tuple(entries))


def _entries(lexeme: Element, alphabet: str, where: str) -> Iterator[Entry]:
    """Yield an entry for each grapheme of a lexeme."""
    words = [text for text in map(_text, _children(lexeme, "grapheme")) if text]
    if not words:
        raise LexiconError("A lexeme has no grapheme", where=where, hint=_HINT)
    alias = _preferred(lexeme, "alias")
    sounds = _preferred(lexeme, "phoneme")
    if alias is None and sounds is None:
        raise LexiconError(
            "A lexeme has neither an alias nor a phoneme", where=f"{where}: {words[0]}", hint=_HINT
        )
    phonemes: tuple[tuple[str, str], ...] = ()
    if sounds is not None:
        named = sounds.get("alphabet", alphabet)
        phonemes = ((OWN_NAMES.get(named, named), _text(sounds)),)
    for word in words:
        yield Entry(word, alias="" if alias is None else _text(alias), phonemes=phonemes)


def _preferred(lexeme: Element, name: str) -> Element | None:
    """Return the child that the document prefers, else the first (section 4.9)."""
    found = [child for child in _children(lexeme, name) if _text(child)]
    preferred = [child for child in found if child.get("prefer") == "true"]
    return next(iter([*preferred, *found]), None)


def _children(element: Element, name: str) -> Iterator[Element]:
    return (child for child in element if _name(child) == name)


def _name(element: Element) -> str:
    return element.tag.rpartition("}")[2]


def _text(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())
