"""Numbers: how they are written, and those that are said otherwise than an engine would.

Engines say whole numbers, numbers with thousands separators, decimals, percentages and ordinals
as they should, so those stay in figures. They say years as quantities, decades in two pieces, and
a hyphen or nothing at all between the ends of a range.
"""

from __future__ import annotations

import re
from functools import cache

from narrator.planning.verbalizing.english.context import (
    text_before,
    word_after,
    word_before,
)
from narrator.planning.verbalizing.rules import Rule
from narrator.planning.verbalizing.surroundings import words

NUMBER = r"(?:\d{1,3}(?:,\d{3}){1,5}|\d{1,15})(?:\.\d{1,9})?"
"""A number as English writes it; the quantifiers are bounded so that no text takes long."""
DASH = r"[ \u00a0]?[-\u2010\u2011\u2012\u2013\u2014][ \u00a0]?"
TIGHT_DASH = r"[-\u2010\u2011\u2012\u2013\u2014]"
START = r"(?<![\w.,:/$€£¥#@^+=*%°'’_\u2010-\u2014\u2212-])"
"""Where a number begins that is no part of something longer."""
END = r"(?![\w^/=*°_]|[.,:]\d|[\u2010-\u2014\u2212-](?:\d|[A-Z]{2}))"
"""Where a number ends that is no part of something longer."""
DIGITS = frozenset("0123456789")

_DECADE = re.compile(
    r"(?<![\w.,:/$€£#])(?<!\d[-\u2013])(?:(?P<full>1[1-9]\d0|20\d0)|(?P<short>['’‘]?[1-9]0))['’]?s(?!\w)"
)
_TENS = (
    *("", "ten", "twenty", "thirty", "forty", "fifty"),
    *("sixty", "seventy", "eighty", "ninety"),
)
_DECADE_OF = words(
    "the his her their my our your early late mid low high upper lower and or to into"
)
_RANGE = re.compile(
    rf"{START}(?P<low>{NUMBER})(?P<percent>%?){TIGHT_DASH}"
    rf"(?P<high>{NUMBER}){END}"
)
_NOT_A_RANGE_BEHIND = words(
    "route highway road flight room rule case model section article docket nos no isbn boeing"
    " airbus code zip extension ext apartment apt unit number version interstate exit psalm"
    " serial chapter verse apollo"
)
_TRIPLE = re.compile(rf"{START}(?P<parts>\d{{1,2}}(?:[-\u2013]\d{{1,2}}){{2,3}}){END}")
_FORMATIONS = words(
    "3-4-3 3-5-2 4-2-4 4-3-3 4-4-2 4-5-1 5-3-2 5-4-1 4-2-3-1 4-1-4-1 3-4-2-1 4-3-2-1 4-3-1-2"
)
"""The usual formations of football; other numbers in threes may be dates."""
_TRIPLE_BEFORE_WORDS = frozenset({"record", "formation", "season", "mark", "vote"})
_SETS = re.compile(
    rf"{START}\d{{1,2}}[-\u2013]\d{{1,2}}(?: \(\d{{1,2}}(?:[-\u2013]\d{{1,2}})?\))?"
    r"(?:(?:, and|,| and) \d{1,2}[-\u2013]\d{1,2}(?: \(\d{1,2}(?:[-\u2013]\d{1,2})?\))?){1,4}"
    rf"{END}"
)
"""The sets of a tennis match, with their tie-breaks in brackets."""
_SEASON = re.compile(rf"{START}(?P<low>(?:19|20)\d\d)/(?P<high>(?:(?:19|20)\d\d)|\d\d){END}")
_AFTER_NINE_ELEVEN = words("attack attacks hijacker hijackers Commission commission memorial")
_SLASHED = {
    "24/7": "24 7",
    "9-1-1": "9 1 1",
    "24-7": "24 7",
    "9/11": "9 11",
    "50/50": "50 50",
    "20/20": "20 20",
    "7/7": "7 7",
}
_SLASHED_PATTERN = re.compile(rf"(?<![\w.,:/$€£])(?<!\d-)(?:{'|'.join(_SLASHED)})(?![\w/]|[.,]\d)")


@cache
def year_in_words(year: int) -> str:
    """Return a year as it is said: "nineteen oh-five"; those of 2000 to 2009 in figures."""
    if not 1000 <= year <= 2099 or 2000 <= year <= 2009:
        return str(year)
    from num2words import num2words

    return str(num2words(year, to="year"))


@cache
def ordinal(number: int) -> str:
    """Return an ordinal number in words: "twenty-first"."""
    from num2words import num2words

    return str(num2words(number, to="ordinal"))


def ordinal_figure(number: int) -> str:
    """Return an ordinal number in figures, which every engine says: "21st"."""
    ending = {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{'th' if number % 100 in (11, 12, 13) else ending}"


def value(written: str) -> float:
    """Return the value of a number as `NUMBER` finds it."""
    return float(written.replace(",", ""))


def _decade(match: re.Match[str]) -> str | None:
    if match["full"]:
        year = int(match["full"])
        if year == 2000:
            return "two thousands"
        return _plural(year_in_words(year))
    short = match["short"].lstrip("'’‘")
    marked = short != match["short"]
    if not marked and not _is_decade(match):
        return None
    return _plural(_TENS[int(short) // 10])


def _is_decade(match: re.Match[str]) -> bool:
    """Say whether a number like "80s" can only be a decade, of a life or of degrees."""
    return word_before(match).lower() in _DECADE_OF or text_before(match).endswith(
        ("mid-", "early-", "late-")
    )


def _plural(words: str) -> str:
    return f"{words[:-1]}ies" if words.endswith("y") else f"{words}s"


def _range(match: re.Match[str]) -> str | None:
    low, high = match["low"], match["high"]
    if word_before(match).lower().rstrip(".") in _NOT_A_RANGE_BEHIND or _is_code(low, high):
        return None
    if text_before(match).endswith(("No. ", "no. ")):
        return None  # A single number with a hyphen: "case No. 22-1234".
    if (low, high) == ("9", "11") and word_after(match) in _AFTER_NINE_ELEVEN:
        return "9 11"
    if low == high:
        return f"{low}{match['percent']} {high}"
    years = _years(low, high)
    if years:
        return years.replace(" to ", " and ") if word_before(match).lower() == "between" else years
    link = "and" if word_before(match).lower() == "between" else "to"
    return f"{low}{match['percent']} {link} {high}"


def _is_code(low: str, high: str) -> bool:
    """Say whether two numbers with a hyphen may be a telephone number or some other code."""
    if re.match(r"0\d", low) or (re.match(r"0\d", high) and not _short_year(low, high)):
        return True
    if not (low.isdigit() and high.isdigit() and len(high) == 4 and len(low) in (3, 4, 5)):
        return False
    round_numbers = int(low) % 50 == int(high) % 50 == 0
    return not (_years(low, high) or (len(low) < 5 and round_numbers and int(low) < int(high)))


def _short_year(low: str, high: str) -> bool:
    return bool(re.fullmatch(r"(?:1[1-9]|20)\d\d", low)) and len(high) == 2 and high.isdigit()


def _years(low: str, high: str) -> str | None:
    """Return a range of years, "2019-2024" or "1914-18", or None where it is no such range."""
    if _short_year(low, high) and int(high) > int(low[2:]):
        if high.startswith("0"):
            return f"{year_in_words(int(low))} to {year_in_words(int(low[:2] + high))}"
        return f"{year_in_words(int(low))} to {high}"
    if _short_year(low, high) and low.endswith("99") and high == "00":
        return f"{year_in_words(int(low))} to {int(low) + 1}"
    both = [number for number in (low, high) if re.fullmatch(r"(?:1[1-9]|20)\d\d", number)]
    if len(both) == 2 and int(low) < int(high):
        return f"{year_in_words(int(low))} to {year_in_words(int(high))}"
    return None


def _sets(match: re.Match[str]) -> str | None:
    pairs = re.findall(r"(?<!\()\b(\d{1,2})[-\u2013](\d{1,2})(?!\))", match[0])
    if not all(6 <= max(int(one), int(other)) <= 7 for one, other in pairs):
        return None
    return re.sub(r"(?<=\d)[-\u2013](?=\d)", " ", match[0])


def _season(match: re.Match[str]) -> str | None:
    if int(match["high"][-2:]) != (int(match["low"][2:]) + 1) % 100:
        return None
    return _years(match["low"], match["high"])


def _triple(match: re.Match[str]) -> str | None:
    parts = match["parts"].replace("\u2013", "-")
    if parts in _FORMATIONS or word_after(match) in _TRIPLE_BEFORE_WORDS:
        return parts.replace("-", " ")
    return None


def _slashed(match: re.Match[str]) -> str:
    return _SLASHED[match[0]]


DECADE_RULES = (Rule("decade", _DECADE, _decade, DIGITS),)
RANGE_RULES = (
    Rule("numbers said apart", _SLASHED_PATTERN, _slashed, frozenset("/-")),
    Rule("set scores", _SETS, _sets, DIGITS),
    Rule("season", _SEASON, _season, frozenset("/")),
    Rule("record", _TRIPLE, _triple, DIGITS),
    Rule("range or score", _RANGE, _range, DIGITS),
)
