"""A finished episode, opened again and judged: is every file whole, and do they agree?"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice, pairwise
from pathlib import Path

from narrator.publishing.evidence import Evidence, find_recording, gather
from narrator.publishing.listening import Level, Window, listen
from narrator.publishing.report import Finding, Measured, Report, Severity
from narrator.publishing.tags import OWNER
from narrator.timing import ms_to_clock, ms_to_samples, samples_to_ms

LOUDNESS_TOLERANCE_LU = 0.5
"""EBU R 128 allows 0.5 LU for what is not live."""

CHAPTER_TOLERANCE_MS = 50
"""A gap that nobody notices between jumping to a chapter and hearing it (about the delay of
the two-frame buffer of a decoder)."""

ONSET_DBFS = -50.0
"""Sound is what reaches this peak. Of twelve openings that begin softly (f, th, h, sh), spoken
by espeak-ng and brought to -16 LUFS, the quietest reached -27 dBFS within 50 ms."""

SILENT_DBFS = -55.0
"""A cue below this root mean square cannot be heard. Short sentences of espeak-ng at -16 LUFS
have -15 to -19 dBFS, and the quietest voice of a profile is 20 dB below the others."""

MAX_FINDINGS = 10
"""Of one rule; one fault early in an episode can be the fault of every chapter."""


@dataclass(frozen=True, slots=True)
class Targets:
    """What the recording was meant to be."""

    loudness_lufs: float
    true_peak_dbtp: float


Rule = Callable[[Evidence, Targets], Iterator[Finding]]


def check(path: Path, *, loudness_lufs: float = -16.0, true_peak_dbtp: float = -1.0) -> Report:
    """Return what is wrong with a finished episode, after decoding the whole of it.

    Args:
        path: The MP3, or the episode's folder.
        loudness_lufs: The integrated loudness that was aimed at; half a unit off is a fault.
        true_peak_dbtp: The highest true peak that is allowed.

    Raises:
        SourceError: where there is no such file or it is not an MP3; trying again does not
            help.
    """
    recording = find_recording(path)
    evidence = gather(recording)
    evidence = replace(evidence, sound=listen(recording, _windows(evidence)))
    targets = Targets(loudness_lufs, true_peak_dbtp)
    findings = [finding for rule in RULES for finding in _limited(rule(evidence, targets))]
    return Report(str(recording), _measured(evidence), tuple(findings))


def _limited(findings: Iterator[Finding]) -> Iterator[Finding]:
    yield from islice(findings, MAX_FINDINGS)
    left = sum(1 for _ in findings)
    if left:
        yield Finding(Severity.NOTE, f"There are {left} more faults of the last kind.")


def _measured(evidence: Evidence) -> Measured:
    walk, sound = evidence.stream.walk, evidence.sound
    return Measured(
        samples=sound.samples,
        rate_hz=evidence.stream.rate_hz,
        channels=max(walk.channels),
        bit_rate_kbps=max(walk.bit_rates_kbps),
        constant_bit_rate=len(walk.bit_rates_kbps) == 1,
        duration_ms=evidence.duration_ms,
        loudness_lufs=sound.loudness_lufs,
        true_peak_dbtp=sound.true_peak_dbtp,
        chapters=len(evidence.chapters),
        cues=len(evidence.transcript.cues),
        tag_bytes=evidence.tag.size_bytes,
    )


def _windows(evidence: Evidence) -> list[Window]:
    """Return what to listen to: the onset of each chapter, then each cue."""
    spans = [(c.start_ms, c.start_ms + CHAPTER_TOLERANCE_MS) for c in evidence.chapters]
    spans += [(cue.start_ms, cue.end_ms) for cue in evidence.transcript.cues]
    rate_hz = evidence.stream.rate_hz
    return [
        Window(ms_to_samples(start, rate_hz), ms_to_samples(end, rate_hz)) for start, end in spans
    ]


def _error(sentence: str) -> Finding:
    return Finding(Severity.ERROR, sentence)


def _warning(sentence: str) -> Finding:
    return Finding(Severity.WARNING, sentence)


def frames_follow_each_other(evidence: Evidence, _: Targets) -> Iterator[Finding]:
    """Yield where the stream of frames is interrupted or cut off."""
    walk, rate_hz = evidence.stream.walk, evidence.stream.rate_hz
    frame_samples = walk.samples // walk.frames
    for offset, frames in walk.gaps:
        place = ms_to_clock(samples_to_ms(frames * frame_samples, rate_hz))
        yield _error(
            f"The sound is damaged at {place}: no MP3 frame begins at byte {offset} of it."
        )
    if walk.left_over_bytes:
        place = ms_to_clock(samples_to_ms(walk.samples, rate_hz))
        yield _error(f"The file ends in the middle of a frame, at {place}: it was cut off.")


def info_header_is_true(evidence: Evidence, _: Targets) -> Iterator[Finding]:
    """Yield where the Info header is missing or says something else than the frames."""
    info, walk = evidence.stream.info, evidence.stream.walk
    if info is None:
        yield _warning("There is no Info header: players guess the length, and begin late.")
        return
    if not info.header_is_intact:
        yield _error("The Info header is damaged: its own checksum is wrong.")
    if info.frames != walk.frames:
        yield _error(f"The Info header promises {info.frames} frames; {walk.frames} are there.")
    if info.music_crc is None:
        yield _warning("The Info header has no checksum of the sound.")
    elif info.music_crc != evidence.stream.music_crc:
        yield _error("The sound is not as it was written: its checksum is wrong.")


def all_of_it_can_be_decoded(evidence: Evidence, _: Targets) -> Iterator[Finding]:
    """Yield where a decoder gives another number of samples than the header says."""
    sound, stream = evidence.sound, evidence.stream
    if sound.undecodable_packets:
        yield _error(f"{sound.undecodable_packets} packets of the sound cannot be decoded.")
    if stream.info is None or stream.expected_samples is None:
        return
    promised = stream.info.samples(stream.walk.samples // stream.walk.frames)
    for says, samples in (("Info header", promised), ("number of frames", stream.expected_samples)):
        if samples != sound.samples:
            yield _error(f"{sound.samples} samples are decoded; the {says} says {samples}.")


def plays_everywhere(evidence: Evidence, _: Targets) -> Iterator[Finding]:
    """Yield what old players and seeking do worse with than 44.1 kHz mono at a constant rate."""
    walk = evidence.stream.walk
    if len(walk.bit_rates_kbps) > 1:
        yield _warning("The bit rate varies: some players seek to the wrong place.")
    if len(walk.rates_hz) > 1 or len(walk.channels) > 1:
        yield _error("The sampling rate or the number of channels changes within the file.")
    elif walk.rates_hz != {44_100} or walk.channels != {1}:
        heard = "mono" if walk.channels == {1} else "stereo"
        sentence = f"The sound is {max(walk.rates_hz)} Hz {heard}, not 44100 Hz mono."
        yield Finding(Severity.NOTE, sentence)


def loudness_is_right(evidence: Evidence, targets: Targets) -> Iterator[Finding]:
    """Yield where the loudness or the true peak miss their targets.

    The target is the whole edition's where it is one of its files: a short one may well differ.
    """
    lufs, peak = evidence.sound.loudness_lufs, evidence.sound.true_peak_dbtp
    if lufs is None:
        yield _error("The recording is silent, or too short for its loudness to be measured.")
    elif abs(lufs - targets.loudness_lufs) > LOUDNESS_TOLERANCE_LU:
        sentence = (
            f"The loudness is {lufs:.1f} LUFS; it should be {targets.loudness_lufs:.1f}, "
            f"within {LOUDNESS_TOLERANCE_LU}."
        )
        yield _warning(sentence) if evidence.is_story else _error(sentence)
    if peak is not None and peak > targets.true_peak_dbtp:
        allowed = f"{targets.true_peak_dbtp:.1f}"
        yield _error(f"The true peak is {peak:.2f} dBTP; it should be {allowed} at most.")


TAG_MEANINGS = {
    "TIT2": "title",
    "TPE1": "author",
    "TALB": "name of the publication",
    "TLAN": "language",
    "TLEN": "length",
    "TSSE": "name of the program that made it",
    "COMM": "comment that says that a synthetic voice reads",
    "USLT": "transcript",
    "CTOC": "table of contents",
    "CHAP": "chapter",
}
"""What each frame that an episode must have is to a listener."""


def tags_are_there(evidence: Evidence, _: Targets) -> Iterator[Finding]:
    """Yield what is missing from the tag."""
    tag = evidence.tag
    if not tag.version:
        yield _error("There is no ID3 tag at the beginning of the file.")
        return
    if tag.version != 3:
        yield _warning(f"The tag is ID3v2.{tag.version}; more players read chapters in ID3v2.3.")
    if all(frame["owner"] != OWNER for frame in tag.all("UFID")):
        yield _error("The file was not made by narrator: its tag does not name a source (UFID).")
    for name, meaning in TAG_MEANINGS.items():
        if not tag.all(name):
            yield _error(f"The tag has no {meaning} ({name}).")


def table_of_contents_names_every_chapter(evidence: Evidence, _: Targets) -> Iterator[Finding]:
    """Yield where the table of contents and the chapters do not belong together."""
    tables = {frame["element"]: frame for frame in evidence.tag.all("CTOC")}
    chapters = [frame["element"] for frame in evidence.tag.all("CHAP")]
    roots = [frame for frame in tables.values() if frame["flags"] & 2]
    if tables and len(roots) != 1:
        yield _error(f"The tag has {len(roots)} tables of contents at the top, not one.")
    listed: list[str] = []
    waiting = [frame["element"] for frame in reversed(roots)]
    while waiting and len(listed) <= len(chapters):
        name = waiting.pop()
        # Each table is opened once, so that one which lists itself does not go on for ever.
        table = tables.pop(name, None)
        if table:
            waiting += reversed(table["children"])
        else:
            listed.append(name)
    if roots and listed != chapters:
        yield _error("The table of contents does not list the chapters in their order.")


def chapters_tile_the_episode(evidence: Evidence, _: Targets) -> Iterator[Finding]:
    """Yield where a chapter leaves a gap, or lies outside the recording."""
    chapters = evidence.chapters
    if not chapters:
        return
    if chapters[0].start_ms:
        yield _error(f"The first chapter begins at {ms_to_clock(chapters[0].start_ms)}, not at 0.")
    for number, chapter in enumerate(chapters, 1):
        if not chapter.title:
            yield _error(f"Chapter {number} has no title.")
        if chapter.end_ms <= chapter.start_ms:
            yield _error(f"Chapter {number} ends before it begins.")
    for number, (before, after) in enumerate(pairwise(chapters), 2):
        if before.end_ms != after.start_ms:
            begins, ends = ms_to_clock(after.start_ms), ms_to_clock(before.end_ms)
            yield _error(f"Chapter {number} begins at {begins}; the one before ends at {ends}.")
    if abs(chapters[-1].end_ms - evidence.duration_ms) > 1:
        end, length = ms_to_clock(chapters[-1].end_ms), ms_to_clock(evidence.duration_ms)
        yield _error(f"The last chapter ends at {end}; the recording at {length}.")


def side_files_are_readable(evidence: Evidence, _: Targets) -> Iterator[Finding]:
    """Yield which files beside the recording are missing or broken."""
    for side in (evidence.chapters_file, evidence.transcript):
        if side.problem and not evidence.is_story:
            yield _error(side.problem)


def chapters_agree(evidence: Evidence, _: Targets) -> Iterator[Finding]:
    """Yield where the chapters file says something else than the tag."""
    tagged, side = evidence.chapters, evidence.chapters_file
    if side.problem:
        return
    if len(tagged) != len(side.chapters):
        yield _error(f"The tag has {len(tagged)} chapters, {side.name} {len(side.chapters)}.")
    for number, (a, b) in enumerate(zip(tagged, side.chapters, strict=False), 1):
        if (a.start_ms, a.end_ms) != (b.start_ms, b.end_ms):
            in_tag = f"{ms_to_clock(a.start_ms)} to {ms_to_clock(a.end_ms)}"
            beside = f"{_clock(b.start_ms)} to {_clock(b.end_ms)}"
            yield _error(f"Chapter {number} is {in_tag} in the tag, {beside} in {side.name}.")
        # A title in a tag is in one line (ID3v2.3, section 4.2).
        if a.title != " ".join(b.title.split()):
            yield _error(f"Chapter {number} is called {a.title!r} in the tag, {b.title!r} beside.")


def _clock(ms: int) -> str:
    return ms_to_clock(ms) if ms >= 0 else f"{ms} ms"


def cues_are_in_order(evidence: Evidence, _: Targets) -> Iterator[Finding]:
    """Yield which cues overlap, are out of order, or lie outside the recording."""
    side = evidence.transcript
    if not side.problem and not side.cues:
        yield _error(f"There is no cue in {side.name}.")
    for number, cue in enumerate(side.cues, 1):
        if cue.end_ms <= cue.start_ms:
            yield _error(f"Cue {number} at {ms_to_clock(cue.start_ms)} ends before it begins.")
        if cue.end_ms > evidence.duration_ms + 1:
            end, length = ms_to_clock(cue.end_ms), ms_to_clock(evidence.duration_ms)
            yield _error(
                f"Cue {number} ends at {end}, behind the end of the recording at {length}."
            )
    for number, (before, after) in enumerate(pairwise(side.cues), 2):
        if after.start_ms < before.end_ms:
            begins = ms_to_clock(after.start_ms)
            yield _error(f"Cue {number} begins at {begins}, before the cue before it has ended.")


def _chapters_with_speech(evidence: Evidence) -> Iterable[int]:
    """Return the indexes of the chapters that begin with a cue.

    The first need not: an opening sound may be played before the first word, and a story's own
    file begins in the silence before it.
    """
    cues, chapters = evidence.transcript.cues, evidence.chapters
    opens_late = evidence.is_story or (bool(cues) and cues[0].start_ms > CHAPTER_TOLERANCE_MS)
    return range(1 if opens_late else 0, len(chapters))


def chapters_begin_with_a_cue(evidence: Evidence, _: Targets) -> Iterator[Finding]:
    """Yield which chapters begin elsewhere than at the first word of a cue."""
    starts = sorted(cue.start_ms for cue in evidence.transcript.cues)
    if not starts:
        return
    for index in _chapters_with_speech(evidence):
        chapter = evidence.chapters[index]
        nearest = _nearest(chapter.start_ms, starts)
        if abs(nearest - chapter.start_ms) > CHAPTER_TOLERANCE_MS:
            begins, cue = ms_to_clock(chapter.start_ms), ms_to_clock(nearest)
            yield _error(f"Chapter {index + 1} begins at {begins}, but the nearest cue at {cue}.")


def _nearest(ms: int, ordered: Sequence[int]) -> int:
    after = bisect_left(ordered, ms)
    return min(ordered[max(after - 1, 0) : after + 1], key=lambda place: abs(place - ms))


def chapters_begin_with_sound(evidence: Evidence, _: Targets) -> Iterator[Finding]:
    """Yield at which chapter marks nothing is heard."""
    for index in _chapters_with_speech(evidence):
        if evidence.sound.levels[index].peak_dbfs < ONSET_DBFS:
            begins = ms_to_clock(evidence.chapters[index].start_ms)
            yield _error(
                f"Chapter {index + 1} begins at {begins} with silence: nothing is heard within "
                f"{CHAPTER_TOLERANCE_MS} ms."
            )


def cues_are_heard(evidence: Evidence, _: Targets) -> Iterator[Finding]:
    """Yield which cues have no sound."""
    levels: Iterable[Level] = evidence.sound.levels[len(evidence.chapters) :]
    for number, (cue, level) in enumerate(zip(evidence.transcript.cues, levels, strict=True), 1):
        if level.rms_dbfs < SILENT_DBFS:
            yield _error(f"Cue {number} at {ms_to_clock(cue.start_ms)} is silent.")


RULES: tuple[Rule, ...] = (
    frames_follow_each_other,
    info_header_is_true,
    all_of_it_can_be_decoded,
    plays_everywhere,
    loudness_is_right,
    tags_are_there,
    table_of_contents_names_every_chapter,
    chapters_tile_the_episode,
    side_files_are_readable,
    chapters_agree,
    cues_are_in_order,
    chapters_begin_with_a_cue,
    chapters_begin_with_sound,
    cues_are_heard,
)
"""In the order in which a person wants to know: first whether it is whole, then the rest."""
