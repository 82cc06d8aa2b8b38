"""A ZIP archive from strangers: every byte is counted as it is unpacked, nothing is written.

Deflate packs up to 1032 bytes into one (zlib's documentation, "Maximum Compression Factor"), so
sizes that the archive itself names are not believed.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from urllib.parse import unquote

from narrator.errors import SourceError

MAX_FILES = 20_000
"""Files in one archive: a dictionary as an EPUB book has about 3,000."""
MAX_PART_BYTES = 50_000_000
"""Of one file, unpacked: as much as a page may have (`sources.MAX_BYTES`)."""
MAX_TOTAL_BYTES = 200_000_000
"""Of all files that are read, unpacked. War and Peace has 4 MB; pictures are not read."""
CHUNK_BYTES = 262_144

GET_AGAIN = "Get the file once more; if it stays so, save it anew in the program it comes from."


class Archive:
    """A ZIP archive in memory whose files are read within limits.

    Args:
        data: The whole archive.
        where: The source, in the words of an error.
        noun: What it is: "EPUB book".

    Raises:
        SourceError: where it is damaged or has too many files. Trying again does not help.
    """

    def __init__(self, data: bytes, where: str, noun: str) -> None:
        self.where = where
        self.noun = noun
        self._left = MAX_TOTAL_BYTES
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
            raise self.damaged("its table of contents cannot be read") from error
        if len(self._zip.infolist()) > MAX_FILES:
            raise SourceError(
                f"The {noun} holds more than {MAX_FILES} files", where=where, hint=GET_AGAIN
            )
        self._names = {clean_name(name): name for name in self._zip.namelist()}

    def __contains__(self, name: str) -> bool:
        """Tell whether there is a file of that name."""
        return clean_name(name) in self._names

    def read(self, name: str) -> bytes:
        """Return one file, unpacked.

        Raises:
            SourceError: where it is missing, damaged, encrypted or too large. Trying again does
                not help.
        """
        held = self._names.get(clean_name(name))
        if held is None:
            raise self.damaged(f"it has no file {name}")
        try:
            return self._unpack(held)
        except RuntimeError as error:  # zipfile's word for a password that is needed
            raise SourceError(
                f"The {self.noun} is locked with a password",
                where=self.where,
                hint="Open it with its password and save a copy without one.",
            ) from error
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError) as error:
            if isinstance(error, SourceError):
                raise
            raise self.damaged(f"its file {name} cannot be unpacked") from error

    def _unpack(self, held: str) -> bytes:
        chunks: list[bytes] = []
        left = min(MAX_PART_BYTES, self._left)
        with self._zip.open(held) as stream:
            while chunk := stream.read(CHUNK_BYTES):
                left -= len(chunk)
                self._left -= len(chunk)
                if left < 0:
                    raise self._too_large()
                chunks.append(chunk)
        return b"".join(chunks)

    def _too_large(self) -> SourceError:
        return SourceError(
            f"The {self.noun} unpacks to more than {MAX_PART_BYTES // 1_000_000} MB in one file "
            f"or {MAX_TOTAL_BYTES // 1_000_000} MB in all",
            where=self.where,
            hint="Cut it into several files and convert each.",
        )

    def damaged(self, detail: str) -> SourceError:
        """Return the error for an archive that is not what it should be."""
        return SourceError(
            f"The {self.noun} is damaged: {detail}", where=self.where, hint=GET_AGAIN
        )


def clean_name(name: str) -> str:
    """Return a name as the archive's list has it: no leading slash, no way out of the archive."""
    return posixpath.normpath("/" + name.replace("\\", "/")).lstrip("/")


def resolve(base: str, reference: str) -> str:
    """Return the name of the file that a reference in another file means (RFC 3986, 5.2)."""
    path = unquote(reference.partition("#")[0].partition("?")[0])
    return clean_name(posixpath.join(posixpath.dirname(base), path) if path else base)
