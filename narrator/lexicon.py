"""The lexicon: how words are to be said, where a voice would say them wrong."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

_IN_A_WORD = frozenset("LMN")
"""General categories of Unicode that words are made of: letters, marks, numbers."""

_WITHOUT_SPACES = (
    (0x0E00, 0x0EFF),  # Thai, Lao
    (0x1000, 0x109F),  # Burmese
    (0x1780, 0x17FF),  # Khmer
    (0x3040, 0x30FF),  # Kana
    (0x3400, 0x9FFF),  # Chinese characters
    (0x20000, 0x3FFFF),  # Their extensions
)
"""First and last code point of scripts that set no spaces between words (Unicode Standard
Annex 14, classes ID and SA): where a word of theirs begins and ends cannot be seen."""

GROUP = re.compile(r"\\([1-9])")
"""What stands for a group of the pattern in an alias: `\\1`."""


@dataclass(frozen=True, slots=True)
class Entry:
    """How a word, a phrase or everything of one form is said."""

    word: str = ""
    """A word or a phrase, as it is written; empty where there is a pattern.

    Written in small letters it stands for itself in any letter case; with a capital letter in
    it, only for itself as it is written: "Polish" is not "polish"."""
    pattern: str = ""
    """A regular expression, as Python's `re` has it; empty where there is a word."""
    alias: str = ""
    """What is said instead, in letters; empty where the word itself is said. In an alias of a
    pattern `\\1` stands for its first group."""
    phonemes: tuple[tuple[str, str], ...] = ()
    """Alphabet and phonemes, for engines that take them: `("ipa", "ˈkiːiv")`."""

    @property
    def written(self) -> str:
        """What it is about: the word or the pattern."""
        return self.word or self.pattern

    def __str__(self) -> str:
        """Return what it is about and how that is said."""
        said = [self.alias] if self.alias else []
        said += [f"{alphabet} {phonemes}" for alphabet, phonemes in self.phonemes]
        return f"{self.written} = {', '.join(said)}"


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Entries from one place, for one language."""

    name: str
    """Where it comes from, as it can be shown: the file's path."""
    language: str = ""
    """BCP 47; it is for this language and its regions. Empty for every language."""
    entries: tuple[Entry, ...] = ()

    def speaks(self, language: str) -> bool:
        """Say whether it is for words in that language (RFC 4647, section 3.3.1)."""
        mine, theirs = self.language.lower(), language.lower()
        return not mine or theirs == mine or theirs.startswith(f"{mine}-")

    def __str__(self) -> str:
        """Return the name, the language, and one line for each entry."""
        title = f"{self.name} ({self.language or 'every language'})"
        return "\n".join([title, *(f"  {entry}" for entry in self.entries)])


def is_whole_word(text: str, start: int, end: int) -> bool:
    """Say whether the characters between two indices are not a part of a longer word.

    In a script without spaces that cannot be seen, and is not asked for.
    """
    return not (_joins(text, start) or _joins(text, end))


def _joins(text: str, place: int) -> bool:
    """Say whether the characters on both sides of a place are of one word."""
    around = text[max(place - 1, 0) : place + 1]
    if len(around) < 2 or any(map(is_without_spaces, around)):
        return False
    return all(unicodedata.category(sign)[0] in _IN_A_WORD for sign in around)


def is_without_spaces(sign: str) -> bool:
    """Say whether a character is of a script that sets no spaces between words."""
    return any(first <= ord(sign) <= last for first, last in _WITHOUT_SPACES)
