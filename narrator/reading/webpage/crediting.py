"""Credits: who made a picture, told from what the picture shows."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from narrator.reading.phrases import AGENCIES, alternatives

if TYPE_CHECKING:
    from narrator.reading.webpage.dom import Element, Text

_NAMES = re.compile(
    r" (credits?|\w*credits?|copyright|copyrights|photographer|attribution|source|quelle|rights|"
    r"bildnachweis|fotograf|photocredit|crédit|foto credit|agency|byline|author|fuente|"
    r"image (source|author|rights)|fotocredit|autor|distributor) "
)
_LEAD = (
    r"(?:©|\(c\)|\(C\)|（[cCｃＣ]）|[Cc]opyright|(?:Foto|Fotos|Photo|Photos|Photograph|Image|Images|Picture|"
    r"Pictures|Bild|Bilder|Bildquelle|Quelle|Illustration|Grafik|Graphic|Credit|Credits|"
    r"Photo [Cc]redits?|Image [Cc]redits?|Picture [Cc]redits?|Source|Photo by|Image by|"
    r"Picture by|Photograph by|"
    r"Crédit|Crédits|Crédit photo|Fotografía|Imagen|Foto de|Immagine|Fonte|Fuente|Kuva|Zdjęcie|"
    r"Фото|写真|사진(?: ?출처| ?제공)?|Nuotr|Autor|Graphic by|Illustration by|Courtesy(?: of)?|"
    r"Image source|Bron|Kilde|Källa|Zdroj|Źródło|Lähde|Fotó|Valokuva|Источник|出典|撮影|来源|출처)"
    r"(?:\s*[:：/|=]|(?<= by)|(?<=esy)|(?<=esy of)|(?<=Foto de)))"
)
_AGENCIES = alternatives(AGENCIES)
_TAIL = re.compile(
    rf"(?P<caption>.*?[.!?…»”\"')\]\w])\s*[|–—-]?\s*(?P<credit>{_LEAD}\s*.{{2,120}})$", re.S
)
_BRACKETS = re.compile(
    rf"(?P<caption>.+?)\s*(?P<credit>[(\[](?:{_LEAD}[^()\[\]]{{2,100}}|"
    rf"[^()\[\]]{{0,80}}\b(?:{_AGENCIES})\b[^()\[\]]{{0,60}})[)\]])\.?$",
    re.S,
)
_CAPITAL = r"[A-Z\u00c0-\u00de\u0410-\u042f][\w.'’-]*"
_NAME_AND_HOUSE = re.compile(
    rf"(?P<caption>.+?)\s*(?P<credit>\({_CAPITAL}(?: (?:de|del|von|van|der|di|da|le|la|el) | )"
    rf"(?:{_CAPITAL} )*{_CAPITAL} ?/ ?{_CAPITAL}(?: {_CAPITAL})*"
    rf"(?:/{_CAPITAL}(?: {_CAPITAL})*)?\))\.?$",
    re.S,
)
"""A name of two words or more and the house that it works for: "(Ola Brandt/Meridian)"."""
_AGENCY_TAIL = re.compile(
    rf"(?P<caption>.*(?<!\b\w)[.!?…»”\"')])\s+(?P<credit>(?:[^.!?]|\b\w\.){{0,60}}\b(?:{_AGENCIES})\b[^.!?]{{0,40}})$",
    re.S,
)
_HIDDEN_LABEL = re.compile(
    r"\b(?:source|credits?|copyright|photographer|quelle|crédit|bron|fuente|fonte|foto(?:graf)?)\b"
    r"\W*$",
    re.I,
)
_SENTENCE_END = re.compile(r"\w{3}[.!?…]['\"”»]?\s+\w")
_NAME = re.compile(
    r"^[A-Z\u00c0-\u00de\u0410-\u042f][\w.'’-]+"
    r"(?:(?:\s*[/|,]\s*|\s+)(?:(?:for|of|via|de|del|von|van|der|di|da|le|la|and|und|y|et|the)\s+)*"
    r"[A-Z\u00c0-\u00de\u0410-\u042f][\w.'’-]*){1,6}$"
)
"""Two to seven words with a capital, and what stands between the parts of names."""
NAME_CHARS = 70
_WHOLE = re.compile(rf"^[(\[]?{_LEAD}")
_LABEL = re.compile(rf"^[(\[]?{_LEAD}\s*$")
_AGENCY = re.compile(rf"^[^.!?()]{{0,60}}\b(?:{_AGENCIES})\b[^.!?()]{{0,40}}$")
_SLASHED = re.compile(
    r"(?P<caption>.*[.!?…»”\"')])\s+"
    r"(?P<credit>[A-Z]{3,}/[A-Z][\w.'-]+(?: [A-Z][\w.'-]+){0,3}(?:/[\w ]+)?)$",
    re.S,
)
"""An agency in capitals and a name: "WIRE/Ana Petric"."""
WHOLE_CHARS = 140
"""The longest text that can be a credit alone."""
AGENCY_WORDS = 7
"""An agency's name makes a credit of a line no longer than this."""


def is_credit(element: Element) -> bool:
    """Tell whether an element is a credit by its name."""
    return bool(_NAMES.search(element.names)) or element.tag in ("cite", "small")


def credit_around(text: Text, box: Element) -> Element | None:
    """Return the credit element that a text is in, inside its box."""
    node: Element | None = text.parent
    while node is not None and node is not box:
        if is_credit(node):
            return node
        node = node.parent
    return None


def looks_like_credit(text: str) -> bool:
    """Tell whether a text is nothing but a credit."""
    if len(text) > WHOLE_CHARS:
        return False
    return bool(_WHOLE.search(text)) or (
        len(text.split()) <= AGENCY_WORDS and bool(_AGENCY.search(text))
    )


def is_line(text: str) -> bool:
    """Tell whether a text begins as credits do: "Photo: Jo Doe"."""
    return len(text) <= WHOLE_CHARS and bool(_WHOLE.search(text))


def is_whole(text: str) -> bool:
    """Tell whether a text begins as credits do, and no sentence follows in it."""
    return is_line(text) and not _SENTENCE_END.search(text)


def is_hidden_label(text: str) -> bool:
    """Tell whether words for screen readers announce a credit: "Image source, "."""
    return bool(_HIDDEN_LABEL.search(text))


def is_name_behind(caption: str, text: str) -> bool:
    """Tell whether a text in an element of its own behind a whole caption names who made it.

    Args:
        caption: What stands before it.
        text: "Ola Brandt for Meridian", without any word that says what it is.
    """
    if not re.search(r"[.!?…]['\"”»)]?\s*$", caption) or len(text) > NAME_CHARS:
        return False
    return bool(_NAME.match(text))


def is_label(text: str) -> bool:
    """Tell whether a text only announces the credit that follows it: "Photo:"."""
    return bool(_LABEL.match(text))


def cut(text: str) -> tuple[str, str]:
    """Return a caption and the credit that is glued to its end."""
    if looks_like_credit(text):
        return "", text
    for pattern in (_BRACKETS, _NAME_AND_HOUSE, _TAIL, _AGENCY_TAIL, _SLASHED):
        found = pattern.match(text)
        if found:
            return found["caption"].strip(), found["credit"].strip()
    return text, ""
