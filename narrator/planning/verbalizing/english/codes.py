"""Telephone numbers, addresses of machines, versions, coordinates and other strings of figures."""

from __future__ import annotations

import re

from narrator.planning.verbalizing.english.context import word_after, word_before
from narrator.planning.verbalizing.english.numbers import DIGITS, END, START
from narrator.planning.verbalizing.rules import Rule
from narrator.planning.verbalizing.surroundings import words

_PHONE = re.compile(
    r"(?<![\w.,$€£/+-])(?:\+\d{1,3}(?:[ \u00a0.-]?\(?\d{1,5}\)?){2,6}"
    r"|(?:1[ .-])?\(\d{3}\)[ .-]?\d{3}[.-]\d{4}"
    r"|(?:1-)?\d{3}-\d{3}-\d{4}"
    r"|0\d{2,4}[ \u00a0]\d{3,4}[ \u00a0]\d{3,4}|0\d{4}[ \u00a0]\d{6}"
    r"|0\d{3}[ \u00a0]\d{2}[ \u00a0]\d{2}[ \u00a0]\d{2})(?![\w-]|[.,/]\d)"
)
_LOCAL_PHONE = re.compile(rf"{START}\d{{3}}-\d{{4}}{END}")
_PHONE_WORDS = words("call called calling phone telephone tel dial dialed dialled text ring at")
_EMERGENCY = re.compile(rf"{START}(?P<number>911|999|112|111|101|988)(?![\w%-]|[.,]\d)")
_EMERGENCY_AFTER = words("call calls caller callers operator operators dispatcher dispatchers")
_CALLING = words(
    "call called calling calls dial dialed dialled dialling dials phone phoned phoning ring rang"
    " ringing text"
)
_IP = re.compile(
    rf"{START}(?P<number>(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)\.){{3}}(?:25[0-5]|2[0-4]\d|1?\d?\d)){END}"
)
_VERSION = re.compile(
    r"(?<![\w.,/-])(?P<v>[vV]?)(?P<number>\d{1,4}(?:\.\d{1,4}){2,4})(?![\w/-]|\.\d)"
)
_VERSION_SHORT = re.compile(
    r"(?<![\w.,/-])[vV](?P<number>\d{1,3}(?:\.\d{1,4}){1,4})(?![\w/-]|\.\d)"
)
_ISBN = re.compile(
    r"\bISBN(?:-1[03])?:?[ \u00a0](?P<number>(?:97[89][- ]?)?\d[\d -]{7,14}[\dX])(?![\w-])"
)
_COORDINATE = re.compile(
    r"(?<![\w.,])(?P<minus>[-\u2212])?(?P<degrees>\d{1,3}(?:\.\d{1,8})?)[ \u00a0]?°[ \u00a0]?"
    r"(?:(?P<minutes>\d{1,2}(?:\.\d{1,4})?)[ \u00a0]?['’′][ \u00a0]?"
    r"(?:(?P<seconds>\d{1,2}(?:\.\d{1,4})?)[ \u00a0]?[\"”″][ \u00a0]?)?)?"
    r"(?P<side>[NSEW])(?!\w|\.\w)"
)
_SIDES = {"N": "north", "S": "south", "E": "east", "W": "west"}
_AIRLINER = re.compile(
    r"(?<![\w.,$€£/-])7(?P<model>[0-8]7)(?:-(?P<kind>\d{1,3})(?P<letters>ER|LR|SP|F)?)?(?![\w%-]|[.,]\d)"
)
_AIRBUS = re.compile(r"\bA(?P<model>3[0-8]\d)-(?P<kind>\d{3,4})(?P<letters>XLR|neo|F)?(?![\w-])")
_AIRLINER_AFTER = words("max dreamliner jet jets jetliner jumbo airliner airliners")
_SIDE = r"\d{1,5}(?:\.\d{1,3})?"
_SIZE = re.compile(
    rf"{START}(?P<wide>{_SIDE})[ \u00a0]?x[ \u00a0]?(?P<high>{_SIDE})"
    rf"(?:[ \u00a0]?x[ \u00a0]?(?P<deep>{_SIDE}))?"
    r"(?:(?P<meters>m)(?=[ \u00a0][a-z]))?(?!(?!(?:m|cm|mm|ft|in)\b)\w|\.\d)"
)
_BY = re.compile(r"(?<=[\dmtn] )x(?= \d)")
"""Between two measures: "62cm x 146cm"."""
_TIMES = re.compile(rf"{START}(?P<number>\d{{1,6}}(?:\.\d{{1,3}})?)x(?!\w)")


def _digits(written: str) -> str:
    """Return groups of figures, each figure by itself and a comma between groups."""
    groups = re.findall(r"\d+|X", written)
    return ", ".join(" ".join(group) for group in groups)


def _phone(match: re.Match[str]) -> str | None:
    figures = re.sub(r"\D", "", match[0])
    if not 7 <= len(figures) <= 15:  # ITU-T E.164, clause 6.2.1
        return None
    return ("plus " if match[0].startswith("+") else "") + _digits(match[0])


def _local_phone(match: re.Match[str]) -> str | None:
    return _digits(match[0]) if word_before(match).lower() in _PHONE_WORDS else None


def _emergency(match: re.Match[str]) -> str | None:
    if word_before(match).lower() in _CALLING or word_after(match) in _EMERGENCY_AFTER:
        return " ".join(match["number"])
    return None


def _dotted(match: re.Match[str]) -> str:
    return match["number"].replace(".", " dot ")


def _version(match: re.Match[str]) -> str | None:
    parts = match["number"].split(".")
    if len(parts) == 3 and len(parts[2]) == 4:  # "12.03.2026" is a date of another country.
        return None
    return ("version " if match["v"] else "") + _dotted(match)


def _version_short(match: re.Match[str]) -> str:
    number = match["number"]
    return f"version {_dotted(match) if number.count('.') > 1 else number}"


def _isbn(match: re.Match[str]) -> str:
    return f"ISBN {_digits(match['number'])}"


def _coordinate(match: re.Match[str]) -> str:
    parts = [f"{match['degrees']} degrees"]
    if match["minutes"]:
        parts.append(f"{match['minutes']} minutes")
    if match["seconds"]:
        parts.append(f"{match['seconds']} seconds")
    minus = "minus " if match["minus"] else ""
    return f"{minus}{' '.join(parts)} {_SIDES[match['side']]}"


def _airliner(match: re.Match[str]) -> str | None:
    """Say "7 47" for the airliner: before its name, or with the number of its kind behind it."""
    known = (
        word_before(match) in {"Boeing", "Boeing's"} or word_after(match).lower() in _AIRLINER_AFTER
    )
    if not known and not (
        match["kind"] and (int(match["kind"]) >= 100 or match["kind"] in {"8", "9", "10"})
    ):
        return None
    kind = f" {match['kind']}" if match["kind"] else ""
    letters = f" {' '.join(match['letters'])}" if match["letters"] else ""
    return f"7 {match['model']}{kind}{letters}"


def _airbus(match: re.Match[str]) -> str:
    letters = match["letters"] or ""
    spaced = letters if letters in ("", "neo") else " ".join(letters)
    return f"A{match['model']} {match['kind']} {spaced}".rstrip()


def _size(match: re.Match[str]) -> str:
    parts = [match["wide"], match["high"], *([match["deep"]] if match["deep"] else [])]
    return " by ".join(parts) + (" meter" if match["meters"] else "")


def _by(_match: re.Match[str]) -> str:
    return "by"


def _times(match: re.Match[str]) -> str:
    return f"{match['number']} times"


CODE_RULES = (
    Rule("ISBN", _ISBN, _isbn, DIGITS),
    Rule("telephone number", _PHONE, _phone, DIGITS),
    Rule("telephone number", _LOCAL_PHONE, _local_phone, frozenset("-")),
    Rule("telephone number", _EMERGENCY, _emergency, DIGITS),
    Rule("address of a machine", _IP, _dotted, frozenset(".")),
    Rule("version", _VERSION, _version, frozenset(".")),
    Rule("version", _VERSION_SHORT, _version_short, frozenset("vV")),
    Rule("coordinate", _COORDINATE, _coordinate, frozenset("°")),
    Rule("airliner", _AIRLINER, _airliner, frozenset("7")),
    Rule("airliner", _AIRBUS, _airbus, frozenset("A")),
    Rule("size", _SIZE, _size, frozenset("x")),
    Rule("size", _BY, _by, frozenset("x")),
    Rule("times", _TIMES, _times, frozenset("x")),
)
