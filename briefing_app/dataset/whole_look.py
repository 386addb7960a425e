"""A whole package as it was read, kept in the profile, and used only for the very same files.

To read a package is to fit, check and follow every cell; its records alone are read in a tenth of that. They are taken
from the memory when the files of the package still have the fingerprint that the memory was made from, so that it can
never be older than the data. A package with anything wrong is read anew each time, so that its faults are always told.
"""

from __future__ import annotations

import hashlib
import json
import logging
import zlib
from collections import deque
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Final

from briefing_app import __version__
from briefing_app.dataset.plain_values import from_plain, made_of, names_of, parts_of, to_plain
from briefing_app.dataset.reader import FolderFiles, read_plain
from briefing_app.domain.briefing import Briefing
from briefing_app.domain.model import TABLES, PartialDate, record_of
from briefing_app.domain.tables import Dataset, Edition, FileRead, Table
from briefing_app.errors import ExpectedError
from briefing_app.files import NotWritten, write_whole

log = logging.getLogger(__name__)
FILE: Final = "package.memory"
FORMAT: Final = 1
LARGEST: Final = 20_000_000
"""Bytes; records that take more are not kept."""
_PLAIN, _LISTS, _DATES, _MIXED = "plain", "lists", "dates", "mixed"
"""What the cells of a column are: ready as JSON gives them, lists of such, dates as known, or anything that is kept."""


def recall(profile: Path, source: Path) -> Dataset | None:
    """Returns the package that was kept, if its files are still the same to the last byte.

    Args:
        profile: The profile folder.
        source: The data package.

    Returns:
        What ``load(source)`` returns; None if it has to be read.
    """
    if not source.is_dir() or not (profile / FILE).is_file():
        return None
    try:
        head, _line, text = read_plain(profile / FILE, FILE, 2 * LARGEST).partition(b"\n")
        kept = json.loads(head)
        if kept["of"] != [FORMAT, __version__] or kept["check"] != zlib.crc32(text):
            return None
        named = tuple(FileRead(*each) for each in kept["files"])
        contents = _same_files(FolderFiles(source), named, kept["fingerprint"])
        return None if contents is None else _dataset(json.loads(text), named, contents)
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError, ExpectedError) as error:
        log.info("the package that was kept is of no use: %r", error)
        return None


def keep(profile: Path, source: Path, dataset: Dataset) -> bool:
    """Keeps a package that was read, for the next time; it may run on any thread.

    Args:
        profile: The profile folder.
        source: The data package.
        dataset: What was read from it.

    Returns:
        True if it was kept: it is not for an archive, a package with faults, or a profile that cannot be written.
    """
    if not source.is_dir() or dataset.problems or not dataset.files:
        return False
    if _lies_there(profile, dataset.edition.fingerprint):
        return True
    try:
        text = json.dumps(_told(dataset), ensure_ascii=False, separators=(",", ":")).encode()
        if len(text) > LARGEST:
            return False
        head = {
            "of": [FORMAT, __version__],
            "check": zlib.crc32(text),
            "files": dataset.files,
            "fingerprint": dataset.edition.fingerprint,
        }
        write_whole(profile / FILE, json.dumps(head).encode() + b"\n" + text, durable=False)
    except (NotWritten, OSError, TypeError, ValueError) as error:
        log.info("the package was not kept: %r", error)
        return False
    return True


def _lies_there(profile: Path, fingerprint: str) -> bool:
    """Tells whether the memory is of this very package; whether it is sound is seen when it is used."""
    try:
        with (profile / FILE).open("rb") as file:
            kept = json.loads(file.readline(LARGEST))
        return bool(kept["of"] == [FORMAT, __version__] and kept["fingerprint"] == fingerprint)
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return False


def _same_files(files: FolderFiles, named: Iterable[FileRead], fingerprint: str) -> list[bytes] | None:
    """Returns the contents of a package's files if they have these sizes and this fingerprint, else None."""
    digest = hashlib.sha256()
    contents: list[bytes] = []
    for name, size, _layer in named:
        content = files.read(name)
        if len(content) != size:
            return None
        digest.update(name.encode() + b"\0" + content if contents else content)
        contents.append(content)
    return None if files.remarks or digest.hexdigest() != fingerprint else contents


def _told(dataset: Dataset) -> dict[str, Any]:
    """Returns a package as what JSON can hold.

    Raises:
        TypeError: A table is missing, or a value is of a kind that is not kept.
    """
    tables = {}
    for name, table in dataset.tables.items():
        if table.missing:
            raise TypeError(table.missing)
        names = names_of(record_of(name))
        tables[name] = [(each, *_column([getattr(row, each) for row in table.rows])) for each in names]
    return {
        "edition": parts_of(dataset.edition),
        "briefing": parts_of(dataset.briefing),
        "headings": dataset.headings,
        "tables": tables,
    }


def _column(cells: list[Any]) -> tuple[str, list[Any]]:
    if all(_is_plain(cell) for cell in cells):
        return _PLAIN, cells
    if all(type(cell) is tuple and all(map(_is_plain, cell)) for cell in cells):
        return _LISTS, cells
    if all(cell is None or type(cell) is PartialDate for cell in cells):
        return _DATES, cells
    return _MIXED, list(map(to_plain, cells))


def _is_plain(cell: Any) -> bool:
    return cell is None or type(cell) in (str, int, float, bool)


def _dataset(kept: Mapping[str, Any], files: tuple[FileRead, ...], contents: Iterable[bytes]) -> Dataset:
    return Dataset(
        edition=made_of(Edition, kept["edition"]),
        tables={name: _table(name, kept["tables"][name]) for name, _noun, _class in TABLES},
        outlines={file.layer: content for file, content in zip(files, contents, strict=True) if file.layer},
        briefing=made_of(Briefing, kept["briefing"]),
        headings=kept["headings"],
        files=files,
    )


def _table(name: str, columns: Iterable[tuple[str, str, list[Any]]]) -> Table[Any]:
    kind = record_of(name)
    kept = {each: _cells(what, column) for each, what, column in columns}
    if list(kept) != names_of(kind) or len({len(column) for column in kept.values()}) != 1:
        raise ValueError(f"{name} has other columns")
    rows = tuple([kind.__new__(kind) for _ in next(iter(kept.values()))])
    for each, column in kept.items():
        # Column by column into the slots: a frozen record's own way takes four times as long.
        deque(map(getattr(kind, each).__set__, rows, column), maxlen=0)
    return Table(rows=rows, by_id={row.id: row for row in rows})


def _cells(what: str, column: list[Any]) -> list[Any]:
    if what == _PLAIN:
        return column
    if what == _LISTS:
        return list(map(tuple, column))
    if what == _DATES:
        return [None if cell is None else PartialDate(*cell) for cell in column]
    return list(map(from_plain, column))
