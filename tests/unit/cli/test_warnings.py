from __future__ import annotations

import json
from pathlib import Path

import pytest

from narrator.cli import run
from narrator.reading.completeness import TEASER

PAGE = """<html lang=en><head><script type="application/ld+json">
{"@type": "NewsArticle", "headline": "Bridge opens", "isAccessibleForFree": false}
</script></head><body><article><h1>Bridge opens</h1>
<p>The old bridge over the river was opened to traffic on Monday by the mayor of the town.</p>
<p>It had been closed since the spring, when a barge hit one of its three pillars of stone.</p>
</article></body></html>"""


@pytest.fixture
def teaser(tmp_path: Path) -> str:
    path = tmp_path / "teaser.html"
    path.write_text(PAGE)
    return str(path)


def test_plan_says_that_a_text_is_incomplete(
    teaser: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["plan", teaser, "--json"]) == 0
    shown = capsys.readouterr()
    assert f"Warning: {TEASER}" in shown.err
    assert json.loads(shown.out)["article"]["warnings"][0].startswith(TEASER)


def test_convert_says_it_even_when_quiet_and_reports_it(
    teaser: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["convert", teaser, "--engine", "tone", "--quiet", "--json"]) == 0
    shown = capsys.readouterr()
    assert f"Warning: {TEASER}" in shown.err
    assert json.loads(shown.out)[0]["warnings"][0].startswith(TEASER)


def test_plan_that_was_saved_keeps_its_warning(
    teaser: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["plan", teaser, "--json"]) == 0
    saved = tmp_path / "plan.json"
    saved.write_text(capsys.readouterr().out)
    assert run(["plan", str(saved)]) == 0
    assert f"Warning: {TEASER}" in capsys.readouterr().err
