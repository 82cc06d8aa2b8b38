"""Words in another language: where a PDF document marks them, they are found in its article.

A document names the language of an element of its structure (`/Lang`, ISO 32000-1, section
14.9.2.3) or of a stretch of what it draws (`/Span <</Lang (fr)>> BDC`, section 14.9.2.2). The
nearest counts.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING

from narrator.article import Separator
from narrator.language_tags import is_same_language
from narrator.reading.spans import find_spans, pieces_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from narrator.article import Article, Block, Piece, Span
    from narrator.reading.pdf.layout import Line
    from narrator.reading.pdf.letters import Stretch
    from narrator.reading.pdf.opening import PageContent
    from narrator.reading.pdf.tags import Node
    from narrator.reading.pdf.words import Writer
    from narrator.reading.spans import Marked


def of_tags(content: PageContent) -> None:
    """Give each stretch of a page the language of the element that it is in, if it has no own."""
    known: dict[int, str] = {}
    for top in content.tree:
        known.update(_marks(top, ""))
    for stretch in content.stretches:
        stretch.language = stretch.look.language or known.get(stretch.look.mark, "")


def _marks(node: Node, language: str) -> Iterator[tuple[int, str]]:
    language = node.language or language
    for child in node.children:
        if isinstance(child, int):
            yield child, language
        else:
            yield from _marks(child, language)


def in_order(content: PageContent, lines: Iterable[Line], *, tagged: bool) -> list[Stretch]:
    """Return the stretches of a page in the order in which they are read.

    Args:
        content: The page.
        lines: Its lines, as they stand.
        tagged: Whether it is read by its tags.
    """
    if not tagged:
        return [stretch for line in lines for stretch in line.stretches]
    marks = [mark for node in content.tree for mark in node.marks()]
    places = {mark: place for place, mark in enumerate(dict.fromkeys(marks))}
    return sorted(content.stretches, key=lambda one: places.get(one.look.mark, len(places)))


def of_most(stretches: Iterable[Stretch], default: str) -> str:
    """Return the language that most letters are marked with.

    Args:
        stretches: The document's.
        default: What the document as a whole names; the language of letters without a mark.
    """
    letters: Counter[str] = Counter()
    for one in stretches:
        letters[one.language or default] += len(one.letters)
    return letters.most_common(1)[0][0] if letters else default


def source_of(stretches: list[Stretch], page: int, writer: Writer) -> list[Marked]:
    """Return the texts of a page as they are written, each with its language."""
    return [
        (writer.text([one.text for one in group], page), language)
        for language, group in groupby(stretches, key=lambda one: one.language)
    ]


def settle(article: Article, source: list[Marked], default: str) -> Article:
    """Return the article with the words that its document marks as another language.

    Args:
        article: As it was read, in the language of most of its text.
        source: The texts of the document with their languages.
        default: What the document names as a whole. Programs leave their own default there, and on
            words where nobody chose a language: where most of the text is in another one, no mark.
    """
    if not is_same_language(default or "und", article.metadata.language or "und"):
        source = [(text, "" if tag == default else tag) for text, tag in source]
    by_language: defaultdict[str, list[Piece]] = defaultdict(list)
    order: dict[str, int] = {}
    for piece in article.pieces():
        order[piece.origin] = len(order)
        by_language[_around(piece, article)].append(piece)
    found = [
        span
        for language, pieces in by_language.items()
        for span in find_spans(pieces, source, language)
    ]
    found.sort(key=lambda span: (order[span.origin], span.start))
    return _with_whole_blocks(replace(article, spans=tuple(found)))


def _around(piece: Piece, article: Article) -> str:
    number = piece.origin.split("/")[2] if piece.origin.startswith("/blocks/") else ""
    own = article.blocks[int(number)].language if number else ""
    return own or article.metadata.language


def _with_whole_blocks(article: Article) -> Article:
    """Return the article; a block of which all words are a span is in the span's language."""
    held: defaultdict[str, list[Span]] = defaultdict(list)
    for span in article.spans:
        held["/".join(span.origin.split("/")[:3])].append(span)
    blocks: list[Block] = []
    for number, block in enumerate(article.blocks):
        place = f"/blocks/{number}"
        language = _of_all(block, held.get(place, []))
        blocks.append(replace(block, language=language) if language else block)
        if language:
            del held[place]
    spans = tuple(span for spans in held.values() for span in spans)
    return replace(article, blocks=tuple(blocks), spans=spans)


def _of_all(block: Block, spans: list[Span]) -> str:
    """Return the one language of spans that hold all words of a block; empty: they do not."""
    if not spans or isinstance(block, Separator) or len({span.language for span in spans}) > 1:
        return ""
    texts = [piece.text for piece in pieces_of(block)]
    letters = sum(map(str.isalnum, "".join(texts)))
    inside = sum(span.end - span.start for span in spans)
    whole = len(spans) == len(texts) and inside >= letters
    return spans[0].language if whole else ""
