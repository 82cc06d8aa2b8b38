"""What a server hands out: the feed of a folder as it is now, and the files that it links to."""

from __future__ import annotations

import math
import os
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote

from narrator.feed import make_feed
from narrator.feed.episodes import PAGE, RECORDING, find_episodes
from narrator.feed.show import FEED_FILE, SETTINGS_FILE, Show, read_show
from narrator.feed.xml import Element, render
from narrator.publishing import FORMATS
from narrator.telling import Tell

LOOK_AGAIN_S = 1.0
"""A folder of a thousand episodes is looked through in 0.03 s: not for each part of a file."""

ADDRESSES = ("url", "href")
"""Attributes that name a file."""

WATCHED = (RECORDING.suffix, FORMATS[PAGE].suffix)
"""What is made last of an episode that is made anew."""

Signature = tuple[tuple[str, int, int], ...]


@dataclass(frozen=True, slots=True)
class Holding:
    """A folder at one moment."""

    show: Show
    root: Element
    files: frozenset[str]
    """Places of what the feed links to, and of the pages beside it, as far as the folder has
    them, with solidi; nothing else is served."""

    @property
    def items(self) -> list[Element]:
        """The entries of the feed."""
        channel = self.root.find("channel")
        return channel.all("item") if channel else []

    def feed_for(self, base_url: str) -> bytes:
        """Return the feed with the files at the address under which the reader came."""
        return render(self._at(self.root, base_url))

    def _at(self, node: Element, base_url: str) -> Element:
        attributes = tuple(
            (name, self.address(value, base_url) if name in ADDRESSES else value)
            for name, value in node.attributes
        )
        if node.name == "atom:link" and node.get("rel") == "self":
            attributes = tuple(
                (name, base_url + FEED_FILE if name == "href" else value)
                for name, value in attributes
            )
        text = self.address(node.text, base_url) if node.name == "link" else node.text
        children = tuple(self._at(child, base_url) for child in node.children)
        return Element(node.name, text, attributes, children)

    def address(self, url: str, base_url: str) -> str:
        """Return where the reader finds a file: here where it is here, else where it was."""
        if not url.startswith(self.show.base_url):
            return url
        rest = url.removeprefix(self.show.base_url)
        return base_url + rest if unquote(rest) in self.files else url


@dataclass(slots=True)
class Shelf:
    """The folder that is served; it is looked at again when something in it has changed."""

    directory: Path
    tell: Tell
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _seen: Signature = ()
    _looked_s: float = -math.inf
    _holding: Holding | None = None

    def holding(self) -> Holding:
        """Return what is there now.

        Raises:
            NarratorError: where the folder, its settings or its feed are wrong.
        """
        with self._lock:
            now_s = time.monotonic()
            if self._holding is None or now_s - self._looked_s >= LOOK_AGAIN_S:
                seen = tuple(_signature(self.directory))
                if self._holding is None or seen != self._seen:
                    self._holding = None  # What is wrong with it now is said each time.
                    self._holding = _look(self.directory, self.tell)
                    self._seen = seen
                self._looked_s = now_s
            return self._holding

    def file(self, place: str) -> Path | None:
        """Return a file that the feed links to; None for every other, and for what leads outside.

        A link in the file system counts as what it leads to.
        """
        if place not in self.holding().files:
            return None
        path = self.directory / place
        inside = path.resolve().is_relative_to(self.directory.resolve())
        return path if inside and path.is_file() else None


def _signature(directory: Path) -> Iterator[tuple[str, int, int]]:
    """Yield what changes when an episode comes, goes or is made anew, or a setting changes."""
    for name, folders, files in os.walk(directory):
        folders[:] = sorted(folder for folder in folders if not folder.startswith("."))
        for file in sorted(files):
            if file.endswith(WATCHED) or file in (FEED_FILE, SETTINGS_FILE):
                path = Path(name, file)
                try:
                    status = path.stat()
                except OSError:
                    continue  # It went away meanwhile.
                yield str(path), status.st_mtime_ns, status.st_size


def _look(directory: Path, tell: Tell) -> Holding:
    show = read_show(directory)
    episodes = find_episodes(directory, tell)
    # What can only be read, as a disk of the network, can be served all the same.
    writable = os.access(directory, os.W_OK)
    root, _ = make_feed(directory, show, episodes, draw_cover=writable, tell=tell)
    linked = set(_places(root, show.base_url))
    return Holding(show, root, frozenset(p for p in linked if (directory / p).is_file()))


def page_beside(place: str) -> str:
    """Return the place of the page for reading along with a recording."""
    return place.removesuffix(RECORDING.suffix) + FORMATS[PAGE].suffix


def _places(node: Element, base_url: str) -> Iterator[str]:
    """Yield the places of the files that an element and those in it link to."""
    for name, value in node.attributes:
        if name in ADDRESSES and value.startswith(base_url):
            place = unquote(value.removeprefix(base_url))
            if place and not any(part in ("", ".", "..") for part in place.split("/")):
                yield place
                if node.name == "enclosure":
                    yield page_beside(place)
    for child in node.children:
        yield from _places(child, base_url)
