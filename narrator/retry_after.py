"""How long a server asks to wait before it is asked again: the header Retry-After."""

from __future__ import annotations

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime


def retry_after_s(value: str) -> float | None:
    """Return the seconds of a Retry-After header (RFC 9110, section 10.2.3), 0 for the past.

    Both forms are understood, seconds and an HTTP date; for anything else it is None.
    """
    value = value.strip()
    if value.isascii() and value.isdigit():
        return float(value)
    try:
        moment = parsedate_to_datetime(value)
    except ValueError:
        return None
    if moment.tzinfo is None:  # "-0000" says that the zone is unknown; HTTP dates are UTC.
        moment = moment.replace(tzinfo=UTC)
    return max((moment - datetime.now(UTC)).total_seconds(), 0.0)
