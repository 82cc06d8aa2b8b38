"""Texts made of the pieces of each language's own sentences: no error, nothing else touched."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.verbalizing_quality import cases
from narrator.planning.verbalizing import verbalize
from narrator.planning.verbalizing.languages import LANGUAGES

TAGS = sorted(set(LANGUAGES) - {"en"})
NAMES = {"pt-pt": "pt-PT"}
WORDS = {
    tag: sorted({word for case in cases(NAMES.get(tag, tag)) for word in case.written.split()})
    for tag in TAGS
}
GLUE = st.sampled_from(["", " ", " ", " ", "\u00a0", "-", "–", ".", ",", "/", "%", "(", "’"])
NUMBERS = st.from_regex(r"\A[0-9]{1,4}([.,  ][0-9]{1,3}){0,3}\Z")
SHORT_TEXT = 10_000
LONG_TEXT = 4 * SHORT_TEXT
BEARABLE_RATIO = 8
"""Four times the text may take four times as long; a rule that is quadratic takes 16 times."""
FEW_S = 0.02
"""Below this the measurement is that of the machine's other work."""


@st.composite
def _texts(draw: st.DrawFn) -> tuple[str, str]:
    tag = draw(st.sampled_from(TAGS))
    pieces = st.one_of(st.sampled_from(WORDS[tag]), NUMBERS)
    parts = draw(st.lists(st.tuples(pieces, GLUE), max_size=10))
    return tag, "".join(piece + glue for piece, glue in parts)


@settings(max_examples=500)
@given(given_text=_texts())
def test_what_no_change_covers_stays_and_no_text_raises(given_text: tuple[str, str]) -> None:
    tag, text = given_text
    result = verbalize(text, tag)
    rest, place = [], 0
    for change in result.changes:
        assert 0 <= place <= change.start < change.end <= len(result.text)
        assert change.spoken != result.text[change.start : change.end]
        rest += [result.text[place : change.start], change.spoken]
        place = change.end
    rest.append(result.text[place:])
    assert " ".join("".join(rest).split()) == result.spoken


@settings(max_examples=200)
@given(given_text=_texts())
def test_no_template_is_left_open(given_text: tuple[str, str]) -> None:
    tag, text = given_text
    spoken = verbalize(text, tag).spoken
    assert "{" not in spoken
    assert "None" not in spoken


@pytest.mark.parametrize("tag", TAGS)
def test_the_sentences_of_a_language_run_together_take_no_more_than_their_length(tag: str) -> None:
    text = "".join(case.written for case in cases(NAMES.get(tag, tag)))
    text *= LONG_TEXT // len(text) + 1
    short, long = _seconds(text[:SHORT_TEXT], tag), _seconds(text[:LONG_TEXT], tag)
    assert long < BEARABLE_RATIO * max(short, FEW_S)


def _seconds(text: str, tag: str) -> float:
    """Return the best of three measurements of the process alone."""
    verbalize(text[:100], tag)
    best = float("inf")
    for _ in range(3):
        start = time.process_time()
        verbalize(text, tag)
        best = min(best, time.process_time() - start)
    return best
