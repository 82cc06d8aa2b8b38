"""What a player makes of an episode: decoded with PyAV, measured without narrator's own code."""

from __future__ import annotations

import json
import math
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import av
import numpy as np
from av.filter import Graph

SILENCE_DBFS = -45.0
"""Above the noise that MP3 leaves in digital silence, below every sound of speech."""
_TIME = re.compile(r"(?:(\d+):)?(\d\d):(\d\d)\.(\d{3})")


@dataclass(frozen=True)
class Heard:
    """The decoded samples, 1.0 being full scale, and the chapters in the file."""

    samples: np.ndarray[Any, Any]
    rate_hz: int
    chapters: tuple[tuple[int, int, str], ...]

    @property
    def duration_ms(self) -> float:
        return 1000 * len(self.samples) / self.rate_hz

    def span(self, start_ms: float, end_ms: float) -> np.ndarray[Any, Any]:
        first, last = (max(0, round(ms * self.rate_hz / 1000)) for ms in (start_ms, end_ms))
        return self.samples[first:last]

    def level_dbfs(self, start_ms: float, end_ms: float) -> float:
        part = self.span(start_ms, end_ms).astype(np.float64)
        return 10 * math.log10(float(np.mean(part**2)) + 1e-12)

    def onset_ms(self, after_ms: float) -> float:
        """Return how long after that place the first sound is."""
        part = np.abs(self.span(after_ms, after_ms + 5000))
        loud = np.flatnonzero(part > 10 ** (SILENCE_DBFS / 20))
        return 1000 * float(loud[0]) / self.rate_hz if loud.size else math.inf

    def band_db(self, hz: float, start_ms: float, end_ms: float) -> float:
        """Return how loud one frequency is."""
        part = self.span(start_ms, end_ms).astype(np.float64)
        turn = np.exp(-2j * np.pi * hz / self.rate_hz * np.arange(part.size))
        return 20 * math.log10(abs(np.mean(part * turn * np.hanning(part.size))) + 1e-9)


def hear(path: Path) -> Heard:
    with av.open(str(path)) as container:
        stream = container.streams.audio[0]
        parts = [frame.to_ndarray()[0] for frame in container.decode(stream)]
        chapters = tuple(
            (
                round(1000 * entry["start"] * entry["time_base"]),
                round(1000 * entry["end"] * entry["time_base"]),
                entry["metadata"]["title"],
            )
            for entry in container.chapters()
        )
        return Heard(np.concatenate(parts), stream.rate, chapters)


def loudness(path: Path) -> tuple[float, float]:
    """Return the integrated loudness in LUFS and the true peak in dBTP."""
    found: dict[str, str] = {}
    with av.open(str(path)) as container:
        stream = container.streams.audio[0]
        graph = Graph()
        source = graph.add_abuffer(template=stream)
        meter = graph.add("ebur128", "metadata=1:peak=true")
        sink = graph.add("abuffersink")
        source.link_to(meter)
        meter.link_to(sink)
        graph.configure()
        for frame in container.decode(stream):
            graph.push(frame)
            _drain(graph, found)
        graph.push(None)
        _drain(graph, found)
    peaks = [float(value) for key, value in found.items() if "true_peak" in key]
    return float(found["lavfi.r128.I"]), 20 * math.log10(max(peaks))


def _drain(graph: Graph, found: dict[str, str]) -> None:
    peak = "lavfi.r128.true_peaks_ch0"
    while True:
        try:
            frame = graph.pull()
        except (av.BlockingIOError, av.EOFError):
            return
        before = float(found.get(peak, 0))
        found.update(frame.metadata)
        found[peak] = str(max(before, float(found.get(peak, 0))))


@dataclass(frozen=True)
class Cue:
    start_ms: int
    end_ms: int
    text: str


def cues(path: Path) -> list[Cue]:
    """Return the cues of a WebVTT file."""
    found = []
    for block in path.read_text(encoding="utf-8").split("\n\n")[1:]:
        lines = block.strip().splitlines()
        at = next((n for n, line in enumerate(lines) if "-->" in line), None)
        if at is None or lines[0].startswith("NOTE"):
            continue
        start, end = (_ms(part) for part in lines[at].split(" --> "))
        text = re.sub(r"<[^>]*>", "", " ".join(lines[at + 1 :]))
        for reference, sign in (("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&")):
            text = text.replace(reference, sign)
        found.append(Cue(start, end, text))
    return found


def _ms(clock: str) -> int:
    found = _TIME.fullmatch(clock.strip())
    assert found, clock
    hours, minutes, seconds, ms = (int(part or 0) for part in found.groups())
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + ms


@dataclass(frozen=True)
class Made:
    """The files of one episode."""

    mp3: Path

    @property
    def vtt(self) -> Path:
        return self.mp3.with_suffix(".vtt")

    @property
    def cues(self) -> list[Cue]:
        return cues(self.vtt)

    @property
    def said(self) -> str:
        return "\n".join(cue.text for cue in self.cues)

    @property
    def json_chapters(self) -> list[dict[str, Any]]:
        path = self.mp3.with_suffix(".chapters.json")
        chapters: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))["chapters"]
        return chapters


def only_episode(folder: Path) -> Made:
    """Return the only episode of a folder; nothing else is in it."""
    folders = list(folder.iterdir())
    assert len(folders) == 1, folders
    return Made(folders[0] / f"{folders[0].name}.mp3")


def contents(folder: Path) -> dict[str, bytes]:
    """Return every file below a folder with its bytes."""
    if not folder.is_dir():
        return {}
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
