"""The sound of a run: one card from the first word to the last, and the answers between."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from narrator.errors import AudioError
from narrator.player.device import PERIOD_MS, PERIODS, Device, OpenDevice
from narrator.player.stretching import warm_up

if TYPE_CHECKING:
    from narrator.player.answering import Answerer
    from narrator.player.answers import Answer
    from narrator.player.events import Report
    from narrator.player.pump import Pump
    from narrator.player.shelf import Shelf

STUCK_S = 5.0
"""A card that asks for nothing for so long has gone: it was pulled out, or its server ended."""


class Sound:
    """A pump and the card that it feeds, opened for the first article.

    Args:
        open_device: Opens the card.
        answerer: Speaks answers; None where they are only printed.
        report: Takes what happened to the sound.
        speed_percent: At which the first word is heard.
    """

    def __init__(
        self,
        open_device: OpenDevice,
        answerer: Answerer | None,
        report: Report,
        speed_percent: int = 100,
    ) -> None:
        self._open_device = open_device
        self._answerer = answerer
        self._report = report
        self._speed_percent = speed_percent
        self._device: Device | None = None
        self._pump: Pump | None = None
        self._asked = (0, 0.0)
        """How many samples the card had asked for when, the last time that they grew."""

    @property
    def rate_hz(self) -> int | None:
        """The rate of what the card is given; None while it is not open."""
        return self._pump.rate_hz if self._pump else None

    @property
    def turn(self) -> int:
        """The last jump that was wished for; 0 before the first."""
        return self._pump.turn if self._pump else 0

    def open(self, shelf: Shelf, place: int, rate_hz: int) -> None:
        """Have an article heard from a place on; the card is opened for the first.

        Raises:
            AudioError: where there is no card.
        """
        from narrator.player.pump import Pump

        if self._pump is None:
            self._pump = Pump(rate_hz, self._report)
            self.set_speed(self._speed_percent)
        self._pump.open(shelf, place)
        if self._device is None:
            self._device = self._open_device(self._pump.rate_hz, self._pump.frames)
        self.watch_anew()

    def go(self, place: int) -> None:
        """Have the utterance of a place heard from its start."""
        if self._pump:
            self._pump.go(place)

    def pause(self, is_paused: bool) -> None:
        """Stop, or go on."""
        if self._pump:
            self._pump.pause(is_paused)

    def set_speed(self, speed_percent: int) -> None:
        """Go on faster or slower."""
        self._speed_percent = speed_percent
        if self._pump:
            if speed_percent != 100:
                warm_up(self._pump.rate_hz)
            self._pump.set_speed(speed_percent)

    def answer(self, answer: Answer) -> None:
        """Have an answer heard, where answers are."""
        if self._pump and self._answerer:
            pieces = self._answerer.pieces(answer, self._pump.rate_hz)
            if pieces:
                self._pump.answer(pieces)

    def watch_anew(self) -> None:
        """Give the card its time again, after the program was stopped for instance."""
        self._asked = (-1, time.monotonic())

    def watch(self) -> None:
        """Look whether the card still asks.

        Raises:
            AudioError: where it has not for `STUCK_S`.
        """
        if self._pump is None:
            return
        asked, now_s = self._pump.asked_samples, time.monotonic()
        if asked != self._asked[0]:
            self._asked = (asked, now_s)
        elif now_s - self._asked[1] > STUCK_S:
            raise AudioError(
                "The sound device does not play any more",
                hint="Connect it again and give the same command with --resume.",
                retry=True,
            )

    def close(self) -> None:
        """Fade out and close the card."""
        if self._device is not None:
            self.pause(True)
            time.sleep(PERIOD_MS * (PERIODS + 1) / 1000)
            self._device.close()
        if self._answerer:
            self._answerer.close()
