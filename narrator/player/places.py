"""Where in an article somebody is, and where an action takes them: values, no sound."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from narrator.player.actions import Action
from narrator.script import Script

SPEEDS_PERCENT = (50, 300)
"""The slowest and the fastest; at three times a newsreader's pace practised listeners follow,
and ffmpeg's `atempo` still joins its pieces without a break."""
SPEED_STEP_PERCENT = 10
"""One press. A change of a tenth is heard, and ten presses double the pace."""


@dataclass(frozen=True, slots=True)
class Contents:
    """Where the sections of a script are among its utterances, counted through from 0."""

    starts: tuple[int, ...]
    """The first utterance of each section, in rising order; the first is 0."""
    total: int
    """The number of utterances."""

    @classmethod
    def of(cls, script: Script) -> Contents:
        """Return the contents of a script; every section of one has an utterance."""
        starts, total = [], 0
        for section in script.sections:
            starts.append(total)
            total += len(section.utterances)
        return cls(tuple(starts), total)

    def section_at(self, place: int) -> int:
        """Return the index of the section in which an utterance is."""
        return max(0, bisect_right(self.starts, place) - 1)

    def sentences_of(self, section: int) -> int:
        """Return how many utterances a section has."""
        ends = (*self.starts[1:], self.total)
        return ends[section] - self.starts[section]


@dataclass(frozen=True, slots=True)
class Standing:
    """Where somebody is, and how they listen."""

    place: int = 0
    """The utterance that is spoken, or the next one."""
    speed_percent: int = 100
    is_paused: bool = False


class Leave(StrEnum):
    """Why an article is left."""

    END = "end"
    """It was heard to its end."""
    NEXT = "next"
    PREVIOUS = "previous"
    QUIT = "quit"


@dataclass(frozen=True, slots=True)
class Move:
    """What an action leads to."""

    standing: Standing
    jumps: bool = False
    """Whether the utterance of the place is spoken from its start, at once."""
    refused: str = ""
    """Why nothing moved, as a sentence; empty where something did."""
    leave: Leave | None = None


def after(action: Action, standing: Standing, contents: Contents) -> Move:
    """Return what an action leads to; those that only ask lead nowhere.

    Whoever moves on while it is paused hears the new place: the pause ends.
    """
    return _MOVES.get(action, _stay)(standing, contents)


def _stay(standing: Standing, _contents: Contents) -> Move:
    return Move(standing)


def _jump(standing: Standing, place: int) -> Move:
    return Move(replace(standing, place=place, is_paused=False), jumps=True)


def _pause(standing: Standing, _contents: Contents) -> Move:
    return Move(replace(standing, is_paused=not standing.is_paused))


def _repeat(standing: Standing, _contents: Contents) -> Move:
    return _jump(standing, standing.place)


def _next_sentence(standing: Standing, contents: Contents) -> Move:
    if standing.place + 1 >= contents.total:
        return Move(standing, refused="This is the last sentence.")
    return _jump(standing, standing.place + 1)


def _previous_sentence(standing: Standing, _contents: Contents) -> Move:
    if standing.place == 0:
        return replace(_jump(standing, 0), refused="This is the first sentence.")
    return _jump(standing, standing.place - 1)


def _next_section(standing: Standing, contents: Contents) -> Move:
    section = contents.section_at(standing.place) + 1
    if section >= len(contents.starts):
        return Move(standing, refused="This is the last section.")
    return _jump(standing, contents.starts[section])


def _previous_section(standing: Standing, contents: Contents) -> Move:
    """Go to the start of the section or, from there, to that of the one before."""
    section = contents.section_at(standing.place)
    start = contents.starts[section] if contents.starts else 0
    if standing.place > start:
        return _jump(standing, start)
    if section == 0:
        return replace(_jump(standing, 0), refused="This is the first section.")
    return _jump(standing, contents.starts[section - 1])


def _start(standing: Standing, _contents: Contents) -> Move:
    return _jump(standing, 0)


def _speed(standing: Standing, speed_percent: int, refused: str) -> Move:
    least, most = SPEEDS_PERCENT
    speed_percent = min(max(speed_percent, least), most)
    if speed_percent == standing.speed_percent:
        return Move(standing, refused=refused)
    return Move(replace(standing, speed_percent=speed_percent))


def _faster(standing: Standing, _contents: Contents) -> Move:
    wanted = standing.speed_percent + SPEED_STEP_PERCENT
    return _speed(standing, wanted, f"{SPEEDS_PERCENT[1]} percent is the fastest.")


def _slower(standing: Standing, _contents: Contents) -> Move:
    wanted = standing.speed_percent - SPEED_STEP_PERCENT
    return _speed(standing, wanted, f"{SPEEDS_PERCENT[0]} percent is the slowest.")


def _normal_speed(standing: Standing, _contents: Contents) -> Move:
    return _speed(standing, 100, "The speed is the voice's own already.")


def _leave(leave: Leave) -> Callable[[Standing, Contents], Move]:
    def left(standing: Standing, _contents: Contents) -> Move:
        return Move(standing, leave=leave)

    return left


_MOVES: Mapping[Action, Callable[[Standing, Contents], Move]] = {
    Action.PAUSE: _pause,
    Action.NEXT_SENTENCE: _next_sentence,
    Action.PREVIOUS_SENTENCE: _previous_sentence,
    Action.REPEAT: _repeat,
    Action.NEXT_SECTION: _next_section,
    Action.PREVIOUS_SECTION: _previous_section,
    Action.START: _start,
    Action.NEXT_ARTICLE: _leave(Leave.NEXT),
    Action.PREVIOUS_ARTICLE: _leave(Leave.PREVIOUS),
    Action.FASTER: _faster,
    Action.SLOWER: _slower,
    Action.NORMAL_SPEED: _normal_speed,
    Action.QUIT: _leave(Leave.QUIT),
}
