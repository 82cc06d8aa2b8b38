"""Where a source marks words as another language: found again in the text that was made of it.

What is read is cleaned, cut, joined and put in order after its words were taken from the source.
So nothing travels with the text: the languages of the source's letters are kept beside it, and
once the article stands they are laid on its pieces, letter by letter, white space aside.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from narrator.article import Article, Block, Metadata, Piece, Span
from narrator.language_tags import is_same_language
from narrator.reading.language import normalize_language

UNHEARD = frozenset("\u00ad\u200b\u2060\ufeff")
"""Signs that are taken out of texts: soft hyphens and joints of no width."""

Marked = tuple[str, str]
"""A stretch of the source's text and its language as the source writes it; empty: not said."""

_BLOCK = re.compile(r"/blocks/(\d+)(?=/)")


def find_spans(pieces: Iterable[Piece], source: Sequence[Marked], language: str) -> list[Span]:
    """Return the stretches of the pieces that the source marks as another language.

    Args:
        pieces: The texts that were made of the source, mostly in its order.
        source: The source's texts in its order, each with its language.
        language: What the pieces are in; words marked so, or not marked, are no span.
    """
    tags = {tag: _foreign(tag, language) for tag in {tag for _, tag in source}}
    if not any(tags.values()):
        return []
    letters: list[str] = []
    tongues: list[str] = []
    for text, tag in source:
        kept = [letter for letter in text if _is_kept(letter)]
        letters += kept
        tongues += [tags[tag]] * len(kept)
    return [span for piece in _Aligner("".join(letters), tongues).over(pieces) for span in piece]


def _foreign(tag: str, language: str) -> str:
    own = normalize_language(tag)
    return "" if language and is_same_language(own, language) else own


def _is_kept(letter: str) -> bool:
    return not letter.isspace() and letter not in UNHEARD


class _Aligner:
    """Finds pieces in the letters of a source, from where the last one was found."""

    def __init__(self, letters: str, tongues: list[str]) -> None:
        self.letters = letters
        self.tongues = tongues
        self.place = 0

    def over(self, pieces: Iterable[Piece]) -> Iterator[list[Span]]:
        for piece in pieces:
            places = [n for n, letter in enumerate(piece.text) if _is_kept(letter)]
            yield list(_spans(piece, places, self._tongues_of(piece.text, places)))

    def _tongues_of(self, text: str, places: list[int]) -> list[str]:
        """Return the language of each letter of a piece; empty where it is the piece's own."""
        wanted = "".join(text[place] for place in places)
        found = self.letters.find(wanted, self.place)
        if found < 0:
            found = self.letters.find(wanted)
        if wanted and found >= 0:
            self.place = found + len(wanted)
            return self.tongues[found : self.place]
        return self._run_by_run(text, wanted, places)

    def _run_by_run(self, text: str, wanted: str, places: list[int]) -> list[str]:
        """Look for each marked run alone: the piece has words that the source's text has not."""
        tongues = [""] * len(wanted)
        begin = 0
        for start, end in self._marked_runs():
            run = self.letters[start:end]
            found = wanted.find(run, begin)
            while found >= 0 and not _is_whole(text, places[found], places[found + len(run) - 1]):
                found = wanted.find(run, found + 1)
            if found >= 0:
                begin = found + len(run)
                tongues[found:begin] = self.tongues[start:end]
                self.place = end
        return tongues

    def _marked_runs(self) -> Iterator[tuple[int, int]]:
        place = self.place
        for tongue, group in groupby(self.tongues[place:]):
            end = place + sum(1 for _ in group)
            if tongue:
                yield place, end
            place = end


def _is_whole(text: str, first: int, last: int) -> bool:
    """Tell whether a stretch of a text begins and ends where a word does."""
    around = (text[max(first - 1, 0) : first + 1], text[last : last + 2])
    return not any(len(pair) == 2 and pair.isalnum() for pair in around)


def _spans(piece: Piece, places: list[int], tongues: list[str]) -> Iterator[Span]:
    for tongue, group in groupby(range(len(places)), key=tongues.__getitem__):
        marked = list(group)
        start, end = places[marked[0]], places[marked[-1]] + 1
        if tongue and any(letter.isalpha() for letter in piece.text[start:end]):
            yield Span(piece.origin, start, end, tongue)


def pieces_of(block: Block) -> list[Piece]:
    """Return the texts of a block alone; their origins are those of an article's first block."""
    return list(Article(Metadata(), blocks=(block,)).pieces())


def moved(spans: Iterable[Span], by: int) -> Iterator[Span]:
    """Yield the spans of blocks that now stand later by so many, or earlier."""
    for span in spans:
        yield replace(span, origin=_BLOCK.sub(lambda m: f"/blocks/{int(m[1]) + by}", span.origin))


def without_block(spans: Iterable[Span], number: int, becomes: str = "") -> Iterator[Span]:
    """Yield the spans of an article from which a block was taken out.

    Args:
        spans: As they were.
        number: The block's place.
        becomes: The origin of the piece that its text is now; empty: it is gone.
    """
    for span in spans:
        found = _BLOCK.match(span.origin)
        place = int(found[1]) if found else -1
        if place > number:
            yield from moved([span], -1)
        elif place != number:
            yield span
        elif becomes:
            yield replace(span, origin=becomes)


def settle_spans(article: Article) -> Article:
    """Return the article without marks that say no more than its own language does."""
    language = article.metadata.language
    blocks = tuple(
        replace(block, language="")
        if block.language and language and is_same_language(block.language, language)
        else block
        for block in article.blocks
    )
    spans = tuple(
        span
        for span in article.spans
        if not is_same_language(span.language, _around(span, blocks, language))
    )
    return replace(article, blocks=blocks, spans=spans)


def _around(span: Span, blocks: tuple[Block, ...], language: str) -> str:
    found = _BLOCK.match(span.origin)
    own = blocks[int(found[1])].language if found else ""
    return own or language or "und"
