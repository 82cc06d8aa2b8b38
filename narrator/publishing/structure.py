"""The article as a tree of elements, each sentence that is heard an element of its own.

The page and the book have this in common; where they differ is in the `Skin`.
"""

from __future__ import annotations

from dataclasses import replace
from xml.etree.ElementTree import Element

from narrator.article import Article, Heading, Paragraph, Reason
from narrator.episode import Cue, Episode
from narrator.publishing.blocks import BLOCKS
from narrator.publishing.markup import add, add_text, element
from narrator.publishing.typesetting import Around, Skin, Typesetter
from narrator.script import OUR_WORDS, Role

TOP_LEVEL = 2
"""Of the highest heading below the headline."""
DEEPEST_LEVEL = 6
"""HTML has no deeper one."""


def set_out(episode: Episode, skin: Skin) -> Element:
    """Return the `article` element: every text of the article, and every cue once.

    What is left of the cues, since the article has no place for them, stands at its end.
    """
    article, cues = episode.article, episode.cues
    if article is None:
        article, cues = _from_cues(episode)
    metadata = replace(article.metadata, language=episode.metadata.language)
    setter = Typesetter(replace(article, metadata=metadata), cues, skin)
    setter.say_nothing = frozenset(
        omission.origin for omission in episode.omissions if omission.reason is Reason.DECORATIVE
    )
    made = element("article")
    chapters = episode.chapters
    _head(setter, made, chapters[0].title if chapters else skin.words.untitled)
    levels = _levels(article)
    for number, block in enumerate(article.blocks):
        origin = f"/blocks/{number}"
        around = Around(origin, block.language or setter.language, levels.get(number, 0))
        BLOCKS[type(block)](setter, made, block, around)
        setter.added(made, setter.waiting.of_block(origin))
    setter.added(made, setter.waiting.rest())
    return made


def _head(setter: Typesetter, parent: Element, title: str) -> None:
    """Append what stands before the first block, in the order in which it is said."""
    meta = setter.article.metadata
    head = add(parent, "header")
    headline = add(head, "h1")
    setter.piece(headline, meta.headline, "/metadata/headline", setter.language)
    if not "".join(headline.itertext()).strip():
        add_text(headline, title)
    setter.added(head, setter.waiting.added("/metadata/headline"))
    published = meta.published.written if meta.published else ""
    updated = meta.updated.written if meta.updated else ""
    lines = (
        ("section", meta.section),
        ("site", ""),
        ("byline", meta.byline),
        ("authors", ""),
        ("published", published),
        ("updated", updated),
    )
    for name, text in lines:
        setter.line(head, text, f"/metadata/{name}", class_=name)
    setter.added(head, setter.waiting.of_role(Role.LENGTH))
    for number, text in enumerate(setter.article.standfirst):
        setter.line(parent, text, f"/standfirst/{number}", class_="standfirst")


def _levels(article: Article) -> dict[int, int]:
    """Return the level of each heading, by the index of its block: 2 at the top, no jumps."""
    headings = {n: b.level for n, b in enumerate(article.blocks) if isinstance(b, Heading)}
    lift = min(0, TOP_LEVEL - min(headings.values(), default=TOP_LEVEL))
    levels, before = {}, 1
    for number, level in headings.items():
        before = min(max(level + lift, TOP_LEVEL), before + 1, DEEPEST_LEVEL)
        levels[number] = before
    return levels


def _from_cues(episode: Episode) -> tuple[Article, tuple[Cue, ...]]:
    """Return the article that can be told from what is heard, and the cues that lead into it."""
    begins = {chapter.start_samples: chapter for chapter in episode.chapters[1:]}
    metadata = replace(episode.metadata, section="", byline="", published=None, updated=None)
    blocks: list[Heading | Paragraph] = []
    cues: list[Cue] = []
    before = None
    for cue in episode.cues:
        chapter = begins.get(cue.start_samples)
        if cue.role is Role.HEADLINE and not cues:
            cues.append(replace(cue, origin="/metadata/headline"))
            continue
        if cue.role in (Role.HEADING, Role.HEADLINE):
            blocks.append(Heading(cue.text, chapter.level if chapter else TOP_LEVEL))
        elif chapter:
            blocks += [Heading(chapter.title, chapter.level), Paragraph(cue.text)]
        elif cue.role not in OUR_WORDS and before == cue.origin and blocks:
            blocks[-1] = replace(blocks[-1], text=f"{blocks[-1].text} {cue.text}")
        elif cue.role not in OUR_WORDS:
            blocks.append(Paragraph(cue.text))
        place = f"/blocks/{max(len(blocks) - 1, 0)}"
        own = "" if cue.role in OUR_WORDS else "/text"
        cues.append(replace(cue, origin=f"{place}{own}"))
        before = cue.origin
    return Article(metadata, blocks=tuple(blocks)), tuple(cues)
