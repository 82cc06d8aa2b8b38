"""A text as lines: where each stands, whether it is prose, and hard line breaks undone."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import pairwise

TAB_COLUMNS = 8
"""Columns between tab stops at the beginning of a line, as terminals have them."""

WRAP_WIDTHS = range(40, 101)
"""Widths at which text is wrapped by hand or by mail programs (RFC 3676 advises 78) and by
text browsers (80)."""

PROSE_BREADTH = 80
"""From here on a line that ends like a sentence is taken for running text: the median heading
on 111 news pages has 40 columns, the median paragraph 255."""

LONG_BREADTH = 150
"""From here on a line is running text however it ends: the longest of 322 headings on 111 news
pages has 114 columns, the longest headline 151."""

HEADING_BREADTH = 140
"""The longest of 322 headings on 111 news pages has 114 columns."""

QUESTION_BREADTH = 100
EXCLAMATION_BREADTH = 70
"""Sentences of running text end in these marks as well; nine in ten headings have 71 columns
or less, ninety-nine in a hundred 101."""

CLOSERS = ".!?…。！？؟۔।॥։።｡⸮"
"""Marks that end a sentence, in the scripts that have their own."""

_OPEN_CLOSERS = ("?", "!", "…", "？", "！", "؟")
# Headlines and headings of more than one line end in these as well as sentences do.

_TRAILERS = "\"'”’“‘»«›‹」』）)】]*_ \u200b\u200e\u200f"
_OPENING_QUOTES = frozenset('"„“”«»‚‘『「')
_CLOSING_QUOTES = frozenset('"“”»«’‘』」')
_BULLET = re.compile(r"(?P<mark>[*\-+•·‣▪●○◦■□➤►–—](?=\s)|[•‣▪●➤►])\s*(?=\S)")
_NUMBER = re.compile(r"(?P<mark>\d{1,3}[.)])\s+(?=\S)")
_WORD = re.compile(r"[^\W_]")
# The blocks that Unicode's EastAsianWidth.txt gives as wide.
_WIDE = re.compile(
    r"[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\U00020000-\U0003fffd]"
)
_RULE = re.compile(r"(?:[*_=~#•·⁂\-–—]\s*){3,}$|⁂$")
_QUOTED = re.compile(r"(?:>\s?)+")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the text, without the space around it."""

    text: str
    column: int = 0
    """How far it is indented."""
    spaced: bool = False
    """Whether a blank line stands before it."""
    quoted: int = 0
    """How many "greater than" signs stood before it, as in mail."""

    @property
    def has_words(self) -> bool:
        """Say whether there is anything to read in it."""
        return _WORD.search(self.text) is not None


_DANGLING = re.compile(r":\s\w")
"""The beginning of a line that cannot begin one."""
TOP_LINES = 10
"""Where it is the headline that goes on; further down such a line is a teaser's."""


def split(text: str) -> list[Line]:
    """Return the lines that are not blank."""
    lines = []
    spaced = False
    for raw in text.splitlines():
        quoted = _QUOTED.match(raw)
        rest = raw[quoted.end() :] if quoted else raw
        if not rest.strip():
            spaced = True
            continue
        body = rest.lstrip()
        column = len(rest[: len(rest) - len(body)].expandtabs(TAB_COLUMNS))
        depth = quoted.group().count(">") if quoted else 0
        lines.append(Line(body.rstrip(), column, spaced, depth))
        spaced = False
    return lines


def breadth(text: str) -> int:
    """Return the length in columns: a character of Chinese, Japanese or Korean counts two."""
    return len(text) if text.isascii() else len(text) + len(_WIDE.findall(text))


def is_closed(text: str) -> bool:
    """Say whether the text ends as a sentence does."""
    bare = text.rstrip(_TRAILERS)
    return bool(bare) and bare[-1] in CLOSERS


def is_heading(line: Line) -> bool:
    """Say whether the line has the shape of a heading."""
    text = line.text
    width = breadth(text)
    if not line.has_words or width > HEADING_BREADTH or text[0].islower():
        return False
    bare = text.rstrip("\"'”’“»«」』)")
    if bare.endswith(("?", "？", "؟")):
        return width <= QUESTION_BREADTH
    if bare.endswith(("!", "！", "…", "...")):
        return width <= EXCLAMATION_BREADTH
    if bare.endswith((",", ";", ":", "،", "、", "：")):
        return False
    return not is_closed(text)


def is_quoted(text: str) -> bool:
    """Say whether the whole text stands in quotation marks."""
    return text[:1] in _OPENING_QUOTES and text.rstrip(" .")[-1:] in _CLOSING_QUOTES


def is_prose(text: str) -> bool:
    """Say whether the text is long enough, and ends, like a paragraph."""
    width = breadth(text)
    if width >= LONG_BREADTH or width < PROSE_BREADTH:
        return width >= LONG_BREADTH
    if text.endswith((":", "：")):
        return True
    return is_closed(text) and not text.rstrip(_TRAILERS).endswith(_OPEN_CLOSERS)


def is_rule(text: str) -> bool:
    """Say whether the line is drawn: three or more asterisks, hyphens and the like."""
    return _RULE.match(text) is not None


def bullet(text: str) -> re.Match[str] | None:
    """Return the match of the bullet that the text begins with."""
    return _BULLET.match(text)


def number(text: str) -> re.Match[str] | None:
    """Return the match of the list number that the text begins with."""
    return _NUMBER.match(text)


def item_text(text: str) -> str:
    """Return the text without the bullet or number that it begins with."""
    match = bullet(text) or number(text)
    return text[match.end() :].strip() if match else text


def unbulleted(text: str) -> str:
    """Return the text without its bullet; a number stays: "7. March" is a date."""
    match = bullet(text)
    return text[match.end() :].strip() if match else text


def key(text: str) -> str:
    """Return the words alone, folded, for comparing two lines."""
    return " ".join(re.findall(r"[^\W_]+", text.casefold()))


def unwrap(lines: list[Line]) -> list[Line]:
    """Return the lines with those joined that a hard line break had parted.

    A text is hard-wrapped where most lines that have a next line were full: the next line's
    first word would not have fitted. Elsewhere a sentence that plainly runs on is joined.
    """
    width = _wrap_width(lines)
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
                joined[-1] = replace(joined[-1], text=_joined(parts))
            joined.append(line)
            parts = [line.text]
        last = line
    if joined:
        joined[-1] = replace(joined[-1], text=_joined(parts))
    return joined


def _wrap_width(lines: list[Line]) -> int:
    """Return the width at which the text was wrapped; 0 where it was not."""
    pairs = [(a, b) for a, b in pairwise(lines) if not b.spaced and not _begins(b)]
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
    full = sum(_is_full(a, b, width) for a, b in pairs)
    return width if full >= 2 and full * 2 > len(pairs) else 0


def _end(line: Line) -> int:
    return line.column + breadth(line.text)


def _is_full(line: Line, after: Line, width: int) -> bool:
    first = after.text.split(maxsplit=1)[0]
    room = 1 if breadth(first) > len(first) else breadth(first)
    # Tools differ in whether the width counts the space at the end.
    return _end(line) + room + 2 > width


def _begins(line: Line) -> bool:
    """Say whether the line begins something of its own."""
    return bool(bullet(line.text) or number(line.text) or is_rule(line.text) or "|" in line.text)


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
    if line.spaced or _begins(line) or is_rule(before.text) or line.quoted != before.quoted:
        return False
    hanging = bool(bullet(before.text) or number(before.text))
    if line.column != before.column and not hanging and line.column > before.column:
        return False
    if "|" in before.text or re.search(r"\S\s{3,}\S|\t", line.text):
        return False
    return _is_full(before, line, width) or (
        line.text[0].islower() and not is_closed(before.text) and _end(before) * 2 > width
    )


def _joined(parts: list[str]) -> str:
    pieces = [parts[0]]
    for before, part in pairwise(parts):
        if _DANGLING.match(part):
            pieces.append(part)
            continue
        wide = breadth(before[-1]) == 2 and breadth(part[0]) == 2
        hyphen = before.endswith("-") and part[0].islower() and before[-2:-1].isalpha()
        pieces += ["" if wide or hyphen else " ", part]
    return "".join(pieces)
