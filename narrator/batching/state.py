"""What is known of each article from earlier runs: one SQLite file beside the output.

A run holds the file locked, by SQLite's own lock, which the operating system takes away when
its process ends, however it ends. So a second run on the same output notices, and a killed one
is in nobody's way. The file holds what became of jobs, never what is under way: an episode that
was put in its place just before its run was killed is known by the digest in its tag.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, fields
from datetime import UTC, datetime
from pathlib import Path

from narrator.batching.jobs import Fault, Job, Status
from narrator.errors import OutputError

STATE_NAME = "narrator-batch.sqlite"

SCHEMA = 1
"""The version of the tables that this module makes and reads (in SQLite's `user_version`)."""


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of one job."""

    key: str
    """See `keys.key_of`."""
    entry: str
    """The identifier of its feed entry, with its folder; empty where it has none."""
    job: Job
    """As it was listed last."""
    status: Status
    settings: str
    """A digest of the job's settings and its profile's, when it was tried last."""
    tries: int = 0
    """How often it failed since it was made last, or at all."""
    fault: Fault | None = None
    identity: str = ""
    """What tells its source from every other: see `plans.source_identity`."""
    guid: str = ""
    """The same as 64 hexadecimal digits, as in the episode's tag; it never changes."""
    folder: str = ""
    """The episode's, relative to the output; empty where none was made."""
    made_from: str = ""
    """The digest of all that the episode was made from."""
    title: str = ""
    duration_ms: int = 0
    first_made: str = ""
    """ISO 8601, in UTC; so `last_made` and `last_tried`."""
    last_made: str = ""
    last_tried: str = ""


_COLUMNS = tuple(entry.name for entry in fields(Known))

_TABLE = f"""
CREATE TABLE IF NOT EXISTS articles (
    {", ".join(f"{name} NOT NULL" for name in _COLUMNS)}, PRIMARY KEY (key)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS by_entry ON articles (entry) WHERE entry != '';
CREATE INDEX IF NOT EXISTS by_identity ON articles (identity) WHERE identity != '';
"""


class State:
    """The file, open and locked; a context manager."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._base = _open(path)

    def find(self, key: str, entry: str = "") -> Known | None:
        """Return what is known of a job by its key, else by its feed entry."""
        found = next(self._select("key = ?", key), None)
        if found is None and entry:
            found = next(self._select("entry = ?", entry), None)
        return found

    def holders(self, identity: str) -> Iterator[Known]:
        """Yield the jobs whose source was found to be this one, once it was read."""
        return self._select("identity = ?", identity)

    def failed(self) -> Iterator[Known]:
        """Yield the jobs that failed when they were tried last."""
        return self._select("status = ?", Status.FAILED)

    def keep(self, known: Known) -> None:
        """Write what is known of a job; it is on the disk when this returns.

        Raises:
            OutputError: where the disk does not let us.
        """
        values = (_to_cell(value) for value in _cells(known))
        marks = ", ".join("?" * len(_COLUMNS))
        with _explained(self.path):
            self._base.execute(f"REPLACE INTO articles VALUES ({marks})", tuple(values))  # noqa: S608 - question marks

    def forget(self, key: str) -> None:
        """Remove what is known under a key."""
        with _explained(self.path):
            self._base.execute("DELETE FROM articles WHERE key = ?", (key,))

    def close(self) -> None:
        """Give the file back; others may use it from here on."""
        self._base.close()

    def __enter__(self) -> State:
        """Return itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Give the file back."""
        self.close()

    def _select(self, condition: str, value: str) -> Iterator[Known]:
        names = ", ".join(_COLUMNS)
        with _explained(self.path):
            rows = self._base.execute(
                f"SELECT {names} FROM articles WHERE {condition} ORDER BY key",  # noqa: S608 - ours
                (value,),
            ).fetchall()
        return map(_known, rows)


def now_iso() -> str:
    """Return the time, as it stands in the file."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def _cells(known: Known) -> tuple[object, ...]:
    return tuple(getattr(known, name) for name in _COLUMNS)


def _to_cell(value: object) -> str | int | float:
    if isinstance(value, Job):
        return json.dumps(asdict(value), ensure_ascii=False)
    if isinstance(value, Fault):
        return json.dumps(asdict(value), ensure_ascii=False)
    return value if isinstance(value, (str, int, float)) else ""


def _known(row: tuple[object, ...]) -> Known:
    said = dict(zip(_COLUMNS, row, strict=True))
    fault = json.loads(str(said["fault"])) if said["fault"] else None
    said["job"] = Job(**json.loads(str(said["job"])))
    said["status"] = Status(str(said["status"]))
    said["fault"] = Fault(**fault) if fault else None
    return Known(**said)  # type: ignore[arg-type]  # the columns are the fields


def _open(path: Path) -> sqlite3.Connection:
    with _explained(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        # Every statement is a transaction. Not the write-ahead log: it does not work on network
        # disks (sqlite.org/wal.html), and with one process it saves nothing.
        base = sqlite3.connect(path, timeout=0.0, isolation_level=None)
        try:
            base.execute("PRAGMA locking_mode = EXCLUSIVE")
            base.execute("PRAGMA journal_mode = DELETE")
            base.execute("PRAGMA synchronous = FULL")
            base.execute("BEGIN EXCLUSIVE")
            base.execute("COMMIT")  # In this mode, the lock stays until the file is closed.
            version = base.execute("PRAGMA user_version").fetchone()[0]
            _check_version(version, path)
            base.executescript(_TABLE)
            base.execute(f"PRAGMA user_version = {SCHEMA}")
        except BaseException:
            base.close()
            raise
    return base


def _check_version(version: int, path: Path) -> None:
    if version not in (0, SCHEMA):
        raise OutputError(
            f"The state of the batch is of another version ({version})",
            where=str(path),
            hint="Use the narrator that made it, or choose another place with --output.",
        )


BUSY = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}


class OutputInUseError(OutputError):
    """Another run works on the same output."""


@contextmanager
def _explained(path: Path) -> Iterator[None]:
    """Turn what SQLite and the disk raise into an OutputError."""
    from narrator.publishing.writing import output_errors

    try:
        with output_errors(path):
            yield
    except sqlite3.Error as error:
        if getattr(error, "sqlite_errorcode", 0) & 0xFF in BUSY:
            raise OutputInUseError(
                "Another run is at work on this output",
                where=str(path.parent),
                hint="Wait until it is done, or have this run wait with --wait.",
                retry=True,
            ) from error
        raise OutputError(
            f"The state of the batch cannot be used ({error})",
            where=str(path),
            hint="Check the disk. If the file is damaged, move it away: episodes that are there "
            "are known by their tags and are not made again.",
        ) from error
