"""What axe says of the page in every state that a reader can bring it to."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pytest

from narrator.article import Article
from tests.browser.articles import EVERY_BLOCK, GERMAN, HOSTILE, RIGHT_TO_LEFT
from tests.browser.conftest import until

Open = Callable[..., Any]

WISHES: Mapping[str, dict[str, object]] = {
    "light": {},
    "dark": {"color_scheme": "dark"},
    "forced colours": {"forced_colors": "active"},
    "forced colours in dark": {"forced_colors": "active", "color_scheme": "dark"},
    "320 pixels": {"viewport": {"width": 320, "height": 640}},
    "200 percent": {"viewport": {"width": 640, "height": 400}, "device_scale_factor": 2},
    "motion": {"reduced_motion": "no-preference"},
}


def findings(page: Any, axe: str) -> list[str]:
    page.evaluate(axe)
    result = page.evaluate("axe.run()")
    return [
        f"{found['id']}: {node['html'][:200]}"
        for found in result["violations"]
        for node in found["nodes"]
    ]


def play(page: Any) -> None:
    page.click("[data-do=next_section]")
    page.click("[data-do=play]")
    until(page, "!audio.paused && audio.currentTime > 0")


@pytest.mark.parametrize("how", WISHES)
def test_axe_finds_nothing_before_it_plays(open_page: Open, axe: str, how: str) -> None:
    assert findings(open_page(**WISHES[how]), axe) == []


@pytest.mark.parametrize("how", WISHES)
def test_axe_finds_nothing_while_it_plays(open_page: Open, axe: str, how: str) -> None:
    page = open_page(**WISHES[how])
    play(page)
    assert page.locator(".now").count() > 0
    assert findings(page, axe) == []


def test_axe_finds_nothing_with_large_text_and_without_our_words(open_page: Open, axe: str) -> None:
    page = open_page(viewport={"width": 320, "height": 640})
    for _ in range(10):
        page.click("[data-do=larger_text]")
    page.uncheck("#show_added")
    assert findings(page, axe) == []
    assert page.evaluate("document.documentElement.scrollWidth") == 320


@pytest.mark.parametrize("article", [GERMAN, RIGHT_TO_LEFT, HOSTILE, Article(EVERY_BLOCK.metadata)])
def test_axe_finds_nothing_in_other_articles(open_page: Open, axe: str, article: Article) -> None:
    assert findings(open_page(article), axe) == []


def test_axe_is_not_blind(open_page: Open, axe: str) -> None:
    page = open_page()
    page.evaluate("document.querySelector('img').removeAttribute('alt')")
    assert any(found.startswith("image-alt") for found in findings(page, axe))
