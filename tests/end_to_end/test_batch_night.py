"""The night of `benchmarks/batch_night.py`, small: every way to fail, and processes killed."""

from __future__ import annotations

import os
import random
from pathlib import Path

import pytest

from benchmarks.batch_night import WAYS, judge, prepare, run_night, server

ARTICLES = 24
KILLED_EVERY_S = 8.0
MOST_RUNS = 40


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
def test_every_good_article_is_made_once_and_every_failure_is_told(tmp_path: Path) -> None:
    with server() as address:
        night = prepare(tmp_path / "night", ARTICLES, address, failing=len(WAYS) / ARTICLES)
        chance = random.Random(3)
        run_night(night, 2, KILLED_EVERY_S, chance, MOST_RUNS, spared_from=4)
    assert len(night.bad) == len(WAYS)
    assert night.runs > 1
    assert judge(night, checked=3) == []
