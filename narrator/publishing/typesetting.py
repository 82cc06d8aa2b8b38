"""What every block needs to be set out: the cues that wait, and the look that is wanted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from narrator.article import Article, Figure, Span
from narrator.episode import Cue
from narrator.publishing.aligning import Run, Waiting, runs
from narrator.publishing.markup import add, add_text, element, set_language
from narrator.publishing.page_words import PageWords


@dataclass(frozen=True, slots=True)
class Skin:
    """In what a page and a book differ."""

    cue_attributes: Callable[[Cue, int], dict[str, str]]
    """Of the first element of a cue, beside its `id`; given the cue and its index."""
    picture: Callable[[Figure], Element | None]
    """The picture as an element; None where it cannot be shown."""
    words: PageWords
    picture_is_its_cue: bool
    """Whether the picture itself is marked while its description is heard; else the description
    stands below it, for the eye alone, since the picture has it as its text."""
    attributes: Mapping[str, Mapping[str, str]]
    """More attributes, by the kind of block."""
    scrolls_tables: bool
    """Whether a wide table has a box of its own to be moved in."""


def cue_id(number: int) -> str:
    """Return the `id` of the element of the cue with that index."""
    return f"c{number + 1}"


def block_id(origin: str) -> str:
    """Return the `id` of the element of a block, or of a list inside one: "b4", "b4-1"."""
    return "b" + "-".join(part for part in origin.split("/") if part.isdecimal())


@dataclass(frozen=True, slots=True)
class Around:
    """What a block is given beside itself."""

    origin: str
    language: str
    level: int
    """Of a heading, without jumps."""


class Typesetter:
    """Sets out pieces of an article, and knows which cues are still to be set."""

    def __init__(self, article: Article, cues: Sequence[Cue], skin: Skin) -> None:
        self.article = article
        self.cues = cues
        self.skin = skin
        self.language = article.metadata.language
        self.waiting = Waiting(cues)
        self.shown: set[int] = set()
        self.say_nothing: frozenset[str] = frozenset()
        """Where texts stand that say nothing, such as the name of a picture's file."""
        self.spans: dict[str, list[Span]] = defaultdict(list)
        for span in article.spans:
            self.spans[span.origin].append(span)

    def line(self, parent: Element, text: str, origin: str, **attributes: str) -> None:
        """Append a paragraph for a piece, if it says or is anything."""
        made = element("p", **attributes)
        self.piece(made, text, origin, self.language)
        if len(made) or made.text:
            parent.append(made)

    def piece(self, parent: Element, text: str, origin: str, language: str) -> None:
        """Append a piece's text, whole, and what is said of it in other words."""
        numbers = self.waiting.said(origin)
        for run in runs(text, numbers, self.cues, self.spans.get(origin, ())):
            self.run(parent, run, language)

    def run(self, parent: Element, run: Run, language: str) -> None:
        """Append a run: an element where a cue says it or its language is another."""
        if run.cue is None and not run.language:
            add_text(parent, run.text, keep_lines=parent.tag == "code")
            return
        made = add(parent, "span")
        add_text(made, run.text, keep_lines=parent.tag == "code")
        set_language(made, run.language, language)
        if run.is_added:
            made.set("class", "added")
            add_text(parent, " ")
        if run.cue is not None:
            self.mark(made, run.cue)

    def mark(self, made: Element, number: int) -> None:
        """Make an element that of a cue; further ones of the same cue refer to the first."""
        if number in self.shown:
            made.set("data-of", cue_id(number))
            return
        self.shown.add(number)
        made.set("id", cue_id(number))
        for name, value in self.skin.cue_attributes(self.cues[number], number).items():
            made.set(name, value)

    def added(self, parent: Element, numbers: Sequence[int]) -> None:
        """Append paragraphs of what is said and not written in the article."""
        for number in numbers:
            made = add(parent, "p", class_="added")
            run = Run(self.cues[number].text, number)
            set_language(made, self.cues[number].language, self.language)
            self.run(made, run, self.language)

    def announced(self, parent: Element, numbers: Sequence[int]) -> None:
        """Append announcements to the words that they announce."""
        for number in numbers:
            self.run(parent, Run(self.cues[number].text, number, is_added=True), self.language)

    def opened(self, parent: Element, name: str, kind: str, around: Around) -> Element:
        """Append the element of a block of that kind, in its language."""
        made = add(parent, name, **self.skin.attributes.get(kind, {}))
        set_language(made, around.language, self.language)
        return made
