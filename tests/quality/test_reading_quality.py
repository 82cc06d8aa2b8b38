"""The floors of reading quality, held on the corpus where it is there."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.reading_quality import (
    METRICS,
    PARTS,
    below_floor,
    corpus,
    figures,
    fingerprint,
    floors,
    measure,
)


@pytest.fixture(scope="module")
def folder() -> Path:
    found = corpus()
    if found is None:
        pytest.skip("there is no corpus here; NARRATOR_CORPUS names its folder")
    if fingerprint(found) != floors()["fingerprint"]:
        pytest.skip("the floors were measured on another corpus")
    return found


@pytest.mark.parametrize("part", PARTS)
def test_no_figure_is_below_its_floor(folder: Path, part: str) -> None:
    assert below_floor(part, figures(measure(folder, part))) == []


@pytest.mark.parametrize("part", PARTS)
def test_every_figure_has_a_floor(part: str) -> None:
    assert set(floors()[part]) == {*METRICS, "pages_under_50"}


def test_a_figure_below_its_floor_is_found() -> None:
    measured = dict(floors()["news-html"])
    measured["captions"] -= 1
    measured["pages_under_50"] += 1
    assert len(below_floor("news-html", measured)) == 2
