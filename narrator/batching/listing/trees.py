"""OPML and sitemaps: XML that names feeds and pages."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING
from urllib.parse import urljoin
from xml.etree.ElementTree import Element

from narrator.batching.jobs import Job
from narrator.errors import SourceError
from narrator.reading.xmltree import XmlError, parse_xml

if TYPE_CHECKING:
    from narrator.batching.listing import Lead
    from narrator.reading.sources import Retrieved


def opml_leads(raw: Retrieved) -> Iterator[Lead]:
    """Yield the feeds of an OPML document, each once (OPML 2.0, "Subscription lists").

    Raises:
        SourceError: where it is damaged, or XML that is not safe to read.
    """
    from narrator.batching.listing import Lead

    seen = set()
    for outline in _parse(raw, "a list of feeds (OPML)").iter("outline"):
        names = {name.lower(): value for name, value in outline.attrib.items()}
        link = names.get("xmlurl", "").strip()
        feed = urljoin(raw.url, link) if link else ""
        if feed.startswith(("http://", "https://")) and feed not in seen:
            seen.add(feed)
            yield Lead(feed, raw.where)


def sitemap_jobs(raw: Retrieved) -> Iterator[Job | Lead]:
    """Yield the pages of a sitemap, or the sitemaps of an index (sitemaps.org, protocol 0.9).

    Raises:
        SourceError: where it is damaged, or XML that is not safe to read.
    """
    from narrator.batching.listing import Lead

    root = _parse(raw, "a sitemap")
    is_index = _local(root) == "sitemapindex"
    for entry in root:
        said = {_local(child): (child.text or "").strip() for child in entry}
        address = urljoin(raw.url, said["loc"]) if said.get("loc") else ""
        if not address.startswith(("http://", "https://")):
            continue
        if is_index:
            yield Lead(address, raw.where)
            continue
        # Google's news sitemaps say more; what is changed last is all that the others know.
        news = {_local(each): (each.text or "").strip() for each in entry.iter()}
        changed = said.get("lastmod", "")
        yield Job(
            address,
            name=news.get("title", ""),
            published=news.get("publication_date", "") or changed,
            stamp=changed,
            origin=raw.where,
        )


def _local(element: Element) -> str:
    return element.tag.rpartition("}")[2]


def _parse(raw: Retrieved, name: str) -> Element:
    try:
        return parse_xml(raw.data)
    except XmlError as error:
        raise SourceError(
            f"This seems to be {name}, and cannot be read ({error})",
            where=raw.where,
            hint="Get it once more, or give the addresses of its articles as a list.",
        ) from error
