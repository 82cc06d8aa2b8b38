"""Measures: "10°C" is "10 degrees Celsius", "5ft 10in" is "5 feet 10 inches"."""

from __future__ import annotations

import re

from narrator.planning.verbalizing.english.context import (
    is_attributive,
    stop,
    word_after,
    word_before,
)
from narrator.planning.verbalizing.english.numbers import DIGITS, NUMBER, TIGHT_DASH, value
from narrator.planning.verbalizing.rules import Rule
from narrator.planning.verbalizing.surroundings import words

UNITS: dict[str, tuple[str, str]] = {
    "km/h": ("kilometer per hour", "kilometers per hour"),
    "kmh": ("kilometer per hour", "kilometers per hour"),
    "km/hr": ("kilometer per hour", "kilometers per hour"),
    "kph": ("kilometer per hour", "kilometers per hour"),
    "mph": ("mile per hour", "miles per hour"),
    "m/s": ("meter per second", "meters per second"),
    "m/s²": ("meter per second squared", "meters per second squared"),
    "km²": ("square kilometer", "square kilometers"),
    "sq km": ("square kilometer", "square kilometers"),
    "sq. km": ("square kilometer", "square kilometers"),
    "m²": ("square meter", "square meters"),
    "sq m": ("square meter", "square meters"),
    "sqm": ("square meter", "square meters"),
    "m³": ("cubic meter", "cubic meters"),
    "cm³": ("cubic centimeter", "cubic centimeters"),
    "sq ft": ("square foot", "square feet"),
    "sq. ft.": ("square foot", "square feet"),
    "sq. ft": ("square foot", "square feet"),
    "sqft": ("square foot", "square feet"),
    "ft²": ("square foot", "square feet"),
    "sq mi": ("square mile", "square miles"),
    "km": ("kilometer", "kilometers"),
    "kms": ("kilometer", "kilometers"),
    "KM": ("kilometer", "kilometers"),
    "cm": ("centimeter", "centimeters"),
    "mm": ("millimeter", "millimeters"),
    "nm": ("nanometer", "nanometers"),
    "μm": ("micrometer", "micrometers"),
    "ft": ("foot", "feet"),
    "yd": ("yard", "yards"),
    "kg": ("kilogram", "kilograms"),
    "kgs": ("kilogram", "kilograms"),
    "Kg": ("kilogram", "kilograms"),
    "KG": ("kilogram", "kilograms"),
    "mg/L": ("milligram per liter", "milligrams per liter"),
    "mg/l": ("milligram per liter", "milligrams per liter"),
    "mg/dL": ("milligram per deciliter", "milligrams per deciliter"),
    "μg/m³": ("microgram per cubic meter", "micrograms per cubic meter"),
    "µg/m³": ("microgram per cubic meter", "micrograms per cubic meter"),
    "km/s": ("kilometer per second", "kilometers per second"),
    "fps": ("frame per second", "frames per second"),
    "mg": ("milligram", "milligrams"),
    "μg": ("microgram", "micrograms"),
    "mcg": ("microgram", "micrograms"),
    "lb": ("pound", "pounds"),
    "lbs": ("pound", "pounds"),
    "oz": ("ounce", "ounces"),
    "ml": ("milliliter", "milliliters"),
    "µm": ("micrometer", "micrometers"),
    "µg": ("microgram", "micrograms"),
    "mL": ("milliliter", "milliliters"),
    "cl": ("centiliter", "centiliters"),
    "tbsp": ("tablespoon", "tablespoons"),
    "tsp": ("teaspoon", "teaspoons"),
    "°C": ("degree Celsius", "degrees Celsius"),
    "ºC": ("degree Celsius", "degrees Celsius"),
    "℃": ("degree Celsius", "degrees Celsius"),
    "° C": ("degree Celsius", "degrees Celsius"),
    "° F": ("degree Fahrenheit", "degrees Fahrenheit"),
    "°F": ("degree Fahrenheit", "degrees Fahrenheit"),
    "ºF": ("degree Fahrenheit", "degrees Fahrenheit"),
    "℉": ("degree Fahrenheit", "degrees Fahrenheit"),
    "TW": ("terawatt", "terawatts"),
    "GW": ("gigawatt", "gigawatts"),
    "MW": ("megawatt", "megawatts"),
    "kW": ("kilowatt", "kilowatts"),
    "TWh": ("terawatt-hour", "terawatt-hours"),
    "GWh": ("gigawatt-hour", "gigawatt-hours"),
    "MWh": ("megawatt-hour", "megawatt-hours"),
    "kWh": ("kilowatt-hour", "kilowatt-hours"),
    "kV": ("kilovolt", "kilovolts"),
    "kbps": ("kilobit per second", "kilobits per second"),
    "Mbps": ("megabit per second", "megabits per second"),
    "Gbps": ("gigabit per second", "gigabits per second"),
    "Mbit/s": ("megabit per second", "megabits per second"),
    "Gbit/s": ("gigabit per second", "gigabits per second"),
    "KB": ("kilobyte", "kilobytes"),
    "kB": ("kilobyte", "kilobytes"),
    "MB": ("megabyte", "megabytes"),
    "GB": ("gigabyte", "gigabytes"),
    "TB": ("terabyte", "terabytes"),
    "Hz": ("hertz", "hertz"),
    "kHz": ("kilohertz", "kilohertz"),
    "MHz": ("megahertz", "megahertz"),
    "GHz": ("gigahertz", "gigahertz"),
    "dB": ("decibel", "decibels"),
    "hPa": ("hectopascal", "hectopascals"),
    "kcal": ("kilocalorie", "kilocalories"),
    "ppm": ("part per million", "parts per million"),
    "ppb": ("part per billion", "parts per billion"),
    "bpm": ("beat per minute", "beats per minute"),
    "rpm": ("revolution per minute", "revolutions per minute"),
    "mpg": ("mile per gallon", "miles per gallon"),
    "hrs": ("hour", "hours"),
    "mins": ("minute", "minutes"),
    "secs": ("second", "seconds"),
    "pc": ("percent", "percent"),
    "bps": ("basis point", "basis points"),
    "ppt": ("percentage point", "percentage points"),
    "ppts": ("percentage point", "percentage points"),
    "bn": ("billion", "billion"),
    "mln": ("million", "million"),
    "tn": ("trillion", "trillion"),
    "trn": ("trillion", "trillion"),
}
"""What is said for one and for more, of units that cannot be taken for anything else."""
_GLUED = {
    "in": ("inch", "inches"),
    "g": ("gram", "grams"),
    "W": ("watt", "watts"),
    "V": ("volt", "volts"),
    "pp": ("percentage point", "percentage points"),
    "hr": ("hour", "hours"),
    "min": ("minute", "minutes"),
}
"""Units that are words or something else as well, and are sure only right behind a number."""
_ONLY_GLUED = frozenset({*_GLUED, "bps", "pc", "nm", "ppt", "tn"})
_ALL = UNITS | _GLUED
_ALTERNATIVES = "|".join(
    re.escape(unit).replace(r"\ ", "[ \u00a0]") for unit in sorted(_ALL, key=len, reverse=True)
)
_BEFORE = r"(?<![\w.,:/$€£¥#@^°-])"

_MEASURE = re.compile(
    rf"{_BEFORE}(?P<minus>[-\u2212\u2013](?=\d))?(?:(?P<low>{NUMBER})"
    rf"(?:[ \u00a0]?(?:{_ALTERNATIVES}))?{TIGHT_DASH}[-\u2212]?)?"
    rf"(?P<number>{NUMBER})(?P<gap>[ \u00a0-]?)(?P<unit>{_ALTERNATIVES})(?![\w/²³^])"
)
_FEET_AND_INCHES = re.compile(
    r"(?<![\w.,:/$€£°'’′-])(?P<feet>\d{1,3})(?:[ \u00a0]?(?:ft\.?|foot|feet)[ \u00a0]?"
    r"(?P<inches>\d{1,2})[ \u00a0]?(?:in\.|in\b|inch\b|inches\b)"
    r"|['’′](?P<short>\d{1,2})[\"”″])(?!\w)"
)
_STONE = re.compile(rf"{_BEFORE}(?P<number>\d{{1,2}})st(?=[ \u00a0]\d{{1,2}}[ \u00a0]?lbs?\b)")
_MILLIONS_OR_METERS = re.compile(rf"(?:{_BEFORE}|(?<=\d[x×]))(?P<number>{NUMBER})m(?![\w/²³])")
_OF_WATER = re.compile(
    r"[ \u00a0](?:of|above|below)[ \u00a0](?:the[ \u00a0])?"
    r"(?:water|snow|rain|sand|mud|rope|cable|fabric|ice|sea|ground|surface)\b"
)
_DEGREES = re.compile(
    rf"(?<![\w.,:/$€£#-])(?P<minus>[-\u2212](?=\d))?(?:(?P<low>\d{{1,3}}){TIGHT_DASH})?"
    r"(?P<number>\d{1,3}(?:\.\d)?)[ \u00a0]?(?P<scale>C|F)(?![\w+#°-])"
)
_SCALE = re.compile(r"\b(?P<degrees>[Dd]egrees?)[ \u00a0](?P<scale>[CF])(?!\w)")
_COUNTED_IN_MILLIONS = words(
    "people homes jobs users customers workers children households viewers adults pupils patients"
    " voters subscribers shares passengers tonnes tons barrels copies followers views years men"
    " women others more americans britons families deaths cases refugees visitors members"
    " residents doses vehicles cars trees hectares acres litres liters downloads streams"
)
_MEASURED_IN_METERS = words(
    "sprint hurdles race freestyle butterfly backstroke breaststroke relay final finals champion"
    " record dash tall high deep long wide away below above medley swim pool steeplechase heats"
    " heat gold silver bronze runner walk"
)
_BEFORE_DEGREES = words(
    "to of at above below hit reached reach around about nearly over under exceed exceeded"
    " exceeding and between was were than by near only just minus"
)
LARGEST_CHIP_NM = 28
"""What is made in nanometers, in the news, are the parts of chips."""
_SQUARED = {"²": "squared", "³": "cubed"}
_POWER = re.compile(
    r"(?<![\w.,^])(?P<base>\d{1,6}|[a-zA-Z]{1,2})\^(?P<exponent>[-\u2212]?\d{1,4})(?![\w^]|\.\d)"
)
_RAISED = re.compile(
    r"(?<![\w.,/])(?P<base>\d{1,6}|[a-zA-Z]{1,2})(?P<exponent>⁻?[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,4})(?!\w)"
)
_FIGURES = str.maketrans(
    "\u2070\u00b9\u00b2\u00b3\u2074\u2075\u2076\u2077\u2078\u2079\u207b", "0123456789-"
)


def _measure(match: re.Match[str]) -> str | None:
    unit = match["unit"].replace("\u00a0", " ")
    if unit in _ONLY_GLUED and match["gap"]:
        return None
    if unit == "nm" and value(match["number"]) > LARGEST_CHIP_NM:
        return None  # It may be nautical miles.
    if unit == "g" and match["number"] in "12345":  # 3g, 4g and 5g are networks, too.
        return None
    number = f"{match['low']} to {match['number']}" if match["low"] else match["number"]
    one = match["gap"] == "-" or number == "1" or is_attributive(match)
    name = _ALL[unit][0 if one else 1]
    return f"{'minus ' if match['minus'] else ''}{number} {name}{stop(match)}"


def _feet_and_inches(match: re.Match[str]) -> str:
    inches = match["inches"] or match["short"]
    foot = "foot" if match["feet"] == "1" else "feet"
    if is_attributive(match):
        return f"{match['feet']} foot {inches} inch"
    inch = "inch" if inches == "1" else "inches"
    return f"{match['feet']} {foot} {inches} {inch}{stop(match)}"


def _millions_or_meters(match: re.Match[str]) -> str | None:
    after = word_after(match).lower()
    if _OF_WATER.match(match.string, match.end()):
        return f"{match['number']} meters"
    people = word_after(match)[:1].isupper() and after.endswith("ans")
    if people or after in _COUNTED_IN_MILLIONS:
        return f"{match['number']} million"
    if after in _MEASURED_IN_METERS:
        attributive = word_before(match).lower() in {"a", "an", "the", "its", "this", "that"}
        one = attributive or after not in {
            "tall",
            "high",
            "deep",
            "long",
            "wide",
            "away",
            "below",
            "above",
        }
        return f"{match['number']} {'meter' if one else 'meters'}"
    return None


def _degrees(match: re.Match[str]) -> str | None:
    bracketed = match.string[match.start() - 1 : match.start()] == "("
    decimal = bool(match["low"]) or ("." in match["number"] and match["scale"] == "C")
    if not (
        match["minus"] or bracketed or decimal or word_before(match).lower() in _BEFORE_DEGREES
    ):
        return None
    scale = "Celsius" if match["scale"] == "C" else "Fahrenheit"
    low = f"{match['low']} to " if match["low"] else ""
    one = match["number"] == "1" or is_attributive(match)
    degree = "degree" if one else "degrees"
    return f"{'minus ' if match['minus'] else ''}{low}{match['number']} {degree} {scale}"


def _stone(match: re.Match[str]) -> str:
    return f"{match['number']} stone"


def _scale(match: re.Match[str]) -> str:
    return f"{match['degrees']} {'Celsius' if match['scale'] == 'C' else 'Fahrenheit'}"


def _power(match: re.Match[str]) -> str:
    if match["exponent"] in {"2", "3"}:
        return f"{match['base']} {'squared' if match['exponent'] == '2' else 'cubed'}"
    exponent = re.sub("[-\u2212]", "minus ", match["exponent"])
    return f"{match['base']} to the power of {exponent}"


def _raised(match: re.Match[str]) -> str | None:
    exponent = match["exponent"]
    if match["base"] in {"km", "cm", "mm", "m", "ft", "mi"}:
        return None
    if exponent in _SQUARED:
        return f"{match['base']} {_SQUARED[exponent]}"
    if not match["base"].isdigit():
        return None
    figures = exponent.translate(_FIGURES).replace("-", "minus ")
    return f"{match['base']} to the power of {figures}"


POWER_RULES = (
    Rule("power", _POWER, _power, frozenset("^")),
    Rule(
        "power",
        _RAISED,
        _raised,
        frozenset("⁰¹²³⁴⁵⁶⁷⁸⁹"),
    ),
)
UNIT_RULES = (
    Rule("unit", _STONE, _stone, DIGITS),
    Rule("unit", _FEET_AND_INCHES, _feet_and_inches, DIGITS),
    Rule("unit", _MEASURE, _measure, DIGITS),
    Rule("unit", _SCALE, _scale, frozenset("CF")),
    Rule("unit", _DEGREES, _degrees, frozenset("CF")),
    Rule("unit", _MILLIONS_OR_METERS, _millions_or_meters, frozenset("m")),
)
