"""Whatever a page looks like: a span is exactly the words that the page marks."""

from __future__ import annotations

from html import escape

from hypothesis import given
from hypothesis import strategies as st

from narrator.reading.webpage import read_page

WORDS = st.lists(
    st.sampled_from(["harbour", "ice", "the", "Straße", "été", "a", "of", "мост", "no."]),
    min_size=1,
    max_size=6,
).map(" ".join)
PART = st.tuples(st.sampled_from(["", "fr", "de-CH", "en-GB"]), WORDS)
TAGS = st.sampled_from(["i", "span", "q", "em", "a"])


@st.composite
def paragraphs(draw: st.DrawFn) -> tuple[str, list[tuple[str, str]]]:
    """Return a paragraph's markup, and the words in it that are marked as foreign."""
    markup, marked = [], []
    for language, words in draw(st.lists(PART, min_size=1, max_size=6)):
        tag = draw(TAGS)
        attribute = f' lang="{language}"' if language else ""
        markup.append(f"<{tag}{attribute}>{escape(words)}</{tag}>")
        if language and not language.startswith("en"):
            marked.append((language, words))
    return " and so ".join(markup), marked


@given(st.lists(paragraphs(), min_size=1, max_size=4))
def test_spans_are_the_words_that_are_marked_in_their_order(
    found: list[tuple[str, list[tuple[str, str]]]],
) -> None:
    # A paragraph that says the same as another would be left out.
    opening = "In the year {} it was said on the quay that the bridge would be closed to all."
    body = "".join(
        f"<p>{opening.format(1900 + number)} {markup}, they said.</p>"
        for number, (markup, _) in enumerate(found)
    )
    article = read_page(f'<html lang="en"><body><article>{body}</article></body></html>')
    pieces = {piece.origin: piece.text for piece in article.pieces()}
    read = [(span.language, pieces[span.origin][span.start : span.end]) for span in article.spans]
    assert read == [marked for _, every in found for marked in every]
