"""Pictures in a text: the line that describes one, its caption, its credit."""

from __future__ import annotations

from narrator.article import Reason
from narrator.reading.plaintext import dates, words
from narrator.reading.plaintext.credits import (
    credit_behind,
    is_labelled,
    is_signature,
    split_credit,
    split_name,
)
from narrator.reading.plaintext.layout import Layout
from narrator.reading.plaintext.lines import (
    Line,
    breadth,
    bullet,
    is_closed,
    is_heading,
    is_prose,
    key,
    number,
)
from narrator.reading.plaintext.page import Page, Part
from narrator.reading.plaintext.pointers import is_archive, is_placed

CAPTION_BREADTH = 620
"""Longer lines are paragraphs even where a credit ends them; the longest of 195 captions on 111
news pages has 458 columns without its credit."""

LONE_CAPTION_BREADTH = 300
"""A line to the right of the running text, alone, is a caption up to here: nineteen in twenty
captions have 233 columns or less."""

CAPTION_BESIDE_CREDIT_BREADTH = 220
"""A line above a line that is only a credit may be a paragraph, of which half have 255 columns
and more; it is a caption up to here, as nine in ten captions are."""

BRACKETED_CAPTION_BREADTH = 160
"""A sentence with an agency in brackets behind it is a caption up to here, where running text
follows; the last sentence of an article may name its agency so. Three in four of 195 captions on
111 news pages are no longer."""

SENTENCE_BREADTH = 30
"""A shorter line to the right of the running text is a label: nine in ten captions have 33
columns and more."""

ALT_BREADTH = 30
"""A shorter line above a caption, with a blank line between, is a heading rather than the
description of a picture."""


TWIN_BREADTH = 20
"""Shorter lines that stand twice are links or buttons; nineteen in twenty captions have more."""


def shown(page: Page) -> None:
    """Name the texts of pictures that show it themselves, wherever they stand.

    A picture's description and its caption are often the same words one below the other; some
    captions say who stands where.
    """
    for index, line in list(page.free()):
        if (
            breadth(line.text) <= LONE_CAPTION_BREADTH
            and not _is_item(line)
            and _is_pointed(line.text)
        ):
            page.set(index, Part.CAPTION)
    first = next((index for index, line in page.free() if is_prose(line.text)), len(page))
    for index, line in list(page.free()):
        if not TWIN_BREADTH <= breadth(line.text) <= CAPTION_BREADTH or _is_item(line):
            continue
        below = _next(page, index)
        if below and _is_twin(page, index, below, first):
            page.set(index, Part.ALT)
            page.set(below, Part.CAPTION)


def _is_item(line: Line) -> bool:
    return bool(bullet(line.text) or number(line.text))


def _next(page: Page, index: int) -> int:
    """Return the next line that is no button; 0 where it is far or known."""
    for after in range(index + 1, min(index + 4, len(page))):
        if page.is_free(after):
            return after if page.lines[after].has_words else 0
        if page.found[after] not in (Reason.CONTROL, Reason.SHARING):
            return 0
    return 0


def _is_twin(page: Page, index: int, below: int, first: int) -> bool:
    """Say whether the lower line says the upper one again, and perhaps a credit.

    Above the article a headline may stand twice, or again before the name of the site.
    """
    here, there = page.lines[index].text, page.lines[below].text
    if breadth(there) > CAPTION_BREADTH or not key(there).startswith(key(here)):
        return False
    same = key(here) == key(there)
    behind = not same and index > first and bool(credit_behind(here, there))
    if not same and not (behind or split_credit(there)[1] or split_name(there)[1]):
        return False
    if behind or not is_heading(page.lines[index]):
        return True
    return _is_among_text(page, index, below) if same and index > first else is_labelled(there)


def _is_among_text(page: Page, index: int, below: int) -> bool:
    """Say whether running text stands above and below two lines; links stand among links."""
    if below + 1 >= len(page) or not is_prose(page.lines[below + 1].text):
        return False
    return page.is_free(index - 1) and page.lines[index - 1].has_words


def _is_pointed(text: str) -> bool:
    return is_archive(text) or (is_placed(text) and not is_prose(text))


def label(page: Page, layout: Layout) -> None:
    """Name the lines of figures."""
    _signature(page, layout)
    for index, line in list(page.free()):
        if breadth(line.text) > CAPTION_BREADTH or _is_item(line):
            continue
        caption, credit = split_credit(line.text)
        if not credit:
            _named(page, layout, index)
            continue
        if not caption.strip(" ()[]"):
            _lone_credit(page, layout, index)
        elif is_labelled(line.text) or _may_be_caption(page, layout, index, caption):
            page.set(index, Part.CAPTION)
            _described(page, layout, index)
    _insets(page, layout)


def _signature(page: Page, layout: Layout) -> None:
    """Name the signature of agencies behind the last paragraph, which looks like a credit."""
    prose = [
        index
        for index, line in page.free(layout.first)
        if is_prose(line.text) and layout.is_body(line.column)
    ]
    for index, line in page.free(prose[-1] + 1 if prose else len(page)):
        if is_signature(line.text):
            page.set(index, Part.SIGNATURE)
            return


def _named(page: Page, layout: Layout, index: int) -> None:
    """Name a line that ends in a bare name behind its sentence, below a picture's description."""
    line = page.lines[index]
    if not split_name(line.text)[1] or words.prompt(line.text):
        return
    above = page.lines[index - 1] if index and page.is_free(index - 1) else None
    described = above is not None and layout.is_inset(above.column)
    told = above is not None and (is_closed(above.text) or not is_prose(above.text))
    short = index > layout.first and not is_prose(line.text) and is_heading(line)
    if layout.is_inset(line.column) or (described and told) or short:
        page.set(index, Part.CAPTION)
        _described(page, layout, index)


def _may_be_caption(page: Page, layout: Layout, index: int, caption: str) -> bool:
    """Say whether a line that only ends in an agency's name stands where captions stand."""
    line = page.lines[index]
    if layout.is_inset(line.column):
        return True
    if line.text.endswith((")", "]")) and breadth(caption) <= BRACKETED_CAPTION_BREADTH:
        return any(is_prose(below.text) for _, below in page.free(index + 1))
    return not is_prose(caption) or (breadth(caption) < 250 and "/" in split_credit(line.text)[1])


def _lone_credit(page: Page, layout: Layout, index: int) -> None:
    """Name a line that is only a credit, and the caption above or below it."""
    above, below = index - 1, index + 1
    line = page.lines[index]
    glued = _begins_with_credit(page, above, line.text)
    captioned = _is_caption(page, layout, above, index)
    known = above >= 0 and page.found[above] in (Part.CAPTION, Part.ALT)
    if not (is_labelled(line.text) or layout.is_inset(line.column) or captioned or known or glued):
        return
    page.set(index, Part.CREDIT)
    if glued:
        page.set(above, Part.ALT)
        if _is_below_figure(page, layout, below, index):
            page.set(below, Part.CAPTION)
    elif captioned:
        page.set(above, Part.CAPTION)
        _described(page, layout, above)
    elif not known and _is_caption(page, layout, below, index):
        page.set(below, Part.CAPTION)


def _begins_with_credit(page: Page, index: int, credit: str) -> bool:
    """Say whether a line is a picture's description behind its credit, which stands below."""
    if index < 0 or not page.is_free(index):
        return False
    text = page.lines[index].text
    return text.startswith(credit + " ") and breadth(text) <= CAPTION_BREADTH


def _is_below_figure(page: Page, layout: Layout, index: int, credit: int) -> bool:
    """Say whether the line below a picture's credit is its caption: no heading, no paragraph."""
    if index >= len(page) or not page.is_free(index) or is_prose(page.lines[index].text):
        return False
    line = page.lines[index]
    outer = layout.indented and not layout.is_body(line.column)
    near = line.column < page.lines[credit].column
    return (outer and near) or breadth(line.text) >= 2 * ALT_BREADTH


def _is_caption(page: Page, layout: Layout, index: int, credit: int) -> bool:
    """Say whether the line beside a credit is its caption."""
    if not (0 <= index < len(page)) or not page.is_free(index):
        return False
    line = page.lines[index]
    width = breadth(line.text)
    if not 8 <= width <= CAPTION_BREADTH or bullet(line.text) or words.prompt(line.text):
        return False
    if dates.is_date_line(line.text):
        return False
    if layout.indented:
        same = line.column == page.lines[credit].column and (
            index < credit or not is_prose(line.text)
        )
        return layout.is_inset(line.column) or (same and width <= CAPTION_BESIDE_CREDIT_BREADTH)
    if not page.lines[max(index, credit)].spaced:
        return True
    if index > credit or is_prose(line.text):
        described = index < credit and index > 0 and page.is_free(index - 1)
        return described and width <= CAPTION_BESIDE_CREDIT_BREADTH and _shares(page, index - 1)
    return is_closed(line.text) or width >= ALT_BREADTH


def _described(page: Page, layout: Layout, caption: int) -> None:
    """Take the line above a caption for the picture's description, where it may be one."""
    index = caption - 1
    if index < 0 or not page.is_free(index):
        return
    line, below = page.lines[index], page.lines[caption]
    inset = layout.is_inset(line.column)
    if bullet(line.text) or breadth(line.text) > LONE_CAPTION_BREADTH:
        return
    if is_prose(line.text) and not inset:
        return
    if layout.indented:
        if inset:
            page.set(index, Part.ALT)
        return
    heads_here = index > 0 and page.is_free(index - 1) and not is_prose(page.lines[index - 1].text)
    wide = breadth(line.text) >= ALT_BREADTH and index > layout.first
    if not below.spaced or heads_here or wide or _shares(page, index):
        page.set(index, Part.ALT)


def _shares(page: Page, index: int) -> bool:
    """Say whether the line says with the same words what the next one says."""
    here, there = (set(key(line.text).split()) for line in page.lines[index : index + 2])
    long = {word for word in here & there if len(word) > 4}
    return len(long) >= 2


def _insets(page: Page, layout: Layout) -> None:
    """Name what stands to the right of the running text without a credit."""
    if not (layout.indented and page.is_dump):
        return  # Verse and long quotations stand to the right as well.
    for start, end in _runs(page, layout):
        _inset(page, start, end)


def _runs(page: Page, layout: Layout) -> list[tuple[int, int]]:
    """Return the stretches of free lines to the right of the running text."""
    runs: list[tuple[int, int]] = []
    for index, line in page.free(layout.first):
        if not layout.is_inset(line.column) or bullet(line.text) or number(line.text):
            continue
        if runs and runs[-1][1] == index:
            runs[-1] = (runs[-1][0], index + 1)
        else:
            runs.append((index, index + 1))
    return runs


def _inset(page: Page, start: int, end: int) -> None:
    """Name one stretch: a picture's texts where it looks like one, else links elsewhere.

    What stands to the right is a caption, an info box or a teaser. A teaser's texts are
    headlines: they do not end like sentences.
    """
    lines = page.lines[start:end]
    keys = [key(line.text) for line in lines]
    if len(lines) == 1 and _is_sentence(lines[0].text):
        page.set(start, Part.CAPTION)
    elif len(lines) == 2 and (keys[1].startswith(keys[0]) or _shares(page, start)):
        page.set(start, Part.ALT)
        page.set(start + 1, Part.CAPTION)
    elif not any(is_prose(line.text) for line in lines):
        for index in range(start, end):
            page.set(index, Reason.RELATED)


def _is_sentence(text: str) -> bool:
    return is_closed(text) and SENTENCE_BREADTH <= breadth(text) <= LONE_CAPTION_BREADTH
