from __future__ import annotations

import pytest

from narrator.article import Article, Heading, Paragraph, Reason
from narrator.reading.plaintext import read_plaintext, words

ONE = (
    "When the last hardware shop in Dunmere closed, nobody expected the library to take its "
    "place. The librarian cleared a shelf and wrote a sign above it."
)
TWO = (
    "Three years later the shelf has become a room. It holds two hundred things that people "
    "need twice a year and have no room for at home."
)
HEAD = "Skip to content\n\nHow a village library learned to lend\n12 March 2026\nBy Ada Quill\n\n"


def read(between: str) -> Article:
    return read_plaintext(f"{HEAD}{ONE}\n\n{between}\n\n{TWO}\n\n{ONE[::-1]}\n")


def headings(article: Article) -> list[str]:
    return [block.text for block in article.blocks if isinstance(block, Heading)]


def omitted(article: Article, reason: Reason) -> str:
    return "\n".join(o.excerpt for o in article.omissions if o.reason is reason)


@pytest.mark.parametrize(
    "line",
    [
        "Create a free account to continue",
        "Enter your email address",
        "Jetzt einloggen oder registrieren",
        "Déjà abonnés ? Se connecter",
    ],
)
def test_a_line_that_asks_for_an_account_is_no_heading(line: str) -> None:
    article = read(line)
    assert headings(article) == []
    assert line in omitted(article, Reason.NEWSLETTER)


def test_running_text_that_tells_of_a_newsletter_is_read() -> None:
    text = "The library writes a newsletter, and eleven people in the valley pay to read it."
    assert Paragraph(text) in read(text).blocks


def test_a_phrase_is_found_as_whole_words_only() -> None:
    assert words.prompt("Sign up here for more") is Reason.NEWSLETTER
    assert words.prompt("The design inbred by fashion") is None


def test_the_name_below_a_quotation_is_no_heading() -> None:
    article = read("“I built a shed with things that I gave back.”\n\nAmit Rao, builder")
    assert headings(article) == []
    assert Paragraph("Amit Rao, builder") in article.blocks


def test_a_byline_among_paragraphs_is_no_heading() -> None:
    article = read(f"{TWO[1:]}\n\n{ONE[1:]}\n\nBy Owen Teale")
    assert headings(article) == []
    assert omitted(article, Reason.AUTHOR_BOX) == "By Owen Teale"


@pytest.mark.parametrize("line", ["50:55", ": More of the valley", "All the news | more"])
def test_a_fragment_of_a_link_is_no_heading(line: str) -> None:
    article = read(line)
    assert headings(article) == []
    assert line in omitted(article, Reason.RELATED)


def test_a_line_without_a_blank_line_above_is_no_heading_where_paragraphs_have_one() -> None:
    article = read_plaintext(f"{HEAD}{ONE}\nThe fair is over\n\n{TWO}\n\nWhat now\n\n{ONE}\n")
    assert headings(article) == ["What now"]


def test_a_line_without_a_blank_line_above_is_a_heading_where_nothing_has_one() -> None:
    article = read_plaintext(f"{HEAD.strip()}\n{ONE}\nWhat now\n{TWO}\n{ONE[::-1]}\n")
    assert headings(article) == ["What now"]


def test_short_questions_above_long_answers_are_headings() -> None:
    questions = [f"Who lends a number {n}?" for n in range(7)]
    parts = [f"{question}\n\n{ONE}\n\n{TWO}" for question in questions]
    article = read_plaintext(f"{HEAD}{ONE}\n\n" + "\n\n".join(parts) + "\n")
    assert headings(article) == questions


def test_long_questions_are_an_interviewers() -> None:
    questions = [f"And when did you first think of lending number {n}?" for n in range(7)]
    parts = [f"{question}\n\n{ONE}\n\n{TWO}" for question in questions]
    article = read_plaintext(f"{HEAD}{ONE}\n\n" + "\n\n".join(parts) + "\n")
    assert headings(article) == []
