"""Polls, quizzes and forms to calculate with: what a page asks its readers is one line.

Their questions are told, for a listener may want to go to the page and answer; the answers, the
buttons and what others answered are left out as any form is.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from narrator.article import Embed, Medium, Reason
from narrator.reading.webpage.dom import HEADINGS, collapse, elements, plain, texts

if TYPE_CHECKING:
    from narrator.reading.webpage.dom import Element, Text

_POLL = re.compile(
    r" (?:\w+ )?(?:polls?|quiz(?:z?es)?|survey|vote|voting|umfrage|abstimmung|sondage|encuestas?|"
    r"sondaggio|enquete|peiling|poll ?daddy|afstemning|omröstning|äänestys|ankieta|anketa|anket) "
)
"""What pages call a question to all readers."""
_SURE = re.compile(r" (?:polls?|quiz(?:z?es)?) ")
"""Names that a script fills with a question, where it is not on the page yet; a "vote" may be a
button beside a comment."""
_OF_THE_SITE = re.compile(r" (?:feedback|helpful|comments?|login|settings|preferences|search) ")
"""What a site asks about itself."""
_QUESTION = re.compile(r" (?:\w+ )*(?:question|frage|pregunta|domanda|vraag|pytanie)(?: \w+)* ")
_ASKS = re.compile(r"[?？؟]\W*$")
_CHOICES = ("radio", "checkbox")
_VALUES = ("range", "number", "date", "month")
_PERSONAL = ("email", "password", "tel", "search")
QUESTION_CHARS = 300
"""The longest question; a longer text explains something."""
CHOICES = 2
"""A form asks something where it offers so many answers, or as many values to be set."""


def read(element: Element) -> tuple[Embed, list[Text]] | None:
    """Return what a form that is left out asks, with the texts of its question.

    Nothing where the form asks nothing of its reader: where it searches, registers or signs in.
    """
    if element.reason is not Reason.CONTROL or _OF_THE_SITE.search(element.names):
        return None
    below = elements(element)
    is_named = bool(_POLL.search(element.names))
    if not is_named and not _offers_choice(element, below):
        return None
    asked = _question(below)
    if asked is not None:
        return Embed(Medium.OTHER, plain(asked)), list(texts(asked))
    label = collapse(element.get("aria-label"))
    waits = any(name.startswith("data-") for name in element.attributes)
    fits = label or (is_named and waits and _SURE.search(element.names))
    return (Embed(Medium.OTHER, label), []) if fits else None


def _offers_choice(element: Element, below: list[Element]) -> bool:
    if element.tag not in ("form", "fieldset") and element.get("role") != "radiogroup":
        return False
    kinds: Counter[str] = Counter()
    for one in below:
        kind = "select" if one.tag == "select" else one.get("type").lower()
        role = one.get("role")
        kinds[kind if one.tag in ("input", "select") else role] += 1
    if any(kinds[kind] for kind in _PERSONAL):
        return False
    values = sum(kinds[kind] for kind in (*_VALUES, "select"))
    return values >= CHOICES or any(kinds[kind] >= CHOICES for kind in _CHOICES)


def _question(below: list[Element]) -> Element | None:
    """Return the element with the question: the first that asks, else the first heading."""
    named = [
        one
        for one in below
        if 0 < one.chars <= QUESTION_CHARS
        and (one.tag in ("legend", *HEADINGS) or _QUESTION.search(one.names))
        and not any(inner.tag in ("input", "label", "ul", "ol") for inner in elements(one))
    ]
    asking = [one for one in named if _ASKS.search(plain(one))]
    lines = (
        one
        for one in below
        if one.tag in ("p", "div", "strong", "b", "span", "legend")
        and 0 < one.chars <= QUESTION_CHARS
        and one.tag not in ("label", "button")
        and _ASKS.search(plain(one))
        and not any(inner.tag in ("input", "label", "button") for inner in elements(one))
    )
    return next(iter(asking), None) or next(lines, None) or next(iter(named), None)
