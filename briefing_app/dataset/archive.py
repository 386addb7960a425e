"""A data package in a ``.zip``: as people pack it, as attackers do, and damaged ones; read only where it is safe."""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

from briefing_app.dataset.descriptor import DESCRIPTOR
from briefing_app.dataset.reader import LARGEST_FILE, alike, other_spelling, safe_name, spelled_otherwise, too_large
from briefing_app.errors import ExpectedError, Problem
from briefing_app.translation import grouped, tr

LARGEST_PACKAGE = 1_000_000_000
"""Bytes of all files together, unpacked."""
MOST_ENTRIES = 2_000
_LARGEST_LIST = 4_000_000
"""Bytes of the list of entries at the end of an archive."""
HIGHEST_RATIO = 200
"""Unpacked to packed bytes of one entry; text packs to about a tenth, a bomb to a thousandth."""
_CHUNK = 1 << 20
_METHODS = {
    1: "Shrink", 6: "Implode", 9: "Deflate64", 12: "BZIP2", 14: "LZMA", 93: "Zstandard", 95: "XZ", 98: "PPMd",
    99: "AES",
}  # fmt: skip
_REMNANTS = ("__MACOSX/", "._", ".DS_Store", "Thumbs.db", "desktop.ini")


class ZipFiles:
    """A package in a ``.zip``; its files may lie in one folder of the archive."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self._left = LARGEST_PACKAGE
        self.remarks: list[Problem] = []
        self._entries = self._checked_entries()
        self._prefix = self._find_prefix()

    def _checked_entries(self) -> dict[str, zipfile.ZipInfo]:
        infos = self._archive.infolist()
        if len(infos) > MOST_ENTRIES:
            raise _too_many(grouped(len(infos)))
        found: dict[str, zipfile.ZipInfo] = {}
        for info in infos:
            written = info.filename.replace("\\", "/")  # some programs of Windows write it so
            last = written.rstrip("/").rpartition("/")[2]
            if info.is_dir() or written.endswith("/") or written.startswith(_REMNANTS[0]) or last.startswith(_REMNANTS):
                continue
            name = safe_name(written)
            if info.external_attr >> 28 == 0xA:  # a symbolic link
                raise ExpectedError(
                    tr("The archive holds a link instead of a file: {name}.", name=name),
                    hint=tr("Ask for an undamaged copy of the package."),
                )
            if name in found:
                raise ExpectedError(
                    tr("The archive holds {name} twice.", name=name),
                    hint=tr("Ask for an undamaged copy of the package."),
                )
            found[name] = info
        _check_overlap(found.values())
        return found

    def _find_prefix(self) -> str:
        places = [name for name in self._entries if alike(PurePosixPath(name).name) == DESCRIPTOR]
        if not places:
            return ""
        depth = min(name.count("/") for name in places)
        highest = [name for name in places if name.count("/") == depth]
        folders = sorted(name[: -len(DESCRIPTOR)] for name in highest)
        if len(highest) > 1:
            raise ExpectedError(
                tr(
                    "The archive holds {n} data packages: {names}.",
                    n=len(highest),
                    names=", ".join(folder.rstrip("/") or "/" for folder in folders[:5]),
                ),
                hint=tr("Unpack it and choose the folder of one of them."),
            )
        for other in sorted(set(places) - set(highest)):
            self.remarks.append(
                Problem(
                    severity="warning", file=other, message=tr("a second data package in the archive; it is not read")
                )
            )
        return folders[0]

    def names(self) -> tuple[str, ...]:
        """Returns the names of all files of the package."""
        found = (name.removeprefix(self._prefix) for name in self._entries if name.startswith(self._prefix))
        return tuple(sorted(found))

    def read(self, name: str, most: int = LARGEST_FILE) -> bytes:
        """Returns the content of a file; see ``Files.read``."""
        info = self._entries.get(self._prefix + safe_name(name))
        if info is None:
            real = other_spelling(self._prefix + name, self._entries)
            if real is None:
                raise FileNotFoundError(name)
            info = self._entries[real]
            self.remarks.append(spelled_otherwise(name, real.removeprefix(self._prefix)))
        _check_packing(info, name)
        most = min(most, self._left, max(1, info.compress_size) * HIGHEST_RATIO + 65_536)
        if info.file_size > most:
            raise too_large(name)
        content = bytearray()
        try:
            with self._archive.open(info) as file:
                # The size the archive announces may lie: count what really comes out.
                while chunk := file.read(_CHUNK):
                    content += chunk
                    if len(content) > most:
                        raise too_large(name)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError) as error:
            raise ExpectedError(
                tr("{name} in the archive is damaged.", name=name),
                hint=tr("Ask for an undamaged copy of the package."),
                detail=repr(error),
            ) from error
        self._left -= len(content)
        return bytes(content)


def _too_many(number: str) -> ExpectedError:
    return ExpectedError(
        tr("The archive has {n} entries, more than a data package may have.", n=number),
        hint=tr("Choose the .zip of a data package of this program."),
    )


def _check_packing(info: zipfile.ZipInfo, name: str) -> None:
    if info.flag_bits & 0x1:
        raise ExpectedError(
            tr("{name} in the archive is locked with a password.", name=name),
            hint=tr("Unpack the archive with its password and choose the folder."),
        )
    if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        method = _METHODS.get(info.compress_type, str(info.compress_type))
        raise ExpectedError(
            tr(
                "{name} in the archive is packed by the method {method}, which cannot be read.",
                name=name,
                method=method,
            ),
            hint=tr("Unpack the archive and choose the folder, or pack it as a plain .zip."),
        )


def _check_overlap(infos: Iterable[zipfile.ZipInfo]) -> None:
    """Refuses an archive whose entries share their bytes, which is how a small file becomes endless.

    Raises:
        ExpectedError: Two entries overlap.
    """
    end = 0
    for info in sorted(infos, key=lambda one: one.header_offset):
        if info.header_offset < end:
            raise ExpectedError(
                tr("Entries of the archive overlap; it could unpack without end."),
                hint=tr("Ask for an undamaged copy of the package."),
            )
        end = info.header_offset + 30 + info.compress_size


def _check_list(path: Path) -> None:
    """Refuses an archive whose list of entries alone would fill the memory, before the list is read.

    Raises:
        ExpectedError: The list is too long.
        OSError: The file cannot be read.
    """
    with path.open("rb") as file:
        size = file.seek(0, 2)
        file.seek(max(0, size - 65_557))
        tail = file.read()
    at = tail.rfind(b"PK\x05\x06")
    if at >= 0 and len(tail) >= at + 20:
        entries, length = struct.unpack("<HL", tail[at + 10 : at + 16])
        if entries > MOST_ENTRIES or length > _LARGEST_LIST:
            raise _too_many(grouped(entries))


@contextmanager
def open_archive(path: Path) -> Iterator[ZipFiles]:
    """Opens an archive for reading.

    Raises:
        ExpectedError: It is none, it is damaged, or it is not safe to read.
    """
    try:
        _check_list(path)
        archive = zipfile.ZipFile(path)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, struct.error) as error:
        raise _no_archive(path, error) from error
    with archive:
        yield ZipFiles(archive)


def _no_archive(path: Path, error: Exception) -> ExpectedError:
    try:
        with path.open("rb") as file:
            packed = file.read(2) == b"PK"
    except OSError:
        packed = False
    if packed:
        return ExpectedError(
            tr("The archive {path} is damaged or cut short.", path=path),
            hint=tr("Ask for an undamaged copy of the package."),
            detail=repr(error),
        )
    return ExpectedError(
        tr("{path} is neither a folder nor a .zip that can be read.", path=path),
        hint=tr("Choose the folder or .zip of a data package."),
        detail=repr(error),
    )
