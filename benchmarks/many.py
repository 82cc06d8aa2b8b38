"""Many articles: what a second process brings, and whether memory stays flat.

    python -m benchmarks.many [--articles 200] [--pairs 7]

`narrator batch` of 200 articles of a minute each must be 1.8 times as fast with `--jobs 2` as
with `--jobs 1`. Memory is that of the largest process: of 200 articles no more than of 20, but
for a tenth.
"""

from __future__ import annotations

import argparse
import shutil
import sys
from pathlib import Path

from benchmarks import articles
from benchmarks.running import (
    NARRATOR,
    PAIRS,
    Cost,
    in_turn,
    machine,
    print_figure,
    print_pairs,
    run,
    workplace,
)

ARTICLES = 200
FEW = 20
MOST_OF_ONE_JOB = 1 / 1.8
MOST_OF_FEW = 1.1


class Folder:
    """A folder of articles, each another one."""

    def __init__(self, folder: Path, count: int) -> None:
        self.output = folder / "output"
        self.sources = folder / "sources"
        self.sources.mkdir(parents=True)
        for number in range(count):
            texts = articles.paragraphs(articles.WORDS_A_MINUTE, seed=number)
            page = articles.html(texts, seed=number)
            (self.sources / f"{number:03}.html").write_text(page, encoding="utf-8")

    def batch(self, jobs: int) -> Cost:
        """Convert all of them, from nothing."""
        shutil.rmtree(self.output, ignore_errors=True)
        command = [*NARRATOR, "batch", self.sources, "--output", self.output]
        return run([*command, "--jobs", str(jobs), "--no-cache"])


def main() -> None:
    """Print what a second process brings, and what memory does."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=ARTICLES)
    parser.add_argument("--pairs", type=int, default=PAIRS)
    given = parser.parse_args()
    from narrator.cli import COMMANDS

    if "batch" not in COMMANDS:
        sys.exit("This narrator has no command batch.")
    print(machine())
    with workplace() as folder:
        all_of_them, few = Folder(folder / "all", given.articles), Folder(folder / "few", FEW)
        turns = in_turn(lambda: all_of_them.batch(2), lambda: all_of_them.batch(1), given.pairs)
        print_pairs(("--jobs 2", "--jobs 1"), turns, {"wall": MOST_OF_ONE_JOB})
        peak_mb = few.batch(1).peak_mb
        print_figure(
            f"memory of {given.articles} articles against {FEW}",
            max(cost.peak_mb for _, cost in turns) / peak_mb,
            MOST_OF_FEW,
        )


if __name__ == "__main__":
    main()
