"""Where each cue stands in the article: its place in the text of a piece, found by its words."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from narrator.article import Span
from narrator.episode import Cue
from narrator.language_tags import well_formed
from narrator.script import OUR_WORDS, Role

_LEAD = re.compile(r"\d+\. ")
"""The number of a list's item, which is said and which the list itself shows."""


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text that is shown as one: of one cue or of none, in one language."""

    text: str
    cue: int | None = None
    """Index of the cue that says it; None for what is not in the audio."""
    language: str = ""
    """BCP 47, where it is another than that of the piece around it."""
    is_added: bool = False
    """Whether the page does not show these words: they are said all the same."""


class Waiting:
    """The cues of an episode by where they come from, each to be taken once."""

    def __init__(self, cues: Sequence[Cue]) -> None:
        self.cues = cues
        self._said: dict[str, list[int]] = defaultdict(list)
        self._added: dict[str, list[int]] = defaultdict(list)
        self._of_block: dict[str, dict[str, None]] = defaultdict(dict)
        for number, cue in enumerate(cues):
            kind = self._added if cue.role in OUR_WORDS else self._said
            kind[cue.origin].append(number)
            self._of_block[_block(cue.origin)][cue.origin] = None

    def said(self, origin: str) -> list[int]:
        """Take the cues that say words of the article at that place."""
        return self._said.pop(origin, [])

    def added(self, origin: str, before: str = "") -> list[int]:
        """Take the cues of our own words at that place.

        Args:
            origin: Of the block or the part of it that they announce.
            before: Only those that are heard before what comes from here.
        """
        here = self._added.get(origin, [])
        taken = [number for number in here if not before or self._leads_to(number, before)]
        for number in taken:
            here.remove(number)
        return taken

    def of_role(self, role: Role) -> list[int]:
        """Take the cues of our own words on the whole article that have that role."""
        whole = self._added.get("", [])
        taken = [number for number in whole if self.cues[number].role is role]
        whole[:] = [number for number in whole if self.cues[number].role is not role]
        return taken

    def of_block(self, origin: str) -> list[int]:
        """Take what is left of the cues of a block, in time order."""
        taken: list[int] = []
        for place in self._of_block.pop(origin, {}):
            taken += self._said.pop(place, []) + self._added.pop(place, [])
        return sorted(taken)

    def rest(self) -> list[int]:
        """Take all that is left, in time order."""
        left = [number for kind in (self._said, self._added) for n in kind.values() for number in n]
        self._said.clear()
        self._added.clear()
        return sorted(left)

    def _leads_to(self, number: int, place: str) -> bool:
        """Say whether the next words of the article, further announcements aside, come from there.

        What is announced may have no sound, and is then not among the cues.
        """
        here = self.cues[number].origin
        for place_in_time in range(number + 1, len(self.cues)):
            cue = self.cues[place_in_time]
            if cue.role not in OUR_WORDS or cue.origin != here:
                return cue.origin == place or cue.origin.startswith(f"{place}/")
        return False


def _block(origin: str) -> str:
    """Return the pointer to the block that a place is in: "/blocks/4"."""
    return "/".join(origin.split("/")[:3])


def runs(
    text: str, numbers: Sequence[int], cues: Sequence[Cue], spans: Sequence[Span]
) -> list[Run]:
    """Return a piece's text, whole, as runs of the cues that say it.

    A cue whose words are not found in the piece, since its plan was edited or its form is our
    own, stands before the rest of it as words that are added.

    Args:
        text: Of the piece.
        numbers: Indexes of its cues, in time order.
        cues: All cues of the episode.
        spans: Where the piece is in another language.
    """
    places, lost = _places(text, numbers, cues)
    found = [Run(cues[number].text, number, is_added=True) for number in lost]
    start = 0
    for first, last, number in places:
        if first > start:
            found += _in_languages(text, start, first, None, spans)
        found += _in_languages(text, first, last, number, spans)
        start = last
    if start < len(text):
        found += _in_languages(text, start, len(text), None, spans)
    return found


def _places(
    text: str, numbers: Sequence[int], cues: Sequence[Cue]
) -> tuple[list[tuple[int, int, int]], list[int]]:
    """Return where each cue's words begin and end, and the cues whose words are not there."""
    letters, where = _letters(text)
    places: list[tuple[int, int, int]] = []
    lost, cursor = [], 0
    for number in numbers:
        for said in _forms(cues[number].text):
            wanted, _ = _letters(said)
            at = letters.find(wanted, cursor) if wanted else -1
            if at >= 0:
                cursor = at + len(wanted)
                places.append((where[at], where[cursor - 1] + 1, number))
                break
        else:
            lost.append(number)
    if len(lost) == 1 and not places and letters and letters in _letters(cues[lost[0]].text)[0]:
        # We say more than is written: "By Ada Quill". The words that are written stand for it.
        return [(where[0], where[-1] + 1, lost[0])], []
    return places, lost


def _letters(text: str) -> tuple[str, list[int]]:
    """Return the text without its spaces, and where each of its characters stood."""
    where = [place for place, character in enumerate(text) if not character.isspace()]
    return "".join(text[place] for place in where), where


def _forms(said: str) -> Iterator[str]:
    yield said
    lead = _LEAD.match(said)
    if lead:
        yield said[lead.end() :]


def _in_languages(
    text: str, start: int, end: int, cue: int | None, spans: Sequence[Span]
) -> Iterator[Run]:
    """Yield the text between two places, cut where its language changes."""
    for span in sorted(spans, key=lambda span: span.start):
        first, last = max(span.start, start), min(span.end, end)
        if first >= last:
            continue
        if first > start:
            yield Run(text[start:first], cue)
        yield Run(text[first:last], cue, well_formed(span.language))
        start = last
    if start < end:
        yield Run(text[start:end], cue)


def cell_runs(cells: Sequence[str], numbers: Sequence[int], cues: Sequence[Cue]) -> list[list[Run]]:
    """Return for each cell of a row its text as runs of the cues that say it.

    A row is said in one sentence or in several, each with the names of the columns before the
    words of the cells; so the cells are looked for in what is said.
    """
    said, owners = "", list[int]()
    for number in numbers:
        letters, _ = _letters(cues[number].text)
        said += letters
        owners += [number] * len(letters)
    cursor = 0
    rows: list[list[Run]] = []
    for cell in cells:
        wanted, where = _letters(cell)
        at = said.find(wanted, cursor) if wanted else -1
        if at < 0:
            rows.append([Run(cell)] if cell else [])
            continue
        cursor = at + len(wanted)
        rows.append(list(_owned(cell, where, owners[at:cursor])))
    shown = {run.cue for row in rows for run in row}
    for number in numbers:
        if number not in shown and rows:
            _put_in(rows, Run(cues[number].text, number, is_added=True))
    return rows


def _put_in(rows: list[list[Run]], run: Run) -> None:
    """Put a run before the first that is said later; where none is, at the end of the last cell."""
    for row in rows:
        for place, other in enumerate(row):
            if other.cue is not None and run.cue is not None and other.cue > run.cue:
                row.insert(place, run)
                return
    rows[-1].append(run)


def _owned(cell: str, where: Sequence[int], owners: Sequence[int]) -> Iterator[Run]:
    """Yield the cell's text, cut where another cue goes on with it."""
    start = 0
    for place in range(1, len(owners)):
        if owners[place] != owners[place - 1]:
            yield Run(cell[start : where[place]], owners[place - 1])
            start = where[place]
    yield Run(cell[start:], owners[-1])
