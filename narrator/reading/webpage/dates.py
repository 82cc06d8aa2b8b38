"""Dates: the claimed ones as ISO 8601, the visible ones as the page writes them."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from narrator.article import ItemList, Metadata, Paragraph, PublicationDate
from narrator.reading.webpage import labels
from narrator.reading.webpage.dom import Element, ancestors, elements, find, is_inline, plain
from narrator.reading.webpage.furniture import is_word_of_a_line
from narrator.reading.webpage.listings import flatten

if TYPE_CHECKING:
    from narrator.reading.webpage.drafts import Draft
    from narrator.reading.webpage.structured import Claims

_ISO = re.compile(
    r"(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2})?)(?:[.,]\d+)?\s*(Z|[+-]\d{2}:?\d{2})?)?"
)
_DAY_FIRST = re.compile(r"\b(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4}|\d{2})\b")
_YEAR_FIRST = re.compile(r"\b(\d{4})\s?[./年년]\s?(\d{1,2})\s?[./月월]\s?(\d{1,2})")
_SLASHED = re.compile(r"\b(\d{1,2})[/-](\d{1,2})[/-](\d{4})\b")
_YEAR = re.compile(r"\b((?:19|20)\d{2})\b")
_DAY = re.compile(r"\b(\d{1,2})(?:st|nd|rd|th|er|º|\.)?\b(?![:.h]\d{2})")
PUBLISHED = (
    "article:published_time",
    "og:article:published_time",
    "datepublished",
    "date",
    "pubdate",
    "publishdate",
    "dc.date",
    "dc.date.issued",
    "dcterms.created",
    "parsely-pub-date",
    "sailthru.date",
    "article.published",
    "citation_publication_date",
    "citation_online_date",
)
"""Meta elements that give the date of publication, the most trusted first; JSON-LD goes before."""
UPDATED = ("article:modified_time", "og:updated_time", "datemodified", "last-modified")
LINE_CHARS = 150
"""A longer block around a time element is a sentence that names a day."""


def iso(text: str) -> str:
    """Return the first ISO 8601 date of a text, its time as far as it is given."""
    found = _ISO.search(text)
    if not found:
        return ""
    year, month, day, time, zone = found.groups()
    if not (1 <= int(month) <= 12 and 1 <= int(day) <= 31):
        return ""
    if not time:
        return f"{year}-{month}-{day}"
    if zone and zone != "Z" and ":" not in zone:
        zone = f"{zone[:3]}:{zone[3:]}"
    return f"{year}-{month}-{day}T{time}{'+00:00' if zone == 'Z' else zone or ''}"


def understand(text: str, language: str) -> str:
    """Return the day that a text names, as ISO 8601; empty where that is not certain."""
    if found := iso(text):
        return found
    if match := _YEAR_FIRST.search(text):
        year, month, day = match.groups()
    elif match := _DAY_FIRST.search(text):
        day, month, year = match.groups()
    elif match := _SLASHED.search(text):
        day, month, year = _unslash(match[1], match[2], match[3], language)
    else:
        day, month, year = _named(text, language)
    return _iso_day(year, month, day)


def _unslash(first: str, second: str, year: str, language: str) -> tuple[str, str, str]:
    """Return day, month and year of 3/4/2026, which means two days; English does not say which."""
    if int(first) > 12:
        return first, second, year
    if int(second) > 12 or language.lower() == "en-us":
        return second, first, year
    return ("", "", "") if language.lower() in ("", "en") else (first, second, year)


def _named(text: str, language: str) -> tuple[str, str, str]:
    """Return day, month and year of a date with the month's name."""
    year, lowered = _YEAR.search(text), text.lower()
    if year is None or (language and not re.fullmatch(r"[A-Za-z]{2,3}(-\w+)*", language)):
        return "", "", ""
    for number, names in _months(language).items():
        at = next((m for name in names if (m := re.search(rf"\b{name}", lowered))), None)
        if at:
            day = min(_DAY.finditer(text), key=lambda m: abs(m.start() - at.start()), default=None)
            return (day[1] if day else "", str(number), year[1])
    return "", "", ""


def _months(language: str) -> dict[int, list[str]]:
    """Return the months' names in a language and in English, the full ones before the short."""
    from babel import Locale, UnknownLocaleError

    found: dict[int, list[str]] = {number: [] for number in range(1, 13)}
    for name in dict.fromkeys((language.replace("-", "_") or "en", "en")):
        try:
            locale = Locale.parse(name)
        except (UnknownLocaleError, ValueError):
            continue
        for width in ("wide", "abbreviated"):
            for number, month in locale.months["format"][width].items():
                found[number].append(re.escape(month.lower().rstrip(".")))
    return found


def _iso_day(year: str, month: str, day: str) -> str:
    if not (year and month and day):
        return ""
    full = f"20{year}" if len(year) == 2 else year
    if not (1 <= int(month) <= 12 and 1 <= int(day) <= 31):
        return ""
    return f"{full}-{int(month):02}-{int(day):02}"


_MARKED = re.compile(r" (date published|published|dt published|entry date) ")


def published(claims: Claims, body: Element) -> tuple[str, Element | None]:
    """Return when the article was published, and the time element that shows it."""
    given = iso(claims.text("datePublished")) or next(
        (found for name in PUBLISHED if (found := iso(claims.first(name)))), ""
    )
    times = [element for element in find(body, "time") if _is_line(element)]
    for element in times:
        if given and iso(element.get("datetime"))[:10] == given[:10]:
            return given, element
    if not given:
        for element in times:
            if stamp := iso(element.get("datetime")):
                return stamp, element
    return given or _in_microdata(body), None


def _in_microdata(body: Element) -> str:
    """Return the date that an element of the page is marked with: schema.org, hAtom."""
    for element in elements(body):
        if _MARKED.search(element.names):
            for name in ("content", "datetime", "title"):
                if stamp := iso(element.get(name)):
                    return stamp
    return ""


def _is_line(element: Element) -> bool:
    """Tell whether a time element stands in a short line that is shown."""
    if (
        not element.chars
        or labels.is_time(plain(element))
        or any(node.reason for node in (element, *ancestors(element)))
    ):
        return False
    block = next((node for node in ancestors(element) if not is_inline(node)), element)
    return block.chars <= LINE_CHARS or not is_word_of_a_line(element)


def updated(claims: Claims) -> str:
    """Return when the article was last changed, as the page claims it."""
    return iso(claims.text("dateModified")) or iso(claims.first(*UPDATED))


def adopt(metadata: Metadata, drafts: list[Draft]) -> tuple[Metadata, list[Draft]]:
    """Return the metadata with the visible date lines in it, and the drafts of these lines."""
    adopted: list[Draft] = []
    for draft in drafts:
        if draft.reason is None:
            continue
        for text in _lines(draft):
            day = understand(text, metadata.language) if labels.is_date_line(text) else ""
            changed = _with_date(metadata, text, day) if day else None
            if changed is not None:
                metadata = changed
                adopted += [draft] if isinstance(draft.block, Paragraph) else []
    return metadata, adopted


def _lines(draft: Draft) -> list[str]:
    """Return the lines of a draft that may be dates: a paragraph, or the items of a list."""
    match draft.block:
        case Paragraph():
            return [draft.block.text]
        case ItemList():
            return flatten(draft.block.items)
        case _:
            return []


def _with_date(metadata: Metadata, text: str, day: str) -> Metadata | None:
    """Return the metadata with a visible date, or nothing where it has one or it does not fit."""
    known = metadata.published
    if labels.is_update(text) and known is not None and known.iso[:10] != day[:10]:
        if metadata.updated is not None and metadata.updated.written:
            return None
        stamp = metadata.updated.iso if metadata.updated else day
        return replace(metadata, updated=PublicationDate(text, stamp))
    if known is None:
        return replace(metadata, published=PublicationDate(text, day))
    if known.written or known.iso[:10] != day[:10]:
        return None
    return replace(metadata, published=PublicationDate(text, known.iso))
