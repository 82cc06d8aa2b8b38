"""The whole flow, from a source to the files of an episode: read, plan, speak, mix, publish."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from narrator.accounting import account, with_times
from narrator.covers import choose_cover
from narrator.fallback import with_fallback
from narrator.folders import reels_folder
from narrator.plans import Plan, find_plan, read_plan, source_identity
from narrator.profile import VoiceProfile
from narrator.profiles import DEFAULT_PROFILE, load_profile
from narrator.progress import announced
from narrator.speaking.session import Session, open_session
from narrator.telling import Tell, tell_nobody

if TYPE_CHECKING:
    from narrator.article import Article
    from narrator.episode import Episode
    from narrator.lexicon import Lexicon
    from narrator.reading import SourceKind
    from narrator.script import Script

__all__ = [
    "Narration",
    "Opened",
    "Place",
    "Prepared",
    "narrate",
    "open_session",
    "open_source",
    "plan_source",
    "prepare",
    "produce",
    "refuse_online",
    "retitled",
]


@dataclass(frozen=True, slots=True)
class Narration:
    """What became of a source: what was planned, what is heard, and its files."""

    plan: Plan
    episode: Episode
    files: tuple[Path, ...]
    """The MP3 first."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A source that is read, or a plan that was found there, and who is to say it."""

    article: Article
    profile: VoiceProfile
    source: str
    """What tells the source from every other: see `narrator.plans.source_identity`."""
    lexicons: tuple[Lexicon, ...] = ()
    script: Script | None = None
    """That of the plan, which is spoken as it stands; None where a source was read."""

    def plan_of(self, article: Article) -> Script:
        """Return what is said of the article, or of a part of it, as `profile` wants it."""
        from narrator.planning import plan

        return self.script or plan(article, self.profile, self.lexicons)

    def planned(self) -> Plan:
        """Return the plan of the whole."""
        return Plan(self.article, self.plan_of(self.article), self.source)


@dataclass(frozen=True, slots=True)
class Prepared:
    """What is to be said, and who says it."""

    plan: Plan
    profile: VoiceProfile
    was_planned: bool
    """Whether the source was a plan, which is spoken as it stands."""


@dataclass(frozen=True, slots=True)
class Place:
    """What is known beforehand of where an episode belongs."""

    folder: str = ""
    """The name of the folder that the source's episode has had so far; empty where it has none."""
    made_from: str = ""
    """The digest of all that the episode is made from, to be written into it."""
    is_tidy: bool = False
    """Whether the output was tidied by the caller, who makes many episodes in it."""


ANYWHERE = Place()


def narrate(  # noqa: PLR0913 - what the caller wants of one episode, each by its name
    source: str,
    profile: VoiceProfile | str | None = None,
    *,
    output: str | Path = "output",
    cover: str = "",
    formats: Sequence[str] = (),
    tell: Tell = tell_nobody,
    session: Session | None = None,
    **reading: str | bool | SourceKind | None,
) -> Narration:
    """Return the episode of a source, written to files: the whole flow.

    Args:
        source: A URL, a path, `-` for standard input, or the path of a plan.
        profile: A voice profile or its name; None for the one that a plan names, else the
            default.
        output: The folder in which the episode gets its own.
        cover: Path of a picture, JPEG or PNG; empty for the article's own.
        formats: Names of formats to write beside those that are always written.
        tell: Takes plain lines about what is being done.
        session: What lasts for a whole run; give the same for every source of it. None for
            one that keeps speech where `cache` is not False.
        reading: What else `narrator.reading.read` takes: `kind`, `language`, `allow_private`,
            `cache`.

    Raises:
        NarratorError: the error of the stage that failed; nothing is left half written.
    """
    session = session or open_session(cache=bool(reading.get("cache", True)), tell=tell)
    name = profile if isinstance(profile, str) else ""
    given = profile if isinstance(profile, VoiceProfile) else None
    if session.offline:
        refuse_online([source], given)
    ready = prepare(source, name, lambda chosen: given or load_profile(chosen), **reading)  # type: ignore[arg-type]  # none of them is `title`
    episode, files = produce(
        ready.plan,
        ready.profile,
        Path(output),
        cover=cover,
        formats=formats,
        tell=tell,
        progress=tell,
        session=session,
    )
    return Narration(ready.plan, episode, tuple(files))


def prepare(
    source: str,
    name: str,
    load: Callable[[str], VoiceProfile],
    *,
    title: str = "",
    **reading: str | bool | SourceKind | None,
) -> Prepared:
    """Return the plan of a source and the profile it is to be spoken with.

    Args:
        source: As `narrate` takes it.
        name: Of the profile; empty for the one that a plan names, else the default.
        load: Returns the profile of a name.
        title: A headline in place of the article's; a plan keeps its own. Empty for that.
        reading: What else `narrator.reading.read` takes.
    """
    opened = open_source(source, name, load, title=title, **reading)
    return Prepared(opened.planned(), opened.profile, opened.script is not None)


def open_source(
    source: str,
    name: str,
    load: Callable[[str], VoiceProfile],
    *,
    title: str = "",
    **reading: str | bool | SourceKind | None,
) -> Opened:
    """Return what is read of a source, as `prepare` takes it, before it is planned."""
    from narrator.reading import STDIN
    from narrator.reading.sources import STDIN_NAME, read_stdin

    data = read_stdin().data if source == STDIN else None
    planned = read_plan(source) if data is None else find_plan(data, STDIN_NAME)
    profile = load(name or (planned.script.profile if planned else DEFAULT_PROFILE))
    if planned is not None:
        return Opened(planned.article, profile, planned.source, script=planned.script)
    return _read_source(source if data is None else data, profile, title=title, **reading)


def plan_source(
    source: str | bytes,
    profile: VoiceProfile,
    *,
    title: str = "",
    **reading: str | bool | SourceKind | None,
) -> Plan:
    """Return the plan of a source that is not a plan yet, or of the bytes that stood there."""
    return _read_source(source, profile, title=title, **reading).planned()


def _read_source(
    source: str | bytes,
    profile: VoiceProfile,
    *,
    title: str = "",
    **reading: str | bool | SourceKind | None,
) -> Opened:
    from narrator.lexicons import load_lexicons
    from narrator.reading import read

    lexicons = load_lexicons(profile.lexicon)  # What is wrong with them is said before all else.
    article = read(source, **reading)  # type: ignore[arg-type]  # checked where it is called
    identity = source_identity(source, article)
    if title:
        article = retitled(article, title)
    return Opened(article, profile, identity, lexicons)


def retitled(article: Article, title: str) -> Article:
    """Return the article under another headline; its own becomes an omission."""
    from narrator.article import Omission, Reason, Stage

    own = article.metadata.headline
    if title == own:
        return article
    left_out = (Omission(Stage.READING, Reason.RETITLED, own),) if own else ()
    return replace(
        article,
        metadata=replace(article.metadata, headline=title),
        omissions=(*article.omissions, *left_out),
    )


def produce(  # noqa: PLR0913 - what a run has in common is in `session` already
    plan: Plan,
    profile: VoiceProfile,
    output: Path,
    *,
    cover: str = "",
    formats: Sequence[str] = (),
    singly: bool = False,
    tell: Tell = tell_nobody,
    progress: Tell = tell_nobody,
    session: Session | None = None,
    place: Place = ANYWHERE,
) -> tuple[Episode, list[Path]]:
    """Speak, mix and publish a plan; nothing of it stays behind where one of them fails.

    Where the session has a fallback and the engine fails, the whole episode is spoken anew by
    the fallback, in one voice throughout; that is told and stands in the episode.

    Args:
        plan: What is to be said.
        profile: Who says it, and what the episode is like.
        output: The folder in which the episode gets its own.
        cover: Path of a picture; empty for the article's own.
        formats: Names of formats to write beside those that are always written.
        singly: Whether to write each story of an edition as a file of its own too.
        tell: Takes lines that a person must not miss: who gets the text, what is not used.
        progress: Takes lines about how far it is.
        session: What lasts for a whole run; None for one that keeps no speech.
        place: What the caller knows of where the episode belongs.
    """
    from narrator.mixing import mix
    from narrator.publishing import DEFAULT_FORMATS, check_formats, publish, staging_directory
    from narrator.publishing import remove_abandoned_staging as tidy
    from narrator.speaking import speak

    wanted = check_formats((*DEFAULT_FORMATS, *formats))
    accounts = account(plan.article, plan.script)  # Before anything is spoken.
    picture = choose_cover(cover, plan.article, tell)
    if not place.is_tidy:
        tidy(output)

    def make(voices: VoiceProfile, in_place_of: str) -> tuple[Episode, list[Path]]:
        speech = speak(plan.script, voices, tell=tell, session=session)
        # Closed here: where mixing fails, no thread may go on speaking.
        with staging_directory(output) as folder, closing(speech) as clips:
            mixed = mix(plan.script, announced(clips, plan.script, progress), voices, folder)
            episode = replace(
                _of_its_plan(mixed, plan),
                cover=picture,
                in_place_of=in_place_of,
                ledger=with_times(accounts, plan.script, mixed.cues),
                made_from=place.made_from,
                kept_in=str(reels_folder()) if session and session.cache else "",
            )
            progress("Writing the episode.")
            return episode, publish(episode, output, wanted, place.folder, singly=singly)

    return with_fallback(make, profile, session.fallback if session else "", tell)


def _of_its_plan(mixed: Episode, plan: Plan) -> Episode:
    """Return what was mixed with what is known of its article."""
    omissions = (*plan.article.omissions, *mixed.omissions)
    return replace(mixed, source=plan.source, article=plan.article, omissions=omissions)


def refuse_online(sources: Iterable[str], profile: VoiceProfile | None = None) -> None:
    """Refuse what an offline run cannot do, before anything is done.

    Raises:
        SourceError: for a source on the web.
        EngineError: where the profile's voices speak online.
    """
    from narrator.reading.sources import refuse_urls
    from narrator.speaking.session import check_voices_offline

    refuse_urls(sources)
    if profile:
        check_voices_offline(profile)
