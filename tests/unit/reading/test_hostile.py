"""Pages that are broken, or made to keep a parser busy; those that start a process are few."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from narrator.article import Article, Paragraph, Reason
from narrator.errors import SourceError
from narrator.reading import SourceKind, apart, limits, read
from narrator.reading.apart import read_apart
from narrator.reading.limits import MAX_CHARS, MAX_REOPENED, MAX_TAGS, is_demanding
from narrator.reading.tokens import MAX_ATTRIBUTES, has_crowded_tag
from narrator.reading.webpage import dom, read_page
from narrator.reading.webpage.dom import DEPTH_LIMIT, Element, ancestors, texts
from narrator.reading.webpage.thinning import thin

SENTENCE = "the bridge over the river was opened to traffic on Monday morning by the mayor."
OPENING = "<!doctype html><html lang=en><title>Bridge</title><body><article><h1>Bridge opens</h1>"


def page(*parts: str) -> str:
    return OPENING + "".join(f"<p>Paragraph {n}: {SENTENCE}</p>" for n in range(3)) + "".join(parts)


def attributes(count: int, value: str = "v") -> str:
    return " ".join(f"a{number}={value}" for number in range(count))


def seconds(started: float) -> float:
    return time.monotonic() - started


def paragraphs(article: Article) -> list[str]:
    return [block.text for block in article.blocks if isinstance(block, Paragraph)]


def test_ordinary_page_is_read_where_we_are() -> None:
    assert not is_demanding(page("<div class=a><b>Bold</b></div>" * 500))


@pytest.mark.parametrize(
    "text",
    [
        "x" * (MAX_CHARS + 1),
        "<br>" * (MAX_TAGS + 1),
        "<p><font color=red>text" * round((MAX_REOPENED / 2) ** 0.5 + 1),
        f"<div {attributes(MAX_ATTRIBUTES + 1)}>",
        f"</div {attributes(MAX_ATTRIBUTES + 1)}>",
        f"<div {attributes(MAX_ATTRIBUTES + 1)}",
    ],
    ids=["long", "many tags", "unclosed", "crowded", "crowded end", "crowded and cut"],
)
def test_page_that_may_take_long_is_known_beforehand(text: str) -> None:
    assert is_demanding(text)


@pytest.mark.parametrize(
    "trick",
    [
        '<a b"c="x>y" %s>',
        "<script><!--<script></script><a x='></script>--></script><div %s>",
        '<!-- "<a x=" --><div %s>',
        '<div title="<b>" %s>',
        "<svg><style><div %s>",
    ],
)
def test_no_trick_hides_a_crowded_tag(trick: str) -> None:
    assert has_crowded_tag(trick % attributes(MAX_ATTRIBUTES + 20))


@pytest.mark.parametrize("value", ['">"', "'<b>'", "a/b", '"x y z"'])
def test_values_hold_any_sign(value: str) -> None:
    assert has_crowded_tag(f"<div {attributes(MAX_ATTRIBUTES + 2, value)}>")
    assert not has_crowded_tag(f"<div {attributes(MAX_ATTRIBUTES - 20, value)}>" * 3)


@pytest.mark.parametrize(
    "bait",
    ["<a" * 10_000 + "x" * 1_000_000, "<a " * 300_000, '<p title="' * 100_000, "<" * 1_000_000],
    ids=["names", "names and spaces", "open quotes", "brackets"],
)
def test_looking_for_crowded_tags_takes_linear_time(bait: str) -> None:
    started = time.monotonic()
    has_crowded_tag(bait)
    thin(bait)
    assert seconds(started) < 8


def test_crowded_tag_keeps_its_first_attributes_and_says_so() -> None:
    text = page(f"<div {attributes(MAX_ATTRIBUTES + 100)}><p>{SENTENCE}</p></div>")
    thinned, omissions = thin(text)
    assert f"a{MAX_ATTRIBUTES - 1}=v>" in thinned
    assert f"a{MAX_ATTRIBUTES}=" not in thinned
    assert [omission.reason for omission in omissions] == [Reason.LIMIT]
    assert omissions[0].excerpt.startswith("100 attributes of 1 tag")


def test_scripts_and_comments_are_not_thinned() -> None:
    words = attributes(MAX_ATTRIBUTES + 100)
    text = f"<script type='application/ld+json'>if (i <n {words})</script><!-- <n {words}> --><p>x"
    assert thin(text) == (text, ())


def test_boxes_below_the_limit_are_paragraphs_to_the_parser() -> None:
    deep = 5 * DEPTH_LIMIT
    thinned, omissions = thin(page("<div>" * deep, "inmost", "</div>" * deep, "<p>behind"))
    assert thinned.count("<div>") == thinned.count("</div>") == DEPTH_LIMIT - 1  # article is one
    assert thinned.endswith("<p>behind")
    assert not omissions


def test_paragraphs_with_unclosed_emphasis_are_all_kept() -> None:
    text = OPENING + "".join(f"<p><font color=c{n}>Number {n}: {SENTENCE}" for n in range(400))
    assert paragraphs(read_page(thin(text)[0])) == [f"Number {n}: {SENTENCE}" for n in range(400)]


def test_400_unclosed_fonts_keep_400_paragraphs(tmp_path: Path) -> None:
    source = tmp_path / "fonts.html"
    source.write_text(OPENING + "".join(f"<p><font>Number {n}: {SENTENCE}" for n in range(400)))
    assert len(paragraphs(read(str(source)))) == 400


@pytest.mark.parametrize("tag", ["div", "span", "b", "x-y", "blockquote", "figure", "ul><li"])
def test_no_depth_loses_a_text_or_its_place(tag: str) -> None:
    text = "".join(f"<{tag}>word{n} " for n in range(3 * DEPTH_LIMIT))
    body = dom.parse(text).body
    words = " ".join(found.value for found in texts(body)).split()
    assert words == [f"word{n}" for n in range(3 * DEPTH_LIMIT)]


def test_deep_tree_becomes_a_shallow_one_in_the_same_order() -> None:
    text = "<div>" * 5000 + f"<p>One <b>two</b> three</p><div>four</div>{SENTENCE}<img src=a alt=b>"
    body = dom.parse(text).body
    assert max(sum(1 for _ in ancestors(each)) for each in dom.elements(body)) <= DEPTH_LIMIT + 2
    assert [each.order for each in body.page] == list(range(len(body.page)))
    assert " ".join(dom.plain(body).split()) == f"One two three four {SENTENCE}"
    assert len(list(dom.find(body, "img"))) == 1
    for each in body.page:
        assert all(child.parent is each for child in each.children)
        assert all(child in each for child in each.children if isinstance(child, Element))


def test_paragraphs_in_ever_deeper_boxes_stay_apart() -> None:
    text = OPENING + "".join(f"<div><p>Number {n}: {SENTENCE}</p>" for n in range(1500))
    assert len(paragraphs(read_page(text))) == 1500


@pytest.mark.parametrize(
    "part",
    [
        "<table><tr><td>cell " * 500,
        "<ul><li>item " * 2000,
        f"<blockquote><p>{SENTENCE}</p>" * 1000,
        "<p>" + "&amp;" * 200_000,
        "<p>" + "&#x;&bogus;&" * 50_000,
        f'<img src="a.jpg" alt="{"long words " * 100_000}">',
        f'<img src="data:image/png;base64,{"A" * 2_000_000}">',
        "<p>word" + " " * 1_000_000 + "word",
        "<p>line" + "<br>" * 10_000,
        '<p><img src="a.jpg" alt="A bridge"></p>' * 3000,
        f"<figure><img src=a.jpg><figcaption>{'(' * 20_000}{'Photo: ' * 5000}</figure>",
        "<p class=byline>By " + "Ada Quill, and " * 20_000,
        "<p class=date>" + "1 January " * 20_000,
    ],
    ids=lambda part: part[:20],
)
def test_bait_is_read_in_seconds(part: str) -> None:
    started = time.monotonic()
    article = read_page(page(part))
    assert seconds(started) < 20
    assert f"Paragraph 0: {SENTENCE}" in str(article)


def test_process_gives_the_article_and_what_was_cut() -> None:
    text = page(f"<div {attributes(5 * MAX_ATTRIBUTES)}>end</div>")
    article = read_apart(text, SourceKind.HTML, "https://example.org/a", "a")
    assert len(paragraphs(article)) >= 3
    assert Reason.LIMIT in {omission.reason for omission in article.omissions}
    assert article.metadata.url == "https://example.org/a"


def test_process_that_takes_too_long_is_ended() -> None:
    started = time.monotonic()
    with pytest.raises(SourceError, match=r"within 0\.2 seconds: slow\.html") as caught:
        read_apart(page("<br>" * 300_000), SourceKind.HTML, "", "slow.html", time_limit_s=0.2)
    assert seconds(started) < 10
    assert caught.value.hint
    assert not caught.value.retry


def test_error_found_in_the_process_is_the_same_error() -> None:
    with pytest.raises(SourceError, match="No article was found") as caught:
        read_apart("<p>", SourceKind.HTML, "https://example.org/a", "a")
    assert caught.value.hint


def test_process_that_breaks_is_an_error_with_a_hint(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "_START", "import os; os.abort()")
    with pytest.raises(SourceError, match="broke the parser: a") as caught:
        read_apart(page(), SourceKind.HTML, "", "a")
    assert caught.value.hint


def test_fault_of_ours_in_the_process_shows_its_traceback(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "_START", "raise LookupError('a bug')")
    with pytest.raises(RuntimeError, match="LookupError: a bug"):
        read_apart(page(), SourceKind.HTML, "", "a")


def test_program_without_an_interpreter_reads_where_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart.sys, "executable", "")
    assert paragraphs(read_apart(page(), SourceKind.HTML, "", "a"))


def test_large_text_is_read_apart(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(limits, "MAX_CHARS", 100)
    asked: list[SourceKind] = []

    def answer(text: str, kind: SourceKind, url: str, where: str) -> Article:
        asked.append(kind)
        return read_page(page())

    monkeypatch.setattr(apart, "read_apart", answer)
    source = tmp_path / "long.txt"
    source.write_text("Bridge opens\n\n" + f"{SENTENCE}\n\n" * 10)
    read(str(source))
    assert asked == [SourceKind.TEXT]


def test_control_characters_and_direction_marks_do_no_harm(tmp_path: Path) -> None:
    source = tmp_path / "signs.html"
    source.write_text(
        page("<p>The \u202ebridge\u202c is \u2066open\u2069 \x00\x07again, they say.")
    )
    assert paragraphs(read(str(source)))[-1].endswith("again, they say.")
