"""Where narrator keeps what is not an episode: one folder for each purpose, by system.

On Linux these are the folders of the XDG Base Directory Specification 0.8, on macOS and
Windows those that their makers name for it. An environment variable names another.
"""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class _Purpose:
    """Where the folder for one purpose is, on each system."""

    variable: str
    """The environment variable that names another folder."""
    xdg_variable: str
    xdg_default: str
    """Below the home folder."""
    mac: str
    """Below the home folder."""
    windows: str
    """Below the folder that `windows_variable` names."""
    windows_variable: str = "LOCALAPPDATA"
    """Names the folder of the user's data that stays on this machine, or `APPDATA` the one that
    follows the user to others."""


_CACHE = _Purpose("NARRATOR_CACHE", "XDG_CACHE_HOME", ".cache", "Library/Caches", r"narrator\Cache")
_DATA = _Purpose(
    "NARRATOR_DATA", "XDG_DATA_HOME", ".local/share", "Library/Application Support", "narrator"
)
_CONFIG = _Purpose(
    "NARRATOR_CONFIG",
    "XDG_CONFIG_HOME",
    ".config",
    "Library/Application Support",
    "narrator",
    windows_variable="APPDATA",
)
_STATE = _Purpose(
    "NARRATOR_STATE",
    "XDG_STATE_HOME",
    ".local/state",
    "Library/Application Support",
    r"narrator\State",
)

CACHE_VARIABLE = _CACHE.variable
DATA_VARIABLE = _DATA.variable
CONFIG_VARIABLE = _CONFIG.variable
STATE_VARIABLE = _STATE.variable


def cache_folder() -> Path:
    """Return the folder of what can be made or fetched again; it need not exist."""
    return _folder(_CACHE)


def reels_folder() -> Path:
    """Return the folder of encoded reels; it need not exist."""
    return cache_folder() / "reels"


def data_folder() -> Path:
    """Return the folder of what was fetched once, such as voices; it need not exist."""
    return _folder(_DATA)


def config_folder() -> Path:
    """Return the folder of what a person sets once, such as keys; it need not exist."""
    return _folder(_CONFIG)


def state_folder() -> Path:
    """Return the folder of what lasts between runs, such as places; it need not exist."""
    return _folder(_STATE)


def _folder(purpose: _Purpose) -> Path:
    named = os.environ.get(purpose.variable)
    if named:
        return Path(named)
    if sys.platform == "win32":
        beneath = {"LOCALAPPDATA": "Local", "APPDATA": "Roaming"}[purpose.windows_variable]
        base = os.environ.get(purpose.windows_variable) or Path.home() / "AppData" / beneath
        return Path(base).joinpath(*purpose.windows.split("\\"))
    if sys.platform == "darwin":
        return Path.home() / purpose.mac / "narrator"
    given = os.environ.get(purpose.xdg_variable, "")
    # A relative path is to be ignored (XDG Base Directory Specification 0.8, "Basics").
    root = Path(given) if Path(given).is_absolute() else Path.home() / purpose.xdg_default
    return root / "narrator"
