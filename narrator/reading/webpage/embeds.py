"""Embedded things: videos, players, posts, maps and charts, one Embed each."""

from __future__ import annotations

import re

from narrator.article import Embed, Medium, Reason
from narrator.reading.media import is_unseen, medium_of
from narrator.reading.webpage import consent
from narrator.reading.webpage.dom import (
    Element,
    Text,
    collapse,
    elements,
    is_inline,
    plain,
    steps,
    texts,
)

_POSTS = re.compile(
    r" (twitter tweet|twitter video|instagram media|tiktok embed|bluesky embed|reddit card|"
    r"reddit embed bq|fb post|fb xfbml parse ignore|mastodon embed|text post media|telegram post) "
)
_CUSTOM = re.compile(
    r"(?:amp|lite)-(?:youtube|vimeo|dailymotion|brightcove|jwplayer|video|audio|iframe|soundcloud|"
    r"megaphone|twitter|instagram|facebook|tiktok|reddit|tweet)(?:-iframe)?|video-js|youtube-video"
)
"""Elements of AMP and of players that load on demand."""
_DRAWN = re.compile(r" (flourish embed|datawrapper vis(?: \w+)*|infogram embed) ")
"""Boxes that a script fills with a chart; without it they show a picture of it."""
_IDLE_TITLE = re.compile(
    r"\W*(?:\w+ )?(?:embedded )?(?:video|audio|media|podcast|chart|map|post)? ?"
    r"(?:player|iframe|embed|embedded content|content|visuali[sz]ation)\W*",
    re.I,
)
"""Titles that every player of the kind has: "YouTube video player"."""
_PLAY = re.compile(r"(?:play|watch|listen)(?: video)?: +", re.I)
_LEADS_ON = re.compile(r"(?:view|see) this \w+ on \w+", re.I)
_PLACEHOLDER = re.compile(
    r" (\w*embed\w*|external|externer|video|youtube|twitter|instagram|media) "
)
"""What pages call the box that asks before it loads something from elsewhere."""
_PLAYER = re.compile(r"(?:^| )(video|audio|podcast|player|oembed|media embed)(?: |$)")
_NO_PLAYER = re.compile(r"(?:^| )(?:no|has|with|image|img|photo|picture|gallery)(?: |$)")
JOINING_CHARS = 12
"""What stands between the links of a post: "by", "in"."""
PLAYER_LEVELS = 2
"""How many boxes around a picture are asked whether they are a player."""
_PERMALINKS = ("data-instgrm-permalink", "cite", "data-href", "data-permalink")
_SOURCES = ("src", "data-src", "data-lazy-src", "data-url", "data-embed-url", "data", "href")


def is_post(element: Element) -> bool:
    """Tell whether a quotation is a post that a social network's script would dress up."""
    return element.tag == "blockquote" and bool(_POSTS.search(element.names))


def is_embed(element: Element) -> bool:
    """Tell whether an element shows something that is not text."""
    if element.tag in ("iframe", "embed", "object"):
        return bool(_source(element) or element.get("srcdoc")) and not _is_unseen(element)
    if element.tag in ("video", "audio", "canvas") or _CUSTOM.fullmatch(element.tag):
        return True
    return is_post(element) or bool(_DRAWN.search(element.names))


def _is_unseen(element: Element) -> bool:
    if is_unseen(_source(element)):
        return True
    return any(element.get(side) in ("0", "1", "0px", "1px") for side in ("width", "height"))


def _source(element: Element) -> str:
    return next((element.get(name) for name in _SOURCES if element.get(name)), "")


def read(element: Element) -> tuple[Embed, list[Text]]:
    """Return the embed; its title is the page's own."""
    source = _source(element)
    if is_post(element):
        return _read_post(element)
    if _DRAWN.search(element.names):
        alts = [below.get("alt") for below in elements(element) if below.tag == "img"]
        return Embed(Medium.CHART, _telling(next(iter(alts), "")), source), []
    return Embed(_medium(element, f"{source} {element.tag}"), _title(element), source), []


def _title(element: Element) -> str:
    named = (element.get(name) for name in ("title", "aria-label", "playlabel"))
    return next((told for title in named if (told := _telling(title))), "")


def _telling(title: str) -> str:
    """Return a title where it says what is played, drawn or written."""
    return "" if _IDLE_TITLE.fullmatch(title) else _PLAY.sub("", collapse(title))


def _read_post(element: Element) -> tuple[Embed, list[Text]]:
    """Return the post; where all of its words are a link to it, they are its title."""
    links = [below.get("href") for below in elements(element) if below.get("href")]
    given = next((element.get(name) for name in _PERMALINKS if element.get(name)), "")
    address = given or (links[-1] if links else "")
    only_links = 0 < element.chars <= element.link_chars + JOINING_CHARS
    lines = [collapse(line) for line in _lines(element)] if only_links else []
    title = collapse(" ".join(line for line in lines if not _LEADS_ON.fullmatch(line)))
    return Embed(Medium.POST, title, address), [
        text for text in texts(element) if title and collapse(text.value) in title
    ]


def _lines(element: Element) -> list[str]:
    """Return the words of a post, parted where its boxes are."""
    found = [""]
    for node, _ in steps(element):
        if isinstance(node, Text):
            found[-1] += node.value
        elif not is_inline(node):
            found.append("")
    return found


def behind_consent(element: Element) -> tuple[Embed, list[Text]] | None:
    """Return what a box that is left out stands for: a player held back, or for scripts."""
    if element.tag == "noscript":
        players = (one for one in elements(element) if one.tag == "iframe" and is_embed(one))
        return next(((read(player)[0], []) for player in players), None)
    if element.reason is not Reason.CONSENT or not _PLACEHOLDER.search(element.names):
        return None
    names = " ".join(below.names for below in elements(element)) + plain(element)
    title = consent.title_of(element)
    sources = [_source(below) for below in elements(element) if below.tag != "a"]
    source = next((address for address in sources if address), "")
    words = _telling(collapse("".join(text.value for text in title)))
    return Embed(_medium(element, f"{source} {names}"), words, source), title if words else []


def is_player(box: Element) -> bool:
    """Tell whether the box of a picture is that of a player that scripts put in its place."""
    node: Element | None = box
    for _ in range(PLAYER_LEVELS + 1):
        if node is None or node.prose > box.prose:
            return False
        parts = node.names.strip().split(" | ")
        if any(_PLAYER.search(part) and not _NO_PLAYER.search(part) for part in parts):
            return True
        node = node.parent
    return False


def named_by(box: Element, title: str) -> Embed:
    """Return the embed that a player's box stands for."""
    names = " ".join(node.names for node in (box, box.parent) if node is not None)
    return Embed(_medium(box, names), title)


def _medium(element: Element, source: str) -> Medium:
    if element.tag == "canvas":
        return Medium.CHART
    if element.tag in ("video", "audio"):
        return Medium(element.tag)
    return medium_of(source, f"{element.tag} {element.names} {element.get('title')}")
