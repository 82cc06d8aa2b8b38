"""Named lines become blocks; what is none becomes an omission."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from narrator.article import (
    Article,
    Block,
    Credit,
    Figure,
    Heading,
    ItemList,
    ListItem,
    Metadata,
    Note,
    Omission,
    Paragraph,
    PublicationDate,
    Quotation,
    Reason,
    Separator,
    Stage,
    Table,
)
from narrator.reading.plaintext import bylines, dates
from narrator.reading.plaintext.credits import credit_behind, split_credit, split_name
from narrator.reading.plaintext.head import SITE_BREADTH
from narrator.reading.plaintext.lines import Line, breadth, item_text, key, number, task, unbulleted
from narrator.reading.plaintext.page import FIGURE, Page, Part
from narrator.reading.plaintext.structure import cells

SAMPLE_LINES = 60
"""So many lines show whether a text is English."""

DEEPEST_LIST = 8
"""Lists inside lists that are kept apart; no listener follows more."""

_COUNTER = re.compile(r"\[\d{1,3}\s?/\s?\d{1,3}\]\s*(?=\S)")
"""Which of how many pictures it is: "[1/5] The pier at dusk"."""

_OF_LINE: Mapping[Part | Reason, Callable[[str], Block]] = {
    Part.PARAGRAPH: Paragraph,
    Part.SIGNATURE: Credit,
    Part.NOTE: Note,
}
"""The blocks that are the text of one line."""


def article(page: Page, marks: str = "", running: Sequence[str] = ()) -> Article:
    """Return the article that the named lines make.

    Args:
        page: Lines that all have a name.
        marks: The footnote and link marks that were taken out of the text.
        running: The heads and feet of printed pages that were taken out.
    """
    metadata = _metadata(page)
    builder = _Builder(page)
    blocks = tuple(builder.blocks())
    omissions = list(builder.duplicates) + list(_omissions(page))
    if marks:
        omissions.append(_omission(Reason.FOOTNOTE_MARK, marks))
    if metadata.site and not page.site:
        omissions.append(_omission(Reason.SITE, metadata.site))
    if page.pictures:
        omissions.append(_omission(Reason.DECORATIVE, " ".join(page.pictures)))
    if page.labels:
        omissions.append(_omission(Reason.SITE, " ".join(page.labels)))
    if page.passing:
        omissions.append(_omission(Reason.CONTROL, " ".join(page.passing)))
    if running:
        omissions.append(_omission(Reason.SITE, "\n".join(running)))
    standfirst = tuple(line.text for _, line in _named(page, Part.STANDFIRST))
    return Article(metadata, standfirst, blocks, tuple(omissions))


def _named(page: Page, part: Part) -> list[tuple[int, Line]]:
    return [(i, line) for i, line in enumerate(page.lines) if page.found[i] is part]


def _metadata(page: Page) -> Metadata:
    headline = " ".join(_bare(line.text) for _, line in _named(page, Part.HEADLINE))
    headline, site = _without_site(headline, page.site)
    kickers = [line.text.rstrip(" :：–—-") for _, line in _named(page, Part.KICKER)]
    section = " ".join(filter(None, [*kickers, page.kicker]))
    byline, in_byline = _byline(page)
    lines = [unbulleted(line.text) for _, line in _named(page, Part.DATE)]
    written, passing = dates.parted(" ".join([*in_byline, *lines]))
    page.passing += passing
    published, updated = dates.split_updated(written)
    english = _is_english(page)
    return Metadata(
        headline=headline,
        byline=byline,
        authors=bylines.authors(byline) if byline else (),
        published=_date(published, english),
        updated=_date(updated, english),
        site=site,
        section=section,
    )


def _without_site(headline: str, site: str) -> tuple[str, str]:
    """Return the headline without the site's name behind a bar, as windows' titles have it."""
    text, bar, name = headline.rpartition(" | ")
    if site or not bar or breadth(name) > SITE_BREADTH or breadth(text) < breadth(name):
        return headline, site
    return text.rstrip(), name.strip()


def _bare(text: str) -> str:
    """Return a headline without number signs, and without the asterisks of newsletters."""
    return text.lstrip("#* ") if text.startswith(("#", "** ")) else text


def _byline(page: Page) -> tuple[str, list[str]]:
    """Return the byline, and the dates that stood in its line."""
    parts, found_dates = [], []
    for _, line in _named(page, Part.BYLINE):
        name, date = bylines.parted(unbulleted(line.text))
        parts.append(name)
        found_dates += [date] if date else []
    return " ".join(part for part in parts if part), found_dates


def _is_english(page: Page) -> bool:
    """Say whether the text may be English, whose dates with slashes have two readings."""
    words = " ".join(line.text for line in page.lines[:SAMPLE_LINES]).casefold().split()
    return sum(word in ("the", "of", "and", "to") for word in words) * 20 > len(words)


def _date(written: str, english: bool) -> PublicationDate | None:
    if not written:
        return None
    found = dates.find(written, month_first=english)
    return PublicationDate(written, found.iso if found else "")


def _omission(reason: Reason, excerpt: str) -> Omission:
    return Omission(Stage.READING, reason, excerpt)


def _omissions(page: Page) -> list[Omission]:
    """Return the lines that are no part, those of one reason together."""
    omissions: list[Omission] = []
    lines: list[str] = []
    reason: Reason | None = None
    for line, found in zip(page.lines, page.found, strict=True):
        if isinstance(found, Part) or not line.has_words:
            continue
        because = found or Reason.OUTSIDE
        if because is not reason and reason and lines:
            omissions.append(_omission(reason, "\n".join(lines)))
            lines = []
        reason = because
        lines.append(line.text)
    if reason and lines:
        omissions.append(_omission(reason, "\n".join(lines)))
    return omissions


class _Builder:
    """Makes blocks of consecutive lines."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.duplicates: list[Omission] = []
        self.seen: set[str] = set()

    def blocks(self) -> list[Block]:
        """Return the blocks in the order of the lines."""
        blocks: list[Block] = []
        index = 0
        while index < len(self.page):
            end = self._end(index)
            blocks += self._made(index, end)
            index = end
        return blocks

    def _end(self, start: int) -> int:
        """Return the end of the stretch of lines that belong to one block."""
        found = self.page.found
        together = (
            FIGURE
            if found[start] in FIGURE
            else (found[start],)
            if found[start] in (Part.ITEM, Part.TABLE, Part.QUOTATION)
            else ()
        )
        end = start + 1
        while end < len(self.page) and found[end] in together:
            end += 1
        return end

    def _made(self, start: int, end: int) -> list[Block]:
        line = self.page.lines[start]
        match self.page.found[start]:
            case Part.HEADING:
                text = _bare(line.text) or line.text
                return [Heading(text, max(2, self.page.levels.get(start, 2)))]
            case (Part.PARAGRAPH | Part.SIGNATURE | Part.NOTE) as part:
                return [_OF_LINE[part](line.text)]
            case Part.SEPARATOR:
                return [Separator()]
            case Part.EMBED:
                return self._embed(start)
            case Part.ITEM:
                return [self._list(self.page.lines[start:end])]
            case Part.TABLE:
                return [_table(self.page.lines[start:end])]
            case Part.QUOTATION:
                return [_quotation(self.page.lines[start:end])]
            case Part.ALT | Part.CAPTION | Part.CREDIT:
                return list(self._figures(start, end))
            case _:
                return []

    def _list(self, lines: list[Line]) -> ItemList:
        """Return the list; the x of a ticked box is a letter that nobody hears."""
        texts = [unbulleted(line.text) for line in lines]
        ticked = " ".join(text[:3] for text in texts if task(text)[0] not in (text[0], "☐"))
        self.duplicates += [_omission(Reason.CONTROL, ticked)] if ticked else []
        return ItemList(*_items(lines, DEEPEST_LIST))

    def _embed(self, index: int) -> list[Block]:
        """Return what is embedded; the words that drew it are left out where they are no title."""
        embed, text = self.page.embeds[index], self.page.lines[index].text
        if embed.title != text:
            self.duplicates.append(_omission(Reason.CONTROL, text))
        return [embed]

    def _figures(self, start: int, end: int) -> list[Block]:
        figures: list[Figure] = []
        alt = caption = credit = ""
        for index in range(start, end):
            text = self._uncounted(self.page.lines[index].text)
            part = self.page.found[index]
            its_caption, its_credit = _split(text, alt) if part is Part.CAPTION else ("", "")
            clash = (
                (part is Part.ALT and (alt or caption))
                or (part is Part.CAPTION and (caption or (its_credit and credit)))
                or (part is Part.CREDIT and credit)
            )
            if clash:
                figures += self._figure(alt, caption, credit)
                alt = caption = credit = ""
            if part is Part.ALT:
                alt = text
            elif part is Part.CREDIT:
                credit = text
            else:
                caption, credit = its_caption, its_credit or credit
        return [*figures, *self._figure(alt, caption, credit)]

    def _uncounted(self, text: str) -> str:
        """Return a picture's text without the number of the picture among those shown."""
        counter = _COUNTER.match(text)
        if not counter:
            return text
        self.duplicates.append(_omission(Reason.CONTROL, counter.group().strip()))
        return text[counter.end() :]

    def _figure(self, alt: str, caption: str, credit: str) -> list[Figure]:
        """Return the figure without what was said already; none where nothing is left."""
        caption, alt = self._new(caption), self._new(alt)
        return [Figure(alt, caption, credit)] if alt or caption or credit else []

    def _new(self, text: str) -> str:
        if text and key(text) in self.seen:
            self.duplicates.append(_omission(Reason.DUPLICATE, text))
            return ""
        self.seen.add(key(text))
        return text


def _split(caption: str, alt: str) -> tuple[str, str]:
    """Return a line that is known to be a caption without its credit, and the credit.

    The description above it may show where its own words end.
    """
    text, credit = split_credit(caption)
    if credit:
        return text, credit
    behind = credit_behind(alt, caption) if alt else ""
    return (alt, behind) if behind else split_name(caption)


def _items(lines: list[Line], depth: int) -> tuple[tuple[ListItem, ...], bool]:
    """Return the items, those to the right of one below it, and whether they are numbered.

    Numbers that do not count from one are part of what the items say.
    """
    tops: list[tuple[Line, list[Line]]] = []
    for line in lines:
        if tops and depth and line.column > tops[-1][0].column:
            tops[-1][1].append(line)
        else:
            tops.append((line, []))
    ordered = [_value(line) for line, _ in tops] == list(range(1, len(tops) + 1))
    items = []
    for line, inner in tops:
        below, counted = _items(inner, depth - 1) if inner else ((), False)
        text = item_text(line.text) if ordered else unbulleted(line.text)
        items.append(ListItem(task(text), below, counted))
    return tuple(items), ordered


def _value(line: Line) -> int:
    match = number(line.text)
    return int(match["mark"][:-1]) if match else 0


def _table(lines: list[Line]) -> Table:
    drawn = [i for i, line in enumerate(lines) if not line.has_words]
    rows = [tuple(cells(line)) for line in lines if line.has_words]
    headed = (drawn and drawn[0] == 1) or (len(drawn) > 1 and drawn[:2] == [0, 2])
    if not headed:
        digits = [any(char.isdigit() for cell in row[1:] for char in cell) for row in rows]
        headed = not digits[0] and all(digits[1:])
    return Table(tuple(rows[1:]), rows[0]) if headed else Table(tuple(rows))


def _quotation(lines: list[Line]) -> Quotation:
    texts = [line.text for line in lines if line.has_words]
    last = texts[-1] if texts else ""
    if len(texts) > 1 and last.startswith(("--", "—", "– ")):
        return Quotation(tuple(texts[:-1]), last.lstrip("-—– "))
    return Quotation(tuple(texts))
