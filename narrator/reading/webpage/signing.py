"""Lines that tell of the article itself: who supplied it, what was corrected, how it was made."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from narrator.article import Credit, Note, Paragraph, Separator
from narrator.reading.webpage import labels

if TYPE_CHECKING:
    from narrator.reading.webpage.drafts import Draft

HEAD_LINE_CHARS = 80
"""A line before the text that is shorter and no sentence is a label."""
SIGNED_LINES = 3
"""How many of the last blocks can be the publication's signature."""
NOTICE_CHARS = 260
"""The longest line that says how a text was made."""
_DESK = re.compile(r"[(\[/–—-]?\s?[a-zäöüß]{2,5}(?:\s?[/,+]\s?[A-Za-zäöüß]{2,10}){0,3}[)\]]?", re.A)
"""The sign of an editor or of an agency as desks write it below a text: "lkw", "(hb/mik)"."""
_BY_MACHINE = re.compile(
    # English
    r"\b(?:summar(?:y|ies)|article|text|story|translation|post|overview|version)\b.{0,40}\b"
    r"(?:was|were|is|are|been)\b.{0,40}\b(?:generated|created|written|produced|made|translated|"
    r"summari[sz]ed)\b.{0,40}\b(?:AI\b|A\.I\.|artificial intelligence)|"
    r"\b(?:AI|machine)[- ](?:generated|assisted|written|translated) "
    r"(?:summar|text|article|translation|overview|version)|"
    r"\bsummar(?:y|i[sz]ed)\b.{0,20}\b(?:by|with|powered by|using) (?:AI\b|artificial)|"
    # German, Dutch
    r"\b(?:zusammenfassung|text|artikel|beitrag|übersetzung|überblick)\b.{0,60}"
    r"\b(?:KI\b|künstliche\w* intelligenz).{0,60}(?:erstellt|generiert|erzeugt|übersetzt|verfasst)|"
    r"\bKI-(?:generiert|erstellt|gestützt)e[rns]? (?:zusammenfassung|text|übersetzung)|"
    r"\b(?:samenvatting|artikel|tekst|vertaling)\b.{0,60}\b(?:AI\b|kunstmatige intelligentie)|"
    # French, Italian, Spanish, Portuguese
    r"\b(?:résumé|article|texte|traduction)\b.{0,40}(?:généré|créé|rédigé|traduit|produit).{0,40}"
    r"\b(?:IA\b|intelligence artificielle)|"
    r"\b(?:riassunto|sintesi|articolo|testo)\b.{0,40}(?:generat|creat|scritt|tradott)\w.{0,40}"
    r"\b(?:[AI]{2}\b|intelligenza artificiale)|"
    r"\b(?:resumen|artículo|texto|traducción|resumo|artigo|tradução)\b.{0,40}"
    r"(?:generad|cread|elaborad|traducid|redactad|gerad|criad|traduzid)\w.{0,40}"
    r"\b(?:IA\b|intelig[eê]ncia artificial)|"
    # Danish, Norwegian, Swedish, Polish
    r"\b(?:sammendrag|oppsummering|sammanfattning|resumé|artikkel|artikel|tekst)\w*\b.{0,60}"
    r"\b(?:[KA]I\b|[ak]\w+ intelligens)|"
    r"\b(?:streszczenie|podsumowanie|tekst)\b.{0,60}\b(?:AI\b|sztuczn\w+ inteligencj)|"
    # Chinese, Japanese, Korean
    r"(?:AI|人工智[能慧]|人工知能).{0,8}(?:摘要|总结|總結|要約|翻訳)|(?:AI|인공지능).{0,8}(?:요약|번역)",
    re.I,
)
"""What says that a machine summed up, translated or took over what stands beside it."""
_UNEDITED = re.compile(
    r"redaktionell nicht bearbeitet|automatisch .{0,60}\bübernommen|"
    r"\bnot been edited by .{0,60}\bstaff|auto-?generated from an? (?:syndicated|agency) feed",
    re.I,
)
"""What says that a text is an agency's, as it came."""
_NOT = re.compile(
    r"\b(?:without|not|no|ohne|nicht|keine?|sans|pas|sin|senza|sem|zonder|uten|utan)\b"
)
NOTICE_PLACES = 4
"""Such a line is one of the first or the last so many; elsewhere it is part of the text."""


def said(drafts: list[Draft]) -> list[Draft]:
    """Return the drafts that are kept and are no credit or rule."""
    return [
        draft
        for draft in drafts
        if draft.reason is None and not isinstance(draft.block, Credit | Separator)
    ]


def name_signatures(drafts: list[Draft]) -> None:
    """Make credits of the lines that say who supplied the article."""
    for draft in drafts:
        if isinstance(draft.block, Paragraph) and labels.is_signature(draft.block.text):
            draft.block = Credit(draft.block.text, draft.block.language)


def name_notes(drafts: list[Draft]) -> None:
    """Make notes of the paragraphs that say what was corrected, or made by a machine."""
    for draft in drafts:
        if isinstance(draft.block, Paragraph) and labels.is_correction(draft.block.text):
            _name_note(draft, draft.block)
    lines = [draft for draft in drafts if draft.reason is None]
    for draft in dict.fromkeys([*lines[:NOTICE_PLACES], *lines[-NOTICE_PLACES:]]):
        if isinstance(draft.block, Paragraph) and is_notice(draft.block.text):
            _name_note(draft, draft.block)


def _name_note(draft: Draft, block: Paragraph) -> None:
    draft.block = Note(block.text.replace("\n", " "), language=block.language)


def is_notice(text: str) -> bool:
    """Tell whether a line says that a machine made what stands beside it."""
    return len(text) <= NOTICE_CHARS and bool(
        _UNEDITED.search(text) or (_BY_MACHINE.search(text) and not _NOT.search(text))
    )


def name_last_lines(drafts: list[Draft], site: str) -> None:
    """Make credits of the last lines in which the publication, or a desk, signs."""
    for draft in said(drafts)[-SIGNED_LINES:]:
        if isinstance(draft.block, Paragraph) and _is_signed(draft.block.text, site):
            draft.block = Credit(draft.block.text, draft.block.language)
    last = said(drafts)[-1:]
    for draft in last:
        if isinstance(draft.block, Paragraph) and _DESK.fullmatch(draft.block.text):
            draft.block = Credit(draft.block.text, draft.block.language)


def _is_signed(text: str, site: str) -> bool:
    """Tell whether a last line is no sentence and opens with the publication's own name."""
    name = site.split(".")[0].lower()
    return bool(name) and is_label(text) and text.lower().startswith(name)


def is_label(text: str) -> bool:
    """Tell whether a line is short and no sentence: a section, a name, a place."""
    return len(text) < HEAD_LINE_CHARS and not (_is_sentence(text) or labels.is_signature(text))


def _is_sentence(text: str) -> bool:
    return labels.ends_sentence(text) and (len(text) > 12 or len(text.split()) >= 3)
