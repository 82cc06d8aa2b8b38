"""Pages that were read before, kept so that a server need not send them again.

Each time, the server is asked whether the page has changed (RFC 9110, section 13); only where
it says no is the kept page used, so a page is never older than the server's own. Kept are
answers with an ETag or a date of change. A page that says `no-store` is not kept, nor is
anything that was asked for with a password, through a proxy, or with `allow_private`.

An entry is one file: a line of JSON, then the page. Its name is a digest of the address, so
the folder does not tell at a glance what was read.
"""

from __future__ import annotations

import hashlib
import json
import os
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from narrator.folders import cache_folder
from narrator.whole_files import UNFINISHED, write_whole

MAX_ENTRIES = 500
"""Pages that are kept; those used last."""
MAX_TOTAL_BYTES = 200_000_000
"""Of all pages together; 500 of the measured news pages have 150 MB."""
MAX_ENTRY_BYTES = 10_000_000
"""A larger page is not kept: one of them would drive out all others."""
ABANDONED_S = 3600
"""A file half written that is older belongs to a program that was killed."""

_SCHEMA = 1
_SUFFIX = ".page"


@dataclass(frozen=True, slots=True)
class Page:
    """The body of an answer with what is needed to ask for it again."""

    body: bytes
    """Without the compression of its transport."""
    content_type: str
    """The header, whole."""
    etag: str = ""
    last_modified: str = ""

    @property
    def conditions(self) -> dict[str, str]:
        """The headers that ask whether the page has changed (RFC 9110, section 13.1)."""
        headers = {"If-None-Match": self.etag, "If-Modified-Since": self.last_modified}
        return {name: value for name, value in headers.items() if value}


class PageCache:
    """Pages in a folder. Where the folder cannot be used, nothing is kept and nothing fails."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def find(self, url: str) -> Page | None:
        """Return the page kept for a URL; a damaged entry is none."""
        path = self._path(url)
        try:
            page = _parse(path.read_bytes())
            os.utime(path)
        except (OSError, ValueError, KeyError, TypeError):
            return None
        return page

    def keep(self, url: str, page: Page, headers: Mapping[str, str]) -> None:
        """Keep a page where its answer's headers let us; else forget what was kept of it."""
        path = self._path(url)
        try:
            if not _may_be_kept(page, headers):
                path.unlink(missing_ok=True)
                return
            write_whole(path, _render(page))
            self._make_room()
        except OSError:  # a full disk, a folder that is not ours: the page itself is at hand
            return

    def size(self) -> tuple[int, int]:
        """Return how many pages are kept and their bytes."""
        sizes = [path.stat().st_size for path in self._folder.glob(f"*{_SUFFIX}")]
        return len(sizes), sum(sizes)

    def clear(self, older_than_s: float = 0.0) -> int:
        """Remove the pages that were not used for so many seconds, and return how many."""
        before_s = time.time() - older_than_s
        removed = 0
        for path in list(self._folder.glob(f"*{_SUFFIX}")):
            with suppress(OSError):
                if not older_than_s or path.stat().st_mtime <= before_s:
                    path.unlink()
                    removed += 1
        return removed

    def _path(self, url: str) -> Path:
        return self._folder / (hashlib.sha256(url.encode()).hexdigest()[:40] + _SUFFIX)

    def _make_room(self) -> None:
        """Remove the pages not used for longest, until the rest is within the limits."""
        files = [(path, path.stat()) for path in self._folder.iterdir()]
        for path, status in files:
            if path.suffix == UNFINISHED and status.st_mtime < time.time() - ABANDONED_S:
                path.unlink(missing_ok=True)
        pages = [(path, status) for path, status in files if path.suffix == _SUFFIX]
        pages.sort(key=lambda entry: entry[1].st_mtime, reverse=True)
        total = 0
        for number, (path, status) in enumerate(pages, 1):
            total += status.st_size
            if number > MAX_ENTRIES or total > MAX_TOTAL_BYTES:
                path.unlink(missing_ok=True)


def open_cache() -> PageCache:
    """Return the user's pages; the folder need not exist."""
    return PageCache(cache_folder() / "pages")


def _may_be_kept(page: Page, headers: Mapping[str, str]) -> bool:
    """Tell whether an answer may be kept and asked for again (RFC 9111, sections 3 and 4.1)."""
    directives = {part.strip().lower() for part in headers.get("Cache-Control", "").split(",")}
    return (
        "no-store" not in directives
        and headers.get("Vary", "").strip() != "*"
        and bool(page.conditions)
        and len(page.body) <= MAX_ENTRY_BYTES
    )


def _render(page: Page) -> bytes:
    head = {
        "schema": _SCHEMA,
        "content_type": page.content_type,
        "etag": page.etag,
        "last_modified": page.last_modified,
        "sha256": hashlib.sha256(page.body).hexdigest(),
    }
    return json.dumps(head).encode() + b"\n" + page.body


def _parse(data: bytes) -> Page:
    """Return the page of an entry.

    Raises:
        ValueError, KeyError, TypeError: where the entry is damaged.
    """
    line, _, body = data.partition(b"\n")
    head = json.loads(line)
    if head["schema"] != _SCHEMA or hashlib.sha256(body).hexdigest() != head["sha256"]:
        raise ValueError("damaged")
    return Page(body, str(head["content_type"]), str(head["etag"]), str(head["last_modified"]))
