"""A finished episode's transcript with its chapters: words by their time, and the other way."""

from __future__ import annotations

import html
import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from narrator.errors import SourceError
from narrator.lexicon import is_without_spaces
from narrator.publishing import id3
from narrator.publishing.evidence import (
    TimedTitle,
    chapters_of,
    find_recording,
    read_side_file,
)
from narrator.publishing.webvtt import TimedText

_WORD = re.compile(r"\w+")
_MARKUP = re.compile(r"<[^>]*>")
_VOICE = re.compile(r"<v(?:\.[^ >]*)? ([^>]*)>")
_LETTER_CLASSES = 9
"""Canonical combining classes up to this one make another letter (Unicode, table 4-3: nuktas,
kana voicing marks, viramas); those above are accents."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence of an episode, or several, with where and what it is."""

    start_ms: int
    end_ms: int
    text: str
    chapter: str
    """Its title; empty where the episode has no chapters."""
    role: str
    """What is said; empty where the transcript does not tell it."""
    voice: str
    """The name of the voice in the profile; empty where there is one only."""


@dataclass(frozen=True, slots=True)
class Transcript:
    """What is said in an episode, and when."""

    path: Path
    """The recording."""
    cues: tuple[TimedText, ...]
    """In time order."""
    chapters: tuple[TimedTitle, ...]
    duration_ms: int

    def passage(self, first: int, last: int) -> Passage:
        """Return the cues from one index to another, both included."""
        cues = self.cues[first : last + 1]
        begun = bisect_right([chapter.start_ms for chapter in self.chapters], cues[0].start_ms)
        voice = _VOICE.match(cues[0].payload)
        return Passage(
            start_ms=cues[0].start_ms,
            end_ms=cues[-1].end_ms,
            text=" ".join(map(_text, cues)),
            chapter=self.chapters[begun - 1].title if begun else "",
            role=cues[0].role,
            voice=html.unescape(voice[1]) if voice else "",
        )


def open_transcript(path: Path) -> Transcript:
    """Return the transcript of an episode, from the files beside its MP3 and the MP3's tag.

    Args:
        path: The episode's MP3 or its folder.

    Raises:
        SourceError: where there is no episode, or no transcript with times beside it.
    """
    recording = find_recording(path)
    told, listed = (read_side_file(recording, name) for name in ("vtt", "chapters"))
    if told.problem or not told.cues:
        raise SourceError(
            told.problem.rstrip(".") or "The transcript is empty",
            where=str(path),
            hint="narrator writes the transcript with every episode: convert the article again.",
        )
    with recording.open("rb") as file:
        tag = id3.read(file)
    chapters = listed.chapters or tuple(chapters_of(tag))
    lengths = [int(frame["text"]) for frame in tag.all("TLEN") if frame["text"].isdecimal()]
    ends = [told.cues[-1].end_ms, *(chapter.end_ms for chapter in chapters), *lengths]
    return Transcript(recording, told.cues, chapters, max(ends))


def find_words(transcript: Transcript, words: str) -> Iterator[Passage]:
    """Yield the passages in which words are said one after the other, in time order.

    Letter case, accents and punctuation do not count, nor where a sentence ends. The first word
    has to begin where a word of the transcript begins, the last may end within one: "light"
    finds "lighthouse".
    """
    wanted = _folded(words)
    if not wanted:
        return
    whole, starts = _laid_out(_folded(_text(cue)) for cue in transcript.cues)
    place, before = whole.find(wanted), (-1, -1)
    while place >= 0:
        if place == 0 or whole[place - 1] == " " or is_without_spaces(whole[place]):
            first = bisect_right(starts, place) - 1
            last = bisect_right(starts, place + len(wanted) - 1) - 1
            if (first, last) != before:  # A sentence that says them twice is told once.
                yield transcript.passage(first, last)
            before = first, last
        place = whole.find(wanted, place + 1)


def passage_at(transcript: Transcript, time_ms: int) -> Passage:
    """Return what is said at a time; in a pause, what was said before it.

    Raises:
        ValueError: for a time beyond the end of the episode.
    """
    if not 0 <= time_ms <= transcript.duration_ms:
        raise ValueError(f"{time_ms} ms of {transcript.duration_ms}")
    begun = bisect_right([cue.start_ms for cue in transcript.cues], time_ms)
    number = max(begun - 1, 0)
    return transcript.passage(number, number)


def _text(cue: TimedText) -> str:
    return " ".join(html.unescape(_MARKUP.sub("", cue.payload)).split())


def _folded(text: str) -> str:
    """Return the words of a text as they are compared."""
    plain = "".join(
        sign
        for sign in unicodedata.normalize("NFKD", text)
        if unicodedata.combining(sign) <= _LETTER_CLASSES
    )
    return _laid_out(_WORD.findall(plain.casefold()))[0]


def _laid_out(texts: Iterable[str]) -> tuple[str, list[int]]:
    """Return the texts as one, and where each begins; a space parts those of scripts that do."""
    parts: list[str] = []
    starts: list[int] = []
    length, last = 0, ""
    for text in texts:
        together = last and text and is_without_spaces(last) and is_without_spaces(text[0])
        gap = "" if not last or not text or together else " "
        starts.append(length + len(gap))
        parts += (gap, text)
        length += len(gap) + len(text)
        last = text[-1:] or last
    return "".join(parts), starts
