"""Notes at the foot of a page: small letters behind a mark."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from narrator.reading.pdf.letters import RAISED

if TYPE_CHECKING:
    from narrator.reading.pdf.layout import Line

SMALLER = 0.93
"""Notes are set in letters smaller than this, as a share of the running text's: 8 or 9 to 10."""

MARKED = re.compile(
    rf"(?:{RAISED[0]}\s*([^{RAISED[1]}\s]{{1,4}})\s*{RAISED[1]}|(\d{{1,3}}|[*†‡§¶]{{1,3}})(?=[.):\s]))"
    r"[.):]?\s*"
)


@dataclass(slots=True)
class FootNote:
    """One note, its mark still in its first line."""

    mark: str
    lines: list[str]
    page: int


def take(lines: list[Line], body: float) -> list[FootNote]:
    """Take the notes out of a page's lines.

    Args:
        lines: In reading order; those of notes are removed.
        body: Height of the letters of running text, in points.
    """
    found: list[FootNote] = []
    for column in dict.fromkeys(line.column for line in lines):
        foot = _foot([line for line in lines if line.column == column], body)
        for line in foot:
            mark = MARKED.match(line.text)
            if mark:
                found.append(FootNote(mark[1] or mark[2], [line.text[mark.end() :]], line.page))
            else:
                found[-1].lines.append(line.text)
            lines.remove(line)
    return found


def _foot(lines: list[Line], body: float) -> list[Line]:
    """Return the lines from the first mark on, of those in small letters at the column's foot."""
    small: list[Line] = []
    for line in sorted(lines, key=lambda one: one.baseline):
        if line.size > SMALLER * body:
            break
        small.insert(0, line)
    if len(small) == len(lines):
        return []  # A page in small letters all over: a list of sources, an index.
    starts = [n for n, line in enumerate(small) if MARKED.match(line.text)]
    return small[starts[0] :] if starts else []
