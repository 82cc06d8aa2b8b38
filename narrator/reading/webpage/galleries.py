"""Galleries and slideshows: every picture is read once, though the page shows one at a time.

Scripts put copies of slides beside the slides, so that the show can go round, and hide those that
are not their turn. Dots, arrows and strips of small pictures only lead from one to the next.
"""

from __future__ import annotations

import re
from functools import lru_cache

from narrator.article import Reason
from narrator.reading.webpage import figures
from narrator.reading.webpage.dom import Element, collapse, elements, find

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
_LISTS = ("ul", "ol")


def mark(body: Element) -> None:
    """Set the reason of copies, controls and strips; take it from slides that wait their turn."""
    for element in elements(body):
        if not _is_named(element.names):
            continue
        if element.reason is Reason.HIDDEN and _is_waiting(element):
            element.reason = None
        if element.reason is None:
            element.reason = _reason(element)
        elif element.reason is Reason.HIDDEN and _is_copy(element):
            element.reason = Reason.DUPLICATE


@lru_cache(maxsize=8192)
def _is_named(names: str) -> bool:
    """Tell whether an element is called a part of a gallery at all; few are."""
    return any(pattern.search(names) for pattern in (_CLONE, _SLIDE, _CONTROLS, _STRIP))


def _reason(element: Element) -> Reason | None:
    if _is_copy(element):
        return Reason.DUPLICATE
    if _CONTROLS.search(element.names) and not _shows_pictures(element):
        return Reason.CONTROL
    if _STRIP.search(element.names) and _is_strip(element):
        return Reason.NAVIGATION
    return None


def _siblings(element: Element) -> list[Element]:
    around = element.parent.children if element.parent is not None else []
    return [one for one in around if isinstance(one, Element) and one is not element]


def _is_copy(element: Element) -> bool:
    if not _CLONE.search(element.names):
        return False
    return any(one.names != " " and not _CLONE.search(one.names) for one in _siblings(element))


def _is_waiting(element: Element) -> bool:
    """Tell whether a hidden element is a slide among slides."""
    if not _SLIDE.search(element.names) or _CLONE.search(element.names):
        return False
    among = any(_SLIDE.search(one.names) for one in _siblings(element))
    return among and _shows_pictures(element)


def _shows_pictures(element: Element) -> bool:
    return bool(figures.pictures(element))


def _is_strip(strip: Element) -> bool:
    """Tell whether all that a strip shows, small, is shown elsewhere on the page too."""
    outside = {
        key
        for image in find(strip.page[0], "img", "amp-img")
        if image not in strip
        for key in _keys(image)
    }
    inside = list(find(strip, "img", "amp-img"))
    return bool(inside) and not strip.prose and all(_keys(one) & outside for one in inside)


def _keys(image: Element) -> set[str]:
    return {key for key in (collapse(image.get("alt")), figures.address(image)) if key}


def is_list(element: Element) -> bool:
    """Tell whether a list is a gallery: each of its items is a picture, with a caption or alone."""
    items = [one for one in element.children if isinstance(one, Element) and one.reason is None]
    return element.tag in _LISTS and bool(items) and all(map(figures.is_item, items))
