"""Speech: voices and how they speak, uncompressed audio, and the audio of one utterance."""

from __future__ import annotations

from dataclasses import dataclass, replace

from narrator.script import Utterance
from narrator.timing import samples_to_ms

SAMPLE_BYTES = 2
"""Bytes of one sample: 16 bits, signed, little-endian, the form every engine and codec takes."""


LEAST_WORD_CHARS = 3
"""Letters and digits from which on a text must be heard. Some voices have no sound for a
single sign ("ʻ", "①", a letter of a rare script); espeak-ng's English voice for instance."""


def must_be_heard(text: str) -> bool:
    """Say whether silence in place of that text is a fault and not just an odd sign."""
    return sum(character.isalnum() for character in text) >= LEAST_WORD_CHARS


@dataclass(frozen=True, slots=True)
class Stretch:
    """Some words of a text and the sounds that an engine is to make of them."""

    start: int
    """Index of the first character in the text."""
    end: int
    """Index behind the last."""
    alphabet: str
    """What the phonemes are written in; one that the engine takes."""
    phonemes: str


@dataclass(frozen=True, slots=True)
class Wording:
    """What an engine is given to say: a text, and for some of its words their sounds."""

    text: str
    """The spoken form."""
    stretches: tuple[Stretch, ...] = ()
    """In the order of the text, without overlaps."""

    def piece(self, start: int, end: int) -> Wording:
        """Return the part between two indices; a stretch that is cut in two is left out."""
        return Wording(
            self.text[start:end],
            tuple(
                replace(stretch, start=stretch.start - start, end=stretch.end - start)
                for stretch in self.stretches
                if start <= stretch.start and stretch.end <= end
            ),
        )


@dataclass(frozen=True, slots=True)
class PCM:
    """Uncompressed audio of one channel."""

    data: bytes
    """Samples of 16 bits, signed, little-endian."""
    rate_hz: int
    """Samples a second."""

    @property
    def samples(self) -> int:
        """The number of samples."""
        return len(self.data) // SAMPLE_BYTES

    @property
    def duration_ms(self) -> int:
        """The length in milliseconds, rounded."""
        return samples_to_ms(self.samples, self.rate_hz)

    def __str__(self) -> str:
        """Return the length and the rate."""
        return f"{self.duration_ms} ms at {self.rate_hz} Hz"


@dataclass(frozen=True, slots=True)
class Mark:
    """A place in a clip tied to a word."""

    offset_samples: int
    """From the start of the clip."""
    start: int
    """Index of the word's first character in the spoken form."""
    end: int
    """Index behind its last character."""


@dataclass(frozen=True, slots=True)
class Voice:
    """A voice that an engine has."""

    engine: str
    """The engine's name."""
    name: str
    """The engine's own name for the voice."""
    language: str
    """BCP 47."""
    description: str = ""

    def __str__(self) -> str:
        """Return engine, name and language."""
        return f"{self.engine} {self.name} ({self.language})"


@dataclass(frozen=True, slots=True)
class Prosody:
    """How a voice is to speak, in the terms of SSML 1.1, section 3.2.4."""

    rate_wpm: int = 175
    """Words a minute; 175 is espeak-ng's own default, a newsreader's pace."""
    pitch_percent: int = 0
    """Change of the voice's own pitch, -50 to 50."""
    volume_db: float = 0.0
    """Change of loudness against the episode's, applied when the clips are mixed."""

    def __str__(self) -> str:
        """Return the three numbers with their units."""
        return f"{self.rate_wpm} words a minute, {self.pitch_percent:+} %, {self.volume_db:+g} dB"


@dataclass(frozen=True, slots=True)
class Clip:
    """The audio of one utterance."""

    utterance: Utterance
    voice: Voice
    """The voice that spoke it."""
    pcm: PCM
    marks: tuple[Mark, ...] = ()
    """In time order; empty where the engine gives none."""

    def __str__(self) -> str:
        """Return the voice, the length and the words."""
        return f"{self.voice}, {self.pcm}: {self.utterance.written}"
