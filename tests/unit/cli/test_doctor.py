from __future__ import annotations

import re
import sys
from importlib import metadata
from pathlib import Path

import pytest

LINE = re.compile(r"[A-Z][\w .-]+: (well|missing|not well, and not needed for the rest), .+")


def test_all_is_well_here(narrator) -> None:
    done = narrator("doctor")
    assert done.code == 0
    assert done.last_line == "Everything that is needed is there."


def test_each_line_says_what_how_and_which(narrator) -> None:
    lines = narrator("doctor").out.splitlines()[:-1]
    assert all(LINE.fullmatch(line) for line in lines), lines
    names = [line.partition(":")[0] for line in lines]
    assert len(names) == len(set(names))
    assert {"Python", "Library av", "Engine espeak", "Voice profiles", "Speech"} <= set(names)


def test_every_library_of_the_package_is_looked_at(narrator) -> None:
    data = narrator("doctor", "--json").data
    looked_at = {entry["what"].lower() for entry in data}
    for requirement in metadata.requires("narrator") or []:
        name = re.match(r"[\w.-]+", requirement)
        if name and "extra ==" not in requirement and ";" not in requirement:
            assert f"library {name[0]}".lower() in looked_at


def test_a_missing_library_comes_with_the_command_that_mends_it(
    narrator, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = metadata.version

    def version(name: str) -> str:
        if name == "babel":
            raise metadata.PackageNotFoundError(name)
        return real(name)

    monkeypatch.setattr(metadata, "version", version)
    done = narrator("doctor")
    assert done.code == 5
    line = next(line for line in done.out.splitlines() if line.startswith("Library babel"))
    assert line == (
        "Library babel: not well, not installed. To mend it: "
        f'{sys.executable} -m pip install "babel>=2.14"'
    )
    assert done.last_line.startswith("1 of ")


def test_a_broken_profile_of_the_users_own_is_found(narrator, profiles_folder: Path) -> None:
    (profiles_folder / "mine.toml").write_text("schema = 1\nengine = 'tone'\nrate = 5\n")
    done = narrator("doctor")
    assert done.code == 5
    assert "mine.rate" in done.out


def test_an_engine_that_is_not_needed_does_not_fail_the_examination(
    narrator, monkeypatch: pytest.MonkeyPatch
) -> None:
    from narrator.speaking.engine import Availability
    from narrator.speaking.registry import engine_class

    missing = classmethod(lambda _: Availability(False, "gTTS is not installed", "pip install it"))
    monkeypatch.setattr(engine_class("gtts"), "availability", missing)
    done = narrator("doctor")
    assert done.code == 0
    assert (
        "Engine gtts: not well, and not needed for the rest, gTTS is not installed. "
        "To mend it: pip install it" in done.out.splitlines()
    )


@pytest.mark.parametrize(
    ("system", "machine", "applies"),
    [
        ("linux", "x86_64", True),
        ("linux", "aarch64", False),
        ("darwin", "arm64", True),
        ("win32", "AMD64", True),
        ("win32", "ARM64", False),
    ],
)
def test_a_library_that_is_asked_for_on_some_machines_only_is_looked_at_there(
    monkeypatch: pytest.MonkeyPatch, system: str, machine: str, applies: bool
) -> None:
    from narrator.cli import doctor

    monkeypatch.setattr(sys, "platform", system)
    monkeypatch.setattr(doctor.platform, "machine", lambda: machine)
    wanted = (
        'x>=1; sys_platform == "darwin" or platform_machine == "x86_64" '
        'or platform_machine == "AMD64"'
    )
    assert doctor._applies(wanted) is applies
    assert doctor._applies("x>=1")


def test_a_machine_without_sound_is_told_and_does_not_fail_the_examination(narrator) -> None:
    done = narrator("doctor")
    assert done.code == 0
    (line,) = (line for line in done.out.splitlines() if line.startswith("Sound: "))
    assert "well, the sound device opens." in line or "not needed for the rest" in line
