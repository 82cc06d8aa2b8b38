from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

from narrator.article import Metadata
from narrator.episode import Episode
from narrator.publishing import chapters_json


def test_the_file_has_the_version_the_titles_and_times_in_seconds(
    episode: Episode, tmp_path: Path
) -> None:
    path = tmp_path / "x.chapters.json"
    chapters_json.write(episode, path)
    assert json.loads(path.read_text(encoding="utf-8")) == {
        "version": "1.2.0",
        "title": "The tide tables of 1912",
        "author": "Ada Quill, Ben Ford",
        "podcastName": "The Harbour Post",
        "chapters": [
            {"startTime": 0.0, "endTime": 1.5, "title": "Part 1"},
            {"startTime": 1.5, "endTime": 3.0, "title": "Part 2"},
            {"startTime": 3.0, "endTime": 4.502, "title": "Part 3"},
        ],
    }


def test_what_is_not_known_is_left_out(episode: Episode) -> None:
    document = chapters_json.document(replace(episode, metadata=Metadata()))
    assert set(document) == {"version", "chapters"}


def test_other_alphabets_stay_readable(episode: Episode, tmp_path: Path) -> None:
    path = tmp_path / "x.chapters.json"
    chapter = replace(episode.chapters[0], title="Глава 一")
    chapters_json.write(replace(episode, chapters=(chapter,)), path)
    assert "Глава 一" in path.read_text(encoding="utf-8")
