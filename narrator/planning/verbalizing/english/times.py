"""Times of day: "10:00" is "10 o'clock", "10.30pm" is "10:30 PM"."""

from __future__ import annotations

import re

from narrator.planning.verbalizing.english.context import stop
from narrator.planning.verbalizing.english.numbers import DIGITS, TIGHT_DASH
from narrator.planning.verbalizing.rules import Rule

_HALF = r"(?:[ap]\.m\.|[AP]\.M\.|[ap]\.?m|[AP]M)"
_CLOCK = r"\d{1,2}(?:[:.][0-5]\d)?"
_BETWEEN = rf"[ \u00a0]?{TIGHT_DASH}[ \u00a0]?"
_ZONE = r"(?:GMT|UTC|BST|CET|CEST|EST|EDT|PST|PDT|ET|PT|CT|IST|JST|local time)"

_TWELVE = re.compile(
    rf"(?<![\w:.,$€£-])(?:(?P<noon>noon|midnight|midday){TIGHT_DASH}"
    rf"|(?P<first>{_CLOCK})[ \u00a0]?(?P<first_half>{_HALF})?{_BETWEEN})?"
    rf"(?P<clock>{_CLOCK})[ \u00a0]?(?P<half>{_HALF})"
    rf"(?:{TIGHT_DASH}(?P<end>noon|midnight|midday))?(?!\w)"
)
_TWENTY_FOUR = re.compile(
    r"(?<![\w:.,$€£/-])(?:(?P<first>(?:[01]?\d|2[0-3]):[0-5]\d)"
    rf"{_BETWEEN})?(?P<clock>(?:[01]?\d|2[0-3]):[0-5]\d)(?![\w:/%]|[.,]\d|-\d)"
)
_DOTTED = re.compile(
    rf"(?<![\w:.,$€£/-])(?P<clock>(?:[01]?\d|2[0-3])\.[0-5]\d)(?=[ \u00a0]{_ZONE}\b)"
)
"""With a full stop it is a time only before the name of a zone; else it is a decimal."""
_FOUR_DIGITS = re.compile(
    rf"(?<![\w:.,$€£/-])(?P<hour>[01]\d|2[0-3])(?P<minute>[0-5]\d)(?=[ \u00a0]{_ZONE}\b)"
)


def _twelve(match: re.Match[str]) -> str | None:
    clock = _twelve_hours(match["clock"])
    first = _twelve_hours(match["first"]) if match["first"] else ""
    if clock is None or first is None:
        return None
    half = _half(match["half"])
    lead = f"{match['noon']} to " if match["noon"] else ""
    if first:
        lead = (
            f"{first} {_half(match['first_half'])} to " if match["first_half"] else f"{first} to "
        )
    end = f" to {match['end']}" if match["end"] else ""
    return f"{lead}{clock} {half}{end}{stop(match)}"


def _half(written: str) -> str:
    return "AM" if written[0] in "aA" else "PM"


def _twelve_hours(written: str) -> str | None:
    hour, minute = _parts(written)
    if not 1 <= hour <= 12:
        return None
    return str(hour) if minute == 0 else _said(hour, minute)


def _twenty_four(match: re.Match[str]) -> str | None:
    clock = _of_the_day(match["clock"])
    first = _of_the_day(match["first"]) if match["first"] else ""
    if clock is None or first is None:
        return None
    return f"{first} to {clock}" if first else clock


def _dotted(match: re.Match[str]) -> str | None:
    return _of_the_day(match["clock"])


def _of_the_day(written: str) -> str | None:
    hour, minute = _parts(written)
    if hour == 0:
        return None
    if minute == 0:
        return f"{hour} o'clock" if hour <= 12 else f"{hour} hundred"
    return _said(hour, minute)


def _four_digits(match: re.Match[str]) -> str:
    hour, minute = int(match["hour"]), int(match["minute"])
    oh = "oh " if hour < 10 else ""
    if minute == 0:
        return f"{oh}{hour} hundred" if hour else "midnight"
    return f"{oh}{_said(hour, minute)}"


def _parts(written: str) -> tuple[int, int]:
    hour, _, minute = written.replace(".", ":").partition(":")
    return int(hour), int(minute or 0)


def _said(hour: int, minute: int) -> str:
    """Return a time; engines read the nought in "10:05" as "zero"."""
    return f"{hour} oh {minute}" if minute < 10 else f"{hour}:{minute}"


TIME_RULES = (
    Rule("time", _TWELVE, _twelve, DIGITS),
    Rule("time", _TWENTY_FOUR, _twenty_four, frozenset(":")),
    Rule("time", _DOTTED, _dotted, DIGITS),
    Rule("time", _FOUR_DIGITS, _four_digits, DIGITS),
)
