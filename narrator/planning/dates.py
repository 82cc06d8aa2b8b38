"""Dates of publication in words."""

from __future__ import annotations

import re
from datetime import date

from narrator.article import PublicationDate

_ISO_DATE = re.compile(r"(\d{4}-\d{2}-\d{2})(?:[T ]\d{2}:\d{2}\S*)?\Z")

_FIGURES = re.compile(r"\d{1,4}[./-]\s?\d{1,2}[./-]\s?\d{1,4}\Z")


def date_in_words(published: PublicationDate, language: str) -> str:
    """Return the date as it is read aloud.

    What the page writes is read as it stands, unless it is a bare ISO 8601 date or figures that
    were understood ("12/03/2026"); those, and a date that only the page's metadata has, are read
    in the long form of the language (CLDR).
    """
    written = published.written or published.iso
    if published.iso and _FIGURES.match(written) and not _ISO_DATE.match(written):
        written = published.iso
    found = _ISO_DATE.match(written)
    if not found:
        return str(published)
    from babel import Locale, UnknownLocaleError
    from babel.dates import format_date

    try:
        locale = Locale.parse(language, sep="-")
        return format_date(date.fromisoformat(found[1]), "long", locale=locale)
    except (UnknownLocaleError, ValueError):
        return str(published)
