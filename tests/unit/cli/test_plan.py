from __future__ import annotations

import re
from pathlib import Path

import pytest


def test_each_utterance_is_one_line(narrator, article: Path) -> None:
    lines = narrator("plan", article).out.splitlines()
    spoken = [
        line.strip() for line in lines if re.match(r"  [a-z ]+, \w+, en, pause \d+ ms: ", line)
    ]
    assert spoken == [
        "headline, presenter, en, pause 700 ms: The ice has gone",
        "length, presenter, en, pause 700 ms: Less than a minute, 2 sections.",
        "body, presenter, en, pause 250 ms: The river froze every winter.",
        "body, presenter, en, pause 500 ms: Nobody crossed it then.",
        "quotation, second, en, pause 900 ms: It was hard on everybody.",
        "heading, presenter, en, pause 500 ms: Lamps",
        "body, presenter, en, pause 1200 ms: They come in the autumn.",
        "closing, presenter, en, pause 500 ms: That was: The ice has gone",
        "closing, presenter, en, pause 500 ms: Read by a synthetic voice.",
    ]


def test_every_utterance_is_one_line_though_the_source_breaks_it(narrator, tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("Ice and\nlamps\n===\n\nThe\nriver froze  \nagain and nobody\ncrossed it.\n")
    lines = narrator("plan", path, "--language", "en").out.splitlines()
    said = [line.partition(": ")[2] for line in lines if "pause" in line]
    assert said[0] == "Ice and lamps"
    assert said[2:4] == ["The river froze", "again and nobody crossed it."]


def test_chapters_come_with_their_estimated_times(narrator, article: Path) -> None:
    lines = narrator("plan", article).out.splitlines()
    chapters = [line for line in lines if line.startswith("Chapter ")]
    assert chapters[0] == "Chapter 1, about 0:00:00: The ice has gone"
    assert re.fullmatch(r"Chapter 2, about 0:00:\d\d: Lamps", chapters[1])
    assert re.fullmatch(r"About \d+ seconds in all\.", lines[lines.index(chapters[1]) + 1])


def test_the_last_line_says_what_will_not_be_heard(narrator, article: Path) -> None:
    assert narrator("plan", article).last_line == "Everything the article says is in the audio."


def test_the_estimate_is_within_a_third_of_the_speech(narrator, article: Path) -> None:
    shown = narrator("plan", article).out
    found = re.search(r"About (\d+) seconds in all", shown)
    assert found
    spoken_ms = narrator("convert", article, "--json").data[0]["duration_ms"]
    assert abs(int(found[1]) * 1000 - spoken_ms) < spoken_ms / 3


@pytest.mark.parametrize(
    ("option", "gone"),
    [
        (("--no-announce", "length"), "Less than a minute"),
        (("--no-announce", "closing"), "That was:"),
        (("--no-announce", "disclosure"), "synthetic voice"),
        (("--without", "closing"), "That was:"),
    ],
)
def test_what_narrator_says_itself_can_be_switched_off(
    narrator, article: Path, option: tuple[str, str], gone: str
) -> None:
    assert gone in narrator("plan", article).out
    assert gone not in narrator("plan", article, *option).out


def test_roles_are_left_out_and_named(narrator, article: Path) -> None:
    done = narrator("plan", article, "--without", "quotation", "--without", "heading")
    assert "Not in the audio, switched off in the profile (6 words): It was hard" in done.out
    assert "heading, presenter" not in done.out


@pytest.mark.parametrize(
    ("option", "name", "nearest"),
    [
        ("--without", "bylin", "byline"),
        ("--without", "table_rows", "table-row"),
        ("--no-announce", "disclosur", "disclosure"),
    ],
)
def test_a_name_that_is_not_known_gets_the_nearest(
    narrator, article: Path, option: str, name: str, nearest: str
) -> None:
    done = narrator("plan", article, option, name)
    assert done.code == 2
    assert f"Did you mean {nearest}?" in done.err


def test_a_plan_is_not_planned_again(narrator, article: Path, tmp_path: Path) -> None:
    plan = tmp_path / "plan.json"
    plan.write_text(narrator("plan", article, "--json").out, encoding="utf-8")
    for option in (("--skim", "headlines"), ("--without", "date"), ("--no-announce", "list")):
        done = narrator("plan", plan, *option)
        assert done.code == 2
        assert f"{option[0]} says what is planned" in done.err


def test_skimming_leaves_the_headline_and_says_what_is_gone(narrator, article: Path) -> None:
    done = narrator("plan", article, "--skim", "headlines").out
    assert "The river froze every winter." not in done.partition("Chapter 1")[0]
    assert "Not in the audio, skimmed over" in done


def test_nothing_is_written(narrator, article: Path) -> None:
    narrator("plan", article)
    narrator("plan", article, "--json")
    assert not any(Path().iterdir())


def test_json_is_the_plan_alone(narrator, article: Path) -> None:
    done = narrator("plan", article, "--json")
    assert done.err == ""
    assert done.data["kind"] == "narrator plan"
    assert done.data["script"]["profile"] == "newsroom"


def test_a_plan_of_a_plan_is_the_plan(narrator, article: Path, tmp_path: Path) -> None:
    plan = tmp_path / "plan.json"
    plan.write_text(narrator("plan", article, "--json").out, encoding="utf-8")
    assert narrator("plan", plan, "--json").out == plan.read_text(encoding="utf-8")
    assert narrator("plan", plan).out == narrator("plan", article).out


def test_the_depth_of_chapters_is_an_option(narrator, article: Path) -> None:
    shown = narrator("plan", article, "--chapter-depth", "1").out
    assert shown.count("Chapter ") == 1
