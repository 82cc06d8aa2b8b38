"""What ffprobe, mp3val, lame, mutagen and PyAV say of the files of an episode."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import mutagen.id3
import mutagen.mp3
import numpy as np
import pytest

from narrator.episode import Episode
from narrator.publishing import FORMATS, publish
from tests.unit.publishing.making import make_episode

Run = Callable[..., str]

NON_LATIN = ("Überblick", "Прилив", "潮汐", "المد والجزر", "🌊", "x" * 300)

CHAPTER_COUNTS = [1, 127, 255, 256, 1000]


def many(folder: Path, count: int) -> Episode:
    titles = tuple(f"{NON_LATIN[number % 6]} {number}" for number in range(count))
    return make_episode(
        folder, chapters=count, cues_in_chapter=1, titles=titles, cue_ms=40, pause_ms=40
    )


def recording(episode: Episode, folder: Path) -> Path:
    return publish(episode, folder / "output")[0]


def expected(episode: Episode) -> list[tuple[int, int, str]]:
    return [
        (episode.to_ms(c.start_samples), episode.to_ms(c.end_samples), c.title)
        for c in episode.chapters
    ]


@pytest.mark.parametrize("count", CHAPTER_COUNTS)
def test_ffprobe_reads_every_chapter_in_its_order(run: Run, tmp_path: Path, count: int) -> None:
    episode = many(tmp_path, count)
    shown = run(
        "ffprobe",
        *("-v", "error", "-show_chapters", "-of", "json"),
        recording(episode, tmp_path),
        package="ffmpeg",
    )
    chapters = json.loads(shown)["chapters"]
    assert [(c["start"], c["end"], c["tags"]["title"]) for c in chapters] == expected(episode)


@pytest.mark.parametrize("name", ["m4b", "opus"])
def test_ffprobe_reads_the_chapters_of_other_containers(
    run: Run, tmp_path: Path, name: str
) -> None:
    episode = many(tmp_path, 100)
    path = tmp_path / f"out{FORMATS[name].suffix}"
    FORMATS[name].write(episode, path)
    shown = run(
        "ffprobe",
        *("-v", "error", "-show_chapters", "-of", "json"),
        path,
        package="ffmpeg",
    )
    chapters = json.loads(shown)["chapters"]
    found = [(c["start"], c["tags"]["title"]) for c in chapters]
    assert found == [(start, title) for start, _, title in expected(episode)]


@pytest.mark.parametrize("count", CHAPTER_COUNTS)
def test_pyav_reads_every_chapter_in_its_order(tmp_path: Path, count: int) -> None:
    import av

    episode = many(tmp_path, count)
    path = recording(episode, tmp_path)
    with path.open("rb") as file, av.open(file, "r", format="mp3") as container:
        chapters = [(c["start"], c["end"], c["metadata"]["title"]) for c in container.chapters()]
    assert chapters == expected(episode)


@pytest.mark.parametrize("count", CHAPTER_COUNTS)
def test_mutagen_reads_every_chapter_and_table(tmp_path: Path, count: int) -> None:
    episode = many(tmp_path, count)
    tag = mutagen.id3.ID3(recording(episode, tmp_path))
    # Its dictionary is in no order that means something: by time, then.
    chapters = sorted(tag.getall("CHAP"), key=lambda chapter: chapter.start_time)
    found = [(c.start_time, c.end_time, c.sub_frames["TIT2"].text[0]) for c in chapters]
    assert found == expected(episode)
    tables = {table.element_id: table for table in tag.getall("CTOC")}
    roots = [table for table in tables.values() if table.flags & mutagen.id3.CTOCFlags.TOP_LEVEL]
    assert len(roots) == 1
    below = [tables[name] for name in roots[0].child_element_ids if name in tables] or roots
    listed = [name for table in below for name in table.child_element_ids]
    assert listed == [chapter.element_id for chapter in chapters]


def test_mutagen_reads_every_tag(tmp_path: Path) -> None:
    episode = make_episode(tmp_path)
    cover = tmp_path / "cover.jpg"
    cover.write_bytes(b"\xff\xd8\xff\xe0" + bytes(range(256)) * 4)
    tag = mutagen.id3.ID3(recording(replace(episode, cover=str(cover)), tmp_path))
    assert tag.version == (2, 3, 0)
    assert str(tag["TIT2"]) == "The tide tables of 1912"
    assert str(tag["TPE1"]) == "Ada Quill, Ben Ford"
    assert str(tag["TALB"]) == "The Harbour Post"
    # mutagen turns year and day of 2.3 into the date of 2.4.
    assert str(tag["TDRC"]) == "2026-03-12"
    assert str(tag["TLAN"]) == "eng"
    assert str(tag["TCON"]) == "Podcast"
    assert tag["WOAS"].url == episode.metadata.url
    assert tag["APIC:"].data == cover.read_bytes()
    assert tag["USLT::eng"].text == episode.transcript()
    assert "synthetic voice" in tag["COMM::eng"].text[0]
    assert len(tag["UFID:narrator"].data) == 64
    assert not tag.unknown_frames


def test_mutagen_reads_the_info_header(tmp_path: Path) -> None:
    episode = make_episode(tmp_path)
    info = mutagen.mp3.MP3(recording(episode, tmp_path)).info
    assert info.bitrate_mode is mutagen.mp3.BitrateMode.CBR
    assert (info.sample_rate, info.channels) == (44_100, 1)
    assert info.bitrate == pytest.approx(64_000, abs=100)
    assert not info.sketchy
    assert info.length == pytest.approx(episode.master.samples / 44_100, abs=0.0001)


@pytest.mark.parametrize("bit_rate_kbps", [32, 64, 128, 320])
@pytest.mark.parametrize("rate_hz", [32_000, 44_100, 48_000])
def test_mp3val_finds_nothing(run: Run, tmp_path: Path, rate_hz: int, bit_rate_kbps: int) -> None:
    episode = make_episode(tmp_path, rate_hz=rate_hz, bit_rate_kbps=bit_rate_kbps)
    said = run("mp3val", recording(episode, tmp_path))
    lines = [line for line in said.splitlines() if line.strip()]
    assert len(lines) == 3, said
    assert "WARNING" not in said
    assert "ERROR" not in said
    # The Info header of a file of tiny frames stands in a larger one.
    if bit_rate_kbps > 32:
        assert ", CBR" in lines[1]


def test_mp3val_finds_nothing_with_a_cover_and_many_chapters(run: Run, tmp_path: Path) -> None:
    cover = tmp_path / "cover.jpg"
    cover.write_bytes(b"\xff\xd8\xff\xfb\x90\xc4" + b"\xff\xfb\x90\xc4" * 5000)
    episode = replace(many(tmp_path, 1000), cover=str(cover))
    said = run("mp3val", recording(episode, tmp_path))
    assert "WARNING" not in said
    assert "+ID3v2, CBR" in said


def test_lame_decodes_exactly_the_samples_of_the_master(run: Run, tmp_path: Path) -> None:
    episode = make_episode(tmp_path)
    path, raw = recording(episode, tmp_path), tmp_path / "decoded.raw"
    run("lame", "--quiet", "--decode", "-t", path, raw)
    heard, sound = (np.fromfile(file, "<i2") for file in (raw, episode.master.path))
    assert len(heard) == len(sound)
    # In step: half a period beside it, the difference would be as large as the sound.
    difference = heard.astype(float) - sound
    assert np.std(difference) < 0.1 * np.std(sound)


def test_ffmpeg_decodes_exactly_the_samples_of_the_master(run: Run, tmp_path: Path) -> None:
    episode = make_episode(tmp_path)
    raw = tmp_path / "decoded.raw"
    run("ffmpeg", "-v", "error", "-i", recording(episode, tmp_path), "-f", "s16le", raw)
    assert raw.stat().st_size == 2 * episode.master.samples


def test_ffprobe_reads_the_transcript_with_its_times(run: Run, tmp_path: Path) -> None:
    episode = make_episode(tmp_path)
    shown = run(
        "ffprobe",
        *("-v", "error", "-show_packets", "-show_data", "-of", "json"),
        recording(episode, tmp_path).with_suffix(".vtt"),
        package="ffmpeg",
    )
    packets = json.loads(shown)["packets"]
    times = [round(float(packet["pts_time"]) * 1000) for packet in packets]
    lengths = [round(float(packet["duration_time"]) * 1000) for packet in packets]
    assert times == [episode.to_ms(cue.start_samples) for cue in episode.cues]
    assert set(lengths) == {600}
