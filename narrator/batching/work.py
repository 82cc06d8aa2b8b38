"""What a worker does: it reads one article, or makes one episode, and tells what came of it.

The two are tasks of their own, so that what is decided between them (unchanged? the same
article as another one?) is decided in one place, and a site is asked for one page at a time
while episodes are made by all workers. What goes to a worker and comes back is text, never
sound. Neither function raises.
"""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from narrator.batching.fingerprints import made_from
from narrator.batching.jobs import Fault, Job, fault_of
from narrator.errors import SourceError
from narrator.pipeline import Place, prepare, produce
from narrator.plans import Plan
from narrator.profile import VoiceProfile

if TYPE_CHECKING:
    from narrator.reading.robots import RobotRules
    from narrator.speaking.session import Session

ROBOTS_AGAIN_S = 60.0
"""After which a site is asked again for its robots.txt, where that failed."""


_ONE_AT_A_TIME = threading.Lock()
"""Engines and their models are one for each process; a worker of a cluster may have threads."""


@dataclass(frozen=True, slots=True)
class ReadRules:
    """How all articles of a run are read."""

    kind: str = ""
    """One of `reading.SourceKind`; empty where it is to be found out."""
    language: str = ""
    allow_private: bool = False
    cache: bool = True


@dataclass(frozen=True, slots=True)
class MakeRules:
    """How all episodes of a run are made."""

    cover: str = ""
    formats: tuple[str, ...] = ()
    cache: bool = True
    offline: bool = False
    fallback: str = ""


@dataclass(frozen=True, slots=True)
class ReadTask:
    """An article to be read."""

    job: Job
    profile: VoiceProfile
    settings: str
    """See `fingerprints.settings_digest`."""
    rules: ReadRules


@dataclass(frozen=True, slots=True)
class Ready:
    """An article that was read, with what is to be said."""

    plan: Plan
    profile: VoiceProfile
    made_from: str
    """See `fingerprints.made_from`."""
    took_s: float
    crawl_delay_s: float = 0.0
    """Seconds that its site asks to wait before the next page."""


@dataclass(frozen=True, slots=True)
class MakeTask:
    """An episode to be made."""

    plan: Plan
    profile: VoiceProfile
    output: str
    """The folder in which the episode gets its own."""
    place: Place
    cover: str
    rules: MakeRules


@dataclass(frozen=True, slots=True)
class Finished:
    """An episode that is in its place."""

    folder: str
    """The name of its folder in the output."""
    duration_ms: int
    took_s: float
    was_there: bool = False
    """Whether it was found in its place, made from the same."""
    said: tuple[str, ...] = ()
    """What a person must not miss: which picture was not used, who spoke in whose place."""


@dataclass(frozen=True, slots=True)
class Failed:
    """What went wrong."""

    fault: Fault
    took_s: float
    crawl_delay_s: float = 0.0


def read_article(task: ReadTask) -> Ready | Failed:
    """Read an article and plan its episode."""
    started = time.perf_counter()
    delay_s = 0.0
    try:
        if task.job.source.startswith(("http://", "https://")):
            delay_s = _ask_site(task.job.source, task.rules)
        prepared = prepare(
            task.job.source, "", lambda _: task.profile, title=task.job.title, **_reading(task)
        )
        digest = made_from(prepared.plan.article, task.settings)
    except Exception as error:  # noqa: BLE001 - one article's failure is a row, not an end
        return Failed(fault_of(error), time.perf_counter() - started, delay_s)
    took_s = time.perf_counter() - started
    return Ready(prepared.plan, prepared.profile, digest, took_s, delay_s)


def make_episode(task: MakeTask) -> Finished | Failed:
    """Make an episode, if it is not in its place already."""
    started = time.perf_counter()
    try:
        with _ONE_AT_A_TIME:
            return _found(task, started) or _made(task, started)
    except Exception as error:  # noqa: BLE001 - one article's failure is a row, not an end
        return Failed(fault_of(error), time.perf_counter() - started)


def _reading(task: ReadTask) -> dict[str, Any]:
    from narrator.reading import SourceKind

    rules = task.rules
    return {
        "kind": SourceKind(rules.kind) if rules.kind else None,
        "language": task.job.language or rules.language,
        "allow_private": rules.allow_private,
        "cache": rules.cache,
    }


def _found(task: MakeTask, started: float) -> Finished | None:
    """Return the episode where it is there: a run was killed before it could note that."""
    from narrator.publishing import find_made, identity_of, slug

    base = task.place.folder or slug(task.plan.article.metadata.headline)
    there = find_made(base, identity_of(task.plan.source), Path(task.output))
    if there is None or there.made_from != task.place.made_from:
        return None
    took_s = time.perf_counter() - started
    return Finished(there.folder.name, there.duration_ms, took_s, was_there=True)


def _made(task: MakeTask, started: float) -> Finished:
    said: list[str] = []
    episode, files = produce(
        task.plan,
        task.profile,
        Path(task.output),
        cover=task.cover or task.rules.cover,
        formats=task.rules.formats,
        tell=said.append,
        session=_session(task.rules),
        place=task.place,
    )
    took_s = time.perf_counter() - started
    return Finished(files[0].parent.name, episode.duration_ms, took_s, said=tuple(said))


@lru_cache(maxsize=4)
def _session(rules: MakeRules) -> Session:
    """Return what lasts as long as the worker does."""
    from narrator.speaking.session import open_session

    return open_session(
        cache=rules.cache, offline=rules.offline, fallback=rules.fallback, keeps_engines=True
    )


def _ask_site(url: str, rules: ReadRules) -> float:
    """Return the seconds that a site asks to wait between two pages.

    Raises:
        SourceError: where it does not want robots on this page.
    """
    from narrator.reading.robots import refuse_unwanted, site_of

    robots = _ROBOTS.of(site_of(url), url, rules)
    refuse_unwanted(url, robots)
    return robots.crawl_delay_s


class _RobotsBySite:
    """What sites ask of robots, each asked once by a worker."""

    def __init__(self) -> None:
        self._known: dict[str, RobotRules] = {}
        self._failed: dict[str, tuple[float, SourceError]] = {}

    def of(self, site: str, url: str, rules: ReadRules) -> RobotRules:
        """Return the rules of a site.

        Raises:
            SourceError: where they cannot be had, so that none of its pages may be read now.
        """
        from narrator.reading.robots import read_robot_rules

        if site in self._known:
            return self._known[site]
        when_s, error = self._failed.get(site, (float("-inf"), None))
        if error is not None and time.monotonic() - when_s < ROBOTS_AGAIN_S:
            raise error
        try:
            found = read_robot_rules(url, allow_private=rules.allow_private, cache=rules.cache)
        except SourceError as fault:
            self._failed[site] = (time.monotonic(), fault)
            raise
        self._known[site] = found
        return found


_ROBOTS = _RobotsBySite()
