"""Credits of pictures and signatures of agencies: found, and split off captions."""

from __future__ import annotations

import re

from narrator.reading.phrases import AGENCIES, BY_WORDS, CREDIT_WORDS, alternatives
from narrator.reading.plaintext.lines import breadth

CREDIT_BREADTH = 110
"""The longest credit on 111 news pages has 90 columns."""

CREDIT_WORDS_MOST = 10
"""Bare credits behind captions are no longer: names, an agency and what it belongs to."""

SHORTEST_CAPTION = 8
"""With less before a name, a line is an entry of a list: "II. The Mule"."""

_WORD_ALTERNATIVES = "|".join(
    re.escape(form)
    for word in sorted(CREDIT_WORDS.split(), key=len, reverse=True)
    for form in dict.fromkeys((word, word.upper()))
)
_BY = alternatives(BY_WORDS)
_AGENCY = alternatives(AGENCIES)

# The word may be glued to the caption's last one: "at the stationImage: Jo Doe/AP".
_LABELLED = re.compile(
    rf"[\s(\[|/—–-]{{0,4}}(?<![A-ZÄÖÜ])(?:(?:{_WORD_ALTERNATIVES})(?:\s?(?:photos?|images?|fotos?|credits?|출처|제공))?\.?\s?[:：©=＝]|(?:{_BY})\s)"
)
_SIGNED = re.compile(r"[\s(\[|/—–-]{0,4}(?:©|\([cC]\)\s|Ⓒ)")
_BRACKETED = re.compile(r"\s*[(\[【（](?P<in>[^()\[\]（）]{2,100})[)\]】）]\s*[.]?$")
_NAMES_AGENCY = re.compile(
    rf"(?:/|\bvia\b|\bfor\b|,|\|)\s?\S{{0,3}}(?:{_AGENCY})\b|(?:{_AGENCY})\s?/"
)
_ONLY_AGENCY = re.compile(
    rf"[(\[]?\s*(?:{_AGENCY})(?:(?:\s*[/,|&]\s*|\s+via\s+|\s+)(?:{_AGENCY}))*\s*[)\]]?\.?$",
    re.IGNORECASE,
)
_TRAILING = re.compile(
    rf"(?<=[.!?…\"”“»)])\s+(?P<credit>(?:[^\W\d_][\w.'’-]*[ ]){{0,4}}[^\W\d_][\w.'’-]*\s?[/|,]"
    rf"\s?[^.!?]{{0,60}}$"
    rf"|(?:[^\W\d_][\w.'’-]*[ ]){{0,4}}(?:via\s)?(?:{_AGENCY})$)"
)
_NAME_AT_END = re.compile(
    r"(?<=[^\W\d_]{2})[.!?”\"»)]{1,2}\s+(?P<name>[^\W\d_a-zß-ÿ][\w.'’/-]*(?:\s+(?:for|of|and|und|von|de|the|/|[^\W\d_a-zß-ÿ]"
    r"[\w.'’/-]*)){0,6})$"
)
_SIGNATURE = re.compile(
    rf"[(\[/—–-]*\s*(?:(?-i:[a-zäöüß]{{2,5}}|[A-Z]{{2,4}})(?:/[a-zäöüß]{{2,5}})*[\s,/]+)?"
    rf"[(\[]?(?:mit\s|with\s)?(?:{_AGENCY})(?:\s?[/,;&|\-]\s?(?:{_AGENCY}|[a-zäöü]{{2,5}})|\s)*[)\]]?\.?$"
)
_INITIALS = re.compile(r"[a-zäöüß]{2,5}(?:/[a-zäöüß]{2,5})*\s\([^()]{2,60}\)$")
_EDITORS = re.compile(
    r"[(（\[【]?\s*(?:责编|責編|责任编辑|责任編輯|編集|记者|기자|Ред)\s*[:：].{1,40}$"
)


def split_credit(text: str) -> tuple[str, str]:
    """Return the caption and the credit; the credit is empty where there is none."""
    for pattern in (_LABELLED, _SIGNED):
        at = _last(pattern, text)
        if at is not None and 0 < breadth(text[at.end() :].strip()) <= CREDIT_BREADTH:
            return text[: at.start()].rstrip(" ,|–—-"), text[at.start() :].lstrip(" ,|—–-")
    bracketed = _BRACKETED.search(text[-(CREDIT_BREADTH + 10) :])
    if bracketed and _is_credit(bracketed["in"]):
        cut = len(text) - len(bracketed.group())
        return text[:cut], text[cut:].strip()
    trailing = _TRAILING.search(text[-CREDIT_BREADTH:])
    if trailing and _names_agency(trailing["credit"]):
        cut = max(0, len(text) - CREDIT_BREADTH) + trailing.start("credit")
        return text[:cut].rstrip(), text[cut:]
    if is_credit(text):
        return "", text
    return text, ""


def split_name(text: str) -> tuple[str, str]:
    """Return the caption and the bare name behind it: "The lamp at dusk. Jo Doe".

    Only where the line is known to be a caption: a sentence and a name end many lines.
    """
    match = _NAME_AT_END.search(text[-CREDIT_BREADTH:])
    if not match or match.start() < SHORTEST_CAPTION:
        return text, ""
    cut = max(0, len(text) - CREDIT_BREADTH) + match.start("name")
    return text[:cut].rstrip(), text[cut:]


def credit_behind(description: str, caption: str) -> str:
    """Return what a caption has more than the description whose words it begins with.

    A picture's caption is often its description and a name: "The lamp" and "The lamp Jo Doe".
    Empty where more follows than a credit has.
    """
    if not caption.startswith(description):
        return ""
    rest = caption[len(description) :].lstrip(" .,|–—-")
    words = rest.split()
    named = bool(words) and not words[0][0].islower() and len(words) <= CREDIT_WORDS_MOST
    return rest if named and not re.search(r"[.!?]\s", rest) else ""


def is_credit(text: str) -> bool:
    """Say whether the whole line is a credit without the word "Image:" before it."""
    if breadth(text) > CREDIT_BREADTH:
        return False
    return _ONLY_AGENCY.match(text) is not None or (
        _names_agency(text) and breadth(text) <= 60 and not re.search(r"[.!?]\s", text)
    )


def is_signature(text: str) -> bool:
    """Say whether the line is the signature of agencies below an article: "ab/cd (dpa)"."""
    if breadth(text) > CREDIT_BREADTH:
        return False
    return any(pattern.match(text) for pattern in (_SIGNATURE, _INITIALS, _EDITORS))


def is_labelled(text: str) -> bool:
    """Say whether the text says itself that it holds a credit: "Image:", "©"."""
    caption, credit = split_credit(text)
    return (
        bool(credit)
        and bool(_LABELLED.match(credit) or _SIGNED.match(credit))
        and (len(caption) < len(text))
    )


def _is_credit(text: str) -> bool:
    return (
        bool(_LABELLED.match(text) or _SIGNED.match(text))
        or _names_agency(text)
        or bool(_ONLY_AGENCY.match(text))
    )


def _names_agency(text: str) -> bool:
    return bool(_NAMES_AGENCY.search(text) or _ONLY_AGENCY.match(text))


def _last(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    """Return the last match that leaves room for a credit behind it, and no more."""
    found = None
    for match in pattern.finditer(text, max(0, len(text) - 2 * CREDIT_BREADTH)):
        found = found if found and match.start() - found.end() < 40 else match
    return found
