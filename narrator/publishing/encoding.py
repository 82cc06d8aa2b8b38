"""Encoding: the master's reels as MPEG frames, side by side, none of their peaks too high.

A reel begins in silence, and the one before it ends in silence. A new encoder for each has no
bits in its reservoir at the start and nothing of a former sound in its filters, and its first
frames hold no sound, so frames of one reel can stand behind those of another as they are: a
decoder gives back what it gives for each alone (a test decodes both). An encoder is late by
`ENCODER_DELAY_SAMPLES`; since a reel is a whole number of frames, frame n of the reel is where
frame n of its place is, and what the delay pushes behind the reel's end is silence.
"""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from narrator.episode import Episode
from narrator.errors import AudioError
from narrator.processors import processors
from narrator.publishing import masters, mpeg
from narrator.publishing.info_header import DECODER_DELAY_SAMPLES, ENCODER_DELAY_SAMPLES
from narrator.publishing.keeping import KeptReels
from narrator.publishing.peaks import METERS_DIFFER_DB, Dips, Overshoot, hold, overshoots
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

SCHEMA = 1
"""Of the names of kept reels; counted up where what is done to their samples changes."""
MOST_PASSES = 8
"""How often a reel is encoded at the most, to hold its peaks. Of speech, one pass does for most
reels and two for the rest; noise that is cut flat at the limit takes five."""


@dataclass(frozen=True, slots=True)
class Reel:
    """A part of the master, in samples; all but the last are whole frames long."""

    start: int
    end: int
    is_last: bool


def reels(episode: Episode) -> list[Reel]:
    """Return the parts of an episode that are encoded each on its own."""
    places = [0, *episode.cuts, episode.master.samples]
    return [
        Reel(start, end, is_last=end == places[-1])
        for start, end in pairwise(places)
        if start < end or len(places) == 2
    ]


def encode(episode: Episode, folder: Path) -> list[Path]:
    """Return a file of frames for each reel, in order, as one encoder would write them.

    The same master gives the same bytes, on one processor or many.

    Args:
        episode: Its master is encoded.
        folder: Where the files are written.

    Raises:
        AudioError: where the master is gone or shorter than the episode says, or cannot be
            encoded; trying again does not help.
    """
    encoding = _Encoding(episode, folder)
    files = encoding.all(reels(episode))
    encoding.make_room()
    return files


class _Stopped(Exception):  # noqa: N818 - it is no error
    """Another reel failed, or the run was interrupted; nobody sees this one."""


class _Encoding:
    """The encoding of one episode; its reels may be encoded in several threads."""

    def __init__(self, episode: Episode, folder: Path) -> None:
        self._episode = episode
        self._folder = folder
        self._kept = KeptReels(Path(episode.kept_in)) if episode.kept_in else None
        self._stopping = threading.Event()

    def all(self, parts: Sequence[Reel]) -> list[Path]:
        """Return the file of each reel, encoded side by side."""
        if min(len(parts), processors()) == 1:
            return [self.frames(reel) for reel in parts]
        with ThreadPoolExecutor(processors(), "narrator encoding") as threads:
            try:
                # The longest first, so that all threads end at about the same time.
                order = sorted(parts, key=lambda reel: reel.start - reel.end)
                begun = {reel: threads.submit(self.frames, reel) for reel in order}
                return [begun[reel].result() for reel in parts]
            except BaseException:
                self._stopping.set()
                threads.shutdown(wait=True, cancel_futures=True)
                raise

    def make_room(self) -> None:
        """Remove reels that were not asked for for longest, where there are too many."""
        if self._kept is not None:
            self._kept.make_room()

    def frames(self, reel: Reel) -> Path:
        """Return the file of a reel's frames: those that are kept, else made now."""
        path = self._folder / f"reel-{reel.start}.frames"
        # What is one reel may be hours long, and is not held in memory to be kept.
        if self._kept is None or len(self._episode.cuts) == 0:
            return self._made(reel, path)
        name = self._name(reel)
        frames = self._kept.find(name)
        if frames is not None:
            path.write_bytes(frames)
            return path
        self._made(reel, path)
        self._kept.keep(name, path.read_bytes())
        return path

    def _name(self, reel: Reel) -> str:
        """Return a digest of all that decides what the frames are."""
        import lameenc

        episode = self._episode
        library = Path(lameenc.__file__).stat()  # It does not tell its version.
        version = f"{library.st_size} {library.st_mtime_ns}"
        found = hashlib.sha256(
            f"{SCHEMA} {version} {QUALITY} {episode.bit_rate_kbps} {episode.master.rate_hz} "
            f"{episode.true_peak_dbtp} {reel.is_last}\n".encode()
        )
        for data in self._pieces(reel):
            found.update(data)
        return found.hexdigest()

    def _made(self, reel: Reel, path: Path) -> Path:
        """Write the reel's frames, none of their true peaks above the limit."""
        limit_dbtp = self._episode.true_peak_dbtp - METERS_DIFFER_DB
        delay_samples = ENCODER_DELAY_SAMPLES + DECODER_DELAY_SAMPLES

        def encode(dips: Dips) -> None:
            with path.open("wb") as file:
                self._write(reel, dips, file)

        def too_high() -> list[Overshoot]:
            return overshoots(path, limit_dbtp, delay_samples=delay_samples)

        hold(self._episode.master.rate_hz, MOST_PASSES, encode, too_high)
        return path

    def _write(self, reel: Reel, dips: Dips, file: BinaryIO) -> None:
        """Write the reel's frames, and none of those that only flush the encoder."""
        walk = mpeg.FrameWalk()
        try:
            encoder = _encoder(self._episode)
            for data in self._levelled(reel, dips):
                encoded = bytes(encoder.encode(data))
                walk.feed(encoded)
                file.write(encoded)
            encoded = bytes(encoder.flush())
        except AudioError:  # It is a RuntimeError too, and says all there is to say.
            raise
        except RuntimeError as error:
            raise self._refused(error) from error
        file.write(encoded)
        if not reel.is_last:
            wanted = (reel.end - reel.start) // mpeg.FRAME_SAMPLES - walk.frames
            begun = walk.left_over
            kept = mpeg.frames_bytes(begun + encoded, wanted)
            file.truncate(walk.frame_bytes + kept)

    def _levelled(self, reel: Reel, dips: Dips) -> Iterator[bytes]:
        """Yield the samples that the encoder is given."""
        scale = encoder_scale(self._episode.bit_rate_kbps)
        place = 0
        for data in self._pieces(reel):
            count = len(data) // SAMPLE_BYTES
            yield _turned(data, scale, dips.gains(place, count))
            place += count

    def _pieces(self, reel: Reel) -> Iterator[bytes]:
        samples = reel.end - reel.start
        for data in masters.pieces(self._episode.master, CHUNK_SAMPLES, reel.start, samples):
            if self._stopping.is_set():
                raise _Stopped
            yield data

    def _refused(self, error: RuntimeError) -> AudioError:
        return AudioError(
            f"The sound could not be encoded ({error})",
            where=f"{self._episode.master.rate_hz} Hz, {self._episode.bit_rate_kbps} kbit/s",
            hint="Choose 44100 Hz and 64 kbit/s in the profile.",
        )


def encoder_scale(bit_rate_kbps: int) -> float:
    """Return the factor by which LAME lowers every sample at that bit rate."""
    scales = (scale for most_kbps, scale in ENCODER_SCALES if bit_rate_kbps <= most_kbps)
    return next(scales, 1.0)


def _turned(data: bytes, scale: float, factors: NDArray[np.float32] | None) -> bytes:
    """Return samples raised by what the encoder lowers them, and turned down by the factors.

    The mix leaves room above its peaks; what has none is cut at full scale.
    """
    if scale == 1.0 and factors is None:
        return data
    import numpy as np

    samples = np.frombuffer(data, np.dtype("<i2")) * np.float32(1 / scale)
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
