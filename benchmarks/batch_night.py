"""A night of a batch: many articles, some of which fail, with its processes killed meanwhile.

    python -m benchmarks.batch_night                  1,000 articles, killed about every 20 s
    python -m benchmarks.batch_night --articles 60    the same, small
    python -m benchmarks.batch_night --speed          200 articles with one worker and with two
    python -m benchmarks.batch_night --memory         what 250 articles leave in memory

A night must end with every good article made exactly once, every failure told, nothing half
written. The articles are small and spoken by the engine `tone`, so what is measured is the
batch. A third of them are pages of a server in this process.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import signal
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from narrator.publishing import DEFAULT_FORMATS, check

FAILING = 0.05
"""The share of articles that must fail, each in one of these ways."""
WAYS = ("empty", "missing", "gone", "refused", "engine", "broken")
KILLED_EVERY_S = 20.0
"""On average; the times are drawn from an exponential distribution."""
MOST_RUNS = 500
CHECKED = 60
"""Episodes that are decoded in the end."""
FILES = len(DEFAULT_FORMATS)
"""Of an episode."""

TEXT = (
    "The river froze every winter, and nobody crossed it in the year {0}. "
    "The ice went in March, and the boats were back before the month was out."
)
PAGE = "<!DOCTYPE html><html lang=en><title>{0}</title><article><h1>{0}</h1><p>{1}</p></article>"


@dataclass
class Night:
    """What was to be made, and what happened."""

    folder: Path
    good: set[str] = field(default_factory=set)
    """The headlines' slugs of all that must be made."""
    bad: set[str] = field(default_factory=set)
    """The sources of all that must fail."""
    runs: int = 0
    killed_workers: int = 0
    took_s: float = 0.0
    remade: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    report: dict[str, Any] = field(default_factory=dict)

    @property
    def output(self) -> Path:
        """Where the episodes land."""
        return self.folder / "out"

    def recordings(self) -> dict[str, int]:
        """Return the recordings in their places, and when each was written."""
        found = {}
        for path in self.output.glob("[!.]*/*.mp3"):
            with suppress(OSError):
                found[path.stem] = path.stat().st_mtime_ns
        return found


@contextmanager
def server() -> Iterator[str]:
    """Give the address of a server of pages: /N is a page, /gone/N is none, robots may read all."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            number = self.path.strip("/")
            if not number.isdecimal():
                self.send_error(404)
                return
            body = PAGE.format(f"Page {number}", TEXT.format(number)).encode()
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            return

    web = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=web.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{web.server_port}"
    finally:
        web.shutdown()
        web.server_close()


def prepare(folder: Path, articles: int, address: str, failing: float = FAILING) -> Night:
    """Write a manifest of that many articles and the files that it names."""
    night = Night(folder)
    (folder / "in").mkdir(parents=True)
    (folder / "failing.toml").write_text(
        f"schema = 1\nengine = 'command'\n[engines.command]\ntemplate = '{_false()}'\n"
    )
    lines = []
    bad = round(articles * failing)
    for number in range(articles):
        way = WAYS[number % len(WAYS)] if number < bad else ""
        lines.append(_article(night, number, way, address))
    random.Random(1).shuffle(lines)  # noqa: S311 - no secret
    (folder / "night.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines))
    return night


def _false() -> str:
    """Return a program that fails, as a template."""
    return f'"{Path(sys.executable).as_posix()}" -c "raise SystemExit(3)"'


def _article(night: Night, number: int, way: str, address: str) -> dict[str, str]:
    path = night.folder / "in" / f"{number:05}.md"
    line = {"source": f"in/{path.name}"}
    content = f"# Article {number}\n\n{TEXT.format(number)}\n\n## Then\n\nIt melted.\n".encode()
    if way in ("gone", "refused"):
        dead = "http://127.0.0.1:9" if way == "refused" else address
        line["source"] = f"{dead}/{way}/{number}"
    elif not way and number % 3 == 0:
        line["source"] = f"{address}/{number}"
    elif way == "engine":
        line["profile"] = "failing.toml"
    content = {"empty": b" \n", "broken": b"%PDF-1.7\nnothing"}.get(way, content)
    if "://" not in line["source"] and way != "missing":
        path.write_bytes(content)
    if way:
        source = line["source"]
        night.bad.add(source if "://" in source else str(path))
    else:
        night.good.add(f"{'page' if '://' in line['source'] else 'article'}-{number}")
    return line


def run_night(
    night: Night,
    jobs: int,
    killed_every_s: float,
    chance: random.Random,
    most_runs: int = MOST_RUNS,
    spared_from: int = MOST_RUNS,
) -> None:
    """Run the batch until it comes to its end, killing it or its workers now and then.

    Args:
        night: What is to be made.
        jobs: How many workers.
        killed_every_s: Seconds between two kills, on average.
        chance: Says when, and whom.
        most_runs: After which it is given up.
        spared_from: The run from which on nothing is killed any more.
    """
    started = time.monotonic()
    made: dict[str, int] = {}
    while night.runs < most_runs:
        night.runs += 1
        run = _begin(night, jobs, "--json", "-q")
        every_s = killed_every_s if night.runs < spared_from else 3600.0
        while not _ends_within(run, chance.expovariate(1 / every_s)):
            workers = children(run.pid)
            if workers and chance.random() < 0.5:
                night.killed_workers += 1
                with suppress(ProcessLookupError):
                    os.kill(chance.choice(workers), signal.SIGKILL)
                continue
            run.kill()
            run.communicate()
            break
        else:
            night.report = json.loads(run.said)  # type: ignore[attr-defined]
        seen = night.recordings()
        night.remade += [name for name, when in made.items() if seen.get(name) != when]
        made = seen
        if night.report:
            break
    night.took_s = time.monotonic() - started


def _begin(night: Night, jobs: int, *more: str) -> subprocess.Popen[str]:
    words = [
        *(sys.executable, "-m", "narrator", "batch", str(night.folder / "night.jsonl")),
        *("-o", str(night.output), "--profile", str(tones(night)), "-j", str(jobs)),
        *("--delay", "0", "--allow-private", "--no-cache", *more),
    ]
    with (night.folder / "said.txt").open("a") as said:
        return subprocess.Popen(words, stdout=subprocess.PIPE, stderr=said, text=True)


def tones(night: Night) -> Path:
    """Return a profile of tones."""
    path = night.folder / "tones.toml"
    path.write_text("schema = 1\nengine = 'tone'\n")
    return path


def _ends_within(run: subprocess.Popen[str], wait_s: float) -> bool:
    """Tell whether a run comes to its end in that time, its report then read."""
    try:
        run.said = run.communicate(timeout=wait_s)[0]  # type: ignore[attr-defined]
    except subprocess.TimeoutExpired:
        return False
    return True


def children(process: int) -> list[int]:
    """Return the workers of a run, on Linux."""
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            parent = int(path.read_text().rpartition(")")[2].split()[1])
            said = (path.parent / "cmdline").read_bytes()
        except (OSError, ValueError):
            continue
        if parent == process and b"spawn_main" in said:
            found.append(int(path.parent.name))
    return found


def judge(night: Night, checked: int = CHECKED) -> list[str]:
    """Return what is wrong with how the night ended."""
    wrong = [f"made again: {name}" for name in night.remade]
    folders = {path.name: path for path in night.output.iterdir() if path.is_dir()}
    wrong += [f"not made: {name}" for name in sorted(night.good - set(folders))]
    wrong += [f"left over: {name}" for name in sorted(set(folders) - night.good)]
    wrong += [
        f"not whole: {name}" for name, path in folders.items() if len(list(path.iterdir())) != FILES
    ]
    rows = night.report.get("rows", [])
    failed = {row["source"] for row in rows if row["status"] == "failed"}
    wrong += [f"failed: {source}" for source in sorted(failed - night.bad)]
    wrong += [f"did not fail: {source}" for source in sorted(night.bad - failed)]
    wrong += [f"no reason: {row['source']}" for row in rows if row["fault"] == {}]
    names = sorted(night.good & set(folders))
    for name in random.Random(2).sample(names, min(checked, len(names))):  # noqa: S311
        if not check(folders[name]).passed:
            wrong.append(f"not sound: {name}")
    return wrong


def memory_kb(process: int) -> int:
    """Return how much memory a process has of its own and shared, on Linux."""
    with suppress(OSError):
        for line in Path(f"/proc/{process}/status").read_text().splitlines():
            if line.startswith("VmRSS:"):
                return int(line.split()[1])
    return 0


def measure_memory(night: Night, jobs: int) -> list[tuple[int, int, int]]:
    """Return, as articles are made, their number and the kilobytes of the run and of a worker."""
    found = []
    run = _begin(night, jobs, "--json", "-q")
    while not _ends_within(run, 2.0):
        workers = [memory_kb(worker) for worker in children(run.pid)]
        if workers:
            found.append((len(night.recordings()), memory_kb(run.pid), max(workers)))
    return found


def show_memory(articles: int, folder: Path, jobs: int) -> None:
    """Print the memory after the 20th and after the 200th article."""
    with server() as address:
        night = prepare(folder, articles, address, failing=0.0)
        seen = measure_memory(night, jobs)
    print("made  run kB  worker kB (median of the samples about then)")
    for low, high in ((15, 40), (90, 115), (190, 215), (articles - 25, articles)):
        these = [sample for sample in seen if low <= sample[0] <= high]
        if these:
            run, worker = (statistics.median(sample[i] for sample in these) for i in (1, 2))
            print(f"{low:4}-{high:<4} {run:9.0f} {worker:9.0f}")


def show_speed(articles: int, folder: Path) -> None:
    """Print how long the same articles take with one worker and with two."""
    took = {}
    for jobs in (1, 2):
        with server() as address:
            night = prepare(folder / str(jobs), articles, address, failing=0.0)
            started = time.monotonic()
            run = _begin(night, jobs, "--json", "-q")
            run.communicate()
            took[jobs] = time.monotonic() - started
        made = len(night.recordings())
        print(
            f"--jobs {jobs}: {made} articles in {took[jobs]:.1f} s, load {os.getloadavg()[0]:.1f}"
        )
    print(f"two workers are {took[1] / took[2]:.2f} times as fast as one")


def show_night(articles: int, folder: Path, jobs: int, seed: int) -> int:
    """Run a night, print how it went, and return 1 where anything is wrong."""
    with server() as address:
        night = prepare(folder, articles, address)
        chance = random.Random(seed)  # noqa: S311 - no secret
        run_night(night, jobs, KILLED_EVERY_S, chance)
    wrong = judge(night)
    counts = night.report.get("counts", {})
    print(f"{articles} articles, {len(night.bad)} of them bad: {night.took_s:.0f} s")
    print(f"{night.runs - 1} runs and {night.killed_workers} workers were killed")
    print(f"the last report: {counts}")
    print("\n".join(wrong) or "every good article was made once, every failure told")
    return 1 if wrong else 0


def main() -> int:
    """Run what the arguments ask for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--speed", action="store_true")
    parser.add_argument("--memory", action="store_true")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        if given.speed:
            show_speed(given.articles or 200, folder)
        elif given.memory:
            show_memory(given.articles or 250, folder, given.jobs)
        else:
            return show_night(given.articles or 1000, folder / "night", given.jobs, given.seed)
    return 0


if __name__ == "__main__":
    sys.exit(main())
