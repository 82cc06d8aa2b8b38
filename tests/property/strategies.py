"""Articles of every shape, for the property tests."""

from __future__ import annotations

from hypothesis import strategies as st

from narrator.article import (
    Article,
    Block,
    Code,
    Credit,
    Embed,
    Figure,
    Heading,
    ItemList,
    ListItem,
    Medium,
    Metadata,
    Note,
    Omission,
    Paragraph,
    PublicationDate,
    Quotation,
    Reason,
    Separator,
    Stage,
    Table,
)

SAMPLE = """The council said 12.5 % of it. Dr. Smith? No! https://example.com/a?b=1 “quoted”
– … naïve 20:15 Straße 今天。 мост мир, قال الرئيس؟ A. co\u00adoperate e.g. (AP) #tag * - | <b>
&amp; [[x]]"""
WORDS = st.sampled_from(SAMPLE.split())
TEXTS = st.lists(WORDS, min_size=1, max_size=12).map(" ".join) | st.text(max_size=40).map(
    lambda text: text.replace("\0", "")
)
LANGUAGES = st.sampled_from(["", "en", "de", "fr-CA", "zh-Hans", "ar", "fi"])

_items = st.deferred(
    lambda: st.lists(
        st.builds(ListItem, TEXTS, st.just(()) | _items, st.booleans()), max_size=3
    ).map(tuple)
)
_cells = st.lists(TEXTS | st.just(""), max_size=4).map(tuple)
_paragraphs = st.lists(TEXTS, min_size=1, max_size=3).map(tuple)

BLOCKS: st.SearchStrategy[Block] = st.one_of(
    st.builds(Heading, TEXTS, st.integers(1, 6), LANGUAGES),
    st.builds(Paragraph, TEXTS, LANGUAGES),
    st.builds(Quotation, _paragraphs, TEXTS | st.just(""), LANGUAGES),
    st.builds(ItemList, _items, st.booleans(), LANGUAGES),
    st.builds(
        Table, st.lists(_cells, max_size=3).map(tuple), _cells, TEXTS | st.just(""), LANGUAGES
    ),
    st.builds(Figure, TEXTS, TEXTS, TEXTS, st.just("picture.jpg"), LANGUAGES),
    st.builds(Embed, st.sampled_from(Medium), TEXTS, st.just(""), LANGUAGES),
    st.builds(Code, TEXTS, st.just(""), LANGUAGES),
    st.builds(Note, TEXTS, st.sampled_from(["", "1", "*"]), LANGUAGES),
    st.builds(Credit, TEXTS, LANGUAGES),
    st.builds(Separator),
)
DATES = st.none() | st.builds(PublicationDate, TEXTS, st.sampled_from(["", "2026-03-12"]))
METADATA = st.builds(
    Metadata,
    headline=TEXTS,
    byline=TEXTS | st.just(""),
    authors=st.lists(TEXTS, max_size=3).map(tuple),
    published=DATES,
    updated=DATES,
    section=TEXTS | st.just(""),
    site=TEXTS | st.just(""),
    language=LANGUAGES,
)
OMISSIONS = st.builds(Omission, st.sampled_from(Stage), st.sampled_from(Reason), TEXTS)
ARTICLES = st.builds(
    Article,
    METADATA,
    st.lists(TEXTS, max_size=2).map(tuple),
    st.lists(BLOCKS, max_size=6).map(tuple),
    st.lists(OMISSIONS, max_size=2).map(tuple),
)
