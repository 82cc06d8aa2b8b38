"""Where narrator keeps things, on each system."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from narrator.folders import cache_folder, data_folder


@pytest.mark.parametrize(
    ("platform", "variables", "expected"),
    [
        ("linux", {"NARRATOR_CACHE": "/elsewhere"}, "/elsewhere"),
        ("linux", {"XDG_CACHE_HOME": "/xdg"}, "/xdg/narrator"),
        ("linux", {"XDG_CACHE_HOME": "relative"}, "/home/ada/.cache/narrator"),
        ("linux", {}, "/home/ada/.cache/narrator"),
        ("darwin", {}, "/home/ada/Library/Caches/narrator"),
        ("win32", {"LOCALAPPDATA": "/local"}, "/local/narrator/Cache"),
        ("win32", {}, "/home/ada/AppData/Local/narrator/Cache"),
    ],
)
def test_cache_folder_is_that_of_the_system(
    monkeypatch: pytest.MonkeyPatch, platform: str, variables: dict[str, str], expected: str
) -> None:
    for name in ("NARRATOR_CACHE", "XDG_CACHE_HOME", "LOCALAPPDATA"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(sys, "platform", platform)
    monkeypatch.setattr(Path, "home", lambda: Path("/home/ada"))
    assert cache_folder().as_posix() == expected


@pytest.mark.parametrize(
    ("platform", "variables", "expected"),
    [
        ("linux", {"NARRATOR_DATA": "/elsewhere"}, "/elsewhere"),
        ("linux", {"XDG_DATA_HOME": "/xdg"}, "/xdg/narrator"),
        ("linux", {"XDG_DATA_HOME": "relative"}, "/home/ada/.local/share/narrator"),
        ("linux", {}, "/home/ada/.local/share/narrator"),
        ("darwin", {}, "/home/ada/Library/Application Support/narrator"),
        ("win32", {"LOCALAPPDATA": "/local"}, "/local/narrator"),
    ],
)
def test_data_folder_is_that_of_the_system(
    monkeypatch: pytest.MonkeyPatch, platform: str, variables: dict[str, str], expected: str
) -> None:
    for name in ("NARRATOR_DATA", "XDG_DATA_HOME", "LOCALAPPDATA"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(sys, "platform", platform)
    monkeypatch.setattr(Path, "home", lambda: Path("/home/ada"))
    assert data_folder().as_posix() == expected
