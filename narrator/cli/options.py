"""Options that several commands share, and the profile that they make together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import fields, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from narrator.cli import completing
from narrator.cli.helping import READ, SAID, SOUND, VOICE, WORK, WRITTEN, option
from narrator.cli.values import Number, WholeNumber
from narrator.errors import nearest
from narrator.messages import _, translated
from narrator.profile import CHOICES, RANGES, SKIMS, Announcements
from narrator.profiles import DEFAULT_PROFILE, load_profile
from narrator.script import Role

if TYPE_CHECKING:
    from narrator.batching.listing.choosing import Wish
    from narrator.pipeline import Opened
    from narrator.plans import Plan
    from narrator.profile import VoiceProfile

Command = Callable[..., Any]


def together(options: Sequence[Callable[[Command], Command]]) -> Callable[[Command], Command]:
    """Return the options as one decorator; they stand in the help in the order given."""

    def decorate(command: Command) -> Command:
        for declared in reversed(options):
            command = declared(command)
        return command

    return decorate


def _whole_number(setting: str) -> WholeNumber:
    least, most = RANGES[setting]
    return WholeNumber(int(least), int(most))


ROLE_NAMES = {role.replace(" ", "-"): role for role in Role}
"""What roles are called on the command line."""
ANNOUNCEMENT_NAMES = tuple(entry.name for entry in fields(Announcements))


def _unknown(name: str, known: Iterable[str]) -> click.BadParameter:
    said = _("{name} is not known.").format(name=name)
    return click.BadParameter(f"{said} {translated(nearest(name, known))}")


def _one_of(known: Iterable[str]) -> Callable[[Any, Any, tuple[str, ...]], tuple[str, ...]]:
    """Return what checks the names that an option is given, and hints at the nearest."""

    def check(_context: Any, _option: Any, given: tuple[str, ...]) -> tuple[str, ...]:
        names = tuple(name.lower().replace("_", "-").replace(" ", "-") for name in given)
        for name in names:
            if name not in known:
                raise _unknown(name, known)
        return names

    return check


profile_options = together(
    [
        option(
            VOICE,
            "-p",
            "--profile",
            shell_complete=completing.profiles,
            metavar="NAME",
            help="Voice profile: a name, or a path to a .toml file. Default: newsroom.",
        ),
        option(
            VOICE,
            "--engine",
            shell_complete=completing.engines,
            metavar="NAME",
            help="Speak with this engine, such as espeak or piper.",
        ),
        option(
            VOICE,
            "--rate",
            type=_whole_number("rate_wpm"),
            metavar="WPM",
            help="Words a minute, 80 to 450.",
        ),
        option(
            SAID,
            "--chapter-depth",
            type=_whole_number("chapter_depth"),
            metavar="N",
            help="Headings down to this level begin a chapter, 1 to 6. Default: 2.",
        ),
        option(
            VOICE,
            "--lexicon",
            shell_complete=completing.files,
            multiple=True,
            metavar="FILE",
            help="How words are pronounced, TOML or PLS; may be given several times.",
        ),
        option(
            SAID,
            "--skim",
            type=click.Choice(SKIMS),
            metavar="WHICH",
            help="headlines: read only headline and standfirst; headings: each section's first "
            "sentence too.",
        ),
        option(
            SAID,
            "--without",
            shell_complete=completing.roles,
            multiple=True,
            metavar="ROLE",
            callback=_one_of(ROLE_NAMES),
            help="Leave out a part: byline, date, caption, note; may be given several times.",
        ),
        option(
            SAID,
            "--no-announce",
            shell_complete=completing.announcements,
            multiple=True,
            metavar="KIND",
            callback=_one_of(ANNOUNCEMENT_NAMES),
            help="Do not say this of narrator's own: list, length, disclosure; likewise.",
        ),
    ]
)

output_option = option(
    WRITTEN,
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    default=Path("output"),
    metavar="DIR",
    help="Where episodes land, each in a folder of its own. Default: output.",
)

sound_options = together(
    [
        option(
            WRITTEN,
            "--cover",
            shell_complete=completing.files,
            metavar="FILE",
            default="",
            help="Cover picture, JPEG or PNG.",
        ),
        option(
            SOUND,
            "--intro",
            shell_complete=completing.files,
            metavar="FILE",
            help="Sound to play before the article.",
        ),
        option(
            SOUND,
            "--outro",
            shell_complete=completing.files,
            metavar="FILE",
            help="Sound to play after it.",
        ),
        option(
            SOUND,
            "--music",
            shell_complete=completing.files,
            metavar="FILE",
            help="Music to lie under the speech.",
        ),
        option(
            SOUND,
            "--bit-rate",
            "bit_rate_kbps",
            type=click.Choice([str(choice) for choice in CHOICES["bit_rate_kbps"]]),
            metavar="KBPS",
            help="Kilobits a second of the MP3, constant. Default: 64.",
        ),
        option(
            SOUND,
            "--sample-rate",
            "rate_hz",
            type=click.Choice([str(choice) for choice in CHOICES["rate_hz"]]),
            metavar="HZ",
            help="Samples a second of the MP3. Default: 44100.",
        ),
        option(
            SOUND,
            "--loudness",
            "loudness_lufs",
            type=Number(*RANGES["loudness_lufs"]),
            metavar="LUFS",
            help="Integrated loudness, -31 to -14 LUFS. Default: -16.",
        ),
        option(
            VOICE,
            "--fallback",
            shell_complete=completing.engines,
            metavar="NAME",
            default="",
            help="Where the engine fails, have this one speak the whole episode. Default: none.",
        ),
    ]
)


wish_options = together(
    [
        option(
            READ,
            "--since",
            metavar="WHEN",
            help="Only articles from then on: a date (2026-03-12) or a time ago (36h, 7d, 2w).",
        ),
        option(
            READ,
            "--match",
            metavar="PATTERN",
            default="",
            help="Only articles with this in their title or address; * stands for anything.",
        ),
        option(
            READ,
            "--limit",
            type=WholeNumber(1),
            metavar="N",
            help="At most N articles, the first ones.",
        ),
    ]
)


def wanted_of_lists(options: dict[str, Any]) -> Wish:
    """Take out of a command's options which of the listed articles are wanted."""
    from narrator.batching.listing.choosing import Wish

    since, match, limit = (options.pop(name) for name in ("since", "match", "limit"))
    return Wish(_moment(since) if since else None, limit, match)


def _moment(since: str) -> datetime:
    from narrator.batching.listing.choosing import since_of

    try:
        return since_of(since, datetime.now(UTC))
    except (ValueError, OverflowError) as error:
        raise click.BadParameter(
            _(
                "{since} is neither a date such as 2026-03-12 nor a time ago such as 36h, 7d or 2w."
            ).format(since=since),
            param_hint="--since",
        ) from error


def _known_formats(_context: Any, _option: Any, given: tuple[str, ...]) -> tuple[str, ...]:
    """Return the names of formats; one that is not known ends the run before it begins."""
    if not given:
        return given
    from narrator.publishing import FORMATS

    for name in given:
        if name not in FORMATS:
            raise _unknown(name, FORMATS)
    return given


format_options = together(
    [
        option(
            WRITTEN,
            "--format",
            "formats",
            shell_complete=completing.formats,
            multiple=True,
            metavar="NAME",
            callback=_known_formats,
            help="Write this format too, such as daisy, m4b or opus; may be given several times.",
        ),
        option(
            WRITTEN,
            "--ledger",
            is_flag=True,
            help="Short for --format ledger: what became of each stretch of text, as JSON Lines.",
        ),
    ]
)


def wanted_formats(options: dict[str, Any]) -> tuple[str, ...]:
    """Take the formats out of a command's options."""
    formats: tuple[str, ...] = options.pop("formats")
    return (*formats, *["ledger"] * options.pop("ledger"))


def sound_settings(options: dict[str, Any]) -> dict[str, Any]:
    """Return a command's options with the numbers that click takes for choices as numbers."""
    numbers = ("bit_rate_kbps", "rate_hz")
    return {**options, **{name: int(options[name]) for name in numbers if options[name]}}


reading_options = together(
    [
        option(
            READ,
            "--language",
            metavar="TAG",
            default="",
            help="The article's language, such as en or pt-BR.",
        ),
        option(
            READ,
            "--kind",
            type=click.Choice(["html", "markdown", "text"]),
            metavar="KIND",
            help="html, markdown or text, where it is not found out rightly.",
        ),
        option(
            READ,
            "--allow-private",
            is_flag=True,
            help="Let a URL lead to this machine or a private network.",
        ),
        option(
            WORK,
            "--no-cache",
            is_flag=True,
            help="Neither use nor keep pages and speech of other runs.",
        ),
        option(
            WORK,
            "--offline",
            is_flag=True,
            help="Refuse whatever would go online: URLs and engines.",
        ),
    ]
)


def reading_arguments(options: dict[str, Any]) -> dict[str, Any]:
    """Take the reading options out of a command's options, as `read` takes them."""
    from narrator.reading import SourceKind
    from narrator.reading.language import normalize_language

    kind, language = options.pop("kind"), options["language"]
    if language and not normalize_language(language):
        raise click.BadParameter(
            _("{language} is not a language; give a tag such as en, de or pt-BR.").format(
                language=language
            ),
            param_hint="--language",
        )
    return {
        "kind": SourceKind(kind) if kind else None,
        "language": options.pop("language"),
        "allow_private": options.pop("allow_private"),
        "cache": not options.pop("no_cache"),
    }


def prepared(source: str, options: dict[str, Any]) -> tuple[Plan, VoiceProfile]:
    """Return the plan of a source and the profile to speak it with, as the options say.

    Raises:
        SourceError, EngineError: with `--offline`, for what would go online.
        click.UsageError: for options of reading with a plan, which is read already.
    """
    found = opened(source, options)
    return found.planned(), found.profile


def opened(source: str, options: dict[str, Any]) -> Opened:
    """Return what is read of a source, before it is planned, as `prepared` takes them."""
    from narrator.pipeline import open_source, refuse_online

    options = dict(options)
    wanted = [f"--{name}" for name in ("language", "kind", "lexicon") if options[name]]
    planning = ("skim", "without", "no_announce")
    left_out = [f"--{name.replace('_', '-')}" for name in planning if options[name]]
    depth = options["chapter_depth"]
    offline = options.pop("offline")
    reading = reading_arguments(options)
    name = options.pop("profile") or ""
    if offline:
        refuse_online([source])
    found = open_source(source, name, lambda chosen: chosen_profile(chosen, **options), **reading)
    if found.script and wanted:
        if wanted[0] == "--lexicon":
            said = _("{option} says how words are said; {source} is a plan.")
        else:
            said = _("{option} says how a source is read; {source} is a plan.")
        raise click.UsageError(said.format(option=wanted[0], source=source))
    if found.script and left_out:
        said = _("{option} says what is planned; {source} is a plan already.")
        raise click.UsageError(said.format(option=left_out[0], source=source))
    if offline:
        refuse_online([], found.profile)
    if found.script and depth:
        found = replace(found, script=replace(found.script, chapter_depth=depth))
    return found


def chosen_profile(name: str | None, **changes: Any) -> VoiceProfile:
    """Return the profile of that name with the settings that options gave.

    Args:
        name: A name or a path; None for the default.
        changes: `engine`, `rate`, `chapter_depth`, `lexicon`, `skim`, `without` (roles that are
            left out), `no_announce` (kinds of announcement that are not made), and the settings
            of the profile's `audio` and `sound`; None leaves the profile's own. A command gives
            all of its options: others are passed over.

    Raises:
        ProfileError: where there is no such profile, or a setting is out of range.
    """
    from narrator.profile import check_ranges

    profile = load_profile(name or DEFAULT_PROFILE)
    given = {key: value for key, value in changes.items() if value not in (None, "")}
    if "engine" in given:
        profile = profile.with_engine(given.pop("engine"))
    if "rate" in given:
        profile = replace(profile, rate_wpm=given.pop("rate"))
    if given.get("lexicon"):
        profile = replace(profile, lexicon=(*given.pop("lexicon"), *profile.lexicon))
    for setting in ("chapter_depth", "skim"):
        if setting in given:
            profile = replace(profile, **{setting: given.pop(setting)})
    profile = _quieter(profile, given.pop("without", ()), given.pop("no_announce", ()))
    for part in ("audio", "sound"):
        value = getattr(profile, part)
        names = {entry.name for entry in fields(value)}
        mine = {key: given.pop(key) for key in names & set(given)}
        profile = replace(profile, **{part: replace(value, **mine)})
    check_ranges(profile)
    _check_engines(profile)
    return profile


def _quieter(
    profile: VoiceProfile, roles: Iterable[str], announcements: Iterable[str]
) -> VoiceProfile:
    """Return the profile with these roles left out and these announcements not made."""
    left_out = dict.fromkeys(ROLE_NAMES[name] for name in roles)
    unsaid = dict.fromkeys(announcements, False)
    made = replace(profile.announcements, **unsaid)
    return replace(profile, without=tuple(left_out), announcements=made)


def _check_engines(profile: VoiceProfile) -> None:
    """Have an unknown engine said at once, and not when it is to speak."""
    from narrator.speaking.registry import BUILT_IN, engine_class

    voices = profile.voices.values()
    named = {entry.engine for voice in voices for entry in voice.names}
    for name in {profile.engine, *named, *(voice.engine for voice in voices)} - {"", *BUILT_IN}:
        engine_class(name)
