"""The transcript with times, as WebVTT (W3C Candidate Recommendation, 4 April 2019)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path

from narrator.episode import Cue, Episode
from narrator.timing import clock_to_ms, ms_to_webvtt

_ROLES = "Roles: "
"""Begins the line of the first note that tells the roles. They are not in the cues themselves:
simple readers of podcasts show all that they do not expect there."""
_RANGE = re.compile(r"(\d{1,9})(?:-(\d{1,9}))? ([a-z ]+)")


@dataclass(frozen=True, slots=True)
class TimedText:
    """One cue of a WebVTT file."""

    start_ms: int
    end_ms: int
    payload: str
    """With its markup."""
    role: str = ""
    """What is said, where the file tells it: "list item"."""


def write(episode: Episode, path: Path) -> None:
    """Write the cues as a WebVTT file."""
    with path.open("w", encoding="utf-8", errors="replace", newline="\n") as file:
        file.writelines(f"{part}\n" for part in render(episode))


def render(episode: Episode) -> Iterator[str]:
    """Yield the parts of the file: the header, a note on what it is, and the cues."""
    yield "WEBVTT\n"
    meta = episode.metadata
    cues = list(timed_texts(episode))
    note = (
        meta.headline,
        f"Language: {meta.language}" if meta.language else "",
        f"{_ROLES}{'; '.join(_ranges(cues))}" if cues else "",
    )
    # A note may not contain the arrow, nor an empty line (WebVTT, section 4.1).
    lines = [_one_line(line).replace("-->", "->") for line in note if line.strip()]
    if lines:
        yield "NOTE\n" + "\n".join(lines) + "\n"
    for number, cue in enumerate(cues, 1):
        times = f"{ms_to_webvtt(cue.start_ms)} --> {ms_to_webvtt(cue.end_ms)}"
        yield f"{number}\n{times}\n{cue.payload}\n"


def timed_texts(episode: Episode) -> Iterator[TimedText]:
    """Yield the cues in milliseconds: each ends after it begins, and none overlap."""
    several_voices = len({cue.voice for cue in episode.cues}) > 1
    for start_ms, end_ms, cue in timed_cues(episode):
        payload = _payload(cue, episode.metadata.language, several_voices)
        yield TimedText(start_ms, end_ms, payload, cue.role)


def timed_cues(episode: Episode) -> Iterator[tuple[int, int, Cue]]:
    """Yield start and end in milliseconds of each cue that says anything; none overlap."""
    before_ms = 0
    for cue in episode.cues:
        if not cue.text.strip():
            continue
        start_ms = max(episode.to_ms(cue.start_samples), before_ms)
        end_ms = max(episode.to_ms(cue.end_samples), start_ms + 1)
        before_ms = end_ms
        yield start_ms, end_ms, cue


def _ranges(cues: list[TimedText]) -> Iterator[str]:
    """Yield the roles with the numbers of their cues: "3-14 body"."""
    first = 1
    for role, same in groupby(cues, lambda cue: cue.role):
        last = first + len(list(same)) - 1
        yield f"{first} {role}" if first == last else f"{first}-{last} {role}"
        first = last + 1


def _payload(cue: Cue, language: str, several_voices: bool) -> str:
    """Return the cue's text with its markup, without empty lines, which would end the cue."""
    text = escape("\n".join(full_lines(cue.text)))
    if text and cue.language and cue.language != language:
        text = f"<lang {escape(cue.language)}>{text}</lang>"
    if text and several_voices and cue.voice:
        # The end tag may be left out where the voice speaks the whole cue (section 4.2.2).
        text = f"<v {escape(_one_line(cue.voice))}>{text}"
    return text


def full_lines(text: str) -> list[str]:
    """Return the lines of a text that are not empty, without spaces at their ends."""
    lines = (" ".join(line.split()) for line in text.splitlines())
    return [line for line in lines if line]


def escape(text: str) -> str:
    """Return the text with the characters of the markup as references (section 4.2.2)."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _one_line(text: str) -> str:
    return " ".join(text.split())


def parse(text: str) -> Iterator[TimedText]:
    """Yield the cues of a WebVTT file; notes, styles and regions are passed over.

    Raises:
        ValueError: where the text is not WebVTT; the message says at which line.
    """
    # Lines end here and nowhere else (section 4.1); U+2028 and its like are text.
    lines = re.split(r"\r\n|\n|\r", text.removeprefix("\ufeff"))
    if lines[0].split(maxsplit=1)[:1] != ["WEBVTT"]:
        raise ValueError("the first line is not WEBVTT")
    roles = _read_roles(lines)
    number = cues = 0
    while number < len(lines):
        end = next((n for n in range(number, len(lines)) if not lines[n]), len(lines))
        block = lines[number:end]
        if number and block and not block[0].startswith(("NOTE", "STYLE", "REGION")):
            cues += 1
            yield replace(_parse_cue(block, number + 1), role=roles.get(cues, ""))
        number = end + 1


def _read_roles(lines: list[str]) -> dict[int, str]:
    """Return the role of each cue by its number, as far as the file's first note tells it."""
    first = next((number for number, line in enumerate(lines) if "-->" in line), len(lines))
    told = [line for line in lines[:first] if line.startswith(_ROLES)][-1:]
    roles: dict[int, str] = {}
    for part in told[0].removeprefix(_ROLES).split(";") if told else ():
        found = _RANGE.fullmatch(part.strip())
        if found and int(found[2] or found[1]) - int(found[1]) < len(lines):
            numbers = range(int(found[1]), int(found[2] or found[1]) + 1)
            roles |= dict.fromkeys(numbers, found[3])
    return roles


def _parse_cue(block: list[str], number: int) -> TimedText:
    """Return the cue of a block of lines, the first of which has that number."""
    at = next((n for n, line in enumerate(block[:2]) if "-->" in line), None)
    if at is None:
        raise ValueError(f"line {number} begins a cue without times")
    start, _, rest = block[at].partition("-->")
    end = rest.split()[:1]
    try:
        times = clock_to_ms(start), clock_to_ms(end[0] if end else "")
    except ValueError as error:
        raise ValueError(f"line {number + at}: {error}") from error
    if any("-->" in line for line in block[at + 1 :]):
        raise ValueError(f"line {number + at} begins a cue with another one inside it")
    return TimedText(*times, "\n".join(block[at + 1 :]))
