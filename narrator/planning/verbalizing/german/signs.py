"""German codes and signs: telephone numbers, fractions, gender forms, initialisms."""

from __future__ import annotations

import re

from narrator.planning.verbalizing.amounts import DIGITS_ANYWHERE
from narrator.planning.verbalizing.rules import Rule
from narrator.planning.verbalizing.surroundings import words

_PHONE = re.compile(
    r"(?<![\w.,:/+-])(?<!\d[ \u00a0])(?:(?P<plus>\+)(?=\d{2}[ \u00a0(])|(?=\(?0[1-9]))"
    r"\(?(?:(?<=\+)\d\d|\d{3,6})\)?"
    r"(?:[ \u00a0]\(0\))?(?:[ \u00a0]?[/–-][ \u00a0]?|[ \u00a0]|(?<=\)))"
    r"\(?\d{1,12}\)?(?:[ \u00a0/–-]\d{1,12}){0,5}(?![\w/]|[.,:]\d)"
)
_EMERGENCY = re.compile(
    r"(?<=(?:Notruf|Nummer| unter|elefon)[ \u00a0])(?P<number>11[0-9])(?![\w.,:/-]?\d)"
)
_FRACTIONS = {
    "1/3": "ein Drittel",
    "2/3": "zwei Drittel",
    "1/4": "ein Viertel",
    "3/4": "drei Viertel",
    "1/5": "ein Fünftel",
    "⅓": "ein Drittel",
    "⅔": "zwei Drittel",
    "¼": "ein Viertel",
    "¾": "drei Viertel",
    "⅕": "ein Fünftel",
    "⅛": "ein Achtel",
}
_FRACTION = re.compile(
    r"(?<![\w.,:/§-])(?P<fraction>[⅓⅔¼¾⅕⅛]|[12]/3|[13]/4|1/5)"
    r"(?=[ \u00a0](?:der|des|aller|aus|von|davon)\b)"
)
_MAJORITY = re.compile(r"(?<![\w.,:/-])(?P<fraction>2/3|3/4)-(?=Mehrheit)")
_MAJORITIES = {"2/3": "Zweidrittel", "3/4": "Dreiviertel"}
_HALF = re.compile(r"(?<![\w.,:/])(?P<whole>\d{1,2})[ \u00a0]?½(?!\w)")
_GENDER = re.compile(r"(?<=[a-zäöüß]{2})(?:[:*_]|/-?)(?=innen(?![a-z]{0,2}[A-Z]))")
_GENDER_ONE = re.compile(r"(?<=[a-zäöüß]{3})[:*_](?=in(?:[ \u00a0.,;:!?)»“\"-]|\Z))")
_SUBSCRIPT = re.compile("(?<=[A-Za-z])(?P<figures>[₀-₉]{1,3})")
_TIMES = re.compile(r"(?<=\d)[ \u00a0][x×][ \u00a0](?=\d)")
_SPELLED = words(
    "EU UN USA AG ARD ICE IT KI BIP AKW IWF EZB EM OP OECD WHO EKD SUV EDV USB OSZE ISS UKW IOC AOK"
    " OLG ECDC URL FPÖ ÖVP IS"
)
"""Initialisms that espeak-ng 1.51 reads as words."""
_INITIALISM = re.compile(rf"(?<![\w.&/@#-])(?:{'|'.join(sorted(_SPELLED))})(?![\w-]|[.@]\w)")
_FIGURES = str.maketrans("₀₁₂₃₄₅₆₇₈₉", "0123456789")


def _phone(match: re.Match[str]) -> str | None:
    """Say the figures of a telephone number one by one, with a pause where its parts meet."""
    digits = re.sub(r"\D", "", match[0])
    if not 6 <= len(digits) <= 16:  # ITU-T E.164 allows 15, behind the national zero.
        return None
    parts = [" ".join(part) for part in re.findall(r"\d+", match[0])]
    return ("plus " if match["plus"] else "") + ", ".join(parts)


def _half(match: re.Match[str]) -> str | None:
    from num2words import num2words

    whole = int(match["whole"])
    return f"{'ein' if whole == 1 else num2words(whole, lang='de')}einhalb"


def _spelled(match: re.Match[str]) -> str | None:
    """Spell an initialism, unless the words around it are in capitals, too."""
    around = match.string[max(0, match.start() - 12) : match.end() + 12]
    if len(around) > len(match[0]) + 4 and around.isupper():
        return None
    return " ".join(match[0])


_STROKE = frozenset("/")
CODE_RULES = (
    Rule("phone", _PHONE, _phone, DIGITS_ANYWHERE),
    Rule("phone", _EMERGENCY, lambda match: " ".join(match[0]), DIGITS_ANYWHERE),
    Rule("fraction", _MAJORITY, lambda match: f"{_MAJORITIES[match['fraction']]}-", _STROKE),
    Rule("fraction", _FRACTION, lambda match: _FRACTIONS[match["fraction"]]),
    Rule("fraction", _HALF, _half, frozenset("½")),
)
SIGN_RULES = (
    Rule("gender form", _GENDER, lambda _match: " ", frozenset(":*_/")),
    Rule("gender form", _GENDER_ONE, lambda _match: " ", frozenset(":*_")),
    Rule(
        "subscript", _SUBSCRIPT, lambda match: match[0].translate(_FIGURES), frozenset("₀₁₂₃₄₅₆₇₈₉")
    ),
    Rule("times", _TIMES, lambda _match: " mal ", frozenset("x×")),
    Rule("initialism", _INITIALISM, _spelled, frozenset("EUAIKBOWSFÖ")),
)
