"""Headline, byline, dates and the rest: several sources vote, in a written order of trust."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from narrator.article import Metadata, PublicationDate
from narrator.reading.webpage import structured
from narrator.reading.webpage.dom import Element, ancestors, collapse, elements, find, plain

if TYPE_CHECKING:
    from narrator.reading.webpage.structured import Claims

_WORD = re.compile(r"\w+")
_ISO = re.compile(
    r"(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2})?)(?:[.,]\d+)?\s*(Z|[+-]\d{2}:?\d{2})?)?"
)
_SUFFIX = re.compile(r"\s+[|–—·•»-]\s+(?!.*\s[|–—·•»-]\s).{2,40}$")
_BYLINE_NAMES = re.compile(
    r" (bylines?|authors?|autor|autore|autoren|auteurs?|autores|writer|writers|contributors?|"
    r"author name|redakteur|firma|journalist|reporter|article author|penulis|creditline) "
)
_BY = re.compile(
    r"^(?:(?:written|reported|reviewed|story|text|words|analysis|edited)\s+)?"
    r"(?:by|von|par|por|di|de|door|av|af|od|autor(?:in)?|author|text|oleh|parašė|автор)\b[:\s]+",
    re.I,
)
BYLINE_CHARS = 160
"""A longer text is no byline, whatever its class."""


@dataclass(slots=True)
class Known:
    """The metadata, and the elements of the page that show it."""

    metadata: Metadata
    shown: list[Element] = field(default_factory=list)


def similar(first: str, second: str) -> float:
    """Return how many of the words of two texts are shared, 0 to 1."""
    a, b = (set(_WORD.findall(text.lower())) for text in (first, second))
    return 2 * len(a & b) / (len(a) + len(b)) if a and b else 0.0


def headlines(claims: Claims) -> list[str]:
    """Return what the page's metadata gives as headline, the most trusted first."""
    given = [
        claims.text("headline"),
        claims.first("og:title"),
        claims.first("twitter:title"),
        claims.title,
    ]
    return [_SUFFIX.sub("", title) or title for title in given if title]


def find_headline(body: Element, claims: Claims) -> Element | None:
    """Return the element that shows the headline."""
    wanted = headlines(claims)
    best: Element | None = None
    best_score = 0.3  # one shared word of six is chance
    for element in find(body, "h1", "h2"):
        if any(node.reason for node in (element, *ancestors(element))):
            continue
        text = plain(element)
        score = max((similar(text, title) for title in wanted), default=0.0)
        score += (0.35 if element.tag == "h1" else 0.0) if len(text) > 12 else -0.2
        if score > best_score:
            best, best_score = element, score
    return best


def iso(text: str) -> str:
    """Return the first ISO 8601 date of a text, its time as far as it is given."""
    found = _ISO.search(text)
    if not found:
        return ""
    year, month, day, time, zone = found.groups()
    if not (1 <= int(month) <= 12 and 1 <= int(day) <= 31):
        return ""
    if not time:
        return f"{year}-{month}-{day}"
    if zone and zone != "Z" and ":" not in zone:
        zone = f"{zone[:3]}:{zone[3:]}"
    return f"{year}-{month}-{day}T{time}{'+00:00' if zone == 'Z' else zone or ''}"


_PUBLISHED = (
    "article:published_time",
    "og:article:published_time",
    "datepublished",
    "date",
    "pubdate",
    "publishdate",
    "dc.date",
    "dc.date.issued",
    "dcterms.created",
    "parsely-pub-date",
    "sailthru.date",
    "article.published",
    "citation_publication_date",
    "citation_online_date",
)
_UPDATED = ("article:modified_time", "og:updated_time", "datemodified", "last-modified")


def _published(claims: Claims, body: Element) -> tuple[str, Element | None]:
    given = iso(claims.text("datePublished")) or next(
        (found for name in _PUBLISHED if (found := iso(claims.first(name)))), ""
    )
    times = [
        element
        for element in find(body, "time")
        if element.chars and not any(node.reason for node in ancestors(element))
    ]
    for element in times:
        stamp = iso(element.get("datetime"))
        if given and stamp[:10] == given[:10]:
            return given, element
    if not given:
        for element in times:
            if stamp := iso(element.get("datetime")):
                return stamp, element
    return given, None


def authors(claims: Claims) -> tuple[str, ...]:
    """Return the names of the authors that the metadata gives."""
    found: list[str] = []
    given = claims.linked.get("author")
    for one in given if isinstance(given, list) else [given]:
        name = structured.words(one)
        found += _names(name)
    if not found:
        for key in ("author", "article:author", "parsely-author", "dc.creator", "citation_author"):
            for name in claims.meta.get(key, ()):
                found += _names(name)
            if found:
                break
    return tuple(dict.fromkeys(found))


def _names(text: str) -> list[str]:
    """Return the names in a text that lists them."""
    text = _BY.sub("", collapse(text))
    if not text or "://" in text or len(text) > BYLINE_CHARS:
        return []
    parts = re.split(r"\s*(?:,|;|\band\b|\bund\b|\bet\b|\by\b| & )\s*", text)
    return [part for part in parts if part]


def _byline(body: Element, names: tuple[str, ...]) -> Element | None:
    """Return the element that shows the byline: by its name, or by the authors' names in it."""
    for element in elements(body):
        if not 0 < element.chars <= BYLINE_CHARS:
            continue
        text = plain(element)
        if names and names[0].lower() in text.lower() and len(text) < len(", ".join(names)) + 60:
            if not any(node.reason for node in (element, *ancestors(element))):
                return element
        elif _BYLINE_NAMES.search(element.names) and _BY.match(text):
            return element
    return None


def read(claims: Claims, body: Element, headline: Element | None, url: str) -> Known:
    """Return the metadata of an article."""
    wanted = headlines(claims)
    shown = [headline] if headline is not None else []
    title = plain(headline) if headline is not None else (wanted[0] if wanted else "")
    names = authors(claims)
    byline = _byline(body, names)
    stamp, dated = _published(claims, body)
    written = plain(dated) if dated is not None else ""
    if byline is not None:
        shown.append(byline)
    if dated is not None:
        shown.append(dated)
    text = plain(byline) if byline is not None else ""
    if not names and text:
        names = tuple(_names(text))
    updated = iso(claims.text("dateModified")) or iso(claims.first(*_UPDATED))
    metadata = Metadata(
        headline=title,
        byline=text,
        authors=names,
        published=PublicationDate(written, stamp) if stamp or written else None,
        updated=PublicationDate("", updated) if updated and updated[:16] != stamp[:16] else None,
        site=claims.first("og:site_name") or _publisher(claims),
        section=claims.text("articleSection") or claims.first("article:section"),
        language=_language(claims),
        url=claims.canonical or claims.first("og:url") or url,
        picture=claims.first("og:image") or structured.words(claims.linked.get("image")),
    )
    return Known(metadata, shown)


def _publisher(claims: Claims) -> str:
    given: Any = claims.linked.get("publisher")
    return structured.words(given)


def _language(claims: Claims) -> str:
    given = claims.language or claims.text("inLanguage") or claims.first("og:locale", "language")
    return given.replace("_", "-")
