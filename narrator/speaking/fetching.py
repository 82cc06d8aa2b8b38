"""Fetching the files of a voice: resumed where it broke off, checked, then put in place.

A file is written beside its place under another name and moved there only when its size and
its SHA-256 are right, so that an engine never finds half a voice.
"""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO
from urllib.parse import urlsplit

from narrator.errors import EngineError, OutputError
from narrator.retry_after import retry_after_s
from narrator.speaking.catalogue import FetchableVoice, VoiceFile
from narrator.speaking.versions import digest
from narrator.telling import Tell
from narrator.timing import ms_to_words

if TYPE_CHECKING:
    import requests

CHUNK_BYTES = 1 << 20
UNFINISHED = ".part"
TIMEOUT_S = 30.0
"""For the connection and for each silence in an answer; a large file may take hours."""
ATTEMPTS = 6
"""In a row without a single byte more; each byte that comes gives all of them back."""
FIRST_WAIT_S = 1.0
"""Before the second attempt; each further wait is twice as long, 16 s at most."""
LONGEST_WAIT_S = 300.0
"""That a server may ask for (`Retry-After`); our choice, since a voice takes minutes to come. Where
it asks for more, the command ends and says when to run it again."""
PERCENT_STEP = 10
"""Between two lines of progress."""


@dataclass(frozen=True, slots=True)
class Fetch:
    """How files are fetched; tests give what does not wait and accepts their own server."""

    tell: Tell
    sleep: Callable[[float], None] = time.sleep
    schemes: frozenset[str] = frozenset({"https"})
    """What addresses may begin with, those that a server sends us on to included."""

    def voice(self, voice: FetchableVoice) -> list[Path]:
        """Return the files of a voice, fetched where they are not there yet.

        Raises:
            EngineError: where a server cannot be reached or sends something else; what came
                is kept, and another run goes on from there.
            OutputError: where the files cannot be written.
        """
        _make(voice.folder)
        for file in voice.missing:
            self._file(file, voice.folder / file.name)
        return [voice.folder / file.name for file in voice.files]

    def _file(self, file: VoiceFile, target: Path) -> None:
        part = target.with_name(target.name + UNFINISHED)
        _check_space(file, part)
        failures = 0
        while (there := _size(part)) < file.size_bytes:
            try:
                self._some(file, part, there)
            except EngineError as error:
                failures = 0 if _size(part) > there else failures + 1
                if not error.retry or failures >= ATTEMPTS:
                    raise
                self._wait(error, failures)
        self.tell(f"{file.name}: checking.")
        put_in_place(file, part, target)

    def _wait(self, error: EngineError, failures: int) -> None:
        """Wait for another try: longer each time, and as long as the server asks for.

        Raises:
            EngineError: the same, where the server asks for too long a wait.
        """
        wait_s = max(min(16.0, FIRST_WAIT_S * 2**failures), error.retry_after_s or 0.0)
        told = ms_to_words(round(wait_s * 1000))
        if wait_s > LONGEST_WAIT_S:
            error.hint = f"The server asks to be left alone: try again in {told}. {error.hint}"
            raise error
        self.tell(f"{error.message}. Another try in {told}.")
        self.sleep(wait_s)

    def _some(self, file: VoiceFile, part: Path, there: int) -> None:
        """Append what a server sends of a file from there on."""
        import requests

        host = urlsplit(file.url).hostname
        # Compressed, the bytes would not be those that are asked for.
        headers = {"Range": f"bytes={there}-", "Accept-Encoding": "identity"}
        try:
            with requests.get(file.url, headers=headers, timeout=TIMEOUT_S, stream=True) as answer:
                self._check(answer, host or "")
                whole = answer.status_code == 200  # It knows no ranges and begins again.
                with part.open("wb" if whole else "ab") as out:
                    self._copy(answer, out, file, 0 if whole else there)
        except requests.RequestException as error:
            raise EngineError(
                f"{host} cannot be reached or broke off",
                where=file.name,
                hint="Run the same command again: it goes on where it stopped.",
                retry=True,
            ) from error
        except OSError as error:
            raise _unwritable(part, error) from error

    def _check(self, answer: requests.Response, host: str) -> None:
        for step in (*answer.history, answer):
            if urlsplit(step.url).scheme not in self.schemes:
                raise EngineError(
                    f"{host} sends us on to an address without encryption", where=step.url
                )
        if answer.status_code not in {200, 206}:
            raise EngineError(
                f"{host} answers with status {answer.status_code} ({answer.reason})",
                where=answer.url,
                hint="Try later, or download the file otherwise and give it with --from.",
                retry=answer.status_code in {408, 429} or answer.status_code >= 500,
                retry_after_s=retry_after_s(answer.headers.get("Retry-After", "")),
            )

    def _copy(self, answer: requests.Response, out: BinaryIO, file: VoiceFile, there: int) -> None:
        said = 100 * there // file.size_bytes // PERCENT_STEP
        for chunk in answer.iter_content(CHUNK_BYTES):
            there += len(chunk)
            if there > file.size_bytes:
                raise _another(file, "it is longer")
            out.write(chunk)
            step = 100 * there // file.size_bytes // PERCENT_STEP
            if step > said:
                self.tell(f"{file.name}: {step * PERCENT_STEP} percent.")
                said = step


def take(voice: FetchableVoice, given: Iterable[Path], tell: Tell) -> list[Path]:
    """Return the files of a voice, taken from files that are on this machine already.

    Args:
        voice: Which voice.
        given: Its files, under any name, or folders with them; they are told by their content.
        tell: Takes plain lines.

    Raises:
        EngineError: where one of the voice's files is not among them.
        OutputError: where the files cannot be written.
    """
    candidates = [path for place in given for path in _files_in(place)]
    _make(voice.folder)
    for file in voice.missing:
        found = next((path for path in candidates if _is(file, path)), None)
        if found is None:
            raise EngineError(
                f"None of the files given is {file.name} of the voice {voice.name}",
                where=", ".join(str(path) for path in candidates) or "no files",
                hint=f"It has {file.size_bytes} bytes and comes from {file.url}",
            )
        target = voice.folder / file.name
        part = target.with_name(target.name + UNFINISHED)
        try:
            shutil.copyfile(found, part)
        except OSError as error:
            raise _unwritable(part, error) from error
        put_in_place(file, part, target)
        tell(f"{file.name}: taken from {found}.")
    return [voice.folder / file.name for file in voice.files]


def put_in_place(file: VoiceFile, part: Path, target: Path) -> None:
    """Move a finished file to its place, if it is what it should be; else remove it.

    Raises:
        EngineError: where its SHA-256 is another.
        OutputError: where it cannot be moved.
    """
    if digest(part) != file.sha256:
        part.unlink(missing_ok=True)
        raise _another(file, "its SHA-256 differs")
    try:
        os.replace(part, target)  # noqa: PTH105 - os.replace is what is atomic on every system
    except OSError as error:
        raise _unwritable(target, error) from error


def _is(file: VoiceFile, path: Path) -> bool:
    return _size(path) == file.size_bytes and digest(path) == file.sha256


def _files_in(place: Path) -> list[Path]:
    return sorted(path for path in place.iterdir() if path.is_file()) if place.is_dir() else [place]


def _size(path: Path) -> int:
    return path.stat().st_size if path.is_file() else 0


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _unwritable(folder, error) from error


def _check_space(file: VoiceFile, part: Path) -> None:
    wanted = file.size_bytes - _size(part)
    free = shutil.disk_usage(part.parent).free
    if free < wanted:
        raise OutputError(
            f"The disk has {free} bytes free, and {file.name} needs {wanted}",
            where=str(part.parent),
            hint="Make room, or name another folder with NARRATOR_DATA.",
        )


def _another(file: VoiceFile, how: str) -> EngineError:
    return EngineError(
        f"What came is not {file.name} as it is known: {how}",
        where=file.url,
        hint="Nothing of it was kept. It may have been changed at its origin.",
    )


def _unwritable(path: Path, error: OSError) -> OutputError:
    return OutputError(
        "The voice cannot be written",
        where=f"{path}: {error.strerror}",
        hint="Make room or allow writing, or name another folder with NARRATOR_DATA.",
    )
