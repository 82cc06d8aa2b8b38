"""Article -> Script: what is said, in which order, voice and manner, and with which pauses."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from textwrap import wrap

from narrator.article import Article, Metadata
from narrator.lexicon import Lexicon
from narrator.planning.estimating import section_ms
from narrator.planning.framing import ending, length_line
from narrator.planning.lines import lines
from narrator.planning.pronouncing import Pronouncer
from narrator.planning.skimming import skimmed
from narrator.planning.steps import LengthPlace, Reader, Turn
from narrator.planning.uttering import Heard, hear, utterances
from narrator.profile import VoiceProfile
from narrator.script import OUR_WORDS, Script, Section, Utterance

__all__ = ["plan"]

TOP_HEADING_LEVEL = 2
"""The level of the highest headings of a body; the headline is level 1."""

TITLE_CHARS = 60
"""As much as a player shows of a chapter's title in one line."""


def plan(article: Article, profile: VoiceProfile, lexicons: tuple[Lexicon, ...] = ()) -> Script:
    """Return the script of an article.

    Every piece of the article is in the written form of an utterance or in an omission.

    Args:
        article: As `read` returned it, or written by hand.
        profile: Decides the voices, the pauses, what is announced and what is left out.
        lexicons: How words are pronounced; where two know a word, the first has it.

    Raises:
        LexiconError: where a pattern of a lexicon takes too long.
    """
    language = article.metadata.language or profile.language
    reader = Reader(article, profile, language, Pronouncer(lexicons))
    steps = [*skimmed(lines(reader), profile.skim, language), *ending(reader)]
    heard, omissions = hear(steps, reader)
    script = Script(
        replace(article.metadata, language=language),
        profile.name,
        profile.chapter_depth,
        (),
        tuple(omissions),
        disclosure=reader.phrases.disclosure if reader.phrases else "",
    )
    return _with_length(script, heard, reader)


def _with_length(script: Script, heard: list[Heard], reader: Reader) -> Script:
    """Return the script with its sections, and with its length said in its place."""
    said: tuple[Utterance, ...] = ()
    for _ in range(3):  # To say the length takes time too; the third time it is counted in.
        whole = [
            part for step in heard for part in (said if isinstance(step, LengthPlace) else (step,))
        ]
        script = replace(script, sections=tuple(_sections(whole, script.metadata)))
        chapters = sum(script.begins_chapter(number) for number in range(len(script.sections)))
        line = length_line(sum(section_ms(script, reader.profile)), chapters, reader)
        again = tuple(utterances(line, reader)) if line else ()
        if again == said:
            break
        said = again
    return script


def _sections(heard: list[Utterance | Turn], metadata: Metadata) -> Iterator[Section]:
    """Yield a section for the headline and one for each heading, if anything is said in it."""
    levels = [step.level for step in heard if isinstance(step, Turn)]
    lift = min(0, TOP_HEADING_LEVEL - min(levels, default=TOP_HEADING_LEVEL))
    title, level = metadata.headline, 1
    held: list[Utterance] = []
    for step in heard:
        if isinstance(step, Utterance):
            held.append(step)
            continue
        if held:
            yield Section(title or _first_words(held), level, tuple(held))
        title, held = step.title, []
        level = max(TOP_HEADING_LEVEL, step.level + lift)
    if held:
        yield Section(title or _first_words(held), level, tuple(held))


def _first_words(said: Iterable[Utterance]) -> str:
    """Return the beginning of an article without a headline: a chapter needs a title."""
    shown = (part.written for part in said if part.role not in OUR_WORDS)
    first, *others = wrap(next(shown, ""), TITLE_CHARS) or [""]
    return f"{first.rstrip(' .,;:')}…" if others else first
