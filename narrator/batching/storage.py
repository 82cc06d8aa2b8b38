"""Articles and episodes in a store such as S3: whatever fsspec can reach by an address.

An episode is made in a folder of its own on this machine and then sent file by file, the MP3
last; what is sent is there whole or not at all. So an MP3 in its place says, by the digest in its
tag, that all of its side files are there.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from narrator.errors import NarratorError, OutputError, ProfileError, SourceError

if TYPE_CHECKING:
    from narrator.publishing import Made

WEB = ("http", "https")


@dataclass(frozen=True, slots=True)
class Stored:
    """A file in a store."""

    url: str
    stamp: str
    """What changes when the file does: its size, and its checksum or time."""
    modified: str
    """ISO 8601; empty where the store does not say."""


def is_stored(address: str) -> bool:
    """Tell whether an address is that of a store: neither the web's nor a path."""
    scheme, is_address, _ = address.partition("://")
    return bool(is_address) and scheme.lower() not in WEB


def beside(folder: str, name: str) -> str:
    """Return the path or address of a name that is seen from a folder."""
    if "://" in name:
        return name
    return f"{folder.rstrip('/')}/{name}" if is_stored(folder) else str(Path(folder) / name)


def is_folder(url: str) -> bool:
    """Tell whether an address is that of a folder.

    Raises:
        SourceError: where the store cannot be reached.
    """
    with _explained(url, SourceError):
        store, path = _reach(url)
        return bool(store.isdir(path))


def read_object(url: str, max_bytes: int) -> bytes:
    """Return a file of a store.

    Raises:
        SourceError: where it is missing, closed to us, or larger than that.
    """
    from narrator.reading.sources import too_large

    with _explained(url, SourceError):
        store, path = _reach(url)
        with store.open(path, "rb") as file:
            data = bytes(file.read(max_bytes + 1))
    if len(data) > max_bytes:
        raise too_large(url, max_bytes)
    return data


def list_objects(url: str) -> Iterator[Stored]:
    """Yield the files in a folder of a store and in the folders below, in their order.

    Raises:
        SourceError: where the store cannot be reached.
    """
    with _explained(url, SourceError):
        store, path = _reach(url)
        found = store.find(path, detail=True)
    scheme = url.partition("://")[0]
    for name, said in sorted(found.items()):
        moment = said.get("LastModified") or said.get("mtime") or said.get("created") or ""
        tag = said.get("ETag") or moment
        yield Stored(
            f"{scheme}://{name.lstrip('/')}" if "://" not in name else name,
            f"{said.get('size')}:{tag}",
            _iso(moment),
        )


def recordings_in(url: str) -> frozenset[str]:
    """Return the folders of the episodes in a store, as seen from the address.

    Raises:
        OutputError: where the store cannot be reached.
    """
    with _explained(url, OutputError):
        store, path = _reach(url)
        found = store.find(path) if store.exists(path) else []
    start = len(path.rstrip("/")) + 1
    folders = (name[start:].rpartition("/")[0] for name in found if name.endswith(".mp3"))
    return frozenset(folder for folder in folders if folder)


def place_in_store(files: Sequence[Path], url: str) -> None:
    """Send an episode's files into its folder in a store, the MP3 last.

    Files of ours that were there and are not made any more are removed.

    Args:
        files: The MP3 first.
        url: The episode's folder.

    Raises:
        OutputError: where the store does not take them; trying again can help.
    """
    from narrator.publishing import FORMATS

    recording, *side_files = files
    with _explained(url, OutputError):
        store, path = _reach(url)
        store.makedirs(path, exist_ok=True)
        ours = {f"{recording.stem}{form.suffix}" for form in FORMATS.values()}
        for name in ours - {file.name for file in files}:
            if store.exists(f"{path}/{name}"):
                store.rm_file(f"{path}/{name}")
        for file in (*side_files, recording):
            store.put_file(str(file), f"{path}/{file.name}")


def find_stored(base: str, identity: str, output: str) -> Made | None:
    """Return the episode that a source has in a store; see `publishing.find_made`.

    Raises:
        OutputError: where the store cannot be reached.
    """
    from narrator.publishing import names_of

    found = (_made_at(f"{output}/{name}") for name in names_of(base, identity))
    return next((made for made in found if made and made.identity == identity), None)


def free_name(base: str, identity: str, output: str) -> str:
    """Return the name that a source's episode has in a store, else the first free one.

    Raises:
        OutputError: where every name is taken, or the store cannot be reached.
    """
    from narrator.publishing import names_of

    names = names_of(base, identity)
    there = {name: _made_at(f"{output}/{name}") for name in names}
    for name, made in there.items():
        if made is None or made.identity == identity:
            return name
    raise OutputError("Every name for this episode's folder is taken", where=f"{output}/{base}")


def _made_at(url: str) -> Made | None:
    """Return whose episode is in a folder of a store, and from what; None where none is."""
    from narrator.publishing import made_of

    name = url.rpartition("/")[2]
    with opened(f"{url}/{name}.mp3") as file:
        return None if file is None else made_of(file, Path(name))


@contextmanager
def opened(url: str) -> Iterator[Any]:
    """Give a file of a store, open for reading; None where there is none.

    Raises:
        OutputError: where the store cannot be reached.
    """
    with _explained(url, OutputError):
        store, path = _reach(url)
        if not store.exists(path):
            yield None
            return
        with store.open(path, "rb") as file:
            yield file


def _reach(url: str) -> tuple[Any, str]:
    import fsspec

    store, path = fsspec.core.url_to_fs(url)
    return store, str(path)


def _iso(moment: object) -> str:
    if isinstance(moment, datetime):
        return moment.isoformat()
    if isinstance(moment, float | int) and moment:
        return datetime.fromtimestamp(moment, UTC).isoformat()
    return ""


@contextmanager
def _explained(url: str, kind: type[SourceError | OutputError]) -> Iterator[None]:
    """Turn what a store's library raises into an error of ours."""
    try:
        yield
    except NarratorError:
        raise
    except ImportError as error:
        raise ProfileError(
            f"The library for this store is not installed ({error})",
            where=url,
            hint='For S3: pip install "narrator[s3]". For others, see the list of fsspec.',
        ) from error
    except FileNotFoundError as error:
        hint = "Check the address: the bucket, then the path."
        raise kind("There is no such file in the store", where=url, hint=hint) from error
    except PermissionError as error:
        hint = "Check the keys, as the store's own tools take them, and what they permit."
        raise kind(f"The store refuses access ({error})", where=url, hint=hint) from error
    except ValueError as error:
        hint = "An address of a store looks like s3://bucket/folder."
        raise kind(f"The store cannot be used ({error})", where=url, hint=hint) from error
    except Exception as error:  # Each store's library has errors of its own.
        raise kind(
            f"The store does not answer rightly ({type(error).__name__}: {error})",
            where=url,
            hint="Check the keys and the connection, then try again.",
            retry=True,
        ) from error
