"""`narrator doctor`: what is installed, what is missing, and the command that mends it."""

from __future__ import annotations

import os
import platform
import re
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from importlib import metadata
from pathlib import Path

import click

from narrator.cli.helping import TOLD, Command, option
from narrator.cli.reporting import echo_json
from narrator.errors import EngineError, NarratorError
from narrator.messages import _, translated


@dataclass(frozen=True, slots=True)
class Examination:
    """One thing that was looked at."""

    what: str
    well: bool
    detail: str
    mend: str = ""
    """The exact command or step that mends it; empty where it is well."""
    needed: bool = True
    """Whether narrator cannot work without it."""


@click.command(cls=Command, short_help="Say what is installed and how to mend the rest.")
@option(TOLD, "--json", "as_json", is_flag=True, help="Report as JSON on standard output.")
def doctor(as_json: bool) -> int:
    """Look at everything narrator needs, and say how to mend what is missing.

    \b
    Example:
      narrator doctor
    """
    found = list(examinations())
    if as_json:
        echo_json([asdict(entry) for entry in found])
    else:
        for entry in found:
            click.echo(_line(entry))
        click.echo(_verdict(found))
    return 0 if all(entry.well for entry in found if entry.needed) else EngineError.exit_code


def examinations() -> Iterator[Examination]:
    """Yield what was found of each thing: Python, the libraries, the engines, the folders."""
    version = platform.python_version()
    yield Examination(
        "Python", sys.version_info >= (3, 11), version, "Install Python 3.11 or newer."
    )
    yield from _libraries()
    yield from _engines()
    yield _profiles()
    yield _speech()
    yield _sound()
    yield _kept_speech()
    yield _output(Path("output"))


def _libraries() -> Iterator[Examination]:
    for requirement in _requirements():
        if "extra ==" in requirement or not _applies(requirement):
            continue
        found = re.match(r"[\w.-]+", requirement)
        name = found[0] if found else requirement
        try:
            detail = metadata.version(name)
            yield Examination(f"Library {name}", True, detail)
        except metadata.PackageNotFoundError:
            wanted = requirement.partition(";")[0].strip()
            mend = f'{_quoted(sys.executable)} -m pip install "{wanted}"'
            yield Examination(f"Library {name}", False, "not installed", mend)


def _requirements() -> list[str]:
    """Return what narrator asks for; nothing where it is run without being installed."""
    try:
        return metadata.requires("narrator") or []
    except metadata.PackageNotFoundError:
        return []


def _applies(requirement: str) -> bool:
    """Say whether a requirement with a marker is for this Python and this machine."""
    machines = re.findall(r'(?:sys_platform|platform_machine) == ["\'](\w+)["\']', requirement)
    if machines and not {sys.platform, platform.machine()} & set(machines):
        return False
    found = re.search(r'python_version >= ["\'](\d+)\.(\d+)["\']', requirement)
    return found is None or sys.version_info >= (int(found[1]), int(found[2]))


def _engines() -> Iterator[Examination]:
    from narrator.speaking.registry import availability_of, engine_names

    for name in engine_names():
        try:
            state = availability_of(name)
        except EngineError as error:
            yield Examination(f"Engine {name}", False, str(error), error.hint, needed=False)
            continue
        yield Examination(
            f"Engine {name}", state.ready, state.detail, state.mend, needed=name == "espeak"
        )


def _profiles() -> Examination:
    from narrator.profiles import load_profile, profile_paths

    try:
        names = [load_profile(name).name for name in profile_paths()]
    except NarratorError as error:
        return Examination("Voice profiles", False, str(error), error.hint)
    mend = "Reinstall narrator: the folder voices is missing."
    return Examination("Voice profiles", bool(names), ", ".join(names), "" if names else mend)


def _speech() -> Examination:
    """Speak a word, since an engine that is installed may still not speak."""
    from narrator.speaking.registry import open_engine
    from narrator.speech import Prosody

    try:
        engine = open_engine("espeak")
        try:
            speech = engine.say("Ready.", engine.find_voice("", "en"), Prosody())
        finally:
            engine.close()
    except NarratorError as error:
        return Examination("Speech", False, str(error), error.hint)
    return Examination("Speech", True, f"one word took {speech.pcm.duration_ms} ms of sound")


def _sound() -> Examination:
    """Open the loudspeaker, which only `listen` needs."""
    from narrator.player.device import device_named, silence

    try:
        device_named("")(22050, silence).close()
    except NarratorError as error:
        return Examination("Sound", False, str(error), error.hint, needed=False)
    return Examination("Sound", True, "the sound device opens")


def _kept_speech() -> Examination:
    """Look at the folder of kept speech; without it narrator works, and pays twice."""
    from narrator.cli.cache import contents, size_in_words

    what = "Kept speech"
    try:
        found = contents()
    except NarratorError as error:
        return Examination(what, False, str(error), error.hint)
    folder = Path(found["folder"])
    detail = f"{size_in_words(found['bytes'])} in {folder}"
    if not found["limit_bytes"]:
        return Examination(what, True, f"{detail}, and no more is kept")
    there = next(place for place in (folder, *folder.parents) if place.exists())
    mend = f"Allow writing to {there}, or name another folder with NARRATOR_CACHE."
    writable = there.is_dir() and os.access(there, os.W_OK)
    return Examination(what, writable, detail, "" if writable else mend, needed=False)


def _output(folder: Path) -> Examination:
    parent = folder if folder.is_dir() else Path()
    writable = os.access(parent, os.W_OK)
    mend = f"Choose another folder with --output, or allow writing to {parent.resolve()}."
    return Examination("Output folder", writable, str(folder.resolve()), "" if writable else mend)


def _line(entry: Examination) -> str:
    what, detail = translated(entry.what), translated(entry.detail)
    if entry.well:
        return _("{what}: well, {detail}.").format(what=what, detail=detail)
    if entry.needed:
        said = _("{what}: not well, {detail}. To mend it: {mend}")
    else:
        said = _("{what}: not well, and not needed for the rest, {detail}. To mend it: {mend}")
    return said.format(what=what, detail=detail, mend=translated(entry.mend))


def _verdict(found: list[Examination]) -> str:
    ill = [entry for entry in found if not entry.well and entry.needed]
    if not ill:
        return _("Everything that is needed is there.")
    needed = sum(entry.needed for entry in found)
    return _("{number} of {all} things that are needed are not well; see above.").format(
        number=len(ill), all=needed
    )


def _quoted(path: str) -> str:
    """Return a path as any shell takes it, with quotation marks where it has spaces."""
    return f'"{path}"' if " " in path else path
