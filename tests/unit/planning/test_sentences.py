from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from narrator.planning.sentences import sentences


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "Dr. Smith met J. R. Ewing. He left.", ["Dr. Smith met J. R. Ewing.", "He left."]),
        ("en", "No. He refused to resign.", ["No.", "He refused to resign."]),
        ("en", 'He said: "It rains." Then he left.', ['He said: "It rains."', "Then he left."]),
        ("en", "The index rose 1.5 percent. Then it fell.", None),
        ("en", "Wait... What?", ["Wait...", "What?"]),
        ("de", "Der 1. FC Köln verlor. Schade.", ["Der 1. FC Köln verlor.", "Schade."]),
        ("de", "Am 3. Oktober kam Dr. Meier. Gut.", ["Am 3. Oktober kam Dr. Meier.", "Gut."]),
        ("fr", "M. Dupont est là. Oui.", ["M. Dupont est là.", "Oui."]),
        ("zh-Hans", "今天天气很好。我们去公园吧!", ["今天天气很好。", "我们去公园吧!"]),
        ("hi", "यह सच है। वह गया।", ["यह सच है।", "वह गया।"]),
        ("", "One. Two.", ["One.", "Two."]),
    ],
)
def test_text_is_cut_at_the_ends_of_sentences(
    language: str, text: str, expected: list[str] | None
) -> None:
    wanted = expected or ["The index rose 1.5 percent.", "Then it fell."]
    assert list(sentences(text, language)) == wanted


def test_punctuation_alone_stays_with_the_sentence_before() -> None:
    assert sentences("Yes. ... No.", "en") == ("Yes. ...", "No.")


@given(st.text(), st.sampled_from(["en", "de", "fr", "zh", "ar", "xx", ""]))
def test_nothing_but_white_space_is_lost(text: str, language: str) -> None:
    assert "".join("".join(sentences(text, language)).split()) == "".join(text.split())
