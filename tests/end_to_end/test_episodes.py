"""Sources become episodes that say what they are: decoded again and measured."""

from __future__ import annotations

import html
import io
import itertools
import re
import sys
from collections import Counter
from pathlib import Path

import pytest

from narrator.cli import run

from . import sources
from .conftest import Narrator
from .hearing import Heard, Made, hear, loudness, only_episode

SOURCES = {
    "page.html": sources.HTML,
    "story.md": sources.MARKDOWN,
    "story.txt": sources.TEXT,
    "-": sources.TEXT,
}
WORD = re.compile(r"[^\W_]+")


class Episode:
    """An episode with what was reported of it."""

    def __init__(self, source: str, made: Made, report: dict[str, object]) -> None:
        self.source, self.made, self.report = source, made, report
        self.heard: Heard = hear(made.mp3)


class Stdin:
    def __init__(self, text: str) -> None:
        self.buffer = io.BytesIO(text.encode())


@pytest.fixture(scope="module", params=SOURCES)
def episode(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Episode:
    """Return the episode of each source, made once by espeak."""
    import contextlib
    import json

    folder = tmp_path_factory.mktemp("episode")
    name = request.param
    path = folder / name
    if name != "-":
        path.write_text(SOURCES[name], encoding="utf-8")
    printed = io.StringIO()
    with pytest.MonkeyPatch.context() as patch, contextlib.redirect_stdout(printed):
        patch.setattr(sys, "stdin", Stdin(SOURCES[name]))
        source = "-" if name == "-" else str(path)
        assert run(["convert", source, "-o", str(folder / "out"), "--json", "-q"]) == 0
    return Episode(SOURCES[name], only_episode(folder / "out"), json.loads(printed.getvalue())[0])


def test_the_length_is_the_reported_one(episode: Episode) -> None:
    assert round(episode.heard.duration_ms) == episode.report["duration_ms"]


def test_the_three_lists_of_chapters_agree(episode: Episode) -> None:
    in_json = [
        (round(1000 * c["startTime"]), round(1000 * c["endTime"]), c["title"])
        for c in episode.made.json_chapters
    ]
    reported = [(c["start_ms"], c["end_ms"], c["title"]) for c in episode.report["chapters"]]  # type: ignore[attr-defined]
    assert list(episode.heard.chapters) == in_json == reported


def test_chapters_tile_the_episode(episode: Episode) -> None:
    chapters = episode.heard.chapters
    assert chapters[0][0] == 0
    assert abs(chapters[-1][1] - episode.heard.duration_ms) <= 1
    assert [c[1] for c in chapters[:-1]] == [c[0] for c in chapters[1:]]


def test_a_chapter_begins_with_a_cue(episode: Episode) -> None:
    starts = {cue.start_ms for cue in episode.made.cues}
    assert {chapter[0] for chapter in episode.heard.chapters} <= starts


def test_speech_begins_within_50_ms_of_each_chapter_mark(episode: Episode) -> None:
    for start_ms, _, title in episode.heard.chapters:
        assert episode.heard.onset_ms(start_ms) <= 50, title


def test_before_each_chapter_mark_it_is_silent(episode: Episode) -> None:
    for start_ms, _, title in episode.heard.chapters[1:]:
        assert episode.heard.level_dbfs(start_ms - 150, start_ms - 20) < -55, title


def test_the_loudness_is_16_below_and_the_peak_1_below(episode: Episode) -> None:
    lufs, dbtp = loudness(episode.made.mp3)
    assert lufs == pytest.approx(-16, abs=0.5)
    assert dbtp <= -1


def test_no_cue_is_silent(episode: Episode) -> None:
    for cue in episode.made.cues:
        assert episode.heard.level_dbfs(cue.start_ms, cue.end_ms) > -35, cue.text


def test_the_pauses_between_cues_are_silent(episode: Episode) -> None:
    cues = episode.made.cues
    for before, after in itertools.pairwise(cues):
        assert episode.heard.level_dbfs(before.end_ms + 30, after.start_ms - 30) < -50, after.text


def test_the_length_of_each_cue_fits_its_words(episode: Episode) -> None:
    tried = 0
    for cue in episode.made.cues:
        words = len(cue.text.split())
        if words >= 5:
            tried += 1
            assert 80 <= 60_000 * words / (cue.end_ms - cue.start_ms) <= 400, cue.text
    assert tried


def test_every_word_of_the_source_is_heard_or_reported(episode: Episode) -> None:
    text = re.sub(r"<head>.*?</head>", " ", episode.source, flags=re.DOTALL)
    alts = " ".join(re.findall(r'alt="([^"]*)"', text))
    written = Counter(WORD.findall(html.unescape(re.sub(r"<[^>]*>", " ", text) + " " + alts)))
    omitted = " ".join(o["excerpt"] for o in episode.report["omissions"])  # type: ignore[attr-defined]
    accounted = Counter(WORD.findall(episode.made.said + " " + omitted))
    assert not written - accounted


def test_nothing_but_the_files_of_the_formats_is_left(episode: Episode) -> None:
    names = {path.suffix for path in episode.made.mp3.parent.iterdir()}
    assert names == {".mp3", ".json", ".vtt", ".html"}
    assert [str(episode.made.mp3)] == episode.report["files"][:1]  # type: ignore[index]


@pytest.mark.parametrize("language", sources.LANGUAGES)
def test_an_article_in_another_language_is_spoken_in_it(
    language: str, narrator: Narrator, write, tmp_path: Path
) -> None:
    headline, body = sources.LANGUAGES[language]
    path = write(f"{language}.md", f"# {headline}\n\n{body}\n")
    made = narrator("convert", path, "--language", language, "-o", tmp_path / "out", "--json")
    assert made.code == 0, made.err
    report = made.data[0]
    assert report["language"] == language
    assert not report["omissions"]
    episode = only_episode(tmp_path / "out")
    heard = hear(episode.mp3)
    assert heard.chapters[0][2] == headline
    assert "".join(body.split()) in "".join(episode.said.split())
    characters = sum(len(cue.text) for cue in episode.cues)
    seconds = heard.duration_ms / 1000
    fewest, most = (1, 8) if language == "zh" else (6, 25)
    assert fewest < characters / seconds < most
    for cue in episode.cues:
        assert heard.level_dbfs(cue.start_ms, cue.end_ms) > -35, cue.text


def test_the_language_is_found_out_where_nobody_says_it(
    narrator: Narrator, write, tmp_path: Path
) -> None:
    headline, body = sources.LANGUAGES["ru"]
    made = narrator("convert", write("a.md", f"# {headline}\n\n{body}\n"), "--json")
    assert made.data[0]["language"] == "ru"


def test_espeak_opens_no_socket(
    narrator: Narrator, write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import socket

    def refuse(*_arguments: object, **_more: object) -> None:
        raise AssertionError("a socket was opened")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "create_connection", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    made = narrator("convert", write("page.html", sources.HTML), "-o", tmp_path / "out")
    assert made.code == 0, made.err
