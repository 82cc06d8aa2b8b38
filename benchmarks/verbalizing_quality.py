"""How much of a published set of sentences in the manner of news is said as it should be.

    python -m benchmarks.verbalizing_quality            the table: score by language and kind
    python -m benchmarks.verbalizing_quality --faults   and each sentence that is said otherwise
    python -m benchmarks.verbalizing_quality --raise    write floors that are higher than today's

The sentences are in `verbalizing/<language tag>.toml`. Each `[[case]]` has its `kind`, its
`written` form and the `spoken` form wanted; where nothing may be changed, `spoken` is left out.

A sentence counts only if what the engine would be given is the spoken form, character for
character. There is one canonicalization: a run of white space counts as one space, on either
side. Case, punctuation, hyphens and the spelling of numbers all count.

The floors in `verbalizing_floors.toml` are how many sentences of each kind are right. `--raise`
never lowers one: that is done by hand, with the reason in the commit. A set that lost sentences
is below its floor too.
"""

from __future__ import annotations

import argparse
import sys
import time
import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from narrator.planning.verbalizing import verbalize

SETS = Path(__file__).with_name("verbalizing")
FLOORS = Path(__file__).with_name("verbalizing_floors.toml")

Floors = Mapping[str, Mapping[str, int]]
"""For each language, how many sentences of each kind are right."""


@dataclass(frozen=True, slots=True)
class Case:
    """A sentence and how it is to be said."""

    language: str
    kind: str
    written: str
    spoken: str


@dataclass(frozen=True, slots=True)
class Score:
    """How many of the sentences of one kind are right."""

    right: int
    of: int


def languages() -> tuple[str, ...]:
    """Return the tags of the languages that have a set."""
    return tuple(sorted(path.stem for path in SETS.glob("*.toml")))


def cases(language: str) -> Iterator[Case]:
    """Yield the sentences of a language.

    Raises:
        ValueError: An entry has a key that is not known, or lacks one.
    """
    found = tomllib.loads((SETS / f"{language}.toml").read_text("utf-8"))
    for entry in found["case"]:
        if not {"kind", "written"} <= set(entry) <= {"kind", "written", "spoken"}:
            raise ValueError(f"{language}.toml: {entry}")
        yield Case(language, entry["kind"], entry["written"], entry.get("spoken", entry["written"]))


def said(case: Case) -> str:
    """Return what the engine would be given."""
    return _canonical(verbalize(case.written, case.language).spoken)


def is_right(case: Case) -> bool:
    """Say whether a sentence is said as it should be."""
    return said(case) == _canonical(case.spoken)


def scores(language: str) -> dict[str, Score]:
    """Return the score of each kind, in the order of the set."""
    found: dict[str, list[bool]] = defaultdict(list)
    for case in cases(language):
        found[case.kind].append(is_right(case))
    return {kind: Score(sum(rights), len(rights)) for kind, rights in found.items()}


def ms_for_a_thousand_words(language: str) -> float:
    """Return the processor time of verbalizing in ms, rules loaded; the best of three."""
    texts = [case.written for case in cases(language)]
    words = sum(len(text.split()) for text in texts)
    best = float("inf")
    for _ in range(3):
        start = time.process_time()
        for text in texts:
            verbalize(text, language)
        best = min(best, time.process_time() - start)
    return best * 1000 / words * 1000


def floors() -> Floors:
    """Return the file of floors."""
    return tomllib.loads(FLOORS.read_text("utf-8"))


def below_floor(language: str, measured: Mapping[str, Score], held: Floors) -> list[str]:
    """Return a sentence for each kind of which fewer sentences are right than were."""
    return [
        f"{language}: {kind}: {measured[kind].right if kind in measured else 0} is below {floor}"
        for kind, floor in held.get(language, {}).items()
        if kind not in measured or measured[kind].right < floor
    ]


def raised(measured: Mapping[str, Mapping[str, Score]], held: Floors) -> Floors:
    """Return the floors, each the higher one of what is held and what was measured."""
    found: dict[str, dict[str, int]] = {tag: dict(kinds) for tag, kinds in held.items()}
    for language, kinds in measured.items():
        of = found.setdefault(language, {})
        for kind, score in kinds.items():
            of[kind] = max(score.right, of.get(kind, 0))
    return found


def written_floors(held: Floors) -> str:
    """Return the file of floors as text, in the order of languages and kinds."""
    parts = [
        "\n".join([f"[{tag}]", *(f'"{kind}" = {kinds[kind]}' for kind in sorted(kinds))])
        for tag, kinds in sorted(held.items())
    ]
    return "\n\n".join(parts) + "\n"


def main() -> int:
    """Print the table; the exit code says whether every floor is held."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=_Formatter)
    parser.add_argument("languages", nargs="*", metavar="LANGUAGE", help="all, where none is named")
    parser.add_argument("--faults", action="store_true")
    parser.add_argument("--raise", dest="raising", action="store_true")
    options = parser.parse_args()
    measured = {tag: scores(tag) for tag in options.languages or languages()}
    for language, kinds in measured.items():
        _print_table(language, kinds)
        if options.faults:
            _print_faults(language)
    if options.raising:
        FLOORS.write_text(written_floors(raised(measured, floors())), "utf-8")
    held = floors()
    faults = [fault for tag, kinds in measured.items() for fault in below_floor(tag, kinds, held)]
    for fault in faults:
        print(fault)
    return 1 if faults else 0


def _print_table(language: str, kinds: Mapping[str, Score]) -> None:
    right, of = (sum(getattr(score, name) for score in kinds.values()) for name in ("right", "of"))
    print(f"{language}: {right} of {of}, {100 * right / of:.1f} percent;", end=" ")
    print(f"1,000 words in {ms_for_a_thousand_words(language):.0f} ms")
    for kind, score in kinds.items():
        print(f"  {kind}: {score.right} of {score.of}")


def _print_faults(language: str) -> None:
    for case in cases(language):
        if not is_right(case):
            print(f"  {case.kind}\n    written {case.written}\n    wanted  {case.spoken}")
            print(f"    said    {said(case)}")


def _canonical(text: str) -> str:
    return " ".join(text.split())


class _Formatter(argparse.RawDescriptionHelpFormatter):
    """Keeps the lines of this module's description as they are."""


if __name__ == "__main__":
    sys.exit(main())
