"""Sound beside the speech: a bed of music that ducks, an intro and an outro."""

from __future__ import annotations

import warnings
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from narrator.episode import Cue, Recording
from narrator.mixing.loudness import LoudnessMeter
from narrator.mixing.recording import chunks, to_float
from narrator.speech import SAMPLE_BYTES
from narrator.timing import ms_to_samples

if TYPE_CHECKING:
    from narrator.mixing.filters import Samples

MUSIC_LEAD_MS = 2000
"""How long a bed is heard alone before the first word and after the last."""
DUCK_DOWN_MS = 400
"""How long a bed takes to give way before somebody speaks."""
DUCK_UP_MS = 1200
"""How long it takes to come back."""
SWELL_AFTER_MS = 3000
"""A bed comes back in pauses longer than this; in shorter ones it would pump."""
EDGE_S = 1
"""How much of a recording's ends is worked on for the fades: a whole number of milliseconds."""
EDGE_FADE_MS = 30
"""Fade at the ends of an intro, an outro and each turn of a bed, against clicks."""


@dataclass(frozen=True, slots=True)
class Layer:
    """A recording that sounds from one place of the episode to another, repeated to fill it."""

    recording: Recording
    start_samples: int
    end_samples: int
    gain_db: float
    """Applied everywhere."""
    duck_db: float = 0.0
    """Applied where somebody speaks, on top."""
    fade_out_ms: int = 0

    def samples(self, start: int, count: int, presence: Presence) -> Samples:
        """Return what the layer adds from that place of the episode on."""
        import numpy as np

        sound = np.zeros(count, np.float32)
        first, last = max(start, self.start_samples), min(start + count, self.end_samples)
        if first >= last:
            return sound
        looped = _looped(self.recording, first - self.start_samples, last - first)
        gains = np.full(last - first, self.gain_db, np.float32)
        if self.duck_db:
            gains += self.duck_db * presence.curve(first, last - first)
        fade = max(1, ms_to_samples(self.fade_out_ms, self.recording.rate_hz))
        fading = np.clip((self.end_samples - np.arange(first, last)) / fade, 0, 1)
        sound[first - start : last - start] = looped * 10 ** (gains / 20) * fading
        return sound


class Presence:
    """Where somebody speaks, as a curve from 0 (nobody) to 1."""

    def __init__(self, cues: Sequence[Cue], rate_hz: int) -> None:
        self._times: list[int] = [0]
        self._levels: list[float] = [0.0]
        down, up = ms_to_samples(DUCK_DOWN_MS, rate_hz), ms_to_samples(DUCK_UP_MS, rate_hz)
        for start, end in _spans(cues, ms_to_samples(SWELL_AFTER_MS, rate_hz)):
            for place, level in ((start - down, 0.0), (start, 1.0), (end, 1.0), (end + up, 0.0)):
                self._times.append(max(place, 0))
                self._levels.append(level)

    def curve(self, start: int, count: int) -> Samples:
        """Return the curve from that place on."""
        import numpy as np

        first = max(0, bisect_right(self._times, start) - 1)
        last = bisect_right(self._times, start + count) + 1
        places = np.arange(start, start + count)
        curve = np.interp(places, self._times[first:last], self._levels[first:last])
        return curve.astype(np.float32)


def _spans(cues: Sequence[Cue], gap: int) -> list[tuple[int, int]]:
    """Return where speech begins and ends, pauses shorter than the gap left out."""
    spans: list[tuple[int, int]] = []
    for cue in cues:
        if spans and cue.start_samples - spans[-1][1] < gap:
            spans[-1] = (spans[-1][0], cue.end_samples)
        else:
            spans.append((cue.start_samples, cue.end_samples))
    return spans


def _looped(recording: Recording, start: int, count: int) -> Samples:
    """Return samples of a recording that begins again whenever it ends."""
    import numpy as np

    parts = []
    with Path(recording.path).open("rb") as file:
        while count > 0:
            place = start % recording.samples
            take = min(count, recording.samples - place)
            file.seek(place * SAMPLE_BYTES)
            data = np.frombuffer(file.read(take * SAMPLE_BYTES), np.dtype("<i2"))
            parts.append(to_float(data))
            start, count = start + take, count - take
    return np.concatenate(parts)


def fade_ends(recording: Recording) -> None:
    """Fade the recording's file in and out, so that it starts and ends without a click."""
    edge = EDGE_S * recording.rate_hz
    if recording.samples < 2 * edge:
        return
    with Path(recording.path).open("r+b") as file:
        head = segment(file.read(edge * SAMPLE_BYTES), recording.rate_hz)
        file.seek(0)
        file.write(head.fade_in(EDGE_FADE_MS).raw_data)
        file.seek((recording.samples - edge) * SAMPLE_BYTES)
        tail = segment(file.read(edge * SAMPLE_BYTES), recording.rate_hz)
        file.seek((recording.samples - edge) * SAMPLE_BYTES)
        file.write(tail.fade_out(EDGE_FADE_MS).raw_data)


def segment(data: bytes, rate_hz: int, sample_bytes: int = SAMPLE_BYTES) -> Any:
    """Return samples as pydub's segment.

    pydub counts in whole milliseconds: a segment must be a whole number of them long, or its
    fades and overlays change the number of samples.
    """
    with warnings.catch_warnings():
        # pydub warns where no ffmpeg is on the path; nothing here needs one. Its own code
        # has invalid escapes, and audioop is deprecated before Python 3.13.
        warnings.simplefilter("ignore")
        from pydub import AudioSegment
    return AudioSegment(data=data, sample_width=sample_bytes, frame_rate=rate_hz, channels=1)


def loudness(recording: Recording) -> float | None:
    """Return the integrated loudness of a whole recording, or None where it has none."""
    meter = LoudnessMeter(recording.rate_hz)
    for _, samples in chunks(recording):
        meter.push(to_float(samples))
    return meter.integrated_lufs()
