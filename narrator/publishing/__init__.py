"""Episode -> files: one module for each format."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from narrator.episode import Episode
from narrator.publishing.checking import check
from narrator.publishing.formats import DEFAULT_FORMATS, FORMATS, LEDGER, Format, find
from narrator.publishing.placing import Made, find_made, place, slug, sync
from narrator.publishing.report import Finding, Measured, Report, Severity
from narrator.publishing.staging import remove_abandoned_staging, staging_directory
from narrator.publishing.tags import identity, identity_of, load_cover
from narrator.publishing.writing import output_errors

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
    "find_made",
    "identity_of",
    "load_cover",
    "publish",
    "remove_abandoned_staging",
    "slug",
    "staging_directory",
]


def publish(
    episode: Episode,
    directory: Path,
    formats: Sequence[str] = DEFAULT_FORMATS,
    folder: str = "",
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

    Raises:
        ProfileError: for an unknown format; nothing is written.
        AudioError: where the mixed audio cannot be read or encoded.
        OutputError: where the result cannot be written, or the cover is unfit; trying again
            can help where its `retry` says so.
    """
    chosen = find(formats)
    with staging_directory(directory) as staging:
        staged = [_write(episode, form, staging) for form in chosen]
        base = folder or slug(episode.metadata.headline)
        return place(staged, base, identity(episode), directory)


def _write(episode: Episode, form: Format, staging: Path) -> Path:
    path = staging / f"episode{form.suffix}"
    with output_errors(path.parent.parent):
        form.write(episode, path)
        sync(path)
    return path
