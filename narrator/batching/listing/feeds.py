"""RSS, Atom and JSON feeds: what their entries say of the articles.

The pages that entries lead to are read, not the text in the feed, which may be a part of it.
"""

from __future__ import annotations

import io
import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin
from xml.sax import SAXException

from narrator.batching.jobs import Job, Row, Status
from narrator.errors import SourceError

if TYPE_CHECKING:
    from narrator.reading.sources import Retrieved

MAX_FEED_BYTES = 20_000_000
"""Of a feed. Of seven hostile shapes, tags that never end took the library longest: 2.2 s of one
core for each MB, growing no faster than the feed. Feeds of ten years of articles have some MB."""

NO_ADDRESS = "The feed gives no address of its page."


def feed_jobs(raw: Retrieved) -> Iterator[Job | Row]:
    """Yield the entries of an RSS or Atom feed, in its order, mostly the newest first.

    Raises:
        SourceError: where it is too large, declares entities, or holds no feed.
    """
    import feedparser

    _refuse_unsafe(raw)
    # A stream, since the library takes bytes, too, for a path or an address where they look so.
    found = feedparser.parse(
        io.BytesIO(raw.data),
        response_headers={"content-location": raw.url} if raw.url else {},
        sanitize_html=False,
        resolve_relative_uris=False,
    )
    entries = [dict(entry) for entry in found.entries]  # Their own mapping warns of its habits.
    fault = found.get("bozo_exception")
    if isinstance(fault, SAXException):
        said = f"The feed is damaged ({fault.getMessage()})"
        if not any(entry.get("link") for entry in entries):
            raise SourceError(said, where=raw.where, hint="Get it once more.")
        note = f"{said}: what stands behind that place may be missing."
        yield Row(raw.where, Status.SKIPPED, origin=raw.where, note=note)
    for entry in entries:
        updated = _iso(entry.get("updated_parsed"))
        published = _iso(entry.get("published_parsed")) or updated
        job = Job(
            str(entry.get("link", "")),
            name=str(entry.get("title", "")),
            entry=str(entry.get("id", "")),
            published=published,
            stamp=updated or published,
        )
        yield _located(job, raw)


def json_feed_jobs(raw: Retrieved) -> Iterator[Job | Row]:
    """Yield the items of a JSON feed (JSON Feed 1.1), in its order.

    Raises:
        SourceError: where its items are not what the standard says.
    """
    items = json.loads(raw.data.decode("utf-8-sig", "replace")).get("items")
    if not isinstance(items, list):
        raise SourceError("The JSON feed has no items", where=raw.where, hint="Get it once more.")
    for item in items:
        said: Mapping[str, Any] = item if isinstance(item, dict) else {}
        entry, published, changed = (
            str(said.get(name) or "") for name in ("id", "date_published", "date_modified")
        )
        link = said.get("url") or said.get("external_url") or (entry if "://" in entry else "")
        job = Job(
            str(link),
            name=str(said.get("title") or ""),
            entry=entry,
            published=published or changed,
            stamp=changed or published,
        )
        yield _located(job, raw)


def _located(job: Job, raw: Retrieved) -> Job | Row:
    """Return the job of an entry; a feed may name pages on the web, and no file of ours."""
    link = job.source.strip()
    address = urljoin(raw.url, link) if link else ""
    name = " ".join(job.name.split())
    if not address.startswith(("http://", "https://")):
        shown = name or job.entry or raw.where
        return Row(shown, Status.SKIPPED, title=name, origin=raw.where, note=NO_ADDRESS)
    return replace(job, source=address, name=name, origin=raw.where)


def _iso(moment: Any) -> str:
    """Return a time of feedparser's, which is in UTC, as ISO 8601."""
    if not moment:
        return ""
    try:
        year, month, day, hour, minute, second = moment[:6]
        return datetime(year, month, day, hour, minute, second, tzinfo=UTC).isoformat()
    except (ValueError, TypeError):
        return ""


def _refuse_unsafe(raw: Retrieved) -> None:
    if len(raw.data) > MAX_FEED_BYTES:
        raise SourceError(
            f"The feed is larger than {MAX_FEED_BYTES // 1_000_000} MB",
            where=raw.where,
            hint="Give the addresses of its articles as a list.",
        )
    if b"<!entity" in raw.data.replace(b"\0", b"").lower():
        raise SourceError(
            "The feed declares entities, which is not safe to read",
            where=raw.where,
            hint="Give the addresses of its articles as a list.",
        )
