"""Chains of ffmpeg's audio filters, through PyAV, fed chunk by chunk."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import av
    import numpy as np
    from numpy.typing import NDArray

    Samples = NDArray[np.float32]
    """One channel, -1 to 1 at full scale; more than that is allowed on the way."""

FULL_SCALE = 32768
"""The value of a 16-bit sample that stands for 1.0."""


class FilterChain:
    """Filters one behind the other: float samples in, float samples out, in whole order.

    Args:
        rate_hz: Sampling rate.
        filters: Pairs of an ffmpeg filter's name and its options.
    """

    def __init__(self, rate_hz: int, filters: Sequence[tuple[str, str]]) -> None:
        from av.filter import Graph

        self._rate_hz = rate_hz
        self._pushed = 0
        self._graph = Graph()
        options = f"sample_rate={rate_hz}:sample_fmt=flt:channel_layout=mono"
        self._source = self._graph.add("abuffer", f"{options}:time_base=1/{rate_hz}")
        self._sink = self._graph.add("abuffersink")
        last = self._source
        for name, arguments in (*filters, ("aformat", "sample_fmts=flt")):
            following = self._graph.add(name, arguments)
            last.link_to(following)
            last = following
        last.link_to(self._sink)
        self._graph.configure()
        self.metadata: dict[str, str] = {}
        """What the filters said of the last samples, by ffmpeg's names."""

    def push(self, samples: Samples) -> Iterator[Samples]:
        """Give samples and yield what comes out; filters may hold some back."""
        import av
        import numpy as np

        if samples.size:
            row = np.ascontiguousarray(samples, dtype=np.float32).reshape(1, -1)
            frame = av.AudioFrame.from_ndarray(row, format="flt", layout="mono")
            frame.sample_rate = self._rate_hz
            frame.pts = self._pushed
            self._pushed += frame.samples
            self._source.push(frame)
        yield from self._pull()

    def finish(self) -> Iterator[Samples]:
        """Yield what the filters still hold."""
        self._source.push(None)
        yield from self._pull()

    def _pull(self) -> Iterator[Samples]:
        while True:
            try:
                frame: Any = self._sink.pull()
            except (BlockingIOError, EOFError):
                return
            self.metadata = dict(frame.metadata) or self.metadata
            yield _row(frame)


def _row(frame: av.AudioFrame) -> Samples:
    import numpy as np

    return frame.to_ndarray().reshape(-1).astype(np.float32, copy=False)
