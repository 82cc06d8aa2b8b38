"""The command line, run in this process."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from narrator.cli import run

ARTICLE = """# The ice has gone

The river froze every winter. Nobody crossed it then.

> It was hard on everybody.

## Lamps

They come in the autumn.
"""


@dataclass(frozen=True)
class Run:
    """How a run went."""

    code: int
    out: str
    err: str

    @property
    def data(self) -> Any:
        return json.loads(self.out)

    @property
    def last_line(self) -> str:
        return self.out.splitlines()[-1]


@pytest.fixture
def narrator(capsys: pytest.CaptureFixture[str]) -> Callable[..., Run]:
    def call(*arguments: object) -> Run:
        capsys.readouterr()
        code = run([str(argument) for argument in arguments])
        captured = capsys.readouterr()
        return Run(code, captured.out, captured.err)

    return call


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "ice.md"
    path.write_text(ARTICLE, encoding="utf-8")
    return path
