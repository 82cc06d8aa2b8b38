"""What of a picture's texts is read."""

from __future__ import annotations

import re
from collections.abc import Iterator

from narrator.article import Figure, Omission, Reason, Stage
from narrator.planning.parts import UNSPACED
from narrator.planning.steps import Reader, Step
from narrator.script import Role

_FILE_NAME = re.compile(
    r"\S.{0,200}\.(?:jpe?g|png|gif|webp|avif|svg|tiff?|bmp|heic)(?:\?\S*)?\Z"  # a picture's file
    r"|(?:img|dsc|dscf|pxl|screenshot|image|picture|foto|photo|bild|imagen|immagine|wp)"
    r"[\s_-]*\d[\d\s_-]*\Z"  # a camera's
    r"|[0-9a-f]{16,}\Z",  # a content manager's
    re.IGNORECASE,
)
_PLACEHOLDERS = frozenset(
    {"image", "picture", "photo", "photograph", "img", "alt", "thumbnail", "placeholder"}
    | {"undefined", "null", "none", "untitled", "logo", "icon", "spacer"}
    | {"bild", "foto", "symbolbild", "imagen", "immagine", "imagem", "afbeelding", "zdjęcie"}
    | {"görsel", "fotoğraf", "фото", "изображение", "зображення", "слика", "صورة", "चित्र"}
    | {"图片", "圖片", "照片", "画像", "写真", "fotografía", "fotografia", "photographie"}
)
"""Texts of pictures that say no more than that there is one."""


def figure_lines(block: Figure, origin: str, reader: Reader) -> Iterator[Step]:
    """Yield what a picture shows, what its editor says of it, and who made it."""
    left_out = _left_out(block, reader.article.metadata.headline)
    for name, reason in left_out.items():
        yield Omission(Stage.PLANNING, reason, getattr(block, name), f"{origin}/{name}")
    texts = (
        ("alt", "image", Role.ALT, block.alt),
        ("caption", "caption", Role.CAPTION, block.caption),
        ("credit", "credit", Role.CREDIT, block.credit),
    )
    for name, kind, role, text in texts:
        if not text or name in left_out:
            continue
        if reader.phrases and reader.reads(role):
            yield from reader.announce(kind, origin, getattr(reader.phrases, kind))
        yield from reader.read(text, role, f"{origin}/{name}", block.language)


def _left_out(figure: Figure, headline: str) -> dict[str, Reason]:
    """Return which of alternative text and caption is not read, and why.

    Of two that say the same, the one that says less is left out; the caption is read where
    both say as much. The headline, which many pages give their first picture as its text, says
    nothing of the picture.
    """
    empty = {
        name: Reason.DECORATIVE
        for name, text in (("alt", figure.alt.strip()), ("caption", figure.caption.strip()))
        if _FILE_NAME.match(text) or text.lower().strip(".") in _PLACEHOLDERS
    }
    alt = figure.alt.strip()
    if empty or not alt:
        return empty
    if _says_no_more(alt, figure.caption) or _words(alt) == _words(headline):
        return {"alt": Reason.DUPLICATE}
    if figure.caption and _says_no_more(figure.caption, alt):
        return {"caption": Reason.DUPLICATE}
    return {}


def _says_no_more(text: str, other: str) -> bool:
    """Say whether every word of a text is in another one, or it stands in it as a whole."""
    words, others = _words(text), _words(other)
    if not words or not others:
        return False
    if UNSPACED.search(text):  # Its words cannot be told apart.
        return "".join(words) in "".join(others)
    return set(words) <= set(others)


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())
