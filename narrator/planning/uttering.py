"""Steps -> utterances: the sentences of each line, with its voice, spoken form and pauses."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from narrator.article import Omission, Reason, Stage
from narrator.planning.parts import Part, parts
from narrator.planning.steps import LengthPlace, Line, Reader, Rest, Step, Turn
from narrator.planning.verbalizing import Verbalized, is_footnote_mark
from narrator.profile import VoiceProfile
from narrator.script import Role, Utterance

Heard = Utterance | Turn | LengthPlace


def hear(steps: Iterable[Step], reader: Reader) -> tuple[list[Heard], list[Omission]]:
    """Return what is heard, with its pauses, and what is not."""
    heard: list[Heard] = []
    omissions: list[Omission] = []
    for step in steps:
        match step:
            case Omission():
                omissions.append(step)
            case Rest():
                lengthen(heard, _rest_ms(step, reader.profile))
            case Turn() | LengthPlace():
                heard.append(step)
            case Line():
                said = tuple(utterances(step, reader))
                if said:
                    lengthen(heard, reader.profile.roles[step.role].pause_before_ms)
                    heard.extend(said)
                else:
                    omissions.append(_unheard(step))
    return heard, omissions


def utterances(line: Line, reader: Reader) -> Iterator[Utterance]:
    """Yield the sentences of a line, or parts of them, each with the pause that follows it."""
    profile = reader.profile
    style = profile.roles[line.role]
    found = parts(line, line.language or reader.language)
    for number, part in enumerate(found, 1):
        lead = line.lead if number == 1 else ""
        pause_ms = profile.sentence_pause_ms if part.ends_sentence else profile.part_pause_ms
        if number == len(found):
            pause_ms = style.pause_after_ms
            if part.text.endswith((":", "：")):
                pause_ms = min(pause_ms, profile.colon_pause_ms)
        said = _said(part, line, reader)
        yield Utterance(
            written=lead + part.text,
            spoken=lead + said.spoken,
            role=line.role,
            voice=style.voice,
            language=part.language,
            pause_after_ms=pause_ms,
            origin=line.origin,
            pronunciations=reader.pronouncer.pronunciations(said, part.language),
        )


def _said(part: Part, line: Line, reader: Reader) -> Verbalized:
    """Return the spoken form: the line's own; of program text what is written; else by rules."""
    if line.spoken or line.role is Role.CODE:
        return Verbalized(part.text, line.spoken or part.text)
    return reader.pronouncer.verbalize(part.text, part.language)


def _rest_ms(rest: Rest, profile: VoiceProfile) -> int:
    return profile.roles[rest.after].pause_after_ms if rest.after else profile.separator_pause_ms


def _unheard(line: Line) -> Omission:
    reason = Reason.FOOTNOTE_MARK if is_footnote_mark(line.text) else Reason.UNREADABLE
    return Omission(Stage.PLANNING, reason, line.text, line.origin)


def lengthen(heard: list[Heard], pause_ms: int) -> None:
    """Make the last pause as long as that at least: where two rules meet, the larger wins."""
    for place in range(len(heard) - 1, -1, -1):
        last = heard[place]
        if isinstance(last, Utterance):
            heard[place] = replace(last, pause_after_ms=max(last.pause_after_ms, pause_ms))
            return
