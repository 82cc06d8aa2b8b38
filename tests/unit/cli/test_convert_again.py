"""What is not changed is not made again."""

from __future__ import annotations

from pathlib import Path

import pytest

from narrator.speaking.espeak import EspeakEngine

SLUG = "the-ice-has-gone"


@pytest.fixture
def spoken(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The texts that the engine was asked for."""
    texts: list[str] = []
    say = EspeakEngine.say

    def noted(self, text, voice, prosody):
        texts.append(text)
        return say(self, text, voice, prosody)

    monkeypatch.setattr(EspeakEngine, "say", noted)
    return texts


def test_an_article_that_has_not_changed_is_not_made_again(
    narrator, article: Path, spoken: list[str]
) -> None:
    first = narrator("convert", article)
    made = Path("output") / SLUG / f"{SLUG}.mp3"
    times = made.stat().st_mtime_ns
    spoken.clear()
    again = narrator("convert", article)
    assert again.code == 0
    assert spoken == []
    assert made.stat().st_mtime_ns == times
    assert again.out == first.out.replace("Made", "Up to date:")
    assert again.err == "Nothing has changed since this was made; --again makes it again.\n"


def test_the_report_is_the_same_but_says_that_nothing_changed(narrator, article: Path) -> None:
    (first,) = narrator("convert", article, "--json", "--quiet").data
    (again,) = narrator("convert", article, "--json", "--quiet").data
    assert (first.pop("unchanged"), again.pop("unchanged")) == (False, True)
    assert again == first


@pytest.mark.parametrize("options", [["--again"], ["--no-cache"], ["--rate", "200"]], ids=str)
def test_it_is_made_where_that_is_wanted(
    narrator, article: Path, spoken: list[str], options: list[str]
) -> None:
    narrator("convert", article)
    spoken.clear()
    assert narrator("convert", article, *options).out.startswith("Made ")
    assert spoken


def test_a_damaged_episode_is_made_again_with_the_same_bytes(narrator, article: Path) -> None:
    narrator("convert", article)
    made = Path("output") / SLUG / f"{SLUG}.mp3"
    whole = made.read_bytes()
    made.write_bytes(whole[:-100])
    assert narrator("convert", article).out.startswith("Made ")
    assert made.read_bytes() == whole


def test_an_edit_is_noticed(narrator, article: Path, spoken: list[str]) -> None:
    narrator("convert", article)
    article.write_text(article.read_text().replace("winter", "spring"))
    spoken.clear()
    assert narrator("convert", article).out.startswith("Made ")
    assert any("spring" in text for text in spoken)


def test_nothing_is_recorded_of_what_was_made_without_a_cache(narrator, article: Path) -> None:
    narrator("convert", article, "--no-cache")
    assert narrator("convert", article).out.startswith("Made ")
