"""What a page says of itself for machines: JSON-LD, OpenGraph, meta elements, microdata."""

from __future__ import annotations

import html
import json
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from narrator.reading.webpage.dom import collapse, find, plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from narrator.reading.webpage.dom import Element, Page

_ARTICLE_TYPES = re.compile(r"(article|posting|report|review|story|analysis|opinion)$", re.I)
_MARKUP = re.compile(r"<[^>]{1,300}>")
NESTING_LIMIT = 12
"""Levels of JSON-LD that are looked into; real pages use four."""


@dataclass(slots=True)
class Claims:
    """What a page claims about its article, each field by source."""

    linked: dict[str, Any] = field(default_factory=dict)
    """The JSON-LD object of the article."""
    meta: dict[str, list[str]] = field(default_factory=dict)
    """Contents of meta elements by their name or property, in lower case."""
    title: str = ""
    """The text of the title element."""
    canonical: str = ""
    """The address in the canonical link."""
    language: str = ""
    """The root element's language."""
    objects: list[dict[str, Any]] = field(default_factory=list)
    """Every JSON-LD object of the page."""

    def first(self, *names: str) -> str:
        """Return the first meta content under one of the names."""
        for name in names:
            for value in self.meta.get(name, ()):
                if value:
                    return value
        return ""

    def text(self, name: str) -> str:
        """Return a text of the article's JSON-LD without markup."""
        return words(self.linked.get(name))


def words(value: object) -> str:
    """Return a JSON-LD value as text: the value itself, its name, or the first of several."""
    for _ in range(NESTING_LIMIT):
        if isinstance(value, list):
            value = value[0] if value else ""
        elif isinstance(value, dict):
            value = value.get("@value") or value.get("name") or value.get("url") or ""
        else:
            break
    if not isinstance(value, str):
        return ""
    return collapse(html.unescape(_MARKUP.sub(" ", html.unescape(value))))


def told_body(claims: Claims) -> list[str]:
    """Return the paragraphs of the article that the JSON-LD holds; often the page shows less."""
    body = claims.linked.get("articleBody")
    if not isinstance(body, str):
        return []
    plain_body = html.unescape(_MARKUP.sub("\n", html.unescape(body)))
    return [line for line in map(collapse, plain_body.splitlines()) if line]


def read(page: Page) -> Claims:
    """Return the claims of a page."""
    claims = Claims(language=page.language)
    for element in [*find(page.head, "meta", "title", "link"), *find(page.body, "meta", "link")]:
        _read_head(element, claims)
    for script in page.linked_data:
        claims.objects.extend(_objects(script))
    claims.linked = _article(claims.objects)
    return claims


def _read_head(element: Element, claims: Claims) -> None:
    if element.tag == "title":
        claims.title = claims.title or plain(element)
    elif element.tag == "link":
        if element.get("rel").lower() == "canonical":
            claims.canonical = claims.canonical or element.get("href")
    else:
        for key in ("property", "name", "itemprop", "http-equiv"):
            if element.get(key):
                name = element.get(key).lower()
                claims.meta.setdefault(name, []).append(collapse(element.get("content")))


def _objects(script: str) -> Iterator[dict[str, Any]]:
    """Yield the objects of a JSON-LD script, its graphs opened; broken ones yield nothing."""
    text = script.strip().removeprefix("<!--").removesuffix("-->").strip().rstrip(";")
    try:
        data = json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return
    stack = [(data, 0)]
    while stack:
        value, depth = stack.pop()
        if depth > NESTING_LIMIT:
            continue
        if isinstance(value, list):
            stack.extend((item, depth + 1) for item in reversed(value))
        elif isinstance(value, dict):
            yield value
            for key in ("mainEntity", "mainEntityOfPage", "@graph"):
                if isinstance(value.get(key), dict | list):
                    stack.append((value[key], depth + 1))


def is_article(found: dict[str, Any]) -> bool:
    """Tell whether a JSON-LD object is an article."""
    kinds = found.get("@type")
    names = kinds if isinstance(kinds, list) else [kinds]
    return any(isinstance(name, str) and _ARTICLE_TYPES.search(name) for name in names)


def _article(objects: list[dict[str, Any]]) -> dict[str, Any]:
    """Return the object of the article: the one that says most about itself."""
    found = [candidate for candidate in objects if is_article(candidate)]
    keys = ("headline", "articleBody", "datePublished", "author", "description")
    return max(found, key=lambda one: sum(bool(one.get(key)) for key in keys), default={})
