"""What is in a talking book: its sections, and which text is heard when."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from narrator.episode import Cue, Episode
from narrator.publishing.markup import clean
from narrator.publishing.tags import OWNER, identity
from narrator.publishing.typesetting import cue_id
from narrator.script import OUR_WORDS, Role

AUDIO = "audio.mp3"
CONTENT = "content.html"

UNKNOWN_DATE = "1970-01-01"
"""For an article that does not tell its day: the date is required (section 2.1.4), and the day on
which the book is made would make its bytes another each day."""

IDENTIFIER_DIGITS = 32
"""Of the source's digest, behind our name: enough that no two books share it."""

_HEADING = re.compile(r"h[1-6]")
_CUE = re.compile(r"c(\d+)")


@dataclass(frozen=True, slots=True)
class Moment:
    """A sentence, or another stretch of text, and when it is heard."""

    cue: int
    """Its index."""
    start_ms: int
    end_ms: int
    """Where the next one starts: the pause belongs to it."""
    is_description: bool
    """Whether it says what a picture shows, which a listener may switch off."""

    @property
    def text_id(self) -> str:
        """Of its element in `content.html`."""
        return cue_id(self.cue)

    @property
    def anchor(self) -> str:
        """Of its text in its SMIL file."""
        return f"t{self.cue + 1:05}"


@dataclass(frozen=True, slots=True)
class BookSection:
    """The part under one heading."""

    number: int
    """From 1."""
    title: str
    level: int
    """1 to 6, without jumps."""
    moments: tuple[Moment, ...]

    @property
    def file(self) -> str:
        """The name of its SMIL file."""
        return f"s{self.number:04}.smil"

    @property
    def start_ms(self) -> int:
        """Where it begins in the recording."""
        return self.moments[0].start_ms

    @property
    def length_ms(self) -> int:
        """How long it is heard."""
        return self.moments[-1].end_ms - self.start_ms

    def descriptions(self) -> Iterator[Moment]:
        """Yield the first moment of each description of a picture.

        Where the section begins with one, its heading leads there already.
        """
        before = self.moments[0].is_description
        for moment in self.moments:
            if moment.is_description and not before:
                yield moment
            before = moment.is_description


@dataclass(frozen=True, slots=True)
class Book:
    """A talking book, as its documents need it."""

    episode: Episode
    sections: tuple[BookSection, ...]
    duration_ms: int
    audio_bytes: int

    @property
    def title(self) -> str:
        """What it is called, in one line."""
        return one_line(self.episode.metadata.headline) or "Untitled"

    @property
    def identifier(self) -> str:
        """What no other book has, and this one keeps when it is made again."""
        return f"{OWNER}-{identity(self.episode)[:IDENTIFIER_DIGITS]}"

    @property
    def date(self) -> str:
        """The day on which the article was published, as ISO 8601."""
        published = self.episode.metadata.published
        found = re.match(r"\d{4}-\d{2}-\d{2}", published.iso if published else "")
        return found[0] if found else UNKNOWN_DATE


def one_line(text: str) -> str:
    """Return the text in one line, as XML can hold it."""
    return " ".join(clean(text).split())


def bound(episode: Episode, content: Element, audio_bytes: int) -> Book:
    """Return the book of an episode whose text is set out already.

    Args:
        episode: What is heard.
        content: The text, in which each cue has an element of its own.
        audio_bytes: Of the recording without its tag.
    """
    begun = _headings(content)
    moments = list(_moments(episode))
    sections: list[BookSection] = []
    parts: list[tuple[int, str, list[Moment]]] = []
    for moment in moments:
        if moment.cue in begun or not parts:
            level, title = begun.get(moment.cue, (1, ""))
            parts.append((level, title, []))
        parts[-1][2].append(moment)
    before = 0
    for number, (level, title, held) in enumerate(parts, 1):
        before = min(level, before + 1)
        named = title or one_line(episode.cues[held[0].cue].text) or "Untitled"
        sections.append(BookSection(number, named, before, tuple(held)))
    return Book(episode, tuple(sections), episode.duration_ms, audio_bytes)


def _headings(content: Element) -> dict[int, tuple[int, str]]:
    """Return level and title of each heading by the cue with which its section begins.

    A heading that is not spoken begins with the first cue behind it; of several such before one
    cue, all are in the title.
    """
    begun: dict[int, tuple[int, str]] = {}
    waiting: list[tuple[int, str]] = []
    for made in content.iter():
        if _HEADING.fullmatch(made.tag):
            waiting.append((int(made.tag[1]), one_line("".join(made.itertext()))))
        found = _CUE.fullmatch(made.get("id", ""))
        if found and waiting:
            title = ". ".join(text for _, text in waiting if text)
            begun[int(found[1]) - 1] = (waiting[0][0], title)
            waiting = []
    return begun


def _moments(episode: Episode) -> Iterator[Moment]:
    cues = episode.cues
    starts = [episode.to_ms(cue.start_samples) for cue in cues]
    bounds = [0, *starts[1:], episode.duration_ms]
    for number in range(len(cues)):
        described = _describes(cues, number)
        yield Moment(number, bounds[number], bounds[number + 1], described)


def _describes(cues: Sequence[Cue], number: int) -> bool:
    """Say whether a cue says what a picture shows, or announces that."""
    cue = cues[number]
    if cue.role is Role.ALT:
        return True
    follows = cues[number + 1] if number + 1 < len(cues) else None
    return (
        cue.role in OUR_WORDS
        and follows is not None
        and follows.role is Role.ALT
        and follows.origin.startswith(cue.origin or "?")
    )
