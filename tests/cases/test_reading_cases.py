"""Golden cases of reading: a directory each, with a source and the article it must become."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from narrator.reading import read
from tests.cases.outline import outline

CASES = sorted(path for path in (Path(__file__).parent / "reading").iterdir() if path.is_dir())


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_article_is_as_expected(case: Path) -> None:
    source = next(case.glob("source.*"))
    expected = (case / "expected.txt").read_text(encoding="utf-8")
    assert outline(read(str(source))) == expected


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_case_says_why_it_is_there(case: Path) -> None:
    about = tomllib.loads((case / "case.toml").read_text(encoding="utf-8"))
    assert about["why"].strip()
    assert about["origin"].strip()
