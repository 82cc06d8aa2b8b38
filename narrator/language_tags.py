"""Language tags (BCP 47): what is asked of them everywhere."""

from __future__ import annotations


def primary(tag: str) -> str:
    """Return the primary language subtag in small letters: "pt" of "pt-BR"."""
    return tag.partition("-")[0].lower()


def is_same_language(one: str, other: str) -> bool:
    """Say whether two tags name one language, as "en" and "en-GB" do."""
    return primary(one) == primary(other)
