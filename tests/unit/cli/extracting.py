"""Which messages narrator has: those in the code of the command line, its help, and the others.

`python -m tests.unit.cli.extracting LANGUAGE` brings the catalogue of that language up to date:
new messages are added without a translation, those that are gone are taken out.
"""

from __future__ import annotations

import ast
import string
import sys
from collections.abc import Iterator
from pathlib import Path

import click
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

import narrator
from narrator.article import Reason
from narrator.manual.commands import entries
from narrator.manual.manpages import EXIT_CODES, VARIABLES
from narrator.script import Role

PACKAGE = Path(narrator.__file__).parent
FOLDER = PACKAGE / "messages"
ROOMS = ("cli", "manual", "messages")
"""Where messages are marked with `_`, `ngettext` and `counted`."""
KEYWORDS = {"_": 1, "ngettext": 2, "counted": 2}
"""What marks a message, and how many forms of it are given."""
ERRORS = {
    *("SourceError", "ProfileError", "LexiconError", "EngineError", "AudioError", "OutputError"),
    "BatchFailures",
}

Message = str | tuple[str, str]


def of_the_command_line() -> Iterator[Message]:
    """Yield every message of the command line: all of them are to be translated."""
    for room in ROOMS:
        for path in sorted((PACKAGE / room).rglob("*.py")):
            tree = ast.parse(path.read_text(encoding="utf-8"))
            calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
            for call in sorted(calls, key=lambda call: (call.lineno, call.col_offset)):
                yield from _marked(call)
    for entry in entries():
        yield entry.told.sentence
        yield from entry.told.paragraphs
        yield from (said for _name, said in entry.below)
        for heading, rows in entry.options:
            yield heading
            yield from (said for _option, said in rows)
    yield from (said for _name, said in (*EXIT_CODES, *VARIABLES))
    yield from (str(value) for value in (*Reason, *Role))


def _marked(node: ast.Call) -> Iterator[Message]:
    if not isinstance(node.func, ast.Name):
        return
    forms = KEYWORDS.get(node.func.id, 0)
    words = [word.value for word in node.args[:forms] if isinstance(word, ast.Constant)]
    if words and len(words) == forms:
        yield words[0] if forms == 1 else (words[0], words[1])


def sentences() -> Iterator[tuple[str, bool]]:
    """Yield every text in the code with numbered fields, and whether an error tells it."""
    for path in sorted([*PACKAGE.rglob("*.py"), *Path(click.__file__).parent.glob("*.py")]):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        told = {id(node) for call in ast.walk(tree) for node in _told_by_error(call)}
        for node in ast.walk(tree):
            text = pattern_of(node)
            if text:
                yield text, id(node) in told


def _told_by_error(node: ast.AST) -> Iterator[ast.AST]:
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ERRORS:
        yield from node.args[:1]
        yield from (keyword.value for keyword in node.keywords if keyword.arg == "hint")


def pattern_of(node: ast.AST) -> str:
    """Return a text as a pattern whose fields are numbered, f-strings and those of `format`."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return numbered(node.value)
    if isinstance(node, ast.JoinedStr):
        parts, count = [], 0
        for value in node.values:
            if isinstance(value, ast.Constant):
                parts.append(str(value.value))
            else:
                parts.append(f"{{{count}}}")
                count += 1
        return "".join(parts)
    return ""


def numbered(text: str) -> str:
    """Return a text for `str.format` with its fields numbered; other text as it is."""
    try:
        parts = list(string.Formatter().parse(text))
    except ValueError:
        return text
    if not any(name for _text, name, _spec, _conversion in parts):
        return text
    made, count = [], 0
    for literal, name, _spec, _conversion in parts:
        made.append(literal)
        if name is not None:
            made.append(f"{{{count}}}")
            count += 1
    return "".join(made)


def catalogue(language: str) -> Catalog:
    """Return the catalogue of a language."""
    with (FOLDER / f"{language}.po").open("rb") as file:
        return read_po(file, locale=language)


def update(language: str) -> None:
    """Bring a catalogue up to date with the messages."""
    old = catalogue(language)
    known = {text for text, _is_error in sentences()}
    wanted = dict.fromkeys(of_the_command_line())
    elsewhere = {str(entry.id): None for entry in old if entry.id and entry.id in known}
    new = Catalog(
        locale=language,
        project="narrator",
        header_comment=f"# What narrator says, in the language {language}. GPL-3.0-or-later.",
        msgid_bugs_address="",
        creation_date=old.creation_date,
        revision_date=old.creation_date,
        last_translator="The narrator developers",
        language_team="The narrator developers",
        fuzzy=False,
    )
    for message in {**wanted, **elsewhere}:
        entry = old.get(message if isinstance(message, str) else message[0])
        new.add(message, entry.string if entry else "")
    with (FOLDER / f"{language}.po").open("wb") as file:
        write_po(file, new, width=96, omit_header=False)


if __name__ == "__main__":
    update(sys.argv[1])
