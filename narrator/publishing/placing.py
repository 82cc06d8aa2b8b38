"""Where an episode's files go, and how they get there all at once or not at all."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from narrator.errors import OutputError
from narrator.publishing import id3
from narrator.publishing.formats import FORMATS, MP3
from narrator.publishing.tags import MADE_FROM, OWNER
from narrator.publishing.writing import output_errors

MAX_SLUG_CHARS = 80
"""With the suffixes of the files this stays far below the 143 bytes of an encrypted home
folder (eCryptfs), the shortest limit that is met in practice."""

DIGEST_CHARS = (6, 16, 64)
"""How much of the source's digest tells two articles of one headline apart; the longer ones
only where someone else's folder has the shorter name."""

NAMELESS = "episode"

ATTEMPTS = 10
"""How often another process may take the name that was free a moment ago."""

RESERVED = {
    *("con", "prn", "aux", "nul"),
    *(f"{port}{number}" for port in ("com", "lpt") for number in range(10)),
}
"""Names of devices, which no folder can have on Windows ("Naming Files, Paths, and
Namespaces", Microsoft)."""

_OCCUPIED = {errno.EEXIST, errno.ENOTEMPTY, errno.EACCES, errno.EPERM}
"""What renaming a folder onto another gives, on POSIX and on Windows."""


def slug(headline: str) -> str:
    """Return the headline as the name of a folder, on every file system: ASCII, short."""
    from slugify import slugify

    longest = MAX_SLUG_CHARS - 1 - DIGEST_CHARS[0]
    name: str = slugify(headline, max_length=longest, word_boundary=True)
    if not name:
        return NAMELESS
    return f"{name}-{NAMELESS}" if name in RESERVED else name


def place(
    named: Callable[[str], list[Path]], base: str, identity: str, directory: Path
) -> list[Path]:
    """Move the staged files to the episode's folder, and return where they are now.

    A new episode appears in one rename. An earlier one of the same source is replaced file
    by file, the MP3 last, so that a digest in its tag speaks for all of them; where that fails
    it is put back as it was. Files of formats that are no longer made are removed, since they
    would not fit the new recording.

    Args:
        named: Gives the complete files under a name, in a staging folder of that name inside
            the directory; asked again where the name is taken meanwhile.
        base: What the folder is to be called: `slug` of the headline, or its name so far.
        identity: The source's digest; a folder of another source is never touched.
        directory: Where the folders of all episodes are.

    Raises:
        OutputError: where the disk does not let us; trying again can help where it is full.
    """
    for _ in range(ATTEMPTS):
        name = _choose(base, identity, directory, owner)
        if name is None:
            break
        target = directory / name
        with output_errors(target):
            staged = named(name)
            if target.is_dir():
                return _replace(staged, target)
            if _appear(staged[0].parent, target):
                return [target / file.name for file in staged]
    raise _all_taken(directory / base)


def place_folder(
    staged: Path, base: str, identity: str, directory: Path, owned: Callable[[Path], str]
) -> Path:
    """Move a folder into the directory, where an earlier one of the same source gives way.

    Args:
        staged: The folder, complete, within a staging folder of the directory.
        base: The name it is to have; another source's folder is never touched.
        identity: The source's digest.
        directory: Where the folders of all episodes are.
        owned: Returns the digest of the source that a folder there belongs to, or "".

    Raises:
        OutputError: where the disk does not let us.
    """
    for _ in range(ATTEMPTS):
        name = _choose(base, identity, directory, owned)
        if name is None:
            break
        target = directory / name
        with output_errors(target):
            if target.is_dir():
                return _exchange(staged, target)
            if _appear(staged, target):
                return target
    raise _all_taken(directory / base)


def _exchange(staged: Path, target: Path) -> Path:
    """Put the folder in the place of its earlier one, which is put back where that fails."""
    earlier = staged.parent / "earlier"
    target.rename(earlier)
    try:
        staged.rename(target)
    except BaseException:
        earlier.rename(target)
        raise
    sync(target.parent)
    return target


def _all_taken(path: Path) -> OutputError:
    return OutputError(
        "Every name for this episode's folder is taken by something else",
        where=str(path),
        hint="Move that folder away, or choose another place with --output.",
    )


def names_of(base: str, identity: str) -> tuple[str, ...]:
    """Return the names that the folder of a source can have, the plain one first."""
    return (base, *(f"{base}-{identity[:length]}" for length in DIGEST_CHARS))


def _choose(base: str, identity: str, directory: Path, owned: Callable[[Path], str]) -> str | None:
    """Return the name that the source has already, else the first free one."""
    names = names_of(base, identity)
    for name in names:
        if owned(directory / name) == identity:
            return name
    return next((name for name in names if not os.path.lexists(directory / name)), None)


def owner(folder: Path) -> str:
    """Return the digest of the source whose episode is in the folder; "" for anything else."""
    return _read_made(folder).identity


@dataclass(frozen=True, slots=True)
class Made:
    """An episode that is in its place already."""

    folder: Path
    identity: str
    """The source's digest; empty where the folder holds no episode of ours."""
    made_from: str = ""
    """The digest of all that it was made from; empty where nobody kept account of it."""
    duration_ms: int = 0
    """As its tag says."""


def find_made(base: str, identity: str, directory: Path) -> Made | None:
    """Return the episode that a source has already, or None where it has none.

    Args:
        base: The folder's name so far, or `slug` of the headline.
        identity: The source's digest.
        directory: Where the folders of all episodes are.
    """
    found = (_read_made(directory / name) for name in names_of(base, identity))
    return next((made for made in found if made.identity == identity), None)


def _read_made(folder: Path) -> Made:
    recording = folder / f"{folder.name}{FORMATS[MP3].suffix}"
    try:
        with recording.open("rb") as file:
            return made_of(file, folder)
    except OSError:
        return Made(folder, "")


def made_of(file: BinaryIO, folder: Path) -> Made:
    """Return what the tag of a recording says of its episode.

    Args:
        file: The MP3.
        folder: Where it is.
    """
    tag = id3.read(file)
    frames = {(frame.name, frame["owner"]): frame for frame in (*tag.all("UFID"), *tag.all("PRIV"))}
    identity, made_from = (
        frames[key]["data"].decode("ascii", "replace") if key in frames else ""
        for key in (("UFID", OWNER), ("PRIV", MADE_FROM))
    )
    length = tag.text("TLEN")
    return Made(folder, identity, made_from, int(length) if length.isdecimal() else 0)


def _appear(folder: Path, target: Path) -> bool:
    """Move a folder into place; False where another process was there first."""
    try:
        folder.rename(target)
    except OSError as error:
        if error.errno in _OCCUPIED and os.path.lexists(target):
            return False
        raise
    sync(target.parent)
    return True


def _replace(files: Sequence[Path], target: Path) -> list[Path]:
    earlier = files[0].parent.parent / "earlier"
    earlier.mkdir(exist_ok=True)
    kept = [_keep(path, earlier) for path in _published(target)]
    placed = []
    try:
        names = {file.name for file in files}
        for path in _published(target):
            if path.name not in names:
                path.unlink()
        recording, *side_files = files
        for file in (*side_files, recording):
            placed.append(file.replace(target / file.name))
    except BaseException:
        for path in placed:
            path.unlink(missing_ok=True)
        for copy in kept:
            copy.replace(target / copy.name)
        raise
    sync(target)
    return [target / file.name for file in files]


def _published(folder: Path) -> list[Path]:
    """Return the files in an episode's folder that are ours."""
    paths = (folder / f"{folder.name}{known.suffix}" for known in FORMATS.values())
    return [path for path in paths if path.exists()]


def _keep(path: Path, folder: Path) -> Path:
    """Keep the file in another folder as well: by a hard link, where the disk has them."""
    copy = folder / path.name
    try:
        copy.hardlink_to(path)
    except OSError:
        shutil.copy2(path, copy)
    return copy


def sync(path: Path) -> None:
    """Make a file or a folder survive a power cut from here on, where the system can."""
    flags = os.O_RDONLY if path.is_dir() else os.O_RDWR
    try:
        descriptor = os.open(path, flags)
    except PermissionError:
        return  # Windows does not open folders.
    try:
        os.fsync(descriptor)
    except OSError as error:
        # Some network disks cannot; a full disk is said.
        if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EIO):
            raise
    finally:
        os.close(descriptor)
