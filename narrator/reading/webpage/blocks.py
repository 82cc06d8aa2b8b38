"""Elements become drafts of blocks: one walk through the part of the page that is the article."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from narrator.article import (
    Code,
    Embed,
    Figure,
    Heading,
    Paragraph,
    Quotation,
    Reason,
    Separator,
)
from narrator.reading.webpage import (
    embeds,
    figures,
    folds,
    furniture,
    inline,
    listings,
    notes,
    polls,
    standfirst,
    tables,
)
from narrator.reading.webpage.dom import (
    HEADINGS,
    PLAYERS,
    Element,
    Text,
    collapse,
    elements,
    find,
    is_heading,
    is_inline,
    is_link,
    texts,
)
from narrator.reading.webpage.drafts import Draft
from narrator.reading.webpage.headline import KICKER
from narrator.reading.webpage.quotations import QuoteRegion, take_quotation

if TYPE_CHECKING:
    from collections.abc import Callable

    from narrator.article import Block
    from narrator.reading.webpage.content import Region

PULL_CHARS = 400
"""A longer text is no pull quote, whatever it is called."""
_DRAWN_RULE = re.compile(r"^[\s*_\-–—•·~=#◆■●○☆★※]+$")
"""A line of signs that parts two sections: three asterisks, a row of dashes."""
_GLUED = re.compile(r"(?<=\w)\s+:(?=\w)(?!\w+:)")
"""Where a colon for screen readers alone stands between kicker and heading; no `:emoji:`."""
_COLON = re.compile(r"\s*:(?=\w)")
"""The same colon, where it stands in an element of its own."""
_LANGUAGE = re.compile(r" (?:language|lang|brush|highlight source) (\w+) ")


class Walk:
    """One walk through a region of the page that collects drafts."""

    def __init__(self, region: Region | QuoteRegion) -> None:
        self.region = region
        self.drafts: list[Draft] = []
        self.boxes = figures.boxes(region.scope)
        self.run = inline.Run()
        self.waiting: list[Draft] = []
        self.links = 0
        self.bold = 0
        self.folds = 0
        """The level of the headings of folds."""

    def collect(self) -> list[Draft]:
        """Return the drafts of the region in reading order."""
        scope = self.region.scope
        stack: list[tuple[Element | Text, bool]] = [(node, False) for node in scope.children[::-1]]
        while stack:
            node, leaving = stack.pop()
            if isinstance(node, Text):
                self.run.add(node, link=self.links > 0, bold=self.bold > 0)
            elif leaving:
                self._leave(node)
            elif self._enter(node):
                stack.append((node, True))
                stack.extend((child, False) for child in reversed(node.children))
        self.flush()
        return self.drafts

    def _enter(self, element: Element) -> bool:
        """Take an element; tell whether what is in it is still to be walked."""
        if not self.region.admits(element):
            self._break_at(element)
            self._take_held_back(element)
            return False
        if element.tag == "br":
            self._line_break()
            return False
        handler = self._handler(element)
        if handler is not None and handler(self, element):
            return False
        self._break_at(element)
        self.links += is_link(element)
        self.bold += element.tag in ("b", "strong")
        return True

    def _take_held_back(self, element: Element) -> None:
        """Take what a box that is left out stands for: a player, a question to all readers."""
        held = embeds.behind_consent(element)
        if held is not None and not self._is_last(held[0]):
            self.put_aside(held[0], element, held[1])
        elif asked := polls.read(element):
            self.put_aside(asked[0], element, asked[1])

    def _is_last(self, embed: Embed) -> bool:
        """Tell whether an embed stands for the one before it, for readers without scripts."""
        last = (*self.drafts, *self.waiting)[-1:]
        return any(
            isinstance(one.block, Embed) and one.block.medium is embed.medium for one in last
        )

    def _leave(self, element: Element) -> None:
        if self.run.chars and is_inline(element) and KICKER.search(element.names):
            self.run.pieces.append(": ")
        self._break_at(element)
        self.links -= is_link(element)
        self.bold -= element.tag in ("b", "strong")

    def _handler(self, element: Element) -> Callable[[Walk, Element], bool] | None:
        if embeds.is_embed(element):
            return take_embed
        if element.order in self.boxes:
            return take_figure
        if element.tag in ("sup", "a") and inline.is_footnote_mark(element):
            return notes.take_mark
        if figures.is_lone_caption(element):
            return take_caption
        if furniture.PULL_QUOTE.search(element.names) and element.chars <= PULL_CHARS:
            return take_quotation
        if element.tag in ("img", "amp-img", "svg"):
            return take_icon
        if notes.is_note(element):
            return notes.take_note
        return HANDLERS.get(element.tag)

    def take(self, element: Element) -> bool:
        """Take an element by its tag alone; tell whether it was taken."""
        handler = HANDLERS.get(element.tag)
        return handler is not None and handler(self, element)

    def _break_at(self, element: Element) -> None:
        if not is_inline(element):
            self.flush()

    def _line_break(self) -> None:
        self.run.breaks += 1
        if self.run.breaks > 1:
            self.flush()

    def flush(self) -> None:
        """End the line in the making; it becomes a paragraph."""
        run, self.run = self.run, inline.Run()
        text = run.text()
        if _DRAWN_RULE.match(text):
            self.add(Separator(), _block_around(run), run.texts)
        elif text:
            bold = run.bold_chars >= run.chars * 0.95  # a comma outside the tag is no matter
            self.add(Paragraph(text), _block_around(run), run.texts, run.link_share, bold=bold)
        self.drafts += self.waiting
        self.waiting = []

    def add(
        self,
        block: Block,
        element: Element,
        taken: list[Text],
        link_share: float = 0.0,
        *,
        bold: bool = False,
    ) -> None:
        """Append a draft."""
        self.drafts.append(Draft(block, element, taken, link_share, bold=bold))

    def put_aside(
        self, block: Block, element: Element, taken: list[Text], reason: Reason | None = None
    ) -> None:
        """Append a draft behind the line in the making."""
        self.waiting.append(Draft(block, element, taken, reason=reason))
        if not self.run.chars:
            self.flush()


def _block_around(run: inline.Run) -> Element:
    """Return the block that the line stands in: the one around its first words."""
    text = next((text for text in run.texts if text.value.strip()), run.texts[0])
    node = text.parent
    while is_inline(node) and node.parent is not None:
        node = node.parent
    return node


def take_heading(walk: Walk, element: Element) -> bool:
    """Take a heading; the pictures in it follow it. An unclosed one is walked through."""
    if not is_heading(element):
        return False
    walk.flush()
    run = inline.read(element)
    if _DRAWN_RULE.match(run.text()):
        walk.add(Separator(), element, run.texts)
    elif run.text():
        text = _GLUED.sub(": ", run.text().replace("\n", " "))
        if any(part.value.strip() == ":" for part in run.texts):
            text = _COLON.sub(": ", text)
        heading = Heading(text, HEADINGS[element.tag])
        share = 0.0 if _names_itself(element) else run.link_share
        walk.add(heading, element, run.texts, share)
    for image in figures.pictures(element):
        _add_figures(walk, image)
    return True


def _names_itself(heading: Element) -> bool:
    """Tell whether the links of a heading only give its own address, to be copied."""
    return all(link.get("href").startswith("#") for link in find(heading, "a") if is_link(link))


def take_figure(walk: Walk, box: Element) -> bool:
    """Take a picture with its texts; a figure around a table, a player or code is only a frame."""
    below = {element.tag for element in elements(box)}
    inner = [one.tag for one in elements(box)[1:]]
    if (
        "figure" in inner
        or below & {"table", "pre", "blockquote"}
        or any(map(embeds.is_embed, elements(box)))
    ):
        return False
    if not below & {"img", "amp-img", "picture", "figcaption"} and box.prose:
        return False
    if embeds.is_player(box):
        return take_player(walk, box)
    _add_figures(walk, box)
    return True


def take_player(walk: Walk, box: Element) -> bool:
    """Take the picture that stands for a player, with its texts, as an embed."""
    found = figures.read(box)
    for one in found:
        texts_of = (one.figure.caption or one.figure.alt, one.figure.credit)
        walk.put_aside(embeds.named_by(box, collapse(" ".join(texts_of))), box, one.texts)
        if one.figure.caption and one.figure.alt:
            walk.put_aside(Figure(one.figure.alt), box, [], Reason.DUPLICATE)
    return bool(found)


def _add_figures(walk: Walk, box: Element) -> None:
    for found in figures.read(box):
        walk.put_aside(found.figure, box, found.texts)
        if found.repeated:
            walk.put_aside(Paragraph(""), box, found.repeated, Reason.DUPLICATE)
        if found.idle_alt:
            walk.put_aside(Figure(found.idle_alt), box, [], Reason.DECORATIVE)


def take_icon(walk: Walk, image: Element) -> bool:
    """Leave out a picture that is too small to show anything, with what it says."""
    if alt := collapse(image.get("alt")):
        walk.put_aside(Figure(alt), image, [], Reason.DECORATIVE)
    return True


def take_caption(walk: Walk, element: Element) -> bool:
    """Take a caption that stands outside its picture's box; it goes to the picture before it."""
    found = next(iter(figures.read(element)), None)
    last = walk.drafts[-1] if walk.drafts else None
    if found is None or _is_deck(element, last):
        return False
    if embeds.is_player(element) and not (last and isinstance(last.block, Figure | Embed)):
        return take_player(walk, element)
    walk.flush()
    last = walk.drafts[-1] if walk.drafts else None
    if last is not None and isinstance(last.block, Quotation) and not last.block.attribution:
        text = collapse(f"{found.figure.caption} {found.figure.credit}")
        last.block = replace(last.block, attribution=text)
        last.texts += found.texts
    elif last is not None and isinstance(last.block, Embed) and not last.texts:
        last.block = replace(
            last.block, title=collapse(f"{found.figure.caption} {found.figure.credit}")
        )
        last.texts += found.texts
    elif last is not None and isinstance(last.block, Figure) and not last.block.caption:
        given = found.figure
        last.block = replace(
            last.block, caption=given.caption, credit=given.credit or last.block.credit
        )
        last.texts += found.texts
    else:
        walk.add(found.figure, element, found.texts)
    return True


def _is_deck(element: Element, last: Draft | None) -> bool:
    """Tell whether what could be a caption by its name stands behind no picture: a "subline"."""
    if element.tag == "figcaption" or (last is not None and isinstance(last.block, Figure | Embed)):
        return False
    return bool(standfirst.NAMES.search(element.names))


def take_embed(walk: Walk, element: Element) -> bool:
    """Take an embedded thing."""
    embed, taken = embeds.read(element)
    if embeds.is_post(element):
        walk.put_aside(embed, element, taken)
        return bool(embed.title) or take_quotation(walk, element)
    walk.put_aside(embed, element, taken)
    return True


def take_list(walk: Walk, element: Element) -> bool:
    """Take a list, unless it is only the frame of whole sections."""
    if listings.holds_article_parts(element):
        return False
    walk.flush()
    entries = [item for item in element.children if isinstance(item, Element) and item.chars]
    if entries and all(map(notes.leads_back, entries)):
        for number, entry in enumerate(entries, 1):
            notes.add_note(walk, entry, str(number))
        return True
    found = listings.to_list(element)
    if found is not None:
        share = element.link_chars / element.chars if element.chars else 0.0
        walk.add(found[0], element, found[1], share)
    for box in list(walk.boxes.values()):
        if box in element:
            _add_figures(walk, box)
    return True


def take_table(walk: Walk, element: Element) -> bool:
    """Take a table of values; one that only lays out the page is walked through."""
    if not tables.is_data_table(element):
        return False
    walk.flush()
    table, taken = tables.to_table(element)
    share = element.link_chars / element.chars if element.chars else 0.0
    walk.add(table, element, taken, share)
    return True


def take_code(walk: Walk, element: Element) -> bool:
    """Take text that is set out letter by letter; an unclosed one is walked through."""
    if any(below.tag == "p" or below.tag in HEADINGS for below in elements(element)):
        return False
    walk.flush()
    taken = list(texts(element))
    text = "".join(node.value for node in taken).strip("\n")
    names = element.names + "".join(below.names for below in find(element, "code"))
    found = _LANGUAGE.search(names)
    if text.strip():
        walk.add(Code(text, found[1] if found else ""), element, taken)
    return True


def take_rule(walk: Walk, element: Element) -> bool:
    """Take a rule across the page."""
    walk.flush()
    walk.add(Separator(), element, [])
    return True


def skip_player(walk: Walk, element: Element) -> bool:
    """Pass a player that shows nothing."""
    del walk
    return element.tag in PLAYERS


HANDLERS: dict[str, Callable[[Walk, Element], bool]] = {
    **dict.fromkeys(HEADINGS, take_heading),
    **dict.fromkeys(("ul", "ol", "dl"), take_list),
    **dict.fromkeys(PLAYERS, skip_player),
    "table": take_table,
    "blockquote": take_quotation,
    "pre": take_code,
    "hr": take_rule,
    "summary": folds.take_summary,
}
