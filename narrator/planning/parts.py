"""A line cut into what is spoken in one go: sentences, and the parts of one.

A sentence is cut where the language changes, so that each part has a voice of its language,
and where it is very long, at the end of a clause.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from narrator.article import Span
from narrator.language_tags import is_same_language
from narrator.planning.estimating import nominal_words
from narrator.planning.sentences import merge_unheard, sentences
from narrator.planning.steps import Line
from narrator.planning.verbalizing import says_something
from narrator.script import Role

FOREIGN_MIN_WORDS = 4
"""A span of fewer words stays in the article's voice: foreign names, titles and idioms are of
one to three words ("Frankfurter Allgemeine Zeitung", "pièce de résistance"), and a change of
voice for a word or two costs the listener more than a foreign sound."""
CHARS_PER_WORD = 2
"""Of Chinese, Japanese and Thai, which put no spaces between words."""
UNSPACED = re.compile(r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff]")
"""Thai, Kana and Han: scripts without spaces between words."""
_WORD = re.compile(r"\w+")

LONG_SENTENCE_WORDS = 60
"""A sentence of more nominal words, about 20 seconds at 175 words a minute, is cut: a listener
goes back by utterances, a cue of WebVTT is on a screen as a whole, and neural engines lose the
thread of longer texts. Shorter ones are left whole, since no engine's melody survives a cut."""
SHORTEST_CLAUSE_WORDS = 10
"""A cut leaves this much on either side."""
_INNER_END = re.compile(
    r"(?:(?<=[^\W\d_]{5}[.!?…])|(?<=[^\W\d_]{5}[.!?…][”\"’»)]))\s+(?=[(“\"«„‘]?[^\W\d_])"
    r"|(?<=[。！？])(?![”’」』）])"
)
"""The end of a sentence within a longer one: a quotation holds several, and is cut there first.
A word of five letters is no abbreviation."""
_STRONG_END = re.compile(r"(?<=[;:؛])\s+|(?<=[；：])|\s+(?=[–—]\s)")
_WEAK_END = re.compile(r"(?<=[,،])\s+|(?<=[，、])")
"""Ends of clauses; a comma is used only where nothing stronger is near."""

_OPENING = "«“„‘‚\"'(「『¿¡"
_CLOSING = re.compile(r"[.!?…。！？]*[»”“\"’‘')」』]?[.,;:!?…。！？，、]*")
_SENTENCE_END = re.compile(r"[.!?…。！？؟।]['\"»”“’)」』]*\s*\Z")


@dataclass(frozen=True, slots=True)
class Part:
    """What is spoken in one go."""

    text: str
    language: str
    """BCP 47."""
    ends_sentence: bool = True


def parts(line: Line, language: str) -> tuple[Part, ...]:
    """Return what is spoken in one go: sentences and parts of them, or lines of program text.

    Args:
        line: What is to be read.
        language: BCP 47, of the line where no span says otherwise.
    """
    if line.spoken:
        return _heard([Part(line.text, language)])
    if line.role is Role.CODE:
        rows = merge_unheard(text.strip() for text in line.text.splitlines())
        return _heard(Part(row, language) for row in rows)
    return _heard(_cut(line, language))


def _heard(found: Iterable[Part]) -> tuple[Part, ...]:
    """Return the parts, those of punctuation alone joined to a neighbour."""
    merged: list[Part] = []
    for part in found:
        before = merged[-1] if merged else None
        if before and not (says_something(part.text) and says_something(before.text)):
            kept = before if says_something(before.text) else part
            text = f"{before.text} {part.text}".strip()
            merged[-1] = replace(kept, text=text, ends_sentence=part.ends_sentence)
        else:
            merged.append(part)
    return tuple(part for part in merged if says_something(part.text))


def _cut(line: Line, language: str) -> Iterator[Part]:
    runs = list(_runs(line, language))
    for number, (text, spoken_in) in enumerate(runs, 1):
        # A line break that the page sets is heard, as in an address or a verse.
        found = [found for row in text.splitlines() for found in sentences(row, spoken_in)]
        for place, sentence in enumerate(found, 1):
            *clauses, last = _clauses(sentence)
            for clause in clauses:
                yield Part(clause, spoken_in, _SENTENCE_END.search(clause) is not None)
            at_seam = number < len(runs) and place == len(found)
            is_end = not at_seam or _SENTENCE_END.search(last) is not None
            yield Part(last, spoken_in, ends_sentence=is_end)


def _runs(line: Line, language: str) -> Iterator[tuple[str, str]]:
    """Yield stretches of the text with their language, in order."""
    start = 0
    for span in line.spans:
        if not start <= span.start < span.end <= len(line.text) or not _counts(
            span, line, language
        ):
            continue
        first, last = _with_marks(line.text, span, start)
        if line.text[start:first].strip():
            yield line.text[start:first], language
        yield line.text[first:last], span.language
        start = last
    if line.text[start:].strip():
        yield line.text[start:], language


def _counts(span: Span, line: Line, language: str) -> bool:
    """Say whether a span is long enough, and in another language, to have a voice of its own.

    In another alphabet than Latin and what stands around it, a word is enough: espeak's English
    voice says "Chinese letter, Chinese letter, Chinese letter" for three characters of Chinese.
    """
    if is_same_language(span.language, language):
        return False
    text = line.text[span.start : span.end]
    around = _scripts(line.text[: span.start] + line.text[span.end :])
    if around and (around | {"LATIN"}).isdisjoint(_scripts(text)):
        return True
    unspaced = len(UNSPACED.findall(text))
    words = len(_WORD.findall(UNSPACED.sub(" ", text)))
    return words + unspaced // CHARS_PER_WORD >= FOREIGN_MIN_WORDS


def _scripts(text: str) -> set[str]:
    """Return the first words of the names that Unicode gives to a text's letters."""
    return {unicodedata.name(letter, "").partition(" ")[0] for letter in text if letter.isalpha()}


def _with_marks(text: str, span: Span, least: int) -> tuple[int, int]:
    """Return where the span begins and ends: at whole words, with the marks that belong to it."""
    first, last = span.start, span.end
    while first > least and (_is_within_word(text, first) or text[first - 1] in _OPENING):
        first -= 1
    while _is_within_word(text, last):
        last += 1
    closing = _CLOSING.match(text, last)
    return first, closing.end() if closing else last


def _is_within_word(text: str, place: int) -> bool:
    """Say whether a word of spaced script goes on there: a page may mark half of one."""
    around = text[max(place - 1, 0) : place + 1]
    return place > 0 and len(around) == 2 and around.isalnum() and not UNSPACED.search(around)


def _worth(cut: tuple[str, str]) -> tuple[bool, int]:
    """Return what tells a good cut, the lower the better: not in brackets, and in the middle."""
    first, second = cut
    is_in_brackets = sum(first.count(sign) for sign in "(（[") > sum(
        first.count(sign) for sign in ")）]"
    )
    return is_in_brackets, abs(len(first) - len(second))


def _clauses(sentence: str) -> list[str]:
    """Return a sentence whole, or a very long one cut at the ends of clauses."""
    if nominal_words(sentence) <= LONG_SENTENCE_WORDS:
        return [sentence]
    for ends in (_INNER_END, _STRONG_END, _WEAK_END):
        cuts = [
            (sentence[: gap.start()], sentence[gap.end() :])
            for gap in ends.finditer(sentence)
            if nominal_words(sentence[: gap.start()]) >= SHORTEST_CLAUSE_WORDS
            and nominal_words(sentence[gap.end() :]) >= SHORTEST_CLAUSE_WORDS
        ]
        if cuts:
            first, second = min(cuts, key=_worth)
            return [*_clauses(first), *_clauses(second)]
    return [sentence]
