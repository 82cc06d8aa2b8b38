"""Golden cases of planning: a source, a profile, and the script that must come of them.

`python -m tests.cases.test_planning_cases CASE_DIRECTORY` prints the script as it is now; read
it before it becomes what is expected.
"""

from __future__ import annotations

import sys
import tomllib
from pathlib import Path

import pytest

from narrator.planning import plan
from narrator.profiles import load_profile
from narrator.reading import read

CASES = sorted(path for path in (Path(__file__).parent / "planning").iterdir() if path.is_dir())


def script_of(case: Path) -> str:
    about = tomllib.loads((case / "case.toml").read_text(encoding="utf-8"))
    article = read(str(next(case.glob("source.*"))))
    return f"{plan(article, load_profile(about['profile']))}\n"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_script_is_as_expected(case: Path) -> None:
    assert script_of(case) == (case / "expected.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_case_says_why_it_is_there(case: Path) -> None:
    about = tomllib.loads((case / "case.toml").read_text(encoding="utf-8"))
    assert about["why"].strip()
    assert about["origin"].strip()


if __name__ == "__main__":
    sys.stdout.write(script_of(Path(sys.argv[1])))
