"""What is left of an article that is skimmed, and the omissions of what is not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from narrator.article import Omission, Reason, Stage
from narrator.planning.sentences import sentences
from narrator.planning.steps import Line, Rest, Step, Turn
from narrator.script import Role

HEADLINES = frozenset({Role.HEADLINE, Role.STANDFIRST})
HEADINGS = HEADLINES | {Role.HEADING}
"""What is read whole."""
OPENS_A_SECTION = frozenset({Role.BODY, Role.QUOTATION, Role.LIST_ITEM, Role.NOTE})
"""What a section's first sentence may stand in."""


def skimmed(steps: Iterable[Step], way: str, language: str) -> Iterator[Step]:
    """Yield the steps that are left when an article is skimmed.

    Args:
        steps: Of the whole article.
        way: `headlines` or `headings`; empty for the whole article.
        language: BCP 47, of the article.
    """
    if not way:
        yield from steps
        return
    whole = HEADLINES if way == "headlines" else HEADINGS
    is_wanted = way == "headings"
    for step in steps:
        match step:
            case Line() if step.role in whole:
                yield step
            case Line() if is_wanted and step.role in OPENS_A_SECTION and not step.is_ours:
                yield from _first_sentence(step, language)
                is_wanted = False
            case Line():
                yield from _left_out(step, step.text)
            case Turn():
                is_wanted = way == "headings"
                yield from [step] if is_wanted else []
            case Rest():
                pass  # Nothing of what it parts is left.
            case _:
                yield step


def _first_sentence(line: Line, language: str) -> Iterator[Step]:
    first, *others = sentences(line.text, line.language or language) or (line.text,)
    yield replace(line, text=first, spans=tuple(s for s in line.spans if s.end <= len(first)))
    yield from _left_out(line, " ".join(others))


def _left_out(line: Line, text: str) -> Iterator[Step]:
    if text and not line.is_ours:
        yield Omission(Stage.PLANNING, Reason.SKIMMED, text, line.origin)
