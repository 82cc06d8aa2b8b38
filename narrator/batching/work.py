"""What a worker does: it reads one article, or makes one episode, and tells what came of it.

The two are tasks of their own, so that what is decided between them (unchanged? the same
article as another one?) is decided in one place, and a site is asked for one page at a time
while episodes are made by all workers. What goes to a worker and comes back is text, never
sound. Neither function raises.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from narrator.batching.fingerprints import made_from
from narrator.batching.jobs import Fault, Job, fault_of
from narrator.batching.storage import find_stored, free_name, is_stored
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
    """The folder in which the episode gets its own; a path, or the address of a store."""
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
        with _at_hand(task.job.source) as source:
            prepared = prepare(
                source, "", lambda _: task.profile, title=task.job.title, **_reading(task)
            )
        if source != task.job.source:  # It is not to be known by the place of our copy.
            prepared = replace(prepared, plan=replace(prepared.plan, source=task.job.source))
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


@contextmanager
def _at_hand(source: str) -> Iterator[str]:
    """Give a source as it can be read: of what is in a store, the path of a copy."""
    if not is_stored(source):
        yield source
        return
    from narrator.batching.storage import read_object
    from narrator.reading.sources import MAX_BYTES

    with TemporaryDirectory(prefix="narrator-") as place:
        copy = Path(place) / source.rpartition("/")[2]
        copy.write_bytes(read_object(source, MAX_BYTES))
        yield str(copy)


def _base(task: MakeTask) -> str:
    from narrator.publishing import slug

    return task.place.folder or slug(task.plan.article.metadata.headline)


def _found(task: MakeTask, started: float) -> Finished | None:
    """Return the episode where it is there: a run was killed before it could note that."""
    from narrator.publishing import find_made, identity_of

    identity = identity_of(task.plan.source)
    if is_stored(task.output):
        there = find_stored(_base(task), identity, task.output)
    else:
        there = find_made(_base(task), identity, Path(task.output))
    if there is None or there.made_from != task.place.made_from:
        return None
    took_s = time.perf_counter() - started
    return Finished(there.folder.name, there.duration_ms, took_s, was_there=True)


def _made(task: MakeTask, started: float) -> Finished:
    if not is_stored(task.output):
        return _made_in(Path(task.output), task, started)[0]
    from narrator.batching.storage import place_in_store
    from narrator.publishing import identity_of

    name = free_name(_base(task), identity_of(task.plan.source), task.output)
    with TemporaryDirectory(prefix="narrator-") as place:
        named = replace(task, place=replace(task.place, folder=name))
        finished, files = _made_in(Path(place), named, started)
        place_in_store(files, f"{task.output}/{name}")
    return replace(finished, took_s=time.perf_counter() - started)


def _made_in(output: Path, task: MakeTask, started: float) -> tuple[Finished, list[Path]]:
    """Make the episode in a folder of this machine."""
    said: list[str] = []
    episode, files = produce(
        task.plan,
        task.profile,
        output,
        cover=task.cover or task.rules.cover,
        formats=task.rules.formats,
        tell=said.append,
        session=_session(task.rules),
        place=task.place,
    )
    took_s = time.perf_counter() - started
    made = Finished(files[0].parent.name, episode.duration_ms, took_s, said=tuple(said))
    return made, files


@lru_cache(maxsize=4)
def _session(rules: MakeRules) -> Session:
    """Return what lasts as long as the worker does."""
    from narrator.speaking.session import open_session

    return open_session(cache=rules.cache, offline=rules.offline, fallback=rules.fallback)


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
