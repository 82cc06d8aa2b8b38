"""The headline: the visible one and the page's claims vote.

Order of trust:

1. The visible heading whose words are those of a claim (JSON-LD `headline`, `og:title`,
   `twitter:title`, `title`), as the page writes it; an h1 before an h2. Where the claims set
   a kicker before it and none leaves it away, it keeps the kicker: `Harbour: Storm closes basin`.
2. Where no claim has the visible words, what JSON-LD and `og:title` agree on. The visible line
   stays in the article, as the first of the standfirst.
3. The visible heading: the h1 that is nearest to a claim, or the only one.
4. Where none is visible, the first claim.

On 113 news pages the h1 is the right one on 79 %, `og:title` on 77 %, one of them on 99 %.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from narrator.article import Reason
from narrator.reading.webpage.dom import (
    INLINE,
    Element,
    Text,
    ancestors,
    collapse,
    elements,
    find,
    is_heading,
    outside_furniture,
    plain,
    steps,
)
from narrator.reading.webpage.titles import agreed, claimed, key, similar

if TYPE_CHECKING:
    from narrator.reading.webpage.structured import Claims

_WORD = re.compile(r"\w")
_OPENS_WITH_SIGN = re.compile(r"[:;,.](?:\s|$)")
_GLUED = re.compile(r"\s+:(?=\w)")
"""Where a colon that only screen readers are given was set between kicker and headline."""
LEAST_SCORE = 0.3
"""One shared word of six is chance."""
BETWEEN_TEXT = 0.2
"""What an h2 is behind others where two paragraphs stand before it, and every h3."""
FIRST_RANK = 0.35
"""What an h1 is ahead of an h2."""
SHORT_CHARS = 12
"""A shorter h1 is the site's name more often than a headline."""
SAME_WORDS = 0.9
KICKER_CHARS = 80
"""No kicker is longer."""
LINE_CHARS = 300
"""No headline is longer."""
_JOINTS = ":|–—-·/ \u00a0"
"""What stands between kicker and headline."""
KICKER = re.compile(
    r" (\w*kicker|eyebrow|over ?line|top ?line|roof ?line|dachzeile|spitzmarke|ortsmarke|"
    r"(super|supra|sup|pre|over|upper|ante) ?(title|headline|titulo|título)|sur ?titre|volanta|"
    r"cintillo|epigrafe|epígrafe|antetitulo|antetítulo|occhiello|soprattitolo|sopratitolo|"
    r"boven ?kop|over ?kop|stikk ?tittel|stikk|trompe|vignett|nad ?titulek|nad ?tytul|"
    r"chapeu|chapéu|head ?kicker|rubrik ?vorspann) "
)
"""What pages call the few words above a headline."""
_TITLE = re.compile(
    r" (headline|(entry|post|article|story|news|page) (title|headline|heading)|"
    r"(artikel|beitrags) ?titel|tytul|titulo|título|titre|titolo) "
)
"""What weblogs call the title of a post that is not in an h1: that is the weblog's name."""
_HOME = re.compile(r"^(?:https?://[^/?#]+)?/?(?:index\.\w+)?$")
_AROUND_HEADLINES = frozenset({Reason.SITE, Reason.OUTSIDE, Reason.ADVERTISING, Reason.NEWSLETTER})
"""What a box with the headline may wrongly be taken for: "hero banner", "promo header"."""


@dataclass(frozen=True, slots=True)
class Headline:
    """The headline with its kicker, and what of the page shows them."""

    kicker: str
    text: str
    shown: tuple[Element, ...]
    """Elements of which each word is in the kicker or the headline."""


def find_headline(body: Element, claims: Claims) -> Element | None:
    """Return the element that shows the headline."""
    wanted = claimed(claims)
    seen = [element for element in outside_furniture(body) if _is_candidate(element)]
    text_begins = _second_paragraph(body)
    best: Element | None = None
    best_score = LEAST_SCORE
    for element in seen:
        text = plain(element)
        score = _fit(text, wanted)
        if len(text) <= SHORT_CHARS:
            score -= FIRST_RANK / 2
        elif element.tag == "h1":
            score += FIRST_RANK
        elif element.order > text_begins or _is_low(element):
            score -= BETWEEN_TEXT
        if score > best_score:
            best, best_score = element, score
    if best_score < SAME_WORDS - BETWEEN_TEXT:
        best = _rescued(body, wanted) or _line(body, wanted) or best
    if best is not None:
        return best
    alone = [element for element in seen if element.tag == "h1" and not element.link_chars]
    return alone[0] if len(alone) == 1 else _first_of_article(seen, text_begins)


def _first_of_article(seen: list[Element], text_begins: int) -> Element | None:
    """Return the heading that opens an article element: what claims say is for search engines."""
    for element in seen:
        if element.order > text_begins:
            return None
        around = {node.tag for node in ancestors(element)}
        if element.tag in ("h1", "h2") and not element.link_chars and "article" in around:
            return element
    return None


def _rescued(body: Element, wanted: list[str]) -> Element | None:
    """Return the h1 with the claimed words in a box that was taken for furniture; free the box."""
    for element in find(body, "h1"):
        around = [node for node in ancestors(element) if node.reason is not None]
        if not around or any(node.reason not in _AROUND_HEADLINES for node in around):
            continue
        if any(similar(plain(element), title) >= SAME_WORDS for title in wanted):
            for node in around:
                node.reason = None
            return element
    return None


def _line(body: Element, wanted: list[str]) -> Element | None:
    """Return the first line with the claimed words, where pages set headlines in no heading."""
    keys = {key(title) for title in wanted if len(title) > SHORT_CHARS}
    longest = max(map(len, wanted), default=0)
    for element in outside_furniture(body):
        short = SHORT_CHARS < element.chars <= longest and not element.link_chars
        if short and element.tag not in INLINE and key(plain(element)) in keys:
            return element
    return None


def _is_candidate(element: Element) -> bool:
    return element.tag in ("h1", "h2", "h3") and is_heading(element) and not _leads_home(element)


def _is_low(element: Element) -> bool:
    return element.tag == "h3" and not _TITLE.search(element.names)


def _leads_home(heading: Element) -> bool:
    """Tell whether a heading is the site's name: all of it is a link to the site's first page."""
    if not heading.chars or heading.link_chars < heading.chars:
        return False
    return all(
        _HOME.match(link.get("href")) or link.get("rel") == "home" for link in find(heading, "a")
    )


def _second_paragraph(body: Element) -> int:
    """Return the place of the second paragraph of the page; its end where there is none."""
    places = (one.order for one in elements(body) if one.tag == "p" and one.prose)
    return next(islice(places, 1, None), body.end)


def read(element: Element | None, claims: Claims) -> Headline:
    """Return the headline and its kicker, from the element that shows them and the claims."""
    wanted = claimed(claims)
    if element is None:
        return Headline("", wanted[0] if wanted else "", ())
    above = _above(element)
    kicker, text = _read_parts(element, wanted)
    shown = (element,) if above is None or kicker else (above, element)
    if above is not None and not kicker:
        kicker = plain(above).strip(_JOINTS)
    joined = "" if key(text) in map(key, wanted) else _with_kicker(text, claims)
    if joined:
        return Headline("" if key(kicker) in key(joined) else kicker, joined, shown)
    if _fit(text, wanted) >= SAME_WORDS:
        return Headline(kicker, text, shown)
    voted = agreed(claims)
    if not voted and element.tag != "h1" and _fit(text, wanted) < LEAST_SCORE:
        voted = wanted[0] if wanted else ""
    if voted and len(voted) <= LINE_CHARS:
        return Headline(kicker if above in shown else "", voted, shown[:-1])
    return Headline(kicker, text, shown)


def _fit(text: str, wanted: list[str]) -> float:
    return max((similar(text, title) for title in wanted), default=0.0)


def _above(element: Element) -> Element | None:
    """Return the element directly before a headline that is called its kicker."""
    node: Element | None = element
    while node is not None and node.parent is not None:
        before: Element | None = None
        for child in node.parent.children:
            if child is node:
                break
            if isinstance(child, Element) and child.chars:
                before = child
        if before is not None:
            named = KICKER.search(before.names) and before.chars <= KICKER_CHARS
            return before if named and before.reason is None else None
        if node.parent.tag in ("article", "main", "body"):
            return None
        node = node.parent
    return None


def _read_parts(element: Element, wanted: list[str]) -> tuple[str, str]:
    """Return the kicker that a headline's element opens with, where it does, and the rest."""
    found = [(part, owner) for part, owner in _parts(element) if _WORD.search(part)]
    parts = [part for part, _ in found]
    whole = _join(parts)
    if len(parts) < 2:
        return "", whole
    kicker, rest = parts[0].rstrip(_JOINTS), _join(parts[1:]).lstrip(_JOINTS)
    if len(kicker) > KICKER_CHARS:
        return "", whole
    keys = {key(title): title for title in reversed(wanted)}
    if key(whole) in keys and key(rest) not in keys:
        return "", keys[key(whole)]
    if _fit(rest, wanted) >= SAME_WORDS:
        return kicker, rest
    owner = found[0][1]
    named = owner is not None and owner is not element and KICKER.search(owner.names)
    return (kicker, rest) if named else ("", whole)


def _with_kicker(text: str, claims: Claims) -> str:
    """Return the visible words behind the kicker that a claim sets before them; else nothing."""
    for title in claimed(claims, with_title=False):
        kicker, joint, rest = title.partition(": ")
        if joint and len(kicker) <= KICKER_CHARS and similar(rest, text) >= SAME_WORDS:
            return f"{kicker}: {text}"
    return ""


def _join(parts: list[str]) -> str:
    """Return the parts as one line; punctuation that opens a part follows the part before."""
    line = ""
    for part in parts:
        line += part if _OPENS_WITH_SIGN.match(part) else f" {part}"
    return _GLUED.sub(": ", collapse(line))


def _parts(element: Element) -> list[tuple[str, Element | None]]:
    """Return the texts of a headline, one for each element that directly follows another.

    Pages set kicker and headline as two elements without a space between them, and let the
    style sheet put them on two lines. With each text comes the element that its first words
    are in.
    """
    parts: list[tuple[str, Element | None]] = [("", None)]
    left: Element | None = None
    for node, leaving in steps(element):
        text, owner = parts[-1]
        if isinstance(node, Text):
            if node.value.strip():
                owner, left = owner or node.parent, None
            parts[-1] = (text + node.value, owner)
        elif leaving:
            left = node
        elif left is not None and left.parent is node.parent and len(plain(left)) > 1:
            parts.append(("", None))
        elif node.tag == "br":
            parts[-1] = (f"{text} ", owner)
    return [(collapse(text), owner) for text, owner in parts]
