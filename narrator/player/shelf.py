"""The shelf: pieces that are spoken and wait to be heard, or to be heard again."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from narrator.player.pieces import Piece

AHEAD_MS = 30_000
"""Speech that is made ahead of what is heard; our choice: enough for the longest wait of a slow
voice, and little lost where somebody moves on."""
LEAST_AHEAD = 3
"""Pieces that are made ahead however long they are."""
MOST_BYTES = 64 * 1024 * 1024
"""Memory for pieces: 25 minutes of espeak-ng's speech, most of it what was heard already, so that
the way back costs nothing."""


class Shelf:
    """Pieces by place, for one article; a thread fills it, and the sound card takes from it.

    Args:
        place: Where the listener begins.
    """

    def __init__(self, place: int = 0) -> None:
        self._pieces: dict[int, Piece] = {}
        self._bytes = 0
        self._place = place
        self._known = 0
        """Places below this can be spoken."""
        self._total: int | None = None
        """How many there are; None while it is not known."""
        self._closed = False
        self._changed = threading.Condition()

    def know(self, known: int, *, is_all: bool) -> None:
        """Say how many places can be spoken now, and whether that is all of them."""
        with self._changed:
            self._known = known
            self._total = known if is_all else None
            self._changed.notify_all()

    def clear(self) -> None:
        """Drop all pieces: the article is said otherwise than it seemed."""
        with self._changed:
            self._pieces.clear()
            self._bytes = 0
            self._changed.notify_all()

    def find(self, place: int) -> Piece | None:
        """Return the piece of a place; None where it is not spoken yet."""
        with self._changed:
            return self._pieces.get(place)

    def is_end(self, place: int) -> bool:
        """Say whether there is nothing at a place, nor will be."""
        with self._changed:
            return self._total is not None and place >= self._total

    def move(self, place: int) -> None:
        """Say what is heard now: the pieces behind it are wanted, those far away make room."""
        with self._changed:
            if place != self._place:
                self._place = place
                self._changed.notify_all()

    def put(self, place: int, piece: Piece) -> None:
        """Take a piece; those farthest from what is heard make room."""
        with self._changed:
            self._drop(place)
            self._pieces[place] = piece
            self._bytes += piece.samples.nbytes
            while self._bytes > MOST_BYTES and len(self._pieces) > LEAST_AHEAD:
                self._drop(max(self._pieces, key=self._distance))

    def wait_for_a_gap(self) -> int | None:
        """Return the next place whose piece is wanted, when one is; None when all is over."""
        with self._changed:
            while not self._closed:
                place = self._gap()
                if place is not None:
                    return place
                self._changed.wait()
            return None

    def close(self) -> None:
        """Have whoever waits for a gap go."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()

    def _gap(self) -> int | None:
        """Return the first place from the one that is heard on that has no piece, if it is near."""
        ahead_ms, place = 0, self._place
        while place < self._known:
            piece = self._pieces.get(place)
            if piece is None:
                return place
            ahead_ms += piece.speech_ms + piece.pause_ms
            place += 1
            if ahead_ms > AHEAD_MS and place - self._place > LEAST_AHEAD:
                return None
        return None

    def _distance(self, place: int) -> int:
        """Return how far a place is; what is behind counts less than what is ahead."""
        ahead = place - self._place
        return ahead if ahead >= 0 else -2 * ahead

    def _drop(self, place: int) -> None:
        piece = self._pieces.pop(place, None)
        if piece is not None:
            self._bytes -= piece.samples.nbytes
