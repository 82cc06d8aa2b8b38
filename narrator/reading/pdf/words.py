"""Lines become running text: words parted at line ends are joined, raised marks are sorted out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from narrator.reading.characters import clean
from narrator.reading.pdf.letters import HYPHEN, RAISED

_PARTED = re.compile(rf"(\w+)[-{HYPHEN}\u00ad]$")
_WORD = re.compile(r"\w+(?:-\w+)*")
_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uff00-\uffef\u3000-\u303f]")
"""Scripts without spaces between words: kana, Han and their punctuation (Unicode blocks)."""
_RAISED = re.compile(rf"\s?{RAISED[0]}([^{RAISED[1]}]*){RAISED[1]}")
_MARK = re.compile(r"[\d,;–\-\s*†‡§¶]+|[a-z]")
_SUPERSCRIPTS = str.maketrans("0123456789+-()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾ⁿ")
_POWER = re.compile(r"[\d+()n-]{1,8}")
UNIT_CHARS = 3
"""Letters of the longest unit that is raised to a power: "mol". Behind a longer word, a raised
number leads to a note or a source."""


class Writer:
    """Writes lines as text, with what is known of the document's words and notes.

    Args:
        lines: Every line's text of the document.
    """

    def __init__(self, lines: Iterable[str]) -> None:
        self._words = Counter(
            word.lower() for line in lines for word in _WORD.findall(line.rstrip(f"-{HYPHEN}"))
        )
        self.marks: dict[int, set[str]] = {}
        """Page -> the marks of its notes."""
        self.omitted: list[str] = []
        """Marks that were taken out of the text."""
        self.controls = 0
        """Characters that no reader can speak, taken out."""

    def text(self, lines: Iterable[str], page: int) -> str:
        """Return lines as one text.

        Args:
            lines: From top to foot.
            page: The page that they stand on.
        """
        text = ""
        for line in lines:
            text = self._joined(text, line) if text else line
        text = _RAISED.sub(lambda found: self._raised(found, page), text)
        cleaned = clean(text.replace(HYPHEN, "-"))
        self.controls += cleaned.removed
        return " ".join(cleaned.text.replace("\u00ad", "").split())

    def _joined(self, text: str, line: str) -> str:
        parted = _PARTED.search(text)
        if parted and line[:1].isalnum():
            keeps = not line[0].islower() or self._is_compound(parted[1], line)
            return f"{text[:-1]}-{line}" if keeps else text[:-1] + line
        if _UNSPACED.match(text[-1:]) and _UNSPACED.match(line[:1]):
            return text + line
        return f"{text} {line}"

    def _is_compound(self, start: str, line: str) -> bool:
        """Tell whether a hyphen belongs to the word: the document writes it so elsewhere."""
        found = _WORD.match(line)
        rest = found[0] if found else ""
        joined = self._words[f"{start}{rest}".lower()]
        return self._words[f"{start}-{rest}".lower()] > joined

    def _raised(self, found: re.Match[str], page: int) -> str:
        """Return a raised text as it is to be read: a mark not at all, a power as one."""
        mark = found[1].strip()
        before = found.string[: found.start()]
        last = re.search(r"\w*$", before)
        word = last[0] if last else ""
        known = mark.strip("()[].") in self.marks.get(page, set())
        leads = bool(_MARK.fullmatch(mark)) and (
            not word or (word.isalpha() and len(word) > UNIT_CHARS)
        )
        if (known and not word[-1:].isdecimal()) or leads:
            self.omitted.append(mark)
            return ""
        if _POWER.fullmatch(mark):
            return mark.translate(_SUPERSCRIPTS)
        space = " " if found[0][0].isspace() else ""
        return f"{space}{mark}"
