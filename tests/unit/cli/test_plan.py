from __future__ import annotations

import re
import sys
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
    assert "Not in the audio, left out as asked (6 words): It was hard" in done.out
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


LEXICON = """
schema = 1
language = "en"

[words]
ice = "frozen water"
Lamps = { alias = "Lights", ipa = "laɪts" }
"""


@pytest.fixture
def lexicon(tmp_path: Path) -> Path:
    path = tmp_path / "words.toml"
    path.write_text(LEXICON, encoding="utf-8")
    return path


def test_a_lexicon_changes_what_is_spoken(narrator, article: Path, lexicon: Path) -> None:
    out = narrator("plan", article, "--lexicon", lexicon).out
    assert "The ice has gone => The frozen water has gone" in out
    assert "Lamps => Lights (Lights = ipa laɪts)" in out


def test_lexicons_of_options_go_before_the_profiles(
    narrator, article: Path, lexicon: Path, tmp_path: Path
) -> None:
    first = tmp_path / "first.toml"
    first.write_text("schema = 1\n[words]\nLamps = 'Torches'\n", encoding="utf-8")
    profile = tmp_path / "mine.toml"
    profile.write_text('schema = 1\nengine = "tone"\nlexicon = ["words.toml"]\n')
    assert "Lamps => Lights" in narrator("plan", article, "--profile", profile).out
    both = narrator("plan", article, "--profile", profile, "--lexicon", first).out
    assert "Lamps => Torches" in both
    assert "frozen water" in both


def test_a_faulty_lexicon_is_said_before_the_source_is_read(narrator, tmp_path: Path) -> None:
    faulty = tmp_path / "faulty.toml"
    faulty.write_text("schema = 1\n[word]\na = 'b'\n")
    done = narrator("convert", "gone.html", "--lexicon", faulty)
    assert done.code == 4
    assert f"Unknown key in a lexicon: {faulty}: word." in done.err
    assert "Did you mean words?" in done.err


def test_a_plan_takes_no_lexicon_any_more(
    narrator, article: Path, lexicon: Path, tmp_path: Path
) -> None:
    path = tmp_path / "plan.json"
    path.write_text(narrator("plan", article, "--json").out, encoding="utf-8")
    done = narrator("plan", path, "--lexicon", lexicon)
    assert done.code == 2
    assert "--lexicon says how words are said" in done.err


def test_say_tells_the_spoken_form_the_entry_and_the_phonemes(narrator, lexicon: Path) -> None:
    lines = narrator("plan", "--say", "Thin ice", "--lexicon", lexicon).out.splitlines()
    assert lines == [
        "Written: Thin ice",
        "Spoken: Thin frozen water",
        f"Why: ice is said frozen water, by lexicon {lexicon}: ice = frozen water.",
        "Voice: espeak gmw/en (en)",
        "Phonemes of espeak: T'In fr'oUz@n w'O:t3",
    ]


def test_say_notes_what_the_engine_does_not_take(narrator, lexicon: Path) -> None:
    done = narrator("plan", "--say", "Lamps", "--lexicon", lexicon, "--json", "--engine", "tone")
    assert done.data["pronunciations"] == [
        {"words": "Lights", "alphabet": "ipa", "phonemes": "laɪts"}
    ]
    assert done.data["notes"] == [
        "tone cannot speak these phonemes (ipa): it says Lights by its own rules."
    ]
    assert done.data["phonemes"] == ""
    heard = narrator("plan", "--say", "Lamps", "--lexicon", lexicon, "--json").data
    assert (heard["phonemes"], heard["notes"]) == ("l'aIts", [])


def test_say_tells_the_rule_of_the_language_and_when_there_is_none(narrator) -> None:
    lines = narrator("plan", "--say", "https://example.com/a").out.splitlines()
    assert "Why: https://example.com/a is said link to example dot com" in lines[2]
    plain = narrator("plan", "--say", "Haus", "--language", "de", "--engine", "tone").out
    assert plain.splitlines()[2] == "Why: no lexicon and no rule changes it."
    assert "Phonemes" not in plain


def test_either_a_source_or_words_are_asked_for(narrator, article: Path) -> None:
    for arguments in ((), (article, "--say", "ice"), ("--say", " ")):
        done = narrator("plan", *arguments)
        assert done.code == 2
        assert "Give either a SOURCE or words with --say." in done.err


def test_say_asks_the_engine_as_the_profile_sets_it(narrator, tmp_path: Path) -> None:
    profile = tmp_path / "mine.toml"
    profile.write_text(
        'schema = 1\nengine = "command"\n'
        f"[engines.command]\ntemplate = \"'{sys.executable}' {{voice}}\"\n"
    )
    said = narrator("plan", "--say", "ice", "--profile", profile, "--json").data
    assert said["notes"] == []
    assert said["voice"].startswith("command default")


def test_say_asks_no_engine_that_goes_online_in_an_offline_run(narrator) -> None:
    done = narrator("plan", "--say", "ice", "--engine", "gtts", "--offline")
    assert done.code == 5
    assert "this run is offline" in done.err
