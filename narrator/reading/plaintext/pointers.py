"""Words that only a picture's text says: who stands where, that it is from the archive."""

from __future__ import annotations

import re

ARCHIVE = """
    Archivbild; Archivfoto; Archivaufnahme; Symbolbild; Symbolfoto; Symbolgrafik; Beispielbild; File
    photo; File image; File picture; File pic; Archive photo; Archive image; Stock photo; Stock
    image; Photo d'archives; Photo d’archives; Image d'archives; Photo d'illustration; Photo
    d’illustration; Image d'illustration; Image d’illustration; Imagen de archivo; Foto de archivo;
    Fotografía de archivo; Imagem de arquivo; Foto de arquivo; Imagem ilustrativa; Foto d'archivio;
    Foto d’archivio; Immagine d'archivio; Immagine di repertorio; Foto di repertorio; Archieffoto;
    Archiefbeeld; Arkivfoto; Arkivbild; Arkivbilde; Genrebild; Illustrasjonsfoto; Arkistokuva;
    Kuvituskuva; Zdjęcie ilustracyjne; Zdjęcie archiwalne; Zdjęcie poglądowe; Ilustrační foto;
    Ilustrační snímek; Archivní foto; Ilustračné foto; Archívna fotografia; Illusztráció; Fotografie
    de arhivă; Imagine de arhivă; Arşiv fotoğrafı; Архивное фото; Фото из архива; Архівне фото; صورة
    أرشيفية; صورة من الأرشيف; 資料写真; イメージ写真; 资料图; 資料照; 資料照片; 자료사진
"""
"""That a picture shows something else than the news; `;` parts the phrases."""

PLACES = """
    left; right; centre; center; middle; far left; far right; on left; on right; links; rechts;
    Mitte; vorne; hinten; gauche; droite; à gauche; à droite; au centre; izquierda; derecha; a la
    izquierda; a la derecha; en el centro; sinistra; destra; a sinistra; a destra; al centro;
    esquerda; direita; à esquerda; à direita; vänster; höger; till vänster; till höger; venstre;
    høyre; til venstre; til høyre; vasemmalla; oikealla; z lewej; z prawej; po lewej; po prawej;
    vlevo; vpravo; uprostřed; vľavo; vpravo; balra; jobbra; слева; справа; в центре; ліворуч;
    праворуч; يمين; يسار; 左; 右; 中央; 왼쪽; 오른쪽; 가운데
"""
"""Where somebody stands in a picture, in brackets: "Ada Quill (left)"; `;` parts them."""

SHORT_PLACES = "l. r. li. re. m. M. c. g. d. izq. dcha. der. sx. dx. v.l. v.l.n.r."
"""The same in short; without its full stop an "(R)" is a party."""

ROWS = """
    from left; from right; from the left; left to right; clockwise; von links; v. l.; v.l.; de
    gauche à droite; de izquierda a derecha; da esquerda para a direita; da sinistra; van links naar
    rechts; fra venstre; från vänster; vasemmalta; od lewej; zleva; zľava; balról; слева направо;
    зліва направо; 左から; 왼쪽부터
"""
"""Words before the names of those in a picture, which a colon, a bracket or a comma sets off."""


def _any(table: str) -> str:
    phrases = (" ".join(phrase.split()) for phrase in table.split(";"))
    return "|".join(re.escape(phrase) for phrase in sorted(phrases, key=len, reverse=True))


_ARCHIVE = re.compile(
    rf"[(\[（]\s*(?:{_any(ARCHIVE)})[^()]{{0,40}}[)\]）]|^[(\[]?(?:{_any(ARCHIVE)})\s*(?:[:.,()\]–—]|\d|$)"
    rf"|^FILE\b\s?[-–—:]|(?:^|[\s,/–—-])(?:{_any(ARCHIVE)})[).\]]?$",
    re.IGNORECASE,
)
_SHORT = "|".join(re.escape(word) for word in SHORT_PLACES.split())
_PLACED = re.compile(
    rf"[(（](?:[^()]{{0,30}}[\s,])?(?:(?i:{_any(PLACES)})|{_SHORT})(?:[\s,][^()]{{0,20}})?[)）]"
    rf"|(?i:\b(?:{_any(ROWS)})\b)[^:]{{0,20}}[:,)]"
)


def is_archive(text: str) -> bool:
    """Say whether the text says of a picture that it is from the archive, or an example."""
    return _ARCHIVE.search(text) is not None


def is_placed(text: str) -> bool:
    """Say whether the text says where somebody stands in a picture."""
    return _PLACED.search(text) is not None
