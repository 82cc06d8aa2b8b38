"""How sites are asked: for one page at a time, with a pause before the next."""

from __future__ import annotations

import time
from collections.abc import Callable

DELAY_S = 1.0
"""Between the end of one page and the beginning of the next of the same site. Sites that name a
delay mostly name 1 to 10 seconds; those that name more are given more."""


class Gate:
    """When each site may be asked next."""

    def __init__(
        self, delay_s: float = DELAY_S, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._delay_s = delay_s
        self._clock = clock
        self._busy: set[str] = set()
        self._open_s: dict[str, float] = {}

    def wait_s(self, site: str) -> float:
        """Return the seconds until a site may be asked; infinite while a page of it is read."""
        if not site:  # A file.
            return 0.0
        if site in self._busy:
            return float("inf")
        return max(0.0, self._open_s.get(site, 0.0) - self._clock())

    def enter(self, site: str) -> None:
        """Note that a page of a site is being read."""
        if site:
            self._busy.add(site)

    def leave(self, site: str, asked_s: float = 0.0) -> None:
        """Note that it was read.

        Args:
            site: Whose page it was.
            asked_s: Seconds that the site asks us to wait.
        """
        self._busy.discard(site)
        if site:
            self._open_s[site] = self._clock() + max(self._delay_s, asked_s)
