"""What a rule of verbalizing is, and how rules that want the same words are put in order."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rule:
    """A kind of writing that is said otherwise than it is written."""

    name: str
    """What it is about, in a word or two that can be shown: "currency", "date"."""
    pattern: re.Pattern[str]
    """What it looks at; searched in the whole text, so it brings its own word boundaries."""
    say: Callable[[re.Match[str]], str | None]
    """The spoken form of a match; None where it is not certain, and it stays as it stands. Where
    it is what is written, no later rule looks at it."""
    among: frozenset[str] = frozenset()
    """Characters of which every match has one at least, so that most texts need no search; empty
    where nothing is known."""
    sounds: bool = False
    """Whether it also says how words sound, so that it counts where it leaves the letters."""


@dataclass(frozen=True, slots=True)
class Change:
    """A stretch of a text that is said otherwise than it is written."""

    start: int
    """Index of its first character in the text that the rules were given."""
    end: int
    """Index behind its last."""
    spoken: str
    rule: str
    """The name of the rule that made it."""


def changes(text: str, rules: Iterable[Rule]) -> tuple[Change, ...]:
    """Return what the rules change in a text, in the order of the text, without overlaps.

    An earlier rule wins: where it changed something, no later rule looks again, so no rule
    ever sees another one's words.
    """
    taken = bytearray(len(text))
    letters = frozenset(text)
    found = []
    for rule in rules:
        if rule.among and rule.among.isdisjoint(letters):
            continue
        for match in rule.pattern.finditer(text):
            start, end = match.span()
            if start == end or any(taken[start:end]):
                continue
            spoken = rule.say(match)
            if spoken is None:
                continue
            taken[start:end] = b"\1" * (end - start)
            if spoken != match[0] or rule.sounds:
                found.append(Change(start, end, spoken, rule.name))
    return tuple(sorted(found, key=lambda change: change.start))


def changed(text: str, made: Iterable[Change]) -> str:
    """Return the text with the changes made; they are in its order and do not overlap."""
    parts, place = [], 0
    for change in made:
        parts += [text[place : change.start], change.spoken]
        place = change.end
    return "".join([*parts, text[place:]])
