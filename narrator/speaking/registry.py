"""Which engines there are: a table of our own, and the entry point group for those of others.

A name is looked up without importing any engine; only the one that is asked for is imported,
since some of them load large libraries.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from importlib import import_module
from typing import TYPE_CHECKING, Any

from narrator.errors import EngineError, nearest
from narrator.speaking.engine import Availability, Engine

if TYPE_CHECKING:
    from importlib import metadata

BUILT_IN: Mapping[str, str] = {
    "command": "narrator.speaking.command:CommandEngine",
    "espeak": "narrator.speaking.espeak:EspeakEngine",
    "gtts": "narrator.speaking.gtts:GTTSEngine",
    "kokoro": "narrator.speaking.kokoro:KokoroEngine",
    "openai": "narrator.speaking.openai:OpenAIEngine",
    "piper": "narrator.speaking.piper:PiperEngine",
    "tone": "narrator.speaking.tone:ToneEngine",
}
"""The engines of this package, as `module:class`."""

NO_SETTINGS: Mapping[str, str] = {}

ENTRY_POINT_GROUP = "narrator.engines"
"""Where other packages announce theirs (PyPA entry points specification)."""


def engine_names() -> tuple[str, ...]:
    """Return the names of all engines: the built-in ones, then those of others, by name."""
    others = sorted(set(_entry_points()) - set(BUILT_IN))
    return (*BUILT_IN, *others)


def engine_class(name: str) -> type[Engine]:
    """Return the class of an engine, importing that engine and no other.

    A built-in engine cannot be replaced by one that another package announces by its name.

    Raises:
        EngineError: for an unknown name, with the nearest known one, and where another
            package's engine cannot be imported or is not an engine. Trying again cannot help.
    """
    if name in BUILT_IN:
        module, _, attribute = BUILT_IN[name].partition(":")
        found: type[Engine] = getattr(import_module(module), attribute)
        return found
    others = _entry_points()
    if name not in others:
        raise EngineError("Unknown engine", where=name, hint=nearest(name, engine_names()))
    return _checked(_load(others[name]), others[name])


def open_engine(name: str, settings: Mapping[str, str] = NO_SETTINGS) -> Engine:
    """Return an engine that is ready to speak; whoever opens it closes it.

    Args:
        name: Of the engine.
        settings: Of `Engine.settings`; what is missing is looked up in the environment.

    Raises:
        EngineError: as `engine_class` does, for an unknown setting, and where the engine is
            not installed, with the command that mends it. Trying again cannot help.
    """
    found = engine_class(name)
    chosen = {**_from_environment(found), **settings}
    for setting in chosen:
        if setting not in found.settings:
            raise EngineError(
                f"The engine {name} has no such setting",
                where=setting,
                hint=nearest(setting, found.settings) or "It has none.",
            )
    availability = found.availability_with(chosen)
    if not availability.ready:
        hint = f"To mend it: {availability.mend}" if availability.mend else ""
        raise EngineError(
            f"The engine {name} cannot be used here", where=availability.detail, hint=hint
        )
    return found(**chosen)


def availability_of(name: str, settings: Mapping[str, str] = NO_SETTINGS) -> Availability:
    """Return whether an engine can be used here, with its settings or the environment's.

    Raises:
        EngineError: as `engine_class` does. Trying again cannot help.
    """
    found = engine_class(name)
    return found.availability_with({**_from_environment(found), **settings})


def _from_environment(found: type[Engine]) -> dict[str, str]:
    """Return the settings that the environment has, such as NARRATOR_OPENAI_URL."""
    names = {key: f"NARRATOR_{found.name}_{key}".upper() for key in found.settings}
    return {key: os.environ[name] for key, name in names.items() if os.environ.get(name)}


def _entry_points() -> dict[str, metadata.EntryPoint]:
    from importlib import metadata

    return {point.name: point for point in metadata.entry_points(group=ENTRY_POINT_GROUP)}


def _package(point: metadata.EntryPoint) -> str:
    """Return who announced the engine, as `pip` names it."""
    return point.dist.name if point.dist else "another package"


def _load(point: metadata.EntryPoint) -> Any:
    try:
        return point.load()
    except Exception as error:  # A stranger's module raises whatever it likes when imported.
        raise EngineError(
            f"The engine {point.name} of {_package(point)} cannot be imported",
            where=f"{point.value}: {type(error).__name__}: {error}",
            hint=f"Reinstall {_package(point)}, or remove it.",
        ) from error


def _checked(found: Any, point: metadata.EntryPoint) -> type[Engine]:
    if isinstance(found, type) and issubclass(found, Engine):
        return found
    raise EngineError(
        f"What {_package(point)} announces as the engine {point.name} is not an engine",
        where=point.value,
        hint="An engine is a subclass of narrator.speaking.engine.Engine.",
    )
