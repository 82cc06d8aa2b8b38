"""A draft: a block of the article that may still be dropped, with the texts it was made of."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from narrator.reading.webpage.dom import ancestors

if TYPE_CHECKING:
    from narrator.article import Block, Reason
    from narrator.reading.webpage.dom import Element, Text


@dataclass(slots=True, eq=False)
class Draft:
    """A block with its source; a reason means that it will be an omission."""

    block: Block
    element: Element
    """What it was made of."""
    texts: list[Text] = field(default_factory=list)
    """The page's texts that are in the block."""
    link_share: float = 0.0
    """How much of it is a link, 0 to 1."""
    bold: bool = False
    """Whether all of it is in bold type."""
    reason: Reason | None = None
    """Why it is left out, where it is."""


def block_of(draft: Draft, language: str) -> Block:
    """Return the block of a draft, with its own language where that is not the article's."""
    for node in (draft.element, *ancestors(draft.element)):
        own = node.language
        if own:
            return draft.block if _same(own, language) else replace(draft.block, language=own)
    return draft.block


def _same(one: str, other: str) -> bool:
    """Tell whether two BCP 47 tags name one language; "en" and "en-GB" do."""
    return not other or one.lower().split("-")[0] == other.lower().split("-")[0]
