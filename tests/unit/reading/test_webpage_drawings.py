"""Drawings are pictures by the name that their author gives them; signs and letters are none."""

from __future__ import annotations

import time

import pytest

from narrator.article import Article, Embed, Figure, Medium, Paragraph, Reason
from narrator.reading.webpage import read_page

LONG = (
    "The wind turned to the north at four in the morning, and the harbour office closed the basin."
)
RAIN = "Rain in the harbour from March to June: most fell in April."
BARS = "<g><rect/><text>March</text><text>April</text></g><g><text>0 mm</text></g>"


def page(html: str) -> Article:
    return read_page(
        f"<article><h1>The storm</h1><p>{LONG}</p>{html}<p>{LONG} Again.</p></article>"
    )


def pictures(html: str) -> list[Figure]:
    return [block for block in page(html).blocks if isinstance(block, Figure)]


def embeds(html: str) -> list[Embed]:
    return [block for block in page(html).blocks if isinstance(block, Embed)]


def left_out(html: str) -> list[tuple[Reason, str]]:
    return [(one.reason, one.excerpt) for one in page(html).omissions]


@pytest.mark.parametrize(
    "html",
    [
        f'<svg role="img" aria-label="{RAIN}"><path/></svg>',
        f"<svg><title>{RAIN}</title><path/></svg>",
        f"<svg><desc>Created with Chartmaker.</desc><title>{RAIN}</title></svg>",
        f'<svg role="img" aria-labelledby="t"><g><desc id="t">{RAIN}</desc></g></svg>',
        f'<canvas role="img" aria-label="{RAIN}"></canvas>',
        f"<canvas><p>{RAIN}</p></canvas>",
        f'<div role="img" aria-label="{RAIN}"><i></i><i></i></div>',
        f'<div role="img" aria-label="{RAIN}"><img src="rain.png"></div>',
        f'<img src="rain.png" aria-label="{RAIN}">',
        f'<figure><a href="big"><svg width="600"><title>{RAIN}</title></svg></a></figure>',
    ],
)
def test_name_of_a_drawing_is_its_alternative_text(html: str) -> None:
    assert [one.alt for one in pictures(html)] == [RAIN]


def test_title_and_description_are_both_told() -> None:
    html = f"<svg><title>Rain in spring</title><desc>{RAIN}</desc></svg>"
    assert [one.alt for one in pictures(html)] == [f"Rain in spring. {RAIN}"]


def test_drawing_in_a_figure_has_its_caption() -> None:
    html = (
        f'<figure><svg role="img" aria-label="Rain">{BARS}</svg>'
        "<figcaption>The rain of spring. Source: Weather office</figcaption></figure>"
    )
    assert pictures(html) == [Figure("Rain", "The rain of spring.", "Source: Weather office")]


def test_letters_in_a_drawing_are_left_out_by_name() -> None:
    html = f'<svg role="img" aria-label="{RAIN}">{BARS}</svg>'
    assert (Reason.DRAWN, "March April 0 mm") in left_out(html)
    assert not any("March" in str(b) for b in page(html).blocks if isinstance(b, Paragraph))


def test_chart_without_a_name_is_one_line() -> None:
    html = f'<svg viewBox="0 0 600 400">{BARS}</svg>'
    assert embeds(html) == [Embed(Medium.CHART)]
    assert (Reason.DRAWN, "March April 0 mm") in left_out(html)


def test_chart_is_called_by_the_title_that_it_shows() -> None:
    html = f'<svg><text class="chart-title">The rain of spring</text>{BARS}</svg>'
    assert [one.alt for one in pictures(html)] == ["The rain of spring"]


def test_canvas_called_a_chart_is_one_line_and_another_canvas_is_nothing() -> None:
    assert embeds('<canvas id="rainChart" width="600" height="300"></canvas>') == [
        Embed(Medium.CHART)
    ]
    assert not embeds('<canvas id="confetti" width="600" height="300"></canvas>')


def test_table_for_those_who_cannot_see_a_canvas_is_left_out_by_name() -> None:
    rows = "".join(f"<tr><td>Day {n}</td><td>{n} mm of rain</td></tr>" for n in range(40))
    html = f"<canvas><table>{rows}</table></canvas>"
    assert embeds(html) == [Embed(Medium.CHART)]
    assert any(reason is Reason.DRAWN and "Day 39" in text for reason, text in left_out(html))


@pytest.mark.parametrize(
    "html",
    [
        '<svg aria-hidden="true"><title>A harbour with many boats</title></svg>',
        '<svg role="presentation"><title>A harbour with many boats</title></svg>',
        '<svg width="24" height="24"><title>Leads to another page</title></svg>',
        '<svg height="1em"><title>Leads to another page</title></svg>',
        '<svg viewBox="0 0 24 24"><title>Leads to another page</title></svg>',
        '<svg role="img" aria-label="Facebook"></svg>',
        "<svg><symbol><title>A harbour with many boats</title></symbol></svg>",
        "<svg><title>Created with Chartmaker 4.2</title></svg>",
        '<p><a href="/x"><svg><title>Open the page in a new tab</title></svg> More</a></p>',
        "<button><svg><title>Open the page in a new tab</title></svg></button>",
        '<svg role="img" width="600"><title>Loading...</title><rect/></svg>',
        "<canvas>Your browser does not support the canvas element.</canvas>",
    ],
)
def test_sign_is_no_picture(html: str) -> None:
    assert not pictures(html)
    assert not embeds(html)


def test_sign_in_a_line_does_not_break_it() -> None:
    html = (
        "<p>The mole <svg><title>anchor</title><text>A</text></svg> was built "
        '<span role="img" aria-label="waves">🌊</span> in a single year by sixty people.</p>'
    )
    texts = [block.text for block in page(html).blocks if isinstance(block, Paragraph)]
    assert texts[1] == "The mole was built 🌊 in a single year by sixty people."
    assert (Reason.DRAWN, "A") in left_out(html)
    assert (Reason.DECORATIVE, "anchor") in left_out(html)


def test_rating_in_signs_is_told_by_its_name() -> None:
    html = '<p><span role="img" aria-label="Rating: 4 out of 5 stars">★★★★☆</span></p>'
    assert [one.alt for one in pictures(html)] == ["Rating: 4 out of 5 stars"]


def test_text_that_is_called_a_picture_by_mistake_stays() -> None:
    html = f'<div role="img" aria-label="Story"><p>{LONG} Two.</p>{LONG} Three. {LONG}</div>'
    texts = [block.text for block in page(html).blocks if isinstance(block, Paragraph)]
    assert f"{LONG} Two." in texts


def test_label_of_a_picture_not_yet_loaded_is_no_name() -> None:
    assert [one.alt for one in pictures('<img src="grey.png" aria-label="image unavailable">')] == [
        ""
    ]


@pytest.mark.parametrize(
    "html",
    [
        '<div role="img" aria-label="A harbour with boats">' * 3_000,
        '<svg aria-labelledby="a b c"><text>x</text></svg>' * 3_000 + f'<p id="a">{LONG * 300}</p>',
        "<svg><g><text>1</text></g>" * 3_000,
    ],
)
def test_crowd_of_drawings_takes_no_time(html: str) -> None:
    before = time.process_time()
    page(html)
    assert time.process_time() - before < 5.0
