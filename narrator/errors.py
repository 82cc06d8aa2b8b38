"""The errors of narrator, as one tree.

    NarratorError              anything that narrator expects to go wrong
      SourceError        (3)   the source cannot be had, or there is no article in it
      ProfileError       (4)   a voice profile or a setting is wrong
      LexiconError       (4)   a pronunciation file is wrong
      EngineError        (5)   an engine is missing, refuses, or gave no speech
      AudioError         (6)   sound could not be decoded, mixed or encoded
      OutputError        (7)   the result could not be written
      BatchFailures      (8)   some articles of a batch failed
      LedgerError        (1)   words would be lost in silence: a bug of narrator's own

The number is the exit code of the command line. An error that is not in this tree is a bug
and shows its traceback.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from typing import ClassVar


class NarratorError(Exception):
    """Something that narrator expects to go wrong: what happened, where, and what to do.

    Args:
        message: What happened, as one sentence without its full stop.
        where: The thing it happened to: a URL, a path, a key, the words of an utterance.
        hint: What to do next, as one sentence.
        retry: Whether trying again, unchanged, can help.
        retry_after_s: Seconds that a server asked us to wait before that, where it did.
    """

    exit_code: ClassVar[int] = 1

    def __init__(
        self,
        message: str,
        *,
        where: str = "",
        hint: str = "",
        retry: bool = False,
        retry_after_s: float | None = None,
    ) -> None:
        super().__init__(message)
        self.message = message
        self.where = where
        self.hint = hint
        self.retry = retry
        self.retry_after_s = retry_after_s

    @property
    def sentence(self) -> str:
        """The message and the place as a sentence; words that end with a stop have their own."""
        said = str(self)
        return said if said.endswith((".", "!", "?", "…")) else f"{said}."

    def __str__(self) -> str:
        """Return the message and the place, in one line."""
        return f"{self.message}: {self.where}" if self.where else self.message


class SourceError(NarratorError, OSError):
    """The source cannot be had, or there is no article in it."""

    exit_code = 3


class ProfileError(NarratorError, ValueError):
    """A voice profile or a setting is wrong."""

    exit_code = 4


class LexiconError(NarratorError, ValueError):
    """A pronunciation file is wrong."""

    exit_code = 4


class EngineError(NarratorError, RuntimeError):
    """An engine is missing, refuses, or gave no speech; `where` is the words not spoken."""

    exit_code = 5


class AudioError(NarratorError, RuntimeError):
    """Sound could not be decoded, mixed or encoded."""

    exit_code = 6


class OutputError(NarratorError, OSError):
    """The result could not be written."""

    exit_code = 7


class BatchFailures(NarratorError):  # noqa: N818 - several failures, named as what they are
    """Some articles of a batch failed."""

    exit_code = 8


class LedgerError(NarratorError):
    """Words of an article are neither said nor left out for a reason: a bug of narrator's own.

    It is caught before anything is spoken, so that no listener misses what they cannot see.
    """

    exit_code = 1


MOST_NAMED = 25
"""More choices than that are not read out: nobody remembers the first when they hear the last."""


def nearest(word: str, known: Iterable[str]) -> str:
    """Return a hint that names the nearest known word, or all of them where none is near.

    Where there are many, it says how many instead.
    """
    choices = sorted(known)
    close = difflib.get_close_matches(word, choices, n=1, cutoff=0.6)
    if close:
        return f"Did you mean {close[0]}?"
    if len(choices) > MOST_NAMED:
        return f"There are {len(choices)} to choose from."
    return f"Known are: {', '.join(choices)}." if choices else "None are known."
