"""`narrator voices`: the profiles, engines and voices there are, and a sample of each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from narrator.cli import completing, say_notice
from narrator.cli.helping import READ, TOLD, VOICE, WORK, WRITTEN, Group, option
from narrator.cli.reporting import echo_json
from narrator.errors import EngineError, ProfileError
from narrator.language_tags import primary
from narrator.messages import _, length, size_in_words, translated
from narrator.profiles import load_profile, profile_paths

if TYPE_CHECKING:
    from narrator.profile import VoiceProfile
    from narrator.speaking.catalogue import FetchableVoice
    from narrator.speaking.engine import Engine
    from narrator.speech import Voice

SAMPLE_TEXTS = {
    "en": (
        "This is how an article sounds",
        "A sentence of the article.",
        "Words of somebody else.",
    ),
    "de": ("So klingt ein Artikel", "Ein Satz aus dem Artikel.", "Worte von jemand anderem."),
    "fr": ("Voici un article lu", "Une phrase de l'article.", "Les mots d'une autre personne."),
    "es": ("Así suena un artículo", "Una frase del artículo.", "Palabras de otra persona."),
}
"""Headline, body and quotation of a sample, by language."""


EngineSettings = Mapping[str, Mapping[str, str]]
"""What is set of each engine, by its name, as `VoiceProfile.engines` has it."""

_settings_option = option(
    VOICE,
    "--profile",
    shell_complete=completing.profiles,
    metavar="NAME",
    default="",
    help="Take what is set of the engine from this profile: a server, a folder.",
)
_offline_option = option(
    WORK, "--offline", is_flag=True, help="Refuse an engine that would go online."
)


@click.group(
    cls=Group, invoke_without_command=True, short_help="List voices and profiles, or hear one."
)
@option(
    VOICE,
    "--engine",
    shell_complete=completing.engines,
    metavar="NAME",
    help="List the voices of this engine.",
)
@option(VOICE, "--language", metavar="TAG", default="", help="Only voices of this language.")
@_settings_option
@_offline_option
@option(TOLD, "--json", "as_json", is_flag=True, help="Report as JSON on standard output.")
@click.pass_context
def voices(ctx: click.Context, /, engine: str | None, as_json: bool, **options: Any) -> None:
    """List the voice profiles and the engines; with --engine, an engine's voices.

    \b
    Examples:
      narrator voices
      narrator voices --engine espeak --language de
      narrator voices --engine openai --profile mine
      narrator voices sample brisk
      narrator voices fetch
    """
    if ctx.invoked_subcommand is not None:
        return
    if options["language"] and engine is None:
        raise click.UsageError(_("--language goes with --engine: narrator voices --engine espeak"))
    settings = load_profile(options["profile"]).engines if options["profile"] else {}
    if engine is None:
        found = _listing(settings)
    else:
        found = _voices_of(engine, settings, options["language"], options["offline"])
    if as_json:
        echo_json(found)
        return
    for line in _lines(found):
        click.echo(line)


@voices.command(short_help="Write a sample of a profile or a voice.")
@click.argument("name", metavar="NAME", shell_complete=completing.profiles)
@option(
    VOICE,
    "--engine",
    shell_complete=completing.engines,
    metavar="ENGINE",
    help="NAME is a voice of this engine.",
)
@option(VOICE, "--language", metavar="TAG", default="en", help="Of the sample. Default: en.")
@option(
    WRITTEN,
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    default=Path("output"),
    metavar="DIR",
    help="Where the sample lands. Default: output.",
)
@_settings_option
@_offline_option
def sample(name: str, engine: str | None, language: str, output: Path, **options: Any) -> None:
    """Write a short episode with the profile NAME, or with a voice of an engine.

    \b
    Examples:
      narrator voices sample newsroom
      narrator voices sample +f3 --engine espeak --language de
    """
    from narrator.pipeline import produce, refuse_online
    from narrator.planning import plan
    from narrator.plans import Plan

    subtag = primary(language)
    if subtag not in SAMPLE_TEXTS:
        raise click.BadParameter(
            _("There is no sample text in {language}; there is one in {known}.").format(
                language=language, known=", ".join(SAMPLE_TEXTS)
            ),
            param_hint="--language",
        )
    if options["profile"] and engine is None:
        raise click.UsageError(_("--profile goes with --engine; NAME is a profile already."))
    profile = load_profile(name) if engine is None else _one_voice(engine, name)
    if options["profile"]:
        profile = replace(profile, engines=load_profile(options["profile"]).engines)
    if options["offline"]:
        refuse_online([], profile)
    article = _sample_article(name, language)
    planned = Plan(
        article, plan(article, profile), f"sample:{engine or 'profile'}:{name}:{language}"
    )
    episode, files = produce(planned, profile, output, tell=say_notice)
    click.echo(
        _("Made {path}: {length}.").format(path=files[0], length=length(episode.duration_ms))
    )


@voices.command(short_help="Fetch a neural voice.")
@click.argument("name", metavar="[NAME]", default="", shell_complete=completing.fetchable_voices)
@option(
    READ,
    "--from",
    "given",
    multiple=True,
    type=click.Path(exists=True, path_type=Path),
    metavar="FILE",
    help="Take the voice's files from here instead; a file, or a folder with them.",
)
@option(TOLD, "--json", "as_json", is_flag=True, help="The list as JSON.")
def fetch(name: str, given: tuple[Path, ...], as_json: bool) -> None:
    """Fetch the files of the neural voice NAME; without NAME, list what can be fetched.

    Licence, origin and size are said first. A fetch that broke off goes on where it stopped.

    \b
    Examples:
      narrator voices fetch
      narrator voices fetch en_GB-alba-medium
      narrator voices fetch kokoro --from Downloads
    """
    from narrator.speaking.catalogue import find_fetchable, read_catalogue
    from narrator.speaking.fetching import Fetch, take

    known = read_catalogue()
    if not name:
        _list_fetchable(known, as_json)
        return
    voice = find_fetchable(name, known)
    for line in _before_fetching(voice):
        say_notice(line)
    files = take(voice, given, say_notice) if given else Fetch(say_notice).voice(voice)
    said = _("The voice {name} is here: {files}.")
    click.echo(said.format(name=voice.name, files=", ".join(map(str, files))))
    mend = _engine_of(voice).availability()
    if not mend.ready:
        click.echo(_("To use it, still to do: {step}").format(step=translated(mend.mend)))


def _list_fetchable(known: tuple[FetchableVoice, ...], as_json: bool) -> None:
    if as_json:
        found = [{**asdict(voice), "here": not voice.missing} for voice in known]
        echo_json(found)
        return
    click.echo(_("Voices that can be fetched: {number}.").format(number=len(known)))
    for voice in known:
        here = _("here already") if not voice.missing else size_in_words(voice.size_bytes)
        said = _("{name}, engine {engine}, language {language}, {here}.")
        click.echo(
            said.format(name=voice.name, engine=voice.engine, language=voice.language, here=here)
        )
    click.echo(_("To fetch one: {command}").format(command="narrator voices fetch NAME"))


def _before_fetching(voice: FetchableVoice) -> Iterator[str]:
    """Yield what a person should know before anything is fetched."""
    yield _("Voice: {name}, engine {engine}, language {language}.").format(
        name=voice.name, engine=voice.engine, language=voice.language
    )
    yield _("Licence: {licence}.").format(licence=voice.licence)
    yield _("Origin: {origin}").format(origin=voice.origin)
    missing = sum(file.size_bytes for file in voice.missing)
    if missing:
        yield _("To fetch: {size}.").format(size=size_in_words(missing))
    else:
        yield _("All its files are here already.")


def _engine_of(voice: FetchableVoice) -> type[Engine]:
    """Return the engine that speaks with a fetched voice."""
    from narrator.speaking.registry import engine_class

    return engine_class(voice.engine)


def _one_voice(engine: str, name: str) -> VoiceProfile:
    """Return a profile whose only voice is that one."""
    from narrator.profile import parse_profile

    names = {"names": {engine: name}}
    table = {"schema": 1, "engine": engine, "voices": {"presenter": names}}
    return parse_profile(table, f"{engine} {name}")


def _sample_article(name: str, language: str) -> Any:
    from narrator.article import Article, Metadata, Paragraph, Quotation

    headline, body, quotation = SAMPLE_TEXTS[primary(language)]
    metadata = Metadata(headline=f"{headline}: {name}", language=language)
    return Article(metadata, blocks=(Paragraph(body), Quotation((quotation,))))


def _listing(settings: EngineSettings) -> dict[str, Any]:
    from narrator.speaking.registry import availability_of, engine_class, engine_names

    engines = []
    for name in engine_names():
        try:
            online = engine_class(name).online
            state = asdict(availability_of(name, settings.get(name, {})))
        except EngineError as error:  # Of another package, which is broken: the rest is listed.
            online, state = False, {"ready": False, "detail": str(error), "mend": error.hint}
        engines.append({"name": name, "online": online, **state})
    profiles = [_profile_data(name) for name in profile_paths()]
    return {"profiles": profiles, "engines": engines}


def _profile_data(name: str) -> dict[str, Any]:
    try:
        profile = load_profile(name)
    except ProfileError as error:
        return {"name": name, "error": str(error), "hint": error.hint}
    return {"name": name, "description": profile.description, "engine": profile.engine}


def _voice_data(voice: Voice) -> dict[str, str]:
    return {"name": voice.name, "language": voice.language, "description": voice.description}


def _voices_of(
    engine: str, settings: EngineSettings, language: str, offline: bool
) -> dict[str, Any]:
    from narrator.speaking.registry import open_engine
    from narrator.speaking.session import check_offline

    opened = open_engine(engine, settings.get(engine, {}))
    try:
        if offline:
            check_offline(opened)
        wanted = primary(language)
        found = [
            _voice_data(voice)
            for voice in opened.voices()
            if not wanted or primary(voice.language) in {wanted, "und"}
        ]
        return {"engine": engine, "voices": found, "variants": list(opened.variants())}
    finally:
        opened.close()


def _lines(found: dict[str, Any]) -> Iterator[str]:
    if "voices" in found:
        yield _("Voices of {engine}: {number}.").format(
            engine=found["engine"], number=len(found["voices"])
        )
        for voice in found["voices"]:
            described = f", {voice['description']}" if voice["description"] else ""
            said = _("{name}, language {language}").format(
                name=voice["name"], language=voice["language"]
            )
            yield f"{said}{described}"
        if found["voices"] and found["variants"]:
            yield _("To each may be added, for another speaker: {variants}").format(
                variants=", ".join(found["variants"])
            )
        return
    yield _("Profiles: {number}.").format(number=len(found["profiles"]))
    for profile in found["profiles"]:
        if "error" in profile:
            yield _("{name}: cannot be used. {error}. {hint}").format(
                name=profile["name"],
                error=translated(profile["error"]),
                hint=translated(profile["hint"]),
            )
        else:
            yield _("{name}: {description}. Engine {engine}.").format(**profile)
    yield _("Engines: {number}.").format(number=len(found["engines"]))
    for engine in found["engines"]:
        yield _engine_line(engine)
    yield _("To see an engine's voices: {command}").format(command="narrator voices --engine NAME")
    yield _("To hear a profile: {command}").format(command="narrator voices sample NAME")


def _engine_line(engine: Mapping[str, Any]) -> str:
    where = _("sends the text to its service") if engine["online"] else _("offline")
    if engine["ready"]:
        state = _("ready")
    else:
        state = _("missing; to mend it: {mend}").format(mend=translated(engine["mend"]))
    return f"{engine['name']}: {where}, {translated(engine['detail'])}, {state}."
