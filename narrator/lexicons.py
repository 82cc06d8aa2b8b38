"""Where lexicons are kept, and how they are written: TOML files of our own, and W3C PLS."""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from narrator.errors import LexiconError, nearest
from narrator.lexicon import GROUP, Entry, Lexicon
from narrator.pls import parse_pls

SCHEMA = 1
"""The version of the form that this module reads."""

FOLDER_VARIABLE = "NARRATOR_LEXICONS"
"""The environment variable that names the user's own folder of lexicons."""

PLS_SUFFIXES = frozenset({".pls", ".xml"})
SUFFIXES = frozenset({".toml", *PLS_SUFFIXES})

# Limits of our own making: many times what a person writes, and what a machine reads at once.
MAX_BYTES = 5_000_000
MAX_ENTRIES = 50_000
MAX_CHARS = 500

KEYS = frozenset({"schema", "language", "description", "words", "patterns"})
ALIAS = "alias"

ALPHABETS: Mapping[str, re.Pattern[str]] = {
    # Without the slashes and brackets that stand around phonemes in books.
    "ipa": re.compile(r"[^/\[\]\x00-\x1f\x7f]*[^\W_][^/\[\]\x00-\x1f\x7f]*\Z"),
    "espeak": re.compile(r"[^\[\]\x00-\x1f\x7f-\U0010ffff]*[A-Za-z0-9@][ -Z\\^-~]*\Z"),
}
"""What phonemes look like in the alphabets that every lexicon may use. Others are named `x-...`,
as in PLS 1.0, section 4.1, and taken as they are."""

_OTHER_ALPHABET = re.compile(r"x-[a-z0-9]+(?:-[a-z0-9]+)*\Z", re.IGNORECASE)
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*\Z")
"""As BCP 47 has it (RFC 5646, section 2.1), without its registry."""


def load_lexicons(paths: Iterable[str | Path] = ()) -> tuple[Lexicon, ...]:
    """Return the lexicons in those files, then the user's own, then the packaged ones.

    Where two of them know a word, the first has it.

    Args:
        paths: Of TOML and PLS files, the one that goes before the others first.

    Raises:
        LexiconError: where one cannot be read, or is not a lexicon; trying again cannot help.
    """
    files = [*map(Path, paths), *_files_of(user_folder()), *_files_of(packaged_folder())]
    return tuple(read_lexicon(path) for path in dict.fromkeys(files))


def user_folder() -> Path:
    """Return the folder of the user's own lexicons; it may not exist."""
    named = os.environ.get(FOLDER_VARIABLE)
    if named:
        return Path(named)
    import click

    return Path(click.get_app_dir("narrator")) / "lexicons"


def packaged_folder() -> Path:
    """Return the folder of the lexicons that come with narrator."""
    return Path(__file__).parent / "pronunciations"


def _files_of(folder: Path) -> list[Path]:
    if not folder.is_dir():
        return []
    return sorted(path for path in folder.iterdir() if path.suffix.lower() in SUFFIXES)


def read_lexicon(path: Path) -> Lexicon:
    """Return the lexicon in a file.

    Raises:
        LexiconError: where it cannot be read, or is not a lexicon; trying again cannot help.
    """
    name = str(path)
    if path.suffix.lower() not in SUFFIXES:
        raise LexiconError(
            "A lexicon is a file that ends in .toml, .pls or .xml", where=name, hint="Rename it."
        )
    data = _bytes_of(path)
    is_pls = path.suffix.lower() in PLS_SUFFIXES
    return _checked(parse_pls(data, name) if is_pls else parse_toml(data, name))


def _bytes_of(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        hint = "Check the path; a relative one starts from the current folder."
        raise LexiconError(
            "The lexicon cannot be read", where=f"{path}: {error.strerror}", hint=hint
        ) from error
    if len(data) > MAX_BYTES:
        raise LexiconError(
            f"The lexicon is larger than {MAX_BYTES:,} bytes",
            where=str(path),
            hint="Leave out the words that voices say rightly.",
        )
    return data


def parse_toml(data: bytes, name: str) -> Lexicon:
    """Return the lexicon that a TOML document describes.

    Raises:
        LexiconError: for an unknown schema or key, with the nearest known one, and for a value
            of the wrong type.
    """
    try:
        table = tomllib.loads(data.decode("utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise LexiconError("The lexicon is not TOML", where=f"{name}: {error}") from error
    if table.get("schema") != SCHEMA:
        raise LexiconError(
            f"The lexicon does not say `schema = {SCHEMA}`",
            where=name,
            hint=f"This version reads schema {SCHEMA} only; add the line at the top.",
        )
    for key in table:
        if key not in KEYS:
            raise LexiconError(
                "Unknown key in a lexicon", where=f"{name}: {key}", hint=nearest(key, KEYS)
            )
    words = _table(table.get("words", {}), f"{name}: words")
    patterns = _table(table.get("patterns", {}), f"{name}: patterns")
    entries = [
        replace(_entry(said, f"{name}: words.{word}"), word=word) for word, said in words.items()
    ]
    entries += [
        replace(_entry(said, f"{name}: patterns.{pattern}"), pattern=pattern)
        for pattern, said in patterns.items()
    ]
    language = _text(table.get("language", ""), f"{name}: language")
    return Lexicon(name, language, tuple(entries))


def _entry(said: Any, where: str) -> Entry:
    """Return how something is said: a text alone is an alias, a table has it by keys."""
    if isinstance(said, str):
        return Entry(alias=_text(said, where))
    phonemes, alias = [], ""
    for key, given in _table(said, where).items():
        text = _text(given, f"{where}.{key}")
        if key == ALIAS:
            alias = text
        elif key in ALPHABETS or _OTHER_ALPHABET.match(key):
            phonemes.append((key, text))
        else:
            hint = nearest(key, {ALIAS, *ALPHABETS})
            raise LexiconError("Unknown key in a lexicon", where=f"{where}.{key}", hint=hint)
    return Entry(alias=alias, phonemes=tuple(phonemes))


def _table(given: Any, where: str) -> Mapping[str, Any]:
    if not isinstance(given, Mapping):
        raise LexiconError(f"A lexicon wants a table here and has {given!r}", where=where)
    return given


def _text(given: Any, where: str) -> str:
    if not isinstance(given, str):
        raise LexiconError(f"A lexicon wants a text here and has {given!r}", where=where)
    return given.strip()


def _checked(lexicon: Lexicon) -> Lexicon:
    """Return the lexicon, whichever form it had, once it holds what every lexicon must."""
    if lexicon.language and not _LANGUAGE.match(lexicon.language):
        raise LexiconError(
            f"{lexicon.language} is not a language",
            where=f"{lexicon.name}: language",
            hint="Give a tag such as en, de or pt-BR.",
        )
    if len(lexicon.entries) > MAX_ENTRIES:
        raise LexiconError(
            f"The lexicon has more than {MAX_ENTRIES:,} entries",
            where=lexicon.name,
            hint="Leave out the words that voices say rightly.",
        )
    for entry in lexicon.entries:
        where = f"{lexicon.name}: {'patterns' if entry.pattern else 'words'}.{entry.written}"
        _check_entry(entry, where)
        for alphabet, phonemes in entry.phonemes:
            _check_phonemes(alphabet, phonemes, f"{where}.{alphabet}")
        if entry.pattern:
            _check_pattern(entry, where)
    return lexicon


def _check_entry(entry: Entry, where: str) -> None:
    if not entry.written.strip():
        raise LexiconError("An entry of a lexicon has no word", where=where)
    if not entry.alias and not entry.phonemes:
        raise LexiconError(
            "An entry of a lexicon does not say how its word is said",
            where=where,
            hint=f"Give it an {ALIAS}, or phonemes: {', '.join(sorted(ALPHABETS))}.",
        )
    sounds = (phonemes for _, phonemes in entry.phonemes)
    if max(map(len, (entry.written, entry.alias, *sounds))) > MAX_CHARS:
        raise LexiconError(
            f"An entry of a lexicon is longer than {MAX_CHARS} characters", where=where[:MAX_CHARS]
        )


def _check_phonemes(alphabet: str, phonemes: str, where: str) -> None:
    form = ALPHABETS.get(alphabet)
    if form is None and not _OTHER_ALPHABET.match(alphabet):
        raise LexiconError(
            "Unknown phonetic alphabet in a lexicon", where=where, hint=nearest(alphabet, ALPHABETS)
        )
    if form is not None and not form.match(phonemes):
        raise LexiconError(
            f"These are no phonemes of the alphabet {alphabet}",
            where=f"{where} = {phonemes}",
            hint="Write the phonemes alone, without slashes or brackets around them.",
        )


def _check_pattern(entry: Entry, where: str) -> None:
    import regex

    try:
        groups = regex.compile(entry.pattern).groups
    except regex.error as error:
        raise LexiconError(
            f"The pattern is not a regular expression ({error})", where=where
        ) from error
    wanted = max(map(int, GROUP.findall(entry.alias)), default=0)
    if wanted > groups:
        raise LexiconError(
            f"The alias names group {wanted}, and the pattern has {groups}", where=where
        )
