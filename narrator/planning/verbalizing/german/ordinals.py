"""German ordinals: "am 3. Oktober" is "am dritten Oktober", "der 1. FC" is "der erste FC".

The ending is told by the article or preposition before it; where none tells it, the figures
stay.
"""

from __future__ import annotations

import re

from narrator.planning.verbalizing.amounts import DIGITS_ANYWHERE
from narrator.planning.verbalizing.calendar_dates import Dates, months_of, numeric_date_rules
from narrator.planning.verbalizing.german.starters import STARTERS
from narrator.planning.verbalizing.rules import Rule
from narrator.planning.verbalizing.surroundings import begins, stop, words, words_before

MONTHS = months_of("de")
_SHORT_MONTHS = {
    "Jan.": "Januar",
    "Febr.": "Februar",
    "Feb.": "Februar",
    "Apr.": "April",
    "Jun.": "Juni",
    "Jul.": "Juli",
    "Aug.": "August",
    "Sept.": "September",
    "Sep.": "September",
    "Okt.": "Oktober",
    "Nov.": "November",
    "Dez.": "Dezember",
    "Jänner": "Jänner",
    "Feber": "Feber",
}
_MONTH_NAMES = frozenset({*MONTHS, *_SHORT_MONTHS})


_WEAK_EN = words(
    "am im vom zum beim zur dem den des einem einen einer eines diesem diesen jedem jeden jenem"
    " ihrem ihren ihrer ihres seinem seinen seiner seines unserem unseren unserer meinem meinen"
    " meiner keinem keinen"
)
_WEAK_E = words("die das eine ins ans aufs fürs durchs jede jedes diese dieses ihre seine unsere")
_BEFORE_DATIVE = words(
    "in an auf aus bei mit nach seit von vor zu zwischen unter über hinter neben während wegen"
    " trotz gegenüber innerhalb außerhalb ab laut zufolge statt anlässlich"
)
_BEFORE_MONTH = words("bis ab seit von vor nach gegen zwischen")
_WEEKDAYS = words("Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonnabend Sonntag")
_PLURALS = ("ischen", "spiele", "tage", "wochen", "meisterschaften", "wahlen")
"""What plurals that are numbered end with: "die 20. Olympischen Spiele"."""
_STRONG = {"m": "er", "f": "e", "n": "es"}
_GENDERS = {
    **dict.fromkeys(
        words("FC SC FSV SV Mai Weltkrieg Platz Stock Spieltag Advent Tag Akt Teil"), "m"
    ),
    **dict.fromkeys(_MONTH_NAMES, "m"),
    **dict.fromkeys(
        words("Bundesliga Liga Runde Halbzeit Etage Klasse Lesung Auflage Staffel Folge Etappe"),
        "f",
    ),
    **dict.fromkeys(words("Quartal Halbjahr Jahrhundert Kapitel Drittel Viertel"), "n"),
}
_NAMES = frozenset({"FC", "FSV", "SC", "Bundesliga", "Liga"})
"""Nouns that make a name with the ordinal, which is said the same wherever no article is."""

_WORD = r"[^\W\d_][\w-]{0,40}\.?"
_ORDINAL = re.compile(
    r"(?<![\w.,:/§€$-])(?P<first>\d{1,3})\."
    r"(?:(?P<link>[ \u00a0](?:und|oder|bis)[ \u00a0]|[/\u2013-])(?P<second>\d{1,3})\.)?"
    rf"(?=[ \u00a0]{{0,2}}(?P<noun>{_WORD}))"
)
_LONE = re.compile(
    r"(?<![\w.,:/-])(?P<first>\d{1,2})\."
    r"(?=[ \u00a0](?:und|oder|bis(?:[ \u00a0]zum)?)[ \u00a0]\d{1,2}\.)"
)


def ordinal(number: int, ending: str) -> str:
    """Return an ordinal with its ending: 3 and "en" are "dritten"."""
    from num2words import num2words

    stem: str = num2words(number, lang="de", to="ordinal")
    return stem.removesuffix("e") + ending


def ending_of(match: re.Match[str], noun: str) -> str | None:
    """Return the ending that an ordinal has before a noun, or None where it is not certain."""
    near = words_before(match, 3)
    article = near[-1].lstrip('(„"»') if near else ""
    if article == "/" or (article.endswith((".", ":", ";")) and not begins(match)):
        article = ""
    if article.lower() in _WEAK_EN:
        return "en"
    if article.lower() in _WEAK_E:
        return "en" if noun.endswith(_PLURALS) else "e"
    if article.lower() in ("der", "jeder"):
        return _behind_der(article, near[-2] if len(near) > 1 else "", noun)
    if noun in _MONTH_NAMES:
        return _of_a_day(match, near)
    if article.lower() in _BEFORE_DATIVE:  # "aus 3. Liga"
        return None
    if noun in _NAMES or (noun in _GENDERS and begins(match)):
        return _STRONG[_GENDERS[noun]]
    return None


def _behind_der(article: str, before: str, noun: str) -> str | None:
    """Tell the nominative of "der" and "jeder" from their dative and genitive."""
    if _GENDERS.get(noun) == "m":
        return "e"
    if before.lower() in _BEFORE_DATIVE:
        return "en"
    if article in ("Der", "Jeder"):
        return None if _GENDERS.get(noun) == "f" else "e"
    if before[:1].isupper() and before.isalpha() and before.lower() not in _BEFORE_DATIVE:
        return "en"
    return None


def _of_a_day(match: re.Match[str], near: tuple[str, ...]) -> str | None:
    """Return the ending of the day in a date without an article."""
    last = near[-1] if near else ""
    if last.lower() in _BEFORE_MONTH:
        return "en"
    if last.rstrip(",") in _WEEKDAYS:
        before = near[-2].lower() if len(near) > 1 else ""
        return "en" if before in _WEAK_EN or before in _BEFORE_MONTH else "er"
    opened = match.string[max(0, match.start() - 1) : match.start()] == "("
    before = near[-2].lower() if len(near) > 1 else ""
    if last.endswith(",") and before in _WEAK_EN | _BEFORE_MONTH:
        return "en"
    dateline = last in ("–", "—", "-", "|") or (last[:1].isupper() and last.endswith(","))
    return "er" if begins(match) or opened or dateline else None


def _ordinal(match: re.Match[str]) -> str | None:
    noun = match["noun"] if match["noun"] in _MONTH_NAMES else match["noun"].rstrip(".")
    if noun in STARTERS or int(match["first"]) == 0:
        return None
    ending = ending_of(match, noun)
    if ending is None:
        return None
    first = ordinal(int(match["first"]), ending)
    space = " " if match.string[match.end() : match.end() + 1].isalpha() else ""
    if not match["second"]:
        return first + space
    second = ordinal(int(match["second"]), ending)
    link = match["link"].strip()
    return f"{first} {'und' if link == '/' else 'bis' if link in '-–' else link} {second}{space}"


def _lone(match: re.Match[str]) -> str | None:
    """Say the first of two days as the second: "vom 3. bis zum 5. Oktober"."""
    ending = ending_of(match, "Oktober")
    return None if ending is None else ordinal(int(match["first"]), ending)


def _day(day: int, match: re.Match[str]) -> str | None:
    ending = ending_of(match, "Oktober")
    return ordinal(day, ending or "er")


_MONTH = re.compile(
    r"(?<=\d\.[ \u00a0])(?P<short>"
    + "|".join(re.escape(short) for short in _SHORT_MONTHS if short.endswith("."))
    + r")(?!\w)"
)
_DAY_AND_MONTH = re.compile(
    r"(?<![\w.,:/-])(?P<day>[0-3]?\d)\.[ \u00a0]?(?P<month>[01]?\d)\.(?!\d|[ \u00a0]?\d)"
)


def _day_and_month(match: re.Match[str]) -> str | None:
    """Say "am 3.10." with the month's name, where an article shows that it is a date."""
    day, month = int(match["day"]), int(match["month"])
    near = words_before(match, 1)
    dated = bool(near) and near[-1].lower() in _WEAK_EN | _BEFORE_MONTH | {"der"}
    if not (dated and 1 <= day <= 31 and 1 <= month <= 12):
        return None
    said = _day(day, match)
    return said and f"{said} {MONTHS[month - 1]}{stop(match)}"


ORDINAL_RULES = (
    *numeric_date_rules(Dates(MONTHS, day=_day)),
    Rule("date", _DAY_AND_MONTH, _day_and_month, DIGITS_ANYWHERE),
    Rule("ordinal", _ORDINAL, _ordinal, DIGITS_ANYWHERE),
    Rule("ordinal", _LONE, _lone, DIGITS_ANYWHERE),
    Rule("date", _MONTH, lambda match: _SHORT_MONTHS[match[0]], frozenset(".")),
)
