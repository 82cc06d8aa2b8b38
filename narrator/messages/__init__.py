"""What narrator says to the person who runs it, in their language.

English stands in the code, and each other language in a catalogue of gettext beside this file
(`de.po`). A catalogue is read as it is: there is nothing to compile, nothing compiled that could
be older than its text, and translators can use the programs they know. Babel, which turns it
into what the standard library's gettext looks words up in, is loaded for these languages only.

What articles are read with is another matter: `narrator.planning.phrases`.
"""

from __future__ import annotations

import gettext
import io
import os
import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

LANGUAGE_VARIABLE = "NARRATOR_LANGUAGE"
"""The environment variable that names the language of the messages."""

_LOCALE_VARIABLES = ("LC_ALL", "LC_MESSAGES", "LANG")
"""Where POSIX has the language of messages, the first that is set."""

SOURCE_LANGUAGE = "en"

_LEAST_FIXED = 7
"""Letters that must be fixed in a pattern with fields: with fewer, it would fit other sentences."""


class _Chosen:
    """The language of this run, and its words."""

    language = SOURCE_LANGUAGE
    words: gettext.NullTranslations = gettext.NullTranslations()


def languages() -> tuple[str, ...]:
    """Return the languages that messages can be in, English first."""
    found = sorted(path.stem for path in Path(__file__).parent.glob("*.po"))
    return (SOURCE_LANGUAGE, *found)


def use(language: str) -> None:
    """Have messages be in a language from now on.

    Args:
        language: One of `languages`.

    Raises:
        KeyError: where there is no catalogue for it.
    """
    if language not in languages():
        raise KeyError(language)
    _Chosen.language, _Chosen.words = language, _load(language)


def used() -> str:
    """Return the language that messages are in."""
    return _Chosen.language


def wanted(environment: Mapping[str, str] = os.environ) -> str:
    """Return the language that the environment asks for; English where it is not there."""
    named = environment.get(LANGUAGE_VARIABLE) or next(
        (environment[name] for name in _LOCALE_VARIABLES if environment.get(name)), ""
    )
    language = re.split(r"[-_.@]", named.lower())[0]
    return language if language in languages() else SOURCE_LANGUAGE


def _(message: str) -> str:
    """Return a message in the language of this run; in English where there is none."""
    return _Chosen.words.gettext(message) if message else ""


def ngettext(one: str, many: str, number: int) -> str:
    """Return the message for that number of things, still with its field for the number."""
    return _Chosen.words.ngettext(one, many, number)


def counted(one: str, many: str, number: int) -> str:
    """Return the message for that number of things, with the number in its field."""
    return ngettext(one, many, number).format(number=number)


def length(ms: int) -> str:
    """Return a length as a person would say it: "4 minutes 12 seconds"."""
    seconds = (ms + 500) // 1000
    hours, minutes, rest = seconds // 3600, seconds // 60 % 60, seconds % 60
    said = []
    if hours:
        said.append(ngettext("{number} hour", "{number} hours", hours).format(number=hours))
    if minutes:
        said.append(ngettext("{number} minute", "{number} minutes", minutes).format(number=minutes))
    if rest or not said:
        said.append(ngettext("{number} second", "{number} seconds", rest).format(number=rest))
    return " ".join(said)


def translated(sentence: str) -> str:
    """Return a finished sentence in the language of this run, as far as it is known.

    It is for words that were put together elsewhere: errors that stages raise, and those of the
    library for command lines. The catalogue has them as patterns with fields ("The file {0} is
    empty"); what stands in a field stays as it is. A sentence that fits no pattern stays English.
    """
    if _Chosen.language == SOURCE_LANGUAGE or not sentence:
        return sentence
    exact = _(sentence)
    if exact != sentence:
        return exact
    for pattern, message in _patterns(_Chosen.language):
        found = pattern.fullmatch(sentence)
        if found:
            return message.format(*found.groups())
    return sentence


@cache
def _load(language: str) -> gettext.NullTranslations:
    if language == SOURCE_LANGUAGE:
        return gettext.NullTranslations()
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    compiled = io.BytesIO()
    with (Path(__file__).parent / f"{language}.po").open("rb") as file:
        write_mo(compiled, read_po(file, locale=language))
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)


@cache
def _patterns(language: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    """Return the patterns of sentences with numbered fields, those with most fixed words first."""
    from babel.messages.pofile import read_po

    with (Path(__file__).parent / f"{language}.po").open("rb") as file:
        entries = {str(entry.id): str(entry.string) for entry in read_po(file) if entry.string}
    numbered = [key for key in entries if re.search(r"\{\d\}", key) and _fixed(key) >= _LEAST_FIXED]
    numbered.sort(key=_fixed, reverse=True)
    return tuple((re.compile("".join(_as_regex(key)), re.S), entries[key]) for key in numbered)


def _fixed(message: str) -> int:
    return len(re.sub(r"\{\d\}", "", message))


def _as_regex(message: str) -> Iterator[str]:
    for part in re.split(r"(\{\d\})", message):
        yield "(.+?)" if re.fullmatch(r"\{\d\}", part) else re.escape(part)
