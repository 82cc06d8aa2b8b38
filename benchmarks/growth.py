"""How time and memory grow with the length: articles of 10, 100 and 1,000 minutes of audio.

    python -m benchmarks.growth [--minutes 10 100 1000] [--pairs 7] [--plot growth.svg]

Time per minute must stay within 10 % of that of the shortest, memory within 250 MB at 1,000
minutes and within 60 MB of the shortest. Each is converted in a process of its own, with an
empty cache. The shortest is measured `pairs` times before and between the others.
"""

from __future__ import annotations

import argparse
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks import articles
from benchmarks.plot import Series, chart
from benchmarks.running import NARRATOR, PAIRS, Cost, machine, median, print_figure, run, workplace

MINUTES = (10, 100, 1000)
MOST_OF_A_MINUTE = 1.10
MOST_MB = 250.0
MOST_MORE_MB = 60.0
TIMES = {10: PAIRS, 100: 3}
"""How often a length is measured: the longest, of a quarter of an hour, once."""


@dataclass(frozen=True, slots=True)
class Point:
    """What an article of that length took."""

    minutes: float
    """Of audio, as it came out."""
    cost: Cost

    @property
    def wall_s_a_minute(self) -> float:
        """Wall time for a minute of audio."""
        return self.cost.wall_s / self.minutes

    @property
    def cpu_s_a_minute(self) -> float:
        """Processor time for a minute of audio."""
        return self.cost.cpu_s / self.minutes


def measured(folder: Path, minutes: int, times: int) -> Point:
    """Return the medians of some conversions of an article of about so many minutes."""
    page, target = folder / f"{minutes}.html", folder / f"out-{minutes}"
    page.write_text(
        articles.html(articles.paragraphs(minutes * articles.WORDS_A_MINUTE)), encoding="utf-8"
    )
    costs, size_bytes = [], 0
    for _ in range(times):
        shutil.rmtree(target, ignore_errors=True)
        command = [*NARRATOR, "convert", page, "--output", target, "--quiet", "--no-cache"]
        costs.append(run(command))
        size_bytes = next(target.glob("*/*.mp3")).stat().st_size
    shutil.rmtree(target)
    return Point(size_bytes / (64_000 / 8) / 60, median(costs))


def report(points: Sequence[Point]) -> None:
    """Print what is wanted of growth."""
    first = points[0]
    for point in points:
        print(
            f"  {point.minutes:.0f} minutes: {point.cost.wall_s:.1f} s, "
            f"{point.cost.cpu_s:.1f} s of processor time, "
            f"{1000 * point.cpu_s_a_minute:.0f} ms of it a minute, "
            f"{point.cost.peak_mb:.0f} MB"
        )
    for point in points[1:]:
        name = f"{point.minutes:.0f} minutes"
        wall = point.wall_s_a_minute / first.wall_s_a_minute
        processor = point.cpu_s_a_minute / first.cpu_s_a_minute
        print_figure(f"{name}, wall time a minute against the shortest", wall, MOST_OF_A_MINUTE)
        print_figure(f"{name}, processor time a minute", processor, MOST_OF_A_MINUTE)
        print_figure(f"{name}, memory", point.cost.peak_mb, MOST_MB, " MB")
        more = point.cost.peak_mb - first.cost.peak_mb
        print_figure(f"{name}, more memory than the shortest", more, MOST_MORE_MB, " MB")


def plotted(points: Sequence[Point]) -> str:
    """Return the growth as an SVG picture."""
    return chart(
        "Converting an article: time and memory by its length",
        "minutes of audio",
        [point.minutes for point in points],
        [
            Series(
                "processor time for a minute of audio, ms",
                [1000 * point.cpu_s_a_minute for point in points],
            ),
            Series(
                "wall time for a minute of audio, ms",
                [1000 * point.wall_s_a_minute for point in points],
            ),
            Series("peak memory, MB", [point.cost.peak_mb for point in points]),
        ],
    )


def main() -> None:
    """Print and plot the growth."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=int, nargs="+", default=MINUTES)
    parser.add_argument("--pairs", type=int, default=PAIRS)
    parser.add_argument("--plot", type=Path)
    given = parser.parse_args()
    print(machine())
    with workplace() as folder:
        measured(folder, 1, 1)
        points = [
            measured(folder, minutes, min(TIMES.get(minutes, 1), given.pairs))
            for minutes in given.minutes
        ]
    report(points)
    if given.plot:
        given.plot.write_text(plotted(points), encoding="utf-8")


if __name__ == "__main__":
    main()
