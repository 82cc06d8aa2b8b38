"""How long a script will be, before it is spoken."""

from __future__ import annotations

from narrator.profile import VoiceProfile
from narrator.script import Script, Utterance

CHARS_PER_WORD = 7.3
"""Characters, spaces included, that espeak-ng speaks in the time of one nominal word.

Measured with its English, German, French and Spanish voices at 175 words a minute on the
examples of this project; see `tests/unit/planning/test_estimating.py`, which holds the
estimate to within 20 % of the speech."""
CJK_CHARS_PER_WORD = 1.6
"""The same for Chinese characters, kana and hangul, which stand for a syllable each."""
_CJK_START = 0x2E80
"""The first code point of the East Asian blocks of Unicode (CJK Radicals Supplement)."""


def speech_ms(utterance: Utterance, profile: VoiceProfile) -> int:
    """Return about how long the utterance takes to say, without its pause."""
    cjk = sum(1 for character in utterance.spoken if ord(character) >= _CJK_START)
    words = (len(utterance.spoken) - cjk) / CHARS_PER_WORD + cjk / CJK_CHARS_PER_WORD
    return round(words * 60_000 / profile.prosody(utterance.role).rate_wpm)


def section_ms(script: Script, profile: VoiceProfile) -> tuple[int, ...]:
    """Return about how long each section takes, its pauses included."""
    return tuple(
        sum(speech_ms(spoken, profile) + spoken.pause_after_ms for spoken in section.utterances)
        for section in script.sections
    )
