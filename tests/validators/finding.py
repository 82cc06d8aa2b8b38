"""Where the outside judges are that are no programs of the system."""

from __future__ import annotations

import os
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
