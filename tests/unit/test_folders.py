"""Where narrator keeps things, on each system."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from narrator.folders import cache_folder, config_folder, data_folder, state_folder

VARIABLES = (
    *("NARRATOR_CACHE", "NARRATOR_DATA", "NARRATOR_CONFIG", "NARRATOR_STATE"),
    *("XDG_CACHE_HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME"),
    *("LOCALAPPDATA", "APPDATA"),
)


@pytest.mark.parametrize(
    ("folder", "platform", "variables", "expected"),
    [
        (cache_folder, "linux", {"NARRATOR_CACHE": "/elsewhere"}, "/elsewhere"),
        (cache_folder, "linux", {"XDG_CACHE_HOME": "/xdg"}, "/xdg/narrator"),
        (cache_folder, "linux", {"XDG_CACHE_HOME": "relative"}, "/home/ada/.cache/narrator"),
        (cache_folder, "linux", {}, "/home/ada/.cache/narrator"),
        (cache_folder, "darwin", {}, "/home/ada/Library/Caches/narrator"),
        (cache_folder, "win32", {"LOCALAPPDATA": "/local"}, "/local/narrator/Cache"),
        (cache_folder, "win32", {}, "/home/ada/AppData/Local/narrator/Cache"),
        (data_folder, "linux", {"NARRATOR_DATA": "/elsewhere"}, "/elsewhere"),
        (data_folder, "linux", {"XDG_DATA_HOME": "/xdg"}, "/xdg/narrator"),
        (data_folder, "linux", {"XDG_DATA_HOME": "relative"}, "/home/ada/.local/share/narrator"),
        (data_folder, "linux", {}, "/home/ada/.local/share/narrator"),
        (data_folder, "darwin", {}, "/home/ada/Library/Application Support/narrator"),
        (data_folder, "win32", {"LOCALAPPDATA": "/local"}, "/local/narrator"),
        (config_folder, "linux", {"NARRATOR_CONFIG": "/elsewhere"}, "/elsewhere"),
        (config_folder, "linux", {}, "/home/ada/.config/narrator"),
        (config_folder, "darwin", {}, "/home/ada/Library/Application Support/narrator"),
        (config_folder, "win32", {"APPDATA": "/roaming"}, "/roaming/narrator"),
        (config_folder, "win32", {}, "/home/ada/AppData/Roaming/narrator"),
        (state_folder, "linux", {"XDG_STATE_HOME": "/xdg"}, "/xdg/narrator"),
        (state_folder, "linux", {}, "/home/ada/.local/state/narrator"),
        (state_folder, "win32", {"LOCALAPPDATA": "/local"}, "/local/narrator/State"),
    ],
)
def test_a_folder_is_that_of_the_system(
    monkeypatch: pytest.MonkeyPatch,
    folder: Callable[[], Path],
    platform: str,
    variables: dict[str, str],
    expected: str,
) -> None:
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(sys, "platform", platform)
    monkeypatch.setattr(Path, "home", lambda: Path("/home/ada"))
    assert folder().as_posix() == expected
