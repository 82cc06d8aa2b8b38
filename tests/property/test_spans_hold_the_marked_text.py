"""Words that a page marks as another language are found again, to the letter."""

from __future__ import annotations

from html import escape
from itertools import groupby

from hypothesis import given
from hypothesis import strategies as st

from narrator.article import Article, Heading, ItemList, Paragraph, Quotation, Span, Table
from narrator.plans import Plan, plan_from_json, plan_to_json
from narrator.reading.markdown import read_markdown
from narrator.reading.webpage import read_page
from narrator.script import Script
from narrator.serialization import from_json, to_json

from .strategies import ARTICLES, TEXTS

_WORDS = "house raison Straße e no. (1) co\u00adop 10 % l’état, où – мост «да» a\u00a0b x² … don't"
WORDS = st.sampled_from(_WORDS.split(" "))
RUNS = st.lists(
    st.tuples(
        st.lists(WORDS, min_size=1, max_size=4).map(" ".join),
        st.sampled_from(["", "", "fr", "de-CH", "en", "en-US", "und", "<nonsense>"]),
    ),
    min_size=1,
    max_size=6,
)
OPENING = "The wind turned to the north at four in the morning, and the harbour was closed. "
TAGS = st.sampled_from(["i", "span", "q", "em", "cite", "a href='/x'"])


def marked_up(runs: list[tuple[str, str]], tag: str) -> str:
    parts = [
        f'<{tag} lang="{escape(language)}">{escape(text)}</{tag.split()[0]}>'
        if language
        else escape(text)
        for text, language in runs
    ]
    return " ".join(parts)


def shown(text: str) -> str:
    return " ".join(text.replace("\u00ad", "").split())


def foreign(runs: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return the stretches that are in another language than English, joined where they meet."""
    tags = {"fr": "fr", "de-CH": "de-CH"}
    joined = [
        (shown(" ".join(text for text, _ in group)), tag)
        for tag, group in groupby(runs, key=lambda run: tags.get(run[1], ""))
    ]
    return [(text, tag) for text, tag in joined if tag and any(map(str.isalpha, text))]


def spans_of(article: Article) -> list[tuple[str, str]]:
    texts = {piece.origin: piece.text for piece in article.pieces()}
    return [(texts[span.origin][span.start : span.end], span.language) for span in article.spans]


@given(st.lists(RUNS, min_size=1, max_size=4), TAGS)
def test_spans_of_a_page_are_its_marked_words(
    paragraphs: list[list[tuple[str, str]]], tag: str
) -> None:
    body = "".join(
        f"<p>On day {number}: {OPENING}{marked_up(runs, tag)}</p>"
        for number, runs in enumerate(paragraphs)
    )  # A paragraph that comes twice is read once.
    found = read_page(f'<html lang="en"><body><h1>The storm</h1>{body}</body></html>')
    assert spans_of(found) == [one for runs in paragraphs for one in foreign(runs)]


@given(st.lists(RUNS, min_size=2, max_size=5))
def test_lists_and_tables_and_quotations_keep_theirs(parts: list[list[tuple[str, str]]]) -> None:
    texts = [f"So {marked_up(runs, 'i')}" for runs in parts]
    items = "".join(f"<li>{text}</li>" for text in texts)
    rows = "".join(f"<tr><td>{text}</td><td>{text}</td></tr>" for text in texts)
    page = (
        f'<html lang="en"><body><h1>The storm</h1><p>{OPENING}</p><p>{OPENING}</p><ul>{items}</ul>'
        f"<p>{OPENING}</p><table><tr><th>One</th><th>Two</th></tr>{rows}</table><p>{OPENING}</p>"
        f"<blockquote>{''.join(f'<p>{text}</p>' for text in texts)}</blockquote><p>{OPENING}</p>"
        "</body></html>"
    )
    found = read_page(page)
    expected = [one for runs in parts for one in foreign(runs)]
    twice = [one for runs in parts for one in foreign(runs) * 2]
    texts_of = {piece.origin: piece.text for piece in found.pieces()}
    by_kind: dict[type, list[tuple[str, str]]] = {ItemList: [], Table: [], Quotation: []}
    for span in found.spans:
        block = found.blocks[int(span.origin.split("/")[2])]
        by_kind[type(block)].append((texts_of[span.origin][span.start : span.end], span.language))
    kinds = {type(block) for block in found.blocks}
    for kind, wanted in ((ItemList, expected), (Table, twice), (Quotation, expected)):
        assert by_kind[kind] == (wanted if kind in kinds else [])


PLAIN = st.sampled_from(["house", "raison", "mer", "bois", "sel", "vent", "été"])
PLAIN_RUNS = st.lists(
    st.tuples(
        st.lists(PLAIN, min_size=1, max_size=4).map(" ".join),
        st.sampled_from(["", "fr", "de-CH", "en"]),
    ),
    min_size=1,
    max_size=6,
)


@given(st.lists(PLAIN_RUNS, min_size=1, max_size=4))
def test_spans_of_markdown_are_its_marked_words(paragraphs: list[list[tuple[str, str]]]) -> None:
    body = "\n\n".join(f"- So {marked_up(runs, 'i')}" for runs in paragraphs)
    found = read_markdown(f"---\nlang: en\n---\n# The storm\n\n{OPENING}\n\n{body}\n")
    assert isinstance(found.blocks[0], Paragraph | Heading)
    assert spans_of(found) == [one for runs in paragraphs for one in foreign(runs)]


@given(ARTICLES, st.lists(st.builds(Span, TEXTS, st.integers(0), st.integers(0), TEXTS)))
def test_spans_come_back_from_json(article: Article, spans: list[Span]) -> None:
    with_spans = Article(article.metadata, blocks=article.blocks, spans=tuple(spans))
    assert from_json(to_json(with_spans), Article) == with_spans
    plan = Plan(with_spans, Script(article.metadata, "single", 1, ()))
    assert plan_from_json(plan_to_json(plan), "x").article.spans == with_spans.spans
