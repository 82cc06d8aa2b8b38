from __future__ import annotations

import json
import os
import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from narrator.errors import OutputError
from narrator.feed.episodes import FeedEpisode, find_episodes, parse_date
from narrator.publishing import placing
from tests.unit.feed.conftest import KETTLE, LAMP, TIDE


def by_title(episodes: list[FeedEpisode]) -> dict[str, FeedEpisode]:
    return {episode.title: episode for episode in episodes}


def test_an_episode_says_what_it_is(directory: Path, said: list[str]) -> None:
    tide = by_title(find_episodes(directory, said.append))["The tide tables of 1912"]
    path = directory / TIDE / f"{TIDE}.mp3"
    assert tide.guid == placing.owner(path.parent)
    assert tide.path == path
    assert tide.place == f"{TIDE}/{TIDE}.mp3"
    assert tide.length_bytes == path.stat().st_size
    assert tide.duration_ms == 4502
    assert tide.published == datetime(2026, 3, 12, 9, tzinfo=UTC)
    assert tide.standfirst == "This is cue 1."
    assert tide.authors == ("Ada Quill", "Ben Ford")
    assert tide.url == "https://example.org/tide?year=1912"
    assert [chapter.title for chapter in tide.chapters] == ["Part 1", "Part 2", "Part 3"]
    assert tide.side_files == ("chapters", "vtt", "transcript", "page")
    assert tide.beside("vtt") == f"{TIDE}/{TIDE}.vtt"
    assert said == []


def test_an_episode_of_an_older_version_is_known_by_its_tag(
    directory: Path, said: list[str]
) -> None:
    (directory / TIDE / f"{TIDE}.episode.json").unlink()
    tide = by_title(find_episodes(directory, said.append))["The tide tables of 1912"]
    assert tide.guid == placing.owner(directory / TIDE)
    assert tide.published == datetime(2026, 3, 12, 12, tzinfo=UTC)
    assert tide.authors == ("Ada Quill, Ben Ford",)
    assert tide.site == "The Harbour Post"
    assert tide.url == "https://example.org/tide?year=1912"
    assert tide.standfirst == "This is cue 1."
    assert tide.disclosure == "Read by a synthetic voice (en-gb)."
    assert said == []


@pytest.mark.parametrize("text", ["", "[]", "{", '{"id": 3}', '{"omissions": 7}', '{"authors": 1}'])
def test_a_broken_file_about_it_is_as_none(directory: Path, said: list[str], text: str) -> None:
    (directory / TIDE / f"{TIDE}.episode.json").write_text(text)
    assert len(find_episodes(directory, said.append)) == 3


def test_values_of_the_wrong_kind_are_left_out(directory: Path, said: list[str]) -> None:
    path = directory / TIDE / f"{TIDE}.episode.json"
    about = json.loads(path.read_text())
    wrong = {"title": 1, "authors": "Ada", "published": [], "omissions": 5, "language": None}
    path.write_text(json.dumps(about | wrong))
    tide = by_title(find_episodes(directory, said.append))["The tide tables of 1912"]
    assert (tide.authors, tide.published, tide.words_left_out) == ((), None, 0)


def cut_off(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-2000])


def empty(path: Path) -> None:
    path.write_bytes(b"")


def no_sound(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:800])


def noise(path: Path) -> None:
    path.write_bytes(b"noise" * 1000)


def not_ours(path: Path) -> None:
    data = path.read_bytes()
    path.write_bytes(data.replace(b"narrator\0", b"somebody\0", 1))


@pytest.mark.parametrize("spoil", [cut_off, empty, no_sound, noise, not_ours, Path.unlink])
def test_a_broken_episode_is_left_out_with_a_line(directory: Path, said: list[str], spoil) -> None:
    spoil(directory / TIDE / f"{TIDE}.mp3")
    assert set(by_title(find_episodes(directory, said.append))) == {"Lamps", "Kettles"}
    assert len(said) == 1
    assert said[0].startswith("Left out of the feed: ")
    assert TIDE in said[0]
    assert said[0].endswith(".")


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root reads everything")
def test_an_episode_that_cannot_be_read_is_left_out(directory: Path, said: list[str]) -> None:
    (directory / TIDE / f"{TIDE}.mp3").chmod(0)
    assert len(find_episodes(directory, said.append)) == 2
    assert "Permission denied" in said[0]


@pytest.mark.parametrize("name", ["chapters.json", "vtt", "transcript.json"])
def test_a_broken_side_file_is_not_linked(directory: Path, said: list[str], name: str) -> None:
    (directory / TIDE / f"{TIDE}.{name}").write_bytes(b"\xff{")
    tide = by_title(find_episodes(directory, said.append))["The tide tables of 1912"]
    assert name.partition(".")[0] not in tide.side_files
    assert len(tide.chapters) == 3, "those of the tag"
    assert [line for line in said if name in line]


def test_the_newest_recording_of_a_source_counts(directory: Path, said: list[str]) -> None:
    shutil.copytree(directory / TIDE, directory / "renamed")
    for file in (directory / "renamed").iterdir():
        file.rename(file.with_name(file.name.replace(TIDE, "renamed")))
    os.utime(directory / "renamed" / "renamed.mp3", (4_000_000_000, 4_000_000_000))
    found = by_title(find_episodes(directory, said.append))
    assert found["The tide tables of 1912"].place == "renamed/renamed.mp3"
    assert said == [
        f"Left out of the feed: {TIDE}/{TIDE}.mp3. renamed/renamed.mp3 is a newer one of it."
    ]


def test_episodes_in_deeper_folders_are_found_and_hidden_ones_not(
    directory: Path, said: list[str]
) -> None:
    (directory / "2026").mkdir()
    (directory / LAMP).rename(directory / "2026" / LAMP)
    (directory / KETTLE).rename(directory / f".{KETTLE}")
    places = {episode.place for episode in find_episodes(directory, said.append)}
    assert places == {f"2026/{LAMP}/{LAMP}.mp3", f"{TIDE}/{TIDE}.mp3"}


def test_other_folders_and_files_are_nothing(directory: Path, said: list[str]) -> None:
    (directory / "pictures").mkdir()
    (directory / "pictures" / "dusk.jpg").write_bytes(b"x")
    (directory / "notes.txt").write_text("x")
    assert len(find_episodes(directory, said.append)) == 3
    assert said == []


def test_a_folder_that_is_not_there_is_an_error(tmp_path: Path, said: list[str]) -> None:
    with pytest.raises(OutputError, match="no such folder"):
        find_episodes(tmp_path / "gone", said.append)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026-03-12", datetime(2026, 3, 12, 12, tzinfo=UTC)),
        ("2026-03-12T10:00:00+01:00", datetime(2026, 3, 12, 9, tzinfo=UTC)),
        ("2026-03-12T10:00:00.5Z", datetime(2026, 3, 12, 10, tzinfo=UTC)),
        ("2026-03-12T10:00", datetime(2026, 3, 12, 10, tzinfo=UTC)),
        ("0001-01-01T00:00+14:00", None),
        ("12 March", None),
        ("", None),
    ],
)
def test_dates_are_moments(text: str, moment: datetime | None) -> None:
    assert parse_date(text) == moment
