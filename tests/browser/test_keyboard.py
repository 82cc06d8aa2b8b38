"""Walks through the page with the keyboard alone, and with media keys."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.browser.articles import EVERY_BLOCK
from tests.browser.conftest import until
from tests.unit.publishing.making import planned_episode

Open = Callable[..., Any]

FOCUS = """(() => {
  const on = document.activeElement;
  const box = on.getBoundingClientRect();
  const x = box.left + box.width / 2;
  const y = box.top + Math.min(box.height, innerHeight) / 2;
  const top = document.elementFromPoint(x, y);
  return {
    tag: on.localName, what: on.dataset.do || on.id || on.getAttribute("href") || on.className,
    width: box.width, height: box.height,
    clear: Boolean(top) && (on.contains(top) || top.contains(on)),
    outline: getComputedStyle(on).outlineStyle,
  };
})()"""
SIZE = "parseFloat(getComputedStyle(document.querySelector('article')).fontSize)"
MOST_STOPS = 80


def walk(page: Any) -> list[dict[str, Any]]:
    """Press Tab from the first stop to the last, and return what was stopped at."""
    stops = []
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        stop = page.evaluate(FOCUS)
        if stop["tag"] == "body":
            return stops
        stops.append(stop)
    raise AssertionError("the walk does not end")


def go_to(page: Any, what: str) -> None:
    """Press Tab until the thing is reached."""
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        if page.evaluate(FOCUS)["what"] == what:
            return
    raise AssertionError(f"{what} cannot be reached")


def starts_ms() -> list[int]:
    episode = planned_episode(EVERY_BLOCK)
    return [episode.to_ms(cue.start_samples) for cue in episode.cues]


def time_ms(page: Any) -> int:
    return round(page.evaluate("audio.currentTime") * 1000)


@pytest.mark.parametrize("size", [(1000, 800), (320, 640), (640, 400)])
def test_everything_is_reached_in_the_order_of_the_page(
    open_page: Open, size: tuple[int, int]
) -> None:
    page = open_page(viewport={"width": size[0], "height": size[1]})
    stops = walk(page)
    names = [stop["what"] for stop in stops if stop["tag"] == "button"]
    assert names == [
        "previous_section",
        "previous_sentence",
        "play",
        "next_sentence",
        "next_section",
        "slower",
        "faster",
        "smaller_text",
        "larger_text",
    ]
    assert stops[0]["what"] == "#text"
    assert stops[1]["tag"] == "audio"
    tags = [stop["tag"] for stop in stops]
    assert tags.count("input") == 2
    assert "div" in tags  # the wide table can be moved in
    for stop in stops:
        assert stop["clear"], stop
        assert stop["outline"] != "none" or stop["tag"] == "audio", stop
        if stop["tag"] in ("button", "input", "a"):
            assert stop["height"] >= 24, stop
            assert stop["width"] >= 24, stop


def test_the_first_stop_leads_to_the_text(open_page: Open) -> None:
    page = open_page()
    page.keyboard.press("Tab")
    assert page.locator(".skip").bounding_box()["y"] >= 0
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "text"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")


@pytest.mark.parametrize("key", ["Enter", "Space"])
def test_play_and_pause(open_page: Open, key: str) -> None:
    page = open_page()
    go_to(page, "play")
    assert page.evaluate("document.activeElement.textContent") == "Play"
    page.keyboard.press(key)
    until(page, "audio.currentTime > 0.2 && document.activeElement.textContent === 'Pause'")
    page.keyboard.press(key)
    until(page, "audio.paused && document.activeElement.textContent === 'Play'")


def test_sentence_by_sentence_forward_and_back(open_page: Open) -> None:
    page = open_page()
    go_to(page, "next_sentence")
    starts = starts_ms()
    for start in starts:
        page.keyboard.press("Enter")
        assert time_ms(page) == pytest.approx(start, abs=1)
    page.keyboard.press("Enter")  # behind the last there is none
    assert time_ms(page) == pytest.approx(starts[-1], abs=1)
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Shift+Tab")
    for start in reversed(starts[:-1]):
        page.keyboard.press("Enter")
        assert time_ms(page) == pytest.approx(start, abs=1)
    page.keyboard.press("Enter")
    assert time_ms(page) == pytest.approx(starts[0], abs=1)


def test_section_by_section_through_every_heading(open_page: Open) -> None:
    page = open_page()
    go_to(page, "next_section")
    said = []
    for _ in range(4):
        page.keyboard.press("Enter")
        said.append(page.inner_text("#status").partition(" ")[2])
    assert said[-3:] == ["What happened", "The cable", "What now"]
    assert page.locator(".now").inner_text() == "What now"


def test_a_row_of_a_table_is_told_cell_by_cell(open_page: Open) -> None:
    page = open_page()
    go_to(page, "next_sentence")
    for _ in starts_ms():
        page.keyboard.press("Enter")
        if page.evaluate("document.querySelector('.now').localName") == "tr":
            break
    assert page.inner_text("#status").endswith("2024; 3; patched")


def test_speed_and_size_are_set_and_remembered(open_page: Open) -> None:
    page = open_page()
    go_to(page, "faster")
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    assert page.inner_text("#speed") == "1.25×"
    go_to(page, "larger_text")
    before = page.evaluate(
        "parseFloat(getComputedStyle(document.querySelector('article')).fontSize)"
    )
    page.keyboard.press("Enter")
    after = page.evaluate(
        "parseFloat(getComputedStyle(document.querySelector('article')).fontSize)"
    )
    assert after == pytest.approx(before * 1.15, rel=0.01)
    page.reload()
    until(page, "audio.readyState > 0")
    assert page.evaluate("audio.playbackRate") == 1.25
    assert page.inner_text("#text_size") == "115 %"


def test_the_place_is_remembered(open_page: Open) -> None:
    page = open_page()
    page.focus("[data-do=next_section]")
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    place, marked = time_ms(page), page.locator(".now").inner_text()
    page.reload()
    until(page, "audio.readyState > 0 && audio.currentTime > 0")
    assert time_ms(page) == pytest.approx(place, abs=1)
    until(page, "document.querySelector('.now')")
    assert page.locator(".now").inner_text() == marked


def test_a_link_to_a_chapter_goes_there_in_text_and_sound(open_page: Open) -> None:
    page = open_page()
    link = page.locator("nav a >> text=What now")
    link.focus()
    page.keyboard.press("Enter")
    target = page.locator("h2 span >> text=What now")
    assert time_ms(page) == pytest.approx(int(target.get_attribute("data-start")), abs=1)
    assert page.evaluate("audio.paused")
    assert target.is_visible()
    page.locator("nav a.time").nth(1).focus()
    page.keyboard.press("Enter")
    until(page, "!audio.paused")
    heading = page.locator("h2 span >> text=What happened")
    assert time_ms(page) >= int(heading.get_attribute("data-start")) - 1
    assert page.url.endswith(".html") or "#c" in page.url


def test_our_own_words_can_be_hidden(open_page: Open) -> None:
    page = open_page()
    assert page.locator("article .added").first.is_visible()
    go_to(page, "show_added")
    page.keyboard.press("Space")
    assert all(line.is_hidden() for line in page.locator("article .added").all())


def test_media_keys_move_as_the_buttons_do(open_page: Open) -> None:
    page = open_page()
    page.add_init_script(
        "window.keys = {}; navigator.mediaSession.setActionHandler ="
        " (name, act) => { window.keys[name] = act; };"
    )
    page.reload()
    until(page, "audio.readyState > 0")
    starts = starts_ms()
    page.evaluate("keys.seekforward()")
    page.evaluate("keys.seekforward()")
    assert time_ms(page) == pytest.approx(starts[1], abs=1)
    page.evaluate("keys.seekbackward()")
    assert time_ms(page) == pytest.approx(starts[0], abs=1)
    page.evaluate("keys.nexttrack()")
    assert page.locator(".now").inner_text() == "What happened"
    page.evaluate("keys.seekto({ seekTime: 2.5 })")
    assert time_ms(page) == pytest.approx(2500, abs=1)
    page.evaluate("keys.play()")
    until(page, "!audio.paused")
    page.evaluate("keys.pause()")
    until(page, "audio.paused")
    assert page.evaluate("navigator.mediaSession.metadata.title").startswith("The night")
