"""Words given to espeak-ng by its mnemonics of phonemes, in the midst of a text.

Between double square brackets it takes mnemonics (espeak-ng, `docs/phonemes.md`), and then
`[[` in the text itself must be broken up. What was found by trying version 1.52: behind an
opening bracket or a quotation mark `[[` is not seen and its words are dropped, so a space is
put before it; a sign that is no mnemonic makes no sound and no error; letters that touch the
closing brackets are a word of their own, so that an English possessive needs its sound.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from narrator.errors import EngineError
from narrator.language_tags import primary
from narrator.speech import Mark, Stretch, Wording

MNEMONICS = "espeak"
"""The name of this alphabet."""

_MNEMONICS = re.compile(r"(?=.*[A-Za-z0-9@])[^\[\]\x00-\x1f\x7f]+\Z")
_POSSESSIVE = re.compile(r"['’]s\b")
_SIBILANT_END = re.compile(r"[szSZ]\Z")
_VOICELESS_END = re.compile(r"[ptkfTxhC]\Z")


def bracketed(wording: Wording, language: str) -> tuple[str, list[int]]:
    """Return the text as espeak-ng takes it, and the index in the text of each character of it.

    Raises:
        EngineError: where phonemes are no mnemonics.
    """
    text = wording.text
    given: list[str] = []
    places: list[int] = []
    start = 0

    def add(part: str, place: int) -> None:
        given.append(part)
        places.extend([place] * len(part))

    for stretch in wording.stretches:
        for place, sign in _plain(text, start, stretch.start):
            add(sign, place)
        if given and not given[-1][-1].isspace():
            add(" ", stretch.start)
        ending, start = _possessive(text, stretch, language)
        add(f"[[{_checked(stretch)}{ending}]]", stretch.start)
    for place, sign in _plain(text, start, len(text)):
        add(sign, place)
    return "".join(given), places


def _plain(text: str, start: int, end: int) -> Iterator[tuple[int, str]]:
    """Yield index and character, a space between two opening brackets."""
    for place in range(start, end):
        broken = text[place] == "[" and text[place - 1 : place] == "["
        yield place, " [" if broken else text[place]


def _checked(stretch: Stretch) -> str:
    phonemes = stretch.phonemes.strip()
    if not _MNEMONICS.match(phonemes):
        raise EngineError(
            "These are no phonemes of espeak's",
            where=stretch.phonemes,
            hint="Write them in espeak's own mnemonics, as `espeak-ng -x WORD` prints them.",
        )
    return phonemes


def _possessive(text: str, stretch: Stretch, language: str) -> tuple[str, int]:
    """Return the sound of an English possessive behind a stretch, and where the text goes on."""
    found = _POSSESSIVE.match(text, stretch.end)
    if not found or primary(language) != "en":
        return "", stretch.end
    phonemes = stretch.phonemes.strip()
    if _SIBILANT_END.search(phonemes):
        return "I2z", found.end()
    return ("s" if _VOICELESS_END.search(phonemes) else "z"), found.end()


def whole_stretches(marks: Iterable[Mark], wording: Wording) -> Iterator[Mark]:
    """Yield the marks: one for each stretch, to its end at least, and none over the next one."""
    ends = {stretch.start: stretch.end for stretch in wording.stretches}
    kept: list[Mark] = []
    for mark in marks:
        if not kept or kept[-1].start != mark.start or mark.start not in ends:
            kept.append(replace(mark, end=max(mark.end, ends.get(mark.start, 0))))
    for mark, following in itertools.zip_longest(kept, kept[1:]):
        if following is not None and mark.start < following.start < mark.end:
            mark = replace(mark, end=following.start)  # noqa: PLW2901 - the mark, shortened
        yield mark
