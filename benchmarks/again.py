"""A second run: of an article that has not changed, and of a long one with another paragraph.

    python -m benchmarks.again [--pairs 7] [--minutes 60]

The first must take 0.4 s at most and call no engine. The second, an hour of audio of which
one paragraph in the middle is new, must take 35 % of the first time at most. Its first time
is measured with an empty cache; each pair is one first time and one edit, of another
paragraph each time.
"""

from __future__ import annotations

import argparse
import shutil
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
    ratios,
    repeated,
    run,
    workplace,
)

MOST_UNCHANGED_S = 0.4
MOST_OF_FIRST = 0.35
SHORT_MINUTES = 5


class Article:
    """An article in a folder, converted again and again."""

    def __init__(self, folder: Path, minutes: int) -> None:
        self.folder = folder / str(minutes)
        self.folder.mkdir()
        self.texts = articles.paragraphs(minutes * articles.WORDS_A_MINUTE)
        self.edits = 0
        self.page = self.folder / "article.html"
        self.write()

    def write(self) -> None:
        """Write the page."""
        self.page.write_text(articles.html(self.texts), encoding="utf-8")

    def convert(self) -> Cost:
        """Convert the page as it is."""
        target = str(self.folder / "output")
        return run([*NARRATOR, "convert", self.page, "--output", target, "--quiet"])

    def first(self) -> Cost:
        """Convert it with nothing kept."""
        shutil.rmtree(self.folder.parent / "cache", ignore_errors=True)
        shutil.rmtree(self.folder / "output", ignore_errors=True)
        return self.convert()

    def edited(self) -> Cost:
        """Convert it with another paragraph in place of one."""
        self.edits += 1
        place = len(self.texts) // 2 + self.edits
        self.texts[place] = articles.paragraphs(1, seed=100 + self.edits)[0]
        self.write()
        return self.convert()


def edited_against_first(minutes: int, pairs: int) -> tuple[float, float]:
    """Return wall and processor time of an edit as shares of the first time."""
    with workplace() as folder:
        article = Article(folder, minutes)
        turns = in_turn(article.first, article.edited, pairs)
        return ratios([(edited, first) for first, edited in turns])


def main() -> None:
    """Print both."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pairs", type=int, default=PAIRS)
    parser.add_argument("--minutes", type=int, default=60)
    given = parser.parse_args()
    print(machine())
    with workplace() as folder:
        short = Article(folder, SHORT_MINUTES)
        short.first()
        unchanged = repeated(short.convert, given.pairs)
        print_figure("unchanged, wall time", unchanged.wall_s, MOST_UNCHANGED_S, " s")
        print_figure("unchanged, processor time", unchanged.cpu_s, MOST_UNCHANGED_S, " s")
        long = Article(folder, given.minutes)
        turns = in_turn(long.first, long.edited, given.pairs)
        swapped = [(edited, first) for first, edited in turns]
        most = {"wall": MOST_OF_FIRST, "processor": MOST_OF_FIRST}
        print_pairs((f"one paragraph of {given.minutes} minutes", "first time"), swapped, most)


if __name__ == "__main__":
    main()
