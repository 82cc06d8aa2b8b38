"""What is noted of each article, and what follows from what was noted before."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from narrator.batching.jobs import Fault, Job, Row, Status
from narrator.batching.keys import entry_key, key_of
from narrator.batching.state import Known, State, now_iso
from narrator.batching.storage import is_stored, recordings_in

if TYPE_CHECKING:
    from narrator.batching.running import Course
    from narrator.batching.work import Finished, Ready
    from narrator.plans import Plan

RECORDING = ".mp3"


@dataclass(slots=True)
class Records:
    """The state of earlier runs, and who has which article in this one."""

    state: State
    output: str
    """A path, or the address of a store."""
    folders: frozenset[str] = frozenset()
    """Those inside the output in which episodes land."""
    _claims: dict[tuple[str, str], Job] = field(default_factory=dict)
    """Who has an article in this run, by what identifies it and the folder it goes to."""
    _names: dict[tuple[str, str], str] = field(default_factory=dict)
    """The identifier of whose episode gets a name in this run, in a store."""
    _stored: frozenset[str] | None = None
    """The episodes that a store had when the run began."""

    def known(self, job: Job) -> Known | None:
        """Return what is known of a job, also where its feed gives it another address now."""
        return self.state.find(key_of(job), _entry(job))

    def beforehand(self, job: Job, settings: str, *, retry_failed: bool) -> Row | None:
        """Return what became of a job that need not be read, or None where it must be.

        That is one whose file has the same size and time as when it was made, and one that
        failed for a reason that does not pass, where nothing is known to have changed.
        """
        known = self.known(job)
        if known is None or known.settings != settings or known.job.stamp != job.stamp:
            return None
        if known.status is Status.FAILED and known.fault is not None:
            if retry_failed or known.fault.can_pass:
                return None
            note = "Not tried again, since nothing of it has changed; --retry-failed tries it."
            return replace(_row(known, job, Status.FAILED), fault=known.fault, note=note)
        if job.stamp and "://" not in job.source and self.is_there(known):
            self._claims[(known.identity, job.output)] = job
            return _row(known, job, Status.UNCHANGED)
        return None

    def decided(self, course: Course, ready: Ready) -> Row | None:
        """Return the row of an article that is read and need not be made; None: it must be."""
        job, identity = course.job, ready.plan.source
        known = self.known(job)
        if known is not None and known.identity:
            identity = known.identity
        holder = self._claims.setdefault((identity, job.output), job)
        if holder is not job:
            note = f"The same article as {holder.source}."
            return Row(job.source, Status.DUPLICATE, _title(ready), job.origin, note=note)
        if known is None or known.made_from != ready.made_from or not self.is_there(known):
            return None
        kept = replace(known, status=Status.MADE, settings=course.settings, fault=None, tries=0)
        self._keep(kept, job)
        warnings = ready.plan.article.warnings
        return replace(_row(kept, job, Status.UNCHANGED), took_s=course.took_s, warnings=warnings)

    def settled(self, job: Job, plan: Plan) -> tuple[Plan, str]:
        """Return the plan under the identity that its episode has had so far, and its folder."""
        known = self.known(job)
        if known is None or not known.identity:
            known = next(
                (each for each in self.state.holders(plan.source) if each.job.output == job.output),
                None,
            )
        if known is None:
            return plan, self._new_name(job, plan) if is_stored(self.output) else ""
        return replace(plan, source=known.identity), Path(known.folder).name

    def _new_name(self, job: Job, plan: Plan) -> str:
        """Return a folder's name that no other article of this run gets: a store has no locks."""
        from narrator.publishing import identity_of, names_of, slug

        identity = identity_of(plan.source)
        for name in names_of(slug(plan.article.metadata.headline), identity):
            if self._names.setdefault((job.output, name), identity) == identity:
                return name
        return identity

    def made(self, course: Course, finished: Finished) -> Row:
        """Note an episode that is in its place."""
        from narrator.publishing import identity_of

        if course.ready is None:
            raise ValueError("an episode without a plan")
        job, now = course.job, now_iso()
        plan, _ = self.settled(job, course.ready.plan)
        before = self.known(job)
        known = Known(
            key=key_of(job),
            entry=_entry(job),
            job=job,
            status=Status.MADE,
            settings=course.settings,
            identity=plan.source,
            guid=identity_of(plan.source),
            folder=(PurePosixPath(job.output) / finished.folder).as_posix(),
            made_from=course.ready.made_from,
            title=_title(course.ready),
            duration_ms=finished.duration_ms,
            first_made=(before.first_made if before else "") or now,
            last_made=now,
            last_tried=now,
        )
        self._keep(known, job)
        status = Status.UNCHANGED if finished.was_there else Status.MADE
        return replace(
            _row(known, job, status),
            took_s=course.took_s,
            note=" ".join(finished.said),
            warnings=course.ready.plan.article.warnings,
        )

    def failed(self, course: Course, fault: Fault) -> Row:
        """Note a failure; an episode that was made before stays, and keeps its place."""
        job = course.job
        known = self.known(job) or Known(key_of(job), _entry(job), job, Status.FAILED, "")
        title = _title(course.ready) if course.ready else known.title or job.title or job.name
        known = replace(
            known,
            status=Status.FAILED,
            settings=course.settings,
            tries=known.tries + 1,
            fault=fault,
            title=title,
            last_tried=now_iso(),
        )
        self._keep(known, job)
        return replace(_row(known, job, Status.FAILED), fault=fault, took_s=course.took_s)

    def is_there(self, known: Known) -> bool:
        """Tell whether the episode is in its place."""
        if not known.folder:
            return False
        if is_stored(self.output):
            if self._stored is None:
                self._stored = recordings_in(self.output)
            return known.folder in self._stored
        folder = Path(self.output) / known.folder
        return (folder / f"{folder.name}{RECORDING}").is_file()

    def tidy(self) -> None:
        """Remove what killed workers left half written."""
        from narrator.publishing import remove_abandoned_staging

        for folder in self.folders | {""} if not is_stored(self.output) else ():
            remove_abandoned_staging(Path(self.output) / folder)

    def _keep(self, known: Known, job: Job) -> None:
        """Note what is known of a job, under its present address and nowhere else."""
        now = replace(known, key=key_of(job), entry=_entry(job) or known.entry, job=job)
        self.state.keep(now)
        if now.key != known.key:
            self.state.forget(known.key)


def _entry(job: Job) -> str:
    entry = entry_key(job)
    return f"{entry}\n{job.output}" if entry else ""


def _row(known: Known, job: Job, status: Status) -> Row:
    return Row(
        source=job.source,
        status=status,
        title=known.title or job.title or job.name,
        origin=job.origin,
        folder=known.folder,
        guid=known.guid,
        duration_ms=known.duration_ms,
    )


def _title(ready: Ready) -> str:
    plan = ready.plan
    titles = (section.title for section in plan.script.sections)
    return plan.article.metadata.headline or next(titles, "")
