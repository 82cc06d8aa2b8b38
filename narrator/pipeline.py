"""The whole flow, from a source to the files of an episode, on one screen."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from narrator.accounting import account, with_times
from narrator.article import Figure
from narrator.errors import EngineError
from narrator.plans import Plan, find_plan, read_plan
from narrator.profile import VoiceProfile
from narrator.profiles import DEFAULT_PROFILE, load_profile
from narrator.telling import Tell, tell_nobody

if TYPE_CHECKING:
    from narrator.article import Article
    from narrator.episode import Episode
    from narrator.ledger import Ledger
    from narrator.reading import SourceKind
    from narrator.script import Script
    from narrator.speaking.session import Session
    from narrator.speech import Clip

COVER_SUFFIXES = frozenset({".jpg", ".jpeg", ".png"})
"""Of the pictures that ID3v2.3 players show (APIC, section 4.15)."""

LEAST_STEP = 50
"""Utterances, about four minutes of speech, after which a section says again how far it is; in
a very long text a tenth of the whole, so that there are never many such lines."""


@dataclass(frozen=True, slots=True)
class Narration:
    """What became of a source: what was planned, what is heard, and its files."""

    plan: Plan
    episode: Episode
    files: tuple[Path, ...]
    """The MP3 first."""


def narrate(  # noqa: PLR0913 - what the caller wants of one episode, each by its name
    source: str,
    profile: VoiceProfile | str | None = None,
    *,
    output: str | Path = "output",
    cover: str = "",
    ledger: bool = False,
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
        ledger: Whether to write what became of each stretch of the article's text.
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
    ready = prepare(source, name, lambda chosen: given or load_profile(chosen), **reading)
    episode, files = produce(
        ready.plan,
        ready.profile,
        Path(output),
        cover=cover,
        ledger=ledger,
        tell=tell,
        progress=tell,
        session=session,
    )
    return Narration(ready.plan, episode, tuple(files))


@dataclass(frozen=True, slots=True)
class Prepared:
    """What is to be said, and who says it."""

    plan: Plan
    profile: VoiceProfile
    was_planned: bool
    """Whether the source was a plan, which is spoken as it stands."""


def open_session(
    *, cache: bool = True, offline: bool = False, fallback: str = "", tell: Tell = tell_nobody
) -> Session:
    """Return what lasts for a whole run.

    Args:
        cache: Whether speech is kept, and what is kept is used.
        offline: Whether nothing may go online.
        fallback: The engine that speaks a whole episode where another one cannot; empty for
            none.
        tell: Is told what is wrong with the kept speech.

    Raises:
        EngineError: for an unknown fallback, and one that goes online in an offline run.
        ProfileError: where the environment's limit of the cache is not one.
    """
    from narrator.speaking.caching import open_speech_cache
    from narrator.speaking.registry import engine_class
    from narrator.speaking.session import Session, check_offline

    if fallback and offline:
        check_offline(engine_class(fallback))
    elif fallback:
        engine_class(fallback)
    return Session(open_speech_cache(tell) if cache else None, offline, fallback)


def refuse_online(sources: Iterable[str], profile: VoiceProfile | None = None) -> None:
    """Refuse what an offline run cannot do, before anything is done.

    Raises:
        SourceError: for a source on the web.
        EngineError: where the profile's voices speak online.
    """
    from narrator.errors import SourceError
    from narrator.reading.sources import is_url
    from narrator.speaking.registry import engine_class
    from narrator.speaking.session import check_offline

    for source in sources:
        if is_url(source):
            raise SourceError(
                "This run is offline, and the source is on the web",
                where=source,
                hint="Save the page and give its file, or leave out --offline.",
            )
    for name in profile.speaking_engines if profile else ():
        check_offline(engine_class(name))


def prepare(
    source: str,
    name: str,
    load: Callable[[str], VoiceProfile],
    **reading: str | bool | SourceKind | None,
) -> Prepared:
    """Return the plan of a source and the profile it is to be spoken with.

    Args:
        source: As `narrate` takes it.
        name: Of the profile; empty for the one that a plan names, else the default.
        load: Returns the profile of a name.
        reading: What else `narrator.reading.read` takes.
    """
    from narrator.reading import STDIN
    from narrator.reading.sources import STDIN_NAME, read_stdin

    data = read_stdin().data if source == STDIN else None
    planned = read_plan(source) if data is None else find_plan(data, STDIN_NAME)
    profile = load(name or (planned.script.profile if planned else DEFAULT_PROFILE))
    if planned is not None:
        return Prepared(planned, profile, was_planned=True)
    planned = plan_source(source if data is None else data, profile, **reading)
    return Prepared(planned, profile, was_planned=False)


def plan_source(
    source: str | bytes, profile: VoiceProfile, **reading: str | bool | SourceKind | None
) -> Plan:
    """Return the plan of a source that is not a plan yet, or of the bytes that stood there."""
    from narrator.lexicons import load_lexicons
    from narrator.planning import plan
    from narrator.reading import read

    lexicons = load_lexicons(profile.lexicon)  # What is wrong with them is said before all else.
    article = read(source, **reading)  # type: ignore[arg-type]  # checked where it is called
    return Plan(article, plan(article, profile, lexicons), _identity(source, article))


def produce(  # noqa: PLR0913 - what a run has in common is in `session` already
    plan: Plan,
    profile: VoiceProfile,
    output: Path,
    *,
    cover: str = "",
    ledger: bool = False,
    tell: Tell = tell_nobody,
    progress: Tell = tell_nobody,
    session: Session | None = None,
) -> tuple[Episode, list[Path]]:
    """Speak, mix and publish a plan; nothing of it stays behind where one of them fails.

    Where the session has a fallback and the engine fails, the whole episode is spoken anew by
    the fallback, in one voice throughout; that is told and stands in the episode.

    Args:
        plan: What is to be said.
        profile: Who says it, and what the episode is like.
        output: The folder in which the episode gets its own.
        cover: Path of a picture; empty for the article's own.
        ledger: Whether to write what became of each stretch of the article's text.
        tell: Takes lines that a person must not miss: who gets the text, what is not used.
        progress: Takes lines about how far it is.
        session: What lasts for a whole run; None for one that keeps no speech.
    """
    from narrator.publishing import remove_abandoned_staging as tidy

    accounts = account(plan.article, plan.script)  # Before anything is spoken.
    cover = _cover(cover, plan, tell)
    tidy(output)
    making = _Making(plan, accounts, output, cover, ledger, tell, progress, session)
    fallback = session.fallback if session else ""
    try:
        return making.with_voices(profile)
    except EngineError as error:
        if not fallback or profile.speaking_engines == (fallback,):
            raise
        tell(f"{error}. The whole episode is spoken anew with the voices of {fallback}.")
        others = [name for name in profile.speaking_engines if name != fallback]
        return making.with_voices(profile.with_engine(fallback), " and ".join(others))


@dataclass(frozen=True, slots=True)
class _Making:
    """The making of one episode, but for who speaks."""

    plan: Plan
    accounts: Ledger
    output: Path
    cover: str
    ledger: bool
    tell: Tell
    progress: Tell
    session: Session | None

    def with_voices(
        self, profile: VoiceProfile, in_place_of: str = ""
    ) -> tuple[Episode, list[Path]]:
        """Return the episode and its files."""
        from narrator.mixing import mix
        from narrator.publishing import DEFAULT_FORMATS, LEDGER, publish, staging_directory
        from narrator.speaking import speak

        plan = self.plan
        speech = speak(plan.script, profile, tell=self.tell, session=self.session)
        # Closed here: where mixing fails, no thread may go on speaking.
        with staging_directory(self.output) as folder, closing(speech) as clips:
            announced = _announced(clips, plan.script, self.progress)
            episode = mix(plan.script, announced, profile, folder)
            episode = replace(
                episode,
                cover=self.cover,
                source=plan.source,
                omissions=(*plan.article.omissions, *episode.omissions),
                in_place_of=in_place_of,
                ledger=with_times(self.accounts, plan.script, episode.cues),
            )
            self.progress("Writing the episode.")
            formats = (*DEFAULT_FORMATS, *[LEDGER] * self.ledger)
            return episode, publish(episode, self.output, formats)


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


def _identity(source: str | bytes, article: Article) -> str:
    """Return what tells one source from another: its address, else its file, else its words."""
    meta = article.metadata
    if meta.url:
        return meta.url
    if isinstance(source, str) and Path(source).exists():
        return str(Path(source).resolve())
    return f"text:{sha256(str(article).encode()).hexdigest()}"


def _announced(clips: Iterable[Clip], script: Script, progress: Tell) -> Iterator[Clip]:
    """Pass the clips on, and say which section is spoken and, in a long one, how far it is."""
    starts, total = {}, 0
    for number, section in enumerate(script.sections, 1):
        starts[total] = (number, section.title)
        total += len(section.utterances)
    step = max(LEAST_STEP, total // 10)
    said = 0
    for spoken, clip in enumerate(clips):
        share = 100 * spoken // total
        if spoken in starts:
            number, title = starts[spoken]
            stop = "" if title.endswith((".", "?", "!")) else "."
            progress(f"Section {number} of {len(script.sections)}: {title}{stop} {share} percent.")
            said = spoken
        elif spoken - said >= step:
            progress(f"{share} percent.")
            said = spoken
        yield clip
    progress("All is spoken. Mixing.")
