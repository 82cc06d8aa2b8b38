"""Folders of finished episodes, made once and copied."""

from __future__ import annotations

import functools
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from narrator.article import Metadata, PublicationDate
from narrator.feed import cover
from narrator.publishing import publish
from tests.unit.publishing.making import METADATA, make_episode

TIDE, LAMP, KETTLE = "the-tide-tables-of-1912", "lamps", "kettles"


_draw_once = functools.cache(cover.draw)


@pytest.fixture(autouse=True)
def covers_are_drawn_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Draw each picture once for all tests: it takes a second."""
    monkeypatch.setattr(cover, "draw", _draw_once)


@pytest.fixture(scope="session")
def three_episodes(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("three")
    for metadata in (
        METADATA,
        replace(
            METADATA,
            headline="Lamps",
            authors=(),
            published=PublicationDate("1 May 2026", "2026-05-01"),
            url="https://example.org/lamps",
        ),
        Metadata(headline="Kettles", language="de"),
    ):
        work = folder / "work"
        work.mkdir(exist_ok=True)
        source = metadata.url or metadata.headline
        publish(make_episode(work, metadata=metadata, source=source), folder / "output")
    return folder / "output"


@pytest.fixture
def directory(three_episodes: Path, tmp_path: Path) -> Path:
    target = tmp_path / "output"
    shutil.copytree(three_episodes, target)
    return target


@pytest.fixture
def said() -> list[str]:
    """Return a list to give as `tell=said.append`."""
    return []
