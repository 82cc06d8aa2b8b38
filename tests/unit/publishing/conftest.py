from __future__ import annotations

from pathlib import Path

import pytest

from narrator.episode import Episode
from tests.unit.publishing.making import make_episode


@pytest.fixture
def episode(tmp_path: Path) -> Episode:
    return make_episode(tmp_path)


@pytest.fixture
def output(tmp_path: Path) -> Path:
    return tmp_path / "output"
