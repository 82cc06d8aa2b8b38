"""Episode -> files: one module for each format."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from narrator.episode import Episode
from narrator.publishing.formats import (
    DEFAULT_FORMATS,
    FORMATS,
    LEDGER,
    Format,
    check_formats,
    find,
)
from narrator.publishing.placing import Made, find_made, made_of, names_of, place, slug, sync
from narrator.publishing.staging import remove_abandoned_staging, staging_directory
from narrator.publishing.tags import identity, identity_of, load_cover
from narrator.publishing.writing import output_errors

if TYPE_CHECKING:
    from narrator.publishing.checking import check
    from narrator.publishing.report import Finding, Measured, Report, Severity
    from narrator.publishing.single_files import publish_single_files

__all__ = [
    "DEFAULT_FORMATS",
    "FORMATS",
    "LEDGER",
    "Finding",
    "Format",
    "Made",
    "Measured",
    "Report",
    "Severity",
    "check",
    "check_formats",
    "find_made",
    "identity_of",
    "load_cover",
    "made_of",
    "names_of",
    "publish",
    "publish_single_files",
    "remove_abandoned_staging",
    "slug",
    "staging_directory",
]


_WHEN_ASKED_FOR = {
    "check": "checking",
    "publish_single_files": "single_files",
    **dict.fromkeys(("Finding", "Measured", "Report", "Severity"), "report"),
}
"""What no conversion needs, and the modules where it is."""


def __getattr__(name: str) -> Any:
    """Import what is asked for, now."""
    if name not in _WHEN_ASKED_FOR:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_WHEN_ASKED_FOR[name]}"), name)


def publish(
    episode: Episode,
    directory: Path,
    formats: Sequence[str] = DEFAULT_FORMATS,
    folder: str = "",
    *,
    singly: bool = False,
) -> list[Path]:
    """Write the episode's folder, whole or not at all, and return its files, the MP3 first.

    The folder is named by the headline and belongs to the episode's source: the same source
    replaces its earlier episode, another source of the same headline gets a folder of its
    own. Whatever goes wrong, an earlier episode stays as it was.

    Args:
        episode: What to publish.
        directory: Where the folders of all episodes are; made where it is missing.
        formats: Names of `FORMATS`; the MP3 is always written.
        folder: The name of the folder that the source's episode has had so far, which it keeps
            under another headline; empty for one by the headline.
        singly: Whether to write each story of an edition as a file of its own too, in a folder
            beside the episode's.

    Raises:
        ProfileError: for an unknown format; nothing is written.
        AudioError: where the mixed audio cannot be read or encoded.
        OutputError: where the result cannot be written, or the cover is unfit; trying again
            can help where its `retry` says so.
    """
    chosen = find(formats)
    with staging_directory(directory) as staging:
        staged = _Staged(episode, chosen, staging)
        base = folder or slug(episode.metadata.headline)
        files = place(staged.named, base, identity(episode), directory)
    if singly:
        from narrator.publishing.single_files import publish_single_files

        files += publish_single_files(episode, directory)
    return files


class _Staged:
    """The files of an episode before they have their last name."""

    def __init__(self, episode: Episode, formats: Sequence[Format], staging: Path) -> None:
        self.episode = episode
        self.staging = staging
        self.formats = formats
        self.files = {
            form: self._write(form, staging / f"episode{form.suffix}")
            for form in formats
            if not form.needs_recording
        }

    def named(self, name: str) -> list[Path]:
        """Return the files, complete, under that name in a folder of that name."""
        folder = self.staging / name
        folder.mkdir(exist_ok=True)
        paths = {form: folder / f"{name}{form.suffix}" for form in self.formats}
        self.files = {form: file.rename(paths[form]) for form, file in self.files.items()}
        for form in self.formats:
            if form.needs_recording:
                self._write(form, paths[form])
        return list(paths.values())

    def _write(self, form: Format, path: Path) -> Path:
        with output_errors(self.staging.parent):
            form.write(self.episode, path)
            sync(path)
        return path
