"""Speech that was made before, kept so that no sentence is paid for twice.

An entry is the speech of one utterance. Its name is a digest of all that decides how it
sounds: the words and their phonemes, the engine and its version, the voice, its language, the
rate and the pitch. So an entry is never out of date; what nobody asks for any more is removed
when room is needed, that which was not used for longest first.

An entry is one file: the digest of the rest, a line of JSON, the samples. It is written under
another name and moved into place, so that it is there whole or not at all, whoever else reads
or writes and whenever the program is killed. It is not flushed to the disk one by one: after
a power failure it may be damaged, and what is damaged is found by its digest and spoken anew.

The samples are not compressed. Measured on espeak's speech of 4.7 s, FLAC takes 3.7 ms to make
and 1.4 ms to read and saves 41 %; plain samples are read and verified in 0.16 ms.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from narrator.errors import ProfileError
from narrator.folders import cache_folder
from narrator.speaking.engine import Speech
from narrator.speech import PCM, SAMPLE_BYTES, Mark, Prosody, Voice, Wording
from narrator.telling import Tell, tell_nobody
from narrator.whole_files import UNFINISHED, write_whole

LIMIT_VARIABLE = "NARRATOR_SPEECH_CACHE"
"""The environment variable that says how much is kept: "500 MB", "10 GiB", "0" for nothing."""
LIMIT_BYTES = 2 << 30
"""Our choice: 2 GiB are 12 to 13 hours at 24 and 22.05 kHz, some hundred articles of seven
minutes or a long book, and little of a disk of today."""
KEPT_SHARE = 0.9
"""Of the limit, what is left when room is made, so that it is not made for every sentence."""
COUNTED_AGAIN_SHARE = 0.05
"""Of the limit: what a process keeps before it counts all entries again, since it sees nothing of
what other processes keep meanwhile. So each of them oversteps the limit by as much at most."""
ABANDONED_S = 3600
"""A file half written that is older belongs to a program that was killed."""

SCHEMA = 1
"""Of entries and of their names; counted up where either changes, or what narrator itself does
to speech before it is kept (cutting and joining)."""
SUFFIX = ".speech"
_PLAIN_NAME = re.compile(r"[\w-][\w.-]{0,99}", re.ASCII)
_UNITS = {
    "": 1,
    "b": 1,
    "kb": 10**3,
    "mb": 10**6,
    "gb": 10**9,
    "tb": 10**12,
    "kib": 1 << 10,
    "mib": 1 << 20,
    "gib": 1 << 30,
    "tib": 1 << 40,
}


@dataclass(frozen=True, slots=True)
class Key:
    """What the speech of an utterance is found by."""

    engine: str
    digest: str
    """Of all that decides how it sounds, in hexadecimal digits."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What is kept of one utterance, seen from outside."""

    engine: str
    path: Path
    size_bytes: int
    used_s: float
    """When it was last used, in seconds since 1970."""


def key_of(version: str, wording: Wording, voice: Voice, prosody: Prosody) -> Key:
    """Return what the speech is found by.

    Args:
        version: The engine's `version_of` the voice.
        wording: What is said.
        voice: Who says it.
        prosody: How; the volume, which is the mix's, is left aside.
    """
    stretches = [[each.start, each.end, each.alphabet, each.phonemes] for each in wording.stretches]
    sounds = [
        *(SCHEMA, wording.text, stretches, voice.engine, version),
        *(voice.name, voice.language, prosody.rate_wpm, prosody.pitch_percent),
    ]
    return Key(voice.engine, hashlib.sha256(json.dumps(sounds).encode()).hexdigest())


class SpeechCache:
    """Kept speech in a folder; safe for several threads and processes.

    Where the folder cannot be used, nothing is kept and nothing fails; it is told once.

    Args:
        folder: Where the entries lie; it need not exist.
        limit_bytes: Of all entries together.
        tell: Is told in plain lines what is damaged or cannot be kept, each once.
    """

    def __init__(
        self, folder: Path, limit_bytes: int = LIMIT_BYTES, tell: Tell = tell_nobody
    ) -> None:
        self.folder = folder
        self.limit_bytes = limit_bytes
        self._tell = tell
        self._told: set[str] = set()
        self._lock = threading.Lock()
        self._total_bytes = 0
        """Of all entries as far as this process knows."""
        self._countable_bytes = 0
        """How much more this process keeps before it counts them again."""

    def find(self, key: Key) -> Speech | None:
        """Return the speech that is kept; a damaged entry is removed and is none."""
        path = self._path(key)
        try:
            data = path.read_bytes()
        except OSError:
            return None
        with suppress(
            OSError
        ):  # A folder that is not ours or cannot be written is read all the same.
            os.utime(path)
        try:
            return _parse(data, key)
        except (ValueError, KeyError, TypeError):
            with suppress(OSError):
                path.unlink()
            self._tell_once(f"Kept speech was damaged and is spoken anew: {path}")
            return None

    def keep(self, key: Key, speech: Speech) -> bool:
        """Keep speech, whole or not at all, and say whether it is kept."""
        data = _render(speech, key)
        if len(data) > self.limit_bytes:
            return False
        try:
            _write(self._path(key), data)
            with self._lock:
                self._count(len(data))
        except OSError as error:  # A full disk, a folder that is not ours: the speech is at hand.
            self._tell_once(
                f"Speech cannot be kept in {self.folder} ({error.strerror}): if this run is "
                "interrupted, another one begins anew."
            )
            return False
        return True

    def entries(self) -> Iterator[Entry]:
        """Yield what is kept, in no order."""
        for folder in _listed(self.folder):
            for file in _listed(Path(folder.path)) if folder.is_dir() else ():
                if file.name.endswith(SUFFIX):
                    with suppress(OSError):  # It was removed meanwhile.
                        status = file.stat()
                        yield Entry(folder.name, Path(file.path), status.st_size, status.st_mtime)

    def clear(self, engine: str = "", older_than_s: float = 0.0) -> tuple[int, int]:
        """Remove entries and return how many and how many bytes.

        Args:
            engine: Only those of this engine; empty for all.
            older_than_s: Only those that were not used for so many seconds.
        """
        before_s = time.time() - older_than_s
        removed = [
            entry.size_bytes
            for entry in list(self.entries())
            if (not engine or entry.engine == _folder_name(engine))
            and (not older_than_s or entry.used_s <= before_s)
            and _remove(entry.path)
        ]
        self._remove_unfinished(0.0 if not (engine or older_than_s) else ABANDONED_S)
        return len(removed), sum(removed)

    def _count(self, added_bytes: int) -> None:
        """Count what was added, all entries now and then, and make room where they are too many."""
        self._total_bytes += added_bytes
        self._countable_bytes -= added_bytes
        if self._countable_bytes < 0:
            self._total_bytes = sum(entry.size_bytes for entry in self.entries())
            self._countable_bytes = round(COUNTED_AGAIN_SHARE * self.limit_bytes)
        if self._total_bytes > self.limit_bytes:
            self._total_bytes = self._make_room()

    def _make_room(self) -> int:
        """Remove what was not used for longest, and return the bytes that are left."""
        self._remove_unfinished(ABANDONED_S)
        entries = sorted(self.entries(), key=lambda entry: entry.used_s)
        total = sum(entry.size_bytes for entry in entries)
        for entry in entries:
            if total <= KEPT_SHARE * self.limit_bytes:
                break
            total -= entry.size_bytes if _remove(entry.path) else 0
        return total

    def _remove_unfinished(self, older_than_s: float) -> None:
        for path in self.folder.glob(f"*/*{UNFINISHED}"):
            with suppress(OSError):
                if path.stat().st_mtime <= time.time() - older_than_s:
                    path.unlink()

    def _path(self, key: Key) -> Path:
        return self.folder / _folder_name(key.engine) / f"{key.digest}{SUFFIX}"

    def _tell_once(self, line: str) -> None:
        about = line.partition(" (")[0].partition(":")[0]
        if about not in self._told:
            self._told.add(about)
            self._tell(line)


def open_speech_cache(tell: Tell = tell_nobody) -> SpeechCache | None:
    """Return the user's kept speech; None where the environment says that nothing is kept.

    Raises:
        ProfileError: where the environment's limit is not one.
    """
    limit_bytes = _limit(os.environ.get(LIMIT_VARIABLE, ""))
    return SpeechCache(speech_folder(), limit_bytes, tell) if limit_bytes else None


def speech_folder() -> Path:
    """Return the folder of the user's kept speech; it need not exist."""
    return cache_folder() / "speech"


def _limit(text: str) -> int:
    if not text.strip():
        return LIMIT_BYTES
    found = re.fullmatch(r"(\d+(?:\.\d+)?)\s*([A-Za-z]*)", text.strip())
    if found and found[2].lower() in _UNITS:
        return int(float(found[1]) * _UNITS[found[2].lower()])
    raise ProfileError(
        f"{LIMIT_VARIABLE} does not say how much speech is kept",
        where=text,
        hint="It looks like 500 MB, 2 GiB, or 0 for none.",
    )


def _folder_name(engine: str) -> str:
    """Return an engine's name as a folder, a digest where it would be another place."""
    plain = _PLAIN_NAME.fullmatch(engine)
    return engine if plain else hashlib.sha256(engine.encode()).hexdigest()[:40]


def _render(speech: Speech, key: Key) -> bytes:
    head = {
        "rate_hz": speech.pcm.rate_hz,
        "samples": speech.pcm.samples,
        "marks": [[mark.offset_samples, mark.start, mark.end] for mark in speech.marks],
    }
    body = json.dumps(head, separators=(",", ":")).encode() + b"\n" + speech.pcm.data
    return _digest(key, body) + b"\n" + body


def _parse(data: bytes, key: Key) -> Speech:
    """Return the speech of an entry.

    Raises:
        ValueError, KeyError, TypeError: where the entry is damaged.
    """
    digest, _, body = data.partition(b"\n")
    if digest != _digest(key, body):
        raise ValueError("another digest")
    line, _, samples = body.partition(b"\n")
    head = json.loads(line)
    if len(samples) != head["samples"] * SAMPLE_BYTES:
        raise ValueError("another length")
    marks = tuple(Mark(*mark) for mark in head["marks"])
    return Speech(PCM(samples, head["rate_hz"]), marks)


def _digest(key: Key, body: bytes) -> bytes:
    """Return the digest of an entry, which holds for its own name only."""
    found = hashlib.sha256(key.digest.encode())
    found.update(body)
    return found.hexdigest().encode()


def _write(path: Path, data: bytes) -> None:
    """Write a file whole or not at all; nobody else can read it.

    Where somebody clears the folder at that moment, it is written once more.

    Raises:
        OSError: where it cannot be written.
    """
    try:
        write_whole(path, data)
    except FileNotFoundError:
        write_whole(path, data)


def _listed(folder: Path) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as found:
            return list(found)
    except OSError:
        return []


def _remove(path: Path) -> bool:
    try:
        path.unlink()
    except OSError:  # Somebody else removed it, or reads it on Windows.
        return False
    return True
