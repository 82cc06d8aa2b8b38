"""A PDF document becomes an article: by its tags where it has them, else by size and place.

The way of a document: `opening` opens it and reads its pages with `letters` and `tags`; `layout`
puts untagged letters into lines and columns; `margins` and `footnotes` take out what is no
running text; `passages` and `tagged` make passages; `words` writes them as text and `blocks`
decides what each is.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from narrator.article import Article, Metadata, Note, Omission, Reason, Stage
from narrator.errors import SourceError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from narrator.reading.pdf.footnotes import FootNote
    from narrator.reading.pdf.layout import Line
    from narrator.reading.pdf.letters import Stretch
    from narrator.reading.pdf.opening import Facts, PageContent
    from narrator.reading.pdf.passages import Passage
    from narrator.reading.pdf.words import Writer

__all__ = ["read_pdf"]

SCANNED_SHARE = 0.8
"""Of the pages, those that are pictures in a document that is a scan as a whole."""
UNREADABLE_SHARE = 0.5
"""Of the letters, those without a meaning in a document that cannot be read."""
INSTALL = 'pip install "narrator[pdf]"'


@dataclass(slots=True)
class Reading:
    """What is gathered on the way through the pages."""

    contents: list[PageContent]
    omissions: list[Omission] = field(default_factory=list)

    def omit(self, reason: Reason, texts: Iterable[str]) -> None:
        """Keep texts that are left out, each once."""
        held = dict.fromkeys(" ".join(text.split()) for text in texts)
        self.omissions += [Omission(Stage.READING, reason, text) for text in held if text]


def read_pdf(data: bytes, where: str = "") -> Article:
    """Return the article that a PDF document is, with an omission for every text left out.

    Args:
        data: The file.
        where: The source, in the words of an error.

    Raises:
        SourceError: where the document is encrypted, damaged, a scan without text, or too long,
            or where the library that reads it is not installed. Trying again does not help.
    """
    try:
        from narrator.reading.pdf.opening import facts_of, open_document, pages_of
    except ModuleNotFoundError as error:
        raise SourceError(
            "The library that reads PDF documents is not installed",
            where=where,
            hint=f"Install it: {INSTALL}",
        ) from error
    document = open_document(data, where)
    try:
        facts = facts_of(document)
        reading = Reading(list(pages_of(document, where)))
    finally:
        document.close()
    _refuse_wordless(reading.contents, where)
    return _article(reading, facts)


def _refuse_wordless(contents: list[PageContent], where: str) -> None:
    from narrator.reading.pdf.opening import OCR

    letters = sum(content.letters for content in contents)
    scans = sum(content.is_scan for content in contents)
    if scans and scans >= SCANNED_SHARE * len(contents):
        message = "The PDF document is a scan: its pages are pictures without text"
        raise SourceError(message, where=where, hint=OCR)
    if not letters:
        message = "The PDF document holds no text"
        raise SourceError(message, where=where, hint=f"If it shows words, they are drawn. {OCR}")
    if sum(content.unreadable for content in contents) > UNREADABLE_SHARE * letters:
        message = "The fonts of the PDF document do not say which letters they show"
        raise SourceError(message, where=where, hint=OCR.replace("--skip-text", "--force-ocr"))


def _article(reading: Reading, facts: Facts) -> Article:
    from narrator.reading.pdf import passages as grouping
    from narrator.reading.pdf import tagged, tongues
    from narrator.reading.pdf.blocks import Builder

    layouts = [_Page(content) for content in reading.contents]
    for layout in layouts:
        layout.part(reading)
    writer = _writer(layouts, reading)
    marked = [(layout.content.number, layout.in_order()) for layout in layouts]
    body = grouping.body_size(line for layout in layouts for line in layout.all_lines())
    notes = [note for layout in layouts for note in layout.take_notes(writer, body)]
    passages = [one for layout in layouts for one in layout.passages(body, reading)]
    builder = Builder(
        writer,
        body,
        {content.number: content.pictures for content in reading.contents},
        tagged=tagged.has_headings(passages),
    )
    builder.build(passages)
    told = [Note(text, note.mark) for note in notes if (text := writer.text(note.lines, note.page))]
    reading.omit(Reason.FOOTNOTE_MARK, writer.omitted)
    _tell_unreadable(reading, writer)
    language = tongues.of_most((one for _, held in marked for one in held), facts.language)
    untitled = not builder.headline and not builder.has_heading()
    metadata = Metadata(facts.title if untitled else builder.headline, language=language)
    article = Article(metadata, (), (*builder.blocks, *told), tuple(reading.omissions))
    source = [one for page, held in marked for one in tongues.source_of(held, page, writer)]
    return tongues.settle(article, source, facts.language)


def _writer(layouts: list[_Page], reading: Reading) -> Writer:
    """Take the running lines out of the pages, and return the writer for what is left."""
    from narrator.reading.pdf import margins
    from narrator.reading.pdf.words import Writer

    pages = [layout.lines for layout in layouts]
    reading.omit(Reason.SITE, margins.strip(pages))
    reading.omit(Reason.NAVIGATION, margins.strip_contents(pages))
    return Writer(line.text for layout in layouts for line in layout.all_lines())


def _tell_unreadable(reading: Reading, writer: Writer) -> None:
    said = [
        f"Page {content.number} is a picture without text"
        for content in reading.contents
        if content.is_scan
    ]
    unreadable = sum(content.unreadable for content in reading.contents)
    if unreadable:
        said.append(f"{unreadable} letters without a meaning in their font")
    if writer.controls:
        said.append(f"{writer.controls} control characters removed")
    reading.omit(Reason.UNREADABLE, said)


class _Page:
    """One page on its way to passages."""

    def __init__(self, content: PageContent) -> None:
        from narrator.reading.pdf import tagged

        self.content = content
        self.is_tagged = tagged.is_tagged(content)
        self.lines: list[Line] = []
        """Of a page without tags."""
        self.tagged_lines: list[Line] = []
        self._tagged: tagged.TaggedPage | None = None

    def part(self, reading: Reading) -> None:
        """Part what is text from what is not; put untagged text into lines."""
        from narrator.reading.pdf import layout, tongues

        stretches = [one for one in self.content.stretches if not one.look.artifact]
        artifacts = [one for one in self.content.stretches if one.look.artifact]
        angle = _main_angle(stretches)
        turned = [one for one in stretches if one.look.angle != angle]
        self.content.stretches = [one for one in stretches if one.look.angle == angle]
        number = self.content.number
        reading.omit(Reason.SITE, (line.text for line in layout.order(artifacts, number)))
        reading.omit(Reason.OUTSIDE, (one.text for one in turned))
        lines = layout.order(self.content.stretches, number)
        tongues.of_tags(self.content)
        if self.is_tagged:
            self.tagged_lines = lines
        else:
            self.lines = lines

    def in_order(self) -> list[Stretch]:
        """Return the stretches in the order in which they are read, notes included."""
        from narrator.reading.pdf import tongues

        return tongues.in_order(self.content, self.lines, tagged=self.is_tagged)

    def all_lines(self) -> list[Line]:
        """Return the lines, for what can be counted on them."""
        return [*self.lines, *self.tagged_lines]

    def take_notes(self, writer: Writer, body: float) -> list[FootNote]:
        """Take out the notes of the page, and tell the writer of their marks."""
        from narrator.reading.pdf import footnotes, tagged

        if self.is_tagged:
            self._tagged = tagged.open_page(self.content, writer)
            notes = self._tagged.notes
        else:
            notes = footnotes.take(self.lines, body)
        writer.marks[self.content.number] = {note.mark for note in notes if note.mark}
        return notes

    def passages(self, body: float, reading: Reading) -> list[Passage]:
        """Return the passages of the page, in reading order."""
        from narrator.reading.pdf import layout, tagged
        from narrator.reading.pdf import passages as grouping

        if self._tagged is None:
            return grouping.group(self.lines, body)
        rest = tagged.read_page(self._tagged, self.content.tree)
        reading.omit(Reason.NAVIGATION, self._tagged.contents)
        untold = layout.order(rest, self.content.number)
        return [*self._tagged.passages, *grouping.group(untold, body)]


def _main_angle(stretches: list[Stretch]) -> int:
    angles: Counter[int] = Counter()
    for one in stretches:
        angles[one.look.angle] += len(one.letters)
    return angles.most_common(1)[0][0] if angles else 0
