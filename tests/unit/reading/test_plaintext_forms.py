"""Forms of text that say by themselves what their lines are: pages, mails, books, dumps."""

from __future__ import annotations

import pytest

from narrator.article import (
    Article,
    Embed,
    Heading,
    ItemList,
    Medium,
    Note,
    Paragraph,
    Quotation,
    Reason,
)
from narrator.reading.plaintext import pages, read_plaintext
from narrator.reading.plaintext.lines import split
from narrator.reading.plaintext.wrapping import unwrap, wrap_width


def omitted(article: Article, reason: Reason) -> str:
    return "\n".join(one.excerpt for one in article.omissions if one.reason is reason)


def unwrapped(text: str) -> list[str]:
    return [line.text for line in unwrap(split(text))]


DIVIDED = (
    "When it was lit by day, the keeper of it had noth-\n"
    "ing to do at night, and so he went to ask the coun-\n"
    "ty for some books to read, which sent him four hun-\n"
    "dred of them on the mail boat, {}\nand on nothing else.\n"
)


def test_divided_words_become_whole() -> None:
    (line,) = unwrapped(DIVIDED.format("bees and their ways"))
    assert "nothing to do" in line
    assert "the county for some" in line


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (DIVIDED.format("all on the well-\nknown bees"), "well-known"),
        (DIVIDED.format("sea-shells, sea-\nshells"), "sea-shells, sea-shells"),
        ("A long line about spring- and about the sum-\nmer.", "sum-mer"),
        (
            "A long line about the work of the spring-\nand summertime of bees here.\n",
            "spring- and",
        ),
        ("A long line with a soft hyphen in the light\u00ad\nhouse keeper's book.\n", "lighthouse"),
        (
            "They had built, upon the rock there, the light-\nhouse; a lighthouse is lit by day.\n",
            "the lighthouse;",
        ),
    ],
)
def test_a_hyphen_stays_where_the_word_has_it(text: str, expected: str) -> None:
    assert expected in " ".join(unwrapped(text))


def test_a_drawn_line_says_nothing_of_the_width() -> None:
    text = "Short lines that one wrote by hand,\nnone of them full.\n" + "-" * 79 + "\nThe end\n"
    assert wrap_width(split(text)) == 0


def test_what_stands_on_every_page_is_taken_out() -> None:
    text = "The Post 1\n\nIt was\n\n1\n\fThe Post 2\n\nlate.\n\n2\n"
    whole, taken = pages.joined(text)
    assert taken == ["The Post 1", "1", "The Post 2", "2"]
    assert [line for line in whole.splitlines() if line] == ["It was", "late."]


@pytest.mark.parametrize("text", ["no form feed\nPage 3\n", "\fPage 3", "\f3\r\f4"])
def test_a_text_is_never_only_running_heads(text: str) -> None:
    assert pages.joined(text) == (text, [])


MAIL = """\
From: {sender}
To: Somebody <b@post.example>
{subject}: The pears
Date: Mon, 5 Oct 2026 08:12:00 +0200

There is a net that nobody remembers having put up, and it throws the pears back.
"""


@pytest.mark.parametrize("subject", ["Subject", "Betreff", "Objet", "Asunto", "件名"])
def test_a_mail_says_what_it_is(subject: str) -> None:
    article = read_plaintext(MAIL.format(sender="Nora Fell <n@post.example>", subject=subject))
    assert article.metadata.headline == "The pears"
    assert article.metadata.authors == ("Nora Fell",)
    assert article.metadata.published is not None
    assert article.metadata.published.iso == "2026-10-05T08:12:00+02:00"
    assert "To: Somebody" in omitted(article, Reason.SITE)
    assert f"{subject}:" in omitted(article, Reason.SITE)
    assert [type(block) for block in article.blocks] == [Paragraph]


def test_a_quoted_mail_keeps_the_line_that_says_whose_it_is() -> None:
    text = MAIL.format(sender="Nora Fell", subject="Subject")
    article = read_plaintext(text + "\nOn Sun, 4 Oct 2026, Abel Stone wrote:\n> Look at it.\n")
    assert [type(block) for block in article.blocks] == [Paragraph, Paragraph, Quotation]


def test_two_words_with_colons_are_no_header() -> None:
    article = read_plaintext("The fair\n\nFrom: nine\nTo: five\n\nIt rains on all of its days.\n")
    assert article.metadata.headline == "The fair"


BOOK = """\
Title: The Salt Road

Author: Clara Wend

*** START OF THE EBOOK THE SALT ROAD ***

CHAPTER I

Salt is the only honest thing that there is; it weighs what it weighs, wet or dry, on all days.[1]

[1] So they said.

CHAPTER II

The mule knew the road better than anybody, and stood still before each of its eleven inns then.

*** END OF THE EBOOK THE SALT ROAD ***

Licence words.
"""


def test_a_book_has_chapters_and_notes_and_nothing_around_it() -> None:
    article = read_plaintext(BOOK)
    assert article.metadata.headline == "The Salt Road"
    assert article.metadata.authors == ("Clara Wend",)
    kinds = [type(block) for block in article.blocks]
    assert kinds == [Heading, Paragraph, Note, Heading, Paragraph]
    assert "Licence words." in omitted(article, Reason.SITE)


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("[harbour.jpg]", Reason.DECORATIVE),
        ("[INLINE] [harbour-2.png]", Reason.DECORATIVE),
        ("[harbour-1200]", Reason.DECORATIVE),
        ("IFRAME: https://www.googletagmanager.com/ns.html?id=GTM-1", Reason.CONTROL),
        ("FRAME: menu", Reason.CONTROL),
        ("[ ] Remember me", Reason.CONTROL),
        ("(BUTTON) Send", Reason.CONTROL),
        ("[Submit]", Reason.CONTROL),
    ],
)
def test_what_a_text_browser_draws_is_not_read(line: str, reason: Reason) -> None:
    body = "The ship came in on Tuesday at seven, with all its lights on and nobody at the rail."
    article = read_plaintext(f"The ferry\n\n{body}\n\n{line}\n\n{body[::-1].capitalize()}.\n")
    assert line in omitted(article, reason)


@pytest.mark.parametrize(
    ("line", "embed"),
    [
        ("IFRAME: https://video.example/1", Embed(Medium.VIDEO, "", "https://video.example/1")),
        ("IFRAME: https://maps.example/1", Embed(Medium.MAP, "", "https://maps.example/1")),
        ("[IFRAME]", Embed(Medium.OTHER)),
        ("[EMBED]", Embed(Medium.OTHER)),
        ("[video]", Embed(Medium.VIDEO)),
        ("Lire la vidéo", Embed(Medium.VIDEO)),
        ("Podcast: The ferry, week by week", Embed(Medium.AUDIO, "The ferry, week by week")),
        ("Umfrage wird geladen", Embed(Medium.OTHER, "Umfrage wird geladen")),
        ("https://youtu.be/abc", Embed(Medium.VIDEO, "", "https://youtu.be/abc")),
    ],
)
def test_what_is_embedded_is_one_block_in_its_place(line: str, embed: Embed) -> None:
    body = "The ship came in on Tuesday at seven, with all its lights on and nobody at the rail."
    article = read_plaintext(
        f"The ferry is back in the harbour\n\n{body}\n\n{line}\n\n{body.swapcase()}\n"
    )
    assert article.blocks[1] == embed
    assert line == embed.title or line in omitted(article, Reason.CONTROL)


@pytest.mark.parametrize(
    "line",
    [
        "https://news.example/why-video-games-are-old",
        "Video games are older than the ferry.",
        "Video: the camera of the harbour saw it first, and the police asked for its pictures.",
    ],
)
def test_what_only_speaks_of_videos_is_text(line: str) -> None:
    body = "The ship came in on Tuesday at seven, with all its lights on and nobody at the rail."
    article = read_plaintext(
        f"The ferry is back in the harbour\n\n{body}\n\n{line}\n\n{body.swapcase()}\n"
    )
    assert line in [piece.text for piece in article.pieces()]


@pytest.mark.parametrize("line", ["[Update] It sails again.", "[sic]", "He wrote [so] to all."])
def test_brackets_of_an_author_are_kept(line: str) -> None:
    body = "The ship came in on Tuesday at seven, with all its lights on and nobody at the rail."
    article = read_plaintext(f"The ferry\n\n{body}\n\n{line}\n")
    assert line in [piece.text for piece in article.pieces()]


def test_items_of_a_list_of_tasks_keep_what_their_box_says() -> None:
    body = "The ship came in on Tuesday at seven, with all its lights on and nobody at the rail."
    article = read_plaintext(f"The ferry\n\n{body}\n\n- [x] Oil the gate\n- [ ] Paint the bench\n")
    tasks = article.blocks[-1]
    assert isinstance(tasks, ItemList)
    assert [item.text for item in tasks.items] == ["☑ Oil the gate", "☐ Paint the bench"]
    assert "[x]" in omitted(article, Reason.CONTROL)
