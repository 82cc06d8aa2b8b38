"""The engine `tone`: a burst of sound for each word, always there and always the same.

It is a fake, and a public one: with it a plan can be heard, a program that uses narrator can
be tested without a speech library, and a test can say to the sample what comes where. The
length of a burst follows the letters of its word, its pitch the voice and the prosody, so
headlines, quotations and captions are told apart by ear.

The same text, voice and prosody give the same bytes. (Between processors a sample may differ
by one step, where their cosines differ in the last bit; lengths and marks never do.)
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import ClassVar

from narrator.errors import EngineError, nearest
from narrator.speaking.engine import Availability, Capability, Engine, Speech
from narrator.speech import PCM, SAMPLE_BYTES, Mark, Prosody, Voice
from narrator.words import IDEOGRAPHS, word_spans

RATE_HZ = 22050
"""The sampling rate of espeak-ng's voices, so that a mix has the same work to do."""

VOICES_HZ: Mapping[str, float] = {"high": 220.0, "low": 110.0, "middle": 165.0}
"""Each voice's fundamental: about a man's, one between, and a woman's."""

DEFAULT_VOICE = "middle"

VERSION = "1"
"""Of how a text becomes bursts."""

ANY_LANGUAGE = "und"
"""BCP 47 for a language that is not determined (RFC 5646, section 4.1)."""

LETTERS_A_WORD = 6
"""Five letters and a space, about the mean of English newspaper text."""

IDEOGRAPH_LETTERS = 3
"""A Chinese word has two characters more often than not, so one stands for three letters."""

LONGEST_GAP_LETTERS = 3
"""However many dashes stand between two words, the gap is no longer than this."""

HARMONICS = (0.6, 0.3, 0.1)
"""Shares of the first three partials: a small loudspeaker plays the upper two."""

PEAK = 10900
"""Of 32767. Measured with ffmpeg's ebur128 over three minutes of English at 175 words a
minute: -21 LUFS, the level of espeak-ng's default voice."""

ATTACK_SAMPLES = 66
"""3 ms: short enough to mark the instant, long enough not to click."""

_IDEOGRAPH = re.compile(f"[{IDEOGRAPHS}]")


class ToneEngine(Engine):
    """Bursts of sound in place of words; speaks every language alike."""

    name: ClassVar[str] = "tone"
    capabilities: ClassVar[frozenset[Capability]] = frozenset(Capability)
    cacheable: ClassVar[bool] = False  # A word's burst is made in less time than a file is read.

    @classmethod
    def availability(cls) -> Availability:
        """Say that it can be used: it needs nothing that narrator does not."""
        return Availability(ready=True, detail="built in")

    def voices(self) -> tuple[Voice, ...]:
        """Return the three voices, by name; their language is `und`, which stands for any."""
        return tuple(self._voice(name, ANY_LANGUAGE) for name in sorted(VOICES_HZ))

    def find_voice(self, name: str, language: str) -> Voice:
        """Return the voice of that name in the language asked for, whichever it is.

        Raises:
            EngineError: for an unknown name. Trying again cannot help.
        """
        wanted = name or DEFAULT_VOICE
        if wanted not in VOICES_HZ:
            raise EngineError(
                "The engine tone has no such voice", where=name, hint=nearest(name, VOICES_HZ)
            )
        return self._voice(wanted, language or ANY_LANGUAGE)

    def version_of(self, voice: Voice) -> str:  # noqa: ARG002 - one for all voices
        """Return the version of the bursts; it changes where they do."""
        return VERSION

    def say(self, text: str, voice: Voice, prosody: Prosody) -> Speech:
        """Return a burst for each word and a gap between them, with a mark at each burst.

        It begins with the first sample of the first word and ends with the last of the last.
        A text without a letter, number or symbol gives no samples.
        """
        frequency_hz = VOICES_HZ[voice.name] * (1 + prosody.pitch_percent / 100)
        letter_samples = RATE_HZ * 60 / (LETTERS_A_WORD * prosody.rate_wpm)
        parts: list[bytes] = []
        marks: list[Mark] = []
        written = end_before = 0
        for start, end in word_spans(text):
            if marks:
                gap = min(max(start - end_before, 1), LONGEST_GAP_LETTERS)
                parts.append(bytes(round(gap * letter_samples) * SAMPLE_BYTES))
                written += len(parts[-1])
            marks.append(Mark(written // SAMPLE_BYTES, start, end))
            samples = round(_letters(text[start:end]) * letter_samples)
            parts.append(_burst(samples, frequency_hz))
            written += len(parts[-1])
            end_before = end
        return Speech(PCM(b"".join(parts), RATE_HZ), tuple(marks))

    def _voice(self, name: str, language: str) -> Voice:
        return Voice(self.name, name, language, f"bursts of sound at {VOICES_HZ[name]:g} Hz")


def _letters(word: str) -> int:
    return IDEOGRAPH_LETTERS if _IDEOGRAPH.match(word) else len(word)


@lru_cache(maxsize=1024)
def _burst(samples: int, frequency_hz: float) -> bytes:
    """Return one word's sound: at its loudest after 3 ms, then falling away to nothing.

    Words of one length sound alike, so a long text is made of few bursts, each computed once.
    """
    import numpy as np

    instants = np.arange(samples) * (2 * np.pi * frequency_hz / RATE_HZ)
    wave = sum(share * np.cos(number * instants) for number, share in enumerate(HARMONICS, 1))
    attack = np.minimum(1.0, np.arange(1, samples + 1) / ATTACK_SAMPLES)
    decay = np.sqrt(1.0 - np.arange(samples) / samples)
    return bytes((PEAK * attack * decay * wave).round().astype("<i2").tobytes())
