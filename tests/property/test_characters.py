"""The fast way of cleaning a text gives what the plain way of saying it gives."""

from __future__ import annotations

import re
import unicodedata

from hypothesis import example, given
from hypothesis import strategies as st

from narrator.reading.characters import CONTROL, CONTROL_REFERENCE, MAX_MARKS, clean

LINE_END = re.compile("\r\n|[\r\x0b\x85\u2028\u2029]")
TEXTS = st.lists(
    st.one_of(
        st.text(max_size=40),
        st.sampled_from(
            ["\u0301", "\u20dd", "\u2026", "e", "\r", "\n", "\ufeff", "\u05b4"]
        ).flatmap(lambda letter: st.integers(1, 3 * MAX_MARKS).map(lambda count: letter * count)),
    ),
    max_size=8,
).map("".join)


def plainly(text: str) -> str:
    """Return the text as `clean` must give it, letter by letter."""
    text = LINE_END.sub("\n", text.removeprefix("\ufeff")).replace("\f", "\n\f")
    text = CONTROL_REFERENCE.sub("", CONTROL.sub("", text))
    kept: list[str] = []
    marks = 0
    for character in text:
        is_mark = bool(unicodedata.combining(character)) and character > "\x7f"
        marks = marks + 1 if is_mark else 0
        if marks <= MAX_MARKS:
            kept.append(character)
    return unicodedata.normalize("NFC", "".join(kept))


@given(TEXTS)
@example("a" * 17 + "\u0301" * 31)
@example("a" * 30 + "\u0301" * 32)
@example("\u0301" * 30 + "a\r\r\n\n")
def test_cleaning_fast_is_cleaning(text: str) -> None:
    assert clean(text).text == plainly(text)
