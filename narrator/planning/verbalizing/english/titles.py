"""Titles, initials and other abbreviations with a full stop.

An engine hears a full stop before a capital letter as the end of a sentence and makes a pause;
so the stop goes even where the abbreviation itself is said as it should be.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from narrator.planning.verbalizing.english.context import (
    STARTERS,
    stop,
    text_before,
    word_after,
    word_before,
)
from narrator.planning.verbalizing.english.numbers import year_in_words
from narrator.planning.verbalizing.rules import Rule
from narrator.planning.verbalizing.surroundings import words

TITLES: Mapping[str, str] = {
    "Rt. Hon.": "Right Honorable",
    "Rt Hon": "Right Honorable",
    "Lt. Gov.": "Lieutenant Governor",
    "Lt. Col.": "Lieutenant Colonel",
    "Lt. Gen.": "Lieutenant General",
    "Lt. Cmdr.": "Lieutenant Commander",
    "Maj. Gen.": "Major General",
    "Brig. Gen.": "Brigadier General",
    "Sgt. Maj.": "Sergeant Major",
    "Det. Sgt.": "Detective Sergeant",
    "Atty. Gen.": "Attorney General",
    "Mr.": "Mr",
    "Mrs.": "Mrs",
    "Ms.": "Miz",
    "Ms": "Miz",
    "Mx.": "Mx",
    "Dr.": "Doctor",
    "Drs.": "Doctors",
    "Prof.": "Professor",
    "Sen.": "Senator",
    "Sens.": "Senators",
    "Rep.": "Representative",
    "Reps.": "Representatives",
    "Gov.": "Governor",
    "Govs.": "Governors",
    "Pres.": "President",
    "Gen.": "General",
    "Col.": "Colonel",
    "Maj.": "Major",
    "Capt.": "Captain",
    "Lt.": "Lieutenant",
    "Sgt.": "Sergeant",
    "Cpl.": "Corporal",
    "Pvt.": "Private",
    "Adm.": "Admiral",
    "Cmdr.": "Commander",
    "Rev.": "Reverend",
    "Revs.": "Reverends",
    "Hon.": "Honorable",
    "Msgr.": "Monsignor",
    "Fr.": "Father",
    "Supt.": "Superintendent",
    "Insp.": "Inspector",
    "Det.": "Detective",
    "Sgt": "Sergeant",
    "Capt": "Captain",
    "Lt": "Lieutenant",
    "Lt Col": "Lieutenant Colonel",
    "Lt Gen": "Lieutenant General",
    "Maj Gen": "Major General",
    "Cllr": "Councillor",
    "Supt": "Superintendent",
    "Prof": "Professor",
    "Col": "Colonel",
    "Maj": "Major",
}
"""What stands before a name. "Ms" is said letter by letter by espeak; "Miz" is right in all."""
PLACES: Mapping[str, str] = {"Mt.": "Mount", "Ft.": "Fort", "Mts.": "Mountains"}
WORDS: Mapping[str, str] = {
    "Jr.": "Junior",
    "Sr.": "Senior",
    "Corp.": "Corporation",
    "Bros.": "Brothers",
    "Dept.": "Department",
    "Assn.": "Association",
    "Univ.": "University",
    "Natl.": "National",
    "Intl.": "International",
    "Blvd.": "Boulevard",
    "Ave.": "Avenue",
    "Rd.": "Road",
    "Hwy.": "Highway",
    "Govt.": "Government",
}
"""What stands in or behind a name: only behind a capital letter or a number."""
PHRASES: Mapping[str, str] = {
    "Ph.D.": "PhD",
    "Ph.Ds": "PhDs",
    "e.g.": "for example",
    "i.e.": "that is",
    "a.k.a.": "also known as",
    "aka": "also known as",
    "vs.": "versus",
    "vs": "versus",
    "approx.": "approximately",
    "w/o": "without",
    "w/": "with",
    "and/or": "and or",
    "he/she": "he or she",
    "she/he": "she or he",
    "his/her": "his or her",
    "him/her": "him or her",
    "et al.": "et al",
    "govt.": "government",
    "gov't": "government",
    "dept.": "department",
}
"""What stands anywhere."""


def _any_of(table: Mapping[str, str]) -> str:
    """Return a pattern for the keys of a table, longest first."""
    return "|".join(re.escape(key) for key in sorted(table, key=len, reverse=True))


_REPUBLICS = ("Dem. ", "Czech ", "Dominican ", "Democratic People's ")
_NAME = r"[ \u00a0](?:(?:&|and)[ \u00a0])?[A-Z][\w.’']"
_TITLE = re.compile(rf"(?<![\w.])(?P<title>{_any_of(TITLES)})(?={_NAME}|-elect\b|[ \u00a0]\(ret)")
_PLACE = re.compile(rf"(?<![\w.-])(?P<place>{_any_of(PLACES)})(?=[ \u00a0][A-Z])")
_WORD = re.compile(rf"(?<=[ \u00a0])(?P<word>{_any_of(WORDS)})(?!\w)")
_PHRASE = re.compile(rf"(?<![\w./-])(?P<phrase>{_any_of(PHRASES)})(?![\w/])")
_SAINT_OR_STREET = re.compile(r"(?<![\w.-])(?:St\.|(?<=[a-z] )St)(?!\w)")
_NUMBERED = re.compile(r"\d(?:st|nd|rd|th)\Z")
_OF_A_STREET = words("Bridge Station Pier Market Garage Gallery Theater Theatre School")
_SAINTS = words(
    "Albans Andrew Andrews Anne Anselm Anthony Augustine Barth Bernard Catharines Catherine Charles"
    " Clair Cloud Croix David Edmunds Francis George Georges Gallen Germain Helena Helens Helier"
    " Ignatius Ives James Joe John Johns Joseph Kitts Lawrence Louis Lucia Lucie Luke Margaret Mark"
    " Martin Mary Marys Matthew Maarten Michael Moritz Nicholas Pancras Patrick Paul Pauli Pauls"
    " Peter Peters Petersburg Pius Stephen Stephens Teresa Thomas Tropez Valentine Vincent"
)
_NUMBER = re.compile(r"(?<![\w.-])(?:(?P<capital>No)|(?P<small>no))(?P<many>s?)\.[ \u00a0]?(?=\d)")
_NUMBER_WITHOUT_STOP = re.compile(r"(?<=[a-z,] )No(?P<many>s?)[ \u00a0](?=\d{1,3}(?![\w,%]|\.\d))")
_DOWNING_STREET = re.compile(
    r"(?<![\w.-])No[ \u00a0]1[01](?=['’]s\b|[ \u00a0](?:said|says|has|had|is|was|did|denied"
    r"|declined|insisted|insists|confirmed|sources?|spokes\w+|officials|aides|refused|will|would"
    r"|staff)\b)"
)
"""British papers write it without a stop; "No 10 people came" stays."""
_HASH = re.compile(r"(?<![\w#&/])#(?=\d{1,3}(?![\w,]|\.\d))")
_PAGES = re.compile(r"(?<![\w.])(?P<many>pp?)\.[ \u00a0]?(?=\d)")
_PARTS: Mapping[str, str] = {
    "Fig.": "Figure",
    "Figs.": "Figures",
    "Vol.": "Volume",
    "Vols.": "Volumes",
    "Sec.": "Section",
    "Art.": "Article",
}
_PART = re.compile(rf"(?<![\w.])(?P<part>{_any_of(_PARTS)})[ \u00a0]?(?=[\dIVX])")
_ESTABLISHED = re.compile(r"(?<![\w.])(?P<word>est|ca?)\. (?P<year>[12]\d{3})\b")
_CASE = re.compile(r"(?<=[a-z)] )v\.?(?= [A-Z])")
_INITIALS = re.compile(
    r"(?<![\w.-])(?P<initials>(?:[A-Z]\.[ \u00a0]?){0,3}[A-Z]\.)(?=[ \u00a0][A-Z][a-z])"
)
_LISTED = words(
    "plan vitamin hepatitis group class category type team company section schedule appendix"
    " article grade option point part series block gate terminal level serie stage step exhibit"
    " phase unit wing ward zone line influenza strain factor"
)
"""Behind these a single letter is no initial: "Plan B." may end a sentence."""
_ACRONYMS = words("US UK UN EU DC UAE USA LA AI TV")
"""Said letter by letter without stops as well."""


def _title(match: re.Match[str]) -> str | None:
    if match["title"] == "Rep." and text_before(match).endswith(_REPUBLICS):
        return None
    return TITLES[match["title"]]


def _place(match: re.Match[str]) -> str:
    return PLACES[match["place"]]


def _word(match: re.Match[str]) -> str | None:
    before = word_before(match)
    if not before[:1].isupper() and not before[:1].isdigit():
        return None
    return WORDS[match["word"]] + stop(match)


def _phrase(match: re.Match[str]) -> str:
    return PHRASES[match["phrase"]] + (stop(match) if match["phrase"] != "w/" else " ")


def _saint_or_street(match: re.Match[str]) -> str | None:
    before, after = word_before(match), word_after(match)
    named = before[:1].isupper() and before not in STARTERS
    street = named or bool(_NUMBERED.search(before))
    if after[:1].isupper() and after not in STARTERS | _OF_A_STREET:
        saint = after.removesuffix("'s").removesuffix("’s") in _SAINTS or not street
        # "St Andrews" is said as it should be; "Mont St. Michel" may be either.
        return "Saint" if saint and match[0].endswith(".") else None
    return "Street" + stop(match) if street else None


def _number(match: re.Match[str]) -> str | None:
    if match["small"] and word_before(match).lower() not in {
        "the",
        "a",
        "world",
        "at",
        "as",
        "top",
    }:
        return None  # "said no. 10 people": an answer.
    word = "Number" if match["capital"] else "number"
    return f"{word}s " if match["many"] else f"{word} "


def _number_without_stop(match: re.Match[str]) -> str:
    return f"Number{match['many']} "


def _downing_street(match: re.Match[str]) -> str:
    return f"Number {match[0][-2:]}"


def _hash(_match: re.Match[str]) -> str:
    return "number "


def _pages(match: re.Match[str]) -> str:
    return "pages " if match["many"] == "pp" else "page "


def _part(match: re.Match[str]) -> str:
    return f"{_PARTS[match['part']]} "


def _established(match: re.Match[str]) -> str:
    word = "established" if match["word"] == "est" else "circa"
    return f"{word} {year_in_words(int(match['year']))}"


def _case(match: re.Match[str]) -> str | None:
    return "versus" if word_before(match)[:1].isupper() else None


def _initials(match: re.Match[str]) -> str | None:
    """Say the initials of a name without the stop that would make a pause before the name."""
    letters = re.sub(r"[. \u00a0]", "", match["initials"])
    before = word_before(match)
    if word_after(match) in STARTERS or before.lower() in _LISTED or letters == "A":
        return None
    if len(letters) == 1 and before[:1].islower():
        return None
    if letters in _ACRONYMS:
        return letters
    # espeak says "A" alone as the article, and letters with stops between them as letters.
    return ".".join(letters) if "A" in letters else " ".join(letters)


_STOP = frozenset(".")
TITLE_RULES = (
    Rule("number", _NUMBER, _number, _STOP),
    Rule("number", _NUMBER_WITHOUT_STOP, _number_without_stop, frozenset("N")),
    Rule("number", _DOWNING_STREET, _downing_street, frozenset("N")),
    Rule("number", _HASH, _hash, frozenset("#")),
    Rule("page", _PAGES, _pages, _STOP),
    Rule("part", _PART, _part, _STOP),
    Rule("title", _TITLE, _title, frozenset("MDPSRGCLAFHIB")),
    Rule("place", _PLACE, _place, _STOP),
    Rule("place", _SAINT_OR_STREET, _saint_or_street, frozenset("S")),
    Rule("abbreviation", _WORD, _word, _STOP),
    Rule("abbreviation", _PHRASE, _phrase, frozenset("./'vk")),
    Rule("abbreviation", _ESTABLISHED, _established, _STOP),
    Rule("versus", _CASE, _case, frozenset("v")),
    Rule("initials", _INITIALS, _initials, _STOP),
)
