"""The published set of sentences: no kind is said worse than it was."""

from __future__ import annotations

from collections import Counter

import pytest

from benchmarks.verbalizing_quality import (
    Score,
    below_floor,
    cases,
    floors,
    languages,
    raised,
    scores,
)
from narrator.planning.verbalizing.languages import rules_for


@pytest.mark.parametrize("language", languages())
def test_no_kind_is_below_its_floor(language: str) -> None:
    assert below_floor(language, scores(language), floors()) == []


@pytest.mark.parametrize("language", languages())
def test_every_kind_has_a_floor(language: str) -> None:
    assert set(floors()[language]) == set(scores(language))


@pytest.mark.parametrize("language", languages())
def test_no_sentence_is_there_twice(language: str) -> None:
    counts = Counter(case.written for case in cases(language))
    assert [written for written, count in counts.items() if count > 1] == []


def test_a_kind_below_its_floor_is_found() -> None:
    held = {"en": {"date": 3, "score": 1, "gone": 2}}
    measured = {"date": Score(2, 3), "score": Score(1, 1)}
    assert len(below_floor("en", measured, held)) == 2


def test_floors_are_only_raised() -> None:
    held = {"en": {"date": 3, "score": 1}, "de": {"date": 1}}
    measured = {"en": {"date": Score(2, 3), "score": Score(4, 4), "time": Score(1, 2)}}
    assert raised(measured, held) == {"en": {"date": 3, "score": 4, "time": 1}, "de": {"date": 1}}


@pytest.mark.parametrize("language", languages())
def test_a_rule_that_names_characters_matches_nothing_without_them(language: str) -> None:
    for case in cases(language):
        for rule in rules_for(language):
            for match in rule.pattern.finditer(case.written) if rule.among else ():
                assert not rule.among.isdisjoint(match[0]), rule.name
