"""Places that were reached: one small file for each source, in narrator's folder of state.

What is kept is where somebody stopped, with the words there, so that the place is found again
after the article was edited or planned otherwise. Nobody else may read the files, and there are
never more than `MOST_KEPT`.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path

from narrator.errors import OutputError
from narrator.folders import state_folder
from narrator.player.places import Contents
from narrator.script import Script, Utterance
from narrator.whole_files import write_whole

MOST_KEPT = 500
"""Sources; our choice: what somebody reads of a newspaper in a year, and 250 kB of disk."""
WORDS_KEPT_CHARS = 200
"""Of the sentence; more is not needed to find it again."""


@dataclass(frozen=True, slots=True)
class KeptPlace:
    """Where somebody stopped in an article."""

    source: str
    """What tells the source from every other: see `narrator.plans.source_identity`."""
    headline: str
    section: int
    """Counted from 1."""
    sections: int
    section_title: str
    place: int
    """The utterance, counted through from 0."""
    origin: str
    """Of the utterance, as in the script."""
    words: str
    """The beginning of its written form."""

    @property
    def line(self) -> str:
        """Where it is, as a phrase."""
        return f"section {self.section} of {self.sections}, {self.section_title}"


def kept_place(source: str, script: Script, place: int) -> KeptPlace:
    """Return a place in a form that can be kept."""
    contents = Contents.of(script)
    utterance = list(script.utterances())[place]
    section = contents.section_at(place)
    return KeptPlace(
        source,
        script.metadata.headline,
        section + 1,
        len(script.sections),
        script.sections[section].title,
        place,
        utterance.origin,
        utterance.written[:WORDS_KEPT_CHARS],
    )


def find_again(kept: KeptPlace, utterances: Sequence[Utterance]) -> int | None:
    """Return where a kept place is in a script that may have changed; None where it is gone.

    It is where the same words stand at the same origin; else where they stand, the nearest to
    where they were; else where its block begins.
    """
    same = [
        place
        for place, spoken in enumerate(utterances)
        if spoken.written[:WORDS_KEPT_CHARS] == kept.words
    ]
    at_origin = [place for place in same if utterances[place].origin == kept.origin]
    of_block = [
        place
        for place, spoken in enumerate(utterances)
        if kept.origin and spoken.origin == kept.origin
    ]
    for found in (at_origin, same, of_block[:1]):
        if found:
            return min(found, key=lambda place: abs(place - kept.place))
    return None


class Memory:
    """The kept places of all sources.

    Args:
        folder: Where they are; None for the user's own.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder or state_folder() / "places"

    def find(self, source: str) -> KeptPlace | None:
        """Return the place of a source; None where none is kept, or it cannot be read."""
        try:
            data = json.loads(self._path(source).read_text(encoding="utf-8"))
            kept = KeptPlace(**data)
        except (OSError, ValueError, TypeError):
            return None
        kinds = {"section": int, "sections": int, "place": int}
        right = all(type(value) is kinds.get(name, str) for name, value in asdict(kept).items())
        return kept if right and kept.source == source else None

    def keep(self, kept: KeptPlace) -> None:
        """Keep a place, whole or not at all; those of the longest time ago make room.

        Raises:
            OutputError: where it cannot be written.
        """
        path = self._path(kept.source)
        data = json.dumps(asdict(kept), ensure_ascii=False, indent=1)
        try:
            write_whole(path, data.encode("utf-8"))
        except OSError as error:
            raise OutputError(
                f"The place cannot be kept ({error.strerror})",
                where=str(self._folder),
                hint="Make room, or name another folder with NARRATOR_STATE.",
            ) from error
        self._make_room()

    def forget(self, source: str) -> None:
        """Drop the place of a source, that was heard to its end for instance."""
        with contextlib.suppress(OSError):
            self._path(source).unlink()

    def _path(self, source: str) -> Path:
        return self._folder / f"{sha256(source.encode()).hexdigest()[:32]}.json"

    def _make_room(self) -> None:
        dated = sorted(self._dated(), reverse=True)
        for _, path in dated[MOST_KEPT:]:
            with contextlib.suppress(OSError):
                path.unlink()

    def _dated(self) -> Iterator[tuple[float, Path]]:
        for path in self._folder.glob("*.json"):
            with contextlib.suppress(OSError):
                yield path.stat().st_mtime, path
