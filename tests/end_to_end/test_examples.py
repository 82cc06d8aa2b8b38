"""The examples, from the source to the omissions: every word is in the plan or accounted for."""

from __future__ import annotations

import re
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path

import pytest

from narrator.pipeline import plan_source
from narrator.profiles import load_profile

EXAMPLES = Path(__file__).parents[2] / "examples"
SOURCES = sorted(path for path in EXAMPLES.iterdir() if path.suffix in {".html", ".txt", ".md"})


class VisibleText(HTMLParser):
    """The visible text of a page by the standard library, which shares no code with ours."""

    UNSEEN = frozenset({"head", "script", "style", "template"})

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self._unseen: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in self.UNSEEN:
            self._unseen.append(tag)
        if tag == "img":
            self.parts.append(dict(attrs).get("alt") or "")

    def handle_endtag(self, tag: str) -> None:
        if self._unseen and self._unseen[-1] == tag:
            self._unseen.pop()

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self.parts.append(data)


def words(text: str) -> Counter[str]:
    """Return the words; a credit glued to a caption ("scheduleImage") is two of them."""
    return Counter(re.findall(r"\w+", re.sub(r"(?<=[a-z])(?=[A-Z])", " ", text)))


def visible_words(path: Path) -> Counter[str]:
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".html":
        page = VisibleText()
        page.feed(text)
        text = " ".join(page.parts)
    return words(text)


def test_there_is_a_saved_page_and_a_dumped_text() -> None:
    assert {path.suffix for path in SOURCES} >= {".html", ".txt"}


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.name)
@pytest.mark.parametrize("profile", ["newsroom", "single", "brisk"])
def test_every_word_is_in_the_plan_or_among_the_omissions(source: Path, profile: str) -> None:
    planned = plan_source(str(source), load_profile(profile))
    accounted = [utterance.written for utterance in planned.script.utterances()]
    accounted += [omission.excerpt for omission in planned.omissions]
    assert not visible_words(source) - words(" ".join(accounted))


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.name)
def test_structure_is_found(source: Path) -> None:
    planned = plan_source(str(source), load_profile("newsroom"))
    article = planned.article
    kinds = {type(block).__name__ for block in article.blocks}
    assert {"Heading", "Paragraph", "Figure", "ItemList"} <= kinds
    assert article.standfirst
    assert article.metadata.published
    assert len(planned.script.sections) >= 4
    assert "navigation" in {omission.reason for omission in planned.omissions}
