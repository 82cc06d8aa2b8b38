"""What is taken off the drafts: repeated metadata, trailing links, pull quotes."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from narrator.article import (
    Code,
    Credit,
    Figure,
    Heading,
    ItemList,
    Note,
    Paragraph,
    Quotation,
    Reason,
    Separator,
)
from narrator.reading.webpage import labels, signing, standfirst
from narrator.reading.webpage.dom import ancestors, elements, is_link
from narrator.reading.webpage.listings import flatten
from narrator.reading.webpage.titles import similar

if TYPE_CHECKING:
    from narrator.reading.webpage.content import Region
    from narrator.reading.webpage.drafts import Draft
    from narrator.reading.webpage.metadata import Known
    from narrator.reading.webpage.structured import Claims

LINK_SHARE = 0.85
"""A paragraph of which more is a link only leads elsewhere."""
SAME_WORDS = 0.8
"""A heading with this share of the headline's words repeats it, as that of a player does."""
BOLD_HEADING_CHARS = 100
SAME_CHARS = 100
"""A shorter paragraph may come again as a refrain; longer ones are there for another screen."""
PULLED_CHARS = 25
_PULLED = re.compile(
    r" (callout|call out|highlight|destacado|zitat|citation|quote|pull \w+|big text) "
)
"""What pages call a box with a sentence of the text in large type, beside the usual names."""
SAME_CAPTION_CHARS = 20
"""A shorter caption, "The village hall", may well stand under two pictures."""
REPEATED_SHARE = 0.7
"""A pull quote may leave out some words of the sentence that it repeats."""
LAST_LINK_SHARE = 0.5
"""A last line of which more is a link leads elsewhere, whatever words open it."""
LAST_LINK_CHARS = 100
"""A longer last line is a paragraph with many links."""
AUTHOR_LINES = 4
"""How many of the last blocks can present the authors."""
WORDS_OF_ONE_LETTER = "AÀEIOUYÅИВКОСУЯІ"
"""Capitals that may be a word that opens a text, in the languages of Europe."""
KICKER_CHARS = 40
"""A heading before the text that is longer is a standfirst."""
HEAD_SENTENCES = 2
"""Labels stand before the second paragraph: standfirst, byline, text."""
KEY_POINT_CHARS = 25
"""A shorter item of a list before the text is a label: a section, a place, a date."""
END_SHARE = 0.34
"""The part of the text before it that may stand behind a line that heads comments."""
REPORT_ENTRIES = 3
"""A page on which so many lines are a time of day and no more is a live report; two are those of
publication and update."""


def is_text(draft: Draft) -> bool:
    """Tell whether a draft is running text."""
    return isinstance(draft.block, Paragraph | Quotation | ItemList | Code | Note)


def words(draft: Draft) -> str:
    """Return the text of a paragraph or heading."""
    return draft.block.text if isinstance(draft.block, Paragraph | Heading) else ""


def trim(drafts: list[Draft], known: Known, region: Region, claims: Claims) -> list[Draft]:
    """Return the article's drafts; the others have their reason."""
    _join_first_letters(drafts)
    for draft in drafts:
        _drop_metadata(draft, known)
    _drop_head_lines(drafts, region, claims)
    _drop_signs(drafts)
    _drop_behind_end(drafts)
    _drop_links(drafts)
    _drop_linked_pictures(drafts)
    _drop_labels(drafts)
    _bold_headings(drafts)
    _drop_repeated(drafts)
    _drop_empty_headings(drafts)
    signing.name_signatures(drafts)
    signing.name_notes(drafts)
    _drop_author_box(drafts, known.metadata.authors)
    _drop_last_links(drafts)
    signing.name_last_lines(drafts, known.metadata.site)
    _drop_outer_rules(drafts)
    return [draft for draft in drafts if draft.reason is None]


def _join_first_letters(drafts: list[Draft]) -> None:
    """Put a first letter that is set large, in a box of its own, to the text that it begins."""
    for draft, after in pairwise(list(drafts)):
        one, other = draft.block, after.block
        if not isinstance(one, Paragraph) or not isinstance(other, Paragraph):
            continue
        if len(one.text) != 1 or not one.text.isupper() or not other.text[:1].islower():
            continue
        space = " " if after.texts and after.texts[0].value[:1].isspace() else ""
        is_word = one.text in WORDS_OF_ONE_LETTER and space
        after.block = replace(other, text=f"{one.text}{' ' if is_word else ''}{other.text}")
        after.texts = [*draft.texts, *after.texts]
        drafts.remove(draft)


def _drop_signs(drafts: list[Draft]) -> None:
    """Drop signs without any letter, names of ways to share, and counters of pictures."""
    for draft in drafts:
        texts = _lines(draft)
        if isinstance(draft.block, Paragraph) and not any(map(str.isalnum, draft.block.text)):
            draft.reason = draft.reason or Reason.DECORATIVE
        elif texts and all(labels.is_sharing(text) or labels.is_counter(text) for text in texts):
            draft.reason = draft.reason or Reason.SHARING


def _lines(draft: Draft) -> list[str]:
    """Return the lines of a heading, a paragraph or a list; nothing of what is no text."""
    if isinstance(draft.block, ItemList):
        return flatten(draft.block.items)
    return [words(draft)] if words(draft) else []


def _drop_behind_end(drafts: list[Draft]) -> None:
    """Drop what stands behind a line that heads comments or further articles.

    Only where less text stands behind that line than before it, and little where the line is one
    word: "Comments" may head a part of an article.
    """
    sizes = [len(words(draft)) if isinstance(draft.block, Paragraph) else 0 for draft in drafts]
    for place, draft in enumerate(drafts):
        if draft.reason is not None or not labels.may_end_article(words(draft)):
            continue
        share = 1.0 if labels.ends_article(words(draft)) else END_SHARE
        if sum(sizes[place:]) <= sum(sizes[:place]) * share:
            for behind in drafts[place:]:
                behind.reason = behind.reason or Reason.RELATED
            return


def _drop_linked_pictures(drafts: list[Draft]) -> None:
    """Drop the pictures in links whose words were dropped because they lead elsewhere."""
    dropped = {
        link.order
        for draft in drafts
        if draft.reason is Reason.RELATED
        for link in (draft.element, *elements(draft.element), *ancestors(draft.element))
        if is_link(link)
    }
    for draft in drafts:
        if isinstance(draft.block, Figure) and not draft.block.caption:
            link = next((node for node in ancestors(draft.element) if is_link(node)), None)
            if link is not None and link.chars and link.order in dropped:
                draft.reason = draft.reason or Reason.RELATED


def _drop_outer_rules(drafts: list[Draft]) -> None:
    """Drop the rules before the first text and behind the last: they part nothing."""
    kept = [draft for draft in drafts if draft.reason is None]
    for side in (kept, kept[::-1]):
        for draft in side:
            if is_text(draft) or isinstance(draft.block, Credit):
                break
            if isinstance(draft.block, Separator):
                draft.reason = Reason.DECORATIVE


def _drop_metadata(draft: Draft, known: Known) -> None:
    if any(
        draft.element in shown or (shown in draft.element and shown.chars >= draft.element.chars)
        for shown in known.shown
    ):
        draft.reason = Reason.DUPLICATE
        return
    if isinstance(draft.block, Figure) and _is_face(draft.block, known.metadata.authors):
        draft.reason = Reason.AUTHOR_BOX
    text = words(draft)
    if isinstance(draft.block, Heading) and similar(text, known.metadata.headline) > SAME_WORDS:
        draft.reason = Reason.DUPLICATE


def _is_face(figure: Figure, authors: tuple[str, ...]) -> bool:
    """Tell whether a picture only shows an author: its alternative text is the name."""
    return not figure.caption and figure.alt.lower() in {name.lower() for name in authors}


def _drop_head_lines(drafts: list[Draft], region: Region, claims: Claims) -> None:
    """Drop what stands between headline and text and is no sentence: dates, sections, names."""
    sentences = 0
    is_report = sum(labels.is_time(words(draft)) for draft in drafts) >= REPORT_ENTRIES
    for draft, after in zip(drafts, [*drafts[1:], *drafts[-1:]], strict=True):
        if draft.reason is not None:
            continue
        before = draft.element.order < region.body.order
        if isinstance(draft.block, Paragraph):
            if is_report and labels.is_time(draft.block.text):
                continue
            in_head = before or sentences < HEAD_SENTENCES - draft.bold
            label = in_head and signing.is_label(draft.block.text)
            if sentences and not before and labels.ends_sentence(draft.block.text):
                label = False  # "It rained.": a short sentence of the text itself
            if labels.is_date_line(draft.block.text) or (
                label and not _is_standfirst(draft, region, claims)
            ):
                draft.reason = Reason.OUTSIDE
            else:
                sentences += 1
        elif not before and _is_only_in_text(draft):
            sentences = HEAD_SENTENCES
        elif (not sentences and _is_label_heading(draft, after)) or (
            (before or not sentences)
            and _is_list_of_labels(draft)
            and not _is_key_points(draft, region)
        ):
            draft.reason = Reason.OUTSIDE


def _is_only_in_text(draft: Draft) -> bool:
    """Tell whether a block never stands in the head of a page: what is behind it is text.

    A table may: reference works put the facts in one before the text.
    """
    if isinstance(draft.block, ItemList):
        return draft.block.ordered and not draft.link_share
    return isinstance(draft.block, Quotation | Code)


def _is_standfirst(draft: Draft, region: Region, claims: Claims) -> bool:
    return standfirst.is_named(draft.element, region) or standfirst.is_described(
        words(draft), claims
    )


def _is_label_heading(draft: Draft, after: Draft) -> bool:
    """Tell whether a heading before the text is a section's name: another heading follows it."""
    if not isinstance(draft.block, Heading) or len(draft.block.text) > KICKER_CHARS:
        return False
    return isinstance(after.block, Heading)


def _is_list_of_labels(draft: Draft) -> bool:
    items = draft.block.items if isinstance(draft.block, ItemList) else ()
    return bool(items) and all(signing.is_label(item.text) for item in items)


def _is_key_points(draft: Draft, region: Region) -> bool:
    """Tell whether a list before the text says what is in it: lines of some words, no links."""
    items = draft.block.items if isinstance(draft.block, ItemList) else ()
    if standfirst.is_named(draft.element, region):
        return True
    return (
        len(items) > 1
        and not draft.link_share
        and all(
            len(item.text) >= KEY_POINT_CHARS and not labels.is_date_line(item.text)
            for item in items
        )
    )


def _drop_links(drafts: list[Draft]) -> None:
    """Drop what is nothing but a link; a linked heading stays where text follows it."""
    after: Draft | None = None
    for draft in reversed(drafts):
        if draft.reason is None and draft.link_share > LINK_SHARE:
            has_text = after is not None and isinstance(after.block, Paragraph)
            if isinstance(draft.block, Paragraph | ItemList | Quotation) or (
                isinstance(draft.block, Heading) and not has_text
            ):
                draft.reason = Reason.RELATED
        after = draft


def _drop_labels(drafts: list[Draft]) -> None:
    """Drop lines that announce other articles, with the links that follow them."""
    announced = False
    for draft in drafts:
        text = words(draft)
        if text and labels.is_advertising(text):
            draft.reason = draft.reason or Reason.ADVERTISING
        elif text and labels.is_related(text):
            draft.reason = draft.reason or Reason.RELATED
            announced = True
        elif _leads_elsewhere(draft, text) or (announced and draft.link_share > 0.4):
            draft.reason = draft.reason or Reason.RELATED
        elif draft.reason is None and not isinstance(draft.block, Figure):
            announced = False


def _leads_elsewhere(draft: Draft, text: str) -> bool:
    """Tell whether a line opens by announcing another article and links to it."""
    if draft.link_share <= 0.3:
        return False
    if isinstance(draft.block, ItemList):
        lines = _lines(draft)
        return bool(lines) and all(map(labels.opens_with_offer_to_read, lines))
    if not text:
        return False
    return labels.opens_related(text) or (
        draft.link_share > 0.5 and labels.opens_with_offer_to_read(text)
    )


def _drop_repeated(drafts: list[Draft]) -> None:
    """Drop pull quotes and pictures that the article has elsewhere."""
    kept = [draft for draft in drafts if draft.reason is None]
    body = " ".join(_key(words(draft)) for draft in kept if isinstance(draft.block, Paragraph))
    seen: set[str] = set()
    for draft in kept:
        if isinstance(draft.block, Quotation):
            key = _key(" ".join(draft.block.paragraphs))
            if len(key) > 15 and _share_in(key, body) > REPEATED_SHARE:
                draft.reason = Reason.DUPLICATE
        elif isinstance(draft.block, Figure | Paragraph):
            key = _key(str(draft.block))
            if isinstance(draft.block, Paragraph) and _is_pulled(draft, key, body):
                draft.reason = Reason.DUPLICATE
                continue
            caption = _key(draft.block.caption) if isinstance(draft.block, Figure) else ""
            if (len(key) > SAME_CHARS and key in seen) or (
                len(caption) > SAME_CAPTION_CHARS and caption in seen
            ):
                draft.reason = Reason.DUPLICATE
            seen |= {key, caption}


def _is_pulled(draft: Draft, key: str, body: str) -> bool:
    """Tell whether a paragraph in a box of its own repeats a sentence of another one."""
    boxed = any(
        _PULLED.search(node.names) for node in (draft.element, draft.element.parent) if node
    )
    return boxed and len(key) > PULLED_CHARS and body.count(key) > 1


def _share_in(key: str, body: str) -> float:
    """Return how many of the runs of four words of a text are in the body, 0 to 1."""
    if key in body:
        return 1.0
    words = key.split()
    runs = [" ".join(words[start : start + 4]) for start in range(len(words) - 3)]
    return sum(run in body for run in runs) / len(runs) if runs else 0.0


def _drop_last_links(drafts: list[Draft]) -> None:
    """Drop the last lines of which most is a link: "Our standards", the site's other channels."""
    for draft in reversed(signing.said(drafts)[1:]):
        short = isinstance(draft.block, Paragraph) and len(words(draft)) <= LAST_LINK_CHARS
        if not short or draft.link_share <= LAST_LINK_SHARE:
            break
        draft.reason = Reason.RELATED


def _drop_author_box(drafts: list[Draft], authors: tuple[str, ...]) -> None:
    """Drop the last lines where they present an author whom the text before does not name."""
    names = [name.lower() for name in authors if " " in name]
    kept = [draft for draft in drafts if draft.reason is None]
    texts = [_shown(draft) for draft in kept]
    for place in range(len(kept) - 1, max(len(kept) - AUTHOR_LINES - 1, 0), -1):
        named = [name for name in names if name in texts[place]]
        if any(name in text for name in named for text in texts[:place]):
            break
        if named and not isinstance(kept[place].block, Credit):
            kept[place].reason = Reason.AUTHOR_BOX
        elif not isinstance(kept[place].block, Figure | Credit | Separator):
            break


def _shown(draft: Draft) -> str:
    block = draft.block
    return (block.caption if isinstance(block, Figure) else words(draft)).lower()


def _key(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.lower()))


def _bold_headings(drafts: list[Draft]) -> None:
    """Make headings of short bold lines; an entry of a live report opens with its time."""
    for draft, after in pairwise(drafts):
        text = words(draft)
        if (
            draft.reason is None
            and (draft.bold or labels.is_subhead_name(draft.element.names))
            and isinstance(draft.block, Paragraph)
            and len(text) <= BOLD_HEADING_CHARS
            and not labels.ends_like_text(text)
            and not labels.opens_with_time(text)
            and isinstance(after.block, Paragraph | Figure | ItemList)
            and not after.bold
        ):
            draft.block = Heading(text, 2)


def _drop_empty_headings(drafts: list[Draft]) -> None:
    """Drop headings under which nothing is left."""
    following: Draft | None = None
    dropped: Reason | None = None
    for draft in reversed(drafts):
        if isinstance(draft.block, Separator):
            continue
        if draft.reason is not None:
            dropped = draft.reason if isinstance(draft.block, ItemList) else dropped
            continue
        if isinstance(draft.block, Heading) and following is None:
            draft.reason = Reason.RELATED
            continue
        if dropped and _heads_nothing(draft, following):
            draft.reason = dropped
            continue
        following, dropped = draft, None


def _heads_nothing(draft: Draft, following: Draft | None) -> bool:
    """Tell whether a heading is followed by another of its rank or a higher one, or by a time."""
    if not isinstance(draft.block, Heading) or following is None:
        return False
    if labels.is_time(words(following)):
        return True
    return isinstance(following.block, Heading) and following.block.level <= draft.block.level
