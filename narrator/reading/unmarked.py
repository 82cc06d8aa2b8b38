"""Words in another language that the source does not mark: found by the words themselves.

Few pages say that a quotation is in another language. A paragraph or a quotation in marks that
is long enough to tell is looked at where its words are not those of the rest of the article.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from narrator.article import Article, Paragraph, Piece, Quotation, Span
from narrator.language_tags import primary
from narrator.reading.language import detect_language, language_of_script

CONFIDENCE = 0.99
"""How sure the detection must be. Measured on 2,342 paragraphs of 113 news articles in 22
languages: one was found in another language, and rightly; 34 of the articles had words that the
detection was asked about."""
SHARED_WORDS = 0.2
"""A stretch of whose words so many stand elsewhere in the article too is in its language. Only
others are given to the detection, which takes half a second to load."""

_CLOSE = (
    {"da", "nb", "nn", "no", "sv"},
    {"bs", "hr", "sl", "sr"},
    {"ca", "es", "gl", "pt"},
    {"cs", "sk"},
    {"be", "bg", "mk", "ru", "uk"},
    {"id", "ms"},
    {"af", "nl"},
    {"hi", "mr", "ne"},
    {"ar", "fa", "ur"},
    {"ja", "zh"},
)
"""Languages that short texts do not tell apart: among these, only a mark of the page counts."""

_QUOTED = re.compile(r"“([^“”]{20,}?)”|„([^„“”]{20,}?)[“”]|«([^«»]{20,}?)»|\"([^\"]{20,}?)\"")
_WORD = re.compile(r"[^\W\d_]+")


def find_unmarked(article: Article) -> Article:
    """Return the article with spans where words are plainly in another language than its own."""
    language = article.metadata.language
    if not language:
        return article
    marked = {span.origin for span in article.spans}
    pieces = [piece for piece in _running_text(article) if piece.origin not in marked]
    known = Counter(word for piece in pieces for word in _words(piece.text))
    found = [span for piece in pieces for span in _spans(piece, known, language)]
    others = {span.origin for span in found}
    found += _other_scripts([piece for piece in pieces if piece.origin not in others], language)
    if not found:
        return article
    order = {piece.origin: number for number, piece in enumerate(article.pieces())}
    spans = sorted((*article.spans, *found), key=lambda span: (order[span.origin], span.start))
    return replace(article, spans=tuple(spans))


def _running_text(article: Article) -> Iterator[Piece]:
    """Yield the pieces in which a foreign sentence may stand, and nobody says which language."""
    for number, text in enumerate(article.standfirst):
        yield Piece(f"/standfirst/{number}", text)
    for number, block in enumerate(article.blocks):
        if isinstance(block, Paragraph) and not block.language:
            yield Piece(f"/blocks/{number}/text", block.text)
        elif isinstance(block, Quotation) and not block.language:
            for place, text in enumerate(block.paragraphs):
                yield Piece(f"/blocks/{number}/paragraphs/{place}", text)


def _spans(piece: Piece, known: Counter[str], language: str) -> Iterator[Span]:
    """Yield the whole piece where it is foreign, else the foreign quotations in it."""
    around = _words(_QUOTED.sub(" ", piece.text))
    tongue = "" if _is_known(around, known) else _foreign(piece.text, known, language)
    if tongue:
        yield Span(piece.origin, 0, len(piece.text), tongue)
        return
    for match in _QUOTED.finditer(piece.text):
        tongue = _foreign(next(filter(None, match.groups())), known, language)
        if tongue:
            group = match.lastindex or 0
            yield Span(piece.origin, match.start(group), match.end(group), tongue)


def _other_scripts(pieces: list[Piece], language: str) -> Iterator[Span]:
    """Yield the pieces in another alphabet than the rest, too short for more to be told of them."""
    own = language_of_script("\n".join(piece.text for piece in pieces))
    for piece in pieces:
        found = language_of_script(piece.text)
        if found not in ("", own) and not _is_close(found, language):
            yield Span(piece.origin, 0, len(piece.text), found)


def _foreign(text: str, known: Counter[str], language: str) -> str:
    """Return the language of a text where it is plainly another one, else an empty text."""
    words = _words(text)
    if not words or _is_known(words, known):
        return ""
    found = detect_language(text, CONFIDENCE)
    return "" if not found or _is_close(found, language) else found


def _is_known(words: list[str], known: Counter[str]) -> bool:
    """Say whether many of a stretch's words stand elsewhere in the article too."""
    own = Counter(words)
    shared = sum(known[word] > own[word] for word in words)
    return bool(words) and shared >= SHARED_WORDS * len(words)


def _words(text: str) -> list[str]:
    return [word.casefold() for word in _WORD.findall(text)]


def _is_close(one: str, other: str) -> bool:
    pair = {primary(one), primary(other)}
    return len(pair) == 1 or any(pair <= group for group in _CLOSE)
