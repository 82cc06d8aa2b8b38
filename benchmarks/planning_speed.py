"""How much of the processor's time it takes to plan a thousand words, once all is loaded.

`python -m benchmarks.planning_speed` prints the median of twenty runs for each profile.
"""

from __future__ import annotations

import statistics
import time

from narrator.article import Article, Heading, Metadata, Paragraph
from narrator.planning import plan
from narrator.profiles import load_profile

SENTENCE = (
    "On 3 May the council voted to close {number} of the libraries in the north of the city, "
    "although Dr. Amy Ross and {number},400 others had signed against it at 9:30 a.m. "
)
RUNS = 20


def article(words: int) -> Article:
    """Return an article of about so many words, every sentence another, a heading every 100."""
    sentences = [SENTENCE.format(number=number + 2) for number in range(words // 30)]
    blocks = [
        block
        for place in range(0, len(sentences), 3)
        for block in (
            Heading(f"Part {place}", 2),
            Paragraph("".join(sentences[place : place + 3]).strip()),
        )
    ]
    return Article(Metadata(headline="The libraries", language="en"), blocks=tuple(blocks))


def median_ms(profile_name: str, words: int = 1000) -> float:
    """Return the median time of planning, after one run that loads what is needed."""
    profile, text = load_profile(profile_name), article(words)
    plan(text, profile)
    taken = []
    for _ in range(RUNS):
        start = time.process_time()
        plan(text, profile)
        taken.append(1000 * (time.process_time() - start))
    return statistics.median(taken)


if __name__ == "__main__":
    for name in ("newsroom", "single", "brisk"):
        print(f"{name}: {median_ms(name):.1f} ms of the processor's time for 1000 words")
