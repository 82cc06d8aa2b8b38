from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

from narrator.article import Metadata, Omission, Reason, Stage
from narrator.episode import Episode
from narrator.publishing import episode_json
from narrator.publishing.tags import identity


def test_the_file_says_what_tags_have_no_place_for(episode: Episode, tmp_path: Path) -> None:
    left_out = tuple(
        Omission(Stage.READING, reason, excerpt)
        for reason, excerpt in (
            (Reason.SHARING, "Share this"),
            (Reason.NAVIGATION, "Home News Sport"),
            (Reason.SHARING, "Tweet"),
        )
    )
    path = tmp_path / "x.episode.json"
    episode_json.write(replace(episode, omissions=left_out, in_place_of="gtts"), path)
    assert json.loads(path.read_text(encoding="utf-8")) == {
        "schema": 1,
        "id": identity(episode),
        "durationMs": 4502,
        "chapters": 3,
        "title": "The tide tables of 1912",
        "standfirst": "This is cue 1.",
        "authors": ["Ada Quill", "Ben Ford"],
        "site": "The Harbour Post",
        "language": "en-GB",
        "url": "https://example.org/tide?year=1912",
        "published": "2026-03-12T10:00:00+01:00",
        "voices": ["en-gb"],
        "inPlaceOf": "gtts",
        "disclosure": "Read by a synthetic voice.",
        "omissions": [
            {"reason": str(Reason.SHARING), "words": 3},
            {"reason": str(Reason.NAVIGATION), "words": 3},
        ],
    }


def test_what_is_not_known_is_left_out(episode: Episode) -> None:
    bare = replace(episode, metadata=Metadata(), cues=(), voices=(), source="x")
    assert set(episode_json.document(bare)) == {
        "schema",
        "id",
        "durationMs",
        "chapters",
        "disclosure",
    }


def test_the_identifier_is_the_sources_and_not_the_headlines(episode: Episode) -> None:
    renamed = replace(episode, metadata=replace(episode.metadata, headline="Another headline"))
    assert episode_json.document(renamed)["id"] == episode_json.document(episode)["id"]
