from __future__ import annotations

import json
from typing import Any

import pytest

from narrator.article import Article, Metadata, Paragraph
from narrator.reading.completeness import SHORT_WORDS, TEASER, find_warnings
from narrator.reading.webpage import read_page

SENTENCE = "The old bridge over the river was opened to traffic on Monday by the mayor of the town."
LAST = "Nobody could say on Tuesday when the second lane would follow the first."


def text(sentences: int) -> str:
    return "".join(f"<p>{n} {SENTENCE} {SENTENCE}</p>" for n in range(sentences)) + f"<p>{LAST}</p>"


def warnings(body: str, outside: str = "", **claims: Any) -> tuple[str, ...]:
    data = json.dumps({"@type": "NewsArticle", "headline": "Bridge opens", **claims})
    return read_page(
        f'<html lang=en><head><script type="application/ld+json">{data}</script></head><body>'
        f"<article><h1>Bridge opens</h1>{body}</article>{outside}</body></html>"
    ).warnings


TEASER_TEXT = text(2)
WHOLE_TEXT = text(12)


def test_whole_article_has_no_warning() -> None:
    assert not warnings(WHOLE_TEXT)
    assert not warnings(WHOLE_TEXT, isAccessibleForFree=True, wordCount=420)
    assert not warnings(TEASER_TEXT)


@pytest.mark.parametrize("free", [False, "False", "false"])
def test_short_text_for_subscribers_is_incomplete(free: object) -> None:
    (warning,) = warnings(TEASER_TEXT, isAccessibleForFree=free)
    assert warning.startswith(TEASER)
    assert "subscription" in warning


@pytest.mark.parametrize("free", [False, "False"])
def test_whole_text_for_subscribers_is_complete(free: object) -> None:
    assert not warnings(WHOLE_TEXT, isAccessibleForFree=free)


def test_text_that_is_shorter_than_the_page_claims_is_incomplete() -> None:
    (warning,) = warnings(TEASER_TEXT, wordCount=900)
    assert "of about 900 words" in warning
    assert warnings(TEASER_TEXT, wordCount="900") == (warning,)


def test_text_of_which_the_page_holds_more_for_machines_is_incomplete() -> None:
    body = f"{SENTENCE} " * 60 + "And that was the end of the story of the bridge."
    (warning,) = warnings(WHOLE_TEXT, articleBody=body)
    assert "words." in warning


def test_text_that_the_page_holds_twice_over_is_complete() -> None:
    assert not warnings(WHOLE_TEXT, articleBody=f"{SENTENCE} " * 80 + LAST)


@pytest.mark.parametrize("count", ["many", None, "", [], {}, 6838, -5, 10**30, "9" * 5000])
def test_count_that_cannot_be_right_is_not_believed(count: object) -> None:
    assert not warnings(WHOLE_TEXT, wordCount=count)


@pytest.mark.parametrize(
    "offer",
    [
        "Subscribe to continue reading.",
        "Sign in or subscribe to read the full story",
        "This article is only available to subscribers.",
        "Jetzt abonnieren und weiterlesen",
        "Nur für Abonnenten",
        "Abonnez-vous pour lire la suite de cet article",
        "Article réservé aux abonnés",
        "Suscríbete para seguir leyendo",
        "Abbonati per continuare a leggere",
        "Assine para continuar lendo",
        "Word abonnee om verder te lezen",
        "Logga in för att läsa vidare",
        "Bliv abonnent og læs videre",
        "Tilaa jatkaaksesi lukemista",
        "Zaloguj się, aby czytać dalej",
        "Войдите, чтобы читать дальше",
        "この記事は会員限定です",
    ],
)
def test_words_of_a_paywall_behind_a_short_text_are_seen(offer: str) -> None:
    assert warnings(TEASER_TEXT + f"<p>{offer}</p>")
    assert warnings(TEASER_TEXT, outside=f"<div>{offer}</div>")
    assert not warnings(WHOLE_TEXT, outside=f"<div>{offer}</div>")


def test_words_of_a_paywall_at_the_end_of_a_long_text_are_seen() -> None:
    whole = tuple(Paragraph(f"{number} {SENTENCE}") for number in range(40))
    offer = Paragraph("Subscribe to continue reading this story.")
    metadata = Metadata(headline="Bridge opens")
    assert find_warnings(Article(metadata, blocks=(*whole, offer)), {})
    assert not find_warnings(Article(metadata, blocks=(offer, *whole)), {})


@pytest.mark.parametrize(
    "sentence",
    [
        "The paper said it would ask people to subscribe, and lost half its readers.",
        "Readers can sign up for our newsletter about bridges.",
        "Das Buch ließ ihn nicht los, er wollte nur lesen.",
    ],
)
def test_sentences_about_subscriptions_are_no_paywall(sentence: str) -> None:
    assert not warnings(TEASER_TEXT + f"<p>{sentence}</p>")


@pytest.mark.parametrize(
    "link", ["Read more", "Continue reading →", "Weiterlesen", "Lire la suite"]
)
def test_text_that_breaks_off_before_a_link_to_the_rest_is_incomplete(link: str) -> None:
    broken = "<p>The bridge, which has been closed since spring, is now…</p>"
    assert warnings(WHOLE_TEXT + broken + f'<p><a href="/rest">{link}</a></p>')
    assert not warnings(WHOLE_TEXT + f'<p><a href="/rest">{link}</a></p>')
    assert not warnings(WHOLE_TEXT + broken)


def test_text_without_spaces_between_words_is_not_counted() -> None:
    body = "<p>橋は月曜日に開通した。町長が式典で述べた。</p>" * 20
    assert not warnings(body, articleBody="橋は月曜日に開通した。" * 500)


def test_short_means_fewer_words_than_a_report_has() -> None:
    assert 100 <= SHORT_WORDS <= 300
