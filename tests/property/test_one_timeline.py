"""Every file of an episode tells the same times, to the millisecond, for every cue."""

from __future__ import annotations

import json
import re
import tempfile
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from narrator.article import Article
from narrator.episode import Episode
from narrator.publishing import chapters_json, subrip, tags, transcript_json, webvtt
from narrator.publishing.epub.overlay import overlay
from narrator.publishing.page import document
from narrator.timing import clock_to_ms
from tests.property.strategies import ARTICLES
from tests.unit.publishing.making import planned_episode

RATES_HZ = st.sampled_from([22_050, 32_000, 44_100, 48_000])


def of_page(episode: Episode) -> list[tuple[int, int]]:
    heard = [made for made in document(episode, "x.mp3").iter() if "data-start" in made.attrib]
    heard.sort(key=lambda made: int(made.attrib["id"][1:]))
    return [(int(made.attrib["data-start"]), int(made.attrib["data-end"])) for made in heard]


def of_webvtt(episode: Episode) -> list[tuple[int, int]]:
    cues = webvtt.parse("\n".join(webvtt.render(episode)))
    return [(cue.start_ms, cue.end_ms) for cue in cues]


def of_subrip(episode: Episode) -> list[tuple[int, int]]:
    found = re.findall(r"^(\S+) --> (\S+)$", "".join(subrip.render(episode)), re.MULTILINE)
    return [tuple(clock_to_ms(time.replace(",", ".")) for time in pair) for pair in found]


def of_json(episode: Episode) -> list[tuple[int, int]]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "x.transcript.json"
        transcript_json.write(episode, path)
        segments = json.loads(path.read_text(encoding="utf-8"))["segments"]
    return [(round(s["startTime"] * 1000), round(s["endTime"] * 1000)) for s in segments]


def of_book(episode: Episode) -> list[tuple[int, int]]:
    """Return the clips of the cues; the one before the first word is left out."""
    written = overlay(document(episode, "x.mp3"), episode)
    smil = "{http://www.w3.org/ns/SMIL}"
    pars = ElementTree.fromstring(written or "<smil/>").iter(f"{smil}par")
    clips = [(par[0].attrib["src"], par[1].attrib) for par in pars]
    return [
        (clock_to_ms(times["clipBegin"]), clock_to_ms(times["clipEnd"]))
        for source, times in clips
        if not source.endswith("#head")
    ]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(ARTICLES, RATES_HZ)
def test_all_files_tell_the_same_times_of_every_cue(article: Article, rate_hz: int) -> None:
    episode = planned_episode(article, rate_hz=rate_hz)
    wanted = [
        (episode.to_ms(cue.start_samples), episode.to_ms(cue.end_samples)) for cue in episode.cues
    ]
    assert of_page(episode) == wanted
    assert of_webvtt(episode) == wanted
    assert of_subrip(episode) == wanted
    assert of_json(episode) == wanted
    clips = of_book(episode)
    assert [start for start, _ in clips] == [start for start, _ in wanted]
    # A clip lasts until the next one begins, the last one until the end.
    assert all(left[1] == right[0] for left, right in pairwise(clips))
    assert [end for _, end in clips[-1:]] == [episode.duration_ms] * bool(wanted)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(ARTICLES, RATES_HZ)
def test_all_files_tell_the_same_chapters(article: Article, rate_hz: int) -> None:
    episode = planned_episode(article, rate_hz=rate_hz)
    tagged = [f["start_ms"] for f in tags.frames(episode) if f.name == "CHAP"]
    listed = [round(c["startTime"] * 1000) for c in chapters_json.document(episode)["chapters"]]
    root = document(episode, "x.mp3")
    linked = [made for made in root.iter("a") if "data-ms" in made.attrib]
    assert tagged == listed == [int(made.attrib["data-ms"]) for made in linked]
    heard = {f"#{made.attrib['id']}": made for made in root.iter() if "data-start" in made.attrib}
    for link in linked[1:]:
        assert heard[link.attrib["href"]].attrib["data-start"] == link.attrib["data-ms"]
