"""A run of `listen`: one article after the other, until they or the listener end."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING

from narrator.errors import BatchFailures, ProfileError, SourceError
from narrator.player import answers
from narrator.player.actions import Action
from narrator.player.answers import Answer, ours
from narrator.player.events import Happening, News, Planned, Typed, Woken
from narrator.player.keyboard import typing_reported
from narrator.player.keys import DEFAULT_KEYS, Keys, action_named, said
from narrator.player.places import Leave
from narrator.player.sitting import Sitting, Surroundings
from narrator.player.sound import Sound

if TYPE_CHECKING:
    from narrator.pipeline import Opened
    from narrator.player.answering import Answerer
    from narrator.player.device import OpenDevice
    from narrator.player.remembering import Memory
    from narrator.speaking.session import Session
    from narrator.telling import Tell

LOOK_S = 0.5
"""How often the card is looked at while nothing happens; Windows lets Ctrl-C through as often."""


@dataclass(frozen=True, slots=True)
class Manner:
    """How somebody listens, in this run."""

    speed_percent: int = 100
    keys: Keys = DEFAULT_KEYS
    way: str = "none"
    """How what is typed is read: `keys`, `lines` or `none`."""
    resume: bool = False
    shows_text: bool = False


@dataclass(frozen=True, slots=True)
class Means:
    """What a run is done with."""

    open_source: Callable[[str], Opened]
    """Reads an article."""
    open_device: OpenDevice
    answerer: Answerer | None
    """Speaks answers; None where they are only printed."""
    session: Session
    memory: Memory
    tell: Tell
    """Takes lines about what is being done."""
    show: Tell
    """Takes answers, as lines."""


class Run:
    """The articles that somebody listens to, one after the other.

    Args:
        sources: As `narrator.pipeline.open_source` takes them.
        manner: How they are heard.
        means: What they are heard with.
    """

    def __init__(self, sources: Sequence[str], manner: Manner, means: Means) -> None:
        self._sources = sources
        self._manner = manner
        self._means = means
        self._news: SimpleQueue[News] = SimpleQueue()
        self._opened = 0
        """How many articles were opened."""
        self._speed_percent = manner.speed_percent
        self._sound = Sound(means.open_device, means.answerer, self._news.put, manner.speed_percent)
        self._around = Surroundings(
            self._sound,
            means.session,
            means.memory,
            self._news.put,
            means.tell,
            self._give,
            manner.resume,
            manner.shows_text,
        )

    def go(self) -> None:
        """Listen until the end.

        Raises:
            NarratorError: what ended it; where it was an engine, the place is kept.
            BatchFailures: where some of several sources could not be read.
        """
        failed: list[str] = []
        number, leave = 0, Leave.END
        try:
            with typing_reported(self._manner.way, self._news.put):
                self._greet()
                while leave is not Leave.QUIT and number < len(self._sources):
                    try:
                        leave = self._listen(self._open(number), number)
                    except SourceError as error:
                        self._pass_over(number, error, failed)
                        leave = Leave.NEXT if number == 0 else leave  # There is no way back.
                    number += -1 if leave is Leave.PREVIOUS else 1
        finally:
            self._sound.close()
        if failed:
            were = "was" if len(failed) == 1 else "were"
            raise BatchFailures(
                f"{len(failed)} of {len(self._sources)} sources {were} not heard",
                where=", ".join(failed),
            )

    def _greet(self) -> None:
        """Say how to steer."""
        if self._manner.way == "keys":
            key = self._manner.keys.of[Action.KEYS][0]
            self._means.tell(f"Press {said(key)} for the keys.")
        elif self._manner.way == "lines":
            self._means.tell("Type what you want, such as next-section, and Enter. keys lists all.")

    def _pass_over(self, number: int, error: SourceError, failed: list[str]) -> None:
        """Tell of a source that cannot be heard, where there are others.

        Raises:
            SourceError: the one given, where there is no other.
        """
        if len(self._sources) == 1:
            raise error
        if self._sources[number] not in failed:
            failed.append(self._sources[number])
        self._means.tell(f"Not heard: {error.sentence} {error.hint}".strip())

    def _open(self, number: int) -> Opened:
        """Return the article, having told which it is.

        Raises:
            SourceError: where it cannot be read.
        """
        source = self._sources[number]
        opened = self._means.open_source(source)
        for warning in opened.article.warnings:
            self._means.tell(f"Warning: {warning}")
        if len(self._sources) > 1:
            meta = opened.article.metadata
            title = meta.headline or source
            line = answers.article_line(number + 1, len(self._sources), title, meta.language)
            self._means.tell(line.line)
        return opened

    def _listen(self, opened: Opened, number: int) -> Leave:
        self._opened += 1
        sitting = Sitting(opened, self._opened, self._around, self._speed_percent)
        try:
            sitting.begin()
            while True:
                leave = self._take(self._next(), sitting)
                if leave and self._leads_on(leave, number):
                    return leave
        finally:
            self._speed_percent = sitting.standing.speed_percent
            sitting.leave()
            if sitting.where_left:
                self._means.tell(f"You are at {sitting.where_left}. --resume goes on there.")

    def _leads_on(self, leave: Leave, number: int) -> bool:
        """Say whether there is an article to go to; where there is none, that is told."""
        last = len(self._sources) - 1
        for way, end, refused in (
            (Leave.PREVIOUS, 0, "This is the first article."),
            (Leave.NEXT, last, "This is the last article."),
        ):
            if leave is way and number == end:
                self._give(ours(refused))
                return False
        return True

    def _next(self) -> News | None:
        try:
            return self._news.get(timeout=LOOK_S)
        except Empty:
            self._sound.watch()
            return None

    def _take(self, news: News | None, sitting: Sitting) -> Leave | None:
        match news:
            case Planned():
                return sitting.planned(news)
            case Happening():
                return sitting.happened(news)
            case Typed():
                action = self._action(news)
                return self._do(action, sitting) if action else None
            case Woken():
                self._sound.watch_anew()
            case _:
                pass
        return None

    def _action(self, typed: Typed) -> Action | None:
        """Return what was typed as an action; what is none is told."""
        keys = self._manner.keys
        if typed.key:
            action = keys.action(typed.key)
            if action is None:
                help_key = said(keys.of[Action.KEYS][0])
                self._means.tell(f"Nothing is on {said(typed.key)}. Press {help_key} for the keys.")
            return action
        found = keys.action(typed.line)
        if found is not None:
            return found
        try:
            return action_named(typed.line)
        except ProfileError as error:
            self._means.tell(f"{error.sentence} {error.hint}")
            return None

    def _do(self, action: Action, sitting: Sitting) -> Leave | None:
        if action is not Action.KEYS:
            return sitting.do(action)
        lines = [ours(line) for line in self._manner.keys.lines()]
        for line in lines:
            self._means.show(line.line)
        self._sound.answer(sum(lines, Answer(())))
        return None

    def _give(self, answer: Answer) -> None:
        """Print an answer, and have it heard where answers are."""
        self._means.show(answer.line)
        self._sound.answer(answer)
