"""The pump: what the sound card asks for, and what the listener wants of it.

The card asks in a thread of its own, twenty times a second, and may never wait. So the pump takes
what is on the shelf and, where there is nothing yet, gives silence. Wherever sound is cut (a
jump, a pause, another speed, an answer) it is faded out and in, so that nothing clicks.
"""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from narrator.player.events import Event, Happening, Report
from narrator.player.pieces import Piece
from narrator.player.stretching import Playing
from narrator.timing import ms_to_samples

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from narrator.player.shelf import Shelf

FADE_MS = 8
"""Takes the click off a cut anywhere in a word: about one period of a low man's voice."""
WAITS_S = 1.5
"""Silence from which on the listener is told that the voice is waited for; shorter ones are
pauses to the ear."""


@dataclass(slots=True)
class _Answer:
    """An answer that is being given, before the article goes on."""

    pieces: deque[Piece]


class Pump:
    """Gives the sound of one article after the other, and of answers between.

    Args:
        rate_hz: Of what the card is given.
        report: Takes what happened, in the card's thread: it may not wait.
    """

    def __init__(self, rate_hz: int, report: Report) -> None:
        self.rate_hz = rate_hz
        self.asked_samples = 0
        """How many the card has asked for: it stands still where the card does."""
        self._report = report
        self._lock = threading.Lock()
        self.turn = 0
        """Counts the jumps that were wished for; what is told of an earlier one is out of date."""
        self._turn = 0
        """The jump that was made last."""
        self._wishes: deque[Callable[[], None]] = deque()
        self._shelf: Shelf | None = None
        self._place = 0
        self._speed_percent = 100
        self._is_paused = False
        self._playing: Playing | None = None
        self._pause_samples = 0
        """Of the silence behind the utterance that was heard last, at the speed of now."""
        self._next_pause_ms = 0
        self._answer: _Answer | None = None
        self._since_s: float | None = None
        """Since when there is silence because nothing is spoken yet."""
        self._ended = False
        self._fades_in = False

    # What the player wants: in its thread, done when the card asks next.

    def open(self, shelf: Shelf, place: int) -> None:
        """Go to a place of another article; a pause ends."""
        turn = self._next_turn()
        self._wish(lambda: self._open(shelf, place, turn))

    def go(self, place: int) -> None:
        """Have the utterance of a place heard from its start, at once; a pause ends."""
        turn = self._next_turn()
        self._wish(lambda: self._go(place, turn))

    def pause(self, is_paused: bool) -> None:
        """Stop in the middle of a word, or go on from there."""
        self._wish(lambda: self._pause(is_paused))

    def set_speed(self, speed_percent: int) -> None:
        """Go on faster or slower from the sample that is heard."""
        self._wish(lambda: self._change_speed(speed_percent))

    def answer(self, pieces: Sequence[Piece]) -> None:
        """Have something else heard; then the utterance that it broke off, from its start."""
        self._wish(lambda: self._begin_answer(pieces))

    def _next_turn(self) -> int:
        self.turn += 1
        return self.turn

    def _wish(self, wish: Callable[[], None]) -> None:
        with self._lock:
            self._wishes.append(wish)

    # What the card asks for: in its thread.

    def frames(self, count: int) -> NDArray[np.int16]:
        """Return the next samples, silence where there is nothing to be heard."""
        import numpy as np

        out = np.zeros(count, np.int16)
        try:
            with self._lock:
                self.asked_samples += count
                self._fill(out)
        except Exception as error:  # noqa: BLE001 - it is raised where the player waits
            self._report(Happening(Event.FAILED, self._place, self._turn, error))
        return out

    def _fill(self, out: NDArray[np.int16]) -> None:
        filled = 0
        if self._wishes:
            last = self._take(min(out.size, ms_to_samples(FADE_MS, self.rate_hz)))
            out[: last.size] = _ramped(last, rising=False)
            filled = last.size
            while self._wishes:
                self._wishes.popleft()()
            self._fades_in = True
        while filled < out.size:
            following = self._take(out.size - filled)
            if not following.size:
                break
            if self._fades_in:
                head = following[: ms_to_samples(FADE_MS, self.rate_hz)]
                out[filled : filled + head.size] = _ramped(head, rising=True)
                filled, following = filled + head.size, following[head.size :]
                self._fades_in = False
            out[filled : filled + following.size] = following
            filled += following.size

    def _take(self, count: int) -> NDArray[np.int16]:
        """Return the next samples of whatever is heard, at most so many; none where nothing is."""
        import numpy as np

        if self._answer is not None:
            found = self._take_answer(count)
            if found.size:
                return found
        while not self._is_paused and not self._ended and self._shelf is not None:
            if self._pause_samples:
                silent = min(count, self._pause_samples)
                self._pause_samples -= silent
                return np.zeros(silent, np.int16)
            if self._playing is None and not self._begin():
                break
            found = self._playing.read(count) if self._playing else np.zeros(0, np.int16)
            if found.size:
                return found
            self._end_utterance()
        return np.zeros(0, np.int16)

    def _take_answer(self, count: int) -> NDArray[np.int16]:
        import numpy as np

        while self._answer is not None:
            if self._pause_samples:
                silent = min(count, self._pause_samples)
                self._pause_samples -= silent
                return np.zeros(silent, np.int16)
            if self._playing is not None:
                found = self._playing.read(count)
                if found.size:
                    return found
                self._playing = None
                self._pause_samples = self._silence(self._next_pause_ms)
            elif self._answer.pieces:
                self._hear(self._answer.pieces.popleft())
            else:
                self._answer = None
                self._tell(Event.ANSWERED)
        return np.zeros(0, np.int16)

    def _begin(self) -> bool:
        """Begin the utterance of the place, where it is spoken."""
        shelf = self._shelf
        if shelf is None:
            return False
        piece = shelf.find(self._place)
        if piece is not None:
            self._since_s = None
            self._hear(piece)
            shelf.move(self._place)
            self._tell(Event.BEGAN)
            return True
        if shelf.is_end(self._place):
            self._ended = True
            self._tell(Event.ENDED)
        else:
            self._notice_the_wait()
        return False

    def _notice_the_wait(self) -> None:
        now_s = time.monotonic()
        if self._since_s is None:
            self._since_s = now_s
        elif now_s - self._since_s > WAITS_S:
            self._since_s = float("inf")  # It is told once.
            self._tell(Event.WAITS)

    def _hear(self, piece: Piece) -> None:
        self._playing = Playing(piece.samples, self.rate_hz, self._speed_percent)
        self._next_pause_ms = piece.pause_ms

    def _end_utterance(self) -> None:
        self._playing = None
        self._pause_samples = self._silence(self._next_pause_ms)
        self._place += 1
        if self._shelf is not None:
            self._shelf.move(self._place)

    def _silence(self, pause_ms: int) -> int:
        return ms_to_samples(pause_ms * 100 // self._speed_percent, self.rate_hz)

    def _tell(self, event: Event) -> None:
        self._report(Happening(event, self._place, self._turn))

    # Wishes, when they are done.

    def _open(self, shelf: Shelf, place: int, turn: int) -> None:
        self._shelf = shelf
        self._go(place, turn)

    def _go(self, place: int, turn: int) -> None:
        self._turn = turn
        self._place = place
        self._is_paused = False
        self._playing = None
        self._pause_samples = 0
        self._answer = None
        self._ended = False
        self._since_s = None
        if self._shelf is not None:
            self._shelf.move(place)

    def _pause(self, is_paused: bool) -> None:
        self._is_paused = is_paused
        if self._answer is not None:  # It is broken off: who pauses wants silence.
            self._answer = None
            self._playing = None
            self._pause_samples = 0

    def _change_speed(self, speed_percent: int) -> None:
        self._pause_samples = self._pause_samples * self._speed_percent // speed_percent
        if self._playing is not None:
            self._playing = self._playing.at_speed(speed_percent)
        self._speed_percent = speed_percent

    def _begin_answer(self, pieces: Sequence[Piece]) -> None:
        # A pause that is half over is not waited for again; an utterance is heard anew.
        self._playing = None
        self._pause_samples = 0
        self._answer = _Answer(deque(pieces))


def _ramped(samples: NDArray[np.int16], *, rising: bool) -> NDArray[np.int16]:
    """Return the samples faded in or out over their whole length."""
    import numpy as np

    ramp = np.linspace(0, 1, samples.size, endpoint=False, dtype=np.float32)
    faded: NDArray[np.int16] = (samples * (ramp if rising else ramp[::-1])).astype(np.int16)
    return faded
