"""The page while it is read: its lines, and what each has been found to be."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum

from narrator.article import Embed, Reason
from narrator.reading.plaintext.lines import Line


class Part(StrEnum):
    """What a line is."""

    HEADLINE = "headline"
    KICKER = "kicker"
    BYLINE = "byline"
    DATE = "date"
    STANDFIRST = "standfirst"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    QUOTATION = "quotation"
    ITEM = "item"
    ALT = "alt"
    CAPTION = "caption"
    CREDIT = "credit"
    TABLE = "table"
    SEPARATOR = "separator"
    SIGNATURE = "signature"
    NOTE = "note"
    EMBED = "embed"


FIGURE = (Part.ALT, Part.CAPTION, Part.CREDIT)
"""The parts of a figure."""


class Page:
    """Lines and what they are; each rule names lines that no rule before it has named."""

    def __init__(self, lines: list[Line], *, wrapped: bool = False) -> None:
        self.lines = lines
        self.wrapped = wrapped
        """Whether the lines were broken at a margin, as authors and mail programs do."""
        self.found: list[Part | Reason | None] = [None] * len(lines)
        self.levels: dict[int, int] = {}
        """Of headings whose level the text shows, by line."""
        self.embeds: dict[int, Embed] = {}
        """What the lines that are embeds stand for."""
        self.site = ""
        """The publication's name, where the text says it."""
        self.kicker = ""
        """What stood before the headline in its own line."""
        self.passing: list[str] = []
        """What is true only while the page is shown: how long ago, how long to read."""
        self.pictures: list[str] = []
        """The names of picture files that stood before words, in a text browser's brackets."""
        self.labels: list[str] = []
        """What stood before the colon where the text says of itself what it is: "Subject:"."""
        self.furniture = 0
        """How many lines are furniture by their words."""
        self.indented = False
        """Whether the lines stand at several columns, as dumps do; `layout` finds out."""
        self.openers: dict[int, Reason] = {}
        """Lines that are headings of blocks outside the article, and why those are left out."""

    def __len__(self) -> int:
        """Return the number of lines."""
        return len(self.lines)

    @property
    def is_dump(self) -> bool:
        """Say whether the text was taken from a web page, with what stands around an article.

        Where nothing does, every line is the author's.
        """
        return self.furniture > 0 or (self.indented and not self.wrapped)

    def set(self, index: int, what: Part | Reason) -> None:
        """Say what a line is, unless that is known."""
        if self.found[index] is None:
            self.found[index] = what

    def is_free(self, index: int) -> bool:
        """Say whether it is not yet known what the line is."""
        return self.found[index] is None

    def free(self, start: int = 0, end: int | None = None) -> Iterator[tuple[int, Line]]:
        """Yield the lines of which it is not yet known what they are."""
        for index in range(start, len(self.lines) if end is None else end):
            if self.found[index] is None:
                yield index, self.lines[index]
