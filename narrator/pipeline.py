"""The whole flow, from a source to the files of an episode, on one screen."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from narrator.article import Figure
from narrator.plans import Plan, read_plan
from narrator.profiles import DEFAULT_PROFILE, load_profile

if TYPE_CHECKING:
    from narrator.article import Article
    from narrator.episode import Episode
    from narrator.profile import VoiceProfile
    from narrator.reading import SourceKind
    from narrator.script import Script
    from narrator.speech import Clip

COVER_SUFFIXES = frozenset({".jpg", ".jpeg", ".png"})
"""Of the pictures that ID3v2.3 players show (APIC, section 4.15)."""

Tell = Callable[[str], None]
"""Takes a plain line about what is being done."""


def _tell_nobody(_line: str) -> None:
    """Drop the line."""


@dataclass(frozen=True, slots=True)
class Narration:
    """What became of a source: what was planned, what is heard, and its files."""

    plan: Plan
    episode: Episode
    files: tuple[Path, ...]
    """The MP3 first."""


def narrate(
    source: str,
    profile: VoiceProfile | str | None = None,
    *,
    output: str | Path = "output",
    cover: str = "",
    tell: Tell = _tell_nobody,
    **reading: str | bool | SourceKind | None,
) -> Narration:
    """Return the episode of a source, written to files: the whole flow.

    Args:
        source: A URL, a path, `-` for standard input, or the path of a plan.
        profile: A voice profile or its name; None for the one that a plan names, else the
            default.
        output: The folder in which the episode gets its own.
        cover: Path of a picture, JPEG or PNG; empty for the article's own.
        tell: Takes plain lines about what is being done.
        reading: What else `narrator.reading.read` takes: `kind`, `language`, `allow_private`,
            `cache`.

    Raises:
        NarratorError: the error of the stage that failed; nothing is left half written.
    """
    given = load_profile(profile) if isinstance(profile, str) else profile
    profile = given or load_profile(DEFAULT_PROFILE)
    planned = plan_source(source, profile, **reading)
    if given is None and planned.script.profile != profile.name:
        profile = load_profile(planned.script.profile)
    episode, files = produce(planned, profile, Path(output), cover=cover, tell=tell)
    return Narration(planned, episode, tuple(files))


def plan_source(
    source: str, profile: VoiceProfile, **reading: str | bool | SourceKind | None
) -> Plan:
    """Return the plan of a source; a source that is a plan already is taken as it is."""
    from narrator.planning import plan
    from narrator.reading import read

    planned = read_plan(source)
    if planned is not None:
        return planned
    article = read(source, **reading)  # type: ignore[arg-type]  # checked where it is called
    return Plan(article, plan(article, profile), _identity(source, article))


def produce(
    plan: Plan,
    profile: VoiceProfile,
    output: Path,
    *,
    cover: str = "",
    formats: Sequence[str] | None = None,
    tell: Tell = _tell_nobody,
) -> tuple[Episode, list[Path]]:
    """Speak, mix and publish a plan; nothing of it stays behind where one of them fails."""
    from narrator.mixing import mix
    from narrator.publishing import DEFAULT_FORMATS, publish, staging_directory
    from narrator.publishing import remove_abandoned_staging as tidy
    from narrator.speaking import speak

    cover = _cover(cover, plan, tell)
    tidy(output)
    with staging_directory(output) as folder:
        clips = _announced(speak(plan.script, profile, tell=tell), plan.script, tell)
        episode = mix(plan.script, clips, profile, folder)
        episode = replace(
            episode,
            cover=cover,
            source=plan.source,
            omissions=(*plan.article.omissions, *episode.omissions),
        )
        tell("Writing the episode.")
        return episode, publish(episode, output, formats or DEFAULT_FORMATS)


def _cover(given: str, plan: Plan, tell: Tell) -> str:
    """Return the cover: the one given, else the first picture of the article that will do.

    The lead picture comes first; where the page names it by its address only, a picture that
    was saved with the page takes its place. The reader lets a page name no file outside its
    own folder.
    """
    from narrator.errors import OutputError
    from narrator.publishing import load_cover

    if given:
        load_cover(given)  # What is wrong with it is said before anything is spoken.
        return given
    figures = [block for block in plan.article.blocks if isinstance(block, Figure)]
    for picture in (plan.article.metadata.picture, *(figure.picture for figure in figures)):
        if Path(picture).suffix.lower() in COVER_SUFFIXES and Path(picture).is_file():
            try:
                load_cover(picture)
            except OutputError as error:
                tell(f"Not used as the cover: {error}.")
            else:
                return picture
    return ""


def _identity(source: str, article: Article) -> str:
    """Return what tells one source from another: its address, else its file, else its words."""
    meta = article.metadata
    if meta.url:
        return meta.url
    if Path(source).exists():
        return str(Path(source).resolve())
    return f"text:{sha256(str(article).encode()).hexdigest()}"


def _announced(clips: Iterable[Clip], script: Script, tell: Tell) -> Iterator[Clip]:
    """Pass the clips on, and say which section is being spoken."""
    starts, total = {}, 0
    for number, section in enumerate(script.sections, 1):
        starts[total] = (number, section.title)
        total += len(section.utterances)
    for spoken, clip in enumerate(clips):
        if spoken in starts:
            number, title = starts[spoken]
            share = 100 * spoken // total
            stop = "" if title.endswith((".", "?", "!")) else "."
            tell(f"Section {number} of {len(script.sections)}: {title}{stop} {share} percent.")
        yield clip
