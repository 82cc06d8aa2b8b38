"""`narrator cache`: what is kept of earlier runs, and how to be rid of it."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from narrator.cli import completing
from narrator.cli.helping import REMOVED, TOLD, Group, option
from narrator.cli.reporting import echo_json
from narrator.cli.values import Number
from narrator.errors import EngineError, nearest
from narrator.messages import _, counted

if TYPE_CHECKING:
    from narrator.speaking.caching import SpeechCache

SECONDS_A_DAY = 86_400
UNITS = ("bytes", "kB", "MB", "GB", "TB")


@click.group(
    cls=Group, invoke_without_command=True, short_help="Show or clear what earlier runs kept."
)
@option(TOLD, "--json", "as_json", is_flag=True, help="Report as JSON on standard output.")
@click.pass_context
def cache(ctx: click.Context, as_json: bool) -> None:
    """Show what is kept of earlier runs: speech, by engine, encoded sound, and web pages.

    \b
    Examples:
      narrator cache
      narrator cache clear
      narrator cache clear --engine gtts --older-than 30
    """
    if ctx.invoked_subcommand is not None:
        return
    found = contents()
    if as_json:
        echo_json(found)
        return
    for line in _lines(found):
        click.echo(line)


@cache.command(short_help="Remove what is kept.")
@option(
    REMOVED,
    "--engine",
    shell_complete=completing.engines,
    metavar="NAME",
    default="",
    help="Only the speech of this engine.",
)
@option(
    REMOVED,
    "--older-than",
    "older_than_days",
    type=Number(0),
    default=0.0,
    metavar="DAYS",
    help="Only what was not used for so many days.",
)
@option(TOLD, "--json", "as_json", is_flag=True, help="Report as JSON on standard output.")
def clear(engine: str, older_than_days: float, as_json: bool) -> None:
    """Remove what is kept; what is asked for again is spoken, encoded or read anew.

    \b
    Examples:
      narrator cache clear
      narrator cache clear --engine gtts --older-than 30
    """
    from narrator import made
    from narrator.folders import reels_folder
    from narrator.publishing.keeping import KeptReels
    from narrator.reading.caching import open_cache
    from narrator.speaking.caching import SpeechCache, speech_folder

    older_than_s = older_than_days * SECONDS_A_DAY
    speech = SpeechCache(speech_folder())
    if engine:
        _check_engine(engine, speech)
    count, size = speech.clear(engine, older_than_s)
    pages = 0 if engine else open_cache().clear(older_than_s)
    before_s = time.time() - older_than_s if older_than_s else None
    reels = 0 if engine else KeptReels(reels_folder()).clear(before_s)
    if not engine and not older_than_s:
        made.clear()
    if as_json:
        removed = {"utterances": count, "bytes": size, "pages": pages, "reels": reels}
        echo_json({"removed": removed})
        return
    removed_speech = f"{_utterances(count)}, {size_in_words(size)}"
    if engine:
        click.echo(_("Removed {speech}.").format(speech=removed_speech))
        return
    said = _("Removed {speech}, {reels} and {pages}.")
    click.echo(
        said.format(
            speech=removed_speech,
            reels=counted("{number} encoded reel", "{number} encoded reels", reels),
            pages=counted("{number} page", "{number} pages", pages),
        )
    )


def _check_engine(name: str, speech: SpeechCache) -> None:
    """Have a misspelt engine said: nothing removed would look like nothing kept.

    Raises:
        EngineError: where there is no such engine, nor speech of one that is gone.
    """
    from narrator.speaking.registry import engine_names

    known = {*engine_names(), *(entry.engine for entry in speech.entries())}
    if name not in known:
        raise EngineError("Unknown engine", where=name, hint=nearest(name, known))


def contents() -> dict[str, Any]:
    """Return what is kept, as data.

    Raises:
        ProfileError: where the environment's limit is not one.
    """
    from narrator.folders import reels_folder
    from narrator.publishing.keeping import KeptReels
    from narrator.reading.caching import open_cache
    from narrator.speaking.caching import SpeechCache, open_speech_cache, speech_folder

    opened = open_speech_cache()
    counts: Counter[str] = Counter()
    sizes: Counter[str] = Counter()
    for entry in SpeechCache(speech_folder()).entries():
        counts[entry.engine] += 1
        sizes[entry.engine] += entry.size_bytes
    pages, page_bytes = open_cache().size()
    reels, reel_bytes = KeptReels(reels_folder()).size()
    return {
        "folder": str(speech_folder()),
        "limit_bytes": opened.limit_bytes if opened else 0,
        "utterances": counts.total(),
        "bytes": sizes.total(),
        "engines": [
            {"name": name, "utterances": counts[name], "bytes": sizes[name]}
            for name in sorted(counts)
        ],
        "reels": {"count": reels, "bytes": reel_bytes},
        "pages": {"count": pages, "bytes": page_bytes},
    }


def size_in_words(size_bytes: int) -> str:
    """Return a size as people say it: "3.4 MB", in powers of ten as file managers count."""
    size = float(size_bytes)
    for unit in UNITS:
        if size < 1000 or unit == UNITS[-1]:
            break
        size /= 1000
    return f"{size:.0f} {unit}" if unit == "bytes" else f"{size:.1f} {unit}"


def _lines(found: dict[str, Any]) -> Iterator[str]:
    limit = found["limit_bytes"]
    if limit:
        said = _("Kept speech: {utterances}, {size} of at most {limit}.")
    else:
        said = _("Kept speech: {utterances}, {size} and no more is kept.")
    yield said.format(
        utterances=_utterances(found["utterances"]),
        size=size_in_words(found["bytes"]),
        limit=size_in_words(limit),
    )
    for engine in found["engines"]:
        utterances = _utterances(engine["utterances"])
        yield f"{engine['name']}: {utterances}, {size_in_words(engine['bytes'])}."
    reels, pages = found["reels"], found["pages"]
    yield _("Kept encoded sound: {reels}, {size}.").format(
        reels=counted("{number} reel", "{number} reels", reels["count"]),
        size=size_in_words(reels["bytes"]),
    )
    yield _("Kept pages: {number}, {size}.").format(
        number=pages["count"], size=size_in_words(pages["bytes"])
    )
    yield _("The speech is in {folder}").format(folder=found["folder"])
    yield _("To remove it: {command}").format(command="narrator cache clear")


def _utterances(number: int) -> str:
    return counted("{number} utterance", "{number} utterances", number)
