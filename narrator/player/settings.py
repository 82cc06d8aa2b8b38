"""What a listener sets once: speed, spoken answers and keys, in `listen.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from narrator.errors import ProfileError, nearest
from narrator.folders import config_folder
from narrator.player.actions import Action
from narrator.player.keys import DEFAULT_KEYS, Keys, action_named, key_named, with_changes
from narrator.player.places import SPEEDS_PERCENT

SCHEMA = 1
FILE_NAME = "listen.toml"


@dataclass(frozen=True, slots=True)
class Settings:
    """How somebody listens."""

    speed_percent: int = 100
    """Of the speed at which the voice speaks."""
    say_answers: bool = True
    """Whether answers are spoken too, and not only printed."""
    keys: Keys = DEFAULT_KEYS


def settings_path() -> Path:
    """Return where the settings are; the file need not exist."""
    return config_folder() / FILE_NAME


def load_settings(path: Path | None = None) -> Settings:
    """Return the settings in a file; where there is none, those that everybody begins with.

    Args:
        path: The file; None for the user's own.

    Raises:
        ProfileError: where it cannot be read, is not TOML, or sets what cannot be set.
    """
    path = path or settings_path()
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return Settings()
    except (OSError, UnicodeDecodeError) as error:
        raise ProfileError(
            "The settings for listening cannot be read", where=f"{path}: {error}"
        ) from error
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ProfileError(
            "The settings for listening are not TOML", where=f"{path}: {error}"
        ) from error
    return parse_settings(table, str(path))


def parse_settings(table: Mapping[str, Any], where: str) -> Settings:
    """Return the settings that a TOML document makes.

    Raises:
        ProfileError: for what is unknown, with the nearest that is known, and for what has
            another form or is out of range.
    """
    table = dict(table)
    if table.pop("schema", None) != SCHEMA:
        raise ProfileError(
            f"The settings for listening do not say `schema = {SCHEMA}`",
            where=where,
            hint="Add the line at the top of the file.",
        )
    known = {"speed": _speed, "say_answers": _answers, "keys": _keys}
    for name in table:
        if name not in known:
            raise ProfileError(
                "Unknown setting for listening",
                where=f"{where}: {name}",
                hint=nearest(name, known),
            )
    default = Settings()
    return Settings(
        _speed(table.get("speed", default.speed_percent), where),
        _answers(table.get("say_answers", default.say_answers), where),
        _keys(table.get("keys", {}), where),
    )


def _speed(given: Any, where: str) -> int:
    least, most = SPEEDS_PERCENT
    if type(given) is not int or not least <= given <= most:
        raise ProfileError(
            "The speed is a whole number of percent",
            where=f"{where}: speed = {given!r}",
            hint=f"It may be {least} to {most}; 100 is the voice's own.",
        )
    return given


def _answers(given: Any, where: str) -> bool:
    if type(given) is not bool:
        raise ProfileError(
            "Whether answers are spoken is true or false", where=f"{where}: say_answers = {given!r}"
        )
    return given


def _keys(given: Any, where: str) -> Keys:
    if not isinstance(given, Mapping):
        raise ProfileError("[keys] is a table of actions", where=f"{where}: keys = {given!r}")
    changes = [_change(name, keys, f"{where}: keys.{name}") for name, keys in given.items()]
    return with_changes(DEFAULT_KEYS, changes, f"{where}: keys")


def _change(name: str, given: Any, where: str) -> tuple[Action, tuple[str, ...]]:
    listed = [given] if isinstance(given, str) else given
    if not isinstance(listed, list) or not listed or not all(type(key) is str for key in listed):
        raise ProfileError(
            "The keys of an action are a text or a list of texts", where=f"{where} = {given!r}"
        )
    try:
        return action_named(name), tuple(key_named(key) for key in listed)
    except ProfileError as error:
        raise ProfileError(
            error.message, where=f"{where}: {error.where}", hint=error.hint
        ) from error
