"""Commands run as a whole, two in turn, and what they cost by the system's own account.

Two commands are compared pair by pair, A B A B, so that a comparison holds where the speed of
the machine drifts. What is quoted is the median of the pairs' ratios.
"""

from __future__ import annotations

import os
import platform
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from narrator.folders import CACHE_VARIABLE

PAIRS = 7
NARRATOR = (sys.executable, "-m", "narrator")


@dataclass(frozen=True, slots=True)
class Cost:
    """What one run of a command took."""

    wall_s: float
    cpu_s: float
    """Of the process and of those that it waited for."""
    peak_mb: float
    """Of the largest single process, in MB of 10^6 bytes."""


Run = Callable[[], Cost]


def run(command: Sequence[str | Path], **environment: str) -> Cost:
    """Run a command to its end and return what it took.

    Raises:
        SystemExit: where it fails, with what it said.
    """
    names = {**os.environ, **environment}
    started_s = time.perf_counter()
    process = subprocess.Popen(
        [str(part) for part in command],
        env=names,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )
    stderr = process.stderr.read() if process.stderr else b""
    _, status, usage = os.wait4(process.pid, 0)
    wall_s = time.perf_counter() - started_s
    if process.stderr:
        process.stderr.close()
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"{' '.join(map(str, command))}\n{stderr.decode(errors='replace')}")
    unit = 1 if sys.platform == "darwin" else 1024
    return Cost(wall_s, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * unit / 1e6)


def in_turn(first: Run, second: Run, pairs: int = PAIRS) -> list[tuple[Cost, Cost]]:
    """Return the costs of two things done in turn, after one of each that does not count."""
    first(), second()
    return [(first(), second()) for _ in range(pairs)]


def repeated(one: Run, times: int = PAIRS) -> Cost:
    """Return the medians of some runs of one thing, after one that does not count."""
    one()
    return median([one() for _ in range(times)])


def median(costs: Sequence[Cost]) -> Cost:
    """Return the median of each figure."""
    return Cost(
        statistics.median(cost.wall_s for cost in costs),
        statistics.median(cost.cpu_s for cost in costs),
        statistics.median(cost.peak_mb for cost in costs),
    )


def ratios(pairs: Sequence[tuple[Cost, Cost]]) -> tuple[float, float]:
    """Return the medians of first to second, pair by pair: of wall time and of processor time."""
    return (
        statistics.median(first.wall_s / second.wall_s for first, second in pairs),
        statistics.median(first.cpu_s / second.cpu_s for first, second in pairs),
    )


def print_pairs(
    names: tuple[str, str], pairs: Sequence[tuple[Cost, Cost]], wanted: Mapping[str, float]
) -> None:
    """Print two things' medians and their ratios beside what is wanted of these."""
    for number, name in enumerate(names):
        cost = median([pair[number] for pair in pairs])
        print(
            f"  {name}: {cost.wall_s:.3f} s, {cost.cpu_s:.3f} s of processor time, "
            f"{cost.peak_mb:.0f} MB"
        )
    for name, ratio in zip(("wall", "processor"), ratios(pairs), strict=True):
        print_figure(f"{names[0]} / {names[1]}, {name} time", ratio, wanted.get(name))


def print_figure(name: str, figure: float, most: float | None = None, unit: str = "") -> None:
    """Print a figure beside the most that it may be."""
    said = f"  {name}: {figure:.3f}{unit}"
    if most is not None:
        said += f" (at most {most:g}{unit}: {'yes' if figure <= most else 'NO'})"
    print(said, flush=True)


def machine() -> str:
    """Return a line about the machine."""
    processors = (
        len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    )
    model = ""
    cpuinfo = Path("/proc/cpuinfo")
    if cpuinfo.exists():
        named = [line for line in cpuinfo.read_text().splitlines() if line.startswith("model name")]
        model = named[0].partition(":")[2].strip() if named else ""
    load = f", load {os.getloadavg()[0]:.2f}" if hasattr(os, "getloadavg") else ""
    return (
        f"{model or platform.machine()}, {processors} processors, {platform.system()}, "
        f"Python {platform.python_version()}{load}"
    )


@contextmanager
def workplace() -> Iterator[Path]:
    """Yield an empty folder, where narrator's cache is too."""
    before = os.environ.get(CACHE_VARIABLE)
    with TemporaryDirectory() as folder:
        os.environ[CACHE_VARIABLE] = str(Path(folder) / "cache")
        try:
            yield Path(folder)
        finally:
            del os.environ[CACHE_VARIABLE]
            if before is not None:
                os.environ[CACHE_VARIABLE] = before
