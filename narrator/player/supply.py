"""The supply: a thread that has an article spoken, ahead of what is heard, onto the shelf."""

from __future__ import annotations

import threading
from collections.abc import Generator, Iterator, Sequence
from typing import TYPE_CHECKING

from narrator.player.events import Event, Happening, Report

if TYPE_CHECKING:
    from narrator.player.pieces import Levels, Piece
    from narrator.player.shelf import Shelf
    from narrator.script import Script, Utterance
    from narrator.speaking.speakers import Speakers
    from narrator.speech import Clip


class Supply:
    """Has an article spoken; what can be spoken may grow while it runs.

    Args:
        speakers: Who speak it.
        levels: The gain of each voice.
        shelf: Takes the pieces and says which are wanted.
        report: Is told of the first piece and of an utterance that cannot be spoken.
        number: Of the article, for what is reported.
        rate_hz: Of the pieces; None for that of the first clip.
    """

    def __init__(
        self,
        speakers: Speakers,
        levels: Levels,
        shelf: Shelf,
        report: Report,
        number: int,
        rate_hz: int | None = None,
    ) -> None:
        self.rate_hz = rate_hz
        self.shelf = shelf
        self._speakers = speakers
        self._levels = levels
        self._report = report
        self._number = number
        self._utterances: Sequence[Utterance] = ()
        self._clips: Generator[Clip, None, None] | None = None
        self._next = 0
        """The place of the clip that comes next."""
        self._stopped = False
        self._told_ready = False
        self._thread = threading.Thread(target=self._run, name="narrator supply", daemon=True)

    def know(self, script: Script, *, is_all: bool) -> None:
        """Take what can be spoken: the beginning of an article, then all of it.

        Raises:
            ProfileError, EngineError: where a voice cannot be had.
        """
        self._speakers.cast(script)
        self._utterances = list(script.utterances())
        self.shelf.know(len(self._utterances), is_all=is_all)

    def written(self, place: int) -> str:
        """Return how an utterance is written."""
        return self._utterances[place].written

    def start(self) -> None:
        """Begin to have it spoken."""
        self._thread.start()

    def stop(self) -> None:
        """Return when nothing is spoken any more; the speakers are broken off."""
        self._stopped = True
        self.shelf.close()
        self._speakers.break_off()
        if self._thread.ident is not None:
            self._thread.join()

    def _run(self) -> None:
        while not self._stopped and (place := self.shelf.wait_for_a_gap()) is not None:
            try:
                piece = self._piece(place)
            except BaseException as error:  # noqa: BLE001 - it is raised where the player waits
                if not self._stopped:
                    self.shelf.know(place, is_all=True)
                    self._report(Happening(Event.UNSPOKEN, place, self._number, error))
                return
            self.shelf.put(place, piece)
            if not self._told_ready:
                self._told_ready = True
                self._report(Happening(Event.READY, place, self._number))

    def _piece(self, place: int) -> Piece:
        from narrator.player.pieces import piece_of

        clip = self._clip(place)
        if self.rate_hz is None:
            self.rate_hz = clip.pcm.rate_hz
        return piece_of(clip, self.rate_hz, self._levels)

    def _clip(self, place: int) -> Clip:
        """Return the clip of a place, going on from the one before where that is next to it."""
        if self._clips is None or place != self._next:
            if self._clips is not None:
                self._clips.close()
            self._clips = self._speakers.clips(self._from(place))
        clip = next(self._clips, None)
        if clip is None:  # It ended where the article was planned to when it began.
            self._clips = None
            return self._clip(place)
        self._next = place + 1
        return clip

    def _from(self, place: int) -> Iterator[Utterance]:
        while place < len(self._utterances):
            yield self._utterances[place]
            place += 1
