"""How long it takes until narrator is there: its overview, and a plan.

    python -m benchmarks.start_up [--times 7]

`narrator --help` must take 0.15 s of processor time at most, and `narrator plan` of a page of a
thousand words 0.6 s, each in a process of its own.
"""

from __future__ import annotations

import argparse

from benchmarks import articles
from benchmarks.running import (
    NARRATOR,
    PAIRS,
    Cost,
    machine,
    print_figure,
    repeated,
    run,
    workplace,
)

MOST_HELP_S = 0.15
MOST_PLAN_S = 0.6
WORDS = 1000


def overview(times: int = PAIRS) -> Cost:
    """Return what the overview takes."""
    return repeated(lambda: run([*NARRATOR, "--help"]), times)


def planning(times: int = PAIRS) -> Cost:
    """Return what the plan of a page takes."""
    with workplace() as folder:
        page = folder / "page.html"
        page.write_text(articles.html(articles.paragraphs(WORDS)), encoding="utf-8")
        return repeated(lambda: run([*NARRATOR, "plan", page]), times)


def main() -> None:
    """Print both."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=PAIRS)
    times = parser.parse_args().times
    print(machine())
    print_figure("narrator --help, processor time", overview(times).cpu_s, MOST_HELP_S, " s")
    plan = planning(times)
    print_figure(f"narrator plan, {WORDS} words, wall time", plan.wall_s, MOST_PLAN_S, " s")
    print_figure(f"narrator plan, {WORDS} words, processor time", plan.cpu_s, MOST_PLAN_S, " s")


if __name__ == "__main__":
    main()
