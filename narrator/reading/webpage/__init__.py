"""A web page becomes an article: typed blocks in reading order, and all that was left out.

The way of a page, one module each: `dom` parses it; `furniture` and `cards` mark what
surrounds articles; `structured`, `headline`, `byline`, `dates` and `metadata` find what is known
of the article; `content` chooses the part of the page that is the article; `blocks`, with
`figures`, `listings` and `embeds`, makes drafts of blocks from it; `trim` and `standfirst` sort
the drafts; `omissions` lists every visible text that no block has taken.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from narrator.article import Article, Figure, Paragraph
from narrator.errors import SourceError
from narrator.reading.completeness import find_warnings
from narrator.reading.language import normalize_language
from narrator.reading.webpage import (
    blocks,
    cards,
    consent,
    content,
    dom,
    furniture,
    galleries,
    headline,
    metadata,
    omissions,
    standfirst,
    structured,
    tongues,
    trim,
)

if TYPE_CHECKING:
    from narrator.reading.webpage.drafts import Draft


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
    if not any(trim.is_text(draft) or _is_told_picture(draft, region) for draft in [*lead, *kept]):
        return _told_only(page.body, known, claims, url)
    taken = [*metadata.complete(known, drafts), *lead, *kept]
    article = _assemble(known, region, lead, kept)
    article = replace(article, omissions=omissions.sweep(page.body, known, taken, drafts))
    return replace(article, warnings=find_warnings(article, claims.linked))


def _mark(body: dom.Element, claims: structured.Claims, url: str) -> dom.Element | None:
    """Mark what is no part of an article; return the element that shows the headline."""
    weight = dom.density(body)
    dom.measure(body, weight)
    furniture.mark(body)
    galleries.mark(body)
    consent.mark(body)
    dom.measure(body, weight)
    title = headline.find_headline(body, claims)
    cards.mark(body, title, claims.canonical or url)
    cards.mark_offers(body, title)
    dom.measure(body, weight)
    return title


def _assemble(
    known: metadata.Known, region: content.Region, lead: list[Draft], kept: list[Draft]
) -> Article:
    """Return the article of the drafts that are kept, with the languages of its words."""
    said = tongues.Tongues()
    language = known.metadata.language or normalize_language(said.of(region.body))
    known.metadata = replace(known.metadata, language=language)
    lines = standfirst.lines(lead)
    found, spans = tongues.placed(kept, said, language)
    spans = [
        *tongues.of_metadata(known.metadata, known.shown, said),
        *tongues.of_standfirst(lines, lead, said, language),
        *spans,
    ]
    return Article(known.metadata, lines, found, spans=tuple(spans))


def _is_told_picture(draft: Draft, region: content.Region) -> bool:
    """Tell whether a picture below the headline has a caption: a photograph may be the article."""
    shown = isinstance(draft.block, Figure) and bool(draft.block.caption)
    return shown and region.headline is not None


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
