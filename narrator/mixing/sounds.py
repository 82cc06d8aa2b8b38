"""The sounds that a profile names (intro, outro, bed, between stories), and their places."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from narrator.episode import Recording
from narrator.mixing.music import MUSIC_LEAD_MS, Layer, fade_ends, loudness
from narrator.mixing.recording import decode
from narrator.profile import Audio, Sound
from narrator.timing import ms_to_samples

STORY_GAP_MS = 500
"""Silence between the sound before a story and its first word: as behind a heading."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """A decoded sound and the gain that brings it to the loudness wanted."""

    recording: Recording
    gain_db: float


@dataclass(frozen=True, slots=True)
class Sounds:
    """What is played beside the speech; each may be missing."""

    intro: Prepared | None
    outro: Prepared | None
    music: Prepared | None
    between: Prepared | None
    duck_db: float
    rate_hz: int

    @classmethod
    def prepare(cls, sound: Sound, folder: Path, audio: Audio) -> Sounds:
        """Decode the files that the profile names, into files of the folder.

        Raises:
            AudioError: where one of them cannot be decoded.
        """

        def prepared(name: str, source: str, lufs: float) -> Prepared | None:
            if not source:
                return None
            recording = decode(source, folder / f"{name}.raw", audio.rate_hz)
            fade_ends(recording)
            measured = loudness(recording)
            return Prepared(recording, 0.0 if measured is None else lufs - measured)

        return cls(
            intro=prepared("intro", sound.intro, audio.loudness_lufs),
            outro=prepared("outro", sound.outro, audio.loudness_lufs),
            music=prepared("music", sound.music, sound.music_lufs),
            between=prepared("between", sound.between, audio.loudness_lufs),
            duck_db=sound.duck_db,
            rate_hz=audio.rate_hz,
        )

    @property
    def lead_samples(self) -> int:
        """What comes before the first word."""
        return self._length(self.intro) + self._music_alone

    @property
    def tail_samples(self) -> int:
        """What comes after the last pause."""
        return self._length(self.outro) + self._music_alone

    @property
    def between_samples(self) -> int:
        """What comes before each story of an edition, the silence behind it included."""
        if not self.between:
            return 0
        return self._length(self.between) + ms_to_samples(STORY_GAP_MS, self.rate_hz)

    def layers(self, samples: int, stories: Sequence[int] = ()) -> list[Layer]:
        """Return the sounds in their places.

        Args:
            samples: The length of the episode.
            stories: Where the first word of each story of an edition begins.
        """
        intro, outro = self._length(self.intro), self._length(self.outro)
        layers = []
        if self.intro:
            layers.append(Layer(self.intro.recording, 0, intro, self.intro.gain_db))
        if self.outro:
            start = samples - outro
            layers.append(Layer(self.outro.recording, start, samples, self.outro.gain_db))
        if self.music:
            recording, gain_db = self.music.recording, self.music.gain_db
            end = samples - outro
            layers.append(Layer(recording, intro, end, gain_db, self.duck_db, MUSIC_LEAD_MS))
        if self.between:
            recording, gain_db = self.between.recording, self.between.gain_db
            for story in stories:
                start = story - self.between_samples
                layers.append(Layer(recording, start, start + recording.samples, gain_db))
        return layers

    @property
    def _music_alone(self) -> int:
        return ms_to_samples(MUSIC_LEAD_MS, self.rate_hz) if self.music else 0

    @staticmethod
    def _length(sound: Prepared | None) -> int:
        return sound.recording.samples if sound else 0
