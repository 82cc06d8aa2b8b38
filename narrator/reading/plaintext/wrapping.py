"""Hard line breaks undone: sentences that run over the end of a line become whole again."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

from narrator.reading.plaintext.lines import (
    Line,
    breadth,
    bullet,
    is_closed,
    is_leader,
    is_rule,
    number,
)

WRAP_WIDTHS = range(40, 101)
"""Widths at which text is wrapped by hand or by mail programs (RFC 3676 advises 78) and by
text browsers (80)."""

TOP_LINES = 10
"""So far down it is the headline that goes on with ": "; further down such a line is a teaser's."""

FEWEST_DIVIDED = 3
"""So many words parted by a hyphen at the end of a line make a text whose words are divided; in
others a line ends after the hyphen of a compound, which stays."""

COMPOUND_STARTS = """
    well self half ex non all cross high low mid long short first second third two three four ill
    vice anti pro pre post semi multi demi avant après sous arrière
"""
"""Words whose hyphen stays also in a text whose words are divided."""

BETWEEN_COMPOUNDS = """
    and or und oder bzw bis sowie et ou y o e i of en og och ja to nor
"""
"""Words behind a hyphen that stands for the rest of a compound: "spring- and summertime"."""

LONGEST_PART = 40
"""No part of a word is longer."""

_STARTS = frozenset(COMPOUND_STARTS.split())
_BETWEEN = frozenset(BETWEEN_COMPOUNDS.split())
# The beginning of a line that cannot begin one.
_DANGLING = re.compile(r":\s\w")
_SECTION = re.compile(r"\d{1,2}(?:\.\d{1,2})+\.?\s+\S")
_DIVIDED = re.compile(r"(?P<before>[^\W\d_]+)-$")
_FIRST_WORD = re.compile(r"[^\W\d_]+")


def unwrap(lines: list[Line]) -> list[Line]:
    """Return the lines with those joined that a hard line break had parted.

    A text is hard-wrapped where most lines that have a next line were full: the next line's
    first word would not have fitted. Elsewhere a sentence that plainly runs on is joined.
    """
    width = wrap_width(lines)
    divides = _divides(lines)
    joined: list[Line] = []
    parts: list[str] = []
    last: Line | None = None
    for place, line in enumerate(lines):
        if last is not None and (
            _goes_on(last, line, width) or (place < TOP_LINES and _dangles(last, line))
        ):
            parts.append(line.text)
        else:
            if joined:
                joined[-1] = replace(joined[-1], text=_joined(parts, divides))
            joined.append(line)
            parts = [line.text]
        last = line
    if joined:
        joined[-1] = replace(joined[-1], text=_joined(parts, divides))
    return joined


def wrap_width(lines: list[Line]) -> int:
    """Return the width at which the text was wrapped; 0 where it was not."""
    pairs = [
        (a, b)
        for a, b in pairwise(lines)
        if not (b.spaced or _begins(b) or is_rule(a.text) or is_leader(a.text))
    ]
    if not pairs:
        return 0
    ordered = sorted(_end(before) for before, _ in pairs)
    # Not the longest: a web address runs over every margin.
    width = ordered[int(len(ordered) * 0.98)]
    if width not in WRAP_WIDTHS:
        return 0
    longer = sum(_end(line) > 2 * width for line in lines)
    if longer * 20 > len(lines):
        return 0
    full = [_is_full(before, line, width) for before, line in pairs]
    # A line that begins small goes on with the one above, in scripts that have small letters.
    sure = [f for f, (_, line) in zip(full, pairs, strict=True) if line.text[0].islower()]
    most = sum(full) * 2 > len(pairs) or (any(sure) and sum(sure) * 4 >= 3 * len(sure))
    return width if sum(full) >= 2 and most else 0


def _end(line: Line) -> int:
    return line.column + breadth(line.text)


def _is_full(line: Line, after: Line, width: int) -> bool:
    first = after.text.split(maxsplit=1)[0]
    room = 1 if breadth(first) > len(first) else breadth(first)
    # Tools differ in whether the width counts the space at the end.
    return _end(line) + room + 2 > width


def _begins(line: Line) -> bool:
    """Say whether the line begins something of its own."""
    text = line.text
    drawn = is_rule(text) or is_leader(text) or "|" in text
    return bool(drawn or bullet(text) or number(text) or _SECTION.match(text))


def _dangles(before: Line, line: Line) -> bool:
    """Say whether a headline that the page has in two boxes goes on: ": what we know"."""
    return bool(_DANGLING.match(line.text)) and not line.spaced and not is_closed(before.text)


def _goes_on(before: Line, line: Line, width: int) -> bool:
    return _continues(before, line, width) if width else _runs_on(before, line)


def _runs_on(before: Line, line: Line) -> bool:
    """Say whether a sentence runs over the end of a line, in a text that is not wrapped.

    One long paragraph among short ones is too few to tell a width from. A byline ("von Jo
    Doe") begins small as well, but ends without a full stop.
    """
    return (
        not line.spaced
        and breadth(before.text) in WRAP_WIDTHS
        and not is_closed(before.text)
        and line.text[0].islower()
        and is_closed(line.text)
        and line.column == before.column
        and not _begins(before)
    )


def _continues(before: Line, line: Line, width: int) -> bool:
    if line.spaced or _begins(line) or line.quoted != before.quoted:
        return False
    if is_rule(before.text) or is_leader(before.text):
        return False
    hanging = bool(bullet(before.text) or number(before.text))
    if line.column != before.column and not hanging and line.column > before.column:
        return False
    if "|" in before.text or re.search(r"\S\s{3,}\S|\t", line.text):
        return False
    divided = _divided(before.text) is not None and line.text[0].islower()
    return (divided or _is_full(before, line, width)) or (
        line.text[0].islower() and not is_closed(before.text) and _end(before) * 2 > width
    )


def _divided(text: str) -> re.Match[str] | None:
    """Return the match of the first part of a word with a hyphen at the end of the text."""
    return _DIVIDED.search(text[-LONGEST_PART:]) if text.endswith("-") else None


def _divides(lines: list[Line]) -> Callable[[str, str], bool]:
    """Return what says of two parts of a word whether the hyphen between them is of the line's end.

    A soft hyphen always is. A hyphen is where the text divides its words, unless the text has
    the word with its hyphen, or the first part is known to keep it.
    """
    text = " ".join(line.text for line in lines).casefold()
    compounds = set(re.findall(r"(?<![^\W\d_])[^\W\d_]+-[^\W\d_]+", text))
    words = set(_FIRST_WORD.findall(text))
    ends = [match for line in lines if (match := _divided(line.text))]
    divided = sum(match["before"].casefold() not in _STARTS for match in ends)

    def is_divided(before: str, after: str) -> bool:
        first, second = before.casefold(), after.casefold()
        if f"{first}-{second}" in compounds:
            return False
        return first + second in words or (divided >= FEWEST_DIVIDED and first not in _STARTS)

    return is_divided


def _joined(parts: list[str], is_divided: Callable[[str, str], bool]) -> str:
    text = parts[0]
    for part in parts[1:]:
        wide = breadth(text[-1]) == 2 and breadth(part[0]) == 2
        divided, after = _divided(text), _FIRST_WORD.match(part)
        if text.endswith("\u00ad"):
            text = text[:-1] + part
        elif divided and after and part[0].islower():
            if after.group().casefold() in _BETWEEN:
                text = f"{text} {part}"
            elif is_divided(divided["before"], after.group()):
                text = text[:-1] + part
            else:
                text += part
        else:
            text = f"{text}{'' if wide or _DANGLING.match(part) else ' '}{part}"
    return text
