"""Many sources, one report: a night's work that survives whatever happens to it.

As `pipeline` does, this room knows several stages; no stage knows it. Articles are listed
(`listing`), read and made by workers (`work`, `executors`) in an order that is polite to sites
(`running`, `politeness`); what became of each is noted at once (`records`, `state`).
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from narrator.batching.fingerprints import profile_digest, settings_digest
from narrator.batching.jobs import Job, Report, Row, Status, report_of
from narrator.batching.listing import ListRules, list_jobs
from narrator.batching.listing.choosing import Wish, chosen
from narrator.batching.options import BatchOptions
from narrator.batching.progress import Progress
from narrator.batching.records import Records
from narrator.batching.running import Course, Runner, RunRules
from narrator.batching.state import STATE_NAME, OutputInUseError, State
from narrator.batching.storage import is_stored
from narrator.errors import NarratorError, SourceError
from narrator.profile import VoiceProfile
from narrator.profiles import DEFAULT_PROFILE, load_profile
from narrator.telling import Tell, tell_nobody

if TYPE_CHECKING:
    from narrator.batching.executors import Workers

__all__ = ["BatchInterrupted", "BatchOptions", "Report", "Row", "Status", "Wish", "batch"]

LOOK_AGAIN_S = 2.0
"""How often it is looked whether another run on the same output is done."""

Load = Callable[[str], VoiceProfile]


class BatchInterrupted(KeyboardInterrupt):
    """The batch was interrupted; what was finished is kept, and is in the report."""

    def __init__(self, report: Report) -> None:
        super().__init__("interrupted")
        self.report = report


def batch(
    sources: Iterable[str] = (),
    profile: str = "",
    *,
    output: str | Path = "output",
    options: BatchOptions | None = None,
    load: Load = load_profile,
    tell: Tell = tell_nobody,
) -> Report:
    """Make the episodes of all articles that the sources name, and report what became of each.

    It goes on where an earlier run on the same output stopped. Programs that call it from their
    main module must guard that with `if __name__ == "__main__":`, since workers import it.

    Args:
        sources: Folders, feeds (RSS, Atom, JSON Feed), OPML, sitemaps, lists of addresses,
            manifests (CSV, JSON Lines), articles; paths or URLs, or `-` for a list on standard
            input. None, with `retry_failed`, for all that failed before.
        profile: The name of the voice profile for all that name none; empty for the default.
        output: The folder in which each episode gets its own, and the state its file; or the
            address of a store, such as `s3://bucket/episodes`.
        options: What else can be chosen; None for the usual.
        load: Returns the profile of a name.
        tell: Takes plain lines: how far it is, what failed, where the text is sent.

    Raises:
        SourceError: where there is nothing to do, or a manifest has a fault.
        ProfileError, LexiconError, EngineError: for what would make every article fail.
        OutputError: where the output is in use by another run, or cannot be written.
        BatchInterrupted: after a Ctrl-C.
    """
    options = options or BatchOptions()
    root = str(output).rstrip("/") if is_stored(str(output)) else str(output)
    if options.cluster and not is_stored(root):
        root = str(Path(root).absolute())
    with _open_state(state_path(root), options.wait, tell) as state:
        preparing = _Preparing(options, profile or DEFAULT_PROFILE, load, tell)
        listed = list(_listed(list(sources), root, options, state))
        courses, rows = preparing.sort(listed)
        outputs = frozenset(course.job.output for course in courses.values())
        records = Records(state, root, outputs)
        return _Batch(options, root, records, tell).run(courses, rows)


def state_path(output: str) -> Path:
    """Return where the state of an output is: in it, or on this machine where it is a store's."""
    if not is_stored(output):
        return Path(output) / STATE_NAME
    from narrator.folders import data_folder

    return data_folder() / "batches" / sha256(output.encode()).hexdigest()[:16] / STATE_NAME


def _open_state(path: Path, wait: bool, tell: Tell) -> State:
    told = False
    while True:
        try:
            return State(path)
        except OutputInUseError:
            if not wait:
                raise
        if not told:
            tell("Another run is at work on this output. Waiting until it is done.")
            told = True
        time.sleep(LOOK_AGAIN_S)


def _listed(
    sources: list[str], root: str, options: BatchOptions, state: State
) -> Iterator[Job | Row]:
    """Yield what is to be done, as it is listed."""
    from narrator.pipeline import refuse_online

    if options.make.offline:
        refuse_online(sources)
    failed = {known.key: known.job for known in state.failed()}
    if not sources and options.retry_failed:
        yield from chosen(failed.values(), options.wish)
        return
    output = None if is_stored(root) else Path(root)
    rules = ListRules(output, options.read.allow_private, options.read.cache)
    for item in chosen(list_jobs(sources, rules), options.wish):
        if isinstance(item, Job) and options.make.offline:
            refuse_online([item.source])
        if isinstance(item, Row) or not options.retry_failed or _failed_before(item, state):
            yield item


def _failed_before(job: Job, state: State) -> bool:
    from narrator.batching.keys import key_of

    known = state.find(key_of(job))
    return known is not None and known.status is Status.FAILED


class _Preparing:
    """Gives each job its profile; what is wrong with one is said before anything is made."""

    def __init__(self, options: BatchOptions, default: str, load: Load, tell: Tell) -> None:
        self._options = options
        self._default = default
        self._load = load
        self._tell = tell
        self._profiles: dict[str, tuple[VoiceProfile, str]] = {}

    def sort(self, listed: list[Job | Row]) -> tuple[dict[int, Course], dict[int, Row]]:
        """Return what is to be done and what is decided already, by their place in the list."""
        courses: dict[int, Course] = {}
        rows: dict[int, Row] = {}
        for number, item in enumerate(listed):
            if isinstance(item, Row):
                rows[number] = item
                continue
            profile, digest = self._profile(item)
            settings = settings_digest(item, digest)
            courses[number] = Course(number, item, profile, settings, _site(item.source))
        if not listed and not self._options.retry_failed:
            raise SourceError(
                "There is nothing to do: no article is listed",
                hint="Check the sources, and what --since and --match leave of them.",
            )
        return courses, rows

    def _profile(self, job: Job) -> tuple[VoiceProfile, str]:
        name = job.profile or self._default
        if name not in self._profiles:
            try:
                profile = self._load(name)
                _check(profile, self._options, self._tell)
                rules = (self._options.read.kind, self._options.read.language)
                made = (self._options.make.cover, self._options.make.formats)
                self._profiles[name] = (profile, profile_digest(profile, (rules, made)))
            except NarratorError as error:
                if job.profile:
                    error.where = f"{job.origin}: {error.where}"
                raise
        return self._profiles[name]


def _check(profile: VoiceProfile, options: BatchOptions, tell: Tell) -> None:
    """Have said what would make every article fail, and who gets the text."""
    from narrator.pipeline import refuse_online
    from narrator.speaking.registry import open_engine
    from narrator.speaking.session import hosts_of

    if options.make.offline:
        refuse_online([], profile)
    hosts = hosts_of(profile)
    if hosts:
        tell(f"The text is sent to {' and to '.join(hosts)}, whose voices speak it.")
    for name in profile.speaking_engines if not options.make.fallback else ():
        open_engine(name, profile.engines.get(name, {})).close()


def _site(source: str) -> str:
    """Return the site that a job's page is on; empty for a file."""
    from narrator.reading.robots import site_of

    return site_of(source) if source.startswith(("http://", "https://")) else ""


class _Batch:
    """The part of a batch after everything is known that is to be done."""

    def __init__(self, options: BatchOptions, root: str, records: Records, tell: Tell) -> None:
        self._options = options
        self._root = root
        self._records = records
        self._tell = tell
        self._started_s = time.monotonic()

    def run(self, courses: dict[int, Course], rows: dict[int, Row]) -> Report:
        """Do what is to be done, and return the report of all.

        Raises:
            BatchInterrupted: after a Ctrl-C.
        """
        progress = Progress(len(courses), self._tell, as_json=self._options.json_progress)
        left = self._without_decided(courses, rows, progress)
        self._records.tidy()
        try:
            if left:
                progress.say()
                self._work(left, rows, progress)
        except KeyboardInterrupt:
            report = self._report(rows, len(courses) - sum(n in rows for n in courses))
            raise BatchInterrupted(report) from None
        finally:
            self._records.tidy()
        return self._report(rows)

    def _without_decided(
        self, courses: dict[int, Course], rows: dict[int, Row], progress: Progress
    ) -> list[Course]:
        """Return the courses that need work, and put down the rows of the others."""
        left = []
        for number, course in courses.items():
            row = self._records.beforehand(
                course.job, course.settings, retry_failed=self._options.retry_failed
            )
            if row is None:
                left.append(course)
            else:
                rows[number] = row
                progress.pass_over(row)
        return left

    def _work(self, left: list[Course], rows: dict[int, Row], progress: Progress) -> None:
        options = self._options
        rules = RunRules(
            self._root, options.read, options.make, options.delay_s, options.time_limit_s
        )
        with closing(self._workers(len(left))) as workers:
            Runner(rules, workers, self._records, progress, rows=rows).run(left)

    def _workers(self, tasks: int) -> Workers:
        if self._options.cluster:
            from narrator.batching.cluster import Cluster

            return Cluster(self._options.cluster)
        from narrator.batching.executors import Processes

        return Processes(min(self._options.jobs, tasks), self._options.time_limit_s)

    def _report(self, rows: dict[int, Row], left: int = 0) -> Report:
        took_s = time.monotonic() - self._started_s
        listed = (rows[number] for number in sorted(rows))
        return report_of(listed, self._root, took_s, left)
