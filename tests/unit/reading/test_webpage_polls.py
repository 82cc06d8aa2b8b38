"""What a page asks its readers is one line; the answers are left out by name."""

from __future__ import annotations

import pytest

from narrator.article import Article, Embed, Medium, Reason
from narrator.reading.webpage import read_page

LONG = (
    "The wind turned to the north at four in the morning, and the harbour office closed the basin."
)
ASKED = "Should the basin stay closed in winter?"
YES, NO = (f'<label><input type="radio" name="a"> {word}</label>' for word in ("Yes", "No"))
ANSWERS = YES + NO


def page(html: str) -> Article:
    body = f"<p>{LONG} One.</p><p>{LONG} Two.</p>{html}<p>{LONG} Three.</p>"
    return read_page(f"<article><h1>The storm</h1>{body}</article>")


def embeds(html: str) -> list[Embed]:
    return [block for block in page(html).blocks if isinstance(block, Embed)]


@pytest.mark.parametrize(
    "html",
    [
        f'<div class="poll"><h3>Poll</h3><p>{ASKED}</p><ul><li>Yes 62%</li><li>No 38%</li></ul>'
        "</div>",
        f"<form><fieldset><legend>{ASKED}</legend>{ANSWERS}</fieldset></form>",
        f'<div class="wp-polls"><form><p><strong>{ASKED}</strong></p>{ANSWERS}</form></div>',
        f'<section class="umfrage"><div class="frage">{ASKED}</div>{ANSWERS}</section>',
        f'<div role="radiogroup"><h4>{ASKED}</h4><div role="radio">Yes</div>'
        '<div role="radio">No</div><input type="radio"><input type="radio"></div>',
        f'<div class="quiz" aria-label="{ASKED}"><button>Yes</button><button>No</button></div>',
    ],
)
def test_poll_is_one_line_with_its_question(html: str) -> None:
    assert embeds(html) == [Embed(Medium.OTHER, ASKED)]
    told = " ".join(one.excerpt for one in page(html).omissions if one.reason is Reason.CONTROL)
    assert "Yes" in told
    assert "No" in told


def test_two_polls_are_two_lines() -> None:
    html = "".join(
        f'<div class="poll"><p>{asked}</p>{ANSWERS}</div>' for asked in (ASKED, "And in May?")
    )
    assert [one.title for one in embeds(html)] == [ASKED, "And in May?"]


def test_form_to_calculate_with_is_one_line() -> None:
    html = (
        '<form><h3>What a berth costs you</h3><label>Length <input type="range"></label>'
        '<label>Nights <input type="number"></label><button>Calculate</button></form>'
    )
    assert embeds(html) == [Embed(Medium.OTHER, "What a berth costs you")]


def test_quiz_that_a_script_fills_is_one_line() -> None:
    assert embeds('<div class="quiz" data-quiz-id="17"></div>') == [Embed(Medium.OTHER)]


@pytest.mark.parametrize(
    "html",
    [
        '<form><h3>Get our letter</h3><input type="email"><input type="checkbox"> News'
        '<input type="checkbox"> Sports</form>',
        '<form role="search"><h3>What do you look for?</h3><input type="search"></form>',
        '<form class="feedback"><p>Was this page of use to you?</p><input type="radio"> Yes'
        '<input type="radio"> No</form>',
        '<div class="vote"><span>12</span></div>',
        '<form><input type="radio" name="hue"> Light<input type="radio" name="hue"> Dark</form>',
        '<div class="modal"><h3>Do you want to stay?</h3><button>Yes</button></div>',
    ],
)
def test_form_of_the_site_itself_is_none(html: str) -> None:
    assert not embeds(html)
