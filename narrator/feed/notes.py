"""Show notes: what a listener reads of an episode, as the little HTML that players show."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from narrator.feed.characters import html, one_line, web_address
from narrator.feed.episodes import FeedEpisode
from narrator.language_tags import primary
from narrator.publishing.evidence import TimedTitle
from narrator.publishing.tags import DISCLOSURE, with_voices

MOST_BYTES = 4000
"""Of a description (Apple, "A podcaster's guide to RSS")."""

UNTITLED = "Untitled"

LEAST_CHAPTERS = 3
"""With which a list of times is taken for chapters (Apple, "Chapters on Apple Podcasts")."""

RIGHT_TO_LEFT = frozenset(
    ("ar", "arc", "ckb", "dv", "fa", "he", "iw", "ks", "ku", "ps", "sd", "ug", "ur", "yi")
)
"""Languages that are written from right to left (CLDR, characterOrder)."""


def show_notes(episode: FeedEpisode) -> str:
    """Return the whole notes: what it is about, the article, the chapters, who reads."""
    return "\n".join([*_opening(episode), *_chapters(episode, episode.chapters), *_reader(episode)])


def description(episode: FeedEpisode) -> str:
    """Return the notes in the length that directories take; the last chapters give way first."""
    whole = show_notes(episode)
    chapters = episode.chapters
    while len(whole.encode()) > MOST_BYTES and chapters:
        # A little less each time: the length of a title is not known before it is escaped.
        chapters = chapters[: len(chapters) * 9 // 10]
        parts = [*_opening(episode), *_chapters(episode, chapters), *_reader(episode)]
        whole = "\n".join(parts)
    return whole if len(whole.encode()) <= MOST_BYTES else "\n".join(_shortest(episode))


def _shortest(episode: FeedEpisode) -> Iterator[str]:
    """Yield the notes of an episode whose standfirst alone is too long.

    A character takes six bytes at most (an apostrophe in HTML), so that all is below the limit.
    """
    yield _paragraph(episode, html(one_line(episode.standfirst or episode.title, 200)))
    link = html(web_address(episode.url))
    if link and len(link) <= 600:
        title = html(one_line(episode.title, 60) or UNTITLED)
        yield _paragraph(episode, f'<a href="{link}">{title}</a>')
    yield from _reader(episode)


def _opening(episode: FeedEpisode) -> Iterator[str]:
    standfirst = one_line(episode.standfirst)
    if standfirst:
        yield _paragraph(episode, html(standfirst))
    link = web_address(episode.url)
    title = html(one_line(episode.title) or link)
    told = [html(one_line(part)) for part in (", ".join(episode.authors), episode.site)]
    # The headline is the link: "here" or an address says nothing when it is read aloud.
    told.append(f'<a href="{html(link)}">{title}</a>' if link else title)
    line = ". ".join(part for part in told if part)
    if line:
        yield _paragraph(episode, line)


def _chapters(episode: FeedEpisode, chapters: Sequence[TimedTitle]) -> Iterator[str]:
    """Yield the list of chapters with their times, the first at nought, each one later."""
    lines = []
    before_s = -1
    for chapter in chapters:
        start_s = chapter.start_ms // 1000  # Not later than the chapter.
        title = one_line(chapter.title)
        if start_s > before_s and title:
            lines.append(f"<li>{clock(start_s)} {html(title)}</li>")
            before_s = start_s
    if len(lines) >= LEAST_CHAPTERS and lines[0].startswith("<li>00:00:00 "):
        yield f"<ul{_direction(episode)}>"
        yield from lines
        yield "</ul>"


def clock(seconds: int) -> str:
    """Return `hh:mm:ss`, as directories want the times of chapters."""
    minutes, second = divmod(seconds, 60)
    return f"{minutes // 60:02}:{minutes % 60:02}:{second:02}"


def _reader(episode: FeedEpisode) -> Iterator[str]:
    voices = one_line(", ".join(episode.voices), 120)
    told = one_line(episode.disclosure, 160) or DISCLOSURE
    yield _paragraph(episode, html(with_voices(told, voices)))


def _paragraph(episode: FeedEpisode, markup: str) -> str:
    return f"<p{_direction(episode)}>{markup}</p>"


def _direction(episode: FeedEpisode) -> str:
    return ' dir="rtl"' if primary(episode.language) in RIGHT_TO_LEFT else ""
