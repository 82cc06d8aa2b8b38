"""Sources -> jobs: what articles a folder, a feed, a sitemap, a list or a manifest names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from narrator.batching.jobs import Job, Row, Status, fault_of
from narrator.batching.listing.forms import Form, sniff_form
from narrator.errors import SourceError

if TYPE_CHECKING:
    from narrator.reading.sources import Retrieved

MAX_LISTS = 2000
"""Lists that one source may lead to: an OPML of feeds, an index of sitemaps. A limit of our own
making, so that lists that name each other come to an end."""
MAX_DEPTH = 3
"""A list of lists of lists: an index of sitemaps in an OPML is one; nobody has met a fourth."""
MAX_LIST_BYTES = 50_000_000
"""Of one list, unpacked: what a sitemap may have (sitemaps.org, protocol, 50 MB or 50,000)."""


@dataclass(frozen=True, slots=True)
class ListRules:
    """How sources are looked through."""

    output: Path | None = None
    """A folder in which nothing is an article, since episodes land there."""
    allow_private: bool = False
    cache: bool = True


@dataclass(frozen=True, slots=True)
class Lead:
    """Another list that a list names."""

    source: str
    origin: str


Listed = Job | Row | Lead


def list_jobs(sources: Iterable[str], rules: ListRules | None = None) -> Iterator[Job | Row]:
    """Yield the jobs that sources name, in their order, and a row for what cannot be had.

    Args:
        sources: Folders, files, URLs; `-` for a list on standard input.
        rules: How they are looked through; None: the usual ones.

    Raises:
        SourceError: where a manifest has a fault: nothing should be made by half of it. Also
            for a source given that is not there, where it is the only one.
    """
    given = list(sources)
    lister = _Lister(rules or ListRules())
    for source in given:
        yield from lister.expand(Lead(source, ""), 0, is_only=len(given) == 1)


class _Lister:
    def __init__(self, rules: ListRules) -> None:
        self._rules = rules
        self._seen: set[str] = set()
        self._lists = 0

    def expand(self, lead: Lead, depth: int, *, is_only: bool = False) -> Iterator[Job | Row]:
        """Yield the jobs of a source, of the lists it names too."""
        if lead.source in self._seen and lead.origin:
            return  # Two lists that name each other, or one list twice.
        self._seen.add(lead.source)
        try:
            found = self._look(lead)
        except SourceError as error:
            if is_only:
                raise
            yield Row(lead.source, Status.FAILED, origin=lead.origin, fault=fault_of(error))
            return
        for item in found:
            if not isinstance(item, Lead):
                yield item
            elif depth + 1 < MAX_DEPTH and self._lists < MAX_LISTS:
                self._lists += 1
                yield from self.expand(item, depth + 1)
            else:
                note = f"Only {MAX_LISTS} lists are followed, {MAX_DEPTH} deep."
                yield Row(item.source, Status.SKIPPED, origin=item.origin, note=note)

    def _look(self, lead: Lead) -> Iterable[Listed]:
        from narrator.batching.listing.folder import folder_jobs, stored_jobs
        from narrator.batching.storage import is_folder, is_stored

        if is_stored(lead.source) and is_folder(lead.source):
            return stored_jobs(lead.source)
        if lead.source != "-" and "://" not in lead.source and Path(lead.source).is_dir():
            return folder_jobs(Path(lead.source), self._rules.output)
        raw = self._retrieve(lead.source)
        form = sniff_form(raw)
        if form is Form.ARTICLE and lead.origin:
            raise SourceError(
                "This is an article, not a list of them",
                where=lead.source,
                hint=f"{lead.origin} says that it is a feed or a sitemap. Give its right address.",
            )
        return _read_list(form, raw, lead)

    def _retrieve(self, source: str) -> Retrieved:
        from narrator.batching.storage import is_stored
        from narrator.reading.sources import is_url, read_file, read_stdin

        if source == "-":
            return replace(read_stdin(MAX_LIST_BYTES), folder=str(Path.cwd()))
        if not is_url(source):
            return read_file(source)
        if is_stored(source):
            return _retrieve_stored(source)
        from narrator.reading.fetching import fetch

        return fetch(
            source, allow_private=self._rules.allow_private, cache=self._rules.cache, lists=True
        )


def _retrieve_stored(source: str) -> Retrieved:
    from narrator.batching.storage import read_object
    from narrator.reading.sources import Retrieved, unpack

    folder, _, name = source.rpartition("/")
    data = unpack(read_object(source, MAX_LIST_BYTES), source, MAX_LIST_BYTES)
    return Retrieved(data, where=source, name=name.removesuffix(".gz"), folder=folder)


def _read_list(form: Form, raw: Retrieved, lead: Lead) -> Iterable[Listed]:
    if form is Form.ARTICLE:
        return [_article(lead.source)]
    if form is Form.FEED:
        from narrator.batching.listing.feeds import feed_jobs

        return feed_jobs(raw)
    if form is Form.JSON_FEED:
        from narrator.batching.listing.feeds import json_feed_jobs

        return json_feed_jobs(raw)
    if form in (Form.OPML, Form.SITEMAP):
        from narrator.batching.listing.trees import opml_leads, sitemap_jobs

        return opml_leads(raw) if form is Form.OPML else sitemap_jobs(raw)
    if form is Form.ADDRESSES:
        from narrator.batching.listing.addresses import address_jobs

        return address_jobs(raw)
    from narrator.batching.listing.manifest import csv_jobs, jsonl_jobs

    return csv_jobs(raw) if form is Form.CSV else jsonl_jobs(raw)


def _article(source: str) -> Job:
    from narrator.batching.listing.folder import file_job

    if source == "-":
        raise SourceError(
            "What comes on standard input is no list of articles",
            hint="Pipe in a list of addresses or paths, one a line; or use: narrator convert -",
        )
    return Job(source, origin=source) if "://" in source else file_job(Path(source), source)
