"""A web page becomes an article: typed blocks in reading order, and all that was left out.

The way of a page, one module each: `dom` parses it; `furniture` and `cards` mark what
surrounds articles; `structured`, `headline`, `byline`, `dates` and `metadata` find what is known
of the article; `content` chooses the part of the page that is the article; `blocks`, with
`figures`, `listings` and `embeds`, makes drafts of blocks from it; `trim` and `standfirst` sort
the drafts; `foreign` finds words in other languages; `omissions` lists every visible text that
no block has taken.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from narrator.article import Article, Paragraph, Span
from narrator.errors import SourceError
from narrator.reading.completeness import find_warnings
from narrator.reading.webpage import (
    blocks,
    cards,
    content,
    dom,
    foreign,
    furniture,
    headline,
    metadata,
    omissions,
    standfirst,
    structured,
    trim,
)
from narrator.reading.webpage.drafts import Draft, block_of


def read_page(text: str, url: str = "") -> Article:
    """Return the article of a web page, with an omission for every visible piece left out.

    Args:
        text: The page, decoded.
        url: Where it came from; empty where that is not known.

    Raises:
        SourceError: where the page has no paragraph of text at all; trying again cannot help.
    """
    page = dom.parse(text)
    claims = structured.read(page)
    title = _mark(page.body, claims, url)
    region = content.choose(page.body, title)
    known = metadata.read(claims, page.body, title, url)
    drafts = blocks.Walk(region).collect()
    kept = trim.trim(drafts, known, region, claims)
    lead = standfirst.find(kept, region, claims)
    kept = [draft for draft in kept if draft not in lead]
    if not any(trim.is_text(draft) for draft in [*lead, *kept]):
        return _told_only(page.body, known, claims, url)
    taken = [*metadata.complete(known, drafts), *lead, *kept]
    article = Article(
        known.metadata,
        standfirst.lines(lead),
        tuple(block_of(draft, known.metadata.language) for draft in kept),
        omissions.sweep(page.body, known, taken, drafts),
    )
    if foreign.is_marked(page.body):
        article = replace(article, spans=tuple(_spans(article, title, lead, kept)))
    return replace(article, warnings=find_warnings(article, claims.linked))


def _spans(
    article: Article, title: dom.Element | None, lead: list[Draft], kept: list[Draft]
) -> Iterator[Span]:
    """Yield the words in other languages, with their place in the article."""
    language = article.metadata.language
    if title is not None:
        headline_texts = list(dom.texts(title))
        yield from foreign.find_spans(
            headline_texts, [("/metadata/headline", article.metadata.headline)], language
        )
    for span in foreign.line_spans(lead, article.standfirst, language):
        yield replace(span, origin=f"/standfirst/{span.origin}")
    for number, (draft, block) in enumerate(zip(kept, article.blocks, strict=True)):
        for span in foreign.block_spans(draft, block, language):
            yield replace(span, origin=f"/blocks/{number}/{span.origin}")


def _mark(body: dom.Element, claims: structured.Claims, url: str) -> dom.Element | None:
    """Mark what is no part of an article; return the element that shows the headline."""
    dom.measure(body)
    furniture.mark(body)
    dom.measure(body)
    title = headline.find_headline(body, claims)
    cards.mark(body, title, claims.canonical or url)
    cards.mark_offers(body, title)
    dom.measure(body)
    return title


def _told_only(
    body: dom.Element, known: metadata.Known, claims: structured.Claims, url: str
) -> Article:
    """Return the article of a page that shows none but holds its text for machines."""
    told = structured.told_body(claims)
    if not told:
        raise SourceError(
            "No article was found on the page",
            where=url,
            hint="Open the page in a browser and save its text, then give that file.",
        )
    blocks_told = tuple(Paragraph(text) for text in told)
    return Article(known.metadata, (), blocks_told, omissions.sweep(body, known, [], []))
