"""The whole recording, decoded once: its length, its loudness, and where it is silent."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from narrator.errors import SourceError

if TYPE_CHECKING:
    import av
    import numpy as np

SILENCE_LUFS = -70.0
"""The absolute gate of ITU-R BS.1770-4: what a meter shows when it has heard nothing."""


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of the recording that is listened to, in samples."""

    start: int
    end: int


@dataclass(slots=True)
class Level:
    """What was heard in a window; 1.0 is full scale."""

    energy: float = 0.0
    """The sum of the squares of its samples."""
    peak: float = 0.0
    samples: int = 0

    @property
    def rms_dbfs(self) -> float:
        """The root mean square, 0 dB being a constant full scale."""
        return _db(math.sqrt(self.energy / self.samples) if self.samples else 0.0)

    @property
    def peak_dbfs(self) -> float:
        """The highest sample."""
        return _db(self.peak)


@dataclass(frozen=True, slots=True)
class Sound:
    """What a player would play."""

    samples: int
    undecodable_packets: int
    loudness_lufs: float | None
    true_peak_dbtp: float | None
    levels: tuple[Level, ...]
    """In the order of the windows."""


def _db(amplitude: float) -> float:
    return 20 * math.log10(amplitude) if amplitude > 0 else -math.inf


def listen(path: Path, windows: Sequence[Window]) -> Sound:
    """Return what is heard, from one decoding of the whole file in constant memory.

    Raises:
        SourceError: where the file holds no MP3 sound; trying again does not help.
    """
    import av

    levels = LevelMeter(windows)
    samples, broken = 0, 0
    try:
        # An open file, never a name: ffmpeg takes "concat:" and "http:" names for more.
        with path.open("rb") as file, av.open(file, "r", format="mp3") as container:
            stream = container.streams.audio[0]
            loudness = LoudnessMeter(stream)
            for frame in _decode(container, stream):
                if frame is None:
                    broken += 1
                    continue
                loudness.feed(frame)
                levels.feed(_mono(frame), samples)
                samples += frame.samples
            loudness.finish()
    except (av.FFmpegError, IndexError) as error:
        raise SourceError(
            "The file cannot be decoded as MP3",
            where=str(path),
            hint="Give the path of an episode's MP3 or of its folder.",
        ) from error
    return Sound(samples, broken, loudness.integrated_lufs, loudness.peak_dbtp, levels.levels)


def _decode(
    container: av.container.InputContainer, stream: av.AudioStream
) -> Iterator[av.AudioFrame | None]:
    """Yield the frames of sound, and None for each packet that is not sound."""
    import av

    for packet in container.demux(stream):
        try:
            yield from packet.decode()
        except av.FFmpegError:
            yield None


def _mono(frame: av.AudioFrame) -> np.ndarray[Any, Any]:
    """Return the samples as float32 in one row, the mean of the channels."""
    planes = frame.to_ndarray()
    if len(planes) == 1:
        row: np.ndarray[Any, Any] = planes[0]
        return row
    mean: np.ndarray[Any, Any] = planes.mean(axis=0)
    return mean


class LevelMeter:
    """Energy and peak of windows, measured while the sound goes by."""

    def __init__(self, windows: Sequence[Window]) -> None:
        self.levels = tuple(Level() for _ in windows)
        order = sorted(range(len(windows)), key=lambda number: windows[number].start)
        self._waiting = [(windows[number], self.levels[number]) for number in order]
        self._open: list[tuple[Window, Level]] = []
        self._next = 0

    def feed(self, samples: np.ndarray[Any, Any], start: int) -> None:
        """Listen to the next samples, which begin at that place of the recording."""
        end = start + len(samples)
        while self._next < len(self._waiting) and self._waiting[self._next][0].start < end:
            self._open.append(self._waiting[self._next])
            self._next += 1
        for window, level in self._open:
            part = samples[max(window.start - start, 0) : max(window.end - start, 0)]
            if len(part):
                level.energy += float(part @ part)
                level.peak = max(level.peak, float(abs(part).max()))
                level.samples += len(part)
        self._open = [entry for entry in self._open if entry[0].end > end]


class LoudnessMeter:
    """Integrated loudness and true peak, by ffmpeg's ebur128 filter.

    It reports every 100 ms, so up to the last 100 ms are not in its numbers.
    """

    def __init__(self, stream: av.AudioStream) -> None:
        import av

        self._graph = av.filter.Graph()
        self._source = self._graph.add_abuffer(template=stream)
        meter = self._graph.add("ebur128", "metadata=1:peak=true")
        self._sink = self._graph.add("abuffersink")
        self._source.link_to(meter)
        meter.link_to(self._sink)
        self._graph.configure()
        self._said: dict[str, str] = {}

    def feed(self, frame: av.AudioFrame | None) -> None:
        """Listen to the next frame; None is the end."""
        self._source.push(frame)
        for measured in self._pull():
            self._said = measured or self._said

    def finish(self) -> None:
        """Listen to what the filter still holds."""
        self.feed(None)

    def _pull(self) -> Iterable[dict[str, str]]:
        import av

        while True:
            try:
                yield self._sink.pull().metadata
            except (av.BlockingIOError, av.EOFError):
                return

    @property
    def integrated_lufs(self) -> float | None:
        """The integrated loudness; None where all is silence or too short."""
        value = float(self._said.get("lavfi.r128.I", SILENCE_LUFS))
        return None if value <= SILENCE_LUFS or math.isnan(value) else value

    @property
    def peak_dbtp(self) -> float | None:
        """The true peak; None where all is silence or too short."""
        amplitude = float(self._said.get("lavfi.r128.true_peak", 0))
        return _db(amplitude) if amplitude > 0 else None
