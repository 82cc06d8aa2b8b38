"""What is said before an article and behind it: who wrote it, how long it is, that it is over."""

from __future__ import annotations

import re
from collections.abc import Iterator

from narrator.article import Metadata, Omission, PublicationDate, Reason, Stage
from narrator.planning.dates import date_in_words
from narrator.planning.estimating import rounded_length
from narrator.planning.phrases import joined
from narrator.planning.steps import LengthPlace, Line, Reader, Rest, Step
from narrator.script import Role

LONG_HEADLINE_CHARS = 60
"""A headline of more characters, about five seconds of speech, is said again without what
stands behind its first colon or dash: by then the listener knows it."""
_BREAK = re.compile(r"(?<=\w{3})(?::\s|\s[–—|-]\s|\s*[：—])")


_BETWEEN = " \t\n,;:|·•–—-"
"""What parts names from the date behind them."""


def head(reader: Reader) -> Iterator[Step]:
    """Yield the headline, then where it stands, who wrote it, when, and how long it is."""
    meta = reader.article.metadata
    yield from reader.read(meta.headline, Role.HEADLINE, "/metadata/headline")
    yield from reader.read(meta.section, Role.SECTION, "/metadata/section")
    if meta.site and reader.reads(Role.SITE) and not _is_named(meta.site, meta):
        yield Line(meta.site, Role.SITE, "/metadata/site", is_ours=True)
    yield from _byline(reader)
    for name, published in (("published", meta.published), ("updated", meta.updated)):
        if published is None or (name == "updated" and not published.written):
            continue  # A change that the page itself does not show is not news to a reader.
        yield from _date(published, f"/metadata/{name}", reader)
    yield LengthPlace()


def _is_named(site: str, meta: Metadata) -> bool:
    """Say whether the site's name is heard anyway."""
    said = " ".join((meta.headline, meta.section, meta.byline, *meta.authors)).casefold()
    return site.casefold() in said


def _date(published: PublicationDate, origin: str, reader: Reader) -> Iterator[Step]:
    words = date_in_words(published, reader.tag)
    if reader.reads(Role.DATE) and words:
        written = published.written or words
        spoken = reader.pronouncer.verbalize(words, reader.language).spoken
        yield Line(written, Role.DATE, origin, spoken=spoken, is_ours=not published.written)
    else:
        yield from reader.read(published.written, Role.DATE, origin)


def _byline(reader: Reader) -> Iterator[Step]:
    """Read the page's line; names that stand without "By" are given it."""
    meta = reader.article.metadata
    byline = _undated(meta)
    text = byline or ", ".join(meta.authors)
    if reader.phrases and reader.profile.announcements.byline and _is_bare(meta):
        names = byline or joined(meta.authors, reader.phrases)
        text = reader.phrases.by.format(names=names)
    if meta.byline:
        yield from reader.read(text, Role.BYLINE, "/metadata/byline")
        dated = meta.byline.removeprefix(byline).strip()
        if dated:  # The line of the date says it, or tells that it is left out.
            yield Omission(Stage.PLANNING, Reason.DUPLICATE, dated, "/metadata/byline")
    elif text and reader.reads(Role.BYLINE):
        yield Line(text, Role.BYLINE, "/metadata/authors", is_ours=True)


def _undated(meta: Metadata) -> str:
    """Return the page's byline without the date at its end, which has its own line."""
    written = meta.published.written if meta.published else ""
    if not written or not meta.byline.endswith(written):
        return meta.byline
    return meta.byline.removesuffix(written).rstrip(_BETWEEN) or meta.byline


def _is_bare(meta: Metadata) -> bool:
    """Say whether the line, where there is one, opens with a name."""
    return bool(meta.authors) and (not meta.byline or meta.byline.startswith(meta.authors[0]))


def ending(reader: Reader) -> Iterator[Step]:
    """Yield the headline again, short, and that a synthetic voice read it."""
    said = list(_last_words(reader))
    if said:
        yield Rest()
        yield from said


def _last_words(reader: Reader) -> Iterator[Step]:
    headline, phrases = reader.article.metadata.headline, reader.phrases
    if phrases is None:
        return
    if headline and reader.reads(Role.HEADLINE) and not reader.profile.skim:
        text = phrases.closing.format(headline=shorten_headline(headline))
        yield from reader.announce("closing", "/metadata", text, Role.CLOSING)
    yield from disclosure(reader)


def disclosure(reader: Reader) -> Iterator[Step]:
    """Yield that a synthetic voice read it."""
    if reader.phrases:
        yield from reader.announce("disclosure", "", reader.phrases.disclosure, Role.CLOSING)


def shorten_headline(headline: str) -> str:
    """Return a long headline up to its first colon or dash; others as they are."""
    line = " ".join(headline.split())
    if len(line) <= LONG_HEADLINE_CHARS:
        return line
    return _BREAK.split(line, maxsplit=1)[0]


def length_line(length_ms: int, chapters: int, reader: Reader) -> Line | None:
    """Return the announcement of the length, or None where it is not made.

    Args:
        length_ms: About how long all of it takes, pauses included.
        chapters: How many there will be in the episode.
        reader: Knows the profile and the phrases.
    """
    phrases = reader.phrases
    if phrases is None or reader.profile.skim == "headlines":
        return None
    time = length_in_words(length_ms, reader)
    if chapters > 1:
        text = phrases.length.format(time=time, sections=reader.count("sections", chapters))
    else:
        text = phrases.length_alone.format(time=time)
    return next(reader.announce("length", "", text, Role.LENGTH), None)


def length_in_words(length_ms: int, reader: Reader) -> str:
    """Return "About 5 minutes", rounded as people say it, in the language of the article."""
    phrases = reader.phrases
    if phrases is None:
        return ""
    hours, minutes = rounded_length(length_ms)
    if not hours and not minutes:
        return phrases.less_than_a_minute
    said = [("hours", hours)] * bool(hours) + [("minutes", minutes)] * bool(minutes)
    words = {kind: reader.count(kind, number) for kind, number in said}
    both = len(words) == 2
    time = phrases.hours_and_minutes.format(**words) if both else "".join(words.values())
    return phrases.about.format(time=time)
