"""Answers as sound: spoken by espeak, whoever reads the article.

It speaks in an instant, needs no network and is paid by nobody; and a voice of its own tells what
the player says from what the article says.
"""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING

from narrator.errors import NarratorError
from narrator.player.answers import OURS, Answer
from narrator.script import Role, Script, Section, Utterance

if TYPE_CHECKING:
    from narrator.player.pieces import Piece
    from narrator.profile import VoiceProfile
    from narrator.speaking.speakers import Speakers

ENGINE = "espeak"
PART_PAUSE_MS = 120
"""Between the stretches of an answer; where a sentence ends a pause is heard, no more."""
END_PAUSE_MS = 600
"""Behind an answer, before the article goes on."""


class Answerer:
    """Speaks answers; its engine is opened for the first one, and closed by `close`.

    Args:
        profile: Of the listener: how fast, and in which of espeak's voices.
    """

    def __init__(self, profile: VoiceProfile) -> None:
        self._profile = profile.with_engine(ENGINE)
        self._stack = ExitStack()
        self._speakers: Speakers | None = None

    def pieces(self, answer: Answer, rate_hz: int) -> list[Piece]:
        """Return an answer as it is heard; nothing where it cannot be spoken."""
        from narrator.article import Metadata
        from narrator.player.pieces import Levels, piece_of
        from narrator.speaking.speakers import Speakers

        if not answer.parts:
            return []
        utterances = [self._utterance(text, language) for text, language in answer.parts]
        last = utterances[-1]
        utterances[-1] = self._utterance(last.spoken, last.language, END_PAUSE_MS)
        section = Section("", 1, tuple(utterances))
        script = Script(Metadata(language=OURS), self._profile.name, 1, (section,))
        try:
            if self._speakers is None:
                self._speakers = self._stack.enter_context(Speakers(self._profile))
            self._speakers.cast(script)
            levels = Levels(self._profile)
            return [piece_of(clip, rate_hz, levels) for clip in self._speakers.clips(utterances)]
        except NarratorError:  # It is printed all the same.
            return []

    def _utterance(self, text: str, language: str, pause_ms: int = PART_PAUSE_MS) -> Utterance:
        role = Role.ANNOUNCEMENT
        voice = self._profile.roles[role].voice
        return Utterance(text, text, role, voice, language, pause_ms, "")

    def close(self) -> None:
        """Close the engine."""
        self._stack.close()
