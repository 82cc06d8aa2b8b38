from __future__ import annotations

import json
import os
import random
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from narrator.episode import Chapter, Episode
from narrator.errors import SourceError
from narrator.publishing import Report, Severity, check, id3, publish, tags
from narrator.publishing.id3 import Frame
from narrator.publishing.info_header import InfoHeader, header_frame, parse, render
from tests.unit.publishing.making import make_episode, sound_of, with_sound

HEADER_BYTES = 208


@pytest.fixture
def recording(episode: Episode, output: Path) -> Path:
    return publish(episode, output)[0]


def errors(report: Report) -> list[str]:
    return [f.sentence for f in report.findings if f.severity is Severity.ERROR]


def faults(path: Path) -> str:
    return "\n".join(errors(check(path)))


def published(episode: Episode, output: Path) -> Path:
    return publish(episode, output)[0]


def retag(recording: Path, change) -> None:
    """Write the tag again with other frames, and leave the sound as it is."""
    with recording.open("rb") as file:
        tag = id3.read(file)
    sound = recording.read_bytes()[tag.size_bytes :]
    frames = [changed for frame in tag.frames for changed in change(frame)]
    recording.write_bytes(id3.render(frames) + sound)


def without(*names: str):
    return lambda frame: [] if frame.name in names else [frame]


def sound_bytes(recording: Path) -> tuple[bytes, bytes]:
    """Return what stands before the sound, the Info header included, and the sound."""
    with recording.open("rb") as file:
        start = id3.read(file).size_bytes + HEADER_BYTES
    data = recording.read_bytes()
    return data[:start], data[start:]


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def vtt(recording: Path) -> Path:
    return recording.with_suffix(".vtt")


def chapters_file(recording: Path) -> Path:
    return recording.with_suffix(".chapters.json")


def test_an_episode_as_it_was_published_has_no_findings(recording: Path) -> None:
    report = check(recording)
    assert report.findings == ()
    assert report.passed
    assert str(report).endswith("The episode is sound.")


def test_the_numbers_are_those_of_the_whole_recording(episode: Episode, recording: Path) -> None:
    measured = check(recording).measured
    assert measured.samples == episode.master.samples
    assert measured.duration_ms == episode.duration_ms
    assert (measured.rate_hz, measured.channels) == (44_100, 1)
    assert (measured.bit_rate_kbps, measured.constant_bit_rate) == (64, True)
    assert (measured.chapters, measured.cues) == (3, 6)
    assert measured.loudness_lufs == pytest.approx(-16, abs=0.3)
    assert measured.true_peak_dbtp == pytest.approx(-11.5, abs=0.5)


def test_the_folder_stands_for_its_recording(recording: Path) -> None:
    assert check(recording.parent) == check(recording)


def test_a_folder_of_another_name_stands_for_its_only_recording(recording: Path) -> None:
    moved = recording.parent.rename(recording.parent.parent / "moved")
    assert check(moved).passed


@pytest.mark.parametrize("chapters", [1, 255, 256])
def test_few_and_many_chapters_are_checked(tmp_path: Path, output: Path, chapters: int) -> None:
    lengths = {"cue_ms": 600, "pause_ms": 150} if chapters == 1 else {"cue_ms": 40, "pause_ms": 40}
    episode = make_episode(tmp_path, chapters=chapters, cues_in_chapter=1, **lengths)
    report = check(published(episode, output), loudness_lufs=-16 if chapters == 1 else -18.2)
    assert errors(report) == []


def test_an_opening_sound_before_the_first_word_is_no_fault(episode: Episode, output: Path) -> None:
    sound = np.concatenate([np.zeros(20_000, np.int16), sound_of(episode)])
    later = with_sound(episode, sound)
    cues = tuple(
        replace(c, start_samples=c.start_samples + 20_000, end_samples=c.end_samples + 20_000)
        for c in episode.cues
    )
    spans = [(0, episode.cues[2].start_samples), (episode.cues[2].start_samples, len(sound))]
    chapters = tuple(
        Chapter("Part", 1, start + (20_000 if start else 0), end + (20_000 if start == 0 else 0))
        for start, end in spans
    )
    assert faults(published(replace(later, cues=cues, chapters=chapters), output)) == ""


def test_another_rate_is_a_note_and_no_fault(tmp_path: Path, output: Path) -> None:
    report = check(published(make_episode(tmp_path, rate_hz=48_000), output))
    assert [(f.severity, f.sentence) for f in report.findings] == [
        (Severity.NOTE, "The sound is 48000 Hz mono, not 44100 Hz mono.")
    ]
    assert report.passed


# Planted faults of the sound


def test_a_file_that_was_cut_off_is_found(recording: Path) -> None:
    data = recording.read_bytes()
    recording.write_bytes(data[: len(data) * 2 // 3])
    found = faults(recording)
    assert "ends in the middle of a frame" in found
    assert "The Info header promises" in found
    assert "samples are decoded; the Info header says" in found
    assert "The last chapter ends at 0:00:04.502; the recording at" in found


def test_a_file_that_was_cut_off_between_frames_is_found(recording: Path) -> None:
    head, sound = sound_bytes(recording)
    recording.write_bytes(head + sound[: 144 * 64_000 * 50 // 44_100])
    found = faults(recording)
    assert "ends in the middle" not in found
    assert "The Info header promises 174 frames; 50 are there." in found


def test_noise_in_the_second_half_is_found(recording: Path) -> None:
    head, sound = sound_bytes(recording)
    half = len(sound) // 2
    recording.write_bytes(head + sound[:half] + random.Random(1).randbytes(len(sound) - half))
    found = faults(recording)
    assert "The sound is damaged at 0:00:02.2" in found
    assert "its checksum is wrong" in found
    assert "samples are decoded; the Info header says" in found


def test_one_wrong_byte_is_found(recording: Path) -> None:
    head, sound = sound_bytes(recording)
    changed = bytearray(sound)
    changed[209 * 60 + 100] ^= 0x55
    recording.write_bytes(head + bytes(changed))
    assert "The sound is not as it was written" in faults(recording)


def test_a_damaged_info_header_is_found(recording: Path) -> None:
    head, sound = sound_bytes(recording)
    broken = bytearray(head)
    broken[-HEADER_BYTES + 60] ^= 1
    recording.write_bytes(bytes(broken) + sound)
    assert "The Info header is damaged" in faults(recording)


def rewrite_header(recording: Path, **changes: int) -> None:
    head, sound = sound_bytes(recording)
    info = parse(head[-HEADER_BYTES:])
    assert isinstance(info, InfoHeader)
    frame = render(replace(info, **changes), header_frame(64, 44_100))
    recording.write_bytes(head[:-HEADER_BYTES] + frame + sound)


def test_a_header_that_promises_other_frames_is_found(recording: Path) -> None:
    rewrite_header(recording, frames=175)
    assert "The Info header promises 175 frames; 174 are there." in faults(recording)


def test_a_header_with_another_padding_is_found_by_the_length(recording: Path) -> None:
    info = parse(sound_bytes(recording)[0][-HEADER_BYTES:])
    assert info is not None
    rewrite_header(recording, padding_samples=info.padding_samples + 300)
    assert "The last chapter ends" in faults(recording)


def test_a_missing_header_is_a_warning(recording: Path) -> None:
    head, sound = sound_bytes(recording)
    recording.write_bytes(head[:-HEADER_BYTES] + sound)
    report = check(recording)
    assert "There is no Info header" in report.findings[0].sentence
    assert report.findings[0].severity is Severity.WARNING


@pytest.mark.parametrize(("factor", "lufs"), [(0.5, "-22"), (1.2, "-14")])
def test_a_wrong_loudness_is_found(
    episode: Episode, output: Path, factor: float, lufs: str
) -> None:
    other = with_sound(episode, (sound_of(episode) * factor).astype(np.int16))
    assert f"The loudness is {lufs}." in faults(published(other, output))


def test_another_target_can_be_asked_for(episode: Episode, output: Path) -> None:
    quiet = with_sound(episode, (sound_of(episode) * 0.708).astype(np.int16))
    path = published(quiet, output)
    assert not check(path).passed
    assert check(path, loudness_lufs=-19).passed


def test_a_true_peak_that_is_too_high_is_found(episode: Episode, output: Path) -> None:
    sound = sound_of(episode)
    sound[1000:1010] = 32_000
    found = faults(published(with_sound(episode, sound), output))
    assert "it should be -1.0 at most" in found
    assert check(output / "the-tide-tables-of-1912", true_peak_dbtp=3.0).passed


def test_a_recording_without_a_sound_is_found(episode: Episode, output: Path) -> None:
    silent = with_sound(episode, np.zeros(episode.master.samples, np.int16))
    found = faults(published(silent, output))
    assert "The recording is silent" in found
    assert "Chapter 2 begins at 0:00:01.500 with silence" in found
    assert "Cue 6 at 0:00:03.750 is silent." in found


def test_one_silent_cue_is_found(episode: Episode, output: Path) -> None:
    sound = sound_of(episode)
    sound[episode.cues[3].start_samples : episode.cues[3].end_samples] = 0
    found = errors(check(published(with_sound(episode, sound), output)))
    assert found == ["Cue 4 at 0:00:02.250 is silent."]


# Planted faults of chapters


def shift_chapter(episode: Episode, number: int, samples: int) -> Episode:
    chapters = list(episode.chapters)
    before, shifted = chapters[number - 1], chapters[number]
    start = shifted.start_samples + samples
    chapters[number - 1] = replace(before, end_samples=start)
    chapters[number] = replace(shifted, start_samples=start)
    return replace(episode, chapters=tuple(chapters))


def test_a_chapter_that_comes_too_early_is_found(episode: Episode, output: Path) -> None:
    found = faults(published(shift_chapter(episode, 1, -5000), output))
    assert "Chapter 2 begins at 0:00:01.387, but the nearest cue at 0:00:01.500." in found
    assert "Chapter 2 begins at 0:00:01.387 with silence" in found


def test_a_chapter_that_comes_too_late_is_found(episode: Episode, output: Path) -> None:
    found = errors(check(published(shift_chapter(episode, 1, 5000), output)))
    assert found == ["Chapter 2 begins at 0:00:01.613, but the nearest cue at 0:00:01.500."]


def test_a_chapter_half_a_hundredth_off_is_no_fault(episode: Episode, output: Path) -> None:
    assert errors(check(published(shift_chapter(episode, 1, -200), output))) == []


def test_a_gap_between_chapters_is_found(episode: Episode, output: Path) -> None:
    first = replace(episode.chapters[0], end_samples=44_100)
    gap = replace(episode, chapters=(first, *episode.chapters[1:]))
    assert "Chapter 2 begins at 0:00:01.500; the one before ends at 0:00:01.000." in faults(
        published(gap, output)
    )


def test_a_first_chapter_that_is_not_at_the_beginning_is_found(
    episode: Episode, output: Path
) -> None:
    late = replace(episode, chapters=episode.chapters[1:])
    assert "The first chapter begins at 0:00:01.500, not at 0." in faults(published(late, output))


def test_a_last_chapter_that_ends_early_is_found(episode: Episode, output: Path) -> None:
    short = replace(episode, chapters=episode.chapters[:-1])
    assert "The last chapter ends at 0:00:03.000; the recording at 0:00:04.502." in faults(
        published(short, output)
    )


def test_a_chapter_without_a_title_is_found(episode: Episode, output: Path) -> None:
    nameless = replace(episode.chapters[0], title="")
    unnamed = replace(episode, chapters=(nameless, *episode.chapters[1:]))
    assert "Chapter 1 has no title." in faults(published(unnamed, output))


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ('"startTime": 1.5', '"startTime": 1.501', "Chapter 2 is 0:00:01.500 to 0:00:03.000 in"),
        ('"endTime": 4.502', '"endTime": 4.6', "Chapter 3 is 0:00:03.000 to 0:00:04.502 in"),
        ('"Part 2"', '"Part two"', "Chapter 2 is called 'Part 2' in the tag, 'Part two' beside."),
        ('"startTime": 1.5', '"startTime": -1', "-1000 ms to 0:00:03.000"),
        ('"startTime": 1.5', '"startTime": "1.5"', "is not well formed: chapter 2 has no times."),
        ('"startTime": 1.5', '"startTime": 1e999', "is not well formed: chapter 2 has no times."),
        ('"chapters"', '"capitals"', "is not well formed: it has no list of chapters."),
        ('"version"', "version", "is not well formed: Expecting"),
    ],
)
def test_a_chapters_file_that_says_something_else_is_found(
    recording: Path, old: str, new: str, fault: str
) -> None:
    edit(chapters_file(recording), old, new)
    assert fault in faults(recording)


def test_a_chapter_that_is_missing_from_the_file_is_found(recording: Path) -> None:
    document = json.loads(chapters_file(recording).read_text(encoding="utf-8"))
    document["chapters"].pop()
    chapters_file(recording).write_text(json.dumps(document), encoding="utf-8")
    assert "The tag has 3 chapters, " in faults(recording)


def test_a_title_of_two_lines_is_the_same_title(episode: Episode, output: Path) -> None:
    two = replace(episode.chapters[0], title="One\ntwo")
    assert (
        errors(check(published(replace(episode, chapters=(two, *episode.chapters[1:])), output)))
        == []
    )


def test_chapters_in_another_order_than_the_table_of_contents_are_found(recording: Path) -> None:
    def swap(frame: Frame) -> list[Frame]:
        if frame.name != "CTOC":
            return [frame]
        return [Frame("CTOC", {**frame.fields, "children": ("chp1", "chp0", "chp2")})]

    retag(recording, swap)
    assert "does not list the chapters in their order" in faults(recording)


def test_a_table_of_contents_that_lists_itself_is_found(recording: Path) -> None:
    def tie(frame: Frame) -> list[Frame]:
        if frame.name != "CTOC":
            return [frame]
        return [Frame("CTOC", {**frame.fields, "children": ("toc", "chp0")})]

    retag(recording, tie)
    assert "does not list the chapters in their order" in faults(recording)


def test_a_table_of_contents_that_is_not_at_the_top_is_found(recording: Path) -> None:
    def lower(frame: Frame) -> list[Frame]:
        return [Frame("CTOC", {**frame.fields, "flags": 1}) if frame.name == "CTOC" else frame]

    retag(recording, lower)
    assert "The tag has 0 tables of contents at the top, not one." in faults(recording)


# Planted faults of tags


@pytest.mark.parametrize(
    ("name", "fault"),
    [
        ("TIT2", "The tag has no title (TIT2)."),
        ("COMM", "The tag has no comment that says that a synthetic voice reads (COMM)."),
        ("USLT", "The tag has no transcript (USLT)."),
        ("CTOC", "The tag has no table of contents (CTOC)."),
        ("CHAP", "The tag has no chapter (CHAP)."),
        ("UFID", "The file was not made by narrator"),
    ],
)
def test_a_missing_frame_is_found(recording: Path, name: str, fault: str) -> None:
    retag(recording, without(name))
    assert fault in faults(recording)


def test_a_missing_tag_is_found(recording: Path) -> None:
    with recording.open("rb") as file:
        start = id3.read(file).size_bytes
    recording.write_bytes(recording.read_bytes()[start:])
    assert "There is no ID3 tag at the beginning of the file." in faults(recording)


def test_a_tag_of_version_4_is_a_warning(recording: Path) -> None:
    data = recording.read_bytes()
    recording.write_bytes(b"ID3\x04" + data[4:])
    sentences = [f.sentence for f in check(recording).findings]
    assert any("The tag is ID3v2.4" in sentence for sentence in sentences)


def test_an_old_tag_at_the_end_is_not_taken_for_damage(recording: Path) -> None:
    recording.write_bytes(recording.read_bytes() + b"TAG".ljust(128))
    assert faults(recording) == ""


# Planted faults of the transcript


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("00:00:04.350", "00:00:09.000", "Cue 6 ends at 0:00:09.000, behind the end of"),
        ("--> 00:00:00.600", "--> 00:00:00.800", "Cue 2 begins at 0:00:00.750, before the cue"),
        ("--> 00:00:00.600", "--> 00:00:00.000", "Cue 1 at 0:00:00.000 ends before it begins."),
        ("WEBVTT", "WEB", "is not well formed: the first line is not WEBVTT."),
        ("00:00:00.600", "0.6", "is not well formed: line 9: not a time"),
    ],
)
def test_a_fault_of_the_transcript_is_found(
    recording: Path, old: str, new: str, fault: str
) -> None:
    edit(vtt(recording), old, new)
    assert fault in faults(recording)


def test_a_transcript_that_is_out_of_step_is_found(episode: Episode, output: Path) -> None:
    cues = tuple(
        replace(c, start_samples=c.start_samples + 6000, end_samples=c.end_samples + 6000)
        for c in episode.cues
    )
    found = faults(published(replace(episode, cues=cues), output))
    assert "Chapter 2 begins at 0:00:01.500, but the nearest cue at 0:00:01.636." in found


def test_a_transcript_without_cues_is_found(recording: Path) -> None:
    vtt(recording).write_text("WEBVTT\n", encoding="utf-8")
    assert "There is no cue in the-tide-tables-of-1912.vtt." in faults(recording)


def test_bytes_that_are_no_text_are_found(recording: Path) -> None:
    vtt(recording).write_bytes(b"WEBVTT\n\n\xff\xfe")
    assert "is not well formed" in faults(recording)


@pytest.mark.parametrize("suffix", [".vtt", ".chapters.json"])
def test_a_missing_side_file_is_found(recording: Path, suffix: str) -> None:
    recording.with_suffix(suffix).unlink()
    assert f"There is no the-tide-tables-of-1912{suffix} beside the recording." in faults(recording)


def test_a_side_file_that_is_a_folder_is_found(recording: Path) -> None:
    vtt(recording).unlink()
    vtt(recording).mkdir()
    assert "cannot be read" in faults(recording)


# Files that are no episodes


def test_many_faults_of_one_kind_are_counted(tmp_path: Path, output: Path) -> None:
    episode = make_episode(tmp_path, chapters=1, cues_in_chapter=40)
    silent = with_sound(episode, np.zeros(episode.master.samples, np.int16))
    sentences = [f.sentence for f in check(published(silent, output)).findings]
    assert sum("is silent." in sentence for sentence in sentences) == 10
    assert sentences[-1] == "There are 30 more faults of the last kind."


def test_an_mp3_of_another_program_is_told_what_it_lacks(recording: Path, tmp_path: Path) -> None:
    foreign = tmp_path / "song.mp3"
    foreign.write_bytes(sound_bytes(recording)[1])
    report = check(foreign)
    assert not report.passed
    assert "There is no ID3 tag at the beginning of the file." in errors(report)
    assert "There is no song.vtt beside the recording." in errors(report)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"Hello",
        b"\x89PNG\r\n\x1a\n" * 1000,
        b"\xff" * 5000,
        random.Random(2).randbytes(100_000),
        id3.render([Frame("TIT2", {"text": "only a tag"})]),
    ],
    ids=["empty", "text", "picture", "ones", "noise", "tag"],
)
def test_what_is_not_an_mp3_is_a_source_error(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "file.mp3"
    path.write_bytes(data)
    with pytest.raises(SourceError, match="not an MP3") as caught:
        check(path)
    assert caught.value.where == str(path)


def test_a_file_that_is_not_there_is_a_source_error(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="no such file"):
        check(tmp_path / "nothing.mp3")


def test_a_folder_without_a_recording_is_a_source_error(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="no MP3 file in the folder"):
        check(tmp_path)


def test_a_folder_of_several_recordings_is_a_source_error(tmp_path: Path) -> None:
    (tmp_path / "a.mp3").touch()
    (tmp_path / "b.mp3").touch()
    with pytest.raises(SourceError, match="several MP3 files"):
        check(tmp_path)


def test_a_file_that_may_not_be_read_is_a_source_error(
    recording: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(self: Path, *args: object) -> None:
        raise PermissionError(13, os.strerror(13))

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(SourceError, match="cannot be read"):
        check(recording)


def test_the_owner_of_the_identifier_is_looked_at(recording: Path) -> None:
    def rename(frame: Frame) -> list[Frame]:
        if frame.name != "UFID":
            return [frame]
        return [Frame("UFID", {**frame.fields, "owner": "http://musicbrainz.org"})]

    retag(recording, rename)
    assert "not made by narrator" in faults(recording)
    assert tags.OWNER == "narrator"
