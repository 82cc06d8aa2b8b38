"""Dates of publication in words."""

from __future__ import annotations

import re
from datetime import date

from narrator.article import PublicationDate

_ISO_DATE = re.compile(r"(\d{4}-\d{2}-\d{2})(?:[T ]\d{2}:\d{2}\S*)?\Z")


def date_in_words(published: PublicationDate, language: str) -> str:
    """Return the date as it is read aloud.

    What the page writes is read as it stands, unless it is a bare ISO 8601 date; that, and a
    date that only the page's metadata has, is read in the long form of the language (CLDR).
    """
    found = _ISO_DATE.match(published.written or published.iso)
    if not found:
        return str(published)
    from babel import Locale, UnknownLocaleError
    from babel.dates import format_date

    try:
        locale = Locale.parse(language, sep="-")
        return format_date(date.fromisoformat(found[1]), "long", locale=locale)
    except (UnknownLocaleError, ValueError):
        return str(published)
