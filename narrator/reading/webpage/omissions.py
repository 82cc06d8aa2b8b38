"""Every visible text that the article does not contain, by region and reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from narrator.article import Omission, Reason, Stage
from narrator.reading.webpage.dom import Element, Text, collapse, texts

if TYPE_CHECKING:
    from narrator.reading.webpage.drafts import Draft
    from narrator.reading.webpage.metadata import Known


def sweep(
    body: Element, known: Known, kept: list[Draft], drafts: list[Draft]
) -> tuple[Omission, ...]:
    """Return an omission for each region of the page whose texts were not taken."""
    for draft in kept:
        for text in draft.texts:
            text.taken = True
    for element in known.shown:
        for text in texts(element):
            text.taken = True
    reasons = {
        id(text): draft.reason
        for draft in drafts
        if draft.reason is not None
        for text in draft.texts
    }
    found: list[Omission] = []
    group: list[str] = []
    current: tuple[Reason, int] | None = None
    for text in texts(body):
        if not collapse(text.value) or text.taken:
            continue
        key = _reason(text, reasons)
        if key != current and group and current is not None:
            found.append(Omission(Stage.READING, current[0], collapse(" ".join(group))))
            group = []
        current = key
        group.append(text.value)
    if group and current is not None:
        found.append(Omission(Stage.READING, current[0], collapse(" ".join(group))))
    return tuple(found)


def _reason(text: Text, reasons: dict[int, Reason]) -> tuple[Reason, int]:
    given = reasons.get(id(text))
    if given is not None:
        return given, -1
    node: Element | None = text.parent
    outermost: Element | None = None
    while node is not None:
        if node.reason is not None:
            outermost = node
        node = node.parent
    if outermost is None or outermost.reason is None:
        return Reason.OUTSIDE, -2
    return outermost.reason, outermost.order
