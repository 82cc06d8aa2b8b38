"""How Serbian is said, in both of its scripts.

The tables are in Latin script; the Cyrillic ones are made from them letter by letter. Which one
speaks is told by the letters around a match, whatever the tag of the language says.
"""

from __future__ import annotations

import re
from dataclasses import replace

from narrator.planning.verbalizing.abbreviations import abbreviation_rule
from narrator.planning.verbalizing.amounts import Amounts, amount_rules
from narrator.planning.verbalizing.calendar_dates import Dates, day_rule, numeric_date_rules
from narrator.planning.verbalizing.nouns import Noun, noun
from narrator.planning.verbalizing.numerals import SPACES, Writing
from narrator.planning.verbalizing.rules import Rule
from narrator.planning.verbalizing.surroundings import WINDOW, word_before, words

_DIGRAPHS = {"lj": "љ", "nj": "њ", "dž": "џ", "Lj": "Љ", "Nj": "Њ", "Dž": "Џ"}
_LETTERS = str.maketrans(
    "abcčćdđefghijklmnoprsštuvzžABCČĆDĐEFGHIJKLMNOPRSŠTUVZŽ",
    "абцчћдђефгхијклмнопрсштувзжАБЦЧЋДЂЕФГХИЈКЛМНОПРСШТУВЗЖ",
)
_CYRILLIC = re.compile("[\u0400-\u04ff]")


def cyrillic(text: str) -> str:
    """Return Serbian words in Cyrillic letters."""
    for latin, letter in _DIGRAPHS.items():
        text = text.replace(latin, letter)
    return text.translate(_LETTERS)


_MONTHS = (
    *("januara", "februara", "marta", "aprila", "maja", "juna"),
    *("jula", "avgusta", "septembra", "oktobra", "novembra", "decembra"),
)
_ONES = (
    *("", "prvi", "drugi", "treći", "četvrti", "peti", "šesti", "sedmi", "osmi", "deveti"),
    *("deseti", "jedanaesti", "dvanaesti", "trinaesti", "četrnaesti", "petnaesti", "šesnaesti"),
    *("sedamnaesti", "osamnaesti", "devetnaesti"),
)
_TENS = {20: "dvadeset", 30: "trideset"}
_SOFT = "ćčšžđj"
"""Behind these the ending of the genitive is "eg", behind others "og"."""
_DINAR = noun("dinar", "dinara", "dinara")
_DOLLAR = noun("dolar", "dolara", "dolara")
_EURO = noun("evro", "evra", "evra")
_MILLION = noun("milion", "miliona", "miliona")
_BILLION = noun("milijarda", "milijarde", "milijardi", feminine=True)
_THOUSAND = noun("hiljada", "hiljade", "hiljada", feminine=True)
_FEMALE = {"1": "jedna", "2": "dve"}
_GENITIVE_AFTER = words("od do oko preko više manje iznad ispod bez iz posle nakon")
_UNSURE_AFTER = words("sa s prema pri među pred nad pod o po u")


def _said(number: str, counted: Noun, before: str) -> str | None:
    if not counted.feminine:
        return number
    if before in _UNSURE_AFTER and number[-1] == "1":
        return None
    if number == "1" and before in _GENITIVE_AFTER:
        return "jedne"
    return _FEMALE.get(number, number)


_UNITS = {
    "km/h": noun("kilometar na sat", "kilometra na sat", "kilometara na sat"),
    "km": noun("kilometar", "kilometra", "kilometara"),
    "m": noun("metar", "metra", "metara"),
    "cm": noun("centimetar", "centimetra", "centimetara"),
    "mm": noun("milimetar", "milimetra", "milimetara"),
    "kg": noun("kilogram", "kilograma", "kilograma"),
    "km²": noun("kvadratni kilometar", "kvadratna kilometra", "kvadratnih kilometara"),
    "m²": noun("kvadratni metar", "kvadratna metra", "kvadratnih metara"),
    "ha": noun("hektar", "hektara", "hektara"),
    "MW": noun("megavat", "megavata", "megavata"),
    "t": noun("tona", "tone", "tona", feminine=True),
    "°C": noun("stepen Celzijusa", "stepena Celzijusa", "stepeni Celzijusa"),
    "°": noun("stepen", "stepena", "stepeni"),
}
_LATIN = Amounts(
    language="sr",
    percent=noun("odsto"),
    currencies={
        "din.": _DINAR,
        "din": _DINAR,
        "RSD": _DINAR,
        "€": _EURO,
        "EUR": _EURO,
        "$": _DOLLAR,
        "USD": _DOLLAR,
        "£": noun("funta", "funte", "funti", feminine=True),
    },
    magnitudes={
        "hilj.": _THOUSAND,
        "mil.": _MILLION,
        "mln": _MILLION,
        "milion": _MILLION,
        "miliona": _MILLION,
        "mlrd.": _BILLION,
        "mlrd": _BILLION,
        "milijarda": _BILLION,
        "milijarde": _BILLION,
        "milijardi": _BILLION,
    },
    units=_UNITS,
    writing=Writing(misread=f"{SPACES}."),
    to="do",
    minus="minus",
    plus="plus",
    genitive_after=_GENITIVE_AFTER,
    unsure_alone_after=words("u"),
    said=_said,
)


def _in_cyrillic(table: dict[str, Noun]) -> dict[str, Noun]:
    """Return a table whose words, and short forms, are in Cyrillic letters as well."""
    made = {}
    for written, of in table.items():
        said = replace(
            of,
            forms={category: cyrillic(form) for category, form in of.forms.items()},
            genitive={category: cyrillic(form) for category, form in of.genitive.items()},
        )
        made[written] = said
        if (written.isascii() and not written.isupper()) or written == "km²":
            made[cyrillic(written)] = said
    return made


_PREPOSITIONS = {cyrillic(word): word for word in _GENITIVE_AFTER | _UNSURE_AFTER}


def _said_in_cyrillic(number: str, counted: Noun, before: str) -> str | None:
    said = _said(number, counted, _PREPOSITIONS.get(before, before))
    if not counted.feminine or said is None or said == number:
        return said
    return cyrillic(said)


_CYRILLIC_GENITIVE = frozenset(map(cyrillic, _GENITIVE_AFTER))
_CYRILLIC_TABLE = replace(
    _LATIN,
    percent=noun("одсто"),
    currencies=_in_cyrillic(dict(_LATIN.currencies)),
    magnitudes=_in_cyrillic(dict(_LATIN.magnitudes)),
    units=_in_cyrillic(_UNITS),
    to="до",
    minus="минус",
    plus="плус",
    genitive_after=_CYRILLIC_GENITIVE,
    unsure_alone_after=words("у"),
    said=_said_in_cyrillic,
)


def ordinal(number: int) -> str:
    """Return an ordinal up to 39 in the genitive of a date: "trećeg", "dvadeset prvog"."""
    tens, ones = (0, number) if number < 20 else (number - number % 10, number % 10)
    if not ones:
        return f"{_TENS[tens]}og"
    stem = _ONES[ones][:-1]
    said = f"{stem}{'eg' if stem[-1] in _SOFT else 'og'}"
    return f"{_TENS[tens]} {said}" if tens else said


def _day(day: int, match: re.Match[str]) -> str | None:
    """Say the day in the genitive; behind prepositions with other cases it stays."""
    before = word_before(match).lower()
    return None if before in ("za", "na") else ordinal(day)


def _day_in_cyrillic(day: int, match: re.Match[str]) -> str | None:
    said = _day(day, match)
    return None if said is None or word_before(match).lower() in ("за", "на") else cyrillic(said)


def _in_script(rule: Rule, wants_cyrillic: bool) -> Rule:
    """Return the rule for texts in one script only."""

    def say(match: re.Match[str]) -> str | None:
        around = match.string[max(0, match.start() - WINDOW) : match.end() + WINDOW]
        if bool(_CYRILLIC.search(around)) is not wants_cyrillic:
            return None
        return rule.say(match)

    return replace(rule, say=say)


_CYRILLIC_MONTHS = tuple(map(cyrillic, _MONTHS))
_BEFORE_A_NUMBER = {"br.": "broj", "čl.": "član", "str.": "strana"}
_SURE = {"npr.": "na primer", "itd.": "i tako dalje", "tj.": "to jest"}
"""Without "tzv.", which must agree with its noun."""
_NUMBER_FOLLOWS = r"(?=[ \u00a0]?\d)"


def _translated(table: dict[str, str]) -> dict[str, str]:
    return {cyrillic(written): cyrillic(said) for written, said in table.items()}


def _all_rules(
    amounts: Amounts, dates: Dates, short: dict[str, str], numbered: dict[str, str]
) -> tuple[Rule, ...]:
    return (
        *numeric_date_rules(dates),
        day_rule(dates.months, dates.day),
        *amount_rules(amounts),
        abbreviation_rule(numbered, follows=_NUMBER_FOLLOWS),
        abbreviation_rule(short),
    )


RULES: tuple[Rule, ...] = (
    *(
        _in_script(rule, False)
        for rule in _all_rules(_LATIN, Dates(_MONTHS, day=_day), _SURE, _BEFORE_A_NUMBER)
    ),
    *(
        _in_script(rule, True)
        for rule in _all_rules(
            _CYRILLIC_TABLE,
            Dates(_CYRILLIC_MONTHS, day=_day_in_cyrillic),
            _translated(_SURE),
            _translated(_BEFORE_A_NUMBER),
        )
    ),
)
