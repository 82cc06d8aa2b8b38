"""Markdown: CommonMark with tables, footnotes and front matter."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from narrator.article import (
    Article,
    Block,
    Figure,
    Heading,
    Metadata,
    Omission,
    Paragraph,
    PublicationDate,
    Reason,
    Stage,
)
from narrator.errors import SourceError
from narrator.reading.markdown.blocks import Walker
from narrator.reading.markdown.front_matter import FrontMatter, parted
from narrator.reading.markdown.tongues import marked
from narrator.reading.plaintext import bylines, dates
from narrator.reading.plaintext.lines import is_closed
from narrator.reading.spans import find_spans

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

DEEPEST = 100
"""Nesting that is followed; below it the text is kept as an omission. CommonMark sets no
limit, but quotation marks by the thousand in one line are no article."""

_WORD = re.compile(r"[^\W_]+")


def read_markdown(text: str) -> Article:
    """Return the article that a Markdown text holds.

    Args:
        text: Decoded text.

    Raises:
        SourceError: where the text has no word in it. Trying again cannot help.
    """
    if not _WORD.search(text):
        raise SourceError(
            "There is no text in it",
            hint="Check that the file is the article and that its encoding is right.",
        )
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    matter, rest = parted(text)
    walker = Walker()
    tokens = _parser().parse(rest, walker.env)
    walker.walk(tokens)
    walker.finish()
    article = _with_head(matter, walker)
    spans = find_spans(article.pieces(), marked(tokens), article.metadata.language)
    article = replace(article, spans=tuple(spans))
    return replace(article, omissions=article.omissions + tuple(_lost(rest, article, walker)))


def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt
    from mdit_py_plugins.footnote import footnote_plugin

    parser = MarkdownIt("commonmark", {"maxNesting": DEEPEST, "html": True})
    return parser.enable(["table", "strikethrough"]).use(footnote_plugin, inline=True)


def _with_head(matter: FrontMatter, walker: Walker) -> Article:
    blocks = list(walker.blocks)
    omissions = [*walker.omissions]
    metadata = _from_matter(matter, omissions)
    standfirst = list(dict.fromkeys(matter.known.get("standfirst", [])))
    headline = _take_headline(blocks, bool(metadata.headline))
    if headline and metadata.headline and headline != metadata.headline:
        omissions.append(Omission(Stage.READING, Reason.DUPLICATE, metadata.headline))
    metadata = replace(metadata, headline=headline or metadata.headline)
    metadata = _below_headline(metadata, standfirst, blocks, walker)
    return Article(metadata, tuple(standfirst), tuple(blocks), tuple(omissions))


def _from_matter(matter: FrontMatter, omissions: list[Omission]) -> Metadata:
    """Return the metadata that the front matter gives; what has no place becomes an omission."""
    omissions += [Omission(Stage.READING, Reason.HIDDEN, line) for line in matter.unknown]
    for meaning, values in matter.known.items():
        if meaning not in ("authors", "standfirst"):
            omissions += [
                Omission(Stage.READING, Reason.HIDDEN, value)
                for value in values[1:]
                if value != values[0]
            ]
    names = tuple(
        name for value in matter.known.get("authors", []) for name in bylines.authors(value)
    )
    byline = matter.first("byline") or ", ".join(matter.known.get("authors", []))
    return Metadata(
        headline=matter.first("title"),
        byline=byline,
        authors=names or (bylines.authors(byline) if byline else ()),
        published=_date(matter.first("published")),
        updated=_date(matter.first("updated")),
        site=matter.first("site"),
        section=matter.first("section"),
        language=matter.first("language").replace("_", "-"),
        url=matter.first("url"),
        picture=matter.first("picture"),
    )


def _date(value: str) -> PublicationDate | None:
    """Return the date; as written only where it was not understood."""
    if not value:
        return None
    found = dates.find(value)
    iso = found.iso if found else ""
    return PublicationDate("" if iso else value, iso)


def _take_headline(blocks: list[Block], titled: bool) -> str:
    """Take the first heading of level 1 out of the blocks, or the heading they begin with."""
    for index, block in enumerate(blocks):
        if isinstance(block, Heading) and (block.level == 1 or (index == 0 and not titled)):
            del blocks[index]
            return block.text
    return ""


def _below_headline(
    metadata: Metadata, standfirst: list[str], blocks: list[Block], walker: Walker
) -> Metadata:
    """Take emphasised lines below the headline for byline, date and standfirst."""
    named = False
    while blocks and isinstance(blocks[0], Paragraph) and blocks[0] in walker.emphasised:
        text = blocks[0].text
        found = dates.find(text) if dates.is_date_line(text) or bylines.is_byline(text) else None
        if bylines.is_byline(text) and not named:
            # What the page shows goes before what its front matter says.
            byline = text[: found.start].rstrip(" ,|·•–—-") if found else text
            names = metadata.authors or bylines.authors(byline)
            metadata = replace(metadata, byline=byline, authors=names)
            named = True
            if found:
                metadata = _dated(metadata, text[found.start :], found.iso)
        elif found and not (metadata.published and metadata.published.written):
            metadata = _dated(metadata, text, found.iso)
        elif is_closed(text) and not standfirst and len(blocks) > 1:
            standfirst.append(text)
        else:
            break
        del blocks[0]
    return metadata


def _dated(metadata: Metadata, written: str, iso: str) -> Metadata:
    """Return the metadata with the date that the page shows; the fuller form of it stays."""
    known = metadata.published.iso if metadata.published else ""
    iso = known if known.startswith(iso) else iso
    return replace(metadata, published=PublicationDate(written, iso))


def _lost(source: str, article: Article, walker: Walker) -> list[Omission]:
    """Return the lines whose words came to no place: below the deepest nesting, for one."""
    kept = {word for piece in article.pieces() for word in _WORD.findall(piece.text)}
    for omission in article.omissions:
        kept.update(_WORD.findall(omission.excerpt))
    kept.update(walker.unread_words())
    for block in article.blocks:
        if isinstance(block, Figure):
            kept.update(_WORD.findall(block.picture))
    lost = [line for line in source.splitlines() if not kept.issuperset(_plain(line))]
    return [Omission(Stage.READING, Reason.LIMIT, "\n".join(lost))] if lost else []


def _plain(line: str) -> list[str]:
    """Return the words of a line; those of entities and tags are signs, not words."""
    return _WORD.findall(re.sub(r"<[^<>]*>|&#?\w+;|\\.|^\s*\d+[.)]", " ", line))


__all__ = ["read_markdown"]
