"""What is heard, in paragraphs: the cues that come from one place of the article, together."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from narrator.episode import Cue, Episode


@dataclass(frozen=True, slots=True)
class SpokenParagraph:
    """Some sentences that belong together."""

    start_ms: int
    text: str
    voice: str
    """The name of the voice in the profile."""
    language: str
    """BCP 47."""
    begins_chapter: bool


def spoken_paragraphs(episode: Episode) -> Iterator[SpokenParagraph]:
    """Yield what is heard, in order; another voice or language begins another paragraph."""
    starts = [cue.start_samples for cue in episode.cues]
    openers = [bisect_left(starts, chapter.start_samples) for chapter in episode.chapters]

    def belongs(entry: tuple[int, Cue]) -> tuple[int, str, str, str]:
        number, cue = entry
        return bisect_right(openers, number), cue.origin, cue.voice, cue.language

    chapter_before = 0
    for (chapter, _, voice, language), group in groupby(enumerate(episode.cues), belongs):
        cues = [cue for _, cue in group]
        text = " ".join(" ".join(cue.text.split()) for cue in cues).strip()
        if not text:
            continue
        start_ms = episode.to_ms(cues[0].start_samples)
        yield SpokenParagraph(start_ms, text, voice, language, chapter > chapter_before)
        chapter_before = chapter
