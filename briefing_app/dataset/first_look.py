"""What page one needs, kept in the profile from one start to the next, and used only for the very same package.

The memory holds the tables that were asked for and, byte for byte, the files they were read from. It is used when
those files still are the same, so that it can never be older than the data; anything else is read anew. What reads
the package (dialects, fields, rows) is not even imported then.
"""

from __future__ import annotations

import json
import logging
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from briefing_app import __version__
from briefing_app.dataset.plain_values import from_plain, made_of, names_of, parts_of, to_plain
from briefing_app.dataset.reader import LARGEST_FILE, FolderFiles, read_plain
from briefing_app.domain.briefing import Briefing
from briefing_app.domain.model import record_of
from briefing_app.domain.tables import Dataset, Edition, Table
from briefing_app.errors import ExpectedError
from briefing_app.files import NotWritten, write_whole

if TYPE_CHECKING:
    from briefing_app.dataset.reader import Files

log = logging.getLogger(__name__)
FILE = "page-one.memory"
FORMAT = 3
LARGEST = 5_000_000
"""Bytes; a larger first look is not kept."""


def recall(profile: Path, source: Path, only: frozenset[str]) -> Dataset | None:
    """Returns the first look that was kept, if the package is still the same to the last byte.

    Args:
        profile: The profile folder.
        source: The data package.
        only: Names of the tables wanted.

    Returns:
        What ``load(source, only=only)`` returns; None if it has to be read.
    """
    if not source.is_dir() or not (profile / FILE).is_file():
        return None
    try:
        head, _line, contents = read_plain(profile / FILE, FILE, 3 * LARGEST).partition(b"\n")
        kept = json.loads(head)
        if kept["of"] != _of(only) or kept["check"] != zlib.crc32(contents, zlib.crc32(kept["look"].encode())):
            return None
        files, at = FolderFiles(source), 0
        for name, size in kept["files"]:
            if files.read(name, LARGEST) != contents[at : at + size]:
                return None
            at += size
        return None if files.remarks or at != len(contents) else _dataset(json.loads(kept["look"]))
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError, ExpectedError) as error:
        log.info("the first look that was kept is of no use: %r", error)
        return None


def keep(profile: Path, source: Path, only: frozenset[str]) -> bool:
    """Reads a package for a first look and keeps it for the next start; it may run on any thread.

    Args:
        profile: The profile folder.
        source: The data package.
        only: Names of the tables wanted.

    Returns:
        True if it was kept: it is not for an archive, a package with gaps, or a profile that cannot be written.
    """
    from briefing_app.dataset import loader

    if not source.is_dir():
        return False
    files = _Witness(FolderFiles(source))
    try:
        dataset = loader.read(files, only=only)
        look = json.dumps(_plain(dataset), ensure_ascii=False)
        contents = b"".join(files.contents.values())
        if files.remarks or files.missed or len(contents) > LARGEST:
            return False
        head = {
            "of": _of(only),
            "check": zlib.crc32(contents, zlib.crc32(look.encode())),
            "files": [(name, len(content)) for name, content in files.contents.items()],
            "look": look,
        }
        write_whole(profile / FILE, json.dumps(head).encode() + b"\n" + contents)
    except (ExpectedError, NotWritten, OSError, TypeError) as error:
        log.info("no first look was kept: %r", error)
        return False
    return True


class _Witness:
    """Files of a package that remember what was read, and whether something was not there."""

    def __init__(self, files: Files) -> None:
        self._files = files
        self.remarks = files.remarks
        self.contents: dict[str, bytes] = {}
        self.missed = False

    def read(self, name: str, most: int = LARGEST_FILE) -> bytes:
        """Returns the content of a file; see ``Files.read``."""
        try:
            self.contents[name] = content = self._files.read(name, most)
        except (OSError, ExpectedError):
            self.missed = True
            raise
        return content


def _of(only: frozenset[str]) -> list[Any]:
    return [FORMAT, __version__, *sorted(only)]


def _plain(dataset: Dataset) -> dict[str, Any]:
    """Returns a first look as what JSON can hold.

    Raises:
        TypeError: A table is missing, or a value is of a kind that is not kept.
    """
    tables = {}
    for name, table in dataset.tables.items():
        if table.missing:
            raise TypeError(table.missing)
        names = names_of(record_of(name))
        tables[name] = {
            "fields": names,
            "rows": [[to_plain(getattr(row, each)) for each in names] for row in table.rows],
        }
    return {"edition": parts_of(dataset.edition), "briefing": parts_of(dataset.briefing), "tables": tables}


def _dataset(kept: Mapping[str, Any]) -> Dataset:
    tables = {}
    for name, table in kept["tables"].items():
        kind, names = record_of(name), table["fields"]
        rows = tuple(kind(**dict(zip(names, map(from_plain, row), strict=True))) for row in table["rows"])
        tables[name] = Table(rows=rows, by_id={row.id: row for row in rows})
    return Dataset(
        edition=made_of(Edition, kept["edition"]), briefing=made_of(Briefing, kept["briefing"]), tables=tables
    )
