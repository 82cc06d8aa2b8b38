"""Boxes that ask before they load something from elsewhere, known by what they say.

Sites that do not call such a box by a name still write into it that a click sends data to others.
The thing held back is one line of the article; the asking is no text of it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from narrator.article import Reason
from narrator.reading.webpage.dom import INLINE, Text, ancestors, collapse, elements, plain, texts

if TYPE_CHECKING:
    from narrator.reading.webpage.dom import Element

HELD_BACK = "external held back"
"""The name that such a box is given, in the words of those sites that give it one."""
ASKING_CHARS = 700
"""The longest paragraph that asks."""
BOX_CHARS = 1_200
"""The longest box around it, with its title and its buttons."""
TITLE_CHARS = 140
_ASKS = re.compile(
    # English
    r"content is (?:hosted|provided|served) by (?:an? )?(?:third|external)|"
    r"(?:need|require) your (?:permission|consent) (?:to|before)|"
    r"to (?:view|see|display|load|watch|play) this (?:content|video|embed|post|tweet|map|chart)"
    r"\b.{0,60}(?:accept|enable|allow|consent|cookies)|"
    r"(?:allow|accept)(?: the)? (?:cookies|content) from|"
    r"you (?:accept|agree to|consent to) the (?:privacy|terms|transfer|cookies)|"
    r"use cookies and other technologies|external content|"
    # German, Dutch
    r"extern(?:e[rn]?|en) inhalte?\b|erst wenn sie hier klicken|empfohlener redaktioneller inhalt|"
    r"(?:zustimmung|einwilligung)\b.{0,90}(?:widerrufen|laden|anzeigen|angezeigt|geladen|benötig)|"
    r"benötigen .{0,20}(?:zustimmung|einwilligung)|ein klick für den datenschutz|"
    r"personenbezogene daten\b.{0,60}(?:übermittelt|übertragen)|ihre ip-adresse wird|"
    r"zum (?:anzeigen|laden|abspielen)\b.{0,60}(?:akzeptier|zustimm|einwillig|cookies)|"
    r"externe inhoud|"
    r"om (?:deze|dit) \w+ te (?:zien|bekijken|laden)\b.{0,60}(?:cookies|toestemming)|"
    # French, Italian, Spanish, Portuguese
    r"contenu externe|ce contenu est (?:hébergé|fourni|bloqué)|"
    r"pour (?:afficher|voir|visualiser) ce(?:tte)? \w+\b.{0,80}(?:cookies|accept|consent)|"
    r"contenuto esterno|"
    r"per (?:visualizzare|vedere) (?:questo|il) \w+\b.{0,80}(?:cookie|accett|consens)|"
    r"contenido externo|"
    r"para (?:ver|mostrar|visualizar) est[ea] \w+\b.{0,80}(?:cookies|acept|consent)|"
    r"conteúdo externo|"
    # Danish, Norwegian, Swedish, Finnish, Polish, Czech
    r"e[kx]sternt (?:innhold|indhold|innehåll)|ulkoi\w+ sisäl\w+|treś\w+ zewnętrzn\w+|"
    r"externí obsah",
    re.I,
)
"""What such boxes say, in the languages of their countries."""
_IDLE = re.compile(
    r"\W*(?:empfohlen\w*|recommended|eingebettet\w*|embedded|externe\w*|external|contenu|content)?"
    r"(?: redaktionell\w*| editorial)? ?(?:inhalte?|contents?|contenu|recommandé|video|youtube|x|"
    r"twitter|facebook|instagram|tiktok|datenschutz|privacy|hinweis|cookies?)\W*",
    re.I,
)
"""What many such boxes open with, that is no title of what is held back."""


def mark(body: Element) -> None:
    """Set the reason of every box that asks for consent and has a button to give it."""
    for element in elements(body):
        if element.reason is not None or not 0 < element.chars <= ASKING_CHARS:
            continue
        if element.tag in INLINE or not _has_words(element) or not asks(plain(element)):
            continue
        box = _box(element, body)
        if box is not None:
            box.reason = Reason.CONSENT
            box.names = f"{box.names}{HELD_BACK} "


def asks(text: str) -> bool:
    """Tell whether a text asks for consent before something is loaded."""
    return bool(_ASKS.search(text))


def _has_words(element: Element) -> bool:
    return any(isinstance(node, Text) and node.value.strip() for node in element.children)


def _box(asking: Element, body: Element) -> Element | None:
    """Return the largest box around what asks that holds no other running text."""
    box = asking if _has_button(asking) else None
    for node in ancestors(asking):
        if node is body or node.chars > BOX_CHARS or node.tag in ("body", "main", "article"):
            break
        if any(_is_other_text(one) for one in elements(node)):
            break
        if box is not None or _has_button(node):
            box = node
    return box if box is None or box.reason is None else None


def _is_other_text(element: Element) -> bool:
    """Tell whether an element holds running text itself that does not ask."""
    inner = any(not isinstance(node, Text) and node.prose for node in element.children)
    return bool(element.prose) and not inner and not asks(plain(element))


def _has_button(box: Element) -> bool:
    return any(
        one.tag in ("button", "input") or one.get("role") in ("button", "switch")
        for one in elements(box)
    )


def title_of(box: Element) -> list[Text]:
    """Return the texts of the line in a box, before it asks, that names what is held back."""
    if HELD_BACK not in box.names:
        return []
    for text in texts(box):
        words = collapse(text.value)
        if asks(words):
            break
        inside = [node for node in (text.parent, *ancestors(text.parent)) if node in box]
        if len(words) > TITLE_CHARS or any(asks(plain(node)) for node in inside[:1]):
            break
        known = any(node.reason for node in inside if node is not box)
        if any(map(str.isalpha, words)) and not known and not _IDLE.fullmatch(words):
            return [text]
    return []
