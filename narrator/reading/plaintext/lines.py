"""A text as lines: where each stands, whether it is prose."""

from __future__ import annotations

import re
from dataclasses import dataclass

TAB_COLUMNS = 8
"""Columns between tab stops at the beginning of a line, as terminals have them."""

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

TAIL_CHARS = 60
"""So much of a line shows how it ends, and no pattern is tried on more."""

CLOSERS = ".!?…。！？؟۔।॥։።｡⸮"
"""Marks that end a sentence, in the scripts that have their own."""

_OPEN_CLOSERS = ("?", "!", "…", "？", "！", "؟")
# Headlines and headings of more than one line end in these as well as sentences do.

LINK_SIGN = "> "
"""What pages set before the links to other articles; mail's quotation signs are taken off."""

_TRAILERS = "\"'”’“‘»«›‹」』）)】]*_ \u200b\u200e\u200f"
_OPENING_QUOTES = frozenset('"„“”«»‚‘『「')
_CLOSING_QUOTES = frozenset('"“”»«’‘』」')
_BULLET = re.compile(r"(?P<mark>[*\-+•·‣▪●○◦■□➤►–—](?=\s)|o(?=\s{2})|[•‣▪●➤►])\s*(?=\S)")
_NUMBER = re.compile(r"(?P<mark>\d{1,3}[.)])\s+(?=\S)")
_WORD = re.compile(r"[^\W_]")
# The blocks that Unicode's EastAsianWidth.txt gives as wide.
_WIDE = re.compile(
    r"[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\U00020000-\U0003fffd]"
)
_RULE = re.compile(r"(?:[*_=~#•·⁂\-–—─━═]\s*){3,}$|⁂$")
# Newsletters pad the line that mail programs show in their list with signs that are not seen.
_PADDING = " \t\u00a0\u034f\u200b\u200c\u200d\u2007\u2060\ufeff"
_TASK = re.compile(r"\[(?P<mark>[ xX])\]\s+(?=\S)")
_LEADER = re.compile(r"(?:\.\s?){4,}\s*(?:\d{1,4}|[ivxlc]{1,7})$")
_NOTE_MARKS = re.compile(r"(?:\[\w{1,3}\])+$")
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


def split(text: str) -> list[Line]:
    """Return the lines that are not blank."""
    lines = []
    spaced = False
    for raw in text.splitlines():
        quoted = _QUOTED.match(raw)
        rest = raw[quoted.end() :] if quoted else raw
        if not rest.strip() or not rest.strip(_PADDING):
            spaced = True
            continue
        body = rest.lstrip()
        column = len(rest[: len(rest) - len(body)].expandtabs(TAB_COLUMNS))
        depth = quoted.group().count(">") if quoted else 0
        lines.append(Line(body.rstrip().rstrip(_PADDING), column, spaced, depth))
        spaced = False
    return lines


def breadth(text: str) -> int:
    """Return the length in columns: a character of Chinese, Japanese or Korean counts two."""
    return len(text) if text.isascii() else len(text) + len(_WIDE.findall(text))


def is_closed(text: str) -> bool:
    """Say whether the text ends as a sentence does."""
    tail = text[-TAIL_CHARS:]
    bare = (_NOTE_MARKS.sub("", tail) if tail.endswith("]") else tail).rstrip(_TRAILERS)
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


def is_leader(text: str) -> bool:
    """Say whether the line is of a table of contents: a title, dots, a page."""
    return _LEADER.search(text[-TAIL_CHARS:]) is not None


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


def task(text: str) -> str:
    """Return an item of a list of tasks with the sign of its box: "[x] The oil" is done."""
    match = _TASK.match(text)
    if not match:
        return text
    return f"{'☐' if match['mark'] == ' ' else '☑'} {text[match.end() :]}"


def unbulleted(text: str) -> str:
    """Return the text without its bullet; a number stays: "7. March" is a date."""
    match = bullet(text)
    return text[match.end() :].strip() if match else text


def key(text: str) -> str:
    """Return the words alone, folded, for comparing two lines."""
    return " ".join(re.findall(r"[^\W_]+", text.casefold()))
