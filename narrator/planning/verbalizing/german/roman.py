"""Numerals behind the names of rulers: "Papst Johannes Paul II." is "... der Zweite"."""

from __future__ import annotations

import re

from narrator.planning.verbalizing.german.ordinals import ordinal
from narrator.planning.verbalizing.roman_numerals import roman_value
from narrator.planning.verbalizing.rules import Rule
from narrator.planning.verbalizing.surroundings import begins, ends, word_after, words, words_before

_MEN = words(
    "Ludwig Friedrich Wilhelm Heinrich Karl Otto Paul Johannes Benedikt Pius Leo Peter Nikolaus"
    " Alexander Georg Jakob Philipp Franz Joseph Josef Gregor Innozenz Charles Carlos Harald Carl"
    " Gustaf Gustav Felipe Ramses Napoleon Abdullah Richard Eduard Mehmed Albert Rudolf Konrad"
    " Ferdinand Leopold Maximilian Christian Haakon Willem Juan Rama Murad Mohammed Hassan Urban"
    " Clemens Sixtus Julius Iwan August Max Ernst Edward George William Louis Baudouin Viktor"
)
_WOMEN = words(
    "Elisabeth Elizabeth Katharina Margrethe Maria Viktoria Victoria Anna Johanna Isabella"
    " Christina Wilhelmina Beatrix Juliana"
)
_DATIVE = words("von mit unter bei nach zu vor seit aus gegenüber neben")
_ACCUSATIVE = words("für durch gegen ohne um")
_VERBS = words(
    "ist war wird wurde hat hatte starb regierte sagte reist reiste besuchte besucht gilt galt"
    " ließ kam kommt ging geht feiert feierte kann soll will könnte sollte wollte hält hielt"
)
_NUMERAL = re.compile(
    r"(?<![\w-])(?P<names>(?:[A-ZÄÖÜ][\w’]{1,20}[ \u00a0]){1,3})(?P<numeral>[IVX]{1,5})\.(?!\w)"
)
_CASES = {
    "nominative": {"m": "der", "f": "die"},
    "dative": {"m": "dem", "f": "der"},
    "accusative": {"m": "den", "f": "die"},
    "genitive": {"m": "des", "f": "der"},
}


def _case(match: re.Match[str], name: str) -> str | None:
    near = words_before(match, 1)
    first = match["names"].split()[0].lower()
    before = first if first in _DATIVE | _ACCUSATIVE else near[-1].lower() if near else ""
    if name.endswith("s") and name.removesuffix("s") in _MEN | _WOMEN and name not in _MEN:
        return "genitive"
    if before in _DATIVE:
        return "dative"
    if before in _ACCUSATIVE:
        return "accusative"
    after = word_after(match)
    if begins(match) or after in _VERBS or before in _VERBS | {"als", "und"}:
        return "nominative"
    return "nominative" if ends(match) and not before else None


def _ruler(match: re.Match[str]) -> str | None:
    names = match["names"].split()
    base = names[-1] if names[-1] in _MEN | _WOMEN else names[-1].removesuffix("s")
    value = roman_value(match["numeral"])
    if base not in _MEN | _WOMEN or value is None:
        return None
    case = _case(match, names[-1])
    if case is None:
        return None
    gender = "f" if base in _WOMEN else "m"
    ending = "e" if case == "nominative" or (gender, case) == ("f", "accusative") else "en"
    said = ordinal(value, ending)
    said = said[:1].upper() + said[1:]
    return f"{match['names'].rstrip()} {_CASES[case][gender]} {said}{'.' if ends(match) else ''}"


ROMAN_RULES = (Rule("numeral", _NUMERAL, _ruler, frozenset("IVX")),)
