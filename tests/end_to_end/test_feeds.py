"""From articles to what a phone at home gets: converted, listed, served, fetched in parts."""

from __future__ import annotations

import threading
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import feedparser
import pytest

from narrator.feed.serving import open_server

EXAMPLES = Path(__file__).parents[2] / "examples"
KETTLES = """---
title: Kettles
date: 2026-10-01T08:30:00+02:00
---
# Kettles

The kettle came late to the island.

## Copper

Copper was dear.

## Steel

Steel was cheap.
"""


@pytest.fixture
def output(narrator: Callable[..., Any], write: Callable[..., Path], tmp_path: Path) -> Path:
    sources = (EXAMPLES / "harbour-bridge.html", EXAMPLES / "night-train.txt")
    kettles = write("kettles.md", KETTLES)
    done = narrator("convert", *sources, kettles, "-o", tmp_path / "output", "-q")
    assert done.code == 0, done.err
    return tmp_path / "output"


@pytest.fixture
def address(output: Path) -> Iterator[str]:
    server = open_server(output, "127.0.0.1", 0, lambda _line: None)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.effective_port}/feed.xml"
    with suppress(OSError):
        server.trigger.pull_trigger(server.close)
    thread.join(10)
    server.task_dispatcher.shutdown()


def fetch(url: str, **headers: str) -> bytes:
    request = urllib.request.Request(url, headers=headers)
    with urllib.request.urlopen(request, timeout=20) as answer:
        return bytes(answer.read())


def test_a_phone_gets_the_articles_that_were_converted(output: Path, address: str) -> None:
    told = feedparser.parse(fetch(address))
    assert [entry.title for entry in told.entries] == [
        "Night train across the strait returns after 31 years",
        "Kettles",
        "The bridge that opens by hand",
    ]
    kettles = told.entries[1]
    assert kettles.published == "Thu, 01 Oct 2026 06:30:00 GMT"
    assert kettles.content[0].value.count("<li>00:00:") == 3
    for entry in told.entries:
        (enclosure,) = entry.enclosures
        name = enclosure.href.rpartition("/")[2]
        data = (output / name.removesuffix(".mp3") / name).read_bytes()
        assert len(data) == int(enclosure.length)
        middle = len(data) // 2
        parts = fetch(enclosure.href, Range=f"bytes=0-{middle - 1}")
        parts += fetch(enclosure.href, Range=f"bytes={middle}-")
        assert parts == data


def test_a_feed_of_the_examples_keeps_the_rules(narrator: Callable[..., Any], output: Path) -> None:
    narrator("feed", "init", output, "--base-url", "https://example.com/podcast/")
    done = narrator("feed", output, "--json")
    assert done.code == 0, done.err
    assert [found["rule"] for found in done.data["findings"]] == ["the-owner-can-be-reached"]
    first = (output / "feed.xml").read_bytes()
    assert narrator("feed", output).out.startswith("Unchanged:")
    assert (output / "feed.xml").read_bytes() == first
