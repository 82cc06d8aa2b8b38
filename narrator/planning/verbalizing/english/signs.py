"""Signs, fractions and the initialisms that engines take for words."""

from __future__ import annotations

import re
from collections.abc import Mapping

from narrator.planning.verbalizing.english.context import word_after, word_before
from narrator.planning.verbalizing.rules import Rule
from narrator.planning.verbalizing.surroundings import words

_VULGAR: Mapping[str, tuple[str, str]] = {
    "½": ("half", "a half"),
    "⅓": ("third", "a third"),
    "⅔": ("two thirds", "two thirds"),
    "¼": ("quarter", "a quarter"),
    "¾": ("three quarters", "three quarters"),
    "⅕": ("fifth", "a fifth"),
    "⅖": ("two fifths", "two fifths"),
    "⅗": ("three fifths", "three fifths"),
    "⅘": ("four fifths", "four fifths"),
    "⅙": ("sixth", "a sixth"),
    "⅚": ("five sixths", "five sixths"),
    "⅛": ("eighth", "an eighth"),
    "⅜": ("three eighths", "three eighths"),
    "⅝": ("five eighths", "five eighths"),
    "⅞": ("seven eighths", "seven eighths"),
}
"""A fraction behind an article, and elsewhere."""
_WRITTEN: Mapping[str, str] = {
    "1/2": "½",
    "1/3": "⅓",
    "2/3": "⅔",
    "1/4": "¼",
    "3/4": "¾",
    "1/5": "⅕",
    "2/5": "⅖",
    "3/5": "⅗",
    "4/5": "⅘",
    "1/6": "⅙",
    "5/6": "⅚",
    "1/8": "⅛",
    "3/8": "⅜",
    "5/8": "⅝",
    "7/8": "⅞",
}
_VULGAR_PATTERN = re.compile(
    r"(?<![\w.,/])(?:(?P<whole>\d{1,6})[ \u00a0]?)?"
    rf"(?P<fraction>[{''.join(_VULGAR)}])(?![\w/])"
)
_WRITTEN_PATTERN = re.compile(
    r"(?<![\w.,/$€£-])(?:(?P<whole>\d{1,4})[ \u00a0-])?"
    rf"(?P<fraction>{'|'.join(_WRITTEN)})(?![\w/%]|[.,]\d)"
)
_PARTS_OF = words(
    "of cup cups mile miles inch inches teaspoon teaspoons tablespoon tablespoons hour hours pound"
    " pounds ounce ounces acre acres price century cent pint gallon tsp tbsp lb oz"
)
_SIGN = re.compile(
    r"(?<![\w<>~=])(?<![\d)][ \u00a0])(?P<sign>[~<>])[ \u00a0]?(?=[$€£]?\d)(?!(?<=<)3(?![\d.,%]))"
)
_SIGNS = {"~": "about", "<": "less than", ">": "more than"}
_A_TO_Z = re.compile(r"(?<![\w-])A[-\u2013]Z(?![\w-])")
_SPELLED = (
    "IAEA|USMNT|USWNT|ASML|EHRC|IOPC|PSNI|AIADMK|ICRC|IFRC"
    "|WHO(?!['’](?:s|re|d|ll)\\b)|DoJ|MoD|DfE|DfT|PwC"
)
"""Initialisms that espeak-ng 1.52 says as words, or with a wrong pause, in a sentence that is not
all capitals; found by comparing its phonemes with those of the letters, for 250 names in the
news."""
_INITIALISM = re.compile(rf"(?<![\w.-])(?P<letters>{_SPELLED})(?!\w)")
_CONFERENCE = re.compile(r"(?<![\w.-])COP(?P<number>\d{2})(?!\w)")
_DRIP = re.compile(
    r"(?<![\w.-])IV(?=[ \u00a0](?:drips?|fluids?|lines?|therapy|antibiotics|bags?|medication)\b)"
)


def _vulgar(match: re.Match[str]) -> str:
    return _fraction(match, match["fraction"])


def _written(match: re.Match[str]) -> str | None:
    sign = _WRITTEN[match["fraction"]]
    if not match["whole"] and word_after(match) not in _PARTS_OF:
        return None  # It may be a date, a score or a ratio.
    return _fraction(match, sign)


def _fraction(match: re.Match[str], sign: str) -> str:
    bare, whole = _VULGAR[sign]
    if match["whole"]:
        return f"{match['whole']} and {whole}"
    if word_before(match).lower() in {"a", "an", "the", "one", "another", "each", "every"}:
        return bare
    after = word_after(match)
    article = "an" if after.startswith((*"aeiou", "hour")) else "a"
    if sign == "½":
        return "half" if after in {"of", "a", "an", ""} else f"half {article}"
    return whole if after in {"of", ""} else f"{whole} of {article}"


def _sign(match: re.Match[str]) -> str:
    return f"{_SIGNS[match['sign']]} "


def _a_to_z(_match: re.Match[str]) -> str:
    return "A to Z"


def _initialism(match: re.Match[str]) -> str | None:
    """Say the letters, with stops between them: espeak says a bare "A" as the article."""
    letters = match["letters"]
    named = match.start() == 0 or word_before(match).lower() in {"the", "a", "by"}
    if letters == "WHO" and not named:
        return None  # "people WHO care": stressed.
    return ".".join(letters.upper())


def _conference(match: re.Match[str]) -> str:
    """Say the name of the climate conference as a word; engines spell it."""
    return f"Cop {match['number']}"


def _drip(_match: re.Match[str]) -> str:
    return "I.V"


FRACTION_RULES = (
    Rule("fraction", _VULGAR_PATTERN, _vulgar, frozenset(_VULGAR)),
    Rule("fraction", _WRITTEN_PATTERN, _written, frozenset("/")),
)
SIGN_RULES = (
    Rule("sign", _SIGN, _sign, frozenset(_SIGNS)),
    Rule("range or score", _A_TO_Z, _a_to_z, frozenset("Z")),
)
INITIALISM_RULES = (
    Rule("initialism", _INITIALISM, _initialism),
    Rule("initialism", _CONFERENCE, _conference, frozenset("C")),
    Rule("initialism", _DRIP, _drip, frozenset("V")),
)
