"""What is written once around every engine: cutting, trying again, and hearing that it spoke.

An engine is called through here. Texts above its limit are cut and their sound is joined;
what can be mended by waiting is waited for, a while and not for ever; and what comes
is heard (`hearing`), since a listener cannot know what they did not hear.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from narrator.errors import EngineError
from narrator.speaking.cutting import cut
from narrator.speaking.engine import Engine, Speech
from narrator.speaking.hearing import heard
from narrator.speaking.services import Service
from narrator.speech import PCM, Mark, Prosody, Voice, Wording
from narrator.telling import Tell, tell_nobody
from narrator.timing import ms_to_words


@dataclass(frozen=True, slots=True)
class RetryPolicy:
    """How often a request is tried and how long is waited in between.

    The numbers are our choice: a server that is busy for a moment is given a quarter of a
    minute, one that names a time is given up to two minutes, and a person is not kept longer.
    """

    attempts: int = 5
    """How often a request is made, the first time included."""
    first_wait_s: float = 1.0
    """Before the second attempt; each further wait is twice as long."""
    ceiling_s: float = 60.0
    """The longest single wait, also where the server asks for a longer one."""
    total_s: float = 120.0
    """The longest that a request is tried, waits and attempts together; none begins later."""
    jitter: float = 0.5
    """The share of a wait, 0 to 1, that is left to chance, so that many clients do not come
    back all at once. A time that the server names is not shortened."""
    sleep: Callable[[float], None] = time.sleep
    """What waits, given seconds; tests give one that does not."""
    clock: Callable[[], float] = time.monotonic
    """What tells the time in seconds, from any start."""


DEFAULT_POLICY = RetryPolicy()


@dataclass(frozen=True, slots=True)
class Patience:
    """How one service is asked: by which policy, and who is told of waits."""

    policy: RetryPolicy = DEFAULT_POLICY
    tell: Tell = tell_nobody
    service: Service = field(default_factory=Service)

    def say(self, engine: Engine, wording: Wording, voice: Voice, prosody: Prosody) -> Speech:
        """Return the whole text as speech, however long, trying again where that can help.

        Args:
            engine: The one to speak.
            wording: Of any length; cut where the engine takes less.
            voice: One that the engine's `find_voice` returned.
            prosody: How to speak.

        Raises:
            EngineError: where no speech comes of it, with the words that were not spoken and
                how often it was tried; `retry` says whether another run can help.
        """
        text = wording.text
        if engine.max_chars is None or len(text) <= engine.max_chars:
            return self._piece(engine, wording, voice, prosody)
        pieces = []
        for start, piece in _placed(text, cut(text, engine.max_chars)):
            part = wording.piece(start, start + len(piece))
            pieces.append((start, self._piece(engine, part, voice, prosody)))
        return _joined(pieces, text)

    def _piece(self, engine: Engine, wording: Wording, voice: Voice, prosody: Prosody) -> Speech:
        policy = self.policy
        started_s = policy.clock()
        attempt = 1
        while True:
            self.service.begin(policy.sleep)
            try:
                speech = _say(engine, wording, voice, prosody)
                speech = heard(engine, wording.text, prosody, speech)
            except EngineError as error:
                wait_s = _wait_s(policy, attempt, error)
                tried_s = policy.clock() - started_s
                if _is_final(policy, attempt, tried_s + wait_s, error):
                    self.service.gave_up()
                    raise _last(error, attempt, wait_s) from error
                attempt += 1
                self._wait(wait_s, attempt, error)
            else:
                self.service.succeeded()
                return speech

    def _wait(self, wait_s: float, attempt: int, error: EngineError) -> None:
        if self.service.is_news(error.message, attempt):
            told = ms_to_words(max(round(wait_s * 1000), 1000))
            tries = f"try {attempt} of {self.policy.attempts}"
            self.tell(f"{error.message}. Waiting {told}, then {tries}.")
        if error.retry_after_s is not None:
            self.service.hold(wait_s)  # It waits with all others, before it begins.
        else:
            self.policy.sleep(wait_s)


def _placed(text: str, pieces: tuple[str, ...]) -> Iterator[tuple[int, str]]:
    """Yield each piece behind the index at which it stands in the text."""
    place = 0
    for piece in pieces:
        place = text.index(piece, place)
        yield place, piece
        place += len(piece)


def _joined(pieces: list[tuple[int, Speech]], text: str) -> Speech:
    """Return the sound of the pieces one behind the other, with their marks moved along."""
    heard = [(start, speech) for start, speech in pieces if speech.pcm.samples]
    if not heard:
        return pieces[0][1] if pieces else Speech(PCM(b"", 22050))
    rates = {speech.pcm.rate_hz for _, speech in heard}
    if len(rates) > 1:
        named = ", ".join(f"{rate} Hz" for rate in sorted(rates))
        raise EngineError(f"The engine spoke at several sampling rates ({named})", where=text)
    offset = 0
    marks: list[Mark] = []
    for start, speech in heard:
        marks += (
            Mark(mark.offset_samples + offset, mark.start + start, mark.end + start)
            for mark in speech.marks
        )
        offset += speech.pcm.samples
    data = b"".join(speech.pcm.data for _, speech in heard)
    return Speech(PCM(data, rates.pop()), tuple(marks))


def _say(engine: Engine, wording: Wording, voice: Voice, prosody: Prosody) -> Speech:
    if wording.stretches:
        return engine.pronounce(wording, voice, prosody)
    return engine.say(wording.text, voice, prosody)


def _wait_s(policy: RetryPolicy, attempt: int, error: EngineError) -> float:
    """Return how long to wait after an attempt: what the server asks for, else twice the last."""
    if error.retry_after_s is not None:
        return max(error.retry_after_s, policy.first_wait_s)
    longest = min(policy.first_wait_s * 2.0 ** (attempt - 1), policy.ceiling_s)
    return longest * (1 - policy.jitter * random.random())  # noqa: S311 - it guards no secret


def _is_final(policy: RetryPolicy, attempt: int, total_s: float, error: EngineError) -> bool:
    asked_s = error.retry_after_s or 0.0
    return (
        not error.retry
        or attempt >= policy.attempts
        or asked_s > policy.ceiling_s
        or total_s > policy.total_s
    )


def _last(error: EngineError, attempts: int, wait_s: float) -> EngineError:
    """Return the error that is passed on: how often it was tried and when to try again."""
    tried = f" (tried {attempts} times)" if attempts > 1 else ""
    hint = error.hint
    if error.retry_after_s is not None:
        when = (
            f"The server asks to be left alone: try again in {ms_to_words(round(wait_s * 1000))}."
        )
        hint = f"{when} {hint}".strip()
    return EngineError(
        f"{error.message}{tried}",
        where=error.where,
        hint=hint,
        retry=error.retry,
        retry_after_s=error.retry_after_s,
    )
