"""`narrator voices`: the profiles, engines and voices there are, and a sample of each."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from narrator.cli.reporting import result_line
from narrator.profiles import load_profile, profile_paths

if TYPE_CHECKING:
    from narrator.profile import VoiceProfile
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


@click.group(invoke_without_command=True, short_help="List voices and profiles, or hear one.")
@click.option("--engine", metavar="NAME", help="List the voices of this engine.")
@click.option("--language", metavar="TAG", default="", help="Only voices of this language.")
@click.option("--json", "as_json", is_flag=True, help="The same as JSON.")
@click.pass_context
def voices(ctx: click.Context, engine: str | None, language: str, as_json: bool) -> None:
    """List the voice profiles and the engines; with --engine, an engine's voices.

    \b
    Examples:
      narrator voices
      narrator voices --engine espeak --language de
      narrator voices sample brisk
    """
    if ctx.invoked_subcommand is not None:
        return
    found = _listing(engine, language)
    if as_json:
        click.echo(json.dumps(found, ensure_ascii=False, indent=2))
        return
    for line in _lines(found):
        click.echo(line)


@voices.command(short_help="Write a sample of a profile or a voice.")
@click.argument("name", metavar="NAME")
@click.option("--engine", metavar="ENGINE", help="NAME is a voice of this engine.")
@click.option("--language", metavar="TAG", default="en", help="Of the sample. Default: en.")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    default=Path("output"),
    metavar="DIR",
    help="Where the sample lands. Default: output.",
)
def sample(name: str, engine: str | None, language: str, output: Path) -> None:
    """Write a short episode with the profile NAME, or with a voice of an engine.

    \b
    Examples:
      narrator voices sample newsroom
      narrator voices sample +f3 --engine espeak --language de
    """
    from narrator.pipeline import produce
    from narrator.planning import plan
    from narrator.plans import Plan

    profile = load_profile(name) if engine is None else _one_voice(engine, name)
    article = _sample_article(name, language)
    planned = Plan(
        article, plan(article, profile), f"sample:{engine or 'profile'}:{name}:{language}"
    )
    episode, files = produce(planned, profile, output)
    click.echo(result_line(episode, files))


def _one_voice(engine: str, name: str) -> VoiceProfile:
    """Return a profile whose only voice is that one."""
    from narrator.profile import parse_profile

    names = {"names": {engine: name}}
    table = {"schema": 1, "engine": engine, "voices": {"presenter": names}}
    return parse_profile(table, f"{engine} {name}")


def _sample_article(name: str, language: str) -> Any:
    from narrator.article import Article, Metadata, Paragraph, Quotation

    primary = language.partition("-")[0].lower()
    headline, body, quotation = SAMPLE_TEXTS.get(primary, SAMPLE_TEXTS["en"])
    metadata = Metadata(headline=f"{headline}: {name}", language=language)
    return Article(metadata, blocks=(Paragraph(body), Quotation((quotation,))))


def _listing(engine: str | None, language: str) -> dict[str, Any]:
    from narrator.speaking.registry import engine_class, engine_names

    if engine is not None:
        return {"engine": engine, "voices": [_voice_data(v) for v in _voices_of(engine, language)]}
    engines = []
    for name in engine_names():
        found = engine_class(name)
        availability = found.availability()
        engines.append(
            {
                "name": name,
                "online": found.online,
                "ready": availability.ready,
                "detail": availability.detail,
                "mend": availability.mend,
            }
        )
    profiles = [_profile_data(name) for name in profile_paths()]
    return {"profiles": profiles, "engines": engines}


def _profile_data(name: str) -> dict[str, Any]:
    profile = load_profile(name)
    return {"name": name, "description": profile.description, "engine": profile.engine}


def _voice_data(voice: Voice) -> dict[str, str]:
    return {"name": voice.name, "language": voice.language, "description": voice.description}


def _voices_of(engine: str, language: str) -> list[Voice]:
    from narrator.speaking.registry import open_engine

    opened = open_engine(engine)
    try:
        wanted = language.partition("-")[0].lower()
        return [
            voice
            for voice in opened.voices()
            if not wanted or voice.language.partition("-")[0].lower() == wanted
        ]
    finally:
        opened.close()


def _lines(found: dict[str, Any]) -> Iterator[str]:
    if "voices" in found:
        yield f"Voices of {found['engine']}: {len(found['voices'])}."
        for voice in found["voices"]:
            described = f", {voice['description']}" if voice["description"] else ""
            yield f"{voice['name']}, language {voice['language']}{described}"
        return
    yield f"Profiles: {len(found['profiles'])}."
    for profile in found["profiles"]:
        yield f"{profile['name']}: {profile['description']}. Engine {profile['engine']}."
    yield f"Engines: {len(found['engines'])}."
    for engine in found["engines"]:
        where = "sends the text to its service" if engine["online"] else "offline"
        state = "ready" if engine["ready"] else f"missing; to mend it: {engine['mend']}"
        yield f"{engine['name']}: {where}, {engine['detail']}, {state}."
    yield "To see an engine's voices: narrator voices --engine NAME"
    yield "To hear a profile: narrator voices sample NAME"
