"""What the Nu HTML checker says of the manual."""

from __future__ import annotations

from pathlib import Path

from narrator.manual import documents, manual_page
from tests.validators.test_pages import errors


def test_the_html_checker_finds_nothing(tmp_path: Path) -> None:
    path = tmp_path / "manual.html"
    path.write_text(manual_page(documents()), encoding="utf-8")
    assert errors(path) == []
