"""How many processors there are, and how many things are done at once in one process."""

from __future__ import annotations

import os

THREADS_VARIABLE = "NARRATOR_THREADS"
"""The environment variable that says how many reels are encoded at once; the bytes are the same."""


def available() -> int:
    """Return how many processors this process may use."""
    if hasattr(os, "process_cpu_count"):  # From Python 3.13 on.
        return os.process_cpu_count() or 1
    if hasattr(os, "sched_getaffinity"):  # Not on macOS and Windows.
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def processors() -> int:
    """Return how many threads are to run at once: as the environment says, else all that can."""
    given = os.environ.get(THREADS_VARIABLE, "")
    if given.isdecimal() and int(given) > 0:
        return int(given)
    return available()
