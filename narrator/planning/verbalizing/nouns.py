"""What is counted: a noun in the forms that numbers ask for.

The forms are those of the plural categories of the Unicode CLDR (through babel).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache

_CATEGORIES: Mapping[int, tuple[str, ...]] = {
    1: ("other",),
    2: ("one", "other"),
    3: ("one", "few", "other"),
    4: ("one", "few", "many", "other"),
}
"""The categories that a noun with so many forms is given for, in order."""


@dataclass(frozen=True, slots=True)
class Noun:
    """A noun as numbers want it."""

    forms: Mapping[str, str]
    """By plural category. With `{n}` where the number does not stand before it: "yüzde {n}"."""
    counted: str | None = None
    """Behind a word such as "million": "d'euros", "рублей"; as `other`, where there is none."""
    genitive: Mapping[str, str] = field(default_factory=dict)
    """By plural category, where a preposition asks for it: "до 5 процентов"."""
    feminine: bool = False
    """Whether it asks for the feminine form of "one" and "two"."""
    links: bool = True
    """As a magnitude, whether what it counts has its form `counted`: "milhões de reais", but "mil
    reais"."""

    def form(self, category: str, genitive: bool = False) -> str:
        """Return the form for a plural category."""
        if genitive and category in self.genitive:
            return self.genitive[category]
        return self.forms.get(category, self.forms["other"])

    def behind(self, magnitude: Noun) -> str:
        """Return the form behind "million" and the like."""
        if not magnitude.links:
            return self.forms["other"]
        return self.counted or self.forms.get("many", self.forms["other"])


def noun(
    *forms: str, counted: str | None = None, feminine: bool = False, links: bool = True
) -> Noun:
    """Return a noun from its forms.

    Args:
        forms: One for all numbers; singular and plural; one, few and other (Serbian), where the
            genitive of "one" is as "few"; or one, few, many and fractions (the other Slavic
            languages), where the genitive of "few" is as "many", of "one" as of fractions.
        counted: See `Noun`.
        feminine: See `Noun`.
        links: See `Noun`.
    """
    by_category = dict(zip(_CATEGORIES[len(forms)], forms, strict=True))
    genitive = {}
    if len(forms) == 4:
        genitive = {"one": forms[3], "few": forms[2]}
    elif len(forms) == 3:
        genitive = {"one": forms[1]}  # Behind two to four the form stays: "od 2 evra".
    return Noun(by_category, counted, genitive, feminine, links)


def with_number(number: str, form: str) -> str:
    """Return number and form in the order that the form asks for."""
    return form.format(n=number) if "{n}" in form else f"{number} {form}"


@cache
def category_of(number: str, language: str) -> str:
    """Return the plural category that a number has in a language of the CLDR.

    Args:
        number: With a full stop before the fraction; "2.0" and "2" may differ.
        language: BCP 47.
    """
    from babel import Locale

    return Locale.parse(language.replace("-", "_")).plural_form(Decimal(number))


_SAMPLES = (1, 3, 11, Decimal("2.5"))
"""Numbers of which each language with forms for one, few, many and fractions has all four."""


def unit(name: str, language: str) -> Noun:
    """Return a unit of measure by its CLDR name ("length-kilometer"), in all its forms."""
    from babel.units import format_unit

    forms = {}
    for number in _SAMPLES:
        text = format_unit(number, name, length="long", locale=language.replace("-", "_"))
        digits = str(number).replace(".", ",")
        text = text.replace(str(number), digits).replace("\u00a0", " ")
        if digits in text:
            form = text.replace(digits, "{n}")
            forms[category_of(str(number), language)] = form.removeprefix("{n} ")
    forms.setdefault("other", next(iter(reversed(forms.values())), name))
    genitive = {}
    if "many" in forms and "few" in forms:
        genitive = {"one": forms["other"], "few": forms["many"]}
    return Noun(forms, None, genitive)


_UNITS: Mapping[str, str] = {
    "km": "length-kilometer",
    "m": "length-meter",
    "cm": "length-centimeter",
    "mm": "length-millimeter",
    "km²": "area-square-kilometer",
    "m²": "area-square-meter",
    "ha": "area-hectare",
    "m³": "volume-cubic-meter",
    "kg": "mass-kilogram",
    "g": "mass-gram",
    "mg": "mass-milligram",
    "km/h": "speed-kilometer-per-hour",
    "°C": "temperature-celsius",
    "℃": "temperature-celsius",
    "MW": "power-megawatt",
    "GW": "power-gigawatt",
    "kW": "power-kilowatt",
    "kWh": "energy-kilowatt-hour",
}
"""The units that articles are full of, by the symbol that they have in every Latin script."""


def units_of(language: str, symbols: Mapping[str, str] | None = None) -> dict[str, Noun]:
    """Return the usual units of measure by symbol.

    Args:
        language: BCP 47.
        symbols: The language's own symbols: "км" by "km". Without them, those of `_UNITS`.
    """
    own = symbols or dict(zip(_UNITS, _UNITS, strict=True))
    return {symbol: unit(_UNITS[of], language) for of, symbol in own.items()}
