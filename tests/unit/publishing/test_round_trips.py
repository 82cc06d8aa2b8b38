"""parse(render(x)) == x, for whatever texts and times."""

from __future__ import annotations

import io
import tempfile
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from narrator.episode import Cue, Episode, Recording
from narrator.publishing import Report, check, id3, publish, webvtt
from narrator.publishing.id3 import Frame
from narrator.script import Role
from narrator.serialization import from_json, to_json
from tests.unit.publishing.making import METADATA

# Without the null character, which ends a text in a tag, and halves of surrogate pairs.
words = st.text(st.characters(exclude_characters="\0", exclude_categories=("Cs",)))


@given(language=st.from_regex(r"[a-z]{3}", fullmatch=True), description=words, text=words)
def test_any_text_is_read_from_a_tag_as_it_was_written(
    language: str, description: str, text: str
) -> None:
    values = {"language": language, "description": description, "text": text}
    frame = Frame("USLT", values)
    assert id3.read(io.BytesIO(id3.render([frame]))).frames == (frame,)


@given(data=st.binary(max_size=300))
def test_no_bytes_make_the_reading_of_a_tag_fail(data: bytes) -> None:
    size = bytes((0, 0, len(data) >> 7, len(data) & 0x7F))
    for version in (2, 3, 4):
        tag = id3.read(io.BytesIO(b"ID3" + bytes((version, 0, 0)) + size + data))
        assert tag.size_bytes == 10 + len(data)


@given(
    texts=st.lists(st.tuples(words, st.integers(0, 3000), st.integers(0, 3000)), max_size=8),
    voice=words,
)
def test_any_cues_are_read_from_a_transcript_as_they_were_written(
    texts: list[tuple[str, int, int]], voice: str
) -> None:
    cues, place = [], 0
    for number, (text, pause, length) in enumerate(texts):
        start, place = place + pause, place + pause + length
        name = voice if number else "presenter"
        cues.append(Cue(text, Role.BODY, name, "en" if number % 2 else "fr", start, place, ""))
    master = Recording("", 44_100, place)
    episode = Episode(METADATA, master, (), tuple(cues), 64)
    written = list(webvtt.timed_texts(episode))
    assert list(webvtt.parse("\n".join(webvtt.render(episode)) + "\n")) == written
    assert all(cue.start_ms < cue.end_ms for cue in written)
    assert all(a.end_ms <= b.start_ms for a, b in pairwise(written))


@pytest.fixture
def report(episode: Episode) -> Report:
    with tempfile.TemporaryDirectory() as folder:
        quiet = replace(episode, chapters=episode.chapters[1:])
        return check(publish(quiet, Path(folder))[0])


def test_a_report_survives_json(report: Report) -> None:
    assert report.findings
    assert from_json(to_json(report), Report) == report
