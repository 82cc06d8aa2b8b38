"""Every word of a text is in the article or among its omissions, whatever the text is."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from narrator.article import Article, ItemList, ListItem
from narrator.errors import SourceError
from narrator.reading.markdown import read_markdown
from narrator.reading.plaintext import read_plaintext

WORD = re.compile(r"[^\W_]+")

PIECES = (
    "Skip to content",
    "Share",
    "Read more",
    "Comments",
    "By Ada Quill",
    "Von",
    "12 March 2026",
    "Stand: 28.04.2023 17:23 Uhr",
    "How a library learned to lend tools",
    "Who may visit?",
    "When the last hardware shop closed, nobody expected the library to take its place that year.",
    "The bees fly up to three kilometres, mostly to the trees along the canal. " * 4,
    "A woman at a counterImage: Pia Larsen/AFP",
    "© BELGA",
    "(dpa)",
    "ab/cd (AP, Reuters)",
    "* one",
    "- two",
    "1. first",
    "2. second",
    "7. März 2026",
    "| a | b |",
    "|---|---|",
    "a\tb",
    "> quoted",
    "-- somebody",
    "====",
    "* * *",
    "海辺の町、廃校を灯台に。",
    "写真：山川/共同",
    "مكتبة متنقلة؟",
    "[1]a [2]b [3]c",
    "1. https://a.example/",
    "# Heading",
    "well-",
    "Subject: Re: the pears",
    "From: Ada Quill <ada@post.example>",
    "*** START OF THE EBOOK ***",
    "*** END OF THE EBOOK ***",
    "Contents",
    "1. One ..... 7",
    "CHAPTER I",
    "[Illustration: a mule]",
    "[1] A note",
    "The lamp | The Post",
    "The lamp",
    "Trade with the north:",
    "On Monday, Ada Quill wrote:",
    "-- ",
    "\fPage 3",
    "noth-",
    "    IFRAME: [8]https://a.example/",
    "[INLINE]",
    "View this email in your browser",
)

LINES = st.builds(
    lambda indent, piece, gap: " " * indent + piece + "\n" * gap,
    st.integers(0, 12),
    st.one_of(st.sampled_from(PIECES), st.text(max_size=90)),
    st.integers(1, 3),
)
TEXTS = st.one_of(st.text(), st.lists(LINES, max_size=40).map("".join))


def counted(text: str) -> Counter[str]:
    # Counted by letters, so that a word divided or joined at its seam is no loss.
    return Counter(char for char in text if WORD.match(char))


def numbers(items: tuple[ListItem, ...], ordered: bool) -> str:
    """Return the numbers that a list says by its order."""
    mine = "".join(str(number) for number in range(1, len(items) + 1)) if ordered else ""
    return mine + "".join(numbers(item.items, item.ordered) for item in items)


def everything(article: Article) -> str:
    lists = [block for block in article.blocks if isinstance(block, ItemList)]
    return "".join(
        [
            *(piece.text for piece in article.pieces()),
            *(omission.excerpt for omission in article.omissions),
            *(numbers(block.items, block.ordered) for block in lists),
        ]
    )


def read_or_refuse(read: Callable[[str], Article], text: str) -> Article | None:
    try:
        return read(text)
    except SourceError:
        assert not WORD.search(text)
        return None


@settings(max_examples=300, deadline=None)
@given(TEXTS)
@example("By\nAda Quill\n\n12 March 2026\n")
@example("1. a\n2. b\n  - c\n3. d\n")
@example("12 March 2026\n12 March 2026\nx")
def test_no_letter_of_a_text_is_lost(text: str) -> None:
    article = read_or_refuse(read_plaintext, text)
    if article is not None:
        missing = counted(text) - counted(everything(article))
        assert not missing


@settings(max_examples=150, deadline=None)
@given(st.lists(LINES, max_size=25).map("".join))
def test_no_word_of_a_markdown_text_is_lost(text: str) -> None:
    assume(not text.lstrip("\ufeff").startswith(("---", "+++")))
    article = read_or_refuse(read_markdown, text)
    if article is not None:
        kept = everything(article).casefold()
        words = [word for word in WORD.findall(text) if len(word) > 3 and word.isalpha()]
        assert [word for word in words if word.casefold() not in kept] == []


@pytest.mark.parametrize("read", [read_plaintext, read_markdown])
@pytest.mark.parametrize("text", ["", " \n\t\n", "***\n---\n", "\ufeff", "_ _ _"])
def test_a_text_without_words_is_refused(read: Callable[[str], Article], text: str) -> None:
    with pytest.raises(SourceError, match="There is no text in it") as caught:
        read(text)
    assert caught.value.hint
    assert not caught.value.retry
