"""The manual: one page of everything, and a man page for each command."""

from __future__ import annotations

import re
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import pytest

from narrator.errors import SourceError
from narrator.manual import documents, man_pages, manual_page
from narrator.manual.commands import entries
from narrator.manual.documents import Document, docs_folder
from narrator.manual.page import anchor

DAY = date(2026, 3, 12)


class Page(HTMLParser):
    """What the tests ask of the page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.levels: list[int] = []
        self.names: list[str] = []
        self.links: list[str] = []
        self.tags: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self.tags.append(tag)
        if re.fullmatch("h[1-6]", tag):
            self.levels.append(int(tag[1]))
        if "id" in found:
            self.names.append(str(found["id"]))
        if tag == "a":
            self.links.append(str(found["href"]))


@pytest.fixture(scope="module")
def text() -> str:
    return manual_page(documents())


@pytest.fixture(scope="module")
def page(text: str) -> Page:
    return Page(text)


def test_headings_begin_with_one_and_go_down_one_at_a_time(page: Page) -> None:
    assert page.levels[0] == 1
    assert page.levels.count(1) == 1
    steps = [after - before for before, after in zip(page.levels, page.levels[1:], strict=False)]
    assert max(steps) == 1


def test_every_link_leads_to_a_place_on_the_page_or_on_the_web(page: Page) -> None:
    within = [link[1:] for link in page.links if link.startswith("#")]
    assert set(within) <= set(page.names)
    assert [link for link in page.links if not link.startswith(("#", "https://"))] == []
    assert len(page.names) == len(set(page.names))


def test_every_document_and_every_command_is_there_and_in_the_contents(page: Page) -> None:
    files = {path.stem.lower() for path in docs_folder().glob("*.md")} | {"readme"}
    commands = {f"command-{entry.name}" for entry in entries()}
    assert files | commands <= set(page.names)
    assert {f"#{name}" for name in files | commands} <= set(page.links)


def test_nothing_is_loaded_and_nothing_runs(page: Page, text: str) -> None:
    assert not {"script", "img", "link", "iframe", "object"} & set(page.tags)
    assert "url(" not in text
    assert page.tags.count("main") == page.tags.count("nav") == 1
    assert page.links[0] == "#manual"


def test_every_option_of_every_command_is_there(text: str) -> None:
    for entry in entries():
        for _heading, rows in entry.options:
            assert all(f"<dt><code>{term}</code></dt>" in text for term, _said in rows)


def test_links_between_documents_become_places_on_the_page() -> None:
    one = Document("README", "# One\n\nSee [docs/two.md](docs/two.md) and [it](LICENSE).\n")
    two = Document("two", "# Two\n\n## A part of it\n\n[back](../README.md), [a](#a-part-of-it)\n")
    made = manual_page([one, two])
    assert '<a href="#two">Two</a>' in made
    assert "and it.</p>" in made
    assert '<a href="#readme">back</a>' in made
    assert '<h3 id="two-a-part-of-it">A part of it</h3>' in made
    assert '<a href="#two-a-part-of-it">a</a>' in made


def test_html_in_a_document_is_shown_and_not_run() -> None:
    made = manual_page([Document("x", "# X\n\nA <script>alert(1)</script> word.\n")])
    assert "<script" not in made
    assert "&lt;script&gt;" in made


def test_an_anchor_is_as_sites_make_it() -> None:
    assert anchor("Several at a time, and `all`") == "several-at-a-time-and-all"


def test_a_folder_without_documents_is_said(tmp_path: Path) -> None:
    empty = tmp_path / "docs"
    empty.mkdir()
    with pytest.raises(SourceError, match="documents of the manual are missing"):
        documents(empty)


def test_there_is_a_man_page_for_each_command() -> None:
    names = [name for name, _ in man_pages(DAY)]
    assert names[0] == "narrator.1"
    assert {"narrator-convert.1", "narrator-voices-sample.1"} < set(names)
    assert len(names) == len(list(entries()))


def test_a_man_page_has_its_parts_in_their_order() -> None:
    pages = dict(man_pages(DAY))
    parts = re.findall(r'^\.SH "(.*)"$', pages["narrator-convert.1"], re.M)
    assert parts == ["NAME", "SYNOPSIS", "EXAMPLES", "DESCRIPTION", "OPTIONS", "SEE ALSO"]
    assert '"2026\\-03\\-12"' in pages["narrator.1"] or '"2026-03-12"' in pages["narrator.1"]
    assert "EXIT STATUS" in pages["narrator.1"]
    assert ".BR narrator\\-convert (1)," in pages["narrator.1"]


def test_no_text_becomes_an_instruction() -> None:
    requests = {".TH", ".SH", ".SS", ".TP", ".PP", ".BR", ".br", ".nf", ".fi", ".nh", ".ad"}
    for name, text in man_pages(DAY):
        for line in text.splitlines():
            assert not line.startswith("'"), name
            assert not line.startswith(".") or line.split()[0] in requests, (name, line)
