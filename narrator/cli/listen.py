"""`narrator listen`: speaks articles now, through the loudspeaker."""

from __future__ import annotations

import signal
import sys
import threading
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import click

from narrator.cli import completing, say_notice
from narrator.cli.helping import PLAYED, VOICE, Command, option
from narrator.cli.options import opened, profile_options, reading_arguments, reading_options
from narrator.cli.values import WholeNumber
from narrator.errors import ProfileError
from narrator.messages import _, translated
from narrator.player.keyboard import WAYS, chosen_way
from narrator.player.keys import action_named, key_named, with_changes
from narrator.player.places import SPEEDS_PERCENT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from narrator.pipeline import Opened
    from narrator.player.actions import Action
    from narrator.player.keys import Keys
    from narrator.player.run import Manner, Means


@click.command(cls=Command, short_help="Speak articles now, through the loudspeaker.")
@click.argument(
    "sources", shell_complete=completing.files, nargs=-1, required=True, metavar="SOURCE..."
)
@option(
    PLAYED,
    "--choose",
    metavar="NUMBERS",
    default="",
    help="Of a feed or a folder: 1,3-5, or words of a title. Default: ask, else all.",
)
@option(PLAYED, "--resume", is_flag=True, help="Begin where you left the article.")
@option(
    PLAYED,
    "--speed",
    "speed_percent",
    type=WholeNumber(*SPEEDS_PERCENT),
    metavar="PERCENT",
    help="Of the voice's own, 50 to 300; changed by keys too. Default: 100.",
)
@option(
    PLAYED,
    "--keys",
    "way",
    type=click.Choice(WAYS),
    default="auto",
    metavar="WAY",
    help="Take keys, lines (typed words) or none. Default: keys where there is a terminal.",
)
@option(
    PLAYED,
    "--key",
    "changes",
    shell_complete=completing.actions,
    multiple=True,
    metavar="ACTION=KEY",
    help="Another key, such as next-sentence=n; may be given several times.",
)
@option(
    PLAYED,
    "--say-answers/--no-say-answers",
    default=None,
    help="Speak answers, as well as print them. Default: speak.",
)
@option(PLAYED, "--text", "shows_text", is_flag=True, help="Print each sentence when it begins.")
@option(
    PLAYED,
    "--device",
    metavar="NAME",
    default="",
    help="Play here; null plays to nobody. Default: the system's choice.",
)
@option(
    VOICE,
    "--fallback",
    shell_complete=completing.engines,
    metavar="NAME",
    default="",
    help="Where the engine fails, have this one go on. Default: none.",
)
@profile_options
@reading_options
def listen(sources: tuple[str, ...], **options: Any) -> None:
    """Speak each SOURCE, one after the other, from its first words on while the rest is read.

    A SOURCE is what `narrator convert` takes, or a feed or a folder, of which you choose.
    Keys move by sentence, section and article, pause, change the speed, and tell where you are;
    ? lists them. Your place is kept for --resume.

    \b
    Examples:
      narrator listen article.html
      narrator listen https://example.com/story --speed 150
      narrator listen article.html --resume
      narrator listen a.html b.html --skim headings
      narrator listen https://example.com/feed.xml --choose 1-3
    """
    from narrator.player.device import check_library
    from narrator.player.run import Run

    check_library()
    threading.Thread(target=_load_what_takes_long, daemon=True).start()
    choice = options.pop("choose")
    manner = _manner(options, sources)
    means = _means(options)
    with _hanging_up_interrupts():
        queue = _queue(sources, choice, manner.way, options)
        Run(queue, manner, means).go()


def _queue(
    sources: tuple[str, ...], choice: str, way: str, options: dict[str, Any]
) -> tuple[str, ...]:
    """Return the articles that are to be heard: those given, of lists those that are chosen."""
    from narrator.player.queueing import choose, listed

    if options["offline"]:
        from narrator.pipeline import refuse_online

        refuse_online(sources)
    entries, any_list = listed(
        sources,
        allow_private=options["allow_private"],
        cache=not options["no_cache"],
        tell=say_notice,
    )
    if not any_list and not choice:
        return sources
    chosen = choose(entries, choice, None if way == "none" else _typed_line, click.echo)
    return tuple(entry.source for entry in chosen)


def _typed_line() -> str:
    """Return a line that somebody types; nothing where nobody does."""
    sys.stdout.flush()
    return sys.stdin.readline()


def _load_what_takes_long() -> None:
    """Load the sound's libraries while the article is read."""
    from narrator.player.device import load

    load()


def _manner(options: dict[str, Any], sources: tuple[str, ...]) -> Manner:
    """Return how somebody listens: as the options say, else as their settings do."""
    from narrator.player.run import Manner
    from narrator.player.settings import load_settings

    settings = load_settings()
    if options["say_answers"] is None:
        options["say_answers"] = settings.say_answers
    return Manner(
        options.pop("speed_percent") or settings.speed_percent,
        _keys(settings.keys, options.pop("changes")),
        chosen_way(options.pop("way"), stdin_is_source="-" in sources),
        options.pop("resume"),
        options.pop("shows_text"),
    )


def _keys(keys: Keys, changes: tuple[str, ...]) -> Keys:
    """Return the keys with those of the command line."""
    wanted: dict[Action, list[str]] = {}
    try:
        for change in changes:
            name, equals, key = change.partition("=")
            if not equals:
                raise ProfileError(
                    _("{change} has no key; write it as next-sentence=n").format(change=change)
                )
            wanted.setdefault(action_named(name), []).append(key_named(key))
        return with_changes(keys, wanted.items(), "--key")
    except ProfileError as error:
        raise click.BadParameter(
            f"{translated(error.message)}. {translated(error.hint)}".strip(), param_hint="--key"
        ) from error


def _means(options: dict[str, Any]) -> Means:
    """Return what the articles are heard with, and have wrong options said at once."""
    from narrator.cli.options import chosen_profile
    from narrator.pipeline import open_session
    from narrator.player.answering import Answerer
    from narrator.player.device import device_named
    from narrator.player.remembering import Memory
    from narrator.player.run import Means

    say_answers, device = options.pop("say_answers"), options.pop("device")
    session = open_session(
        cache=not options["no_cache"],
        offline=options["offline"],
        fallback=options.pop("fallback"),
        tell=say_notice,
    )
    reading_arguments(dict(options))
    profile = chosen_profile(options["profile"], **options)
    return Means(
        lambda source: _opened(source, options),
        device_named(device),
        Answerer(profile) if say_answers else None,
        session,
        Memory(),
        say_notice,
        click.echo,
    )


def _opened(source: str, options: dict[str, Any]) -> Opened:
    """Return an article; that a synthetic voice reads it, the listener knows."""
    found = opened(source, options)
    announcements = replace(found.profile.announcements, disclosure=False)
    return replace(found, profile=replace(found.profile, announcements=announcements))


@contextmanager
def _hanging_up_interrupts() -> Iterator[None]:
    """Have a terminal that is closed, or an ssh that breaks, end the run as Ctrl-C does."""

    def interrupt(_signal: int, _frame: object) -> None:
        raise KeyboardInterrupt

    number = getattr(signal, "SIGHUP", None)
    if number is None:
        yield
        return
    previous = signal.signal(number, interrupt)
    try:
        yield
    finally:
        signal.signal(number, previous)
