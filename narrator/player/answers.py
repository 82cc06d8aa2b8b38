"""What the listener is told: plain sentences, each stretch of them in its language."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice

from narrator.article import Article, Figure
from narrator.player.places import Contents
from narrator.script import Script
from narrator.timing import ms_to_words

OURS = "en"
"""The language of what the player says itself."""

_BLOCK = re.compile(r"/blocks/(\d+)(?:/|\Z)")
_ENDED = (".", "!", "?", "…", "。", ":", "؟", "।")
TOLD_IN_MINUTES_MS = 120_000
"""From two minutes on, what is left is told without its seconds: it is an estimate."""


@dataclass(frozen=True, slots=True)
class Answer:
    """Something to be told."""

    parts: tuple[tuple[str, str], ...]
    """Each stretch with its language (BCP 47)."""

    @property
    def line(self) -> str:
        """The whole of it, to be printed."""
        return " ".join(text for text, _ in self.parts)

    def __add__(self, other: Answer) -> Answer:
        """Return both, one after the other."""
        return Answer(self.parts + other.parts)


def ours(text: str) -> Answer:
    """Return words of the player's own."""
    return Answer(((text, OURS),))


def _theirs(text: str, language: str) -> Answer:
    """Return words of the article as a sentence."""
    text = " ".join(text.split())
    return Answer(((text if text.endswith(_ENDED) else f"{text}.", language or OURS),))


def section_line(script: Script, contents: Contents, place: int) -> Answer:
    """Return which section it is: "Section 3 of 12: Background."."""
    number = contents.section_at(place)
    count = len(script.sections)
    title = _theirs(script.sections[number].title, script.metadata.language)
    return ours(f"Section {number + 1} of {count}:") + title


def where(script: Script, contents: Contents, place: int, *, heard: float, left_ms: int) -> Answer:
    """Return where the listener is: the section, the sentence in it, and how much is left.

    Args:
        script: What is heard.
        contents: Of the script.
        place: The utterance that is spoken.
        heard: What share of the whole time lies before it, 0 to 1.
        left_ms: About how long the rest takes, at the speed of now.
    """
    section = contents.section_at(place)
    sentence = place - contents.starts[section] + 1
    counted = f"Sentence {sentence} of {contents.sentences_of(section)}."
    far = f"{int(100 * heard)} percent heard, {left_in_words(left_ms)} left."
    return section_line(script, contents, place) + ours(f"{counted} {far}")


def left_in_words(left_ms: int) -> str:
    """Return about how long it is: "about 4 minutes", "less than a minute"."""
    if left_ms < 60_000:
        return "less than a minute"
    if left_ms < TOLD_IN_MINUTES_MS:
        return "about a minute"
    return f"about {ms_to_words(left_ms // 60_000 * 60_000)}"


def picture(article: Article, script: Script, place: int) -> Answer:
    """Return what the nearest picture at or before a place shows, its caption and its credit.

    Args:
        article: With its figures.
        script: What is heard of it.
        place: The utterance that is spoken.
    """
    last = _block_at(script, place)
    figures = [block for block in article.blocks[: last + 1] if isinstance(block, Figure)]
    if not figures:
        some = any(isinstance(block, Figure) for block in article.blocks)
        return ours("No picture so far." if some else "There is no picture in this article.")
    figure = figures[-1]
    tongue = figure.language or script.metadata.language
    named = (("Picture:", figure.alt), ("Caption:", figure.caption), ("Credit:", figure.credit))
    told = Answer(())
    for name, text in named:
        if text.strip():
            told += ours(name) + _theirs(text, tongue)
    if not told.parts:
        return ours("A picture, of which the page says nothing.")
    return told if figure.alt.strip() else ours("A picture without a description.") + told


def _block_at(script: Script, place: int) -> int:
    """Return the index of the block that is read, or was read last; -1 before the first."""
    read = (_BLOCK.match(each.origin) for each in islice(script.utterances(), place + 1))
    return max((int(found[1]) for found in read if found), default=-1)


def article_line(number: int, count: int, title: str, language: str) -> Answer:
    """Return which article it is: "Article 2 of 3: The bridge opens."."""
    return ours(f"Article {number} of {count}:") + _theirs(title, language)
