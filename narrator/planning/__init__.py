"""Article -> Script: what is said, in which order, voice and manner, and with which pauses."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from narrator.article import Article, Metadata, Omission, Reason, Stage
from narrator.lexicon import Lexicon
from narrator.planning.lines import Line, Rest, Turn, lines
from narrator.planning.pronouncing import Pronouncer
from narrator.planning.sentences import merge_unheard, sentences
from narrator.planning.verbalizing import can_be_heard
from narrator.profile import VoiceProfile
from narrator.script import Role, Script, Section, Utterance

__all__ = ["plan"]

TOP_HEADING_LEVEL = 2
"""The level of the highest headings of a body; the headline is level 1."""


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
    pronouncer = Pronouncer(lexicons)
    language = article.metadata.language or profile.language
    heard: list[Utterance | Turn] = []
    omissions: list[Omission] = []
    for step in lines(article, profile, language):
        match step:
            case Omission():
                omissions.append(step)
            case Rest():
                _lengthen(heard, profile.separator_pause_ms)
            case Turn():
                heard.append(step)
            case Line():
                utterances = tuple(_utterances(step, profile, language, pronouncer))
                if utterances:
                    _lengthen(heard, profile.roles[step.role].pause_before_ms)
                    heard.extend(utterances)
                else:
                    omissions.append(_unheard(step))
    metadata = replace(article.metadata, language=language)
    sections = tuple(_sections(heard, metadata))
    return Script(metadata, profile.name, profile.chapter_depth, sections, tuple(omissions))


def _utterances(
    line: Line, profile: VoiceProfile, language: str, pronouncer: Pronouncer
) -> Iterator[Utterance]:
    """Yield the sentences of a line, each with the pause that follows it."""
    language = line.language or language
    style = profile.roles[line.role]
    written = _sentences_of(line, language)
    for number, text in enumerate(written):
        lead = line.lead if number == 0 else ""
        last = number == len(written) - 1
        said = pronouncer.verbalize(text, language)
        yield Utterance(
            written=lead + text,
            spoken=line.spoken or lead + said.spoken,
            role=line.role,
            voice=style.voice,
            language=language,
            pause_after_ms=style.pause_after_ms if last else profile.sentence_pause_ms,
            origin=line.origin,
            pronunciations=() if line.spoken else pronouncer.pronunciations(said, language),
        )


def _sentences_of(line: Line, language: str) -> tuple[str, ...]:
    """Return what is spoken in one go: sentences, or the lines of program text."""
    if line.spoken:
        parts: tuple[str, ...] = (line.text,)
    elif line.role is Role.CODE:
        parts = merge_unheard(text.strip() for text in line.text.splitlines())
    else:  # A line break that the page sets is heard, as in an address or a verse.
        rows = line.text.splitlines()
        parts = merge_unheard(part for row in rows for part in sentences(row, language))
    return tuple(part for part in parts if can_be_heard(part))


def _unheard(line: Line) -> Omission:
    return Omission(Stage.PLANNING, Reason.UNREADABLE, line.text, line.origin)


def _lengthen(heard: list[Utterance | Turn], pause_ms: int) -> None:
    """Make the last pause as long as that at least: where two rules meet, the larger wins."""
    for place in range(len(heard) - 1, -1, -1):
        last = heard[place]
        if isinstance(last, Utterance):
            heard[place] = replace(last, pause_after_ms=max(last.pause_after_ms, pause_ms))
            return


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
            yield Section(title, level, tuple(held))
        title, held = step.title, []
        level = max(TOP_HEADING_LEVEL, step.level + lift)
    if held:
        yield Section(title, level, tuple(held))
