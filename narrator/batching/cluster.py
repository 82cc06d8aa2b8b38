"""Who does the work: the workers of a cluster, through dask.distributed.

Its executor is one of `concurrent.futures`, as that of processes on this machine is, so a run
goes the same way. It starts tasks anew whose worker died, by itself; where a task's workers
died several times, it says that the task is to blame.
"""

from __future__ import annotations

from concurrent.futures import CancelledError, Future
from importlib.util import find_spec
from typing import Any

from narrator.batching.executors import Work
from narrator.errors import ProfileError

CONNECT_TIMEOUT_S = 30.0
AHEAD = 2
"""Tasks for each worker: one that it does, and one that is there when it is done."""


class Cluster:
    """The workers of a cluster; one task at a time is right for each (`--nthreads 1`).

    Args:
        address: Of the scheduler, such as `tcp://10.0.0.1:8786`.

    Raises:
        ProfileError: where it cannot be reached, has no workers, or another narrator.
    """

    blames = True

    def __init__(self, address: str) -> None:
        if find_spec("distributed") is None:
            raise ProfileError(
                "Work on a cluster needs a library that is not installed",
                where="distributed",
                hint='Install it with: pip install "narrator[cluster]"',
            )
        from distributed import Client
        from distributed.comm.core import CommClosedError
        from distributed.scheduler import KilledWorker

        self.died: tuple[type[BaseException], ...] = (KilledWorker,)
        self.lost: tuple[type[BaseException], ...] = (CancelledError, CommClosedError)
        try:
            self._client = Client(address, timeout=CONNECT_TIMEOUT_S, set_as_default=False)  # type: ignore[no-untyped-call]
        except (OSError, ValueError, ImportError) as error:
            raise ProfileError(
                f"The cluster cannot be reached ({error})",
                where=address,
                hint="Check the address; a scheduler is started with: dask scheduler",
            ) from error
        try:
            self.width = AHEAD * self._count_workers(address)
        except BaseException:
            self._client.close()  # type: ignore[no-untyped-call]
            raise
        # Each task is of its own, also where two are alike: it makes files.
        self._executor = self._client.get_executor(pure=False)  # type: ignore[no-untyped-call]

    def submit(self, work: Work, task: Any) -> Future[Any]:
        """Begin a task on the cluster."""
        future: Future[Any] = self._executor.submit(work, task)
        return future

    def renew(self) -> None:
        """Do nothing: a cluster looks after its workers."""

    def close(self) -> None:
        """Take back what is not begun, and leave the cluster as it is."""
        self._executor.shutdown(wait=False)
        self._client.close()  # type: ignore[no-untyped-call]

    def _count_workers(self, address: str) -> int:
        """Return how many workers there are, each with the narrator that we are."""
        from narrator import __version__

        try:
            versions: dict[str, str] = self._client.run(version)
        except ImportError as error:
            raise ProfileError(
                f"A worker of the cluster has not what it needs ({error})",
                where=address,
                hint="Install narrator, with the extras that the profile needs, on each worker.",
            ) from error
        if not versions:
            raise ProfileError(
                "The cluster has no workers",
                where=address,
                hint=f"Start some with: dask worker {address} --nthreads 1",
            )
        others = sorted({found for found in versions.values() if found != __version__})
        if others:
            raise ProfileError(
                f"Workers of the cluster have narrator {', '.join(others)}, not {__version__}",
                where=address,
                hint="Install the same version everywhere.",
            )
        return len(versions)


def version() -> str:
    """Return the version of narrator, on a worker."""
    from narrator import __version__

    return __version__
