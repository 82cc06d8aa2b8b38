"""The episode: one finished recording, its timeline, and what is not in it."""

from __future__ import annotations

from dataclasses import dataclass

from narrator.article import Article, Metadata, Omission
from narrator.ledger import Ledger
from narrator.script import Role
from narrator.speech import Voice
from narrator.timing import ms_to_clock, samples_to_ms


@dataclass(frozen=True, slots=True)
class Chapter:
    """A timed, titled part of an episode."""

    title: str
    level: int
    """The level of the section that begins it."""
    start_samples: int
    """Where the chapter's first sound begins; 0 for the first chapter."""
    end_samples: int
    """Where the next chapter starts, or the episode ends: chapters tile the episode."""
    is_story: bool = False
    """Whether an article of an edition begins with it; the chapters up to the next are within."""


@dataclass(frozen=True, slots=True)
class Word:
    """The time at which a word of a cue begins."""

    start_samples: int
    """From the start of the episode."""
    text: str


@dataclass(frozen=True, slots=True)
class Cue:
    """A timed span of text: one utterance as it is heard."""

    text: str
    """The written form."""
    role: Role
    voice: str
    """The name of the voice in the voice profile."""
    language: str
    """BCP 47."""
    start_samples: int
    end_samples: int
    """Behind the last sample of the speech; the pause that follows is not in the cue."""
    origin: str
    """JSON Pointer (RFC 6901) into the article."""
    words: tuple[Word, ...] = ()
    """In time order."""
    words_estimated: bool = False
    """Whether the times of the words are estimated, since the engine tells none."""
    speaker: Voice | None = None
    """The engine's voice that spoke it."""


@dataclass(frozen=True, slots=True)
class Recording:
    """Uncompressed audio of one channel in a file, which may be too long for memory."""

    path: str
    """A file of 16-bit signed little-endian samples, without a header."""
    rate_hz: int
    samples: int


@dataclass(frozen=True, slots=True)
class Episode:
    """One recording: its audio, chapters and cues on one timeline."""

    metadata: Metadata
    master: Recording
    """The mixed audio, complete and at its final loudness."""
    chapters: tuple[Chapter, ...]
    """In time order; they tile the episode from its first sample to its last."""
    cues: tuple[Cue, ...]
    """In time order, without overlap."""
    bit_rate_kbps: int
    """Of the encoded file, constant."""
    voices: tuple[str, ...] = ()
    """Who speaks: the engine's own names of the voices, for the tags."""
    cover: str = ""
    """Path of a picture, JPEG or PNG; empty where there is none."""
    source: str = ""
    """What identifies the source, so that two articles never share a folder."""
    omissions: tuple[Omission, ...] = ()
    """All that is not in the audio, of every stage."""
    ledger: Ledger = ()
    """What became of each stretch of the article's text."""
    article: Article | None = None
    """What is read, with its structure: where the cues' origins lead to; None where the episode
    is of more than one article, or of none."""
    in_place_of: str = ""
    """Who was to speak and could not, where the voices are others than the profile's."""
    disclosure: str = ""
    """That a synthetic voice reads, in the language of the article; empty where the script has
    no words for it."""
    track: str = ""
    """Its number among the files of an edition, and of how many: "2/7"; else empty."""
    true_peak_dbtp: float = 0.0
    """The highest true peak that the encoded file may have when it is decoded (BS.1770-4)."""
    made_from: str = ""
    """A digest of all that the recording was made from; empty where nobody keeps account of it."""
    cuts: tuple[int, ...] = ()
    """Where a reel begins, in samples, but for the first; around each the master is silent."""
    kept_in: str = ""
    """Folder in which encoded reels are kept for another run; empty where none are."""

    @property
    def duration_ms(self) -> int:
        """The length in milliseconds, rounded."""
        return samples_to_ms(self.master.samples, self.master.rate_hz)

    def to_ms(self, samples: int) -> int:
        """Return a place in the episode in milliseconds."""
        return samples_to_ms(samples, self.master.rate_hz)

    def transcript(self) -> str:
        """Return all that is heard, one paragraph for each part of the article."""
        lines: list[str] = []
        before = None
        for cue in self.cues:
            if before is not None and cue.origin == before:
                lines[-1] += f" {cue.text}"
            else:
                lines.append(cue.text)
            before = cue.origin
        return "\n\n".join(lines)

    def __str__(self) -> str:
        """Return the headline, the length and the chapters."""
        lines = [f"{self.metadata.headline}, {ms_to_clock(self.duration_ms)}"]
        for number, chapter in enumerate(self.chapters, 1):
            start = ms_to_clock(self.to_ms(chapter.start_samples))
            lines.append(f"  Chapter {number}: {start} {chapter.title}")
        return "\n".join(lines)
