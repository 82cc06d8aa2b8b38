"""What lasts for a whole run, however many articles it has.

The kept speech, what is known of each service, who has been told where the text goes, and
what a person decided for all of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field

from narrator.errors import EngineError
from narrator.profile import VoiceProfile
from narrator.speaking.caching import SpeechCache, open_speech_cache
from narrator.speaking.engine import Engine
from narrator.speaking.registry import engine_class, open_engine
from narrator.speaking.retrying import DEFAULT_POLICY, RetryPolicy
from narrator.speaking.services import Service
from narrator.speech import Voice
from narrator.telling import Tell, tell_nobody


@dataclass(slots=True)
class Session:
    """One run; give the same to every call of `speak` in it."""

    cache: SpeechCache | None = None
    """Where speech is kept; None where none is."""
    offline: bool = False
    """Whether engines that go online are refused."""
    fallback: str = ""
    """The engine that speaks an episode, all of it, where another one cannot; none where empty."""
    policy: RetryPolicy = DEFAULT_POLICY
    keeps_engines: bool = False
    """Whether engines that take long to load stay open from one script to the next."""
    _services: dict[tuple[str, str], Service] = field(default_factory=dict)
    _told: set[str] = field(default_factory=set)
    _engines: dict[tuple[str, tuple[tuple[str, str], ...]], Engine] = field(default_factory=dict)

    def service(self, engine: Engine, voice: Voice) -> Service:
        """Return what is known of the engine, or of the host that speaks with that voice."""
        host = engine.host_of(voice)
        key = (engine.name, host)
        if key not in self._services:
            name = host or f"The engine {engine.name}"
            self._services[key] = Service(name, engine.interval_s, self.policy.clock)
        return self._services[key]

    def engine(self, name: str, settings: Mapping[str, str], stack: ExitStack) -> Engine:
        """Return an engine that is ready to speak one script.

        Args:
            name: Of the engine.
            settings: As `open_engine` takes them.
            stack: Closes the engine at the end of the script, unless it stays open. One that
                failed never does.

        Raises:
            EngineError: as `open_engine` does.
        """
        key = (name, tuple(sorted(settings.items())))
        found = self._engines.pop(key, None) or open_engine(name, settings)

        def end(kind: type[BaseException] | None, *_: object) -> None:
            if kind is None and self.keeps_engines and found.lasting:
                self._engines[key] = found
            else:
                found.close()

        stack.push(end)
        return found

    def close(self) -> None:
        """Close the engines that stayed open."""
        while self._engines:
            self._engines.popitem()[1].close()

    def tell_hosts(self, hosts: Iterable[str], tell: Tell) -> None:
        """Say who gets the text, each of them once in a run."""
        new = sorted(set(hosts) - self._told - {""})
        if new:
            self._told |= set(new)
            tell(f"The text is sent to {' and to '.join(new)}, whose voices speak it.")


def open_session(
    *,
    cache: bool = True,
    offline: bool = False,
    fallback: str = "",
    keeps_engines: bool = False,
    tell: Tell = tell_nobody,
) -> Session:
    """Return what lasts for a whole run.

    Args:
        cache: Whether speech is kept, and what is kept is used.
        offline: Whether nothing may go online.
        fallback: The engine that speaks a whole episode where another one cannot; empty for
            none.
        keeps_engines: Whether engines that take long to load stay open between articles.
        tell: Is told what is wrong with the kept speech.

    Raises:
        EngineError: for an unknown fallback, and one that goes online in an offline run.
        ProfileError: where the environment's limit of the cache is not one.
    """
    if fallback:
        found = engine_class(fallback)
        if offline and found.online:
            check_offline(_as_set(found, {}))
    kept = open_speech_cache(tell) if cache else None
    return Session(kept, offline, fallback, keeps_engines=keeps_engines)


def check_voices_offline(profile: VoiceProfile) -> None:
    """Refuse a profile whose voices speak online.

    Raises:
        EngineError: where one of them does. Trying again cannot help.
    """
    for name in profile.speaking_engines:
        found = engine_class(name)
        if found.online:
            check_offline(_as_set(found, profile.engines.get(name, {})))


def hosts_of(profile: VoiceProfile) -> tuple[str, ...]:
    """Return who gets the text when a profile speaks; none where it stays on this machine.

    Raises:
        EngineError: for an unknown engine.
    """
    engines = (
        (engine_class(name), profile.engines.get(name, {})) for name in profile.speaking_engines
    )
    chosen = [_as_set(found, settings) for found, settings in engines if found.online]
    return tuple(dict.fromkeys(engine.host for engine in chosen if engine.online and engine.host))


def _as_set(found: type[Engine], settings: Mapping[str, str]) -> Engine | type[Engine]:
    """Return the engine with its settings, which may say who gets the text."""
    try:
        return open_engine(found.name, settings)
    except EngineError:  # It is missing, or wrongly set: it is refused all the same.
        return found


def check_offline(engine: Engine | type[Engine]) -> None:
    """Refuse an engine that goes online.

    Raises:
        EngineError: where it does. Trying again cannot help.
    """
    if engine.online:
        raise EngineError(
            f"The engine {engine.name} sends the text to {engine.host}, and this run is offline",
            hint="Choose an engine on this machine, such as --engine espeak, or leave out "
            "--offline.",
        )
