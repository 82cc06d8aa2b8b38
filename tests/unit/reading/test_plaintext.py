from __future__ import annotations

import time

import pytest

from narrator.article import (
    Article,
    Credit,
    Figure,
    Heading,
    ItemList,
    Paragraph,
    Quotation,
    Reason,
    Separator,
    Table,
)
from narrator.reading.plaintext import read_plaintext

ONE = (
    "When the last hardware shop in Dunmere closed, nobody expected the library to take its "
    "place. The librarian cleared a shelf and wrote a sign above it."
)
TWO = (
    "Three years later the shelf has become a room. It holds two hundred things that people "
    "need twice a year and have no room for at home."
)
HEAD = "Skip to content\n\nHow a village library learned to lend\n12 March 2026\nBy Ada Quill\n\n"


def read(body: str, head: str = HEAD) -> Article:
    return read_plaintext(head + body)


def omitted(article: Article, reason: Reason) -> str:
    return "\n".join(o.excerpt for o in article.omissions if o.reason is reason)


def headings(article: Article) -> list[tuple[int, str]]:
    return [(b.level, b.text) for b in article.blocks if isinstance(b, Heading)]


@pytest.mark.parametrize(
    "text",
    [
        "A short line",
        "One sentence only. And one more.",
        "Die Fähre fährt wieder. Sie kam um acht.",
        "By Ada Quill",
        "12 March 2026",
        "The ferry is back\n\nBy Ada Quill\n12 March 2026",
    ],
)
def test_a_head_alone_is_the_text_and_not_the_headline_of_nothing(text: str) -> None:
    article = read_plaintext(text)
    assert not article.metadata.headline
    assert article.blocks == tuple(Paragraph(line) for line in text.split("\n") if line)


def test_a_head_with_menus_and_no_text_is_no_article() -> None:
    dump = "Sign in\nSubscribe\nThe ferry is back\n12 March 2026\nCookie settings\nPrivacy policy"
    assert not read_plaintext(dump).blocks


def test_a_single_paragraph_is_the_body_and_has_no_headline() -> None:
    article = read_plaintext(ONE)
    assert article.metadata.headline == ""
    assert article.blocks == (Paragraph(ONE),)


def test_the_language_is_left_to_others() -> None:
    assert read(f"{ONE}\n\n{TWO}\n").metadata.language == ""


def test_a_kicker_above_the_headline_is_the_section() -> None:
    head = HEAD.replace("How a village", "Science\nHow a village")
    article = read(f"{ONE}\n\n{TWO}\n", head)
    assert article.metadata.section == "Science"
    assert article.metadata.headline == "How a village library learned to lend"


def test_a_breadcrumb_that_ends_with_the_headline_is_not_the_headline() -> None:
    head = HEAD.replace("How a", "News Region How a village library learned to lend\nHow a")
    article = read(f"{ONE}\n\n{TWO}\n", head)
    assert article.metadata.headline == "How a village library learned to lend"


def test_the_headline_is_said_once() -> None:
    article = read(f"{ONE}\n\n{TWO}\n\nHow a village library learned to lend\n")
    assert omitted(article, Reason.DUPLICATE) == "How a village library learned to lend"


def test_a_paragraph_before_a_picture_is_the_standfirst() -> None:
    lead = "A shelf of drills in a reading room has cut waste in one valley by a third."
    article = read(f"{lead}\n\nA woman with a drill\nA drill.Image: Jo Doe/AP\n\n{ONE}\n\n{TWO}\n")
    assert article.standfirst == (lead,)
    assert article.blocks[0] == Figure("A woman with a drill", "A drill.", "Image: Jo Doe/AP")


def test_a_short_line_between_paragraphs_is_a_heading() -> None:
    article = read(f"{ONE}\n\nWhat borrowers say\n\n{TWO}\n")
    assert headings(article) == [(2, "What borrowers say")]


def test_a_short_question_between_paragraphs_is_a_heading() -> None:
    assert headings(read(f"{ONE}\n\nWhy lend a drill?\n\n{TWO}\n")) == [(2, "Why lend a drill?")]


def test_a_short_sentence_is_a_paragraph() -> None:
    article = read(f"{ONE}\n\nIt worked.\n\n{TWO}\n")
    assert Paragraph("It worked.") in article.blocks


def test_numbers_show_the_level_of_headings() -> None:
    article = read(f"{ONE}\n\n1.1 The shelf\n\n{TWO}\n\n1.1.2 The room\n\n{ONE}\n")
    assert headings(article) == [(3, "1.1 The shelf"), (4, "1.1.2 The room")]


def test_underlined_lines_are_headings() -> None:
    article = read_plaintext(f"The letter\n==========\n\n{ONE}\n\nA part\n------\n\n{TWO}\n")
    assert article.metadata.headline == "The letter"
    assert headings(article) == [(2, "A part")]


def test_asterisks_between_paragraphs_are_a_separator() -> None:
    assert Separator() in read(f"{ONE}\n\n* * *\n\n{TWO}\n").blocks


def test_an_aside_of_links_is_left_out_and_the_heading_behind_it_kept() -> None:
    article = read(f"{ONE}\n\nRead more\nTen tools\nTwelve drills\n\nWhat now\n\n{TWO}\n")
    assert omitted(article, Reason.RELATED) == "Read more\nTen tools\nTwelve drills"
    assert headings(article) == [(2, "What now")]


def test_a_paragraph_behind_an_aside_of_links_is_kept() -> None:
    article = read(f"{ONE}\n\n{TWO}\n\nRead more\nTen tools\n\nThe end came quickly. {ONE}\n")
    assert article.blocks[-1] == Paragraph(f"The end came quickly. {ONE}")


def test_the_signature_of_the_agencies_is_a_credit() -> None:
    article = read(f"{ONE}\n\n{TWO}\n\nab/cd (AP, Reuters)\n\nImprint\n")
    assert article.blocks[-1] == Credit("ab/cd (AP, Reuters)")
    assert omitted(article, Reason.SITE) == "Imprint"


def test_a_credit_alone_is_a_figure_of_its_own() -> None:
    assert (
        Figure(credit="© Northwater Council")
        in read(f"{ONE}\n\n© Northwater Council\n\n{TWO}\n").blocks
    )


def test_a_list_that_ends_the_article_is_kept_where_it_says_something() -> None:
    items = "- a carpet cleaner that nobody returns\n- a cider press for the autumn\n"
    article = read(f"{ONE}\n\n{TWO}\n\n{items}\nComments\n")
    last = article.blocks[-1]
    assert isinstance(last, ItemList)
    assert len(last.items) == 2


def test_tags_below_the_article_are_left_out() -> None:
    article = read(f"{ONE}\n\n{TWO}\n\nTags\n* Tools\n* Waste\n")
    assert "Tools" in omitted(article, Reason.RELATED)


def test_a_quoted_block_keeps_its_author() -> None:
    article = read(f"{ONE}\n\n> It works.\n>\n> -- Ada\n\n{TWO}\n")
    assert Quotation(("It works.",), "Ada") in article.blocks


def test_a_forwarded_mail_is_the_article() -> None:
    text = "".join(f"> {line}\n" for line in f"The shelf\n\n{ONE}\n\n{TWO}".split("\n"))
    article = read_plaintext(text)
    assert article.metadata.headline == "The shelf"
    assert article.blocks == (Paragraph(ONE), Paragraph(TWO))


def test_columns_make_a_table_with_a_header() -> None:
    article = read(f"{ONE}\n\nPart     Price\nRib      4.50\nSpring   2.00\n\n{TWO}\n")
    assert Table((("Rib", "4.50"), ("Spring", "2.00")), ("Part", "Price")) in article.blocks


def test_a_list_that_does_not_count_from_one_keeps_its_numbers() -> None:
    article = read(f"{ONE}\n\n* 5. five\n* 6. six\n\n{TWO}\n")
    assert "5. five" in str(article)


def test_a_conversation_behind_dashes_is_no_list() -> None:
    article = read(f"{ONE}\n\n– Did you take it back?\n– I did.\n\n{TWO}\n")
    assert not any(isinstance(block, ItemList) for block in article.blocks)


def test_one_paragraph_beside_the_text_is_a_caption() -> None:
    page = "\n\n".join([ONE, TWO, ONE.replace("last", "first")])
    page = page.replace("\n\n", "\n\n        A woman stands in a room of tools.\n\n", 1)
    assert Figure(caption="A woman stands in a room of tools.") in read(page).blocks


def test_an_authors_own_lines_are_never_left_out() -> None:
    text = f"The lake\n\n{ONE}\n\nA glove\nA sledge\nA bell\n\nIt rang.\n\nThe end\n"
    article = read_plaintext(text)
    assert article.omissions == ()


@pytest.mark.parametrize("ends", ["\r\n", "\r", "\u2028", "\n"])
def test_every_kind_of_line_end_is_one(ends: str) -> None:
    article = read_plaintext(f"{HEAD}{ONE}\n\nA part\n\n{TWO}\n".replace("\n", ends))
    assert headings(article) == [(2, "A part")]


DUMP = f"""{HEAD}A shelf of drills in a reading room has cut waste in one valley by a third.

A woman hands a drill across a counter
The most borrowed thing is no bookImage: Pia Larsen/AFP

{ONE}

Why lend a drill?

{TWO}

Advertisement

What borrowers say

{ONE.replace("last", "first")}

ra/ot (AFP, Reuters)

Imprint
"""


@pytest.mark.parametrize("gap", ["\n", "\n\n", "\n\n\n"])
def test_blank_lines_between_the_lines_of_a_dump_change_nothing(gap: str) -> None:
    lines = [line for line in DUMP.split("\n") if line]
    assert read_plaintext(gap.join(lines)) == read_plaintext(DUMP)


SHAPES = {
    "paragraphs": f"{ONE}\n\n",
    "short lines": "A short line here\n",
    "bullets": "* item of a list here\n",
    "captions": "A caption here\nthe photo Image: A/AP\n\n",
    "furniture": f"Read more\nShare\n{TWO}\n\n",
    "dates": "12 March 2026\n",
}
SMALL_CHARS = 20_000


@pytest.mark.parametrize("unit", SHAPES.values(), ids=SHAPES.keys())
def test_time_grows_like_the_length(unit: str) -> None:
    def seconds(chars: int) -> float:
        text = HEAD + unit * (chars // len(unit))
        best = float("inf")
        for _ in range(2):
            start = time.process_time()
            read_plaintext(text)
            best = min(best, time.process_time() - start)
        return best

    # Four times the text: four times the time, not sixteen.
    assert seconds(4 * SMALL_CHARS) < 10 * seconds(SMALL_CHARS) + 0.1


@pytest.mark.parametrize(
    "text",
    [
        "a" + " " * 200_000 + "b",
        "-" * 200_000 + "x",
        "(" * 200_000 + "a",
        ">" * 200_000 + "a",
        "Ab " * 60_000 + "Image: x",
        "a/" * 100_000,
        "漢" * 100_000,
        "".join(" " * n + "- x\n" for n in range(500)),
    ],
    ids=["spaces", "dashes", "brackets", "quotes", "capitals", "slashes", "wide", "deep list"],
)
def test_strange_texts_are_read_at_once(text: str) -> None:
    start = time.process_time()
    read_plaintext(text)
    assert time.process_time() - start < 3.0
