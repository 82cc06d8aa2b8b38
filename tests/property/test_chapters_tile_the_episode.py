"""Chapters tile the episode, cues never overlap, whatever the script."""

from __future__ import annotations

import itertools
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from narrator.article import Metadata
from narrator.episode import Episode, Recording
from narrator.mixing import mix
from narrator.mixing.timeline import chapters
from narrator.profile import Audio, parse_profile
from narrator.publishing.chapters_json import document
from narrator.script import Role, Script, Section, Utterance
from narrator.speaking import speak

PROFILE = replace(
    parse_profile({"schema": 1, "engine": "tone"}, "tones"), audio=Audio(rate_hz=32_000)
)
TEXTS = st.sampled_from(["Ice.", "The river froze again.", "No", "Lamps, boats and stone."])
UTTERANCES = st.builds(
    lambda text, pause_ms: Utterance(text, text, Role.BODY, "presenter", "en", pause_ms, "/x"),
    TEXTS,
    st.integers(0, 700),
)
SECTIONS = st.builds(
    Section,
    TEXTS,
    st.integers(1, 6),
    st.lists(UTTERANCES, min_size=1, max_size=3).map(tuple),
)
SCRIPTS = st.builds(
    Script,
    st.just(Metadata(headline="Ice", language="en")),
    st.just("tones"),
    st.integers(1, 6),
    st.lists(SECTIONS, min_size=1, max_size=5).map(tuple),
)


def beginning(script: Script) -> Iterator[Section]:
    for number, section in enumerate(script.sections):
        if script.begins_chapter(number):
            yield section


def assert_tiled(bounds: list[tuple[int, int]], end: int) -> None:
    assert bounds[0][0] == 0
    assert bounds[-1][1] == end
    assert all(left[1] == right[0] for left, right in itertools.pairwise(bounds))
    assert all(start < stop for start, stop in bounds)


@given(SCRIPTS, st.data())
def test_chapters_tile_whatever_the_lengths_of_the_utterances(
    script: Script, data: st.DataObject
) -> None:
    starts, place = [], data.draw(st.integers(0, 10**6))
    for _ in script.utterances():
        starts.append(place)
        place += data.draw(st.integers(1, 10**7))
    found = chapters(script, starts, place)
    assert_tiled([(c.start_samples, c.end_samples) for c in found], place)
    assert [c.title for c in found] == [section.title for section in beginning(script)]


@settings(max_examples=15, deadline=None)  # a mix of half a minute takes half a second
@given(SCRIPTS)
def test_a_mix_has_tiling_chapters_and_cues_in_order(script: Script) -> None:
    with tempfile.TemporaryDirectory() as folder:
        episode = mix(script, speak(script, PROFILE), PROFILE, Path(folder))
        assert Path(episode.master.path).stat().st_size == 2 * episode.master.samples
    bounds = [(c.start_samples, c.end_samples) for c in episode.chapters]
    assert_tiled(bounds, episode.master.samples)
    assert_cues_in_order(episode)
    starts = {cue.start_samples for cue in episode.cues}
    assert all(start in starts for start, _ in bounds)


def assert_cues_in_order(episode: Episode) -> None:
    before = 0
    for cue in episode.cues:
        assert before <= cue.start_samples < cue.end_samples <= episode.master.samples
        assert all(cue.start_samples <= w.start_samples < cue.end_samples for w in cue.words)
        before = cue.end_samples


@given(SCRIPTS, st.integers(1, 10**6))
def test_chapters_tile_in_milliseconds_too(script: Script, step: int) -> None:
    starts = [number * step for number, _ in enumerate(script.utterances())]
    end = (len(starts) + 1) * step
    found = chapters(script, starts, end)
    episode = Episode(script.metadata, Recording("", 44_100, end), found, (), 64)
    written = document(episode)["chapters"]
    assert written[0]["startTime"] == 0
    for left, right in itertools.pairwise(written):
        assert left["endTime"] == right["startTime"]
