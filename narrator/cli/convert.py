"""`narrator convert`: one episode for each source."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from narrator.cli import say_error
from narrator.cli.options import (
    chosen_profile,
    profile_options,
    reading_arguments,
    reading_options,
)
from narrator.cli.reporting import episode_data, result_line, say_warnings, what_is_left_out
from narrator.errors import BatchFailures, NarratorError


@click.command(short_help="Turn articles into MP3 episodes with chapters.")
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    default=Path("output"),
    metavar="DIR",
    help="Where episodes land, each in a folder of its own. Default: output.",
)
@profile_options
@click.option("--cover", metavar="FILE", default="", help="Cover picture, JPEG or PNG.")
@click.option("--intro", metavar="FILE", help="Sound to play before the article.")
@click.option("--outro", metavar="FILE", help="Sound to play after it.")
@click.option("--music", metavar="FILE", help="Music to lie under the speech.")
@click.option(
    "--bit-rate",
    "bit_rate_kbps",
    type=int,
    metavar="KBPS",
    help="Of the MP3, constant. Default: 64.",
)
@click.option(
    "--sample-rate", "rate_hz", type=int, metavar="HZ", help="Of the MP3. Default: 44100."
)
@click.option(
    "--loudness",
    "loudness_lufs",
    type=float,
    metavar="LUFS",
    help="Integrated loudness. Default: -16.",
)
@reading_options
@click.option("--json", "as_json", is_flag=True, help="Report as JSON on standard output.")
@click.option("-q", "--quiet", is_flag=True, help="No progress lines.")
def convert(sources: tuple[str, ...], **options: Any) -> None:
    """Turn each SOURCE into an MP3 episode with chapters and a transcript.

    A SOURCE is a web page saved as HTML, a text, a Markdown file, a URL, a plan made by
    `narrator plan --json`, or - for standard input.

    \b
    Examples:
      narrator convert article.html
      narrator convert https://example.com/story --profile brisk
      narrator plan article.html --json > plan.json
      narrator convert plan.json
    """
    as_json, quiet = options.pop("as_json"), options.pop("quiet")
    reports: list[dict[str, Any]] = []
    failures: list[NarratorError] = []
    for source in sources:
        try:
            reports.append(_convert_one(source, quiet, as_json, dict(options)))
        except NarratorError as error:
            if len(sources) == 1:
                raise
            say_error(error)
            failures.append(error)
    if as_json:
        click.echo(json.dumps(reports, ensure_ascii=False, indent=2))
    if failures:
        raise BatchFailures(f"{len(failures)} of {len(sources)} sources were not converted")


def _convert_one(
    source: str, quiet: bool, as_json: bool, options: dict[str, Any]
) -> dict[str, Any]:
    """Make one episode, say what was made, and return the same as data."""
    from narrator.pipeline import plan_source, produce

    def tell(line: str) -> None:
        if not quiet:
            click.echo(line, err=True)

    output, cover = options.pop("output"), options.pop("cover")
    reading = reading_arguments(options)
    name = options.pop("profile")
    tell(f"Reading {'standard input' if source == '-' else source}.")
    profile = chosen_profile(name, **options)
    planned = plan_source(source, profile, **reading)
    say_warnings(planned.article.warnings)
    if name is None and planned.script.profile != profile.name:
        profile = chosen_profile(planned.script.profile, **options)
    tell(f"Speaking: {planned.script.metadata.headline}.")
    episode, files = produce(planned, profile, output, cover=cover, tell=tell)
    if not as_json:
        for line in what_is_left_out(episode.omissions):
            tell(line)
        click.echo(result_line(episode, files))
    return episode_data(episode, files, planned.article.warnings)
