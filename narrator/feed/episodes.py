"""Finished episodes in a folder: what their files say of them, for the entries of a feed."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from narrator.errors import OutputError
from narrator.publishing import FORMATS, id3, info_header, mpeg
from narrator.publishing.evidence import TimedTitle, chapters_of, read_side_file
from narrator.publishing.tags import OWNER, STANDS_IN
from narrator.telling import Tell
from narrator.timing import samples_to_ms

RECORDING = FORMATS["mp3"]
TRANSCRIPTS = ("vtt", "transcript")
"""Formats of transcripts, the one that every player reads first."""

PAGE = "page"
"""The format for reading along, which is an article's page where it has none on the web."""

NOON = 12
"""The hour of an article that names a day only: in nearly every zone it is then that day."""


@dataclass(frozen=True, slots=True)
class FeedEpisode:
    """A finished episode as a feed needs it."""

    guid: str
    """The digest of the source: it stays when the headline changes, or the folder's name."""
    path: Path
    """The recording."""
    place: str
    """Of the recording, from the folder of the feed, with solidi."""
    length_bytes: int
    duration_ms: int
    made: datetime
    """When the recording was written."""
    published: datetime | None = None
    """When the article was published, where it says so."""
    title: str = ""
    standfirst: str = ""
    """What the article says it is about."""
    authors: tuple[str, ...] = ()
    site: str = ""
    url: str = ""
    """Where the article is on the web."""
    language: str = ""
    disclosure: str = ""
    """That a synthetic voice reads, in the language of the article."""
    voices: tuple[str, ...] = ()
    chapters: tuple[TimedTitle, ...] = ()
    side_files: tuple[str, ...] = ()
    """Names of `FORMATS` that lie beside the recording and can be read."""
    words_left_out: int = 0
    """Of the article, that are not in the audio."""

    def beside(self, name: str) -> str:
        """Return the place of the file of that format."""
        return self.place.removesuffix(RECORDING.suffix) + FORMATS[name].suffix


def find_episodes(directory: Path, tell: Tell) -> list[FeedEpisode]:
    """Return the finished episodes below a folder, in no order that means anything.

    What is broken or half there is left out with a line that says so. Where two folders have
    an episode of the same source, as after a new headline, the one made last counts.

    Raises:
        OutputError: where the folder is not there or cannot be read.
    """
    found: dict[str, FeedEpisode] = {}
    for path in _recordings(directory, tell):
        place = path.relative_to(directory).as_posix()
        try:
            episode = read_episode(path, place, tell)
        except (OSError, ValueError) as error:
            reason = (error.strerror if isinstance(error, OSError) else "") or str(error)
            tell(f"Left out of the feed: {place}. {reason[:1].upper()}{reason[1:].rstrip('.')}.")
            continue
        other = found.get(episode.guid)
        if other:
            older, episode = sorted((other, episode), key=lambda one: (one.made, one.place))
            tell(f"Left out of the feed: {older.place}. {episode.place} is a newer one of it.")
        found[episode.guid] = episode
    return list(found.values())


def _recordings(directory: Path, tell: Tell) -> Iterator[Path]:
    """Yield the recordings that bear the name of their folder, as `publish` places them."""
    if not directory.is_dir():
        raise OutputError(
            "There is no such folder",
            where=str(directory),
            hint="Give the folder that narrator writes episodes to; it is output by default.",
        )
    for name, folders, files in os.walk(directory, onerror=_refuse):
        folders[:] = sorted(folder for folder in folders if not folder.startswith("."))
        folder = Path(name)
        recording = folder / f"{folder.name}{RECORDING.suffix}"
        if recording.name in files and folder != directory:
            yield recording
        elif ours := [file for file in sorted(files) if _is_side_file(file, folder.name)]:
            place = folder.relative_to(directory).as_posix()
            tell(f"Left out of the feed: {place}. It has {ours[0]}, but no recording.")


def _refuse(error: OSError) -> None:
    raise OutputError("The folder cannot be read", where=f"{error.filename}: {error.strerror}")


def _is_side_file(file: str, stem: str) -> bool:
    return any(file == f"{stem}{form.suffix}" for form in FORMATS.values())


def read_episode(path: Path, place: str, tell: Tell) -> FeedEpisode:
    """Return what the files of one episode say.

    Args:
        path: The recording.
        place: Of the recording, from the folder of the feed.
        tell: Takes a line where a side file is not linked, and why.

    Raises:
        OSError: where the recording cannot be read.
        ValueError: where it is not whole, or not an episode of narrator's; the message is a
            sentence.
    """
    about = _about(path.with_name(path.stem + FORMATS["episode"].suffix))
    with path.open("rb") as file:
        status = os.fstat(file.fileno())
        tag = id3.read(file)
        duration_ms = _whole_duration_ms(file, tag.size_bytes, status.st_size)
    guid = _identifier(tag)
    if not guid:
        raise ValueError("It is not an episode that narrator made")
    if about.get("id") != guid:  # It is of another recording, or of none.
        about = _from_tag(tag)
    sides = {name: read_side(path, name, tell, place) for name in ("chapters", *TRANSCRIPTS)}
    sides[PAGE] = path.with_name(path.stem + FORMATS[PAGE].suffix).is_file()
    chapters = read_side_file(path, "chapters").chapters if sides["chapters"] else ()
    return FeedEpisode(
        guid=guid,
        path=path,
        place=place,
        length_bytes=status.st_size,
        duration_ms=duration_ms,
        made=datetime.fromtimestamp(int(status.st_mtime), UTC),
        published=parse_date(_text(about, "published")),
        title=_text(about, "title") or tag.text("TIT2"),
        standfirst=_text(about, "standfirst"),
        authors=_texts(about, "authors"),
        site=_text(about, "site"),
        url=_text(about, "url"),
        language=_text(about, "language"),
        disclosure=_text(about, "disclosure"),
        voices=_texts(about, "voices"),
        chapters=chapters or tuple(chapters_of(tag)),
        side_files=tuple(name for name, is_there in sides.items() if is_there),
        words_left_out=_words_left_out(about),
    )


def _whole_duration_ms(file: Any, tag_bytes: int, size_bytes: int) -> int:
    """Return the length of the sound, from the header that counts its frames.

    Raises:
        ValueError: where there is no sound, or less than the header counts.
    """
    file.seek(tag_bytes)
    first = file.read(mpeg.HEADER_BYTES)
    header = mpeg.parse_header(first)
    if header is None:
        raise ValueError("There is no MP3 sound in it")
    info = info_header.parse(first + file.read(header.size_bytes - mpeg.HEADER_BYTES))
    if info is None or not info.frames:
        raise ValueError("It has no Info header, which every episode of narrator's has")
    if tag_bytes + info.audio_bytes > size_bytes:
        raise ValueError("The recording was cut off: convert the article again")
    return samples_to_ms(info.samples(header.samples), header.rate_hz)


def _identifier(tag: id3.Tag) -> str:
    for frame in tag.all("UFID"):
        if frame["owner"] == OWNER:
            return str(frame["data"].decode("ascii", "replace"))
    return ""


def _about(path: Path) -> Mapping[str, Any]:
    """Return what the episode says of itself; nothing where an older version made it."""
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    return told if isinstance(told, dict) else {}


def _from_tag(tag: id3.Tag) -> Mapping[str, Any]:
    """Return what the tag says, for episodes of versions that wrote nothing beside it."""
    day = tag.text("TDAT")
    year = tag.text("TYER")
    site = tag.text("TALB")
    comment = next((str(frame["text"]) for frame in tag.all("COMM")), "")
    lines = [line for line in comment.split("\n") if not line.startswith(STANDS_IN)]
    return {
        "title": tag.text("TIT2"),
        "authors": [name for name in [tag.text("TPE1")] if name not in (site, OWNER)],
        "site": "" if site == OWNER else site,
        "url": next((str(frame["url"]) for frame in tag.all("WOAS")), ""),
        "published": f"{year}-{day[2:]}-{day[:2]}" if year and day else "",
        # The comment has the standfirst, the origin and the disclosure, as far as there are such.
        "standfirst": lines[0] if len(lines) == 3 else "",
        "disclosure": lines[-1],
    }


def read_side(path: Path, name: str, tell: Tell, place: str) -> bool:
    """Say whether a side file is there and is what its name says; tell where it is broken."""
    side = path.with_name(path.stem + FORMATS[name].suffix)
    if not side.is_file():
        return False
    problem = ""
    if name == "transcript":
        try:
            json.loads(side.read_text(encoding="utf-8"))
        except (OSError, ValueError, RecursionError) as error:
            problem = f"{side.name} is not well formed: {error}."
    else:
        problem = read_side_file(path, name).problem
    if problem:
        tell(f"Not linked in the feed, beside {place}: {problem}")
    return not problem


def parse_date(text: str) -> datetime | None:
    """Return a date in ISO 8601 as a moment; a day alone is its noon, UTC where no zone is said."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    if len(text) <= len("2026-03-12"):
        moment = moment.replace(hour=NOON)
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    try:
        return moment.astimezone(UTC).replace(microsecond=0)
    except OverflowError:
        return None


def _text(about: Mapping[str, Any], key: str) -> str:
    told = about.get(key, "")
    return told if isinstance(told, str) else ""


def _texts(about: Mapping[str, Any], key: str) -> tuple[str, ...]:
    told = about.get(key, [])
    return (
        tuple(entry for entry in told if isinstance(entry, str)) if isinstance(told, list) else ()
    )


def _words_left_out(about: Mapping[str, Any]) -> int:
    told = about.get("omissions", [])
    told = told if isinstance(told, list) else []
    counts = [entry.get("words") for entry in told if isinstance(entry, dict)]
    return sum(count for count in counts if isinstance(count, int))
