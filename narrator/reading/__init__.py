"""Source -> Article: pages, texts, books and documents as typed blocks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from narrator.errors import SourceError
from narrator.reading.sniffing import (
    DOCUMENTS,
    SourceKind,
    refuse_binary,
    sniff,
    sniff_document,
)
from narrator.reading.sources import (
    MAX_BYTES,
    STDIN_NAME,
    Retrieved,
    is_url,
    read_file,
    read_stdin,
    unpack,
)

if TYPE_CHECKING:
    from narrator.article import Article
    from narrator.reading.fetching import FetchRules

__all__ = ["SourceKind", "read"]

STDIN = "-"
"""The source that means standard input, as in POSIX utilities (XBD 12.2, guideline 13)."""


def read(
    source: str | bytes,
    *,
    kind: SourceKind | None = None,
    language: str = "",
    allow_private: bool = False,
    rules: FetchRules | None = None,
    cache: bool = True,
) -> Article:
    """Return the article of a web page, a file or standard input, with what was left out.

    Args:
        source: An `http` or `https` URL, a path, or `-` for standard input; or the bytes that
            stood there.
        kind: How the source is to be read; where it is None, it is found out.
        language: BCP 47; wins over what the page says. Empty: the page's own, else detected.
        allow_private: Whether a URL may lead to this machine or to a private network.
        rules: Time limits, size limit and the like of fetching a URL; None: the usual ones.
        cache: Whether a page that was read before need not be sent again, and is kept.

    Raises:
        SourceError: where the source cannot be had or holds no article. `retry` is True where
            trying again can help: the server is busy, the network failed, time ran out.
    """
    from narrator.reading.completing import complete
    from narrator.reading.decoding import decode

    raw = _retrieve(source, allow_private, rules, cache)
    document = sniff_document(raw) if kind is None else kind
    if document is not None and document in DOCUMENTS:
        from narrator.reading.apart import read_apart

        article = read_apart(raw.data, document, raw.url, raw.where)
        return complete(article, raw, (), language, kind=document)
    refuse_binary(raw)
    decoded = decode(raw.data, raw.charset, language)
    kind = kind or sniff(raw, decoded.text)
    try:
        article = _read_text(decoded.text, kind, raw)
    except SourceError as error:
        error.where = error.where or raw.where  # A format's reader knows only the text.
        raise
    return complete(article, raw, decoded.omissions, language, kind=kind)


def _retrieve(
    source: str | bytes, allow_private: bool, rules: FetchRules | None, cache: bool
) -> Retrieved:
    if isinstance(source, bytes):
        return Retrieved(unpack(source, STDIN_NAME, MAX_BYTES), where=STDIN_NAME)
    if source == STDIN:
        return read_stdin()
    if not is_url(source):
        return read_file(source)
    from narrator.reading.fetching import fetch

    return fetch(source, allow_private=allow_private, rules=rules, cache=cache)


def _read_text(text: str, kind: SourceKind, raw: Retrieved) -> Article:
    """Return the article; what may take long is read in a process that can be ended."""
    from narrator.reading.limits import is_demanding, is_large

    if is_demanding(text) if kind is SourceKind.HTML else is_large(text):
        from narrator.reading.apart import read_apart

        return read_apart(text, kind, raw.url, raw.where)
    return parse(text, kind, raw.url)


def parse(text: str, kind: SourceKind, url: str) -> Article:
    """Return the article that the reader of that kind finds; each loads its own libraries.

    Raises:
        SourceError: where there is none. Trying again does not help.
    """
    if kind is SourceKind.HTML:
        from narrator.reading.webpage import read_page

        return read_page(text, url)
    if kind is SourceKind.MARKDOWN:
        from narrator.reading.markdown import read_markdown

        return read_markdown(text)
    from narrator.reading.plaintext import read_plaintext

    return read_plaintext(text)


def parse_document(data: bytes, kind: SourceKind, where: str) -> Article:
    """Return the article that a document in a format of its own is.

    Raises:
        SourceError: where it is damaged, locked or too large, or holds no text. Trying again
            does not help.
    """
    if kind is SourceKind.EPUB:
        from narrator.reading.epub import read_epub

        return read_epub(data, where)
    if kind is SourceKind.DOCX:
        from narrator.reading.docx import read_docx

        return read_docx(data, where)
    from narrator.reading.pdf import read_pdf

    return read_pdf(data, where)
