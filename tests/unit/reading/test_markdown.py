from __future__ import annotations

import pytest

from narrator.article import (
    Article,
    Code,
    Figure,
    Heading,
    ItemList,
    ListItem,
    Note,
    Paragraph,
    PublicationDate,
    Quotation,
    Reason,
    Separator,
    Table,
)
from narrator.reading.markdown import read_markdown


def omitted(article: Article, reason: Reason) -> list[str]:
    return [o.excerpt for o in article.omissions if o.reason is reason]


def test_the_first_heading_of_level_one_is_the_headline() -> None:
    article = read_markdown("Before.\n\n# One\n\nText.\n\n# Two\n")
    assert article.metadata.headline == "One"
    assert Heading("Two", 1) in article.blocks


def test_the_front_matter_is_the_headline_where_there_is_no_other() -> None:
    article = read_markdown("---\ntitle: One\n---\n## Two\n\nText.\n")
    assert article.metadata.headline == "One"
    assert article.blocks[0] == Heading("Two", 2)


def test_front_matter_fills_the_metadata() -> None:
    meta = read_markdown(
        "---\ntitle: 'It''s one'\nauthor: Ada Quill and Bo Reed\ndate: 2026-03-12\n"
        "lang: pt_BR\nsite: Leaf\nurl: https://leaf.example/1\nimage: a.png\n---\nText.\n"
    ).metadata
    assert meta.headline == "It's one"
    assert meta.authors == ("Ada Quill", "Bo Reed")
    assert meta.published == PublicationDate("", "2026-03-12")
    assert (meta.language, meta.site, meta.picture) == ("pt-BR", "Leaf", "a.png")
    assert meta.url == "https://leaf.example/1"


def test_toml_front_matter_is_understood() -> None:
    article = read_markdown('+++\ntitle = "One"\nauthors = ["Ada Quill"]\nweight = 3\n+++\nText.\n')
    assert article.metadata.headline == "One"
    assert article.metadata.authors == ("Ada Quill",)
    assert omitted(article, Reason.HIDDEN) == ["weight: 3"]


def test_what_the_front_matter_says_beside_is_an_omission() -> None:
    article = read_markdown("---\ntitle: One\ntags:\n  - a\n  - b\n# note\n---\nText.\n")
    assert omitted(article, Reason.HIDDEN) == ["tags:\n  - a\n  - b", "# note"]


@pytest.mark.parametrize(
    "broken",
    [
        "---\ntitle: One\n\nText without an end.\n",
        "---\nno pairs here\n---\nText.\n",
        "---\n---\nx",
    ],
)
def test_broken_front_matter_is_read_as_text(broken: str) -> None:
    article = read_markdown(broken)
    said = " ".join(piece.text for piece in article.pieces())
    for word in broken.replace("---", "").split():
        assert word.strip(":") in said


def test_a_headline_in_the_front_matter_that_differs_is_not_lost() -> None:
    article = read_markdown("---\ntitle: Other\n---\n# One\n\nText.\n")
    assert omitted(article, Reason.DUPLICATE) == ["Other"]


def test_emphasised_lines_below_the_headline_are_byline_date_and_standfirst() -> None:
    article = read_markdown("# A\n\n*By Ada Quill*\n\n_12 March 2026_\n\n**So it is.**\n\nText.\n")
    assert article.metadata.byline == "By Ada Quill"
    assert article.metadata.published == PublicationDate("12 March 2026", "2026-03-12")
    assert article.standfirst == ("So it is.",)
    assert article.blocks == (Paragraph("Text."),)


def test_an_emphasised_sentence_in_the_body_is_a_paragraph() -> None:
    article = read_markdown("# One\n\nText.\n\n*So it is.*\n")
    assert article.blocks[-1] == Paragraph("So it is.")


def test_a_picture_takes_its_caption_from_its_title_or_the_line_below() -> None:
    article = read_markdown('![a](a.png "One.")\n\n![b](b.png)\n\n*Two. Photo: Jo Doe/AP*\n')
    assert article.blocks == (
        Figure("a", "One.", "", "a.png"),
        Figure("b", "Two.", "Photo: Jo Doe/AP", "b.png"),
    )


def test_a_quotation_names_its_author() -> None:
    article = read_markdown("> One.\n>\n> Two.\n>\n> -- Ada\n")
    assert article.blocks == (Quotation(("One.", "Two."), "Ada"),)


def test_lists_are_nested() -> None:
    article = read_markdown("1. one\n   - a\n   - b\n2. two\n")
    inner = (ListItem("a"), ListItem("b"))
    assert article.blocks == (ItemList((ListItem("one", inner), ListItem("two")), ordered=True),)


def test_a_list_that_begins_at_five_says_its_numbers() -> None:
    assert read_markdown("5. five\n6. six\n").blocks == (
        ItemList((ListItem("5. five"), ListItem("6. six"))),
    )


def test_tables_code_rules_and_footnotes() -> None:
    article = read_markdown("A[^1].\n\n|a|b|\n|-|-|\n|1|2|\n\n```py\nx\n```\n---\n\n[^1]: Note.\n")
    assert article.blocks == (
        Paragraph("A."),
        Table((("1", "2"),), ("a", "b")),
        Code("x", "py"),
        Separator(),
        Note("Note.", "1"),
    )


def test_raw_html_keeps_its_text() -> None:
    article = read_markdown(
        '<div><p>One &amp; <b>two</b></p><img src="a.png" alt="three"></div>\n\nx<br>y <i>z</i>\n'
    )
    assert article.blocks == (
        Figure("three", "", "", "a.png"),
        Paragraph("One & two"),
        Paragraph("x\ny z"),
    )


def test_what_html_hides_is_an_omission() -> None:
    article = read_markdown("Text.\n\n<!-- a comment -->\n\n<script>\nvar x\n</script>\n")
    assert len(omitted(article, Reason.HIDDEN)) == 2


def test_links_keep_their_text_and_lose_their_address() -> None:
    article = read_markdown(
        "See [the map][m] and [this](https://a.example 'T').\n\n[m]: https://b.example\n"
    )
    assert article.blocks == (Paragraph("See the map and this."),)
    assert article.omissions == ()


def test_words_below_the_deepest_nesting_are_an_omission() -> None:
    article = read_markdown("Text.\n\n" + ">" * 300 + " buried words\n")
    assert "buried" in " ".join(omitted(article, Reason.LIMIT))


def test_a_word_that_is_said_is_never_an_omission() -> None:
    article = read_markdown("# One\n\n*Two* `three` ~~four~~ a&nbsp;b \\* 5\\. six\n")
    assert article.omissions == ()
