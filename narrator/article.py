"""The article: metadata and blocks in reading order, and what the reader left out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

EXCERPT_SHOWN_CHARS = 60
"""How much of an excerpt is printed; the value keeps all of it."""


class Stage(StrEnum):
    """Where in the flow something was left out."""

    READING = "reading"
    PLANNING = "planning"
    SPEAKING = "speaking"
    MIXING = "mixing"
    PUBLISHING = "publishing"


class Reason(StrEnum):
    """Why the listener does not hear a piece of the page, in words that can be shown."""

    NAVIGATION = "navigation"
    SITE = "site header or footer"
    CONTROL = "button or form"
    SHARING = "share buttons"
    CONSENT = "cookie or consent text"
    NEWSLETTER = "newsletter or subscription box"
    RELATED = "related links"
    ADVERTISING = "advertising"
    COMMENTS = "reader comments"
    AUTHOR_BOX = "about the author"
    OUTSIDE = "outside the article"
    HIDDEN = "hidden on the page"
    DUPLICATE = "repeats what is read elsewhere"
    DECORATIVE = "picture text that says nothing"
    CREDIT = "credit"
    DRAWN = "letters in a drawing"
    FOOTNOTE_MARK = "footnote mark"
    SWITCHED_OFF = "switched off in the profile"
    LEFT_OUT = "left out as asked"
    SKIMMED = "skimmed over"
    LARGE_TABLE = "table too large to read aloud"
    TAKEN_OUT = "taken out of the plan"
    RETITLED = "another title was given"
    LIMIT = "beyond a limit"
    UNREADABLE = "characters that cannot be read"


@dataclass(frozen=True, slots=True)
class Omission:
    """A piece of the page that the listener will not hear, with the reason."""

    stage: Stage
    """Where it was left out."""
    reason: Reason
    """Why."""
    excerpt: str
    """The piece itself, whole, as it stands on the page."""
    origin: str = ""
    """JSON Pointer (RFC 6901) into the article where the piece is in it; else empty."""

    def __str__(self) -> str:
        """Return the reason and the beginning of the piece."""
        return f"{self.reason}: {shorten(self.excerpt)}"


@dataclass(frozen=True, slots=True)
class PublicationDate:
    """A date as the page writes it and, where it could be understood, as ISO 8601."""

    written: str = ""
    """As on the page; empty where only the page's metadata has it."""
    iso: str = ""
    """`2026-03-12` or `2026-03-12T10:00:00+01:00`; empty where it was not understood."""

    def __str__(self) -> str:
        """Return the page's own form, else the ISO one."""
        return self.written or self.iso


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is known of an article beside its text."""

    headline: str = ""
    """The headline as on the page."""
    byline: str = ""
    """The visible line that names the authors, whole: "By Ada Quill, science editor"."""
    authors: tuple[str, ...] = ()
    """The names alone, in the page's order, without "By"."""
    published: PublicationDate | None = None
    """When it was first published."""
    updated: PublicationDate | None = None
    """When it was last changed, where the page says so."""
    site: str = ""
    """The publication's name."""
    section: str = ""
    """The publication's section, or the kicker above the headline."""
    language: str = ""
    """BCP 47; empty where it is not known."""
    url: str = ""
    """Where the article lives on the web; empty where it is not known."""
    picture: str = ""
    """Path or URL of the lead picture; empty where there is none."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading inside the article (the headline is metadata)."""

    text: str
    level: int
    """As on the page, 1 to 6."""
    language: str = ""
    """BCP 47, where it is not the article's; so in every block."""

    def __str__(self) -> str:
        """Return the text behind as many number signs as its level."""
        return f"{'#' * self.level} {self.text}"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text."""

    text: str
    language: str = ""

    def __str__(self) -> str:
        """Return the text."""
        return self.text


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words of somebody else, set apart from the running text."""

    paragraphs: tuple[str, ...]
    attribution: str = ""
    """Who said it, where the page says so beside the quotation."""
    language: str = ""

    def __str__(self) -> str:
        """Return the paragraphs behind "greater than" signs, then the attribution."""
        lines = [*self.paragraphs, *([f"-- {self.attribution}"] if self.attribution else [])]
        return "\n".join(f"> {line}" for line in lines)


@dataclass(frozen=True, slots=True)
class ListItem:
    """One item of a list, with the items below it."""

    text: str
    items: tuple[ListItem, ...] = ()
    """A list inside this item."""
    ordered: bool = False
    """Whether the list inside is numbered."""


@dataclass(frozen=True, slots=True)
class ItemList:
    """A list, numbered or not."""

    items: tuple[ListItem, ...]
    ordered: bool = False
    language: str = ""

    def __str__(self) -> str:
        """Return one line for each item, indented by depth."""
        return "\n".join(_item_lines(self.items, self.ordered, ""))


def _item_lines(items: tuple[ListItem, ...], ordered: bool, indent: str) -> Iterator[str]:
    for number, item in enumerate(items, 1):
        yield f"{indent}{f'{number}.' if ordered else '-'} {item.text}"
        yield from _item_lines(item.items, item.ordered, indent + "  ")


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells, under a header where there is one."""

    rows: tuple[tuple[str, ...], ...]
    """Body rows; a row may be shorter or longer than the header."""
    header: tuple[str, ...] = ()
    """The names of the columns; empty where the table has none."""
    caption: str = ""
    language: str = ""

    @property
    def columns(self) -> int:
        """The number of columns: the widest row's."""
        return max((len(row) for row in (self.header, *self.rows)), default=0)

    def __str__(self) -> str:
        """Return the caption, then one line for each row."""
        rows = ([self.header] if self.header else []) + list(self.rows)
        lines = [" | ".join(row) for row in rows]
        return "\n".join([self.caption, *lines] if self.caption else lines)


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture: what it shows, what its editor says of it, and who made it, apart."""

    alt: str = ""
    """What it shows, for those who cannot see it."""
    caption: str = ""
    """What the editor says of it; without the credit."""
    credit: str = ""
    """Who made it, as written: "Image: Jo Doe/AP"."""
    picture: str = ""
    """Path or URL."""
    language: str = ""

    def __str__(self) -> str:
        """Return the three texts, each named."""
        parts = (("image", self.alt), ("caption", self.caption), ("credit", self.credit))
        return "\n".join(f"[{name}: {text}]" for name, text in parts if text) or "[image]"


class Medium(StrEnum):
    """What an embedded thing is."""

    VIDEO = "video"
    AUDIO = "audio"
    POST = "post"
    MAP = "map"
    CHART = "chart"
    OTHER = "embed"


@dataclass(frozen=True, slots=True)
class Embed:
    """Something on the page that is not text: a video, a player, a map, a post."""

    medium: Medium
    title: str = ""
    """What the page calls it; empty where it has no name."""
    url: str = ""
    language: str = ""

    def __str__(self) -> str:
        """Return one line."""
        return f"[{self.medium}: {self.title}]" if self.title else f"[{self.medium}]"


@dataclass(frozen=True, slots=True)
class Code:
    """Program text or other text set out letter by letter."""

    text: str
    """With its line breaks."""
    programming_language: str = ""
    language: str = ""

    def __str__(self) -> str:
        """Return the text, each line indented by four spaces."""
        return "\n".join(f"    {line}" for line in self.text.splitlines())


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote, a correction, or an update."""

    text: str
    mark: str = ""
    """What the text refers to it by: "1", "*"."""
    language: str = ""

    def __str__(self) -> str:
        """Return the mark and the text."""
        return f"[{self.mark}] {self.text}" if self.mark else f"[note] {self.text}"


@dataclass(frozen=True, slots=True)
class Credit:
    """Who made or supplied the article: an agency signature, a source line."""

    text: str
    language: str = ""

    def __str__(self) -> str:
        """Return the text, named."""
        return f"[credit: {self.text}]"


@dataclass(frozen=True, slots=True)
class Separator:
    """A change of subject that the page draws: a rule, three asterisks."""

    language: str = ""

    def __str__(self) -> str:
        """Return a rule."""
        return "---"


Block = (
    Heading
    | Paragraph
    | Quotation
    | ItemList
    | Table
    | Figure
    | Embed
    | Code
    | Note
    | Credit
    | Separator
)


@dataclass(frozen=True, slots=True)
class Piece:
    """One stretch of an article's text and where it stands."""

    origin: str
    """JSON Pointer (RFC 6901) into the article: `/blocks/4/caption`."""
    text: str


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a piece that is in another language than the rest of it."""

    origin: str
    """JSON Pointer (RFC 6901) into the article, as in the piece."""
    start: int
    """Index of its first character in the piece's text, in Unicode code points."""
    end: int
    """Index behind its last."""
    language: str
    """BCP 47."""


@dataclass(frozen=True, slots=True)
class Article:
    """Metadata and blocks in reading order."""

    metadata: Metadata
    standfirst: tuple[str, ...] = ()
    """The paragraphs between headline and body that say what the article is about."""
    blocks: tuple[Block, ...] = ()
    omissions: tuple[Omission, ...] = field(default=())
    """What the page says and the article does not contain."""
    warnings: tuple[str, ...] = ()
    """What the listener should know of the text as a whole, in plain sentences: that it is cut."""
    spans: tuple[Span, ...] = ()
    """Where the page marks words inside a piece as another language: in reading order, without
    overlaps; what a whole block is in stands in the block."""

    def pieces(self) -> Iterator[Piece]:
        """Yield every visible text of the article, once, in reading order.

        Whoever reads the article aloud must account for each of them.
        """
        meta = self.metadata
        published = meta.published.written if meta.published else ""
        updated = meta.updated.written if meta.updated else ""
        for name, text in (
            ("/metadata/section", meta.section),
            ("/metadata/headline", meta.headline),
            ("/metadata/byline", meta.byline),
            ("/metadata/published", published),
            ("/metadata/updated", updated),
        ):
            if text:
                yield Piece(name, text)
        for number, text in enumerate(self.standfirst):
            yield Piece(f"/standfirst/{number}", text)
        for number, block in enumerate(self.blocks):
            for name, text in _texts(block):
                if text:
                    yield Piece(f"/blocks/{number}/{name}", text)

    def __str__(self) -> str:
        """Return the article as plain text, one blank line between its parts."""
        meta = self.metadata
        head = [meta.headline, meta.byline, str(meta.published or "")]
        parts = [*head, *self.standfirst, *(str(block) for block in self.blocks)]
        return "\n\n".join(part for part in parts if part)


def _texts(block: Block) -> Iterator[tuple[str, str]]:
    """Yield the texts of a block, each under the JSON Pointer that leads to it."""
    match block:
        case Quotation():
            yield from ((f"paragraphs/{n}", text) for n, text in enumerate(block.paragraphs))
            yield "attribution", block.attribution
        case ItemList():
            yield from _item_texts(block.items, "items")
        case Table():
            yield "caption", block.caption
            yield from ((f"header/{n}", cell) for n, cell in enumerate(block.header))
            for r, row in enumerate(block.rows):
                yield from ((f"rows/{r}/{n}", cell) for n, cell in enumerate(row))
        case Figure():
            yield from (("alt", block.alt), ("caption", block.caption), ("credit", block.credit))
        case Embed():
            yield "title", block.title
        case Separator():
            return
        case _:
            yield "text", block.text


def _item_texts(items: tuple[ListItem, ...], path: str) -> Iterator[tuple[str, str]]:
    for number, item in enumerate(items):
        yield f"{path}/{number}/text", item.text
        yield from _item_texts(item.items, f"{path}/{number}/items")


def shorten(text: str, width: int = EXCERPT_SHOWN_CHARS) -> str:
    """Return the text in one line, cut at a word with three dots where it is longer."""
    line = " ".join(text.split())
    if len(line) <= width:
        return line
    return line[:width].rsplit(" ", 1)[0].rstrip(" ,.;:") + "..."
