"""An EPUB book becomes an article: its documents in reading order, with their structure."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import chain

from narrator.article import Article, Block, Omission, Reason, Span, Stage
from narrator.errors import SourceError
from narrator.reading.archive import Archive
from narrator.reading.epub.chapters import (
    Chapter,
    Leaf,
    left_out,
    open_leaf,
    read_leaf,
    title_block,
)
from narrator.reading.epub.package import Package, read_package
from narrator.reading.spans import moved, pieces_of, without_block

__all__ = ["read_epub"]

_WORD = re.compile(r"\w")


def read_epub(data: bytes, where: str = "") -> Article:
    """Return the article that an EPUB book is, with an omission for every text left out.

    Args:
        data: The file.
        where: The source, in the words of an error.

    Raises:
        SourceError: where the book is damaged, locked by DRM, too large, or holds no text.
            Trying again does not help.
    """
    archive = Archive(data, where, "EPUB book")
    package = read_package(archive)
    # All are opened before one is read: a note may stand in another document than its mark.
    leaves = [_open(archive, document.name) for document in package.documents]
    marks = {place: mark for leaf in leaves for place, mark in leaf.references.items()}
    chapters = [
        Chapter(omissions=left_out(leaf))
        if document.is_navigation
        else read_leaf(leaf, marks, package.metadata.language)
        for document, leaf in zip(package.documents, leaves, strict=True)
    ]
    return _article(package, chapters, where)


def _open(archive: Archive, name: str) -> Leaf:
    return open_leaf(name, archive.read(name))


def _article(package: Package, chapters: list[Chapter], where: str) -> Article:
    metadata = package.metadata
    if not metadata.language:
        metadata = replace(
            metadata, language=next((c.language for c in chapters if c.language), "")
        )
    blocks: list[Block] = []
    spans: list[Span] = []
    for chapter in chapters:
        spans += moved(chapter.spans, len(blocks))
        blocks += chapter.blocks
    omitted = list(chain.from_iterable(chapter.omissions for chapter in chapters))
    place = title_block(blocks, metadata.headline)
    if place is not None:
        spans = list(without_block(spans, place))
        text = pieces_of(blocks.pop(place))[0].text
        omitted.insert(0, Omission(Stage.READING, Reason.DUPLICATE, text))
    article = Article(metadata, (), tuple(blocks), tuple(omitted), spans=tuple(spans))
    if not any(_WORD.search(piece.text) for piece in article.pieces() if _is_text(piece.origin)):
        raise _no_text(where)
    return article


def _is_text(origin: str) -> bool:
    return origin.startswith("/blocks/")


def _no_text(where: str) -> SourceError:
    return SourceError(
        "The EPUB book holds no text: its pages are pictures",
        where=where,
        hint="Look for an edition with text, or have its pages read by OCR (text recognition).",
    )
