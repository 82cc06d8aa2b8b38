"""What lasts for a whole run, however many articles it has.

The kept speech, what is known of each service, who has been told where the text goes, and
what a person decided for all of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
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
    _services: dict[tuple[str, str], Service] = field(default_factory=dict)
    _told: set[str] = field(default_factory=set)

    def service(self, engine: Engine, voice: Voice) -> Service:
        """Return what is known of the engine, or of the host that speaks with that voice."""
        host = engine.host_of(voice)
        key = (engine.name, host)
        if key not in self._services:
            name = host or f"The engine {engine.name}"
            self._services[key] = Service(name, engine.interval_s, self.policy.clock)
        return self._services[key]

    def tell_hosts(self, hosts: Iterable[str], tell: Tell) -> None:
        """Say who gets the text, each of them once in a run."""
        new = sorted(set(hosts) - self._told - {""})
        if new:
            self._told |= set(new)
            tell(f"The text is sent to {' and to '.join(new)}, whose voices speak it.")


def open_session(
    *, cache: bool = True, offline: bool = False, fallback: str = "", tell: Tell = tell_nobody
) -> Session:
    """Return what lasts for a whole run.

    Args:
        cache: Whether speech is kept, and what is kept is used.
        offline: Whether nothing may go online.
        fallback: The engine that speaks a whole episode where another one cannot; empty for
            none.
        tell: Is told what is wrong with the kept speech.

    Raises:
        EngineError: for an unknown fallback, and one that goes online in an offline run.
        ProfileError: where the environment's limit of the cache is not one.
    """
    if fallback:
        found = engine_class(fallback)
        if offline and found.online:
            check_offline(_as_set(found, {}))
    return Session(open_speech_cache(tell) if cache else None, offline, fallback)


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
