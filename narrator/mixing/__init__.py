"""Clips -> Episode: one timeline, pauses, music beside it, and the loudness that is wanted."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from narrator.episode import Episode
from narrator.errors import AudioError

if TYPE_CHECKING:
    from narrator.profile import VoiceProfile
    from narrator.script import Script
    from narrator.speech import Clip

__all__ = ["mix"]

MASTER_NAME = "master.raw"


def mix(script: Script, clips: Iterable[Clip], profile: VoiceProfile, folder: Path) -> Episode:
    """Return the episode: every clip in its place, at the loudness the profile wants.

    The clips are taken one by one as they are spoken; the audio lies in a file in `folder`,
    about 5.5 MB for each minute at 44.1 kHz, and never as a whole in memory.

    Args:
        script: What the clips are the speech of.
        clips: In the order of the script's utterances, all of them.
        profile: Says what is played beside the speech, and how loud the episode is to be.
        folder: An empty folder that lives as long as the episode's master is needed.

    Raises:
        AudioError: where an intro, an outro or music cannot be decoded, where a clip is
            silent, and where there is nothing to say. Trying again cannot help.
        OutputError: where the audio cannot be written, for lack of space for instance.
    """
    from narrator.mixing.envelope import MeasuringRecorder
    from narrator.mixing.mastering import Mix, master, voice_gains
    from narrator.mixing.sounds import Sounds
    from narrator.mixing.timeline import Timeline, chapters, story_openings
    from narrator.reels import reel_starts

    audio = profile.audio
    sounds = Sounds.prepare(profile.sound, folder, audio)
    with MeasuringRecorder(folder / MASTER_NAME, audio.rate_hz) as recorder:
        # Under music there is no silence to cut in.
        reels = frozenset() if sounds.music else reel_starts(script)
        timeline = Timeline(recorder, story_openings(script), sounds.between_samples, reels)
        recorder.silence(sounds.lead_samples)
        timeline.lay(clips)
        recorder.silence(sounds.tail_samples)
    if not timeline.cues:
        raise AudioError("There is nothing to say", where=script.metadata.headline)
    speech = recorder.recording
    envelope = recorder.envelope
    gains_db = voice_gains(timeline.cues, envelope, audio)
    stories = [timeline.starts[number] for number in sorted(timeline.stories)]
    layers = sounds.layers(speech.samples, stories)
    mastered = master(Mix(speech, envelope, timeline.cues, gains_db, layers, profile))
    return Episode(
        metadata=script.metadata,
        master=mastered,
        chapters=chapters(script, timeline.starts, mastered.samples),
        cues=tuple(timeline.cues),
        bit_rate_kbps=audio.bit_rate_kbps,
        true_peak_dbtp=audio.true_peak_dbtp,
        cuts=tuple(timeline.cuts),
        voices=tuple(timeline.voices),
        omissions=(*script.omissions, *timeline.omissions),
        disclosure=script.disclosure,
    )
