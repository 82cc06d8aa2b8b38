"""How much of real pages is accounted for: every word is said or left out for a reason.

    python -m benchmarks.ledger_coverage            the table, and what is lost

Planning alone is run, with every packaged profile; the timeline is made up, a second for each
utterance. The corpus is that of `reading_quality`; the floor is 100 percent and has no margin.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.reading_quality import PARTS, corpus
from narrator.accounting import account, unaccounted, with_times, words
from narrator.article import Article, Piece
from narrator.episode import Cue
from narrator.errors import SourceError
from narrator.ledger import Ledger
from narrator.lexicons import load_lexicons
from narrator.planning import plan
from narrator.profiles import load_profile, profile_paths
from narrator.reading import read
from narrator.script import Script
from narrator.speech import Voice

CUE_SAMPLES = 44_100
VOICE = Voice("none", "nobody", "und")


@dataclass(frozen=True, slots=True)
class Coverage:
    """What of an article is accounted for."""

    case: str
    words: int
    lost: tuple[Piece, ...]

    @property
    def words_lost(self) -> int:
        """How many words nobody accounts for."""
        return sum(len(words(piece.text)) for piece in self.lost)


def coverage(case: str, article: Article, script: Script) -> Coverage:
    """Return what of an article its script accounts for."""
    count = sum(len(words(piece.text)) for piece in article.pieces())
    return Coverage(case, count, tuple(unaccounted(article, script)))


def percent(found: list[Coverage]) -> float:
    """Return the share of words that are accounted for; of no words, none."""
    total = sum(each.words for each in found)
    return 100 * (total - sum(each.words_lost for each in found)) / total if total else 0.0


def spoken(article: Article, script: Script) -> Ledger:
    """Return the ledger, as it would be once every utterance was spoken for a second."""
    cues = [
        Cue(
            text=utterance.written,
            role=utterance.role,
            voice=utterance.voice,
            language=utterance.language,
            start_samples=number * CUE_SAMPLES,
            end_samples=(number + 1) * CUE_SAMPLES,
            origin=utterance.origin,
            speaker=VOICE,
        )
        for number, utterance in enumerate(script.utterances())
    ]
    return with_times(account(article, script), script, cues)


def articles(folder: Path, part: str) -> Iterator[tuple[str, Article]]:
    """Yield the name and the article of each case that can be read."""
    for case in sorted(path for path in (folder / part).iterdir() if path.is_dir()):
        try:
            yield case.name, read(str(case / PARTS[part]))
        except SourceError as error:
            print(f"{case.name}: {error}", file=sys.stderr)


def measure(folder: Path, part: str) -> Iterator[tuple[Coverage, Article, Script]]:
    """Yield the coverage of each case with each packaged profile, with what it was measured on."""
    lexicons = load_lexicons()
    profiles = [load_profile(name) for name in sorted(profile_paths())]
    for name, article in articles(folder, part):
        for profile in profiles:
            script = plan(article, profile, lexicons)
            yield coverage(f"{part}/{name} ({profile.name})", article, script), article, script


def main() -> None:
    """Print the coverage of each part of the corpus, and every word that is lost."""
    folder = corpus()
    if folder is None:
        sys.exit("There is no corpus here; NARRATOR_CORPUS names its folder.")
    for part in PARTS:
        found = [each for each, _, _ in measure(folder, part)]
        count = sum(each.words for each in found)
        print(f"{part}: {percent(found):.4f} percent of {count:,} words in {len(found)} scripts")
        for each in found:
            for piece in each.lost:
                print(f"  {each.case} {piece.origin}: {piece.text}")


if __name__ == "__main__":
    main()
