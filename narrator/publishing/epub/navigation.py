"""The navigation document of a book: its chapters."""

from __future__ import annotations

from narrator.episode import Episode
from narrator.language_tags import direction, well_formed
from narrator.publishing.epub.names import EPUB, STYLE, TEXT, XHTML
from narrator.publishing.markup import add, element, set_language, to_xhtml
from narrator.publishing.page.player import first_cue
from narrator.publishing.page_words import PageWords
from narrator.publishing.typesetting import cue_id


def navigation(episode: Episode, words: PageWords) -> str:
    """Return the document: the table of contents, and where the text begins."""
    meta = episode.metadata
    language = well_formed(meta.language)
    root = element("html", xmlns=XHTML, dir=direction(language))
    root.set("xmlns:epub", EPUB)
    if language:
        root.set("lang", language)
    head = add(root, "head")
    add(head, "title", " ".join(meta.headline.split()) or words.untitled)
    add(head, "link", rel="stylesheet", type="text/css", href=STYLE)
    body = add(root, "body")
    contents = add(body, "nav", id="toc", role="doc-toc", **{"epub:type": "toc"})
    title = add(contents, "h1", words.chapters)
    set_language(title, words.language, language.partition("-")[0])
    entries = add(contents, "ol")
    for name, place in _chapters(episode, words):
        add(add(entries, "li"), "a", name, href=f"{TEXT}{place}")
    marks = add(body, "nav", hidden="hidden", **{"epub:type": "landmarks"})
    heading = add(marks, "h2", words.chapters)
    set_language(heading, words.language, language.partition("-")[0])
    entry = add(add(marks, "ol"), "li")
    text = " ".join(meta.headline.split()) or words.untitled
    add(entry, "a", text, href=TEXT, **{"epub:type": "bodymatter"})
    return to_xhtml(root)


def _chapters(episode: Episode, words: PageWords) -> list[tuple[str, str]]:
    """Return the title of each chapter and where it is in the text; one entry at the least."""
    starts = [cue.start_samples for cue in episode.cues]
    found = [
        (
            " ".join(chapter.title.split()) or words.untitled,
            f"#{cue_id(first_cue(starts, chapter.start_samples))}" if number else "",
        )
        for number, chapter in enumerate(episode.chapters)
    ]
    return found or [(words.untitled, "")]
