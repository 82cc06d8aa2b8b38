"""An edition as a folder of MP3 files, one for each story, for players that know no chapters."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from narrator.episode import Chapter, Cue, Episode, Recording
from narrator.publishing import masters, mp3
from narrator.publishing.formats import FORMATS, MP3
from narrator.publishing.placing import place_folder, slug, sync
from narrator.publishing.staging import staging_directory
from narrator.publishing.tags import identity
from narrator.publishing.writing import output_errors
from narrator.timing import ms_to_samples, samples_to_seconds

FOLDER_SUFFIX = "-files"
PLAYLIST_SUFFIX = ".m3u"
_OURS = "#narrator:"
"""Begins the line of the playlist that says whose folder it is; players pass over it."""

FEWEST_DIGITS = 2
"""Players sort names letter by letter: 02 stands before 10, and 2 would not."""

TAIL_MS = 1000
"""How much of the silence behind a story belongs to its own file: half of the shortest pause
between two stories. What sounds before the next story is in the next one's file."""

COPIED_SAMPLES = 1 << 19
"""How much sound is held at once."""


def publish_single_files(episode: Episode, directory: Path) -> list[Path]:
    """Write a folder with an MP3 file for each story and a playlist; return all, that one first.

    What stands before the first story, the spoken index, is a file too. The names begin with
    numbers padded with zeros. An earlier folder of the same edition is replaced, whole or not
    at all; another's is never touched.

    Args:
        episode: An edition, or any episode: without stories its chapters are the files.
        directory: Where the folders of all episodes are.

    Raises:
        AudioError: where the mixed audio cannot be read or encoded.
        OutputError: where the result cannot be written.
    """
    name = slug(episode.metadata.headline)
    with staging_directory(directory) as staging:
        folder = staging / name
        with output_errors(directory):
            folder.mkdir()
            entries = [
                (part, _write(part, folder, staging / "part.raw", episode.master, start))
                for part, start in _parts(episode)
            ]
            playlist = folder / f"{name}{PLAYLIST_SUFFIX}"
            playlist.write_text(_playlist(episode, entries), encoding="utf-8", newline="\n")
            sync(playlist)
        target = place_folder(
            folder, f"{name}{FOLDER_SUFFIX}", identity(episode), directory, _owner
        )
    return [target / path.name for path in (playlist, *(path for _, path in entries))]


def _parts(episode: Episode) -> Iterator[tuple[Episode, int]]:
    """Yield an episode for each file, its times from its own start, and where that start is."""
    stories = [n for n, chapter in enumerate(episode.chapters) if chapter.is_story]
    firsts = sorted({0, *(stories or range(len(episode.chapters)))})
    starts = [_cut(episode, episode.chapters[first].start_samples) for first in firsts]
    ends = [*starts[1:], episode.master.samples]
    lasts = [*firsts[1:], len(episode.chapters)]
    for number, (first, last) in enumerate(zip(firsts, lasts, strict=True), 1):
        start, end = starts[number - 1], ends[number - 1]
        chapters = episode.chapters[first:last]
        part = replace(
            episode,
            metadata=replace(
                episode.metadata, headline=chapters[0].title, site=episode.metadata.headline
            ),
            master=replace(episode.master, samples=end - start),
            chapters=tuple(_moved_chapters(chapters, start, end)),
            cues=tuple(
                _moved(cue, -start) for cue in episode.cues if start <= cue.start_samples < end
            ),
            source=f"{episode.source or identity(episode)}#{number}",
            track=f"{number}/{len(firsts)}",
            cuts=(),  # They are on the grid of the whole.
        )
        yield part, start


def _cut(episode: Episode, start: int) -> int:
    """Return where the file begins whose first word is there: in the silence before it."""
    before = [cue.end_samples for cue in episode.cues if cue.start_samples < start]
    if not before:
        return 0
    return min(start, before[-1] + ms_to_samples(TAIL_MS, episode.master.rate_hz))


def _moved_chapters(chapters: Sequence[Chapter], start: int, end: int) -> Iterator[Chapter]:
    for number, chapter in enumerate(chapters):
        first = chapter.start_samples - start if number else 0
        yield replace(
            chapter,
            start_samples=first,
            end_samples=min(chapter.end_samples, end) - start,
            is_story=False,
        )


def _moved(cue: Cue, by: int) -> Cue:
    words = tuple(replace(word, start_samples=word.start_samples + by) for word in cue.words)
    return replace(
        cue,
        start_samples=cue.start_samples + by,
        end_samples=cue.end_samples + by,
        words=words,
    )


def _write(part: Episode, folder: Path, copy: Path, master: Recording, start: int) -> Path:
    """Write the part's MP3 file; its stretch of the master is copied for as long."""
    number, _, count = part.track.partition("/")
    digits = max(FEWEST_DIGITS, len(count))
    path = folder / f"{number.zfill(digits)}-{slug(part.metadata.headline)}{FORMATS[MP3].suffix}"
    _copy(master, start, part.master.samples, copy)
    mp3.write(replace(part, master=replace(part.master, path=str(copy))), path)
    sync(path)
    return path


def _copy(master: Recording, start: int, samples: int, to: Path) -> None:
    """Copy a stretch of the master into a file of its own."""
    with to.open("wb") as target:
        for data in masters.pieces(master, COPIED_SAMPLES, start, samples):
            target.write(data)


def _playlist(episode: Episode, entries: Sequence[tuple[Episode, Path]]) -> str:
    """Return an extended M3U playlist: file names beside it, in ASCII, with whole seconds."""
    lines = ["#EXTM3U", "#EXTENC:UTF-8", f"{_OURS}{identity(episode)}"]
    lines.append(f"#PLAYLIST:{_line(episode.metadata.headline)}")
    for part, path in entries:
        seconds = round(samples_to_seconds(part.master.samples, part.master.rate_hz))
        lines += [f"#EXTINF:{seconds},{_line(part.metadata.headline)}", path.name]
    return "\n".join(lines) + "\n"


def _line(text: str) -> str:
    return " ".join(text.split())


def _owner(folder: Path) -> str:
    """Return the digest of the edition whose files are in the folder; "" for anything else."""
    for playlist in sorted(folder.glob(f"*{PLAYLIST_SUFFIX}")):
        try:
            lines = playlist.read_text(encoding="utf-8", errors="replace").splitlines()
        except OSError:
            continue
        for line in lines:
            if line.startswith(_OURS):
                return line.removeprefix(_OURS)
    return ""
