"""How far the listener is, and how long the rest takes."""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING

from narrator.planning.estimating import speech_ms

if TYPE_CHECKING:
    from narrator.profile import VoiceProfile
    from narrator.script import Script

LEARNT_MS = 10_000
"""Speech from which on it is believed how fast the voice really is."""


class Clock:
    """The times of a script: estimated, and corrected by how long its voice really takes.

    Args:
        script: What is heard.
        profile: Says how fast its voices are to speak.
    """

    def __init__(self, script: Script, profile: VoiceProfile) -> None:
        utterances = list(script.utterances())
        self._speech_ms = [speech_ms(utterance, profile) for utterance in utterances]
        pauses_ms = [utterance.pause_after_ms for utterance in utterances]
        self._pauses_before_ms = [0, *accumulate(pauses_ms)]
        self._speech_before_ms = [0, *accumulate(self._speech_ms)]
        self._learnt: dict[int, int] = {}

    def learn(self, place: int, taken_ms: int) -> None:
        """Take how long an utterance really is, without its pause, at the voice's own speed."""
        self._learnt[place] = taken_ms

    def share(self, place: int) -> float:
        """Return what share of the whole lies before an utterance, 0 to 1."""
        whole_ms = self._before_ms(len(self._speech_ms))
        return self._before_ms(place) / whole_ms if whole_ms else 1.0

    def left_ms(self, place: int, speed_percent: int) -> int:
        """Return how long the rest takes, from the start of an utterance, at a speed."""
        rest_ms = self._before_ms(len(self._speech_ms)) - self._before_ms(place)
        return round(rest_ms * 100 / speed_percent)

    def _before_ms(self, place: int) -> float:
        estimated_ms = sum(self._speech_ms[known] for known in self._learnt)
        pace = 1.0
        if estimated_ms >= LEARNT_MS:
            pace = sum(self._learnt.values()) / estimated_ms
        return self._speech_before_ms[place] * pace + self._pauses_before_ms[place]
