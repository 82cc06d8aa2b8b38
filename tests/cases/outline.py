"""An article as lines that a person can review: the form of `expected.txt` in these cases.

`python tests/cases/outline.py CASE_DIRECTORY` prints the lines for a case as they are now;
read them before they become what is expected.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from narrator.article import (
    Article,
    Block,
    Code,
    Embed,
    Figure,
    Heading,
    ItemList,
    ListItem,
    Note,
    Quotation,
    Separator,
    Table,
)


def outline(article: Article) -> str:
    """Return one line for each piece of the article, named by its role."""
    return "\n".join(_lines(article)) + "\n"


def _lines(article: Article) -> Iterator[str]:
    meta = article.metadata
    for name in ("language", "site", "section", "headline", "byline"):
        if getattr(meta, name):
            yield f"{name}: {getattr(meta, name)}"
    for author in meta.authors:
        yield f"author: {author}"
    for name, date in (("published", meta.published), ("updated", meta.updated)):
        if date:
            yield f"{name}: {date.written} ({date.iso})"
    for text in article.standfirst:
        yield f"standfirst: {text}"
    for block in article.blocks:
        tag = f" [{block.language}]" if block.language else ""
        yield from (line.replace(":", f"{tag}:", 1) for line in _block_lines(block))
    texts = {piece.origin: piece.text for piece in article.pieces()}
    for span in article.spans:
        yield f"in {span.language}: {texts[span.origin][span.start : span.end]}"
    for omission in article.omissions:
        yield f"omitted, {omission.reason}: {' '.join(omission.excerpt.split())}"


def _block_lines(block: Block) -> Iterator[str]:  # noqa: C901 - one branch for each kind
    match block:
        case Heading():
            yield f"heading {block.level}: {block.text}"
        case Quotation():
            yield from (f"quotation: {text}" for text in block.paragraphs)
            if block.attribution:
                yield f"attribution: {block.attribution}"
        case ItemList():
            yield f"{'numbered ' if block.ordered else ''}list: {len(block.items)} items"
            yield from _item_lines(block.items, "  ")
        case Table():
            yield f"table: {block.caption}"
            if block.header:
                yield f"  header: {' | '.join(block.header)}"
            yield from (f"  row: {' | '.join(row)}" for row in block.rows)
        case Figure():
            # Wherever the case lies, so a file by its name.
            is_address = block.picture.startswith("http")
            yield f"figure: {block.picture if is_address else Path(block.picture).name}"
            for name in ("alt", "caption", "credit"):
                if getattr(block, name):
                    yield f"  {name}: {getattr(block, name)}"
        case Embed():
            yield f"embed {block.medium}: {block.title}"
        case Code():
            yield f"code {block.programming_language}: {block.text!r}"
        case Note():
            yield f"note {block.mark}: {block.text}"
        case Separator():
            yield "separator:"
        case _:
            yield f"{type(block).__name__.lower()}: {block.text}"


def _item_lines(items: tuple[ListItem, ...], indent: str) -> Iterator[str]:
    for item in items:
        yield f"{indent}item: {item.text}"
        yield from _item_lines(item.items, indent + "  ")


if __name__ == "__main__":
    from narrator.reading import read

    source = next(Path(sys.argv[1]).glob("source.*"))
    sys.stdout.write(outline(read(str(source))))
