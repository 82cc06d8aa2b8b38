"""Outside judges: programs of others that read what we write."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable

import pytest

Run = Callable[..., str]


@pytest.fixture
def run() -> Run:
    """Run an outside program and return what it prints.

    Where the program is missing the test is skipped; where it must not be, since the
    environment variable CI is set, the test fails.
    """

    def run(program: str, *arguments: object, package: str = "") -> str:
        if not shutil.which(program):
            advice = f"install {package or program}"
            if os.environ.get("CI"):
                pytest.fail(advice)
            pytest.skip(advice)
        command = [program, *map(str, arguments)]
        done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=True)
        return done.stdout

    return run
