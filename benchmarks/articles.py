"""Articles of any length for the benchmarks, the same every time, written for this purpose."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import count, islice

WORDS_A_MINUTE = 165
"""Of narrator's default voice with its planned pauses, measured on these articles."""
SENTENCES_A_PARAGRAPH = 5
PARAGRAPHS_A_CHAPTER = 4

SENTENCES = (
    "The {place} was quiet on {day}, when {who} walked along the {thing} and wrote down the "
    "names of the boats.",
    "Nobody had expected the {thing} to last for {number} years, least of all {who}.",
    "According to the minutes of the meeting, {number} people asked for a new {thing}, and the "
    "{place} gave its answer in {month}.",
    "It costs {number} pounds a week to keep the {thing} open.",
    "In {month}, {who} brought {number} visitors to the {place}; most of them came by train.",
    "The older part of the {thing} stands where the {place} once had its garden, and on {day} "
    "the doors are open to everybody.",
    "Whether that is enough, {who} could not say.",
    "A second letter, sent to the {place} after the flood of {month}, speaks of {number} "
    "broken windows and a {thing} that nobody could find.",
    "Children still learn there how a {thing} is mended, how rope is laid, and why the tide "
    "comes later each day.",
    "When the snow had gone, {who} counted {number} trees between the {place} and the {thing}.",
)
WHO = ("the engineer", "Ada Quill", "the harbour master", "Ben Ford", "a teacher", "the mayor")
PLACES = ("harbour", "library", "market hall", "island", "council", "railway station", "mill")
THINGS = ("ferry", "bridge", "lighthouse", "clock", "reading room", "footpath", "weather station")
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")
MONTHS = ("January", "March", "April", "June", "July", "September", "October", "December")


def sentences(seed: int = 0) -> Iterator[str]:
    """Yield sentences without end; no two of them are the same for thousands of them."""
    for step in count(seed * 7919):
        yield SENTENCES[step % len(SENTENCES)].format(
            who=_turn(WHO, step, 3),
            place=_turn(PLACES, step, 5),
            thing=_turn(THINGS, step, 11),
            day=_turn(DAYS, step, 13),
            month=_turn(MONTHS, step, 17),
            number=21 + step * 37 % 900,
        )


def paragraphs(words: int, seed: int = 0) -> list[str]:
    """Return paragraphs of about so many words."""
    made: list[str] = []
    source, written = sentences(seed), 0
    while written < words:
        made.append(" ".join(islice(source, SENTENCES_A_PARAGRAPH)))
        written += len(made[-1].split())
    return made


def headline(seed: int = 0) -> str:
    """Return the headline of an article."""
    return f"What the {PLACES[seed % len(PLACES)]} remembers, part {seed + 1}"


def html(texts: Sequence[str], seed: int = 0) -> str:
    """Return a page with these paragraphs, a heading before every few of them."""
    body = []
    for number, text in enumerate(texts):
        if number and number % PARAGRAPHS_A_CHAPTER == 0:
            chapter = number // PARAGRAPHS_A_CHAPTER
            body.append(f"<h2>The {THINGS[chapter % len(THINGS)]}, {1900 + chapter}</h2>")
        body.append(f"<p>{text}</p>")
    title = headline(seed)
    return (
        f'<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><title>{title}</title>'
        f"</head><body><main><article><h1>{title}</h1>{''.join(body)}</article></main></body></html>"
    )


def _turn(choices: Sequence[str], step: int, stride: int) -> str:
    return choices[(step * stride + step // len(SENTENCES)) % len(choices)]
