from __future__ import annotations

import json
import os
from dataclasses import replace
from pathlib import Path

import pytest

from narrator import made
from narrator.profile import VoiceProfile
from narrator.profiles import load_profile

REPORT = {"line": "Made it.", "warnings": []}


@pytest.fixture
def profile() -> VoiceProfile:
    return load_profile("newsroom")


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "page" / "article.html"
    path.parent.mkdir()
    path.write_text("<p>Words.")
    return path


@pytest.fixture
def episode(tmp_path: Path) -> list[Path]:
    files = [tmp_path / name for name in ("a.mp3", "a.vtt")]
    for file in files:
        file.write_text(file.name)
    return files


def request(page: Path, profile: VoiceProfile, **values: object) -> str:
    return made.request_for(str(page), profile, values, ())


def test_what_was_made_is_found_while_its_files_are_as_they_were(
    page: Path, profile: VoiceProfile, episode: list[Path]
) -> None:
    asked = request(page, profile)
    assert asked
    assert made.find(asked) is None
    made.keep(asked, episode, REPORT)
    assert request(page, profile) == asked
    found = made.find(asked)
    assert found is not None
    assert found.report == REPORT


@pytest.mark.parametrize("harm", ["changed", "cut", "gone"])
def test_a_file_that_is_not_as_it_was_makes_it_unknown(
    page: Path, profile: VoiceProfile, episode: list[Path], harm: str
) -> None:
    asked = request(page, profile)
    made.keep(asked, episode, REPORT)
    if harm == "gone":
        episode[1].unlink()
    else:
        times = episode[1].stat()
        episode[1].write_text({"changed": "b.vtt", "cut": "a.v"}[harm])
        os.utime(episode[1], ns=(times.st_atime_ns, times.st_mtime_ns))
    assert made.find(asked) is None


def test_another_text_is_another_request(page: Path, profile: VoiceProfile) -> None:
    before = request(page, profile)
    page.write_text("<p>Wards.")
    assert request(page, profile) != before


def test_other_wishes_are_other_requests(
    page: Path, profile: VoiceProfile, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = {
        request(page, profile),
        request(page, profile, skim=True),
        request(page, replace(profile, rate_wpm=200)),
        request(page, profile.with_engine("gtts")),
    }
    monkeypatch.setenv("NARRATOR_OPENAI_URL", "http://localhost")
    found.add(request(page, profile))
    assert len(found) == 5


def test_a_picture_beside_the_page_is_another_request(page: Path, profile: VoiceProfile) -> None:
    before = request(page, profile)
    folder = page.parent / "article_files"
    folder.mkdir()
    (folder / "notes.txt").write_text("no picture")
    assert request(page, profile) == before
    (folder / "lead.jpg").write_bytes(b"picture")
    assert request(page, profile) != before


def test_a_file_that_is_read_beside_the_source_is_part_of_the_request(
    page: Path, profile: VoiceProfile, tmp_path: Path
) -> None:
    sound = tmp_path / "jingle.wav"
    sound.write_bytes(b"one")
    before = made.request_for(str(page), profile, {}, ("", str(sound)))
    sound.write_bytes(b"two")
    after = made.request_for(str(page), profile, {}, ("", str(sound)))
    assert before
    assert after
    assert before != after
    sound.unlink()
    assert made.request_for(str(page), profile, {}, (str(sound),)) == ""


def test_what_may_change_without_a_trace_is_not_recorded(
    page: Path, profile: VoiceProfile, tmp_path: Path
) -> None:
    plan = tmp_path / "plan.json"
    plan.write_text("{}")
    for source in ("https://example.com/story", "-", str(tmp_path / "missing.html"), str(plan)):
        assert made.request_for(source, profile, {}, ()) == ""
    for engine in ("command", "tone", "parrot"):
        assert request(page, profile.with_engine(engine)) == ""


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"files": [], "report": {}}', "\0"])
def test_a_damaged_record_is_none(
    page: Path, profile: VoiceProfile, episode: list[Path], text: str
) -> None:
    asked = request(page, profile)
    made.keep(asked, episode, REPORT)
    made._path(asked).write_text(text)
    assert made.find(asked) is None


def test_records_are_cleared_and_the_oldest_make_room(
    page: Path, profile: VoiceProfile, episode: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(made, "MOST_RECORDS", 2)
    for number in range(3):
        made.keep(f"{number}", episode, REPORT)
        os.utime(made._path(f"{number}"), (number, number))
    made.keep("3", episode, REPORT)
    assert made.find("0") is None
    assert made.find("3") is not None
    assert made.clear() == 2
    assert made.clear() == 0


def test_where_nothing_can_be_recorded_nothing_fails(
    episode: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    blocked = tmp_path / "blocked"
    blocked.write_text("a file")
    monkeypatch.setenv("NARRATOR_CACHE", str(blocked))
    made.keep("a", episode, REPORT)
    assert made.find("a") is None
    assert json.dumps(REPORT)
