from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

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


def test_a_sentence_is_a_segment_with_its_times_and_those_of_its_words(
    episode: Episode, tmp_path: Path
) -> None:
    path = tmp_path / "x.transcript.json"
    episode = with_words(episode, estimated=False)
    transcript_json.write(episode, path)
    found = json.loads(path.read_text(encoding="utf-8"))
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


def test_estimated_times_are_called_so(episode: Episode) -> None:
    document = transcript_json.document(with_words(episode, estimated=True))
    assert document["segments"][0]["wordTimes"] == "estimated"


def test_a_segment_without_words_says_nothing_of_their_times(episode: Episode) -> None:
    segments = transcript_json.document(with_words(episode, estimated=False))["segments"]
    assert "wordTimes" not in segments[1]
