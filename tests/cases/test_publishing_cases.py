"""Golden cases of publishing: a source, and what its page and its book make of it.

`python -m tests.cases.test_publishing_cases CASE_DIRECTORY` prints it as it is now; read it
before it becomes what is expected. Every sentence takes a second, since nothing is spoken.
"""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from xml.etree.ElementTree import Element, fromstring

import pytest

from narrator.publishing.epub.overlay import overlay
from narrator.publishing.page import document
from narrator.reading import read
from tests.unit.publishing.making import planned_episode

CASES = sorted(path for path in (Path(__file__).parent / "publishing").iterdir() if path.is_dir())


def outline(made: Element, depth: int = 0) -> Iterator[str]:
    """Yield an element a line with its attributes and its text, what is inside of it below."""
    tag = made.tag.rpartition("}")[2]
    told = "".join(f" {name.rpartition('}')[2]}={text}" for name, text in made.attrib.items())
    yield f"{'  ' * depth}{tag}{told}{_quoted(made.text)}"
    for inner in made:
        yield from outline(inner, depth + 1)
        if (inner.tail or "").strip():
            yield f"{'  ' * (depth + 1)}{_quoted(inner.tail).strip()}"


def _quoted(text: str | None) -> str:
    return f" {text!r}" if (text or "").strip() else ""


def set_out_of(case: Path) -> str:
    about = tomllib.loads((case / "case.toml").read_text(encoding="utf-8"))
    settings = {"skim": about["skim"]} if "skim" in about else {}
    episode = planned_episode(read(str(next(case.glob("source.*")))), about["profile"], **settings)
    page = document(episode, "x.mp3")
    lines = [*outline(next(page.iter("article"))), "", *outline(next(page.iter("nav"))), ""]
    clips = fromstring(overlay(page, episode) or "<smil/>")
    return "\n".join([*lines, *outline(clips)]) + "\n"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_page_and_book_are_as_expected(case: Path) -> None:
    assert set_out_of(case) == (case / "expected.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_case_says_why_it_is_there(case: Path) -> None:
    about = tomllib.loads((case / "case.toml").read_text(encoding="utf-8"))
    assert about["why"].strip()
    assert about["origin"].strip()


if __name__ == "__main__":
    sys.stdout.write(set_out_of(Path(sys.argv[1])))
