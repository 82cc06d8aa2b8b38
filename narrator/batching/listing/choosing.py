"""Which of the listed articles are wanted, and which are listed twice."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from fnmatch import fnmatchcase

from narrator.batching.jobs import Job, Row, Status
from narrator.batching.keys import entry_key, key_of

_DURATION = re.compile(r"(\d{1,6})\s*([mhdw])\Z")
_UNITS = {"m": "minutes", "h": "hours", "d": "days", "w": "weeks"}


@dataclass(frozen=True, slots=True)
class Wish:
    """What is wanted of what is listed."""

    since: datetime | None = None
    """Nothing that the list says is older; what has no date is wanted."""
    limit: int | None = None
    """At most so many, the first ones."""
    match: str = ""
    """Only what has this in its title or address, in capitals or not. Where `*` and `?` stand for
    letters, the pattern is for the whole title, the whole address, or the file's name."""

    def fits(self, job: Job) -> bool:
        """Tell whether a job is wanted, whatever the limit is."""
        moment = moment_of(job.published)
        if self.since and moment and moment < self.since:
            return False
        pattern = self.match.casefold()
        if not pattern:
            return True
        last = job.source.rstrip("/").replace("\\", "/").rpartition("/")[2]
        told = [text.casefold() for text in (job.name, job.source, last)]
        if any(sign in pattern for sign in "*?["):
            return any(fnmatchcase(text, pattern) for text in told)
        return any(pattern in text for text in told)


def chosen(listed: Iterable[Job | Row], wish: Wish) -> Iterator[Job | Row]:
    """Yield the jobs that are wanted, each once, and rows for the others that are to be told.

    What does not fit the wish is left out without a word: that is what was asked for.
    """
    first: dict[str, Job] = {}
    wanted = 0
    for item in listed:
        if isinstance(item, Row):
            yield item
            continue
        if not wish.fits(item):
            continue
        keys = [key for key in (key_of(item), _entry(item)) if key]
        earlier = next((first[key] for key in keys if key in first), None)
        if earlier is not None:
            yield _row(item, Status.DUPLICATE, f"The same article as {_named(earlier, item)}.")
            continue
        if wish.limit is not None and wanted >= wish.limit:
            return
        first.update(dict.fromkeys(keys, item))
        if item.skip:
            yield _row(item, Status.SKIPPED, "The manifest says so.")
            continue
        wanted += 1
        yield item


def _entry(job: Job) -> str:
    """Return the key of a feed's entry; the same article may be listed to go to two places."""
    entry = entry_key(job)
    return f"{entry}\n{job.output}" if entry else ""


def _row(job: Job, status: Status, note: str) -> Row:
    return Row(job.source, status, title=job.name, origin=job.origin, note=note)


def _named(earlier: Job, job: Job) -> str:
    if earlier.source != job.source:
        return earlier.source
    same = earlier.origin == job.origin
    return "one listed before" if same else f"the one listed in {earlier.origin}"


def moment_of(text: str) -> datetime | None:
    """Return a time of ISO 8601, in UTC where it names no zone; None for anything else."""
    try:
        found = datetime.fromisoformat(text.strip())
    except ValueError:
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def since_of(text: str, now: datetime) -> datetime:
    """Return the moment that a date (2026-03-12) or a time ago (36h, 7d, 2w) means.

    Raises:
        ValueError: where the text is neither.
    """
    found = _DURATION.match(text.strip().lower())
    if found:
        return now - timedelta(**{_UNITS[found[2]]: int(found[1])})
    moment = moment_of(text)
    if moment is None:
        raise ValueError(f"neither a date nor a time ago: {text}")
    return moment
