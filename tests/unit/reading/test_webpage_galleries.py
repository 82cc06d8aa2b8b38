"""Galleries and slideshows: each picture once, with its texts; what only leads on is left out."""

from __future__ import annotations

import pytest

from narrator.article import Article, Figure, ItemList, Paragraph, Reason
from narrator.reading.webpage import read_page

LONG = (
    "The wind turned to the north at four in the morning, and the harbour office closed the basin."
)
NAMES = ("Ada", "Bea", "Cyd")
FIGURES = {
    name: f'<figure><img src="{name}.jpg" alt="A boat named {name} on the water">'
    f"<figcaption>The boat {name} leaves"
    f' <span class="credit">Photo: Jo {name}/AP</span></figcaption></figure>'
    for name in NAMES
}
READ = [
    Figure(f"A boat named {name} on the water", f"The boat {name} leaves", f"Photo: Jo {name}/AP",
           f"{name}.jpg")
    for name in NAMES
]  # fmt: skip


def story(inner: str) -> Article:
    return read_page(
        f'<html lang="en"><body><article><h1>The storm</h1><p>{LONG}</p>{inner}<p>{LONG} Again.'
        "</p></article></body></html>"
    )


def slides(pattern: str, *order: tuple[str, str]) -> str:
    return "".join(pattern.format(FIGURES[name], more=more) for name, more in order)


def left_out(found: Article, *reasons: Reason) -> list[str]:
    return [one.excerpt for one in found.omissions if one.reason in reasons]


@pytest.mark.parametrize(
    "gallery",
    [
        f'<div class="gallery">{"".join(FIGURES.values())}</div>',
        f'<ul class="gallery">{"".join(f"<li>{one}</li>" for one in FIGURES.values())}</ul>',
        f'<figure class="wp-block-gallery">{"".join(FIGURES.values())}</figure>',
        f'<div class="carousel">{slides("<p>{}</p>", *((n, "") for n in NAMES))}</div>',
        '<div class="swiper"><div class="swiper-wrapper">'
        + slides(
            '<div class="swiper-slide {more}">{}</div>',
            ("Cyd", "swiper-slide-duplicate"),
            ("Ada", "swiper-slide-active"),
            ("Bea", "swiper-slide-next swiper-slide-duplicate-next"),
            ("Cyd", "swiper-slide-duplicate-prev"),
            ("Ada", "swiper-slide-duplicate"),
        )
        + "</div></div>",
        '<div class="slick-slider"><div class="slick-track">'
        + slides(
            '<div class="slick-slide {more}>{}</div>',
            ("Cyd", 'slick-cloned" aria-hidden="true"'),
            ("Ada", 'slick-current" aria-hidden="false"'),
            ("Bea", '" aria-hidden="true"'),
            ("Cyd", '" aria-hidden="true"'),
            ("Ada", 'slick-cloned" aria-hidden="true"'),
        )
        + "</div></div>",
        '<div class="flickity-slider">'
        + slides(
            '<div class="carousel-cell" aria-hidden="{more}">{}</div>',
            ("Ada", "false"),
            ("Bea", "true"),
            ("Cyd", "true"),
        )
        + "</div>",
        '<div class="slideshow">'
        + slides(
            '<div class="mySlides" {more}>{}</div>',
            ("Ada", ""),
            ("Bea", 'style="display:none"'),
            ("Cyd", 'style="display: none"'),
        )
        + "</div>",
    ],
    ids=["div", "list", "WordPress", "carousel", "Swiper", "Slick", "Flickity", "by hand"],
)
def test_each_picture_is_read_once_with_its_texts(gallery: str) -> None:
    found = story(gallery)
    assert list(found.blocks[1:-1]) == READ
    assert not left_out(found, Reason.HIDDEN)


def test_copies_are_omissions() -> None:
    found = story(
        '<div class="slides">'
        + slides('<div class="{more}">{}</div>', ("Ada", "slide"), ("Ada", "slide slick-cloned"))
        + "</div>"
    )
    assert list(found.blocks[1:-1]) == READ[:1]
    assert left_out(found, Reason.DUPLICATE) == ["The boat Ada leaves Photo: Jo Ada/AP"]


def test_copy_that_stands_alone_is_read() -> None:
    found = story(slides('<div><div class="slick-cloned">{}</div></div>', ("Ada", "")))
    assert list(found.blocks[1:-1]) == READ[:1]


def test_list_of_captioned_pictures_is_no_list() -> None:
    items = "".join(
        f'<li><img src="{name}.jpg" alt="A boat"><p class="caption">The boat {name} leaves</p></li>'
        for name in NAMES
    )
    found = story(f'<ul class="slides">{items}</ul>')
    assert [str(block).splitlines()[1] for block in found.blocks[1:-1]] == [
        f"[caption: The boat {name} leaves]" for name in NAMES
    ]


def test_list_with_a_picture_in_each_item_is_a_list() -> None:
    items = "".join(
        f'<li><img src="{name}.jpg" alt="A boat"> The boat {name} is for sale.</li>'
        for name in NAMES
    )
    found = story(f"<ul>{items}</ul>")
    assert any(isinstance(block, ItemList) and len(block.items) == 3 for block in found.blocks)


@pytest.mark.parametrize("counter", ["1 / 3", "1/3", "2 of 3", "Bild 2 von 12"])
@pytest.mark.parametrize("tag", ["span", "div", "p"])
def test_counters_are_omissions(counter: str, tag: str) -> None:
    found = story(
        f'<div class="gallery">{FIGURES["Ada"]}<{tag} class="num">{counter}</{tag}>'
        f"{FIGURES['Bea']}</div>"
    )
    assert list(found.blocks[1:-1]) == READ[:2]
    assert counter in [one.excerpt for one in found.omissions]


def test_counter_in_a_caption_is_no_word_of_it() -> None:
    figure = FIGURES["Ada"].replace("<figcaption>", '<figcaption><span class="n">1 / 3</span> ')
    found = story(f'<div class="gallery">{figure}</div>')
    assert list(found.blocks[1:-1]) == READ[:1]
    assert "1 / 3" in [one.excerpt for one in found.omissions]


@pytest.mark.parametrize(
    "controls",
    [
        '<ol class="flickity-page-dots"><li>Page dot 1</li><li>Page dot 2</li></ol>',
        '<ul class="slick-dots"><li>Slide 1</li><li>Slide 2</li></ul>',
        '<ol class="carousel-indicators"><li>One</li><li>Two</li></ol>',
        '<a class="carousel-control-next" href="#c">Next</a>',
        '<div class="swiper-button-next">Next</div>',
        '<p class="slideshow-counter">Three pictures to see in all of it</p>',
    ],
)
def test_what_only_leads_on_is_an_omission(controls: str) -> None:
    found = story(f'<div class="gallery">{"".join(FIGURES.values())}{controls}</div>')
    assert list(found.blocks[1:-1]) == READ
    assert left_out(found, Reason.CONTROL)


def strip(*names: str) -> str:
    items = (
        f'<li><a href="#{n}"><img src="{n}-small.jpg" alt="A boat named {n} on the water"></a></li>'
        for n in names
    )
    return f'<ul class="thumbs">{"".join(items)}</ul>'


def test_strip_of_small_pictures_is_read_only_where_it_shows_more() -> None:
    assert list(story("".join(FIGURES.values()) + strip(*NAMES)).blocks[1:-1]) == READ
    assert len(story(FIGURES["Ada"] + strip(*NAMES)).blocks) > 3


def test_hidden_text_is_no_slide() -> None:
    found = story(
        f'<div class="slide">{FIGURES["Ada"]}</div>'
        '<div class="slide" aria-hidden="true">Words that nobody sees on this page.</div>'
    )
    assert all("nobody sees" not in str(block) for block in found.blocks)
    assert left_out(found, Reason.HIDDEN) == ["Words that nobody sees on this page."]
    assert isinstance(found.blocks[-1], Paragraph)
