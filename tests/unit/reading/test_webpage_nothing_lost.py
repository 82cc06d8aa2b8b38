"""Every visible word of a page is in a piece of the article or in an omission."""

from __future__ import annotations

import html
import re
from collections import Counter

from hypothesis import given, reject, settings
from hypothesis import strategies as st

from narrator.article import Article
from narrator.errors import SourceError
from narrator.reading.webpage import dom, read_page

LONG = (
    "The wind turned to the north at four in the morning, and the harbour office closed the basin."
)
WORDS = st.text(alphabet="abcdefgh XYZ.,!\n", min_size=1, max_size=60)
TAG_NAMES = (
    "div p span b a h2 h3 ul li blockquote cite figure figcaption small section aside article "
    "header footer nav table tr td th dl dt dd pre code button em time details summary font "
    "center sup noscript main form label hr br img iframe video"
)
TAGS = st.sampled_from(TAG_NAMES.split())
NAMES = st.sampled_from(
    [
        "",
        ' class="share"',
        ' class="caption credit"',
        ' class="byline"',
        ' class="related"',
        ' class="standfirst"',
        ' class="pull-quote"',
        ' class="footnotes"',
        ' class="comments"',
        " hidden",
        ' lang="fr"',
        ' src="x.jpg" alt="Words of a picture"',
    ]
)
VOID = ("hr", "br", "img")
CLOSED = ("noscript", "form", "button")
PLAYERS = ("iframe", "video")
"""Whatever stands in these is invisible, in a browser as well."""


def written(tag: str, name: str, inner: str, unclosed: bool) -> str:
    if tag in VOID:
        return f"<{tag}{name}>{inner}"
    if tag in PLAYERS:
        return f"<{tag}{name}></{tag}>{inner}"
    return f"<{tag}{name}>{inner}" + ("" if unclosed and tag not in CLOSED else f"</{tag}>")


def element(children: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    inner = st.lists(children, max_size=4).map("".join)
    return st.builds(written, TAGS, NAMES, inner, st.booleans())


PAGES = st.recursive(WORDS.map(html.escape), element, max_leaves=25)


def visible(page: str) -> Counter[str]:
    """Count the texts of a page, white space and punctuation left out."""
    return Counter(bare(text.value) for text in dom.texts(dom.parse(page).body))


def bare(text: str) -> str:
    return "".join(re.findall(r"\w", text))


def told(article: Article) -> str:
    pieces = [bare(piece.text) for piece in article.pieces()]
    return "".join([*pieces, *(bare(omission.excerpt) for omission in article.omissions)])


def assert_nothing_is_lost(page: str) -> None:
    found = told(read_page(page))
    lost = {
        text: count for text, count in visible(page).items() if text and found.count(text) < count
    }
    assert not lost


@settings(max_examples=300, deadline=None)
@given(PAGES)
def test_every_visible_word_is_in_a_piece_or_an_omission(page: str) -> None:
    assert_nothing_is_lost(
        f"<main><h1>A headline</h1><p>{LONG}</p>{page}<p>{LONG} Again.</p></main>"
    )


@settings(max_examples=100, deadline=None)
@given(PAGES, PAGES)
def test_every_word_around_the_article_is_in_an_omission(before: str, after: str) -> None:
    try:
        assert_nothing_is_lost(f"{before}<div><p>{LONG}</p><p>{LONG} Again.</p></div>{after}")
    except SourceError:
        reject()  # a tag left open before the article can make all of it a menu or a caption


def test_text_below_a_thousand_unclosed_tags_is_kept() -> None:
    deep = "".join(f"<div><font><p>Entry {n} of the log: {LONG}" for n in range(1000))
    found = read_page(deep)
    assert sum("Entry" in piece.text for piece in found.pieces()) == 1000


def test_list_nested_a_thousand_times_is_kept() -> None:
    deep = "".join(f"<ul><li>item{n} " for n in range(1000))
    assert_nothing_is_lost(f"<p>{LONG}</p><p>{LONG}</p>{deep}")


def test_quotation_nested_a_thousand_times_is_kept() -> None:
    deep = "".join(f"<blockquote>words{n} " for n in range(1000))
    assert_nothing_is_lost(f"<p>{LONG}</p><p>{LONG}</p>{deep}")


def test_table_nested_a_hundred_times_is_kept() -> None:
    deep = "".join(f"<table><tr><td>cell{n}<td>" for n in range(100))
    assert_nothing_is_lost(f"<p>{LONG}</p><p>{LONG}</p>{deep}")
