"""Where the outside judges are that are no programs of the system."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path
from typing import NoReturn

import pytest

FOLDER_VARIABLE = "NARRATOR_JUDGES"
"""Names the folder in which npm installed the judges that come from there."""


def missing(advice: str) -> NoReturn:
    """Fail where a judge must not be missing, in continuous integration; elsewhere skip."""
    if os.environ.get("CI"):
        pytest.fail(advice)
    pytest.skip(advice)


def from_npm(package: str, path: str) -> Path:
    """Return a file of a package of npm's."""
    folder = Path(os.environ.get(FOLDER_VARIABLE) or "judges")
    found = folder / "node_modules" / package / path
    if not found.is_file():
        missing(f"npm install --prefix FOLDER {package}, and set {FOLDER_VARIABLE}=FOLDER")
    return found


def java(jar: Path, *arguments: object) -> subprocess.CompletedProcess[str]:
    """Run a program in Java, in the way that starts fastest; whatever it finds is no failure."""
    program = shutil.which("java")
    if program is None:
        missing("install default-jre-headless")
    # The HTML checker goes deep into its schema: compiled by C1 alone, its frames are larger.
    quick = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xss4m")
    command = [program, *quick, "-jar", str(jar), *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, timeout=200, check=False)
