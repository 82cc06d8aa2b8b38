"""What xmllint says of a feed with every kind of title."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from narrator.article import Metadata
from narrator.feed import write_feed
from narrator.publishing import publish
from tests.contracts.test_formats import HOSTILE
from tests.unit.publishing.making import make_episode

Run = Callable[..., str]


@pytest.fixture
def feed(tmp_path: Path) -> Path:
    for number, text in enumerate(HOSTILE):
        metadata = Metadata(headline=text, authors=(text,), site=text, language="he", url=text)
        episode = make_episode(
            tmp_path,
            chapters=3,
            titles=(text, "b", "c"),
            metadata=metadata,
            source=f"source {number}",
        )
        publish(episode, tmp_path / "output", ["chapters"])
        if number == 0:
            (tmp_path / "output" / "show.toml").write_text('schema = 1\ntitle = "]]> & <x>"')
    return write_feed(tmp_path / "output").path


def test_the_feed_is_well_formed(feed: Path, run: Run) -> None:
    assert run("xmllint", "--noout", feed, package="libxml2-utils") == ""
    count = run("xmllint", "--xpath", "count(//item)", feed, package="libxml2-utils")
    assert int(float(count)) == len(HOSTILE)
