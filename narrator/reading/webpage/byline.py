"""The byline: the visible line that names the authors, and their names alone."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from narrator.reading.webpage import labels, structured
from narrator.reading.webpage.dom import Element, collapse, find, outside_furniture, plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from narrator.reading.webpage.structured import Claims

_NAMES = re.compile(
    r" (bylines?|author|authors|autor|autore|autoren|autorin|auteurs?|autores|writer|writers|"
    r"contributors?|authors? names?|redakteur|firma|journalist|reporter|article authors?|penulis|"
    r"penulis berita|auteur|autorzeile|author link|post author|entry author|forfatter) "
)
_BY = re.compile(
    r"^(?:(?:written|reported|story|text|words|analysis|ein(?:e)? \w+)\s+)?"
    r"(?:by|von|par|por|di|de|door|av|af|od|autor(?:in|en)?|author|text|oleh|penulis|parašė|автор|"
    r"تقرير|بقلم|כתב|מאת)\b\s*[:：]?\s+",
    re.I,
)
_ANYWHERE = re.compile(r"(?:^|\|\s*)(?:By|Von|Par|Por|Oleh|Di)\s+(\w[\w.'’ -]{3,60}?)\s*(?:$|\||,)")
_PERSON = re.compile(r"^(?!\d)[^\W\d_][\w.'’()-]*(?:\s+[\w.'’()-]+){0,5}$")
_AUTHOR_KEYS = ("author", "article:author", "parsely-author", "dc.creator", "citation_author")
_AUTHOR_KEY = re.compile(r"(?:^|[.:_-])authors?(?:[._-]?names?)?$")
"""Services for letters and statistics have their own prefix: "letters.author"."""
_WRITTEN_BY = re.compile(
    r"(?:written by|author|verfasst von|geschrieben von|écrit par|auteur|escrito por|autor|"
    r"scritto da|autore|geschreven door|napisane przez|написано)",
    re.I,
)
"""Labels of the twitter:label elements that weblog software writes."""
_NO_NAME = re.compile(
    r"@|://|\.(?:com|de|org|net|lt|co\.\w+)$|^\d+$|^(?:admin|redaktion|editor)$", re.I
)
BYLINE_CHARS = 160
"""A longer text is no byline, whatever its class."""
BESIDE_CHARS = 40
"""What may stand beside the names in a byline: "By", the author's office, a place."""


def authors(claims: Claims) -> tuple[str, ...]:
    """Return the names of the authors that the metadata gives."""
    given = claims.linked.get("author")
    found = [
        name
        for one in (given if isinstance(given, list) else [given])
        for name in names_in(structured.words(_resolved(one, claims)))
    ]
    for key in _author_keys(claims):
        if found:
            break
        found = [name for text in claims.meta.get(key, ()) for name in names_in(text)]
    return tuple(dict.fromkeys(found))


def _resolved(author: object, claims: Claims) -> object:
    """Return what a JSON-LD reference refers to, where the page holds it; else the value itself."""
    if not isinstance(author, dict) or author.get("name") or not author.get("@id"):
        return author
    named = (one for one in claims.objects if one.get("@id") == author["@id"] and one.get("name"))
    return next(named, author)


def _author_keys(claims: Claims) -> list[str]:
    """Return the names of the meta elements that give authors: the usual ones, then any other."""
    others = [key for key in claims.meta if _AUTHOR_KEY.search(key) and key not in _AUTHOR_KEYS]
    cards = [
        f"twitter:data{number}"
        for number in (1, 2)
        if _WRITTEN_BY.match(claims.first(f"twitter:label{number}"))
    ]
    return [*_AUTHOR_KEYS, *cards, *others]


def names_in(text: str) -> list[str]:
    """Return the names in a text that lists them."""
    text = _BY.sub("", collapse(text))
    if not text or len(text) > BYLINE_CHARS:
        return []
    parts = re.split(r"\s*(?:,|;|\||·|\band\b|\bund\b|\bet\b|\by\b|\bdan\b| & )\s*", text)
    return [part for part in parts if part and not _NO_NAME.search(part)]


def find_byline(body: Element, headline: Element | None, names: tuple[str, ...]) -> Element | None:
    """Return the element that shows the byline, the first one after the headline."""
    start = headline.order if headline is not None else 0
    found = [*_by_authors(body, headline, names)] or [*_by_class(body, headline)]
    undated = [element for element in found if not labels.has_date(plain(element))]
    for candidates in (undated, found):
        behind = [element for element in candidates if element.order > start]
        if behind or candidates:
            return (behind or candidates)[0]
    return None


def _lines(body: Element, headline: Element | None) -> Iterator[tuple[Element, str]]:
    """Yield the short elements of the page that could be bylines, with their texts."""
    for element in outside_furniture(body):
        if 0 < element.chars <= BYLINE_CHARS and not (headline and element in headline):
            yield element, plain(element)


def _by_authors(
    body: Element, headline: Element | None, names: tuple[str, ...]
) -> Iterator[Element]:
    if not names:
        return
    first = names[0].lower()
    longest = len(", ".join(names)) + BESIDE_CHARS
    for element, text in _lines(body, headline):
        if len(text) <= longest and first in text.lower():
            yield element


def _by_class(body: Element, headline: Element | None) -> Iterator[Element]:
    for element, text in _lines(body, headline):
        named = _NAMES.search(element.names) or element.get("rel") == "author"
        if named and (_BY.match(text) or _PERSON.match(text)) and names_in(text):
            yield element


def names_of(element: Element) -> tuple[str, ...]:
    """Return the names that a visible byline gives: those of its links, else its words."""
    links = [
        plain(link)
        for link in find(element, "a")
        if "author" in (link.get("rel") + link.get("href")).lower() and link.chars
    ]
    found = [name for text in links or [plain(element)] for name in names_in(text)]
    return tuple(dict.fromkeys(found))


def names_in_line(text: str) -> tuple[str, ...]:
    """Return the name that a line with a date gives behind "By"."""
    found = _ANYWHERE.search(text)
    return tuple(names_in(found[1])) if found else ()
