"""Sound beside the speech, covers, chapter depth, and which folder an episode gets."""

from __future__ import annotations

import struct
import wave
import zlib
from pathlib import Path

import numpy as np
import pytest

from . import sources
from .conftest import Narrator
from .hearing import contents, hear, loudness, only_episode

BED_HZ = 5000
"""Above all partials of the tone engine's voices, so that the bed is heard by itself."""


@pytest.fixture
def sound(tmp_path: Path):
    """Return a function that writes a WAV file of one frequency."""

    def writes(name: str, seconds: float, hz: float, rate_hz: int = 22_050) -> Path:
        path = tmp_path / name
        count = round(seconds * rate_hz)
        samples = 8000 * np.sin(2 * np.pi * hz / rate_hz * np.arange(count))
        with wave.open(str(path), "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(2)
            file.setframerate(rate_hz)
            file.writeframes(samples.astype("<i2").tobytes())
        return path

    return writes


def convert(narrator: Narrator, source: Path, out: Path, *options: object) -> dict:
    made = narrator("convert", source, "-o", out, "--engine", "tone", "--json", *options)
    assert made.code == 0, made.err
    return made.data[0]


FRAME_MS = 27
"""A frame of the MP3: the first word behind a cut is on its grid (narrator/reels.py), and how much
silence that takes depends on where the sound before it begins."""


def test_an_intro_and_an_outro_lengthen_the_episode_by_their_lengths(
    narrator: Narrator, write, sound, tmp_path: Path
) -> None:
    source = write("a.md", sources.MARKDOWN)
    bare = convert(narrator, source, tmp_path / "bare")
    ends = ("--intro", sound("in.wav", 3, 440), "--outro", sound("out.wav", 2, 330))
    full = convert(narrator, source, tmp_path / "full", *ends)
    assert abs(full["duration_ms"] - bare["duration_ms"] - 5000) <= FRAME_MS
    starts = [[c["start_ms"] for c in report["chapters"]] for report in (bare, full)]
    assert starts[0][0] == starts[1][0] == 0
    assert all(abs(b - a - 3000) <= FRAME_MS for a, b in zip(*starts, strict=True) if a)


def test_chapter_marks_are_right_behind_an_intro(
    narrator: Narrator, write, sound, tmp_path: Path
) -> None:
    source = write("a.md", sources.MARKDOWN)
    convert(narrator, source, tmp_path / "out", "--intro", sound("in.wav", 3, 440))
    made = only_episode(tmp_path / "out")
    heard = hear(made.mp3)
    assert heard.band_db(440, 500, 2500) > -25
    assert heard.chapters[0][0] == 0
    assert made.cues[0].start_ms >= 3000
    for start_ms, _, title in heard.chapters[1:]:
        assert heard.onset_ms(start_ms) <= 50, title
        assert heard.level_dbfs(start_ms - 150, start_ms - 20) < -55, title


def test_a_bed_is_quieter_while_somebody_speaks(
    narrator: Narrator, write, sound, tmp_path: Path
) -> None:
    source = write("a.md", sources.MARKDOWN)
    report = convert(narrator, source, tmp_path / "out", "--music", sound("bed.wav", 4, BED_HZ))
    made = only_episode(tmp_path / "out")
    heard, cues = hear(made.mp3), made.cues
    alone = heard.band_db(BED_HZ, 300, cues[0].start_ms - 700)
    beside = [heard.band_db(BED_HZ, cue.start_ms, cue.end_ms) for cue in cues]
    assert alone > -45
    assert all(8 < alone - level < 16 for level in beside)
    starts = {cue.start_ms for cue in cues}
    assert {c["start_ms"] for c in report["chapters"][1:]} <= starts
    lufs, dbtp = loudness(made.mp3)
    assert lufs == pytest.approx(-16, abs=0.5)
    assert dbtp <= -1


@pytest.mark.parametrize("option", ["--intro", "--outro", "--music"])
@pytest.mark.parametrize("content", [None, b"", b"no sound " * 500])
def test_a_broken_sound_is_6_and_leaves_nothing(
    narrator: Narrator, write, tmp_path: Path, option: str, content: bytes | None
) -> None:
    path = tmp_path / "gone.wav" if content is None else write("broken.wav", content)
    source = write("a.md", sources.SHORT)
    done = narrator("convert", source, "-o", tmp_path / "out", "--engine", "tone", option, path)
    assert done.code == 6
    assert str(path) in done.err
    assert not any((tmp_path / "out").glob("*"))


def png() -> bytes:
    """Return a picture of one grey dot."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        )

    head = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    body = zlib.compress(b"\0\x80")
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


def test_a_cover_is_in_the_file(narrator: Narrator, write, tmp_path: Path) -> None:
    from mutagen.id3 import ID3

    cover = write("cover.png", png())
    convert(narrator, write("a.md", sources.SHORT), tmp_path / "out", "--cover", cover)
    (picture,) = ID3(only_episode(tmp_path / "out").mp3).getall("APIC")
    assert (picture.mime, picture.type, picture.data) == ("image/png", 3, png())


@pytest.mark.parametrize("content", [None, b"GIF89a"])
def test_a_cover_that_cannot_be_used_is_7(
    narrator: Narrator, write, tmp_path: Path, content: bytes | None
) -> None:
    cover = tmp_path / "gone.png" if content is None else write("cover.gif", content)
    source = write("a.md", sources.SHORT)
    done = narrator("convert", source, "-o", tmp_path / "out", "--engine", "tone", "--cover", cover)
    assert done.code == 7
    assert str(cover) in done.err
    assert not contents(tmp_path / "out")


@pytest.mark.parametrize(
    ("depth", "titles"),
    [
        (1, [sources.HEADLINE]),
        (2, [sources.HEADLINE, "Eleven winters", "What comes next"]),
        (3, [sources.HEADLINE, "Eleven winters", "The toll", "What comes next"]),
    ],
)
def test_the_depth_decides_which_headings_begin_a_chapter(
    narrator: Narrator, write, tmp_path: Path, depth: int, titles: list[str]
) -> None:
    source = write("a.md", sources.MARKDOWN)
    convert(narrator, source, tmp_path / "out", "--chapter-depth", depth)
    heard = hear(only_episode(tmp_path / "out").mp3)
    assert [title for _, _, title in heard.chapters] == titles


@pytest.mark.parametrize("engine", ["espeak", "tone"])
def test_the_same_source_gives_the_same_bytes(
    narrator: Narrator, write, tmp_path: Path, engine: str
) -> None:
    source = write("a.html", sources.HTML)
    for out in ("one", "two"):
        done = narrator("convert", source, "-o", tmp_path / out, "--engine", engine)
        assert done.code == 0
    assert contents(tmp_path / "one") == contents(tmp_path / "two")


def test_a_second_run_replaces_the_episode_in_its_folder(
    narrator: Narrator, write, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    source = write("a.md", sources.SHORT)
    convert(narrator, source, out)
    first = contents(out)
    source.write_text(sources.SHORT + "\nNobody cheered.\n")
    convert(narrator, source, out)
    second = contents(out)
    assert first.keys() == second.keys()
    assert all(first[name] != second[name] for name in first)
    assert "Nobody cheered." in only_episode(out).said


def test_another_article_of_the_same_headline_gets_a_folder_of_its_own(
    narrator: Narrator, write, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    convert(narrator, write("a.md", sources.SHORT), out)
    first = contents(out)
    convert(narrator, write("b.md", sources.SHORT + "\nNobody cheered.\n"), out)
    assert len(list(out.iterdir())) == 2
    assert {name: data for name, data in contents(out).items() if name in first} == first


def test_the_library_does_what_the_command_does(write, tmp_path: Path) -> None:
    import narrator

    source = write("a.md", sources.SHORT)
    lines: list[str] = []
    made = narrator.narrate(str(source), output=tmp_path / "out", tell=lines.append)
    assert made.files[0] == only_episode(tmp_path / "out").mp3
    assert made.episode.duration_ms == round(hear(made.files[0]).duration_ms)
    assert made.plan.article.metadata.headline == sources.HEADLINE
    assert lines[-1] == "Writing the episode."
