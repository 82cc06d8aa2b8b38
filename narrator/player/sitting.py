"""A sitting: one article, from where somebody begins to where they leave it."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from narrator.errors import EngineError, NarratorError, SourceError
from narrator.player import answers
from narrator.player.actions import Action
from narrator.player.answers import Answer
from narrator.player.events import Event, Happening, Planned, Report
from narrator.player.opening import begins_with, head_of, plan_in_the_background
from narrator.player.places import Contents, Leave, Standing, after
from narrator.player.remembering import Memory, find_again, kept_place

if TYPE_CHECKING:
    from narrator.pipeline import Opened
    from narrator.player.clock import Clock
    from narrator.player.sound import Sound
    from narrator.player.supply import Supply
    from narrator.script import Script
    from narrator.speaking.session import Session
    from narrator.speaking.speakers import Speakers
    from narrator.telling import Tell

KEEP_EVERY_S = 2.0
"""How often the place is written while somebody listens: what a power cut takes is a sentence."""
NEVER_S = float("-inf")


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What lasts for a whole run of several articles."""

    sound: Sound
    session: Session
    memory: Memory
    report: Report
    tell: Tell
    """Takes lines about what is being done."""
    give: Callable[[Answer], None]
    """Takes answers to what the listener asked: they are printed, and heard where they are."""
    resume: bool = False
    """Whether to begin where the listener left the article."""
    shows_text: bool = False
    """Whether each sentence is printed when it begins."""


class Sitting:
    """One article that is heard.

    Args:
        opened: The article.
        number: Counts the articles that are opened in a run, for what is reported.
        around: What lasts for the run.
        speed_percent: At which the listener begins.
    """

    def __init__(
        self, opened: Opened, number: int, around: Surroundings, speed_percent: int
    ) -> None:
        self._opened = opened
        self._number = number
        self._around = around
        self._profile = opened.profile
        self.standing = Standing(speed_percent=speed_percent)
        self._head: Script | None = None
        """What was begun with while the rest was still planned."""
        self._script: Script | None = None
        """Once all of it is planned."""
        self._contents = Contents((), 0)
        self._clock: Clock | None = None
        self._supply: Supply | None = None
        self._speakers: Speakers | None = None
        self._failure: BaseException | None = None
        self._told_section = -1
        self._kept_s = NEVER_S
        self._is_heard = False
        """Whether the sound of this article was begun."""
        self._waiting: list[Action] = []
        """What the listener wants and only the whole plan can answer."""
        self._finished = False

    def begin(self) -> None:
        """Have the article spoken from where the listener begins.

        Raises:
            NarratorError: where it cannot be planned, or its voices cannot be had.
        """
        kept = self._around.memory.find(self._opened.source)
        if kept and not self._around.resume:
            self._around.tell(f"You were at {kept.line}. --resume goes on there.")
        elif kept:
            script = self._opened.plan_of(self._opened.article)
            place = find_again(kept, list(script.utterances()))
            if place is None:
                self._around.tell("The sentence where you were is gone. It begins at the start.")
            self.standing = replace(self.standing, place=place or 0)
            self._begin_with(script, is_all=True)
            return
        if self._opened.script is not None:
            self._begin_with(self._opened.script, is_all=True)
            return
        self._head = head_of(self._opened)
        self._begin_with(self._head, is_all=False)
        if self._script is None:
            plan_in_the_background(self._opened, self._number, self._around.report)

    def _begin_with(self, script: Script, *, is_all: bool) -> None:
        if is_all:
            self._know_all(script)
        try:
            self._begin_supply(script, is_all=is_all)
        except EngineError as error:
            self._fall_back(error)

    def _begin_supply(self, script: Script, *, is_all: bool) -> None:
        """Have the script spoken by the voices of the profile, from the place on."""
        from narrator.player.pieces import Levels
        from narrator.player.shelf import Shelf
        from narrator.player.supply import Supply
        from narrator.speaking.speakers import Speakers

        around = self._around
        self._failure = None
        self._is_heard = False
        self._speakers = Speakers(self._profile, tell=around.tell, session=around.session)
        self._supply = Supply(
            self._speakers,
            Levels(self._profile),
            Shelf(self.standing.place),
            around.report,
            self._number,
            around.sound.rate_hz,
        )
        self._supply.know(script, is_all=is_all)
        self._supply.start()

    def _know_all(self, script: Script) -> None:
        from narrator.player.clock import Clock

        if not script.sections:
            raise SourceError(
                "There is nothing to say",
                where=self._opened.source,
                hint="Look with: narrator plan SOURCE",
            )
        self._script = script
        self._contents = Contents.of(script)
        self._clock = Clock(script, self._profile)

    # What happens.

    def planned(self, news: Planned) -> Leave | None:
        """Take the whole plan.

        Raises:
            NarratorError: where there is none.
        """
        if news.turn != self._number or self._script is not None:
            return None
        if news.error or news.script is None:
            raise news.error or EngineError("There is no plan")
        self._know_all(news.script)
        if self._supply:
            if self._head and not begins_with(news.script, self._head):
                self._supply.shelf.clear()
            self._supply.know(news.script, is_all=True)
        if self._is_heard:
            self._tell_section()
        waiting, self._waiting = self._waiting, []
        for action in waiting:
            leave = self.do(action)
            if leave:
                return leave
        return None

    def happened(self, news: Happening) -> Leave | None:
        """Take what happened to the speech or the sound; return how the article is left.

        Raises:
            NarratorError: where an utterance cannot be spoken and its turn has come.
        """
        if news.event is Event.FAILED and news.error:
            raise news.error
        if news.event in {Event.READY, Event.UNSPOKEN}:
            return self._speech_happened(news) if news.turn == self._number else None
        if not self._is_heard or news.turn != self._around.sound.turn:
            return None  # Of an earlier jump, or of the article before.
        match news.event:
            case Event.BEGAN:
                self._began(news.place)
            case Event.WAITS:
                self._raise_failure()
                self._around.tell("Waiting for the voice.")
            case Event.ENDED:
                failed = self._failure is not None
                self._raise_failure()
                self._finished = not failed
                return Leave.END if self._finished else None
            case _:
                pass
        return None

    def _speech_happened(self, news: Happening) -> Leave | None:
        if news.event is Event.UNSPOKEN:
            self._failure = news.error
            if not self._is_heard:  # Nothing that is spoken is left to be heard.
                self._raise_failure()
        elif self._supply and self._supply.rate_hz:
            self._around.sound.open(self._supply.shelf, self.standing.place, self._supply.rate_hz)
            self._is_heard = True
            self._around.sound.pause(self.standing.is_paused)
        return None

    def _raise_failure(self) -> None:
        """Have the fallback go on where the engine failed, if there is one.

        Raises:
            NarratorError: the failure, where there is none.
        """
        if isinstance(self._failure, EngineError):
            self._fall_back(self._failure)
        elif self._failure is not None:
            raise self._failure

    def _fall_back(self, error: EngineError) -> None:
        """Have the rest spoken by the fallback; the first words of it are where it failed.

        Raises:
            EngineError: the one given, where there is no other engine.
        """
        fallback = self._around.session.fallback
        if not fallback or self._profile.speaking_engines == (fallback,):
            raise error
        self._around.tell(f"{error.sentence} The voices of {fallback} go on.")
        self._stop_supply()
        self._profile = self._profile.with_engine(fallback)
        if self._script is None:
            self._know_all(self._opened.plan_of(self._opened.article))
        if self._script is not None:
            self._begin_supply(self._script, is_all=True)

    def _began(self, place: int) -> None:
        self.standing = replace(self.standing, place=place)
        piece = self._supply.shelf.find(place) if self._supply else None
        if self._clock and piece:
            self._clock.learn(place, piece.speech_ms)
        self._tell_section()
        self._tell_text(place)
        if time.monotonic() - self._kept_s > KEEP_EVERY_S:
            self.keep()

    def _tell_section(self) -> None:
        """Say which section begins, and how far that is."""
        if self._script is None or self._clock is None:
            return
        section = self._contents.section_at(self.standing.place)
        if section != self._told_section:
            self._told_section = section
            line = answers.section_line(self._script, self._contents, self.standing.place).line
            percent = int(100 * self._clock.share(self.standing.place))
            self._around.tell(f"{line} {percent} percent.")

    def _tell_text(self, place: int) -> None:
        if self._around.shows_text and self._supply:
            self._around.tell(self._supply.written(place))

    # What the listener wants.

    def do(self, action: Action) -> Leave | None:
        """Do what the listener wants of the article; return how it is left."""
        if self._script is None and not self._quits_at_once(action):
            self._waiting.append(action)
            return None
        if action in {Action.WHERE, Action.PICTURE}:
            self._around.give(self._answer(action))
            return None
        before = self.standing
        move = after(action, before, self._contents)
        self.standing = move.standing
        self._apply(before, jumps=move.jumps)
        if move.refused:
            self._around.give(answers.ours(move.refused))
        return move.leave

    def _quits_at_once(self, action: Action) -> bool:
        """Say whether it ends whatever waits for the plan: not what was asked for just before."""
        return action is Action.QUIT and self._waiting[-1:] in ([], [Action.QUIT])

    def _apply(self, before: Standing, *, jumps: bool) -> None:
        sound, now = self._around.sound, self.standing
        if now.speed_percent != before.speed_percent:
            sound.set_speed(now.speed_percent)
            self._around.tell(f"Speed {now.speed_percent} percent.")
        if jumps:
            if self._is_heard:
                sound.go(now.place)
            elif self._supply:
                self._supply.shelf.move(now.place)
        elif now.is_paused != before.is_paused:
            sound.pause(now.is_paused)
            self._around.tell("Paused." if now.is_paused else "Going on.")

    def _answer(self, action: Action) -> Answer:
        script, place = self._script, self.standing.place
        if script is None or self._clock is None:
            return Answer(())
        if action is Action.PICTURE:
            return answers.picture(self._opened.article, script, place)
        return answers.where(
            script,
            self._contents,
            place,
            heard=self._clock.share(place),
            left_ms=self._clock.left_ms(place, self.standing.speed_percent),
        )

    # How it is left.

    def keep(self) -> None:
        """Write the place down, so that `--resume` finds it."""
        if self._script is None or self.standing.place == 0:
            return
        self._kept_s = time.monotonic()
        try:
            place = kept_place(self._opened.source, self._script, self.standing.place)
            self._around.memory.keep(place)
        except NarratorError as error:
            if self._kept_s != NEVER_S:
                self._around.tell(error.sentence)
            self._kept_s = float("inf")  # It is told once.

    def leave(self) -> None:
        """Keep the place, or forget it where the article was heard to its end; end the threads."""
        self._around.sound.pause(True)
        if self._finished:
            self._around.memory.forget(self._opened.source)
        else:
            self.keep()
        self._stop_supply()

    @property
    def where_left(self) -> str:
        """Where the listener is, as a phrase; empty at the start and at the end."""
        if self._finished or self._script is None or self.standing.place == 0:
            return ""
        return kept_place(self._opened.source, self._script, self.standing.place).line

    def _stop_supply(self) -> None:
        if self._supply:
            self._supply.stop()
        if self._speakers:
            self._speakers.__exit__(None, None, None)
        self._supply = self._speakers = None
