"""The plan of an episode as a file: article and script, to be looked at, edited and spoken."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import Any

from narrator.accounting import taken_out
from narrator.article import Article, Omission, Stage
from narrator.errors import SourceError
from narrator.script import Script
from narrator.serialization import FormError, from_data, to_data

KIND = "narrator plan"
LONGEST_PAUSE_MS = 60_000
"""A minute: more is a slip of the hand."""
SCHEMA = 1
"""The version of the form that this module writes and reads."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What will be said of an article, before it is said."""

    article: Article
    script: Script
    source: str = ""
    """What tells the source from every other: see `source_identity`."""

    @property
    def omissions(self) -> tuple[Omission, ...]:
        """All that will not be heard: what the reader left out, then what the plan leaves out."""
        return (*self.article.omissions, *self.script.omissions)

    def __str__(self) -> str:
        """Return the script, then what the reader left out."""
        left_out = "\n".join(f"  {omission}" for omission in self.article.omissions)
        return f"{self.script}\nNot read:\n{left_out}" if left_out else str(self.script)


def source_identity(source: str | bytes, article: Article) -> str:
    """Return what tells a source from every other: its address, else its file, else its words.

    Args:
        source: A URL or a path as it was given, or the bytes that stood there.
        article: What was read of it.
    """
    meta = article.metadata
    if meta.url:
        return meta.url
    if isinstance(source, str) and Path(source).exists():
        return str(Path(source).resolve())
    return f"text:{sha256(str(article).encode()).hexdigest()}"


def plan_to_json(plan: Plan) -> str:
    """Return the plan as JSON: the article, the script, and the omissions of both."""
    data = {
        "kind": KIND,
        "schema": SCHEMA,
        "source": plan.source,
        "article": to_data(replace(plan.article, omissions=())),
        "script": to_data(replace(plan.script, omissions=())),
        "omissions": to_data(plan.omissions),
    }
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def plan_from_json(text: str | bytes, where: str) -> Plan:
    """Return the plan that a text of `plan_to_json` describes, edited or not.

    Raises:
        SourceError: where it is not a plan; the message names the place in it.
    """
    try:
        data = json.loads(text)
        if data.pop("kind", None) != KIND or data.pop("schema", None) != SCHEMA:
            raise FormError(f"it does not say that it is a {KIND} of schema {SCHEMA}")
        return _assemble(data)
    except (ValueError, AttributeError, TypeError) as error:  # The latter two: no object.
        raise SourceError(
            "The file is not a plan that can be spoken",
            where=f"{where}: {error}",
            hint="Make one with: narrator plan SOURCE --json",
        ) from error


def _assemble(data: dict[str, Any]) -> Plan:
    omissions = from_data(data.pop("omissions", []), tuple[Omission, ...])
    for key in ("article", "script"):
        if key not in data:
            raise FormError(f"missing key {key}")
    article = from_data(data.pop("article"), Article, "$.article")
    script = from_data(data.pop("script"), Script, "$.script")
    source = from_data(data.pop("source", ""), str)
    if data:
        raise FormError(f"unknown key {sorted(data)[0]}")
    _check_pauses(script)
    spoken = tuple(section for section in script.sections if section.utterances)
    script = replace(script, sections=spoken)
    read = tuple(omission for omission in omissions if omission.stage is Stage.READING)
    planned = tuple(omission for omission in omissions if omission.stage is not Stage.READING)
    plan = Plan(replace(article, omissions=read), replace(script, omissions=planned), source)
    removed = taken_out(plan.article, plan.script)
    return replace(plan, script=replace(plan.script, omissions=(*planned, *removed)))


def _check_pauses(script: Script) -> None:
    for number, section in enumerate(script.sections):
        for place, utterance in enumerate(section.utterances):
            if not 0 <= utterance.pause_after_ms <= LONGEST_PAUSE_MS:
                raise FormError(
                    f"a pause may be 0 to {LONGEST_PAUSE_MS} ms, not {utterance.pause_after_ms} "
                    f"@ $.script.sections[{number}].utterances[{place}].pause_after_ms"
                )


def read_plan(source: str) -> Plan | None:
    """Return the plan in a file, or None where the source is something else.

    A plan is a file that ends in `.json` and says what it is; other JSON is left to the
    readers, which say that they cannot read it.

    Raises:
        SourceError: where the file is a plan with a fault.
    """
    path = Path(source)
    if path.suffix.lower() != ".json" or not path.is_file():
        return None
    try:
        data = path.read_bytes()
    except OSError:
        return None  # The readers say why it cannot be read.
    return find_plan(data, source)


def find_plan(data: bytes, where: str) -> Plan | None:
    """Return the plan that some bytes are, or None where they are something else.

    Args:
        data: As they stand in a file, or come from another program.
        where: What they are, in the words of an error.

    Raises:
        SourceError: where they are a plan with a fault.
    """
    # Without NUL, since PowerShell 5.1 redirects into UTF-16; json finds the encoding itself.
    plain = data.replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    is_plan = plain.startswith(b"{") and f'"{KIND}"'.encode() in plain
    return plan_from_json(data, where) if is_plan else None
