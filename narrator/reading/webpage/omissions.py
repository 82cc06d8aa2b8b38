"""Every visible text that the article does not contain, by region and reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from narrator.article import Figure, Omission, Reason, Stage
from narrator.reading.webpage.dom import Element, Text, ancestors, collapse, texts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from narrator.reading.webpage.drafts import Draft
    from narrator.reading.webpage.metadata import Known


def sweep(
    body: Element, known: Known, taken: Iterable[Draft], drafts: list[Draft]
) -> tuple[Omission, ...]:
    """Return an omission for each region of the page whose texts were not taken.

    Args:
        body: The page's body.
        known: The metadata with the elements that show it.
        taken: The drafts that are in the article.
        drafts: All drafts; those with a reason are omitted.
    """
    _take(taken, known)
    reasons = {
        text: draft.reason for draft in drafts if draft.reason is not None for text in draft.texts
    } | known.aside
    alts = (
        Omission(Stage.READING, draft.reason, draft.block.alt)
        for draft in drafts
        if draft.reason is not None and isinstance(draft.block, Figure) and draft.block.alt
    )
    return (*_regions(body, reasons), *alts)


def _take(drafts: Iterable[Draft], known: Known) -> None:
    for draft in drafts:
        for text in draft.texts:
            text.taken = True
    for element in known.shown:
        for text in texts(element):
            text.taken = text.taken or text not in known.aside


def _regions(body: Element, reasons: dict[Text, Reason]) -> Iterator[Omission]:
    """Yield one omission for neighbouring texts that are left out for the same cause."""
    group: list[str] = []
    cause: tuple[Reason, int] | None = None
    for text in texts(body):
        if not collapse(text.value):
            continue
        here = None if text.taken else _cause(text, reasons)
        if cause is not None and here != cause:
            yield Omission(Stage.READING, cause[0], collapse(" ".join(group)))
            group = []
        cause = here
        group += [] if text.taken else [text.value]
    if cause is not None:
        yield Omission(Stage.READING, cause[0], collapse(" ".join(group)))


def _cause(text: Text, reasons: dict[Text, Reason]) -> tuple[Reason, int]:
    """Return why a text is left out, and the place of the outermost element that is the cause."""
    given = reasons.get(text)
    if given is not None:
        return given, -1
    found = (Reason.OUTSIDE, -1)
    for node in ancestors(text):
        if node.reason is not None:
            found = (node.reason, node.order)
    return found
