"""What a reader of one format cannot know: the address, the language, where pictures lie."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urljoin, urlsplit

from narrator.article import Article, Block, Figure, Heading, Omission
from narrator.errors import SourceError
from narrator.reading.language import settle_language
from narrator.reading.sniffing import SourceKind
from narrator.reading.sources import Retrieved
from narrator.reading.spans import settle_spans, without_block
from narrator.reading.unmarked import find_unmarked

_WEB = re.compile(r"https?://", re.IGNORECASE)
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_SEPARATORS = re.compile(r"[-_\s]+")
_ID = re.compile(r"[\W\d_]*|(?=.*\d)[0-9a-f-]{8,}", re.IGNORECASE)
"""A name that says nothing: digits and signs only, or a hexadecimal key."""

_NOT_THERE = {
    SourceKind.HTML: "If the page builds its text with scripts or asks for a login, "
    "save it from your browser and give the file.",
    SourceKind.TEXT: "Its lines look like the menus and buttons around an article. If it was "
    "copied from a page, copy the article's own text as well.",
    SourceKind.MARKDOWN: "It holds a title at most. Check that it is the right file and that all "
    "of it was saved.",
}
"""What to do where nothing is left to read, by how the source is written."""

_NOT_IN_DOCUMENT = (
    "Open it and see whether it has text. If its pages are pictures, have them read by OCR "
    "(text recognition) first."
)


def complete(
    article: Article,
    raw: Retrieved,
    omissions: tuple[Omission, ...],
    language: str = "",
    *,
    kind: SourceKind,
) -> Article:
    """Return the article with its address, headline, language and pictures settled.

    Args:
        article: As the reader of its format gives it.
        raw: Where it came from.
        omissions: What was left out before it was parsed.
        language: BCP 47; wins over the page's own.
        kind: How the source is written; what to do depends on it where nothing is in it.

    Raises:
        SourceError: where the article holds nothing. Trying again does not help.
    """
    if not article.blocks and not article.standfirst:
        raise no_article(raw.where, kind)
    article = _with_headline(article, raw)
    metadata = article.metadata
    metadata = replace(
        metadata,
        url=metadata.url or raw.url,
        language=settle_language(article, language),
        picture=resolve_picture(metadata.picture, raw, metadata.url),
    )
    article = replace(
        article,
        metadata=metadata,
        blocks=tuple(_with_picture(block, raw, metadata.url) for block in article.blocks),
        omissions=(*omissions, *article.omissions),
    )
    return find_unmarked(settle_spans(article))


def no_article(where: str, kind: SourceKind) -> SourceError:
    """Return the error for a source of that kind in which nothing is left to read."""
    hint = _NOT_THERE.get(kind, _NOT_IN_DOCUMENT)
    return SourceError("No article was found", where=where, hint=hint)


def resolve_picture(picture: str, raw: Retrieved, address: str = "") -> str:
    """Return where a picture can be opened: a URL, or a path inside the page's folder.

    Anything else comes back empty, a path that leads out of the folder above all: whoever
    opens an article's pictures must not be led to whatever file a page names.

    Args:
        picture: As the page names it.
        raw: The page.
        address: Where the page lives on the web, by its own word; empty where it is silent.
    """
    if not picture or _WEB.match(picture):
        return picture
    if _SCHEME.match(picture):
        return ""
    if raw.url:
        return _join(raw.url, picture)
    inside = _resolve_path(picture, Path(raw.folder)) if raw.folder else ""
    return inside or (_join(address, picture) if address else "")


def _join(url: str, picture: str) -> str:
    try:
        return urljoin(url, picture)
    except ValueError:  # "//[": it leads nowhere
        return ""


def _resolve_path(picture: str, folder: Path) -> str:
    """Return the path of a file that lies in the folder or below, else an empty text."""
    name = unquote(picture.partition("?")[0].partition("#")[0])
    try:
        inside = (folder / name).resolve()
        return str(inside) if inside.is_relative_to(folder.resolve()) else ""
    except (OSError, ValueError, RuntimeError):  # a loop of links, a NUL in the name
        return ""


def _with_picture(block: Block, raw: Retrieved, address: str) -> Block:
    if isinstance(block, Figure):
        return replace(block, picture=resolve_picture(block.picture, raw, address))
    return block


def _with_headline(article: Article, raw: Retrieved) -> Article:
    """Return the article with a headline: its own, the first heading's, or the source's name.

    A heading that opens the article becomes the headline, so that it is not heard twice.
    """
    headline, blocks = article.metadata.headline.strip(), article.blocks
    spans = article.spans
    if not headline:
        headings = [block for block in blocks if isinstance(block, Heading)]
        name = _readable(raw.name) or urlsplit(raw.url).netloc
        headline = headings[0].text if headings else name
        if headings and headings[0] is blocks[0] and len(blocks) > 1:
            blocks = blocks[1:]
            spans = tuple(without_block(spans, 0, "/metadata/headline"))
    metadata = replace(article.metadata, headline=headline)
    return replace(article, metadata=metadata, blocks=blocks, spans=spans)


def _readable(name: str) -> str:
    """Return a file's name as words: "harbour-bridge_opens.html" -> "Harbour bridge opens"."""
    stem = PurePosixPath(unquote(name)).stem
    words = _SEPARATORS.sub(" ", stem).strip()
    if _ID.fullmatch(words):
        return ""
    return words[:1].upper() + words[1:]
