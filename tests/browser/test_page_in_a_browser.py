"""The page plays from disk and server, with scripts and without, and runs nothing else."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from narrator.article import Article
from tests.browser.articles import EVERY_BLOCK, HOSTILE, HOSTILE_WORDS, RIGHT_TO_LEFT
from tests.browser.conftest import until
from tests.unit.publishing.making import planned_episode

Open = Callable[..., Any]
Published = Callable[[Article], Path]


@pytest.fixture(params=["disk", "server"])
def address(request: pytest.FixtureRequest, published: Published) -> str:
    path = published(EVERY_BLOCK)
    if request.param == "disk":
        return path.as_uri()
    return f"{request.getfixturevalue('server')}/{path.parent.name}/{path.name}"


def test_it_plays_and_nothing_is_refused(open_page: Open, address: str) -> None:
    page = open_page(address=address)
    page.click("[data-do=play]")
    until(page, "audio.currentTime > 0.2")
    assert page.evaluate("window.refused") == []
    assert page.said == []
    length_s = planned_episode(EVERY_BLOCK).duration_ms / 1000
    assert page.evaluate("audio.duration") == pytest.approx(length_s, abs=0.06)


def test_it_does_not_play_by_itself(open_page: Open, address: str) -> None:
    page = open_page(address=address)
    page.wait_for_timeout(300)
    assert page.evaluate("[audio.paused, audio.currentTime]") == [True, 0]


def test_nothing_is_asked_of_any_other_place(
    open_page: Open, browser: Any, published: Published
) -> None:
    path = published(EVERY_BLOCK)
    asked: list[str] = []
    page = open_page()
    page.on("request", lambda request: asked.append(request.url))
    page.reload()
    until(page, "audio.readyState > 0")
    others = {url for url in asked if not url.startswith("data:")}
    assert others == {path.as_uri(), path.with_suffix(".mp3").as_uri()}


def test_the_sentence_that_is_heard_is_the_one_that_is_marked(open_page: Open) -> None:
    page = open_page()
    cues = page.evaluate(
        "[...document.querySelectorAll('[data-start]')]"
        ".map((e) => [e.id, Number(e.dataset.start), Number(e.dataset.end)])"
    )
    assert len(cues) == len(planned_episode(EVERY_BLOCK).cues)
    for name, start_ms, end_ms in cues:
        for time_ms in (start_ms, (start_ms + end_ms) // 2, end_ms - 1):
            page.evaluate(
                "(time) => new Promise((done) => {"
                "  audio.addEventListener('seeked', () => setTimeout(done), { once: true });"
                "  audio.currentTime = time; })",
                time_ms / 1000,
            )
            marked = page.evaluate(
                "[...document.querySelectorAll('[aria-current]')].map(e => e.id)"
            )
            assert marked == [name], time_ms


def test_the_mark_is_more_than_a_colour(open_page: Open) -> None:
    style = (
        "(() => { const look = getComputedStyle(document.querySelector('.now'));"
        " return [look.textDecorationLine, look.outlineStyle]; })()"
    )
    page = open_page()
    page.click("[data-do=next_sentence]")
    assert page.evaluate(style)[0] == "underline"
    page = open_page(forced_colors="active")
    page.click("[data-do=next_sentence]")
    assert page.evaluate(style)[1] == "solid"


def test_the_sentence_is_kept_in_view_unless_the_reader_looks_elsewhere(open_page: Open) -> None:
    page = open_page(viewport={"width": 800, "height": 700})
    in_view = (
        "(() => { const box = document.querySelector('.now').getBoundingClientRect();"
        " const bar = document.querySelector('.player').getBoundingClientRect();"
        " return box.top >= bar.bottom && box.bottom <= innerHeight; })()"
    )
    for _ in range(3):
        page.click("[data-do=next_section]")
        assert page.evaluate(in_view)
    page.evaluate("scrollTo(0, 0)")
    before = page.evaluate("document.querySelector('.now').id")
    page.click("[data-do=play]")
    until(page, f"document.querySelector('.now').id !== '{before}'")
    assert page.evaluate("scrollY") == 0


def test_in_a_low_window_the_buttons_stay_where_they_are(open_page: Open) -> None:
    page = open_page(viewport={"width": 640, "height": 400})
    before = page.locator("[data-do=next_section]").bounding_box()
    for _ in range(3):
        page.click("[data-do=next_section]")
        assert page.locator("[data-do=next_section]").bounding_box() == before
    assert page.inner_text("#status").endswith("The cable")


def test_without_scripts_it_is_the_text_with_the_browsers_player(
    open_page: Open, published: Published
) -> None:
    page = open_page(java_script_enabled=False)
    assert page.locator("audio[controls]").is_visible()
    assert page.locator(".buttons").is_hidden()
    assert page.locator(".settings").is_hidden()
    page.click("nav a >> text=What happened")
    assert page.locator("h2 >> text=What happened").is_visible()
    assert page.url.endswith(page.locator("h2 span >> text=What happened").get_attribute("id"))
    link = page.locator("nav a.time").nth(1).get_attribute("href")
    assert link.startswith(published(EVERY_BLOCK).with_suffix(".mp3").name + "#t=")


@pytest.mark.parametrize("width", [320, 640, 1000])
@pytest.mark.parametrize("article", [EVERY_BLOCK, HOSTILE, RIGHT_TO_LEFT])
def test_nothing_is_wider_than_the_window(open_page: Open, article: Article, width: int) -> None:
    page = open_page(article, viewport={"width": width, "height": 640})
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_nothing_of_a_hostile_article_runs(open_page: Open) -> None:
    page = open_page(HOSTILE)
    page.on("dialog", lambda dialog: pytest.fail(dialog.message))
    for words in HOSTILE_WORDS:
        assert words in page.inner_text("article")
    for link in page.locator("article a").all():
        assert link.get_attribute("href").startswith("https://")
        link.dispatch_event("mouseover")
    page.click("[data-do=play]")
    until(page, "audio.currentTime > 0.3")
    assert page.evaluate("window.hit") is None
    assert page.evaluate("window.refused") == []
    assert page.said == []


def test_the_policy_holds_even_where_something_got_in(open_page: Open) -> None:
    page = open_page()
    page.evaluate(
        "document.body.insertAdjacentHTML('beforeend', '<img src=x onerror=\"window.hit = 1\">');"
        "const made = document.createElement('script'); made.textContent = 'window.hit = 1';"
        "document.body.append(made);"
    )
    until(page, "window.refused.length >= 3")
    assert page.evaluate("window.hit") is None


def test_text_written_from_the_right_is_set_from_the_right(open_page: Open) -> None:
    page = open_page(RIGHT_TO_LEFT)
    directions = page.evaluate(
        "['article', 'blockquote', 'nav'].map((name) =>"
        " getComputedStyle(document.querySelector(name)).direction)"
    )
    assert directions == ["rtl", "ltr", "ltr"]
