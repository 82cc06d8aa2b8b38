"""`narrator manual`: where it writes, and what it says."""

from __future__ import annotations

from pathlib import Path

import pytest


def test_the_page_and_the_man_pages_are_written(
    narrator, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    page, folder = tmp_path / "new" / "manual.html", tmp_path / "man1"
    done = narrator("manual", "--html", page, "--man", folder)
    assert done.code == 0
    count = len(list(folder.iterdir()))
    assert done.out.splitlines() == [f"Made {page}.", f"Made {count} man pages in {folder}."]
    assert page.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    assert "1970" in (folder / "narrator.1").read_text(encoding="utf-8")


def test_without_a_place_it_says_what_to_give(narrator) -> None:
    done = narrator("manual")
    assert done.code == 2
    assert "--html FILE" in done.err


def test_a_place_that_cannot_be_written_is_7(narrator, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    done = narrator("manual", "--man", tmp_path / "file" / "man1")
    assert done.code == 7
    assert "file" in done.err
