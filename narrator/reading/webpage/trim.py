"""What is taken off the drafts: repeated metadata, trailing links, pull quotes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from narrator.article import Figure, Heading, ItemList, Paragraph, Quotation, Reason, Separator
from narrator.reading.webpage.metadata import similar

if TYPE_CHECKING:
    from narrator.reading.webpage.drafts import Draft
    from narrator.reading.webpage.metadata import Known
    from narrator.reading.webpage.structured import Claims

LINK_SHARE = 0.85
"""A paragraph of which more is a link only leads elsewhere."""
BOLD_HEADING_CHARS = 100


def is_text(draft: Draft) -> bool:
    """Tell whether a draft is running text."""
    return isinstance(draft.block, Paragraph | Quotation | ItemList)


def words(draft: Draft) -> str:
    """Return the text of a paragraph or heading."""
    return draft.block.text if isinstance(draft.block, Paragraph | Heading) else ""


def trim(drafts: list[Draft], known: Known, claims: Claims) -> tuple[list[Draft], list[Draft]]:
    """Return the standfirst's drafts and the article's; the others have their reason."""
    for draft in drafts:
        _drop_metadata(draft, known)
        _drop_links(draft)
    _bold_headings(drafts)
    _drop_empty_headings(drafts)
    kept = [draft for draft in drafts if draft.reason is None]
    standfirst = _standfirst(kept, known, claims)
    return standfirst, [draft for draft in kept if draft not in standfirst]


def _drop_metadata(draft: Draft, known: Known) -> None:
    if any(
        draft.element in shown or shown in draft.element and shown.chars >= draft.element.chars
        for shown in known.shown
    ):
        draft.reason = Reason.DUPLICATE
        return
    text = words(draft)
    if isinstance(draft.block, Heading) and similar(text, known.metadata.headline) > 0.9:
        draft.reason = Reason.DUPLICATE


def _drop_links(draft: Draft) -> None:
    if draft.reason is None and draft.link_share > LINK_SHARE:
        if isinstance(draft.block, Paragraph | ItemList | Heading):
            draft.reason = Reason.RELATED


def _bold_headings(drafts: list[Draft]) -> None:
    for draft, after in zip(drafts, drafts[1:], strict=False):
        text = words(draft)
        if (
            draft.reason is None
            and draft.bold
            and isinstance(draft.block, Paragraph)
            and len(text) <= BOLD_HEADING_CHARS
            and not re.search(r"[.,:;!…]['\"”»]?$", text)
            and isinstance(after.block, Paragraph)
            and not after.bold
        ):
            draft.block = Heading(text, 2)


def _drop_empty_headings(drafts: list[Draft]) -> None:
    """Drop headings under which nothing is left."""
    following: Draft | None = None
    for draft in reversed(drafts):
        if draft.reason is not None or isinstance(draft.block, Separator):
            continue
        if isinstance(draft.block, Heading):
            if following is None:
                draft.reason = Reason.RELATED
                continue
        following = draft


def _standfirst(kept: list[Draft], known: Known, claims: Claims) -> list[Draft]:
    given = claims.first("og:description", "description") or claims.text("description")
    for draft in kept[:6]:
        if isinstance(draft.block, Figure):
            continue
        text = words(draft)
        if isinstance(draft.block, Heading | Paragraph) and text:
            named = re.search(
                r" (standfirst|lead|lede|intro|introduction|deck|dek|subtitle|subheading|subhead|"
                r"teaser|summary|excerpt|chapo|sapo|abstract|kicker text|sommario|entradilla|ingress|"
                r"description|vorspann|subheadline|sub headline|article subtitle|tagline|perex) ",
                draft.element.names + (draft.element.parent.names if draft.element.parent else ""),
            )
            if named or (given and similar(text, given) > 0.8):
                return [draft]
    return []
