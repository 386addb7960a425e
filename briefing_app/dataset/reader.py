"""From a folder or a ``.zip`` to the bytes of its files, with limits and never outside its root."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Protocol

from briefing_app.errors import ExpectedError
from briefing_app.words import tr, trn

if TYPE_CHECKING:
    import zipfile

DESCRIPTOR = "datapackage.json"
LARGEST_FILE = 400_000_000
"""Bytes of one table; a million events need about 300 MB."""
LARGEST_PACKAGE = 1_000_000_000
"""Bytes of all files together, unpacked."""
MOST_ENTRIES = 2_000
HIGHEST_RATIO = 200
"""Unpacked to packed bytes of one entry; text packs to about a tenth, a bomb to a thousandth."""
_CHUNK = 1 << 20


class Files(Protocol):
    """The files of a package by their names in the descriptor."""

    def read(self, name: str) -> bytes:
        """Returns the content of a file.

        Raises:
            FileNotFoundError: There is no such file.
            ExpectedError: The name leads outside, or the file breaks a limit.
        """


def safe_name(name: str) -> str:
    """Returns a name inside a package in its plain form; the one check for all names.

    Raises:
        ExpectedError: The name is absolute, climbs out, or is written for another system.
    """
    parts = name.split("/")
    bad = not name or "\\" in name or ":" in name or "\x00" in name or name.startswith("/")
    if bad or any(part in ("", ".", "..") for part in parts):
        raise ExpectedError(
            tr("The data package names a file outside itself: {name}.", name=repr(name)[:120]),
            hint=tr("Ask for a sound copy of the package."),
        )
    return str(PurePosixPath(*parts))


def _too_large(name: str) -> ExpectedError:
    return ExpectedError(
        tr("{name} is larger than a data package may be.", name=name),
        hint=tr("Choose the folder or .zip of a data package of this program."),
    )


class FolderFiles:
    """A package that lies in a folder."""

    def __init__(self, root: Path) -> None:
        self._root = root.resolve()

    def read(self, name: str) -> bytes:
        """Returns the content of a file; see ``Files.read``."""
        path = (self._root / safe_name(name)).resolve()
        if not path.is_relative_to(self._root):
            safe_name("../" + name)
        if not path.is_file():
            raise FileNotFoundError(name)
        if path.stat().st_size > LARGEST_FILE:
            raise _too_large(name)
        return path.read_bytes()


class ZipFiles:
    """A package in a ``.zip``; its files may lie in one folder of the archive."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self._left = LARGEST_PACKAGE
        self._entries = self._checked_entries()
        self._prefix = self._find_prefix()

    def _checked_entries(self) -> dict[str, zipfile.ZipInfo]:
        infos = self._archive.infolist()
        if len(infos) > MOST_ENTRIES:
            raise ExpectedError(
                trn(
                    "The archive holds {n} entry, more than a data package has.",
                    "The archive holds {n} entries, more than a data package has.",
                    len(infos),
                ),
                hint=tr("Choose the .zip of a data package of this program."),
            )
        found: dict[str, zipfile.ZipInfo] = {}
        for info in infos:
            if info.is_dir():
                continue
            name = safe_name(info.filename)
            kind = info.external_attr >> 28
            if kind == 0xA:  # a symbolic link
                raise ExpectedError(
                    tr("The archive holds a link instead of a file: {name}.", name=name),
                    hint=tr("Ask for a sound copy of the package."),
                )
            found[name] = info
        return found

    def _find_prefix(self) -> str:
        places = sorted(
            (name for name in self._entries if PurePosixPath(name).name == DESCRIPTOR), key=lambda n: n.count("/")
        )
        return places[0][: -len(DESCRIPTOR)] if places else ""

    def read(self, name: str) -> bytes:
        """Returns the content of a file; see ``Files.read``."""
        info = self._entries.get(self._prefix + safe_name(name))
        if info is None:
            raise FileNotFoundError(name)
        most = min(LARGEST_FILE, self._left, max(1, info.compress_size) * HIGHEST_RATIO + 65_536)
        if info.file_size > most:
            raise _too_large(name)
        chunks, size = [], 0
        with self._archive.open(info) as file:
            # The size the archive announces may lie: count what really comes out.
            while chunk := file.read(_CHUNK):
                size += len(chunk)
                if size > most:
                    raise _too_large(name)
                chunks.append(chunk)
        self._left -= size
        return b"".join(chunks)


@contextmanager
def open_files(path: Path) -> Iterator[Files]:
    """Opens a package for reading.

    Args:
        path: A folder, a ``.zip``, or a ``datapackage.json`` itself.

    Raises:
        ExpectedError: There is nothing there, or it is neither folder nor archive.
    """
    if path.name == DESCRIPTOR and path.is_file():
        path = path.parent
    if path.is_dir():
        yield FolderFiles(path)
        return
    if not path.exists():
        raise ExpectedError(
            tr("There is no data package at {path}.", path=path), hint=tr("Check the path after --data.")
        )
    import zipfile
    import zlib

    try:
        archive = zipfile.ZipFile(path)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise ExpectedError(
            tr("{path} is neither a folder nor a .zip that can be read.", path=path),
            hint=tr("Choose the folder or .zip of a data package."),
            detail=repr(error),
        ) from error
    with archive:
        try:
            yield ZipFiles(archive)
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
            raise ExpectedError(
                tr("The archive {path} is damaged or locked with a password.", path=path),
                hint=tr("Ask for a sound copy of the package."),
                detail=repr(error),
            ) from error
