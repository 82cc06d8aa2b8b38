from __future__ import annotations

from dataclasses import replace

from narrator.article import Article, Block, Heading, Metadata, Paragraph
from narrator.planning import plan
from narrator.profile import VoiceProfile
from narrator.profiles import load_profile
from narrator.reels import LEAST_CHARS, LEAST_PAUSE_MS, MOST_CHARS, reel_starts
from narrator.script import Script

SENTENCE = (
    "On day {number} of the journey the train stood for an hour in the snow near the border. "
)


def script_of(*numbers: int, profile: VoiceProfile | None = None) -> Script:
    """Return the script of paragraphs of three sentences each."""
    blocks: list[Block] = [
        Paragraph("".join(SENTENCE.format(number=3 * number + more) for more in range(3)).strip())
        for number in numbers
    ]
    blocks.insert(len(blocks) // 2, Heading("The second half", 2))
    article = Article(Metadata("The journey", language="en"), blocks=tuple(blocks))
    return plan(article, profile or load_profile("newsroom"))


def reels_of(script: Script) -> list[tuple[str, ...]]:
    """Return the texts of each reel."""
    starts = reel_starts(script)
    found: list[list[str]] = []
    for number, utterance in enumerate(script.utterances()):
        if number in starts:
            found.append([])
        found[-1].append(utterance.spoken)
    return [tuple(texts) for texts in found]


def test_a_reel_begins_behind_a_pause_that_is_long_enough() -> None:
    script = script_of(*range(40))
    utterances = list(script.utterances())
    starts = sorted(reel_starts(script))
    assert starts[0] == 0
    assert len(starts) > 5
    for number in starts[1:]:
        assert utterances[number - 1].pause_after_ms >= LEAST_PAUSE_MS


def test_a_reel_is_neither_very_short_nor_very_long() -> None:
    lengths = [sum(map(len, texts)) for texts in reels_of(script_of(*range(60)))]
    assert min(lengths[:-1]) >= LEAST_CHARS
    assert max(lengths) <= MOST_CHARS + len(SENTENCE) * 3


def test_a_paragraph_that_changes_changes_no_reel_far_away() -> None:
    before = reels_of(script_of(*range(60)))
    for place in (0, 20, 45):
        numbers = [*range(place), 900, 901, *range(place + 1, 60)]
        after = reels_of(script_of(*numbers))
        assert len(set(before) - set(after)) <= 4


def test_without_pauses_there_is_one_reel() -> None:
    script = script_of(*range(40))
    sections = tuple(
        replace(
            section,
            utterances=tuple(
                replace(utterance, pause_after_ms=LEAST_PAUSE_MS - 1)
                for utterance in section.utterances
            ),
        )
        for section in script.sections
    )
    assert reel_starts(replace(script, sections=sections)) == {0}
