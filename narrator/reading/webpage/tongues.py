"""The languages of a page's parts: of whole blocks, and of words in them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from narrator.article import Figure, Piece, Span
from narrator.language_tags import is_same_language
from narrator.reading.language import normalize_language
from narrator.reading.spans import find_spans, moved, pieces_of
from narrator.reading.webpage.dom import Element, Text, ancestors, texts

if TYPE_CHECKING:
    from collections.abc import Iterable

    from narrator.article import Block, Metadata
    from narrator.reading.spans import Marked
    from narrator.reading.webpage.drafts import Draft


class Tongues:
    """What the page says of the languages of its parts, looked up once for each element."""

    def __init__(self) -> None:
        self._known: dict[Element, str] = {}

    def of(self, element: Element) -> str:
        """Return the language that the page gives an element, as written; empty: none."""
        passed = []
        given = ""
        for node in (element, *ancestors(element)):
            if node in self._known:
                given = self._known[node]
                break
            passed.append(node)
            if given := node.get("lang") or node.get("xml:lang"):
                break
        self._known.update(dict.fromkeys(passed, given))
        return given

    def marked(self, nodes: Iterable[Text]) -> list[Marked]:
        """Return texts of the page with their languages."""
        return [(text.value, self.of(text.parent)) for text in nodes]


def block_of(draft: Draft, tongues: Tongues, language: str) -> tuple[Block, list[Span]]:
    """Return the block of a draft with its own language and what in it is in yet another.

    Args:
        draft: The block with its source.
        tongues: The page's.
        language: The article's; a block or a word marked so is not marked.

    Returns:
        The block, and spans whose origins are those of an article's first block.
    """
    source = tongues.marked(draft.texts)
    own = _covering(draft, source) or tongues.of(draft.element)
    own = normalize_language(own)
    block = draft.block
    if own and not (language and is_same_language(own, language)):
        block = replace(block, language=own)
    return block, find_spans(pieces_of(block), source, block.language or language)


def _covering(draft: Draft, source: list[Marked]) -> str:
    """Return the one language that all words of a block are marked with, where there is one."""
    if isinstance(draft.block, Figure) and draft.block.alt:
        return ""  # The alternative text is in the language of the picture's element.
    tags = {tag for text, tag in source if any(map(str.isalpha, text))}
    return tags.pop() if len(tags) == 1 else ""


def of_metadata(metadata: Metadata, shown: Iterable[Element], tongues: Tongues) -> list[Span]:
    """Return the words in another language in the headline, the section and the byline.

    Args:
        metadata: The article's.
        shown: The elements of the page that show it.
        tongues: The page's.
    """
    lines = {"section": metadata.section, "headline": metadata.headline, "byline": metadata.byline}
    pieces = [Piece(f"/metadata/{name}", text) for name, text in lines.items() if text]
    source = tongues.marked(text for element in shown for text in texts(element))
    return find_spans(pieces, source, metadata.language)


def of_standfirst(
    lines: tuple[str, ...], drafts: list[Draft], tongues: Tongues, language: str
) -> list[Span]:
    """Return the words in another language in the standfirst.

    Args:
        lines: The standfirst.
        drafts: What it was made of.
        tongues: The page's.
        language: The article's.
    """
    pieces = [Piece(f"/standfirst/{number}", line) for number, line in enumerate(lines)]
    source = tongues.marked(text for draft in drafts for text in draft.texts)
    return find_spans(pieces, source, language)


def placed(
    drafts: Iterable[Draft], tongues: Tongues, language: str
) -> tuple[tuple[Block, ...], list[Span]]:
    """Return the blocks of drafts and the spans in them, with the blocks' places.

    Args:
        drafts: The article's, in reading order.
        tongues: The page's.
        language: The article's.
    """
    blocks: list[Block] = []
    spans: list[Span] = []
    for draft in drafts:
        block, found = block_of(draft, tongues, language)
        spans += moved(found, len(blocks))
        blocks.append(block)
    return tuple(blocks), spans
