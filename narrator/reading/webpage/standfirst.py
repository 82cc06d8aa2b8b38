"""The standfirst: the lines between headline and text that say what the article is about."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from narrator.article import Credit, Embed, Figure, Heading, ItemList, Note, Paragraph
from narrator.reading.webpage.dom import Element, Text, ancestors, collapse, steps
from narrator.reading.webpage.listings import flatten
from narrator.reading.webpage.titles import similar

if TYPE_CHECKING:
    from narrator.reading.webpage.content import Region
    from narrator.reading.webpage.drafts import Draft
    from narrator.reading.webpage.structured import Claims

NAMES = re.compile(
    r" (?<!with )(standfirst|lead|lede|intro|introduction|deck|dek|subtitle|sub title|subheading|"
    r"sub heading|subhead|subheadline|sub headline|subline|teaser|teaser text|summary|excerpt|"
    r"chapo|"
    r"chapeau|sapo|abstract|sommario|entradilla|bajada|ingress|vorspann|tagline|perex|anleser|"
    r"short description|description|epigraph|article summary|bullets|manchet|"
    r"byline intro|dachzeile|"
    r"sub tit|subtit|subtitulo|subtítulo|sottotitolo|sous titre|soustitre|accroche|zajawka|anotace|"
    r"inleiding|onderkop|underrubrik|ingressi|preamble|lead in|leadin|linha fina|blurb|"
    r"key points|keypoints|key takeaways|takeaways|highlights|bullet points|tldr|at a glance|"
    r"leadtext|lead text|(?:article|content|post) desc|spot|"
    r"copete|sumario|resumen|occhiello|catenaccio|trompete|einleitung) "
)
LONGEST_CHARS = 700
"""A standfirst is no longer than this; what is called "lead" and is longer is the text itself."""
SHORTEST_CHARS = 20
SHORTEST_SURE_CHARS = 8
"""The shortest line that is a standfirst by a name that nothing else has."""
_SURE = re.compile(r" (?:standfirst|sub ?title|sub ?headline|dek|chapo|vorspann|sottotitolo) ")
SEARCHED = 8
"""How many drafts from the headline on are looked at."""
BODY_SHARE = 0.5
"""What is called "summary" and holds more of the article than this is the text itself."""
SAME_WORDS = 0.8
"""How much of the page's own description must be in a line that is taken for it."""
CUT_CHARS = 80
"""A description that is cut short keeps more than this: sites cut at 100 characters and later."""
_DESCRIPTIONS = ("og:description", "description", "twitter:description")


def find(drafts: list[Draft], region: Region, claims: Claims) -> list[Draft]:
    """Return the drafts that are the standfirst; none where the page has none."""
    found: list[Draft] = []
    others = 0
    spoken = [
        draft for draft in drafts if not isinstance(draft.block, Figure | Embed | Note | Credit)
    ]
    for draft, after in pairwise(spoken[: SEARCHED + 1]):
        if _is_standfirst(draft, after, region, claims, others):
            if sum(len(_text(one)) for one in (*found, draft)) > LONGEST_CHARS:
                break
            found.append(draft)
            continue
        others += 1
        if found or others > 1:
            break
    return found


def _is_standfirst(draft: Draft, after: Draft, region: Region, claims: Claims, others: int) -> bool:
    text = _text(draft)
    sure = bool(_SURE.search(draft.element.names)) and not others
    if not (SHORTEST_SURE_CHARS if sure else SHORTEST_CHARS) <= len(text) <= LONGEST_CHARS:
        return False
    if is_named(draft.element, region):
        return True
    in_head = draft.element.order < region.body.order
    if isinstance(draft.block, ItemList) or others:
        return in_head and not others
    if isinstance(draft.block, Heading):
        return in_head or not isinstance(after.block, Heading)
    if in_head:
        return not _is_like(draft.element, after.element)
    if draft.bold and not after.bold:
        return True
    return is_described(text, claims) and _stands_apart(draft, after)


def is_described(text: str, claims: Claims) -> bool:
    """Tell whether a line is what the page's metadata gives as its description."""
    given = [*map(claims.first, _DESCRIPTIONS), claims.text("description")]
    return any(_is_same(text, one) for one in given if one)


def _is_same(text: str, description: str) -> bool:
    """Tell whether two texts are the same line; descriptions are often cut short."""
    if similar(text, description) > SAME_WORDS:
        return True
    start = description.rstrip(" .…")
    return len(start) >= CUT_CHARS and text.startswith(start)


def _is_like(one: Element, other: Element) -> bool:
    """Tell whether two elements are of one kind: the text begins before what holds most of it."""
    return one.tag == other.tag and one.names == other.names != " "


def _text(draft: Draft) -> str:
    match draft.block:
        case Heading() | Paragraph():
            return draft.block.text
        case ItemList():
            return " ".join(flatten(draft.block.items))
        case _:
            return ""


def is_named(element: Element, region: Region) -> bool:
    """Tell whether an element, or a small box around it, is called a standfirst."""
    for node in (element, *ancestors(element)):
        if region.body in node or node.chars > LONGEST_CHARS + 200:
            return False
        if NAMES.search(node.names):
            return node.prose <= region.body.prose * BODY_SHARE or node.order < region.body.order
    return False


def _stands_apart(draft: Draft, after: Draft) -> bool:
    """Tell whether a line is set differently from the one that follows it."""
    one, other = draft.element, after.element
    return (
        draft.bold != after.bold
        or type(draft.block) is not type(after.block)
        or one.tag != other.tag
        or one.names != other.names
        or one.parent is not other.parent
    )


def lines(drafts: list[Draft]) -> tuple[str, ...]:
    """Return the lines of the standfirst, each that the page sets on its own."""
    found: list[str] = []
    for draft in drafts:
        if isinstance(draft.block, ItemList):
            found += flatten(draft.block.items)
        else:
            found += _set_lines(draft)
    return tuple(found)


def _set_lines(draft: Draft) -> list[str]:
    """Return the lines of a draft, parted where the page breaks them."""
    parts = [""]
    for node, leaving in steps(draft.element):
        if isinstance(node, Text):
            parts[-1] += node.value
        elif node.tag == "br" and not leaving:
            parts.append("")
    found = [line for line in map(collapse, parts) if line]
    whole = _text(draft)
    return found if collapse(" ".join(found)) == collapse(whole) else [whole]
