"""Several articles and their scripts, bound into one: an edition with a spoken index."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from narrator.article import (
    Article,
    Block,
    Heading,
    Metadata,
    Omission,
    Paragraph,
    PublicationDate,
    Span,
)
from narrator.language_tags import is_same_language
from narrator.lexicon import Lexicon
from narrator.planning.dates import date_in_words
from narrator.planning.estimating import section_ms
from narrator.planning.framing import disclosure, length_in_words
from narrator.planning.pronouncing import Pronouncer
from narrator.planning.steps import Reader, Step
from narrator.planning.uttering import hear
from narrator.profile import VoiceProfile
from narrator.script import Role, Script, Section, Utterance

STORY_PAUSE_MS = 2000
"""Silence between two stories at the least: twice the longest pause within one, which is that
before a heading (0.8 to 1 s)."""

STORY_LEVEL = 2
"""Of a story's headline as a heading; the edition's own title is level 1."""

DEEPEST_LEVEL = 6
"""As in articles."""

UNTITLED = "Edition"
"""For a language that has no words for it."""

_HEAD = ("headline", "section", "byline", "published", "updated")
"""The visible parts of an article's head, in the order of `Article.pieces`, the headline first:
it is the story's heading."""

_TITLE = "/metadata/headline"

_POINTER = re.compile(r"/(blocks|standfirst)/(\d+)(.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Story:
    """One article of an edition and what is said of it."""

    article: Article
    script: Script

    @property
    def title(self) -> str:
        """The title of its first section, which every script has."""
        return self.script.sections[0].title


def edition_title(published: PublicationDate, language: str) -> str:
    """Return what an edition of that day is called: "Edition of November 25, 2026"."""
    reader = Reader(Article(Metadata()), VoiceProfile("", ""), language)
    date = date_in_words(published, language)
    return reader.phrases.edition.format(date=date) if reader.phrases else f"{UNTITLED} {date}"


def common_language(stories: Sequence[Story]) -> str:
    """Return the language that most of the stories are in; of several, the first one's."""
    counts = Counter(story.script.metadata.language for story in stories)
    return counts.most_common(1)[0][0]


def without_ends(profile: VoiceProfile) -> VoiceProfile:
    """Return the profile for the stories: what is said behind an article is said once for all."""
    made = replace(profile.announcements, closing=False, disclosure=False)
    return replace(profile, announcements=made)


def bind(
    stories: Sequence[Story],
    metadata: Metadata,
    profile: VoiceProfile,
    lexicons: tuple[Lexicon, ...] = (),
) -> Story:
    """Return all stories as one: a title, a spoken index, then one story behind the other.

    The parts of each article become blocks: its headline a heading of level 2, what stands
    around it paragraphs. So every piece of every article stays accounted for.

    Args:
        stories: In their order; one at least, each with something to say.
        metadata: The edition's: headline and language at least.
        profile: Says how the index is read; the stories are planned already.
        lexicons: How words of the index are pronounced.
    """
    places = list(_places(stories, metadata.language))
    article = Article(
        metadata,
        blocks=tuple(block for place in places for block in place.blocks),
        omissions=tuple(
            place.omission(left_out)
            for place in places
            for left_out in place.story.article.omissions
        ),
        warnings=tuple(
            f"{story.title}: {warning}" for story in stories for warning in story.article.warnings
        ),
        spans=tuple(place.span(span) for place in places for span in place.story.article.spans),
    )
    reader = Reader(article, profile, metadata.language, Pronouncer(lexicons))
    opening, unsaid = _heard(_index(places, reader), reader)
    closing, _ = _heard(disclosure(reader), reader)
    sections = [section for place in places for section in place.sections()]
    if opening:
        sections.insert(0, Section(metadata.headline, 1, _paused(opening)))
    sections[-1] = replace(sections[-1], utterances=(*sections[-1].utterances, *closing))
    left_out = [
        place.omission(omission) for place in places for omission in place.story.script.omissions
    ]
    script = Script(
        metadata,
        profile.name,
        profile.chapter_depth + 1,
        tuple(sections),
        (*unsaid, *left_out),
        disclosure=reader.phrases.disclosure if reader.phrases else "",
    )
    return Story(article, script)


@dataclass(frozen=True, slots=True)
class _Place:
    """A story and where its blocks begin in the edition."""

    story: Story
    first: int
    """The index of its first block."""
    language: str
    """The edition's."""

    @property
    def language_of_story(self) -> str:
        return self.story.script.metadata.language

    @property
    def blocks(self) -> tuple[Block, ...]:
        """What the article becomes: its head, its standfirst, its blocks below its heading."""
        article = self.story.article
        language = self.language_of_story
        own = "" if is_same_language(language, self.language) else language
        head = [self._head(name, text) for name, text in _head(article)]
        texts = [Paragraph(text) for text in article.standfirst]
        blocks = [*head, *texts, *map(_lowered, article.blocks)]
        return tuple(block if block.language else replace(block, language=own) for block in blocks)

    @staticmethod
    def _head(name: str, text: str) -> Block:
        return Heading(text, STORY_LEVEL) if name == "headline" else Paragraph(text)

    def origin(self, pointer: str) -> str:
        """Return where a pointer into the story's article leads to in the edition's."""
        head = [name for name, _ in _head(self.story.article)]
        found = _POINTER.match(pointer)
        if found:
            kind, number, rest = found.groups()
            behind = len(head) + (kind == "blocks") * len(self.story.article.standfirst)
            text = "/text" if kind == "standfirst" else rest
            return f"/blocks/{self.first + behind + int(number)}{text}"
        name = pointer.removeprefix("/metadata/")
        if name in head:
            return f"/blocks/{self.first + head.index(name)}/text"
        return f"/blocks/{self.first}"

    def span(self, span: Span) -> Span:
        return replace(span, origin=self.origin(span.origin))

    def omission(self, omission: Omission) -> Omission:
        return (
            replace(omission, origin=self.origin(omission.origin)) if omission.origin else omission
        )

    def sections(self) -> Iterator[Section]:
        """Yield the story's sections, a level lower, with a pause behind the last."""
        own = self.story.script.sections
        for number, section in enumerate(own):
            said = tuple(
                replace(part, origin=self.origin(part.origin)) for part in section.utterances
            )
            said = _paused(said) if number == len(own) - 1 else said
            yield Section(section.title, section.level + 1, said, begins_story=not number)


def _places(stories: Sequence[Story], language: str) -> Iterator[_Place]:
    first = 0
    for story in stories:
        place = _Place(story, first, language)
        yield place
        first += len(place.blocks)


def _head(article: Article) -> list[tuple[str, str]]:
    """Return the visible parts of the article's head by their names."""
    meta = article.metadata
    texts = {name: str(getattr(meta, name) or "") for name in ("headline", "section", "byline")}
    texts["published"] = meta.published.written if meta.published else ""
    texts["updated"] = meta.updated.written if meta.updated else ""
    return [(name, texts[name]) for name in _HEAD if texts[name]]


def _lowered(block: Block) -> Block:
    """Return the block; a heading below the story's own."""
    if not isinstance(block, Heading):
        return block
    return replace(block, level=min(max(block.level, STORY_LEVEL) + 1, DEEPEST_LEVEL))


def _index(places: Sequence[_Place], reader: Reader) -> Iterator[Step]:
    """Yield the edition's title, then how many stories there are and which, with their lengths."""
    yield from reader.read(reader.article.metadata.headline, Role.HEADLINE, _TITLE)
    count = reader.count("stories", len(places))
    stop = reader.phrases.stop if reader.phrases else ""
    yield from reader.announce(
        "index", _TITLE, f"{count[:1].upper()}{count[1:]}{stop}" * bool(count)
    )
    for number, place in enumerate(places, 1):
        entry = _entry(number, place, reader)
        start = len(f"{number}{reader.phrases.colon} ") if reader.phrases else 0
        title = Span(_TITLE, start, start + len(place.story.title), place.language_of_story)
        for line in reader.announce("index", _TITLE, entry):
            yield replace(line, spans=(title,))


def _entry(number: int, place: _Place, reader: Reader) -> str:
    """Return "2: The bridge opens. About 4 minutes."."""
    if reader.phrases is None:
        return ""
    script = place.story.script
    time = length_in_words(sum(section_ms(script, reader.profile)), reader)
    title = place.story.title
    stop = "" if title.endswith((".", "!", "?", "。", "！", "？", "…")) else reader.phrases.stop
    return f"{number}{reader.phrases.colon} {title}{stop} {time}{reader.phrases.stop}"


def _heard(
    steps: Iterator[Step], reader: Reader
) -> tuple[tuple[Utterance, ...], tuple[Omission, ...]]:
    heard, omissions = hear(steps, reader)
    return tuple(part for part in heard if isinstance(part, Utterance)), tuple(omissions)


def _paused(said: tuple[Utterance, ...]) -> tuple[Utterance, ...]:
    """Return the utterances with the pause between two stories behind the last."""
    pause_ms = max(said[-1].pause_after_ms, STORY_PAUSE_MS)
    return (*said[:-1], replace(said[-1], pause_after_ms=pause_ms))
