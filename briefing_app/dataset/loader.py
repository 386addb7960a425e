"""A data package to a Dataset: good rows as records, everything else as problems and placeholders."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from briefing_app.dataset.descriptor import DESCRIPTOR, LARGEST, parse_package
from briefing_app.dataset.first_schema import converted
from briefing_app.dataset.fit import fit, needs_of
from briefing_app.dataset.opening import open_files
from briefing_app.dataset.reader import LARGEST_FILE, Files
from briefing_app.dataset.rows import Rows, absent, read_rows
from briefing_app.dataset.schema import Package, TableSchema
from briefing_app.dataset.subject import completed, not_named
from briefing_app.domain.briefing import Briefing
from briefing_app.domain.model import SUBJECT_TABLES, TABLES, Record, record_of
from briefing_app.domain.tables import Dataset, Edition, FileRead, Table
from briefing_app.errors import ExpectedError, Problem
from briefing_app.translation import tr

Progress = Callable[[float], None]

_LAYER = "map-"
"""What the names of the base map's layers begin with: map-countries, map-lakes, map-rivers."""
LARGEST_OUTLINE = 30_000_000
"""Bytes of one file of the base map."""


def load(path: Path, *, progress: Progress | None = None, only: frozenset[str] | None = None) -> Dataset:
    """Reads a data package.

    Args:
        path: A folder, a ``.zip`` or a ``datapackage.json``.
        progress: Told the share that is done, from 0 to 1.
        only: Names of the tables to read, for a first look; the others are empty, nothing is checked across
            tables, and the edition has no fingerprint. None reads and checks everything.

    Returns:
        The good rows of every table with all problems; tables that cannot be read carry the reason.

    Raises:
        ExpectedError: There is no data package of this program at the path.
    """
    with open_files(path) as files:
        return read(files, progress=progress, only=only)


def read(files: Files, *, progress: Progress | None = None, only: frozenset[str] | None = None) -> Dataset:
    """Reads a data package from its opened files; see ``load``."""
    return _Loading(files, progress or (lambda _share: None)).run(only)


class _Loading:
    """One reading of one package."""

    def __init__(self, files: Files, progress: Progress) -> None:
        self._files = files
        self._progress = progress
        self._problems: list[Problem] = []
        self._digest: Any = None
        """The fingerprint in the making; a first look has none."""
        self._read: list[FileRead] = []
        self._covered = True
        """True if the fingerprint covers all that was read, under the names in the descriptor."""

    def run(self, only: frozenset[str] | None) -> Dataset:
        descriptor = self._descriptor()
        package = parse_package(descriptor, fetch=self._fetch, only=only)
        if only is not None:
            return self._first_look(package, only)
        import hashlib

        from briefing_app.dataset import integrity, subject_rules

        self._digest = hashlib.sha256(descriptor)
        self._read.append(FileRead(DESCRIPTOR, len(descriptor)))
        self._problems += package.problems
        if not package.subject_named:
            self._problems.append(not_named(package.briefing))
        raw = {}
        names = [table for table, _noun, _class in TABLES]
        for done, name in enumerate(names):
            raw[name] = self._rows(package, name)
            self._progress((done + 1) / (len(names) + 2))
        outlines = self._outlines(package)
        integrity.check_references(package, raw)
        integrity.check_parts(package, raw)
        integrity.check_rules(package, raw)
        self._problems += subject_rules.of_the_briefing(package, raw)
        tables = {name: self._table(record_of(name), raw[name]) for name in names}
        for name in names:
            self._problems += raw[name].faults.problems()
        self._progress(1.0)
        return Dataset(
            edition=replace(_edition(package), fingerprint=self._digest.hexdigest(), licence=package.licence),
            tables=tables,
            problems=(*self._files.remarks, *sorted(self._problems, key=lambda problem: problem.severity)),
            outlines=outlines,
            briefing=_briefing(package, tables),
            headings={
                name: {column.name: column.title for column in schema.columns if column.title}
                for name, schema in package.tables.items()
            },
            files=tuple(self._read) if self._covered else (),
        )

    def _first_look(self, package: Package, only: frozenset[str]) -> Dataset:
        raw = {name: self._rows(package, name) for name in sorted(only)}
        tables = {name: self._table(record_of(name), rows) for name, rows in raw.items()}
        return Dataset(edition=_edition(package), tables=tables, briefing=_briefing(package, tables))

    def _descriptor(self) -> bytes:
        try:
            return self._files.read(DESCRIPTOR, LARGEST)
        except FileNotFoundError:
            raise ExpectedError(
                tr("There is no datapackage.json in this data package."),
                hint=tr("Choose the folder or .zip that holds one."),
            ) from None
        except OSError as error:
            raise ExpectedError(
                tr("datapackage.json cannot be read: {why}.", why=error.strerror or error),
                hint=tr("Check who may read it."),
            ) from error

    def _fetch(self, name: str, most: int = LARGEST_FILE) -> bytes:
        """Reads a file that the descriptor leads to for its schema; the fingerprint knows nothing of it."""
        self._covered = False
        return self._files.read(name, most)

    def _content(self, name: str, size: int | None, digest: str, most: int = LARGEST_FILE, *, layer: str = "") -> bytes:
        content = self._files.read(name, most)
        if self._digest is None:
            return content
        self._read.append(FileRead(name, len(content), layer))
        self._digest.update(name.encode("utf-8", "replace") + b"\0" + content)
        if digest and (size not in (None, len(content)) or not _is_of(content, digest)):
            self._problems.append(
                Problem(
                    severity="warning",
                    file=name,
                    message=tr("the file is not the one of this edition: size or hash differ from the descriptor"),
                )
            )
        return content

    def _rows(self, package: Package, name: str) -> Rows:
        schema = package.tables.get(name)
        if schema is None:
            if name in SUBJECT_TABLES and name not in package.refused:
                return Rows()  # of a package that has none
            words = package.refused.get(name) or tr("The descriptor names no table {name}.", name=name)
            return absent(words, DESCRIPTOR)
        parts = []
        for path in schema.paths:
            try:
                parts.append((path, self._table_content(path, schema)))
            except FileNotFoundError:
                return absent(tr("{file} is missing.", file=path), path)
            except ExpectedError as error:
                return absent(error.sentence(), path)
            except OSError as error:
                return absent(tr("{file} cannot be read: {why}.", file=path, why=error.strerror or error), path)
        rows = read_rows(parts, schema)
        return fit(record_of(name), converted(schema, rows), rows)

    def _table_content(self, path: str, schema: TableSchema) -> bytes:
        """Returns a table's file; a workbook of the same name may stand in its place.

        Raises:
            FileNotFoundError: Neither is there.
        """
        try:
            return self._content(path, schema.bytes, schema.hash)
        except FileNotFoundError:
            self._covered = False  # a file of the usual name would go before this one
            stem, _point, _ending = path.rpartition(".")
            return self._content(f"{stem}.xlsx", None, "")

    def _outlines(self, package: Package) -> dict[str, bytes]:
        """Reads the base map; resources name its layers, in older packages files do."""
        found = {}
        for name, path, size, digest in package.files:
            layer = name.removeprefix(_LAYER) if name.startswith(_LAYER) else Path(path).stem
            try:
                found[layer] = self._content(path, size, digest, LARGEST_OUTLINE, layer=layer)
            except (FileNotFoundError, ExpectedError, OSError) as error:
                words = error.words if isinstance(error, ExpectedError) else tr("the file is missing")
                self._problems.append(Problem(severity="error", file=path, message=words))
        return found

    def _table(self, kind: type[Record], rows: Rows) -> Table[Any]:
        if rows.missing:
            return Table(missing=rows.missing)
        known = needs_of(kind)
        needed = {name for name, (_type, must) in known.items() if must}
        made = [
            kind(**{name: value for name, value in values.items() if name in known})
            for values in rows.values
            if needed <= values.keys()  # a reference that led nowhere was one that the program needs
        ]
        return Table(rows=tuple(made), by_id={record.id: record for record in made})


def _briefing(package: Package, tables: Mapping[str, Table[Any]]) -> Briefing:
    if package.subject_named:
        return package.briefing
    return completed(package.briefing, {name: table.rows for name, table in tables.items()})


def _edition(package: Package) -> Edition:
    return Edition(name=package.name, title=package.title, version=package.version, created=package.created)


def _is_of(content: bytes, digest: str) -> bool:
    """Tells whether a content has a hash, written with its method in front or, as the standard has it, plain MD5."""
    import hashlib

    method, colon, value = digest.rpartition(":")
    method = method.casefold().replace("-", "") if colon else {64: "sha256"}.get(len(value), "md5")
    if method not in ("md5", "sha1", "sha256", "sha512"):
        return True
    return hashlib.new(method, content, usedforsecurity=False).hexdigest() == value.casefold()
