from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

from narrator.episode import Episode, Word
from narrator.publishing import transcript_json


def with_words(episode: Episode, *, estimated: bool) -> Episode:
    first = replace(
        episode.cues[0],
        text="At 10:00",
        words=(Word(0, "At"), Word(22_050, "ten")),
        words_estimated=estimated,
    )
    return replace(episode, cues=(first, replace(episode.cues[1], language="fr")))


def written(episode: Episode, folder: Path) -> Any:
    path = folder / "x.transcript.json"
    transcript_json.write(episode, path)
    return json.loads(path.read_text(encoding="utf-8"))


def test_a_sentence_is_a_segment_with_its_times_and_those_of_its_words(
    episode: Episode, tmp_path: Path
) -> None:
    episode = with_words(episode, estimated=False)
    found = written(episode, tmp_path)
    assert found["version"] == "1.0.0"
    first, second = found["segments"]
    assert first == {
        "speaker": episode.cues[0].voice,
        "startTime": 0.0,
        "endTime": round(episode.cues[0].end_samples / 44_100, 3),
        "body": "At 10:00",
        "wordTimes": "measured",
        "words": [{"startTime": 0.0, "body": "At"}, {"startTime": 0.5, "body": "ten"}],
    }
    assert second["language"] == "fr"


def test_estimated_times_are_called_so(episode: Episode, tmp_path: Path) -> None:
    document = written(with_words(episode, estimated=True), tmp_path)
    assert document["segments"][0]["wordTimes"] == "estimated"


def test_a_segment_without_words_says_nothing_of_their_times(
    episode: Episode, tmp_path: Path
) -> None:
    segments = written(with_words(episode, estimated=False), tmp_path)["segments"]
    assert "wordTimes" not in segments[1]


def test_a_transcript_of_nothing_is_one(episode: Episode, tmp_path: Path) -> None:
    assert written(replace(episode, cues=()), tmp_path)["segments"] == []
