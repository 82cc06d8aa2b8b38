from __future__ import annotations

import json
import socket
import wave
from pathlib import Path

import pytest

ICE = "# The ice has gone\n\nThe river froze every winter.\n\n## Lamps\n\nThey come in autumn.\n"
FERRY = "# The ferry is back\n\nIt came at eight.\n"


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "a-ice.md").write_text(ICE, encoding="utf-8")
    (folder / "b-ferry.md").write_text(FERRY, encoding="utf-8")
    return folder


def test_the_stories_are_chapters_of_one_episode(narrator, articles: Path) -> None:
    done = narrator("edition", articles, "--engine", "tone", "--title", "Monday", "--json")
    assert done.code == 0
    assert [(c["level"], c["title"]) for c in done.data["chapters"]] == [
        (1, "Monday"),
        (2, "The ice has gone"),
        (3, "Lamps"),
        (2, "The ferry is back"),
    ]
    assert Path("output/monday/monday.mp3").is_file()
    assert done.data["not_in_the_edition"] == []
    assert narrator("check", "output/monday").code == 0


def test_without_a_title_the_day_names_it(narrator, articles: Path) -> None:
    done = narrator("edition", articles, "--engine", "tone", "--date", "2026-03-12")
    assert done.code == 0
    assert done.last_line.startswith(
        f"Made {Path('output/edition-of-march-12-2026/edition-of-march-12-2026.mp3')}: "
    )


def test_an_edition_of_the_same_title_replaces_the_earlier_one(narrator, articles: Path) -> None:
    asked = ("edition", articles, "--engine", "tone", "--title", "Monday")
    narrator(*asked)
    (articles / "c.md").write_text("# More\n\nThere is more now.\n", encoding="utf-8")
    narrator(*asked)
    assert [path.name for path in Path("output").iterdir()] == ["monday"]
    chapters = json.loads(Path("output/monday/monday.chapters.json").read_text(encoding="utf-8"))
    assert [c["title"] for c in chapters["chapters"]][-1] == "More"


def test_what_cannot_be_read_is_said_and_the_others_are_heard(narrator, articles: Path) -> None:
    (articles / "c-empty.txt").write_text("")
    done = narrator("edition", articles, "gone.md", "--engine", "tone", "--title", "Monday")
    assert done.code == 8
    assert f"Not in the edition: {articles / 'c-empty.txt'}. The source is empty." in done.err
    assert "gone.md. There is no such file." in done.err
    assert done.err.splitlines()[-2].endswith("2 articles are not in the edition.")
    assert done.last_line.startswith("Made ")


def test_where_nothing_can_be_read_nothing_is_made(narrator, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("")
    (tmp_path / "b.txt").write_text("")
    done = narrator("edition", tmp_path / "a.txt", tmp_path / "b.txt", "--engine", "tone")
    assert done.code == 3
    assert "There is no story for an edition" in done.err
    assert not Path("output").exists()


def test_only_what_is_wanted_of_a_list_is_in_it(narrator, articles: Path) -> None:
    done = narrator("edition", articles, "--match", "ferry", "--engine", "tone", "--json")
    assert [c["title"] for c in done.data["chapters"]][1:] == ["The ferry is back"]
    done = narrator("edition", articles, "--limit", "1", "--engine", "tone", "--json")
    assert [c["title"] for c in done.data["chapters"]][1:] == ["The ice has gone", "Lamps"]


def test_a_sound_before_each_story_makes_room_for_itself(
    narrator, articles: Path, tmp_path: Path
) -> None:
    with wave.open(str(tmp_path / "gong.wav"), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(8000)
        file.writeframes(b"\x00\x10\x00\xf0" * 4000)
    asked = ("edition", articles, "--engine", "tone", "--title", "Monday", "--json")
    plain = narrator(*asked).data["duration_ms"]
    sounded = narrator(*asked, "--between", tmp_path / "gong.wav").data["duration_ms"]
    assert sounded - plain == 2 * (1000 + 500)


def test_files_of_their_own_are_told(narrator, articles: Path) -> None:
    done = narrator("edition", articles, "--engine", "tone", "--title", "Monday", "--files")
    assert sorted(path.name for path in Path("output/monday-files").iterdir()) == [
        "01-monday.mp3",
        "02-the-ice-has-gone.mp3",
        "03-the-ferry-is-back.mp3",
        "monday.m3u",
    ]
    assert done.last_line.endswith(f"Its stories as single files: {Path('output/monday-files')}.")


def test_a_plan_that_was_edited_is_a_story_as_it_stands(
    narrator, articles: Path, tmp_path: Path
) -> None:
    planned = narrator("plan", articles / "b-ferry.md", "--json").data
    planned["script"]["sections"][0]["title"] = "The ferry, at last"
    (tmp_path / "ferry.json").write_text(json.dumps(planned), encoding="utf-8")
    done = narrator("edition", tmp_path / "ferry.json", "--engine", "tone", "--json")
    assert [c["title"] for c in done.data["chapters"]][1:] == ["The ferry, at last"]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (("--date", "tomorrow"), "tomorrow"),
        (("--since", "soon"), "neither a date"),
        (("--format", "epubb"), "epub"),
        (("--between", "gone.wav"), "gone.wav"),
    ],
)
def test_what_is_wrong_with_an_option_is_said(narrator, articles: Path, given, said) -> None:
    done = narrator("edition", articles, "--engine", "tone", *given)
    assert done.code
    assert said in done.err
    assert not list(Path().glob("output/*"))


def test_offline_nothing_is_fetched(narrator, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object) -> None:
        raise AssertionError("a socket was opened")

    monkeypatch.setattr(socket, "socket", refused)
    done = narrator("edition", "https://example.com/feed.xml", "--offline", "--engine", "tone")
    assert done.code == 3
