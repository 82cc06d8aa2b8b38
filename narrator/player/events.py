"""What happens in other threads, told to the player."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from narrator.player.actions import Action
from narrator.script import Script


class Event(StrEnum):
    """What happened to the speech or the sound."""

    READY = "ready"
    """The first utterance is spoken, so that the sampling rate is known."""
    BEGAN = "began"
    """The utterance of a place is heard from now on."""
    WAITS = "waits"
    """The utterance of a place is not spoken yet."""
    ANSWERED = "answered"
    """An answer is over."""
    ENDED = "ended"
    """The last utterance is over, its pause too."""
    UNSPOKEN = "unspoken"
    """The utterance of a place cannot be spoken."""
    FAILED = "failed"
    """What feeds the sound card failed: a fault of narrator's own."""


@dataclass(frozen=True, slots=True)
class Happening:
    """Something that happened to the speech or the sound."""

    event: Event
    place: int = 0
    """The utterance that it happened to."""
    turn: int = 0
    """The jump that was made last when it happened; for speech, the article's number."""
    error: BaseException | None = None


@dataclass(frozen=True, slots=True)
class Planned:
    """The whole of an article is planned, or cannot be."""

    script: Script | None
    turn: int
    """Which article it is, counted up by one for each that is opened."""
    error: BaseException | None = None


@dataclass(frozen=True, slots=True)
class Typed:
    """Something that the listener typed."""

    key: str = ""
    """A key, by its name."""
    line: str = ""
    """A whole line, where lines are typed."""


@dataclass(frozen=True, slots=True)
class Woken:
    """The program goes on after it was stopped, by Ctrl-Z for instance."""


News = Happening | Planned | Typed | Woken | Action
Report = Callable[[News], None]
"""Takes what happened, in any thread; whoever calls it does not wait."""
