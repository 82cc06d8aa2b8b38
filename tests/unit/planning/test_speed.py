from __future__ import annotations

import pytest

from benchmarks.planning_speed import median_ms

LIMIT_MS = 50
"""Of the processor's time for 1,000 words; 12 were measured."""


@pytest.mark.parametrize("profile", ["newsroom", "brisk"])
def test_a_thousand_words_are_planned_in_a_blink(profile: str) -> None:
    assert median_ms(profile) < LIMIT_MS
