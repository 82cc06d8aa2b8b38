"""The ledger: what became of each stretch of an article's text."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from narrator.article import Omission, Reason, Stage
from narrator.script import OUR_WORDS, Role, Utterance
from narrator.speech import Voice


class Deed(StrEnum):
    """What was done with a stretch of text."""

    SPOKEN = "spoken"
    """Said as it is written."""
    VERBALIZED = "verbalized"
    """Said otherwise than it is written, or by phonemes."""
    ANNOUNCED = "announced"
    """Words of our own, which are not in the article."""
    LEFT_OUT = "left out"
    """Not said; the reason is given."""


@dataclass(frozen=True, slots=True)
class Account:
    """What became of one stretch of text."""

    written: str
    """As in the article, or as announced."""
    done: Deed
    origin: str
    """JSON Pointer (RFC 6901) into the article; empty for what the article does not contain."""
    spoken: str = ""
    """The spoken form; empty where it is left out."""
    role: Role | None = None
    """What it is said as; None where it is left out."""
    language: str = ""
    """BCP 47."""
    stage: Stage | None = None
    """Where it was left out."""
    reason: Reason | None = None
    """Why it was left out."""
    start_samples: int | None = None
    """Where its speech starts in the episode; None before it is spoken."""
    end_samples: int | None = None
    """Behind the last sample of its speech."""
    voice: Voice | None = None
    """Who spoke it, with the engine; None before it is spoken."""

    def __str__(self) -> str:
        """Return one line."""
        why = f" ({self.reason})" if self.reason else ""
        return f"{self.done}{why}: {self.written}"


Ledger = tuple[Account, ...]
"""In the order of speech; what is left out stands where it would have been said."""


def account_of(utterance: Utterance) -> Account:
    """Return the account of what is to be said."""
    done = Deed.SPOKEN
    if utterance.role in OUR_WORDS:
        done = Deed.ANNOUNCED
    elif utterance.spoken != utterance.written or utterance.pronunciations:
        done = Deed.VERBALIZED
    return Account(
        written=utterance.written,
        done=done,
        origin=utterance.origin,
        spoken=utterance.spoken,
        role=utterance.role,
        language=utterance.language,
    )


def account_of_omission(omission: Omission) -> Account:
    """Return the account of what is not said."""
    return Account(
        written=omission.excerpt,
        done=Deed.LEFT_OUT,
        origin=omission.origin,
        stage=omission.stage,
        reason=omission.reason,
    )
