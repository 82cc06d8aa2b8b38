"""A web page becomes an article: typed blocks in reading order, and all that was left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from narrator.article import Article
from narrator.errors import SourceError

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
    from narrator.reading.webpage import (
        blocks,
        cards,
        content,
        dom,
        furniture,
        headline,
        metadata,
        omissions,
        standfirst,
        structured,
        trim,
    )

    page = dom.parse(text)
    body = page.body
    dom.measure(body)
    furniture.mark(body)
    dom.measure(body)
    claims = structured.read(page)
    title = headline.find_headline(body, claims)
    cards.mark(body, title, claims.canonical or url)
    cards.mark_offers(body, title)
    dom.measure(body)
    region = content.choose(body, title)
    known = metadata.read(claims, body, title, url)
    drafts: list[Draft] = blocks.Walk(region).collect()
    kept = trim.trim(drafts, known, region)
    lead = standfirst.find(kept, region, claims)
    kept = [draft for draft in kept if draft not in lead]
    if not any(trim.is_text(draft) for draft in kept) and not lead:
        raise SourceError(
            "No article was found on the page",
            where=url,
            hint="Open the page in a browser and save its text, then give that file.",
        )
    taken = [*metadata.complete(known, drafts), *lead, *kept]
    left_out = omissions.sweep(body, known, taken, drafts)
    return Article(
        known.metadata,
        standfirst.lines(lead),
        tuple(draft.block for draft in kept),
        left_out,
    )
