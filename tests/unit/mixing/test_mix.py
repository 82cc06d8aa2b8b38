from __future__ import annotations

import wave
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from narrator.article import Article, Metadata, Paragraph
from narrator.errors import AudioError, OutputError
from narrator.mixing import mix
from narrator.mixing.loudness import LoudnessMeter
from narrator.mixing.recording import Recorder, to_float
from narrator.planning import plan
from narrator.profile import VoiceProfile
from narrator.reels import GRID_SAMPLES, LEAD_SAMPLES
from narrator.script import Role, Script
from narrator.speech import PCM, Clip, Voice
from narrator.timing import ms_to_samples
from tests.unit.mixing.conftest import CLIP_HZ, speech_like

Clips = Callable[[], Iterator[Clip]]
SamplesOf = Callable[[str], NDArray[np.int16]]


def lufs(samples: NDArray[np.int16], rate_hz: int = 44100) -> float:
    meter = LoudnessMeter(rate_hz)
    meter.push(to_float(samples))
    found = meter.integrated_lufs()
    assert found is not None
    return found


def write_wav(path: Path, samples: NDArray[np.int16], rate_hz: int = 44100) -> str:
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(rate_hz)
        file.writeframes(samples.tobytes())
    return str(path)


def hum(seconds: float, level: float = 0.2) -> NDArray[np.int16]:
    time = np.arange(round(seconds * 44100)) / 44100
    return (np.sin(2 * np.pi * 600 * time) * level * 32767).astype(np.int16)


def test_cues_lie_one_behind_the_other_with_the_planned_pauses(
    script: Script, clips: Clips, newsroom: VoiceProfile, tmp_path: Path
) -> None:
    episode = mix(script, clips(), newsroom, tmp_path)
    utterances = list(script.utterances())
    assert [cue.text for cue in episode.cues] == [entry.written for entry in utterances]
    assert episode.cues[0].start_samples == 0
    for utterance, (cue, following) in zip(utterances, pairwise(episode.cues), strict=False):
        pause = following.start_samples - cue.end_samples
        assert pause == ms_to_samples(utterance.pause_after_ms, 44100)
    end = episode.cues[-1].end_samples
    pause = ms_to_samples(utterances[-1].pause_after_ms, 44100)
    assert episode.master.samples == end + pause


def test_pauses_are_silent_and_cues_sound_at_once(
    script: Script, clips: Clips, newsroom: VoiceProfile, tmp_path: Path, samples_of: SamplesOf
) -> None:
    episode = mix(script, clips(), newsroom, tmp_path)
    samples = samples_of(episode.master.path)
    assert samples.size == episode.master.samples
    for cue, following in pairwise(episode.cues):
        assert not samples[cue.end_samples + 1 : following.start_samples].any()
        onset = samples[cue.start_samples : cue.start_samples + ms_to_samples(20, 44100)]
        assert np.abs(onset).max() > 1000


def test_chapters_start_with_their_headings_and_tile_the_episode(
    script: Script, clips: Clips, newsroom: VoiceProfile, tmp_path: Path
) -> None:
    episode = mix(script, clips(), newsroom, tmp_path)
    headings = [cue.start_samples for cue in episode.cues if cue.role is Role.HEADING]
    assert [chapter.start_samples for chapter in episode.chapters] == [0, *headings]
    assert [chapter.title for chapter in episode.chapters] == [
        "The headline",
        "A heading",
        "Another heading",
    ]
    for chapter, following in pairwise(episode.chapters):
        assert chapter.end_samples == following.start_samples
    assert episode.chapters[-1].end_samples == episode.master.samples


def test_marks_become_words_on_the_timeline(
    script: Script, clips: Clips, newsroom: VoiceProfile, tmp_path: Path
) -> None:
    episode = mix(script, clips(), newsroom, tmp_path)
    for cue in episode.cues:
        (word,) = cue.words
        assert word.text == cue.text[:3]
        assert 0 <= word.start_samples - cue.start_samples <= ms_to_samples(6, 44100)


@pytest.mark.parametrize("target", [-16.0, -19.0, -23.0])
def test_loudness_and_peak_are_as_wanted(
    script: Script,
    clips: Clips,
    newsroom: VoiceProfile,
    tmp_path: Path,
    samples_of: SamplesOf,
    target: float,
) -> None:
    wanted = replace(newsroom, audio=replace(newsroom.audio, loudness_lufs=target))
    samples = samples_of(mix(script, clips(), wanted, tmp_path).master.path)
    assert lufs(samples) == pytest.approx(target, abs=0.2)
    assert 20 * np.log10(np.abs(samples.astype(float)).max() / 32768) <= -2.4


def test_no_sample_of_a_loud_mix_is_above_the_ceiling_and_its_loudness_is_as_wanted(
    script: Script, newsroom: VoiceProfile, tmp_path: Path, samples_of: SamplesOf
) -> None:
    def spoken() -> Iterator[Clip]:
        generator = np.random.default_rng(4)
        for utterance in script.utterances():
            noise = generator.normal(0, 1500, 22050 * 3)
            noise[::1100] *= 12  # What must be limited once it is loud: 20 clicks a second.
            pcm = PCM(noise.clip(-32768, 32767).astype(np.int16).tobytes(), 22050)
            yield Clip(utterance, Voice("made", utterance.voice, "en"), pcm)

    samples = samples_of(mix(script, spoken(), newsroom, tmp_path).master.path)
    assert lufs(samples) == pytest.approx(-16, abs=0.15)
    assert 20 * np.log10(np.abs(samples.astype(float)).max() / 32768) == pytest.approx(
        -3.5, abs=0.1
    )


def test_a_soft_voice_is_brought_to_the_loudness_of_the_other_by_one_gain(
    script: Script, clips: Clips, newsroom: VoiceProfile, tmp_path: Path, samples_of: SamplesOf
) -> None:
    episode = mix(script, clips(), newsroom, tmp_path)
    samples = samples_of(episode.master.path)
    loud = {}
    for voice in ("presenter", "second"):
        spans = [
            samples[cue.start_samples : cue.end_samples]
            for cue in episode.cues
            if cue.voice == voice
        ]
        loud[voice] = lufs(np.concatenate(spans))
    assert loud["presenter"] == pytest.approx(loud["second"], abs=0.5)


def test_a_roles_volume_is_kept_against_the_episode(
    script: Script, clips: Clips, newsroom: VoiceProfile, tmp_path: Path, samples_of: SamplesOf
) -> None:
    soft = replace(newsroom.roles[Role.HEADING], volume_db=-6.0)
    profile = replace(newsroom, roles={**newsroom.roles, Role.HEADING: soft})
    episode = mix(script, clips(), profile, tmp_path)
    samples = samples_of(episode.master.path).astype(float)
    peaks = {
        cue.role: np.abs(samples[cue.start_samples : cue.end_samples]).max() for cue in episode.cues
    }
    ratio_db = 20 * np.log10(peaks[Role.HEADING] / peaks[Role.HEADLINE])
    assert ratio_db == pytest.approx(-6, abs=1)


def test_intro_and_outro_surround_the_speech(
    script: Script, clips: Clips, newsroom: VoiceProfile, tmp_path: Path, samples_of: SamplesOf
) -> None:
    sound = write_wav(tmp_path / "sound.wav", hum(3.0))
    (tmp_path / "work").mkdir()
    profile = replace(newsroom, sound=replace(newsroom.sound, intro=sound, outro=sound))
    episode = mix(script, clips(), profile, tmp_path / "work")
    assert episode.cues[0].start_samples == 3 * 44100
    assert episode.chapters[0].start_samples == 0
    samples = samples_of(episode.master.path)
    assert lufs(samples[: 3 * 44100]) == pytest.approx(-16, abs=1.5)
    assert lufs(samples[-3 * 44100 :]) == pytest.approx(-16, abs=1.5)


def test_a_sound_is_heard_before_each_story_of_an_edition(
    script: Script, clips: Clips, newsroom: VoiceProfile, tmp_path: Path, samples_of: SamplesOf
) -> None:
    sound = write_wav(tmp_path / "sound.wav", hum(2.0))
    (tmp_path / "work").mkdir()
    plain = mix(script, clips(), newsroom, tmp_path / "work")
    first, second, *others = script.sections
    stories = (first, replace(second, begins_story=True), *others)
    profile = replace(newsroom, sound=replace(newsroom.sound, between=sound))
    episode = mix(replace(script, sections=stories), clips(), profile, tmp_path / "work")
    longer = int(2.5 * 44100)
    assert episode.master.samples - plain.master.samples == longer
    number = len(first.utterances)
    start = episode.cues[number].start_samples
    assert start - plain.cues[number].start_samples == longer
    assert episode.chapters[1].start_samples == start
    samples = samples_of(episode.master.path)
    assert lufs(samples[start - longer : start - 22050]) == pytest.approx(-16, abs=1.5)
    assert not samples[start - 22050 + 200 : start - 200].any()


def test_music_gives_way_while_somebody_speaks_and_comes_round_again(
    script: Script, newsroom: VoiceProfile, tmp_path: Path, clips: Clips, samples_of: SamplesOf
) -> None:
    sound = write_wav(tmp_path / "bed.wav", hum(2.5))
    (tmp_path / "work").mkdir()
    profile = replace(newsroom, sound=replace(newsroom.sound, music=sound))
    episode = mix(script, clips(), profile, tmp_path / "work")
    first, last = episode.cues[0], episode.cues[-1]
    assert first.start_samples == 2 * 44100
    samples = samples_of(episode.master.path).astype(float)
    pause = samples[first.end_samples + 2000 : episode.cues[1].start_samples - 2000]
    alone = samples[4410 : first.start_samples - 44100]
    difference_db = 20 * np.log10(rms(pause) / rms(alone))
    assert difference_db == pytest.approx(newsroom.sound.duck_db, abs=1)
    after = samples[last.end_samples + 22050 :]
    assert rms(after) > rms(pause)
    assert np.abs(samples[-20:]).max() < 200


def rms(samples: NDArray[np.float64]) -> float:
    return float(np.sqrt((samples**2).mean()))


@pytest.mark.parametrize(
    "content", [b"", b"this is no sound", b"RIFF\x10\x00\x00\x00WAVEfmt "], ids=repr
)
def test_a_broken_sound_is_an_error_that_names_it(
    script: Script, clips: Clips, newsroom: VoiceProfile, tmp_path: Path, content: bytes
) -> None:
    broken = tmp_path / "broken.wav"
    broken.write_bytes(content)
    profile = replace(newsroom, sound=replace(newsroom.sound, intro=str(broken)))
    with pytest.raises(AudioError, match=r"broken\.wav"):
        mix(script, clips(), profile, tmp_path)


def test_a_missing_sound_is_an_error_that_names_it(
    script: Script, clips: Clips, newsroom: VoiceProfile, tmp_path: Path
) -> None:
    profile = replace(newsroom, sound=replace(newsroom.sound, music="no/such.wav"))
    with pytest.raises(AudioError, match=r"no/such\.wav"):
        mix(script, clips(), profile, tmp_path)


def test_a_silent_clip_is_an_error_that_says_the_words(
    script: Script, clips: Clips, newsroom: VoiceProfile, tmp_path: Path
) -> None:
    silent = (replace(clip, pcm=PCM(bytes(20000), 22050)) for clip in clips())
    with pytest.raises(AudioError, match="The headline"):
        mix(script, silent, newsroom, tmp_path)


def test_a_sign_without_a_sound_is_an_omission_and_moves_no_chapter(
    script: Script, clips: Clips, newsroom: VoiceProfile, tmp_path: Path
) -> None:
    sign = replace(script.sections[1].utterances[0], written="ʻ", spoken="ʻ")
    section = replace(script.sections[1], utterances=(sign, *script.sections[1].utterances))
    odd = replace(script, sections=(script.sections[0], section, script.sections[2]))
    silent = Clip(sign, next(clips()).voice, PCM(b"", 22050))
    spoken = list(clips())
    number = len(script.sections[0].utterances)
    spoken.insert(number, silent)
    episode = mix(odd, spoken, newsroom, tmp_path)
    assert [omission.excerpt for omission in episode.omissions] == ["ʻ"]
    assert episode.chapters[1].start_samples == episode.cues[number].start_samples
    assert len(episode.cues) == len(spoken) - 1


def test_nothing_to_say_is_an_error(script: Script, newsroom: VoiceProfile, tmp_path: Path) -> None:
    with pytest.raises(AudioError, match="nothing to say"):
        mix(script, [], newsroom, tmp_path)


def test_a_disk_that_cannot_be_written_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="cannot be written"):
        Recorder(tmp_path / "missing" / "master.raw", 44100)


def test_other_rates_keep_every_clip_its_length(
    script: Script, clips: Clips, newsroom: VoiceProfile, tmp_path: Path
) -> None:
    lengths = {}
    for rate_hz in (32000, 44100, 48000):
        folder = tmp_path / str(rate_hz)
        folder.mkdir()
        profile = replace(newsroom, audio=replace(newsroom.audio, rate_hz=rate_hz))
        episode = mix(script, clips(), profile, folder)
        lengths[rate_hz] = episode.duration_ms
    assert max(lengths.values()) - min(lengths.values()) <= 2 * len(list(script.utterances()))


def test_reels_begin_on_the_grid_in_silence_and_pauses_stay_as_planned(
    newsroom: VoiceProfile, tmp_path: Path, samples_of: SamplesOf
) -> None:
    texts = [f"Sentence {number} of a long report about the harbour. " * 7 for number in range(12)]
    article = Article(Metadata("Harbour", language="en"), blocks=tuple(map(Paragraph, texts)))
    script = plan(article, newsroom)

    def spoken() -> Iterator[Clip]:
        for number, utterance in enumerate(script.utterances()):
            sound = speech_like(0.5 + 0.013 * number, 0.3)
            yield Clip(utterance, Voice("made", "one", "en"), PCM(sound.tobytes(), CLIP_HZ))

    episode = mix(script, spoken(), newsroom, tmp_path)
    samples = samples_of(episode.master.path)
    assert len(episode.cuts) >= 3
    starts = {cue.start_samples for cue in episode.cues}
    for cut in episode.cuts:
        assert cut % GRID_SAMPLES == 0
        assert cut + LEAD_SAMPLES in starts
        assert not samples[cut - 3 * GRID_SAMPLES : cut + LEAD_SAMPLES].any()
    for utterance, (cue, following) in zip(
        script.utterances(), pairwise(episode.cues), strict=False
    ):
        pause = following.start_samples - cue.end_samples
        assert pause == ms_to_samples(utterance.pause_after_ms, 44100)


def test_under_music_there_is_one_reel(
    script: Script, newsroom: VoiceProfile, tmp_path: Path, clips: Clips
) -> None:
    sound = write_wav(tmp_path / "bed.wav", hum(2.5))
    (tmp_path / "work").mkdir()
    profile = replace(newsroom, sound=replace(newsroom.sound, music=sound))
    assert mix(script, clips(), profile, tmp_path / "work").cuts == ()
