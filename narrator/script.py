"""The script: everything that will be said, in order, and what will not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from narrator.article import Metadata, Omission


class Role(StrEnum):
    """What an utterance is; it decides the voice, the pace and the pauses."""

    SECTION = "section"
    HEADLINE = "headline"
    SITE = "site"
    BYLINE = "byline"
    DATE = "date"
    LENGTH = "length"
    STANDFIRST = "standfirst"
    HEADING = "heading"
    BODY = "body"
    QUOTATION = "quotation"
    ATTRIBUTION = "attribution"
    LIST_ITEM = "list item"
    TABLE_ROW = "table row"
    ALT = "alt"
    CAPTION = "caption"
    CREDIT = "credit"
    EMBED = "embed"
    CODE = "code"
    NOTE = "note"
    ANNOUNCEMENT = "announcement"
    CLOSING = "closing"


OUR_WORDS = frozenset({Role.ANNOUNCEMENT, Role.CLOSING, Role.LENGTH})
"""What we say of our own accord: no word of the article is accounted for by it."""


@dataclass(frozen=True, slots=True)
class Pronunciation:
    """How some words of a spoken form sound, for engines that take phonemes.

    It is tied to the words and not to their place, so that a plan that is edited by hand never
    gives one word the sounds of another.
    """

    words: str
    """As they stand in the spoken form; every place where they stand as whole words is meant."""
    alphabet: str
    """What the phonemes are written in: `ipa`, or an alphabet that an engine has of its own."""
    phonemes: str

    def __str__(self) -> str:
        """Return the words, the alphabet and the phonemes."""
        return f"{self.words} = {self.alphabet} {self.phonemes}"


@dataclass(frozen=True, slots=True)
class Utterance:
    """One stretch of speech: one role, one voice, one language, then a pause."""

    written: str
    """As in the article; what a transcript shows."""
    spoken: str
    """Verbalized; what the engine is given."""
    role: Role
    voice: str
    """The name of a voice in the voice profile."""
    language: str
    """BCP 47."""
    pause_after_ms: int
    """Silence that follows; where two rules meet, the larger wins."""
    origin: str
    """JSON Pointer (RFC 6901) into the article: the block, or the part of it, that is read."""
    pronunciations: tuple[Pronunciation, ...] = ()
    """Of words in the spoken form, the preferred alphabet first; an engine that takes none of
    their alphabets says the spoken form as it stands."""

    def __str__(self) -> str:
        """Return one line: role, voice, language, pause, then the words."""
        said = self.written if self.written == self.spoken else f"{self.written} => {self.spoken}"
        if self.pronunciations:
            said += f" ({'; '.join(map(str, self.pronunciations))})"
        where = f"{self.role}, {self.voice}, {self.language}, pause {self.pause_after_ms} ms"
        return f"{where}: {said}"


@dataclass(frozen=True, slots=True)
class Section:
    """The part under one heading, the heading included; the first is the headline's."""

    title: str
    level: int
    """1 for the headline's section, 2 and more for headings, without jumps at the top: the
    highest heading of the body is 2 or less."""
    utterances: tuple[Utterance, ...]
    begins_story: bool = False
    """Whether one of the articles of an edition begins here."""

    def __str__(self) -> str:
        """Return the title, then one line for each utterance."""
        lines = [f"Section: {self.title} (level {self.level})"]
        return "\n".join([*lines, *(f"  {utterance}" for utterance in self.utterances)])


@dataclass(frozen=True, slots=True)
class Script:
    """The plan of an episode: sections of utterances, and what is left out."""

    metadata: Metadata
    """The article's, with the language that was decided on."""
    profile: str
    """The name of the voice profile that it was planned for."""
    chapter_depth: int
    """Sections down to this level begin a chapter; 1 makes one chapter, the headline's."""
    sections: tuple[Section, ...]
    omissions: tuple[Omission, ...] = ()
    """What is in the article and will not be said; the reader's own are in the article."""
    disclosure: str = ""
    """That a synthetic voice reads, as a sentence in the language of the article, for whoever
    describes the recording; empty where there are no words for it in that language."""

    def utterances(self) -> Iterator[Utterance]:
        """Yield every utterance in the order of speech."""
        for section in self.sections:
            yield from section.utterances

    def begins_chapter(self, number: int) -> bool:
        """Say whether the section of that index begins a chapter; the first always does."""
        return number == 0 or self.sections[number].level <= self.chapter_depth

    def __str__(self) -> str:
        """Return the sections, then the omissions, as text."""
        parts = [str(section) for section in self.sections]
        if self.omissions:
            lines = "\n".join(f"  {omission}" for omission in self.omissions)
            parts.append(f"Not spoken:\n{lines}")
        return "\n".join(parts)
