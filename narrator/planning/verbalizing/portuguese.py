"""How Portuguese is said: `RULES` in Brazil, `rules` elsewhere."""

from __future__ import annotations

import re

from narrator.planning.verbalizing.abbreviations import abbreviation_rule
from narrator.planning.verbalizing.amounts import Amounts, Cents, amount_rules
from narrator.planning.verbalizing.calendar_dates import Dates, months_of, numeric_date_rules
from narrator.planning.verbalizing.centuries import century_rule
from narrator.planning.verbalizing.nouns import Noun, noun, units_of
from narrator.planning.verbalizing.rules import Rule

_EURO = noun("euro", "euros", counted="de euros")
_REAL = noun("real", "reais", counted="de reais")
_DOLLAR = noun("dólar", "dólares", counted="de dólares")
_MILLION = noun("milhão", "milhões")
_BILLION = noun("bilhão", "bilhões")
_TRILLION = noun("trilhão", "trilhões")
_FEMALE = {"1": "uma", "2": "duas"}


def _said(number: str, counted: Noun, _before: str) -> str:
    return _FEMALE.get(number, number) if counted.feminine else number


_CURRENCIES = {
    "R$": _REAL,
    "€": _EURO,
    "EUR": _EURO,
    "$": _DOLLAR,
    "US$": _DOLLAR,
    "USD": _DOLLAR,
    "£": noun("libra", "libras", counted="de libras", feminine=True),
    "M €": noun("milhão de euros", "milhões de euros"),
}
_MAGNITUDES = {
    "milhão": _MILLION,
    "milhões": _MILLION,
    "mil": noun("mil", links=False),
    "mi": _MILLION,
    "bilhão": _BILLION,
    "bilhões": _BILLION,
    "bi": _BILLION,
    "trilhão": _TRILLION,
    "trilhões": _TRILLION,
}
_HOURS = re.compile(
    r"(?<![\w.,:/-])(?P<hour>[01]?\d|2[0-4])[ \u00a0]?h"
    r"(?:[ \u00a0]?(?P<minute>[0-5]\d)(?:min)?)?(?![\w/])"
)


def _hours(match: re.Match[str]) -> str:
    hour, minute = int(match["hour"]), int(match["minute"] or 0)
    said = f"{_FEMALE.get(str(hour), hour)} {'hora' if hour == 1 else 'horas'}"
    return f"{said} e {minute}" if minute else said


def rules(language: str) -> tuple[Rule, ...]:
    """Return the rules of Portuguese with the names of units and months of one country."""
    amounts = Amounts(
        language=language,
        percent=noun("por cento"),
        currencies=_CURRENCIES,
        magnitudes=_MAGNITUDES,
        units=units_of(language),
        to="a",
        minus="menos",
        plus="mais",
        said=_said,
        cents={
            "R$": Cents("{whole} {noun} e {cents} {part}", noun("centavo", "centavos")),
            "€": Cents("{whole} {noun} e {cents}", noun("cêntimo", "cêntimos")),
        },
    )
    return (
        *numeric_date_rules(Dates(months_of(language), template="{day} de {month} de {year}")),
        Rule("time", _HOURS, _hours, frozenset("h")),
        century_rule("séculos?"),
        *amount_rules(amounts),
        abbreviation_rule(
            {"n.º": "número", "nº": "número", "art.": "artigo", "pág.": "página"},
            follows=r"(?=[ \u00a0]?\d)",
        ),
        abbreviation_rule(
            {
                "Sr.": "senhor",
                "Sra.": "senhora",
                "Dr.": "doutor",
                "Dra.": "doutora",
                "a.C.": "antes de Cristo",
                "d.C.": "depois de Cristo",
                "p. ex.": "por exemplo",
            }
        ),
    )


RULES = rules("pt")
