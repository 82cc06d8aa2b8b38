"""Which addresses of an article a page may lead to."""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit

from narrator.publishing.markup import clean

_UNFIT = re.compile(r"[\s\"<>\\^`{|}]|%(?![0-9A-Fa-f]{2})")
"""What an address has no place for unless it is escaped (RFC 3987, section 2.2)."""


def web_address(url: str) -> str:
    """Return an address of the web as a link can have it; empty for every other kind.

    Neither scripts nor files nor mail are led to.
    """
    written = _UNFIT.sub(lambda found: quote(found[0], safe=""), clean(url.strip()))
    try:
        parts = urlsplit(written)
        is_of_the_web = parts.scheme.lower() in ("http", "https") and bool(parts.hostname)
    except ValueError:  # "http://["
        return ""
    return written if is_of_the_web else ""
