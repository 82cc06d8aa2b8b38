"""What is not in the audio, as a section of a page or a book."""

from __future__ import annotations

from collections.abc import Sequence
from xml.etree.ElementTree import Element

from narrator.article import Omission, Reason
from narrator.publishing.markup import add, element, set_language
from narrator.publishing.page_words import PageWords

REASONS_LANGUAGE = "en"
"""The language in which `Reason` says its reasons."""


def omitted(omissions: Sequence[Omission], words: PageWords, language: str) -> Element:
    """Return the section: what was left out, whole, by its reasons.

    Args:
        omissions: Of every stage.
        words: Our own.
        language: BCP 47, of the article.
    """
    made = element("section", class_="omitted", aria_labelledby="omitted")
    add(made, "h2", words.omissions, id="omitted")
    by_reason: dict[Reason, list[str]] = {}
    for omission in omissions:
        by_reason.setdefault(omission.reason, []).append(omission.excerpt)
    add(made, "p", words.omissions_about if by_reason else words.everything)
    for reason, excerpts in by_reason.items():
        heading = add(made, "h3", reason[:1].upper() + reason[1:])
        set_language(heading, REASONS_LANGUAGE, words.language)
        entries = add(made, "ul")
        set_language(entries, language, words.language)
        for excerpt in excerpts:
            add(entries, "li", " ".join(excerpt.split()))
    return made
