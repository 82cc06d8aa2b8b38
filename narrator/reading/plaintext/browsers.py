"""What text browsers draw for what they cannot show: pictures, forms, frames, numbers of links."""

from __future__ import annotations

import re
from dataclasses import replace

from narrator.article import Reason
from narrator.reading.plaintext.lines import key
from narrator.reading.plaintext.page import Page

REFERENCE_TITLES = ("references", "visible links", "hidden links")
"""What lynx and links write above their lists of addresses."""

FIRST_LINES = 3
"""lynx lists a page's feeds and alternates in its first lines, behind a number sign."""

_FILE = (
    r"\[(?:INLINE|IMAGE|IMG|LINK"
    r"|[^\[\]\s]{1,80}\.(?:png|jpe?g|gif|svg|webp|avif|bmp|tiff?)(?:\?[^\[\]\s]*)?)\]"
)
_PICTURES = re.compile(rf"(?:{_FILE}\s*)+")
# w3m shows the name of a picture's file without its ending.
_NAMED = re.compile(r"\[[\w.]+(?:[-_][\w.]+)+\]$|\[\w*\d{2,}\w*\]$")
_FRAME = re.compile(r"FRAME:\s", re.IGNORECASE)
_FORM = re.compile(
    r"_{4,}|\((?:BUTTON|_|\*)\)(?:\s|$)|\[[ xX*_]\](?:\s|$)|\[_{3,}\]"
    r"|\[(?:submit|search|send|go|ok|reset|log ?in|sign ?(?:in|up)|subscribe|suchen|senden|absenden"
    r"|anmelden|rechercher|envoyer|buscar|enviar|cerca|invia)\]$",
    re.IGNORECASE,
)
# Which of how many pictures is shown: "Bild 1 von 5".
_COUNTER = re.compile(
    r"(?:image|photo|picture|bild|foto|slide|imagen|imagem|immagine|afbeelding|zdjęcie|фото)\s?"
    r"\d{1,3}\s?(?:/|of|von|sur|de|di|van|av|z|из)\s?\d{1,3}$|\[\d{1,3}\s?/\s?\d{1,3}\]$",
    re.IGNORECASE,
)
_LONE_MARK = re.compile(r"(?:\[\d{1,4}\]\s*)+$")


def label(page: Page, *, marked: bool) -> None:
    """Name what a text browser drew, and take the names of picture files from before words.

    Args:
        page: The lines.
        marked: Whether a text browser's numbers of links were found in the text.
    """
    for index, line in list(page.free()):
        text = line.text
        pictures = _PICTURES.match(text)
        if pictures and pictures.end() < len(text):
            page.pictures.append(pictures.group().strip())
            text = text[pictures.end() :]
            page.lines[index] = replace(line, text=text)
        elif pictures or _NAMED.match(text):
            page.set(index, Reason.DECORATIVE)
        if _COUNTER.match(text):
            page.set(index, Reason.CONTROL)
        if _FRAME.match(text) or _FORM.match(text):
            page.set(index, Reason.CONTROL)
        if marked:
            _marked(page, index)


def _marked(page: Page, index: int) -> None:
    """Name what stands only in the dumps that number their links."""
    text = page.lines[index].text
    listed = text.startswith("#") and text[1:2].strip() and index < FIRST_LINES
    if _LONE_MARK.match(text):
        page.set(index, Reason.FOOTNOTE_MARK)
    elif listed or key(text) in REFERENCE_TITLES:
        page.set(index, Reason.NAVIGATION)
