"""`narrator convert`: one episode for each source."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from narrator.cli import completing, say_error, say_notice
from narrator.cli.helping import TOLD, WRITTEN, Command, option
from narrator.cli.options import (
    chosen_profile,
    format_options,
    output_option,
    prepared,
    profile_options,
    reading_arguments,
    reading_options,
    sound_options,
    sound_settings,
    wanted_formats,
)
from narrator.cli.reporting import (
    echo_json,
    episode_data,
    error_data,
    line_of_report,
    result_line,
    say_warnings,
    what_is_left_out,
)
from narrator.errors import BatchFailures, NarratorError
from narrator.messages import _, ngettext, translated

if TYPE_CHECKING:
    from narrator.profile import VoiceProfile
    from narrator.speaking.session import Session


@click.command(cls=Command, short_help="Turn articles into MP3 episodes with chapters.")
@click.argument(
    "sources", shell_complete=completing.files, nargs=-1, required=True, metavar="SOURCE..."
)
@output_option
@profile_options
@sound_options
@reading_options
@format_options
@option(WRITTEN, "--again", is_flag=True, help="Make it again though nothing has changed.")
@option(TOLD, "--json", "as_json", is_flag=True, help="Report as JSON on standard output.")
@option(TOLD, "-q", "--quiet", is_flag=True, help="No progress lines.")
def convert(sources: tuple[str, ...], **options: Any) -> None:
    """Turn each SOURCE into an MP3 episode with chapters and a transcript.

    A SOURCE is a web page saved as HTML, a text, a Markdown file, an EPUB book, a Word or PDF
    document, a URL, a plan made by `narrator plan --json`, or - for standard input.

    \b
    Examples:
      narrator convert article.html
      narrator convert https://example.com/story --profile brisk
      narrator plan article.html --json > plan.json
      narrator convert plan.json
    """
    from narrator.pipeline import open_session

    as_json, quiet = options.pop("as_json"), options.pop("quiet")
    options = sound_settings(options)
    wish = {name: options.pop(name) for name in ("output", "cover", "again")}
    wish["formats"] = wanted_formats(options)
    fallback = options.pop("fallback")
    profile = _check_options(options, sources)
    session = open_session(
        cache=not options["no_cache"],
        offline=options["offline"],
        fallback=fallback,
        tell=say_notice,
    )
    reports, failed = [], []
    for source in sources:
        making = _Making(source, **wish, session=session, quiet=quiet, as_json=as_json)

        try:
            reports.append(making.made_before(options, profile) or making.run(options))
        except NarratorError as error:
            if len(sources) == 1:
                raise
            say_error(error)
            failed.append(source)
            reports.append({"source": source, "error": error_data(error)})
    if as_json:
        echo_json(reports)
    if failed:
        said = ngettext(
            "{number} of {all} sources was not converted",
            "{number} of {all} sources were not converted",
            len(failed),
        )
        raise BatchFailures(
            said.format(number=len(failed), all=len(sources)),
            where=", ".join(failed),
        )


def _check_options(options: dict[str, Any], sources: Sequence[str]) -> VoiceProfile:
    """Have what is wrong with the options said once, before any source is read.

    Returns:
        The profile that speaks what is no plan.
    """
    profile = chosen_profile(options["profile"], **options)
    reading_arguments(dict(options))
    if options["offline"]:
        from narrator.pipeline import refuse_online

        refuse_online(sources, profile)
    return profile


@dataclass(slots=True)
class _Making:
    """One episode of a run, and what is said meanwhile."""

    source: str
    output: Path
    cover: str
    formats: tuple[str, ...]
    again: bool
    session: Session
    quiet: bool
    as_json: bool
    request: str = ""
    """What is recorded of the episode is found by it; empty where nothing is."""

    def made_before(self, options: dict[str, Any], profile: VoiceProfile) -> dict[str, Any] | None:
        """Say that there is nothing to do, and return what was reported; None where there is."""
        from narrator import made
        from narrator.lexicons import load_lexicons

        if self.session.cache is None:
            return None
        asked = {**options, "output": self.output, "formats": self.formats}
        asked |= {"fallback": self.session.fallback, "lexicons": load_lexicons(profile.lexicon)}
        sound = profile.sound
        files = (self.cover, sound.intro, sound.outro, sound.music, sound.between)
        self.request = made.request_for(self.source, profile, asked, files)
        known = made.find(self.request) if self.request and not self.again else None
        if known is None:
            return None
        report = dict(known.report)
        say_warnings(report["warnings"])
        self._progress(_("Nothing has changed since this was made; --again makes it again."))
        if not self.as_json:
            click.echo(line_of_report(report))
        return {**report, "unchanged": True}

    def run(self, options: dict[str, Any]) -> dict[str, Any]:
        """Make the episode, say what was made, and return the same as data."""
        from narrator.pipeline import produce

        name = _("standard input") if self.source == "-" else self.source
        self._progress(_("Reading {name}.").format(name=name))
        planned, profile = prepared(self.source, options)
        say_warnings(planned.article.warnings)
        title = next((section.title for section in planned.script.sections), name)
        self._progress(_("Speaking: {title}.").format(title=title))
        episode, files = produce(
            planned,
            profile,
            self.output,
            cover=self.cover,
            formats=self.formats,
            tell=say_notice,
            progress=self._progress,
            session=self.session,
        )
        if not self.as_json:
            for page in (path for path in files if path.name == f"{path.parent.name}.html"):
                self._progress(_("To read along: {path}").format(path=page))
            for line in what_is_left_out(episode.omissions):
                self._progress(line)
            click.echo(result_line(episode, files))
        report = {
            "source": self.source,
            "unchanged": False,
            **episode_data(episode, files, planned.article.warnings),
        }
        if self.request and not episode.in_place_of:
            from narrator import made

            made.keep(self.request, files, report)
        return report

    def _progress(self, line: str) -> None:
        if not self.quiet:
            click.echo(translated(line), err=True)
