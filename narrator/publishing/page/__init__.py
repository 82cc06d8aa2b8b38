"""The read-along page: one HTML file beside the recording, for eyes, ears and fingers.

It needs nothing but itself and the MP3 beside it. Without scripts it is the text with the
browser's own player; with them it marks the sentence that is spoken and moves by sentences and
sections. Nothing that an article says can run in it: all of it is text of elements, and the
policy in its head lets nothing run but the page's own script, by its digest.
"""

from __future__ import annotations

from base64 import b64encode
from functools import cache
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from urllib.parse import quote
from xml.etree.ElementTree import Element

from narrator.article import Figure
from narrator.episode import Cue, Episode
from narrator.language_tags import direction, well_formed
from narrator.publishing.markup import add, add_text, clean, element, set_language, to_html
from narrator.publishing.omitted import omitted
from narrator.publishing.page.player import chapter_list, player, reading_settings
from narrator.publishing.page_words import PageWords, page_words
from narrator.publishing.pictures import load_picture
from narrator.publishing.structure import set_out
from narrator.publishing.tags import identity
from narrator.publishing.typesetting import Skin
from narrator.publishing.webaddresses import web_address

ATTRIBUTES = {
    "note": {"class_": "note", "role": "note"},
    "picture": {"class_": "picture"},
    "quotation": {"class_": "quotation"},
    "credit": {"class_": "credit"},
    "embed": {"class_": "embed"},
}


def write(episode: Episode, path: Path) -> None:
    """Write the page, for the MP3 of the same name beside it."""
    text = to_html(document(episode, path.with_suffix(".mp3").name))
    path.write_text(text, encoding="utf-8", newline="\n")


def document(episode: Episode, recording: str) -> Element:
    """Return the page as a tree.

    Args:
        episode: What it shows.
        recording: The name of the MP3 beside it.
    """
    meta = episode.metadata
    words = page_words(meta.language)
    language = well_formed(meta.language)
    root = element("html", lang=language, dir=direction(language))
    if not language:
        del root.attrib["lang"]
    root.append(_head(episode, words))
    body = add(root, "body")
    body.set("data-episode", identity(episode)[:16])
    _add_ours(body, element("a", words.skip, class_="skip", href="#text"), episode, words)
    source = quote(recording)
    _add_ours(body, player(words, source), episode, words)
    _add_ours(body, chapter_list(episode, words, source), episode, words)
    _add_ours(body, reading_settings(words), episode, words)
    main = add(body, "main", id="text", tabindex="-1")
    main.append(set_out(episode, _skin(episode, words)))
    _add_ours(main, omitted(episode.omissions, words, language), episode, words)
    _add_ours(body, _foot(episode, words, source), episode, words)
    add(body, "script", _packaged("page.js"))
    return root


def _add_ours(parent: Element, made: Element, episode: Episode, words: PageWords) -> None:
    """Append an element with words of our own, in their language."""
    set_language(made, words.language, episode.metadata.language.partition("-")[0])
    parent.append(made)


def _head(episode: Episode, words: PageWords) -> Element:
    meta = episode.metadata
    head = element("head")
    add(head, "meta", charset="utf-8")
    add(head, "meta", **{"http-equiv": "Content-Security-Policy", "content": policy()})
    add(head, "meta", name="viewport", content="width=device-width, initial-scale=1")
    add(head, "meta", name="referrer", content="no-referrer")
    title = " - ".join(" ".join(part.split()) for part in (meta.headline, meta.site) if part)
    add(head, "title", title.strip() or words.untitled)
    add(head, "link", rel="icon", href="data:,")
    add(head, "style", _packaged("page.css"))
    return head


@cache
def policy() -> str:
    """Return the page's content security policy (W3C CSP Level 3).

    `file:` stands beside `'self'` since browsers do not agree on what `'self'` is for a page
    that is opened from the disk; a page from a server cannot reach files all the same.
    """
    rules = (
        "default-src 'none'",
        f"script-src '{_digest('page.js')}'",
        f"style-src '{_digest('page.css')}'",
        "img-src data:",
        "media-src 'self' file:",
        "base-uri 'none'",
        "form-action 'none'",
    )
    return "; ".join(rules)


@cache
def _packaged(name: str) -> str:
    """Return a file of the page as it stands in it: the tree takes line ends off the last one."""
    return clean((files(__package__) / name).read_text(encoding="utf-8"))


def _digest(name: str) -> str:
    return "sha256-" + b64encode(sha256(_packaged(name).encode()).digest()).decode("ascii")


def _skin(episode: Episode, words: PageWords) -> Skin:
    def times(cue: Cue, _number: int) -> dict[str, str]:
        bounds = {"data-start": cue.start_samples, "data-end": cue.end_samples}
        return {name: str(episode.to_ms(place)) for name, place in bounds.items()}

    return Skin(
        cue_attributes=times,
        picture=_picture,
        words=words,
        picture_is_its_cue=False,
        attributes=ATTRIBUTES,
        scrolls_tables=True,
    )


def _picture(figure: Figure) -> Element | None:
    picture = load_picture(figure.picture)
    if picture is None:
        return None
    data = b64encode(picture.data).decode("ascii")
    return element("img", src=f"data:{picture.media_type};base64,{data}", alt=clean(figure.alt))


def _foot(episode: Episode, words: PageWords, source: str) -> Element:
    """Return who reads, and where the article and the recording are."""
    foot = element("footer")
    disclosure = add(foot, "p", class_="disclosure")
    add_text(disclosure, episode.disclosure)
    set_language(disclosure, episode.metadata.language, words.language)
    if not episode.disclosure:
        foot.remove(disclosure)
    links = add(foot, "ul")
    address = web_address(episode.metadata.url)
    if address:
        add(add(links, "li"), "a", words.original, href=address, rel="noopener noreferrer")
    add(add(links, "li"), "a", words.recording, href=source)
    return foot
