"""What a batch has to do, and what became of it: values, as JSON too."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from enum import StrEnum

from narrator.errors import NarratorError


@dataclass(frozen=True, slots=True)
class Job:
    """One article that is to become an episode."""

    source: str
    """An `http` or `https` URL, the URL of a store such as `s3://...`, or an absolute path."""
    name: str = ""
    """What its list calls it; empty where the list gives addresses alone."""
    title: str = ""
    """The headline in place of the article's own; empty for that."""
    profile: str = ""
    """The voice profile's name; empty for the run's own."""
    language: str = ""
    """BCP 47; empty for the run's own, else the article's."""
    cover: str = ""
    """Absolute path of a picture; empty for the run's own, else the article's."""
    output: str = ""
    """A folder inside the run's output, such as `sport/tennis`; empty for the output itself."""
    skip: bool = False
    """Whether the list says that it is not to be made."""
    published: str = ""
    """When the list says that it was published, ISO 8601; empty where it does not say."""
    entry: str = ""
    """The identifier of a feed's entry."""
    stamp: str = ""
    """What the list, or the file's size and time, says of the state of the source. Where it is
    the same as before, a failure that will not pass is not tried again."""
    origin: str = ""
    """Where it was listed: `feed.xml`, `jobs.csv, line 3`."""


class Status(StrEnum):
    """What became of a job, in words that can be shown."""

    MADE = "made"
    UNCHANGED = "unchanged"
    FAILED = "failed"
    SKIPPED = "skipped"
    DUPLICATE = "duplicate"


@dataclass(frozen=True, slots=True)
class Fault:
    """Why something failed, as an error says it."""

    message: str
    where: str = ""
    hint: str = ""
    can_pass: bool = False
    """Whether trying again, unchanged, can help."""
    retry_after_s: float | None = None
    """Seconds that a server asked us to wait before that."""
    exit_code: int = 1

    def __str__(self) -> str:
        """Return the message and the place as a sentence."""
        said = f"{self.message}: {self.where}" if self.where else self.message
        return said if said.endswith((".", "!", "?", "…")) else f"{said}."


def fault_of(error: BaseException) -> Fault:
    """Return what an error says; one that narrator does not expect is a bug of its own."""
    if isinstance(error, NarratorError):
        return Fault(
            error.message,
            error.where,
            error.hint,
            error.retry,
            error.retry_after_s,
            error.exit_code,
        )
    return Fault(
        "narrator met something that it does not expect",
        f"{type(error).__name__}: {error}",
        "This is a fault of narrator's. Please report it, with the article.",
    )


@dataclass(frozen=True, slots=True)
class Row:
    """What became of one job: a line of the report."""

    source: str
    status: Status
    title: str = ""
    origin: str = ""
    folder: str = ""
    """The episode's folder; empty where there is none."""
    guid: str = ""
    """What identifies the episode for good, in its tag and in feeds; empty where there is none."""
    duration_ms: int = 0
    """Of the episode."""
    took_s: float = 0.0
    """Reading and making it, waits not counted."""
    note: str = ""
    """Why it was skipped, of what it is a duplicate, or what else is to be known."""
    fault: Fault | None = None
    warnings: tuple[str, ...] = ()
    """What the listener should know of the text."""

    @property
    def why(self) -> str:
        """Why it failed, as a sentence; the place is named only where it is not the source."""
        if self.fault is None:
            return self.note
        fault = self.fault
        return str(replace(fault, where="") if fault.where == self.source else fault)


@dataclass(frozen=True, slots=True)
class Report:
    """What became of a batch."""

    rows: tuple[Row, ...]
    """In the order in which they were listed."""
    output: str
    took_s: float
    left: int = 0
    """Articles that were not begun, since the run was interrupted."""
    counts: Counter[Status] = field(default_factory=Counter)

    @property
    def failed(self) -> tuple[Row, ...]:
        """The rows of what failed."""
        return tuple(row for row in self.rows if row.status is Status.FAILED)


def report_of(rows: Iterable[Row], output: str, took_s: float, left: int = 0) -> Report:
    """Return the report of some rows, counted."""
    listed = tuple(rows)
    return Report(listed, output, took_s, left, Counter(row.status for row in listed))
