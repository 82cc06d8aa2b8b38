"""The documents that the manual is made of: the README and the folder `docs`."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from narrator.errors import SourceError

ORDER = (
    *("README", "sources", "fetching", "profiles", "verbalizing", "lexicons", "engines", "plans"),
    *("listening", "batch", "editions", "feeds", "caching", "formats"),
)
"""As one would read them; documents that are not here follow, by name, and the last is LAST."""
LAST = "architecture"


@dataclass(frozen=True, slots=True)
class Document:
    """A document in Markdown."""

    name: str
    """As its file is called, without the ending."""
    text: str


def documents(folder: Path | None = None) -> tuple[Document, ...]:
    """Return the documents in the order of reading.

    Args:
        folder: Where they are; None for those that came with narrator.

    Raises:
        SourceError: where there are none.
    """
    folder = folder or docs_folder()
    paths = [*folder.glob("*.md")]
    beside = folder.parent / "README.md"
    if beside.is_file() and not any(path.name == beside.name for path in paths):
        paths.append(beside)
    if not paths:
        raise SourceError(
            "The documents of the manual are missing",
            where=str(folder),
            hint="Install narrator again, or run it in a copy of the project.",
        )
    found = {path.stem: Document(path.stem, path.read_text(encoding="utf-8")) for path in paths}
    return tuple(found[name] for name in sorted(found, key=_rank))


def docs_folder() -> Path:
    """Return the folder of documents: within an installed package, beside a checkout's."""
    package = Path(__file__).parents[1]
    inside = package / "docs"
    return inside if inside.is_dir() else package.parent / "docs"


def _rank(name: str) -> tuple[int, str]:
    if name == LAST:
        return len(ORDER) + 1, name
    return (ORDER.index(name) if name in ORDER else len(ORDER)), name
