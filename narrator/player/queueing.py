"""The queue: what articles the sources name, a feed's or a folder's too, and which are wanted."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from narrator.errors import SourceError
from narrator.player.choosing import by_numbers, by_words, numbered
from narrator.telling import Tell

LOOKED_AT_BYTES = 1000
"""Of a file, in which a feed, a list of feeds or a sitemap says what it is."""

_LIST_ADDRESS = re.compile(
    r"(?:\b(?:rss|atom|feeds?|opml|sitemap)\b[^/]*/?\Z)|(?:\.(?:xml|rss|atom|rdf|opml|json)\Z)",
    re.IGNORECASE,
)
"""At the end of the path of a URL: what feeds are mostly called. Other addresses are read as
articles, so that no page is fetched twice."""
_LIST_BEGINNING = re.compile(
    rb"<(?:rss|rdf:rdf|feed|opml|urlset|sitemapindex)[\s>]|jsonfeed\.org/version/", re.IGNORECASE
)
_LIST_SUFFIXES = frozenset({".csv", ".tsv", ".jsonl", ".ndjson", ".opml"})
_ADDRESS_LINE = re.compile(rb"(?:\s|#[^\n]*\n)*https?://\S+\s*(?:\n|\Z)")


@dataclass(frozen=True, slots=True)
class Entry:
    """An article that can be heard."""

    source: str
    title: str
    """What its list calls it, else the name of its file, else its address."""
    published: str = ""
    """The day, `2026-03-12`; empty where its list does not say."""

    @property
    def line(self) -> str:
        """The title and the day, for a list of titles."""
        return f"{self.title} ({self.published})" if self.published else self.title


def may_be_a_list(source: str) -> bool:
    """Say whether to look for several articles in a source, at the cost of a glance."""
    if source == "-":
        return False
    if "://" in source:
        return bool(_LIST_ADDRESS.search(source.partition("?")[0].partition("#")[0]))
    path = Path(source)
    if path.is_dir() or path.suffix.lower() in _LIST_SUFFIXES:
        return True
    try:
        with path.open("rb") as file:
            start = file.read(LOOKED_AT_BYTES)
    except OSError:  # It is said where the article is read.
        return False
    return bool(_LIST_BEGINNING.search(start.replace(b"\0", b"")) or _ADDRESS_LINE.match(start))


def listed(
    sources: Iterable[str], *, allow_private: bool, cache: bool, tell: Tell
) -> tuple[tuple[Entry, ...], bool]:
    """Return the articles that sources name, and whether any of these was a list.

    Args:
        sources: As `listen` takes them; folders, feeds, OPML, sitemaps and lists of addresses too.
        allow_private: Whether a URL may lead to this machine or a private network.
        cache: Whether pages of other runs are used.
        tell: Is told what of a list cannot be heard.

    Raises:
        SourceError: where a list cannot be had, and where nothing is in it.
    """
    entries: list[Entry] = []
    any_list = False
    for source in sources:
        if not may_be_a_list(source):
            entries.append(Entry(source, source))
            continue
        any_list = True
        found = _expanded(source, allow_private, cache, tell)
        if not found:
            raise SourceError("There is no article in the list", where=source)
        entries.extend(found)
    return tuple(entries), any_list


def _expanded(source: str, allow_private: bool, cache: bool, tell: Tell) -> list[Entry]:
    from narrator.batching.jobs import Row
    from narrator.batching.listing import ListRules, list_jobs

    entries: dict[str, Entry] = {}
    for item in list_jobs([source], ListRules(allow_private=allow_private, cache=cache)):
        if isinstance(item, Row):
            tell(f"Not heard: {item.title or item.source}. {item.why}".strip())
        elif not item.skip:
            name = item.title or item.name or _name_of(item.source)
            # A file's time is that of its copying more often than not.
            day = item.published[:10] if item.name else ""
            entries.setdefault(item.source, Entry(item.source, name, day))
    return list(entries.values())


def _name_of(source: str) -> str:
    """Return what is read of an address or a path in a list of titles."""
    return source if "://" in source else PurePosixPath(source.replace("\\", "/")).name


def choose(
    entries: Sequence[Entry], choice: str, ask: Callable[[], str] | None, show: Tell
) -> tuple[Entry, ...]:
    """Return the articles that somebody chooses from a list.

    Args:
        entries: All of them.
        choice: Numbers such as `1,3-5`, or words of a title; empty to have somebody asked.
        ask: Returns what they type; None where nobody can be asked, so that all are wanted.
        show: Takes the lines of the list and what is wrong with a choice.

    Raises:
        SourceError: where the choice that was given names nothing.
    """
    if choice:
        return _wanted(entries, choice)
    titles = [entry.line for entry in entries]
    numbers: Sequence[int] = range(1, len(entries) + 1)
    if ask is None:
        return tuple(entries)
    while True:
        for line in numbered(titles, numbers):
            show(line)
        show("Choose by number, such as 1,3-5, or by words of a title; Enter alone takes all.")
        typed = ask().strip()
        if not typed:
            return tuple(entries[number - 1] for number in numbers)
        try:
            wanted = _wanted(entries, typed)
        except SourceError as error:
            show(f"{error.sentence} {error.hint}".strip())
            continue
        if len(wanted) == 1 or by_numbers(typed, len(entries)) is not None:
            return wanted
        numbers = by_words(typed, titles)


def _wanted(entries: Sequence[Entry], choice: str) -> tuple[Entry, ...]:
    numbers = by_numbers(choice, len(entries))
    if numbers is None:
        numbers = by_words(choice, [entry.line for entry in entries])
    if not numbers:
        raise SourceError(
            "No title has these words",
            where=choice,
            hint="Choose by number, or by words that stand in one of the titles.",
        )
    return tuple(entries[number - 1] for number in numbers)
