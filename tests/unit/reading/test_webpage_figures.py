from __future__ import annotations

import pytest

from narrator.article import Figure, Reason
from narrator.reading.webpage import crediting, read_page

LONG = (
    "The wind turned to the north at four in the morning, and the harbour office closed the basin."
)


def pictures(html: str) -> list[Figure]:
    found = read_page(
        f"<article><h1>The storm</h1><p>{LONG}</p>{html}<p>{LONG} Again.</p></article>"
    )
    return [block for block in found.blocks if isinstance(block, Figure)]


@pytest.mark.parametrize(
    ("text", "caption", "credit"),
    [
        ("Waves at dawn. Photo: Jo Doe/AP", "Waves at dawn.", "Photo: Jo Doe/AP"),
        ("Waves at dawn (Foto: dpa)", "Waves at dawn", "(Foto: dpa)"),
        ("Waves at dawn. © Harbour Museum", "Waves at dawn.", "© Harbour Museum"),
        ("Waves at dawn. (c) Jo Doe", "Waves at dawn.", "(c) Jo Doe"),
        ("Waves at dawn. Jo Doe/Reuters", "Waves at dawn.", "Jo Doe/Reuters"),
        (
            "Waves at dawn. David M. Lind/Getty Images",
            "Waves at dawn.",
            "David M. Lind/Getty Images",
        ),
        ("Des vagues. Crédit photo : AFP", "Des vagues.", "Crédit photo : AFP"),
        ("Waves at dawn.", "Waves at dawn.", ""),
        ("Waves at dawn.(Ola Brandt/Meridian)", "Waves at dawn.", "(Ola Brandt/Meridian)"),
        ("The council (CDU/SPD)", "The council (CDU/SPD)", ""),
        ("Waves at dawn. Image Credits: Meridian", "Waves at dawn.", "Image Credits: Meridian"),
        ("Photo: Jo Doe", "", "Photo: Jo Doe"),
        ("The photo shows the mole.", "The photo shows the mole.", ""),
        ("Reporters waited for hours on the mole.", "Reporters waited for hours on the mole.", ""),
    ],
)
def test_credit_is_cut_from_the_end_of_a_caption(text: str, caption: str, credit: str) -> None:
    assert crediting.cut(text) == (caption, credit)


@pytest.mark.parametrize(
    "html",
    [
        '<figure><img src="a.jpg" alt="Waves"><figcaption>At dawn. <small>Jo Doe</small>'
        "</figcaption></figure>",
        '<figure><img src="a.jpg" alt="Waves"><figcaption>At dawn.</figcaption>'
        '<p class="credit">Jo Doe</p></figure>',
        '<div class="image"><img src="a.jpg" alt="Waves"><span class="caption">At dawn.</span>'
        '<span class="photo-credit">Jo Doe</span></div>',
        '<div class="wp-caption"><img src="a.jpg" alt="Waves"><p class="wp-caption-text">At dawn. '
        "<cite>Jo Doe</cite></p></div>",
        '<div><img src="a.jpg" alt="Waves"><div class="x9">At dawn. <span class="copyright">Jo Doe'
        "</span></div></div>",
        '<img src="a.jpg" alt="Waves"><p class="image-caption">At dawn. '
        '<span class="credit">Jo Doe</span></p>',
    ],
)
def test_caption_and_credit_are_found_in_the_shapes_of_real_pages(html: str) -> None:
    assert pictures(html) == [Figure("Waves", "At dawn.", "Jo Doe", "a.jpg")]


def test_label_and_name_of_a_credit_in_two_elements_belong_together() -> None:
    found = pictures(
        '<figure><img src="a.jpg"><figcaption><span>Foto: </span><a href="/jo">Jo Doe</a> '
        "<span>At dawn.</span></figcaption></figure>"
    )
    assert found == [Figure("", "At dawn.", "Foto: Jo Doe", "a.jpg")]


def test_gallery_is_one_figure_for_each_picture() -> None:
    html = "".join(
        f'<li><figure><img src="{n}.jpg" alt="Wave {n}"><figcaption>Number {n}.</figcaption>'
        "</figure></li>"
        for n in range(3)
    )
    assert [figure.caption for figure in pictures(f"<ul>{html}</ul>")] == [
        "Number 0.",
        "Number 1.",
        "Number 2.",
    ]


def test_gallery_in_one_figure_keeps_every_alternative_text() -> None:
    html = "".join(f'<img src="{n}.jpg" alt="Wave {n}">' for n in range(3))
    assert [figure.alt for figure in pictures(f"<figure>{html}</figure>")] == [
        "Wave 0",
        "Wave 1",
        "Wave 2",
    ]


def test_same_picture_for_two_screens_is_one_figure() -> None:
    html = '<img src="small.jpg" alt="Waves"><img src="large.jpg" alt="Waves">'
    assert pictures(f"<figure>{html}</figure>") == [Figure("Waves", picture="small.jpg")]


@pytest.mark.parametrize(
    "image",
    [
        '<img src="data:image/gif;base64,R0" data-src="a.jpg" alt="Waves">',
        '<img srcset="a.jpg 300w, b.jpg 600w" alt="Waves">',
        '<img data-lazy-src="a.jpg" alt="Waves">',
    ],
)
def test_address_of_a_lazy_picture_is_found(image: str) -> None:
    assert pictures(image) == [Figure("Waves", picture="a.jpg")]


@pytest.mark.parametrize("alt", ["DSC_0042.JPG", "image", "Foto", "20260305_1200", "undefined"])
def test_alternative_text_that_says_nothing_is_left_out(alt: str) -> None:
    found = read_page(f'<p>{LONG}</p><img src="a.jpg" alt="{alt}"><p>{LONG} Again.</p>')
    assert [(one.reason, one.excerpt) for one in found.omissions] == [(Reason.DECORATIVE, alt)]


def test_icon_is_no_figure() -> None:
    assert pictures('<img src="i.png" width="16" height="16" alt="mail">') == []


def test_picture_inside_a_paragraph_follows_it() -> None:
    found = read_page(
        f'<article><p>{LONG}<img src="a.jpg" alt="Waves"></p><p>{LONG} Again.</p></article>'
    )
    assert [type(block).__name__ for block in found.blocks] == ["Paragraph", "Figure", "Paragraph"]


def test_caption_that_names_a_day_stays_a_caption() -> None:
    html = (
        '<figure><img src="a.jpg" alt="Waves"><figcaption>Waves over the mole on 5 March 2026'
        "</figcaption></figure>"
    )
    assert [one.caption for one in pictures(html)] == ["Waves over the mole on 5 March 2026"]


def test_date_and_button_beside_a_picture_are_no_caption() -> None:
    html = (
        '<figure><img src="a.jpg" alt="Waves"><span class="btn-more"><a href="#d">Show text</a>'
        "</span><figcaption>Published 5 March 2026</figcaption></figure>"
    )
    assert [one.caption for one in pictures(html)] == [""]


def test_link_laid_over_a_picture_in_a_figure_makes_no_teaser_of_it() -> None:
    html = (
        '<figure><div><a href="/large"></a><img src="a.jpg" alt="Waves">'
        "<p>The mole at dawn, an hour before it closed.</p></div>"
        '<div class="bildunterschrift">At dawn.</div></figure>'
    )
    assert "At dawn." in pictures(html)[0].caption


def test_subline_behind_no_picture_is_the_standfirst() -> None:
    found = read_page(
        f'<article><h1>The storm</h1><p class="subline">The harbour stays closed for a week.</p>'
        f"<p>{LONG}</p><p>{LONG} Again.</p></article>"
    )
    assert found.standfirst == ("The harbour stays closed for a week.",)


def test_heading_that_a_table_of_contents_leads_to_is_kept() -> None:
    found = read_page(
        f'<article><h1>The storm</h1><p>{LONG}</p><h2 id="toc-0">At dawn</h2>'
        f"<p>{LONG} Again.</p></article>"
    )
    assert any(str(block) == "## At dawn" for block in found.blocks)


def test_parts_of_a_credit_are_joined_over_the_stroke_between_them() -> None:
    html = (
        '<figure><img src="a.jpg" alt="Waves"><figcaption>At dawn. <span class="credit">Photo by '
        "Jo Doe</span> /<b>Meridian</b></figcaption></figure>"
    )
    assert pictures(html) == [Figure("Waves", "At dawn.", "Photo by Jo Doe / Meridian", "a.jpg")]


@pytest.mark.parametrize(
    ("alt", "caption", "expected"),
    [
        ("Waves (Jo Doe/Reuters)", "", Figure("Waves", "", "(Jo Doe/Reuters)", "a.jpg")),
        (
            "Waves. Photo: Jo Doe",
            "At dawn. Photo: Jo Doe",
            Figure("Waves.", "At dawn.", "Photo: Jo Doe", "a.jpg"),
        ),
        (
            "Waves. Photo: Ada Quill",
            "At dawn. Photo: Jo Doe",
            Figure("Waves. Photo: Ada Quill", "At dawn.", "Photo: Jo Doe", "a.jpg"),
        ),
        ("The Associated Press", "", Figure("The Associated Press", picture="a.jpg")),
    ],
)
def test_credit_in_an_alternative_text_is_the_credit(
    alt: str, caption: str, expected: Figure
) -> None:
    html = f'<figure><img src="a.jpg" alt="{alt}"><figcaption>{caption}</figcaption></figure>'
    assert pictures(html) == [expected]


@pytest.mark.parametrize(
    "source", ["EPA", "Getty Images", "Tidewater"], ids=["agency", "two words", "by the alt"]
)
def test_source_beside_a_picture_is_its_credit_and_no_part_of_its_texts(source: str) -> None:
    html = (
        f'<figure><div><img src="a.jpg" alt="{source} Waves on the mole"><span class="x1">{source}'
        "</span></div><figcaption>The mole at dawn</figcaption></figure>"
    )
    assert pictures(html) == [Figure("Waves on the mole", "The mole at dawn", source, "a.jpg")]


def test_words_beside_a_picture_that_are_no_source_stay_in_its_caption() -> None:
    html = (
        '<figure><img src="a.jpg" alt="Waves"><span class="x1">The mole</span><figcaption>at dawn'
        "</figcaption></figure>"
    )
    assert pictures(html) == [Figure("Waves", "The mole at dawn", "", "a.jpg")]


def test_sign_between_caption_and_credit_is_none_of_them() -> None:
    html = (
        '<figure><img src="a.jpg" alt="Waves"><figcaption>At dawn. &mdash; <small>Jo Doe</small>'
        "</figcaption></figure>"
    )
    assert pictures(html) == [Figure("Waves", "At dawn.", "Jo Doe", "a.jpg")]
