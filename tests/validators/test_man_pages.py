"""What mandoc says of the man pages."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from narrator.manual import man_pages
from narrator.messages import languages, use
from tests.validators.conftest import Run


@pytest.fixture(params=languages())
def language(request: pytest.FixtureRequest) -> Iterator[str]:
    use(request.param)
    yield request.param
    use("en")


def test_mandoc_finds_nothing(run: Run, tmp_path: Path, language: str) -> None:
    paths = []
    for name, text in man_pages(date(2026, 3, 12)):
        paths.append(tmp_path / name)
        paths[-1].write_text(text, encoding="utf-8")
    assert len(paths) > 1, language
    assert run("mandoc", "-Tlint", "-Wwarning", *paths) == ""


def test_mandoc_is_not_blind(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "broken.1"
    path.write_text('.SH "NAME"\n.XX nothing\n', encoding="utf-8")
    with pytest.raises(Exception, match="mandoc"):
        run("mandoc", "-Tlint", "-Wwarning", path)
