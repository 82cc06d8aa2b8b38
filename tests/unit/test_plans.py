from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from narrator.article import Article, Heading, Metadata, Omission, Paragraph, Reason, Stage
from narrator.errors import SourceError
from narrator.planning import plan
from narrator.plans import Plan, plan_from_json, plan_to_json, read_plan
from narrator.profiles import load_profile

ARTICLE = Article(
    Metadata(headline="The ice has gone", language="en"),
    blocks=(Paragraph("The river froze. It thawed."), Heading("Lamps", 2), Paragraph("By June.")),
    omissions=(Omission(Stage.READING, Reason.NAVIGATION, "Home News"),),
)


@pytest.fixture
def made() -> Plan:
    return Plan(ARTICLE, plan(ARTICLE, load_profile("newsroom")), "file:///ice.html")


Edit = Callable[[dict[str, Any]], object]


def test_a_plan_comes_back_as_it_was(made: Plan) -> None:
    assert plan_from_json(plan_to_json(made), "plan.json") == made


def test_a_plan_says_what_it_is(made: Plan) -> None:
    data = json.loads(plan_to_json(made))
    assert (data["kind"], data["schema"]) == ("narrator plan", 1)
    assert data["source"] == "file:///ice.html"


def test_a_plan_prints_as_what_will_be_said(made: Plan) -> None:
    assert "body, presenter, en, pause 250 ms: The river froze." in str(made)


def test_the_omissions_are_together_in_the_file_and_apart_in_the_value(made: Plan) -> None:
    data = json.loads(plan_to_json(made))
    assert [entry["excerpt"] for entry in data["omissions"]] == ["Home News"]
    assert "omissions" not in data["article"]
    back = plan_from_json(plan_to_json(made), "plan.json")
    assert back.article.omissions == ARTICLE.omissions
    assert back.script.omissions == ()


def test_what_is_edited_is_what_will_be_said(made: Plan) -> None:
    data = json.loads(plan_to_json(made))
    data["script"]["sections"][0]["utterances"][1]["spoken"] = "The brook froze."
    back = plan_from_json(json.dumps(data), "plan.json")
    assert list(back.script.utterances())[1].spoken == "The brook froze."


def test_what_is_taken_out_is_an_omission_and_not_everything_is_in_the_audio(made: Plan) -> None:
    data = json.loads(plan_to_json(made))
    removed = data["script"]["sections"].pop()
    edited = plan_from_json(json.dumps(data), "plan.json")
    taken_out = [o for o in edited.omissions if o.reason is Reason.TAKEN_OUT]
    removed_pieces = {u["origin"] for u in removed["utterances"] if u["role"] != "closing"}
    assert {o.origin for o in taken_out} == removed_pieces


def test_a_section_without_utterances_is_none(made: Plan) -> None:
    data = json.loads(plan_to_json(made))
    data["script"]["sections"][-1]["utterances"] = []
    edited = plan_from_json(json.dumps(data), "plan.json")
    assert edited.script.sections == made.script.sections[:-1]


def remove(*path: str | int) -> Edit:
    def edit(data: Any) -> None:
        *parents, last = path
        for key in parents:
            data = data[key]
        del data[last]

    return edit


def put(value: object, *path: str | int) -> Edit:
    def edit(data: Any) -> None:
        *parents, last = path
        for key in parents:
            data = data[key]
        data[last] = value

    return edit


FIRST = ("script", "sections", 0, "utterances", 0)

FAULTS = {
    "unknown key at the top": (put(1, "scrip"), "unknown key scrip"),
    "unknown key in the article": (put(1, "article", "autor"), "autor"),
    "unknown key in an utterance": (put(1, *FIRST, "speed"), "speed"),
    "missing article": (remove("article"), "missing key article"),
    "missing script": (remove("script"), "missing key script"),
    "missing key of an utterance": (remove(*FIRST, "voice"), "voice"),
    "a number for a text": (put(5, *FIRST, "spoken"), "$.script.sections[0].utterances[0].spoken"),
    "a text for a number": (put("5", *FIRST, "pause_after_ms"), "pause_after_ms"),
    "a broken number": (put(1.5, *FIRST, "pause_after_ms"), "pause_after_ms"),
    "an unknown role": (put("heading1", *FIRST, "role"), "Did you mean heading?"),
    "a pause before the start": (put(-500, *FIRST, "pause_after_ms"), "not -500"),
    "a pause of an hour": (put(3_600_000, *FIRST, "pause_after_ms"), "0 to 60000 ms"),
    "an unknown reason": (put("bored", "omissions", 0, "reason"), "reason"),
    "a text for a list": (put("no", "script", "sections"), "sections"),
    "a text for the script": (put("no", "script"), "$"),
    "nothing for the article": (put(None, "article"), "$"),
    "a number for the source": (put(5, "source"), "expected str"),
    "another schema": (put(2, "schema"), "schema 1"),
    "no schema": (remove("schema"), "schema 1"),
    "another kind": (put("narrator plot", "kind"), "narrator plan"),
    "no kind": (remove("kind"), "narrator plan"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_named_with_its_place(made: Plan, fault: str) -> None:
    edit, place = FAULTS[fault]
    data = json.loads(plan_to_json(made))
    edit(data)
    with pytest.raises(SourceError) as caught:
        plan_from_json(json.dumps(data), "plan.json")
    assert caught.value.where.startswith("plan.json: ")
    assert place in caught.value.where
    assert "narrator plan SOURCE --json" in caught.value.hint


@pytest.mark.parametrize(
    "text", ["", "{", '{"kind": "narrator plan",}', "[]", '["a"]', "5", "null"]
)
def test_what_is_no_object_of_json_is_said(text: str) -> None:
    with pytest.raises(SourceError, match=r"plan\.json: "):
        plan_from_json(text, "plan.json")


def test_a_plan_is_read_from_its_file(made: Plan, tmp_path: Path) -> None:
    path = tmp_path / "plan.JSON"
    path.write_text(plan_to_json(made), encoding="utf-8")
    assert read_plan(str(path)) == made


@pytest.mark.parametrize("name", ["a.html", "plan.json.txt"])
def test_another_file_is_no_plan(made: Plan, tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_text(plan_to_json(made), encoding="utf-8")
    assert read_plan(str(path)) is None


def test_other_json_is_no_plan(tmp_path: Path) -> None:
    path = tmp_path / "data.json"
    path.write_text('{"kind": "feed"}')
    assert read_plan(str(path)) is None


@pytest.mark.parametrize("source", ["-", "https://example.org/plan.json", "gone.json", ""])
def test_what_is_no_file_is_no_plan(source: str) -> None:
    assert read_plan(source) is None


def test_a_plan_cut_short_is_an_error_and_not_read_as_an_article(
    made: Plan, tmp_path: Path
) -> None:
    path = tmp_path / "plan.json"
    path.write_text(plan_to_json(made)[:-100], encoding="utf-8")
    with pytest.raises(SourceError, match=r"not JSON|Expecting|Unterminated"):
        read_plan(str(path))


def test_a_plan_in_another_encoding_is_an_error(made: Plan, tmp_path: Path) -> None:
    path = tmp_path / "plan.json"
    text = plan_to_json(made).replace("thawed", "thawed \u00e9")
    path.write_bytes(text.encode("latin-1"))
    with pytest.raises(SourceError, match="utf-8"):
        read_plan(str(path))


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_a_plan_as_windows_saves_it_is_read(made: Plan, tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "plan.json"
    path.write_bytes(plan_to_json(made).encode(encoding))
    assert read_plan(str(path)) == made
