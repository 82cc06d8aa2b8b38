"""Language tags (BCP 47): what is asked of them everywhere."""

from __future__ import annotations

import re


def primary(tag: str) -> str:
    """Return the primary language subtag in small letters: "pt" of "pt-BR"."""
    return tag.partition("-")[0].lower()


def is_same_language(one: str, other: str) -> bool:
    """Say whether two tags name one language, as "en" and "en-GB" do."""
    return primary(one) == primary(other)


RIGHT_TO_LEFT_SCRIPTS = frozenset(
    {"adlm", "arab", "hebr", "mand", "nkoo", "rohg", "samr", "syrc", "thaa"}
)
RIGHT_TO_LEFT_LANGUAGES = frozenset(
    {"ar", "arc", "ckb", "dv", "fa", "he", "iw", "ji", "ks", "mzn", "nqo", "ps", "sd", "syr"}
    | {"ug", "ur", "yi"}
)
"""Whose likely script (Unicode CLDR, likely subtags) is one of those."""
_SUBTAG = re.compile(r"[a-zA-Z]{2,8}(?:-[a-zA-Z0-9]{1,8})*")


def well_formed(tag: str) -> str:
    """Return the tag where it has the form of one (RFC 5646, section 2.1), else an empty text."""
    return tag if _SUBTAG.fullmatch(tag) else ""


def direction(tag: str) -> str:
    """Return how a language is written, as HTML's `dir` has it: "ltr" or "rtl"."""
    main, *subtags = tag.lower().split("-")
    script = next((subtag for subtag in subtags if len(subtag) == 4 and subtag.isalpha()), "")
    is_rtl = script in RIGHT_TO_LEFT_SCRIPTS if script else main in RIGHT_TO_LEFT_LANGUAGES
    return "rtl" if is_rtl else "ltr"
