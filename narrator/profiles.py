"""Where voice profiles are kept: those of the package, those of the user, and single files."""

from __future__ import annotations

import os
import tomllib
from dataclasses import replace
from pathlib import Path

from narrator.errors import ProfileError, nearest
from narrator.profile import Sound, VoiceProfile, parse_profile

DEFAULT_PROFILE = "newsroom"

FOLDER_VARIABLE = "NARRATOR_PROFILES"
"""The environment variable that names the user's own folder of profiles."""


def load_profile(name: str) -> VoiceProfile:
    """Return the profile of that name, or the one in the file of that path.

    A profile of the user's takes the place of a packaged one of the same name.

    Raises:
        ProfileError: where there is none, or it is not a profile; trying again cannot help.
    """
    path = Path(name)
    if path.suffix.lower() == ".toml":
        return _read(path, name)
    found = profile_paths()
    if name not in found:
        raise ProfileError("There is no such voice profile", where=name, hint=nearest(name, found))
    return _read(found[name], name)


def profile_paths() -> dict[str, Path]:
    """Return the file of each profile by its name, the user's own last."""
    folders = (packaged_folder(), user_folder())
    return {path.stem: path for folder in folders for path in sorted(folder.glob("*.toml"))}


def packaged_folder() -> Path:
    """Return the folder of the profiles that come with narrator.

    A wheel carries them inside the package; a checkout and an editable install have them
    beside it.
    """
    package = Path(__file__).parent
    inside = package / "voices"
    return inside if inside.is_dir() else package.parent / "voices"


def user_folder() -> Path:
    """Return the folder of the user's own profiles; it may not exist."""
    named = os.environ.get(FOLDER_VARIABLE)
    if named:
        return Path(named)
    import click

    return Path(click.get_app_dir("narrator")) / "voices"


def _read(path: Path, name: str) -> VoiceProfile:
    """Return the profile in a file, under the name by which it can be loaded again."""
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ProfileError(
            "The voice profile cannot be read", where=f"{path}: {error.strerror}"
        ) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ProfileError("The voice profile is not TOML", where=f"{path}: {error}") from error
    profile = parse_profile(table, name)
    return replace(
        profile,
        sound=_beside(profile.sound, path.parent),
        lexicon=tuple(str(path.parent / lexicon) for lexicon in profile.lexicon),
    )


def _beside(sound: Sound, folder: Path) -> Sound:
    """Return the sound files' paths as seen from the folder of the profile that names them."""

    def seen(path: str) -> str:
        return str(folder / path) if path else ""

    return replace(
        sound,
        intro=seen(sound.intro),
        outro=seen(sound.outro),
        between=seen(sound.between),
        music=seen(sound.music),
    )
