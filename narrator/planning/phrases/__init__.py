"""What the reader says of its own accord, in the language of the article.

One table for each language, a TOML file beside this module. A language without a table gets no
announcements: words of another language in the middle of an article would be worse than none.
Forms of number are chosen by the plural categories of the Unicode CLDR (through babel); a form
for one number alone (`"=1"`, as in ICU's MessageFormat) goes before them, for languages in
which a voice would say the digit in the wrong gender.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from narrator.article import Medium
from narrator.language_tags import primary

Forms = Mapping[str, str]
"""A phrase for each plural category of the language, with `{n}` for the number."""


@dataclass(frozen=True, slots=True)
class SignNames:
    """How signs within addresses, handles and hashtags are said, in one language."""

    at: str
    """The sign before a handle and within an e-mail address."""
    hashtag: str
    """Before the words of a hashtag."""
    hyphen: str
    underscore: str
    plus: str


@dataclass(frozen=True, slots=True)
class Phrases:
    """The announcements of one language."""

    colon: str
    """With the space before it where the language sets one."""
    stop: str
    """At the end of a sentence."""
    to_do: str
    """Before an item of a list of tasks whose box is empty."""
    done: str
    """Before one whose box is ticked."""
    image: str
    caption: str
    quotation: str
    note: str
    numbered_note: str
    credit: str
    column_names: str
    by: str
    """Before the names of the authors: "By {names}"; the same for one and for several."""
    separator: str
    """Between two names of a list."""
    last_separator: str
    """Between the last two."""
    table: str
    """With `{rows}` and `{columns}`."""
    elsewhere: str
    """Behind the size of a table that is too large to be read."""
    elsewhere_at: str
    """The same, with the `{host}` where the article is."""
    about: str
    """Before a rounded length: "About {time}"."""
    less_than_a_minute: str
    hours_and_minutes: str
    """With `{hours}` and `{minutes}`."""
    length: str
    """With `{time}` and `{sections}`."""
    length_alone: str
    """With `{time}`, for an article of one section."""
    closing: str
    """The last words on the article, with its `{headline}`."""
    disclosure: str
    """That a machine reads, as a sentence."""
    edition: str
    """What an edition is called that has no title of its own, with its `{date}`."""
    link: str
    """For a bare address: "link to {host}"."""
    dot: str
    """How the dot in a host's name is said."""
    list: Forms
    rows: Forms
    columns: Forms
    code: Forms
    minutes: Forms
    hours: Forms
    sections: Forms
    stories: Forms
    embeds: Mapping[str, str]
    """By medium."""
    separator_before_i: str = ""
    """Between the last two names where the last begins with the sound of i: Spanish "e"."""
    signs: SignNames | None = None
    """None where nobody has told us how they are said; such signs stay as they are written."""

    def embed(self, medium: Medium) -> str:
        """Return what an embedded thing is called."""
        return self.embeds[medium.value]


LANGUAGES = frozenset(
    {"ar", "de", "en", "es", "fr", "hi", "it", "ja", "nl", "pl", "pt", "ru", "sr", "tr", "uk", "zh"}
)
"""The primary language subtags that there is a table for."""
TRADITIONAL = frozenset({"hant", "tw", "hk", "mo"})
"""Subtags of Chinese that is written in traditional characters (CLDR, likely subtags)."""
LATIN = frozenset({"latn"})

_DIGRAPHS = {"љ": "lj", "њ": "nj", "џ": "dž", "Љ": "Lj", "Њ": "Nj", "Џ": "Dž"}
_LETTERS = "абвгдђежзијклмнопрстћуфхцчш"
_LATIN_LETTERS = "abvgdđežzijklmnoprstćufhcčš"
_TO_LATIN = str.maketrans(
    {
        **dict(zip(_LETTERS, _LATIN_LETTERS, strict=True)),
        **dict(zip(_LETTERS.upper(), _LATIN_LETTERS.upper(), strict=True)),
        **_DIGRAPHS,
    }
)
"""The two alphabets of Serbian, which correspond letter by letter."""


def phrases_for(language: str) -> Phrases | None:
    """Return the phrases of a language, or None where there is no table for it.

    The script decides too: Serbian in Latin letters (`sr-Latn`), Chinese in traditional
    characters (`zh-Hant`, `zh-TW`, `zh-HK`, `zh-MO`).
    """
    main, *subtags = language.lower().split("-")
    if main not in LANGUAGES:
        return None
    if main == "zh" and TRADITIONAL & set(subtags):
        return _load("zh-Hant")
    if main == "sr" and LATIN & set(subtags):
        return _load("sr", latin=True)
    return _load(main)


def in_its_script(language: str, text: str) -> str:
    """Return the language with the script that its text is in, where that decides.

    Serbian is written in two alphabets, and pages seldom say in which.
    """
    if language.lower() != "sr" and not language.lower().startswith("sr-rs"):
        return language
    latin = sum(letter in "abcdefghijklmnoprstuvzčćđšž" for letter in text.lower())
    cyrillic = sum("\u0400" <= letter <= "\u04ff" for letter in text)
    return "sr-Latn" if latin > cyrillic else language


@cache
def _load(name: str, *, latin: bool = False) -> Phrases:
    text = (files(__package__) / f"{name}.toml").read_text(encoding="utf-8")
    table = tomllib.loads(text.translate(_TO_LATIN) if latin else text)
    signs = table.pop("signs", None)
    return Phrases(**table, signs=SignNames(**signs) if signs else None)


def counted(forms: Forms, number: int, language: str) -> str:
    """Return the form that the language uses with that number, the number filled in."""
    from babel import Locale

    exact = f"={number}"
    category = Locale(primary(language)).plural_form(number)
    return forms[exact if exact in forms else category].format(n=number)


def joined(names: tuple[str, ...], phrases: Phrases) -> str:
    """Return names as a list in running text: "A, B and C"."""
    if len(names) < 2:
        return "".join(names)
    last = names[-1].lower()
    sounds_like_i = last.startswith(("i", "í", "hi", "hí")) and not last.startswith(("hia", "hie"))
    final = (sounds_like_i and phrases.separator_before_i) or phrases.last_separator
    return f"{phrases.separator.join(names[:-1])}{final}{names[-1]}"
