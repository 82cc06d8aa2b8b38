"""A feed on disk, read again and held against every rule."""

from __future__ import annotations

from pathlib import Path

from narrator.errors import OutputError
from narrator.feed import channel_rules, item_rules
from narrator.feed.rules import RULES, Finding, Subject, judge
from narrator.feed.show import FEED_FILE, Show, read_show
from narrator.feed.xml import parse

RULES_ARE_IN = (channel_rules, item_rules)
"""They register their rules when they are imported, in the order in which they are held."""


def check_feed(directory: Path, show: Show | None = None) -> tuple[Finding, ...]:
    """Return what is wrong with the feed in a folder, rule by rule.

    Args:
        directory: Where the feed is, and the folders of the episodes.
        show: What the feed was made from; None for what `show.toml` says.

    Raises:
        OutputError: where there is no feed, or it is not XML.
        ProfileError: where the settings beside it are wrong.
    """
    path = directory / FEED_FILE
    try:
        data = path.read_bytes()
        root = parse(data)
    except FileNotFoundError as error:
        raise OutputError(
            "There is no feed in the folder",
            where=str(directory),
            hint=f"Write one: narrator feed {directory}",
        ) from error
    except OSError as error:
        raise OutputError("The feed cannot be read", where=f"{path}: {error.strerror}") from error
    except ValueError as error:
        raise OutputError(
            f"The feed is damaged ({error})",
            where=str(path),
            hint=f"Move it away and write it again: narrator feed {directory}",
        ) from error
    return judge(Subject(directory, show or read_show(directory), len(data), root), RULES)
