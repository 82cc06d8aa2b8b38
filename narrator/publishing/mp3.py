"""The MP3 file: tag, Info header, and the sound at a constant bit rate."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from narrator.episode import Episode
from narrator.errors import AudioError
from narrator.publishing import id3, info_header, mpeg, tags
from narrator.publishing.info_header import ENCODER_DELAY_SAMPLES, InfoHeader
from narrator.publishing.peaks import Dips, overshoots
from narrator.speech import SAMPLE_BYTES

if TYPE_CHECKING:
    import lameenc
    import numpy as np
    from numpy.typing import NDArray

CHUNK_SAMPLES = 64 * mpeg.FRAME_SAMPLES
"""How much sound is held at once: 1.7 s at 44.1 kHz."""

ENCODER_SCALES = ((160, 0.95), (192, 0.97), (224, 0.98))
"""LAME makes the sound softer, the less bits it has: up to that many kbit/s, by that factor
(`abr_switch_map` in its presets.c). Measured with lameenc 1.9.0 and a tone at 14 bit rates
and three sampling rates: these factors to four digits, and 1 above 224 kbit/s."""

QUALITY = 5
"""LAME's -q. On 135 s of speech at 44.1 kHz and 64 kbit/s, lameenc 1.9.0 was faster than
real time on one core by 132 times at quality 2, 190 at 5 and 395 at 7; at 7 LAME leaves
psychoacoustics out, which speech at 64 kbit/s shows."""


METERS_DIFFER_DB = 0.1
"""Two meters of true peaks find other points between the samples: on 8 hours of speech ours
found -1.00 dBTP where ffmpeg's found -0.99. So the limit is held by this much more."""
MOST_PASSES = 4
"""How often the sound is encoded at the most, to hold its peaks; one pass does for most."""


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
    dips = Dips(episode.master.rate_hz)
    for _ in range(MOST_PASSES):
        _write_sound(episode, path, tag, dips)
        too_high = overshoots(path, episode.true_peak_dbtp - METERS_DIFFER_DB)
        if not too_high:
            break
        dips.add(too_high)


def _write_sound(episode: Episode, path: Path, tag: bytes, dips: Dips) -> None:
    frame = info_header.header_frame(episode.bit_rate_kbps, episode.master.rate_hz)
    walk, crc, size_bytes = mpeg.FrameWalk(), 0, frame.size_bytes
    with path.open("wb") as file:
        file.write(tag + bytes(frame.size_bytes))
        for data in _encode(episode, dips):
            file.write(data)
            walk.feed(data)
            crc = info_header.crc16(data, crc)
            size_bytes += len(data)
        file.seek(len(tag))
        info = _info(episode, walk, size_bytes, crc)
        file.write(info_header.render(info, frame))


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


def _encode(episode: Episode, dips: Dips) -> Iterator[bytes]:
    """Yield the encoded sound, piece by piece."""
    try:
        encoder = _encoder(episode)
        scale = encoder_scale(episode.bit_rate_kbps)
        place = 0
        for data in _master(episode):
            count = len(data) // SAMPLE_BYTES
            factors = dips.gains(place, count)
            yield bytes(encoder.encode(_levelled(data, scale, factors)))
            place += count
        yield bytes(encoder.flush())
    except RuntimeError as error:
        if isinstance(error, AudioError):
            raise
        raise AudioError(
            f"The sound could not be encoded ({error})",
            where=f"{episode.master.rate_hz} Hz, {episode.bit_rate_kbps} kbit/s",
            hint="Choose 44100 Hz and 64 kbit/s in the profile.",
        ) from error


def encoder_scale(bit_rate_kbps: int) -> float:
    """Return the factor by which LAME lowers every sample at that bit rate."""
    scales = (scale for most_kbps, scale in ENCODER_SCALES if bit_rate_kbps <= most_kbps)
    return next(scales, 1.0)


def _levelled(data: bytes, scale: float, factors: NDArray[np.float32] | None) -> bytes:
    """Return samples raised by what the encoder lowers them, and turned down by the factors.

    The mix leaves room above its peaks; what has none is cut at full scale.
    """
    if scale == 1.0 and factors is None:
        return data
    import numpy as np

    samples = np.frombuffer(data, np.dtype("<i2")) / scale
    if factors is not None:
        samples *= factors
    levelled: bytes = np.rint(samples).clip(-32768, 32767).astype(np.dtype("<i2")).tobytes()
    return levelled


def _encoder(episode: Episode) -> lameenc.Encoder:
    import lameenc

    encoder = lameenc.Encoder()
    encoder.silence()
    encoder.set_channels(1)
    encoder.set_in_sample_rate(episode.master.rate_hz)
    # Said twice: at low bit rates LAME would resample, and every time would be off.
    encoder.set_out_sample_rate(episode.master.rate_hz)
    encoder.set_bit_rate(episode.bit_rate_kbps)
    encoder.set_quality(QUALITY)
    return encoder


def _master(episode: Episode) -> Iterator[bytes]:
    """Yield the samples of the master, exactly as many as the episode says."""
    master = episode.master
    left_bytes = master.samples * SAMPLE_BYTES
    with _open_master(master.path) as file:
        while left_bytes:
            data = file.read(min(CHUNK_SAMPLES * SAMPLE_BYTES, left_bytes))
            left_bytes -= len(data)
            if not data:
                raise AudioError(
                    f"The mixed audio is {left_bytes // SAMPLE_BYTES} samples too short",
                    where=master.path,
                    hint="Make the episode again.",
                )
            yield data


def _open_master(path: str) -> BinaryIO:
    try:
        return Path(path).open("rb")
    except OSError as error:
        raise AudioError(
            f"The mixed audio cannot be read ({error.strerror})",
            where=path,
            hint="Make the episode again.",
        ) from error
