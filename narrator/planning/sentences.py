"""Text cut into sentences, so that each is spoken, timed and found again by itself."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from narrator.planning.verbalizing import can_be_heard

# A full stop behind these does not end a sentence, though the splitter takes it for one in
# some languages: an initial or a short title ("M. Dupont"), an ordinal number ("1. FC").
_NO_END = re.compile(r"(?:^|[\s(])(?:[^\W\d_]|Mr|Mrs|Ms|MM|Dr|Prof|St|Nr)\.\s*$")
_ORDINAL = re.compile(r"(?:^|\s)\d{1,3}\.\s*$")
ORDINAL_LANGUAGES = frozenset({"de", "da", "nb", "no", "nn", "fi", "cs", "sk", "pl", "hu", "sr"})
"""Languages that write an ordinal number with a full stop."""


def sentences(text: str, language: str) -> tuple[str, ...]:
    """Return the sentences of a text, without the white space between them.

    Joined by spaces they are the text again, white space aside.
    """
    import sentencex

    primary = language.partition("-")[0].lower() or "en"
    pieces = sentencex.segment(primary, " ".join(text.split()))
    return merge_unheard(_mend(pieces, primary))


def merge_unheard(parts: Iterable[str]) -> tuple[str, ...]:
    """Return the parts, those of punctuation alone joined to the one before them."""
    merged: list[str] = []
    for part in parts:
        if merged and not (can_be_heard(part) and can_be_heard(merged[-1])):
            merged[-1] = f"{merged[-1]} {part}".strip()
        else:
            merged.append(part)
    return tuple(merged)


def _mend(pieces: Iterable[str], language: str) -> Iterator[str]:
    """Yield the splitter's pieces, joined again where it cut behind an abbreviation."""
    held = ""
    for piece in pieces:
        held += piece
        if not _cut_too_soon(held, language):
            yield held.strip()
            held = ""
    if held.strip():
        yield held.strip()


def _cut_too_soon(text: str, language: str) -> bool:
    ordinal = language in ORDINAL_LANGUAGES and _ORDINAL.search(text)
    return bool(ordinal or _NO_END.search(text))
