"""German abbreviations: "z. B." is "zum Beispiel", "§ 5 Abs. 2" is "Paragraf 5 Absatz 2"."""

from __future__ import annotations

import re

from narrator.planning.verbalizing.abbreviations import abbreviation_rule
from narrator.planning.verbalizing.german.starters import STARTERS
from narrator.planning.verbalizing.rules import Rule
from narrator.planning.verbalizing.surroundings import ends, stop

_ALWAYS = {
    "z. B.": "zum Beispiel",
    "d. h.": "das heißt",
    "i. d. R.": "in der Regel",
    "z. T.": "zum Teil",
    "z. Zt.": "zur Zeit",
    "v. a.": "vor allem",
    "i. H. v.": "in Höhe von",
    "u. U.": "unter Umständen",
    "u. v. m.": "und vieles mehr",
    "u. Ä.": "und Ähnliches",
    "o. Ä.": "oder Ähnliches",
    "s. o.": "siehe oben",
    "s. u.": "siehe unten",
    "a. D.": "außer Dienst",
    "a. M.": "am Main",
    "m. E.": "meines Erachtens",
    "Anm. d. Red.": "Anmerkung der Redaktion",
    "v. Chr.": "vor Christus",
    "n. Chr.": "nach Christus",
    "usw.": "und so weiter",
    "etc.": "et cetera",
    "bzw.": "beziehungsweise",
    "ca.": "circa",
    "ggf.": "gegebenenfalls",
    "evtl.": "eventuell",
    "inkl.": "inklusive",
    "exkl.": "exklusive",
    "zzgl.": "zuzüglich",
    "abzgl.": "abzüglich",
    "bzgl.": "bezüglich",
    "vgl.": "vergleiche",
    "mind.": "mindestens",
    "insg.": "insgesamt",
    "ugs.": "umgangssprachlich",
    "Dr.": "Doktor",
    "Hr.": "Herr",
    "Hrn.": "Herrn",
    "Prof.": "Professor",
    "Dipl.-Ing.": "Diplom-Ingenieur",
    "Hrsg.": "Herausgeber",
    "MwSt.": "Mehrwertsteuer",
    "Tel.": "Telefon",
    "gest.": "gestorben",
    "Jhdt.": "Jahrhundert",
    "GmbH & Co. KG": "GmbH und Co. KG",
}
_BEFORE_A_NUMBER = {
    "Nr.": "Nummer",
    "Nrn.": "Nummern",
    "S.": "Seite",
    "Abs.": "Absatz",
    "Art.": "Artikel",
    "Abb.": "Abbildung",
    "Tab.": "Tabelle",
    "Kap.": "Kapitel",
    "Bd.": "Band",
    "Ziff.": "Ziffer",
    "Aufl.": "Auflage",
    "geb.": "geboren",
    "max.": "maximal",
    "min.": "mindestens",
}
_PARAGRAPH = re.compile(r"(?P<signs>§§?)[ \u00a0]?(?=\d)")
_FOLLOWING = re.compile(r"(?<=\d)[ \u00a0]?(?P<pages>ff?)\.(?!\w)")
_SAINT = re.compile(r"(?<![\w.-])St\.[ \u00a0]?(?=[A-ZÄÖÜ][a-zäöüß])")
_STREET = re.compile(r"(?P<stem>(?<=[a-zäöüß])s|(?<![\w.])S|(?<=-)S)tr\.(?!\w)")
_CENTURY = re.compile(r"(?<=\d\.[ \u00a0])Jh\.(?!\w)")
_NEE = re.compile(r"(?<![\w.])geb\.(?=[ \u00a0](?P<name>[A-ZÄÖÜ]|am[ \u00a0]))")
_AMONG_OTHERS = re.compile(r"(?<![\w.])u\.[ \u00a0]?a\.(?![\w.])(?=[ \u00a0][\w„\"])")
_DAYS = {
    "Mo": "Montag",
    "Di": "Dienstag",
    "Mi": "Mittwoch",
    "Do": "Donnerstag",
    "Fr": "Freitag",
    "Sa": "Samstag",
    "So": "Sonntag",
}
_DAY = "|".join(_DAYS)
_WEEK = re.compile(
    rf"(?<![\w.-])(?P<from>{_DAY})\.?[ \u00a0]?[\u2013-][ \u00a0]?"
    rf"(?P<to>{_DAY})(?P<stop>\.?)(?![\w-])"
)


def _paragraph(match: re.Match[str]) -> str:
    return "Paragrafen " if match["signs"] == "§§" else "Paragraf "


def _following(match: re.Match[str]) -> str:
    said = "folgende" if match["pages"] == "f" else "fortfolgende"
    return f" {said}{stop(match)}"


def _century(match: re.Match[str]) -> str:
    """Say "Jh." in the case that the article before the ordinal shows."""
    before = match.string[max(0, match.start() - 14) : match.start()].split()
    genitive = len(before) > 1 and before[-2] == "des"
    return f"Jahrhundert{'s' if genitive else ''}{stop(match)}"


def _nee(match: re.Match[str]) -> str:
    return "geboren" if match["name"].startswith("am") else "geborene"


def _week(match: re.Match[str]) -> str:
    end = "." if match["stop"] and ends(match) else ""
    return f"{_DAYS[match['from']]} bis {_DAYS[match['to']]}{end}"


_STOP = frozenset(".")
SHORT_FORM_RULES = (
    Rule("paragraph", _PARAGRAPH, _paragraph, frozenset("§")),
    abbreviation_rule(_BEFORE_A_NUMBER, follows=r"(?=[ \u00a0]?\d)"),
    Rule("abbreviation", _FOLLOWING, _following, _STOP),
    Rule("abbreviation", _CENTURY, _century, _STOP),
    Rule("abbreviation", _NEE, _nee, _STOP),
    Rule("abbreviation", _SAINT, lambda _match: "Sankt ", _STOP),
    Rule("abbreviation", _STREET, lambda match: f"{match['stem']}traße{stop(match)}", _STOP),
    Rule("abbreviation", _AMONG_OTHERS, lambda _match: "unter anderem", _STOP),
    abbreviation_rule(_ALWAYS, starters=STARTERS),
    Rule("weekdays", _WEEK, _week),
)
