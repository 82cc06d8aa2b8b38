"""M4B and Opus: the same sound, chapters and tags as the MP3, read back by other programs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import av
import mutagen
import mutagen.flac
import numpy as np
import pytest
from PIL import Image

from narrator.episode import Episode
from narrator.errors import AudioError, OutputError
from narrator.publishing import m4b, opus
from narrator.publishing.peaks import overshoots
from tests.unit.publishing.making import make_episode

Write = Callable[[Episode, Path], None]
WRITERS = pytest.mark.parametrize(
    ("write", "suffix", "form", "rate_hz"),
    [(m4b.write, ".m4b", "mp4", 44_100), (opus.write, ".opus", "ogg", 48_000)],
    ids=["m4b", "opus"],
)


def decoded(path: Path, form: str) -> np.ndarray[Any, Any]:
    with path.open("rb") as file, av.open(file, "r", format=form) as container:
        return np.concatenate([frame.to_ndarray().ravel() for frame in container.decode(audio=0)])


@WRITERS
def test_the_chapters_are_the_episodes_to_the_millisecond(
    episode: Episode, tmp_path: Path, write: Write, suffix: str, form: str, rate_hz: int
) -> None:
    write(episode, tmp_path / f"out{suffix}")
    with (tmp_path / f"out{suffix}").open("rb") as file, av.open(file, "r", format=form) as read:
        found = [(c["start"], c["metadata"]["title"]) for c in read.chapters()]
        assert read.streams.audio[0].rate == rate_hz
        assert read.streams.audio[0].layout.name == "mono"
        assert read.duration is not None
        assert read.duration / 1000 == pytest.approx(episode.duration_ms, abs=7)
    assert found == [(episode.to_ms(c.start_samples), c.title) for c in episode.chapters]


@WRITERS
def test_a_tone_sounds_where_its_cue_says(
    episode: Episode, tmp_path: Path, write: Write, suffix: str, form: str, rate_hz: int
) -> None:
    path = tmp_path / f"out{suffix}"
    write(episode, path)
    sound = decoded(path, form)
    expected = episode.master.samples * rate_hz / 44_100
    # What the last frame of AAC has too much is told in an edit list, which PyAV passes over.
    assert expected - 1 <= sound.size < expected + 1024
    for cue in episode.cues:
        start = cue.start_samples * rate_hz // 44_100
        heard = np.flatnonzero(np.abs(sound[start - 400 : start + 2000]) > 0.05)
        if cue.start_samples:
            assert heard[0] == pytest.approx(400, abs=100)


@WRITERS
def test_the_tags_say_what_the_mp3_says(
    episode: Episode, tmp_path: Path, write: Write, suffix: str, form: str, rate_hz: int
) -> None:
    path = tmp_path / f"out{suffix}"
    write(episode, path)
    with path.open("rb") as file, av.open(file, "r", format=form) as read:
        tags = {
            name.lower(): text
            for name, text in {**read.metadata, **read.streams.audio[0].metadata}.items()
        }
    assert tags["title"] == "The tide tables of 1912"
    assert tags["artist"] == "Ada Quill, Ben Ford"
    assert tags["album"] == "The Harbour Post"
    assert tags["date"].startswith("2026-03-12")
    assert "synthetic voice" in tags["comment"]


@WRITERS
@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_the_cover_is_in_the_file(
    episode: Episode,
    tmp_path: Path,
    write: Write,
    suffix: str,
    form: str,
    rate_hz: int,
    kind: str,
) -> None:
    picture = BytesIO()
    Image.new("RGB", (300, 300), (10, 90, 60)).save(picture, kind)
    (tmp_path / "cover").write_bytes(picture.getvalue())
    path = tmp_path / f"out{suffix}"
    write(replace(episode, cover=str(tmp_path / "cover")), path)
    tags = mutagen.File(path)
    if suffix == ".m4b":
        assert bytes(tags["covr"][0]) == picture.getvalue()
    else:
        import base64

        block = mutagen.flac.Picture(base64.b64decode(tags["metadata_block_picture"][0]))
        assert block.data == picture.getvalue()
        assert (block.type, block.mime) == (3, f"image/{kind.lower()}")


@WRITERS
def test_the_same_episode_gives_the_same_bytes(
    episode: Episode, tmp_path: Path, write: Write, suffix: str, form: str, rate_hz: int
) -> None:
    write(episode, tmp_path / f"one{suffix}")
    write(episode, tmp_path / f"two{suffix}")
    assert (tmp_path / f"one{suffix}").read_bytes() == (tmp_path / f"two{suffix}").read_bytes()


@WRITERS
def test_no_true_peak_is_above_the_limit(
    episode: Episode, tmp_path: Path, write: Write, suffix: str, form: str, rate_hz: int
) -> None:
    # The tones peak at -11.8 dBFS, so this limit is one that the encoders break.
    limited = replace(episode, true_peak_dbtp=-11.8)
    write(limited, tmp_path / f"out{suffix}")
    assert overshoots(tmp_path / f"out{suffix}", -11.8, form) == []


@WRITERS
def test_a_master_that_is_gone_or_short_is_an_error(
    tmp_path: Path, write: Write, suffix: str, form: str, rate_hz: int
) -> None:
    episode = make_episode(tmp_path)
    path = Path(episode.master.path)
    path.write_bytes(path.read_bytes()[:1000])
    with pytest.raises(AudioError, match="too short"):
        write(episode, tmp_path / f"out{suffix}")
    path.unlink()
    with pytest.raises(AudioError, match="cannot be read"):
        write(episode, tmp_path / f"out{suffix}")


@WRITERS
def test_an_unfit_cover_is_an_error(
    episode: Episode, tmp_path: Path, write: Write, suffix: str, form: str, rate_hz: int
) -> None:
    (tmp_path / "cover").write_bytes(b"GIF89a")
    with pytest.raises(OutputError, match="neither a JPEG nor a PNG"):
        write(replace(episode, cover=str(tmp_path / "cover")), tmp_path / f"out{suffix}")
