"""Words by their time and times by their words, on an episode that is written here."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from narrator.episode import Cue, Episode
from narrator.errors import SourceError
from narrator.publishing import publish
from narrator.publishing.evidence import TimedTitle
from narrator.publishing.transcripts import (
    Transcript,
    find_words,
    open_transcript,
    passage_at,
)
from narrator.publishing.webvtt import TimedText
from narrator.script import Role
from tests.unit.publishing.making import make_episode

SAID = (
    ("The ice has gone", Role.HEADLINE, "presenter", "en-GB"),
    ("Mr Müller’s lighthouse <b> & co. went out.", Role.BODY, "presenter", "en-GB"),
    ("Dr. Amy lit a candle.", Role.QUOTATION, "second", "en-GB"),
    ("大桥关闭。", Role.BODY, "presenter", "zh"),
    ("直到春天。", Role.BODY, "presenter", "zh"),
    ("ÇA VA? पुल बंद है।", Role.NOTE, "second", "fr"),
)


@pytest.fixture
def made(tmp_path: Path) -> Episode:
    episode = make_episode(tmp_path, titles=("The ice", "The lamp", "The bridge"))
    cues: list[Cue] = [
        replace(cue, text=text, role=role, voice=voice, language=language)
        for cue, (text, role, voice, language) in zip(episode.cues, SAID, strict=True)
    ]
    return replace(episode, cues=tuple(cues))


@pytest.fixture
def folder(made: Episode, tmp_path: Path) -> Path:
    return publish(made, tmp_path / "out")[0].parent


def starts(folder: Path, words: str) -> list[int]:
    return [passage.start_ms for passage in find_words(open_transcript(folder), words)]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("ice", [0]),
        ("ICE, has", [0]),
        ("muller's light", [750]),
        ("Müller’s", [750]),
        ("<b> & co", [750]),
        ("house", []),  # within a word
        ("gone mr", [0]),
        ("went out, Dr Amy lit", [750]),
        ("gone Dr", []),
        ("大桥", [2250]),
        ("桥关", [2250]),
        ("关闭直到", [2250]),
        ("关闭。直到", [2250]),
        ("ca va", [3750]),
        ("पुल बंद", [3750]),
        ("the", [0]),
        ("!?", []),
    ],
)
def test_words_are_found_with_the_time_of_their_sentence(
    folder: Path, words: str, found: list[int]
) -> None:
    assert starts(folder, words) == found


def test_what_is_found_across_sentences_is_both_of_them(folder: Path) -> None:
    (passage,) = find_words(open_transcript(folder), "out dr")
    assert passage.text == "Mr Müller’s lighthouse <b> & co. went out. Dr. Amy lit a candle."
    assert (passage.start_ms, passage.end_ms) == (750, 2100)
    assert (passage.chapter, passage.role, passage.voice) == ("The ice", "body", "presenter")


@pytest.mark.parametrize(
    ("time_ms", "text", "role", "chapter"),
    [
        (0, "The ice has gone", "headline", "The ice"),
        (599, "The ice has gone", "headline", "The ice"),
        (700, "The ice has gone", "headline", "The ice"),  # in the pause behind it
        (1500, "Dr. Amy lit a candle.", "quotation", "The lamp"),
        (4500, "ÇA VA? पुल बंद है।", "note", "The bridge"),
    ],
)
def test_a_time_gives_its_sentence(
    folder: Path, time_ms: int, text: str, role: str, chapter: str
) -> None:
    passage = passage_at(open_transcript(folder), time_ms)
    assert (passage.text, passage.role, passage.chapter) == (text, role, chapter)


def test_a_time_beyond_the_end_is_refused(folder: Path) -> None:
    transcript = open_transcript(folder)
    assert transcript.duration_ms == 4502
    with pytest.raises(ValueError, match="of 4502"):
        passage_at(transcript, 4503)


def test_a_time_before_the_first_words_gives_the_first(folder: Path) -> None:
    transcript = open_transcript(folder)
    later = replace(transcript, cues=transcript.cues[1:])
    assert passage_at(later, 10).text.startswith("Mr Müller")


def test_without_a_chapters_file_the_tag_tells_the_chapters(folder: Path) -> None:
    expected = open_transcript(folder)
    next(folder.glob("*.chapters.json")).unlink()
    assert open_transcript(folder) == expected
    assert open_transcript(next(folder.glob("*.mp3"))).chapters[2].title == "The bridge"


def test_without_a_transcript_there_is_nothing_to_find(folder: Path) -> None:
    vtt = next(folder.glob("*.vtt"))
    vtt.write_text("WEBVTT\n")
    with pytest.raises(SourceError, match="transcript is empty"):
        open_transcript(folder)
    vtt.write_text("no transcript")
    with pytest.raises(SourceError, match="not well formed"):
        open_transcript(folder)
    vtt.unlink()
    with pytest.raises(SourceError, match=r"There is no .*vtt beside the recording") as raised:
        open_transcript(folder)
    assert "convert the article again" in raised.value.hint
    with pytest.raises(SourceError, match="no such file"):
        open_transcript(folder / "gone.mp3")


@given(st.lists(st.text(alphabet="ab é桥-ß.", max_size=12), min_size=1, max_size=6), st.data())
def test_every_run_of_words_that_is_said_is_found(texts: list[str], data: st.DataObject) -> None:
    cues = tuple(TimedText(n * 100, n * 100 + 50, text) for n, text in enumerate(texts))
    transcript = Transcript(Path("a.mp3"), cues, (TimedTitle(0, 999, "A"),), 999)
    first = data.draw(st.integers(0, len(texts) - 1))
    words = " ".join(texts[first : first + 2])
    found = [passage.start_ms for passage in find_words(transcript, words)]
    if texts[first].strip(" -."):
        assert cues[first].start_ms in found
