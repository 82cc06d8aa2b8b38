"""Roman numerals behind names: "Charles III" is "Charles the third", "Part IV" is "Part 4"."""

from __future__ import annotations

import re

from narrator.planning.verbalizing.english.context import STARTERS
from narrator.planning.verbalizing.english.numbers import ordinal, ordinal_figure
from narrator.planning.verbalizing.rules import Rule
from narrator.planning.verbalizing.surroundings import words

_END = r"(?P<possessive>['’]s)?(?![\w&/-]|\.\w|['’]\w)"
_NUMERAL = rf"(?P<numeral>[IVXLC]{{1,8}}){_END}"
_TENS_AND_ONES = r"(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})"
_CANONICAL = re.compile(rf"C?{_TENS_AND_ONES}\Z")
_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}

_RULERS = (
    "Abdullah|Albert|Alexander|Alfonso|Amadeus|Benedict|Boniface|Carl Gustaf|Carl|Catherine|Charles"
    "|Christian|Clement|Constantine|Edward|Elizabeth|Ferdinand|Francis|Franz|Frederick|Frederik"
    "|George|Gregory|Gustav|Haakon|Harald|Hassan|Henri|Henry|Innocent|Ivan|James|John Paul"
    "|Juan Carlos|Julius|Leo|Leopold|Louis|Margrethe|Mary|Maximilian|Mehmed|Mohammed|Napoleon"
    "|Nicholas|Olav|Paul|Pedro|Peter|Philip|Pius|Rama|Ramesses|Ramses|Richard|Selim|Sixtus"
    "|Suleiman|Thutmose|Umberto|Urban|Victor Emmanuel|Wilhelm|Willem|William|Xerxes|Darius|Felipe"
)
"""Names of kings, queens and popes that are met with a number."""
_OFFICES = "King|Queen|Pope|Emperor|Empress|Tsar|Czar|Kaiser|Sultan|Prince|Princess|Grand Duke|Duke"
_COUNTED = (
    "World War|WW|Chapter|Part|Act|Volume|Vol\\.|Book|Title|Phase|Type|Class|Category|Stage|Episode"
    "|Schedule|Annex|Appendix|Article|Tier|Figure|Table|Division|Level|Grade"
)
_THINGS = (
    f"{_COUNTED}|Super Bowl|WrestleMania|Vatican|Saturn|Rocky|Rambo|Final Fantasy|Round|Mark|Mk"
    "|Group|Olympiad|Basel|Solvency|MiFID|SALT|START|Minsk|Oslo|Star Wars|Star Trek"
    "|Godfather|Godfather Part|Gladiator|Civilization|Diablo|Grand Theft Auto|GTA|Street Fighter"
    "|Resident Evil|Crusader Kings|Age of Empires"
)
"""What is counted, not named, by the number behind it."""
_ORDINAL = re.compile(
    rf"\b(?P<name>(?:(?:{_OFFICES}) [A-Z][\w’']+(?: [A-Z][\w’']+)?|{_RULERS})) {_NUMERAL}"
    r"(?: and (?P<second>[IVX]{2,5})(?!\w))?"
)
_CARDINAL = re.compile(rf"\b(?P<name>{_THINGS}) (?P<numeral>[IVXLC]{{1,8}})(?P<part>[abc]?){_END}")
_PERSON = re.compile(
    r"\b(?P<name>[A-Z][a-z]+ (?:[A-Z]\.? )?[A-Z][a-z]+,?) (?P<numeral>II|III|IV)"
    r"(?P<possessive>['’]s)?(?![\w&/-]|\.\w|['’]\w)"
)
_CENTURY = re.compile(r"\b(?P<numeral>[IVX]{1,5})(?:th)?(?=[ \u00a0-](?:century|centuries)\b)")
_NAME_AFTER = re.compile(r"\.?[ \u00a0]([A-Z][\w’']*)")
_OFFICE_BEFORE = re.compile(rf"(?:{_OFFICES}) ")
_WRITTEN_X = words("Title Chapter Article Book Volume Part")
"""Behind these X is ten."""
_SINGLE_IS_A_LETTER = frozenset("CLX")


def value(numeral: str) -> int | None:
    """Return the value of a Roman numeral below 200, or None where it is not well formed."""
    if not numeral or not _CANONICAL.match(numeral):
        return None
    figures = [_VALUES[char] for char in numeral]
    signed = (
        -figure if figure < following else figure
        for figure, following in zip(figures, [*figures[1:], 0], strict=True)
    )
    return sum(signed)


def _number(match: re.Match[str]) -> int | None:
    """Return the number, or None where the letters may well be something else."""
    numeral = match["numeral"]
    if numeral in _SINGLE_IS_A_LETTER:
        return None
    return value(numeral)


def _ruler(match: re.Match[str]) -> str | None:
    number = _number(match)
    if number is None or (match["numeral"] == "I" and not _is_first(match)) or _is_initial(match):
        return None
    second = value(match["second"] or "")
    if match["second"] and not second:
        return None
    more = f" and {ordinal(second)}" if second else ""
    return f"{match['name']} the {ordinal(number)}{match['possessive'] or ''}{more}"


def _is_initial(match: re.Match[str]) -> bool:
    """Say whether a single letter is an initial: "James V. Brown", "Peter V Smith"."""
    if len(match["numeral"]) > 1 or match["possessive"] or _OFFICE_BEFORE.match(match["name"]):
        return False
    after = _NAME_AFTER.match(match.string, match.end())
    return after is not None and after[1] not in STARTERS


def _is_first(match: re.Match[str]) -> bool:
    """Say whether "I" behind a ruler's name is a number: "to Charles I would add" is not."""
    if match["possessive"] or _OFFICE_BEFORE.match(match["name"]):
        return True
    before = match.string[max(0, match.start() - 12) : match.start()]
    rest = match.string[match.end() : match.end() + 1]
    return rest in {"", ".", ",", ")", ";", ":"} or bool(re.search(rf"(?:{_OFFICES}) \Z", before))


def _thing(match: re.Match[str]) -> str | None:
    if match["numeral"] == "I" and match["name"] not in _COUNTED.split("|"):
        return None
    number = 10 if match["numeral"] == "X" and match["name"] in _WRITTEN_X else _number(match)
    if number is None:
        return None
    name = "World War" if match["name"] == "WW" else match["name"]
    return f"{name} {number}{match['part']}{match['possessive'] or ''}"


def _person(match: re.Match[str]) -> str | None:
    """Say the third of a name in a family only where a middle initial or a comma shows a person."""
    name = match["name"]
    if len(name.split()) != 3 and not name.endswith(","):
        return None
    number = value(match["numeral"])
    if number is None:
        return None
    spoken = re.sub(r" ([B-Z])\. ", r" \1 ", name.rstrip(","))
    return f"{spoken} the {ordinal(number)}{match['possessive'] or ''}"


def _century(match: re.Match[str]) -> str | None:
    number = value(match["numeral"])
    return ordinal_figure(number) if number else None


_LETTERS = frozenset("IVXLC")
ROMAN_RULES = (
    Rule("Roman numeral", _CARDINAL, _thing, _LETTERS),
    Rule("Roman numeral", _ORDINAL, _ruler, _LETTERS),
    Rule("Roman numeral", _PERSON, _person, frozenset("IV")),
    Rule("Roman numeral", _CENTURY, _century, frozenset("IVX")),
)
