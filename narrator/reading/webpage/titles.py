"""Titles that the page gives for machines, without the site's name that hangs on them.

Sites write `Storm at sea | News | The Post`, `标题_新闻_网站`, `Storm at sea - The Post`. A part is
taken off where it is the site's own name, where another claim has the title without it, where
the sign before it never stands in a sentence, and from a `title` element, which hardly any page
leaves without a name.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from narrator.reading.webpage import structured

if TYPE_CHECKING:
    from narrator.reading.webpage.structured import Claims

_WORD = re.compile("[\u3040-\u30ff\u3400-\u9fff]|[^\\W\u3040-\u30ff\u3400-\u9fff]+")
"""A word; in scripts without spaces between words, a letter."""
_LETTERS = re.compile(r"[\W_]+")
_JOINT = re.compile(r"\s+[|–—·•»«:/-]\s+|\s*[|｜]+\s*|\s*-{2,}\s*|_+|\s*：\s*")
_SURE = frozenset("|｜_•»«")
"""Signs before a site's name that do not stand in headlines."""
SITE_CHARS = 40
"""No site's name is longer."""
MAX_PARTS = 4
"""`Headline - Desk - Site - Slogan` has four."""
_KEYS = ("og:title", "twitter:title", "parsely-title", "dc.title", "citation_title", "headline")


def similar(first: str, second: str) -> float:
    """Return how many of the words of two texts are shared, 0 to 1."""
    a, b = (set(_WORD.findall(text.lower())) for text in (first, second))
    return 2 * len(a & b) / (len(a) + len(b)) if a and b else 0.0


def key(text: str) -> str:
    """Return the letters and digits of a text alone, to compare it by."""
    return _LETTERS.sub("", text.lower())


def claimed(claims: Claims, *, with_title: bool = True) -> list[str]:
    """Return what the page's metadata gives as headline, the most trusted first.

    Args:
        claims: What the page says of itself.
        with_title: Whether the title element is asked, the last of all.
    """
    given = [claims.text("headline"), *(claims.first(name) for name in _KEYS)]
    given = [title for title in given if title]
    names = site_names(claims)
    said = {key(title) for title in (*given, claims.title)}
    found = [_without_site(title, names, said) for title in given]
    if claims.title and with_title:
        said = {key(title) for title in (*found, claims.title)}
        found.append(_without_site(claims.title, names, said, hung=True))
    return list(dict.fromkeys(found))


def agreed(claims: Claims) -> str:
    """Return the headline on which JSON-LD and OpenGraph agree, which are written apart."""
    found = claimed(claims)
    names = site_names(claims)
    said = {key(title) for title in found}
    linked, graph = (
        _without_site(title, names, said)
        for title in (claims.text("headline"), claims.first("og:title"))
    )
    return linked if linked and key(linked) == key(graph) else ""


def site_names(claims: Claims) -> set[str]:
    """Return the names of the site, as keys: as it gives them, and as its address does."""
    named = (
        claims.first("og:site_name"),
        claims.first("application-name"),
        claims.first("apple-mobile-web-app-title"),
        claims.first("twitter:site").lstrip("@"),
        structured.words(claims.linked.get("publisher")),
        *_host_names(claims.canonical or claims.first("og:url")),
    )
    return {key(name) for name in named if key(name)}


def _host_names(address: str) -> tuple[str, ...]:
    """Return a host's name and its parts: `paper.co.uk` is called "paper" as well."""
    try:
        host = (urlsplit(address).hostname or "").removeprefix("www.")
    except ValueError:
        return ()
    return host, *(label for label in host.split(".")[:-1] if len(label) > 2)


def _without_site(title: str, names: set[str], said: set[str], *, hung: bool = False) -> str:
    """Return a title without the names at its end, and without the site's at its beginning.

    Args:
        title: As claimed.
        names: The site's names, as keys.
        said: Every claimed title, as keys.
        hung: Whether a name most likely hangs on it, as on a title element.
    """
    for _ in range(MAX_PARTS):
        joints = list(_JOINT.finditer(title))
        if not joints:
            return title
        first, last = joints[0], joints[-1]
        head, tail = title[: last.start()], title[last.end() :]
        if key(title[: first.start()]) in names and key(title[first.end() :]):
            title = title[first.end() :]
        elif key(head) and _is_name(head, tail, last[0].strip(), names, said, hung=hung):
            title = head
            hung = False
        else:
            return title
    return title


def _is_name(
    head: str, tail: str, sign: str, names: set[str], said: set[str], *, hung: bool
) -> bool:
    """Tell whether what stands behind a sign in a title is the name of the site or of a desk."""
    if key(tail) in names or key(head) in said:
        return True
    if len(tail) > SITE_CHARS or len(tail) >= len(head):
        return False
    return hung or len(sign) > 1 or sign in _SURE
