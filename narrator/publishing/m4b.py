"""The recording as an audio book in MP4, for players of Apple's and for audio book apps."""

from __future__ import annotations

from pathlib import Path

from narrator.episode import Episode
from narrator.publishing import containers
from narrator.publishing.containers import Container


def write(episode: Episode, path: Path) -> None:
    """Write the episode as an M4B file: AAC-LC at the episode's bit rate, with chapters.

    Raises:
        AudioError: where the master cannot be read or encoded.
        OutputError: where the cover is unfit.
    """
    container = Container(
        muxer="mp4",
        codec="aac",
        bit_rate_kbps=episode.bit_rate_kbps,
        rate_hz=episode.master.rate_hz,
        has_streams_beside=True,
        # The brand is what tells an audio book from a film; the index in front lets it stream.
        options={"brand": "M4B ", "movflags": "+faststart", "fflags": "+bitexact"},
    )
    containers.write(episode, path, container)
