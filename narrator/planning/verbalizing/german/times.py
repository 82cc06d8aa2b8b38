"""German times, scores and ranges: "10.30 Uhr" is "10 Uhr 30", "3:1" is "3 zu 1"."""

from __future__ import annotations

import re

from narrator.planning.verbalizing.amounts import DIGITS_ANYWHERE
from narrator.planning.verbalizing.rules import Rule
from narrator.planning.verbalizing.surroundings import word_before, words

_CLOCK = r"(?:[01]?\d|2[0-4])[.:][0-5]\d|(?:[01]?\d|2[0-4])"
_TIME = re.compile(
    rf"(?<![\w.,:/-])(?:(?P<from>{_CLOCK})(?:[ \u00a0]Uhr)?"
    rf"[ \u00a0]?(?P<dash>[-\u2013]|bis)[ \u00a0]?)?"
    rf"(?P<to>{_CLOCK})[ \u00a0]?Uhr(?![\w-])"
)
_BARE_TIME = re.compile(
    r"(?<![\w.,:/-])(?P<to>(?:[01]?\d|2[0-3]):[0-5]\d)"
    r"(?![\w:/-]|[.,]\d|[ \u00a0]?(?:Uhr|Stunden|Minuten))"
)
_SCORE = re.compile(
    r"(?<![\w.,:/-])(?P<home>\d{1,3}):(?P<away>\d{1,3})(?![\w:/]|-\d|[.,]\d"
    r"|[ \u00a0](?:Minuten?|Stunden?|Sekunden?|Min\.|Std\.|h\b))"
)
_BOOKS = words(
    "Psalm Mose Johannes Matthäus Markus Lukas Römer Korinther Offenbarung Jesaja Sure Kapitel"
)
"""Behind these stand chapter and verse."""
_TIMED = words("um ab gegen kurz bis zwischen")
_SCORED = words(
    "mit beim dem ein einem das zum gewann gewinnt verlor verliert siegte siegt führte führt führen"
    " führten unterlag unterliegt endete stand steht stande nach spielte spielten vom zur am"
    " knappen trennten gewannen verloren siegten klaren klar verdient letztlich schließlich"
    " von Verhältnis"
    " Endstand Halbzeitstand Ergebnis Erfolg Sieg Niederlage Unentschieden Remis souverän"
)


def _clock(written: str) -> str:
    """Say a time of day: "10.30" is "10 Uhr 30", "8:05" is "8 Uhr 5", "1.00" is "ein Uhr"."""
    hour, minute = (int(part) for part in (*re.split("[.:]", written), "0")[:2])
    said = "ein" if hour == 1 else str(hour)
    return f"{said} Uhr {minute}" if minute else f"{said} Uhr"


def _time(match: re.Match[str]) -> str:
    to = _clock(match["to"])
    if match["from"] is None:
        return to
    start = _clock(match["from"])
    whole = start.endswith("Uhr") and to.endswith("Uhr")
    if not whole:
        return f"{start} bis {to}"
    return f"{'eins' if start == 'ein Uhr' else start.removesuffix(' Uhr')} bis {to}"


def _bare_time(match: re.Match[str]) -> str | None:
    return _clock(match["to"]) if word_before(match).lower() in _TIMED else None


def _score(match: re.Match[str]) -> str | None:
    """Say a score, unless it could as well be a time of day."""
    home, away = match["home"], match["away"]
    if (len(home) > 1 and home[0] == "0") or (len(away) > 1 and away[0] == "0"):
        return None
    if word_before(match) in _BOOKS:
        return None
    could_be_time = len(away) == 2 and int(away) < 60 and int(home) < 24
    if could_be_time and word_before(match) not in _SCORED:
        return None
    if len(away) == 3 and len(home) < 2:
        return None
    return f"{home} zu {away}"


_LONG_RANGE = re.compile(
    r"(?<![\w.,:/-])(?P<from>(?:1[1-9]|20)\d\d)[ \u00a0]?[\u2013-][ \u00a0]?"
    r"(?P<to>(?:1[1-9]|20)\d\d)"
    r"(?![\w:/-]|[.,]\d)"
)
_COUNTED_RANGE = re.compile(
    r"(?<![\w.,:/-])(?P<from>\d{1,4})(?P<dash>[\u2013-])(?P<to>\d{1,4})"
    r"(?=[ \u00a0](?P<noun>Jahre|Jahren|Stunden|Minuten|Tage|Tagen|Wochen|Monate|Monaten|Menschen"
    r"|Personen|Leute|Mal|Kilometer|Meter|Meter[nr]|Millionen|Milliarden|Sekunden|Teilnehmer"
    r"|Teilnehmern|Punkte|Punkten|Sitze|Sitzen|Fälle|Fällen|Cent|Tonnen|Hektar|Liter|Gramm)\b)"
)


def _years(match: re.Match[str]) -> str | None:
    from narrator.planning.verbalizing.german.years import year_in_words

    start, end = int(match["from"]), int(match["to"])
    if start >= end:
        return None
    return f"{year_in_words(start)} bis {year_in_words(end)}"


def _counted(match: re.Match[str]) -> str | None:
    if int(match["from"]) >= int(match["to"]):
        return None
    return f"{match['from']} bis {match['to']}"


_COLON = frozenset(":")
TIME_RULES = (
    Rule("time", _TIME, _time, DIGITS_ANYWHERE),
    Rule("time", _BARE_TIME, _bare_time, _COLON),
    Rule("score", _SCORE, _score, _COLON),
    Rule("range", _LONG_RANGE, _years, DIGITS_ANYWHERE),
    Rule("range", _COUNTED_RANGE, _counted, DIGITS_ANYWHERE),
)
