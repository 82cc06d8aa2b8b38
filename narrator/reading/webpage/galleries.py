"""Galleries and slideshows: every picture is read once, though the page shows one at a time.

Scripts put copies of slides beside the slides, so that the show can go round, and hide those that
are not their turn. Dots, arrows and strips of small pictures only lead from one to the next.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from narrator.article import Reason
from narrator.reading.webpage import figures
from narrator.reading.webpage.dom import Element, collapse, elements, find, plain

_PART = r"(?:^ |(?<=\| )){}(?= (?:\||$))"
_CLONE = re.compile(
    _PART.format(
        r"(?:slick cloned|swiper slide duplicate|(?:splide|glide) (?:slide )+clone|"
        r"tns slide cloned|owl item cloned|bx clone|cloned|clone|slide clone)"
    )
)
"""What Slick, Swiper, Splide, Glide, Tiny Slider, Owl and bxSlider call the copy of a slide."""
_SLIDE = re.compile(
    r" (?:(?:slick|swiper|splide|glide|gallery|image|my) slides?|slides?|carousel (?:item|cell)|"
    r"(?:gallery|slideshow|slider|owl) (?:item|image|cell)|gallery cell|photo item) "
)
_CONTROLS = re.compile(
    r" (?:page dots|slick dots|owl dots|carousel indicators|carousel controls?(?: \w+)*|"
    r"slick arrow|flickity button|swiper button(?: \w+)*|slide(?:show)? (?:counter|count|controls)|"
    r"(?:image|gallery|carousel) (?:counter|controls)|splide (?:arrows?|pagination)) "
)
_STRIP = re.compile(
    r" (?:thumbs|thumbnails|thumb (?:nav|strip|list)|thumbnail (?:nav|strip|list)) "
)
_COUNTER = re.compile(r"(?:[^\W\d]+ )?\d{1,3} ?(?:/|\||of|von|de|sur|van|di|av|z) ?\d{1,3}")
"""Which of the pictures is shown: "1 / 12", "Bild 2 von 12"."""
COUNTER_CHARS = 20
_LISTS = ("ul", "ol")


def mark(body: Element) -> None:
    """Set the reason of copies, controls and strips; take it from slides that wait their turn."""
    known: dict[Element, _Family] = {}
    shown = Counter(key for image in find(body, "img", "amp-img") for key in _keys(image))
    for element in elements(body):
        if element.reason is None and _is_counter(element):
            element.reason = Reason.CONTROL
        if not _is_named(element.names):
            continue
        if element.reason is Reason.HIDDEN and _is_waiting(element, known):
            element.reason = None
        if element.reason is None:
            element.reason = _reason(element, known, shown)
        elif element.reason is Reason.HIDDEN and _is_copy(element, known):
            element.reason = Reason.DUPLICATE


@lru_cache(maxsize=8192)
def _is_named(names: str) -> bool:
    """Tell whether an element is called a part of a gallery at all; few are."""
    return any(pattern.search(names) for pattern in (_CLONE, _SLIDE, _CONTROLS, _STRIP))


def _reason(element: Element, known: dict[Element, _Family], shown: Counter[str]) -> Reason | None:
    if _is_copy(element, known):
        return Reason.DUPLICATE
    if _CONTROLS.search(element.names) and not _shows_pictures(element):
        return Reason.CONTROL
    if _STRIP.search(element.names) and _is_strip(element, shown):
        return Reason.NAVIGATION
    return None


def _is_counter(element: Element) -> bool:
    """Tell whether an element beside a picture says no more than its number among others."""
    if not 0 < element.chars <= COUNTER_CHARS or not _COUNTER.fullmatch(plain(element)):
        return False
    return any(map(_shows_pictures, _neighbours(element)))


def _neighbours(element: Element) -> Iterator[Element]:
    """Yield the elements before and behind one, in the same parent; many may be in it."""
    page, parent = element.page, element.parent
    before: Element | None = page[element.order - 1] if element.order else None
    while before is not None and before is not parent and before.parent is not parent:
        before = before.parent
    if before is not None and before is not parent:
        yield before
    behind = page[element.end + 1 : element.end + 2]
    yield from (one for one in behind if one.parent is parent)


@dataclass(frozen=True, slots=True)
class _Family:
    """What the children of one element are called."""

    originals: int
    """Those with a name that is no copy's."""
    slides: int


def _family(element: Element, known: dict[Element, _Family]) -> _Family:
    parent = element.parent or element
    if parent not in known:
        named = [one.names for one in parent.children if isinstance(one, Element)]
        originals = sum(1 for names in named if names != " " and not _CLONE.search(names))
        known[parent] = _Family(originals, sum(1 for names in named if _SLIDE.search(names)))
    return known[parent]


def _is_copy(element: Element, known: dict[Element, _Family]) -> bool:
    if not _CLONE.search(element.names):
        return False
    return _family(element, known).originals > 0


def _is_waiting(element: Element, known: dict[Element, _Family]) -> bool:
    """Tell whether a hidden element is a slide among slides."""
    if not _SLIDE.search(element.names) or _CLONE.search(element.names):
        return False
    return _family(element, known).slides > 1 and _shows_pictures(element)


def _shows_pictures(element: Element) -> bool:
    return bool(figures.pictures(element))


def _is_strip(strip: Element, shown: Counter[str]) -> bool:
    """Tell whether all that a strip shows, small, is shown elsewhere on the page too."""
    inside = list(find(strip, "img", "amp-img"))
    if not inside or strip.prose:
        return False
    own = Counter(key for image in inside for key in _keys(image))
    return all(any(shown[key] > own[key] for key in _keys(one)) for one in inside)


def _keys(image: Element) -> set[str]:
    return {key for key in (collapse(image.get("alt")), figures.address(image)) if key}


def is_list(element: Element) -> bool:
    """Tell whether a list is a gallery: each of its items is a picture, with a caption or alone."""
    items = [one for one in element.children if isinstance(one, Element) and one.reason is None]
    return element.tag in _LISTS and bool(items) and all(map(figures.is_item, items))
