"""Tables with wide cells, folds, shadow roots, large first letters: each is read as it is meant."""

from __future__ import annotations

import time

import pytest

from narrator.article import Article, Credit, Heading, Note, Paragraph, Table
from narrator.reading.webpage import read_page, shadows

LONG = (
    "The wind turned to the north at four in the morning, and the harbour office closed the basin."
)


def page(html: str) -> Article:
    return read_page(
        f"<article><h1>The storm</h1><p>{LONG}</p>{html}<p>{LONG} Again.</p></article>"
    )


def table(rows: str) -> Table:
    (found,) = [
        block for block in page(f"<table>{rows}</table>").blocks if isinstance(block, Table)
    ]
    return found


def paragraphs(html: str) -> list[str]:
    return [block.text for block in page(html).blocks if isinstance(block, Paragraph)][1:-1]


def test_cell_over_several_rows_is_said_in_each() -> None:
    rows = "<tr><th>Day</th><th>Boats</th></tr><tr><td rowspan=2>Monday</td><td>4</td></tr>"
    assert table(f"{rows}<tr><td>5</td></tr>").rows == (("Monday", "4"), ("Monday", "5"))


def test_cell_over_several_columns_keeps_the_others_in_theirs() -> None:
    rows = "<tr><th>Day</th><th>In</th><th>Out</th><th>Left</th></tr>"
    found = table(f"{rows}<tr><td>Monday</td><td colspan=2>none</td><td>3</td></tr>")
    assert found.rows == (("Monday", "none", "", "3"),)


def test_two_rows_of_names_are_one_header() -> None:
    rows = (
        "<thead><tr><th rowspan=2>Day</th><th colspan=2>Boats</th></tr><tr><th>in</th><th>out</th>"
        "</tr></thead><tr><td>Monday</td><td>4</td><td>5</td></tr>"
    )
    assert table(rows).header == ("Day", "Boats in", "Boats out")


def test_row_of_one_wide_cell_is_one_cell() -> None:
    rows = "<tr><th>Day</th><th>Boats</th></tr><tr><td>Monday</td><td>4</td></tr>"
    assert table(f"{rows}<tr><td colspan=2>Closed on Sunday</td></tr>").rows[1] == (
        "Closed on Sunday",
    )


@pytest.mark.parametrize("span", ["0", "-1", "many", "", "²", "99999999999999999999"])
def test_span_that_is_no_number_of_cells_does_no_harm(span: str) -> None:
    rows = f"<tr><th>Day</th><th>Boats</th></tr><tr><td colspan='{span}'>Monday</td><td>4</td></tr>"
    assert [cell for cell in table(rows).rows[0] if cell] == ["Monday", "4"]


def test_crowd_of_wide_cells_takes_no_time() -> None:
    cells = "<td colspan=1000 rowspan=65534>1</td>" * 200
    before = time.process_time()
    table("<tr><th>a</th><th>b</th></tr>" + f"<tr>{cells}</tr>" * 20)
    assert time.process_time() - before < 5.0


def test_summary_of_a_fold_heads_what_is_in_it() -> None:
    told = "<p>The town pays for all that the storm has done.</p>"
    fold = f"<details><summary>{{}}</summary>{told}</details>"
    found = page(f"<h2>Questions</h2>{fold.format('Who pays?')}{fold.format('And when?')}")
    headings = [block for block in found.blocks if isinstance(block, Heading)]
    assert headings == [Heading("Questions", 2), Heading("Who pays?", 3), Heading("And when?", 3)]


def test_heading_in_a_summary_keeps_its_level() -> None:
    found = page(f"<details><summary><h4>Who pays?</h4></summary><p>{LONG} Fold.</p></details>")
    assert Heading("Who pays?", 4) in found.blocks


def test_declared_shadow_root_is_read_and_another_template_is_not() -> None:
    html = (
        f'<my-box><template shadowrootmode="open"><template><p>{LONG} Never.</p></template>'
        f"<p>{LONG} Shadow.</p></template><p>{LONG} Light.</p></my-box>"
    )
    assert paragraphs(html) == [f"{LONG} Shadow.", f"{LONG} Light."]


def test_page_without_shadow_roots_stays_as_it_is() -> None:
    text = "<template><p>Words</p></template><!-- shadowrootmode --><script>'<template>'</script>"
    assert shadows.opened(text) == text


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<div class='dropcap'>B</div><p>oats lay on the quay like fish.</p>",
         "Boats lay on the quay like fish."),
        ("<div>A</div><p> boat lay on the quay like a fish.</p>",
         "A boat lay on the quay like a fish."),
        ("<p><span aria-hidden='true'>T</span><span class='sr-only'>The</span>"
         "<span aria-hidden='true'>he</span> boats lay on the quay.</p>",
         "The boats lay on the quay."),
        ("<p><span class='cap'>B</span>oats lay on the quay.</p>", "Boats lay on the quay."),
    ],
)  # fmt: skip
def test_large_first_letter_is_part_of_its_word(html: str, expected: str) -> None:
    assert paragraphs(html) == [expected]


def test_words_for_screen_readers_alone_stay_out_of_a_line() -> None:
    html = "<p>The <b class='sr-only'>old</b> mole <b aria-hidden='true'>x</b> is gone.</p>"
    assert paragraphs(html) == ["The mole is gone."]


def test_raised_mark_in_a_link_does_not_cut_its_sentence() -> None:
    html = (
        '<p>The mole is gone<span class="easy-footnote"><a href="#n1"><sup>1</sup></a></span>, and '
        'so is the light.</p><div class="footnotes"><ol><li id="n1">By the office.</li></ol></div>'
    )
    assert paragraphs(html) == ["The mole is gone, and so is the light."]
    assert Note("By the office.", "1") in page(html).blocks


def test_parts_of_accelerated_pages_that_are_no_text_are_left_out() -> None:
    html = (
        "<amp-ad><div>Ropes</div></amp-ad><amp-list><div fallback>Failed</div></amp-list>"
        "<amp-accordion><section><h4>Who pays?</h4><p>The town pays for all of it.</p></section>"
        "</amp-accordion>"
    )
    assert paragraphs(html) == ["The town pays for all of it."]


CARD = '<div><a href="{}"><div><h2>The flood that nobody counted</h2></div></a></div>'


@pytest.mark.parametrize(
    ("address", "is_card"),
    [
        ("https://www.post.com/flood", True),
        ("https://post.co.uk/flood", True),
        ("/flood", True),
        ("https://other.co.uk/flood", False),
    ],
)
def test_heading_that_leads_to_the_same_site_is_a_teaser(address: str, is_card: bool) -> None:
    html = f"<article><h1>Storm</h1><p>{LONG}</p>{CARD.format(address)}<p>{LONG} Two.</p></article>"
    found = read_page(html, "https://www.post.co.uk/storm")
    assert any(isinstance(block, Heading) for block in found.blocks) is not is_card


def test_list_of_links_that_are_announced_as_such_is_left_out() -> None:
    item = '<li>Read also: <a href="/{0}">The flood that nobody counted, part {0}</a></li>'
    found = page(f"<ul>{item.format(1)}{item.format(2)}</ul>")
    assert all(isinstance(block, Paragraph) for block in found.blocks)
    assert any("part 2" in one.excerpt for one in found.omissions)


def test_programme_in_which_a_subject_was_is_a_credit() -> None:
    line = "Über dieses Thema berichtete der Hafenfunk am 4. Mai 2026 um 17:50 Uhr."
    assert Credit(line) in page(f"<p>{line}</p>").blocks
