"""What is known of an article beside its text, from the page's claims and what it shows."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from narrator.article import Metadata, Paragraph, PublicationDate
from narrator.reading.webpage import byline, dates, headline, structured
from narrator.reading.webpage.dom import spaced

if TYPE_CHECKING:
    from narrator.article import Reason
    from narrator.reading.webpage.dom import Element, Text
    from narrator.reading.webpage.drafts import Draft
    from narrator.reading.webpage.structured import Claims


@dataclass(slots=True)
class Known:
    """The metadata, and the elements of the page that show it."""

    metadata: Metadata
    shown: list[Element] = field(default_factory=list)
    aside: dict[Text, Reason] = field(default_factory=dict)
    """Texts in these elements that the metadata does not say, and why."""


def read(claims: Claims, body: Element, title: Element | None, url: str) -> Known:
    """Return the metadata of an article."""
    found = headline.read(title, claims)
    names, line = byline.find(body, title, claims)
    stamp, dated = dates.published(claims, body)
    written = spaced(dated) if dated is not None else ""
    changed = dates.updated(claims)
    said, aside = byline.parted(line, dated=bool(stamp)) if line is not None else ("", {})
    metadata = Metadata(
        headline=found.text,
        byline=said,
        authors=names,
        published=PublicationDate(written, stamp) if stamp or written else None,
        updated=PublicationDate("", changed) if changed and changed[:16] != stamp[:16] else None,
        site=_site(claims, found.text),
        section=found.kicker or claims.text("articleSection") or claims.first("article:section"),
        language=_language(claims),
        url=claims.canonical or claims.first("og:url") or url,
        picture=claims.first("og:image") or structured.words(claims.linked.get("image")),
    )
    shown = [*found.shown, *(element for element in (line, dated) if element is not None)]
    aside = {text: why for text, why in aside.items() if dated is None or text.parent not in dated}
    return Known(metadata, shown, aside)


def complete(known: Known, drafts: list[Draft]) -> list[Draft]:
    """Take dates and names from the lines of the page that show them; return these lines."""
    known.metadata, adopted = dates.adopt(known.metadata, drafts)
    if not known.metadata.authors:
        for draft in drafts:
            if draft.reason is not None and isinstance(draft.block, Paragraph):
                names = byline.names_in_line(draft.block.text)
                if names:
                    known.metadata = replace(known.metadata, authors=names)
                    break
    return adopted


def _site(claims: Claims, title: str) -> str:
    """Return the publication's name: as claimed, else what the title adds to the headline."""
    named = claims.first("og:site_name") or structured.words(claims.linked.get("publisher"))
    if named or not title or not claims.title.startswith(title):
        return named
    rest = claims.title[len(title) :].strip()
    parts = [part.strip() for part in re.split(r"[|–—·•»_]|\s-\s|--", f" {rest}") if part.strip()]
    return parts[-1] if parts and rest[:1] in tuple("|–—-·•»_") else ""


def _language(claims: Claims) -> str:
    given = claims.language or claims.text("inLanguage") or claims.first("og:locale", "language")
    return given.replace("_", "-")
