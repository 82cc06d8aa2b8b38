"""Of the corpus, where it is there, every word is said or left out for a reason."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks.ledger_coverage import CUE_SAMPLES, coverage, measure, percent, spoken
from benchmarks.reading_quality import PARTS, corpus
from narrator.article import Article, Metadata, Paragraph
from narrator.ledger import Deed
from narrator.planning import plan
from narrator.profiles import load_profile
from narrator.script import Role


@pytest.mark.slow
@pytest.mark.parametrize("part", PARTS)
def test_every_word_of_the_corpus_is_accounted_for(part: str) -> None:
    folder: Path | None = corpus()
    if folder is None:
        pytest.skip("there is no corpus here; NARRATOR_CORPUS names its folder")
    found = []
    for each, article, script in measure(folder, part):
        found.append(each)
        assert each.lost == (), each.case
        said = [entry for entry in spoken(article, script) if entry.done is not Deed.LEFT_OUT]
        starts = [entry.start_samples for entry in said]
        assert starts == [number * CUE_SAMPLES for number in range(len(said))], each.case
    assert len(found) > 300
    assert percent(found) == 100


def test_a_word_that_is_lost_lowers_the_figure() -> None:
    article = Article(Metadata("A headline", language="en"), blocks=(Paragraph("One two. Three."),))
    script = plan(article, load_profile("single"))
    (section,) = script.sections
    last = max(n for n, each in enumerate(section.utterances) if each.role is Role.BODY)
    kept = section.utterances[:last] + section.utterances[last + 1 :]
    without = replace(section, utterances=kept)
    lost = coverage("a case", article, replace(script, sections=(without,)))
    assert [piece.text for piece in lost.lost] == ["Three"]
    assert percent([lost]) == 80
    assert percent([coverage("a case", article, script)]) == 100
