"""The head of the page: headline, kicker, byline, date and standfirst."""

from __future__ import annotations

import re

from narrator.article import Reason
from narrator.reading.plaintext import bylines, dates, titles, words
from narrator.reading.plaintext.bylines import is_byline, is_name
from narrator.reading.plaintext.credits import is_credit, is_labelled
from narrator.reading.plaintext.layout import Layout
from narrator.reading.plaintext.lines import (
    LINK_SIGN,
    Line,
    breadth,
    bullet,
    is_closed,
    is_prose,
    key,
    number,
)
from narrator.reading.plaintext.page import FIGURE, Page, Part
from narrator.reading.plaintext.pointers import is_archive

HEADLINE_BREADTH = (12, 210)
"""Headlines of 111 news pages have 15 to 151 columns; those of magazines run longer."""

WORTH = ((HEADLINE_BREADTH[0], -1.0), (20, 0.5), (30, 1.0), (160, 2.0), (HEADLINE_BREADTH[1], 1.0))
"""What a line is worth as a headline, by its breadth: nine in ten of 111 have 39 to 109."""

HEAD_SEARCH_LINES = 600
"""The longest menu above a headline on 111 news pages has 269 lines."""

RIVAL_LINES = 30
"""Of lines that could be the headline the first is; but those so far above are of a menu. The
very first line of a text is the window's title more often."""

SITE_BREADTH = 25
"""The name of a site behind a headline is no longer; sentences that go on are."""

HEAD_PARTS = (Part.DATE, Part.BYLINE, Part.CAPTION, Part.CREDIT, Part.ALT, Reason.SHARING)
"""What stands between a standfirst and the first paragraph."""

HEAD_PARAGRAPHS = 2
"""Dates and bylines stand before the third paragraph: a standfirst and an opening may come
first."""

HEAD_LINES = 60
"""So far down the headline is looked for where the text has no paragraphs."""

KICKER_BREADTH = 45
"""A longer line above the headline is a teaser or a description of a picture."""

SHORT_KICKER_BREADTH = 30
SHORT_KICKER_WORDS = 3
"""A line no longer than this, right above a longer one that could be a headline too, is its
kicker: one headline in ten of 111 news pages has less than 39 columns, and says more than its
subject."""

KICKER_MARKS = (":", "：", "–", "—")
"""What a kicker ends in that is set before its headline: "Trade with the north:"."""

STANDFIRST_LONGEST = 350
"""Nineteen in twenty standfirsts on 111 news pages have 330 columns or less."""

STANDFIRST_BREADTH = 45
"""A shorter line between headline and body is a label or a name: nine in ten standfirsts have
42 columns and more."""


WALL_LINES = 6
"""A single line that asks for a subscription may stand in the head; a form has more."""


_GLUED = re.compile(r"[a-zäöüß][A-ZÄÖÜ]")
_TRAIL = re.compile(r"\S\s*[/|>»›]$")
"""A breadcrumb's line that the next one goes on."""
_BREADCRUMB = re.compile(r"\s[/>»›|]\s|^[/>»›|]|[>»›|]$")


def matter(page: Page, layout: Layout) -> None:
    """Name dates and bylines; before figures are looked for, whose credits look like names."""
    prose = _prose(page, layout, 0)
    end = prose[HEAD_PARAGRAPHS] if len(prose) > HEAD_PARAGRAPHS else len(page)
    bylines.label(page, min(end, layout.first + HEAD_LINES))


def label(page: Page, layout: Layout) -> int:
    """Name the other lines of the head; return where the body begins."""
    headline = _headline(page, layout)
    if headline < 0:
        return layout.first if Part.BYLINE in page.found or Part.DATE in page.found else 0
    page.found[headline] = Part.HEADLINE
    _site(page, headline)
    _repeats(page, headline)
    _kicker(page, headline)
    body = _body(page, layout, headline)
    bylines.label_name(page, headline + 1, body)
    _standfirst(page, headline, body)
    titles.settle(page, headline)
    return body


def _prose(page: Page, layout: Layout, start: int) -> list[int]:
    """Return the free paragraphs that stand in the column of the running text."""
    return [
        index
        for index, line in page.free(start, min(len(page), layout.first + 2 * HEAD_LINES))
        if is_prose(line.text) and not bullet(line.text) and layout.is_body(line.column)
    ]


def _headline(page: Page, layout: Layout) -> int:
    """Return the line that is most like a headline, or -1; of equals the first."""
    limit = layout.first if layout.first < len(page) else min(len(page), HEAD_LINES)
    limit = min(limit + _heads_matter(page, limit), HEAD_SEARCH_LINES)
    keys = [key(line.text) for line in page.lines[:limit]]
    path = titles.path(page, limit)
    best, best_score, opening = -1, 0.5, -1
    good: list[int] = []
    for index, line in enumerate(page.lines[:limit]):
        drawn = page.found[index] is Part.HEADING
        score = _headline_score(page, layout, index, line)
        if score is None or not (drawn or page.is_free(index)):
            continue
        score += 3.0 * drawn
        rivals = sum(other == 0 or index - other <= RIVAL_LINES for other in good)
        score += _echo(keys, index) - 0.75 * rivals - 0.75 * _is_below(page, good, index)
        score += titles.is_named(page, path, index) - 1.5 * (index < path.start)
        score += 0.5 * (index == 0) - 2.0 * _is_kicker(page, index)
        if score >= 2 and breadth(line.text) >= HEADLINE_BREADTH[0]:
            good.append(index)
        if score > best_score:
            best, best_score = index, score
        elif opening < 0 and not is_closed(line.text):
            opening = index
    # In an author's own text the first line is the headline, however short it is.
    return opening if best < 0 and not page.is_dump else best


def _is_below(page: Page, good: list[int], index: int) -> bool:
    """Say whether the line stands right below one that may be the headline, as standfirsts do."""
    if index - 1 not in good or breadth(page.lines[index].text) < STANDFIRST_BREADTH:
        return False
    return len(page.lines[index - 1].text.split()) > SHORT_KICKER_WORDS


def _heads_matter(page: Page, index: int) -> bool:
    """Say whether a line as long as a paragraph stands right above a date or a byline."""
    if index + 1 >= len(page) or not page.is_free(index) or is_closed(page.lines[index].text):
        return False
    return page.found[index + 1] in (Part.BYLINE, Part.DATE)


def _echo(keys: list[str], index: int) -> float:
    """Return what other lines of the head say for or against the line as the headline.

    A headline stands a second time, at a distance, or at the end of a breadcrumb; a picture's
    description stands again right below.
    """
    here = keys[index]
    others = [i for i, other in enumerate(keys) if i != index and other == here]
    if breadth(here) < KICKER_BREADTH // 2:
        return 0.0
    if any(abs(i - index) > 1 for i in others):
        return 0.75
    if not others and any(_ends_with(other, here) for other in keys):
        return 1.0
    if any(_is_titled(other, here) for other in keys[:index]):
        return 1.0
    if any(_ends_with(here, other) for other in keys if len(other) > HEADLINE_BREADTH[0]):
        return -3.0
    return 0.0


def _is_titled(text: str, start: str) -> bool:
    """Say whether the text is the line and a few words more, as the name of the site."""
    return text.startswith(start + " ") and len(text) <= len(start) + SITE_BREADTH


def _ends_with(text: str, end: str) -> bool:
    return len(text) > len(end) and text.endswith(" " + end)


def _headline_score(page: Page, layout: Layout, index: int, line: Line) -> float | None:
    """Return how much the line is like a headline; None where it cannot be one."""
    width = breadth(line.text)
    if width > HEADLINE_BREADTH[1] or not line.has_words or _is_matter(line):
        return None
    if _is_marked_kicker(line.text):
        return None
    score = next(worth for limit, worth in WORTH if width <= limit)
    score -= 1.5 * (is_closed(line.text) and not line.text.rstrip('"”»“').endswith(("?", "!", "…")))
    score -= 2.0 * bool(_BREADCRUMB.search(line.text))
    score -= 1.0 * is_name(line.text)
    score -= 1.0 * (layout.is_inset(line.column - 6))
    score -= 3.0 * (len(_GLUED.findall(line.text)) >= 3)
    score -= 1.5 * _is_menu(page, index)
    score -= 1.5 * bool(words.prompt(line.text))
    score -= 2.0 * (page.openers.get(index - 1) is Reason.RELATED)
    score += 1.5 * (index > 0 and _is_marked_kicker(page.lines[index - 1].text))
    score -= 1.5 * (index > 0 and bool(_TRAIL.search(page.lines[index - 1].text)))
    score += _is_introduced(page, index)
    return score


def _is_marked_kicker(text: str) -> bool:
    """Say whether a short line ends as what goes on in the next one: "Trade with the north:"."""
    return breadth(text) <= KICKER_BREADTH and text.endswith(KICKER_MARKS)


def _is_matter(line: Line) -> bool:
    """Say whether the line is a date, a byline, a credit or an item: no headline."""
    text = line.text
    return bool(
        bullet(text)
        or number(text)
        or dates.is_date_line(text)
        or dates.is_time_line(text)
        or is_labelled(text)
        or is_credit(text)
        or is_byline(text)
        or text.startswith(("http://", "https://", "www."))
        or is_archive(text)
    )


def _is_introduced(page: Page, index: int) -> float:
    """Return how near below the line a date, a byline or a paragraph stands."""
    for distance, line in enumerate(page.lines[index + 1 : index + 7], 1):
        found = page.found[index + distance]
        if found in (Part.DATE, Part.BYLINE):
            return 1.75 - 0.25 * distance
        if is_prose(line.text) and not bullet(line.text) and distance <= 3:
            return 1.0
    return 0.0


def _is_menu(page: Page, index: int) -> bool:
    """Say whether menus stand above and below the line, and no date or byline right below it."""
    menus = (Part.ITEM, Reason.NAVIGATION, Reason.SITE)
    if page.found[index + 1 : index + 2] in ([Part.DATE], [Part.BYLINE]):
        return False
    above = sum(found in menus for found in page.found[max(0, index - 3) : index])
    below = sum(found in menus for found in page.found[index + 1 : index + 4])
    return above >= 1 and below >= 1 and above + below >= 3


def _repeats(page: Page, headline: int) -> None:
    """Give the headline's repetitions their reason."""
    wanted = key(page.lines[headline].text)
    for index, line in page.free():
        if key(line.text) == wanted:
            page.set(index, Reason.DUPLICATE)


def _is_kicker(page: Page, index: int) -> bool:
    """Say whether the next line is the headline: also short, with a date or byline below it.

    A standfirst would be longer.
    """
    if index + 2 >= len(page) or not page.is_free(index + 1):
        return False
    here, there = page.lines[index], page.lines[index + 1]
    if _is_short_kicker(page, index):
        return True
    short = breadth(here.text) <= KICKER_BREADTH and breadth(there.text) <= KICKER_BREADTH
    longer = breadth(there.text) >= max(breadth(here.text), HEADLINE_BREADTH[0])
    return short and longer and page.found[index + 2] in (Part.BYLINE, Part.DATE)


def _site(page: Page, headline: int) -> None:
    """Take the words behind the headline's repetition, as in a window's title, for the site."""
    text = page.lines[headline].text
    for index, line in page.free():
        rest = line.text[len(text) :] if line.text.startswith(text) else ""
        name = rest.strip(" |·–—-")
        if name and rest[:2] in (" |", " ·", " –", " —", " -") and breadth(name) <= SITE_BREADTH:
            page.site = name  # Said again in the omission of the whole line.
            page.set(index, Reason.DUPLICATE)
            return


def _is_short_kicker(page: Page, index: int) -> bool:
    """Say whether a few words stand above a line of headline's length that is no sentence."""
    here, there = breadth(page.lines[index].text), breadth(page.lines[index + 1].text)
    wordy = len(page.lines[index].text.split()) > SHORT_KICKER_WORDS
    if wordy or here > SHORT_KICKER_BREADTH or there < 1.5 * here or there > WORTH[3][0]:
        return False
    return not is_closed(page.lines[index + 1].text) and _is_introduced(page, index + 1) > 0


def _kicker(page: Page, headline: int) -> None:
    """Take the short line right above the headline for the kicker."""
    index = headline - 1
    if index < 0 or not page.is_free(index):
        return
    line = page.lines[index]
    short = breadth(line.text) <= KICKER_BREADTH and not is_closed(line.text)
    if _is_in_menu(page, index):
        return
    if short and not _is_matter(line) and not _BREADCRUMB.search(line.text):
        page.set(index, Part.KICKER)


def _is_in_menu(page: Page, index: int) -> bool:
    """Say whether another entry of a menu stands right above the line.

    Behind "Home" a single word is the section.
    """
    if index == 0 or page.lines[index].spaced:
        return False
    above = page.lines[index - 1]
    alike = page.is_free(index - 1) and above.column == page.lines[index].column
    return alike and breadth(above.text) <= SHORT_KICKER_BREADTH


def _body(page: Page, layout: Layout, headline: int) -> int:
    """Return the first line of the body.

    It is the first paragraph below the headline, or the second, where a date or a byline
    stands between them: then the first is the standfirst.
    """
    prose = _prose(page, layout, headline + 1)
    if not prose:
        return min(headline + 1, len(page))
    first = prose[0]
    if len(prose) > 1 and _is_parted(page, first, prose[1]):
        return prose[1]
    return first + 1 if _is_opening(page, headline, first) else first


def _is_opening(page: Page, headline: int, first: int) -> bool:
    """Say whether the first paragraph stands alone between date or byline and a heading."""
    if first + 1 >= len(page) or breadth(page.lines[first].text) > STANDFIRST_LONGEST:
        return False
    above = page.found[headline + 1 : first]
    told = any(
        found in FIGURE or (found is None and breadth(line.text) >= STANDFIRST_BREADTH)
        for found, line in zip(above, page.lines[headline + 1 : first], strict=True)
    )
    following = page.lines[first + 1]
    short = page.is_free(first + 1) and following.spaced and not is_prose(following.text)
    dated = Part.DATE in above or Part.BYLINE in above
    return dated and not told and short and following.has_words


def _is_parted(page: Page, first: int, second: int) -> bool:
    """Say whether something of the head stands between the two paragraphs."""
    between = page.found[first + 1 : second]
    return any(found in HEAD_PARTS for found in between)


def _end_of_head(page: Page, headline: int, body: int) -> int:
    """Return where a form for subscribers begins between headline and body.

    A line of menus above the date may speak of a newsletter, too.
    """
    dated = False
    for index in range(headline + 1, body - WALL_LINES):
        dated = dated or page.found[index] in (Part.DATE, Part.BYLINE)
        asked = page.found[index] or words.prompt(page.lines[index].text)
        if dated and asked is Reason.NEWSLETTER:
            return index
    return body


def _standfirst(page: Page, headline: int, body: int) -> None:
    """Take what is written in whole sentences between headline and body for the standfirst."""
    first = True
    for index, line in page.free(headline + 1, _end_of_head(page, headline, body)):
        if bullet(line.text) or number(line.text) or is_labelled(line.text):
            continue
        if page.is_dump and line.text.startswith(LINK_SIGN):
            continue
        width = breadth(line.text)
        if width >= STANDFIRST_BREADTH and (first or is_closed(line.text) or is_prose(line.text)):
            page.set(index, Part.STANDFIRST)
        first = False
