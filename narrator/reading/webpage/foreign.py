"""Words that a page marks as another language, inside a block that is not in it.

A block's text is put together from the page's texts, cleaned and sometimes parted again; where
a stretch of it came from is not kept. It is found again afterwards: the texts of the page and
the pieces of the block are in the same order, so each is looked for behind the one before.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import TYPE_CHECKING

from narrator.article import Span, block_texts
from narrator.reading.language import normalize_language
from narrator.reading.webpage.dom import Element, ancestors, collapse

if TYPE_CHECKING:
    from narrator.article import Block
    from narrator.reading.webpage.dom import Text
    from narrator.reading.webpage.drafts import Draft


def block_spans(draft: Draft, block: Block, language: str) -> tuple[Span, ...]:
    """Return the spans of a block; their origins are relative to it: `text`, `paragraphs/0`.

    Args:
        draft: What the block was made of.
        block: As it stands in the article.
        language: BCP 47, of the article; empty where it is not known.
    """
    pieces = [(name, text) for name, text in block_texts(block) if text]
    return tuple(find_spans(draft.texts, pieces, block.language or language))


def line_spans(drafts: list[Draft], lines: tuple[str, ...], language: str) -> tuple[Span, ...]:
    """Return the spans of lines that were made of several drafts; origins are their numbers."""
    pieces = [(str(number), line) for number, line in enumerate(lines)]
    texts = [text for draft in drafts for text in draft.texts]
    return tuple(find_spans(texts, pieces, language))


def is_marked(body: Element) -> bool:
    """Tell whether anything on the page has a language of its own; most pages have nothing."""
    return any(element.language for element in body.page)


def find_spans(texts: list[Text], pieces: list[tuple[str, str]], own: str) -> Iterator[Span]:
    """Yield the stretches of the pieces whose texts are marked as another language.

    Args:
        texts: What the pieces were made of, in the page's order.
        pieces: The origin and the text of each.
        own: BCP 47, what the pieces are in; empty where it is not known.
    """
    piece = place = 0
    for language, run in groupby(texts, _language):
        words = collapse("".join(text.value for text in run))
        if not words:
            continue
        for number in range(piece, len(pieces)):
            start = pieces[number][1].find(words, place if number == piece else 0)
            if start >= 0:
                piece, place = number, start + len(words)
                if _is_foreign(language, own) and any(map(str.isalpha, words)):
                    yield Span(pieces[number][0], start, place, language)
                break


def _language(text: Text) -> str:
    """Return the language that the nearest element around a text names; empty where none does."""
    for element in ancestors(text):
        if element.language:
            return normalize_language(element.language)
    return ""


def _is_foreign(language: str, own: str) -> bool:
    """Tell whether a language is another one than the block's; "en" and "en-GB" are one."""
    return bool(language) and language.partition("-")[0] != own.partition("-")[0].lower()
