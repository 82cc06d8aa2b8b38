"""The recording in other containers than MP3, through ffmpeg's encoders and muxers.

In MP4 chapters are a chapter track and Nero's list, both of which ffmpeg writes. In Ogg they are
the comments CHAPTER000 and so on, which we write: ffmpeg 8.0 rounds the seconds before it adds
the milliseconds, so that 1.5 s becomes 2.5 s.
"""

from __future__ import annotations

import base64
import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from narrator.episode import Episode
from narrator.errors import AudioError
from narrator.publishing import id3, masters
from narrator.publishing.peaks import METERS_DIFFER_DB, Dips, Overshoot, hold, overshoots
from narrator.publishing.tags import GENRE, load_cover, said_of
from narrator.speech import SAMPLE_BYTES
from narrator.timing import ms_to_webvtt, rescale_samples

if TYPE_CHECKING:
    import av
    import numpy as np
    from numpy.typing import NDArray

PIECE_SAMPLES = 1 << 16
"""How much sound is held at once: 1.5 s at 44.1 kHz."""

MOST_PASSES = 4
"""How often the sound is encoded at the most, to hold its peaks, as for the MP3."""


@dataclass(frozen=True, slots=True)
class Container:
    """How a recording is encoded, and what holds it."""

    muxer: str
    """ffmpeg's name of what writes it, and of what reads it."""
    codec: str
    bit_rate_kbps: int
    rate_hz: int
    has_streams_beside: bool
    """Whether chapters and cover are streams of their own, and not tags."""
    options: Mapping[str, str] = field(default_factory=dict)
    """Of the muxer."""


def write(episode: Episode, path: Path, container: Container) -> None:
    """Write the episode's sound, chapters, tags and cover, in constant memory.

    The same episode gives the same bytes. No true peak of the decoded sound is above the
    episode's limit.

    Raises:
        AudioError: where the master cannot be read or encoded; trying again does not help.
        OutputError: where the cover is unfit.
    """
    import av

    limit_dbtp = episode.true_peak_dbtp - METERS_DIFFER_DB

    def encode(dips: Dips) -> None:
        _encode(episode, path, container, dips)

    def too_high() -> list[Overshoot]:
        found = overshoots(path, limit_dbtp, container.muxer)
        return [_on_the_master(peak, container, episode) for peak in found]

    try:
        hold(episode.master.rate_hz, MOST_PASSES, encode, too_high)
    except av.FFmpegError as error:
        raise AudioError(
            f"The sound could not be encoded ({error})",
            where=f"{container.codec}, {container.bit_rate_kbps} kbit/s",
        ) from error


def _on_the_master(peak: Overshoot, container: Container, episode: Episode) -> Overshoot:
    """Return the overshoot in samples of the master."""
    rate_hz = episode.master.rate_hz
    start, end = (rescale_samples(n, container.rate_hz, rate_hz) for n in (peak.start, peak.end))
    return replace(peak, start=start, end=end)


def _encode(episode: Episode, path: Path, container: Container, dips: Dips) -> None:
    import av

    # An open file, never a name: ffmpeg takes "concat:" and "http:" names for more.
    with (
        path.open("w+b") as file,
        av.open(file, "w", format=container.muxer, options=dict(container.options)) as output,
    ):
        added = output.add_stream(container.codec, rate=container.rate_hz, layout="mono")
        stream = cast("av.AudioStream", added)
        stream.bit_rate = container.bit_rate_kbps * 1000
        output.metadata.update(_tags(episode, container))
        if container.has_streams_beside:
            output.set_chapters(_chapters(episode))
        picture = _picture_stream(episode, output) if container.has_streams_beside else None
        output.start_encoding()
        if picture is not None:
            output.mux(picture)
        for frame in _frames(episode, dips, stream):
            output.mux(stream.encode(frame))
        output.mux(stream.encode(None))


def _frames(episode: Episode, dips: Dips, stream: av.AudioStream) -> Iterator[av.AudioFrame]:
    """Yield the sound in frames of the encoder's size, form and sampling rate."""
    import av

    codec = stream.codec_context
    resampler = av.AudioResampler(
        format=codec.format.name,
        layout="mono",
        rate=codec.sample_rate,
        frame_size=codec.frame_size or None,
    )
    rate_hz, place = episode.master.rate_hz, 0
    for samples in _levelled(episode, dips):
        frame = av.AudioFrame.from_ndarray(samples.reshape(1, -1), format="s16", layout="mono")
        frame.sample_rate, frame.pts, frame.time_base = rate_hz, place, Fraction(1, rate_hz)
        place += samples.size
        yield from resampler.resample(frame)
    yield from resampler.resample(None)


def _levelled(episode: Episode, dips: Dips) -> Iterator[NDArray[np.int16]]:
    import numpy as np

    place = 0
    for data in masters.pieces(episode.master, PIECE_SAMPLES):
        samples = np.frombuffer(data, np.dtype("<i2"))
        factors = dips.gains(place, samples.size)
        place += len(data) // SAMPLE_BYTES
        if factors is not None:
            samples = np.rint(samples * factors).astype(np.int16)
        yield samples


def _chapters(episode: Episode) -> list[Any]:
    return [
        {
            "id": number,
            "start": episode.to_ms(chapter.start_samples),
            "end": episode.to_ms(chapter.end_samples),
            "time_base": Fraction(1, 1000),
            "metadata": {"title": _line(chapter.title)},
        }
        for number, chapter in enumerate(episode.chapters)
    ]


def _tags(episode: Episode, container: Container) -> dict[str, str]:
    """Return the tags by ffmpeg's names, which it turns into those of the container."""
    meta = episode.metadata
    known = {
        "title": meta.headline or "Untitled",
        "artist": ", ".join(meta.authors) or meta.site,
        "album": meta.site,
        "genre": GENRE,
        "date": meta.published.iso if meta.published else "",
        "language": meta.language,
        "comment": said_of(episode),
    }
    tags = {name: _clean(text) for name, text in known.items() if _clean(text)}
    return tags if container.has_streams_beside else tags | dict(_comments(episode))


def _comments(episode: Episode) -> Iterator[tuple[str, str]]:
    """Yield chapters and cover as comments of Ogg (Xiph wiki, "Chapter Extension")."""
    for number, chapter in enumerate(episode.chapters):
        name = f"CHAPTER{number:03}"
        yield name, ms_to_webvtt(episode.to_ms(chapter.start_samples))
        yield f"{name}NAME", _line(chapter.title)
    if episode.cover:
        yield "METADATA_BLOCK_PICTURE", _picture_comment(episode.cover)


def _clean(text: str) -> str:
    """Return the text as UTF-8 can hold it, without NUL, at which C ends a text."""
    return text.replace("\0", "").encode("utf-8", "replace").decode("utf-8").strip()


def _line(text: str) -> str:
    return _clean(" ".join(text.split()))


def _picture_comment(path: str) -> str:
    """Return a cover as a comment of Ogg holds it: a FLAC picture block in base64 (RFC 9639).

    Its types of pictures are those of ID3 (section 8.8).
    """
    kind, picture = load_cover(path)
    mime = kind.encode("ascii")
    head = struct.pack(">II", id3.FRONT_COVER, len(mime)) + mime
    # No description; width, height, depth and colours 0, which stands for not known.
    block = head + struct.pack(">6I", 0, 0, 0, 0, 0, len(picture)) + picture
    return base64.b64encode(block).decode("ascii")


def _picture_stream(
    episode: Episode, output: av.container.OutputContainer
) -> av.Packet[Any] | None:
    """Add a stream for the cover, and return its only packet; None where there is no cover."""
    if not episode.cover:
        return None
    import av
    from av.stream import Disposition

    kind, picture = load_cover(episode.cover)
    form = {"image/jpeg": "jpeg_pipe", "image/png": "png_pipe"}[kind]
    with Path(episode.cover).open("rb") as file, av.open(file, "r", format=form) as read:
        stream = output.add_stream_from_template(read.streams.video[0])
    stream.disposition = Disposition.attached_pic
    packet = av.Packet(picture)
    packet.stream, packet.pts, packet.dts, packet.is_keyframe = stream, 0, 0, True
    return packet
