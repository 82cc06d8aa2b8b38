"""What lasts for a whole run, however many articles it has.

The kept speech, what is known of each service, who has been told where the text goes, and
what a person decided for all of it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from narrator.errors import EngineError
from narrator.speaking.caching import SpeechCache
from narrator.speaking.engine import Engine
from narrator.speaking.retrying import DEFAULT_POLICY, RetryPolicy
from narrator.speaking.services import Service
from narrator.speech import Voice
from narrator.telling import Tell


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
