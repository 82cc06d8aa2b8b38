"""`narrator edition`: many articles in one episode, with a spoken index."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

import click

from narrator.cli import completing, say_notice
from narrator.cli.helping import SAID, SOUND, TOLD, WRITTEN, Command, option
from narrator.cli.options import (
    chosen_profile,
    format_options,
    output_option,
    profile_options,
    reading_arguments,
    reading_options,
    sound_options,
    sound_settings,
    wanted_formats,
    wanted_of_lists,
    wish_options,
)
from narrator.cli.reporting import (
    echo_json,
    episode_data,
    result_line,
    say_warnings,
    what_is_left_out,
)
from narrator.errors import BatchFailures
from narrator.messages import _, counted, translated
from narrator.telling import tell_nobody

if TYPE_CHECKING:
    from pathlib import Path

    from narrator.batching.gathering import Gathered
    from narrator.batching.jobs import Row
    from narrator.episode import Episode
    from narrator.plans import Plan
    from narrator.profile import VoiceProfile


@click.command(cls=Command, short_help="Turn many articles into one episode with a spoken index.")
@click.argument(
    "sources", shell_complete=completing.files, nargs=-1, required=True, metavar="SOURCE..."
)
@output_option
@option(SAID, "--title", metavar="TEXT", default="", help="What it is called. Default: its day.")
@option(
    SAID,
    "--date",
    "day",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="DAY",
    help="When it comes out, such as 2026-03-12. Default: today.",
)
@option(
    SOUND,
    "--between",
    shell_complete=completing.files,
    metavar="FILE",
    help="Sound to play before each story.",
)
@option(
    WRITTEN,
    "--files",
    "singly",
    is_flag=True,
    help="Write each story as a file of its own too, with a playlist.",
)
@wish_options
@profile_options
@sound_options
@reading_options
@format_options
@option(TOLD, "--json", "as_json", is_flag=True, help="Report as JSON on standard output.")
@option(TOLD, "-q", "--quiet", is_flag=True, help="No progress lines.")
def edition(sources: tuple[str, ...], **options: Any) -> None:
    """Turn many articles into one MP3 episode: a talking newspaper.

    It begins with an index of the stories and their lengths. Each story is a chapter, with
    its sections below it. A SOURCE is an article, a folder, a feed, or a list, as for
    `narrator batch`. An edition of the same title replaces the earlier one.

    \b
    Examples:
      narrator edition one.html two.html three.html
      narrator edition https://example.com/feed.xml --limit 7 --title "Monday"
      narrator edition articles/ --between gong.wav --files
    """
    from narrator.editions import plan_edition, story_profile

    as_json, quiet = options.pop("as_json"), options.pop("quiet")
    say = say_notice if not quiet else tell_nobody
    profile = chosen_profile(options["profile"], **sound_settings(options))
    gathered = _gathered(sources, options, story_profile(profile), say)
    for row in gathered.rows:
        say_notice(_why_not(row))
    day = options["day"].date() if options["day"] else date.today()  # noqa: DTZ011 - a reader's day
    planned = plan_edition(
        gathered.plans,
        profile,
        day,
        title=options["title"],
        language=options["language"],
    )
    say_warnings(planned.article.warnings)
    episode, files = _produced(planned, profile, options, say)
    if as_json:
        echo_json(_report(gathered, episode, files, planned.article.warnings))
    else:
        for line in what_is_left_out(episode.omissions):
            say(line)
        click.echo(" ".join((result_line(episode, files), *_single_files(files))))
    if gathered.failed:
        said = counted(
            "{number} article is not in the edition",
            "{number} articles are not in the edition",
            len(gathered.failed),
        )
        raise BatchFailures(said, hint=_("The lines above say why."))


def _gathered(
    sources: Sequence[str], options: dict[str, Any], profile: VoiceProfile, say: Any
) -> Gathered:
    from narrator.batching.gathering import gather
    from narrator.batching.listing import ListRules
    from narrator.batching.work import ReadRules

    reading = reading_arguments(dict(options))
    if options["offline"]:
        from narrator.pipeline import refuse_online

        refuse_online(sources, profile)
    rules = ReadRules(
        reading["kind"] or "", reading["language"], reading["allow_private"], reading["cache"]
    )
    listing = ListRules(options["output"], reading["allow_private"], reading["cache"])
    return gather(sources, profile, wanted_of_lists(options), rules, listing, say)


def _produced(
    planned: Plan, profile: VoiceProfile, options: dict[str, Any], say: Any
) -> tuple[Episode, list[Path]]:
    from narrator.pipeline import open_session, produce

    session = open_session(
        cache=not options["no_cache"],
        offline=options["offline"],
        fallback=options["fallback"],
        tell=say_notice,
    )
    say(_("Speaking: {title}.").format(title=planned.script.metadata.headline))
    return produce(
        planned,
        profile,
        options["output"],
        cover=options["cover"],
        formats=wanted_formats(options),
        singly=options["singly"],
        tell=say_notice,
        progress=say,
        session=session,
    )


def _why_not(row: Row) -> str:
    """Return one sentence: which source is not in the edition, and why."""
    why = row.why or f"{row.status}."
    hint = f" {translated(row.fault.hint)}" if row.fault and row.fault.hint else ""
    said = _("Not in the edition: {source}.").format(source=row.source)
    return f"{said} {translated(why)}{hint}"


def _single_files(files: Sequence[Path]) -> Iterator[str]:
    """Yield a sentence that says where the single files are, where there are any."""
    folders = dict.fromkeys(file.parent for file in files if file.parent != files[0].parent)
    yield from (
        _("Its stories as single files: {folder}.").format(folder=place) for place in folders
    )


def _report(
    gathered: Gathered, episode: Episode, files: Sequence[Path], warnings: Sequence[str]
) -> dict[str, Any]:
    from narrator.serialization import to_data

    return {**episode_data(episode, files, warnings), "not_in_the_edition": to_data(gathered.rows)}
