"""Man pages of all commands, in the macros that every `man` reads (man(7))."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from narrator import __version__
from narrator.manual.commands import Entry, entries
from narrator.messages import _

SECTION = 1
"""Of the manual: programs that people call."""

EXIT_CODES = (
    ("0", "It went well."),
    ("1", "A fault of narrator's own."),
    ("2", "The command line is wrong."),
    ("3", "The source cannot be had, or there is no article in it."),
    ("4", "A profile, a setting or a lexicon is wrong."),
    ("5", "The voice engine is missing, refuses, or gave no speech."),
    ("6", "Sound could not be decoded, mixed or encoded, or a check found a fault."),
    ("7", "The result could not be written, or a rule of the feed is broken."),
    ("8", "Some of several sources were not converted."),
    ("130", "It was interrupted."),
)

VARIABLES = (
    ("NARRATOR_LANGUAGE", "The language of messages, such as en or de."),
    ("NARRATOR_PROFILES", "The folder of your own voice profiles."),
    ("NARRATOR_CACHE", "The folder of what is kept of earlier runs."),
)


def man_pages(day: date) -> Iterator[tuple[str, str]]:
    """Yield the name of each file and its text, `narrator.1` first.

    Args:
        day: The day that the pages bear.
    """
    known = list(entries())
    for entry in known:
        others = [other.name for other in known if _is_near(entry, other)]
        yield f"{entry.name}.{SECTION}", "\n".join(_page(entry, others, day)) + "\n"


def _is_near(entry: Entry, other: Entry) -> bool:
    """Say whether one command is directly above or below the other."""
    shorter, longer = sorted((entry.words, other.words), key=len)
    return longer[:-1] == shorter


def _page(entry: Entry, others: list[str], day: date) -> Iterator[str]:
    title = entry.name.upper()
    yield f'.TH "{title}" "{SECTION}" "{day.isoformat()}" "narrator {__version__}" "narrator"'
    yield from (".nh", ".ad l")  # Words are not cut and spaces are single, for ears and Braille.
    sentence = _(entry.told.sentence).rstrip(".")
    yield from _heading(_("Name"))
    yield f"{_plain(entry.name)} \\- {_plain(sentence)}"
    yield from _heading(_("Synopsis"))
    for number, usage in enumerate(entry.usages):
        if number:
            yield ".br"
        program, _space, rest = usage.partition(" [")
        yield f"\\fB{_plain(program)}\\fR" + (_plain(f" [{rest}") if rest else "")
    yield from _heading(_("Examples"))
    yield ".nf"
    yield from (_plain(example) for example in entry.told.examples)
    yield ".fi"
    yield from _description(entry)
    yield from _options(entry)
    if entry.below:
        yield from _heading(_("Commands"))
        yield from _terms(entry.below)
    if len(entry.words) == 1:
        yield from _heading(_("Exit status"))
        yield from _terms((code, _(said)) for code, said in EXIT_CODES)
        yield from _heading(_("Environment"))
        yield from _terms((name, _(said)) for name, said in VARIABLES)
    if others:
        yield from _heading(_("See also"))
        yield from _references(others)


def _description(entry: Entry) -> Iterator[str]:
    if entry.told.paragraphs:
        yield from _heading(_("Description"))
    for number, paragraph in enumerate(entry.told.paragraphs):
        if number:
            yield ".PP"
        yield from _lines(_(paragraph))


def _options(entry: Entry) -> Iterator[str]:
    yield from _heading(_("Options"))
    for heading, rows in entry.options:
        yield f'.SS "{_plain(_(heading))}"'
        yield from _terms(rows)


def _terms(rows: Iterator[tuple[str, str]] | tuple[tuple[str, str], ...]) -> Iterator[str]:
    for term, said in rows:
        yield ".TP"
        yield f"\\fB{_plain(term)}\\fR"
        yield from _lines(said)


def _references(names: list[str]) -> Iterator[str]:
    for name in names[:-1]:
        yield f".BR {_plain(name)} ({SECTION}),"
    yield f".BR {_plain(names[-1])} ({SECTION})"


def _heading(name: str) -> Iterator[str]:
    yield f'.SH "{_plain(name.upper())}"'


def _lines(text: str) -> Iterator[str]:
    """Yield each sentence in a line of its own, as roff wants it for the space behind it."""
    yield from (_plain(sentence) for sentence in re.split(r"(?<=[.?!]) (?=[A-ZÄÖÜ])", text))


def _plain(text: str) -> str:
    """Return text in which nothing is an instruction of roff."""
    escaped = text.replace("\\", "\\e").replace("-", "\\-").replace('"', "\\(dq")
    escaped = escaped.replace("'", "\\(aq").replace("`", "\\(ga").replace("~", "\\(ti")
    return f"\\&{escaped}" if escaped.startswith(".") else escaped
