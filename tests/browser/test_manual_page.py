"""The manual in a real browser: axe's findings, and whether it fits a narrow window."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from narrator.manual import documents, manual_page
from tests.browser.test_axe import findings

WISHES: dict[str, dict[str, Any]] = {
    "light": {},
    "dark": {"color_scheme": "dark"},
    "320 pixels": {"viewport": {"width": 320, "height": 640}},
}


@pytest.mark.parametrize("how", WISHES)
def test_axe_finds_nothing_and_it_fits(browser: Any, axe: str, how: str, tmp_path: Path) -> None:
    path = tmp_path / "manual.html"
    path.write_text(manual_page(documents()), encoding="utf-8")
    context = browser.new_context(**WISHES[how])
    page = context.new_page()
    page.goto(path.as_uri())
    assert findings(page, axe) == []
    fits = "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
    assert page.evaluate(fits)
    context.close()
