from __future__ import annotations

import struct
import zlib
from dataclasses import replace
from pathlib import Path

import pytest

from narrator.article import Article, Figure, Heading, Metadata, Paragraph
from narrator.episode import Episode
from narrator.errors import ProfileError, SourceError
from narrator.pipeline import narrate, plan_source, prepare, produce
from narrator.planning import plan
from narrator.plans import Plan, plan_to_json
from narrator.profile import VoiceProfile
from narrator.profiles import load_profile
from narrator.speaking.caching import SpeechCache, speech_folder
from narrator.speaking.tone import ToneEngine

TEXT = "# The ice has gone\n\nThe river froze.\n\n## Lamps?\n\nThey come.\n"


def png() -> bytes:
    def chunk(name: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        )

    head = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(b"\0\x80")), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunk(name, data) for name, data in parts)


@pytest.fixture
def tones() -> VoiceProfile:
    return replace(load_profile("newsroom"), engine="tone")


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "ice.md"
    path.write_text(TEXT)
    return path


def planned(profile: VoiceProfile, picture: str = "", *figures: str) -> Plan:
    blocks = (Paragraph("The river froze."), *(Figure("Ice", picture=path) for path in figures))
    article = Article(Metadata(headline="Ice", language="en", picture=picture), blocks=blocks)
    return Plan(article, plan(article, profile), "ice")


def test_narrate_takes_a_profile_or_its_name(source: Path, tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text('schema = 1\nengine = "tone"\n')
    named = narrate(str(source), str(tmp_path / "mine.toml"), output=tmp_path / "one")
    given = narrate(str(source), load_profile(str(tmp_path / "mine.toml")), output=tmp_path / "two")
    assert replace(named.episode, master=given.episode.master) == given.episode
    assert named.files[0].suffix == ".mp3"


def test_an_unknown_profile_is_said_before_the_source_is_read() -> None:
    with pytest.raises(ProfileError):
        narrate("gone.md", "newsrom")


def test_progress_is_said_line_by_line(source: Path, tones: VoiceProfile, tmp_path: Path) -> None:
    lines: list[str] = []
    narrate(str(source), tones, output=tmp_path / "out", tell=lines.append)
    assert lines == [
        "Section 1 of 2: The ice has gone. 0 percent.",
        "Section 2 of 2: Lamps? 42 percent.",
        "All is spoken. Mixing.",
        "Writing the episode.",
    ]


def test_a_file_is_known_by_its_absolute_path(
    source: Path, tones: VoiceProfile, monkeypatch: pytest.MonkeyPatch
) -> None:
    absolute = plan_source(str(source), tones)
    monkeypatch.chdir(source.parent)
    assert plan_source("ice.md", tones).source == absolute.source == str(source.resolve())


def test_a_page_is_known_by_its_own_address(tmp_path: Path, tones: VoiceProfile) -> None:
    page = tmp_path / "ice.html"
    page.write_text(
        '<html lang="en"><head><link rel="canonical" href="https://example.org/ice"></head><body>'
        "<article><h1>The ice has gone</h1><p>The river froze every winter, and nobody crossed it "
        "then. The engineers stood on the north bank with flasks of tea, and waited.</p>"
        "<p>In March the ice went, and the boats were back before the month was out.</p>"
        "</article></body></html>"
    )
    assert plan_source(str(page), tones).source == "https://example.org/ice"


def test_a_plan_is_taken_as_it_is(tmp_path: Path, tones: VoiceProfile) -> None:
    path = tmp_path / "plan.json"
    made = planned(tones)
    path.write_text(plan_to_json(made), encoding="utf-8")
    ready = prepare(str(path), "", lambda _name: tones)
    assert ready.plan == made
    assert ready.was_planned


def test_a_missing_source_is_a_source_error(tones: VoiceProfile) -> None:
    with pytest.raises(SourceError):
        plan_source("gone.md", tones)


def cover_of(made: tuple[Episode, list[Path]]) -> str:
    return made[0].cover


def test_the_lead_picture_is_the_cover_where_it_is_a_file(
    tmp_path: Path, tones: VoiceProfile
) -> None:
    picture = tmp_path / "ice.png"
    picture.write_bytes(png())
    made = produce(planned(tones, str(picture)), tones, tmp_path / "out")
    assert cover_of(made) == str(picture)


def test_a_picture_saved_with_the_page_takes_the_place_of_an_address(
    tmp_path: Path, tones: VoiceProfile
) -> None:
    picture = tmp_path / "ice.png"
    picture.write_bytes(png())
    plan_of_it = planned(tones, "https://example.org/ice.png", "gone.png", str(picture))
    assert cover_of(produce(plan_of_it, tones, tmp_path / "out")) == str(picture)


def test_a_picture_of_the_article_that_will_not_do_is_said_and_left_out(
    tmp_path: Path, tones: VoiceProfile
) -> None:
    picture = tmp_path / "ice.png"
    picture.write_bytes(b"no picture")
    lines: list[str] = []
    made = produce(planned(tones, str(picture)), tones, tmp_path / "out", tell=lines.append)
    assert cover_of(made) == ""
    assert any(line.startswith("Not used as the cover: ") for line in lines)


def test_the_omissions_of_every_stage_are_in_the_episode(
    tmp_path: Path, tones: VoiceProfile
) -> None:
    figure = Figure("Ice", "The river in March", "Image: Jo Doe")
    article = Article(Metadata(headline="A river", language="en"), blocks=(Heading("A", 2), figure))
    made = Plan(article, plan(article, tones), "ice")
    episode, _ = produce(made, tones, tmp_path / "out")
    assert [omission.excerpt for omission in episode.omissions] == ["Image: Jo Doe"]


@pytest.mark.parametrize("cache", [True, False])
def test_the_library_keeps_speech_unless_it_is_told_not_to(
    source: Path, tones: VoiceProfile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, cache: bool
) -> None:
    monkeypatch.setattr(ToneEngine, "cacheable", True)
    narrate(str(source), tones, output=tmp_path / "out", cache=cache)
    assert bool(list(SpeechCache(speech_folder()).entries())) is cache
