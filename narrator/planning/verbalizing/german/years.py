"""German years before 2000, which an engine would say as a quantity: "1989", "die 1990er"."""

from __future__ import annotations

import re

from narrator.planning.verbalizing.amounts import DIGITS_ANYWHERE
from narrator.planning.verbalizing.german.ordinals import MONTHS
from narrator.planning.verbalizing.rules import Rule
from narrator.planning.verbalizing.surroundings import begins, word_after, word_before, words

_YEAR = re.compile(
    r"(?<![\w.,:/§#€$-])(?P<year>1[1-9]\d\d)(?![\w:/%€$-]|[.,]\d"
    r"|[ \u00a0][%€$°]|\.[ \u00a0][a-zäöü])"
)
_DECADE = re.compile(r"(?<![\w.,:/-])(?P<year>1[1-9]\d0)(?=ern?(?![^\W_]))")
_SURE = words(
    "Jahr Jahre Jahres Jahren Sommer Herbst Winter Frühjahr Frühling Frühsommer Spätsommer Ende"
    " Anfang Mitte Jahrgang Weihnachten Silvester Ostern Pfingsten seit anno Jänner"
) | frozenset(MONTHS)
"""Behind these stands a year."""
_PERHAPS = words("vor nach ab bis von und um zwischen schon bereits erst noch der die das geboren")
"""Behind these stands one, if nothing follows that could be counted."""


_NUMBERED = words(
    "Nummer Raum Zimmer Artikel Platz Boeing Modell Seite Kanal Hausnummer Punkt Linie Gesetz"
    " Paragraf Postfach Telefon Wohnung Akte Version Windows Airbus Formel Konto Code"
    " Bundesstraße Rund Etwa Fast Knapp Über Mehr Bis Mindestens Insgesamt Gut Genau Ca Circa"
)
"""Nouns with a number of their own behind them, and words that begin a sentence with a sum."""


def year_in_words(year: int) -> str:
    """Return a year before 2000 in hundreds: "neunzehnhundertneunundachtzig"; others in figures."""
    if not 1100 <= year <= 1999:
        return str(year)
    from num2words import num2words

    said: str = num2words(year, lang="de", to="year")
    return said


def _is_event(before: str) -> bool:
    """Say whether a noun may have its year behind it: "die Wahl 1980", "in Beirut 1982"."""
    return before[:1].isupper() and before not in _NUMBERED


def _year(match: re.Match[str]) -> str | None:
    before, after = word_before(match), word_after(match)
    counted = after[:1].isupper()
    text = match.string
    opened = text[max(0, match.start() - 1) : match.start()] == "("
    bracketed = opened and text[match.end() : match.end() + 1] in (")", ",", ";", "–")
    sure = before in _SURE or before.lower() == "seit" or bracketed
    dated = before.lower() in _PERHAPS or begins(match) or _is_event(before)
    perhaps = dated and not counted
    if begins(match) and not after:
        return None
    return year_in_words(int(match["year"])) if sure or perhaps else None


YEAR_RULES = (
    Rule("year", _DECADE, lambda match: year_in_words(int(match["year"])), DIGITS_ANYWHERE),
    Rule("year", _YEAR, _year, DIGITS_ANYWHERE),
)
