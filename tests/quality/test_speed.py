"""Figures of speed that are stable on a busy machine: processor time and memory, at a small size.

The whole is measured by hand; see benchmarks/README.md.
"""

from __future__ import annotations

import os
import shutil

import pytest

from benchmarks import again, growth, one_article, start_up
from benchmarks.running import workplace

NOISE = 1.15
"""How much more than on a machine of its own a share of processor time may be: what other
programs do to caches was 8 % here."""


def test_an_article_takes_little_more_processor_time_than_espeak_and_lame() -> None:
    missing = [program for program in ("espeak-ng", "lame") if not shutil.which(program)]
    if missing:
        advice = f"install {' and '.join(missing)}"
        pytest.fail(advice) if os.environ.get("CI") else pytest.skip(advice)
    _, processor = one_article.against_the_pipe(pairs=3)
    assert processor <= one_article.MOST_OF_PIPE["processor"] * NOISE


def test_the_overview_and_a_plan_are_there_at_once() -> None:
    assert start_up.overview(times=3).cpu_s <= start_up.MOST_HELP_S
    assert start_up.planning(times=3).cpu_s <= start_up.MOST_PLAN_S * NOISE


def test_an_edit_of_a_long_article_takes_a_third_of_the_first_time() -> None:
    _, processor = again.edited_against_first(minutes=30, pairs=1)
    assert processor <= again.MOST_OF_FIRST * NOISE


def test_time_and_memory_for_a_minute_do_not_grow() -> None:
    with workplace() as folder:
        short, long = (growth.measured(folder, minutes, 1) for minutes in (10, 30))
    assert long.cpu_s_a_minute <= short.cpu_s_a_minute * growth.MOST_OF_A_MINUTE
    # What is not for the sound itself: words and their times, about 50 kB a minute.
    assert long.cost.peak_mb - short.cost.peak_mb <= 15
