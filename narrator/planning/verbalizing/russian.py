"""How Russian is said: nouns in the case that the number and the preposition ask for.

Cardinal numbers stay in figures, which engines say in the nominative, except where that would
be wrong for certain: behind prepositions with the genitive, before feminine nouns, and as a
decimal.
"""

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
from narrator.planning.verbalizing.roman_numerals import roman_value
from narrator.planning.verbalizing.rules import Rule
from narrator.planning.verbalizing.slavic_decimals import DecimalWords, decimal_in_words
from narrator.planning.verbalizing.surroundings import stop, word_after, word_before, words

_GENITIVE_AFTER = words(
    "до от около более менее больше меньше свыше без из после кроме порядка для выше ниже"
)
_ACCUSATIVE_AFTER = words("на за через в во почти примерно")
_UNSURE_AFTER = words("к ко по при между перед над под с со о об обо")
"""Prepositions with cases that the tables do not have."""
_RUBLE = noun("рубль", "рубля", "рублей", "рубля")
_DOLLAR = noun("доллар", "доллара", "долларов", "доллара")
_HRYVNIA = noun("гривна", "гривны", "гривен", "гривны", feminine=True)
_THOUSAND = noun("тысяча", "тысячи", "тысяч", "тысячи", feminine=True)
_MILLION = noun("миллион", "миллиона", "миллионов", "миллиона")
_BILLION = noun("миллиард", "миллиарда", "миллиардов", "миллиарда")
_TRILLION = noun("триллион", "триллиона", "триллионов", "триллиона")


_LENGTHS = (unit("length-kilometer", "ru"), unit("length-meter", "ru"))


def _cardinal(number: int, case: str, feminine: bool) -> str:
    from num2words import num2words

    gender = "f" if feminine else "m"
    return str(num2words(number, lang="ru", case=case, gender=gender))


_DECIMALS = {
    "n": DecimalWords(
        lambda number: _cardinal(number, "n", True),
        ("целая", "целых"),
        (("десятая", "десятых"), ("сотая", "сотых"), ("тысячная", "тысячных")),
    ),
    "g": DecimalWords(
        lambda number: _cardinal(number, "g", True),
        ("целой", "целых"),
        (("десятой", "десятых"), ("сотой", "сотых"), ("тысячной", "тысячных")),
    ),
}
"""By case: nominative and genitive."""


def _said(number: str, counted: Noun, before: str) -> str | None:
    """Say a number in figures, unless those would be said in a wrong form."""
    if before in _UNSURE_AFTER or (before in ("в", "во") and counted in _LENGTHS):
        return None  # "в 5 км от города": the locative, which the tables do not have.
    case = "g" if before in _GENITIVE_AFTER else "n"
    if "," in number:
        return _decimal(number, counted, before)
    one = number[-1] == "1" and not number.endswith("11")
    two = number[-1] == "2" and not number.endswith("12")
    if counted.feminine and one and before in _ACCUSATIVE_AFTER:
        return None
    if case == "g" or (counted.feminine and (one or two)):
        return _cardinal(int(number), case, counted.feminine)
    return number


def _decimal(number: str, counted: Noun, before: str) -> str | None:
    if before in _GENITIVE_AFTER:
        return decimal_in_words(number, _DECIMALS["g"])
    if number == "1,5":
        return "полторы" if counted.feminine else "полтора"
    said = decimal_in_words(number, _DECIMALS["n"])
    if said is None or before not in _ACCUSATIVE_AFTER:
        return said
    for nominative, accusative in (("одна целая", "одну целую"), ("одна ", "одну "), ("ая", "ую")):
        said = said.replace(nominative, accusative)
    return said


_AMOUNTS = Amounts(
    language="ru",
    percent=noun("процент", "процента", "процентов", "процента"),
    currencies={
        "₽": _RUBLE,
        "руб.": _RUBLE,
        "руб": _RUBLE,
        "р.": _RUBLE,
        "$": _DOLLAR,
        "USD": _DOLLAR,
        "долл.": _DOLLAR,
        "€": noun("евро"),
        "EUR": noun("евро"),
        "евро": noun("евро"),
        "£": noun("фунт", "фунта", "фунтов", "фунта"),
        "¥": noun("юань", "юаня", "юаней", "юаня"),
        "₴": _HRYVNIA,
        "грн": _HRYVNIA,
        "коп.": noun("копейка", "копейки", "копеек", "копейки", feminine=True),
    },
    magnitudes={
        "тыс.": _THOUSAND,
        "тыс": _THOUSAND,
        "млн": _MILLION,
        "млн.": _MILLION,
        "млрд": _BILLION,
        "млрд.": _BILLION,
        "трлн": _TRILLION,
        "трлн.": _TRILLION,
    },
    units=units_of(
        "ru",
        {
            "km": "км",
            "m": "м",
            "cm": "см",
            "mm": "мм",
            "km²": "км²",
            "m²": "м²",
            "ha": "га",
            "kg": "кг",
            "km/h": "км/ч",
            "°C": "°C",
            "MW": "МВт",
            "GW": "ГВт",
            "kW": "кВт",
        },
    )
    | {
        "кв. м": noun(
            "квадратный метр", "квадратных метра", "квадратных метров", "квадратного метра"
        ),
        "°": noun("градус", "градуса", "градусов", "градуса"),
        "т": noun("тонна", "тонны", "тонн", "тонны", feminine=True),
    },
    to="",
    minus="минус",
    plus="плюс",
    genitive_after=_GENITIVE_AFTER,
    unsure_alone_after=words("в во"),
    said=_said,
)


def ordinal(number: int, case: str, gender: str = "m") -> str:
    """Return an ordinal in one of num2words' cases: n, g, d, a, i or p."""
    from num2words import num2words

    said: str = num2words(number, lang="ru", to="ordinal", case=case, gender=gender)
    return said


def _day(day: int, match: re.Match[str]) -> str | None:
    """Say the day of a date: in the genitive, "по пятое" and "на пятое" in the accusative."""
    before = word_before(match).lower()
    if before in ("к", "ко"):
        return ordinal(day, "d", "n")
    return ordinal(day, "n" if before in ("по", "на", "за") else "g", "n")


_MONTHS = months_of("ru")
_FROM_TO = re.compile(
    rf"(?<=[Сс]{SPACE})(?P<first>\d{{1,2}})(?P<link>{SPACE}по{SPACE})(?P<day>\d{{1,2}}){SPACE}"
    rf"(?=(?:{'|'.join(_MONTHS)})(?!\w))"
)
_YEAR = re.compile(
    rf"(?<![\w.,:/\u2013-])(?P<year>1\d\d\d|20\d\d){SPACE}(?P<noun>годом|году|года|год|г\.)(?!\w)"
)
_YEAR_CASES = {"год": "n", "года": "g", "годом": "i"}
_GENITIVE_OF_YEAR = frozenset(_MONTHS) | words(
    "до от с после около конца начала середины конце начале середине весной летом осенью зимой"
    " весны лета осени зимы квартале полугодии январе феврале марте апреле мае июне июле августе"
    " сентябре октябре ноябре декабре"
)
_CENTURY = re.compile(
    r"(?<![\w-])(?P<number>[IVXХ]{1,5})[ \u00a0](?P<noun>веком|веке|века|веку|век|в\.)(?!\w)"
)
_CENTURY_CASES = {"век": "n", "века": "g", "веку": "d", "веком": "i", "веке": "p"}
_SUFFIXED = re.compile(r"(?<![\w.,:/-])(?P<number>\d{1,4})-(?P<ending>го|му|я|ю|й|х|е)(?!\w|-)")
_ENDINGS = {"го": ("g", "m"), "му": ("d", "m"), "я": ("n", "f"), "ю": ("a", "f")}


def _from_to(match: re.Match[str]) -> str | None:
    first, day = int(match["first"]), int(match["day"])
    if not (1 <= first <= 31 and 1 <= day <= 31):
        return None
    return f"{ordinal(first, 'g', 'n')}{match['link']}{ordinal(day, 'n', 'n')} "


def _year(match: re.Match[str]) -> str | None:
    before, noun_form = word_before(match).lower(), match["noun"]
    if noun_form == "г.":
        noun_form = {"в": "году", "к": "году"}.get(before, "")
        if before in _GENITIVE_OF_YEAR:
            noun_form = "года"
    if not noun_form:
        return None
    case = _YEAR_CASES.get(noun_form) or ("d" if before in ("к", "ко", "по") else "p")
    return f"{ordinal(int(match['year']), case)} {noun_form}{stop(match)}"


def _century(match: re.Match[str]) -> str | None:
    value = roman_value(match["number"].replace("Х", "X"))  # The Cyrillic letter is met, too.
    noun_form = match["noun"]
    if noun_form == "в.":
        noun_form = "веке" if word_before(match).lower() in ("в", "во") else ""
    if value is None or not noun_form:
        return None
    return f"{ordinal(value, _CENTURY_CASES[noun_form])} {noun_form}{stop(match)}"


def _suffixed(match: re.Match[str]) -> str | None:
    """Say "2-го", "90-х"; "3-й" by the ending of what follows."""
    from num2words import num2words

    number, ending = int(match["number"]), match["ending"]
    if not number:
        return None
    if ending in _ENDINGS:
        return ordinal(number, *_ENDINGS[ending])
    if ending == "й":
        after = word_after(match)
        if not after or after[-1] in "оьюя":
            return None
        return ordinal(number, *(("g", "f") if after[-1] in "аеиоуыэ" else ("n", "m")))
    if number % 10 or number % 100 < 20:
        return ordinal(number, "n", "n") if ending == "е" else None
    said: str = num2words(
        number, lang="ru", to="ordinal", plural=True, case="g" if ending == "х" else "n"
    )
    return said


def _year_in_words(year: int) -> str:
    return f"{ordinal(year, 'g')} года"


RULES: tuple[Rule, ...] = (
    *numeric_date_rules(Dates(_MONTHS, day=_day, year=_year_in_words, year_word=r"года|г\.")),
    Rule("date", _FROM_TO, _from_to, DIGITS_ANYWHERE),
    day_rule(_MONTHS, _day),
    Rule("year", _YEAR, _year, DIGITS_ANYWHERE),
    Rule("century", _CENTURY, _century, frozenset("IVXХ")),
    Rule("ordinal", _SUFFIXED, _suffixed, frozenset("-")),
    *amount_rules(_AMOUNTS),
    abbreviation_rule(
        {"№": "номер", "ст.": "статья", "стр.": "страница"}, follows=r"(?=[ \u00a0]?\d)"
    ),
    abbreviation_rule(
        {
            "т. е.": "то есть",
            "т. д.": "так далее",
            "т. п.": "тому подобное",
            "т. к.": "так как",
            "до н. э.": "до нашей эры",
            "н. э.": "нашей эры",
        }
    ),
)
