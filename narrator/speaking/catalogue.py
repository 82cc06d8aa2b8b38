"""Which neural voices can be fetched, and what their files must be."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path

from narrator.errors import EngineError, nearest
from narrator.folders import data_folder

CATALOGUE = Path(__file__).with_name("catalogue.toml")


@dataclass(frozen=True, slots=True)
class VoiceFile:
    """One file of a voice, to the byte."""

    name: str
    url: str
    size_bytes: int
    sha256: str
    """Of its content, in hexadecimal digits."""


@dataclass(frozen=True, slots=True)
class FetchableVoice:
    """A voice that can be fetched, and what its user should know before."""

    name: str
    engine: str
    language: str
    """BCP 47, or several with commas between."""
    licence: str
    origin: str
    """The page that says more of it."""
    files: tuple[VoiceFile, ...]

    @property
    def size_bytes(self) -> int:
        """What all files are together."""
        return sum(file.size_bytes for file in self.files)

    @property
    def folder(self) -> Path:
        """Where its files belong."""
        return data_folder() / "voices" / self.engine

    @property
    def missing(self) -> tuple[VoiceFile, ...]:
        """The files that are not there, or not of the right size."""
        return tuple(file for file in self.files if not _is_there(self.folder / file.name, file))


def read_catalogue(path: Path = CATALOGUE) -> tuple[FetchableVoice, ...]:
    """Return the voices of a catalogue, in its order."""
    table = tomllib.loads(path.read_text("utf-8"))
    return tuple(
        FetchableVoice(
            voice["name"],
            voice["engine"],
            voice["language"],
            voice["licence"],
            voice["origin"],
            tuple(
                VoiceFile(file["name"], file["url"], file["bytes"], file["sha256"])
                for file in voice["files"]
            ),
        )
        for voice in table["voices"]
    )


def find_fetchable(name: str, voices: tuple[FetchableVoice, ...]) -> FetchableVoice:
    """Return the voice of that name.

    Raises:
        EngineError: where there is none, with the nearest name.
    """
    for voice in voices:
        if voice.name == name:
            return voice
    names = [voice.name for voice in voices]
    raise EngineError(
        "No voice of this name can be fetched",
        where=name,
        hint=f"{nearest(name, names)} `narrator voices fetch` lists them.".strip(),
    )


def _is_there(path: Path, file: VoiceFile) -> bool:
    return path.is_file() and path.stat().st_size == file.size_bytes
