"""How far a batch is, as plain lines or as JSON, at steady intervals."""

from __future__ import annotations

import json
import time
from collections import deque
from collections.abc import Callable
from dataclasses import asdict

from narrator.batching.jobs import Row, Status
from narrator.telling import Tell

INTERVAL_S = 10.0
"""Between two lines: a screen reader says one in three seconds, and there are other windows."""
QUIET_S = 60.0
"""After which it is said that nothing was finished meanwhile."""
WINDOW = 50
"""Articles by whose pace the rest is estimated: some are long, and the first ones may be cached."""
LEAST = 3
"""Articles that must be finished before anything is estimated."""


class Progress:
    """Counts what is finished, and tells it.

    Args:
        total: How many articles there are to go through.
        tell: Takes the lines.
        as_json: Whether each line is a JSON object, for programs: one for each article
            (`"event": "article"`), and one at each interval (`"event": "progress"`).
        clock: Gives seconds.
    """

    def __init__(
        self,
        total: int,
        tell: Tell,
        *,
        as_json: bool = False,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._total = total
        self._tell = tell
        self._as_json = as_json
        self._clock = clock
        self._done = 0
        self._failed = 0
        self._said_s = self._started_s = clock()
        self._said_done = 0
        self._finished_s: deque[float] = deque([self._started_s], maxlen=WINDOW + 1)

    def finish(self, row: Row) -> None:
        """Note that an article is finished; a failure is told at once."""
        self._done += 1
        self._finished_s.append(self._clock())
        if self._as_json:
            self._tell(json.dumps({"event": "article", **row_data(row)}, ensure_ascii=False))
        if row.status is Status.FAILED:
            self._failed += 1
            if not self._as_json:
                self._tell(f"Failed: {row.title or row.source}. {row.why}")

    def pass_over(self, row: Row) -> None:
        """Note an article that needs no work, which says nothing of the pace."""
        self._done += 1
        self._said_done += 1
        if self._as_json:
            self._tell(json.dumps({"event": "article", **row_data(row)}, ensure_ascii=False))
        self._failed += row.status is Status.FAILED

    def tick(self) -> None:
        """Tell how far it is, where it is time."""
        silent_s = self._clock() - self._said_s
        if silent_s >= (INTERVAL_S if self._done > self._said_done else QUIET_S):
            self.say()

    def say(self) -> None:
        """Tell how far it is."""
        self._said_s, self._said_done = self._clock(), self._done
        left_s = self.left_s()
        if self._as_json:
            said = {
                "event": "progress",
                "done": self._done,
                "total": self._total,
                "failed": self._failed,
                "left_s": None if left_s is None else round(left_s),
            }
            self._tell(json.dumps(said))
            return
        articles = "article" if self._total == 1 else "articles"
        failed = f", {self._failed} failed" if self._failed else ""
        left = f", {in_words(left_s)} left" if left_s else ""
        self._tell(f"{self._done} of {self._total} {articles}{failed}{left}.")

    def left_s(self) -> float | None:
        """Return the seconds that the rest will take at the pace of the last articles."""
        counted = len(self._finished_s) - 1
        if counted < LEAST:
            return None
        pace_s = (self._clock() - self._finished_s[0]) / counted
        return pace_s * (self._total - self._done)


def in_words(seconds: float) -> str:
    """Return a length of time as roughly as it is known."""
    minutes = round(seconds / 60)
    if minutes < 1:
        return "less than a minute"
    if minutes == 1:
        return "about a minute"
    if minutes < 90:
        return f"about {minutes} minutes"
    hours = round(minutes / 60)
    return f"about {hours} hours"


def row_data(row: Row) -> dict[str, object]:
    """Return a row as data, as `--json` and `--progress json` write it."""
    data = asdict(row)
    data["took_s"] = round(row.took_s, 3)
    data["warnings"] = list(row.warnings)
    return data
