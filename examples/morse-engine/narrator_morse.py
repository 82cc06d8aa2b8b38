"""An engine that sends Morse code (ITU-R M.1677-1), as an example of how one is written."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from string import ascii_uppercase, digits
from typing import ClassVar

from narrator.errors import EngineError, nearest
from narrator.speaking.engine import Availability, Capability, Engine, Speech
from narrator.speech import PCM, Mark, Prosody, Voice
from narrator.words import can_be_heard, word_spans

RATE_HZ = 16_000
PARIS_UNITS = 50
"""The length of the word by which rates are counted, in dots (ITU-R M.1677-1, annex 1)."""
SLOWDOWN = 9
"""175 words a minute of speech become about 20 of Morse, the rate of the old examinations."""

CODE = (
    ".- -... -.-. -.. . ..-. --. .... .. .--- -.- .-.. -- -. --- .--. --.- .-. ... - ..- ...- "
    ".-- -..- -.-- --.. ----- .---- ..--- ...-- ....- ..... -.... --... ---.. ----."
)
LETTERS: Mapping[str, str] = dict(zip(ascii_uppercase + digits, CODE.split(" "), strict=True))


class MorseEngine(Engine):
    """Dots and dashes for letters and digits; other characters are sent as a question mark.

    Args:
        tone_hz: The pitch of the tone.
    """

    name: ClassVar[str] = "morse"
    capabilities: ClassVar[frozenset[Capability]] = frozenset({Capability.RATE, Capability.MARKS})
    settings: ClassVar[Mapping[str, str]] = {"tone_hz": "the pitch of the tone, 200 to 2000"}

    def __init__(self, tone_hz: str = "700") -> None:
        if not tone_hz.isdigit() or not 200 <= int(tone_hz) <= 2000:
            raise EngineError("The tone has no such pitch", where=tone_hz, hint="200 to 2000.")
        self._tone_hz = int(tone_hz)

    @classmethod
    def availability(cls) -> Availability:
        """Say that it can be used: it needs nothing more."""
        return Availability(ready=True, detail="Morse code")

    def voices(self) -> tuple[Voice, ...]:
        """Return the one there is; it speaks every language alike."""
        return (Voice(self.name, "key", "und"),)

    def find_voice(self, name: str, language: str) -> Voice:
        """Return the one there is, in the language asked for."""
        if name not in ("", "key"):
            raise EngineError("morse has no such voice", where=name, hint=nearest(name, ["key"]))
        return Voice(self.name, "key", language)

    def version_of(self, voice: Voice) -> str:  # noqa: ARG002 - one voice
        """Return what decides the sound, so that narrator can keep it and knows when it is old."""
        return f"1.0 {self._tone_hz} Hz"

    def say(self, text: str, voice: Voice, prosody: Prosody) -> Speech:  # noqa: ARG002 - one voice
        """Return the text in Morse code, with a mark for each word."""
        if not can_be_heard(text):
            return Speech(PCM(b"", RATE_HZ))
        dot = round(RATE_HZ * 60 * SLOWDOWN / (PARIS_UNITS * prosody.rate_wpm))
        on_off: list[tuple[bool, int]] = []
        marks = []
        for start, end in word_spans(text):
            offset = sum(length for _, length in on_off) * dot
            marks.append(Mark(offset, start, end))
            on_off += [*_word(text[start:end]), (False, 7 - 3)]
        return Speech(PCM(self._sound(on_off[:-1], dot), RATE_HZ), tuple(marks))

    def _sound(self, on_off: list[tuple[bool, int]], dot: int) -> bytes:
        import numpy as np

        key = np.repeat([on for on, _ in on_off], [length * dot for _, length in on_off])
        edge = np.hanning(RATE_HZ // 100)  # 10 ms, so that the key does not click.
        envelope = np.convolve(key, edge / edge.sum(), mode="same")
        wave = np.sin(np.arange(len(key)) * (2 * np.pi * self._tone_hz / RATE_HZ))
        return bytes((8000 * envelope * wave).round().astype("<i2").tobytes())


def _word(word: str) -> list[tuple[bool, int]]:
    """Return when the key is down and for how many dots; the last pause is a letter's."""
    steps: list[tuple[bool, int]] = []
    for letter in unicodedata.normalize("NFD", word).upper():
        if unicodedata.category(letter) == "Mn":
            continue
        for sign in LETTERS.get(letter, "..--.."):
            steps += [(True, 3 if sign == "-" else 1), (False, 1)]
        steps.append((False, 2))
    return steps
