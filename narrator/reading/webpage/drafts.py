"""A draft: a block of the article that may still be dropped, with the texts it was made of."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

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
