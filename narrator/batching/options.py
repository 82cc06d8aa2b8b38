"""What can be chosen of a batch."""

from __future__ import annotations

from dataclasses import dataclass, field

from narrator.batching.listing.choosing import Wish
from narrator.batching.politeness import DELAY_S
from narrator.batching.work import MakeRules, ReadRules
from narrator.processors import available

TIME_LIMIT_S = 4 * 3600.0
"""For one article: an engine of three times real time speaks twelve hours in them, a novel."""


@dataclass(frozen=True, slots=True)
class BatchOptions:
    """How a batch goes about its work."""

    wish: Wish = field(default_factory=Wish)
    """Which of the listed articles are wanted."""
    read: ReadRules = field(default_factory=ReadRules)
    make: MakeRules = field(default_factory=MakeRules)
    jobs: int = field(default_factory=available)
    """How many articles are worked on at a time."""
    delay_s: float = DELAY_S
    """Seconds between two pages of one site; more where the site asks for more."""
    time_limit_s: float = TIME_LIMIT_S
    """For one article; 0 for none."""
    retry_failed: bool = False
    """Whether only those are done that failed before, also where that cannot pass."""
    wait: bool = False
    """Whether to wait for another run on the same output, rather than to say so and end."""
    cluster: str = ""
    """The address of a dask scheduler whose workers do the work; empty for this machine."""
    json_progress: bool = False
    """Whether progress is told as JSON, for programs."""
