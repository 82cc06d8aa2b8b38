"""The whole text of a talking book, as XHTML 1.0: what talking-book players know."""

from __future__ import annotations

import re
from collections.abc import Mapping
from xml.etree.ElementTree import Element

from narrator.article import Figure
from narrator.episode import Episode
from narrator.language_tags import well_formed
from narrator.publishing.daisy.book import one_line
from narrator.publishing.markup import add, clean, element
from narrator.publishing.page_words import page_words
from narrator.publishing.pictures import Picture, load_picture
from narrator.publishing.structure import set_out
from narrator.publishing.typesetting import Skin

XHTML = "http://www.w3.org/1999/xhtml"

OLDER: Mapping[str, str] = {
    "article": "div",
    "header": "div",
    "aside": "div",
    "figure": "div",
    "figcaption": "div",
}
"""Elements that came with HTML 5, and what stands for them; their name becomes their class."""

KNOWN = {"id", "class", "lang", "xml:lang", "dir", "href", "src", "alt", "scope"}
"""Attributes of ours that XHTML 1.0 has."""

SHOWN = {"image/jpeg", "image/png"}
"""Kinds of picture that players of DAISY 2.02 show (section 2.6)."""

_STORY_HEADING = re.compile(r"h([2-6])")


def content_document(episode: Episode) -> tuple[Element, list[Picture]]:
    """Return the text as a tree, and the pictures that are shown in it."""
    pictures: dict[str, Picture] = {}

    def shown(figure: Figure) -> Element | None:
        picture = load_picture(figure.picture)
        if picture is None or picture.media_type not in SHOWN:
            return None
        pictures[picture.name] = picture
        return element("img", src=picture.name, alt=clean(figure.alt))

    skin = Skin(
        cue_attributes=lambda _cue, _number: {},
        picture=shown,
        words=page_words(episode.metadata.language),
        picture_is_its_cue=False,
        attributes={},
        scrolls_tables=False,
    )
    language = well_formed(episode.metadata.language)
    root = element("html", xmlns=XHTML)
    if language:
        root.set("lang", language)
        root.set("xml:lang", language)
    head = add(root, "head")
    add(head, "title", one_line(episode.metadata.headline) or "Untitled")
    content_type = {"http-equiv": "Content-Type", "content": "text/html; charset=utf-8"}
    head.append(Element("meta", content_type))
    add(root, "body").append(set_out(episode, skin))
    has_stories = any(chapter.is_story for chapter in episode.chapters)
    for made in root.find("body").iter():  # type: ignore[union-attr]  # added a moment ago
        _make_older(made, has_stories=has_stories)
    return root, list(pictures.values())


def _make_older(made: Element, *, has_stories: bool) -> None:
    """Turn an element into what XHTML 1.0 knows; of an edition, raise what is below its title."""
    if made.tag in OLDER:
        made.set("class", " ".join(part for part in (made.tag, made.get("class", "")) if part))
        made.tag = OLDER[made.tag]
    found = _STORY_HEADING.fullmatch(made.tag)
    if found and has_stories:
        made.tag = f"h{int(found[1]) - 1}"
    if "lang" in made.attrib:
        made.set("xml:lang", made.attrib["lang"])
    for name in set(made.attrib) - KNOWN:
        del made.attrib[name]
