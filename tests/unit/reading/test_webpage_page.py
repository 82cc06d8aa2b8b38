from __future__ import annotations

import pytest

from narrator.article import (
    Article,
    Credit,
    Embed,
    Figure,
    Heading,
    Medium,
    Note,
    Paragraph,
    Quotation,
    Reason,
    Separator,
)
from narrator.errors import SourceError
from narrator.reading.webpage import read_page

LONG = (
    "The wind turned to the north at four in the morning, and the harbour office closed the basin."
)
OTHER = (
    "An hour later the first trees lay across the coast road, and the buses had stopped running."
)


def article(body: str, head: str = "", lang: str = "en") -> Article:
    return read_page(f'<html lang="{lang}"><head>{head}</head><body>{body}</body></html>')


def story(inner: str) -> Article:
    return article(f"<article><h1>The storm</h1><p>{LONG}</p>{inner}<p>{OTHER}</p></article>")


def reasons(found: Article) -> dict[str, Reason]:
    return {omission.excerpt: omission.reason for omission in found.omissions}


@pytest.mark.parametrize("page", ["", "   ", "<html></html>", "<h1>Only a title</h1>", "\x00"])
def test_page_without_text_is_refused(page: str) -> None:
    with pytest.raises(SourceError, match="No article was found on the page") as refused:
        read_page(page, "https://paper.example/x")
    assert refused.value.where == "https://paper.example/x"
    assert refused.value.hint
    assert not refused.value.retry


def test_menu_of_links_alone_is_no_article() -> None:
    links = "".join(
        f'<li><a href="/{n}">Section number {n} of the paper</a></li>' for n in range(9)
    )
    with pytest.raises(SourceError):
        article(f"<ul>{links}</ul>")


def test_headline_is_not_repeated_in_the_body() -> None:
    found = story("")
    assert found.metadata.headline == "The storm"
    assert found.blocks == (Paragraph(LONG), Paragraph(OTHER))


def test_inline_elements_join_without_spaces_and_line_breaks_stay() -> None:
    found = story(
        "<p>H<sub>2</sub>O &amp; <b>salt</b>water,<br>both in one long enough line of text.</p>"
    )
    assert found.blocks[1] == Paragraph("H2O & saltwater,\nboth in one long enough line of text.")


def test_two_line_breaks_part_paragraphs() -> None:
    found = story(
        "<div>The first half of it stands here.<br><br>The second half stands there.</div>"
    )
    texts = [block.text for block in found.blocks if isinstance(block, Paragraph)]
    assert texts[1:3] == ["The first half of it stands here.", "The second half stands there."]


def test_headings_keep_their_levels() -> None:
    found = story(f"<h2>Before dawn</h2><p>{OTHER} Twice.</p><h4>Trees</h4>")
    assert Heading("Before dawn", 2) in found.blocks
    assert Heading("Trees", 4) in found.blocks


def test_language_of_a_block_is_kept_where_it_differs() -> None:
    found = story(
        '<p lang="fr">Le vent a tourné au nord, dit le capitaine du port, et rien d\'autre.</p>'
    )
    assert [block.language for block in found.blocks] == ["", "fr", ""]


def test_rule_is_a_separator() -> None:
    assert Separator() in story("<hr>").blocks


@pytest.mark.parametrize(
    ("mark", "text"),
    [
        ('<sup><a href="#fn1">1</a></sup>', "1"),
        ('<sup class="footnote">[2]</sup>', "[2]"),
        ('<a class="footnote-ref" href="#n">*</a>', "*"),
    ],
)
def test_footnote_mark_is_left_out_and_listed(mark: str, text: str) -> None:
    found = story(
        f"<p>The gauge has stood there since 1848{mark} and was never moved by anyone.</p>"
    )
    assert found.blocks[1] == Paragraph(
        "The gauge has stood there since 1848 and was never moved by anyone."
    )
    assert reasons(found)[text] is Reason.FOOTNOTE_MARK


def test_exponent_is_no_footnote_mark() -> None:
    found = story(
        "<p>The basin measures 40 m<sup>2</sup> and is deeper than it looks from above.</p>"
    )
    assert "40 m2" in str(found.blocks[1])


def test_correction_is_a_note() -> None:
    found = story('<p class="correction">Correction: the storm began at four, not at five.</p>')
    assert Note("Correction: the storm began at four, not at five.") in found.blocks


def test_agency_signature_is_a_credit() -> None:
    assert Credit("(dpa/AFP)") in story("<p>(dpa/AFP)</p>").blocks


def test_quotation_knows_who_said_it() -> None:
    found = story("<blockquote><p>Stay at home.</p><cite>The mayor</cite></blockquote>")
    assert Quotation(("Stay at home.",), "The mayor") in found.blocks


def test_unclosed_quotation_does_not_swallow_the_article() -> None:
    rest = "".join(f"<p>{LONG} Number {n}.</p>" for n in range(12))
    found = article(f"<article><h1>The storm</h1><blockquote>{rest}</article>")
    assert sum(isinstance(block, Paragraph) for block in found.blocks) == 12


def test_pull_quote_is_left_out_as_repeated() -> None:
    found = story('<aside class="pull-quote">the first trees lay across the coast road</aside>')
    assert reasons(found)["the first trees lay across the coast road"] is Reason.DUPLICATE


@pytest.mark.parametrize(
    ("element", "medium"),
    [
        ('<iframe src="https://www.youtube.com/embed/x"></iframe>', Medium.VIDEO),
        ('<video src="a.mp4"></video>', Medium.VIDEO),
        ('<audio><source src="a.mp3"></audio>', Medium.AUDIO),
        ('<iframe src="https://www.google.com/maps/embed"></iframe>', Medium.MAP),
        ('<iframe src="https://datawrapper.dwcdn.net/x/1"></iframe>', Medium.CHART),
        ('<iframe src="https://somewhere.example/thing"></iframe>', Medium.OTHER),
        ('<blockquote class="twitter-tweet"><p>Stay in!</p></blockquote>', Medium.POST),
    ],
)
def test_embedded_thing_is_kept_as_what_it_is(element: str, medium: Medium) -> None:
    found = story(element)
    assert [block.medium for block in found.blocks if isinstance(block, Embed)] == [medium]


def test_counting_frame_is_no_embed() -> None:
    found = story('<iframe src="https://count.example/" width="0" height="0"></iframe>')
    assert not any(isinstance(block, Embed) for block in found.blocks)


def test_formula_is_read_by_its_alternative_text() -> None:
    found = story(
        '<p>The height is <math alttext="h = a sin t"><mi>h</mi></math> at noon, roughly.</p>'
    )
    assert found.blocks[1] == Paragraph("The height is h = a sin t at noon, roughly.")


def test_name_that_holds_the_article_is_no_furniture() -> None:
    found = article(
        f'<div class="paywall social"><h1>The storm</h1><p>{LONG}</p><p>{OTHER}</p></div>'
    )
    assert len(found.blocks) == 2


@pytest.mark.parametrize(
    ("furniture", "reason"),
    [
        ("<nav><a href='/'>Home page</a></nav>", Reason.NAVIGATION),
        ("<div class='cookie-banner'>We use cookies.</div>", Reason.CONSENT),
        ("<div class='shareBar'>Share this</div>", Reason.SHARING),
        ("<div id='newsletter'>Our letter</div>", Reason.NEWSLETTER),
        ("<div class='related-posts'><a href='/x'>More</a></div>", Reason.RELATED),
        ("<div class='ad-slot'>Buy this</div>", Reason.ADVERTISING),
        ("<div class='comments'>First!</div>", Reason.COMMENTS),
        ("<div class='author-bio'>She lives here.</div>", Reason.AUTHOR_BOX),
        ("<button>Press me</button>", Reason.CONTROL),
        ("<p hidden>Not shown</p>", Reason.HIDDEN),
        ("<p style='display: none'>Not shown</p>", Reason.HIDDEN),
        ("<footer>Imprint</footer>", Reason.SITE),
    ],
)
def test_furniture_in_the_article_is_left_out_with_its_reason(
    furniture: str, reason: Reason
) -> None:
    found = story(furniture)
    assert [omission.reason for omission in found.omissions] == [reason]
    assert [str(block) for block in found.blocks] == [LONG, OTHER]


def test_class_for_one_screen_hides_nothing() -> None:
    found = story(
        '<div class="lg:hidden print:hidden"><p>Everybody should hear this sentence, too.</p></div>'
    )
    assert Paragraph("Everybody should hear this sentence, too.") in found.blocks


def test_offer_to_subscribe_is_left_out() -> None:
    found = story("<div><h3>Already a subscriber?</h3><p>Sign in to continue.</p></div>")
    assert [omission.reason for omission in found.omissions] == [Reason.NEWSLETTER]


def test_teaser_of_another_article_is_left_out() -> None:
    found = story(
        '<div class="x9"><a href="/other"><h3>A different story</h3></a>'
        "<p>It tells of something else, in a few words that make curious.</p></div>"
    )
    assert [omission.reason for omission in found.omissions] == [Reason.RELATED]


def test_script_and_style_are_no_text_of_the_page() -> None:
    found = story(
        "<script>var a = 'b';</script><style>p { color: red }</style><template>x</template>"
    )
    assert found.omissions == ()


def test_picture_outside_the_text_but_after_the_headline_is_kept() -> None:
    found = article(
        "<main><h1>The storm</h1><figure><img src='a.jpg' alt='Waves'></figure>"
        f"<div><p>{LONG}</p><p>{OTHER}</p></div></main>"
    )
    assert found.blocks[0] == Figure("Waves", picture="a.jpg")
