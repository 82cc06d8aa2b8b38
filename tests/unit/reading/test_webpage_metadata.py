from __future__ import annotations

import json
import re

import pytest

from narrator.article import Article, Paragraph, PublicationDate
from narrator.reading.webpage import byline, dates, labels, read_page

LONG = (
    "The wind turned to the north at four in the morning, and the harbour office closed the basin."
)


def page(body: str = "", head: str = "", lang: str = "en-GB") -> Article:
    text = f"{body}<p>{LONG}</p><p>{LONG} Again.</p>"
    return read_page(
        f'<html lang="{lang}"><head>{head}</head><body><main>{text}</main></body></html>'
    )


def linked(**claims: object) -> str:
    data = {"@context": "https://schema.org", "@type": "NewsArticle", **claims}
    return f'<script type="application/ld+json">{json.dumps(data)}</script>'


def test_visible_headline_wins_over_the_claimed_one() -> None:
    found = page(
        "<h1>Storm closes the harbour</h1>", linked(headline="Storm closes the old harbour")
    )
    assert found.metadata.headline == "Storm closes the harbour"


def test_claimed_headline_serves_where_none_is_visible() -> None:
    assert page("", linked(headline="Storm &amp; flood")).metadata.headline == "Storm & flood"


def test_title_element_loses_the_name_of_the_site() -> None:
    assert page("", "<title>Storm at sea | The Post</title>").metadata.headline == "Storm at sea"


def test_name_of_the_site_in_the_only_h1_is_no_headline() -> None:
    found = page(
        "<h1>The Post</h1><h2>Storm closes the harbour</h2>",
        linked(headline="Storm closes the harbour"),
    )
    assert found.metadata.headline == "Storm closes the harbour"


def test_kicker_in_the_headline_is_the_section() -> None:
    found = page(
        "<h1><span>Harbour:</span><span>Storm closes the basin</span></h1>",
        linked(headline="Storm closes the basin"),
    )
    assert (found.metadata.section, found.metadata.headline) == (
        "Harbour",
        "Storm closes the basin",
    )


SAID_TWICE = {"headline": "Who closes the harbour, and why"}
OG = '<meta property="og:title" content="Who closes the harbour, and why | The Post">'


def test_what_two_claims_agree_on_wins_over_a_heading_that_no_claim_has() -> None:
    found = page("<h1>Nothing but wind and water</h1>", linked(**SAID_TWICE) + OG)
    assert found.metadata.headline == "Who closes the harbour, and why"
    assert found.standfirst == ("Nothing but wind and water",)


def test_one_claim_alone_does_not_win_over_the_heading() -> None:
    found = page("<h1>Nothing but wind and water</h1>", OG)
    assert found.metadata.headline == "Nothing but wind and water"


def test_kicker_that_every_claim_has_stays_with_the_headline() -> None:
    og = '<meta property="og:title" content="Harbour: Storm closes the basin - The Post">'
    site = '<meta property="og:site_name" content="The Post">'
    found = page("<h1>Storm closes the basin</h1>", f"{og}{site}<title>Harbour</title>")
    assert found.metadata.headline == "Harbour: Storm closes the basin"


def test_kicker_and_headline_without_a_sign_between_them_get_that_of_the_claim() -> None:
    found = page(
        "<h1><span>After the storm</span><span>Harbour opens again</span></h1>",
        linked(headline="After the storm: Harbour opens again"),
    )
    assert found.metadata.headline == "After the storm: Harbour opens again"


@pytest.mark.parametrize(
    "name", ["article-kicker", "eyebrow", "antetitulo", "Dachzeile", "surtitre"]
)
def test_kicker_above_the_headline_is_the_section(name: str) -> None:
    found = page(f'<div class="{name}">Harbour</div><h1>Storm closes the basin</h1>')
    assert (found.metadata.section, found.metadata.headline) == (
        "Harbour",
        "Storm closes the basin",
    )
    assert not [one for one in found.omissions if one.excerpt == "Harbour"]


def test_kicker_in_the_h1_is_told_by_its_name() -> None:
    found = page('<h1><span class="kicker">Harbour</span><span>Storm closes the basin</span></h1>')
    assert (found.metadata.section, found.metadata.headline) == (
        "Harbour",
        "Storm closes the basin",
    )


@pytest.mark.parametrize(
    "title",
    [
        "Storm closes the old harbour basin | News | The Post",
        "Storm closes the old harbour basin - The Post",
        "Storm closes the old harbour basin_News_The Post",
        "Storm closes the old harbour basin--News--The Post",
        "Storm closes the old harbour basin • The Post",
        "The Post: Storm closes the old harbour basin",
        "The Post | Storm closes the old harbour basin",
    ],
)
def test_title_element_without_what_hangs_on_it(title: str) -> None:
    head = f'<title>{title}</title><meta property="og:site_name" content="The Post">'
    if title.startswith("The Post:"):
        title = "The Post: Storm closes the old harbour basin"
        head += '<meta property="og:title" content="Storm closes the old harbour basin">'
    assert page("", head).metadata.headline == "Storm closes the old harbour basin"


def test_headline_with_a_dash_in_it_is_whole() -> None:
    headline = "The old harbour - a chronicle"
    assert page("", linked(headline=headline)).metadata.headline == headline


def test_headline_in_no_heading_is_found_by_its_words() -> None:
    found = page(
        '<div class="tit">Storm closes the old basin</div>',
        '<meta property="og:title" content="Storm closes the old basin">',
    )
    assert found.metadata.headline == "Storm closes the old basin"
    assert all("old basin" not in str(block) for block in found.blocks)
    assert not [one for one in found.omissions if "old basin" in one.excerpt]


def test_headline_in_a_box_called_banner_is_the_headline() -> None:
    found = page(
        '<div class="hero-banner"><h1>Storm closes the old basin</h1><p class="lead">All boats '
        "stay in the harbour until the wind turns.</p></div>",
        linked(headline="Storm closes the old basin"),
    )
    assert found.metadata.headline == "Storm closes the old basin"
    assert found.standfirst == ("All boats stay in the harbour until the wind turns.",)


def test_publication_as_author_gives_way_to_the_visible_byline() -> None:
    author = {"@type": "Organization", "name": "The Post"}
    claims = linked(headline="Storm", author=author, publisher={"name": "The Post"})
    assert page("<h1>Storm</h1>", claims).metadata.authors == ("The Post",)
    found = page('<h1>Storm</h1><p class="byline">By Ada Quill</p>', claims)
    assert found.metadata.authors == ("Ada Quill",)


def test_editor_is_no_author_where_the_page_names_one() -> None:
    found = page(
        '<h1>Storm</h1><div class="author">Ada Quill</div><div>Editor: Bo Reed</div>',
        linked(headline="Storm", author={"name": "Bo Reed"}),
    )
    assert found.metadata.authors == ("Ada Quill",)


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Von Ada Quill und Bo Reed", ("Ada Quill", "Bo Reed")),
        ("Par Ada Quill et Bo Reed", ("Ada Quill", "Bo Reed")),
        ("Door Ada Quill en Bo Reed", ("Ada Quill", "Bo Reed")),
        ("Av Ada Quill og Bo Reed", ("Ada Quill", "Bo Reed")),
        ("Piše: Ada Quill", ("Ada Quill",)),
        ("Текст: Ада Квилл", ("Ада Квилл",)),
        ("作者：王小明", ("王小明",)),
        ("文／王小明", ("王小明",)),
        ("홍길동 기자", ("홍길동",)),
        ("De Smet", ("De Smet",)),
    ],
)
def test_names_in_a_byline_of_any_language(line: str, names: tuple[str, ...]) -> None:
    assert tuple(byline.names_in(line)) == names


@pytest.mark.parametrize(
    ("author", "names"),
    [
        ("Ada Quill", ("Ada Quill",)),
        ({"@type": "Person", "name": "Ada Quill"}, ("Ada Quill",)),
        ([{"name": "Ada Quill"}, {"name": "Bo Reed"}], ("Ada Quill", "Bo Reed")),
        ("By Ada Quill and Bo Reed", ("Ada Quill", "Bo Reed")),
        ({"name": "https://paper.example/ada"}, ()),
        ({"name": "ada@paper.example"}, ()),
        (None, ()),
    ],
)
def test_authors_are_names_alone(author: object, names: tuple[str, ...]) -> None:
    assert page("<h1>Storm</h1>", linked(headline="Storm", author=author)).metadata.authors == names


def test_author_who_is_only_referred_to_is_looked_up_in_the_same_graph() -> None:
    graph = [
        {"@type": "NewsArticle", "headline": "Storm", "author": {"@id": "#ada"}},
        {"@type": "Person", "@id": "#ada", "name": "Ada Quill"},
    ]
    found = page("<h1>Storm</h1>", linked(**{"@type": "WebSite", "@graph": graph}))
    assert found.metadata.authors == ("Ada Quill",)


def test_author_who_is_referred_to_and_not_on_the_page_has_no_name() -> None:
    author = {"@id": "https://paper.example/#ada"}
    assert page("<h1>Storm</h1>", linked(headline="Storm", author=author)).metadata.authors == ()


@pytest.mark.parametrize(
    "head",
    [
        '<meta name="letters.author" content="Ada Quill">',
        '<meta name="stats:author-name" content="Ada Quill">',
        '<meta name="twitter:label1" content="Written by">'
        '<meta name="twitter:data1" content="Ada Quill">',
    ],
)
def test_authors_are_found_under_the_names_that_services_give_them(head: str) -> None:
    assert page("<h1>Storm</h1>", head).metadata.authors == ("Ada Quill",)


def test_other_labels_of_a_card_name_no_author() -> None:
    head = (
        '<meta name="twitter:label1" content="Reading time">'
        '<meta name="twitter:data1" content="4 minutes">'
    )
    assert page("<h1>Storm</h1>", head).metadata.authors == ()


def test_byline_is_the_visible_line_and_not_in_the_body() -> None:
    found = page(
        '<h1>Storm</h1><p class="byline">By Ada Quill, science editor</p>',
        linked(author="Ada Quill"),
    )
    assert found.metadata.byline == "By Ada Quill, science editor"
    assert all("Quill" not in str(block) for block in found.blocks)


def test_byline_names_the_authors_where_nothing_else_does() -> None:
    found = page(
        '<h1>Storm</h1><div class="author">By <a rel="author" href="/a">Ada Quill</a></div>'
    )
    assert found.metadata.authors == ("Ada Quill",)


def test_visible_date_is_kept_as_written() -> None:
    found = page(
        "<h1>Storm</h1><p>Published 5 March 2026</p>", linked(datePublished="2026-03-05T10:00:00Z")
    )
    assert found.metadata.published == PublicationDate(
        "Published 5 March 2026", "2026-03-05T10:00:00+00:00"
    )
    assert all(isinstance(block, Paragraph) and "2026" not in block.text for block in found.blocks)


def test_visible_update_goes_to_the_update() -> None:
    found = page("<h1>Storm</h1><p>Updated 6 March 2026</p>", linked(datePublished="2026-03-05"))
    assert found.metadata.updated == PublicationDate("Updated 6 March 2026", "2026-03-06")


def test_time_element_gives_the_date_alone() -> None:
    found = page('<h1>Storm</h1><time datetime="2026-03-05">last Thursday</time>')
    assert found.metadata.published == PublicationDate("last Thursday", "2026-03-05")


@pytest.mark.parametrize(
    ("text", "language", "day"),
    [
        ("Stand: 22.04.2024, 06:00 Uhr", "de", "2024-04-22"),
        ("Do 25.04.24 | 14:07 Uhr", "de", "2024-04-25"),
        ("5 March 2026", "en", "2026-03-05"),
        ("March 5th, 2026", "en", "2026-03-05"),
        ("le 12 avril 2026 à 8h00", "fr", "2026-04-12"),
        ("12 de octubre de 2026", "es", "2026-10-12"),
        ("2026年3月5日", "ja", "2026-03-05"),
        ("2026.3.5", "ko", "2026-03-05"),
        ("25/04/2026", "en", "2026-04-25"),
        ("3/4/2026", "en-US", "2026-03-04"),
        ("3/4/2026", "fr", "2026-04-03"),
        ("3/4/2026", "en", ""),
        ("yesterday", "en", ""),
        ("99.99.2026", "de", ""),
        ("5 March 2026", "x-nonsense-!!", ""),
    ],
)
def test_day_is_understood_or_left_open(text: str, language: str, day: str) -> None:
    assert dates.understand(text, language) == day


@pytest.mark.parametrize("text", ["2026-13-45", "", "soon", "20260305"])
def test_text_that_is_no_iso_date_gives_none(text: str) -> None:
    assert dates.iso(text) == ""


@pytest.mark.parametrize(
    "script",
    [
        "{broken",
        "[]",
        '"text"',
        "null",
        '{"@type": ["NewsArticle"], "author": [null, 3]}',
        "[" * 5000,
    ],
)
def test_broken_claims_are_passed_over(script: str) -> None:
    found = page("<h1>Storm</h1>", f'<script type="application/ld+json">{script}</script>')
    assert found.metadata.headline == "Storm"


def test_site_address_picture_and_section_are_claimed() -> None:
    head = (
        '<meta property="og:site_name" content="The Post">'
        '<meta property="og:image" content="a.jpg">'
        '<link rel="canonical" href="https://post.example/storm">'
        '<meta property="article:section" content="Harbour">'
    )
    meta = page("<h1>Storm</h1>", head).metadata
    assert (meta.site, meta.picture, meta.url, meta.section, meta.language) == (
        "The Post",
        "a.jpg",
        "https://post.example/storm",
        "Harbour",
        "en-GB",
    )


def test_text_that_only_the_claims_hold_is_the_article() -> None:
    head = linked(headline="Storm", articleBody=f"{LONG}\n\n{LONG} Again.")
    found = read_page(f"<html><head>{head}</head><body><div id='app'></div></body></html>")
    assert found.blocks == (Paragraph(LONG), Paragraph(f"{LONG} Again."))


def test_given_address_serves_where_the_page_names_none() -> None:
    assert (
        read_page(f"<p>{LONG}</p>", "https://post.example/x").metadata.url
        == "https://post.example/x"
    )


@pytest.mark.parametrize(
    "text",
    [
        "Read more",
        "Lesen Sie auch",
        "À lire aussi",
        "Leggi anche:",
        "関連記事",
        "More from Harbour",
    ],
)
def test_announcement_of_other_articles_is_known(text: str) -> None:
    assert labels.is_related(text)


@pytest.mark.parametrize("text", ["Read my lips", "The latest storm", "More wind is on its way."])
def test_text_is_no_announcement_of_other_articles(text: str) -> None:
    assert not labels.is_related(text)


@pytest.mark.parametrize(
    "text",
    [
        "5 March 2026",
        "Stand: 22.04.2024, 06:00 Uhr",
        "4 minute read",
        "Published Aug 28, 2024 • 4 minute read",
    ],
)
def test_date_line_is_known(text: str) -> None:
    assert labels.is_date_line(text)


@pytest.mark.parametrize(
    "text",
    ["On 5 March 2026 the wind turned to the north and the boats stayed in.", "It began at 4:30."],
)
def test_sentence_with_a_date_is_no_date_line(text: str) -> None:
    assert not labels.is_date_line(text)


def test_names_are_parted_at_commas_and_conjunctions() -> None:
    assert byline.names_in("Von Ada Quill, Bo Reed und Cy Lane") == [
        "Ada Quill",
        "Bo Reed",
        "Cy Lane",
    ]


@pytest.mark.parametrize(
    ("head", "body"),
    [
        ("", '<p class="standfirst">Boats stay in, and nobody knows for how long.</p>'),
        (
            "",
            '<div class="article-intro"><p>Boats stay in, and nobody knows for how long.</p></div>',
        ),
        (
            '<meta property="og:description" '
            'content="Boats stay in, and nobody knows for how long.">',
            "<h2>Boats stay in, and nobody knows for how long.</h2>",
        ),
    ],
)
def test_standfirst_is_found_and_not_in_the_body(head: str, body: str) -> None:
    found = page(f"<h1>Storm</h1>{body}", head)
    assert found.standfirst == ("Boats stay in, and nobody knows for how long.",)
    assert found.blocks == (Paragraph(LONG), Paragraph(f"{LONG} Again."))


def test_first_paragraph_that_the_description_repeats_is_text() -> None:
    found = page("<h1>Storm</h1>", f'<meta property="og:description" content="{LONG}">')
    assert found.standfirst == ()


def test_summary_in_bullets_is_the_standfirst() -> None:
    found = page(
        '<h1>Storm</h1><ul class="summary">'
        "<li>The basin is closed.</li><li>Boats stay in.</li></ul>"
    )
    assert found.standfirst == ("The basin is closed.", "Boats stay in.")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("<span>By Ada Quill</span> <time>12 March 2026</time>", "By Ada Quill"),
        ("<span>By Ada Quill</span> | <span>Published</span> <span>3 hours ago</span>",
         "By Ada Quill"),
        ("<span>Ada Quill</span><sup>2</sup> <button>Share</button>", "Ada Quill"),
        ("<span>Ada Quill</span> <a href='#c'>Comment</a>", "Ada Quill"),
        ("<span>By Ada Quill</span>, <span>science editor</span>", "By Ada Quill, science editor"),
        ("By Ada Quill, 12 March 2026", "By Ada Quill, 12 March 2026"),
    ],
)  # fmt: skip
def test_byline_says_the_names_and_what_hangs_on_it_is_left_out(line: str, said: str) -> None:
    claims = linked(datePublished="2026-03-12T08:00:00Z")
    found = page(f'<h1>Storm</h1><p class="byline">{line}</p>', claims)
    assert found.metadata.byline == said
    told = " ".join([said, str(found.metadata.published), *(o.excerpt for o in found.omissions)])
    words = re.findall(r"[a-z]+", re.sub(r"<[^>]*>", " ", line).lower())
    assert not [word for word in words if word not in told.lower()]


def test_credit_of_a_picture_is_no_byline() -> None:
    claims = linked(author={"@type": "Person", "name": "Ada Quill"})
    found = page("<h1>Storm</h1><p><small>Photo: Ada Quill</small></p>", claims)
    assert found.metadata.byline == ""
