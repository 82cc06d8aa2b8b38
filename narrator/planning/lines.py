"""An article as lines to be read, in order: what is said of each block, and what is not.

Each kind of block has one function; all of them yield the same three things: a line to be
read, a rest where the page draws a change of subject, and an omission.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from narrator.article import (
    Article,
    Code,
    Credit,
    Embed,
    Figure,
    Heading,
    ItemList,
    ListItem,
    Metadata,
    Note,
    Omission,
    Paragraph,
    Quotation,
    Reason,
    Separator,
    Stage,
    Table,
)
from narrator.planning.dates import date_in_words
from narrator.planning.figures import why_alt_is_left_out
from narrator.planning.phrases import Phrases, counted, joined, phrases_for
from narrator.profile import VoiceProfile
from narrator.script import Role


@dataclass(frozen=True, slots=True)
class Line:
    """One piece of an article as it is to be read; it may be several sentences."""

    text: str
    role: Role
    origin: str
    language: str = ""
    """BCP 47, where it is not the article's."""
    lead: str = ""
    """What stands before the first sentence: the number of a list item."""
    spoken: str = ""
    """The spoken form, where it is not made from the text."""


@dataclass(frozen=True, slots=True)
class Rest:
    """A longer pause, where the page draws a change of subject."""


@dataclass(frozen=True, slots=True)
class Turn:
    """The beginning of a section, whether its heading is read or not."""

    title: str
    level: int
    """As on the page."""


Step = Line | Rest | Turn | Omission


@dataclass(frozen=True, slots=True)
class Reader:
    """What every block's function needs: the profile, the language, and its phrases."""

    profile: VoiceProfile
    language: str
    phrases: Phrases | None = field(init=False)

    def __post_init__(self) -> None:
        """Look up the phrases of the language."""
        object.__setattr__(self, "phrases", phrases_for(self.language))

    def reads(self, role: Role) -> bool:
        """Say whether the profile has the role read."""
        return self.profile.roles[role].spoken

    def announce(self, kind: str, origin: str, text: str) -> Iterator[Step]:
        """Yield the announcement, where the profile has that kind made."""
        if text and self.reads(Role.ANNOUNCEMENT) and getattr(self.profile.announcements, kind):
            yield Line(text, Role.ANNOUNCEMENT, origin)

    def count(self, kind: str, number: int) -> str:
        """Return the phrase of that kind with its number: "List, 4 items"."""
        if self.phrases is None:
            return ""
        return counted(getattr(self.phrases, kind), number, self.language)


def lines(article: Article, profile: VoiceProfile, language: str) -> Iterator[Step]:
    """Yield everything of an article, as it is to be read or as an omission."""
    reader = Reader(profile, language)
    yield from _head(article, reader)
    for number, text in enumerate(article.standfirst):
        yield from _read(text, Role.STANDFIRST, f"/standfirst/{number}", reader)
    for number, block in enumerate(article.blocks):
        yield from BLOCKS[type(block)](block, f"/blocks/{number}", reader)


def _read(text: str, role: Role, origin: str, reader: Reader, language: str = "") -> Iterator[Step]:
    """Yield a line for the text, or the omission that the profile makes of its role."""
    if not text:
        return
    if reader.reads(role):
        yield Line(text, role, origin, language)
    else:
        reason = Reason.CREDIT if role is Role.CREDIT else Reason.SWITCHED_OFF
        yield Omission(Stage.PLANNING, reason, text, origin)


def _head(article: Article, reader: Reader) -> Iterator[Step]:
    """Headline first, then who wrote it, when and where."""
    meta = article.metadata
    yield from _read(meta.headline, Role.HEADLINE, "/metadata/headline", reader)
    yield from _read(meta.section, Role.SECTION, "/metadata/section", reader)
    yield from _byline(article, reader)
    for name, published in (("published", meta.published), ("updated", meta.updated)):
        if published is None or (name == "updated" and not published.written):
            continue  # A change that the page itself does not show is not news to a reader.
        words = date_in_words(published, reader.language)
        origin = f"/metadata/{name}"
        if reader.reads(Role.DATE) and words:
            yield Line(published.written or words, Role.DATE, origin, spoken=words)
        else:
            yield from _read(published.written, Role.DATE, origin, reader)


def _byline(article: Article, reader: Reader) -> Iterator[Step]:
    """Read the page's line; names that stand without "By" are given it."""
    meta = article.metadata
    origin = "/metadata/byline" if meta.byline else "/metadata/authors"
    text = meta.byline or ", ".join(meta.authors)
    if reader.phrases and reader.profile.announcements.byline and _is_bare(meta):
        names = meta.byline or joined(meta.authors, reader.phrases)
        text = reader.phrases.by.format(names=names)
    if meta.byline or reader.reads(Role.BYLINE):
        yield from _read(text, Role.BYLINE, origin, reader)


def _is_bare(meta: Metadata) -> bool:
    """Say whether the line, where there is one, opens with a name."""
    return bool(meta.authors) and (not meta.byline or meta.byline.startswith(meta.authors[0]))


def _heading(block: Heading, origin: str, reader: Reader) -> Iterator[Step]:
    place = f"{origin}/text"
    yield Turn(" ".join(block.text.split()), block.level)
    yield from _read(block.text, Role.HEADING, place, reader, block.language)


def _paragraph(block: Paragraph, origin: str, reader: Reader) -> Iterator[Step]:
    yield from _read(block.text, Role.BODY, f"{origin}/text", reader, block.language)


def _credit(block: Credit, origin: str, reader: Reader) -> Iterator[Step]:
    yield from _read(block.text, Role.CREDIT, f"{origin}/text", reader, block.language)


def _separator(_block: Separator, _origin: str, _reader: Reader) -> Iterator[Step]:
    yield Rest()


def _quotation(block: Quotation, origin: str, reader: Reader) -> Iterator[Step]:
    if reader.phrases and reader.reads(Role.QUOTATION):
        yield from reader.announce("quotation", origin, reader.phrases.quotation)
    for number, text in enumerate(block.paragraphs):
        place = f"{origin}/paragraphs/{number}"
        yield from _read(text, Role.QUOTATION, place, reader, block.language)
    # The attribution is not part of what was said: the voice of the body reads it.
    role = Role.ATTRIBUTION if reader.reads(Role.QUOTATION) else Role.QUOTATION
    yield from _read(block.attribution, role, f"{origin}/attribution", reader, block.language)


def _list(block: ItemList, origin: str, reader: Reader) -> Iterator[Step]:
    yield from _items(block.items, block.ordered, origin, reader, block.language)


def _items(
    items: tuple[ListItem, ...], ordered: bool, origin: str, reader: Reader, language: str
) -> Iterator[Step]:
    if items and reader.reads(Role.LIST_ITEM):
        yield from reader.announce("list", origin, reader.count("list", len(items)))
    for number, item in enumerate(items):
        place = f"{origin}/items/{number}"
        for step in _read(item.text, Role.LIST_ITEM, f"{place}/text", reader, language):
            if ordered and isinstance(step, Line):
                yield replace(step, lead=f"{number + 1}. ")
            else:
                yield step
        if item.items:
            yield from _items(item.items, item.ordered, place, reader, language)


def _table(block: Table, origin: str, reader: Reader) -> Iterator[Step]:
    if reader.reads(Role.TABLE_ROW):
        yield from reader.announce("table", origin, _table_size(block, reader))
    yield from _read(block.caption, Role.CAPTION, f"{origin}/caption", reader, block.language)
    unsaid = _unsaid_columns(block)
    if unsaid:
        names = ", ".join(unsaid)
        said = f"{reader.phrases.column_names} {names}" if reader.phrases else names
        yield from _read(said, Role.TABLE_ROW, f"{origin}/header", reader, block.language)
    for number, row in enumerate(block.rows):
        text = "; ".join(_cells(block.header, row))
        place = f"{origin}/rows/{number}"
        yield from _read(text, Role.TABLE_ROW, place, reader, block.language)


def _table_size(block: Table, reader: Reader) -> str:
    if reader.phrases is None:
        return ""
    rows, columns = reader.count("rows", len(block.rows)), reader.count("columns", block.columns)
    return reader.phrases.table.format(rows=rows, columns=columns)


def _cells(header: tuple[str, ...], row: tuple[str, ...]) -> Iterator[str]:
    """Yield "header: value" for each cell that says something."""
    for number, cell in enumerate(row):
        name = header[number] if number < len(header) else ""
        if cell:
            yield f"{name.rstrip(':')}: {cell}" if name else cell


def _unsaid_columns(block: Table) -> list[str]:
    """Return the names of columns that no row says, since their cells are empty."""
    return [
        name
        for number, name in enumerate(block.header)
        if name and not any(number < len(row) and row[number] for row in block.rows)
    ]


def _figure(block: Figure, origin: str, reader: Reader) -> Iterator[Step]:
    reason = why_alt_is_left_out(block)
    if block.alt and reason:
        yield Omission(Stage.PLANNING, reason, block.alt, f"{origin}/alt")
    texts = (
        ("alt", "image", Role.ALT, "" if reason else block.alt),
        ("caption", "caption", Role.CAPTION, block.caption),
        ("credit", "credit", Role.CREDIT, block.credit),
    )
    for name, kind, role, text in texts:
        if text and reader.phrases and reader.reads(role):
            yield from reader.announce(kind, origin, getattr(reader.phrases, kind))
        yield from _read(text, role, f"{origin}/{name}", reader, block.language)


def _embed(block: Embed, origin: str, reader: Reader) -> Iterator[Step]:
    if reader.phrases and reader.reads(Role.EMBED):
        ending = ":" if block.title else "."
        text = reader.phrases.embeds[block.medium] + ending
        yield from reader.announce("embed", origin, text)
    yield from _read(block.title, Role.EMBED, f"{origin}/title", reader, block.language)


def _code(block: Code, origin: str, reader: Reader) -> Iterator[Step]:
    # Announced even where it is not read: program text is never silence.
    count = len(block.text.splitlines())
    yield from reader.announce("code", origin, reader.count("code", count))
    yield from _read(block.text, Role.CODE, f"{origin}/text", reader, block.language)


def _note(block: Note, origin: str, reader: Reader) -> Iterator[Step]:
    if reader.phrases and reader.reads(Role.NOTE):
        phrase = reader.phrases.numbered_note if block.mark else reader.phrases.note
        yield from reader.announce("note", origin, phrase.format(mark=block.mark))
    yield from _read(block.text, Role.NOTE, f"{origin}/text", reader, block.language)


BLOCKS: Mapping[type, Callable[[Any, str, Reader], Iterator[Step]]] = {
    Heading: _heading,
    Paragraph: _paragraph,
    Quotation: _quotation,
    ItemList: _list,
    Table: _table,
    Figure: _figure,
    Embed: _embed,
    Code: _code,
    Note: _note,
    Credit: _credit,
    Separator: _separator,
}
"""The function that reads each kind of block; complete, which a test holds."""
