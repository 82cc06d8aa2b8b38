"""`narrator plan`: what will be said, without saying it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from narrator.cli import completing
from narrator.cli.helping import SAID, TOLD, Command, option
from narrator.cli.options import (
    chosen_profile,
    prepared,
    profile_options,
    reading_arguments,
    reading_options,
)
from narrator.cli.reporting import echo_json, say_warnings, summary_of_omissions, what_is_left_out
from narrator.messages import _, length
from narrator.timing import ms_to_clock

if TYPE_CHECKING:
    from collections.abc import Iterator

    from narrator.plans import Plan
    from narrator.profile import VoiceProfile


@click.command(cls=Command, short_help="Show what will be said, without saying it.")
@click.argument("source", shell_complete=completing.files, metavar="SOURCE", required=False)
@profile_options
@reading_options
@option(
    SAID,
    "--say",
    metavar="WORDS",
    help="Tell how a word or a phrase will be spoken and why; without a SOURCE.",
)
@option(TOLD, "--json", "as_json", is_flag=True, help="The whole plan, to be edited and spoken.")
def plan(source: str | None, say: str | None, as_json: bool, **options: Any) -> None:
    """Show what will be said of SOURCE: every utterance, the chapters, and what is left out.

    \b
    Examples:
      narrator plan article.html
      narrator plan article.html --json > plan.json
      narrator convert plan.json
      narrator plan --say Kyiv --language en
    """
    from narrator.plans import plan_to_json

    if (source is None) == (say is None) or (say is not None and not say.strip()):
        raise click.UsageError(_("Give either a SOURCE or words with --say."))
    if source is None:
        _say(say or "", as_json, options)
        return
    planned, chosen = prepared(source, options)
    say_warnings(planned.article.warnings)
    if as_json:
        click.echo(plan_to_json(planned), nl=False)
        return
    for line in _lines(planned, chosen):
        click.echo(line)


def _say(words: str, as_json: bool, options: dict[str, Any]) -> None:
    """Tell how words will be spoken, in the language of the option, else the profile's.

    Raises:
        EngineError: with `--offline`, where the engine that would be asked goes online.
    """
    from narrator.cli.saying import how_it_is_said
    from narrator.pipeline import refuse_online

    reading, offline = reading_arguments(options), options.pop("offline")
    profile = chosen_profile(options.pop("profile"), **options)
    if offline:
        refuse_online([], profile)
    saying = how_it_is_said(words, reading["language"] or profile.language, profile)
    if as_json:
        echo_json(saying.data())
        return
    for line in saying.lines():
        click.echo(line)


def _lines(planned: Plan, profile: VoiceProfile) -> Iterator[str]:
    for section in planned.script.sections:
        yield str(section)
    yield from _chapter_lines(planned, profile)
    yield from what_is_left_out(planned.omissions)
    yield summary_of_omissions(planned.omissions)


def _chapter_lines(planned: Plan, profile: VoiceProfile) -> Iterator[str]:
    """Yield the chapters with their estimated starts, then the estimated length."""
    from narrator.planning.estimating import section_ms

    chapters: list[str] = []
    elapsed_ms = 0
    for number, length_ms in enumerate(section_ms(planned.script, profile)):
        if planned.script.begins_chapter(number):
            title = planned.script.sections[number].title
            chapters.append(
                _("Chapter {number}, about {time}: {title}").format(
                    number=len(chapters) + 1, time=ms_to_clock(elapsed_ms)[:-4], title=title
                )
            )
        elapsed_ms += length_ms
    yield from chapters
    yield _("About {length} in all.").format(length=length(elapsed_ms))
