"""`narrator batch`: the episodes of many articles, in one run that can be broken off."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from narrator.cli import completing, say_notice
from narrator.cli.feed import check_settings, write_and_tell
from narrator.cli.helping import TOLD, WORK, WRITTEN, Command, option
from narrator.cli.options import (
    chosen_profile,
    format_options,
    profile_options,
    reading_arguments,
    reading_options,
    sound_options,
    sound_settings,
    wanted_formats,
    wanted_of_lists,
    wish_options,
)
from narrator.cli.reporting import echo_json
from narrator.cli.values import Number, WholeNumber
from narrator.errors import BatchFailures
from narrator.messages import _, counted, translated
from narrator.telling import tell_nobody

if TYPE_CHECKING:
    from narrator.batching import BatchOptions, Report


@click.command(
    cls=Command, short_help="Turn many articles into episodes: a folder, a feed, a list."
)
@click.argument("sources", shell_complete=completing.files, nargs=-1, metavar="[SOURCE...]")
@option(
    WRITTEN,
    "-o",
    "--output",
    default="output",
    metavar="DIR",
    help="Where episodes land: a folder, or a store such as s3://bucket/folder. Default: output.",
)
@wish_options
@option(
    WORK,
    "-j",
    "--jobs",
    type=WholeNumber(1, 256),
    metavar="N",
    help="Articles to work on at a time. Default: one for each processor.",
)
@option(
    WORK,
    "--retry-failed",
    is_flag=True,
    help="Do only those that failed before, whatever the reason.",
)
@option(
    WORK, "--wait", is_flag=True, help="Where another run is at work on this output, wait for it."
)
@option(
    WORK,
    "--delay",
    "delay_s",
    type=Number(0, 3600),
    default=None,
    metavar="SECONDS",
    help="Between two pages of one site, if it does not ask for more. Default: 1.",
)
@option(
    WORK,
    "--time-limit",
    "time_limit_minutes",
    type=Number(0),
    metavar="MINUTES",
    help="For one article; 0 for none. Default: 240.",
)
@option(
    WORK,
    "--cluster",
    metavar="ADDRESS",
    default="",
    help="Have the workers of a dask cluster do the work, such as tcp://10.0.0.1:8786.",
)
@profile_options
@sound_options
@reading_options
@format_options
@option(
    WRITTEN,
    "--report",
    "page",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Write the report as a web page, too.",
)
@option(
    WRITTEN,
    "--feed",
    "with_feed",
    is_flag=True,
    help="Then write the podcast feed of the output folder.",
)
@option(TOLD, "--json", "as_json", is_flag=True, help="Report as JSON on standard output.")
@option(
    TOLD,
    "--progress",
    type=click.Choice(["lines", "json"]),
    default="lines",
    metavar="FORM",
    help="How far it is, as lines or as json: JSON Lines for programs. Default: lines.",
)
@option(TOLD, "-q", "--quiet", is_flag=True, help="No progress lines, and a short report.")
def batch(sources: tuple[str, ...], **options: Any) -> int:
    """Turn many articles into MP3 episodes.

    A SOURCE is a folder, a feed (RSS, Atom or JSON Feed), an OPML list of feeds, a sitemap, a
    list of addresses, a manifest (CSV or JSON Lines) with settings for each article, or an
    article itself; a path, a URL, or - for a list on standard input.

    One article's failure does not end the run. Give the same command again to go on where a
    run stopped: what was made and has not changed is not made again.

    \b
    Examples:
      narrator batch articles/
      narrator batch https://example.com/feed.xml --since 7d
      narrator batch monday.csv --profile brisk --report monday.html
      narrator batch articles/ --feed
      narrator batch --retry-failed
    """
    from narrator.batching import BatchInterrupted
    from narrator.batching import batch as run_batch

    if not sources and not options["retry_failed"]:
        raise click.UsageError(_("Missing: a SOURCE. Give a folder, a feed or a list."))
    shown = {name: options.pop(name) for name in ("page", "as_json", "quiet")}
    quiet = shown["quiet"] and options["progress"] == "lines"
    name, output = options.pop("profile") or "", options.pop("output")
    with_feed = options.pop("with_feed")
    if with_feed:
        if "://" in output:
            raise click.UsageError(_("--feed is for a folder on this machine, not for a store."))
        check_settings(Path(output))
    chosen = _chosen(options)
    changes = sound_settings(options)
    chosen_profile(name, **changes)  # What is wrong with the options is said at once.
    try:
        report = run_batch(
            sources,
            name,
            output=output,
            options=chosen,
            load=lambda wanted: chosen_profile(wanted, **changes),
            tell=tell_nobody if quiet else say_notice,
        )
    except BatchInterrupted as interruption:
        _show(interruption.report, **shown)
        say_notice(_("To go on, give the same command again."))
        raise
    _show(report, **shown)
    code = write_and_tell(Path(output), tell_nobody if quiet else say_notice) if with_feed else 0
    if report.failed:
        raise BatchFailures(
            counted(
                "{number} article was not converted",
                "{number} articles were not converted",
                len(report.failed),
            ),
            hint=_("The report above says why, and what to do."),
        )
    return code


def _chosen(options: dict[str, Any]) -> BatchOptions:
    """Take out of the options what is not the profile's."""
    from narrator.batching.options import TIME_LIMIT_S, BatchOptions
    from narrator.batching.politeness import DELAY_S
    from narrator.batching.work import MakeRules, ReadRules
    from narrator.processors import available

    wish = wanted_of_lists(options)
    offline, cache = options.pop("offline"), not options["no_cache"]
    reading = reading_arguments(options)
    minutes, delay_s = options.pop("time_limit_minutes"), options.pop("delay_s")
    cover = options.pop("cover")
    return BatchOptions(
        wish=wish,
        read=ReadRules(
            reading["kind"] or "", reading["language"], reading["allow_private"], reading["cache"]
        ),
        make=MakeRules(
            str(Path(cover).absolute()) if cover else "",
            wanted_formats(options),
            cache,
            offline,
            options.pop("fallback"),
        ),
        jobs=options.pop("jobs") or available(),
        delay_s=DELAY_S if delay_s is None else delay_s,
        time_limit_s=TIME_LIMIT_S if minutes is None else 60 * minutes,
        retry_failed=options.pop("retry_failed"),
        wait=options.pop("wait"),
        cluster=options.pop("cluster"),
        json_progress=options.pop("progress") == "json",
    )


def _show(report: Report, *, page: Path | None, as_json: bool, quiet: bool) -> None:
    from narrator.batching.report import report_data, report_lines, summary, write_page

    if page:
        write_page(report, page)
    if as_json:
        echo_json(report_data(report))
    elif quiet:
        click.echo(translated(summary(report)))
    else:
        for line in report_lines(report):
            click.echo(translated(line))
