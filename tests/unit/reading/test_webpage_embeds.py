"""Players, posts, charts and maps: one line each, and the words of a post as a quotation."""

from __future__ import annotations

import pytest

from narrator.article import Article, Embed, Medium, Quotation
from narrator.reading.webpage import read_page

LONG = (
    "The wind turned to the north at four in the morning, and the harbour office closed the basin."
)


def story(inner: str) -> Article:
    return read_page(
        f'<html lang="en"><body><article><h1>The storm</h1><p>{LONG}</p>{inner}<p>{LONG} Again.'
        "</p></article></body></html>"
    )


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ('<video title="The boats leave" src="a.mp4"></video>',
         Embed(Medium.VIDEO, "The boats leave", "a.mp4")),
        ('<audio aria-label="The mayor speaks"><source src="a.mp3">No sound.</audio>',
         Embed(Medium.AUDIO, "The mayor speaks", "a.mp3")),
        ('<iframe title="The storm" src="https://www.youtube.com/embed/x"></iframe>',
         Embed(Medium.VIDEO, "The storm", "https://www.youtube.com/embed/x")),
        ('<iframe title="YouTube video player" src="https://www.youtube.com/embed/x"></iframe>',
         Embed(Medium.VIDEO, "", "https://www.youtube.com/embed/x")),
        ('<iframe title="Embedded content" src="https://a.example/x"></iframe>',
         Embed(Medium.OTHER, "", "https://a.example/x")),
        ('<iframe title="A storm to try" srcdoc="<p>wind"></iframe>',
         Embed(Medium.OTHER, "A storm to try")),
        ('<div><noscript><iframe title="The storm" src="https://player.vimeo.com/1"></iframe>'
         "</noscript></div>", Embed(Medium.VIDEO, "The storm", "https://player.vimeo.com/1")),
        ('<lite-youtube videoid="x" playlabel="Play: The storm"></lite-youtube><noscript>'
         '<iframe src="https://www.youtube.com/embed/x"></iframe></noscript>',
         Embed(Medium.VIDEO, "The storm")),
        ('<amp-iframe title="Wind by hour" src="https://a.example/x"></amp-iframe>',
         Embed(Medium.OTHER, "Wind by hour", "https://a.example/x")),
        ('<iframe title="Wind" src="https://datawrapper.dwcdn.net/x/1/"></iframe>',
         Embed(Medium.CHART, "Wind", "https://datawrapper.dwcdn.net/x/1/")),
        ('<div id="datawrapper-vis-x"><script src="https://datawrapper.dwcdn.net/x/embed.js">'
         '</script><noscript><img src="a.png" alt="Wind by hour (Lines)"></noscript></div>',
         Embed(Medium.CHART, "Wind by hour (Lines)")),
        ('<div class="flourish-embed flourish-chart" data-src="visualisation/1"><noscript>'
         '<img src="https://a.example/x" alt="chart visualization"></noscript></div>',
         Embed(Medium.CHART, "", "visualisation/1")),
        ('<iframe src="https://www.google.com/maps/embed?pb=x" title="Fallen trees"></iframe>',
         Embed(Medium.MAP, "Fallen trees", "https://www.google.com/maps/embed?pb=x")),
        ('<iframe src="https://a.example/1" title="Poll: was it bad?"></iframe>',
         Embed(Medium.OTHER, "Poll: was it bad?", "https://a.example/1")),
        ('<blockquote class="instagram-media" data-instgrm-permalink="https://a.example/p/1/">'
         '<div><a href="https://a.example/p/1/"><div>View this post on Instagram</div></a><p>'
         '<a href="https://a.example/p/1/">A post shared by Ada (@ada)</a></p></div></blockquote>',
         Embed(Medium.POST, "A post shared by Ada (@ada)", "https://a.example/p/1/")),
        ('<blockquote class="reddit-embed-bq"><a href="https://a.example/1">The storm took our '
         'shed</a> by <a href="https://a.example/u">u/ada</a></blockquote>',
         Embed(Medium.POST, "The storm took our shed by u/ada", "https://a.example/u")),
    ],
)  # fmt: skip
def test_embed_is_one_line(source: str, expected: Embed) -> None:
    assert story(source).blocks[1:-1] == (expected,)


def test_words_of_a_post_that_lead_on_are_an_omission() -> None:
    found = story(
        '<blockquote class="instagram-media"><a href="https://a.example/p/1/">View this post on '
        'Instagram</a><p><a href="https://a.example/p/1/">Shared by Ada</a></p></blockquote>'
    )
    assert [one.excerpt for one in found.omissions] == ["View this post on Instagram"]


TWEET = (
    '<blockquote class="twitter-tweet"><p lang="en" dir="ltr">The basin is closed until Friday.</p>'
    '&mdash; Harbour Office (@harbour) <a href="https://a.example/status/1">March 12, 2026</a>'
    "</blockquote>"
)
TIKTOK = (
    '<blockquote class="tiktok-embed" cite="https://a.example/@ada/1"><section><a title="@ada" '
    'href="https://a.example/@ada">@ada</a> <p>The waves go over the wall. <a href="https://a.example'
    '/storm">#storm</a></p></section></blockquote>'
)
FACEBOOK = (
    '<div class="fb-post"><blockquote cite="https://a.example/1" class="fb-xfbml-parse-ignore">'
    '<p>The basin is closed until Friday.</p>Posted by <a href="https://a.example/h">Harbour</a>'
    "</blockquote></div>"
)


@pytest.mark.parametrize(
    ("source", "url", "words", "attribution"),
    [
        (TWEET, "https://a.example/status/1", "The basin is closed until Friday.",
         "Harbour Office (@harbour) March 12, 2026"),
        (f"<figure>{TWEET}</figure>", "https://a.example/status/1",
         "The basin is closed until Friday.", "Harbour Office (@harbour) March 12, 2026"),
        (TIKTOK, "https://a.example/@ada/1", "The waves go over the wall. #storm", "@ada"),
        (FACEBOOK, "https://a.example/1", "The basin is closed until Friday.", "Posted by Harbour"),
    ],
    ids=["tweet", "tweet in a figure", "TikTok", "Facebook"],
)  # fmt: skip
def test_post_is_quoted_with_who_wrote_it(
    source: str, url: str, words: str, attribution: str
) -> None:
    assert story(source).blocks[1:-1] == (
        Embed(Medium.POST, "", url),
        Quotation((words,), attribution),
    )
