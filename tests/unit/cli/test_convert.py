from __future__ import annotations

import io
import json
import re
import sys
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from narrator.planning import plan
from narrator.script import Script
from narrator.speaking.engine import Speech
from narrator.speaking.tone import ToneEngine
from narrator.speech import Prosody, Voice

from .conftest import ARTICLE

SLUG = "the-ice-has-gone"


def test_the_last_line_says_what_was_made_where_how_long_and_what_is_missing(
    narrator, article: Path
) -> None:
    done = narrator("convert", article, "--engine", "tone")
    assert done.code == 0
    made = Path("output") / SLUG / f"{SLUG}.mp3"
    assert made.is_file()
    assert done.last_line.startswith(f"Made {made}: ")
    assert "seconds, 2 chapters. " in done.last_line
    assert done.last_line.endswith("Everything the article says is in the audio.")
    assert len(done.out.splitlines()) == 1


def test_the_last_line_says_what_is_not_in_the_audio(narrator, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(
        "<html lang=en><body><nav>Home News</nav><article><h1>Ice</h1>"
        "<p>The river froze every winter, and nobody crossed it then.</p>"
        "<p>The engineers stood on the north bank with flasks of tea, and they waited for the "
        "ice to go, which it did in the last days of March.</p></article></body></html>"
    )
    done = narrator("convert", page, "--engine", "tone")
    assert done.last_line.endswith("1 chapter. Not in the audio: navigation, 2 words.")
    assert "Not in the audio, navigation (2 words): Home News" in done.err


def test_progress_is_lines_on_standard_error(narrator, article: Path) -> None:
    lines = narrator("convert", article, "--engine", "tone").err.splitlines()
    assert lines == [
        f"Reading {article}.",
        "Speaking: The ice has gone.",
        "Section 1 of 2: The ice has gone. 0 percent.",
        "Section 2 of 2: Lamps. 55 percent.",
        "All is spoken. Mixing.",
        "Writing the episode.",
        f"To read along: {Path('output') / SLUG / SLUG}.html",
    ]


@pytest.mark.parametrize("option", ["-q", "--quiet"])
def test_quiet_says_the_result_alone(narrator, article: Path, option: str) -> None:
    done = narrator("convert", article, "--engine", "tone", option)
    assert done.err == ""
    assert done.out.startswith("Made ")


def test_quiet_still_says_an_error(narrator) -> None:
    done = narrator("convert", "gone.md", "-q")
    assert done.code == 3
    assert done.err.startswith("Error: There is no such file: gone.md.")


def test_json_is_alone_on_standard_output(narrator, article: Path) -> None:
    done = narrator("convert", article, "--engine", "tone", "--json")
    (report,) = done.data
    assert report["headline"] == "The ice has gone"
    assert report["language"] == "en"
    assert [chapter["title"] for chapter in report["chapters"]] == ["The ice has gone", "Lamps"]
    assert report["chapters"][-1]["end_ms"] == report["duration_ms"]
    assert all(Path(name).is_file() for name in report["files"])
    assert report["omissions"] == []
    assert "Writing the episode." in done.err


def test_standard_input_is_a_source(narrator, monkeypatch: pytest.MonkeyPatch) -> None:
    class Stdin:
        buffer = io.BytesIO(ARTICLE.encode())

    monkeypatch.setattr(sys, "stdin", Stdin)
    done = narrator("convert", "-", "--engine", "tone")
    assert done.code == 0
    assert done.err.startswith("Reading standard input.\n")
    assert (Path("output") / SLUG / f"{SLUG}.mp3").is_file()


def test_several_sources_make_an_episode_each(narrator, article: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.md"
    other.write_text("# Lamps are lit\n\nAll of them burn.\n")
    done = narrator("convert", article, other, "--engine", "tone")
    assert done.code == 0
    assert sorted(path.name for path in Path("output").iterdir()) == ["lamps-are-lit", SLUG]
    assert [line.split(":")[0].split("/")[-1] for line in done.out.splitlines()] == [
        f"{SLUG}.mp3",
        "lamps-are-lit.mp3",
    ]


@pytest.mark.parametrize("first", [True, False])
def test_where_one_source_fails_the_others_are_made(narrator, article: Path, first: bool) -> None:
    sources = ["gone.md", str(article)] if first else [str(article), "gone.md"]
    done = narrator("convert", *sources, "--engine", "tone")
    assert done.code == 8
    assert "Error: There is no such file: gone.md." in done.err
    assert done.err.splitlines()[-1] == "Error: 1 of 2 sources was not converted: gone.md."
    assert (Path("output") / SLUG / f"{SLUG}.mp3").is_file()


def test_where_one_source_fails_the_json_is_whole(narrator, article: Path) -> None:
    done = narrator("convert", "gone.md", article, "--engine", "tone", "--json")
    assert done.code == 8
    failed, made = done.data
    assert failed["source"] == "gone.md"
    assert failed["error"]["exit_code"] == 3
    assert failed["error"]["message"] == "There is no such file"
    assert made["headline"] == "The ice has gone"
    assert made["source"] == str(article)


def test_every_voice_speaks_with_the_engine_of_the_option(narrator, article: Path) -> None:
    report = narrator("convert", article, "--engine", "tone", "--json").data[0]
    assert report["voices"] == ["tone low (en)", "tone high (en)"]


def test_a_profile_file_is_taken_by_its_path(narrator, article: Path, tmp_path: Path) -> None:
    profile = tmp_path / "mine.toml"
    profile.write_text('schema = 1\nengine = "tone"\n[voices.ada.names]\ntone = "middle"\n')
    report = narrator("convert", article, "-p", profile, "--json").data[0]
    assert report["voices"] == ["tone middle (en)"]


def test_a_faster_rate_makes_a_shorter_episode(narrator, article: Path) -> None:
    lengths = [
        narrator("convert", article, "--engine", "tone", "--rate", rate, "--json").data[0]
        for rate in (120, 400)
    ]
    assert lengths[0]["duration_ms"] > lengths[1]["duration_ms"] * 1.5


def test_an_edited_plan_is_spoken_as_edited(narrator, article: Path, tmp_path: Path) -> None:
    data = narrator("plan", article, "--json").data
    first, second = data["script"]["sections"]
    headline, _length, body, dropped, quotation = first["utterances"]
    body["written"] = body["spoken"] = "The brook froze once."
    quotation["voice"] = "presenter"
    first["utterances"] = [headline, body, quotation]
    plan = tmp_path / "edited.json"
    plan.write_text(json.dumps(data))
    done = narrator("convert", plan, "--engine", "tone")
    assert done.code == 0, done.err
    text = (Path("output") / SLUG / f"{SLUG}.vtt").read_text(encoding="utf-8")
    cues = [block.splitlines()[2] for block in text.split("\n\n")[2:] if block.strip()]
    said = [headline, body, quotation, *second["utterances"]]
    assert cues == [utterance["written"] for utterance in said]
    assert dropped["written"] not in text


def test_a_plan_keeps_the_profile_it_was_made_for(
    narrator, article: Path, tmp_path: Path, profiles_folder: Path
) -> None:
    (profiles_folder / "mine.toml").write_text(
        'schema = 1\nengine = "tone"\n[voices.ada.names]\ntone = "middle"\n'
    )
    plan = tmp_path / "plan.json"
    plan.write_text(narrator("plan", article, "-p", "mine", "--json").out)
    report = narrator("convert", plan, "--json").data[0]
    assert report["voices"] == ["tone middle (en)"]


def test_a_plan_that_wants_a_voice_the_profile_has_not_is_a_profile_error(
    narrator, article: Path, tmp_path: Path
) -> None:
    data = narrator("plan", article, "--json").data
    data["script"]["sections"][0]["utterances"][0]["voice"] = "presentr"
    plan = tmp_path / "plan.json"
    plan.write_text(json.dumps(data))
    done = narrator("convert", plan, "--engine", "tone")
    assert done.code == 4
    assert "Did you mean presenter?" in done.err
    assert not any(Path("output").iterdir())


def test_a_plan_made_with_a_profile_file_is_spoken_with_it(
    narrator, article: Path, tmp_path: Path
) -> None:
    profile = tmp_path / "mine.toml"
    profile.write_text('schema = 1\nengine = "tone"\n')
    plan = tmp_path / "plan.json"
    plan.write_text(narrator("plan", article, "-p", profile, "--json").out)
    assert narrator("convert", plan).code == 0


def cues_of(path: Path) -> list[str]:
    blocks = path.read_text(encoding="utf-8").split("\n\n")[2:]
    payloads = [block.splitlines()[2] for block in blocks if block.strip()]
    return [re.sub(r"^<v [^>]*>", "", payload) for payload in payloads]


def test_the_ledger_is_written_when_it_is_asked_for(narrator, article: Path) -> None:
    done = narrator("convert", article, "--engine", "tone", "--ledger", "--json")
    assert done.code == 0, done.err
    (path,) = [Path(file) for file in done.data[0]["files"] if file.endswith(".ledger.jsonl")]
    lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    said = [line for line in lines if line["done"] != "left out"]
    assert [line["written"] for line in said] == cues_of(path.with_name(f"{SLUG}.vtt"))
    assert {line["engine"] for line in said} == {"tone"}
    assert all(before["end_ms"] <= after["start_ms"] for before, after in pairwise(said))
    assert narrator("convert", article, "--engine", "tone").code == 0
    assert not path.exists()


class Heard:
    """Every text that an engine was given."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.texts: list[str] = []
        real = ToneEngine.say

        def say(engine: ToneEngine, text: str, voice: Voice, prosody: Prosody) -> Speech:
            self.texts.append(text)
            return real(engine, text, voice, prosody)

        monkeypatch.setattr(ToneEngine, "say", say)


@pytest.mark.parametrize("by_pipe", [True, False])
def test_a_plan_edited_by_hand_is_spoken_to_the_word(
    narrator, article: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, by_pipe: bool
) -> None:
    data = narrator("plan", article, "--json").data
    first, second = data["script"]["sections"]
    first["utterances"][1]["spoken"] = "The river froze, every winter of it."
    added = {**first["utterances"][2], "written": "New.", "spoken": "Newly said.", "origin": ""}
    first["utterances"].insert(2, added)
    data["script"]["sections"] = [first]
    heard, text = Heard(monkeypatch), json.dumps(data)
    if by_pipe:
        source = "-"
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode())))
    else:
        source = str(tmp_path / "plan.json")
        Path(source).write_text(text, encoding="utf-8")
    done = narrator("convert", source, "--engine", "tone", "--ledger", "--json")
    assert done.code == 0, done.err
    assert heard.texts == [utterance["spoken"] for utterance in first["utterances"]]
    files = {"".join(Path(file).suffixes): Path(file) for file in done.data[0]["files"]}
    assert cues_of(files[".vtt"]) == [utterance["written"] for utterance in first["utterances"]]
    gone = [each["excerpt"] for each in done.data[0]["omissions"]]
    assert gone == [each["written"] for each in second["utterances"] if each["role"] != "closing"]
    assert {each["reason"] for each in done.data[0]["omissions"]} == {"taken out of the plan"}
    ledger = files[".ledger.jsonl"].read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["written"] for line in ledger][-len(gone) :] == gone


def test_options_of_reading_are_refused_with_a_plan_on_standard_input(
    narrator, article: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = narrator("plan", article, "--json").out
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode())))
    done = narrator("convert", "-", "--engine", "tone", "--language", "de")
    assert done.code == 2
    assert "--language says how a source is read" in done.err


def test_words_that_would_be_lost_end_the_run_before_anything_is_made(
    narrator, article: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = plan

    def forgetful(*arguments: Any) -> Script:
        script = real(*arguments)
        return replace(script, sections=script.sections[:-1])

    monkeypatch.setattr("narrator.planning.plan", forgetful)
    done = narrator("convert", article, "--engine", "tone")
    assert done.code == 1
    assert "lost in silence: /blocks/2/text: Lamps." in done.err
    assert not Path("output").exists()


def test_a_format_is_written_beside_those_that_are_always_written(narrator, article: Path) -> None:
    plain = narrator("convert", article, "--engine", "tone", "--json").data[0]["files"]
    more = narrator("convert", article, "--engine", "tone", "--json", "--format", "ledger")
    added = set(more.data[0]["files"]) - set(plain)
    assert [Path(path).name for path in added] == [f"{SLUG}.ledger.jsonl"]


def test_an_unknown_format_is_an_error_that_names_the_nearest(narrator, article: Path) -> None:
    done = narrator("convert", article, "--engine", "tone", "--format", "leger")
    assert done.code == 2
    assert "Did you mean ledger?" in done.err
    assert not Path("output").exists()


def test_the_page_to_read_along_is_named(narrator, article: Path) -> None:
    done = narrator("convert", article, "--engine", "tone")
    page = Path("output") / SLUG / f"{SLUG}.html"
    assert f"To read along: {page}\n" in done.err
    assert page.is_file()
