"""The MP3 file: tag, Info header, and the sound at a constant bit rate."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from narrator.episode import Episode
from narrator.errors import AudioError
from narrator.publishing import id3, info_header, mpeg, tags
from narrator.publishing.encoding import encode
from narrator.publishing.info_header import ENCODER_DELAY_SAMPLES, InfoHeader

PIECE_BYTES = 1 << 20
"""How much of the frames is copied at a time."""


def write(episode: Episode, path: Path) -> None:
    """Write the episode's sound, chapters and tags as an MP3 file, in constant memory.

    The same episode gives the same bytes. A decoder that knows the Info header gives back
    exactly the samples of the master, neither more nor fewer, and none of its true peaks is
    above the episode's limit.

    Raises:
        AudioError: where the master is gone or shorter than the episode says, or cannot be
            encoded; trying again does not help.
        OutputError: where the cover is unfit.
    """
    tag = id3.render(tags.frames(episode))
    with tempfile.TemporaryDirectory(prefix="reels-", dir=path.parent) as folder:
        _write(episode, path, tag, encode(episode, Path(folder)))


def _write(episode: Episode, path: Path, tag: bytes, reels: Iterable[Path]) -> None:
    frame = info_header.header_frame(episode.bit_rate_kbps, episode.master.rate_hz)
    walk, crc, size_bytes = mpeg.FrameWalk(), 0, frame.size_bytes
    with path.open("wb") as file:
        file.write(tag + bytes(frame.size_bytes))
        for data in _pieces(reels):
            file.write(data)
            walk.feed(data)
            crc = info_header.crc16(data, crc)
            size_bytes += len(data)
        file.seek(len(tag))
        info = _info(episode, walk, size_bytes, crc)
        file.write(info_header.render(info, frame))


def _pieces(files: Iterable[Path]) -> Iterator[bytes]:
    for path in files:
        with path.open("rb") as file:
            while data := file.read(PIECE_BYTES):
                yield data


def _info(episode: Episode, walk: mpeg.FrameWalk, size_bytes: int, crc: int) -> InfoHeader:
    samples = episode.master.samples
    padding_samples = walk.samples - ENCODER_DELAY_SAMPLES - samples
    # Twelve bits hold it; LAME pads by 576 to 1727 samples (lame_encode_flush in its lame.c).
    if walk.gaps or walk.left_over_bytes or not 0 <= padding_samples < 1 << 12:
        raise AudioError(
            "The encoder gave another number of samples than it took",
            where=episode.master.path,
            hint="Report this, with the version of lameenc.",
        )
    return InfoHeader(walk.frames, size_bytes, ENCODER_DELAY_SAMPLES, padding_samples, crc)
