"""The entries of lexicons as rules that go before those of a language, and their phonemes."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any, cast

from narrator.errors import LexiconError
from narrator.lexicon import GROUP, Entry, Lexicon, is_whole_word
from narrator.planning.verbalizing import Change, Rule, Verbalized, verbalize
from narrator.script import Pronunciation

if TYPE_CHECKING:
    import regex

PATTERN_TIMEOUT_S = 2.0
"""The longest that one pattern may search one sentence. A search takes microseconds; one that
takes longer has a repeat within a repeat and might not end in a lifetime."""

_MARKS = str.maketrans("’‘", "''")
"""Apostrophes that are one in a word, however a page sets them."""


@dataclass(frozen=True, slots=True)
class Own:
    """The rules of all lexicons for one language, and the entry of each change they make."""

    rules: tuple[Rule, ...]
    entries: dict[tuple[str, str], Entry]
    """By the rule's name and the word as it is looked up; that is empty for a pattern."""

    def entry(self, change: Change, text: str) -> Entry | None:
        """Return the entry that made a change in a text; None where no lexicon made it."""
        written = text[change.start : change.end]
        for key in (_folded(written), _folded(written).lower(), ""):
            if (change.rule, key) in self.entries:
                return self.entries[change.rule, key]
        return None


@dataclass(slots=True)
class Pronouncer:
    """Makes spoken forms, with the lexicons before every rule of the language."""

    lexicons: tuple[Lexicon, ...] = ()
    """The one that goes before the others first."""
    _own: dict[str, Own] = field(default_factory=dict)

    def verbalize(self, written: str, language: str) -> Verbalized:
        """Return the spoken form of a text in a language, with what was changed.

        Raises:
            LexiconError: where a pattern of a lexicon takes too long.
        """
        return verbalize(written, language, self.own(language).rules)

    def pronunciations(self, said: Verbalized, language: str) -> tuple[Pronunciation, ...]:
        """Return the phonemes that the lexicons give for words in a spoken form."""
        own = self.own(language)
        found: dict[Pronunciation, None] = {}
        for change in said.changes:
            entry = own.entry(change, said.text)
            words = " ".join(change.spoken.split())
            for alphabet, phonemes in entry.phonemes if entry else ():
                found[Pronunciation(words, alphabet, phonemes)] = None
        return tuple(found)

    def own(self, language: str) -> Own:
        """Return the rules for words in a language."""
        if language not in self._own:
            self._own[language] = _own(self.lexicons, language)
        return self._own[language]


def _own(lexicons: Iterable[Lexicon], language: str) -> Own:
    rules: list[Rule] = []
    entries: dict[tuple[str, str], Entry] = {}
    for lexicon in lexicons:
        if lexicon.speaks(language):
            name = f"lexicon {lexicon.name}"
            words = _by_word(lexicon)
            if words:
                rules.append(_rule_of_words(name, words))
                entries |= {(name, word): entry for word, entry in words.items()}
            for entry in lexicon.entries:
                if entry.pattern:
                    rule = _rule_of_pattern(f"{name}, pattern {entry.pattern}", entry)
                    rules.append(rule)
                    entries[rule.name, ""] = entry
    return Own(tuple(rules), entries)


def _by_word(lexicon: Lexicon) -> dict[str, Entry]:
    """Return the entries by the word as it is looked up; the first of one word stays."""
    found: dict[str, Entry] = {}
    for entry in lexicon.entries:
        if entry.word:
            found.setdefault(_folded(entry.word), entry)
    return found


def _folded(text: str) -> str:
    """Return a word as it is looked up, however the page sets its apostrophes and spaces."""
    return " ".join(unicodedata.normalize("NFC", text).translate(_MARKS).split())


def _rule_of_words(name: str, words: dict[str, Entry]) -> Rule:
    """Return one rule for all words: one search, however many there are."""

    def say(match: re.Match[str]) -> str | None:
        if not is_whole_word(match.string, match.start(), match.end()):
            return None
        folded = _folded(match[0])
        entry = words.get(folded) or words.get(folded.lower())
        return (entry.alias or match[0]) if entry else None

    any_case = [word for word in words if word == word.lower()]
    exact = [word for word in words if word != word.lower()]
    parts = [*_alternatives(exact), *(f"(?i:{part})" for part in _alternatives(any_case))]
    return Rule(name, re.compile("|".join(parts)), say, sounds=True)


def _alternatives(words: list[str]) -> Iterator[str]:
    """Yield patterns for the words, ordered by their first letter so that a search is quick."""
    by_first: dict[str, list[str]] = defaultdict(list)
    for word in sorted(words, key=len, reverse=True):  # The longest of several is meant.
        by_first[word[0]].append(word)
    # Looked at once for all words, and not once for each letter: most places begin no word.
    for bounded, before in ((True, r"(?<!\w)"), (False, "")):
        firsts = [
            f"{re.escape(first)}(?:{'|'.join(map(_rest, several))})"
            for first, several in by_first.items()
            if _is_bounded(first) is bounded
        ]
        if firsts:
            yield f"{before}(?:{'|'.join(firsts)})"


def _rest(word: str) -> str:
    pattern = re.escape(word[1:]).replace(r"\ ", r"\s+").replace("'", "['’‘]")
    return pattern + (r"(?!\w)" if _is_bounded(word[-1]) else "")


@cache
def _is_bounded(sign: str) -> bool:
    """Say whether a letter that stands beside this one makes a longer word of it."""
    return not is_whole_word(f"{sign}a", 1, 1)


def _rule_of_pattern(name: str, entry: Entry) -> Rule:
    def say(match: re.Match[str]) -> str:
        if not entry.alias:
            return match[0]
        return GROUP.sub(lambda group: match[int(group[1])] or "", entry.alias)

    return Rule(name, cast("re.Pattern[str]", _Bounded(entry.pattern, name)), say, sounds=True)


class _Bounded:
    """A pattern whose search ends in time; as far as rules use them, like one of `re`."""

    def __init__(self, pattern: str, name: str) -> None:
        import regex

        self._pattern: regex.Pattern[str] = regex.compile(pattern)
        self._name = name

    def finditer(self, text: str) -> Iterator[Any]:
        """Yield the matches.

        Raises:
            LexiconError: where the search takes too long.
        """
        try:
            yield from self._pattern.finditer(text, timeout=PATTERN_TIMEOUT_S)
        except TimeoutError as error:
            raise LexiconError(
                "A pattern of a lexicon takes too long",
                where=self._name,
                hint="Let it have no repeat within a repeat, such as (a+)+.",
            ) from error
