"""Text cut into sentences, so that each is spoken, timed and found again by itself.

The cutting is sentencex's; the tables here mend it where it cuts behind an abbreviation or
does not cut behind an ellipsis. A cut too few is a longer utterance, which nobody hears; a cut
too many is a full stop in the middle of a name. So where it is not certain, there is no cut.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from narrator.language_tags import primary
from narrator.planning.verbalizing import says_something

_LAST_WORD = re.compile(r"(?:^|[\s(«“„\"'’-])(?P<word>[^\W\d_][\w.º\u0900-\u0963-]*)\.\s*$")
"""The last word of a piece that ends in a full stop; it may have full stops inside. The signs
of Devanagari are named, since vowel signs are no word characters."""
_INITIAL = re.compile(r"(?:^|[\s('’-])[^\W\d_]\.\s*$")
"""A single letter with a full stop: an initial ("J. R. R. Tolkien"), "S. 5", "M. Dupont"."""
_ORDINAL = re.compile(r"(?:^|\s)(?:\d{1,3}|[IVX]{1,5})\.\s*$")
_REFERENCE = re.compile(r"(?:\w\.|\b(?:nr|numer|Seite|Kapitel|Punkt|Platz|Artikel))\s\d+\.\s*$")
"""A number behind what numbers things ("Nr. 12.", "Seite 5.") puts nothing in order: its full
stop is an end."""
ORDINAL_LANGUAGES = frozenset(
    {"de", "da", "nb", "no", "nn", "fi", "cs", "sk", "pl", "hu", "sr", "hr", "bs", "sl", "tr"}
)
"""Languages that write an ordinal number with a full stop."""

_OPENERS = (
    "Der Die Das Ein Eine Er Sie Es Wir Ich Ihr Dann Danach Dort Da Doch Aber Und Auch So In Im "
    "Am An Auf Bei Mit Nach Nun Jetzt Wer Was Wie Wo Wenn Als Dabei Damit Dazu Denn"
)
_GERMAN_OPENERS = frozenset(_OPENERS.split())
"""Words that never follow an ordinal number: with a capital letter they open a sentence."""

_BEFORE_A_WORD = {
    "en": "mr mrs ms dr prof st mt sen rep gov gen lt col capt sgt rev hon fig vol pp vs approx "
    "Ft Pt Ste",
    "de": "dr prof hr fr nr bd abs art ziff kap abb tab st ing hl vgl bzw ca tel z.b d.h u.a "
    "inkl exkl zzgl abzgl bspw insb allg ehem sog ggf evtl gem fam hrn abg labg dipl Bhf",
    "fr": "m mm mme mlle dr pr me p pp fig art vol chap st ste av bd ex p.ex",
    "es": "sr sra srta dr dra prof lic ing pág págs núm art cap fig vol sta sto av ud ee "
    "aprox gral ntra dª",
    "it": "sig sig.ra dott prof ing avv arch on sen pag pagg n art cap fig s sta",
    "pt": "sr sra dr dra prof eng pág p n n.º art cap fig av sto sta",
    "nl": "dhr mevr mw dr prof ir ing drs mr st blz nr art bijv o.a d.w.z incl excl",
    "pl": "prof dr godz str zob ul al pl św ks gen płk im m.in np tzn tj nr rys tab art "
    "bp abp mec inż ok pt fot",
    "tr": "dr prof doç av sn bkz s no",
    "ru": "д-р проф акад ген им см рис табл стр св ул пл тел напр оз корп",
    "uk": "проф акад ген ім див рис табл стор св вул пл тел напр оз корп",
    "sr": "др проф инж бр стр нпр ул тзв св dr prof inž br str npr ul tzv sv",
    "hi": "डॉ श्री श्रीमती प्रो पं सुश्री",
}
BEFORE_A_WORD: Mapping[str, frozenset[str]] = {
    language: frozenset(words.split()) for language, words in _BEFORE_A_WORD.items()
}
"""Abbreviations that want another word or a number behind them, in small letters and without
their last full stop: titles, places, references. One with a capital letter counts only so: "Ft.
Worth" is a town, "6 ft." a length. What may also end a sentence ("etc.", "Inc.") is not here:
there the capital letter of the next word decides."""

_BEFORE_A_NUMBER = {
    "en": "max min est ch eq ex para tab tel ext nos",
    "de": "max min",
    "fr": "max min no nos janv févr juill sept oct nov déc tél",
    "es": "máx mín tel",
    "it": "max min tel",
    "pt": "aprox máx mín tel séc",
    "nl": "max min tel",
    "pl": "maks min tel",
    "ru": "ок тел макс мин янв февр авг сент окт нояб дек",
    "uk": "тел макс мін січ лют бер квіт трав черв лип серп верес жовт листоп груд",
}
BEFORE_A_NUMBER: Mapping[str, frozenset[str]] = {
    language: frozenset(words.split()) for language, words in _BEFORE_A_NUMBER.items()
}
"""Abbreviations that a number belongs to, which may be words at the end of a sentence too: "max.
20", "Il a dit non." and "no. 5"."""
_HOUR = re.compile(r"\b\d{1,2}(?:[:.]\d\d)?\s?[ap]\.\s?m\.\s*$", re.I)
_DAYS = "Mon Tues Wednes Thurs Fri Satur Sun"
_DAY = re.compile(rf"(?:{'|'.join(_DAYS.split())})day\b")
"""Behind an hour, the day that it belongs to: "at 10 a.m. Tuesday"."""

_AND_SO_ON = re.compile(r"\bт\.\s?[дп]\.\s*$")
"""The Russian and Ukrainian "and so on", whose letters are no initials."""
_MARK = re.compile(
    r"(?:[¹²³⁴⁵⁶⁷⁸⁹⁰]{1,3}|[*†‡]{1,3}|\[(?:\d{1,3}|[a-z]|(?:note|nb|n) \d{1,3})\])+\s*"
)
"""Marks of footnotes, as they stand behind a sentence."""
_POINT_BEFORE = re.compile(r"(?:^|[\s(«“„\"'/])\.$")
"""A full stop with nothing before it belongs to what follows: ".NET"."""
_ENUMERATION = re.compile(r"\(?(?:\d{1,3}|[^\W\d_])[.)]\s*")
"""What counts the point or the note that a text is: "1. See the report"."""
_GOES_ON = re.compile(r"[とっ]")
"""What follows a Japanese quotation in the same sentence."""
_OPENING = "«“„‘\"'(¿¡—–- "
"""Marks before the first letter of a sentence."""
_UNCUT = re.compile(
    r"(?<=\w…)\s+(?=[«“„¿¡]?[^\W\d_])"  # an ellipsis
    r"|(?:(?<=[^\W\d_]{5}\.)|(?<=[^\W\d_]{5}\.\)))\s+(?=[^\W\d_])"  # no abbreviation is so long
    r"|(?<=\bт\. [дп]\.)\s+|(?<=\bт\.[дп]\.)\s+"  # Russian and Ukrainian "and so on"
)
_QUOTES = frozenset('«»“”„‟"「」『』')
NOUNS_IN_CAPITALS = frozenset({"de", "lb"})
"""Languages that write every noun with a capital letter, so that it tells no beginning."""


def sentences(text: str, language: str) -> tuple[str, ...]:
    """Return the sentences of a text, without the white space between them.

    Joined by spaces they are the text again, white space aside.
    """
    import sentencex

    subtag = primary(language) or "en"
    pieces = sentencex.segment(subtag, " ".join(text.split()))
    whole = _joined(_with_marks(pieces), subtag)
    return merge_unheard(part for piece in whole for part in _parted(piece, subtag))


def merge_unheard(parts: Iterable[str]) -> tuple[str, ...]:
    """Return the parts, those of punctuation alone joined to the one before them."""
    merged: list[str] = []
    for part in parts:
        if merged and not (says_something(part) and says_something(merged[-1])):
            merged[-1] = f"{merged[-1]} {part}".strip()
        else:
            merged.append(part)
    return tuple(merged)


def _with_marks(pieces: Iterable[str]) -> list[str]:
    """Return the pieces; marks of footnotes that stand right behind one are part of it."""
    found: list[str] = []
    for piece in pieces:
        mark = _MARK.match(piece) if found and not found[-1][-1].isspace() else None
        cut = mark.end() if mark else 0
        if cut:
            found[-1] += piece[:cut]
        if piece[cut:]:
            found.append(piece[cut:])
    return found


def _joined(pieces: list[str], language: str) -> Iterator[str]:
    """Yield the splitter's pieces, joined again where it cut inside a sentence."""
    held = ""
    for number, piece in enumerate(pieces):
        held += piece
        following = "".join(pieces[number + 1 : number + 2])
        if number == 0 and following and _ENUMERATION.fullmatch(held):
            continue
        if not following or not _goes_on(held, following, language):
            yield held.strip()
            held = ""


def _goes_on(text: str, following: str, language: str) -> bool:
    """Say whether what follows belongs to the same sentence."""
    first = following.lstrip(_OPENING)[:1]
    if first.islower() or _is_inside_a_word(text, following):
        return True
    if language == "ja":
        return text.rstrip().endswith(("」", "』")) and bool(_GOES_ON.match(following))
    if _is_before(following, text, language):
        return True
    if language == "en" and _HOUR.search(text) and _DAY.match(following):
        return True
    if _INITIAL.search(text):
        return not _AND_SO_ON.search(text)
    return language in ORDINAL_LANGUAGES and _counts(text, following, language)


def _is_inside_a_word(text: str, following: str) -> bool:
    """Say whether a hyphen or a full stop holds both together: "Dipl.-Ing.", ".NET"."""
    if text.endswith(".") and following[:1] == "-" and following[1:2].isalpha():
        return True
    return bool(_POINT_BEFORE.search(text)) and following[:1].isalnum()


def _is_before(following: str, text: str, language: str) -> bool:
    """Say whether the text ends in an abbreviation that what follows belongs to."""
    last = _LAST_WORD.search(text)
    if not last:
        return False
    word = last["word"]
    forms = {word, word.lower(), word.lower().rpartition("-")[2]}  # "Univ.-Prof." is a "Prof."
    if forms & BEFORE_A_WORD.get(language, frozenset()):
        return True
    is_number = following.lstrip(_OPENING)[:1].isdigit()
    return is_number and word.lower() in BEFORE_A_NUMBER.get(language, ())


def _counts(text: str, following: str, language: str) -> bool:
    """Say whether the text ends in an ordinal number that counts what follows."""
    if not _ORDINAL.search(text) or _REFERENCE.search(text):
        return False
    return not (language == "de" and following.split()[0].strip(",") in _GERMAN_OPENERS)


def _parted(piece: str, language: str) -> Iterator[str]:
    """Yield the sentences in a piece that the splitter did not cut, though it holds two."""
    start = 0
    if language not in NOUNS_IN_CAPITALS and not _QUOTES & set(piece):
        for gap in _UNCUT.finditer(piece):
            if _opens(piece[gap.end() :]) and _may_end(piece[start : gap.start()]):
                yield piece[start : gap.start()]
                start = gap.end()
    if piece[start:]:
        yield piece[start:]


def _opens(text: str) -> bool:
    return text.lstrip(_OPENING)[:1].isupper()


def _may_end(text: str) -> bool:
    """Say whether a piece can be a sentence: its last word is none of a name or a title."""
    word = text.rpartition(" ")[2]
    return text.endswith("…") or word[:1].islower()
