"""How long a script will be, before it is spoken."""

from __future__ import annotations

import re

from narrator.profile import VoiceProfile
from narrator.script import Script, Utterance

CHARS_PER_WORD = 6.2
"""Characters, spaces included, that espeak-ng speaks in the time of one nominal word.

Measured at 175 and 280 words a minute on news in English (6.2 to 6.3), German (5.8 to 6.0),
Spanish (5.6 to 6.0), Italian, Russian (5.5 to 6.5) and French (7.3 to 7.4)."""
DENSE_SCRIPTS = (
    (0x1100, 0x11FF, 2.3),  # Hangul Jamo
    (0xAC00, 0xD7AF, 2.3),  # Hangul syllables
    (0x3040, 0x30FF, 1.4),  # Kana
    (0x3400, 0x9FFF, 1.4),  # Chinese characters
    (0x20000, 0x3FFFF, 1.4),  # Their extensions
)
"""First and last code point of scripts that write syllables, and the same measure for them:
Korean 2.3 to 2.4, Chinese 1.3 to 1.5."""


_DENSE = tuple(
    (re.compile(f"[{chr(first)}-{chr(last)}]"), measure) for first, last, measure in DENSE_SCRIPTS
)
SHORT_MINUTES = 20
"""Up to here a length is said to the minute, up to an hour to five minutes, then to ten: the
estimate is good to a tenth, and nobody wants to hear of 47 minutes that are 50."""


def nominal_words(text: str) -> float:
    """Return how many words of average length the text is worth, whatever its script."""
    if text.isascii():  # Most texts of the web, and ten times as fast.
        return len(text) / CHARS_PER_WORD
    words, dense = 0.0, 0
    for signs, measure in _DENSE:
        count = len(signs.findall(text))
        words += count / measure
        dense += count
    return words + (len(text) - dense) / CHARS_PER_WORD


def rounded_length(length_ms: int) -> tuple[int, int]:
    """Return hours and minutes as people say them; both are 0 under half a minute."""
    minutes = (length_ms + 30_000) // 60_000
    step = 1 if minutes < SHORT_MINUTES else 5 if minutes < 58 else 10
    minutes = round(length_ms / 60_000 / step) * step if step > 1 else minutes
    return divmod(minutes, 60)


def speech_ms(utterance: Utterance, profile: VoiceProfile) -> int:
    """Return about how long the utterance takes to say, without its pause."""
    words = nominal_words(utterance.spoken)
    return round(words * 60_000 / profile.prosody(utterance.role).rate_wpm)


def section_ms(script: Script, profile: VoiceProfile) -> tuple[int, ...]:
    """Return about how long each section takes, its pauses included."""
    return tuple(
        sum(speech_ms(spoken, profile) + spoken.pause_after_ms for spoken in section.utterances)
        for section in script.sections
    )
