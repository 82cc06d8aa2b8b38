"""The body: paragraphs and headings, and where the article ends."""

from __future__ import annotations

from narrator.article import Reason
from narrator.reading.plaintext import bylines, dates, headings, words
from narrator.reading.plaintext.credits import is_signature
from narrator.reading.plaintext.layout import Layout
from narrator.reading.plaintext.lines import Line, breadth, is_closed, is_heading, is_prose
from narrator.reading.plaintext.page import FIGURE, Page, Part

TAIL_SHARE = 0.3
"""A stretch of furniture ends the article where less than this share of the running text
follows; before that it only interrupts it. Chosen on 111 dumped news pages."""

BREAK_LINES = 6
"""So many lines of furniture in one stretch may end an article; boxes of related links in an
article are mostly shorter. Chosen on 111 dumped news pages."""

FLAT_BREAK_LINES = 4
"""The same where no indentation tells boxes from the text; chosen on the same pages without it."""

NEXT_LINES = 4
"""Two paragraphs in so many lines follow one another; teasers stand five and more apart."""

ENDERS = (Reason.COMMENTS, Reason.AUTHOR_BOX, Reason.SITE)
"""Blocks of these kinds stand below articles, not in them."""

BLOCK_LINES = 30
"""Where no running text follows an opener for so long, the block is the rest of the page."""

CONTENT_ITEM_BREADTH = 28
"""A list whose items are shorter on average is of tags or links: nine in ten items of the lists
in articles have 17 columns and more, half of them 42."""

SIGNATURE_LINES = 8
"""So far behind the last paragraph the signature of an agency may stand."""

LISTED = (Part.ITEM, Part.TABLE, Part.QUOTATION, Part.SEPARATOR)

_HEAD = (Part.HEADLINE, Part.KICKER, Part.BYLINE, Part.DATE)
"""What stands above an article, and is the whole text where there is none."""

NEAR_HEADLINE = 12
"""Pictures that belong to the article stand so near above its headline."""


def furniture(page: Page) -> None:
    """Name the lines that are furniture by their words, and the blocks that they open."""
    for index, line in page.free():
        if not line.has_words:
            continue
        reason = words.opener(line.text)
        if reason:
            page.openers[index] = reason
        found = reason or words.of_line(line.text)
        if found:
            page.set(index, found)
            page.furniture += 1


def openers(page: Page, layout: Layout, start: int, end: int) -> None:
    """Give the blocks that furniture opens the reason of their headings."""
    for index, reason in sorted(page.openers.items()):
        if index < start:
            _items_below(page, index, reason, start)
        elif index < end:
            _block(page, layout, index, reason)


def _items_below(page: Page, opener: int, reason: Reason, end: int) -> None:
    """Give the bullets right below an opener its reason."""
    for index in range(opener + 1, end):
        if page.found[index] is not Part.ITEM:
            return
        page.found[index] = reason


def _block(page: Page, layout: Layout, opener: int, reason: Reason) -> None:
    """Give the lines below an opener its reason, up to the running text or its heading."""
    taken = []
    for index in range(opener + 1, min(opener + BLOCK_LINES, len(page))):
        line = page.lines[index]
        prose = is_prose(line.text) and not layout.is_inset(line.column)
        if prose and page.found[index] is not Part.ITEM:
            break
        taken.append(index)
    else:
        return
    last = next((index for index in reversed(taken) if page.is_free(index)), None)
    if last is not None and last > opener + 1 and _may_head(page.lines[last], layout):
        taken.remove(last)
    for index in taken:
        if page.found[index] in (None, Part.ITEM):
            page.found[index] = reason
    for index in taken:
        if page.found[index] not in FIGURE:
            break
        page.found[index] = reason


def _may_head(line: Line, layout: Layout) -> bool:
    return is_heading(line) and not layout.is_inset(line.column)


def end_of(page: Page, layout: Layout, start: int) -> int:
    """Return where the article ends: the index of the first line behind it.

    It ends with its last paragraph, and what may follow one: a list, a quotation, a short
    last sentence, a picture. Paragraphs behind a long stretch of furniture, or behind a
    heading like "Related", belong to other articles where little of the text follows.
    """
    prose = [
        index
        for index, line in page.free(start)
        if is_prose(line.text) and not layout.is_inset(line.column)
    ]
    if not prose or not page.is_dump:
        return len(page)
    weights = [min(breadth(page.lines[index].text), 1000) for index in prose]
    left = sum(weights)
    total = left
    for place, here in enumerate(prose[:-1]):
        left -= weights[place]
        there = prose[place + 1]
        if left > TAIL_SHARE * total:
            continue
        dated = any(_is_dated(page, index, there) for index in range(here + 1, there))
        if dated or (_is_break(page, layout, here, there) and not _goes_on(page, here, there)):
            return _last(page, layout, here)
    return _last(page, layout, prose[-1])


def _goes_on(page: Page, here: int, there: int) -> bool:
    """Say whether paragraphs follow one another behind the furniture, as in an article.

    The texts of teasers stand alone, each below its headline.
    """
    following = page.lines[there : there + NEXT_LINES]
    column = page.lines[here].column
    return sum(is_prose(line.text) and line.column == column for line in following) > 1


def _is_break(page: Page, layout: Layout, here: int, there: int) -> bool:
    """Say whether so much furniture stands between two paragraphs that the article is over."""
    between = range(here + 1, there)
    strange = [
        index
        for index in between
        if isinstance(page.found[index], Reason)
        or page.found[index] is Part.EMBED
        or (page.is_free(index) and page.lines[index].has_words)
    ]
    if any(page.openers.get(index) in ENDERS for index in between):
        return True
    # A box to the right of the text interrupts it; what ends it stands below.
    aside = layout.indented and all(layout.is_inset(page.lines[i].column) for i in strange)
    if not layout.indented:
        return len(strange) >= FLAT_BREAK_LINES
    return len(strange) >= (4 * BREAK_LINES if aside else BREAK_LINES)


def _is_dated(page: Page, index: int, end: int) -> bool:
    """Say whether the line is a headline with its date below it: another article's."""
    below = index + 1
    return (
        below < end
        and page.is_free(index)
        and is_heading(page.lines[index])
        and dates.is_date_line(page.lines[below].text)
    )


def _last(page: Page, layout: Layout, prose: int) -> int:
    """Return the index behind what still belongs to the last paragraph."""
    end = prose + 1
    thin = _tag_lists(page)
    while end < len(page) and _belongs(page, layout, end, thin):
        end += 1
    return end


def _belongs(page: Page, layout: Layout, index: int, thin: set[int]) -> bool:
    line, found = page.lines[index], page.found[index]
    if found in (Part.QUOTATION, Part.TABLE, Part.CAPTION, Part.ALT, Part.CREDIT, Part.SEPARATOR):
        return True
    if found in (Part.HEADING, Reason.DECORATIVE):  # The author drew it: the text goes on.
        return any(
            _belongs(page, layout, after, thin)
            for after in range(index + 1, index + 3)
            if after < len(page)
        )
    if found is Part.ITEM:
        return index not in thin
    if found is not None or not line.has_words:
        return found is None
    if layout.is_inset(line.column):
        return False
    if line.text.endswith((":", "：")) and index + 1 < len(page):
        return page.found[index + 1] is Part.ITEM
    return is_closed(line.text) or is_signature(line.text)


def _tag_lists(page: Page) -> set[int]:
    """Return the items of lists that say nothing by themselves: tags, menus, links."""
    thin: set[int] = set()
    run: list[int] = []
    for index in range(len(page) + 1):
        if index < len(page) and page.found[index] is Part.ITEM:
            run.append(index)
            continue
        if run and not _is_content(page, run):
            thin.update(run)
        run = []
    return thin


def _is_content(page: Page, items: list[int]) -> bool:
    above = items[0] - 1
    introduced = above >= 0 and page.lines[above].text.endswith((":", "："))
    total = sum(breadth(page.lines[index].text) for index in items)
    return introduced or total >= CONTENT_ITEM_BREADTH * len(items)


def outside(page: Page, start: int, end: int) -> None:
    """Give what was named before the headline and behind the end the reason that it is outside.

    Menus are drawn as lists, and teasers have pictures; between headline and body a list is
    kept where it says something: the main points.
    """
    thin = _tag_lists(page)
    headline = page.found.index(Part.HEADLINE) if Part.HEADLINE in page.found else start
    for index, found in enumerate(page.found):
        above = index < headline
        if found in LISTED and (above or index >= end):
            page.found[index] = Reason.NAVIGATION if above else Reason.RELATED
        elif _is_shown_outside(found, index, headline, end):
            page.found[index] = Reason.OUTSIDE
        elif (index in thin and index < start) or (
            page.is_dump and found is None and above and not is_prose(page.lines[index].text)
        ):
            page.found[index] = Reason.NAVIGATION


def _is_shown_outside(found: Part | Reason | None, index: int, headline: int, end: int) -> bool:
    """Say whether something that is shown stands too far above the article, or below it."""
    near = NEAR_HEADLINE if found in FIGURE else 0
    shown = found is Part.EMBED or found in FIGURE
    return shown and (index < headline - near or index >= end)


def _behind(page: Page, end: int) -> None:
    """Give what is left behind the end the reason of the heading above it."""
    reason = Reason.OUTSIDE
    for index in range(end, len(page)):
        reason = page.openers.get(index, reason)
        page.set(index, reason)


def label(page: Page, layout: Layout, start: int, end: int) -> None:
    """Name paragraphs and headings between the two lines, and signatures behind them."""
    if not page.is_dump:
        start = _own(page, start)
    headings.numbered(page, start, end)
    if page.is_dump:
        headings.repeated(page, start, end)
    _bars(page, layout, start, end)
    for index, line in list(page.free(start, end)):
        if line.has_words:
            page.set(index, _what(page, layout, index, end))
    headings.interview(page)
    bylines.label_below(page, end, end + SIGNATURE_LINES)
    for index, line in page.free(end, min(len(page), end + SIGNATURE_LINES)):
        if is_signature(line.text):
            page.set(index, Part.SIGNATURE)
    _behind(page, end)


def alone(page: Page) -> None:
    """Make paragraphs of a head with nothing below it, in a text that an author wrote.

    Who has one line read wants to hear it. It is the text, not the name of another one. In a
    dump such a head says that the article is not there.
    """
    named = [index for index, found in enumerate(page.found) if isinstance(found, Part)]
    if page.is_dump or any(page.found[index] not in _HEAD for index in named):
        return
    for index in named:
        page.found[index] = Part.PARAGRAPH


def _own(page: Page, start: int) -> int:
    """Return where the text begins of one who wrote for readers of text: all of it is kept.

    What stands above the headline is paragraphs; what stands below it is of the body.
    """
    headline = page.found.index(Part.HEADLINE) if Part.HEADLINE in page.found else -1
    for index, line in page.free(0, max(headline, 0)):
        if line.has_words:
            page.set(index, Part.PARAGRAPH)
    return min(start, headline + 1)


def _bars(page: Page, layout: Layout, start: int, end: int) -> None:
    """Name stretches of short lines: what a part says in short, or links and buttons."""
    of_part = False
    for index in sorted(headings.bars(page, layout, start, end)):
        line = page.lines[index]
        of_part = headings.is_of_part(page, index) or (of_part and not page.is_free(index - 1))
        own = of_part and page.found[index - 1] in (Part.HEADING, Part.PARAGRAPH)
        shown = not page.is_dump or own or (layout.indented and layout.is_body(line.column))
        page.set(index, Part.PARAGRAPH if shown else words.prompt(line.text) or Reason.RELATED)


def _what(page: Page, layout: Layout, index: int, end: int) -> Part | Reason:
    """Return what a line of the body is that shows no sign of it."""
    line = page.lines[index]
    if is_signature(line.text) and index > layout.first:
        return Part.SIGNATURE
    if page.is_dump and _is_strange(layout, line):
        return Reason.RELATED
    if _is_verse(page, layout, index):
        return Part.PARAGRAPH
    if not is_heading(line):
        prompt = words.prompt(line.text) if page.is_dump and _in_furniture(page, index) else None
        return prompt or Part.PARAGRAPH
    return headings.what(page, layout, index, end)


def _is_verse(page: Page, layout: Layout, index: int) -> bool:
    """Say whether an author's line stands to the right of the text, with another beside it."""
    if page.is_dump or not layout.is_inset(page.lines[index].column):
        return False
    lines = page.lines
    above = index > 0 and not lines[index].spaced and layout.is_inset(lines[index - 1].column)
    below = index + 1 < len(page) and not lines[index + 1].spaced
    return above or (below and layout.is_inset(lines[index + 1].column))


def _in_furniture(page: Page, index: int) -> bool:
    """Say whether furniture stands beside a line that is no paragraph."""
    if is_prose(page.lines[index].text):
        return False
    sides = page.found[max(0, index - 1) : index + 2]
    return any(isinstance(found, Reason) for found in sides)


def _is_strange(layout: Layout, line: Line) -> bool:
    """Say whether the line is a teaser's: a date, or short and to the right of the text."""
    return (
        dates.is_date_line(line.text)
        or dates.is_time_line(line.text)
        or (layout.is_inset(line.column) and not is_prose(line.text))
    )
