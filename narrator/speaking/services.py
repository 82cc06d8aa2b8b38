"""What is known of a service while a run lasts: how often it may be asked, and that it fails.

A service is a host, or an engine on this machine. Many requests may be under way; when one
of them is told to wait, all wait.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from narrator.errors import EngineError

MOST_FAILURES = 3
"""Requests in a row that were given up, each after all its attempts. Our choice: one may be due
to its text and two to a bad minute; behind the third the rest of a run would only wait."""


@dataclass(slots=True)
class Service:
    """One host or engine: safe to use from several threads."""

    name: str = "The engine"
    interval_s: float = 0.0
    """The least time between the starts of two requests."""
    clock: Callable[[], float] = time.monotonic
    _next_s: float = 0.0
    """When the next request may start, by the clock."""
    _failures: int = 0
    _told: dict[str, int] = field(default_factory=dict)
    """The last attempt that was told, by what was wrong, since a request was last answered."""
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def begin(self, sleep: Callable[[float], None]) -> None:
        """Wait until a request may be made.

        Args:
            sleep: Waits, given seconds.

        Raises:
            EngineError: where so many were given up in a row that this run makes no more.
        """
        self.check()
        with self._lock:
            now_s = self.clock()
            start_s = max(now_s, self._next_s)
            self._next_s = start_s + self.interval_s
        if start_s > now_s:
            sleep(start_s - now_s)

    def check(self) -> None:
        """Raise the error of a service that is asked no more in this run."""
        if self._failures >= MOST_FAILURES:
            raise EngineError(
                f"{self.name} failed {self._failures} times in a row and is not asked again in "
                "this run",
                hint="Try later, or choose another engine with --engine.",
                retry=True,
            )

    def hold(self, wait_s: float) -> None:
        """Have no request start for a while, since the service asked for that."""
        with self._lock:
            self._next_s = max(self._next_s, self.clock() + wait_s)

    def succeeded(self) -> None:
        """Note that a request was answered."""
        with self._lock:
            self._failures = 0
            self._told.clear()

    def gave_up(self) -> None:
        """Note that a request was given up, after all its attempts."""
        with self._lock:
            self._failures += 1
            self._told.clear()

    def is_news(self, fault: str, attempt: int) -> bool:
        """Say whether a wait is to be told: several requests that wait for the same are one.

        Args:
            fault: What is wrong, in words.
            attempt: The one that is waited for.
        """
        with self._lock:
            news = attempt > self._told.get(fault, 0)
            if news:
                self._told[fault] = attempt
            return news
