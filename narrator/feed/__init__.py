"""The podcast feed of a folder of finished episodes: written, checked, served.

Like a batch this is a room outside the flow: it begins where `publishing` ends, and reads what
lies in the folders.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from narrator.errors import OutputError
from narrator.feed.checking import check_feed
from narrator.feed.cover import artwork
from narrator.feed.entries import Entry, entries, entries_of
from narrator.feed.episodes import FeedEpisode, find_episodes
from narrator.feed.placing import put
from narrator.feed.rss import GENERATOR, feed
from narrator.feed.rules import Finding
from narrator.feed.show import FEED_FILE, SETTINGS_FILE, Show, read_show
from narrator.feed.template import write_settings
from narrator.feed.xml import Element, element, parse, render
from narrator.telling import Tell, tell_nobody

__all__ = [
    "FEED_FILE",
    "SETTINGS_FILE",
    "Finding",
    "Show",
    "WrittenFeed",
    "check_feed",
    "make_feed",
    "read_show",
    "write_feed",
    "write_settings",
]


@dataclass(frozen=True, slots=True)
class WrittenFeed:
    """What became of a feed."""

    path: Path
    entries: tuple[Entry, ...]
    """In the order of the feed, the newest first."""
    findings: tuple[Finding, ...]
    """What the rules say of the feed as it was written."""
    has_changed: bool
    """Whether the file had to be written."""

    @property
    def kept(self) -> int:
        """How many entries have no episode in the folder any more."""
        return sum(1 for entry in self.entries if entry.is_kept)


def write_feed(
    directory: Path, *, show: Show | None = None, prune: bool = False, tell: Tell = tell_nobody
) -> WrittenFeed:
    """Write the feed of the episodes in a folder, and hold it against the rules.

    The same episodes and settings give the same bytes. Entries of an earlier feed whose
    episodes are gone stay, unless they are pruned.

    Args:
        directory: Where the folders of the episodes are; the feed and its cover go there too.
        show: What the feed says of itself; None for what `show.toml` says.
        prune: Whether entries go whose episodes are gone.
        tell: Takes lines about what was left out, and what was made.

    Raises:
        ProfileError: where the settings, or the cover that they name, are wrong.
        OutputError: where the folder cannot be read or written, or has a feed of another
            program's; that one is left as it is.
    """
    show = show or read_show(directory)
    root, listed = make_feed(
        directory, show, find_episodes(directory, tell), prune=prune, tell=tell
    )
    path = directory / FEED_FILE
    has_changed = put(path, render(root))
    return WrittenFeed(path, tuple(listed), check_feed(directory, show), has_changed)


def make_feed(
    directory: Path,
    show: Show,
    episodes: list[FeedEpisode],
    *,
    prune: bool = False,
    draw_cover: bool = True,
    tell: Tell = tell_nobody,
) -> tuple[Element, list[Entry]]:
    """Return the feed of a folder as a document, and its entries; only a cover is written.

    Args:
        directory: Where the feed is to be, and where an earlier one may be.
        show: What the feed says of itself.
        episodes: What lies in the folder.
        prune: Whether entries go whose episodes are gone.
        draw_cover: Whether a cover is made where there is none.
        tell: Takes lines about what was made or dropped.

    Raises:
        ProfileError: where the cover that the settings name is wrong.
        OutputError: where the folder has a feed that this one cannot follow.
    """
    earlier = _earlier(directory / FEED_FILE)
    listed = entries(episodes, entries_of(earlier), show, prune=prune, tell=tell)
    lasting = show.guid or earlier.value("podcast:guid")
    picture = artwork(show, directory, tell, draw_cover=draw_cover)
    return feed(show, listed, picture, lasting), listed


def _earlier(path: Path) -> Element:
    """Return the channel of the feed that is there already; an empty one where there is none."""
    hint = "Move it away, or give narrator a folder of its own."
    try:
        channel = parse(path.read_bytes()).find("channel")
    except FileNotFoundError:
        return element("channel")
    except OSError as error:
        reason = error.strerror or "unknown error"
        raise OutputError(f"The feed cannot be read ({reason})", where=str(path)) from error
    except ValueError as error:
        raise OutputError(
            f"The feed that is there is damaged ({error}), and its old entries would be lost",
            where=str(path),
            hint=hint,
        ) from error
    if channel is None or not channel.value("generator").startswith(GENERATOR):
        raise OutputError("The feed that is there is another program's", where=str(path), hint=hint)
    return channel
