"""The timeline: clips one behind the other with their planned pauses, in whole samples."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field, replace

from narrator.article import Omission, Reason, Stage
from narrator.episode import Chapter, Cue, Word
from narrator.errors import AudioError
from narrator.mixing.edges import trim
from narrator.mixing.recording import Recorder, resample
from narrator.reels import GRID_SAMPLES, LEAD_SAMPLES, LEAST_PAUSE_MS
from narrator.script import Script, Section, Utterance
from narrator.speech import Clip, must_be_heard
from narrator.timing import ms_to_samples, rescale_samples
from narrator.words import estimated_offsets

MOST_WAITING = 4
"""Clips that are spoken and not laid yet."""

VoiceKey = tuple[str, str]
"""A voice of the profile in a language: what gets one gain over the whole episode."""


@dataclass(slots=True)
class Timeline:
    """What has been laid down so far."""

    recorder: Recorder
    stories: frozenset[int] = frozenset()
    """The utterances, by their number in the script, with which the stories of an edition begin."""
    between_samples: int = 0
    """Room for the sound before each of them."""
    reel_starts: frozenset[int] = frozenset()
    """Which utterances begin a reel."""
    cues: list[Cue] = field(default_factory=list)
    voices: list[str] = field(default_factory=list)
    """The engines' own names of the voices, in the order in which they are first heard."""
    starts: list[int] = field(default_factory=list)
    """Where each utterance begins; one without a sound begins where the next one does."""
    cuts: list[int] = field(default_factory=list)
    """Where reels begin, but for the first."""
    omissions: list[Omission] = field(default_factory=list)
    """Signs for which the voice has no sound."""

    def lay(self, clips: Iterable[Clip]) -> None:
        """Append each clip and the pause behind it, while the next ones are being spoken.

        They are laid in their order by one other thread; a few clips are in memory at a time.

        Raises:
            AudioError: for a clip without sound.
            OutputError: where the samples cannot be written.
        """
        with ThreadPoolExecutor(1, "narrator laying") as thread:
            waiting: deque[Future[None]] = deque()
            for clip in clips:
                waiting.append(thread.submit(self._lay, clip))
                if len(waiting) > MOST_WAITING:
                    waiting.popleft().result()
            for each in waiting:
                each.result()

    def _lay(self, clip: Clip) -> None:
        rate_hz = self.recorder.rate_hz
        utterance = clip.utterance
        samples, taken_off = trim(resample(clip.pcm, rate_hz), rate_hz)
        if len(self.starts) in self.stories:
            self.recorder.silence(self.between_samples)
        if len(self.starts) in self.reel_starts and self._is_silent():
            self._cut()
        start = self.recorder.samples
        self.starts.append(start)
        if not samples.any():
            self.omissions.append(_unheard(utterance))
            return
        self.recorder.write(samples.tobytes())
        if str(clip.voice) not in self.voices:
            self.voices.append(str(clip.voice))
        self.cues.append(
            Cue(
                text=utterance.written,
                role=utterance.role,
                voice=utterance.voice,
                language=utterance.language,
                start_samples=start,
                end_samples=start + samples.size,
                origin=utterance.origin,
                words=tuple(_words(clip, start, taken_off, start + samples.size, rate_hz)),
                words_estimated=not clip.marks,
                speaker=clip.voice,
            )
        )
        self.recorder.silence(ms_to_samples(utterance.pause_after_ms, rate_hz))

    def _is_silent(self) -> bool:
        """Say whether there is a pause to cut in: an utterance without a sound has none."""
        pause = ms_to_samples(LEAST_PAUSE_MS, self.recorder.rate_hz)
        return bool(self.cues) and self.recorder.samples - self.cues[-1].end_samples >= pause

    def _cut(self) -> None:
        """Begin a reel: what follows is laid on the grid, and the last cue is as much longer.

        So the pause between the two is the planned one to the sample; the silence that is kept
        behind the last sound of a reel is up to 26 ms more than that behind others.
        """
        filled = -self.recorder.samples % GRID_SAMPLES
        self.recorder.silence(filled)
        last = self.cues[-1]
        self.cues[-1] = replace(last, end_samples=last.end_samples + filled)
        self.cuts.append(self.recorder.samples - LEAD_SAMPLES)


def _unheard(utterance: Utterance) -> Omission:
    """Return the omission for a sign without a sound.

    Raises:
        AudioError: where it is a word and no sign.
    """
    if must_be_heard(utterance.spoken):
        raise AudioError("A clip is silent", where=utterance.spoken)
    return Omission(Stage.SPEAKING, Reason.UNREADABLE, utterance.written, utterance.origin)


def _words(clip: Clip, start: int, taken_off: int, end: int, rate_hz: int) -> Iterator[Word]:
    """Yield the clip's words on the timeline, inside the cue: by its marks, else about."""
    spoken = clip.utterance.spoken
    for mark in clip.marks:
        offset = rescale_samples(mark.offset_samples, clip.pcm.rate_hz, rate_hz) - taken_off
        place = min(max(start + offset, start), end - 1)
        yield Word(place, spoken[mark.start : mark.end])
    for first, behind, offset in () if clip.marks else estimated_offsets(spoken, end - start):
        yield Word(start + offset, spoken[first:behind])


def story_openings(script: Script) -> frozenset[int]:
    """Return the numbers of the utterances with which the stories of an edition begin."""
    openings, spoken = set(), 0
    for section in script.sections:
        if section.begins_story:
            openings.add(spoken)
        spoken += len(section.utterances)
    return frozenset(openings)


def chapters(script: Script, starts: Sequence[int], end_samples: int) -> tuple[Chapter, ...]:
    """Return the chapters: each starts with the first utterance of its section.

    The first starts with the episode, whatever is played before its first words.

    Args:
        script: Says which sections begin a chapter.
        starts: Where each utterance of the script begins.
        end_samples: The length of the episode.
    """
    begun: list[tuple[Section, int]] = []
    spoken = 0
    for number, section in enumerate(script.sections):
        if script.begins_chapter(number):
            begun.append((section, starts[spoken] if number else 0))
        spoken += len(section.utterances)
    ends = [start for _, start in begun[1:]] + [end_samples]
    return tuple(
        Chapter(section.title, section.level, start, end, is_story=section.begins_story)
        for (section, start), end in zip(begun, ends, strict=True)
    )
