"""How Ukrainian is said. As in Russian, cardinals stay in figures where engines say them right."""

from __future__ import annotations

import re

from narrator.planning.verbalizing.abbreviations import abbreviation_rule
from narrator.planning.verbalizing.amounts import DIGITS_ANYWHERE, Amounts, amount_rules
from narrator.planning.verbalizing.calendar_dates import (
    Dates,
    day_rule,
    months_of,
    numeric_date_rules,
)
from narrator.planning.verbalizing.nouns import Noun, noun, unit, units_of
from narrator.planning.verbalizing.numerals import SPACE
from narrator.planning.verbalizing.rules import Rule
from narrator.planning.verbalizing.slavic_decimals import DecimalWords, decimal_in_words
from narrator.planning.verbalizing.surroundings import stop, word_before, words

_GENITIVE_AFTER = words("до від близько більше менше без із після для")
_ACCUSATIVE_AFTER = words("на за через в у майже понад")
_UNSURE_AFTER = words("по при між перед над під з зі із о об")
"""Prepositions with cases that the tables do not have."""
_HRYVNIA = noun("гривня", "гривні", "гривень", "гривні", feminine=True)
_DOLLAR = noun("долар", "долари", "доларів", "долара")
_MILLION = noun("мільйон", "мільйони", "мільйонів", "мільйона")
_BILLION = noun("мільярд", "мільярди", "мільярдів", "мільярда")
_TRILLION = noun("трильйон", "трильйони", "трильйонів", "трильйона")


def _feminine(number: int) -> str:
    from num2words import num2words

    said: str = num2words(number, lang="uk", gender="feminine")
    return said


_DECIMAL = DecimalWords(
    _feminine,
    ("ціла", "цілих"),
    (("десята", "десятих"), ("сота", "сотих"), ("тисячна", "тисячних")),
)


_LENGTHS = (unit("length-kilometer", "uk"), unit("length-meter", "uk"))


def _said(number: str, counted: Noun, before: str) -> str | None:
    """Say a number in figures, unless those would be said in a wrong form."""
    if before in _UNSURE_AFTER or (before in ("в", "у") and counted in _LENGTHS):
        return None  # "у 5 км від міста": the locative, which the tables do not have.
    if "," in number:
        if before in _GENITIVE_AFTER:
            return number
        if number == "1,5":
            return "півтори" if counted.feminine else "півтора"
        return number if before in _ACCUSATIVE_AFTER else decimal_in_words(number, _DECIMAL)
    one = number[-1] == "1" and not number.endswith("11")
    two = number[-1] == "2" and not number.endswith("12")
    if not counted.feminine or not (one or two) or before in _GENITIVE_AFTER:
        return number
    return None if one and before in _ACCUSATIVE_AFTER else _feminine(int(number))


_AMOUNTS = Amounts(
    language="uk",
    percent=noun("відсоток", "відсотки", "відсотків", "відсотка"),
    currencies={
        "₴": _HRYVNIA,
        "грн": _HRYVNIA,
        "грн.": _HRYVNIA,
        "$": _DOLLAR,
        "USD": _DOLLAR,
        "дол.": _DOLLAR,
        "€": noun("євро"),
        "EUR": noun("євро"),
        "євро": noun("євро"),
        "£": noun("фунт", "фунти", "фунтів", "фунта"),
    },
    magnitudes={
        "тис.": noun("тисяча", "тисячі", "тисяч", "тисячі", feminine=True),
        "млн": _MILLION,
        "млн.": _MILLION,
        "млрд": _BILLION,
        "млрд.": _BILLION,
        "трлн": _TRILLION,
    },
    units=units_of(
        "uk",
        {
            "km": "км",
            "m": "м",
            "cm": "см",
            "mm": "мм",
            "km²": "км²",
            "m²": "м²",
            "ha": "га",
            "kg": "кг",
            "km/h": "км/год",
            "°C": "°C",
            "MW": "МВт",
            "GW": "ГВт",
        },
    )
    | {"°": noun("градус", "градуси", "градусів", "градуса")},
    to="",
    minus="мінус",
    plus="плюс",
    genitive_after=_GENITIVE_AFTER,
    unsure_alone_after=words("в у"),
    said=_said,
)
_CASES = {"genitive": ("ого", "ього"), "locative": ("ому", "ьому"), "nominative": ("ий", "ій")}
_MONTHS = months_of("uk")
_YEAR = re.compile(
    rf"(?<![\w.,:/\u2013-])(?P<year>1\d\d\d|20\d\d){SPACE}(?P<noun>року|році|рік|р\.)(?!\w)"
)
_YEAR_CASES = {"року": "genitive", "році": "locative", "рік": "nominative"}


def ordinal(number: int, case: str) -> str:
    """Return an ordinal: its last word has the ending of the case."""
    from num2words import num2words

    hard, soft = _CASES[case]
    said: str = num2words(number, lang="uk", to="ordinal")
    said = said.removeprefix("одна ") if said.startswith("одна тисяча ") else said
    return said.removesuffix("ій") + soft if said.endswith("ій") else said.removesuffix("ий") + hard


def _day(day: int, match: re.Match[str]) -> str | None:
    """Say the day of a date in the genitive, unless a preposition asks for another case."""
    before = word_before(match).lower()
    return None if before in words("на по за під") else ordinal(day, "genitive")


def _year(match: re.Match[str]) -> str | None:
    noun_form = match["noun"]
    if noun_form == "р.":  # Behind a month it is in the genitive; elsewhere it may be any form.
        noun_form = "року" if word_before(match) in _MONTHS else ""
    if not noun_form:
        return None
    return f"{ordinal(int(match['year']), _YEAR_CASES[noun_form])} {noun_form}{stop(match)}"


def _year_in_words(year: int) -> str:
    return f"{ordinal(year, 'genitive')} року"


RULES: tuple[Rule, ...] = (
    *numeric_date_rules(Dates(_MONTHS, day=_day, year=_year_in_words, year_word=r"року|р\.")),
    day_rule(_MONTHS, _day),
    Rule("year", _YEAR, _year, DIGITS_ANYWHERE),
    *amount_rules(_AMOUNTS),
    abbreviation_rule({"№": "номер", "ст.": "стаття"}, follows=r"(?=[ \u00a0]?\d)"),
    abbreviation_rule({"і т. д.": "і так далі"}),
)
