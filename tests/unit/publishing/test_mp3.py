from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from narrator.episode import Episode
from narrator.errors import AudioError
from narrator.publishing import encoding, mp3
from narrator.publishing.evidence import gather
from tests.unit.publishing.making import decode, make_episode, sound_of, with_sound


def write(episode: Episode, folder: Path) -> Path:
    path = folder / "episode.mp3"
    mp3.write(episode, path)
    return path


@pytest.mark.parametrize("rate_hz", [32_000, 44_100, 48_000])
@pytest.mark.parametrize("bit_rate_kbps", [32, 64, 320])
def test_a_decoder_gives_back_exactly_the_samples_of_the_master(
    tmp_path: Path, rate_hz: int, bit_rate_kbps: int
) -> None:
    episode = make_episode(tmp_path, rate_hz=rate_hz, bit_rate_kbps=bit_rate_kbps)
    assert len(decode(write(episode, tmp_path))) == episode.master.samples


@pytest.mark.parametrize("samples", [1, 575, 576, 577, 1151, 1152, 1153, 73_728, 73_729])
def test_the_length_is_exact_at_every_edge_of_frames_and_chunks(
    episode: Episode, tmp_path: Path, samples: int
) -> None:
    short = with_sound(episode, sound_of(episode)[:samples])
    assert len(decode(write(short, tmp_path))) == samples


@pytest.mark.parametrize("place", [5000, 44_100, 150_000])
def test_a_click_is_decoded_at_the_sample_where_it_was(
    episode: Episode, tmp_path: Path, place: int
) -> None:
    sound = np.zeros(200_000, np.int16)
    sound[place] = 30_000
    heard = decode(write(with_sound(episode, sound), tmp_path))
    assert int(np.argmax(np.abs(heard))) == place


def test_the_sound_is_in_step_with_the_master_to_the_sample(
    episode: Episode, tmp_path: Path
) -> None:
    noise = np.random.default_rng(1).normal(0, 3000, 30_000)
    sound = np.convolve(noise, np.ones(8) / 8, "same").astype(np.int16)
    heard = decode(write(with_sound(episode, sound), tmp_path))
    part = sound[5000:15_000].astype(np.float32)
    steps = range(-1200, 1200)
    likeness = [float(part @ heard[5000 + step : 15_000 + step]) for step in steps]
    assert steps[int(np.argmax(likeness))] == 0


@pytest.mark.parametrize("rate_hz", [32_000, 44_100, 48_000])
@pytest.mark.parametrize("bit_rate_kbps", [32, 64, 128, 160, 192, 224, 256, 320])
def test_the_sound_is_as_loud_as_the_master(
    tmp_path: Path, rate_hz: int, bit_rate_kbps: int
) -> None:
    episode = make_episode(tmp_path, rate_hz=rate_hz, bit_rate_kbps=bit_rate_kbps)
    tone = (np.sin(np.arange(rate_hz) / 16) * 12_000).astype(np.int16)
    heard = decode(write(with_sound(episode, tone), tmp_path)).astype(float) * 32_768
    middle = slice(rate_hz // 4, rate_hz // 2)
    ratio = np.sqrt((heard[middle] ** 2).mean() / (tone[middle].astype(float) ** 2).mean())
    assert ratio == pytest.approx(1, abs=0.005)


def test_samples_at_full_scale_are_cut_and_do_not_wrap_round(
    episode: Episode, tmp_path: Path
) -> None:
    loud = np.where(np.arange(44_100) // 100 % 2, 32_767, -32_768).astype(np.int16)
    heard = decode(write(with_sound(episode, loud), tmp_path)).astype(float)
    middle = slice(10_000, 30_000)
    assert np.corrcoef(heard[middle], loud[middle])[0, 1] > 0.95


def test_the_same_episode_gives_the_same_bytes(episode: Episode, tmp_path: Path) -> None:
    first = write(episode, tmp_path).read_bytes()
    assert write(episode, tmp_path).read_bytes() == first


def test_every_frame_of_sound_has_the_episodes_bit_rate(episode: Episode, tmp_path: Path) -> None:
    walk = gather(write(episode, tmp_path)).stream.walk
    assert walk.bit_rates_kbps == {64}
    assert walk.channels == {1}
    assert walk.gaps == []
    assert walk.left_over_bytes == 0


def test_the_encoder_writes_no_header_frame_of_its_own(episode: Episode, tmp_path: Path) -> None:
    data = write(episode, tmp_path).read_bytes()
    assert data.count(b"Info") == 1
    assert b"Xing" not in data


def test_the_header_agrees_with_the_frames(episode: Episode, tmp_path: Path) -> None:
    path = write(episode, tmp_path)
    evidence = gather(path)
    info = evidence.stream.info
    assert info is not None
    assert info.header_is_intact
    assert info.frames == evidence.stream.walk.frames
    assert info.audio_bytes == path.stat().st_size - evidence.tag.size_bytes
    assert info.music_crc == evidence.stream.music_crc
    assert info.samples() == episode.master.samples


def test_a_master_that_is_gone_is_an_audio_error(episode: Episode, tmp_path: Path) -> None:
    Path(episode.master.path).unlink()
    with pytest.raises(AudioError, match="cannot be read") as caught:
        write(episode, tmp_path)
    assert caught.value.where == episode.master.path


def test_a_master_that_is_too_short_is_an_audio_error(episode: Episode, tmp_path: Path) -> None:
    longer = replace(episode.master, samples=episode.master.samples + 3)
    with pytest.raises(AudioError, match="3 samples too short"):
        write(replace(episode, master=longer), tmp_path)


def test_what_the_encoder_refuses_is_an_audio_error(
    episode: Episode, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Refusing:
        def encode(self, data: bytes) -> bytes:
            raise RuntimeError("no")

    monkeypatch.setattr(encoding, "_encoder", lambda episode: Refusing())
    with pytest.raises(AudioError, match=r"could not be encoded \(no\)"):
        write(episode, tmp_path)


def test_an_encoder_that_loses_frames_is_an_audio_error(
    episode: Episode, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mp3, "encode", lambda episode, folder: [])
    with pytest.raises(AudioError, match="another number of samples"):
        write(episode, tmp_path)
