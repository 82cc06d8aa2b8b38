"""What form a list has; its content says it, its name only where the content leaves it open."""

from __future__ import annotations

import json
import re
from enum import Enum, auto
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from narrator.plans import KIND as PLAN

if TYPE_CHECKING:
    from narrator.reading.sources import Retrieved


class Form(Enum):
    """How articles are listed."""

    ARTICLE = auto()
    """Not at all: it is one."""
    FEED = auto()
    """RSS of any version, RDF or Atom."""
    JSON_FEED = auto()
    OPML = auto()
    SITEMAP = auto()
    """Or an index of sitemaps."""
    ADDRESSES = auto()
    """One address or path a line."""
    CSV = auto()
    JSON_LINES = auto()


ROOTS = {
    "rss": Form.FEED,
    "rdf": Form.FEED,
    "feed": Form.FEED,
    "opml": Form.OPML,
    "urlset": Form.SITEMAP,
    "sitemapindex": Form.SITEMAP,
}
"""The root elements of RSS 0.91 to 2.0, RSS 1.0, Atom (RFC 4287), OPML 2.0 and sitemaps.org."""

JSON_FEED_VERSION = re.compile(r"https?://jsonfeed\.org/version/")
"""JSON Feed 1.1, "version"."""

TABLE_SUFFIXES = {
    ".csv": Form.CSV,
    ".tsv": Form.CSV,
    ".jsonl": Form.JSON_LINES,
    ".ndjson": Form.JSON_LINES,
}
TABLE_TYPES = {
    "text/csv": Form.CSV,
    "text/tab-separated-values": Form.CSV,
    "application/jsonl": Form.JSON_LINES,
    "application/x-ndjson": Form.JSON_LINES,
}

SNIFFED_CHARS = 4096
LISTED_SHARE = 0.5
"""Of the lines, that must be addresses or files: the others may be mistyped. Articles have none."""

_XML_ROOT = re.compile(
    r"(?:\s|<\?.*?\?>|<!--.*?-->|<!doctype[^>\[]*(?:\[.*?\]\s*)?>)*<(?:[\w.-]+:)?([A-Za-z]+)[\s>/]",
    re.DOTALL | re.IGNORECASE,
)
_WEB = re.compile(r"(?:https?|s3|gs|gcs|az|abfs)://\S+\Z", re.IGNORECASE)


def sniff_form(raw: Retrieved) -> Form:
    """Return how a source lists articles."""
    suffix = PurePosixPath(raw.name).suffix.lower()
    text = as_text(raw.data)
    start = text[:SNIFFED_CHARS].lstrip()
    table = TABLE_SUFFIXES.get(suffix) or TABLE_TYPES.get(raw.content_type)
    if start.startswith("<"):
        root = _XML_ROOT.match(start)
        return ROOTS.get(root[1].lower(), Form.ARTICLE) if root else Form.ARTICLE
    if start.startswith("{"):
        return _json_form(text, table)
    if table:
        return table
    return Form.ADDRESSES if _lists_addresses(text, raw.folder) else Form.ARTICLE


def as_text(data: bytes) -> str:
    """Return the data as text, good enough to see what it is."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    return data.decode("utf-8-sig", "replace")


def _json_form(text: str, table: Form | None) -> Form:
    first = text.lstrip().splitlines()[0]
    try:
        line = json.loads(first)
    except ValueError:
        line = None
    if isinstance(line, dict) and line.get("kind") == PLAN:
        return Form.ARTICLE  # A plan without line breaks.
    if isinstance(line, dict) and "source" in line:
        return Form.JSON_LINES
    try:
        whole = json.loads(text)
    except (ValueError, RecursionError):
        return table or Form.ARTICLE
    version = whole.get("version") if isinstance(whole, dict) else None
    if isinstance(version, str) and JSON_FEED_VERSION.match(version):
        return Form.JSON_FEED
    return table or Form.ARTICLE


def _lists_addresses(text: str, folder: str) -> bool:
    """Tell whether the lines of a text are addresses and paths of files that are there."""
    lines = list(address_lines(text))
    if not lines or "\0" in text[:SNIFFED_CHARS] or not names_article(lines[0][1], folder):
        return False
    there = sum(names_article(line, folder) for _, line in lines[:1000])
    return there >= LISTED_SHARE * min(len(lines), 1000)


def address_lines(text: str) -> list[tuple[int, str]]:
    """Return the lines that are neither empty nor a comment, with their numbers from 1."""
    stripped = ((number, line.strip()) for number, line in enumerate(text.splitlines(), 1))
    return [(number, line) for number, line in stripped if line and not line.startswith("#")]


def names_article(line: str, folder: str) -> bool:
    """Tell whether a line is an address, or the path of a file that is there."""
    if _WEB.match(line):
        return True
    if not folder or "://" in folder or len(line) > 1000:
        return False
    try:
        return (Path(folder) / line).is_file()
    except (OSError, ValueError):
        return False
