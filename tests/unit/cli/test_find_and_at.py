from __future__ import annotations

from pathlib import Path

import pytest

SLUG = "the-ice-has-gone"


@pytest.fixture
def episode(narrator, article: Path) -> Path:
    assert narrator("convert", article, "--engine", "tone").code == 0
    return Path("output") / SLUG


def test_find_gives_time_chapter_role_and_words(narrator, episode: Path) -> None:
    lines = narrator("find", "WINTER nobody", episode).out.splitlines()
    assert lines[0].endswith(", chapter The ice has gone, body")
    assert lines[0][:5] == "0:00:"
    assert lines[1:] == [
        "  The river froze every winter. Nobody crossed it then.",
        "Heard in 1 place.",
    ]


def test_at_gives_back_what_find_found(narrator, episode: Path) -> None:
    (found,) = narrator("find", "autumn", episode, "--json").data
    assert found["chapter"] == "Lamps"
    said = narrator("at", found["start"], episode, "--json").data
    assert said == {**found, "speaking": True}
    lines = narrator("at", found["start"], episode / f"{SLUG}.mp3").out.splitlines()
    assert lines == [f"{found['start']}, chapter Lamps, body", "  They come in the autumn."]


def test_at_says_when_nobody_speaks(narrator, episode: Path) -> None:
    (found,) = narrator("find", "autumn", episode, "--json").data
    done = narrator("at", str(found["end_ms"] / 1000), episode)
    assert done.out.splitlines()[-1] == "Nobody speaks at that time."


def test_what_is_not_heard_is_said(narrator, episode: Path) -> None:
    done = narrator("find", "volcano", episode)
    assert (done.code, done.out) == (0, "The words are not heard in it.\n")
    assert narrator("find", "volcano", episode, "--json").data == []


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("at", "noon"), 2, "noon is not a time; write it as 12:34"),
        (("at", "1:00:00"), 2, "The episode ends at 0:00:"),
        (("find", "?!"), 2, "no words to look for"),
    ],
)
def test_a_wrong_question_is_answered_with_a_sentence(
    narrator, episode: Path, arguments: tuple[str, str], code: int, said: str
) -> None:
    done = narrator(*arguments, episode)
    assert done.code == code
    assert said in done.err


@pytest.mark.parametrize("command", [("find", "ice"), ("at", "0:01")])
def test_an_episode_without_a_transcript_is_a_source_error(
    narrator, episode: Path, command: tuple[str, str]
) -> None:
    (episode / f"{SLUG}.vtt").unlink()
    done = narrator(*command, episode)
    assert done.code == 3
    assert f"There is no {SLUG}.vtt beside the recording: {episode}." in done.err
    assert "convert the article again" in done.err
    assert narrator(*command, "nowhere").code == 3
