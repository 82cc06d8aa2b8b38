"""What of a picture's texts is read."""

from __future__ import annotations

import re

from narrator.article import Figure, Reason

_FILE_NAME = re.compile(
    r"[\w%().-]+\.(?:jpe?g|png|gif|webp|avif|svg|tiff?|bmp)\Z"  # a picture's file
    r"|(?:img|dsc|dscf|pxl|screenshot|image|foto|photo|bild)[\s_-]*\d[\d\s_-]*\Z"  # a camera's
    r"|[0-9a-f]{16,}\Z",  # a content manager's
    re.IGNORECASE,
)
_PLACEHOLDERS = frozenset(
    {"image", "picture", "photo", "photograph", "img", "alt", "thumbnail", "placeholder"}
    | {"undefined", "null", "none", "untitled"}
    | {"bild", "foto", "symbolbild", "imagen", "immagine"}
)
"""Alternative texts that say no more than that there is a picture."""


def why_alt_is_left_out(figure: Figure) -> Reason | None:
    """Return the reason not to read an alternative text, or None where it is to be read."""
    alt = figure.alt.strip()
    if _FILE_NAME.match(alt) or alt.lower().strip(".") in _PLACEHOLDERS:
        return Reason.DECORATIVE
    if figure.caption and _words(alt) == _words(figure.caption):
        return Reason.DUPLICATE
    return None


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())
